//! `frontdesk token`: makes, lists and revokes the tokens by which programs and devices sign in.
//!
//! It writes to the database's file, beside a server that may be running. The text of a token is printed once and stored
//! nowhere.

use domain::time::Instant;
use engine::clock::{Clock as _, SystemClock};
use engine::identifiers;
use jiff::tz::TimeZone;
use store::{NewToken, Reader, Role, SetupRow, Store, TokenRow};

use crate::cli::{Token, TokenAction, TokenCreate, TokenRole};
use crate::config::Config;
use crate::failure::Failure;
use crate::installation::{open_database, setup_source};
use crate::output;
use crate::words::Words;

/// Whose name stands beside the change in the record of changes.
const BY: &str = "command line";

/// The longest name of a token, in characters.
const NAME_CHARS_MAX: usize = 60;

/// Does what the command line says.
pub(crate) fn run(options: Token, config: &Config, words: &Words) -> Result<(), Failure> {
    let mut config = config.clone();
    if let Some(data) = options.data {
        config.data = data;
    }
    match options.action {
        TokenAction::Create(create) => {
            check(&create, words)?;
            let mut store = open_database(&config.database_file(), words)?;
            check_names(&store.reader(), &create, words)?;
            output::line(make(&mut store, create, words)?);
            Ok(())
        }
        TokenAction::List => list(&open_existing(&config, words)?, words),
        TokenAction::Revoke { name } => revoke(&mut open_existing(&config, words)?, &name, words),
    }
}

/// Looking at tokens makes no database: a mistyped folder is told.
fn open_existing(config: &Config, words: &Words) -> Result<Store, Failure> {
    let file = config.database_file();
    if !file.exists() {
        return Err(Failure::new(words.tell("cli-token-no-database", &[("file", &file.display())])));
    }
    open_database(&file, words)
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

/// The centres and the subject of a token are those of the set-ups that were served here. Before the first there are
/// none to compare with, and every name is taken.
fn check_names(reader: &Reader, create: &TokenCreate, words: &Words) -> Result<(), Failure> {
    let rows = reader.newest_setups().map_err(|error| Failure::of_store(&error, words))?;
    if rows.is_empty() {
        return Ok(());
    }
    if let Some(unknown) = create.centres.iter().find(|centre| rows.iter().all(|row| row.centre != **centre)) {
        let known: Vec<&str> = rows.iter().map(|row| row.centre.as_str()).collect();
        let values: [(&str, &dyn std::fmt::Display); 2] = [("centre", unknown), ("known", &known.join(", "))];
        return Err(Failure::new(words.tell("cli-token-unknown-centre", &values)));
    }
    let Some(subject) = &create.subject else { return Ok(()) };
    let device = create.role == TokenRole::Device;
    let source = setup_source();
    let concerned = |row: &&SetupRow| create.centres.is_empty() || create.centres.contains(&row.centre);
    let is_known = rows.iter().filter(concerned).filter_map(|row| source(row).ok()).any(|setup| {
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
