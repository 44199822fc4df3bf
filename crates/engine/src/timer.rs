//! What the clock brings about: missed visits that end, appointments whose time comes, days that close; and what is
//! forgotten in time.
//!
//! Everything it does is a command with an identifier made from what it does, so that two machines, or the same one
//! after a crash, do it once. It reads committed days and decides nothing by itself.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::command::{Action, Actor, Command};
use domain::ids::{CentreId, SetupVersion, StreamId};
use domain::time::Instant;
use jiff::civil::Date;
use tokio::time::{Instant as Moment, sleep};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::identifiers::{clock_command_id, close_command_id};
use crate::request::Request;
use crate::writer::Retained;

/// The sender of the clock's commands.
pub const CLOCK_SENDER: &str = "clock";

/// The shortest sleep, so that a fast clock does not make a busy loop.
const SLEEP_MIN: Duration = Duration::from_millis(2);

/// What the timer knows between two looks.
#[derive(Default)]
struct Timer {
    /// When each day's clock next does something. A day that left memory stays here, so that it is still done.
    due: BTreeMap<StreamId, Due>,
    /// The date each centre was on at the last look.
    dates: BTreeMap<CentreId, Date>,
    /// Days of before that are to be closed, and may be tried again from then on.
    left_open: BTreeMap<StreamId, Moment>,
    retained_at: Option<Instant>,
}

struct Due {
    version: u64,
    setup: SetupVersion,
    at: Option<Instant>,
    closes: bool,
    try_from: Option<Moment>,
}

/// The timer's task.
pub(crate) async fn run(engine: Engine) {
    let mut timer = Timer::default();
    loop {
        timer.look(&engine).await;
        let until = timer.next().map_or(Duration::MAX, |at| engine.clock().until(at));
        sleep(until.clamp(SLEEP_MIN, engine.limits().timer_pause)).await;
    }
}

impl Timer {
    async fn look(&mut self, engine: &Engine) {
        let now = engine.now();
        self.turn_dates(engine, now).await;
        self.close_left_open(engine, now).await;
        self.read_deadlines(engine);
        self.fire(engine, now).await;
        drop_idle(engine, now).await;
        self.retain(engine, now).await;
    }

    /// Where a centre has come to a new date: its day is loaded, and days of before that are still open are found.
    async fn turn_dates(&mut self, engine: &Engine, now: Instant) {
        for centre in engine.centres() {
            let Some(setup) = engine.setup(&centre) else { continue };
            let today = now.date(&setup.time_zone);
            if self.dates.get(&centre) == Some(&today) {
                continue;
            }
            let of_centre = centre.clone();
            let open = engine.read(move |reader| reader.open_streams_before(today)).await;
            match open.and_then(|r| r.map_err(EngineError::from)) {
                Ok(open) => {
                    let open = open.into_iter().filter(|s| s.centre == of_centre);
                    self.left_open.extend(open.map(|s| (s, Moment::now())));
                }
                Err(error) => {
                    tracing::warn!(%error, "Days that were left open cannot be looked for; it is tried again.");
                    continue;
                }
            }
            let stream = StreamId { centre: centre.clone(), date: today };
            if let Err(error) = engine.shared_day(&stream).await {
                tracing::warn!(%error, %stream, "The new day cannot be read.");
            }
            self.dates.insert(centre, today);
        }
    }

    /// Closes the days of before that nobody closed: the program may not have run at their midnight.
    async fn close_left_open(&mut self, engine: &Engine, now: Instant) {
        let ready: Vec<StreamId> =
            self.left_open.iter().filter(|(_, from)| **from <= Moment::now()).map(|(s, _)| s.clone()).collect();
        for stream in ready {
            match engine.submit(close(&stream)).await {
                Ok(_) | Err(EngineError::Refused(_)) => {
                    self.left_open.remove(&stream);
                    self.due.remove(&stream);
                    tracing::info!(%stream, "A day that was left open is closed.");
                }
                Err(EngineError::ShuttingDown) => return,
                Err(error) => {
                    tracing::warn!(%error, %stream, at = %now, "A day that was left open cannot be closed; it is tried again.");
                    self.left_open.insert(stream, Moment::now() + engine.limits().timer_retry_pause);
                }
            }
        }
    }

    /// Asks every day in memory that has changed since the last look.
    fn read_deadlines(&mut self, engine: &Engine) {
        for (stream, shared) in engine.days().all() {
            let Some(setup) = engine.setup(&stream.centre) else { continue };
            let day = shared.read();
            let known = self.due.get(&stream);
            if known.is_some_and(|d| d.version == day.version() && d.setup == setup.version) {
                continue;
            }
            let at = domain::decide::next_deadline(&day, &setup);
            let closes = at.is_some_and(|at| at >= domain::decide::closes_at(&day, &setup));
            let due = Due { version: day.version(), setup: setup.version, at, closes, try_from: None };
            drop(day);
            self.due.insert(stream, due);
        }
    }

    /// Sends what is due.
    async fn fire(&mut self, engine: &Engine, now: Instant) {
        let retry = engine.limits().timer_retry_pause;
        for (stream, due) in &mut self.due {
            let Some(at) = due.at.filter(|at| *at <= now) else { continue };
            if due.try_from.is_some_and(|from| Moment::now() < from) {
                continue;
            }
            // A day that has changed by it is read again at the next look; the pause is for one that has not.
            due.try_from = Some(Moment::now() + retry);
            let request = if due.closes { close(stream) } else { look_at_clock(stream, at) };
            match engine.submit(request).await {
                Ok(_) | Err(EngineError::Refused(_)) => {}
                Err(EngineError::ShuttingDown) => return,
                Err(error) => {
                    tracing::warn!(%error, %stream, "What the clock brings about could not be done; it is tried again.");
                }
            }
        }
        self.due.retain(|stream, due| due.at.is_some() || engine.days().get(stream).is_some());
    }

    /// When something is due next.
    fn next(&self) -> Option<Instant> {
        self.due.values().filter(|d| d.try_from.is_none()).filter_map(|d| d.at).min()
    }

    async fn retain(&mut self, engine: &Engine, now: Instant) {
        let every = u64::try_from(engine.limits().retention_seconds).unwrap_or(3_600);
        if self.retained_at.is_some_and(|at| now.seconds_since(at) < every) {
            return;
        }
        self.retained_at = Some(now);
        let retained = forget(engine, now).await;
        if retained.streams > 0 {
            engine.past().forget_days();
        }
        if retained.streams + retained.people + retained.commands > 0 {
            let (streams, people, commands) = (retained.streams, retained.people, retained.commands);
            tracing::info!(streams, people, commands, "What had to be forgotten is forgotten.");
        }
    }
}

/// Pass by pass, so that commands come in between.
async fn forget(engine: &Engine, now: Instant) -> Retained {
    let mut all = Retained { more: true, ..Retained::default() };
    while all.more {
        match engine.work(move |core| core.retain(now)).await {
            Ok(Ok(retained)) => all = all.and(retained),
            Ok(Err(error)) => {
                tracing::warn!(%error, "What has to be forgotten could not be; it is tried again later.");
                break;
            }
            // It fails only when the program ends.
            Err(_) => break,
        }
    }
    all
}

async fn drop_idle(engine: &Engine, now: Instant) {
    let seconds = u64::try_from(engine.limits().idle_seconds).unwrap_or(0);
    if engine.days().any_idle(now, seconds) {
        // It fails only when the program ends.
        let _ending = engine.work(move |core| core.drop_idle(now)).await;
    }
}

fn look_at_clock(stream: &StreamId, deadline: Instant) -> Request {
    request(stream, clock_command_id(stream, deadline), Action::Clock)
}

fn close(stream: &StreamId) -> Request {
    request(stream, close_command_id(stream), Action::CloseDay { confirmed: true })
}

fn request(stream: &StreamId, command_id: String, action: Action) -> Request {
    Request {
        sender: CLOCK_SENDER.to_owned(),
        command_id,
        // The identifier says all that is asked for.
        body_hash: [0; 32],
        centre: stream.centre.clone(),
        date: Some(stream.date),
        command: Command { by: Actor::Clock, action },
        people: Vec::new(),
        limits: Vec::new(),
    }
}
