//! Who waits for a time to come free: a citizen who found none that suits her is offered one when there is, by lottery, kept for
//! a quarter of an hour.
//!
//! State, not events: a look asks whether there is a free time that somebody waits for, whatever made it free. It is taken after
//! each commit and once a minute, so that nothing is missed by a crash and there is nothing to catch up with. An offer is a time
//! that the clock keeps ([`domain::command::Action::Hold`]); that it is told follows from the log, as with every message. What
//! is offered is written down before it is kept, and kept by a command that is done once: a look that was broken off anywhere
//! is taken up by the next.
//!
//! The lottery is in [`lottery`], and is fair to people, not to addresses. Nothing here may open what the vault knows.

mod look;
pub mod lottery;

use std::time::Duration;

use domain::command::{Action, Actor, Command};
use domain::ids::{ServiceId, StreamId, VisitId};
use domain::time::Instant;
use jiff::civil::Date;
use store::{HashKind, PersonChange, PersonLimit, WatchEntered, WatchRow, WatchWish};
use tokio::time::sleep;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::request::Request;

/// The sender of the commands that keep a time for somebody who waits.
pub const WATCH_SENDER: &str = "watch";

/// How long a watch that came to its end is kept, in days: so long its page says what became of it.
pub const WATCH_KEEP_DAYS: i64 = 30;

/// The longest time between two looks, in real time: what the clock alone makes free is noticed so late at most.
const LOOK_EVERY: Duration = Duration::from_mins(1);

/// The shortest time between two looks; commits come by the hundred. It is short, because a time that came free is anybody's until
/// the look is taken.
const LOOK_PAUSE: Duration = Duration::from_millis(10);

/// How many times as long as a look took it rests after it: so it never takes more than a third of a processor.
const REST: u32 = 2;

/// Somebody who begins to wait.
#[derive(Debug, Clone)]
pub struct NewWatch {
    /// The visit that it may become.
    pub visit: VisitId,
    /// From where she asks: a keyed hash, the same for all who ask from there.
    pub origin: [u8; 32],
    /// What she waits for.
    pub wish: WatchWish,
    /// Who she is, for the vault.
    pub person: PersonChange,
    /// By what she is found, for the limit of one person.
    pub hashes: Vec<(HashKind, [u8; 32])>,
}

impl Engine {
    /// Begins to offer times that come free to those who wait for them. The lottery is drawn with this secret, which nobody
    /// outside knows. Once per engine.
    pub fn offer_times(&self, secret: [u8; 32]) {
        self.spawn(run(self.clone(), secret));
    }

    /// Enters somebody who waits for a time; durable when it returns. `by` stands in the record of changes.
    ///
    /// # Errors
    /// [`EngineError::UnknownCentre`], and what the store says.
    pub async fn watch(&self, new: NewWatch, by: &str) -> Result<WatchEntered, EngineError> {
        self.known_setup(&new.wish.centre)?;
        let (now, by) = (self.now(), by.to_owned());
        let entered = self.work(move |core| core.enter_watch(new, &by, now)).await??;
        self.watching().notify_one();
        Ok(entered)
    }

    /// A watch as it stands; none where there never was one, or it is forgotten.
    ///
    /// # Errors
    /// What the store says.
    pub async fn watch_of(&self, visit: VisitId) -> Result<Option<WatchRow>, EngineError> {
        Ok(self.read(move |reader| reader.watch(visit)).await??)
    }

    /// Ends a watch because she says so: what is known of her is forgotten, and a time that is kept for her is let go. `false`
    /// where she waits no more, or has booked. `by` stands in the record of changes.
    ///
    /// # Errors
    /// What the store says.
    pub async fn stop_watching(&self, visit: VisitId, by: &str) -> Result<bool, EngineError> {
        let (now, by) = (self.now(), by.to_owned());
        let Some(row) = self.work(move |core| core.stop_watch(visit, &by, now)).await?? else { return Ok(false) };
        self.let_go(&row).await?;
        Ok(true)
    }

    /// Lets go of the time that is kept for somebody who waits; she goes on waiting for another one.
    ///
    /// # Errors
    /// As [`Engine::submit`]; a time that is not kept any more is no error.
    pub async fn pass_offer(&self, visit: VisitId) -> Result<(), EngineError> {
        let Some(row) = self.watch_of(visit).await? else { return Ok(()) };
        self.let_go(&row).await?;
        self.watching().notify_one();
        Ok(())
    }

    /// How many open bookings of a service whoever waits may have, as the vault knows her; for the booking of what she was
    /// offered. Nothing of her is given.
    ///
    /// # Errors
    /// What the store says.
    pub async fn limit_of(
        &self,
        visit: VisitId,
        service: &ServiceId,
        most: u8,
        from: Date,
    ) -> Result<PersonLimit, EngineError> {
        let person = self.read(move |reader| reader.person(visit)).await??;
        let hash_of = |kind: HashKind| Some((kind, person.as_ref()?.findable(kind)?.hash));
        let hashes = [HashKind::Phone, HashKind::Email, HashKind::Cpr].into_iter().filter_map(hash_of).collect();
        Ok(PersonLimit { service: service.clone(), most: u32::from(most), hashes, from, except: visit })
    }

    /// Whether one more open booking would be more than a person may have: she could not take what she would be offered.
    ///
    /// # Errors
    /// What the store says.
    pub async fn is_over(&self, limit: PersonLimit) -> Result<bool, EngineError> {
        Ok(self.read(move |reader| reader.is_over(&limit)).await??)
    }

    async fn let_go(&self, row: &WatchRow) -> Result<(), EngineError> {
        let Some((stream, starts_at)) = self.offered(row) else { return Ok(()) };
        self.end_hold(row.visit, &stream, starts_at).await
    }

    /// Ends a hold of the clock's; one that is over is no error.
    async fn end_hold(&self, visit: VisitId, stream: &StreamId, starts_at: Instant) -> Result<(), EngineError> {
        let command = Command { by: Actor::Citizen, action: Action::EndHold { visit } };
        let request = Request {
            command_id: format!("{}:end", offer_id(visit, starts_at)),
            command,
            ..Self::on_behalf(stream, visit, starts_at)
        };
        match self.submit(request).await {
            Ok(_) | Err(EngineError::Refused(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The day and the beginning of what was offered last, where it may be kept yet.
    fn offered(&self, row: &WatchRow) -> Option<(StreamId, Instant)> {
        let offer = row.offers.last().filter(|offer| self.now() < offer.until)?;
        let zone = &self.setup(&row.wish.centre)?.time_zone;
        let stream = StreamId { centre: row.wish.centre.clone(), date: offer.starts_at.date(zone) };
        Some((stream, offer.starts_at))
    }

    /// A command about a time for somebody who waits; its name says all that is asked for.
    fn on_behalf(stream: &StreamId, visit: VisitId, starts_at: Instant) -> Request {
        Request {
            sender: WATCH_SENDER.to_owned(),
            command_id: offer_id(visit, starts_at),
            body_hash: [0; 32],
            centre: stream.centre.clone(),
            date: Some(stream.date),
            command: Command { by: Actor::Clock, action: Action::EndHold { visit } },
            people: Vec::new(),
            limits: Vec::new(),
        }
    }
}

/// The name of the command that keeps a time for somebody: nobody is offered the same time twice.
fn offer_id(visit: VisitId, starts_at: Instant) -> String {
    format!("{visit}@{:x}", starts_at.as_millis())
}

/// Until the engine ends.
async fn run(engine: Engine, secret: [u8; 32]) {
    loop {
        let began = tokio::time::Instant::now();
        let next = match engine.look_for_times(&secret).await {
            Ok(next) => next,
            Err(EngineError::ShuttingDown) => return,
            Err(error) => {
                tracing::warn!(%error, "Those who wait for a time cannot be looked after; it is tried again.");
                sleep(engine.limits().timer_retry_pause).await;
                continue;
            }
        };
        sleep((began.elapsed() * REST).max(LOOK_PAUSE)).await;
        // An offer that ends is no commit that wakes: it is looked at in that moment.
        let pause = next.map_or(LOOK_EVERY, |at| engine.clock().until(at).min(LOOK_EVERY));
        tokio::select! {
            () = engine.watching().notified() => {}
            () = sleep(pause) => {}
        }
    }
}
