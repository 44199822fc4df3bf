//! Lets the played citizens and employees act through the engine at their time.
//!
//! What they do is decided in `sim`; here is only the waiting, the sending and the telling of outcomes. Between the last
//! citizen of a day and midnight, and from midnight to the morning, the clock passes over.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::hall::Hall;
use domain::ids::CentreId;
use domain::time::Instant;
use engine::clock::Clock as _;
use engine::{Engine, EngineError, Reply};
use sim::traffic::Traffic;
use tokio::task::JoinSet;

use super::clock::DemoClock;

/// A quiet stretch that is longer than this is passed over, in minutes.
const QUIET_MINUTES: i64 = 30;

/// How long before the next thing that happens the clock stops passing over, in minutes: a day is seen to close, and a
/// morning to begin.
const BEFORE_MINUTES: i64 = 2;

type InFlight = JoinSet<(u64, Result<Reply, EngineError>)>;

/// Plays citizens and employees for ever.
pub(super) async fn play(engine: Engine, clock: Arc<DemoClock>, seed: u64) {
    // A visitor's employee and desk are left to her.
    let setups = engine.centres().into_iter().filter_map(|centre| engine.setup(&centre));
    let setups: Vec<_> = setups.map(|setup| web::demo::is_played(&setup)).collect();
    let mut people = Traffic::new(seed, &setups, engine.now());
    let mut in_flight = InFlight::new();
    while let Some(next) = people.next_at() {
        pass_over(&clock, next, in_flight.is_empty());
        tokio::select! {
            biased;
            Some(done) = in_flight.join_next(), if !in_flight.is_empty() => {
                if let Ok((number, outcome)) = done {
                    people.told(clock.now(), number, &outcome);
                }
            }
            () = tokio::time::sleep(clock.until(next)) => {
                let now = clock.now();
                if now < next {
                    continue;
                }
                let halls = halls(&engine).await;
                for sent in people.step(now, &|centre: &CentreId| halls.get(centre).map(|hall| Hall::clone(hall))) {
                    let engine = engine.clone();
                    in_flight.spawn(async move { (sent.number, engine.submit(sent.request).await) });
                }
            }
        }
    }
}

fn pass_over(clock: &DemoClock, next: Instant, nothing_in_flight: bool) {
    if nothing_in_flight && next > clock.now().plus_minutes(QUIET_MINUTES) {
        clock.pass_over_to(next.plus_minutes(-BEFORE_MINUTES));
    }
}

/// Every hall as it is now.
async fn halls(engine: &Engine) -> BTreeMap<CentreId, Arc<Hall>> {
    let mut halls = BTreeMap::new();
    for centre in engine.centres() {
        if let Ok(hall) = engine.hall(&centre).await {
            halls.insert(centre, hall);
        }
    }
    halls
}
