//! The demo's traffic, driven as the server drives it, over two days and across a restart.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::hall::Hall;
use domain::ids::{CentreId, StreamId};
use domain::setup::Setup;
use domain::time::Instant;
use engine::{Core, EngineError, Limits};
use sim::random::{Purpose, Random};
use sim::town::{Size, town};
use sim::traffic::Traffic;
use store::Store;
use store::memory::MemoryStore;

struct Demo {
    core: Core,
    setups: BTreeMap<CentreId, Arc<Setup>>,
    refused: u64,
    done: u64,
}

fn setups() -> BTreeMap<CentreId, Arc<Setup>> {
    let size = Size { centres: 5, citizens: 800, opens: 9, closes: 15 };
    let setups = town(&mut Random::new(3, Purpose::Town), size).expect("the town is valid");
    setups.into_iter().map(|s| (s.centre.clone(), Arc::new(s))).collect()
}

fn demo(memory: &MemoryStore) -> Demo {
    let mut core = Core::new(Store::Memory(memory.clone()), Limits::default()).expect("the store opens");
    core.set_setups(setups());
    Demo { core, setups: setups(), refused: 0, done: 0 }
}

impl Demo {
    fn play(&mut self, traffic: &mut Traffic, until: Instant) {
        while let Some(now) = traffic.next_at().filter(|at| *at < until) {
            let setups = self.setups.clone();
            let core = std::cell::RefCell::new(&mut self.core);
            let look = |centre: &CentreId| -> Option<Hall> {
                let setup = &setups[centre];
                let stream = StreamId { centre: centre.clone(), date: now.date(&setup.time_zone) };
                let day = core.borrow_mut().day(&stream, now).ok()?;
                Some(domain::hall::hall(&day.read(), setup, now))
            };
            let sent = traffic.step(now, &look);
            for sent in sent {
                let handled = self.core.handle(&[sent.request], now);
                let outcome = &handled.results[0];
                match outcome {
                    Ok(_) => self.done += 1,
                    Err(EngineError::Refused(_)) => self.refused += 1,
                    Err(error) => panic!("{error}"),
                }
                traffic.told(now, sent.number, outcome);
            }
        }
    }

    fn served(&mut self, centre: &str, at: Instant) -> u32 {
        let centre = CentreId::new(centre).expect("a name");
        let date = at.date(&self.setups[&centre].time_zone);
        let day = self.core.day(&StreamId { centre, date }, at).expect("the day is there");
        let account = domain::account::account(&day.read());
        account.outcomes.served
    }
}

#[test]
fn five_centres_work_over_two_days_and_a_restart() {
    let memory = MemoryStore::new();
    let all: Vec<Arc<Setup>> = setups().into_values().collect();
    let start: Instant = "2026-03-04T06:30:00Z".parse().expect("an instant");
    let mut first = demo(&memory);
    first.play(&mut Traffic::new(1, &all, start), start.plus_minutes(5 * 60));
    // The process ends in the middle of the day; other people come, and find the hall as it was left.
    let restart = start.plus_minutes(5 * 60 + 2);
    let mut second = demo(&memory);
    let mut traffic = Traffic::new(2, &all, restart);
    second.play(&mut traffic, start.plus_minutes(36 * 60));
    for at in [start, start.plus_minutes(24 * 60)] {
        for centre in ["north", "harbour", "market", "hill", "station"] {
            let served = second.served(centre, at);
            assert!(served > 10, "{centre} served {served} at {at}");
        }
    }
    let (refused, done) = (first.refused + second.refused, first.done + second.done);
    assert!(refused * 8 < done, "{refused} refused of {done}: a demo is not a fight");
}

/// The set-ups of the municipality in `examples/nordvig`, as `frontdesk demo` plays it.
fn nordvig() -> Vec<Arc<Setup>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nordvig");
    let mut files = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the example is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") {
                let text = std::fs::read_to_string(&path).expect("a readable file");
                files.push(domain::setup::SourceFile::new(path.to_string_lossy(), text));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let municipality = domain::setup::parse_municipality(&files).expect("the example is valid");
    municipality.centres.into_iter().map(Arc::new).collect()
}

#[test]
fn nordvig_has_a_believable_day() {
    let all = nordvig();
    let start: Instant = "2026-03-05T05:00:00Z".parse().expect("an instant");
    let mut core = Core::new(Store::Memory(MemoryStore::new()), Limits::default()).expect("the store opens");
    let setups: BTreeMap<CentreId, Arc<Setup>> = all.iter().map(|s| (s.centre.clone(), Arc::clone(s))).collect();
    core.set_setups(setups.clone());
    let mut demo = Demo { core, setups, refused: 0, done: 0 };
    demo.play(&mut Traffic::new(7, &all, start), start.plus_minutes(16 * 60));
    let (mut walk_in_centres, mut not_served) = (0, 0);
    for setup in &all {
        let stream = StreamId { centre: setup.centre.clone(), date: start.date(&setup.time_zone) };
        let day = demo.core.day(&stream, start).expect("the day is there");
        let account = domain::account::account(&day.read());
        println!("{}: {:?}", setup.centre, account.outcomes);
        for queue in &account.queues {
            println!("  {queue:?}");
        }
        if account.visits == 0 {
            continue;
        }
        walk_in_centres += 1;
        let outcomes = account.outcomes;
        assert!(outcomes.served * 10 > account.visits * 7, "{}: most are served: {outcomes:?}", setup.centre);
        not_served += outcomes.no_show + outcomes.cancelled_by_citizen;
        let within: u32 = account.queues.iter().map(|q| q.within_target).sum();
        let called: u32 = account.queues.iter().map(|q| q.called).sum();
        assert!(within * 2 > called, "{}: {within} of {called} within target", setup.centre);
    }
    assert!(not_served > 0, "somebody cancels or does not come");
    assert!(walk_in_centres >= 4, "{walk_in_centres} centres had visitors");
}
