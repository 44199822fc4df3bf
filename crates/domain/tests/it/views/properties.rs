//! What holds for the views of every day, whatever is pressed.

use std::collections::BTreeSet;

use domain::attention::{ATTENTION_MAX, attention};
use domain::command::{Action, Actor};
use domain::counter::{NextPress, counter};
use domain::course::{MARKS_MAX, marks, opening, wait_history, waiting_curve, waiting_curve_of};
use domain::decide::{closes_at, decide};
use domain::delay::delay_choices;
use domain::event::Fact;
use domain::hall::hall;
use domain::ids::{DeskId, VisitId};
use domain::time::Instant;
use proptest::prelude::*;

use crate::properties::{days, play, presses};
use crate::town::House;

proptest! {
    #![proptest_config(ProptestConfig { cases: days() / 4, ..ProptestConfig::default() })]

    #[test]
    fn a_desk_is_shown_what_the_hall_holds_and_offered_what_is_accepted(presses in presses(70)) {
        play(&presses, false, |_, town, _, _, now| {
            for house in [&town.reception, &town.jobs] {
                for desk in house.setup.desks.keys() {
                    counter_agrees(house, desk, now);
                }
            }
        });
    }

    #[test]
    fn curves_end_with_the_hall_and_landmarks_are_within_the_day(presses in presses(90)) {
        let mut last = None;
        let town = play(&presses, false, |_, _, _, _, now| last = Some(now));
        let now = last.unwrap_or_else(|| "2026-03-03T07:00:00Z".parse().unwrap());
        for house in [&town.reception, &town.jobs] {
            let (day, setup) = (&house.day, &house.setup);
            let shown = hall(day, setup, now);
            let from = now.plus_minutes(-60);
            prop_assert_eq!(waiting_curve(day, from, now, 5).last().unwrap().waiting as usize, shown.waiting.len());
            let mut sums = vec![0; 13];
            for queue in &shown.queues {
                let curve = waiting_curve_of(day, &queue.queue, from, now, 5);
                curve.iter().zip(&mut sums).for_each(|(point, sum)| *sum += point.waiting);
                let history = wait_history(day, &queue.queue, now, 60, 5);
                prop_assert_eq!(history.len(), 13);
                prop_assert_eq!(history.last().unwrap().longest_seconds, queue.longest_wait_seconds);
            }
            let all: Vec<u32> = waiting_curve(day, from, now, 5).iter().map(|p| p.waiting).collect();
            prop_assert_eq!(all, sums);
            let marks = marks(day, setup, &house.events);
            prop_assert!(marks.len() <= MARKS_MAX && marks.is_sorted_by_key(|m| m.at));
            prop_assert!(marks.iter().all(|m| m.at <= day.last_at().unwrap()));
            let shown = opening(day, setup, &house.events).unwrap();
            prop_assert!(shown.from < shown.to && shown.to <= closes_at(day, setup));
        }
    }

    #[test]
    fn a_late_citizen_is_offered_what_is_accepted_and_her_card_says_the_same_then(presses in presses(60)) {
        let mut last = None;
        let town = play(&presses, false, |_, _, _, _, now| last = Some(now));
        let now = last.unwrap_or_else(|| "2026-03-03T07:00:00Z".parse().unwrap());
        let house = &town.reception;
        for visit in house.day.visits().iter().take(40) {
            for choice in delay_choices(&house.day, &house.setup, visit.id, now) {
                let mut day = house.day.clone();
                let action = Action::Delay { visit: visit.id, until: choice.until };
                let command = domain::command::Command { by: Actor::Citizen, action };
                for event in decide(&house.day, &house.setup, &command, now).unwrap().events {
                    domain::day::evolve(&mut day, &event);
                }
                let told = domain::answer::card(&day, &house.setup, visit.id, now).unwrap().forecast;
                prop_assert_eq!(told.map(|f| f.expected), choice.expected);
                prop_assert!(choice.expected.is_none_or(|at| at >= choice.until) && choice.until > now);
            }
        }
    }

    #[test]
    fn warnings_are_few_and_each_is_said_once(presses in presses(80)) {
        play(&presses, false, |_, town, _, _, now| {
            let house = &town.reception;
            let shown = hall(&house.day, &house.setup, now);
            let all = attention(&house.day, &house.setup, &shown, now);
            assert!(all.len() <= ATTENTION_MAX);
            let different: BTreeSet<String> = all.iter().map(|a| format!("{a:?}")).collect();
            assert_eq!(different.len(), all.len());
        });
    }
}

fn counter_agrees(house: &House, desk: &DeskId, now: Instant) {
    let (day, setup) = (&house.day, &house.setup);
    let (view, shown) = (counter(day, setup, desk, now).unwrap(), hall(day, setup, now));
    let lines = || view.mine.iter().chain(&view.others);
    assert_eq!(lines().map(|l| l.waiting as usize).sum::<usize>(), shown.waiting.len());
    for queue in &shown.queues {
        let line = lines().find(|l| l.queue == queue.queue).unwrap();
        assert_eq!(
            (line.waiting, line.longest_wait_seconds, line.target_minutes, line.status),
            (queue.waiting, queue.longest_wait_seconds, queue.target_minutes, queue.status)
        );
    }
    assert_eq!(view.parked.len() + view.parked_more as usize, shown.parked.len());
    let mine: u32 = view.mine.iter().map(|l| l.waiting).sum();
    assert_eq!(view.waiting.len() + view.waiting_more as usize, mine as usize);
    assert!(view.here.as_ref().is_none_or(|h| shown.called.iter().any(|c| c.visit == h.visit && c.desk == *desk)));

    let accepted = |action| {
        let by = view.employee.clone().map_or(Actor::Clock, Actor::Employee);
        decide(day, setup, &domain::command::Command { by, action }, now)
    };
    match (accepted(Action::Next { desk: desk.clone() }), &view.press) {
        (Err(refusal), NextPress::Refused(said)) => assert_eq!(refusal, *said),
        (Ok(decision), press) => {
            let called: Option<VisitId> = decision.events.iter().find_map(|e| match e.fact {
                Fact::Called { visit, .. } => Some(visit),
                _ => None,
            });
            assert_eq!(called, view.next.as_ref().map(|n| n.visit));
            let calls = matches!(press, NextPress::CallNext | NextPress::FinishAndCallNext);
            assert_eq!(called.is_some(), calls, "{press:?}");
        }
        (refused, press) => panic!("{refused:?}, and {press:?} is shown"),
    }
    if let Some(undo) = view.undo_last {
        assert!(now <= undo.can.until);
        accepted(Action::Undo { visit: undo.visit }).unwrap();
    }
    if let Some(here) = view.here.as_ref().filter(|h| h.recall_at.is_some_and(|at| at <= now)) {
        accepted(Action::Recall { visit: here.visit }).unwrap();
    }
}
