//! The people vault's key, and `frontdesk vault`: replaces it, gives up one that is lost, tells who looked at a person's data.
//!
//! The key lies in a file of its own, made at the first start. The database knows by fingerprints under which keys something in
//! it is sealed: a start without one of them is refused, because what citizens gave could not be read, and nobody would notice.
//!
//! A rotation makes the new key beside the present one (`vault.key.new`), puts everything under it, keeps the present one apart
//! (`vault.key.old-` and its fingerprint; backups of before need it) and puts the new one in its place. It can be interrupted
//! anywhere: as long as the new key lies beside it nothing is served, and typing it again goes on where it was.

mod look_ups;

use std::path::{Path, PathBuf};

use engine::clock::{Clock as _, SystemClock};
use store::vault::VaultError;
use store::{Fingerprint, RenewalError, Secret, Store, Vault, VaultKey, VaultKeys, give_up_key, renew_vault};

use crate::cli;
use crate::config::{Config, VaultConfig};
use crate::failure::Failure;
use crate::installation::{beside, open_database_alone};
use crate::key_file::{self, Said};
use crate::token::{BY, open_existing, place};
use crate::words::{Sentence, Words};
use crate::{demo, output, rights, secret};

/// What is said about the file of a key.
const SAID: Said = Said {
    length: "cli-vault-key-length",
    readable_by_others: "cli-vault-key-readable-by-others",
    no_randomness: "cli-vault-key-no-randomness",
    unusable: "cli-vault-key-unusable",
};

/// What the name of a new key's file ends with, as long as not everything is under it.
const NEW_ENDING: &str = ".new";

/// How many rows go under a new key in one transaction.
const ROWS_AT_ONCE: usize = 500;

/// Does what the command line says.
pub(crate) fn run(options: cli::Vault, config: &Config, words: &Words) -> Result<(), Failure> {
    let (file, mut config) = place(options.place, config);
    if file.file_name().is_some_and(|name| name == demo::DATABASE) {
        config = own(&config, &file);
    }
    let mut store = open_existing(&file, words)?;
    if let cli::VaultAction::LookUps(options) = &options.action {
        let vault = to_find(&store, &file, &config, words)?;
        return look_ups::tell(&mut store, options, &vault, words);
    }
    drop(store);
    let (mut store, _alone) = open_database_alone(&file, words)?;
    match options.action {
        cli::VaultAction::GiveUp { key } => give_up(&mut store, key, &config, words),
        _ => rotate(&mut store, &file, &config, words),
    }
}

/// The configuration of a database whose vault has a key of its own, beside it, whatever an installation's is. A demo's is: what
/// is played is never under the key of what is not, and each is replaced without the other.
pub(crate) fn own(config: &Config, database: &Path) -> Config {
    let vault = VaultConfig { key_file: Some(beside(database, ".vault.key")), ..VaultConfig::default() };
    Config { vault, ..config.clone() }
}

/// Opens the vault of an installation that is about to receive, and makes its key where nothing was ever sealed.
///
/// # Errors
/// A sentence that names the file which is missing or wrong, and says what to do.
pub(crate) fn open(
    store: &mut Store,
    database: &Path,
    secret: &Secret,
    config: &Config,
    words: &Words,
) -> Result<Vault, Failure> {
    let file = config.vault_key_file();
    refuse_unfinished(&file, database, words)?;
    let known = known(store, words)?;
    let current = if let Some(key) = key_file::read(&file, &SAID, words)? {
        key
    } else if let Some(missing) = known.iter().find(|key| in_use(key)) {
        return Err(Failure::new(words.put(&gone(missing.key, &file, database))));
    } else {
        let key = key_file::make(&file, &SAID, words)?;
        tracing::info!(file = %file.display(), "The vault's key was made.");
        key
    };
    let vault = with_all(current, Some(secret.clone()), &known, database, config, words)?;
    let entered = store.enter_vault_key(vault.key(), BY, SystemClock.now());
    entered.map_err(|error| Failure::of_store(&error, words))?;
    Ok(vault)
}

/// Opens the vault to find somebody in it, beside a server that may be running: nothing is made.
fn to_find(store: &Store, database: &Path, config: &Config, words: &Words) -> Result<Vault, Failure> {
    let file = config.vault_key_file();
    refuse_unfinished(&file, database, words)?;
    let known = known(store, words)?;
    let current = key_file::read(&file, &SAID, words)?;
    let current = current.ok_or_else(|| Failure::new(words.put(&no_key(&known, &file, database))))?;
    with_all(current, secret::read(&config.secret_file(), words)?, &known, database, config, words)
}

/// A vault with all keys that there are, where everything opens with them.
fn with_all(
    current: Secret,
    secret: Option<Secret>,
    known: &[VaultKey],
    database: &Path,
    config: &Config,
    words: &Words,
) -> Result<Vault, Failure> {
    let keys = VaultKeys::new(current);
    let keys = match secret {
        Some(secret) => keys.with_secret(secret),
        None => keys,
    };
    let vault = Vault::new(&with_old(keys, config, words)?);
    check(&vault, known, database, config, words)?;
    if known.iter().any(|key| key.key == vault.key() && !in_use(key)) {
        let said = about("cli-vault-key-replaced", &config.vault_key_file(), database);
        return Err(Failure::new(words.put(&said)));
    }
    vault.with_handed_down(known).map_err(|error| Failure::fault(&error, words))
}

/// As long as a rotation is not done, some is under one key and some under another.
fn refuse_unfinished(file: &Path, database: &Path, words: &Words) -> Result<(), Failure> {
    let new = beside(file, NEW_ENDING);
    if new.exists() {
        let said = about("cli-vault-unfinished", file, database).with("new", new.display());
        return Err(Failure::new(words.put(&said)));
    }
    Ok(())
}

fn known(store: &Store, words: &Words) -> Result<Vec<VaultKey>, Failure> {
    store.reader().vault_keys().map_err(|error| Failure::of_store(&error, words))
}

/// Where the key's file is not there: that it is missing, or that there never was one.
fn no_key(known: &[VaultKey], file: &Path, database: &Path) -> Sentence {
    let missing = known.iter().find(|key| in_use(key));
    missing.map_or_else(|| about("cli-vault-no-key", file, database), |key| gone(key.key, file, database))
}

fn in_use(key: &VaultKey) -> bool {
    key.replaced_at.is_none()
}

fn about(name: &'static str, file: &Path, database: &Path) -> Sentence {
    Sentence::new(name).with("file", file.display()).with("database", database.display())
}

fn gone(key: Fingerprint, file: &Path, database: &Path) -> Sentence {
    about("cli-vault-key-missing", file, database).with("key", key)
}

/// With the keys of before that the configuration names; each of them has to be there.
fn with_old(mut keys: VaultKeys, config: &Config, words: &Words) -> Result<VaultKeys, Failure> {
    for file in &config.vault.old_key_files {
        let key = key_file::read(file, &SAID, words)?;
        let missing = || Failure::new(words.tell("cli-vault-old-key-missing", &[("file", &file.display())]));
        keys = keys.with_old(key.ok_or_else(missing)?);
    }
    Ok(keys)
}

/// Whether everything in the database can be opened.
fn check(vault: &Vault, known: &[VaultKey], database: &Path, config: &Config, words: &Words) -> Result<(), Failure> {
    match known.iter().find(|key| in_use(key) && !vault.knows(key.key)) {
        Some(missing) => Err(Failure::new(words.put(&unknown(missing.key, database, config)))),
        None => Ok(()),
    }
}

/// Something is sealed under a key that no file holds.
fn unknown(key: Fingerprint, database: &Path, config: &Config) -> Sentence {
    let files = std::iter::once(config.vault_key_file()).chain(config.vault.old_key_files.iter().cloned());
    let files: Vec<String> = files.map(|file| file.display().to_string()).collect();
    let said = Sentence::new("cli-vault-key-unknown").with("key", key).with("files", files.join(", "));
    said.with("database", database.display())
}

fn rotate(store: &mut Store, database: &Path, config: &Config, words: &Words) -> Result<(), Failure> {
    let file = config.vault_key_file();
    let known = known(store, words)?;
    let Some(before) = key_file::read(&file, &SAID, words)? else {
        return Err(Failure::new(words.put(&no_key(&known, &file, database))));
    };
    let secret = secret::read_or_make(&config.secret_file(), database, store, words)?;
    let new_file = beside(&file, NEW_ENDING);
    let keys = |new: Secret| {
        let keys = VaultKeys::new(new).with_old(before.clone()).with_secret(secret.clone());
        with_old(keys, config, words)
    };
    // Nothing is made before it is known that everything opens.
    let begun = key_file::read(&new_file, &SAID, words)?;
    check(&Vault::new(&keys(begun.clone().unwrap_or_else(|| before.clone()))?), &known, database, config, words)?;
    let new = match begun {
        Some(new) => new,
        None => key_file::make(&new_file, &SAID, words)?,
    };
    let vault = Vault::new(&keys(new)?);
    let renewed = renew_vault(store, &vault, (BY, SystemClock.now()), ROWS_AT_ONCE, |_| true)
        .map_err(|error| of_renewal(&error, database, config, words))?;
    // What was sealed before stands in the database's own log until then.
    store.checkpoint().map_err(|error| Failure::of_store(&error, words))?;
    let kept = replace(&file, &new_file, Fingerprint::of_key(&before))
        .map_err(|error| key_file::unusable(&new_file, &error, &SAID, words))?;
    let done = Sentence::new("cli-vault-rotated")
        .count("people", renewed.people)
        .count("hashes", renewed.hashes)
        .with("key", vault.key())
        .with("file", file.display())
        .with("kept", kept.display());
    output::line(words.put(&done));
    Ok(())
}

/// Keeps the present key apart, and puts the new one in its place; there is a key there at any moment.
fn replace(file: &Path, new_file: &Path, before: Fingerprint) -> std::io::Result<PathBuf> {
    let kept = beside(file, &format!(".old-{before}"));
    // The rights go with it. What an interrupted rotation left of it is written over.
    std::fs::copy(file, &kept)?;
    std::fs::File::open(&kept)?.sync_all()?;
    std::fs::rename(new_file, file)?;
    std::fs::File::open(rights::folder_of(file).unwrap_or(Path::new(".")))?.sync_all()?;
    Ok(kept)
}

fn of_renewal(error: &RenewalError, database: &Path, config: &Config, words: &Words) -> Failure {
    match error {
        RenewalError::Store(error) => Failure::of_store(error, words),
        RenewalError::Keys(VaultError::NoKey(Some(key))) | RenewalError::Person(_, VaultError::NoKey(Some(key))) => {
            Failure::new(words.put(&unknown(*key, database, config)))
        }
        RenewalError::Keys(error) => Failure::fault(error, words),
        RenewalError::Person(visit, _) => {
            let said = Sentence::new("cli-vault-row-does-not-open").with("visit", visit);
            Failure::new(words.put(&said.with("database", database.display())))
        }
    }
}

/// Deletes what is sealed under a key that is lost for good. A key that is there is not lost.
fn give_up(store: &mut Store, key: Fingerprint, config: &Config, words: &Words) -> Result<(), Failure> {
    if !known(store, words)?.iter().any(|known| known.key == key && in_use(known)) {
        return Err(Failure::new(words.tell("cli-vault-give-up-unknown", &[("key", &key)])));
    }
    let file = config.vault_key_file();
    let all = [file.clone(), beside(&file, NEW_ENDING)].into_iter().chain(config.vault.old_key_files.iter().cloned());
    for file in all {
        if key_file::read(&file, &SAID, words)?.is_some_and(|found| Fingerprint::of_key(&found) == key) {
            let said = Sentence::new("cli-vault-give-up-there").with("key", key).with("file", file.display());
            return Err(Failure::new(words.put(&said)));
        }
    }
    let deleted = give_up_key(store, key, (BY, SystemClock.now()), ROWS_AT_ONCE)
        .map_err(|error| Failure::of_store(&error, words))?;
    output::line(words.put(&Sentence::new("cli-vault-given-up").count("people", deleted).with("key", key)));
    Ok(())
}
