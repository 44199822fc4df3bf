//! The plan's time as the rules have it: what is kept for citizens and by employees, that what is booked is a time of the
//! plan, and that nothing is taken twice.
//!
//! Every pair is compared with every other; it must never ask the domain what is free.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::command::{Action, Actor, Mode};
use domain::day::{Day, Origin, Visit};
use domain::event::{Event, Fact, MeantFor, Outcome, Stop};
use domain::ids::{BlockId, EmployeeId, ServiceId, SetupVersion, VisitId};
use domain::setup::Setup;
use domain::slots::Taken;
use domain::time::Instant;

use super::Verdict;
use super::model::{Before, Model, Seen, St, hold};
use super::times::{Had, Want};

/// A booked time as the rules have it.
#[derive(Debug, Clone)]
pub(crate) struct Appointment {
    pub(crate) starts_at: Instant,
    /// When it ends for the citizen, where that is known.
    pub(crate) ends_at: Option<Instant>,
    pub(crate) mode: Mode,
    pub(crate) employee: Option<EmployeeId>,
    /// Whether it keeps its time.
    pub(crate) kept: bool,
    /// How often nobody answered.
    pub(crate) unanswered: u32,
    /// What it takes of the plan.
    pub(crate) taken: Vec<Taken>,
}

/// What is kept of a day's time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept {
    /// Times kept for somebody who is about to book.
    pub(super) holds: BTreeMap<VisitId, Held>,
    blocks: BTreeMap<BlockId, (EmployeeId, Instant, Instant)>,
    /// Whether anything was taken since it was last looked whether it was taken twice.
    changed: bool,
}

/// A time that is kept for somebody.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) starts_at: Instant,
    taken: Vec<Taken>,
    pub(super) until: Instant,
}

/// A time that was given, as its event has it.
struct GivenTime<'a> {
    visit: VisitId,
    /// The services in every order in which they may have been asked for.
    orders: Vec<Vec<ServiceId>>,
    starts_at: Instant,
    ends_at: Option<Instant>,
    mode: Mode,
    employee: Option<&'a EmployeeId>,
    taken: &'a [Taken],
}

impl Kept {
    pub(super) fn is_blocked(&self, employee: &EmployeeId, from: Instant, to: Instant) -> bool {
        self.blocks.values().any(|(who, begin, end)| who == employee && *begin < to && from < *end)
    }

    pub(super) fn block_ids(&self) -> impl Iterator<Item = BlockId> + '_ {
        self.blocks.keys().copied()
    }

    /// Something goes back to a time, or takes one: whether it was taken twice is to be looked at.
    pub(super) fn look_again(&mut self) {
        self.changed = true;
    }
}

impl Model {
    /// Follows what is kept. `asked` is what was asked for, where that is known.
    pub(super) fn keeps(&mut self, event: &Event, asked: Option<&Action>) -> Verdict {
        match &event.fact {
            Fact::Held { visit, starts_at, taken, until } => {
                hold(self.visit(*visit).is_none(), "a time is kept for a visit that there is")?;
                hold(*until > event.at, "a time is kept until before now")?;
                self.hold_is_given(event, asked)?;
                self.plan.look_again();
                let held = Held { starts_at: *starts_at, taken: taken.clone(), until: *until };
                self.plan.holds.insert(*visit, held);
            }
            Fact::HoldEnded { visit } => {
                let held = self.plan.holds.remove(visit).ok_or("nothing was kept")?;
                hold(event.at < held.until, "what was let go had ended")?;
            }
            Fact::Blocked { block, employee, from, to, .. } => {
                hold(from < to, "a block without an end")?;
                hold(is_staff(&event.by), "a citizen keeps an employee's time free")?;
                hold(self.setup.employees.contains_key(employee), "no such employee")?;
                let last = Instant::from_millis(to.as_millis() - 1);
                let here = |at: Instant| at.date(&self.setup.time_zone) == self.stream.date;
                hold(here(*from) && here(last), "a block on another day")?;
                hold(!self.plan.blocks.contains_key(block), "the same block came about twice")?;
                self.plan.blocks.insert(*block, (employee.clone(), *from, *to));
            }
            Fact::Unblocked { block } => {
                hold(is_staff(&event.by), "a citizen gives an employee's time away")?;
                self.plan.blocks.remove(block).ok_or("nothing was blocked")?;
            }
            _ => {}
        }
        Ok(())
    }

    /// A hold says nothing of what it is for; where what was asked is known, it is a time of the plan for that.
    fn hold_is_given(&self, event: &Event, asked: Option<&Action>) -> Verdict {
        let Fact::Held { visit, starts_at, taken, until } = &event.fact else { return Ok(()) };
        hold(!taken.is_empty(), "a time that takes nothing is kept")?;
        hold(starts_at.date(&self.setup.time_zone) == self.stream.date, "a time of another day")?;
        self.blocks_take_nothing(taken)?;
        let Some(Action::Hold { visit: own, services, mode, employee, minutes, .. }) = asked else { return Ok(()) };
        if own != visit {
            return Ok(());
        }
        hold(*until == event.at.plus_minutes(i64::from(*minutes)), "how long a time is kept")?;
        let employee = employee.as_ref();
        if employee.is_some() {
            hold(taken.iter().all(|t| t.employee.as_ref() == employee), "a time with another employee")?;
        }
        let orders = vec![services.clone()];
        let (visit, starts_at, mode) = (*visit, *starts_at, *mode);
        self.is_given(event, &GivenTime { visit, orders, starts_at, ends_at: None, mode, employee, taken })
    }

    /// An appointment is a time of the plan, or, where none of its services has times, what an employee or a program says.
    pub(super) fn booking_is_given(&mut self, event: &Event, asked: Option<&Action>) -> Verdict {
        let Fact::Booked { visit, stops, starts_at, ends_at, mode, employee, taken, moves, .. } = &event.fact else {
            return Ok(());
        };
        hold(starts_at.date(&self.setup.time_zone) == self.stream.date, "a time of another day")?;
        let orders = match asked {
            Some(Action::Book { visit: own, services, .. }) if own == visit => vec![services.clone()],
            // It was moved here as it was.
            _ if *moves > 0 => vec![all_services(stops)],
            _ => orders_of(&all_services(stops)),
        };
        let employee = employee.as_ref();
        let (visit, starts_at, ends_at, mode) = (*visit, *starts_at, *ends_at, *mode);
        self.is_entered(event, &GivenTime { visit, orders, starts_at, ends_at, mode, employee, taken })
    }

    /// The same of another time of the same day.
    pub(super) fn move_is_given(&mut self, event: &Event) -> Verdict {
        let Fact::Rebooked { visit, starts_at, ends_at, mode, employee, taken, .. } = &event.fact else {
            return Ok(());
        };
        hold(starts_at.date(&self.setup.time_zone) == self.stream.date, "a time of another day")?;
        let stops = self.visit(*visit).map(|seen| &seen.stops).ok_or("a visit that nobody knows")?;
        let orders = vec![all_services(stops)];
        let (visit, starts_at, mode, employee) = (*visit, *starts_at, *mode, employee.as_ref());
        let ends_at = (!taken.is_empty()).then_some(*ends_at);
        self.is_entered(event, &GivenTime { visit, orders, starts_at, ends_at, mode, employee, taken })
    }

    fn is_entered(&mut self, event: &Event, given: &GivenTime<'_>) -> Verdict {
        let plan = self.plan_of(event.setup)?;
        let planned = given.orders.iter().flatten().any(|service| plan.appointments.contains_key(service));
        if !planned && is_staff(&event.by) {
            return hold(given.taken.is_empty(), "the plan has no times for it, and gave one");
        }
        hold(!given.taken.is_empty(), "a booking that takes nothing of the plan")?;
        let with = given.taken.first().and_then(|first| first.employee.as_ref());
        hold(with == given.employee, "whom it is with")?;
        self.plan.look_again();
        self.blocks_take_nothing(given.taken)?;
        self.is_given(event, given)
    }

    /// On the grid, within the hours, with whom the plan says and as many at once as it says; no sooner and no later than
    /// a citizen may, unless it was kept for her.
    fn is_given(&self, event: &Event, given: &GivenTime<'_>) -> Verdict {
        let plan = self.plan_of(event.setup)?;
        let GivenTime { visit, starts_at, ends_at, mode, taken, .. } = *given;
        let bound = !matches!(event.by, Actor::Employee(_) | Actor::Clock);
        let right = given.orders.iter().find_map(|services| {
            [None, given.employee].into_iter().find_map(|employee| {
                let want = Want { services, mode, employee, bound, except: Some(visit) };
                self.is_of_the_plan(&plan, &want, starts_at, ends_at, taken).then_some(want)
            })
        });
        let want = right.ok_or("a time that the plan has not")?;
        let bound = bound && !self.keeps_for(&plan, &want, starts_at, event.at);
        let want = Want { bound, ..want };
        let bounds = Self::bounds(&plan, &want, starts_at, event.at);
        hold(bounds == Had::Yes, &format!("a time that is not to be had now: {bounds:?}"))?;
        let mut acute = taken.iter().filter_map(|t| Some((plan.capacities.get(&t.capacity)?, t.from)));
        let open = |(capacity, from)| !bound || Self::is_open_for(&plan, capacity, from, event.at);
        hold(acute.all(open), "an acute time before it opens")
    }

    /// Whether just this is kept for the visit that wants it: only what is kept is had whatever notice is asked for.
    pub(super) fn keeps_for(&self, plan: &Setup, want: &Want<'_>, starts_at: Instant, at: Instant) -> bool {
        let held = want.except.and_then(|visit| self.plan.holds.get(&visit)).filter(|held| at < held.until);
        held.is_some_and(|held| Self::would_take(plan, want, starts_at, &held.taken))
    }

    fn blocks_take_nothing(&self, taken: &[Taken]) -> Verdict {
        let blocked = |t: &Taken| t.employee.as_ref().is_some_and(|her| self.plan.is_blocked(her, t.from, t.to));
        hold(!taken.iter().any(blocked), "what an employee keeps free was taken")
    }

    /// A press that is taken back goes back to a time only while nobody keeps it free; whether it is somebody's is seen by
    /// [`Self::nothing_taken_twice`].
    pub(super) fn goes_back_to(&self, now: &Seen, back: &Seen) -> Verdict {
        let Some(own) = back.appointment.as_ref().filter(|_| !let_go(&back.state)) else { return Ok(()) };
        let has_it = !let_go(&now.state) && now.appointment.as_ref().is_some_and(|a| a.taken == own.taken);
        if has_it { Ok(()) } else { self.blocks_take_nothing(&own.taken) }
    }

    /// What visits and holds take at an instant, but for those of one visit.
    pub(super) fn taken_at(&self, except: Option<VisitId>, at: Instant) -> Vec<&Taken> {
        let now = self.last_at.map_or(at, |last| last.max(at));
        let booked = self.visits.iter().filter(|v| Some(v.id) != except && !let_go(&v.state));
        let booked = booked.filter_map(|v| v.appointment.as_ref()).flat_map(|own| &own.taken);
        let held = self.plan.holds.iter().filter(|(id, held)| Some(**id) != except && now < held.until);
        booked.chain(held.flat_map(|(_, held)| &held.taken)).collect()
    }

    /// Another time of the same day; a press where an employee pressed it.
    pub(super) fn rebooked(&mut self, id: VisitId, event: &Event) -> Verdict {
        let Fact::Rebooked { starts_at, ends_at, mode, employee, taken, .. } = &event.fact else { return Ok(()) };
        let (at, version) = (event.at, self.version);
        self.move_is_given(event)?;
        let was = self.was(id, at)?;
        let seen = self.change(id)?;
        let own = seen.appointment.as_mut().ok_or("who has no appointment is moved")?;
        hold(own.starts_at > at && *starts_at > at, "what has begun is not moved, and nothing is moved there")?;
        (own.starts_at, own.ends_at, own.mode) = (*starts_at, Some(*ends_at), *mode);
        own.employee.clone_from(employee);
        own.taken.clone_from(taken);
        seen.due = *starts_at;
        if matches!(event.by, Actor::Employee(_) | Actor::Program(_)) {
            seen.before = Some(Box::new(Before { seen: was, at, version, partner: None }));
        }
        Ok(())
    }

    /// Nobody answered: it waits, for the same employee, for a second try.
    pub(super) fn unanswered(&mut self, id: VisitId, at: Instant, again_at: Instant) -> Verdict {
        let pause = i64::from(self.setup.rules.ring_again_minutes);
        hold(again_at == at.plus_minutes(pause), "when it is tried once more")?;
        let own = self.visit(id).and_then(|v| v.appointment.as_ref()).ok_or("who has no appointment is rung")?;
        hold(own.mode != Mode::InPerson && own.unanswered == 0, "a second try, not a third")?;
        self.press(id, at, None, |v| {
            v.enter(at, St::Waiting);
            v.not_before = Some(again_at);
            let whom = v.appointment.as_mut().and_then(|own| {
                own.unanswered += 1;
                own.employee.clone()
            });
            v.mean(whom.map(MeantFor::Employee), at);
        })
    }

    /// No employee has two appointments at once, and no capacity more than any of those at once knew of.
    pub(crate) fn nothing_taken_twice(&mut self) -> Verdict {
        if !std::mem::take(&mut self.plan.changed) {
            return Ok(());
        }
        let all = self.taken_at(None, self.last_at.unwrap_or_default());
        for one in &all {
            let same = |other: &&&Taken| match (&one.employee, &other.employee) {
                (Some(a), Some(b)) => a == b,
                (None, None) => one.capacity == other.capacity,
                _ => false,
            };
            // Those that go on at the instant when this one begins, itself among them.
            let at_once = all.iter().filter(same).filter(|other| other.from <= one.from && one.from < other.to);
            let most = at_once.clone().map(|other| usize::from(other.parallel)).max().unwrap_or(1);
            hold(at_once.count() <= most, "more is booked at once than there is")?;
        }
        Ok(())
    }

    /// The fold keeps the same for citizens and by employees.
    pub(super) fn keeps_the_same(&self, day: &Day) -> Verdict {
        let now = self.last_at.unwrap_or_default();
        let ours = self.plan.holds.iter().filter(|(_, held)| now < held.until);
        let ours: Vec<_> = ours.map(|(id, held)| (id, held.starts_at, held.until, &held.taken)).collect();
        let theirs = day.holds().iter();
        let theirs: Vec<_> = theirs.map(|(id, held)| (id, held.starts_at, held.until, &held.taken)).collect();
        hold(ours == theirs, &format!("{}: {ours:?} are kept, the fold has {theirs:?}", self.stream))?;
        let blocks = day.blocks().iter().map(|(id, b)| (*id, (b.employee.clone(), b.from, b.to)));
        hold(self.plan.blocks == blocks.collect(), &format!("{}: the fold keeps other time free", self.stream))
    }

    /// The set-up that an event was decided under.
    fn plan_of(&self, version: SetupVersion) -> Result<Arc<Setup>, String> {
        let known = self.plans.get(&version).ok_or("decided under a set-up that nobody published")?;
        Ok(Arc::clone(known))
    }
}

/// Employees, and programs that act for them.
fn is_staff(by: &Actor) -> bool {
    !matches!(by, Actor::Kiosk(_) | Actor::Citizen)
}

/// What an appointment is, in the rules and in the fold.
pub(super) fn same_time(seen: &Seen, visit: &Visit) -> bool {
    match (&seen.appointment, &visit.origin) {
        (Some(own), Origin::Appointment { starts_at, mode, employee, unanswered, agreed, .. }) => {
            own.starts_at == *starts_at
                && own.ends_at == agreed.ends_at
                && own.mode == *mode
                && own.employee == *employee
                && own.unanswered == u32::from(*unanswered)
                && own.taken == agreed.taken
        }
        (None, Origin::Ticket | Origin::Centre(_)) => true,
        _ => false,
    }
}

/// A time that was cancelled, or moved to another day, can be somebody else's.
pub(super) fn let_go(state: &St) -> bool {
    matches!(state, St::Ended(Outcome::Cancelled | Outcome::MovedToDay(_)))
}

pub(super) fn all_services(stops: &[Stop]) -> Vec<ServiceId> {
    stops.iter().flat_map(|stop| stop.services.iter().cloned()).collect()
}

/// Every order of some services: a visit's stops do not say in which they were named.
fn orders_of(services: &[ServiceId]) -> Vec<Vec<ServiceId>> {
    if services.len() < 2 {
        return vec![services.to_vec()];
    }
    let mut all = Vec::new();
    for (place, first) in services.iter().enumerate() {
        let mut rest = services.to_vec();
        rest.remove(place);
        for mut order in orders_of(&rest) {
            order.insert(0, first.clone());
            all.push(order);
        }
    }
    all
}
