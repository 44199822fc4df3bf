//! A citizen's phone number on its way into the vault: made international, sealed, and never anywhere else.

use axum::http::StatusCode;
use domain::ids::VisitId;
use jiff::civil::Date;
use store::vault::{DENMARK, normal_phone};
use store::{Consent, Given, HashKind, PersonChange, Vault};

use crate::problem::Problem;

/// How many digits a Danish number has after its country.
const DANISH_DIGITS: usize = 8;

/// The longest text that is looked at, in characters of any script.
const TYPED_CHARS_MAX: usize = 40;

/// The change that keeps a phone number with its visit, until the day is over; whether its citizen agreed to be told by text
/// message goes with it.
///
/// # Errors
/// A [`Problem`] where it is not a phone number. What was typed is not repeated.
pub(super) fn keep(
    vault: &Vault,
    typed: &str,
    visit: VisitId,
    centre: &domain::ids::CentreId,
    date: Date,
    consent: bool,
) -> Result<PersonChange, Problem> {
    let number = international(typed).ok_or_else(invalid)?;
    let phone = vault.findable(visit, HashKind::Phone, &number).map_err(|_| invalid())?;
    let given = Given { phone: Some(phone), consent: Some(Consent { sms: consent, email: false }), ..Given::default() };
    Ok(PersonChange::Put { visit, centre: centre.clone(), date, given: Box::new(given), forget_after: date })
}

/// A phone number in its international form; none where it cannot be one.
pub(crate) fn international(typed: &str) -> Option<String> {
    if typed.chars().nth(TYPED_CHARS_MAX).is_some() {
        return None;
    }
    let number = normal_phone(typed, DENMARK)?;
    let danish =
        number.strip_prefix(DENMARK).is_none_or(|rest| rest.len() == DANISH_DIGITS && !rest.starts_with(['0', '1']));
    (danish && !number.starts_with("+0")).then_some(number)
}

/// A number in its international form as it is read: a Danish one in pairs.
pub(crate) fn spaced(number: &str) -> String {
    let Some(rest) = number.strip_prefix(DENMARK).filter(|rest| rest.len() == DANISH_DIGITS) else {
        return number.to_owned();
    };
    let digits: Vec<char> = rest.chars().collect();
    let pairs: Vec<String> = digits.chunks(2).map(|pair| pair.iter().collect()).collect();
    format!("{DENMARK} {}", pairs.join(" "))
}

fn invalid() -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "phone_invalid").detail("field", "phone")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_and_foreign_numbers_are_taken_as_they_are_typed() {
        for typed in
            ["20 30 40 50", "+45 2030-4050", "004520304050", "45 20 30 40 50", "+45 (0) 20 30 40 50", "٢٠ ٣٠ ٤٠ ٥٠"]
        {
            assert_eq!(international(typed).as_deref(), Some("+4520304050"), "{typed}");
        }
        assert_eq!(international("+380 44 123 45 67").as_deref(), Some("+380441234567"));
        for wrong in ["", "2030405", "203040506", "12345678", "+0123456789", "abc", "+45\u{0}20304050"] {
            assert_eq!(international(wrong), None, "{wrong}");
        }
        assert_eq!(international(&"2".repeat(41)), None);
        assert_eq!(
            (spaced("+4520304050"), spaced("+380441234567")),
            ("+45 20 30 40 50".into(), "+380441234567".into())
        );
    }
}
