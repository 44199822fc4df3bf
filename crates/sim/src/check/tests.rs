//! The judge is judged: a sound log is let pass, and each kind of tampering is found.

use std::sync::Arc;

use domain::account::CallPlace;
use domain::command::{Actor, BlockKind, QueueOrder};
use domain::day::fold;
use domain::event::{CallRule, Event, Fact, MeantFor, Outcome};
use domain::ids::{BlockId, EmployeeId, StreamId};
use domain::setup::Setup;
use domain::slots::{Asker, Taken, Wish, slots};
use domain::time::Instant;

use super::figures::reconcile;
use super::model::Model;
use super::times::Want;
use crate::world::{Faults, Plan, streams_of};

/// The busiest day of a seed, as its events.
fn a_day() -> (StreamId, Arc<Setup>, Vec<Event>) {
    let mut plan = Plan::whole_day(11);
    plan.other_times_after = None;
    // Enough of what the tests tamper with, whatever the seed comes to.
    (plan.manner.undoes, plan.manner.forgets, plan.manner.late) = (40, 20, 60);
    (plan.manner.parks, plan.manner.out_of_turn) = (60, 20);
    let days = streams_of(&plan).expect("the run holds");
    days.into_iter().max_by_key(|(_, _, events)| events.len()).expect("there is a day")
}

fn judge((stream, setup, events): &(StreamId, Arc<Setup>, Vec<Event>)) -> Result<Model, String> {
    let mut model = Model::new(stream.clone(), Arc::clone(setup));
    for (version, event) in (1..).zip(events) {
        model.follow(version, event, None)?;
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
        let verdict = model.follow(version, event, None);
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
        model.follow(place as u64 + 1, event, None).expect("the log is sound until then");
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
        model.follow(place as u64 + 1, event, None).expect("the log is sound");
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

/// The day of a seed on which the most times are booked, as its events; nothing goes wrong, and nobody means harm.
fn a_day_of_times() -> (StreamId, Arc<Setup>, Vec<Event>) {
    let mut plan = Plan::short(8);
    (plan.faults, plan.other_times_after, plan.size.citizens) = (Faults::none(), None, 90);
    (plan.manner.books, plan.manner.changes_mind, plan.manner.blocks) = (900, 500, 30);
    let days = streams_of(&plan).expect("the run holds");
    let booked = |events: &[Event]| events.iter().filter(|e| matches!(e.fact, Fact::Booked { .. })).count();
    days.into_iter().max_by_key(|(_, _, events)| booked(events)).expect("there is a day")
}

/// Changes the first fact of booked times that `change` takes, and expects the judge to name what does not hold.
fn found_of_times(rule: &str, change: impl Fn(&mut Event) -> bool) {
    let mut day = a_day_of_times();
    judge(&day).expect("the log is sound");
    assert!(day.2.iter_mut().any(&change), "nothing to tamper with for: {rule}");
    let verdict = judge(&day).expect_err(rule);
    assert!(verdict.contains(rule), "expected `{rule}`, found: {verdict}");
}

#[test]
fn an_employee_with_two_appointments_at_once_is_found() {
    let (stream, setup, events) = a_day_of_times();
    let mut model = Model::new(stream, setup);
    for (version, event) in (1..).zip(&events) {
        model.follow(version, event, None).expect("the log is sound");
        model.nothing_taken_twice().expect("the log is sound");
        let mut again = event.clone();
        if let Fact::Booked { visit, number, taken, .. } = &mut again.fact
            && taken.iter().any(|t| t.employee.is_some())
        {
            (visit.0, number.count) = (uuid::Uuid::from_u128(1), number.count + 1);
            model.follow(version + 1, &again, None).expect("it is a time of the plan");
            let verdict = model.nothing_taken_twice().expect_err("she has two at once");
            assert!(verdict.contains("more is booked at once than there is"), "{verdict}");
            return;
        }
    }
    panic!("nobody was booked with an employee");
}

#[test]
fn a_time_that_the_plan_has_not_is_found() {
    type Change = fn(&mut Instant, &mut Option<Instant>, &mut Taken);
    let changes: [Change; 4] = [
        // Off the grid.
        |starts_at, ends_at, taken| {
            let later = |at: Instant| at.plus_seconds(1);
            (*starts_at, *ends_at) = (later(*starts_at), ends_at.map(later));
            (taken.from, taken.to) = (later(taken.from), later(taken.to));
        },
        // Longer than it takes.
        |_, _, taken| taken.to = taken.to.plus_minutes(1),
        // It ends earlier for the citizen.
        |_, ends_at, _| *ends_at = ends_at.map(|at| at.plus_minutes(-1)),
        // More at once than there are.
        |_, _, taken| taken.parallel += 1,
    ];
    for change in changes {
        found_of_times("a time that the plan has not", |event| match &mut event.fact {
            Fact::Booked { starts_at, ends_at, taken, .. } if taken.len() == 1 => {
                change(starts_at, ends_at, &mut taken[0]);
                true
            }
            _ => false,
        });
    }
}

#[test]
fn a_time_that_is_with_somebody_else_than_it_says_is_found() {
    found_of_times("whom it is with", |event| match &mut event.fact {
        Fact::Booked { employee, taken, .. } if !taken.is_empty() => {
            *employee = if employee.is_some() { None } else { "anna".parse().ok() };
            true
        }
        _ => false,
    });
}

#[test]
fn a_booking_that_takes_nothing_of_the_plan_is_found() {
    found_of_times("takes nothing of the plan", |event| match &mut event.fact {
        Fact::Booked { taken, .. } if !taken.is_empty() => {
            taken.clear();
            true
        }
        _ => false,
    });
}

/// A day on which one time was kept, and then booked by its citizen.
fn kept_and_booked() -> (StreamId, Arc<Setup>, Vec<Event>) {
    let (stream, setup, events) = a_day_of_times();
    for held in &events {
        let Fact::Held { visit: kept, starts_at: time, until, .. } = &held.fact else { continue };
        let its = |e: &&Event| match &e.fact {
            Fact::Booked { visit, starts_at, .. } => visit == kept && starts_at == time && e.at < *until,
            _ => false,
        };
        if let Some(booked) = events.iter().find(its) {
            let mut booked = booked.clone();
            if let Fact::Booked { number, .. } = &mut booked.fact {
                number.count = 1;
            }
            return (stream, setup, vec![events[0].clone(), held.clone(), booked]);
        }
    }
    panic!("nobody booked what was kept");
}

#[test]
fn a_hold_that_was_honoured_after_its_end_is_found() {
    let (stream, setup, mut events) = kept_and_booked();
    // Nobody could book it now but for the hold.
    let mut strict = Setup::clone(&setup);
    strict.appointments.values_mut().for_each(|bookable| bookable.notice_minutes = 60 * 24 * 60);
    let day = |events: &[Event]| (stream.clone(), Arc::new(strict.clone()), events.to_vec());
    judge(&day(&events)).expect("what is kept is had whatever notice is asked for");
    let booked_at = events[2].at;
    if let Fact::Held { until, .. } = &mut events[1].fact {
        *until = booked_at;
    }
    let verdict = judge(&day(&events)).expect_err("it had ended");
    assert!(verdict.contains("not to be had now: TooSoon"), "{verdict}");
}

#[test]
fn what_an_employee_keeps_free_and_is_booked_is_found() {
    let (stream, setup, mut events) = kept_and_booked();
    let Fact::Booked { taken, .. } = &mut events[2].fact else { panic!("it was booked") };
    let (employee, from, to) = ("employee-1".parse::<EmployeeId>().expect("a name"), taken[0].from, taken[0].to);
    taken[0].employee = Some(employee.clone());
    let with = Some(employee.clone());
    if let Fact::Booked { employee, .. } = &mut events[2].fact {
        *employee = with;
    }
    let fact = Fact::Blocked { block: BlockId(uuid::Uuid::from_u128(2)), employee, from, to, kind: BlockKind::Meeting };
    let by = Actor::Employee("employee-1".parse().expect("a name"));
    events.insert(2, Event { by, fact, ..events[1].clone() });
    let verdict = judge(&(stream, setup, events)).expect_err("she keeps it free");
    assert!(verdict.contains("what an employee keeps free was taken"), "{verdict}");
}

#[test]
fn half_a_move_to_another_day_and_a_visit_on_two_days_are_found() {
    let (stream, setup, events) = kept_and_booked();
    let Some(visit) = events[2].fact.visit() else { panic!("it was booked") };
    let date = stream.date.tomorrow().expect("a date");
    let leaves = Fact::MovedToDay { visit, date };
    let mut moves = super::Moves::default();
    moves.follow(stream.clone(), leaves.clone());
    assert!(moves.none_is_half().expect_err("it came nowhere").contains("half a move to another day"));
    let mut comes = events[2].clone();
    if let Fact::Booked { moves, .. } = &mut comes.fact {
        *moves = 1;
    }
    moves.follow(StreamId { date, ..stream.clone() }, comes.fact.clone());
    moves.none_is_half().expect("it came");
    // The same on the days themselves: it left one, and is on none or on two others.
    let mut left = judge(&(stream.clone(), Arc::clone(&setup), events.clone())).expect("the log is sound");
    left.follow(4, &Event { fact: leaves, ..events[2].clone() }, None).expect("it is moved");
    assert!(super::each_on_one_day([&left].into_iter()).expect_err("it is nowhere").contains("number of days"));
    let mut there = left.clone();
    there.visits[0].born = false;
    there.visits[0].state = super::St::Booked;
    super::each_on_one_day([&left, &there].into_iter()).expect("it is on one day");
    let twice = super::each_on_one_day([&left, &there, &there.clone()].into_iter());
    assert!(twice.expect_err("it is on two").contains("number of days"));
}

#[test]
fn a_list_of_times_that_lacks_one_or_has_one_too_many_would_be_found() {
    let (stream, setup, events) = a_day_of_times();
    let model = judge(&(stream.clone(), Arc::clone(&setup), events.clone())).expect("the log is sound");
    let day = fold(stream, &events);
    // Early in the morning everything of the day that is not booked is still to be had.
    let at = Instant::start_of(day.stream().date, &setup.time_zone);
    let (mut lists, mut offered) = (0, 0);
    for (service, bookable) in &setup.appointments {
        for mode in bookable.meetings.keys().copied() {
            let services = [service.clone()];
            let want = Want { services: &services, mode, employee: None, bound: false, except: None };
            let wish = Wish { services: &services, mode, employee: None, asker: Asker::Employee, except: None };
            let theirs = slots(&setup, &day, &wish, at).expect("it can be booked");
            let theirs: Vec<_> = theirs.iter().map(|slot| (slot.starts_at, slot.ends_at)).collect();
            assert_eq!(model.can_be_had(&setup, &want, at), theirs);
            (lists, offered) = (lists + 1, offered + theirs.len());
        }
    }
    assert!(lists > 3 && offered > 20, "{offered} times in {lists} lists");
}

/// 29 March 2026: 02:00 to 03:00 does not exist. 25 October 2026: it comes twice.
#[test]
fn the_calendar_knows_the_two_nights_of_the_year() {
    let calendar = super::times::Calendar::new(crate::town::zone());
    let instant = |text: &str| text.parse::<Instant>().expect("an instant");
    let spring = calendar.on(jiff::civil::date(2026, 3, 29));
    assert_eq!(spring.shown[150], None);
    assert_eq!(spring.from[150], instant("2026-03-29T01:00:00Z"));
    assert_eq!(spring.from[1_440], instant("2026-03-29T22:00:00Z"));
    let autumn = calendar.on(jiff::civil::date(2026, 10, 25));
    assert_eq!(autumn.shown[150], Some(instant("2026-10-25T00:30:00Z")));
    assert_eq!(autumn.from[180], instant("2026-10-25T02:00:00Z"));
}
