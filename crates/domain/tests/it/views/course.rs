//! The course of a day.

use domain::command::QueueOrder;
use domain::course::{
    CURVE_POINTS_MAX, MARKED_ORDERS_MAX, MARKS_MAX, Mark, MarkKind, marks, opening, wait_history, waiting_curve,
    waiting_curve_of,
};
use domain::day::{Day, fold};
use domain::ids::QueueId;
use domain::time::Instant;
use jiff::civil::date;

use super::{day, hall_at, script, setup};
use crate::script::Script;

fn queue(id: &str) -> QueueId {
    id.parse().unwrap()
}

fn all_marks(script: &Script) -> Vec<Mark> {
    marks(day(script), setup(script), &script.town.reception.events)
}

fn morning() -> Script {
    script(&[
        "09:00 anna sign-on desk-1",
        "09:00 ticket passport -> A 1",
        "09:04 ticket licence -> B 1",
        "09:05 ticket passport -> A 2",
        "09:10 desk-1 next -> A 1",
        "09:12 A 1 start",
        "09:20 desk-1 next -> A 2",
    ])
}

#[test]
fn the_curve_counts_who_waits_at_each_instant() {
    let script = morning();
    let (from, to) = (script.clock("08:55"), script.clock("09:25"));
    let counts = |points: Vec<domain::course::CurvePoint>| points.iter().map(|p| p.waiting).collect::<Vec<_>>();
    // Who is called at an instant does not wait then; who comes does.
    assert_eq!(counts(waiting_curve(day(&script), from, to, 5)), [0, 1, 3, 2, 2, 1, 1]);
    assert_eq!(counts(waiting_curve_of(day(&script), &queue("passports"), from, to, 5)), [0, 1, 2, 1, 1, 0, 0]);
    assert_eq!(counts(waiting_curve_of(day(&script), &queue("licences"), from, to, 5)), [0, 0, 1, 1, 1, 1, 1]);
    let points = waiting_curve(day(&script), from, script.clock("09:24"), 5);
    assert_eq!(points.last().unwrap().at, script.clock("09:20"), "no point is after the end");
    assert!(waiting_curve(day(&script), to, from, 5).is_empty());
}

#[test]
fn a_call_that_was_taken_back_is_in_no_curve() {
    let script = script(&[
        "09:00 anna sign-on desk-1",
        "09:00 ticket passport -> A 1",
        "09:05 desk-1 next -> A 1",
        "09:05:50 A 1 undo",
    ]);
    let points = waiting_curve(day(&script), script.clock("09:05"), script.clock("09:06"), 1);
    assert_eq!(points.iter().map(|p| p.waiting).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn a_curve_has_never_more_points_than_its_limit() {
    let script = morning();
    let far = [Instant::from_millis(i64::MIN), Instant::from_millis(i64::MAX)];
    for (from, to) in
        [(far[0], far[1]), (script.clock("00:00"), far[1]), (script.clock("09:00"), script.clock("09:00"))]
    {
        let points = waiting_curve(day(&script), from, to, 0);
        assert!((1..=CURVE_POINTS_MAX).contains(&points.len()), "{}", points.len());
        assert!(points[0].at == from && points.last().unwrap().at <= to);
    }
    assert!(wait_history(day(&script), &queue("passports"), far[0], u16::MAX, 0).len() <= CURVE_POINTS_MAX);
}

#[test]
fn the_history_of_the_longest_wait_ends_with_what_the_hall_shows() {
    let script = morning();
    let points = wait_history(day(&script), &queue("passports"), script.clock("09:20"), 20, 5);
    let seen: Vec<(Instant, u32)> = points.iter().map(|p| (p.at, p.longest_seconds)).collect();
    let minutes = [("09:00", 0), ("09:05", 300), ("09:10", 300), ("09:15", 600), ("09:20", 0)];
    assert_eq!(seen, minutes.map(|(at, seconds)| (script.clock(at), seconds)));
    for at in ["09:07", "09:13:20", "09:40"] {
        let last = *wait_history(day(&script), &queue("licences"), script.clock(at), 60, 5).last().unwrap();
        let shown = hall_at(&script, at).queues.into_iter().find(|q| q.queue == queue("licences")).unwrap();
        if script.clock(at) >= day(&script).last_at().unwrap() {
            assert_eq!(last.longest_seconds, shown.longest_wait_seconds);
        }
        assert_eq!((last.at, last.longest_seconds), (script.clock(at), seconds_since(&script, "09:04", at)));
    }
}

fn seconds_since(script: &Script, from: &str, to: &str) -> u32 {
    u32::try_from(script.clock(to).seconds_since(script.clock(from))).unwrap()
}

#[test]
fn who_waited_in_another_queue_before_brings_her_wait_along() {
    let script = script(&["09:00 ticket passport -> A 1", "09:10 A 1 transfer to queue licences"]);
    let of = |id: &str| wait_history(day(&script), &queue(id), script.clock("09:15"), 10, 5);
    let seconds = |id: &str| of(id).iter().map(|p| p.longest_seconds).collect::<Vec<_>>();
    assert_eq!(seconds("passports"), [300, 0, 0]);
    assert_eq!(seconds("licences"), [0, 600, 900]);
}

#[test]
fn the_landmarks_are_what_events_and_periods_tell() {
    let mut script = script(&[
        "08:00 open the day",
        "08:55 anna sign-on desk-1",
        "08:56 dan sign-on desk-2",
        "08:57 bo sign-on desk-3",
        "09:00 ticket passport -> A 1",
        "09:01 ticket passport -> A 2",
        "09:10 desk-2 next -> A 1",
        "09:11 A 1 start",
        "09:30 queue pensions closed",
        "10:00 desk-1 next -> A 2",
        "10:01 A 2 start",
        "10:05 A 2 finish",
        "12:00 desk-1 sign-off",
        "12:01 desk-3 sign-off",
        "12:30 bo sign-on desk-3",
        "17:00 desk-3 sign-off",
    ]);
    let queue = queue("passports");
    let kinds = |marks: Vec<Mark>| marks.into_iter().map(|m| (m.at, m.kind)).collect::<Vec<_>>();
    let pensions = || "pensions".parse().unwrap();
    let longest = MarkKind::LongestWait { number: "A 2".parse().unwrap(), queue, seconds: 59 * 60, target_minutes: 15 };
    let expected = [
        ("08:00", MarkKind::Opened),
        ("08:57", MarkKind::MostDesks { desks: 3 }),
        ("09:01", MarkKind::MostWaiting { waiting: 2 }),
        ("09:30", MarkKind::QueueSet { queue: pensions(), to: QueueOrder::Closed }),
        ("10:00", longest),
        ("12:01", MarkKind::FewestDesks { desks: 1 }),
    ];
    assert_eq!(kinds(all_marks(&script)), expected.map(|(at, kind)| (script.clock(at), kind)));
    // A busy manager does not push the day itself off its line.
    for at in ["17:01", "17:02", "17:03"] {
        script.given(&format!("{at} queue pensions open")).given(&format!("{at} queue pensions paused"));
    }
    let all = all_marks(&script);
    assert_eq!(all.len(), MARKS_MAX);
    assert_eq!(all.iter().filter(|m| matches!(m.kind, MarkKind::QueueSet { .. })).count(), MARKED_ORDERS_MAX);
    assert!(all.iter().any(|m| matches!(m.kind, MarkKind::LongestWait { .. })));
}

#[test]
fn who_changes_desks_is_no_landmark() {
    let script = script(&[
        "09:00 anna sign-on desk-1",
        "09:00 dan sign-on desk-2",
        "10:00 anna sign-on desk-3 moving",
        "11:00 desk-3 sign-off",
        "11:04:59 anna sign-on desk-1",
    ]);
    let kinds: Vec<MarkKind> = all_marks(&script).into_iter().map(|m| m.kind).collect();
    assert_eq!(kinds, [MarkKind::Opened, MarkKind::MostDesks { desks: 2 }]);
}

#[test]
fn a_day_on_which_nothing_happened_has_no_landmark() {
    let script = script(&[]);
    assert!(all_marks(&script).is_empty());
}

#[test]
fn a_time_line_spans_the_hours_and_what_happened_outside_them_in_whole_hours() {
    let shown = |script: &Script| {
        let opening = opening(day(script), setup(script), &script.town.reception.events).unwrap();
        (opening.from, opening.to)
    };
    let mut script = script(&["08:00 book passport at 10:00 -> A 1"]);
    let office = |script: &mut Script| {
        // One queue of this centre never closes; without it the hours are 8 to 18.
        script.town.reception.setup.queues.remove(&queue("information"));
    };
    assert_eq!(shown(&script).0, script.clock("06:00"), "day and night, and not before six");
    office(&mut script);
    assert_eq!(shown(&script), (script.clock("08:00"), script.clock("18:00")));
    script.given("18:20 anna sign-on desk-1");
    assert_eq!(shown(&script), (script.clock("08:00"), script.clock("19:00")));
    script.given("19:00 desk-1 sign-off").given("tomorrow 00:00 midnight");
    assert_eq!(shown(&script), (script.clock("08:00"), script.clock("19:00")), "the clock's midnight needs nobody");
    let mut early = super::script(&["07:10 anna sign-on desk-1"]);
    office(&mut early);
    assert_eq!(shown(&early), (early.clock("07:00"), early.clock("18:00")));
    let mut night = super::script(&["03:10 anna sign-on desk-1"]);
    office(&mut night);
    assert_eq!(shown(&night), (night.clock("06:00"), night.clock("18:00")));
}

#[test]
fn a_closed_day_without_events_has_no_time_line_and_a_day_of_twenty_five_hours_has_one() {
    let mut setup = crate::centre::reception();
    setup.queues.remove(&queue("information"));
    let empty = |on| Day::new(domain::ids::StreamId { centre: setup.centre.clone(), date: on });
    assert_eq!(opening(&empty(date(2026, 12, 24)), &setup, &[]), None);
    let autumn = Script::new(date(2026, 10, 25));
    let mut given = autumn;
    given.given("23:30 anna sign-on desk-1");
    let house = &given.town.reception;
    let shown = opening(&house.day, &setup, &house.events).unwrap();
    assert_eq!((shown.from, shown.to.seconds_since(shown.from)), (given.clock("23:00"), 3_600));
    assert_eq!(fold(house.day.stream().clone(), &house.events), house.day);
}
