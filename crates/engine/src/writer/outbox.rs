//! The outbox, as the writer keeps it: rows of what the log gives to tell, taken when they are due, settled when they are out.
//!
//! All of it is idempotent. The log may be read again from any earlier place: the same event gives the same rows. A row that was
//! handed over and of which nothing was heard is unknown after a start. Whether a message is so yet is asked of its day in the
//! moment in which it goes out, and of the vault whether she wants it; nothing that was true once is believed.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use domain::command::{Action, Actor, Command};
use domain::day::{Origin, State, Visit};
use domain::event::Fact;
use domain::ids::{StreamId, VisitId};
use domain::message::{Channel, Fate, MessageKind};
use domain::telling::{NEAR, Telling, ToTell, telling, to_tell};
use domain::time::Instant;
use sha2::{Digest as _, Sha256};
use store::{NewLookUp, OutboxRow, OutboxState, OutboxWrite, Person, Purpose, Recorded};

use super::Core;
use crate::error::EngineError;
use crate::outbox::reports::Parts;
use crate::outbox::{
    Became, DeliveryReport, EARLY_MAX, EARLY_SECONDS, Letter, LetterVisit, Line, PAUSE_SECONDS, PAUSE_SECONDS_MAX,
    Standing, Taken, Told, UNKNOWN_MAX, UNKNOWN_PAUSE_SECONDS, UNKNOWN_PAUSE_SECONDS_MAX, WayHealth,
};
use crate::request::Request;

/// The sender of the commands that note what became of messages.
pub const MESSAGES_SENDER: &str = "messages";

/// How many places one event takes in the order of its visit's messages.
const PLACES_PER_EVENT: u64 = 64;

/// How many events may be read again after a start, where they gave nothing to tell: so rarely the place in the log is kept.
const CURSOR_EVERY: u64 = 1_000;

/// What is due when it is soon her turn, and not yet: the last instant there is.
fn not_known() -> Instant {
    Instant::from_millis(i64::MAX)
}

/// What the outbox has in memory. None of it is the only place of anything.
pub(super) struct Outbox {
    /// The ways that have a provider.
    ways: Vec<Channel>,
    /// How far the log was read.
    cursor: u64,
    /// How far the store knows that it was.
    kept_cursor: u64,
    /// Who is to be told that it is soon her turn, with the message's name.
    watched: BTreeMap<VisitId, (StreamId, String)>,
    lines: BTreeMap<Channel, Line>,
    /// Reports about messages that nobody knows yet, with when they came.
    early: VecDeque<(Instant, Channel, DeliveryReport)>,
}

impl Core {
    /// Begins to keep an outbox for these ways, from the end of the log where there never was one. What was handed over before,
    /// and of which nothing is known, is unknown.
    ///
    /// # Errors
    /// What the store says; it can be called again then.
    pub fn open_outbox(&mut self, ways: &[Channel], now: Instant) -> Result<(), EngineError> {
        let cursor = match self.reader.outbox_cursor()? {
            Some(cursor) => cursor,
            None => self.reader.newest_position()?,
        };
        let mut changed = self.reader.messages_in(OutboxState::Sending, Instant::from_millis(i64::MIN), usize::MAX)?;
        for row in &mut changed {
            lose_answer(row, now);
        }
        self.store.write_outbox(&OutboxWrite { cursor: Some(cursor), changed, ..OutboxWrite::default() })?;
        let watched = self.reader.messages_in(OutboxState::Waiting, not_known(), usize::MAX)?;
        self.outbox = Some(Outbox {
            ways: ways.to_vec(),
            cursor,
            kept_cursor: cursor,
            watched: watched.into_iter().map(|row| (row.visit, (row.stream, row.id))).collect(),
            lines: ways.iter().map(|way| (*way, Line::default())).collect(),
            early: VecDeque::new(),
        });
        Ok(())
    }

    /// Makes rows of what the log has that was not looked at; `true` where there may be more.
    ///
    /// # Errors
    /// What the store says; the same is looked at again then.
    pub fn feed_outbox(&mut self, now: Instant) -> Result<bool, EngineError> {
        let Some(outbox) = &self.outbox else { return Ok(false) };
        let (ways, cursor, kept) = (outbox.ways.clone(), outbox.cursor, outbox.kept_cursor);
        let page = self.reader.log(cursor, self.limits.page_events)?;
        let Some((newest, _, _)) = page.last() else { return Ok(false) };
        let newest = *newest;
        let more = page.len() >= self.limits.page_events;
        let mut new = Vec::new();
        for (position, stream, recorded) in &page {
            new.extend(self.rows_of(*position, stream, recorded, &ways, now)?);
        }
        let keeps = !new.is_empty() || newest - kept >= CURSOR_EVERY;
        if keeps {
            self.store.write_outbox(&OutboxWrite { cursor: Some(newest), new, ..OutboxWrite::default() })?;
        }
        let watched =
            if keeps { self.reader.messages_in(OutboxState::Waiting, not_known(), usize::MAX)? } else { Vec::new() };
        if let Some(outbox) = &mut self.outbox {
            outbox.cursor = newest;
            if keeps {
                outbox.kept_cursor = newest;
                outbox.watched = watched.into_iter().map(|row| (row.visit, (row.stream, row.id))).collect();
            }
        }
        Ok(more)
    }

    /// The rows of one event, where its citizen wants to be told.
    fn rows_of(
        &mut self,
        position: u64,
        stream: &StreamId,
        recorded: &Recorded,
        ways: &[Channel],
        now: Instant,
    ) -> Result<Vec<OutboxRow>, EngineError> {
        let Some(setup) = self.setups.get(&stream.centre).map(Arc::clone) else { return Ok(Vec::new()) };
        let fact = &recorded.event.fact;
        let Some(visit) = fact.visit().filter(|_| may_tell(fact)) else { return Ok(Vec::new()) };
        let Some(person) = self.reader.person(visit)? else { return Ok(Vec::new()) };
        let ways: Vec<Channel> = ways.iter().copied().filter(|way| wants(&person, *way)).collect();
        if ways.is_empty() {
            return Ok(Vec::new());
        }
        let day = match self.day(stream, now) {
            Ok(day) => day,
            // A day that cannot be read is refused for good; its messages with it, and the others go on.
            Err(EngineError::Store(error)) if error.refuses_a_stream() => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let tells = to_tell(fact, recorded.event.at, &day.read(), &setup);
        let mut rows = Vec::new();
        for (index, tell) in tells.iter().enumerate() {
            for way in ways.iter().filter(|way| goes_by(tell.kind, **way)) {
                let place = position * PLACES_PER_EVENT + (index as u64).min(PLACES_PER_EVENT - 1);
                rows.push(new_row(stream, recorded.version, tell, *way, place, recorded.event.at));
            }
        }
        Ok(rows)
    }

    /// Looks whose turn is soon, and makes their messages due.
    ///
    /// # Errors
    /// What the store says; the same is looked at again then.
    pub fn watch_turns(&mut self, now: Instant) -> Result<(), EngineError> {
        let Some(outbox) = &self.outbox else { return Ok(()) };
        let watched = outbox.watched.clone();
        let (mut changed, mut over) = (Vec::new(), Vec::new());
        for (visit, (stream, id)) in watched {
            let Some(due) = self.turn_of(visit, &stream, now)? else { continue };
            over.push(visit);
            let Some(mut row) = self.reader.message(&id)?.filter(|row| row.state == OutboxState::Waiting) else {
                continue;
            };
            match due {
                Turn::Near => (row.due_at, row.next_try_at) = (now, now),
                Turn::Over => end(&mut row, OutboxState::Dropped, now),
            }
            row.changed_at = now;
            changed.push(row);
        }
        if !changed.is_empty() {
            self.store.write_outbox(&OutboxWrite { changed, ..OutboxWrite::default() })?;
        }
        if let Some(outbox) = &mut self.outbox {
            outbox.watched.retain(|visit, _| !over.contains(visit));
        }
        Ok(())
    }

    /// None while it is neither near nor over.
    fn turn_of(&mut self, visit: VisitId, stream: &StreamId, now: Instant) -> Result<Option<Turn>, EngineError> {
        let Some(setup) = self.setups.get(&stream.centre).map(Arc::clone) else { return Ok(Some(Turn::Over)) };
        let day = match self.day(stream, now) {
            Ok(day) => day,
            Err(EngineError::Store(error)) if error.refuses_a_stream() => return Ok(Some(Turn::Over)),
            Err(error) => return Err(error),
        };
        let waits = match day.read().visit(visit).map(|visit| visit.state.clone()) {
            Some(State::Waiting) => true,
            // It may wait again.
            Some(State::Booked | State::Parked { .. } | State::Missed { .. }) => false,
            _ => return Ok(Some(Turn::Over)),
        };
        if !waits {
            return Ok(None);
        }
        let hall = day.hall(&setup, now);
        let place = hall.waiting.iter().find(|place| place.visit == visit);
        let near = place.is_some_and(|place| place.ahead <= NEAR && place.not_before.is_none_or(|until| until <= now));
        Ok(near.then_some(Turn::Near))
    }

    /// Takes what is due and may go out now, as far as its providers have room. What is not so any more is dropped, and what
    /// waited for it goes out in its place.
    ///
    /// # Errors
    /// What the store says; what was taken before that is unknown.
    pub fn take_messages(&mut self, now: Instant) -> Result<Taken, EngineError> {
        let mut all = Taken::default();
        loop {
            let taken = self.take_once(now)?;
            let more = !taken.dropped.is_empty();
            all.letters.extend(taken.letters);
            all.dropped.extend(taken.dropped);
            if !more {
                return Ok(all);
            }
        }
    }

    fn take_once(&mut self, now: Instant) -> Result<Taken, EngineError> {
        let Some(outbox) = &self.outbox else { return Ok(Taken::default()) };
        let rooms: Vec<(Channel, usize)> =
            outbox.lines.iter().map(|(way, line)| (*way, line.room(now))).filter(|(_, room)| *room > 0).collect();
        let (mut taken, mut changed) = (Taken::default(), Vec::new());
        for (way, room) in rooms {
            for row in self.reader.messages_due(way, now, room)? {
                match self.look_at(&row, now)? {
                    Look::Goes(letter) => {
                        changed.push(OutboxRow {
                            state: OutboxState::Sending,
                            tries: row.tries.saturating_add(1),
                            changed_at: now,
                            ..row
                        });
                        taken.letters.push(*letter);
                    }
                    Look::Waits(until) => changed.push(OutboxRow { next_try_at: until, ..row }),
                    Look::Drops => {
                        taken.dropped.push(way);
                        let mut row = row;
                        end(&mut row, OutboxState::Dropped, now);
                        changed.push(row);
                    }
                }
            }
        }
        if changed.is_empty() {
            return Ok(taken);
        }
        // Whoever is written to may know that her address was looked at, and what for.
        let look_up = |letter: &Letter| NewLookUp::of(&letter.person, MESSAGES_SENDER, Purpose::Message, now);
        let look_ups: Vec<NewLookUp> = taken.letters.iter().map(look_up).collect();
        if !look_ups.is_empty() {
            self.store.record_look_ups(&look_ups)?;
        }
        self.store.write_outbox(&OutboxWrite { changed, ..OutboxWrite::default() })?;
        if let Some(outbox) = &mut self.outbox {
            for letter in &taken.letters {
                outbox.lines.entry(letter.channel).or_default().take();
            }
        }
        Ok(taken)
    }

    /// Whether a message goes out now.
    fn look_at(&mut self, row: &OutboxRow, now: Instant) -> Result<Look, EngineError> {
        let Some(setup) = self.setups.get(&row.stream.centre).map(Arc::clone) else { return Ok(Look::Drops) };
        let Some(person) = self.reader.person(row.visit)?.filter(|person| wants(person, row.channel)) else {
            return Ok(Look::Drops);
        };
        let day = match self.day(&row.stream, now) {
            Ok(day) => day,
            Err(EngineError::Store(error)) if error.refuses_a_stream() => return Ok(Look::Drops),
            Err(error) => return Err(error),
        };
        if self.comes_again(row, now)? {
            return Ok(Look::Drops);
        }
        let day = day.read();
        let visit = day.visit(row.visit);
        let tell = ToTell { visit: row.visit, kind: row.kind, starts_at: row.starts_at, due_at: Some(row.due_at) };
        match (telling(visit, &tell, row.channel, &setup, now), visit) {
            (Telling::NotBefore(until), _) => Ok(Look::Waits(until)),
            (Telling::Now, Some(visit)) => Ok(Look::Goes(Box::new(Letter {
                id: row.id.clone(),
                kind: row.kind,
                channel: row.channel,
                made_at: row.made_at,
                stream: row.stream.clone(),
                visit: letter_visit(visit),
                setup: Arc::clone(&setup),
                person,
            }))),
            (Telling::Never | Telling::Now, _) => Ok(Look::Drops),
        }
    }

    /// Whether a reminder is late, and the next one of the same time is due as well: one is enough.
    fn comes_again(&self, row: &OutboxRow, now: Instant) -> Result<bool, EngineError> {
        if row.kind != MessageKind::Reminder {
            return Ok(false);
        }
        let all = self.reader.messages_of(row.visit)?;
        Ok(all.iter().any(|other| {
            other.kind == row.kind
                && other.channel == row.channel
                && other.starts_at == row.starts_at
                && other.state == OutboxState::Waiting
                && row.due_at < other.due_at
                && other.due_at <= now
        }))
    }

    /// Records what came of a try; none where the message is not on its way any more.
    ///
    /// # Errors
    /// What the store says; to be called again then.
    pub fn settle_message(
        &mut self,
        id: &str,
        channel: Channel,
        told: &Told,
        now: Instant,
    ) -> Result<Option<Became>, EngineError> {
        let Some(mut row) = self.reader.message(id)? else { return Ok(self.settled(channel, told, now, None)) };
        let again = row.unknown > 0;
        let mut became = match (row.state, told) {
            (OutboxState::Sending, Told::Taken(provider)) => {
                row.provider_id.clone_from(provider);
                row.state = OutboxState::Sent;
                row.to_note = Some(Fate::Sent);
                Some(if again { Became::SentAgain } else { Became::Sent })
            }
            (OutboxState::Sending, Told::Refused) => {
                end(&mut row, OutboxState::Failed, now);
                Some(Became::Failed)
            }
            (OutboxState::Sending, Told::Later(asked)) => {
                row.state = OutboxState::Waiting;
                row.next_try_at = now.plus_seconds(pause(row.tries, *asked));
                Some(Became::Later)
            }
            // Whoever reports on it has it.
            (OutboxState::Sending, Told::Unknown) if !row.reports.is_empty() => {
                row.state = OutboxState::Sent;
                row.to_note = Some(Fate::Sent);
                Some(if again { Became::SentAgain } else { Became::Sent })
            }
            (OutboxState::Sending, Told::Unknown) => {
                lose_answer(&mut row, now);
                Some(if row.state == OutboxState::Failed { Became::Failed } else { Became::Unknown })
            }
            // A report was faster than the answer.
            (OutboxState::Delivered | OutboxState::Failed, Told::Taken(provider)) => {
                row.provider_id = provider.clone().or(row.provider_id);
                Some(if again { Became::SentAgain } else { Became::Sent })
            }
            _ => None,
        };
        row.changed_at = now;
        if let Some(provider) = row.provider_id.clone() {
            for report in self.early_reports(channel, &provider) {
                became = take_in(&mut row, &report, now).or(became);
            }
        }
        if became.is_some() {
            self.store.write_outbox(&OutboxWrite { changed: vec![row], ..OutboxWrite::default() })?;
        }
        Ok(self.settled(channel, told, now, became))
    }

    fn settled(&mut self, channel: Channel, told: &Told, now: Instant, became: Option<Became>) -> Option<Became> {
        if let Some(outbox) = &mut self.outbox {
            outbox.lines.entry(channel).or_default().settle(told, now);
        }
        became
    }

    /// Takes a provider's report in; none where nothing changes by it. One about a message that is not known waits a while for
    /// its answer.
    ///
    /// # Errors
    /// What the store says; the provider reports again then.
    pub fn report_message(
        &mut self,
        channel: Channel,
        report: &DeliveryReport,
        now: Instant,
    ) -> Result<Reported, EngineError> {
        let ours = match &report.our_id {
            Some(id) => self.reader.message(id)?.filter(|row| row.channel == channel),
            None => None,
        };
        let row = match (ours, &report.provider_id) {
            (Some(row), _) => Some(row),
            (None, Some(id)) => self.reader.message_of_provider(channel, id)?.pop(),
            (None, None) => None,
        };
        let Some(mut row) = row else {
            self.keep_early(channel, report, now);
            return Ok(Reported::Unknown);
        };
        let before = row.clone();
        let became = take_in(&mut row, report, now);
        if row != before {
            self.store.write_outbox(&OutboxWrite { changed: vec![row], ..OutboxWrite::default() })?;
        }
        Ok(Reported::Known(became))
    }

    fn keep_early(&mut self, channel: Channel, report: &DeliveryReport, now: Instant) {
        let Some(outbox) = &mut self.outbox else { return };
        if report.provider_id.is_none() {
            return;
        }
        outbox.early.retain(|(came, _, _)| now.seconds_since(*came) < EARLY_SECONDS);
        if outbox.early.len() >= EARLY_MAX {
            outbox.early.pop_front();
        }
        outbox.early.push_back((now, channel, report.clone()));
    }

    fn early_reports(&mut self, channel: Channel, provider: &str) -> Vec<DeliveryReport> {
        let Some(outbox) = &mut self.outbox else { return Vec::new() };
        let is_about =
            |way: Channel, report: &DeliveryReport| way == channel && report.provider_id.as_deref() == Some(provider);
        let (about, others) = std::mem::take(&mut outbox.early).into_iter().partition(|(_, way, r)| is_about(*way, r));
        outbox.early = others;
        let about: VecDeque<(Instant, Channel, DeliveryReport)> = about;
        about.into_iter().map(|(_, _, report)| report).collect()
    }

    /// The commands that note in their days what became of messages, each with its message's name. What is told twice is done
    /// once.
    ///
    /// # Errors
    /// What the store says.
    pub fn notes_of_messages(&self, most: usize) -> Result<Vec<(String, Request)>, EngineError> {
        let rows = self.reader.messages_to_note(most)?;
        Ok(rows.into_iter().filter_map(|row| Some((row.id.clone(), note(&row)?))).collect())
    }

    /// Notes that a note is made, unless there is another one to make by now.
    ///
    /// # Errors
    /// What the store says; the note is made again then, to no effect.
    pub fn noted_message(&mut self, id: &str, noted: Fate) -> Result<(), EngineError> {
        let Some(mut row) = self.reader.message(id)?.filter(|row| row.to_note == Some(noted)) else { return Ok(()) };
        row.to_note = None;
        self.store.write_outbox(&OutboxWrite { changed: vec![row], ..OutboxWrite::default() })?;
        Ok(())
    }

    /// When there is something to do next, where that is known; it may be sooner because of an event.
    ///
    /// # Errors
    /// What the store says.
    pub fn next_message(&self, now: Instant) -> Result<Option<Instant>, EngineError> {
        let Some(outbox) = &self.outbox else { return Ok(None) };
        let next = self.reader.messages_next(now)?;
        let opens = outbox.lines.values().filter_map(|line| line.opens(now)).min();
        Ok(next.into_iter().chain(opens).min())
    }

    /// How each way stands.
    ///
    /// # Errors
    /// What the store says.
    pub fn outbox_health(&self, now: Instant) -> Result<Vec<WayHealth>, EngineError> {
        let Some(outbox) = &self.outbox else { return Ok(Vec::new()) };
        let mut all = Vec::new();
        for (way, line) in &outbox.lines {
            let waiting = self.reader.messages_waiting(*way, now)?;
            all.push(WayHealth {
                channel: *way,
                dead: line.is_dead(now),
                failing_since: line.failing_since(),
                waiting: waiting.count,
                waiting_since: waiting.since,
            });
        }
        Ok(all)
    }
}

/// What a report came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// The message is ours; what changed by it, where something did.
    Known(Option<Became>),
    /// No message of ours has that name, or not yet.
    Unknown,
}

/// Whose turn it is.
enum Turn {
    Near,
    Over,
}

/// What is done with a message that is due.
enum Look {
    Goes(Box<Letter>),
    Waits(Instant),
    Drops,
}

/// Facts of which there may be something to tell; the others need no look into the vault.
fn may_tell(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Booked { .. }
            | Fact::Rebooked { .. }
            | Fact::Cancelled { .. }
            | Fact::TicketTaken { .. }
            | Fact::MovedIn { .. }
            | Fact::CheckedIn { .. }
            | Fact::Called { .. }
    )
}

/// Whether she agreed to be told by a way, and can be reached by it.
fn wants(person: &Person, way: Channel) -> bool {
    let given = &person.given;
    given.consent.is_some_and(|consent| match way {
        Channel::Sms => consent.sms && given.phone.is_some(),
        Channel::Email => consent.email && given.email.is_some(),
    })
}

/// What concerns a hall that she is about to be in goes to her phone alone: nobody reads mails in a queue.
fn goes_by(kind: MessageKind, way: Channel) -> bool {
    way == Channel::Sms || !matches!(kind, MessageKind::TurnNear | MessageKind::Called)
}

fn new_row(
    stream: &StreamId,
    version: u64,
    tell: &ToTell,
    channel: Channel,
    place: u64,
    made_at: Instant,
) -> OutboxRow {
    let due_at = tell.due_at.unwrap_or_else(not_known);
    // A reminder is of its time, whatever moves led to it; of the turn there is one message; all else is of its event.
    let about = match tell.kind {
        MessageKind::Reminder => {
            format!("{} {}", tell.starts_at.unwrap_or_default().as_millis(), due_at.as_millis())
        }
        MessageKind::TurnNear => String::new(),
        _ => format!("{stream} {version}"),
    };
    OutboxRow {
        id: name_of(tell.visit, tell.kind, channel, &about),
        stream: stream.clone(),
        visit: tell.visit,
        kind: tell.kind,
        channel,
        place,
        leads: matches!(tell.kind, MessageKind::Confirmed | MessageKind::Moved | MessageKind::Cancelled),
        starts_at: tell.starts_at,
        made_at,
        due_at,
        next_try_at: due_at,
        tries: 0,
        unknown: 0,
        state: OutboxState::Waiting,
        provider_id: None,
        reports: String::new(),
        to_note: None,
        changed_at: made_at,
    }
}

/// The name of a message: 32 hexadecimal digits that say nothing.
fn name_of(visit: VisitId, kind: MessageKind, channel: Channel, about: &str) -> String {
    let hash = Sha256::digest(format!("{visit} {} {channel:?} {about}", kind.as_str()));
    let (name, _) = hash.split_at(16);
    name.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The answer to a try is lost.
fn lose_answer(row: &mut OutboxRow, now: Instant) {
    row.unknown = row.unknown.saturating_add(1);
    row.changed_at = now;
    if row.unknown >= UNKNOWN_MAX {
        end(row, OutboxState::Failed, now);
        return;
    }
    row.state = OutboxState::Waiting;
    let pause = UNKNOWN_PAUSE_SECONDS << (row.unknown - 1).min(10);
    row.next_try_at = now.plus_seconds(pause.min(UNKNOWN_PAUSE_SECONDS_MAX));
}

fn end(row: &mut OutboxRow, state: OutboxState, now: Instant) {
    row.state = state;
    row.changed_at = now;
    row.to_note = match state {
        OutboxState::Failed => Some(Fate::Failed),
        OutboxState::Delivered => Some(Fate::Delivered),
        // That nobody had to be told that it is her turn is no news.
        OutboxState::Dropped if row.kind.is_quiet() => Some(Fate::Dropped),
        _ => row.to_note,
    };
}

/// A report about a message; what it became by it. One that arrived is not sent again, whatever became of the answer.
fn take_in(row: &mut OutboxRow, report: &DeliveryReport, now: Instant) -> Option<Became> {
    let mut parts = Parts::read(&row.reports);
    parts.add(report.part, report.parts, report.standing);
    row.reports = parts.text();
    if row.provider_id.is_none() {
        row.provider_id.clone_from(&report.provider_id);
    }
    let (state, became) = match parts.standing()? {
        Standing::Delivered => (OutboxState::Delivered, Became::Delivered),
        Standing::FailedForNow | Standing::FailedForGood => (OutboxState::Failed, Became::Failed),
        // Whoever reports on it has it: it is not sent again.
        Standing::OnItsWay if row.state == OutboxState::Waiting && row.unknown > 0 => {
            row.state = OutboxState::Sent;
            row.to_note = Some(Fate::Sent);
            row.changed_at = now;
            return Some(Became::Sent);
        }
        Standing::OnItsWay => return None,
    };
    // What was dropped while its answer was lost stays so.
    if row.state == state || row.state == OutboxState::Dropped {
        return None;
    }
    end(row, state, now);
    Some(became)
}

/// The pause before another try: what the provider asked for, or longer each time.
fn pause(tries: u32, asked: Option<Duration>) -> i64 {
    let doubled = PAUSE_SECONDS << tries.saturating_sub(1).min(10);
    let asked = asked.and_then(|pause| i64::try_from(pause.as_secs()).ok()).unwrap_or(0);
    doubled.max(asked).min(PAUSE_SECONDS_MAX)
}

fn letter_visit(visit: &Visit) -> LetterVisit {
    let (mode, moves) = match &visit.origin {
        Origin::Appointment { mode, agreed, .. } => (Some(*mode), agreed.moves),
        Origin::Ticket | Origin::Centre(_) => (None, 0),
    };
    LetterVisit {
        id: visit.id,
        number: visit.number,
        services: visit.stops.iter().flat_map(|stop| stop.services.iter().cloned()).collect(),
        language: visit.language.clone(),
        starts_at: visit.starts_at(),
        ends_at: visit.ends_at(),
        mode,
        moves,
        desk: visit.desk().cloned(),
    }
}

/// The command that notes what became of a message.
fn note(row: &OutboxRow) -> Option<Request> {
    let fate = row.to_note?;
    let action = Action::NoteMessage { visit: row.visit, kind: row.kind, channel: row.channel, fate };
    Some(Request {
        sender: MESSAGES_SENDER.to_owned(),
        command_id: format!("{}:{fate:?}", row.id).to_lowercase(),
        // The identifier says all that is asked for.
        body_hash: [0; 32],
        centre: row.stream.centre.clone(),
        date: Some(row.stream.date),
        command: Command { by: Actor::Clock, action },
        people: Vec::new(),
        limits: Vec::new(),
    })
}
