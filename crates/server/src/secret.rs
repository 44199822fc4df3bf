//! The installation's secret: 32 random bytes in a file that only its owner can read, made at the first start.
//!
//! From it the key is derived that makes the links of visits. It is never printed or logged. The people vault has a key of its
//! own (`vault.rs`); what an earlier version sealed with keys derived from the secret is still opened.
//!
//! Beside each database lies the fingerprint of the secret that it is served with (`frontdesk.sqlite.fingerprint`): eight
//! bytes of a key that is derived for nothing else, which tell nothing of the secret. With another secret than that the
//! links that citizens hold would no longer open, and nobody would notice; so it is refused. Whoever means it deletes the
//! fingerprint.

use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use store::Store;
use store::vault::Secret;

use crate::failure::Failure;
use crate::installation::beside;
use crate::key_file::{self, Said};
use crate::rights;
use crate::words::{Sentence, Words};

/// What is said about its file.
const SAID: Said = Said {
    length: "cli-secret-length",
    readable_by_others: "cli-secret-readable-by-others",
    no_randomness: "cli-secret-no-randomness",
    unusable: "cli-secret-unusable",
};

/// How many bytes a fingerprint has: enough that no two secrets share one by chance.
const FINGERPRINT_LENGTH: usize = 8;

/// What the name of the fingerprint's file ends with, after the database's.
const FINGERPRINT_ENDING: &str = ".fingerprint";

/// Reads the secret; none where there is no file.
///
/// # Errors
/// A sentence that says what is wrong with the file and what to do.
pub(crate) fn read(file: &Path, words: &Words) -> Result<Option<Secret>, Failure> {
    key_file::read(file, &SAID, words)
}

/// Reads the secret, or makes it where there is no file yet. Beside a database that has been served it is never made
/// anew, nor taken for another: links that citizens hold would stop working, and nobody would notice.
///
/// # Errors
/// A sentence that says what is wrong with the file and what to do.
pub(crate) fn read_or_make(file: &Path, database: &Path, store: &Store, words: &Words) -> Result<Secret, Failure> {
    let setups = store.reader().newest_setups().map_err(|error| Failure::of_store(&error, words))?;
    let served = !setups.is_empty();
    let secret = match read(file, words)? {
        Some(secret) => secret,
        None if served => return Err(Failure::new(words.put(&about("cli-secret-missing", file, database)))),
        None => {
            let secret = key_file::make(file, &SAID, words)?;
            tracing::info!(file = %file.display(), "the installation's secret was made");
            secret
        }
    };
    recognise(&secret, file, database, served, words)?;
    Ok(secret)
}

/// Refuses a database that is gone, or has not a byte in it, where its fingerprint says that it was in use: it was not meant
/// to begin anew, and nobody would notice before citizens do.
///
/// # Errors
/// A sentence that says what to do.
pub(crate) fn refuse_emptied(database: &Path, words: &Words) -> Result<(), Failure> {
    let empty = std::fs::metadata(database).map_or(true, |found| found.len() == 0);
    if empty && beside(database, FINGERPRINT_ENDING).exists() {
        return Err(Failure::new(words.put(&about("cli-database-empty", database, database))));
    }
    Ok(())
}

fn about(name: &'static str, file: &Path, database: &Path) -> Sentence {
    let fingerprint = beside(database, FINGERPRINT_ENDING);
    let said = Sentence::new(name).with("file", file.display()).with("database", database.display());
    said.with("fingerprint", fingerprint.display())
}

/// Whether it is the secret that the database is served with. A database that was not served yet, or whose fingerprint is
/// gone, takes this one.
fn recognise(secret: &Secret, file: &Path, database: &Path, served: bool, words: &Words) -> Result<(), Failure> {
    let (kept, ours) = (beside(database, FINGERPRINT_ENDING), fingerprint(secret));
    match std::fs::read(&kept) {
        Ok(known) if known.trim_ascii() == ours.as_bytes() => Ok(()),
        Ok(_) if served => Err(Failure::new(words.put(&about("cli-secret-replaced", file, database)))),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(key_file::unusable(&kept, &error, &SAID, words)),
        _ => keep(&kept, &ours).map_err(|error| key_file::unusable(&kept, &error, &SAID, words)),
    }
}

fn fingerprint(secret: &Secret) -> String {
    let key = secret.derive("fingerprint of the secret");
    hex(key.iter().take(FINGERPRINT_LENGTH))
}

fn hex<'b>(bytes: impl Iterator<Item = &'b u8>) -> String {
    bytes.fold(String::new(), |mut text, byte| {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Writes the fingerprint so that it is there as a whole or not at all: half of one would be taken for another secret's.
fn keep(file: &Path, fingerprint: &str) -> std::io::Result<()> {
    let mut new = tempfile::NamedTempFile::new_in(rights::folder_of(file).unwrap_or(Path::new(".")))?;
    writeln!(new, "{fingerprint}")?;
    new.as_file().sync_all()?;
    new.persist(file).map(|_| ()).map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use domain::ids::{CentreId, Language};
    use domain::time::Instant;
    use store::NewSetup;

    use super::*;
    use crate::key_file::LENGTH;

    fn start(folder: &Path, store: &Store) -> Result<Secret, String> {
        let words = Words::new(&Language::english()).expect("texts");
        let (secret, database) = (folder.join("new/secret"), folder.join("frontdesk.sqlite"));
        read_or_make(&secret, &database, store, &words).map_err(|failure| failure.to_string())
    }

    /// A database that has been served once.
    fn served() -> Store {
        let mut store = Store::memory();
        let setup = NewSetup { centre: CentreId::new("nord").expect("a name"), content: "[]".to_owned() };
        store.publish_setup(&setup, "test", Instant::from_millis(0)).expect("published");
        store
    }

    #[test]
    fn the_second_start_finds_the_secret_of_the_first_and_only_its_owner_can_read_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = start(folder.path(), &Store::memory()).expect("made");
        let second = start(folder.path(), &served()).expect("read");
        assert_eq!(first.derive("test"), second.derive("test"));
        let file = folder.path().join("new/secret");
        assert_eq!(std::fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_secret_that_others_can_read_or_of_another_length_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("new/secret");
        start(folder.path(), &Store::memory()).expect("made");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).expect("changed");
        assert!(start(folder.path(), &Store::memory()).expect_err("refused").contains("chmod 600"));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("changed");
        std::fs::write(&file, b"short").expect("written");
        assert!(start(folder.path(), &Store::memory()).expect_err("refused").contains("32 bytes"));
    }

    #[test]
    fn another_secret_is_refused_beside_a_served_database_until_its_fingerprint_is_deleted() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, kept) = (folder.path().join("new/secret"), folder.path().join("frontdesk.sqlite.fingerprint"));
        start(folder.path(), &Store::memory()).expect("made");
        let first = std::fs::read(&file).expect("read");
        std::fs::write(&file, [7; LENGTH]).expect("replaced");
        let refusal = start(folder.path(), &served()).expect_err("refused");
        assert!(refusal.contains("is not the one") && refusal.contains(kept.to_str().expect("a path")), "{refusal}");
        assert_eq!(std::fs::read(&file).expect("read"), [7; LENGTH], "nothing is overwritten");
        std::fs::write(&file, &first).expect("put back");
        start(folder.path(), &served()).expect("its own secret is welcome");
        std::fs::write(&file, [7; LENGTH]).expect("replaced");
        std::fs::remove_file(&kept).expect("deleted");
        start(folder.path(), &served()).expect("whoever deletes the fingerprint means it");
        std::fs::write(&file, &first).expect("put back");
        start(folder.path(), &served()).expect_err("now the first is the wrong one");
    }

    #[test]
    fn a_database_that_was_emptied_does_not_begin_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let words = Words::new(&Language::english()).expect("texts");
        let database = folder.path().join("frontdesk.sqlite");
        let outcome = || refuse_emptied(&database, &words).map_err(|failure| failure.to_string());
        assert_eq!(outcome(), Ok(()), "a first start");
        start(folder.path(), &Store::memory()).expect("made");
        assert!(outcome().expect_err("gone").contains("frontdesk.sqlite.fingerprint"));
        std::fs::write(&database, b"").expect("written");
        assert!(outcome().expect_err("emptied").contains("last backup"));
        std::fs::write(&database, b"something").expect("written");
        assert_eq!(outcome(), Ok(()), "whatever it is, its reader says so");
    }

    #[test]
    fn a_new_database_takes_whatever_secret_is_there() {
        let folder = tempfile::tempdir().expect("a folder");
        start(folder.path(), &Store::memory()).expect("made");
        std::fs::write(folder.path().join("new/secret"), [7; LENGTH]).expect("replaced");
        start(folder.path(), &Store::memory()).expect("nothing is sealed yet");
        start(folder.path(), &served()).expect("and it is known from then on");
    }

    #[test]
    fn the_fingerprint_tells_nothing_of_the_secret() {
        let folder = tempfile::tempdir().expect("a folder");
        start(folder.path(), &Store::memory()).expect("made");
        let secret = std::fs::read(folder.path().join("new/secret")).expect("read");
        let kept = std::fs::read_to_string(folder.path().join("frontdesk.sqlite.fingerprint")).expect("read");
        assert_eq!(kept.trim().len(), 2 * FINGERPRINT_LENGTH);
        assert!(!hex(secret.iter()).contains(kept.trim()), "no part of the secret itself");
    }
}
