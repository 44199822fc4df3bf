//! The command line: what can be typed, and the help for it.
//!
//! Nothing is done here. The help is written for somebody who has never seen the program: every option says what it is for,
//! every command ends with lines that can be typed as they stand.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::ids::{CentreId, EmployeeId, Language, VisitId};
use jiff::civil::{Date, DateTime};
use store::Fingerprint;

use crate::config::Config;

const EXAMPLES: &str = "\
Examples:
  frontdesk demo                                     a living municipality to look at, on http://127.0.0.1:8080
  frontdesk check examples/nordvig                   are the set-up's files right?
  frontdesk init --login lb                          make the first system owner of an installation
  frontdesk serve --config /etc/frontdesk.toml       run an installation
  frontdesk token create --role manager --centre borgerservice --name reports
  frontdesk import-day examples/recorded-day/office-7-2020-01-13 --speed max --repeat 20

Every setting of the configuration can also be given by the environment: `log.level` is FRONTDESK_LOG_LEVEL.
All settings with their meaning: examples/frontdesk.toml.";

/// FrontDesk receives the citizens of a municipality: tickets, queues, desks, and who is next.
#[derive(Debug, Parser)]
#[command(name = "frontdesk", version, after_help = EXAMPLES, max_term_width = 110)]
pub struct Cli {
    /// The configuration; ./frontdesk.toml where none is named and it is there.
    #[arg(long, global = true, value_name = "FILE", env = "FRONTDESK_CONFIG", hide_env_values = true)]
    pub config: Option<PathBuf>,
    /// The language of what is printed, da or en; the configuration's or the system's where none is named.
    #[arg(long, global = true, value_name = "CODE", value_parser = spoken)]
    pub language: Option<Language>,
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Run the installation until it is told to stop.
    ///
    /// Ctrl-C or SIGTERM ends it in order: no new requests, the last commands made durable, the file closed.
    /// SIGHUP reads the set-up again and publishes what has changed; a certificate in files is read again too.
    ///
    /// Plain HTTP is served to this machine alone, and to the proxies that `proxy.trusted` names. For a network give it a
    /// certificate: `tls.certificate` and `tls.key`, or `tls.acme.domains`.
    #[command(after_help = "\
Examples:
  frontdesk serve
  frontdesk serve --config /etc/frontdesk.toml
  FRONTDESK_LISTEN=127.0.0.1:9000 FRONTDESK_LOG_FORMAT=json frontdesk serve
  kill -HUP $(pidof frontdesk)                       read the set-up again")]
    Serve(Serve),
    /// Run a living municipality to look at: citizens and employees who behave like people.
    ///
    /// The hall's clock begins on a weekday morning at 08:55 and runs faster than yours. When its day is over the next
    /// one begins. A demo that was stopped, or killed, goes on where it was.
    #[command(after_help = "\
Examples:
  frontdesk demo                                     a day in a quarter of an hour
  frontdesk demo --speed 10                          slower: one sees each call
  frontdesk demo --begin 2026-11-26T09:55 --speed 1 --still     an empty hall at a time of your own
  frontdesk demo --data /tmp/demo --listen 127.0.0.1:9000")]
    Demo(Demo),
    /// Check a set-up: each mistake with file, line and what to do.
    #[command(after_help = "\
Examples:
  frontdesk check examples/nordvig
  frontdesk check examples/nordvig/borgerservice/queues.toml")]
    Check(Check),
    /// Make, list and revoke the tokens by which programs and devices sign in.
    #[command(after_help = "\
Examples:
  frontdesk token create --role manager --centre borgerservice --name reports
  frontdesk token create --role device --centre borgerservice --name kiosk-1 --subject stander-1
  frontdesk token create --data data/demo.sqlite --role system_owner --name looking
  frontdesk token list
  frontdesk token revoke reports")]
    Token(Token),
    /// Make the first system owner, and print the link by which she sets her password.
    ///
    /// It works once in a database; everybody else is made by `frontdesk user add`.
    #[command(after_help = "\
Examples:
  frontdesk init --login lb
  frontdesk init --login lb --config /etc/frontdesk.toml")]
    Init(Init),
    /// Make, list, invite, disable and enable the accounts by which people sign in.
    #[command(after_help = "\
Examples:
  frontdesk user add --login mette --role manager --centre borgerservice
  frontdesk user invite mette                        a new link, for a forgotten password
  frontdesk user role mette --role superuser --centre borgerservice --centre jobcenter
  frontdesk user disable mette
  frontdesk user list")]
    User(User),
    /// Tell a citizen who looked at her data; replace the key under which it is sealed, or give up one that is lost.
    ///
    /// For the key the server has to be stopped. A rotation makes a new key, puts everything under it and leaves the old one
    /// beside it; it can be interrupted and typed again.
    #[command(after_help = "\
Examples:
  frontdesk vault look-ups --asked-by mette          who looked at her data, when and what for
  frontdesk vault rotate
  frontdesk vault rotate --config /etc/frontdesk.toml
  frontdesk vault give-up 1a2b3c4d                   delete what a lost key sealed")]
    Vault(Vault),
    /// List, confirm and revoke the kiosks, screens and printers that were let in.
    #[command(after_help = "\
Examples:
  frontdesk device confirm ABCD-EFGH --centre borgerservice --device stander-1
  frontdesk device list
  frontdesk device revoke \"device borgerservice stander-1 k7fw\"")]
    Device(Device),
    /// Play a recorded day of a real office through the interface for programs, and print its account.
    ///
    /// Without --url it runs its own server on a loopback port with a file of its own, and the hall's clock is the recorded
    /// day's. With --url it plays on a server that runs, at that server's clock and date; that server needs the
    /// office's set-up (--write-setup makes it) and --token one of its managers.
    ///
    /// At the end it counts: every ticket that was acknowledged is in the log once, nothing is there twice, and the
    /// account's figures equal a count of the events. The exit code is 0 only then.
    #[command(after_help = "\
Examples:
  frontdesk import-day examples/recorded-day/office-7-2020-01-13 --speed max --repeat 20
  frontdesk import-day examples/recorded-day/office-4-2020-01-13 --speed 60 --listen 127.0.0.1:8090
  frontdesk import-day examples/recorded-day/office-4-2020-01-13 --write-setup /tmp/office")]
    ImportDay(ImportDay),
    /// Print a day of a centre from the database: its events as JSON lines, or its account.
    ///
    /// A folder may be named that holds one database, whatever its name: a demo's, or that of a recorded day.
    #[command(after_help = "\
Examples:
  frontdesk export-day borgerservice 2026-11-23
  frontdesk export-day borgerservice 2026-11-23 --format account --language da
  frontdesk export-day borgerservice 2026-11-23 --data data/demo.sqlite")]
    ExportDay(ExportDay),
}

/// Options of `serve`.
#[derive(Debug, Default, Args)]
pub struct Serve {
    /// Address and port to listen on; overrides the configuration.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
    /// The folder of the database; overrides the configuration.
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// The folder of the set-up; overrides the configuration.
    #[arg(long, value_name = "FOLDER")]
    pub setup: Option<PathBuf>,
}

impl Serve {
    /// Puts what was typed over the configuration.
    pub fn over(self, config: &mut Config) {
        if let Some(listen) = self.listen {
            config.listen = listen;
        }
        if let Some(data) = self.data {
            config.data = data;
        }
        if let Some(setup) = self.setup {
            config.setup = setup;
        }
    }
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// How many times faster than real time, 1 to 600.
    #[arg(long, default_value_t = 60.0, value_parser = demo_speed)]
    pub speed: f64,
    /// Chance: the same number gives the same citizens.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// When the hall's clock begins, instead of where the demo was stopped or the next weekday's morning.
    #[arg(long, value_name = "YYYY-MM-DDTHH:MM")]
    pub begin: Option<DateTime>,
    /// Nobody is played: the hall is yours alone.
    #[arg(long)]
    pub still: bool,
    /// Address and port to listen on.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
    /// The folder of demo.sqlite.
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// The folder of the set-up.
    #[arg(long, value_name = "FOLDER")]
    pub setup: Option<PathBuf>,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// A set-up's folder, or one of its files; the whole set-up is checked, as its files speak of each other.
    #[arg(value_name = "FILE|FOLDER")]
    pub path: PathBuf,
}

/// Options of `token`.
#[derive(Debug, Args)]
pub struct Token {
    /// The database's folder, or its file; overrides the configuration.
    #[arg(long, global = true, value_name = "FOLDER|FILE")]
    pub data: Option<PathBuf>,
    /// The folder of the set-up, which names the centres before the first start; overrides the configuration.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub setup: Option<PathBuf>,
    /// Make, list or revoke.
    #[command(subcommand)]
    pub action: TokenAction,
}

/// What to do with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenAction {
    /// Make a token. Its text is printed once and stored nowhere; only its hash is.
    Create(TokenCreate),
    /// List all tokens, without their texts.
    List,
    /// Revoke a token; a running server knows within five seconds.
    Revoke {
        /// The token's name.
        name: String,
    },
}

/// Options of `token create`.
#[derive(Debug, Args)]
pub struct TokenCreate {
    /// What it may do. The first four are a ladder, each with all of the one before.
    #[arg(long, value_enum)]
    pub role: TokenRole,
    /// Where it may do it; can be given several times. Left out, everywhere: for a system owner alone.
    #[arg(long = "centre", value_name = "CENTRE")]
    pub centres: Vec<CentreId>,
    /// Its name in lists and in the log of changes, unique.
    #[arg(long)]
    pub name: String,
    /// Whom it stands for: an employee's or a kiosk's identifier in the set-up.
    #[arg(long, value_name = "IDENTIFIER")]
    pub subject: Option<String>,
    /// The date after which it no longer works.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub expires: Option<Date>,
}

/// The roles of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum TokenRole {
    /// Serves citizens.
    Employee,
    /// Steers the hall.
    Manager,
    /// Edits a centre's set-up.
    Superuser,
    /// Runs the installation.
    SystemOwner,
    /// A kiosk, screen or printer; outside the ladder.
    Device,
}

/// Which database the command line works on.
#[derive(Debug, Clone, Default, Args)]
pub struct Where {
    /// The database's folder, or its file; overrides the configuration.
    #[arg(long, global = true, value_name = "FOLDER|FILE")]
    pub data: Option<PathBuf>,
    /// The folder of the set-up, which names the centres before the first start; overrides the configuration.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub setup: Option<PathBuf>,
}

/// Options of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Where.
    #[command(flatten)]
    pub place: Where,
    /// By which the system owner signs in: a-z, 0-9 and -.
    #[arg(long, value_name = "LOGIN")]
    pub login: EmployeeId,
}

/// Options of `user`.
#[derive(Debug, Args)]
pub struct User {
    /// Where.
    #[command(flatten)]
    pub place: Where,
    /// What to do.
    #[command(subcommand)]
    pub action: UserAction,
}

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum UserAction {
    /// Make an account, and print the link by which its owner sets her password.
    Add(UserAdd),
    /// List all accounts.
    List,
    /// Print a new link; the one before is void. It is good for seven days, once.
    Invite {
        /// The account's login.
        login: EmployeeId,
    },
    /// End all sessions of an account; it opens nothing any more. A running server knows within five seconds.
    Disable {
        /// The account's login.
        login: EmployeeId,
    },
    /// Let a disabled account open again what it opened before.
    Enable {
        /// The account's login.
        login: EmployeeId,
    },
    /// Change what an account may do, and where.
    Role {
        /// The account's login.
        login: EmployeeId,
        /// What and where.
        #[command(flatten)]
        rights: Rights,
    },
}

/// Options of `user add`.
#[derive(Debug, Args)]
pub struct UserAdd {
    /// By which its owner signs in, unique: a-z, 0-9 and -.
    #[arg(long, value_name = "LOGIN")]
    pub login: EmployeeId,
    /// What and where.
    #[command(flatten)]
    pub rights: Rights,
    /// As which employee of the set-up she stands in the hall; the one with her login where none is named.
    #[arg(long, value_name = "IDENTIFIER")]
    pub subject: Option<EmployeeId>,
}

/// What an account may do, and where.
#[derive(Debug, Clone, Args)]
pub struct Rights {
    /// What it may do: a ladder, each with all of the one before.
    #[arg(long, value_enum)]
    pub role: UserRole,
    /// Where it may do it; can be given several times. Left out, everywhere: for a system owner alone.
    #[arg(long = "centre", value_name = "CENTRE")]
    pub centres: Vec<CentreId>,
}

/// The roles of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum UserRole {
    /// Serves citizens.
    Employee,
    /// Steers the hall.
    Manager,
    /// Edits a centre's set-up.
    Superuser,
    /// Runs the installation.
    SystemOwner,
}

/// Options of `vault`.
#[derive(Debug, Args)]
pub struct Vault {
    /// Where.
    #[command(flatten)]
    pub place: Where,
    /// What to do.
    #[command(subcommand)]
    pub action: VaultAction,
}

/// What to do with the vault.
#[derive(Debug, Subcommand)]
pub enum VaultAction {
    /// Tell who looked at a person's data, when and what for; works beside a running server.
    ///
    /// Her phone number, e-mail address or CPR number is read from standard input, one on each line, up to an empty one: what
    /// stands on a command line can be read by others. Make sure first that it is she who asks. That somebody asked, and who,
    /// is recorded.
    LookUps(VaultLookUps),
    /// Put everything under a new key; says how much it was, and where the old key is.
    Rotate,
    /// Delete the people of whom something is sealed under a key that is lost for good; no figure changes by it.
    GiveUp {
        /// The key's fingerprint, as the server says it when it does not start: eight hexadecimal digits.
        key: Fingerprint,
    },
}

/// Options of `vault look-ups`.
#[derive(Debug, Args)]
pub struct VaultLookUps {
    /// The login of who asks on her behalf; it stands in the record.
    #[arg(long, value_name = "LOGIN")]
    pub asked_by: EmployeeId,
    /// The visit instead, for somebody who left neither number nor address; nothing is read from standard input then.
    #[arg(long, value_name = "IDENTIFIER")]
    pub visit: Option<VisitId>,
}

/// Options of `device`.
#[derive(Debug, Args)]
pub struct Device {
    /// Where.
    #[command(flatten)]
    pub place: Where,
    /// What to do.
    #[command(subcommand)]
    pub action: DeviceAction,
}

/// What to do with devices.
#[derive(Debug, Subcommand)]
pub enum DeviceAction {
    /// List the devices that were let in.
    List,
    /// Let in the device that shows a code (it opens /device).
    Confirm {
        /// The code that it shows; spaces, hyphens and small letters do not matter.
        code: String,
        /// Where it stands.
        #[arg(long, value_name = "CENTRE")]
        centre: CentreId,
        /// Which it is: a kiosk's or a screen's identifier in the set-up.
        #[arg(long, value_name = "IDENTIFIER")]
        device: String,
    },
    /// Let a device in no more; a running server knows within five seconds.
    Revoke {
        /// The name in the list.
        name: String,
    },
}

/// Options of `import-day`.
#[derive(Debug, Args)]
pub struct ImportDay {
    /// The recording: what comes before `-arrivals.csv` in its files' names, or a folder that holds one recording.
    #[arg(value_name = "PREFIX|FOLDER")]
    pub recording: PathBuf,
    /// How many times faster than real time, or `max`: as fast as it goes.
    #[arg(long, default_value = "max", value_parser = speed)]
    pub speed: Speed,
    /// How many of a hundred requests are sent twice with the same Idempotency-Key, half of them at the same time.
    #[arg(long, default_value_t = 0, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub repeat: u8,
    /// Chance: the same number gives the same service times and repetitions.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The folder of the database; a temporary one where none is named.
    #[arg(long, value_name = "FOLDER", conflicts_with = "url")]
    pub data: Option<PathBuf>,
    /// Where its own server listens; a free loopback port where nothing is said.
    #[arg(long, value_name = "ADDRESS:PORT", conflicts_with = "url")]
    pub listen: Option<SocketAddr>,
    /// A server that runs, instead of an own one: http://host:port
    #[arg(long, value_name = "URL", requires = "token")]
    pub url: Option<String>,
    /// The token of a manager of the office on that server.
    #[arg(long, value_name = "TOKEN", env = "FRONTDESK_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// Only write the office's set-up into a folder, for a server that is to run it.
    #[arg(long, value_name = "FOLDER")]
    pub write_setup: Option<PathBuf>,
}

/// How fast a recorded day is played.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Speed {
    /// As fast as it goes.
    Max,
    /// So many times faster than real time.
    Times(f64),
}

/// Options of `export-day`.
#[derive(Debug, Args)]
pub struct ExportDay {
    /// The centre.
    pub centre: CentreId,
    /// The date.
    #[arg(value_name = "YYYY-MM-DD")]
    pub date: Date,
    /// What to print.
    #[arg(long, value_enum, default_value_t = ExportFormat::Events)]
    pub format: ExportFormat,
    /// The database's folder, or its file; overrides the configuration.
    #[arg(long, value_name = "FOLDER|FILE")]
    pub data: Option<PathBuf>,
}

/// What `export-day` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Every event as a JSON object on its own line.
    Events,
    /// The day's account, for people.
    Account,
}

fn spoken(code: &str) -> Result<Language, String> {
    crate::words::language(code).ok_or_else(|| "must be da or en".to_owned())
}

fn speed(text: &str) -> Result<Speed, String> {
    if text == "max" {
        return Ok(Speed::Max);
    }
    match text.parse::<f64>() {
        Ok(times) if (1.0..=10_000.0).contains(&times) => Ok(Speed::Times(times)),
        _ => Err("must be max, or a number from 1 to 10000".to_owned()),
    }
}

fn demo_speed(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(times) if (1.0..=600.0).contains(&times) => Ok(times),
        _ => Err("must be a number from 1 to 600".to_owned()),
    }
}
