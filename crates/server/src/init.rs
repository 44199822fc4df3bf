//! `frontdesk init`: the first system owner of an installation, and the link by which she sets her password.
//!
//! It makes nothing where there is one already: whoever can reach the database's file makes others by `frontdesk user`,
//! which says who was made by whom.

use store::Role;

use crate::cli::{Init, Rights, UserRole};
use crate::config::Config;
use crate::failure::Failure;
use crate::token::place;
use crate::words::Words;
use crate::{output, user};

/// Makes her.
pub(crate) fn run(options: Init, config: &Config, words: &Words) -> Result<(), Failure> {
    let (file, config) = place(options.place, config);
    let rights = Rights { role: UserRole::SystemOwner, centres: Vec::new() };
    let mut store = user::open(&options.login, &rights, &file, &config, words)?;
    let accounts = store.reader().accounts().map_err(|error| Failure::of_store(&error, words))?;
    if let Some(owner) = accounts.iter().find(|account| account.role == Role::SystemOwner) {
        return Err(Failure::new(words.tell("cli-init-done", &[("login", &owner.login)])));
    }
    let subject = options.login.clone();
    let link = user::add(&mut store, &options.login, &rights, subject, &config, words)?;
    output::line(words.tell("cli-init-made", &[("login", &options.login)]));
    output::line(link);
    Ok(())
}
