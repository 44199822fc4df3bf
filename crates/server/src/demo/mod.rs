//! `frontdesk demo`: a living municipality to look at, in one command.
//!
//! It is the same installation as any other, with two differences: its clock runs faster and passes over the night, and its
//! citizens and employees are played. They act through the engine like everybody else; nothing is written past it.

mod clock;
mod guide;
mod traffic;

use std::path::PathBuf;
use std::sync::Arc;

use domain::time::Instant;
use engine::clock::{Clock as _, SystemClock};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use store::{Store, StoreError};

use crate::cli::Demo;
use crate::config::{Config, LogLevel};
use crate::connections::Door;
use crate::failure::Failure;
use crate::installation::{Parts, Running, listen, open_database_alone};
use crate::messages::ways::Opened;
use crate::serve::{self, Signals, Told};
use crate::words::Words;
use crate::{output, secret, setup_files, telemetry, vault};
use clock::DemoClock;

/// The file of a demo's database, in the data folder.
pub(crate) const DATABASE: &str = "demo.sqlite";

/// When a demo's day begins, in civil time.
const MORNING: (i8, i8) = (8, 55);

/// Runs the demo until it is told to stop.
pub(crate) fn run(options: &Demo, mut config: Config, words: &Words) -> Result<(), Failure> {
    if let Some(listen) = options.listen {
        config.listen = listen;
    }
    if let Some(data) = &options.data {
        config.data.clone_from(data);
    }
    if let Some(setup) = &options.setup {
        config.setup.clone_from(setup);
    }
    // What its citizens and employees do is on the page; the log is for what goes wrong.
    telemetry::start(&Config { log_level: LogLevel::Warn, ..config.clone() });
    serve::runtime(words)?.block_on(play(options, &config, words))
}

async fn play(options: &Demo, config: &Config, words: &Words) -> Result<(), Failure> {
    let mut signals = Signals::new(words)?;
    let listener = listen(config.listen, words)?;
    let loaded = setup_files::load(&config.setup, words);
    let file: PathBuf = config.data.join(DATABASE);
    if loaded.is_err() && !file.exists() {
        return loaded.map(drop);
    }
    let (mut store, _alone) = open_database_alone(&file, words)?;
    let setup_files::SetUp { files, municipality, .. } =
        loaded.or_else(|failure| serve::stay_in_force(&store, config, failure, words))?;
    let zone = municipality.centres.first().map_or(TimeZone::UTC, |centre| centre.time_zone.clone());
    let today = SystemClock.now().date(&zone);
    let begin = match options.begin {
        Some(civil) => Instant::at_civil(civil, &zone)
            .ok_or_else(|| Failure::new(words.tell("cli-demo-begin-never", &[("time", &civil)])))?,
        None => beginning(&store, &zone, today).map_err(|error| Failure::of_store(&error, words))?,
    };
    let tokens = guide::make_tokens(&mut store, &municipality, begin, words)?;
    guide::make_people(&mut store, &municipality, begin, words)?;
    let clock = Arc::new(DemoClock::new(begin, options.speed));
    let secret = secret::read_or_make(&config.secret_file(), &file, &store, words)?;
    let vault = vault::open(&mut store, &file, &secret, &vault::own(config, &file), words)?;
    let parts = Parts {
        store,
        files,
        municipality,
        clock: Arc::<DemoClock>::clone(&clock),
        secret,
        vault,
        engine_limits: config.engine.clone(),
        web_limits: config.web.clone(),
        demo: true,
        messages: Opened::demo(),
        door: Door::default(),
        public_url: None,
    };
    let running = Running::start(parts, listener, words)?;
    guide::print(&running, &tokens, &clock.now().civil(&zone), options.speed, &file, words);
    if options.still {
        stop(&mut signals).await;
    } else {
        let traffic = traffic::play(running.engine.clone(), clock, options.seed);
        tokio::select! {
            () = traffic => {}
            () = stop(&mut signals) => {}
        }
    }
    output::line(words.say("cli-serve-stopping"));
    running.stop().await;
    output::line(words.say("cli-serve-stopped"));
    Ok(())
}

async fn stop(signals: &mut Signals) {
    while signals.next().await != Told::Stop {}
}

/// When the demo begins: where it was stopped, if that day is not over, whatever today is; else this morning, or that of the
/// weekday after the last day that was played on this file.
fn beginning(store: &Store, zone: &TimeZone, today: Date) -> Result<Instant, StoreError> {
    let reader = store.reader();
    let newest = reader.newest_position()?;
    let last = reader.log(newest.saturating_sub(1), 1)?.into_iter().next().map(|(_, _, recorded)| recorded.event.at);
    let first = match last.map(|at| (at, at.date(zone))) {
        Some((at, played)) => {
            let next = played.tomorrow().unwrap_or(played);
            if reader.open_streams_before(next)?.iter().any(|stream| stream.date == played) {
                return Ok(at);
            }
            next.max(today)
        }
        None => today,
    };
    let (hour, minute) = MORNING;
    let morning = weekday_from(first).at(hour, minute, 0, 0);
    Ok(Instant::at_civil(morning, zone).unwrap_or_else(|| Instant::start_of(first, zone)))
}

/// The date, or the Monday after it.
fn weekday_from(date: Date) -> Date {
    let mut date = date;
    while matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
        let Ok(next) = date.tomorrow() else { return date };
        date = next;
    }
    date
}

#[cfg(test)]
mod tests {
    use domain::command::Actor;
    use domain::event::{Event, Fact};
    use domain::ids::{CentreId, SetupVersion, StreamId};
    use store::{Append, StreamPart};

    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("Europe/Copenhagen").expect("a zone")
    }

    #[test]
    fn a_demo_begins_on_a_weekday_morning() {
        let saturday = jiff::civil::date(2026, 11, 21);
        let begin = beginning(&Store::memory(), &zone(), saturday).expect("an instant").civil(&zone());
        assert_eq!((begin.hour(), begin.minute()), MORNING);
        assert_eq!(begin.date(), jiff::civil::date(2026, 11, 23));
    }

    #[test]
    fn a_demo_that_was_stopped_goes_on_where_it_was() {
        let date = jiff::civil::date(2026, 11, 23);
        let at = Instant::start_of(date, &zone()).plus_minutes(642);
        let stream = StreamId { centre: CentreId::new("borgerservice").expect("a name"), date };
        let mut store = Store::memory();
        let append = |version, fact| Append {
            parts: vec![StreamPart {
                stream: stream.clone(),
                expected: version,
                events: vec![Event { at, setup: SetupVersion(1), by: Actor::Clock, fact }],
            }],
            ..Append::default()
        };
        let opened = Fact::DayOpened { centre: stream.centre.clone(), date };
        store.append(&[append(0, opened)]).expect("appended");
        assert_eq!(beginning(&store, &zone(), date).expect("an instant"), at);
        let next_week = jiff::civil::date(2026, 11, 30);
        assert_eq!(beginning(&store, &zone(), next_week).expect("an instant"), at);
        store.append(&[append(1, Fact::DayClosed {})]).expect("appended");
        let next = beginning(&store, &zone(), date).expect("an instant").civil(&zone());
        assert_eq!(next.date(), jiff::civil::date(2026, 11, 24));
        let later = beginning(&store, &zone(), jiff::civil::date(2026, 11, 26)).expect("an instant").civil(&zone());
        assert_eq!(later.date(), jiff::civil::date(2026, 11, 26));
    }
}
