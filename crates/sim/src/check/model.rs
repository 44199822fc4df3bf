//! The hall once more, written from the rules alone and as simply as can be: one list of visits, walked from end to end.
//!
//! It follows the log event by event and says which rule an event breaks. It shares no code with the fold that it
//! judges, keeps no index, and must never ask the domain what is right.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use domain::account::CallPlace;
use domain::command::{Action, Actor, Mode, QueueOrder, Why};
use domain::event::{CallRule, Event, Fact, MeantFor, Outcome, Stop};
use domain::ids::{DeskId, EmployeeId, Letter, Number, QueueId, ReferralId, SetupVersion, StreamId, VisitId};
use domain::setup::Setup;
use domain::time::Instant;

use super::Verdict;
use super::arrivals::Came;
use super::figures::Tally;
use super::kiosk::{answered, asked_before_a_time};
use super::plan::Appointment;
use super::times::{Calendar, Minutes};

/// The state of one stream as the rules have it.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) stream: StreamId,
    /// Its rules and names hold whatever the plan of booked times is.
    pub(crate) setup: Arc<Setup>,
    /// The set-ups of the run, which differ in that plan.
    pub(super) plans: BTreeMap<SetupVersion, Arc<Setup>>,
    pub(super) calendar: Rc<Calendar>,
    pub(crate) version: u64,
    pub(crate) last_at: Option<Instant>,
    pub(crate) opened: bool,
    pub(crate) closed: bool,
    /// In the order of the stream.
    pub(crate) visits: Vec<Seen>,
    places: BTreeMap<VisitId, usize>,
    pub(crate) seats: BTreeMap<DeskId, Seat>,
    pub(crate) orders: BTreeMap<QueueId, QueueOrder>,
    pub(crate) referrals: BTreeMap<ReferralId, u32>,
    pub(crate) out_of_turn: u32,
    pub(crate) undone: u32,
    /// What is on of calls for help and alarms: since when, and whether somebody has taken it.
    pub(crate) somebody: Vec<Somebody>,
    /// What is kept of the plan's time.
    pub(crate) plan: super::plan::Kept,
}

/// A call for help or an alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Somebody {
    pub(crate) place: CallPlace,
    pub(crate) since: Instant,
    pub(crate) taken: bool,
}

/// A visit as the rules have it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) id: VisitId,
    pub(crate) number: Number,
    pub(crate) order: usize,
    pub(crate) stops: Arc<[Stop]>,
    pub(crate) stop: usize,
    pub(crate) queue: QueueId,
    pub(crate) due: Instant,
    pub(crate) not_before: Option<Instant>,
    pub(crate) meant_for: Option<MeantFor>,
    pub(crate) came: Option<Came>,
    pub(crate) appointment: Option<Appointment>,
    pub(crate) state: St,
    /// Since when it is in its state.
    pub(crate) since: Instant,
    pub(crate) tally: Tally,
    /// Whether its citizen cancelled it herself.
    pub(crate) herself: bool,
    /// Whether it came about on this day, and was not moved here.
    pub(crate) born: bool,
    /// The version of the last event that touched it.
    pub(super) touched: u64,
    pub(super) before: Option<Box<Before>>,
}

/// What a press can be taken back to.
#[derive(Debug, Clone)]
pub(super) struct Before {
    pub(super) seen: Seen,
    pub(super) at: Instant,
    pub(super) version: u64,
    pub(super) partner: Option<VisitId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum St {
    Booked,
    Waiting,
    Called { desk: DeskId, calls: u32, last_at: Instant },
    Serving { desk: DeskId },
    Parked,
    Missed { ends_at: Instant },
    Ended(Outcome),
}

#[derive(Debug, Clone)]
pub(crate) struct Seat {
    pub(crate) employee: Option<EmployeeId>,
    pub(crate) queues: Vec<QueueId>,
    pub(crate) paused: Rest,
}

/// Whether a desk is on a pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rest {
    No,
    Open,
    Until(Instant),
}

impl Model {
    pub(crate) fn new(stream: StreamId, setup: Arc<Setup>) -> Self {
        Self {
            stream,
            plans: BTreeMap::from([(setup.version, Arc::clone(&setup))]),
            calendar: Rc::new(Calendar::new(setup.time_zone.clone())),
            setup,
            version: 0,
            last_at: None,
            opened: false,
            closed: false,
            visits: Vec::new(),
            places: BTreeMap::new(),
            seats: BTreeMap::new(),
            orders: BTreeMap::new(),
            referrals: BTreeMap::new(),
            out_of_turn: 0,
            undone: 0,
            somebody: Vec::new(),
            plan: super::plan::Kept::default(),
        }
    }

    /// The same with more set-ups under which its events may be decided, and with a calendar that others use too.
    pub(super) fn with_plans<'a>(
        mut self,
        setups: impl Iterator<Item = &'a Arc<Setup>>,
        calendar: &Rc<Calendar>,
    ) -> Self {
        self.plans.extend(setups.map(|setup| (setup.version, Arc::clone(setup))));
        self.calendar = Rc::clone(calendar);
        self
    }

    /// The minutes of its date.
    pub(super) fn minutes(&self) -> Rc<Minutes> {
        self.calendar.on(self.stream.date)
    }

    pub(crate) fn visit(&self, id: VisitId) -> Option<&Seen> {
        self.places.get(&id).and_then(|i| self.visits.get(*i))
    }

    /// Who is at a desk or called there: found by looking at every visit.
    pub(crate) fn at_desk(&self, desk: &DeskId) -> Option<&Seen> {
        self.visits.iter().find(|v| v.desk() == Some(desk))
    }

    /// Takes in the next event. `asked` is what it was for, where that is known.
    ///
    /// # Errors
    /// Which rule it breaks.
    pub(crate) fn follow(&mut self, version: u64, event: &Event, asked: Option<&Action>) -> Verdict {
        let what = self.take_in(version, event, asked);
        what.map_err(|why| format!("{} version {version}: {why}: {event:?}", self.stream))
    }

    fn take_in(&mut self, version: u64, event: &Event, asked: Option<&Action>) -> Verdict {
        hold(version == self.version + 1, "the log has a gap")?;
        hold(self.last_at.is_none_or(|last| last <= event.at), "time runs backwards")?;
        hold(!self.closed, "something happens after the day closed")?;
        let opens = matches!(event.fact, Fact::DayOpened { .. });
        hold(self.opened != opens, "a day opens once, and before all else")?;
        self.version = version;
        self.last_at = Some(event.at);
        match &event.fact {
            Fact::DayOpened { centre, date } => {
                self.opened = true;
                hold(*centre == self.stream.centre && *date == self.stream.date, "another day was opened")
            }
            Fact::DayClosed {} => self.close(event),
            Fact::TicketTaken { .. } | Fact::MovedIn { .. } => self.arrive(event),
            Fact::Booked { .. } => {
                self.booking_is_given(event, asked)?;
                self.arrive(event)
            }
            Fact::Called { .. } => self.called(event),
            Fact::SignedOn { .. }
            | Fact::SignedOff { .. }
            | Fact::Paused { .. }
            | Fact::PauseEnded { .. }
            | Fact::QueuesChosen { .. } => self.at_seat(event),
            Fact::QueueSet { queue, to } => {
                self.orders.insert(queue.clone(), *to);
                hold(self.setup.queues.contains_key(queue), "no such queue")
            }
            Fact::Referred { referral, .. } => {
                *self.referrals.entry(referral.clone()).or_default() += 1;
                hold(self.setup.referrals.contains_key(referral), "no such referral")
            }
            Fact::HelpCalled { .. }
            | Fact::HelpTaken { .. }
            | Fact::HelpEnded { .. }
            | Fact::AlarmRaised { .. }
            | Fact::AlarmTaken { .. }
            | Fact::AlarmEnded { .. } => self.for_somebody(event),
            Fact::Held { .. } | Fact::HoldEnded { .. } | Fact::Blocked { .. } | Fact::Unblocked { .. } => {
                self.keeps(event, asked)
            }
            Fact::Messaged { visit, .. } => hold(self.visit(*visit).is_some(), "nobody knows who was told"),
            Fact::ArrivalSeen { .. } => self.arrival_seen(event),
            Fact::Undone { visit, other } => self.undone(event, *visit, *other),
            _ => self.of_visit(event),
        }
    }

    fn close(&mut self, event: &Event) -> Verdict {
        self.closed = true;
        let left_alone = self.somebody.iter().any(|call| !call.taken);
        hold(event.by == Actor::Clock || !left_alone, "rule 15: somebody called, nobody came, and the day was closed")?;
        self.seats.clear();
        let open = self.visits.iter().find(|v| !matches!(v.state, St::Ended(_)));
        open.map_or(Ok(()), |v| Err(format!("{} is open when the day closes", v.number)))
    }

    fn arrive(&mut self, event: &Event) -> Verdict {
        let (visit, number, stops, due, state, appointment) = match &event.fact {
            Fact::TicketTaken { visit, number, stops, due, language, answers, .. } => {
                let may_skip = answers.is_empty() && !matches!(event.by, Actor::Kiosk(_));
                hold(
                    may_skip || answered(&self.setup, stops, answers),
                    "rule 9: what each service asks is answered, once",
                )?;
                hold(self.setup.languages.contains(language), "a ticket in a language that is not offered")?;
                let target = stops.first().map_or(0, |s| s.target_minutes);
                hold(
                    *due == event.at.plus_minutes(i64::from(target)),
                    "rule 1: due is the ticket's time and the target",
                )?;
                hold(stops.iter().all(|s| self.takes(&s.queue)), "rule 8: a queue that gives no tickets gave one")?;
                (*visit, *number, stops, *due, St::Waiting, None)
            }
            Fact::Booked { visit, number, stops, starts_at, ends_at, mode, employee, language, taken, .. } => {
                hold(self.setup.languages.contains(language), "an appointment in a language that is not offered")?;
                let asked = self.plans.get(&event.setup).is_some_and(|plan| asked_before_a_time(plan, event));
                hold(asked, "what each service asks before a time is answered, once")?;
                let kept = Appointment {
                    starts_at: *starts_at,
                    ends_at: *ends_at,
                    mode: *mode,
                    employee: employee.clone(),
                    kept: false,
                    unanswered: 0,
                    taken: taken.clone(),
                };
                (*visit, *number, stops, *starts_at, St::Booked, Some(kept))
            }
            Fact::MovedIn { visit, number, stops, due, .. } => (*visit, *number, stops, *due, St::Waiting, None),
            _ => return Ok(()),
        };
        // The time that was kept for it is its own now.
        self.plan.holds.remove(&visit);
        let first = stops.first().ok_or("a visit without a stop")?;
        let letter = self.setup.queues.get(&first.queue).ok_or("no such queue")?.letter;
        let known = self.places.get(&visit).copied();
        let comes_back = matches!(event.fact, Fact::MovedIn { .. } | Fact::Booked { moves: 1.., .. });
        let born = known.map_or(!comes_back, |place| self.visits[place].born);
        let tally = self.number_given(known, number, letter, comes_back)?;
        let order = known.unwrap_or(self.visits.len());
        let seen = Seen {
            id: visit,
            number,
            order,
            queue: first.queue.clone(),
            stops: stops.clone().into(),
            stop: 0,
            due,
            not_before: None,
            meant_for: None,
            came: None,
            appointment,
            state,
            since: event.at,
            tally,
            herself: false,
            born,
            touched: self.version,
            before: None,
        };
        self.places.insert(visit, order);
        if known.is_some() {
            self.visits[order] = seen;
        } else {
            self.visits.push(seen);
        }
        let tally = &mut self.visits[order].tally;
        if tally.taken.is_empty() {
            tally.taken.push(first.queue.clone());
        }
        Ok(())
    }

    /// Rule 7; and what a visit that comes back has to its account already.
    fn number_given(&self, known: Option<usize>, number: Number, letter: Letter, moved: bool) -> Result<Tally, String> {
        if let Some(old) = known.and_then(|i| self.visits.get(i)) {
            let left = matches!(old.state, St::Ended(Outcome::MovedTo(_) | Outcome::MovedToDay(_)));
            hold(left && moved, "the same visit came about twice")?;
            hold(old.number == number, "a visit that comes back keeps its number")?;
            let mut tally = old.tally.clone();
            tally.left();
            return Ok(tally);
        }
        hold(number.letter == letter, "rule 7: the letter comes from the queue")?;
        let last = self.visits.iter().filter(|v| v.number.letter == letter).map(|v| v.number.count).max();
        hold(number.count == last.unwrap_or(0) + 1, "rule 7: numbers follow one another, none twice")?;
        Ok(Tally::default())
    }

    /// Rule 8, as far as a manager's word goes. Hours and limits are the set-up's.
    fn takes(&self, queue: &QueueId) -> bool {
        let order = self.orders.get(queue).copied().unwrap_or(QueueOrder::ByHours);
        let Some(config) = self.setup.queues.get(queue) else { return false };
        let waiting = self.visits.iter().filter(|v| v.state == St::Waiting && v.queue == *queue).count();
        let taken = self.visits.iter().flat_map(|v| &v.tally.taken).filter(|q| *q == queue).count();
        let room = config.waiting_max.is_none_or(|max| waiting < usize::from(max))
            && config.tickets_max.is_none_or(|max| taken < usize::from(max));
        match order {
            QueueOrder::Open => true,
            QueueOrder::Closed | QueueOrder::Paused => false,
            QueueOrder::ByHours => room && self.last_at.is_some_and(|at| config.hours.open_at(self.setup.civil(at))),
        }
    }

    pub(crate) fn paused(&self, queue: &QueueId) -> bool {
        self.orders.get(queue) == Some(&QueueOrder::Paused)
    }

    fn called(&mut self, event: &Event) -> Verdict {
        let Fact::Called { visit, desk, employee, reason, ended } = &event.fact else { return Ok(()) };
        let at = event.at;
        let seat = self.seats.get(desk).ok_or("rule 4: a call to a desk where nobody sits")?;
        hold(seat.employee.as_ref() == Some(employee), "rule 4: somebody else sits there")?;
        hold(!seat.rests(at), "a desk on a pause calls")?;
        hold(self.at_desk(desk).is_none(), "rule 4: the desk has a visit already")?;
        let seen = self.visit(*visit).ok_or("a visit that nobody knows is called")?;
        hold(reason.due == seen.due, "the reason names another due")?;
        hold(!self.paused(&seen.queue), "rule 8: a paused queue has no calls, of no kind")?;
        match reason.rule {
            CallRule::AppointmentTime | CallRule::EarliestDue => {
                let next = super::next::next(self, desk, at).map(|v| v.id);
                hold(next == Some(*visit), &format!("rule 2: next is {next:?}"))?;
                let by_time = super::next::comes_first(seen, at);
                hold(by_time == (reason.rule == CallRule::AppointmentTime), "rule 2: the reason names another rule")?;
            }
            CallRule::OutOfTurn(why) => {
                hold(
                    why != Why::Appointment || seen.appointment.is_some(),
                    "called as the appointment that it is not",
                )?;
                hold(seen.state == St::Waiting, "who does not wait is called out of turn")?;
                hold(!matches!(event.by, Actor::Kiosk(_) | Actor::Citizen), "rule 3: by an employee only")?;
                self.out_of_turn += 1;
            }
            CallRule::Resumed => {
                hold(matches!(seen.state, St::Parked | St::Missed { .. }), "rule 5: only who is parked is resumed")?;
            }
        }
        let partner = ended.filter(|e| e != visit);
        if let Some(ended) = ended {
            let version = self.version;
            let place = self.places.get(ended).copied().ok_or("a visit that nobody knows was ended")?;
            let other = &mut self.visits[place];
            hold(other.touched + 1 == version, "the same press did not end the other visit")?;
            if partner.is_some()
                && let Some(before) = &mut other.before
            {
                before.partner = Some(*visit);
            }
        }
        let desk = desk.clone();
        // A press that ended a stop of a visit and called it to the next is one press: it goes back to the beginning. So does
        // one that rang before the time.
        let rang_early = self.visit(*visit).is_some_and(|seen| {
            let booked = |before: &Before| before.seen.state == St::Booked && before.version == seen.touched;
            seen.appointment.as_ref().is_some_and(|own| own.mode != Mode::InPerson)
                && seen.before.as_deref().is_some_and(booked)
        });
        let began = (*ended == Some(*visit) || rang_early)
            .then(|| self.visit(*visit)?.before.as_ref().map(|b| b.seen.clone()))
            .flatten();
        self.press(*visit, at, partner, |v| {
            v.tally.call(&v.queue, v.stops.get(v.stop).map_or(0, |s| s.target_minutes), v.waited(at), &desk);
            v.mean(None, at);
            v.not_before = None;
            v.enter(at, St::Called { desk, calls: 1, last_at: at });
        })?;
        if let (Some(began), Some(before)) = (began, self.change(*visit)?.before.as_mut()) {
            before.seen = began;
        }
        Ok(())
    }

    fn of_visit(&mut self, event: &Event) -> Verdict {
        let at = event.at;
        let Some(id) = event.fact.visit() else { return Ok(()) };
        let state = self.visit(id).ok_or("a visit that nobody knows")?.state.clone();
        let fits = match &event.fact {
            Fact::CheckedIn { .. } | Fact::Rebooked { .. } | Fact::MovedToDay { .. } => state == St::Booked,
            Fact::CalledAgain { .. } | Fact::Started { .. } | Fact::Missed { .. } | Fact::Unanswered { .. } => {
                matches!(state, St::Called { .. })
            }
            Fact::Finished { .. } => matches!(state, St::Serving { .. }),
            Fact::SaidHere { .. } => matches!(state, St::Missed { .. } | St::Waiting),
            Fact::Parked { .. } => matches!(state, St::Called { .. } | St::Serving { .. }),
            Fact::Transferred { .. } | Fact::Returned { .. } | Fact::MovedAway { .. } => {
                matches!(state, St::Waiting | St::Called { .. } | St::Serving { .. } | St::Parked)
            }
            Fact::Delayed { .. } => !matches!(state, St::Ended(_) | St::Serving { .. }),
            Fact::MovedForward { .. } => state == St::Waiting,
            Fact::Cancelled { .. } => !matches!(state, St::Serving { .. } | St::Ended(_)),
            Fact::Ended { .. } => !matches!(state, St::Ended(_)),
            _ => false,
        };
        hold(fits, &format!("it cannot come to pass from {state:?}"))?;
        match &event.fact {
            Fact::CheckedIn { .. } | Fact::SaidHere { .. } | Fact::Delayed { .. } | Fact::MovedForward { .. } => {
                self.due_changes(id, event)
            }
            Fact::CalledAgain { .. } => self.called_again(id, at),
            Fact::Ended { outcome, ended_at, .. } => self.ended(id, at, outcome, *ended_at),
            Fact::Rebooked { .. } => self.rebooked(id, event),
            Fact::MovedToDay { date, .. } => {
                hold(self.visit(id).and_then(|v| v.appointment.as_ref()).is_some_and(|a| a.starts_at > at), "begun")?;
                let outcome = Outcome::MovedToDay(*date);
                self.change(id).map(|v| v.end(at, outcome))
            }
            Fact::MovedAway { centre, .. } => {
                let outcome = Outcome::MovedTo(centre.clone());
                self.change(id).map(|v| v.end(at, outcome))
            }
            _ => self.pressed(id, event),
        }
    }

    /// What an employee presses and can take back.
    fn pressed(&mut self, id: VisitId, event: &Event) -> Verdict {
        let at = event.at;
        let missed_minutes = i64::from(self.setup.rules.missed_minutes);
        match &event.fact {
            Fact::Started { .. } => self.press(id, at, None, |v| {
                if let St::Called { desk, .. } = v.state.clone() {
                    v.enter(at, St::Serving { desk });
                }
            }),
            Fact::Finished { goes_on, .. } => {
                let seen = self.visit(id).ok_or("unknown")?;
                let next = seen.stop + 1;
                let expected = (next < seen.stops.len()).then_some(next);
                hold(goes_on.map(usize::from) == expected, "rule 4: it goes on to its next stop, or ends")?;
                self.press(id, at, None, |v| {
                    match expected {
                        Some(next) => {
                            // The queue of the stretch that ends is the old one.
                            v.enter(at, St::Waiting);
                            v.stop = next;
                            v.queue = v.stops[next].queue.clone();
                        }
                        None => v.end(at, Outcome::Served),
                    }
                    v.tally.finished();
                })
            }
            Fact::Unanswered { again_at, .. } => self.unanswered(id, at, *again_at),
            Fact::Missed { ends_at, .. } => {
                let second = |own: &Appointment| own.mode == Mode::InPerson || own.unanswered > 0;
                hold(self.visit(id).and_then(|v| v.appointment.as_ref()).is_none_or(second), "nobody was tried twice")?;
                hold(*ends_at == at.plus_minutes(missed_minutes), "rule 5: how long a missed visit may come")?;
                self.press(id, at, None, |v| v.enter(at, St::Missed { ends_at: *ends_at }))
            }
            Fact::Parked { .. } => self.press(id, at, None, |v| v.enter(at, St::Parked)),
            Fact::Transferred { queue, meant_for, .. } => {
                hold(self.setup.queues.contains_key(queue), "no such queue")?;
                self.press(id, at, None, |v| {
                    if v.state != St::Waiting || v.queue != *queue {
                        v.waits_again(at);
                    }
                    v.queue = queue.clone();
                    v.mean(meant_for.clone(), at);
                })
            }
            Fact::Returned { .. } => self.press(id, at, None, |v| {
                v.mean(None, at);
                if v.state != St::Waiting {
                    v.waits_again(at);
                }
            }),
            Fact::Cancelled { .. } => {
                let herself = matches!(event.by, Actor::Citizen | Actor::Kiosk(_));
                self.press(id, at, None, |v| {
                    v.herself = herself;
                    v.end(at, Outcome::Cancelled);
                })
            }
            _ => Err("a fact that the model does not know".to_owned()),
        }
    }

    fn called_again(&mut self, id: VisitId, at: Instant) -> Verdict {
        let (most, pause) = (self.setup.rules.recalls_max, i64::from(self.setup.rules.recall_pause_seconds));
        let seen = self.change(id)?;
        if let St::Called { calls, last_at, .. } = &mut seen.state {
            hold(at >= last_at.plus_seconds(pause), "rule 6: called again too soon")?;
            hold(*calls <= u32::from(most), "rule 6: called again too often")?;
            *calls += 1;
            *last_at = at;
        }
        Ok(())
    }

    fn ended(&mut self, id: VisitId, at: Instant, outcome: &Outcome, ended_at: Instant) -> Verdict {
        let no_show = i64::from(self.setup.rules.no_show_minutes);
        // The clock that comes late closes the day all the same as of its midnight.
        let midnight = self.stream.date.tomorrow().map(|next| Instant::start_of(next, &self.setup.time_zone));
        let with_day = ended_at == midnight.map_or(at, |midnight| midnight.min(at));
        let seen = self.change(id)?;
        let right = match (&seen.state, outcome) {
            (St::Waiting | St::Parked | St::Missed { .. }, Outcome::LeftUnserved)
            | (St::Called { .. }, Outcome::NoShow)
            | (St::Serving { .. }, Outcome::ServedEndUnknown) => with_day,
            (St::Missed { ends_at }, Outcome::NoShow) => *ends_at <= at && ended_at == *ends_at,
            // With the day, or half an hour after its time.
            (St::Booked, Outcome::NoShow) => {
                let over = seen.appointment.as_ref().map(|a| a.starts_at.plus_minutes(no_show));
                with_day || over.is_some_and(|over| over <= at && ended_at == over)
            }
            _ => false,
        };
        hold(right, "rules 5 and 15: another end")?;
        seen.end(ended_at, outcome.clone());
        Ok(())
    }

    /// Rule 4.
    pub(crate) fn one_visit_a_desk(&self) -> Verdict {
        let mut desks: Vec<&DeskId> = self.visits.iter().filter_map(Seen::desk).collect();
        let count = desks.len();
        desks.sort();
        desks.dedup();
        hold(desks.len() == count, "rule 4: two visits at one desk")
    }

    fn at_seat(&mut self, event: &Event) -> Verdict {
        match &event.fact {
            Fact::SignedOn { employee, desk, queues } => {
                hold(!queues.is_empty(), "a desk serves at least one queue")?;
                hold(self.setup.employees.contains_key(employee), "no such employee")?;
                for (other, seat) in &mut self.seats {
                    if other != desk && seat.employee.as_ref() == Some(employee) {
                        hold(!self.visits.iter().any(|v| v.desk() == Some(other)), "rule 4: she left a visit behind")?;
                        seat.employee = None;
                    }
                }
                hold(self.seats.get(desk).is_none_or(|s| s.employee.is_none()), "rule 4: a colleague sits there")?;
                let seat = Seat { employee: Some(employee.clone()), queues: queues.clone(), paused: Rest::No };
                self.seats.insert(desk.clone(), seat);
            }
            Fact::SignedOff { employee, desk } => {
                let seat = self.seats.get_mut(desk).ok_or("nobody was there")?;
                hold(seat.employee.take().as_ref() == Some(employee), "somebody else sat there")?;
                for seen in &mut self.visits {
                    let hers = match &seen.meant_for {
                        Some(MeantFor::Employee(e)) => e == employee,
                        Some(MeantFor::Desk(d)) => d == desk,
                        None => false,
                    };
                    if hers && seen.state == St::Waiting {
                        seen.mean(None, event.at);
                        seen.come_to_queue(event.at);
                        seen.touched = self.version;
                    }
                }
            }
            Fact::Paused { desk, until } => {
                let seat = self.seats.get_mut(desk).ok_or("nobody was there")?;
                seat.paused = until.map_or(Rest::Open, Rest::Until);
            }
            Fact::PauseEnded { desk } => self.seats.get_mut(desk).ok_or("nobody was there")?.paused = Rest::No,
            Fact::QueuesChosen { desk, queues } => {
                hold(!queues.is_empty(), "a desk serves at least one queue")?;
                self.seats.get_mut(desk).ok_or("nobody was there")?.queues.clone_from(queues);
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn change(&mut self, id: VisitId) -> Result<&mut Seen, String> {
        let version = self.version;
        let place = self.places.get(&id).copied().ok_or("a visit that nobody knows")?;
        let seen = self.visits.get_mut(place).ok_or("a visit that nobody knows")?;
        seen.touched = version;
        Ok(seen)
    }

    pub(super) fn press(
        &mut self,
        id: VisitId,
        at: Instant,
        partner: Option<VisitId>,
        f: impl FnOnce(&mut Seen),
    ) -> Verdict {
        let version = self.version;
        let before = Before { seen: self.was(id, at)?, at, version, partner };
        let seen = self.change(id)?;
        seen.before = None;
        f(seen);
        seen.before = Some(Box::new(before));
        Ok(())
    }
}

impl Seen {
    pub(crate) fn desk(&self) -> Option<&DeskId> {
        match &self.state {
            St::Called { desk, .. } | St::Serving { desk } => Some(desk),
            _ => None,
        }
    }

    /// Milliseconds in the present wait.
    fn waited(&self, at: Instant) -> u64 {
        if self.state == St::Waiting { at.millis_since(self.since) } else { 0 }
    }

    /// Ends the present stretch and begins the next.
    pub(super) fn enter(&mut self, at: Instant, state: St) {
        self.count(at);
        self.state = state;
        self.since = at;
    }

    /// A return or a transfer: what was served last is part of no service.
    fn waits_again(&mut self, at: Instant) {
        let serving = matches!(self.state, St::Serving { .. });
        self.enter(at, St::Waiting);
        if serving {
            self.tally.broken_off();
        }
    }

    fn end(&mut self, at: Instant, outcome: Outcome) {
        if outcome != Outcome::ServedEndUnknown {
            self.count(at);
        }
        self.state = St::Ended(outcome);
        self.since = at;
        self.mean(None, at);
        self.not_before = None;
    }

    fn count(&mut self, at: Instant) {
        let millis = at.millis_since(self.since);
        match &self.state {
            St::Waiting => self.tally.waited(&self.queue, millis),
            St::Called { desk, .. } => self.tally.walked(desk, millis),
            St::Serving { desk } => self.tally.served(&self.queue, desk, millis),
            _ => {}
        }
    }
}

impl Seat {
    pub(crate) fn rests(&self, at: Instant) -> bool {
        match self.paused {
            Rest::No => false,
            Rest::Open => true,
            Rest::Until(until) => at < until,
        }
    }
}

pub(super) fn hold(holds: bool, rule: &str) -> Verdict {
    if holds { Ok(()) } else { Err(rule.to_owned()) }
}
