//! What a manager should look at, in words, each with the one thing to press. Calm where there is nothing.

use domain::attention::Attention;
use domain::hall::QueueStatus;
use domain::ids::QueueId;
use domain::message::Channel;
use domain::time::Instant;
use engine::outbox::WayHealth;

use super::acts::Keys;
use super::queues::minutes;
use crate::signs::{Markup, icon};
use crate::texts::Values;
use crate::words::Words;

/// A warning, as it is shown.
pub(super) struct Warning {
    /// Names it from one state to the next.
    pub(super) id: String,
    pub(super) icon: Markup,
    /// How it is marked: `crit`, `warn`, `info`.
    pub(super) tone: &'static str,
    pub(super) title: String,
    pub(super) facts: String,
    pub(super) act: Act,
}

/// What to press.
pub(super) enum Act {
    /// Nothing here: whoever runs the installation mends it.
    Nothing,
    /// Go to a place of the page.
    Look { to: String, label: String },
    /// A form: where it is sent, what it says, and its key.
    Press { route: &'static str, fields: Vec<(&'static str, String)>, label: String, key: String },
}

/// All warnings in words.
pub(super) fn warnings(words: &Words<'_>, all: &[Attention], now: Instant, keys: &Keys) -> Vec<Warning> {
    all.iter().map(|one| warning(words, one, now, keys)).collect()
}

/// Providers of messages that take nothing: what should be known, though nothing here mends it.
pub(super) fn dead_ways(words: &Words<'_>, ways: &[WayHealth]) -> Vec<Warning> {
    let dead = ways.iter().filter(|way| way.dead);
    let warning = |way: &WayHealth| {
        let (kind, title) = match way.channel {
            Channel::Sms => ("sms", "manage-sms-dead"),
            Channel::Email => ("email", "manage-email-dead"),
        };
        let since = way.failing_since.map(|at| words.with("manage-dead-since", &[("time", &words.at(at))]));
        let waiting = count(words, "manage-messages-wait", u32::try_from(way.waiting).unwrap_or(u32::MAX));
        Warning {
            id: format!("dead-{kind}"),
            icon: icon("alert-triangle"),
            tone: "crit",
            title: words.t(title),
            facts: since
                .into_iter()
                .chain([waiting, words.t("manage-dead-nothing-lost")])
                .collect::<Vec<_>>()
                .join(" · "),
            act: Act::Nothing,
        }
    };
    dead.map(warning).collect()
}

fn warning(words: &Words<'_>, attention: &Attention, now: Instant, keys: &Keys) -> Warning {
    match attention {
        Attention::AlarmUntaken { desk, since } => {
            let name = words.desk(desk);
            call(words, ("alarm", desk.as_str()), ("manage-alarm", &name), *since, keys, icon("urgent"))
        }
        Attention::HelpUntaken { kiosk, since } => {
            let name = words.kiosk(kiosk);
            call(words, ("help", kiosk.as_str()), ("manage-help", &name), *since, keys, icon("lifebuoy"))
        }
        Attention::NobodyServes { queue, waiting, longest_wait_seconds } => {
            let facts = [count(words, "manage-waiting", *waiting), longest(words, *longest_wait_seconds)];
            about(words, queue, ("alone", "manage-alone"), ("crit", icon("user-off")), facts.join(" · "), board(words))
        }
        Attention::OverTarget { queue, waiting, longest_wait_seconds, target_minutes, desks } => {
            let desks = u32::try_from(desks.len()).unwrap_or(u32::MAX);
            let facts = [
                of_target(words, u64::from(*longest_wait_seconds), *target_minutes),
                count(words, "manage-waiting", *waiting),
                count(words, "manage-serving", desks),
            ];
            let look = Act::Look { to: format!("queue-{queue}"), label: words.t("manage-look-queue") };
            about(words, queue, ("over", "manage-over"), ("warn", icon("clock-exclamation")), facts.join(" · "), look)
        }
        Attention::Overlong { desk, visit, number, lasted_seconds, usual_seconds } => {
            let values = [
                ("number", number.to_string()),
                ("desk", words.desk(desk)),
                ("span", minutes(words, u64::from(*lasted_seconds))),
                ("usual", words.span(u64::from(*usual_seconds))),
            ];
            let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let act = Act::Press {
                route: "finish",
                fields: vec![("visit", visit.to_string())],
                label: words.t("manage-finish-it"),
                key: keys.of(&["finish", &visit.to_string()]),
            };
            Warning {
                id: format!("overlong-{desk}"),
                icon: icon("hourglass-high"),
                tone: "warn",
                title: words.with("manage-overlong", &values),
                facts: words.with("manage-overlong-facts", &values),
                act,
            }
        }
        Attention::QueueFull { queue, waiting, taken } => {
            let facts = [count(words, "manage-waiting", *waiting), count(words, "manage-taken", *taken)].join(" · ");
            let act = set(queue, "open", words.t("manage-open-it"), keys);
            about(words, queue, ("full", "manage-full"), ("warn", icon("users")), facts, act)
        }
        Attention::ForecastOverTarget { queue, forecast, expected_wait_seconds, target_minutes } => {
            let range = |at: Instant| ((at.seconds_since(now) + 30) / 60).to_string();
            let values = [("from", &*range(forecast.earliest)), ("to", &range(forecast.latest))];
            let target = target_minutes.to_string();
            let facts = [words.with("manage-likely", &values), words.with("manage-target", &[("target", &target)])];
            let expected = words.span(u64::from(*expected_wait_seconds));
            let values = [("letter", &*words.letter(queue).to_string()), ("span", &expected)];
            Warning {
                id: format!("forecast-{queue}"),
                icon: icon("trending-up"),
                tone: "info",
                title: words.with("manage-expected-over", &values),
                facts: facts.join(" · "),
                act: board(words),
            }
        }
        Attention::QueueHeld { queue, status, waiting } => {
            let paused = *status == QueueStatus::Paused;
            let title = if paused { "manage-held-paused" } else { "manage-held-closed" };
            let label = words.t(if paused { "manage-resume-it" } else { "manage-open-it" });
            let act = set(queue, "by_hours", label, keys);
            let facts = count(words, "manage-waiting", *waiting);
            about(words, queue, ("held", title), ("info", icon("hand-stop")), facts, act)
        }
    }
}

/// A warning about a queue.
fn about(
    words: &Words<'_>,
    queue: &QueueId,
    (kind, title): (&str, &str),
    (tone, icon): (&'static str, Markup),
    facts: String,
    act: Act,
) -> Warning {
    let values = [("letter", &*words.letter(queue).to_string()), ("queue", &words.queue(queue))];
    Warning { id: format!("{kind}-{queue}"), icon, tone, title: words.with(title, &values), facts, act }
}

/// Somebody is called and nobody goes there.
fn call(
    words: &Words<'_>,
    (kind, place): (&'static str, &str),
    (title, name): (&str, &str),
    since: Instant,
    keys: &Keys,
    icon: Markup,
) -> Warning {
    let field = if kind == "alarm" { "desk" } else { "kiosk" };
    Warning {
        id: format!("{kind}-{place}"),
        icon,
        tone: "crit",
        title: words.with(title, &[("place", name)]),
        facts: words.with("manage-untaken-since", &[("time", &words.at(since))]),
        act: Act::Press {
            route: "call",
            fields: vec![(field, place.to_owned())],
            label: words.t("manage-go-there"),
            key: keys.of(&["call", kind, place]),
        },
    }
}

fn set(queue: &QueueId, to: &'static str, label: String, keys: &Keys) -> Act {
    let fields = vec![("queue", queue.to_string()), ("to", to.to_owned())];
    Act::Press { route: "queue", fields, label, key: keys.of(&["queue", queue.as_str(), to]) }
}

fn board(words: &Words<'_>) -> Act {
    Act::Look { to: "board".to_owned(), label: words.t("manage-look-board") }
}

fn longest(words: &Words<'_>, seconds: u32) -> String {
    words.with("manage-longest", &[("span", &minutes(words, u64::from(seconds)))])
}

fn of_target(words: &Words<'_>, seconds: u64, target: u16) -> String {
    let mut values = Values::new();
    values.set("minutes", (seconds / 60).to_string());
    values.set("target", target.to_string());
    words.texts.with(words.language, "manage-of-target", &values)
}

fn count(words: &Words<'_>, message: &str, count: u32) -> String {
    words.count(message, count)
}
