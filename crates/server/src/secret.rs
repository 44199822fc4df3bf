//! The installation's secret: 32 random bytes in a file that only its owner can read, made at the first start.
//!
//! From it the keys are derived that seal the people vault and the links of visits. It is never printed or logged. Who
//! loses it can no longer read sealed texts; that is why a copy belongs apart from the database's.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use store::Store;
use store::vault::Secret;

use crate::failure::Failure;
use crate::words::Words;

/// How many bytes a secret has.
const LENGTH: usize = 32;

/// Reads the secret, or makes it where there is no file yet. Beside a database that has been served it is never made
/// anew: what is sealed there could not be read again, and nobody would notice.
///
/// # Errors
/// A sentence that says what is wrong with the file and what to do.
pub(crate) fn read_or_make(file: &Path, store: &Store, words: &Words) -> Result<Secret, Failure> {
    let served = || store.reader().newest_setups().is_ok_and(|setups| !setups.is_empty());
    match read(file) {
        Ok(bytes) => check(file, &bytes, words),
        Err(error) if error.kind() == ErrorKind::NotFound && served() => {
            Err(Failure::new(words.tell("cli-secret-missing", &[("file", &file.display())])))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => make(file, words),
        Err(error) => Err(unusable(file, &error, words)),
    }
}

fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(LENGTH + 1);
    // One byte more than wanted: enough to see that a file is too long, whatever it is.
    std::fs::File::open(file)?.take(LENGTH as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn check(file: &Path, bytes: &[u8], words: &Words) -> Result<Secret, Failure> {
    let wrong = |name: &str| Failure::new(words.tell(name, &[("file", &file.display())]));
    let bytes: [u8; LENGTH] = bytes.try_into().map_err(|_| wrong("cli-secret-length"))?;
    let mode = std::fs::metadata(file).map_err(|error| unusable(file, &error, words))?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(wrong("cli-secret-readable-by-others"));
    }
    Ok(Secret::new(bytes))
}

fn make(file: &Path, words: &Words) -> Result<Secret, Failure> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::new(words.tell("cli-secret-no-randomness", &[("error", &error)])))?;
    let write = || -> std::io::Result<()> {
        if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let mut out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
        out.write_all(&bytes)?;
        out.sync_all()
    };
    write().map_err(|error| unusable(file, &error, words))?;
    tracing::info!(file = %file.display(), "the installation's secret was made");
    Ok(Secret::new(bytes))
}

fn unusable(file: &Path, error: &std::io::Error, words: &Words) -> Failure {
    Failure::new(words.tell("cli-secret-unusable", &[("file", &file.display()), ("error", error)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::new(&domain::ids::Language::english()).expect("texts")
    }

    #[test]
    fn the_second_start_finds_the_secret_of_the_first_and_only_its_owner_can_read_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("new/secret");
        let first = read_or_make(&file, &Store::memory(), &words()).expect("made");
        let second = read_or_make(&file, &Store::memory(), &words()).expect("read");
        assert_eq!(first.derive("test"), second.derive("test"));
        assert_eq!(std::fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_secret_that_others_can_read_or_of_another_length_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("secret");
        read_or_make(&file, &Store::memory(), &words()).expect("made");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).expect("changed");
        assert!(
            read_or_make(&file, &Store::memory(), &words()).expect_err("refused").to_string().contains("chmod 600")
        );
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("changed");
        std::fs::write(&file, b"short").expect("written");
        assert!(read_or_make(&file, &Store::memory(), &words()).expect_err("refused").to_string().contains("32 bytes"));
    }
}
