//! What clients were told, against what the store holds.
//!
//! A command that was done is done once, keeps its answer, and once a client knows of it, survives every crash.

use std::collections::BTreeMap;

use domain::answer::Answer;
use domain::ids::StreamId;
use engine::{Reply, Request};
use store::Reader;

use super::Verdict;

/// Sender and command id.
pub(super) type Key = (String, String);

#[derive(Debug, Default)]
pub(super) struct Ledger {
    done: BTreeMap<Key, Done>,
}

#[derive(Debug)]
struct Done {
    body_hash: [u8; 32],
    answer: Answer,
    stream: StreamId,
    version: u64,
    told: bool,
    /// Whether the store is to remember it; what the clock found to be in order already is not.
    remembered: bool,
}

impl Ledger {
    pub(super) fn knows(&self, key: &Key) -> bool {
        self.done.contains_key(key)
    }

    /// A command was done, for the first time.
    pub(super) fn done(&mut self, key: Key, request: &Request, reply: &Reply) -> Verdict {
        let clock = matches!(request.command.by, domain::command::Actor::Clock);
        let done = Done {
            body_hash: request.body_hash,
            answer: reply.answer.clone(),
            stream: reply.stream.clone(),
            version: reply.version,
            told: false,
            remembered: !clock,
        };
        match self.done.insert(key, done) {
            Some(old) if old.remembered => Err(format!("a command was done twice: {request:?}")),
            _ => Ok(()),
        }
    }

    /// The same command got an answer again.
    pub(super) fn same(&self, key: &Key, request: &Request, reply: &Reply) -> Verdict {
        let Some(done) = self.done.get(key) else { return Err(format!("never done: {request:?}")) };
        if done.body_hash != request.body_hash {
            return Err(format!("another command got the answer of the first: {request:?}"));
        }
        let same = done.answer == reply.answer && done.stream == reply.stream && done.version == reply.version;
        if same { Ok(()) } else { Err(format!("the answer changed from {:?} to {:?}", done.answer, reply.answer)) }
    }

    pub(super) fn told(&mut self, key: &Key, request: &Request, reply: &Reply) -> Verdict {
        self.same(key, request, reply)?;
        if let Some(done) = self.done.get_mut(key) {
            done.told = true;
        }
        Ok(())
    }

    /// Forgets what the crash took. What somebody was told may not be among it.
    pub(super) fn after_crash(&mut self, reader: &Reader) -> Verdict {
        let mut gone = Vec::new();
        for (key, done) in &self.done {
            if done.told && done.remembered {
                continue;
            }
            if reader.remembered(&key.0, &key.1).map_err(|e| e.to_string())?.is_none() {
                gone.push(key.clone());
            }
        }
        for key in gone {
            self.done.remove(&key);
        }
        self.end(reader)
    }

    /// Everything that was done is remembered as it was told.
    pub(super) fn end(&self, reader: &Reader) -> Verdict {
        for (key, done) in self.done.iter().filter(|(_, d)| d.remembered) {
            let known = reader.remembered(&key.0, &key.1).map_err(|e| e.to_string())?;
            let known = known.ok_or_else(|| format!("acknowledged and lost: {key:?} {:?}", done.answer))?;
            let answer: Answer = serde_json::from_str(&known.answer).map_err(|e| e.to_string())?;
            let head = reader.head(&done.stream).map_err(|e| e.to_string())?;
            let same = answer == done.answer && known.stream == done.stream && known.version == done.version;
            if !same || done.version > head {
                return Err(format!("the store remembers something else of {key:?}: {known:?}, {done:?}"));
            }
        }
        Ok(())
    }
}
