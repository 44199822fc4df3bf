//! Whether this user may do with a file what the program must, and if not, whose it is.
//!
//! Asked only after something failed: the database says that it cannot, and whoever reads it wants to know which file, whose
//! it is and what to type.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use crate::installation::beside;
use crate::words::Sentence;

/// What SQLite keeps beside a database while it is open; files of another user there are as much in the way.
const SIDE_FILES: [&str; 2] = ["-wal", "-shm"];

/// The folder of a file, where its path names one.
pub(crate) fn folder_of(file: &Path) -> Option<&Path> {
    file.parent().filter(|folder| !folder.as_os_str().is_empty())
}

/// Which right is lacking to write a file and to make others beside it; `None` where that is not what is wrong.
pub(crate) fn lacking(file: &Path) -> Option<Sentence> {
    let files = SIDE_FILES.iter().map(|ending| beside(file, ending));
    std::iter::once(file.to_owned()).chain(files).find_map(|file| not_writable(&file)).or_else(|| {
        let folder = folder_of(file).unwrap_or(Path::new("."));
        let error = tempfile::tempfile_in(folder).err().filter(|error| is_denied(error.kind()))?;
        let owner = owner(folder)?;
        let said = Sentence::new("cli-data-folder-not-writable").with("folder", folder.display());
        Some(said.with("owner", owner).with("error", error))
    })
}

fn not_writable(file: &Path) -> Option<Sentence> {
    if !file.is_file() {
        return None;
    }
    let error = OpenOptions::new().read(true).write(true).open(file).err().filter(|error| is_denied(error.kind()))?;
    let said = Sentence::new("cli-data-not-writable").with("file", file.display());
    Some(said.with("owner", owner(file)?).with("error", error))
}

fn is_denied(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

/// The number of the user whose a file is.
fn owner(path: &Path) -> Option<u32> {
    std::fs::metadata(path).ok().map(|metadata| metadata.uid())
}
