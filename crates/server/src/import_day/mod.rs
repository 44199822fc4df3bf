//! `frontdesk import-day`: plays a recorded day of a real office through the interface, and reconciles it.
//!
//! The recording says who came and how many counters were open; the player does over HTTP what those people did. At the
//! end the day is closed, its account printed, and everything counted: what was acknowledged is in the log once, nothing is
//! there twice, and the account's figures equal a count of the events. Only then does it say so, and end with success.

mod chance;
mod client;
mod count;
mod office;
mod pace;
mod player;
mod recorded;
mod service_times;

use std::path::Path;
use std::sync::Arc;

use domain::account::Account;
use domain::time::Instant;
use engine::clock::{Clock, ManualClock, ScaledClock, SystemClock};
use engine::identifiers;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{NewToken, Role};

use crate::cli::{ImportDay, Speed};
use crate::config::Config;
use crate::failure::Failure;
use crate::import_day::chance::Chance;
use crate::import_day::client::Client;
use crate::import_day::office::Office;
use crate::import_day::pace::Pace;
use crate::import_day::player::{Player, Told};
use crate::installation::{Parts, Running, listen, open_database_alone};
use crate::words::Words;
use crate::{secret, serve, telemetry};

/// How long before the first moment of the recording the clock begins, in minutes.
const BEFORE_MINUTES: f64 = 5.0;

/// How many of the wrong things are printed.
const WRONG_SHOWN_MAX: usize = 20;

/// Plays the day that the command line names.
pub(crate) fn run(options: &ImportDay, config: &Config, words: &Words) -> Result<(), Failure> {
    telemetry::start(&Config { log_level: crate::config::LogLevel::Warn, ..config.clone() });
    let recorded = recorded::read(&options.recording).map_err(|error| Failure::new(error.to_string()))?;
    let office = Office::new(recorded);
    if let Some(folder) = &options.write_setup {
        return write_setup(&office, folder, words);
    }
    tell_office(&office, words);
    serve::runtime()?.block_on(async {
        match &options.url {
            Some(url) => on_another_server(options, url, office, words).await,
            None => on_own_server(options, config, office, words).await,
        }
    })
}

/// Plays on a server that is started for it, whose clock is the recorded day's.
async fn on_own_server(options: &ImportDay, config: &Config, office: Office, words: &Words) -> Result<(), Failure> {
    let first = office.recorded.arrivals.first().map_or(480.0, |(minute, _)| *minute);
    let begin = office.at_minute(first - BEFORE_MINUTES);
    let (pace, clock): (Pace, Arc<dyn Clock>) = match options.speed {
        Speed::Max => {
            let clock = ManualClock::new(begin);
            (Pace::Max(clock.clone()), Arc::new(clock))
        }
        Speed::Times(times) => {
            let clock = ScaledClock::new(begin, times);
            (Pace::Scaled(clock), Arc::new(clock))
        }
    };
    let folder = Folder::new(options.data.as_deref())?;
    let (mut store, _alone) = open_database_alone(&folder.path().join("day.sqlite"), words)?;
    let run = identifiers::new_command_id().map_err(|error| Failure::new(error.to_string()))?;
    let run = run[..12].to_owned();
    let token = identifiers::new_token().map_err(|error| Failure::new(error.to_string()))?;
    let manager = NewToken {
        name: format!("recorded day {run}"),
        role: Role::Manager,
        centres: vec![office.recorded.centre.clone()],
        subject: None,
        hash: token.hash,
        expires_at: None,
    };
    store.create_token(&manager, "import-day", begin).map_err(|error| Failure::new(error.to_string()))?;
    let files = office.setup();
    let municipality = domain::setup::parse_municipality(&files)
        .map_err(|mistakes| Failure::new(crate::setup_files::tell_all(&mistakes, words)))?;
    let secret = secret::read_or_make(&folder.path().join("secret"), &store, words)?;
    let parts = Parts {
        store,
        files,
        municipality,
        clock,
        secret,
        engine_limits: config.engine.clone(),
        web_limits: without_rates(&config.web),
        demo: true,
    };
    let address = options.listen.unwrap_or_else(|| std::net::SocketAddr::from(([127, 0, 0, 1], 0)));
    let running = Running::start(parts, listen(address, words)?)?;
    println!("{}", words.tell("cli-day-watch", &[("url", &running.url())]));
    let date = office.recorded.date;
    let play = Play { url: running.url(), token: token.text, run, date, pace };
    let outcome = play.play(options, office, words).await;
    running.stop().await;
    outcome
}

/// Plays on a server that runs, at its clock and date; the recording gives the pace.
async fn on_another_server(options: &ImportDay, url: &str, office: Office, words: &Words) -> Result<(), Failure> {
    let times = match options.speed {
        Speed::Times(times) => times,
        Speed::Max => ScaledClock::SPEED_MAX,
    };
    let first = office.recorded.arrivals.first().map_or(480.0, |(minute, _)| *minute);
    let pace = Pace::Elsewhere(ScaledClock::new(office.at_minute(first), times));
    let zone = TimeZone::get(office::TIME_ZONE).unwrap_or(TimeZone::UTC);
    let date = SystemClock.now().date(&zone);
    let run = identifiers::new_command_id().map_err(|error| Failure::new(error.to_string()))?;
    let token = options.token.clone().unwrap_or_default();
    let play = Play { url: url.to_owned(), token, run: run[..12].to_owned(), date, pace };
    play.play(options, office, words).await
}

/// A day that is about to be played.
struct Play {
    url: String,
    token: String,
    run: String,
    /// The date on the server's clock.
    date: Date,
    pace: Pace,
}

impl Play {
    /// Plays, closes the day, prints its account, and reconciles it.
    async fn play(self, options: &ImportDay, office: Office, words: &Words) -> Result<(), Failure> {
        let began = std::time::Instant::now();
        let failure = |error: client::Trouble| Failure::new(error.to_string());
        let chance = Chance::new(options.seed);
        let centre = office.recorded.centre.clone();
        let citizens = office.recorded.arrivals.len();
        let client = Client::new(&self.url, &centre, self.token, self.run, chance, options.repeat).map_err(failure)?;
        let client = Arc::new(client);
        let mut progress = Progress::new(&office, words);
        let player = Player::new(Arc::clone(&client), self.pace, office, chance);
        let told = player.play(&mut |at, tickets| progress.tell(at, tickets)).await.map_err(failure)?;
        client.close_day().await.map_err(failure)?;
        let events = client.events(self.date).await.map_err(failure)?;
        let account = client.account(self.date).await.map_err(failure)?;
        let setup = domain::setup::parse_municipality(&progress.office.setup()).ok();
        if let Some(setup) = setup.as_ref().and_then(|municipality| municipality.centres.first()) {
            println!("\n{}", web::account_text(&account, setup, words.texts(), words.language()));
        }
        let sent = client.sent();
        println!(
            "{}",
            words.tell(
                "cli-day-sent",
                &[
                    ("commands", &sent.commands),
                    ("twice", &sent.twice),
                    ("events", &events.len()),
                    ("seconds", &began.elapsed().as_secs()),
                ],
            )
        );
        reconcile(citizens, &told, &events, &account, words)
    }
}

/// Counts everything; says that nothing was lost and nothing doubled only where that is so.
fn reconcile(
    citizens: usize,
    told: &[Told],
    events: &[count::Seen],
    account: &Account,
    words: &Words,
) -> Result<(), Failure> {
    let counted = count::count(events);
    let tickets = told.iter().filter(|one| matches!(one, Told::Ticket { .. })).count();
    let mut wrong = counted.against_told(told);
    wrong.extend(counted.against_account(account));
    if tickets != citizens || counted.visits() != citizens {
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("citizens", &citizens), ("tickets", &tickets), ("visits", &counted.visits())];
        wrong.push(words.tell("cli-day-other-count", &values));
    }
    if wrong.is_empty() {
        println!("{}", words.tell("cli-day-reconciled", &[("citizens", &citizens), ("told", &told.len())]));
        return Ok(());
    }
    let shown: Vec<&str> = wrong.iter().take(WRONG_SHOWN_MAX).map(String::as_str).collect();
    let told = words.tell("cli-day-not-reconciled", &[("count", &wrong.len())]);
    Err(Failure::new(format!("{told}\n  {}", shown.join("\n  "))))
}

/// Says once in an hour of the hall how far the day is.
struct Progress<'a> {
    office: Office,
    words: &'a Words,
    told: Option<i8>,
    tickets: usize,
}

impl<'a> Progress<'a> {
    fn new(office: &Office, words: &'a Words) -> Self {
        Self { office: office.clone(), words, told: None, tickets: 0 }
    }

    fn tell(&mut self, at: Instant, tickets: usize) {
        self.tickets += tickets;
        let zone = TimeZone::get(office::TIME_ZONE).unwrap_or(TimeZone::UTC);
        let hour = at.civil(&zone).hour();
        if self.told.replace(hour) != Some(hour) {
            let values: [(&str, &dyn std::fmt::Display); 2] = [("hour", &hour), ("tickets", &self.tickets)];
            println!("{}", self.words.tell("cli-day-hour", &values));
        }
    }
}

fn tell_office(office: &Office, words: &Words) {
    println!(
        "{}",
        words.tell(
            "cli-day-office",
            &[
                ("centre", &office.recorded.centre),
                ("date", &office.recorded.date),
                ("citizens", &office.recorded.arrivals.len()),
                ("queues", &office.times.len()),
                ("counters", &office.counters().len()),
            ],
        )
    );
    for (letter, time) in &office.times {
        if !time.is_estimate() {
            let minutes = format!("{:.1}", time.minutes);
            let estimate = time.estimate.map_or_else(|| "-".to_owned(), |minutes| format!("{minutes:.1}"));
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("queue", letter), ("minutes", &minutes), ("estimate", &estimate)];
            println!("{}", words.tell("cli-day-computed", &values));
        }
    }
}

fn write_setup(office: &Office, folder: &Path, words: &Words) -> Result<(), Failure> {
    let write = |file: &domain::setup::SourceFile| -> std::io::Result<()> {
        let path = folder.join(&file.path);
        if let Some(above) = path.parent() {
            std::fs::create_dir_all(above)?;
        }
        std::fs::write(path, &file.text)
    };
    for file in office.setup() {
        write(&file).map_err(|error| Failure::new(format!("{}: {error}", folder.join(&file.path).display())))?;
    }
    println!("{}", words.tell("cli-day-setup-written", &[("folder", &folder.display())]));
    Ok(())
}

/// One client sends the whole day: rates that are right for one person are not meant for it.
fn without_rates(limits: &web::Limits) -> web::Limits {
    let most = std::num::NonZeroU32::MAX;
    web::Limits { token_requests_per_second: most, token_requests_burst: most, ..limits.clone() }
}

/// The folder of the database: the one that was named, or one that is gone afterwards.
enum Folder {
    Named(std::path::PathBuf),
    Passing(tempfile::TempDir),
}

impl Folder {
    fn new(named: Option<&Path>) -> Result<Self, Failure> {
        match named {
            Some(folder) => Ok(Self::Named(folder.to_owned())),
            None => tempfile::tempdir()
                .map(Self::Passing)
                .map_err(|error| Failure::new(format!("there is no temporary folder: {error}"))),
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::Named(folder) => folder,
            Self::Passing(folder) => folder.path(),
        }
    }
}
