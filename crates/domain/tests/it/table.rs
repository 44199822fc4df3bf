//! The table of states by commands in the crate's README, made from the rules themselves.
//!
//! With `BLESS=1` it is written anew; read the difference before you keep it.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use domain::answer::CardState;
use domain::day::{State, Visit};
use jiff::civil::date;

use crate::script::Script;
use crate::sentences::ended;
use crate::town::Place;

const STATES: [CardState; 7] = [
    CardState::Booked,
    CardState::Waiting,
    CardState::Called,
    CardState::Serving,
    CardState::Parked,
    CardState::Missed,
    CardState::Ended,
];

/// What is done to A 2, in words and as a line. A 1 waits before it and is meant for somebody else.
const COMMANDS: [(&str, &str); 23] = [
    ("check-in", "A 2 check-in"),
    ("another time", "by anna: A 2 rebook at 11:00"),
    ("here", "by citizen: A 2 here"),
    ("delay", "by citizen: A 2 delay until 11:00"),
    ("cancel", "by citizen: A 2 cancel"),
    ("next, at desk-1", "desk-1 next"),
    ("call out of turn, at desk-2", "desk-2 call A 2 out of turn: short question"),
    ("move forward", "A 2 move forward: cannot wait"),
    ("recall", "A 2 recall"),
    ("start", "A 2 start"),
    ("finish", "A 2 finish"),
    ("no-show", "A 2 no-show"),
    ("park", "A 2 park"),
    ("resume, at desk-2", "A 2 resume at desk-2"),
    ("return", "A 2 return"),
    ("transfer to a queue", "A 2 transfer to queue licences"),
    ("transfer to a desk", "A 2 transfer to desk desk-3"),
    ("transfer to an employee", "A 2 transfer to employee bo"),
    ("transfer to a centre", "A 2 transfer to centre jobs for cv-help"),
    ("undo", "A 2 undo"),
    ("see the arrival", "dan sees A 2"),
    ("(an hour goes by)", "the clock"),
    ("(midnight)", "midnight"),
];

/// A hall in which A 2 is in a state, at 09:03.
fn hall_with(state: CardState) -> Script {
    let mut script = Script::new(date(2026, 3, 3));
    script
        .given("08:50 ticket passport -> A 1")
        .given("08:50 A 1 transfer to employee cara -> A 1")
        .given("09:00 anna sign-on desk-1")
        .given("09:00 dan sign-on desk-2");
    if state == CardState::Booked {
        script.given("09:00 book passport at 09:15 -> A 2");
        return script;
    }
    script.given("09:00 ticket passport -> A 2");
    let path: &[&str] = match state {
        CardState::Booked | CardState::Waiting => &[],
        CardState::Called => &["09:02 desk-1 next -> A 2"],
        CardState::Serving => &["09:01 desk-1 next -> A 2", "09:02:30 A 2 start"],
        CardState::Parked => &["09:01 desk-1 next -> A 2", "09:02 A 2 start", "09:02:30 A 2 park"],
        CardState::Missed => &["09:01 desk-1 next -> A 2", "09:02:30 A 2 no-show"],
        CardState::Ended => &["09:01 desk-1 next -> A 2", "09:02 A 2 start", "09:02:30 A 2 finish"],
    };
    for line in path {
        script.given(line);
    }
    script
}

fn subject(script: &Script) -> Visit {
    let id = script.visit(Place::Reception, "A 2");
    script.town.reception.day.visit(id).unwrap().clone()
}

/// What a command does to a visit in a state.
fn cell(state: CardState, line: &str) -> String {
    let mut script = hall_with(state);
    let before = subject(&script);
    assert_eq!(before.card_state(), state);
    let at = match line {
        "the clock" => "10:03",
        "midnight" => "tomorrow 00:00",
        _ => "09:03",
    };
    let said = script.run(&format!("{at} {line}"));
    if let Some(code) = said.iter().find_map(|s| s.strip_prefix("refused: ")) {
        return format!("`{code}`");
    }
    let after = subject(&script);
    match &after.state {
        _ if after == before => "—".to_owned(),
        State::Ended { outcome, .. } => format!("→ {}", capital(&ended(outcome))),
        _ if after.card_state() == state => format!("{state:?}, changed"),
        _ => format!("→ {:?}", after.card_state()),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |c| c.to_uppercase().collect::<String>() + letters.as_str())
}

fn table() -> String {
    let mut text = String::from("| |");
    for state in STATES {
        write!(text, " {state:?} |").unwrap();
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(STATES.len()));
    for (name, line) in COMMANDS {
        write!(text, "\n| {name} |").unwrap();
        for state in STATES {
            write!(text, " {} |", cell(state, line)).unwrap();
        }
    }
    text
}

const BEGIN: &str = "<!-- table: made by tests/it/table.rs -->\n";
const END: &str = "\n<!-- end of table -->";

#[test]
fn the_table_of_states_by_commands_is_what_the_rules_do() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    let made = table();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{made}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(written, made, "the table in README.md is out of date: BLESS=1 writes it anew");
}
