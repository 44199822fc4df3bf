//! The short lists beside the visits: who waits where, who is at which desk, whom the clock looks at. A visit is taken off its
//! lists before it changes and put on them after it, so that each holds whom it should.

use super::{Day, Origin, Place, State};

pub(super) fn unlist(day: &mut Day, order: u32) {
    let Some(visit) = day.visits.get(order as usize) else { return };
    match &visit.state {
        State::Waiting => {
            let place = Place { due: visit.due, order };
            if let Some(queue) = day.queues.get_mut(&visit.queue)
                && let Ok(i) = queue.waiting.binary_search(&place)
            {
                queue.waiting.remove(i);
                queue.appointments_waiting -= u32::from(matches!(visit.origin, Origin::Appointment { .. }));
            }
            day.arrived.remove(&order);
        }
        State::Called { desk, .. } | State::Serving { desk, .. } => {
            if let Some(desk) = day.desks.get_mut(desk)
                && desk.visit == Some(order)
            {
                desk.visit = None;
            }
        }
        State::Booked | State::Missed { .. } => {
            day.timed.remove(&order);
        }
        State::Parked { .. } => {
            day.parked.remove(&order);
        }
        State::Ended { .. } => {}
    }
}

pub(super) fn list(day: &mut Day, order: u32) {
    let Some(visit) = day.visits.get(order as usize) else { return };
    match &visit.state {
        State::Waiting => {
            let place = Place { due: visit.due, order };
            let queue = entry(&mut day.queues, &visit.queue);
            if let Err(i) = queue.waiting.binary_search(&place) {
                queue.waiting.insert(i, place);
                queue.appointments_waiting += u32::from(matches!(visit.origin, Origin::Appointment { .. }));
            }
            if visit.arrived.is_some() {
                day.arrived.insert(order);
            }
        }
        State::Called { desk, .. } | State::Serving { desk, .. } => {
            entry(&mut day.desks, desk).visit = Some(order);
        }
        State::Booked | State::Missed { .. } => {
            day.timed.insert(order);
        }
        State::Parked { .. } => {
            day.parked.insert(order);
        }
        State::Ended { .. } => {}
    }
}

/// The entry of a key, which is cloned only where it is new.
pub(super) fn entry<'a, K: Ord + Clone, V: Default>(
    map: &'a mut std::collections::BTreeMap<K, V>,
    key: &K,
) -> &'a mut V {
    if !map.contains_key(key) {
        map.insert(key.clone(), V::default());
    }
    map.entry(key.clone()).or_default()
}
