//! Rule 11 once more: who has come for whom since when, who has seen it, and whom the hall must show it.
//!
//! Part of the model: it must never ask the domain what is right.

use domain::arrivals::arrivals_for;
use domain::command::{Actor, Mode};
use domain::event::{Event, Fact, MeantFor};
use domain::hall::Hall;
use domain::ids::{DeskId, EmployeeId, VisitId};
use domain::time::Instant;

use super::model::{Model, Seen, St, hold};

/// How far ahead an arrival may be put off, in minutes.
const AGAIN_MINUTES: i64 = 60;

/// Since when a visit waits for somebody, and who has seen it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Came {
    pub(super) since: Instant,
    pub(super) seen: Option<Noticed>,
}

/// Who has seen it, when, and when to show it again.
type Noticed = (EmployeeId, Instant, Option<Instant>);

impl Model {
    /// Nothing else of the visit changes: what was pressed on it can still be taken back.
    pub(super) fn arrival_seen(&mut self, event: &Event) -> Result<(), String> {
        let Fact::ArrivalSeen { visit, employee, again_at } = &event.fact else { return Ok(()) };
        let at = event.at;
        hold(!matches!(event.by, Actor::Kiosk(_) | Actor::Citizen), "rule 11: by an employee only")?;
        hold(self.setup.employees.contains_key(employee), "no such employee")?;
        let midnight = self.stream.date.tomorrow().map(|next| Instant::start_of(next, &self.setup.time_zone));
        let fits = |again: &Instant| {
            at < *again && *again <= at.plus_minutes(AGAIN_MINUTES) && midnight.as_ref().is_ok_and(|m| again < m)
        };
        hold(again_at.as_ref().is_none_or(fits), "rule 11: put off too long, or not at all")?;
        let seen = self.visits.iter_mut().find(|v| v.id == *visit).ok_or("a visit that nobody knows")?;
        hold(seen.here_for_somebody(at), "rule 11: nobody waits for her")?;
        let came = seen.came.as_mut().ok_or("rule 11: nobody waits for her")?;
        came.seen = Some((employee.clone(), at, *again_at));
        Ok(())
    }

    /// The hall shows whoever has come for somebody, as seen as it is, and to whom it must.
    pub(super) fn arrivals_are_shown(&self, hall: &Hall) -> Result<(), String> {
        let seconds = i64::from(self.setup.rules.arrival_pass_on_seconds);
        let mut ours: Vec<(VisitId, Instant, Option<Noticed>, bool)> = Vec::new();
        for seen in self.visits.iter().filter(|v| v.here_for_somebody(hall.at)) {
            let came = seen.came.as_ref().ok_or("rule 11: a visit that is meant for somebody never came")?;
            let since = seen.not_before.map_or(came.since, |until| until.max(came.since));
            // The stream's clock may be ahead of the one that is looked at.
            if since > hall.at {
                continue;
            }
            let noticed = came.seen.clone().filter(|(_, at, _)| *at >= since);
            let unseen_from = noticed.as_ref().map_or(Some(since), |(_, _, again)| *again);
            if unseen_from.is_some_and(|from| from <= hall.at) {
                pops_up(seen, hall)?;
            }
            let passed_on =
                seen.meant_for.is_some() && unseen_from.is_some_and(|from| from.plus_seconds(seconds) <= hall.at);
            ours.push((seen.id, since, noticed, passed_on));
        }
        let mut theirs: Vec<(VisitId, Instant, Option<Noticed>, bool)> = Vec::new();
        for shown in &hall.arrivals {
            let noticed = shown.seen.clone().map(|s| (s.employee, s.at, s.again_at));
            theirs.push((shown.visit, shown.since, noticed, shown.passed_on));
        }
        ours.sort();
        theirs.sort();
        hold(ours == theirs, &format!("rule 11: {}: {ours:?} have come, the hall shows {theirs:?}", self.stream))
    }
}

/// An arrival that nobody has seen pops up in front of whom it is meant for, wherever she is; one that is meant for nobody in
/// front of everybody whose desk serves its queue.
fn pops_up(seen: &Seen, hall: &Hall) -> Result<(), String> {
    if seen.meant_for.is_none() {
        for desk in hall.desks.iter().filter(|desk| desk.queues.contains(&seen.queue)) {
            let Some(employee) = &desk.employee else { continue };
            let shown = arrivals_for(hall, employee, hall.at).iter().any(|p| p.arrival.visit == seen.id);
            hold(shown, &format!("rule 11: {} has come to the queue and {employee} is not shown it", seen.number))?;
        }
        return Ok(());
    }
    let sits = |desk: &DeskId| hall.desks.iter().find(|d| d.desk == *desk).and_then(|d| d.employee.clone());
    let whose = match &seen.meant_for {
        Some(MeantFor::Employee(employee)) => Some(employee.clone()),
        Some(MeantFor::Desk(desk)) => sits(desk),
        None => None,
    };
    let Some(employee) = whose else { return Ok(()) };
    let shown = arrivals_for(hall, &employee, hall.at).iter().any(|p| p.arrival.visit == seen.id);
    hold(shown, &format!("rule 11: {} has come and {employee} is not shown it", seen.number))
}

impl Seen {
    /// Whom it is meant for from now on; nobody has seen it.
    pub(super) fn mean(&mut self, whom: Option<MeantFor>, at: Instant) {
        self.came = whom.is_some().then_some(Came { since: at, seen: None });
        self.meant_for = whom;
    }

    /// Whoever comes to an appointment with nobody by name has come to its queue.
    pub(super) fn come_to_queue(&mut self, at: Instant) {
        let met = self.appointment.as_ref().is_some_and(|own| own.mode == Mode::InPerson);
        if met && self.came.is_none() {
            self.came = Some(Came { since: at, seen: None });
        }
    }

    /// She is here after a delay: since its end, or since she says so.
    pub(super) fn late_no_more(&mut self, at: Instant) {
        if let (Some(until), Some(came)) = (self.not_before.take(), &mut self.came) {
            came.since = came.since.max(until.min(at));
            if came.seen.as_ref().is_some_and(|(_, seen_at, _)| *seen_at < came.since) {
                came.seen = None;
            }
        }
    }

    /// Whoever saw it since a press that is taken back has seen it, where it is the same coming.
    pub(super) fn still_noticed(&mut self, now: &Seen) {
        if let (Some(back), Some(now_came)) = (&mut self.came, &now.came)
            && back.since == now_came.since
            && self.meant_for == now.meant_for
        {
            back.seen.clone_from(&now_came.seen);
        }
    }

    fn here_for_somebody(&self, at: Instant) -> bool {
        self.state == St::Waiting && self.came.is_some() && self.not_before.is_none_or(|until| until <= at)
    }
}
