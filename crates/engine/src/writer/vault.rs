//! What the people vault must know of a day's events: they go in one append, so no surface has to remember it.
//!
//! It is read from the day as it stands after the events, not from each kind of event: however a visit ended, and whatever was
//! taken back, its booking is open exactly while the visit is. No text is ever opened here.

use std::collections::BTreeSet;

use domain::day::{Day, Origin, State, Visit};
use domain::event::{Fact, Outcome};
use domain::ids::{ServiceId, VisitId};
use store::{PersonChange, StreamPart};

/// What follows for the vault from the events of one stream, with the day after them, and from what it is told with them.
pub(super) fn follows(day: &Day, part: &StreamPart, told: &[PersonChange]) -> Vec<PersonChange> {
    let (centre, date) = (&part.stream.centre, part.stream.date);
    let mut changes = Vec::new();
    let mut touched = BTreeSet::new();
    let mut opened: BTreeSet<VisitId> = told.iter().filter_map(given_of).collect();
    for event in &part.events {
        touched.extend(event.fact.visit());
        match &event.fact {
            // A day that closes takes its notes with it: at midnight, or when a manager says so.
            Fact::DayClosed {} => changes.push(PersonChange::ForgetNotes { centre: centre.clone(), date }),
            Fact::Booked { visit, .. } | Fact::MovedIn { visit, .. } => {
                changes.push(PersonChange::Moved { visit: *visit, centre: centre.clone(), date });
                opened.insert(*visit);
            }
            Fact::Called { ended, .. } => touched.extend(ended),
            Fact::Undone { visit, other } => {
                opened.insert(*visit);
                opened.extend(other);
            }
            _ => {}
        }
    }
    touched.extend(&opened);
    let standing = touched.into_iter().filter_map(|id| day.visit(id)).filter_map(|visit| match booking(visit)? {
        Booking::Over => Some(PersonChange::BookingOver { visit: visit.id }),
        Booking::Open(services) => {
            opened.contains(&visit.id).then_some(PersonChange::BookingOpen { visit: visit.id, services })
        }
    });
    changes.extend(standing);
    changes
}

/// How the booking of a visit stands.
enum Booking {
    /// For which services it is open.
    Open(Vec<ServiceId>),
    Over,
}

/// None of a ticket, and of a visit that goes on elsewhere: it is that day's to say.
fn booking(visit: &Visit) -> Option<Booking> {
    match (&visit.origin, &visit.state) {
        (Origin::Ticket, _) | (_, State::Ended { outcome: Outcome::MovedTo(_) | Outcome::MovedToDay(_), .. }) => None,
        (Origin::Appointment { .. } | Origin::Centre(_), State::Ended { .. }) => Some(Booking::Over),
        (Origin::Appointment { .. }, _) => {
            Some(Booking::Open(visit.stops.iter().flat_map(|stop| stop.services.iter().cloned()).collect()))
        }
        // It may have been a ticket where it comes from; the vault knows whether it was booked.
        (Origin::Centre(_), _) => Some(Booking::Open(Vec::new())),
    }
}

fn given_of(change: &PersonChange) -> Option<VisitId> {
    match change {
        PersonChange::Put { visit, .. } => Some(*visit),
        _ => None,
    }
}
