//! `/counter/{centre}`: the employee's page: whom she would call and why, who is with her, what she can do, what was set
//! aside, her colleagues, and what pops up in front of her. It is also the narrow window beside another program.
//!
//! Its live part is a topic of one employee, so that two windows of hers are always alike. Each press is one command; the
//! rules decide it, and a refusal is said where it was pressed. A note on a visit goes to the people vault by a way of its
//! own: it must never stand in a live part, an address, an event or a log.

mod actions;
mod appointments;
mod asked;
mod board;
mod desks;
mod leaving;
mod note;
mod own_menu;
mod page;
mod pause;
mod people;
mod press;
mod queues;
mod say;
mod sheet;
mod transfer;
mod waiting;

use crate::route::Route;

pub(crate) use page::VIEW;

/// The languages of the page: those of employees.
const LANGUAGES: &[&str] = crate::pages::LANGUAGES;

/// The same in the demo, with the one that shows whether long words fit.
const DEMO_LANGUAGES: &[&str] = &["da", "en", crate::texts::PSEUDO_LANGUAGE];

pub(crate) fn routes() -> Vec<Route> {
    [
        page::routes(),
        actions::routes(),
        desks::routes(),
        leaving::routes(),
        pause::routes(),
        queues::routes(),
        transfer::routes(),
        waiting::routes(),
        note::routes(),
        people::routes(),
        appointments::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What an employee keeps time free for, as a message.
pub(crate) fn block_message(kind: domain::command::BlockKind) -> &'static str {
    appointments::kind_message(kind)
}

/// The longest note, for the template.
pub(crate) fn note_chars_max() -> usize {
    note::NOTE_CHARS_MAX
}
