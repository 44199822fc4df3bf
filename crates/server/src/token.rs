//! `frontdesk token`: makes, lists and revokes the tokens by which programs and devices sign in.
//!
//! It writes to the database's file, beside a server that may be running. The text of a token is printed once and stored
//! nowhere.

use domain::time::Instant;
use engine::clock::{Clock as _, SystemClock};
use engine::identifiers;
use jiff::tz::TimeZone;
use store::{NewToken, Role, Store, StoreError, TokenRow};

use crate::cli::{Token, TokenAction, TokenCreate, TokenRole};
use crate::config::Config;
use crate::failure::Failure;
use crate::installation::open_database;
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
            println!("{}", make(&mut store, create, words)?);
            Ok(())
        }
        TokenAction::List => list(&open_database(&config.database_file(), words)?, words),
        TokenAction::Revoke { name } => revoke(&mut open_database(&config.database_file(), words)?, &name, words),
    }
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
    Ok(())
}

fn make(store: &mut Store, create: TokenCreate, words: &Words) -> Result<String, Failure> {
    let secret = identifiers::new_token().map_err(|error| Failure::new(error.to_string()))?;
    let expires_at = create.expires.and_then(|date| date.tomorrow().ok());
    let token = NewToken {
        name: create.name,
        role: role(create.role),
        centres: create.centres,
        subject: create.subject,
        hash: secret.hash,
        expires_at: expires_at.map(|date| Instant::start_of(date, &TimeZone::UTC)),
    };
    store.create_token(&token, BY, SystemClock.now()).map_err(|error| failure(&error, words))?;
    Ok(secret.text)
}

fn list(store: &Store, words: &Words) -> Result<(), Failure> {
    let tokens = store.reader().tokens().map_err(|error| failure(&error, words))?;
    if tokens.is_empty() {
        println!("{}", words.say("cli-token-none"));
    }
    let now = SystemClock.now();
    for token in tokens {
        println!("{}", line(&token, now, words));
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
    let done = store.revoke_token(name, BY, SystemClock.now()).map_err(|error| failure(&error, words))?;
    if !done {
        return Err(Failure::new(words.tell("cli-token-unknown", &[("name", &name)])));
    }
    println!("{}", words.tell("cli-token-revoked", &[("name", &name)]));
    Ok(())
}

fn failure(error: &StoreError, words: &Words) -> Failure {
    match error {
        StoreError::TokenExists(name) => Failure::new(words.tell("cli-token-exists", &[("name", name)])),
        other => Failure::new(other.to_string()),
    }
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
