//! Once per command, on the day it belongs to.

use domain::answer::Answer;
use domain::command::Action;
use domain::refusal::Refusal;
use engine::EngineError;

use crate::world::*;

#[test]
fn repeated_command_has_one_effect() {
    let (mut core, _) = core_in_memory();
    let first = give(&mut core, request(&borger(), "a", take(1)), morning()).unwrap();
    let events = seen(&core, &today(&borger()));
    for _ in 0..3 {
        let again = give(&mut core, request(&borger(), "a", take(1)), morning().plus_seconds(20)).unwrap();
        assert!(again.repeated);
        assert_eq!(again.answer, first.answer);
        assert_eq!((&again.stream, again.version), (&first.stream, first.version));
    }
    assert_eq!(seen(&core, &today(&borger())), events);
}

#[test]
fn field_fault_13_a_double_press_takes_one_number() {
    let (mut core, _) = core_in_memory();
    let twice = [request(&borger(), "press", take(1)), request(&borger(), "press", take(1))];
    let handled = core.handle(&twice, morning());
    let replies: Vec<_> = handled.results.into_iter().map(Result::unwrap).collect();
    assert_eq!((replies[0].repeated, replies[1].repeated), (false, true));
    assert_eq!(replies[0].answer, replies[1].answer);
    assert_eq!(core.days().get(&today(&borger())).unwrap().read().visits().len(), 1);
}

#[test]
fn retry_over_midnight_finds_the_first_answer() {
    let (mut core, memory) = core_in_memory();
    let late = at("2026-03-02T22:59:59.900Z");
    let first = give(&mut core, request(&borger(), "late", take(1)), late).unwrap();
    assert_eq!(first.stream, today(&borger()));

    let after = late.plus_seconds(2);
    let again = give(&mut core, request(&borger(), "late", take(1)), after).unwrap();
    assert!(again.repeated);
    assert_eq!(again.answer, first.answer);

    let mut restarted = core_on(store::Store::Memory(memory));
    let again = give(&mut restarted, request(&borger(), "late", take(1)), after).unwrap();
    assert!(again.repeated, "a restart does not forget");
    let other = give(&mut restarted, request(&borger(), "new", take(2)), after).unwrap();
    assert_eq!(other.stream, stream(&borger(), "2026-03-03"));
}

#[test]
fn field_fault_18_late_in_the_evening_a_ticket_belongs_to_the_civil_date() {
    let (mut core, _) = core_in_memory();
    let winter = give(&mut core, request(&borger(), "w", take(1)), at("2026-03-02T23:30:00Z")).unwrap();
    assert_eq!(winter.stream, stream(&borger(), "2026-03-03"));
    let summer = give(&mut core, request(&borger(), "s", take(2)), at("2026-07-01T22:30:00Z")).unwrap();
    assert_eq!(summer.stream, stream(&borger(), "2026-07-02"));
}

#[test]
fn same_id_with_another_body_is_refused() {
    let (mut core, _) = core_in_memory();
    give(&mut core, request(&borger(), "a", take(1)), morning()).unwrap();
    let other = give(&mut core, request(&borger(), "a", take(2)), morning());
    assert!(matches!(other, Err(EngineError::CommandIdReused)));

    let both = [request(&borger(), "b", take(3)), request(&borger(), "b", take(4))];
    let handled = core.handle(&both, morning());
    assert!(handled.results[0].is_ok());
    assert!(matches!(handled.results[1], Err(EngineError::CommandIdReused)));
}

#[test]
fn identifiers_are_counted_per_sender() {
    let (mut core, _) = core_in_memory();
    give(&mut core, request(&borger(), "a", take(1)), morning()).unwrap();
    let mut other = request(&borger(), "a", take(2));
    other.sender = "somebody-else".to_owned();
    assert!(!give(&mut core, other, morning()).unwrap().repeated);
}

#[test]
fn identifiers_have_a_form() {
    let (mut core, _) = core_in_memory();
    for wrong in ["", "with space", "æ", &"x".repeat(65)] {
        let result = give(&mut core, request(&borger(), wrong, take(1)), morning());
        assert!(matches!(result, Err(EngineError::CommandIdInvalid)), "{wrong}");
    }
}

#[test]
fn refusals_and_no_one_waits_are_not_remembered() {
    let (mut core, _) = core_in_memory();
    let refused = give(&mut core, request(&borger(), "n", next(0)), morning());
    assert!(matches!(refused, Err(EngineError::Refused(Refusal::NobodyAtDesk { .. }))));
    give(&mut core, request(&borger(), "on", sign_on(0)), morning()).unwrap();
    let nobody = give(&mut core, request(&borger(), "n", next(0)), morning()).unwrap();
    assert_eq!(nobody.answer, Answer::NoOneWaits);
    give(&mut core, request(&borger(), "t", take(1)), morning()).unwrap();
    let called = give(&mut core, request(&borger(), "n", next(0)), morning()).unwrap();
    assert!(!called.repeated);
    assert_eq!(card(&called).id, visit(1));
}

#[test]
fn a_command_that_changed_nothing_does_no_more_when_it_is_repeated() {
    let (mut core, _) = core_in_memory();
    give(&mut core, request(&borger(), "on", sign_on(0)), morning()).unwrap();
    let open = Action::OpenDay;
    give(&mut core, request(&borger(), "open", open.clone()), morning()).unwrap();
    let again = give(&mut core, request(&borger(), "open", open), morning()).unwrap();
    assert!(again.repeated);
}

#[test]
fn an_unknown_centre_is_told() {
    let (mut core, _) = core_in_memory();
    let result = give(&mut core, request(&centre("mars"), "a", take(1)), morning());
    assert!(matches!(result, Err(EngineError::UnknownCentre(c)) if c == centre("mars")));
}

#[test]
fn a_named_date_is_the_stream() {
    let (mut core, _) = core_in_memory();
    let mut booked = request(&borger(), "a", take(1));
    booked.date = Some("2026-03-05".parse().unwrap());
    let reply = give(&mut core, booked, morning()).unwrap();
    assert_eq!(reply.stream, stream(&borger(), "2026-03-05"));
}

#[test]
fn a_batch_is_decided_in_order_each_on_what_came_before() {
    let (mut core, _) = core_in_memory();
    let batch = [
        request(&borger(), "1", sign_on(0)),
        request(&borger(), "2", next(0)),
        request(&borger(), "3", take(1)),
        request(&borger(), "4", next(0)),
        request(&borger(), "5", next(0)),
    ];
    let handled = core.handle(&batch, morning());
    assert_eq!(handled.changed, [today(&borger())]);
    let [on, nobody, ticket, called, refused] = &handled.results[..] else { panic!("five results") };
    assert!(on.is_ok());
    assert_eq!(nobody.as_ref().unwrap().answer, Answer::NoOneWaits);
    assert_eq!(card(ticket.as_ref().unwrap()).number.to_string(), "A 1");
    assert_eq!(card(called.as_ref().unwrap()).id, visit(1));
    assert!(matches!(refused, Err(EngineError::Refused(Refusal::CallOpen { .. }))));
}

#[test]
fn field_fault_01_two_concurrent_next_never_call_the_same_visit() {
    let (mut core, _) = core_in_memory();
    for n in 0..DESKS {
        give(&mut core, request(&borger(), &format!("on{n}"), sign_on(n)), morning()).unwrap();
    }
    for n in 0..30 {
        give(&mut core, request(&borger(), &format!("t{n}"), take(n)), morning()).unwrap();
    }
    let presses: Vec<_> = (0..DESKS).map(|n| request(&borger(), &format!("next{n}"), next(n))).collect();
    let handled = core.handle(&presses, morning());
    let mut called = Vec::new();
    let mut nobody = 0;
    for reply in handled.results.into_iter().map(Result::unwrap) {
        match reply.answer {
            Answer::Visit(card) => called.push(card.id),
            Answer::NoOneWaits => nobody += 1,
            other => panic!("{other:?}"),
        }
    }
    called.sort();
    called.dedup();
    assert_eq!((called.len(), nobody), (30, 20));
}

#[test]
fn field_fault_19_no_two_kiosks_give_the_same_number() {
    let (mut core, _) = core_in_memory();
    let presses: Vec<_> = (0..100).map(|n| request(&borger(), &format!("k{n}"), take(n))).collect();
    let handled = core.handle(&presses, morning());
    let mut numbers: Vec<_> = handled.results.iter().map(|r| card(r.as_ref().unwrap()).number).collect();
    numbers.dedup();
    assert_eq!(numbers.len(), 100);
}

#[test]
fn the_same_commands_bring_about_the_same_events() {
    let run = || {
        let (mut core, _) = core_in_memory();
        let batch: Vec<_> = (0..20).map(|n| request(&borger(), &format!("t{n}"), take(n))).collect();
        core.handle(&batch, morning());
        core.reader().stream(&today(&borger()), 0, 1_000).unwrap()
    };
    assert_eq!(run(), run());
}

#[test]
fn idle_days_are_dropped_and_read_again() {
    let (mut core, _) = core_in_memory();
    give(&mut core, request(&borger(), "a", take(1)), morning()).unwrap();
    assert!(core.drop_idle(morning().plus_seconds(599)).is_empty());
    assert_eq!(core.drop_idle(morning().plus_seconds(600)), [today(&borger())]);
    assert!(core.days().get(&today(&borger())).is_none());
    let reply = give(&mut core, request(&borger(), "b", take(2)), morning().plus_seconds(700)).unwrap();
    assert_eq!(card(&reply).number.to_string(), "A 2");
}

#[test]
fn a_set_up_that_is_published_is_in_force_for_the_next_command() {
    let (mut core, _) = core_in_memory();
    give(&mut core, request(&borger(), "a", take(1)), morning()).unwrap();
    core.set_setup(std::sync::Arc::new(setup_of(&borger(), 2)));
    give(&mut core, request(&borger(), "b", take(2)), morning()).unwrap();
    let events = core.reader().stream(&today(&borger()), 0, 100).unwrap();
    let versions: Vec<u32> = events.iter().map(|r| r.event.setup.0).collect();
    assert_eq!((versions.first(), versions.last()), (Some(&1), Some(&2)));
}
