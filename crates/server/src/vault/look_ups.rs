//! `frontdesk vault look-ups`: who looked at a person's data, when and what for, for that person, who may know it.
//!
//! It works beside a server that runs. What she is found by is read from standard input, never from the command line, which
//! others on the machine can read and the shell remembers; it is not printed again. That somebody asked, and who, is on record
//! before anything is told.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Read as _};

use domain::ids::{EmployeeId, VisitId};
use domain::setup::Setup;
use engine::clock::{Clock as _, SystemClock};
use jiff::tz::TimeZone;
use store::vault::{DENMARK, normal_cpr, normal_email, normal_phone};
use store::{Disclosure, HashKind, LookUp, NewLookUp, Purpose, Store, Vault};
use web::format;

use crate::cli::VaultLookUps;
use crate::failure::Failure;
use crate::installation::setup_source;
use crate::output;
use crate::user::account;
use crate::words::{Sentence, Words};

/// The most texts that a person is found by in one go.
const TEXTS_MAX: usize = 10;

/// The most bytes that are read of them.
const TEXTS_LENGTH_MAX: u64 = 4_096;

/// The most look-ups that are told, the newest.
const TOLD_MAX: usize = 10_000;

/// What the sender of an account's commands begins with.
const USER: &str = "user:";

/// Tells the look-ups of a person.
pub(super) fn tell(store: &mut Store, options: &VaultLookUps, vault: &Vault, words: &Words) -> Result<(), Failure> {
    let of_store = |error| Failure::of_store(&error, words);
    let asks = account(store, &options.asked_by, words)?;
    if !asks.is_enabled() {
        return Err(Failure::new(words.tell("cli-user-is-disabled", &[("login", &asks.login)])));
    }
    let texts = if options.visit.is_some() { Vec::new() } else { read(words)? };
    // One more than is told shows whether there are more.
    let mut found = find(store, options.visit, &texts, vault).map_err(of_store)?;
    let more = found.len() > TOLD_MAX;
    found.truncate(TOLD_MAX);
    let names = Names::of(store).map_err(of_store)?;
    store.record_disclosure(&disclosure(options, &texts, &found, vault)).map_err(of_store)?;
    if found.is_empty() {
        output::line(words.say("cli-look-ups-none"));
        return Ok(());
    }
    output::line(words.put(&Sentence::new("cli-look-ups-told").count("count", found.len() as u64)));
    for look_up in &found {
        output::line(line(look_up, &names, words));
    }
    if more {
        output::line(words.tell("cli-look-ups-more", &[("most", &TOLD_MAX)]));
    }
    Ok(())
}

fn find(
    store: &Store,
    visit: Option<VisitId>,
    texts: &[(HashKind, String)],
    vault: &Vault,
) -> Result<Vec<LookUp>, store::StoreError> {
    let reader = store.reader();
    if let Some(visit) = visit {
        return reader.look_ups_of_visit(visit, TOLD_MAX + 1);
    }
    let hashes = texts.iter().flat_map(|(kind, text)| vault.hashes(*kind, text).into_iter().map(|hash| (*kind, hash)));
    reader.look_ups_of(&hashes.collect::<Vec<_>>(), TOLD_MAX + 1)
}

/// That it was asked, by whom, and how much is told.
fn disclosure(options: &VaultLookUps, texts: &[(HashKind, String)], found: &[LookUp], vault: &Vault) -> Disclosure {
    let (at, by) = (SystemClock.now(), format!("{USER}{}", options.asked_by));
    let kinds = || {
        let is_among = |kind: &&HashKind| texts.iter().any(|(found, _)| found == *kind);
        HashKind::ALL.iter().filter(is_among).map(|kind| kind.as_str()).collect::<Vec<_>>().join(",")
    };
    let look_up = found.first().map(|newest| NewLookUp::told(vault, texts, newest.visit, &by, at));
    let found_by = options.visit.map_or_else(kinds, |visit| visit.to_string());
    Disclosure { at, by, found_by, count: found.len() as u64, look_up }
}

/// What the person is found by, a line for each, in every normal form that it has: ten digits may be a CPR number or a foreign
/// phone number.
fn read(words: &Words) -> Result<Vec<(HashKind, String)>, Failure> {
    let input = std::io::stdin();
    if input.is_terminal() {
        output::error_line(words.say("cli-look-ups-ask"));
    }
    let unreadable = |error: std::io::Error| Failure::new(words.tell("cli-look-ups-unreadable", &[("error", &error)]));
    let mut texts = Vec::new();
    for (number, line) in (1_u64..).zip(BufReader::new(input.take(TEXTS_LENGTH_MAX)).lines()) {
        let line = line.map_err(unreadable)?;
        if line.trim().is_empty() {
            break;
        }
        let forms = normal_forms(&line);
        if forms.is_empty() {
            return Err(Failure::new(words.tell("cli-look-ups-not-findable", &[("number", &number)])));
        }
        if number > TEXTS_MAX as u64 {
            return Err(Failure::new(words.tell("cli-look-ups-too-many", &[("most", &TEXTS_MAX)])));
        }
        texts.extend(forms);
    }
    if texts.is_empty() { Err(Failure::new(words.say("cli-look-ups-nothing-given"))) } else { Ok(texts) }
}

fn normal_forms(text: &str) -> Vec<(HashKind, String)> {
    let all = [
        (HashKind::Phone, normal_phone(text, DENMARK)),
        (HashKind::Email, normal_email(text)),
        (HashKind::Cpr, normal_cpr(text)),
    ];
    all.into_iter().filter_map(|(kind, form)| Some((kind, form?))).collect()
}

/// Whom a login stands for, and where the municipality is.
struct Names {
    by_login: BTreeMap<String, String>,
    zone: TimeZone,
}

impl Names {
    fn of(store: &Store) -> Result<Self, store::StoreError> {
        let (reader, source) = (store.reader(), setup_source());
        let setups: Vec<Setup> = reader.newest_setups()?.iter().filter_map(|row| source(row).ok()).collect();
        let name = |of: &EmployeeId| setups.iter().find_map(|setup| setup.employees.get(of)).map(|e| e.name.clone());
        let accounts = reader.accounts()?.into_iter();
        let by_login = accounts.filter_map(|account| Some((account.login.to_string(), name(&account.subject)?)));
        let zone = setups.first().map_or(TimeZone::UTC, |setup| setup.time_zone.clone());
        Ok(Self { by_login: by_login.collect(), zone })
    }

    /// An employee by name and login, a program or a device by its own name.
    fn who(&self, by: &str) -> String {
        let Some(login) = by.strip_prefix(USER) else { return by.to_owned() };
        self.by_login.get(login).map_or_else(|| login.to_owned(), |name| format!("{name} ({login})"))
    }
}

fn line(look_up: &LookUp, names: &Names, words: &Words) -> String {
    let at = look_up.at.civil(&names.zone);
    let date = format::date(at.date(), words.texts(), words.language());
    let time = format!("{}{}{:02}", at.hour(), format::point(words.language()), at.minute());
    let purpose = words.say(purpose(look_up.purpose));
    let who = names.who(&look_up.by);
    words.tell("cli-look-up", &[("date", &date), ("time", &time), ("purpose", &purpose), ("who", &who)])
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Serves => "cli-look-up-serves",
        Purpose::DayList => "cli-look-up-day-list",
        Purpose::CheckIn => "cli-look-up-check-in",
        Purpose::BookingFor => "cli-look-up-booking-for",
        Purpose::Message => "cli-look-up-message",
        Purpose::OwnLink => "cli-look-up-own-link",
        Purpose::SetRight => "cli-look-up-set-right",
        Purpose::Told => "cli-look-up-told",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_looked_for_in_every_form_that_it_can_have() {
        let forms = |text: &str| normal_forms(text).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
        assert_eq!(forms("20 30 40 50"), [HashKind::Phone]);
        assert_eq!(forms("Anna@example.org"), [HashKind::Email]);
        assert!(forms("290200-4000").contains(&HashKind::Cpr));
        for nobody in ["Anna", "", "12", "@"] {
            assert_eq!(forms(nobody), [], "{nobody}");
        }
    }
}
