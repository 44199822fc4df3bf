//! What one desk sees.

use domain::command::Actor;
use domain::counter::{CardState, Counter, NextPress, UsualRange};
use domain::day::{PeriodKind, Press};
use domain::event::{CallRule, MeantFor};
use domain::hall::QueueStatus;
use domain::refusal::Refusal;

use super::{counter_at, day, script, setup};
use crate::script::Script;

fn next_number(counter: &Counter) -> Option<String> {
    counter.next.as_ref().map(|n| n.number.to_string())
}

/// What can be taken back: the number, the press, and until when.
fn undo_last(script: &Script, counter: &Counter) -> Option<(String, Press, bool)> {
    counter.undo_last.map(|u| (u.number.to_string(), u.can.press, u.can.until == script.clock("09:11")))
}

#[test]
fn an_unknown_desk_sees_nothing() {
    let script = script(&["09:00 ticket passport -> A 1"]);
    let desk = "desk-99".parse().unwrap();
    assert_eq!(domain::counter::counter(day(&script), setup(&script), &desk, script.clock("09:01")), None);
}

#[test]
fn a_desk_where_nobody_sits_serves_nothing_and_says_why_it_calls_nobody() {
    let script = script(&["09:00 ticket passport -> A 1"]);
    let counter = counter_at(&script, "desk-1", "09:01");
    assert_eq!(counter.press, NextPress::Refused(Refusal::NobodyAtDesk { desk: "desk-1".parse().unwrap() }));
    assert_eq!((counter.employee, counter.next, counter.here), (None, None, None));
    assert!(counter.mine.is_empty() && counter.waiting.is_empty());
    assert_eq!(counter.others.len(), 5);
}

#[test]
fn a_called_visit_is_shown_with_all_that_the_employee_asks() {
    let mut script = script(&[
        "09:00 ticket pension, passport answers age=yes papers=yes in en -> C 1",
        "09:01 bo sign-on desk-3 for pensions",
        "09:10 desk-3 next -> C 1",
    ]);
    let here = counter_at(&script, "desk-3", "09:10:05").here.unwrap();
    assert_eq!((here.number.to_string().as_str(), here.state, here.at_stop), ("C 1", CardState::Called, 0));
    assert_eq!(here.came_by, Actor::Kiosk("kiosk-1".parse().unwrap()));
    assert_eq!((here.language.as_str(), here.answers.len(), here.stops.len()), ("en", 2, 2));
    assert_eq!(here.goes_on_to, Some("passports".parse().unwrap()));
    assert_eq!((here.waited_seconds, here.calls, here.recalls_left), (600, 1, 3));
    assert_eq!(here.recall_at, Some(script.clock("09:10:20")));
    assert_eq!((here.started_at, here.walked_seconds), (None, None));
    assert_eq!(here.reason.unwrap().rule, CallRule::EarliestDue);
    assert_eq!(here.usual, Some(UsualRange { from_minutes: 15, to_minutes: 25 }));
    let undo = here.undo.unwrap();
    assert_eq!((undo.press, undo.until), (Press::Call, script.clock("09:11:00")));

    script.given("09:10:35 C 1 start");
    let here = counter_at(&script, "desk-3", "09:12").here.unwrap();
    assert_eq!((here.state, here.started_at), (CardState::Serving, Some(script.clock("09:10:35"))));
    assert_eq!((here.walked_seconds, here.recall_at, here.recalls_left), (Some(35), None, 0));
    assert_eq!((here.undo, here.overlong), (None, false), "a minute and more has gone by");
    let long = counter_at(&script, "desk-3", "10:21").here.unwrap();
    assert!(long.overlong);
}

#[test]
fn calling_again_is_offered_when_the_rules_accept_it_and_no_longer_when_it_is_used_up() {
    let mut script = script(&[
        "09:00 ticket passport -> A 1",
        "09:00 anna sign-on desk-1",
        "09:01:00 desk-1 next -> A 1",
        "09:01:20 A 1 recall",
        "09:01:40 A 1 recall",
    ]);
    let here = counter_at(&script, "desk-1", "09:01:41").here.unwrap();
    assert_eq!((here.recall_at, here.recalls_left, here.calls), (Some(script.clock("09:02:00")), 1, 3));
    assert_eq!(here.last_called_at, script.clock("09:01:40"));
    assert_eq!(script.run("09:01:59 A 1 recall"), ["refused: recall_too_soon"]);
    script.given("09:02:00 A 1 recall");
    let here = counter_at(&script, "desk-1", "09:05").here.unwrap();
    assert_eq!((here.recall_at, here.recalls_left), (None, 0));
    assert_eq!(script.run("09:05 A 1 recall"), ["refused: recalls_used_up"]);
}

#[test]
fn the_press_of_next_says_what_it_does_before_it_is_pressed() {
    let mut script =
        script(&["09:00 ticket passport -> A 1", "09:01 ticket licence -> B 1", "09:02 anna sign-on desk-1"]);
    let press = |script: &Script, at: &str| {
        let counter = counter_at(script, "desk-1", at);
        (next_number(&counter), counter.press)
    };
    let said = |number: &str, press| (Some(number.to_owned()), press);
    assert_eq!(press(&script, "09:03"), said("A 1", NextPress::CallNext));
    script.given("09:03 desk-1 next -> A 1");
    let open = Refusal::CallOpen { desk: "desk-1".parse().unwrap(), number: "A 1".parse().unwrap() };
    assert_eq!(press(&script, "09:04"), said("B 1", NextPress::Refused(open)), "who comes then is shown all the same");
    script.given("09:04 A 1 start");
    assert_eq!(press(&script, "09:05"), said("B 1", NextPress::FinishAndCallNext));
    script.given("09:05 desk-1 next -> B 1").given("09:06 B 1 start");
    assert_eq!(press(&script, "09:07"), (None, NextPress::Finish));
    script.given("09:07 B 1 finish");
    assert_eq!(press(&script, "09:08"), (None, NextPress::NoOneWaits));
    script.given("09:08 ticket passport -> A 2").given("09:08 desk-1 pause until 09:30");
    let paused = Refusal::DeskPaused { desk: "desk-1".parse().unwrap() };
    assert_eq!(press(&script, "09:09"), said("A 2", NextPress::Refused(paused)));
    let counter = counter_at(&script, "desk-1", "09:09");
    assert_eq!((counter.paused, counter.paused_until), (true, Some(script.clock("09:30"))));
    script.given("tomorrow 00:00 midnight");
    assert_eq!(counter_at(&script, "desk-1", "23:59").press, NextPress::Refused(Refusal::DayClosed));
}

#[test]
fn where_the_centre_says_ask_the_press_is_refused_while_a_service_is_under_way() {
    let script = script(&[
        "08:00 set-up next asks",
        "09:00 ticket passport -> A 1",
        "09:00 ticket passport -> A 2",
        "09:00 anna sign-on desk-1",
        "09:01 desk-1 next -> A 1",
        "09:02 A 1 start",
    ]);
    let counter = counter_at(&script, "desk-1", "09:05");
    assert!(matches!(counter.press, NextPress::Refused(Refusal::ServiceOpen { .. })));
    assert_eq!(next_number(&counter).as_deref(), Some("A 2"));
}

#[test]
fn a_visit_that_goes_on_to_a_queue_of_the_same_desk_can_be_its_own_next() {
    let script = script(&[
        "09:00 ticket passport, licence -> A 1",
        "09:00 anna sign-on desk-1",
        "09:01 desk-1 next -> A 1",
        "09:02 A 1 start",
    ]);
    let counter = counter_at(&script, "desk-1", "09:05");
    let next = counter.next.unwrap();
    assert_eq!(counter.press, NextPress::FinishAndCallNext);
    assert_eq!((next.number.to_string().as_str(), next.queue.as_str()), ("A 1", "licences"));
    assert_eq!(
        (next.services[0].as_str(), next.usual),
        ("licence", Some(UsualRange { from_minutes: 8, to_minutes: 13 }))
    );
}

#[test]
fn the_usual_range_is_the_middle_half_of_the_latest_services_once_there_are_five() {
    let mut script = script(&["09:00 anna sign-on desk-2"]);
    // 4, 6, 8, 10 and 12 minutes; each waits for nobody.
    for (i, minutes) in [4, 6, 8, 10, 12].into_iter().enumerate() {
        let (hour, count) = (9 + i, i + 1);
        script.given(&format!("{hour:02}:00 ticket passport -> A {count}"));
        script.given(&format!("{hour:02}:01 desk-2 next -> A {count}"));
        let usual = counter_at(&script, "desk-2", &format!("{hour:02}:01")).here.unwrap().usual;
        assert_eq!(usual, Some(UsualRange { from_minutes: 6, to_minutes: 10 }), "the set-up's eight minutes");
        script.given(&format!("{hour:02}:02 A {count} start"));
        script.given(&format!("{hour:02}:{:02} A {count} finish", 2 + minutes));
    }
    script.given("14:30 ticket photo -> A 6");
    let known = counter_at(&script, "desk-2", "14:31").next.unwrap().usual;
    assert_eq!(known, Some(UsualRange { from_minutes: 6, to_minutes: 10 }), "the second and the fourth of five");
    // Two short ones move both ends; one that was forgotten moves none.
    for (from, to) in [("14:31", "14:33"), ("14:34", "14:36"), ("14:37", "16:30")] {
        let number = if from == "14:31" { "A 6".to_owned() } else { script_ticket(&mut script, from) };
        script.given(&format!("{from} desk-2 next -> {number}")).given(&format!("{from} {number} start"));
        script.given(&format!("{to} {number} finish"));
    }
    script.given("16:40 ticket passport");
    let known = counter_at(&script, "desk-2", "16:40").next.unwrap().usual;
    assert_eq!(known, Some(UsualRange { from_minutes: 2, to_minutes: 10 }), "2, 2, 4, 6, 8, 10, 12");
}

fn script_ticket(script: &mut Script, at: &str) -> String {
    script.given(&format!("{at} ticket passport"));
    day(script).visits().last().unwrap().number.to_string()
}

#[test]
fn a_desk_has_its_queues_and_the_others_with_how_long_the_longest_waits() {
    let script = script(&[
        "09:00 ticket licence -> B 1",
        "09:00 ticket licence -> B 2",
        "09:10 ticket licence -> B 3",
        "09:10 ticket information -> A 1",
        "09:11 anna sign-on desk-1",
        "09:12 queue pensions paused",
    ]);
    let counter = counter_at(&script, "desk-1", "09:20");
    let lines = |lines: &[domain::counter::QueueLine]| -> Vec<(String, u32, u32, u16, QueueStatus)> {
        let line = |l: &domain::counter::QueueLine| {
            (format!("{} {}", l.letter, l.queue), l.waiting, l.longest_wait_seconds, l.target_minutes, l.status)
        };
        lines.iter().map(line).collect()
    };
    assert_eq!(
        lines(&counter.mine),
        [
            ("A passports".to_owned(), 0, 0, 15, QueueStatus::Open),
            ("B licences".to_owned(), 3, 1_200, 20, QueueStatus::Full),
        ]
    );
    assert_eq!(
        lines(&counter.others),
        [
            ("A information".to_owned(), 1, 600, 5, QueueStatus::Open),
            ("C pensions".to_owned(), 0, 0, 15, QueueStatus::Paused),
            ("D building".to_owned(), 0, 0, 15, QueueStatus::Open),
        ]
    );
}

#[test]
fn who_waits_is_listed_in_the_order_of_the_rule_and_the_rest_is_counted() {
    let mut script = script(&["09:00 anna sign-on desk-1", "09:00 ticket licence -> B 1", "09:01 62 ticket passport"]);
    script.given("09:02 by citizen: A 1 delay until 09:40").given("09:03 queue licences paused");
    let counter = counter_at(&script, "desk-1", "09:10");
    assert_eq!((counter.waiting.len(), counter.waiting_more), (60, 3));
    let first = &counter.waiting[0];
    assert_eq!((first.number.to_string().as_str(), first.waited_seconds, first.held), ("A 2", 540, false));
    assert_eq!(first.services[0].as_str(), "passport");
    let held: Vec<String> = counter.waiting.iter().filter(|w| w.held).map(|w| w.number.to_string()).collect();
    assert_eq!(held, Vec::<String>::new(), "B 1 is due after sixty others");
    let other = counter_at(&script, "desk-3", "09:10");
    assert!(other.waiting.is_empty(), "nobody sits at desk-3");
    script.given("09:11 bo sign-on desk-3");
    let other = counter_at(&script, "desk-3", "09:11");
    assert!(other.waiting.iter().all(|w| w.held) && other.waiting.len() == 1 && other.next.is_none());
}

#[test]
fn what_is_meant_for_the_desk_tells_from_whose_desk_it_comes() {
    let mut script = script(&[
        "09:00 ticket passport -> A 1",
        "09:00 ticket passport -> A 2",
        "09:00 anna sign-on desk-1",
        "09:00 dan sign-on desk-2",
        "09:01 desk-1 next -> A 1",
        "09:02 A 1 start",
        "09:03 A 1 transfer to employee dan",
        "09:03 A 2 transfer to desk desk-2",
    ]);
    let counter = counter_at(&script, "desk-2", "09:04");
    let lines: Vec<(String, Option<String>)> = counter
        .for_me
        .iter()
        .map(|l| (l.number.to_string(), l.from_employee.as_ref().map(ToString::to_string)))
        .collect();
    let anna = Some("anna".to_owned());
    assert_eq!(lines, [("A 1".to_owned(), anna), ("A 2".to_owned(), None)], "who sent on A 2 is in no period");
    assert_eq!(counter.for_me[0].meant_for, Some(MeantFor::Employee("dan".parse().unwrap())));
    assert!(counter_at(&script, "desk-1", "09:04").for_me.is_empty());
    // Anna can take back her transfer, though the visit has left her desk.
    let undo = counter_at(&script, "desk-1", "09:03:30").undo_last.unwrap();
    assert_eq!((undo.number.to_string().as_str(), undo.can.press), ("A 1", Press::Transfer));
    script.given("09:03:40 A 1 undo");
    assert_eq!(counter_at(&script, "desk-1", "09:03:41").here.unwrap().state, CardState::Serving);
}

#[test]
fn a_visit_from_another_centre_tells_from_which_and_who_sent_it() {
    let mut script = script(&[
        "09:00 jobs: ticket cv-help -> J 1",
        "09:00 jobs: erik sign-on desk-j",
        "09:01 anna sign-on desk-2",
        "09:02 jobs: by erik: J 1 transfer to centre reception for passport",
    ]);
    let counter = counter_at(&script, "desk-2", "09:03");
    assert_eq!(counter.waiting[0].from_centre, Some("jobs".parse().unwrap()));
    script.given("09:04 desk-2 next -> A 1");
    let here = counter_at(&script, "desk-2", "09:04").here.unwrap();
    assert_eq!(here.came_by, Actor::Employee("erik".parse().unwrap()));
}

#[test]
fn who_was_set_aside_is_listed_for_every_desk_and_first_for_its_own_queues() {
    let script = script(&[
        "09:00 ticket passport -> A 1",
        "09:00 ticket licence -> B 1",
        "09:00 anna sign-on desk-1",
        "09:00 bo sign-on desk-3",
        "09:01 desk-1 next -> A 1",
        "09:02 A 1 park",
        "09:03 desk-3 next -> B 1",
        "09:04 B 1 no-show",
    ]);
    let lines = |desk: &str| -> Vec<(String, CardState, String)> {
        let counter = counter_at(&script, desk, "09:05");
        let by = |l: &domain::counter::ParkedLine| l.parked_by.as_ref().unwrap().to_string();
        counter.parked.iter().map(|l| (l.number.to_string(), l.state, by(l))).collect()
    };
    let parked = ("A 1".to_owned(), CardState::Parked, "anna".to_owned());
    let missed = ("B 1".to_owned(), CardState::Missed, "bo".to_owned());
    assert_eq!(lines("desk-1"), [parked.clone(), missed.clone()]);
    assert_eq!(lines("desk-3"), [missed, parked]);
    let missed = &counter_at(&script, "desk-3", "09:05").parked[0];
    assert_eq!((missed.since, missed.ends_at), (script.clock("09:04"), Some(script.clock("09:19"))));
}

#[test]
fn the_last_press_can_be_taken_back_wherever_the_visit_is_and_no_longer_than_the_rule_says() {
    let base = ["09:00 ticket passport -> A 1", "09:00 ticket passport -> A 2", "09:00 anna sign-on desk-1"];
    let cases: [(&[&str], &str, Press); 5] = [
        (&["09:10 desk-1 next"], "A 1", Press::Call),
        (&["09:08 desk-1 next", "09:10 A 1 no-show"], "A 1", Press::Miss),
        (&["09:08 desk-1 next", "09:10 A 1 park"], "A 1", Press::Park),
        (&["09:08 desk-1 next", "09:09 A 1 start", "09:10 A 1 finish"], "A 1", Press::Finish),
        // One press on two visits: the one that it called is named, and both go back.
        (&["09:08 desk-1 next", "09:09 A 1 start", "09:10 desk-1 next"], "A 2", Press::Call),
    ];
    for (lines, number, press) in cases {
        let mut script = script(&base);
        for line in lines {
            script.given(line);
        }
        let undo = |at: &str, desk: &str| undo_last(&script, &counter_at(&script, desk, at));
        assert_eq!(undo("09:10:30", "desk-1"), Some((number.to_owned(), press, true)), "{lines:?}");
        assert_eq!(undo("09:10:30", "desk-2"), None, "{lines:?}");
        assert!(undo("09:11", "desk-1").is_some(), "{lines:?}");
        assert_eq!(undo("09:11:00.001", "desk-1"), None, "{lines:?}");
        script.given(&format!("09:11 {number} undo"));
    }
}

#[test]
fn a_service_is_one_though_a_colleague_takes_the_desk_over_in_it() {
    let mut script = script(&[
        "09:00 ticket passport -> A 1",
        "09:00 anna sign-on desk-1",
        "09:03 desk-1 next -> A 1",
        "09:05 A 1 start",
        "09:15 dan sign-on desk-1 moving",
        "09:25 A 1 park",
        "09:30 A 1 resume at desk-1",
        "09:31 A 1 start",
    ]);
    let visit = day(&script).visits().first().unwrap().clone();
    let began = |place: usize| visit.stretch_began(place).map(|at| at == visit.periods[place].from);
    let served: Vec<usize> =
        (0..visit.periods.len()).filter(|i| visit.periods[*i].kind == PeriodKind::Serving).collect();
    let [anna, bo, again] = served.as_slice() else { panic!("{served:?}") };
    assert_eq!(visit.stretch_began(*bo), Some(visit.periods[*anna].from), "hers goes on as his");
    assert_eq!((began(*anna), began(*again)), (Some(true), Some(true)), "after a park it is another stretch");
    assert_eq!(visit.stretch_began(visit.periods.len()), None);
    script.given("09:40 A 1 finish");
}

#[test]
fn the_last_press_tells_whose_service_it_ended() {
    let mut script = script(&[
        "09:00 ticket passport -> A 1",
        "09:01 ticket passport -> A 2",
        "09:02 anna sign-on desk-1",
        "09:03 desk-1 next -> A 1",
        "09:04 A 1 start",
    ]);
    let ended = |script: &Script, at: &str| {
        let last = counter_at(script, "desk-1", at).undo_last.unwrap();
        (last.number.to_string(), last.ended.map(|number| number.to_string()))
    };
    assert_eq!(ended(&script, "09:04:10"), ("A 1".to_owned(), None));
    script.given("09:05 desk-1 next -> A 2");
    assert_eq!(ended(&script, "09:05:10"), ("A 2".to_owned(), Some("A 1".to_owned())));
}

#[test]
fn what_would_be_refused_is_not_offered_to_be_taken_back() {
    let mut script = script(&[
        "09:00 ticket passport -> A 1",
        "09:00 ticket passport -> A 2",
        "09:00 anna sign-on desk-1",
        "09:09 desk-1 next -> A 1",
        "09:09 A 1 start",
        "09:10 A 1 finish",
        "09:10:10 desk-1 next -> A 2",
    ]);
    let number = |script: &Script, at: &str| counter_at(script, "desk-1", at).undo_last.map(|u| u.number.to_string());
    assert_eq!(number(&script, "09:10:20").as_deref(), Some("A 2"));
    assert_eq!(script.run("09:10:20 A 1 undo"), ["refused: undo_changed"], "the desk is taken");
    // The citizen gives up: that is hers, and the desk has nothing more to take back but the finish before.
    script.given("09:10:30 by citizen: A 2 cancel");
    assert_eq!(number(&script, "09:10:40").as_deref(), Some("A 1"));
    script.given("09:10:45 desk-1 sign-off");
    assert_eq!(number(&script, "09:10:50"), None, "nobody sits there");
}

#[test]
fn colleagues_help_and_alarms_are_those_of_the_centre() {
    let script = script(&[
        "09:00 ticket passport -> A 1",
        "09:00 anna sign-on desk-1",
        "09:00 dan sign-on desk-2",
        "09:00 bo sign-on desk-3",
        "09:01 desk-2 next -> A 1",
        "09:02 desk-3 pause",
        "09:03 kiosk-2 help",
        "09:04 room-12 alarm",
        "09:05 dan goes to room-12",
    ]);
    let counter = counter_at(&script, "desk-1", "09:06");
    let seen: Vec<(&str, &str, bool, bool)> =
        counter.colleagues.iter().map(|c| (c.desk.as_str(), c.employee.as_str(), c.paused, c.busy)).collect();
    assert_eq!(seen, [("desk-2", "dan", false, true), ("desk-3", "bo", true, false)]);
    assert_eq!((counter.help[0].kiosk.as_str(), &counter.help[0].call.taken_by), ("kiosk-2", &None));
    assert_eq!(counter.alarms[0].call.taken_by, Some("dan".parse().unwrap()));
}

#[test]
fn who_checked_in_is_who_she_came_by_and_who_did_not_answer_came_from_nobody() {
    let mut script = script(&[
        "08:05 by citizen: book advice at 10:00 with anna -> D 1",
        "08:05 by citizen: book advice at 11:00 by phone with anna -> D 2",
        "08:10 anna sign-on room-12",
        "09:50 by kiosk-1: D 1 check-in",
        "09:55 room-12 next -> D 1",
    ]);
    let here = counter_at(&script, "room-12", "09:56").here.unwrap();
    assert_eq!(here.came_by, Actor::Kiosk("kiosk-1".parse().unwrap()));
    script.given("09:57 D 1 start");
    script.given("11:01 room-12 next -> D 2");
    assert_eq!(counter_at(&script, "room-12", "11:01").here.unwrap().came_by, Actor::Citizen, "nobody checks in");
    script.given("11:02 D 2 no-show");
    let line = &counter_at(&script, "room-12", "11:03").for_me[0];
    assert_eq!((line.number.to_string().as_str(), line.from_employee.as_ref()), ("D 2", None));
}
