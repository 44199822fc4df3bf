//! What the demo prints: where to look, and lines that can be typed.
//!
//! The tokens are made at each start and printed once; those of earlier starts are revoked.

use std::path::Path;

use domain::setup::{DeskKind, Municipality, Setup};
use domain::time::Instant;
use engine::identifiers;
use jiff::civil::DateTime;
use store::{NewAccount, NewToken, Role, Store};

use crate::failure::Failure;
use crate::installation::Running;
use crate::output;
use crate::words::Words;

/// What the names of the demo's tokens begin with.
const PREFIX: &str = "demo ";

/// Who makes them.
const BY: &str = "demo";

/// The demo's tokens, and what they are for.
pub(super) struct Tokens {
    manager: String,
    kiosk: String,
    shown: Shown,
}

/// What the lines speak of.
struct Shown {
    centre: String,
    service: String,
    desk: String,
}

/// Makes the tokens for the first centre.
pub(super) fn make_tokens(
    store: &mut Store,
    municipality: &Municipality,
    at: Instant,
    words: &Words,
) -> Result<Tokens, Failure> {
    let failure = |error: store::StoreError| Failure::of_store(&error, words);
    for old in store.reader().tokens().map_err(failure)? {
        if old.name.starts_with(PREFIX) && old.revoked_at.is_none() {
            store.revoke_token(&old.name, BY, at).map_err(failure)?;
        }
    }
    let setup = municipality.centres.first().ok_or_else(|| Failure::new(words.say("cli-demo-no-centre")))?;
    let kiosk = setup.kiosks.keys().next().map_or_else(|| "kiosk".to_owned(), ToString::to_string);
    let mut make = |role: Role, subject: Option<String>| -> Result<String, Failure> {
        let secret = identifiers::new_token().map_err(|error| Failure::fault(&error, words))?;
        let token = NewToken {
            name: format!("{PREFIX}{role} {at}"),
            role,
            centres: vec![setup.centre.clone()],
            subject,
            hash: secret.hash,
            expires_at: None,
        };
        store.create_token(&token, BY, at).map_err(failure)?;
        Ok(secret.text)
    };
    let (manager, kiosk) = (make(Role::Manager, None)?, make(Role::Device, Some(kiosk))?);
    Ok(Tokens { manager, kiosk, shown: shown(setup) })
}

/// Makes an account without a password for everybody who works in the municipality, so that a visitor can step in as one.
pub(super) fn make_people(
    store: &mut Store,
    municipality: &Municipality,
    at: Instant,
    words: &Words,
) -> Result<(), Failure> {
    let failure = |error: store::StoreError| Failure::of_store(&error, words);
    let known: Vec<_> = store.reader().accounts().map_err(failure)?.into_iter().map(|account| account.login).collect();
    for person in web::demo::demo_people(&municipality.centres) {
        if known.contains(&person.login) {
            continue;
        }
        let subject = person.login.clone();
        let (login, role, centres) = (person.login, person.role, person.centres);
        let account = NewAccount { login, role, centres, subject, invitation: None };
        store.create_account(&account, BY, at).map_err(failure)?;
    }
    Ok(())
}

fn shown(setup: &Setup) -> Shown {
    let can_be_chosen = setup
        .services
        .iter()
        .find(|(_, service)| service.choices.is_empty() && !service.appointment_only && service.question.is_none());
    let counter =
        setup.desks.iter().find(|(_, desk)| desk.kind == DeskKind::Counter).or_else(|| setup.desks.iter().next());
    Shown {
        centre: setup.centre.to_string(),
        service: can_be_chosen.map(|(id, _)| id.to_string()).unwrap_or_default(),
        desk: counter.map(|(id, _)| id.to_string()).unwrap_or_default(),
    }
}

/// Prints where to look and what to try.
pub(super) fn print(running: &Running, tokens: &Tokens, at: &DateTime, speed: f64, file: &Path, words: &Words) {
    let url = running.url();
    let Shown { centre, service, desk } = &tokens.shown;
    let api = format!("{url}/api/v1/centres/{centre}");
    let (day, time) = (at.date(), at.strftime("%H:%M").to_string());
    let values: [(&str, &dyn std::fmt::Display); 5] =
        [("url", &url), ("date", &day), ("time", &time), ("speed", &speed), ("file", &file.display())];
    output::line(format_args!("{}\n", words.tell("cli-demo-ready", &values)));
    output::line(format_args!("  {}\n    {url}/", words.say("cli-demo-look")));
    output::line(format_args!("  {}\n    curl {url}/api/v1/centres", words.say("cli-demo-centres")));
    output::line(format_args!("    curl {api}/hall"));
    output::line(format_args!("  {}\n    curl -N {api}/hall/events", words.say("cli-demo-live")));
    output::line(format_args!(
        "  {}\n    curl -X POST {api}/visits -H 'Authorization: Bearer {}' -H 'Content-Type: application/json' \
         -H \"Idempotency-Key: $(date +%s%N)\" -d '{{\"services\":[\"{service}\"]}}'",
        words.say("cli-demo-ticket"),
        tokens.kiosk
    ));
    output::line(format_args!(
        "  {}\n    curl -i -X POST {api}/desks/{desk}/next -H 'Authorization: Bearer {}'",
        words.say("cli-demo-next"),
        tokens.manager
    ));
    output::line(format_args!(
        "  {}\n    curl {api}/days/{day}/account -H 'Authorization: Bearer {}'",
        words.say("cli-demo-account"),
        tokens.manager
    ));
    output::line(format_args!("  {}\n    {url}/api/v1/openapi.json\n", words.say("cli-demo-document")));
    output::line(words.say("cli-demo-stop"));
}
