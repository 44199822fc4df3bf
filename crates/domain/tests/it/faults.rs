//! Faults that were reported from such systems in the field, each as a test that ours cannot have it.
//!
//! The numbers are those of the list of faults; here are the ones that the rules alone can show.

use domain::account::account;
use domain::answer::{Answer, CardState, card};
use domain::command::{Action, Actor};
use domain::event::{CallRule, Fact};
use domain::forecast::{forecast, usual_seconds};
use domain::hall::hall;
use domain::ids::{Number, QueueId, ServiceId};
use domain::refusal::Refusal;
use domain::time::Instant;
use jiff::civil::{Date, date};

use crate::centre::zone;
use crate::script::Script;
use crate::town::Place;

const DAY: Date = date(2026, 3, 3);

fn script(lines: &[&str]) -> Script {
    let mut script = Script::new(DAY);
    for line in lines {
        script.given(line);
    }
    script
}

fn state(script: &Script, number: &str) -> CardState {
    let id = script.visit(Place::Reception, number);
    script.town.reception.day.visit(id).unwrap().card_state()
}

#[test]
fn field_fault_01_two_desks_never_call_the_same_visit() {
    let mut script = script(&[
        "09:00 ticket passport -> A 1",
        "09:00 ticket passport -> A 2",
        "09:00 anna sign-on desk-1",
        "09:00 dan sign-on desk-2",
        // Both press in the same millisecond: one stream decides, one after the other.
        "09:05 desk-1 next -> A 1",
        "09:05 desk-2 next -> A 2",
    ]);
    assert_eq!(script.run("09:05 desk-2 call A 1 out of turn: short question"), ["refused: visit_called"]);
    let hall = hall(&script.town.reception.day, &script.town.reception.setup, script.clock("09:05"));
    let mut called: Vec<String> = hall.called.iter().map(|c| format!("{} {}", c.number, c.desk)).collect();
    called.sort();
    assert_eq!(called, ["A 1 desk-1", "A 2 desk-2"]);
}

#[test]
fn field_fault_02_a_parked_or_missed_visit_is_never_called_by_itself() {
    let mut script = script(&[
        "09:00 ticket passport -> A 1",
        "09:00 ticket passport -> A 2",
        "09:00 anna sign-on desk-1",
        "09:01 desk-1 next -> A 1",
        "09:02 A 1 park",
        "09:02 desk-1 next -> A 2",
        "09:03 A 2 no-show",
        "09:03 desk-1 next -> no one waits",
        // She changes place, chooses queues, rests: still nobody is called.
        "09:04 anna sign-on desk-2 moving",
        "09:04 desk-2 next -> no one waits",
        "09:05 desk-2 pause",
        "09:05 desk-2 end-pause",
        "09:05 desk-2 next -> no one waits",
    ]);
    assert_eq!((state(&script, "A 1"), state(&script, "A 2")), (CardState::Parked, CardState::Missed));
    script.given("09:06 A 1 resume at desk-2 -> A 1");
}

#[test]
fn field_fault_03_a_missed_visit_can_be_called_again() {
    let mut script = script(&[
        "09:00 ticket passport -> A 1",
        "09:00 anna sign-on desk-1",
        "09:01 desk-1 next -> A 1",
        "09:02 A 1 no-show",
        "09:10 A 1 resume at desk-1 -> A 1",
    ]);
    let shown = |script: &Script, at: &str| {
        let hall = hall(&script.town.reception.day, &script.town.reception.setup, script.clock(at));
        (hall.called.len(), hall.parked.len())
    };
    assert_eq!(shown(&script, "09:10"), (1, 0), "the screens show the call, and the missed visit no longer");
    // And once more, by its own word.
    script.given("09:11 A 1 no-show").given("09:12 by citizen: A 1 here").given("09:13 desk-1 next -> A 1");
    assert_eq!(shown(&script, "09:13"), (1, 0));
    script.given("09:14 A 1 start").given("09:20 A 1 finish");
    assert_eq!(state(&script, "A 1"), CardState::Ended);
}

#[test]
fn field_fault_04_an_appointment_keeps_its_place_through_every_press_that_is_not_about_it() {
    let mut script = script(&[
        "08:00 book passport at 09:30 -> A 1",
        "09:00 ticket passport -> A 2",
        "09:20 A 1 check-in",
        "09:20 anna sign-on desk-1",
    ]);
    let due = |script: &Script| {
        let id = script.visit(Place::Reception, "A 1");
        script.town.reception.day.visit(id).unwrap().due
    };
    let agreed = due(&script);
    for line in [
        "09:31 desk-1 next -> A 1",
        "09:31 A 1 undo",
        "09:32 desk-1 next -> A 1",
        "09:32 A 1 return",
        "09:33 desk-1 next -> A 1",
        "09:33 A 1 park",
        "09:34 A 1 return",
        "09:34 A 1 transfer to queue licences",
        "09:35 A 1 transfer to queue passports",
        "09:36 queue passports paused",
        "09:36 queue passports by its hours",
    ] {
        script.given(line);
        assert_eq!(due(&script), agreed, "{line}");
    }
    script.given("09:40 desk-1 next -> A 1");
}

#[test]
fn field_fault_05_the_details_stay_after_the_call() {
    let mut script = script(&[
        "09:00 ticket pension, passport answers age=yes papers=yes -> C 1",
        "09:00 anna sign-on desk-3 for pensions",
    ]);
    let id = script.visit(Place::Reception, "C 1");
    for line in ["09:05 desk-3 next -> C 1", "09:06 C 1 start", "09:10 C 1 park", "09:12 C 1 resume at desk-3"] {
        script.given(line);
        let house = &script.town.reception;
        let visit = house.day.visit(id).unwrap();
        assert_eq!(visit.answers.len(), 2, "{line}");
        assert_eq!(visit.language.as_str(), "da", "{line}");
        assert_eq!(visit.taken_at, script.clock("09:00"), "{line}");
        let card = card(&house.day, &house.setup, id, script.clock("09:13")).unwrap();
        let services: Vec<&str> = card.services.iter().map(ServiceId::as_str).collect();
        assert_eq!(services, ["pension", "passport"], "{line}");
        let reason = card.reason.unwrap_or_else(|| panic!("no reason after `{line}`"));
        assert!(matches!(reason.rule, CallRule::EarliestDue | CallRule::Resumed), "{line}");
    }
}

#[test]
fn field_fault_06_a_transfer_never_fails_halfway() {
    let one_place = |script: &Script| {
        let open = |place| {
            let day = &script.town.house(place).day;
            day.visits().iter().filter(|v| !v.ended()).count()
        };
        (open(Place::Reception), open(Place::Jobs))
    };
    let mut script = script(&["09:00 ticket passport -> A 1", "09:00 jobs: open the day"]);
    for refused in [
        "09:01 A 1 transfer to queue lunch",
        "09:01 A 1 transfer to centre jobs for lunch",
        "09:01 A 1 transfer to centre jobs for job-talk",
        "09:01 by citizen: A 1 transfer to centre jobs for cv-help",
    ] {
        let before = script.town.reception.day.clone();
        let said = script.run(refused);
        assert!(said[0].starts_with("refused: "), "{refused}: {said:?}");
        assert_eq!(script.town.reception.day, before, "{refused}");
        assert_eq!(one_place(&script), (1, 0), "{refused}");
    }
    script.given("09:02 A 1 transfer to queue licences");
    assert_eq!(one_place(&script), (1, 0));
    script.given("09:03 A 1 transfer to centre jobs for cv-help");
    assert_eq!(one_place(&script), (0, 1));
    script.given("09:04 jobs: J 1 transfer to centre reception for licence");
    assert_eq!(one_place(&script), (1, 0));
}

#[test]
fn field_fault_09_an_appointment_counts_from_the_very_moment_of_its_time() {
    for line in ["08:00 book passport at 09:30 by phone -> A 1", "08:00 book passport at 09:30 -> A 1"] {
        let mut script = script(&[line, "09:00 ticket passport -> A 2", "09:00 anna sign-on desk-1"]);
        if !line.contains("phone") {
            script.given("09:10 A 1 check-in");
        }
        script.given("09:30 desk-1 next -> A 1");
    }
}

#[test]
fn field_fault_10_no_call_without_a_desk_and_somebody_at_it() {
    let mut script = script(&["09:00 ticket passport -> A 1", "09:00 ticket passport -> A 2"]);
    for line in ["09:01 desk-1 next", "09:01 desk-1 call A 1 out of turn: companion"] {
        assert_eq!(script.run(line), ["refused: nobody_at_desk"], "{line}");
    }
    assert_eq!(script.run("09:01 desk-99 next"), ["refused: unknown_desk"]);
    script.given("09:02 anna sign-on desk-1").given("09:02 desk-1 next -> A 1").given("09:03 A 1 park");
    assert_eq!(script.run("09:03 A 1 resume at desk-2"), ["refused: nobody_at_desk"]);
    // Whoever is called has a desk for as long as she is called: nobody can leave it meanwhile.
    script.given("09:04 desk-1 next -> A 2");
    assert_eq!(script.run("09:04 desk-1 sign-off"), ["refused: call_open"]);
    assert_eq!(script.run("09:04 anna sign-on desk-2 moving"), ["refused: call_open"]);
    for event in &script.town.reception.events {
        if let Fact::Called { desk, employee, .. } = &event.fact {
            assert_eq!((desk.as_str(), employee.as_str()), ("desk-1", "anna"));
        }
    }
}

#[test]
fn field_fault_11_a_forgotten_service_is_seen_and_spoils_no_forecast() {
    let mut script = script(&[
        "08:00 ticket passport -> A 1",
        "08:00 ticket passport -> A 2",
        "08:00 anna sign-on desk-1",
        "08:00 dan sign-on desk-2",
        "08:01 desk-1 next -> A 1",
        "08:02 A 1 start",
    ]);
    let queue: QueueId = "passports".parse().unwrap();
    let at = script.clock("15:00");
    script.given("14:59 9 ticket passport");
    let house = &script.town.reception;
    let seen = hall(&house.day, &house.setup, at);
    let forgotten: Vec<&str> = seen.desks.iter().filter(|d| d.overlong).map(|d| d.desk.as_str()).collect();
    assert_eq!(forgotten, ["desk-1"]);
    // desk-2 is free: whoever comes is told minutes, not the hours of the forgotten service.
    let told = forecast(&house.day, &house.setup, &queue, at, at).unwrap();
    assert!(told.latest < at.plus_minutes(60), "{told:?}");
    // The next press ends it, and its seven hours do not become the usual time.
    script.given("15:00 A 1 finish");
    let house = &script.town.reception;
    assert_eq!(usual_seconds(&house.day, &house.setup, &queue), 360, "the mean of the set-up's 8 and 4 minutes");
    // Left open to the day's end it counts as served, with no time of service at all.
    script.given("15:01 desk-2 next -> A 2").given("15:02 A 2 start").given("tomorrow 00:00 midnight");
    let account = account(&script.town.reception.day);
    assert_eq!((account.outcomes.served, account.outcomes.served_end_unknown), (1, 1));
    assert_eq!(account.queues[0].served, 1);
}

#[test]
fn field_fault_12_an_alarm_can_always_be_switched_off_whatever_the_desk_is_called() {
    let mut script =
        script(&["09:00 anna sign-on room-12", "09:00 by anna: room-12 alarm", "09:01 bo goes to room-12"]);
    // The desk was taken out of the set-up while its alarm was on.
    script.town.reception.setup.desks.clear();
    assert_eq!(script.run("09:02 room-12 alarm over"), ["the alarm at room-12 is over"]);
    assert!(script.town.reception.day.alarms().is_empty());
    script.given("09:03 kiosk-1 help");
    script.town.reception.setup.kiosks.clear();
    assert_eq!(script.run("09:04 kiosk-1 help over"), ["the call at kiosk-1 is over"]);
    assert!(script.town.reception.day.help().is_empty());
}

#[test]
fn field_fault_13_a_double_press_takes_one_number() {
    let mut script = script(&["09:00 ticket passport -> A 1"]);
    // The repetition names the same visit: nothing new comes of it, and the engine answers with the first number.
    let visit = script.visit(Place::Reception, "A 1");
    let again = Action::TakeTicket {
        visit,
        services: vec!["passport".parse().unwrap()],
        language: domain::ids::Language::danish(),
        answers: Vec::new(),
    };
    let kiosk = Actor::Kiosk("kiosk-1".parse().unwrap());
    let at = script.clock("09:00");
    let refused = script.town.give(Place::Reception, kiosk, again, at).unwrap_err();
    assert_eq!(refused, Refusal::VisitExists);
    assert_eq!(script.town.reception.day.visits().len(), 1);
    script.given("09:01 ticket passport -> A 2");
}

#[test]
fn field_fault_18_a_ticket_belongs_to_the_civil_date_also_late_and_when_the_clock_changes() {
    let date_of = |utc: &str| utc.parse::<Instant>().unwrap().date(&zone()).to_string();
    for (utc, expected) in [
        // Late in a winter evening and a summer evening the UTC day is another one.
        ("2026-03-03T22:59:59.999Z", "2026-03-03"),
        ("2026-03-03T23:00:00Z", "2026-03-04"),
        ("2026-07-01T21:59:59.999Z", "2026-07-01"),
        ("2026-07-01T22:00:00Z", "2026-07-02"),
        // The night of 29 March: 23 hours.
        ("2026-03-28T22:59:59.999Z", "2026-03-28"),
        ("2026-03-28T23:00:00Z", "2026-03-29"),
        ("2026-03-29T21:59:59.999Z", "2026-03-29"),
        ("2026-03-29T22:00:00Z", "2026-03-30"),
        // The night of 25 October: 25 hours.
        ("2026-10-24T21:59:59.999Z", "2026-10-24"),
        ("2026-10-24T22:00:00Z", "2026-10-25"),
        ("2026-10-25T22:59:59.999Z", "2026-10-25"),
        ("2026-10-25T23:00:00Z", "2026-10-26"),
    ] {
        assert_eq!(date_of(utc), expected, "{utc}");
    }
    // A ticket of the last minute is in its day, is due after midnight, and ends with the day.
    let mut script = script(&["23:59 ticket information -> A 1", "tomorrow 00:00 midnight"]);
    assert_eq!(state(&script, "A 1"), CardState::Ended);
    assert_eq!(script.run("tomorrow 00:00 ticket information"), ["refused: day_closed"]);
}

#[test]
fn field_fault_19_two_kiosks_never_give_the_same_number() {
    let mut script = Script::new(DAY);
    let mut numbers: Vec<Number> = Vec::new();
    for i in 0..200_u8 {
        let kiosk = if i % 2 == 0 { "kiosk-1" } else { "kiosk-2" };
        let service = ["passport", "information", "licence"][usize::from(i % 3)];
        if service == "licence" && i == 2 {
            script.given("09:00 queue licences open");
        }
        script.given(&format!("09:00 by {kiosk}: ticket {service}"));
        let visit = script.town.reception.day.visits().last().unwrap();
        numbers.push(visit.number);
    }
    let mut unique = numbers.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), 200);
    // In the order taken: passports and information share the letter A, and its numbers.
    for pair in numbers.iter().filter(|n| n.letter.as_char() == 'A').collect::<Vec<_>>().windows(2) {
        assert_eq!(pair[0].count + 1, pair[1].count);
    }
}

#[test]
fn no_one_waits_is_told_as_such() {
    let mut script = script(&["09:00 anna sign-on desk-1"]);
    let at = script.clock("09:01");
    let next = Action::Next { desk: "desk-1".parse().unwrap() };
    let done = script.town.give(Place::Reception, Actor::Employee("anna".parse().unwrap()), next, at).unwrap();
    assert_eq!(done.answer, Answer::NoOneWaits);
    assert!(done.events.is_empty());
}
