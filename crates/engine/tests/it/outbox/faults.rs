//! What breaks elsewhere, and what each message does by itself.

use std::time::Duration;

use domain::command::Action;
use domain::message::{Channel, Fate, MessageKind};
use engine::Reported;
use engine::outbox::{Became, DEAD_FAILURES, DeliveryReport, Standing, Told, UNKNOWN_MAX};
use store::{Consent, OutboxState, PersonChange};

use super::post::*;
use crate::world::*;

#[test]
fn a_booked_time_is_confirmed_at_once_and_reminded_of_as_the_plan_says() {
    let mut post = Post::new();
    post.book(1, thursday(10), Some(BOTH)).unwrap();
    let letters = post.send();
    let ways: Vec<(MessageKind, Channel)> = letters.iter().map(|letter| (letter.kind, letter.channel)).collect();
    assert_eq!(ways, [(MessageKind::Confirmed, Channel::Sms), (MessageKind::Confirmed, Channel::Email)]);
    assert_eq!(letters[0].visit.starts_at, Some(thursday(10)));
    assert_eq!(post.send().len(), 0, "once");
    post.now = thursday(10).plus_minutes(-1_440);
    assert_eq!(post.kinds(), [MessageKind::Reminder; 2]);
    post.now = thursday(10).plus_minutes(-60);
    assert_eq!(post.kinds(), [MessageKind::Reminder; 2]);
    assert_eq!(post.rows(1).len(), 6);
    let sent = post.noted(1).into_iter().filter(|(_, _, fate)| *fate == Fate::Sent).count();
    assert_eq!(sent, 6, "what was sent stands in its day");
    let looked = post.core.reader().look_ups_of_visit(visit(1), 100).unwrap();
    assert_eq!(looked.len(), 6, "and that her address was looked at for it, on her record");
    assert!(looked.iter().all(|look_up| look_up.purpose == store::Purpose::Message));
}

#[test]
fn without_consent_or_a_way_nobody_is_told_anything() {
    let mut post = Post::new();
    post.book(1, thursday(10), None).unwrap();
    post.book(2, thursday(10), Some(Consent::default())).unwrap();
    post.ticket(3, None).unwrap();
    assert_eq!(post.send().len(), 0);
    assert!(post.rows(1).is_empty() && post.rows(2).is_empty() && post.rows(3).is_empty());
    // Taken back before the reminder: it is asked for anew with every message.
    post.book(4, thursday(11), Some(SMS)).unwrap();
    assert_eq!(post.kinds(), [MessageKind::Confirmed]);
    let put = post.put(4, "2026-03-05", Some(Consent::default()));
    post.core.store_mut().append(&[store::Append { people: vec![put], ..store::Append::default() }]).unwrap();
    post.now = thursday(11).plus_minutes(-60);
    assert_eq!(post.send().len(), 0);
    assert!(post.rows(4).iter().skip(1).all(|row| row.state == OutboxState::Dropped));
}

#[test]
fn field_fault_31_a_cancellation_never_comes_before_its_confirmation() {
    let mut post = Post::new();
    post.book(1, thursday(10), Some(SMS)).unwrap();
    let confirmation = post.letters();
    assert_eq!(confirmation.len(), 1);
    post.cancel(1, thursday(10)).unwrap();
    post.later(120);
    assert_eq!(post.letters().len(), 0, "the confirmation is on its way and has not been answered");
    post.settle(&confirmation[0], Told::Taken(None));
    assert_eq!(post.kinds(), [MessageKind::Cancelled]);
}

#[test]
fn field_fault_31_a_cancelled_booking_is_not_reminded_of_nor_confirmed_late() {
    let mut post = Post::new();
    post.book(1, thursday(10), Some(SMS)).unwrap();
    post.book(2, thursday(11), Some(SMS)).unwrap();
    assert_eq!(post.kinds().len(), 2);
    post.cancel(1, thursday(10)).unwrap();
    post.later(61);
    assert_eq!(post.kinds(), [MessageKind::Cancelled]);
    // The provider is away while the second is cancelled before it is told again.
    post.rebook(2, thursday(11), thursday(12)).unwrap();
    post.later(90);
    let moved = post.letters();
    assert_eq!(moved[0].kind, MessageKind::Moved);
    post.settle(&moved[0], Told::Later(None));
    post.cancel(2, thursday(12)).unwrap();
    post.later(90);
    assert_eq!(post.kinds(), [MessageKind::Cancelled], "the move is not so any more");
    post.now = thursday(9);
    assert_eq!(post.send().len(), 0);
    let open = post.rows(1).into_iter().chain(post.rows(2)).filter(|row| row.state.is_open() && row.due_at <= post.now);
    assert_eq!(open.count(), 0);
}

#[test]
fn field_fault_32_nothing_is_sent_twice_however_often_the_log_is_read() {
    let mut post = Post::new();
    post.book(1, thursday(10), Some(BOTH)).unwrap();
    assert_eq!(post.send().len(), 2);
    let cursor = post.core.reader().outbox_cursor().unwrap();
    for back in [0, 1] {
        let write = store::OutboxWrite { cursor: Some(back), ..store::OutboxWrite::default() };
        post.core.store_mut().write_outbox(&write).unwrap();
        post.restart();
        assert_eq!(post.send().len(), 0);
    }
    assert!(post.core.reader().outbox_cursor().unwrap() >= cursor);
    assert_eq!(post.rows(1).len(), 6);
}

#[test]
fn field_fault_32_what_comes_too_late_is_not_sent_and_that_is_seen() {
    let mut post = Post::new();
    post.ticket(1, Some(SMS)).unwrap();
    post.give("2026-03-02", sign_on(0), Vec::new()).unwrap();
    assert_eq!(post.kinds(), [MessageKind::TurnNear]);
    post.give("2026-03-02", next(0), Vec::new()).unwrap();
    let called = post.letters();
    assert_eq!(called[0].kind, MessageKind::Called);
    assert_eq!(called[0].visit.desk, Some(desk(0)));
    post.settle(&called[0], Told::Later(None));
    post.later(121);
    assert_eq!(post.send().len(), 0);
    let row = post.rows(1).pop().unwrap();
    assert_eq!((row.kind, row.state), (MessageKind::Called, OutboxState::Dropped));
}

#[test]
fn a_turn_is_told_of_once_and_only_where_it_is_near() {
    let mut post = Post::new();
    for number in 1..=4 {
        post.ticket(number, Some(SMS)).unwrap();
    }
    let near: Vec<_> = post.send().into_iter().map(|letter| letter.visit.id).collect();
    assert_eq!(near, [visit(1), visit(2), visit(3)], "the fourth has three before it");
    post.give("2026-03-02", sign_on(0), Vec::new()).unwrap();
    post.restart();
    post.give("2026-03-02", next(0), Vec::new()).unwrap();
    let told: Vec<_> = post.send().into_iter().map(|letter| (letter.visit.id, letter.kind)).collect();
    assert_eq!(told, [(visit(4), MessageKind::TurnNear), (visit(1), MessageKind::Called)]);
    post.give("2026-03-02", Action::Cancel { visit: visit(2) }, Vec::new()).unwrap();
    assert_eq!(post.send().len(), 0, "who gives up a ticket is not told of a booked time");
}

#[test]
fn what_is_taken_back_within_its_moment_is_told_to_nobody() {
    let mut post = Post::new();
    post.book(1, thursday(10), Some(SMS)).unwrap();
    assert_eq!(post.kinds(), [MessageKind::Confirmed]);
    post.cancel(1, thursday(10)).unwrap();
    post.later(30);
    assert_eq!(post.send().len(), 0);
    post.give("2026-03-05", Action::Undo { visit: visit(1) }, Vec::new()).unwrap();
    post.later(60);
    assert_eq!(post.send().len(), 0);
    post.rebook(1, thursday(10), thursday(12)).unwrap();
    post.give("2026-03-05", Action::Undo { visit: visit(1) }, Vec::new()).unwrap();
    post.later(61);
    assert_eq!(post.send().len(), 0);
    post.now = thursday(10).plus_minutes(-60);
    assert_eq!(post.kinds(), [MessageKind::Reminder], "and she is reminded once of the time that she has");
}

#[test]
fn a_confirmation_that_waits_survives_a_press_that_is_taken_back() {
    let mut post = Post::new();
    post.book(1, thursday(10), Some(SMS)).unwrap();
    post.cancel(1, thursday(10)).unwrap();
    assert_eq!(post.send().len(), 0, "it is not so now");
    post.give("2026-03-05", Action::Undo { visit: visit(1) }, Vec::new()).unwrap();
    post.later(61);
    assert_eq!(post.kinds(), [MessageKind::Confirmed]);
}

#[test]
fn a_moved_time_drops_the_reminders_of_the_old_one() {
    let mut post = Post::new();
    post.book(1, thursday(10), Some(SMS)).unwrap();
    post.send();
    post.rebook(1, thursday(10), thursday(10).plus_minutes(3 * 1_440)).unwrap();
    assert_eq!(post.kinds(), [MessageKind::Moved], "to another day it cannot be taken back");
    post.now = thursday(9);
    assert_eq!(post.send().len(), 0);
    post.now = thursday(9).plus_minutes(3 * 1_440);
    assert_eq!(post.kinds(), [MessageKind::Reminder]);
}

#[test]
fn quiet_hours_are_for_text_messages_that_can_wait() {
    let mut post = Post::quiet(20, 8);
    post.now = at("2026-03-03T21:00:00Z");
    post.book(1, thursday(10), Some(BOTH)).unwrap();
    let ways: Vec<Channel> = post.send().iter().map(|letter| letter.channel).collect();
    assert_eq!(ways, [Channel::Email]);
    post.now = at("2026-03-04T06:59:00Z");
    assert_eq!(post.send().len(), 0);
    post.now = at("2026-03-04T07:00:00Z");
    let letters = post.send();
    assert_eq!(letters.len(), 1);
    assert_eq!((letters[0].channel, letters[0].kind), (Channel::Sms, MessageKind::Confirmed));
    // A hall that is open in the evening calls in the evening.
    post.now = at("2026-03-04T20:00:00Z");
    post.ticket(2, Some(SMS)).unwrap();
    let texts: Vec<_> = post.send().into_iter().filter(|letter| letter.channel == Channel::Sms).collect();
    assert_eq!(texts.iter().map(|letter| letter.kind).collect::<Vec<_>>(), [MessageKind::TurnNear]);
}

#[test]
fn a_lost_answer_is_repeated_with_growing_pauses_counted_and_not_for_ever() {
    let mut post = Post::new();
    post.book(1, thursday(10), Some(SMS)).unwrap();
    let mut pauses = Vec::new();
    for n in 1..=UNKNOWN_MAX {
        let began = post.now;
        let letter = loop {
            if let Some(letter) = post.letters().pop() {
                break letter;
            }
            post.later(10);
        };
        pauses.push(post.now.seconds_since(began));
        post.settle(&letter, Told::Unknown);
        assert_eq!(post.rows(1)[0].unknown, n);
    }
    assert_eq!(pauses[..3], [0, 60, 120]);
    assert!(pauses.is_sorted(), "{pauses:?}");
    assert_eq!(post.rows(1)[0].state, OutboxState::Failed);
    post.note();
    assert_eq!(post.noted(1), [(MessageKind::Confirmed, Channel::Sms, Fate::Failed)]);
}

#[test]
fn what_was_on_its_way_when_the_machine_stopped_is_unknown() {
    let mut post = Post::new();
    post.book(1, thursday(10), Some(SMS)).unwrap();
    let first = post.letters();
    post.restart();
    let row = post.rows(1).remove(0);
    assert_eq!((row.state, row.unknown, row.tries), (OutboxState::Waiting, 1, 1));
    assert_eq!(post.send().len(), 0, "a report may yet tell");
    post.later(60);
    let again = post.send();
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].id, first[0].id, "by the same name, for providers that know it");
}

#[test]
fn a_report_that_it_arrived_ends_the_tries_whatever_became_of_the_answer() {
    let mut post = Post::new();
    post.book(1, thursday(10), Some(SMS)).unwrap();
    let letter = post.letters().remove(0);
    post.settle(&letter, Told::Unknown);
    let ours = |standing| DeliveryReport {
        our_id: Some(letter.id.clone()),
        provider_id: Some("77".to_owned()),
        part: 0,
        parts: 1,
        standing,
    };
    let reported = post.core.report_message(Channel::Sms, &ours(Standing::Delivered), post.now).unwrap();
    assert_eq!(reported, Reported::Known(Some(Became::Delivered)));
    post.later(3_600);
    assert_eq!(post.send().len(), 0);
    let mail = post.core.report_message(Channel::Email, &ours(Standing::Delivered), post.now).unwrap();
    assert_eq!(mail, Reported::Unknown, "it is another way's");
}

#[test]
fn reports_come_in_any_order_and_number_and_before_the_answer() {
    let mut post = Post::new();
    post.book(1, thursday(10), Some(SMS)).unwrap();
    let letter = post.letters().remove(0);
    assert_eq!(post.report(&letter, Standing::Delivered), Reported::Unknown, "faster than the answer");
    post.settle(&letter, Told::Taken(Some(format!("p-{}", letter.id))));
    assert_eq!(post.rows(1)[0].state, OutboxState::Delivered);
    for standing in [Standing::OnItsWay, Standing::FailedForGood, Standing::Delivered, Standing::FailedForNow] {
        assert_eq!(post.report(&letter, standing), Reported::Known(None));
    }
    assert_eq!(post.rows(1)[0].state, OutboxState::Delivered);
    post.note();
    post.note();
    assert_eq!(post.noted(1), [(MessageKind::Confirmed, Channel::Sms, Fate::Delivered)]);
    // One that failed at first and arrived after all.
    post.book(2, thursday(11), Some(SMS)).unwrap();
    let letter = post.send().remove(0);
    assert_eq!(post.report(&letter, Standing::FailedForNow), Reported::Known(Some(Became::Failed)));
    assert_eq!(post.report(&letter, Standing::Delivered), Reported::Known(Some(Became::Delivered)));
    let strange = DeliveryReport {
        our_id: Some("x".to_owned()),
        provider_id: None,
        part: 0,
        parts: 1,
        standing: Standing::Delivered,
    };
    assert_eq!(post.core.report_message(Channel::Sms, &strange, post.now).unwrap(), Reported::Unknown);
}

#[test]
fn a_refusal_is_final_and_noted() {
    let mut post = Post::new();
    post.book(1, thursday(10), Some(SMS)).unwrap();
    let letter = post.letters().remove(0);
    post.settle(&letter, Told::Refused);
    post.note();
    post.later(86_400 - 3_600);
    assert_eq!(post.noted(1), [(MessageKind::Confirmed, Channel::Sms, Fate::Failed)]);
    assert_eq!(post.rows(1)[0].state, OutboxState::Failed);
}

#[test]
fn a_dead_provider_loses_nothing_is_seen_and_is_asked_one_at_a_time() {
    let mut post = Post::new();
    for number in 1..=20 {
        post.book(number, thursday(10), Some(BOTH)).unwrap();
    }
    let mut tries = 0;
    while !post.core.outbox_health(post.now).unwrap()[0].dead {
        for letter in post.letters() {
            let told = if letter.channel == Channel::Sms {
                tries += 1;
                Told::Later(Some(Duration::from_secs(1)))
            } else {
                Told::Taken(None)
            };
            post.settle(&letter, told);
        }
        post.later(5);
    }
    assert!((DEAD_FAILURES..=12).contains(&tries), "{tries}");
    let health = post.core.outbox_health(post.now).unwrap();
    assert_eq!((health[0].channel, health[0].waiting), (Channel::Sms, 20));
    assert!(!health[1].dead);
    // An hour of it is some tries, not a storm.
    let mut asked = 0;
    for _ in 0..720 {
        for letter in post.letters() {
            asked += u32::from(letter.channel == Channel::Sms);
            let told = if letter.channel == Channel::Sms { Told::Later(None) } else { Told::Taken(None) };
            post.settle(&letter, told);
        }
        post.later(5);
    }
    assert!((10..=40).contains(&asked), "{asked}");
    // It is back: all go out, and the alarm ends by itself.
    let mut sent = 0;
    for _ in 0..240 {
        sent += post.send().into_iter().filter(|letter| letter.channel == Channel::Sms).count();
        post.later(5);
    }
    assert_eq!(sent, 20);
    assert!(!post.core.outbox_health(post.now).unwrap()[0].dead);
}

#[test]
fn field_fault_36_a_person_who_is_deleted_is_told_nothing_and_the_figures_stay() {
    let mut post = Post::new();
    post.book(1, thursday(10), Some(SMS)).unwrap();
    post.send();
    let events = post.core.reader().head(&post.stream(thursday(10))).unwrap();
    let gone = store::Append { people: vec![PersonChange::Delete { visit: visit(1) }], ..store::Append::default() };
    post.core.store_mut().append(&[gone]).unwrap();
    post.now = thursday(9);
    assert_eq!(post.send().len(), 0);
    assert!(post.rows(1).iter().all(|row| !row.state.is_open()));
    let noted = post.core.reader().head(&post.stream(thursday(10))).unwrap() - events;
    assert_eq!(noted, 2, "two reminders that were dropped are noted, and nothing else has changed");
}

#[test]
fn an_outbox_that_begins_tells_nothing_of_what_was_before_it() {
    let memory = store::memory::MemoryStore::new();
    let mut core = core_on(store::Store::Memory(memory.clone()));
    give(&mut core, request(&borger(), "a", take(1)), morning()).unwrap();
    let mut post = Post::new();
    post.memory = memory;
    let put = post.put(1, "2026-03-02", Some(SMS));
    core.store_mut().append(&[store::Append { people: vec![put], ..store::Append::default() }]).unwrap();
    post.restart();
    assert_eq!(post.send().len(), 0);
}
