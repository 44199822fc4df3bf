//! A file of 32 random bytes that only its owner can read: the installation's secret, or a key of the vault.
//!
//! What it holds is never printed or logged. A file that is too long, too short or open to others is refused, not mended: it may
//! be another one, and it may have been read.

use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use store::Secret;

use crate::failure::Failure;
use crate::rights;
use crate::words::Words;

/// How many bytes it holds.
pub(crate) const LENGTH: usize = 32;

/// The names of what is said about a file of one sort.
#[derive(Debug)]
pub(crate) struct Said {
    /// It holds another number of bytes.
    pub(crate) length: &'static str,
    /// Others can read it.
    pub(crate) readable_by_others: &'static str,
    /// The operating system gave no random bytes.
    pub(crate) no_randomness: &'static str,
    /// It cannot be read or made.
    pub(crate) unusable: &'static str,
}

/// What a file holds; none where there is no file.
///
/// # Errors
/// A sentence that says what is wrong with it and what to do.
pub(crate) fn read(file: &Path, said: &Said, words: &Words) -> Result<Option<Secret>, Failure> {
    let bytes = match read_bytes(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unusable(file, &error, said, words)),
    };
    let wrong = |name: &str| Failure::new(words.tell(name, &[("file", &file.display())]));
    let bytes: [u8; LENGTH] = bytes.as_slice().try_into().map_err(|_| wrong(said.length))?;
    let mode = std::fs::metadata(file).map_err(|error| unusable(file, &error, said, words))?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(wrong(said.readable_by_others));
    }
    Ok(Some(Secret::new(bytes)))
}

/// Makes a file where there is none, and its folder. It is there as a whole or not at all, and after a loss of power too: what
/// is sealed under a key outlives nothing but the key.
///
/// # Errors
/// A sentence that says why it cannot be made.
pub(crate) fn make(file: &Path, said: &Said, words: &Words) -> Result<Secret, Failure> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).map_err(|error| Failure::new(words.tell(said.no_randomness, &[("error", &error)])))?;
    let write = || -> std::io::Result<()> {
        let folder = rights::folder_of(file).unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        // Such a file is its owner's alone from the beginning.
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        new.write_all(&bytes)?;
        new.as_file().sync_all()?;
        new.persist_noclobber(file).map_err(|error| error.error)?;
        std::fs::File::open(folder)?.sync_all()
    };
    write().map_err(|error| unusable(file, &error, said, words))?;
    Ok(Secret::new(bytes))
}

/// Why a file cannot be read or made.
pub(crate) fn unusable(file: &Path, error: &std::io::Error, said: &Said, words: &Words) -> Failure {
    Failure::new(words.tell(said.unusable, &[("file", &file.display()), ("error", error)]))
}

fn read_bytes(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(LENGTH + 1);
    // One byte more than wanted: enough to see that a file is too long, whatever it is.
    std::fs::File::open(file)?.take(LENGTH as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
