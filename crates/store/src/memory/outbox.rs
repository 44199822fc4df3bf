//! The outbox in memory: as on disk.

use domain::ids::VisitId;
use domain::message::Channel;
use domain::time::Instant;

use super::{Journal, MemoryStore, Tables, Undo};
use crate::Forgotten;
use crate::error::StoreError;
use crate::outbox::{OutboxRow, OutboxState, OutboxWrite, Waiting};

impl MemoryStore {
    pub(crate) fn write_outbox(&self, write: &OutboxWrite) -> Result<u64, StoreError> {
        self.write(|tables, undo| Ok(tables.write_outbox(write, undo)))
    }

    pub(crate) fn forget_messages_before(&self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        self.write(|tables, undo| {
            let mut old: Vec<(Instant, String)> = tables
                .outbox
                .values()
                .filter(|row| !row.state.is_open() && row.to_note.is_none() && row.changed_at < at)
                .map(|row| (row.changed_at, row.id.clone()))
                .collect();
            old.sort();
            old.truncate(most);
            for (_, id) in &old {
                let before = tables.outbox.remove(id);
                undo.note(|| Undo::Message(id.clone(), before.map(Box::new)));
            }
            Ok(Forgotten { count: old.len() as u64, more: old.len() >= most })
        })
    }
}

impl Tables {
    fn write_outbox(&mut self, write: &OutboxWrite, undo: &mut Journal) -> u64 {
        let mut entered = 0;
        for row in &write.new {
            if !self.outbox.contains_key(&row.id) {
                self.outbox.insert(row.id.clone(), row.clone());
                undo.note(|| Undo::Message(row.id.clone(), None));
                entered += 1;
            }
        }
        for row in &write.changed {
            if let Some(known) = self.outbox.get_mut(&row.id) {
                let before = std::mem::replace(known, row.clone());
                undo.note(|| Undo::Message(row.id.clone(), Some(Box::new(before))));
            }
        }
        if let Some(cursor) = write.cursor {
            let before = self.outbox_cursor.replace(cursor);
            undo.note(|| Undo::OutboxCursor(before));
        }
        entered
    }

    /// Whether one of an earlier place is to go out before it.
    fn has_to_wait(&self, row: &OutboxRow) -> bool {
        self.outbox.values().any(|other| {
            other.visit == row.visit
                && other.channel == row.channel
                && other.place < row.place
                && other.leads
                && other.state.is_open()
        })
    }
}

/// Reading; the answers of [`crate::Reader`].
impl MemoryStore {
    pub(crate) fn outbox_cursor(&self) -> Option<u64> {
        self.state().tables.outbox_cursor
    }

    pub(crate) fn message(&self, id: &str) -> Option<OutboxRow> {
        self.state().tables.outbox.get(id).cloned()
    }

    pub(crate) fn messages_due(&self, channel: Channel, now: Instant, most: usize) -> Vec<OutboxRow> {
        let state = self.state();
        let due = state
            .tables
            .outbox
            .values()
            .filter(|row| row.state == OutboxState::Waiting && row.channel == channel && row.next_try_at <= now);
        let mut due: Vec<OutboxRow> = due.filter(|row| !state.tables.has_to_wait(row)).cloned().collect();
        due.sort_by(|a, b| (a.due_at, a.place, &a.id).cmp(&(b.due_at, b.place, &b.id)));
        due.truncate(most);
        due
    }

    pub(crate) fn messages_next(&self, now: Instant) -> Option<Instant> {
        let state = self.state();
        let waiting = state.tables.outbox.values().filter(|row| row.state == OutboxState::Waiting);
        waiting.map(|row| row.next_try_at).filter(|at| *at > now).min()
    }

    pub(crate) fn messages_in(&self, wanted: OutboxState, from: Instant, most: usize) -> Vec<OutboxRow> {
        let state = self.state();
        let rows = state.tables.outbox.values().filter(|row| row.state == wanted && row.next_try_at >= from);
        rows.take(most).cloned().collect()
    }

    pub(crate) fn messages_to_note(&self, most: usize) -> Vec<OutboxRow> {
        let state = self.state();
        let mut rows: Vec<OutboxRow> =
            state.tables.outbox.values().filter(|row| row.to_note.is_some()).cloned().collect();
        rows.sort_by(|a, b| (a.changed_at, &a.id).cmp(&(b.changed_at, &b.id)));
        rows.truncate(most);
        rows
    }

    pub(crate) fn messages_of(&self, visit: VisitId) -> Vec<OutboxRow> {
        let state = self.state();
        let mut rows: Vec<OutboxRow> = state.tables.outbox.values().filter(|row| row.visit == visit).cloned().collect();
        rows.sort_by(|a, b| (a.place, &a.id).cmp(&(b.place, &b.id)));
        rows
    }

    pub(crate) fn message_of_provider(&self, channel: Channel, id: &str) -> Vec<OutboxRow> {
        let state = self.state();
        let rows = state.tables.outbox.values();
        rows.filter(|row| row.channel == channel && row.provider_id.as_deref() == Some(id)).cloned().collect()
    }

    pub(crate) fn messages_waiting(&self, channel: Channel, now: Instant) -> Waiting {
        let state = self.state();
        let due: Vec<Instant> = state
            .tables
            .outbox
            .values()
            .filter(|row| row.state.is_open() && row.channel == channel && row.due_at <= now)
            .map(|row| row.due_at)
            .collect();
        Waiting { count: due.len() as u64, since: due.into_iter().min() }
    }
}
