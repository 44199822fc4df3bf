//! `frontdesk token`: makes, lists and revokes the tokens by which programs and devices sign in.
//!
//! It writes to the database's file, beside a server that may be running. The text of a token is printed once and stored
//! nowhere.

use std::path::{Path, PathBuf};

use domain::ids::CentreId;
use domain::setup::Setup;
use domain::time::Instant;
use engine::clock::{Clock as _, SystemClock};
use engine::identifiers;
use jiff::tz::TimeZone;
use store::{NewToken, Role, SetupRow, Store, TokenRow};

use crate::cli::{Token, TokenAction, TokenCreate, TokenRole, Where};
use crate::config::Config;
use crate::failure::Failure;
use crate::installation::{open_database, setup_source};
use crate::words::{Sentence, Words};
use crate::{databases, output, rights, setup_files};

/// Whose name stands beside the change in the record of changes.
pub(crate) const BY: &str = "command line";

/// The longest name of a token, in characters.
const NAME_CHARS_MAX: usize = 60;

/// Does what the command line says.
pub(crate) fn run(options: Token, config: &Config, words: &Words) -> Result<(), Failure> {
    let (file, config) = place(Where { data: options.data, setup: options.setup }, config);
    match options.action {
        TokenAction::Create(create) => {
            check(&create, words)?;
            let mut store = open_for(&create, &file, &config, words)?;
            output::line(make(&mut store, create, words)?);
            Ok(())
        }
        TokenAction::List => list(&open_existing(&file, words)?, words),
        TokenAction::Revoke { name } => revoke(&mut open_existing(&file, words)?, &name, words),
    }
}

/// The database's file, and the configuration with what was typed over it.
pub(crate) fn place(place: Where, config: &Config) -> (PathBuf, Config) {
    let mut config = config.clone();
    if let Some(setup) = place.setup {
        config.setup = setup;
    }
    let file = match place.data {
        // What lies beside a database is looked for beside it.
        Some(file) if file.is_file() => {
            rights::folder_of(&file).unwrap_or(Path::new(".")).clone_into(&mut config.data);
            file
        }
        Some(folder) => {
            config.data = folder;
            config.database_file()
        }
        None => config.database_file(),
    };
    (file, config)
}

/// Looking at tokens makes no database: a mistyped folder is told.
pub(crate) fn open_existing(file: &Path, words: &Words) -> Result<Store, Failure> {
    if !file.exists() {
        no_other_database(file, words)?;
        return Err(Failure::new(words.tell("cli-token-no-database", &[("file", &file.display())])));
    }
    open_database(file, words)
}

/// A token is good only in the database that it is made in: beside a demo's, another one is not made unasked.
fn no_other_database(file: &Path, words: &Words) -> Result<(), Failure> {
    let folder = rights::folder_of(file).unwrap_or(Path::new("."));
    let found = databases::in_folder(folder);
    if found.is_empty() {
        return Ok(());
    }
    let told = Sentence::new("cli-token-other-database").with("file", file.display());
    Err(Failure::new(words.put(&told.with("choices", databases::choices(&found)))))
}

/// Opens the database for a token whose centres and subject are known there. One is made only when all is right.
pub(crate) fn open_for(create: &TokenCreate, file: &Path, config: &Config, words: &Words) -> Result<Store, Failure> {
    if !file.exists() {
        no_other_database(file, words)?;
        check_names(create, &unpublished(create, file, config, words)?, words)?;
        return open_database(file, words);
    }
    let store = open_database(file, words)?;
    let rows = store.reader().newest_setups().map_err(|error| Failure::of_store(&error, words))?;
    let known = if rows.is_empty() { unpublished(create, file, config, words)? } else { published(&rows, file) };
    check_names(create, &known, words)?;
    Ok(store)
}

fn check(create: &TokenCreate, words: &Words) -> Result<(), Failure> {
    let wrong = |name: &str| Err(Failure::new(words.say(name)));
    let length = create.name.chars().count();
    if length == 0 || length > NAME_CHARS_MAX || create.name.chars().any(char::is_control) {
        return wrong("cli-token-name-wrong");
    }
    if create.centres.is_empty() && create.role != TokenRole::SystemOwner {
        return wrong("cli-token-needs-centre");
    }
    if create.subject.is_none() && create.role == TokenRole::Device {
        return wrong("cli-token-needs-subject");
    }
    if create.expires.is_some_and(|date| date < SystemClock.now().date(&TimeZone::UTC)) {
        return wrong("cli-token-expires-past");
    }
    Ok(())
}

/// The centres of which a token can be, and where they are named.
struct Known {
    centres: Vec<CentreId>,
    setups: Vec<Setup>,
    from: PathBuf,
}

/// What was served from the database.
fn published(rows: &[SetupRow], file: &Path) -> Known {
    let source = setup_source();
    Known {
        centres: rows.iter().map(|row| row.centre.clone()).collect(),
        setups: rows.iter().filter_map(|row| source(row).ok()).collect(),
        from: file.to_owned(),
    }
}

/// What the first start would publish: before it, the set-up's folder alone says what there is.
fn unpublished(create: &TokenCreate, file: &Path, config: &Config, words: &Words) -> Result<Known, Failure> {
    let folder = &config.setup;
    let names_nothing = create.centres.is_empty() && create.subject.is_none();
    let setups = if names_nothing {
        Vec::new()
    } else if folder.is_dir() {
        setup_files::load(folder, words)?.municipality.centres
    } else {
        let told = Sentence::new("cli-token-no-setup").with("file", file.display()).with("folder", folder.display());
        return Err(Failure::new(words.put(&told.with("from", setup_files::here()))));
    };
    Ok(Known { centres: setups.iter().map(|setup| setup.centre.clone()).collect(), setups, from: folder.clone() })
}

/// The centres and the subject of a token are those of the set-ups that are, or will be, served here.
fn check_names(create: &TokenCreate, known: &Known, words: &Words) -> Result<(), Failure> {
    if let Some(unknown) = create.centres.iter().find(|centre| !known.centres.contains(centre)) {
        let names: Vec<&str> = known.centres.iter().map(CentreId::as_str).collect();
        let told = Sentence::new("cli-token-unknown-centre").with("centre", unknown).with("known", names.join(", "));
        return Err(Failure::new(words.put(&told.with("from", known.from.display()))));
    }
    let Some(subject) = &create.subject else { return Ok(()) };
    let device = create.role == TokenRole::Device;
    let concerned = |setup: &&Setup| create.centres.is_empty() || create.centres.contains(&setup.centre);
    let is_known = known.setups.iter().filter(concerned).any(|setup| {
        if device {
            setup.kiosks.keys().any(|kiosk| kiosk.as_str() == subject)
                || setup.screens.keys().any(|screen| screen.as_str() == subject)
        } else {
            setup.employees.keys().any(|employee| employee.as_str() == subject)
        }
    });
    let unknown = if device { "cli-token-unknown-kiosk" } else { "cli-token-unknown-employee" };
    is_known.then_some(()).ok_or_else(|| Failure::new(words.tell(unknown, &[("subject", subject)])))
}

fn make(store: &mut Store, create: TokenCreate, words: &Words) -> Result<String, Failure> {
    let secret = identifiers::new_token().map_err(|error| Failure::fault(&error, words))?;
    let expires_at = create.expires.and_then(|date| date.tomorrow().ok());
    let token = NewToken {
        name: create.name,
        role: role(create.role),
        centres: create.centres,
        subject: create.subject,
        hash: secret.hash,
        expires_at: expires_at.map(|date| Instant::start_of(date, &TimeZone::UTC)),
    };
    store.create_token(&token, BY, SystemClock.now()).map_err(|error| Failure::of_store(&error, words))?;
    Ok(secret.text)
}

fn list(store: &Store, words: &Words) -> Result<(), Failure> {
    let tokens = store.reader().tokens().map_err(|error| Failure::of_store(&error, words))?;
    if tokens.is_empty() {
        output::line(words.say("cli-token-none"));
    }
    let now = SystemClock.now();
    for token in tokens {
        output::line(line(&token, now, words));
    }
    Ok(())
}

fn line(token: &TokenRow, now: Instant, words: &Words) -> String {
    let centres: Vec<&str> = token.centres.iter().map(domain::ids::CentreId::as_str).collect();
    let state = match (token.revoked_at, token.expires_at) {
        (Some(at), _) => words.tell("cli-token-revoked-at", &[("at", &at)]),
        (None, Some(end)) if end <= now => words.tell("cli-token-expired-at", &[("at", &end)]),
        (None, Some(end)) => words.tell("cli-token-valid-until", &[("at", &end)]),
        (None, None) => words.say("cli-token-valid"),
    };
    format!(
        "{:<24} {:<13} {:<28} {:<16} {state}",
        token.name,
        token.role,
        if centres.is_empty() { words.say("cli-token-everywhere") } else { centres.join(",") },
        token.subject.as_deref().unwrap_or("-"),
    )
}

fn revoke(store: &mut Store, name: &str, words: &Words) -> Result<(), Failure> {
    let done = store.revoke_token(name, BY, SystemClock.now()).map_err(|error| Failure::of_store(&error, words))?;
    if !done {
        return Err(Failure::new(words.tell("cli-token-unknown", &[("name", &name)])));
    }
    output::line(words.tell("cli-token-revoked", &[("name", &name)]));
    Ok(())
}

fn role(role: TokenRole) -> Role {
    match role {
        TokenRole::Employee => Role::Employee,
        TokenRole::Manager => Role::Manager,
        TokenRole::Superuser => Role::Superuser,
        TokenRole::SystemOwner => Role::SystemOwner,
        TokenRole::Device => Role::Device,
    }
}
