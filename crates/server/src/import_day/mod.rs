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
use engine::clock::{Clock, ManualClock, ScaledClock};
use engine::identifiers;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{NewToken, Role};

use crate::cli::{ImportDay, Speed};
use crate::config::{Config, VaultConfig};
use crate::connections::Door;
use crate::failure::Failure;
use crate::import_day::chance::Chance;
use crate::import_day::client::{Client, Way};
use crate::import_day::office::Office;
use crate::import_day::pace::Pace;
use crate::import_day::player::{Player, Told};
use crate::installation::{Parts, Running, listen, open_database_alone};
use crate::messages::ways::Opened;
use crate::words::{Sentence, Words};
use crate::{output, secret, serve, telemetry, vault};

/// How long before the first moment of the recording the clock begins, in minutes.
const BEFORE_MINUTES: f64 = 5.0;

/// How many of the wrong things are printed.
const WRONG_SHOWN_MAX: usize = 20;

/// Plays the day that the command line names.
pub(crate) fn run(options: &ImportDay, config: &Config, words: &Words) -> Result<(), Failure> {
    telemetry::start(&Config { log_level: crate::config::LogLevel::Warn, ..config.clone() });
    let recorded = recorded::read(&options.recording).map_err(|error| Failure::new(words.put(&error.0)))?;
    let office = Office::new(recorded);
    if let Some(folder) = &options.write_setup {
        return write_setup(&office, folder, words);
    }
    tell_office(&office, words);
    serve::runtime(words)?.block_on(async {
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
    let folder = Folder::new(options.data.as_deref(), words)?;
    let database = folder.path().join("day.sqlite");
    let (mut store, _alone) = open_database_alone(&database, words)?;
    let run = identifiers::new_command_id().map_err(|error| Failure::fault(&error, words))?;
    let run = run[..12].to_owned();
    let token = identifiers::new_token().map_err(|error| Failure::fault(&error, words))?;
    let manager = NewToken {
        name: format!("recorded day {run}"),
        role: Role::Manager,
        centres: vec![office.recorded.centre.clone()],
        subject: None,
        hash: token.hash,
        expires_at: None,
    };
    store.create_token(&manager, "import-day", begin).map_err(|error| Failure::of_store(&error, words))?;
    let files = office.setup();
    let municipality = domain::setup::parse_municipality(&files)
        .map_err(|mistakes| Failure::new(crate::setup_files::tell_all(&mistakes, folder.path(), words)))?;
    // Secret and key are of this one day, as its database is.
    let own = Config { secret: Some(folder.path().join("secret")), vault: VaultConfig::default(), ..config.clone() };
    let secret = secret::read_or_make(&own.secret_file(), &database, &store, words)?;
    let vault = vault::open(&mut store, &database, &secret, &own, words)?;
    let parts = Parts {
        store,
        files,
        municipality,
        clock,
        secret,
        vault,
        engine_limits: config.engine.clone(),
        web_limits: without_rates(&config.web),
        demo: true,
        messages: Opened::default(),
        door: Door::default(),
        public_url: None,
    };
    let address = options.listen.unwrap_or_else(|| std::net::SocketAddr::from(([127, 0, 0, 1], 0)));
    let running = Running::start(parts, listen(address, words)?, words)?;
    output::line(words.tell("cli-day-watch", &[("url", &running.url())]));
    let date = Some(office.recorded.date);
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
    let run = identifiers::new_command_id().map_err(|error| Failure::fault(&error, words))?;
    let token = options.token.clone().unwrap_or_default();
    let play = Play { url: url.to_owned(), token, run: run[..12].to_owned(), date: None, pace };
    play.play(options, office, words).await
}

/// A day that is about to be played.
struct Play {
    url: String,
    token: String,
    run: String,
    /// The date on the server's clock; it is asked for it where it is not known.
    date: Option<Date>,
    pace: Pace,
}

impl Play {
    /// Plays, closes the day, prints its account, and reconciles it.
    async fn play(self, options: &ImportDay, office: Office, words: &Words) -> Result<(), Failure> {
        let began = std::time::Instant::now();
        let failure = |error: client::Trouble| Failure::new(words.put(&error.0));
        let chance = Chance::new(options.seed);
        let centre = office.recorded.centre.clone();
        let citizens = office.recorded.arrivals.len();
        let way = Way { language: words.language(), chance, repeat_percent: options.repeat };
        let client = Arc::new(Client::new(&self.url, &centre, self.token, self.run, &way).map_err(failure)?);
        let date = match self.date {
            Some(date) => date,
            None => client.date().await.map_err(failure)?,
        };
        let mut progress = Progress::new(&office, words);
        let player = Player::new(Arc::clone(&client), self.pace, office, chance);
        let told = player.play(&mut |at, tickets| progress.tell(at, tickets)).await.map_err(failure)?;
        client.close_day().await.map_err(failure)?;
        let events = client.events(date).await.map_err(failure)?;
        let account = client.account(date).await.map_err(failure)?;
        let setup = domain::setup::parse_municipality(&progress.office.setup()).ok();
        if let Some(setup) = setup.as_ref().and_then(|municipality| municipality.centres.first()) {
            output::line(format_args!("\n{}", web::account_text(&account, setup, words.texts(), words.language())));
        }
        let sent = client.sent();
        output::line(
            words.put(
                &Sentence::new("cli-day-sent")
                    .count("commands", sent.commands)
                    .with("twice", sent.twice)
                    .count("events", events.len())
                    .with("seconds", began.elapsed().as_secs()),
            ),
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
        let other = Sentence::new("cli-day-other-count").with("citizens", citizens).with("tickets", tickets);
        wrong.push(other.with("visits", counted.visits()));
    }
    if wrong.is_empty() {
        let all = Sentence::new("cli-day-reconciled").count("citizens", citizens).count("told", told.len());
        output::line(words.put(&all));
        return Ok(());
    }
    let shown: Vec<String> = wrong.iter().take(WRONG_SHOWN_MAX).map(|sentence| words.put(sentence)).collect();
    let told = words.put(&Sentence::new("cli-day-not-reconciled").count("count", wrong.len()));
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
            let told = Sentence::new("cli-day-hour").with("hour", hour).count("tickets", self.tickets);
            output::line(self.words.put(&told));
        }
    }
}

fn tell_office(office: &Office, words: &Words) {
    output::line(
        words.put(
            &Sentence::new("cli-day-office")
                .with("centre", &office.recorded.centre)
                .with("date", office.recorded.date)
                .count("citizens", office.recorded.arrivals.len())
                .count("queues", office.times.len())
                .count("counters", office.counters().len()),
        ),
    );
    for (letter, time) in &office.times {
        if !time.is_estimate() {
            let computed = Sentence::new("cli-day-computed").with("queue", letter);
            let computed = computed.with("minutes", words.decimal(time.minutes));
            let estimate = time.estimate.map_or_else(|| "–".to_owned(), |minutes| words.decimal(minutes));
            output::line(words.put(&computed.with("estimate", estimate)));
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
        write(&file).map_err(|error| {
            let path = folder.join(&file.path);
            Failure::new(words.tell("cli-day-setup-unwritable", &[("file", &path.display()), ("error", &error)]))
        })?;
    }
    output::line(words.tell("cli-day-setup-written", &[("folder", &folder.display())]));
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
    fn new(named: Option<&Path>, words: &Words) -> Result<Self, Failure> {
        match named {
            Some(folder) => Ok(Self::Named(folder.to_owned())),
            None => tempfile::tempdir()
                .map(Self::Passing)
                .map_err(|error| Failure::new(words.tell("cli-day-no-folder", &[("error", &error)]))),
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::Named(folder) => folder,
            Self::Passing(folder) => folder.path(),
        }
    }
}
