//! The answers to what a service asks first, as they stand in addresses and forms: `question:answer,question:answer`.

use domain::command::Given;
use domain::ids::{AnswerId, QuestionId, ReferralId};
use domain::setup::{Setup, Then};

use crate::api::visits::ANSWERS_MAX;
use crate::problem::Problem;

/// Reads answers.
///
/// # Errors
/// A [`Problem`] where they have another form, or there are more than any tree of questions has.
pub(crate) fn read_answers(text: &str) -> Result<Vec<Given>, Problem> {
    let wrong = || Problem::query("answers", "why-wrong-form");
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let pairs: Vec<&str> = text.split(',').collect();
    if pairs.len() > ANSWERS_MAX {
        return Err(wrong());
    }
    let given = |pair: &str| -> Option<Given> {
        let (question, answer) = pair.split_once(':')?;
        Some(Given { question: QuestionId::new(question).ok()?, answer: AnswerId::new(answer).ok()? })
    };
    pairs.into_iter().map(|pair| given(pair).ok_or_else(wrong)).collect()
}

/// Where the answers so far have led.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Led<'a> {
    /// This question is next.
    Ask(&'a QuestionId),
    /// There is nothing left to ask.
    Through,
    /// To help elsewhere.
    Refer(&'a ReferralId),
    /// An answer does not belong there.
    Astray,
}

/// Follows answers from the first question on.
pub(crate) fn follow<'a>(setup: &'a Setup, first: Option<&'a QuestionId>, given: &[Given]) -> Led<'a> {
    let mut next = first;
    for (at, answered) in given.iter().enumerate() {
        let choice = next.filter(|question| **question == answered.question).and_then(|question| {
            setup.questions.get(question)?.answers.iter().find(|choice| choice.id == answered.answer)
        });
        next = match choice.map(|choice| &choice.then) {
            Some(Then::Ask(question)) => Some(question),
            Some(Then::Ticket) => None,
            Some(Then::Refer(referral)) if at + 1 == given.len() => return Led::Refer(referral),
            Some(Then::Refer(_)) | None => return Led::Astray,
        };
    }
    next.map_or(Led::Through, Led::Ask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_as_they_are_written() {
        let answers = read_answers("digital:nej,alder:over-18").expect("two answers");
        assert_eq!((answers.len(), answers[1].answer.as_str()), (2, "over-18"));
        assert!(read_answers("").expect("none").is_empty());
        let many = vec!["a:b"; ANSWERS_MAX + 1].join(",");
        for wrong in ["digital", "digital:", ":ja", "a:b,", many.as_str()] {
            assert!(read_answers(wrong).is_err(), "{wrong}");
        }
    }
}
