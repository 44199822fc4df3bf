//! A note is there while its day is open, and no longer.

use domain::command::Action;
use domain::refusal::Refusal;
use engine::{EngineError, Note};
use store::vault::Field;
use store::{Secret, Vault, VaultKeys};

use crate::world::*;

fn note(number: u128, text: &str) -> Note {
    let text = Vault::new(&VaultKeys::new(Secret::new([3; 32]))).seal(visit(number), Field::Note, text).unwrap();
    Note { centre: borger(), visit: visit(number), text }
}

fn kept(core: &engine::Core, number: u128) -> Option<String> {
    let sealed = core.reader().person(visit(number)).unwrap()?.given.note?;
    Some(Vault::new(&VaultKeys::new(Secret::new([3; 32]))).open(visit(number), Field::Note, &sealed).unwrap())
}

#[test]
fn a_note_is_kept_in_the_place_of_the_one_before_and_changes_no_day() {
    let (mut core, _) = core_in_memory();
    give(&mut core, request(&borger(), "a", take(1)), morning()).unwrap();
    let version = seen(&core, &today(&borger()));
    core.keep_note(&note(1, "Brings the lease"), morning()).unwrap();
    core.keep_note(&note(1, "Brought the lease: Łukasz 𝒳 \u{202e}"), morning()).unwrap();
    assert_eq!(kept(&core, 1).as_deref(), Some("Brought the lease: Łukasz 𝒳 \u{202e}"));
    assert_eq!(seen(&core, &today(&borger())), version);
}

#[test]
fn a_note_needs_a_visit_of_an_open_day() {
    let (mut core, _) = core_in_memory();
    let refused = |result: Result<(), EngineError>| match result {
        Err(EngineError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(core.keep_note(&note(1, "x"), morning())), Refusal::UnknownVisit);
    give(&mut core, request(&borger(), "a", take(1)), morning()).unwrap();
    let tomorrow = morning().plus_minutes(24 * 60);
    assert_eq!(refused(core.keep_note(&note(1, "x"), tomorrow)), Refusal::UnknownVisit);
    give(&mut core, request(&borger(), "close", Action::CloseDay { confirmed: true }), morning()).unwrap();
    assert_eq!(refused(core.keep_note(&note(1, "x"), morning())), Refusal::DayClosed);
}

#[test]
fn a_day_that_closes_takes_its_notes_with_it() {
    for early in [true, false] {
        let (mut core, _) = core_in_memory();
        give(&mut core, request(&borger(), "a", take(1)), morning()).unwrap();
        core.keep_note(&note(1, "Until closing time"), morning()).unwrap();
        assert!(kept(&core, 1).is_some());
        let close = request(&borger(), "close", Action::CloseDay { confirmed: true });
        if early {
            give(&mut core, close, morning().plus_minutes(30)).unwrap();
        } else {
            let midnight = at("2026-03-02T23:00:00Z");
            let by_clock = engine::Request { date: Some(today(&borger()).date), ..close };
            let command = domain::command::Command { by: domain::command::Actor::Clock, ..by_clock.command };
            give(&mut core, engine::Request { command, ..by_clock }, midnight).unwrap();
        }
        assert_eq!(kept(&core, 1), None, "early: {early}");
    }
}
