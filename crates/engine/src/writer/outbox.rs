//! The outbox, as the writer keeps it: rows of what the log gives to tell, taken when they are due, settled when they are out.
//!
//! All of it is idempotent. The log may be read again from any earlier place: the same event gives the same rows. A row that was
//! handed over and of which nothing was heard is unknown after a start. Whether a message is so yet is asked of its day in the
//! moment in which it goes out, and of the vault whether she wants it; nothing that was true once is believed.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use domain::day::{State, Visit};
use domain::ids::{StreamId, VisitId};
use domain::message::{Channel, Fate, MessageKind};
use domain::telling::{Telling, ToTell, is_near, telling, telling_offer, to_tell};
use domain::time::Instant;
use store::{NewLookUp, OutboxRow, OutboxState, OutboxWrite, Purpose, Recorded};

use super::Core;
use super::outbox_rows::{
    end, goes_by, letter_visit, lose_answer, may_tell, new_row, not_known, note, offered_visit, pause, take_in, wants,
};
use crate::error::EngineError;
use crate::outbox::{Became, DeliveryReport, EARLY_MAX, EARLY_SECONDS, Letter, Line, Taken, Told, WayHealth};
use crate::request::Request;

/// The sender of the commands that note what became of messages.
pub const MESSAGES_SENDER: &str = "messages";

/// How many places one event takes in the order of its visit's messages.
const PLACES_PER_EVENT: u64 = 64;

/// How many events may be read again after a start, where they gave nothing to tell: so rarely the place in the log is kept.
const CURSOR_EVERY: u64 = 1_000;

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
        let Some(visit) = may_tell(&recorded.event) else { return Ok(Vec::new()) };
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
        let tells = to_tell(&recorded.event, &day.read(), &setup);
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
        let waits = match day.read().visit(visit).cloned() {
            Some(waiting) if waiting.state == State::Waiting => waiting,
            // It may wait again.
            Some(Visit { state: State::Booked | State::Parked { .. } | State::Missed { .. }, .. }) => return Ok(None),
            _ => return Ok(Some(Turn::Over)),
        };
        let hall = day.hall(&setup, now);
        let place = hall.waiting.iter().find(|place| place.visit == visit);
        Ok(place.is_some_and(|place| is_near(&waits, place.ahead, now)).then_some(Turn::Near))
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
        let letter = |visit| Letter {
            id: row.id.clone(),
            kind: row.kind,
            channel: row.channel,
            made_at: row.made_at,
            stream: row.stream.clone(),
            visit,
            setup: Arc::clone(&setup),
            person,
        };
        let tell = ToTell { visit: row.visit, kind: row.kind, starts_at: row.starts_at, due_at: Some(row.due_at) };
        if row.kind == MessageKind::TimeFree && visit.is_none() {
            let told = telling_offer(day.holds().get(&row.visit), &tell, now);
            let watch = self.reader.watch(row.visit)?.filter(|_| told == Telling::Now);
            return Ok(watch.map_or(Look::Drops, |watch| Look::Goes(Box::new(letter(offered_visit(&watch, row))))));
        }
        match (telling(visit, &tell, row.channel, &setup, now), visit) {
            (Telling::NotBefore(until), _) => Ok(Look::Waits(until)),
            (Telling::Now, Some(visit)) => Ok(Look::Goes(Box::new(letter(letter_visit(visit))))),
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
