//! `frontdesk device`: lists, confirms and revokes the kiosks, screens and printers that were let in.
//!
//! It writes to the database's file, beside a server that may be running. The secret of a device never comes here: it is in
//! the device, and confirming its code makes it good.

use domain::ids::CentreId;
use engine::clock::{Clock as _, SystemClock};
use engine::{Limits, identifiers};
use store::{NewDevice, Role, Store, TokenRow};

use crate::cli::{Device, DeviceAction, TokenCreate, TokenRole};
use crate::config::Config;
use crate::failure::Failure;
use crate::output;
use crate::token::{BY, open_existing, open_for, place};
use crate::words::Words;

/// Does what the command line says.
pub(crate) fn run(options: Device, config: &Config, words: &Words) -> Result<(), Failure> {
    let (file, config) = place(options.place, config);
    // A code is shown by a server that runs; where there is no database there is none.
    let mut store = open_existing(&file, words)?;
    match options.action {
        DeviceAction::List => list(&store, words),
        DeviceAction::Confirm { code, centre, device } => {
            let names = TokenCreate {
                role: TokenRole::Device,
                centres: vec![centre.clone()],
                name: device.clone(),
                subject: Some(device.clone()),
                expires: None,
            };
            open_for(&names, &file, &config, words)?;
            confirm(&mut store, &code, &centre, &device, words)
        }
        DeviceAction::Revoke { name } => revoke(&mut store, &name, words),
    }
}

fn confirm(store: &mut Store, code: &str, centre: &CentreId, device: &str, words: &Words) -> Result<(), Failure> {
    let unknown = || Failure::new(words.say("cli-device-code-unknown"));
    let code = identifiers::read_pairing_code(code).ok_or_else(unknown)?;
    let name = identifiers::new_device_name(centre, device).map_err(|error| Failure::fault(&error, words))?;
    let now = SystemClock.now();
    let since = now.plus_seconds(-Limits::default().pairing_seconds);
    let new = NewDevice { name: name.clone(), centre: centre.clone(), device: device.to_owned() };
    let confirmed = store.confirm_pairing(&code, since, &new, BY, now);
    if !confirmed.map_err(|error| Failure::of_store(&error, words))? {
        return Err(unknown());
    }
    output::line(words.tell("cli-device-confirmed", &[("name", &name)]));
    Ok(())
}

fn devices(store: &Store, words: &Words) -> Result<Vec<TokenRow>, Failure> {
    let tokens = store.reader().tokens().map_err(|error| Failure::of_store(&error, words))?;
    let now = SystemClock.now();
    Ok(tokens.into_iter().filter(|row| row.role == Role::Device && row.is_valid_at(now)).collect())
}

fn list(store: &Store, words: &Words) -> Result<(), Failure> {
    let devices = devices(store, words)?;
    if devices.is_empty() {
        output::line(words.say("cli-device-none"));
    }
    for row in devices {
        let centres: Vec<&str> = row.centres.iter().map(CentreId::as_str).collect();
        let (subject, since) = (row.subject.as_deref().unwrap_or("-"), row.created_at);
        output::line(format!("{:<44} {:<20} {subject:<16} {since}", row.name, centres.join(",")));
    }
    Ok(())
}

fn revoke(store: &mut Store, name: &str, words: &Words) -> Result<(), Failure> {
    if !devices(store, words)?.iter().any(|row| row.name == name) {
        return Err(Failure::new(words.tell("cli-device-unknown", &[("name", &name)])));
    }
    store.revoke_token(name, BY, SystemClock.now()).map_err(|error| Failure::of_store(&error, words))?;
    output::line(words.tell("cli-token-revoked", &[("name", &name)]));
    Ok(())
}
