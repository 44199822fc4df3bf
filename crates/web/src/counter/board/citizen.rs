//! The citizen who is at the desk, or on the way to it.

use domain::command::{Given, Mode};
use domain::counter::{Here, UsualRange};
use domain::event::CallRule;
use domain::time::Instant;

use crate::counter::asked::Links;
use crate::counter::say::Say;
use crate::counter::waiting::why_message;
use crate::signs::Markup;

/// The width of the bar under the timer, in pixels.
const BAR_WIDTH: f64 = 212.0;

/// How much of that bar lies beyond the usual range.
const BEYOND: f64 = 1.35;

/// The citizen's card.
pub(in crate::counter) struct Citizen {
    pub(in crate::counter) visit: String,
    pub(in crate::counter) letter: char,
    pub(in crate::counter) count: u16,
    /// Whether it is called and has not come.
    pub(in crate::counter) called: bool,
    /// How it is held, where it is a booked time.
    pub(in crate::counter) mode: Option<Mode>,
    /// What the press says that records that nobody came, or answered.
    pub(in crate::counter) no_show: String,
    /// The same, short.
    pub(in crate::counter) no_show_short: String,
    /// What the press says that begins.
    pub(in crate::counter) start: String,
    pub(in crate::counter) chip: String,
    pub(in crate::counter) meta: String,
    pub(in crate::counter) services: String,
    /// What follows, and what was recorded about the call.
    pub(in crate::counter) remarks: Vec<String>,
    pub(in crate::counter) timer_label: String,
    pub(in crate::counter) from: i64,
    pub(in crate::counter) lasted: String,
    pub(in crate::counter) bar: Option<Markup>,
    pub(in crate::counter) usual: Option<String>,
    pub(in crate::counter) usual_short: Option<String>,
    pub(in crate::counter) overlong: bool,
    pub(in crate::counter) facts: Vec<(String, String)>,
    pub(in crate::counter) answers: Vec<(String, String)>,
    /// The facts in one line, for the narrow window.
    pub(in crate::counter) short: String,
    pub(in crate::counter) remember: Vec<String>,
    pub(in crate::counter) recall: Option<Recall>,
    pub(in crate::counter) transfer: String,
    pub(in crate::counter) spoken: String,
}

/// Calling once more.
pub(in crate::counter) struct Recall {
    pub(in crate::counter) at: i64,
    /// Whether the pause before it still lasts.
    pub(in crate::counter) waits: bool,
    pub(in crate::counter) left: String,
}

impl Citizen {
    /// Whether it is rung: nobody comes.
    pub(in crate::counter) fn is_rung(&self) -> bool {
        matches!(self.mode, Some(Mode::Phone | Mode::Video))
    }

    /// Whether it is a booked time, so that there is somebody to know of.
    pub(in crate::counter) fn is_booked(&self) -> bool {
        self.mode.is_some()
    }

    pub(super) fn of(here: &Here, now: Instant, say: Say<'_>, links: &Links) -> Self {
        let called = here.started_at.is_none();
        let from = here.started_at.unwrap_or(here.called_at);
        let lasted = u32::try_from(now.seconds_since(from)).unwrap_or(u32::MAX);
        let (visit, number) = (here.visit.to_string(), here.number);
        let services = services(here, say);
        let rung = matches!(here.mode, Some(Mode::Phone | Mode::Video));
        let chip = say.t(match (rung, called) {
            (false, true) => "counter-on-the-way",
            (false, false) => "counter-with-you",
            (true, true) => "counter-to-ring",
            (true, false) => "counter-on-the-line",
        });
        let usual = here.usual.filter(|_| !called);
        let answers = answers(&here.answers, say);
        Self {
            letter: number.letter.as_char(),
            count: number.count,
            called,
            mode: here.mode,
            no_show: say.t(if rung { "counter-unanswered" } else { "counter-no-show" }),
            no_show_short: say.t(if rung { "counter-unanswered" } else { "counter-no-show-short" }),
            start: say.t(if rung { "counter-answered" } else { "counter-start" }),
            meta: meta(here, say),
            remarks: remarks(here, say),
            timer_label: say.t(if called { "counter-timer-called" } else { "counter-timer-serving" }),
            from: from.as_millis(),
            lasted: stopwatch(lasted),
            bar: usual.map(|usual| bar(lasted, usual)),
            usual: usual.map(|usual| usual_text(usual, "counter-usual", say)),
            usual_short: usual.map(|usual| usual_text(usual, "counter-usual-short", say)),
            overlong: here.overlong,
            facts: facts(here, say),
            short: short(here, &answers, say),
            answers,
            remember: remember(here, say),
            recall: here.recall_at.filter(|_| !rung).map(|at| Recall {
                at: at.as_millis(),
                waits: now < at,
                left: say.tell("counter-recalls-left", [("count", here.recalls_left.into())]),
            }),
            transfer: links.about("transfer", "visit", &visit),
            spoken: format!("{chip}: {number}. {services}"),
            visit,
            chip,
            services,
        }
    }
}

fn services(here: &Here, say: Say<'_>) -> String {
    let stop = here.stops.get(usize::from(here.at_stop));
    say.services(stop.map_or(&[], |stop| stop.services.as_slice()))
}

fn meta(here: &Here, say: Say<'_>) -> String {
    let time = ("time", say.clock(here.called_at).into());
    let rung = matches!(here.mode, Some(Mode::Phone | Mode::Video));
    let one_of = |of_rung, of_called| if rung { of_rung } else { of_called };
    match here.walked_seconds {
        None if here.calls > 1 => say.tell("counter-called-again-at", [time, ("count", here.calls.into())]),
        None => say.tell(one_of("counter-rung-at", "counter-called-at"), [time]),
        Some(seconds) if seconds < 60 => {
            let message = one_of("counter-rung-after-seconds", "counter-came-after-seconds");
            say.tell(message, [time, ("seconds", seconds.into())])
        }
        Some(seconds) => {
            let message = one_of("counter-rung-after", "counter-came-after");
            say.tell(message, [time, ("span", say.span(seconds).into())])
        }
    }
}

fn remarks(here: &Here, say: Say<'_>) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Some(CallRule::OutOfTurn(why)) = here.reason.as_ref().map(|reason| reason.rule) {
        remarks.push(say.tell("counter-called-out-of-turn", [("why", say.t(why_message(why)).into())]));
    }
    if let Some(queue) = &here.goes_on_to {
        remarks.push(say.tell("counter-goes-on", [("queue", say.queue(queue).into())]));
    }
    remarks
}

fn facts(here: &Here, say: Say<'_>) -> Vec<(String, String)> {
    vec![
        (say.t("counter-fact-waited"), say.span(here.waited_seconds)),
        (say.t("counter-fact-language"), say.language_in_words(&here.language)),
        (say.t("counter-fact-came-by"), say.came_by(&here.came_by)),
    ]
}

/// What was asked before the ticket, and what was answered; a question that the set-up has no more is left out.
fn answers(given: &[Given], say: Say<'_>) -> Vec<(String, String)> {
    let text = |given: &Given| {
        let question = say.setup.questions.get(&given.question)?;
        let answer = question.answers.iter().find(|answer| answer.id == given.answer)?;
        Some((question.text.get(say.language).to_owned(), answer.text.get(say.language).to_owned()))
    };
    given.iter().filter_map(text).collect()
}

fn short(here: &Here, answers: &[(String, String)], say: Say<'_>) -> String {
    let waited = say.tell("counter-waited-short", [("span", say.span(here.waited_seconds).into())]);
    let mut parts = vec![say.language_in_words(&here.language)];
    // A bare yes says nothing without its question, which has no room here.
    let says_it_all = |answer: &&String| answer.split_whitespace().nth(1).is_some();
    parts.extend(answers.iter().map(|(_, answer)| answer).filter(says_it_all).cloned());
    parts.push(waited);
    parts.join(" · ")
}

fn remember(here: &Here, say: Say<'_>) -> Vec<String> {
    let stop = here.stops.get(usize::from(here.at_stop));
    let services = stop.map_or(&[][..], |stop| stop.services.as_slice());
    let texts = services.iter().filter_map(|id| say.setup.services.get(id)).map(|s| s.remember.get(say.language));
    texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

fn usual_text(usual: UsualRange, message: &str, say: Say<'_>) -> String {
    let (from, to) = (u32::from(usual.from_minutes), u32::from(usual.to_minutes));
    say.tell(message, [("from", from.into()), ("to", to.into())])
}

/// The time so far on a line, over the usual range; the usual is no limit, so nothing turns red.
fn bar(lasted_seconds: u32, usual: UsualRange) -> Markup {
    let to = f64::from(usual.to_minutes) * 60.0;
    let scale = (to * BEYOND).max(f64::from(lasted_seconds));
    let place = |seconds: f64| (seconds / scale).clamp(0.0, 1.0) * BAR_WIDTH;
    let (fill, range) = (place(f64::from(lasted_seconds)), place(to));
    Markup(format!(
        r#"<svg class="bar" viewBox="0 0 {BAR_WIDTH} 8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="bar-track" width="{BAR_WIDTH}" height="8" rx="4"/><rect class="bar-range" width="{range:.1}" height="8" rx="4"/><rect class="bar-fill" width="{fill:.1}" height="8" rx="4"/></svg>"#
    ))
}

/// `6:12`, or `1:06:12`.
pub(super) fn stopwatch(seconds: u32) -> String {
    let (h, m, s) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if h > 0 { format!("{h}:{m:02}:{s:02}") } else { format!("{m}:{s:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stopwatch_has_hours_only_where_there_are_some() {
        assert_eq!((stopwatch(0), stopwatch(372), stopwatch(3_972)), ("0:00".into(), "6:12".into(), "1:06:12".into()));
    }

    #[test]
    fn the_bar_stays_on_its_line_however_long_it_lasts() {
        let usual = UsualRange { from_minutes: 6, to_minutes: 10 };
        assert!(bar(372, usual).0.contains(r#"class="bar-range" width="157.0""#), "{}", bar(372, usual).0);
        assert!(bar(36_000, usual).0.contains(r#"class="bar-fill" width="212.0""#));
    }
}
