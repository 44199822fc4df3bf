//! What citizens are offered and refused, against the plan as the model reads it: a time that is offered can be had, one
//! that can be had is offered, and nobody is told that a time is gone, too near or unknown which is not.

use domain::command::{Action, Actor, Mode};
use domain::ids::{EmployeeId, ServiceId, StreamId, VisitId};
use domain::refusal::Refusal;
use domain::slots::Slot;
use domain::time::Instant;
use engine::{Core, Request};

use super::model::Model;
use super::plan::all_services;
use super::times::{Had, Want};
use super::{Verdict, Watch};

/// A list of times that somebody was shown.
#[derive(Debug, Clone)]
pub(crate) struct Offered {
    pub(crate) stream: StreamId,
    /// The day's version then.
    pub(crate) version: u64,
    pub(crate) services: Vec<ServiceId>,
    pub(crate) mode: Mode,
    pub(crate) employee: Option<EmployeeId>,
    /// Whether a citizen looked.
    pub(crate) bound: bool,
    pub(crate) except: Option<VisitId>,
    pub(crate) at: Instant,
    pub(crate) slots: Vec<Slot>,
}

/// A time that was asked for.
struct Time<'a> {
    visit: VisitId,
    services: Vec<ServiceId>,
    starts_at: Instant,
    mode: Mode,
    employee: Option<&'a EmployeeId>,
}

impl Watch {
    /// Judges a list of times.
    pub(crate) fn offered(&mut self, offered: &Offered) -> Verdict {
        let Offered { stream, version, services, mode, employee, bound, except, at, slots } = offered;
        let Some(plan) = self.setups.get(&stream.centre).filter(|_| !self.several) else { return Ok(()) };
        let fresh = self.new_model(stream)?;
        let model = self.models.get(stream).unwrap_or(&fresh);
        if model.version != *version {
            return Ok(());
        }
        let want = Want { services, mode: *mode, employee: employee.as_ref(), bound: *bound, except: *except };
        let ours = model.can_be_had(plan, &want, *at);
        let theirs: Vec<(Instant, Instant)> = slots.iter().map(|slot| (slot.starts_at, slot.ends_at)).collect();
        if ours != theirs {
            return Err(format!("{stream}: {want:?} at {at}: to be had are {ours:?}, offered are {theirs:?}"));
        }
        for slot in slots {
            let left = model.left(plan, &want, slot.starts_at, *at);
            if left.is_some_and(|left| left != usize::from(slot.free)) {
                return Err(format!("{stream}: {want:?} at {at}: {left:?} are left, offered is {slot:?}"));
            }
        }
        self.compared += 1;
        Ok(())
    }

    /// Judges a refusal of a time, where nothing else can have been decided in between.
    pub(super) fn refused(&mut self, core: &mut Core, request: &Request, refusal: &Refusal, now: Instant) -> Verdict {
        let told = match refusal {
            Refusal::SlotGone => Had::Gone,
            Refusal::SlotUnknown => Had::Unknown,
            Refusal::SlotTooSoon { .. } => Had::TooSoon,
            Refusal::SlotTooFar { .. } => Had::TooFar,
            _ => return Ok(()),
        };
        let Some(plan) = self.setups.get(&request.centre).filter(|_| !self.several) else { return Ok(()) };
        let date = request.date.unwrap_or_else(|| now.date(&plan.time_zone));
        let here = StreamId { centre: request.centre.clone(), date };
        let action = &request.command.action;
        let there = StreamId { date: action.other_date(date).unwrap_or(date), ..here.clone() };
        let (first, second) = (self.new_model(&here)?, self.new_model(&there)?);
        let from = self.models.get(&here).unwrap_or(&first);
        let to = self.models.get(&there).unwrap_or(&second);
        let mut current =
            |model: &Model| core.day(&model.stream, now).is_ok_and(|d| d.read().version() == model.version);
        let Some(time) = time_of(action, from).filter(|_| current(from) && current(to)) else { return Ok(()) };
        let at = [from.last_at, to.last_at].into_iter().flatten().fold(now, Instant::max);
        let bound = !matches!(request.command.by, Actor::Employee(_) | Actor::Clock);
        let want = |bound| Want {
            services: &time.services,
            mode: time.mode,
            employee: time.employee,
            bound,
            except: Some(time.visit),
        };
        let kept = to.keeps_for(plan, &want(false), time.starts_at, at);
        let had = to.can_have(plan, &want(bound && !kept), time.starts_at, at);
        if had != told {
            return Err(format!("{there}: told {told:?} and it is {had:?}: {:?} at {at}", request.command));
        }
        self.compared += 1;
        Ok(())
    }
}

/// Which time was asked for.
fn time_of<'a>(action: &'a Action, from: &Model) -> Option<Time<'a>> {
    let (visit, services, starts_at, mode, employee) = match action {
        Action::Hold { visit, services, starts_at, mode, employee, .. }
        | Action::Book { visit, services, starts_at, mode, employee, .. } => {
            (*visit, services.clone(), *starts_at, *mode, employee)
        }
        Action::Rebook { visit, starts_at, mode, employee, .. } => {
            (*visit, all_services(&from.visit(*visit)?.stops), *starts_at, *mode, employee)
        }
        _ => return None,
    };
    Some(Time { visit, services, starts_at, mode, employee: employee.as_ref() })
}
