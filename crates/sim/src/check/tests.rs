//! The judge is judged: a sound log is let pass, and each kind of tampering is found.

use std::sync::Arc;

use domain::account::CallPlace;
use domain::command::{Actor, QueueOrder};
use domain::day::fold;
use domain::event::{CallRule, Event, Fact, MeantFor, Outcome};
use domain::ids::StreamId;
use domain::setup::Setup;

use super::figures::reconcile;
use super::model::Model;
use crate::world::{Plan, streams_of};

/// The busiest day of a seed, as its events.
fn a_day() -> (StreamId, Arc<Setup>, Vec<Event>) {
    let mut plan = Plan::whole_day(11);
    // Enough of what the tests tamper with, whatever the seed comes to.
    (plan.manner.undoes, plan.manner.forgets, plan.manner.late) = (40, 20, 60);
    (plan.manner.parks, plan.manner.out_of_turn) = (60, 20);
    let days = streams_of(&plan).expect("the run holds");
    days.into_iter().max_by_key(|(_, _, events)| events.len()).expect("there is a day")
}

fn judge((stream, setup, events): &(StreamId, Arc<Setup>, Vec<Event>)) -> Result<Model, String> {
    let mut model = Model::new(stream.clone(), Arc::clone(setup));
    for (version, event) in (1..).zip(events) {
        model.follow(version, event)?;
    }
    Ok(model)
}

/// Changes the first fact that `change` takes, and expects the judge to name the rule.
fn found(rule: &str, change: impl Fn(&mut Event) -> bool) {
    let mut day = a_day();
    let changed = day.2.iter_mut().any(&change);
    assert!(changed, "nothing to tamper with for: {rule}");
    let verdict = judge(&day).expect_err(rule);
    assert!(verdict.contains(rule), "expected `{rule}`, found: {verdict}");
}

#[test]
fn a_sound_log_passes_and_reconciles() {
    let day = a_day();
    let model = judge(&day).expect("the log is sound");
    let account = domain::account::account(&fold(day.0.clone(), &day.2));
    reconcile(&model, &account).expect("the figures agree");
}

#[test]
fn a_figure_that_is_off_by_one_is_found() {
    let day = a_day();
    let model = judge(&day).expect("the log is sound");
    let mut account = domain::account::account(&fold(day.0.clone(), &day.2));
    account.queues[0].within_target += 1;
    assert!(reconcile(&model, &account).is_err());
}

#[test]
fn a_due_that_is_not_the_target_is_found() {
    found("rule 1", |event| match &mut event.fact {
        Fact::TicketTaken { due, .. } => {
            *due = due.plus_minutes(-1);
            true
        }
        _ => false,
    });
}

#[test]
fn a_number_given_twice_is_found() {
    found("rule 7", |event| match &mut event.fact {
        Fact::TicketTaken { number, .. } if number.count > 1 => {
            number.count -= 1;
            true
        }
        _ => false,
    });
}

#[test]
fn a_call_of_the_second_instead_of_the_first_is_found() {
    let mut day = a_day();
    let mut model = Model::new(day.0.clone(), Arc::clone(&day.1));
    let mut tampered = false;
    for (version, event) in (1..).zip(&mut day.2) {
        if let Fact::Called { visit, desk, reason, .. } = &mut event.fact
            && reason.rule == CallRule::EarliestDue
            && let Some(other) = model.visits.iter().find(|v| v.id != *visit && super::alike_waiting(v))
            && let Some(first) = super::next::next(&model, desk, event.at)
            && first.id == *visit
        {
            (*visit, reason.due, tampered) = (other.id, other.due, true);
        }
        let verdict = model.follow(version, event);
        if tampered {
            assert!(verdict.expect_err("rule 2").contains("rule 2"));
            return;
        }
        verdict.expect("the log is sound until then");
    }
    panic!("nobody else waited");
}

/// A log in which the queue of the first call by such a rule is paused just before it.
fn paused_before(rule: impl Fn(&CallRule) -> bool) -> (StreamId, Arc<Setup>, Vec<Event>) {
    let mut day = a_day();
    let mut model = Model::new(day.0.clone(), Arc::clone(&day.1));
    for (place, event) in day.2.iter().enumerate() {
        if let Fact::Called { visit, reason, .. } = &event.fact
            && rule(&reason.rule)
        {
            let queue = model.visit(*visit).expect("it is known").queue.clone();
            let paused = Event { fact: Fact::QueueSet { queue, to: QueueOrder::Paused }, ..event.clone() };
            day.2.insert(place, paused);
            return day;
        }
        model.follow(place as u64 + 1, event).expect("the log is sound until then");
    }
    panic!("nobody was called so");
}

#[test]
fn a_call_of_any_kind_from_a_paused_queue_is_found() {
    for day in [
        paused_before(|rule| *rule == CallRule::EarliestDue),
        paused_before(|rule| matches!(rule, CallRule::OutOfTurn(_))),
        paused_before(|rule| *rule == CallRule::Resumed),
    ] {
        assert!(judge(&day).expect_err("paused").contains("rule 8: a paused queue has no calls"));
    }
}

/// A hall in the middle of the day, as the rules have it and as it is shown.
fn a_hall() -> (Model, domain::hall::Hall) {
    let (stream, setup, mut events) = a_day();
    let (mut best, mut model) = (0, Model::new(stream.clone(), Arc::clone(&setup)));
    let mut most = 0;
    for (place, event) in events.iter().enumerate() {
        model.follow(place as u64 + 1, event).expect("the log is sound");
        let waiting = model.visits.iter().filter(|v| super::alike_waiting(v)).count();
        if waiting > most {
            (best, most) = (place + 1, waiting);
        }
    }
    events.truncate(best);
    let model = judge(&(stream.clone(), Arc::clone(&setup), events.clone())).expect("the log is sound");
    let at = model.last_at.expect("something happened");
    let hall = domain::hall::hall(&fold(stream, &events), &setup, at);
    assert!(hall.waiting.iter().any(|w| w.forecast.is_some()), "somebody is told a time");
    (model, hall)
}

#[test]
fn a_forecast_that_cannot_come_true_is_found() {
    let (model, hall) = a_hall();
    super::hall_shows(&model, &hall).expect("the hall is sound");
    let told = hall.waiting.iter().find(|w| w.forecast.is_some()).expect("somebody is told a time").clone();
    let seen = |model: &Model| model.visits.iter().position(|v| v.id == told.visit).expect("it is known");
    let mut paused = model.clone();
    paused.orders.insert(told.queue.clone(), QueueOrder::Paused);
    let mut delayed = model.clone();
    let place = seen(&delayed);
    delayed.visits[place].not_before = Some(hall.at.plus_minutes(1_440));
    let mut meant = model.clone();
    meant.visits[place].meant_for = Some(MeantFor::Employee("nobody".parse().expect("a name")));
    meant.visits[place].due = hall.at.plus_minutes(1_440);
    for false_of in [paused, delayed, meant] {
        assert!(super::hall_shows(&false_of, &hall).expect_err("false").contains("cannot come true"));
    }
    let mut late = hall;
    for forecast in late.queues.iter_mut().filter_map(|q| q.forecast.as_mut()) {
        forecast.latest = forecast.latest.plus_minutes(1_440);
    }
    assert!(super::hall_shows(&model, &late).expect_err("after midnight").contains("cannot come true"));
}

#[test]
fn a_service_counted_twice_is_found() {
    let day = a_day();
    let model = judge(&day).expect("the log is sound");
    let sound = domain::account::account(&fold(day.0.clone(), &day.2));
    let (mut queue, mut desk, mut who) = (sound.clone(), sound.clone(), sound);
    queue.queues[0].served += 1;
    desk.desks[0].serving_seconds += 1;
    who.outcomes.cancelled_by_employee += 1;
    assert!([queue, desk, who].iter().all(|account| reconcile(&model, account).is_err()));
}

#[test]
fn a_ticket_whose_questions_are_not_all_answered_is_found() {
    found("rule 9", |event| match &mut event.fact {
        Fact::TicketTaken { answers, .. } => answers.pop().is_some(),
        _ => false,
    });
}

#[test]
fn a_call_to_an_occupied_desk_is_found() {
    // Without the end of the service, the desk's next call is a second visit there.
    let mut day = a_day();
    let place =
        day.2.iter().position(|e| matches!(e.fact, Fact::Finished { goes_on: None, .. })).expect("a service ended");
    day.2.remove(place);
    assert!(judge(&day).is_err());
}

#[test]
fn a_second_end_is_found() {
    let mut day = a_day();
    let place =
        day.2.iter().position(|e| matches!(e.fact, Fact::Finished { goes_on: None, .. })).expect("a service ended");
    let again = day.2[place].clone();
    day.2.insert(place + 1, again);
    assert!(judge(&day).expect_err("ended twice").contains("cannot come to pass"));
}

#[test]
fn a_visit_that_the_day_forgets_is_found() {
    let mut day = a_day();
    let place = day
        .2
        .iter()
        .position(|e| {
            matches!(
                &e.fact,
                Fact::Ended { outcome: Outcome::LeftUnserved | Outcome::ServedEndUnknown | Outcome::NoShow, .. }
            )
        })
        .expect("a visit was open");
    day.2.remove(place);
    assert!(judge(&day).is_err());
}

#[test]
fn an_undo_that_comes_too_late_is_found() {
    let mut day = a_day();
    let place = day.2.iter().position(|e| matches!(e.fact, Fact::Undone { .. })).expect("a press was taken back");
    let late = i64::from(day.1.rules.undo_seconds) + 1;
    for event in &mut day.2[place..] {
        event.at = event.at.plus_seconds(late);
    }
    assert!(judge(&day).expect_err("too late").contains("rule 6: too late"));
}

#[test]
fn a_day_that_a_manager_closes_over_an_untaken_call_is_found() {
    let (stream, setup, mut events) = a_day();
    let last = events.pop().expect("there is a last event");
    assert_eq!(last.fact, Fact::DayClosed {}, "the day was closed");
    let kiosk = setup.kiosks.keys().next().expect("there is a kiosk").clone();
    // Whatever was on there is off; then somebody calls, and nobody comes.
    let on = judge(&(stream.clone(), Arc::clone(&setup), events.clone())).expect("the log is sound").somebody;
    let place = CallPlace::Kiosk(kiosk.clone());
    if on.iter().any(|call| call.place == place) {
        events.push(Event { fact: Fact::HelpEnded { kiosk: kiosk.clone() }, ..last.clone() });
    }
    events.push(Event { fact: Fact::HelpCalled { kiosk: kiosk.clone() }, ..last.clone() });
    events.push(last.clone());
    let day = (stream, setup, events);
    let model = judge(&day).expect("midnight may end it");
    let mut account = domain::account::account(&fold(day.0.clone(), &day.2));
    assert!(account.untaken.iter().any(|call| call.place == place));
    reconcile(&model, &account).expect("the account says so");
    account.untaken.clear();
    assert!(reconcile(&model, &account).is_err(), "an account that keeps silent is found");
    let mut early = day;
    if let Some(close) = early.2.last_mut() {
        close.by = Actor::Employee("cara".parse().expect("a name"));
    }
    assert!(judge(&early).expect_err("a manager may not").contains("rule 15"));
}
