//! What was chosen so far: it stands in the address, and is checked again by the rules when a time is kept and booked.

use domain::command::{Given, Mode};
use domain::ids::{ServiceId, VisitId};
use domain::setup::{Bookable, Meeting};
use domain::time::Instant;

use super::say::{mode_of, word};
use super::visitor::Visitor;
use crate::answers::{Led, follow, read_answers};
use crate::authority::Place;
use crate::problem::Problem;
use crate::state::AppState;

/// The parameters of addresses.
pub(super) const INTERPRETER: &str = "interpreter";
pub(super) const ANSWERS: &str = "answers";
pub(super) const HOLD: &str = "hold";
pub(super) const HELD: &str = "held";

/// What stands there where it is yes.
pub(super) const YES: &str = "yes";

/// A service that can be booked, and what was said about it.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) place: Place,
    pub(super) service: ServiceId,
    /// The answers as they stand in the address.
    pub(super) answers: String,
    pub(super) given: Vec<Given>,
    pub(super) interpreter: bool,
    /// The key of a time that is kept for her, and when it begins, as they stand in the address.
    pub(super) hold: String,
    pub(super) held: String,
}

/// A choice with its way of meeting.
#[derive(Debug, Clone)]
pub(super) struct Meant {
    pub(super) choice: Choice,
    pub(super) mode: Mode,
    pub(super) meeting: Meeting,
    pub(super) bookable: Bookable,
}

impl Choice {
    /// What the address says of a service.
    ///
    /// # Errors
    /// A [`Problem`] where it cannot be read.
    pub(super) fn read(visitor: &mut Visitor, place: Place, service: ServiceId) -> Result<Self, Problem> {
        let answers = visitor.take(ANSWERS)?.unwrap_or_default();
        let given = read_answers(&answers)?;
        let interpreter = visitor.take(INTERPRETER)?.is_some_and(|said| said == YES);
        let mut kept = |name| visitor.take(name).map(Option::unwrap_or_default);
        Ok(Self { place, service, answers, given, interpreter, hold: kept(HOLD)?, held: kept(HELD)? })
    }

    /// The address of its pages.
    pub(super) fn base(&self) -> String {
        format!("/book/{}/{}", self.place.centre, self.service)
    }

    pub(super) fn bookable(&self) -> Option<&Bookable> {
        self.place.setup.appointments.get(&self.service)
    }

    /// What of it stands in every address that follows.
    pub(super) fn pairs(&self) -> [(&str, &str); 4] {
        let interpreter = if self.interpreter { YES } else { "" };
        [(ANSWERS, &self.answers), (INTERPRETER, interpreter), (HOLD, &self.hold), (HELD, &self.held)]
    }

    /// The page before its last answer; without one, that of what it is a choice of, or all services.
    pub(super) fn before_answers(&self, visitor: &Visitor) -> String {
        if !self.answers.is_empty() {
            let before = self.answers.rsplit_once(',').map(|(before, _)| before).unwrap_or_default();
            return visitor.address(&self.base(), &[(ANSWERS, before)]);
        }
        self.other_errand(visitor)
    }

    /// Where another errand is chosen.
    pub(super) fn other_errand(&self, visitor: &Visitor) -> String {
        match self.place.setup.services.get(&self.service).and_then(|service| service.parent.as_ref()) {
            Some(parent) => visitor.address(&format!("/book/{}/{parent}", self.place.centre), &[]),
            None => visitor.address("/book", &[]),
        }
    }

    /// The visit of the time that is kept for her, and when it begins; none where the key is none of ours.
    pub(super) fn kept(&self, app: &AppState) -> Option<(VisitId, Instant)> {
        Some((app.links.visit_of(&self.hold)?, self.held.parse().ok()?))
    }
}

impl Meant {
    /// What the address says; or, where that cannot be booked so, the address to go to.
    ///
    /// # Errors
    /// A [`Problem`] where it cannot be read.
    pub(super) fn read(visitor: &mut Visitor, service: &str, mode: &str) -> Result<Result<Self, String>, Problem> {
        let Some(place) = visitor.place.clone() else { return Err(Problem::not_found()) };
        let all = visitor.address(&format!("/book/{}", place.centre), &[]);
        let Some(service) = ServiceId::new(service).ok().filter(|id| place.setup.appointments.contains_key(id)) else {
            return Ok(Err(all));
        };
        let choice = Choice::read(visitor, place, service)?;
        let Some(bookable) = choice.bookable().cloned() else { return Ok(Err(all)) };
        let through = follow(&choice.place.setup, bookable.question.as_ref(), &choice.given) == Led::Through;
        let meeting = mode_of(mode).and_then(|mode| Some((mode, bookable.meetings.get(&mode)?.clone())));
        match meeting.filter(|_| through) {
            Some((mode, meeting)) => Ok(Ok(Self { choice, mode, meeting, bookable })),
            None => Ok(Err(visitor.address(&choice.base(), &choice.pairs()))),
        }
    }

    /// The address of its pages.
    pub(super) fn base(&self) -> String {
        format!("{}/{}", self.choice.base(), word(self.mode))
    }
}
