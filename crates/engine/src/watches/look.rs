//! One look at those who wait: what became of the offers that are out, and which free times are offered now.

use std::collections::{BTreeMap, BTreeSet};

use domain::command::{Action, Actor, Command, Mode};
use domain::day::HOLDS_PER_DAY_MAX;
use domain::ids::{CentreId, ServiceId, StreamId, VisitId};
use domain::message::{Channel, MessageKind};
use domain::refusal::Refusal;
use domain::setup::Setup;
use domain::time::Instant;
use domain::watch::{OFFER_LEAD_MINUTES, OFFER_MINUTES, OFFERS_MAX};
use jiff::ToSpan as _;
use jiff::civil::Date;
use store::{OutboxState, WatchOffer, WatchRow, WatchState};

use super::lottery::draw;
use super::{WATCH_SENDER, offer_id};
use crate::calendar::{DaySlots, SLOT_DAYS_MAX, SlotsWish};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::request::Request;

/// How long what came to its end still counts in the lottery, in minutes: whose lot was offered a time is known by it.
const REMEMBERED_MINUTES: i64 = 24 * 60;

/// How many times are offered in one look; the next follows at once.
const OFFERS_PER_LOOK_MAX: usize = 100;

/// Those who wait for the same: a service of a centre, in one mode.
type Group = (CentreId, ServiceId, Mode);

/// A look.
struct Look<'a> {
    engine: &'a Engine,
    secret: &'a [u8; 32],
    now: Instant,
    rows: Vec<WatchRow>,
    /// The ways by which somebody can be told now.
    ways: Vec<Channel>,
    /// Those to whom nothing can be offered in this look.
    barred: BTreeSet<VisitId>,
    made: usize,
    /// When there is something to do next, where that is known.
    next: Option<Instant>,
}

impl Engine {
    /// Looks once at those who wait: settles what was offered, and offers what is free. Gives when to look again at the latest,
    /// where that is known. The task of [`Engine::offer_times`] does it by itself.
    ///
    /// # Errors
    /// What the store says; the next look goes on from there.
    pub async fn look_for_times(&self, secret: &[u8; 32]) -> Result<Option<Instant>, EngineError> {
        let now = self.now();
        let since = now.plus_minutes(-REMEMBERED_MINUTES);
        let any =
            self.read(move |reader| if reader.any_watches()? { reader.watches_since(since) } else { Ok(Vec::new()) });
        let rows = any.await??;
        if rows.is_empty() {
            return Ok(None);
        }
        let dead = |way: &Channel| self.outbox_health().iter().any(|health| health.channel == *way && health.dead);
        let ways = self.ways_to_tell().into_iter().filter(|way| !dead(way)).collect();
        let mut look = Look { engine: self, secret, now, rows, ways, barred: BTreeSet::new(), made: 0, next: None };
        look.settle().await?;
        look.offer().await?;
        Ok(look.next)
    }
}

impl Look<'_> {
    fn setup(&self, centre: &CentreId) -> Option<std::sync::Arc<Setup>> {
        self.engine.setup(centre)
    }

    fn wakes(&mut self, at: Instant) {
        self.next = Some(self.next.map_or(at, |next| next.min(at)));
    }

    /// Brings every watch to where it stands by now.
    async fn settle(&mut self) -> Result<(), EngineError> {
        for place in 0..self.rows.len() {
            let row = self.rows[place].clone();
            match self.settled(&row).await {
                Ok(Some(after)) => {
                    self.change(place, after).await?;
                }
                Ok(None) => {}
                // A day that cannot be read is refused for good; whoever waits for another is looked after.
                Err(error) if refuses_a_day(&error) => {}
                Err(error) => return Err(error),
            }
            let row = &self.rows[place];
            if let (WatchState::Offered, Some(offer)) = (row.state, row.offers.last()) {
                let until = offer.until;
                self.wakes(until);
            }
        }
        Ok(())
    }

    /// The row as it should be; none where it is so already.
    async fn settled(&self, row: &WatchRow) -> Result<Option<WatchRow>, EngineError> {
        let Some(setup) = self.setup(&row.wish.centre).filter(|_| row.state.is_active()) else { return Ok(None) };
        let as_is = |state| Some(WatchRow { state, ..row.clone() });
        if !row.offers.is_empty() && self.engine.booked_on(row.visit).await?.is_some() {
            return Ok(as_is(WatchState::Booked));
        }
        let is_past = row.wish.when.to < self.now.date(&setup.time_zone);
        match (row.state, row.offers.last().copied()) {
            (WatchState::Offered, Some(offer)) => self.after_offer(row, offer, &setup).await,
            _ if is_past => Ok(as_is(WatchState::Over)),
            _ => Ok(None),
        }
    }

    /// What becomes of a watch with an offer that is not booked: nothing while it is kept.
    async fn after_offer(
        &self,
        row: &WatchRow,
        offer: WatchOffer,
        setup: &Setup,
    ) -> Result<Option<WatchRow>, EngineError> {
        let stream = stream_of(&row.wish.centre, offer.starts_at, setup);
        let (visit, now) = (row.visit, self.now);
        let is_kept = |day: &domain::day::Day| day.holds().get(&visit).is_some_and(|held| now < held.until);
        if self.engine.with_day(&stream, |day, _| is_kept(day)).await? {
            return self.unless_untold(row, offer, setup).await;
        }
        let id = offer_id(visit, offer.starts_at);
        let was_kept = self.engine.read(move |reader| reader.remembered(WATCH_SENDER, &id)).await??.is_some();
        if was_kept {
            let state = if row.offers.len() >= OFFERS_MAX { WatchState::Over } else { WatchState::Open };
            return Ok(Some(WatchRow { state, ..row.clone() }));
        }
        // It was written down, and then the program ended: she was told nothing. It is offered anew, if it still is to be had.
        Ok(Some(withdrawn(row)))
    }

    /// Whoever cannot be told of what is kept for her waits no more, and it is let go: her number is none, or she is forgotten.
    async fn unless_untold(
        &self,
        row: &WatchRow,
        offer: WatchOffer,
        setup: &Setup,
    ) -> Result<Option<WatchRow>, EngineError> {
        let visit = row.visit;
        let told = self.engine.read(move |reader| {
            let of_offer = |message: &store::OutboxRow| {
                message.kind == MessageKind::TimeFree && message.starts_at == Some(offer.starts_at)
            };
            let all: Vec<_> = reader.messages_of(visit)?.into_iter().filter(of_offer).collect();
            let failed = all.iter().all(|m| matches!(m.state, OutboxState::Failed | OutboxState::Dropped));
            Ok::<_, store::StoreError>(reader.person(visit)?.is_some() && (all.is_empty() || !failed))
        });
        if told.await?? {
            return Ok(None);
        }
        self.engine.end_hold(visit, &stream_of(&row.wish.centre, offer.starts_at, setup), offer.starts_at).await?;
        Ok(Some(WatchRow { state: WatchState::Over, ..row.clone() }))
    }

    /// Writes a row; where it is not any more as it was looked at, it is left to the next look.
    async fn change(&mut self, place: usize, after: WatchRow) -> Result<bool, EngineError> {
        let (before, wanted, now) = (self.rows[place].clone(), after.clone(), self.now);
        let done = self.engine.work(move |core| core.settle_watch(&before, wanted, now)).await??;
        self.rows[place] = WatchRow { changed_at: now, ..after };
        if !done {
            // Whoever changed it has woken us.
            self.rows[place].state = WatchState::Stopped;
        }
        Ok(done)
    }

    async fn offer(&mut self) -> Result<(), EngineError> {
        let mut groups: BTreeMap<Group, (Date, Date)> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.state == WatchState::Open) {
            let wish = &row.wish;
            let key = (wish.centre.clone(), wish.service.clone(), wish.mode);
            let dates = groups.entry(key).or_insert((wish.when.from, wish.when.to));
            *dates = (dates.0.min(wish.when.from), dates.1.max(wish.when.to));
        }
        for (group, dates) in groups {
            let Some(setup) = self.setup(&group.0) else { continue };
            // Nobody is woken for a quarter of an hour: what comes free at night is offered in the morning.
            if let Some((_, ends)) = setup.messages.quiet.and_then(|quiet| quiet.around(self.now, &setup)) {
                self.wakes(ends);
                continue;
            }
            self.offer_group(&group, dates, &setup).await?;
        }
        Ok(())
    }

    async fn offer_group(&mut self, group: &Group, (from, to): (Date, Date), setup: &Setup) -> Result<(), EngineError> {
        let from = from.max(self.now.date(&setup.time_zone));
        let span = i64::try_from(SLOT_DAYS_MAX).unwrap_or(1) - 1;
        let to = to.min(from.checked_add(span.days()).unwrap_or(to));
        let mut refused = BTreeSet::new();
        for day in self.free(group, from, to).await? {
            let mut times = day.1;
            while let Some((starts_at, place)) = self.drawn(group, &times, &refused, setup) {
                if self.made >= OFFERS_PER_LOOK_MAX {
                    self.wakes(self.now);
                    return Ok(());
                }
                if !self.may_offer(place).await? {
                    continue;
                }
                if !self.keep(place, starts_at, setup).await? {
                    refused.insert(starts_at);
                }
                times = self.free(group, day.0, day.0).await?.pop().map(|day| day.1).unwrap_or_default();
            }
        }
        Ok(())
    }

    /// The times that can be had from one date to another, by date; none where the plan does not know the service any more.
    async fn free(&self, group: &Group, from: Date, to: Date) -> Result<Vec<(Date, Vec<Instant>)>, EngineError> {
        let (centre, service, mode) = group;
        let wish = SlotsWish {
            services: vec![service.clone()],
            mode: *mode,
            employee: None,
            for_employee: false,
            except: None,
        };
        let times = |day: DaySlots| (day.date, day.slots().iter().map(|slot| slot.starts_at).collect());
        match self.engine.slots(centre, wish.clone(), from, to).await {
            Ok(days) => return Ok(days.into_iter().map(times).collect()),
            Err(EngineError::Refused(_)) => return Ok(Vec::new()),
            Err(error) if refuses_a_day(&error) => {}
            Err(error) => return Err(error),
        }
        // One of these days cannot be read, for good: the others have times all the same.
        let mut all = Vec::new();
        for date in std::iter::successors(Some(from), |date| date.tomorrow().ok()).take_while(|date| *date <= to) {
            match self.engine.slots(centre, wish.clone(), date, date).await {
                Ok(days) => all.extend(days.into_iter().map(times)),
                Err(EngineError::Refused(_)) => {}
                Err(error) if refuses_a_day(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(all)
    }

    /// Whether somebody who was drawn can be offered anything: she has not booked under this name, and is known yet.
    async fn may_offer(&mut self, place: usize) -> Result<bool, EngineError> {
        let row = self.rows[place].clone();
        let visit = row.visit;
        let (day, person) = self
            .engine
            .read(move |reader| Ok::<_, store::StoreError>((reader.day_of(visit)?, reader.person(visit)?)))
            .await??;
        let state = match (day, person) {
            (None, Some(_)) => return Ok(true),
            (Some(_), _) => WatchState::Booked,
            (None, None) => WatchState::Over,
        };
        self.change(place, WatchRow { state, ..row }).await?;
        Ok(false)
    }

    /// The first of these times that somebody waits for, and who of them is drawn.
    fn drawn(
        &self,
        group: &Group,
        times: &[Instant],
        refused: &BTreeSet<Instant>,
        setup: &Setup,
    ) -> Option<(Instant, usize)> {
        let earliest = self.now.plus_minutes(OFFER_LEAD_MINUTES);
        let of = |starts_at: &Instant| {
            let waits = |row: &WatchRow| {
                row.state == WatchState::Open
                    && !self.barred.contains(&row.visit)
                    && (&row.wish.centre, &row.wish.service, row.wish.mode) == (&group.0, &group.1, group.2)
                    && row.wish.ways.iter().any(|way| self.ways.contains(way))
                    && row.wish.when.wants(*starts_at, &setup.time_zone)
                    && row.offers.iter().all(|offer| offer.starts_at != *starts_at)
            };
            let candidates: Vec<usize> = (0..self.rows.len()).filter(|place| waits(&self.rows[*place])).collect();
            draw(self.secret, *starts_at, &self.rows, &candidates).map(|place| (*starts_at, place))
        };
        times.iter().filter(|at| earliest <= **at && !refused.contains(at)).find_map(of)
    }

    /// Writes down that a time is offered, and keeps it. `false` where it cannot be kept any more: nothing was offered then.
    async fn keep(&mut self, place: usize, starts_at: Instant, setup: &Setup) -> Result<bool, EngineError> {
        let stream = stream_of(&self.rows[place].wish.centre, starts_at, setup);
        if self.engine.with_day(&stream, |day, _| day.holds().len() >= HOLDS_PER_DAY_MAX).await? {
            return Ok(false);
        }
        let mut row = self.rows[place].clone();
        let until = self.now.plus_minutes(i64::from(OFFER_MINUTES));
        row.offers.push(WatchOffer { starts_at, until });
        row.state = WatchState::Offered;
        if !self.change(place, row.clone()).await? {
            return Ok(true);
        }
        let action = Action::Hold {
            visit: row.visit,
            services: vec![row.wish.service.clone()],
            starts_at,
            mode: row.wish.mode,
            employee: None,
            minutes: OFFER_MINUTES,
        };
        let request = Request {
            command: Command { by: Actor::Clock, action },
            ..Engine::on_behalf(&stream, row.visit, starts_at)
        };
        match self.engine.submit(request).await {
            Ok(_) => {
                self.made += 1;
                self.wakes(until);
                Ok(true)
            }
            Err(EngineError::Refused(refusal)) => {
                let after = withdrawn(&self.rows[place]);
                self.change(place, after).await?;
                // What is refused because of her is no less free for the others.
                let is_hers = refusal == Refusal::VisitExists;
                if is_hers {
                    self.barred.insert(row.visit);
                }
                Ok(is_hers)
            }
            Err(error) => Err(error),
        }
    }
}

/// Whether it is about one day alone, which is refused until somebody has mended it.
fn refuses_a_day(error: &EngineError) -> bool {
    matches!(error, EngineError::Store(error) if error.refuses_a_stream())
}

/// The row without its last offer, which came to nothing.
fn withdrawn(row: &WatchRow) -> WatchRow {
    let mut row = row.clone();
    row.offers.pop();
    WatchRow { state: WatchState::Open, ..row }
}

fn stream_of(centre: &CentreId, starts_at: Instant, setup: &Setup) -> StreamId {
    StreamId { centre: centre.clone(), date: starts_at.date(&setup.time_zone) }
}
