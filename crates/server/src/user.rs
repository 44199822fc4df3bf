//! `frontdesk user`: makes, lists, invites, disables and enables the accounts by which people sign in.
//!
//! It writes to the database's file, beside a server that may be running. A link is printed once and stored nowhere; no
//! password is ever typed here.

use std::path::Path;

use domain::ids::{CentreId, EmployeeId};
use domain::time::Instant;
use engine::clock::{Clock as _, SystemClock};
use engine::identifiers;
use store::{Account, AccountChange, Invitation, NewAccount, Role, Store};

use crate::cli::{Rights, TokenCreate, TokenRole, User, UserAction, UserAdd, UserRole};
use crate::config::Config;
use crate::failure::Failure;
use crate::output;
use crate::token::{BY, open_existing, open_for, place};
use crate::words::Words;

/// How long a link is good, in days.
const INVITATION_DAYS: i64 = 7;

/// Does what the command line says.
pub(crate) fn run(options: User, config: &Config, words: &Words) -> Result<(), Failure> {
    let (file, config) = place(options.place, config);
    match options.action {
        UserAction::Add(UserAdd { login, rights, subject }) => {
            let mut store = open(&login, &rights, &file, &config, words)?;
            let link = add(&mut store, &login, &rights, subject.unwrap_or_else(|| login.clone()), &config, words)?;
            output::line(words.tell("cli-user-made", &[("login", &login), ("days", &INVITATION_DAYS)]));
            output::line(link);
            Ok(())
        }
        UserAction::List => list(&open_existing(&file, words)?, words),
        UserAction::Invite { login } => invite(&mut open_existing(&file, words)?, &login, &config, words),
        UserAction::Disable { login } => {
            let mut store = open_existing(&file, words)?;
            keep_an_owner(&store, &login, words)?;
            change(&mut store, &login, &AccountChange::Disable, "cli-user-disabled", words)
        }
        UserAction::Enable { login } => {
            let mut store = open_existing(&file, words)?;
            change(&mut store, &login, &AccountChange::Enable, "cli-user-enabled", words)
        }
        UserAction::Role { login, rights } => {
            let mut store = open(&login, &rights, &file, &config, words)?;
            if rights.role != UserRole::SystemOwner {
                keep_an_owner(&store, &login, words)?;
            }
            let to = AccountChange::Role { role: role(rights.role), centres: rights.centres };
            change(&mut store, &login, &to, "cli-user-role-changed", words)
        }
    }
}

/// Opens the database for an account whose centres are known there.
pub(crate) fn open(
    login: &EmployeeId,
    rights: &Rights,
    file: &Path,
    config: &Config,
    words: &Words,
) -> Result<Store, Failure> {
    if rights.centres.is_empty() && rights.role != UserRole::SystemOwner {
        return Err(Failure::new(words.say("cli-user-needs-centre")));
    }
    let names = TokenCreate {
        role: token_role(rights.role),
        centres: rights.centres.clone(),
        name: login.to_string(),
        subject: None,
        expires: None,
    };
    open_for(&names, file, config, words)
}

/// Makes an account, and gives the link by which its owner sets her password.
pub(crate) fn add(
    store: &mut Store,
    login: &EmployeeId,
    rights: &Rights,
    subject: EmployeeId,
    config: &Config,
    words: &Words,
) -> Result<String, Failure> {
    let now = SystemClock.now();
    let (invitation, link) = new_link(now, config, words)?;
    let new = NewAccount {
        login: login.clone(),
        role: role(rights.role),
        centres: rights.centres.clone(),
        subject,
        invitation: Some(invitation),
    };
    store.create_account(&new, BY, now).map_err(|error| Failure::of_store(&error, words))?;
    Ok(link)
}

fn new_link(now: Instant, config: &Config, words: &Words) -> Result<(Invitation, String), Failure> {
    let secret = identifiers::new_secret(identifiers::INVITATION_PREFIX);
    let secret = secret.map_err(|error| Failure::fault(&error, words))?;
    let until = now.plus_minutes(INVITATION_DAYS * 24 * 60);
    let link = format!("{}/invitation/{}", config.url(config.listen), secret.text);
    Ok((Invitation { hash: secret.hash, until }, link))
}

fn invite(store: &mut Store, login: &EmployeeId, config: &Config, words: &Words) -> Result<(), Failure> {
    if !account(store, login, words)?.is_enabled() {
        return Err(Failure::new(words.tell("cli-user-is-disabled", &[("login", login)])));
    }
    let (invitation, link) = new_link(SystemClock.now(), config, words)?;
    change(store, login, &AccountChange::Invite(invitation), "cli-user-invited", words)?;
    output::line(link);
    Ok(())
}

/// The account with a login.
///
/// # Errors
/// A sentence where there is none.
pub(crate) fn account(store: &Store, login: &EmployeeId, words: &Words) -> Result<Account, Failure> {
    let found = store.reader().account(login).map_err(|error| Failure::of_store(&error, words))?;
    found.ok_or_else(|| Failure::new(words.tell("cli-user-unknown", &[("login", login)])))
}

fn change(
    store: &mut Store,
    login: &EmployeeId,
    change: &AccountChange,
    told: &str,
    words: &Words,
) -> Result<(), Failure> {
    account(store, login, words)?;
    let changed = store.change_account(login, change, BY, SystemClock.now());
    let changed = changed.map_err(|error| Failure::of_store(&error, words))?;
    output::line(words.tell(if changed { told } else { "cli-user-unchanged" }, &[("login", login)]));
    Ok(())
}

/// An installation whose last system owner is gone could be mended by nobody who signs in.
fn keep_an_owner(store: &Store, login: &EmployeeId, words: &Words) -> Result<(), Failure> {
    let accounts = store.reader().accounts().map_err(|error| Failure::of_store(&error, words))?;
    let mut owners = accounts.iter().filter(|account| account.role == Role::SystemOwner && account.is_enabled());
    let is_last = owners.any(|owner| owner.login == *login)
        && accounts.iter().filter(|a| a.role == Role::SystemOwner && a.is_enabled()).count() == 1;
    if is_last { Err(Failure::new(words.tell("cli-user-last-owner", &[("login", login)]))) } else { Ok(()) }
}

fn list(store: &Store, words: &Words) -> Result<(), Failure> {
    let accounts = store.reader().accounts().map_err(|error| Failure::of_store(&error, words))?;
    if accounts.is_empty() {
        output::line(words.say("cli-user-none"));
    }
    let now = SystemClock.now();
    for account in accounts {
        output::line(line(&account, now, words));
    }
    Ok(())
}

fn line(account: &Account, now: Instant, words: &Words) -> String {
    let centres: Vec<&str> = account.centres.iter().map(CentreId::as_str).collect();
    let state = match (account.disabled_at, &account.invitation) {
        (Some(at), _) => words.tell("cli-user-disabled-at", &[("at", &at)]),
        (None, Some(invitation)) if account.is_invited_at(now) => {
            words.tell("cli-user-invited-until", &[("at", &invitation.until)])
        }
        (None, _) if account.password.is_some() => words.say("cli-user-in-use"),
        (None, _) => words.say("cli-user-invitation-over"),
    };
    format!(
        "{:<24} {:<13} {:<28} {:<16} {state}",
        account.login.as_str(),
        account.role,
        if centres.is_empty() { words.say("cli-token-everywhere") } else { centres.join(",") },
        account.subject.as_str(),
    )
}

fn role(role: UserRole) -> Role {
    match role {
        UserRole::Employee => Role::Employee,
        UserRole::Manager => Role::Manager,
        UserRole::Superuser => Role::Superuser,
        UserRole::SystemOwner => Role::SystemOwner,
    }
}

fn token_role(role: UserRole) -> TokenRole {
    match role {
        UserRole::Employee => TokenRole::Employee,
        UserRole::Manager => TokenRole::Manager,
        UserRole::Superuser => TokenRole::Superuser,
        UserRole::SystemOwner => TokenRole::SystemOwner,
    }
}
