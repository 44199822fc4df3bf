//! The set-up's files on the disk: read as texts, checked as a whole, its mistakes told with file, line and what to do.
//!
//! What the files mean is the business of `domain::setup`; nothing of it is known here. A set-up with one mistake is not
//! used at all.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use domain::setup::{self, Code, Mistake, Municipality, SourceFile};

use crate::failure::Failure;
use crate::words::Words;

/// The most files of a set-up; more is surely another folder.
const FILES_MAX: usize = 2_000;

/// The most bytes of one file; more is surely something else. The set-up's own limit lies below.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// Reads all files of a set-up's folder: those that end in `.toml`, in it and in the folders of its centres.
///
/// # Errors
/// A sentence that names the folder or file that cannot be read.
pub(crate) fn read(folder: &Path, words: &Words) -> Result<Vec<SourceFile>, Failure> {
    if !folder.is_dir() {
        return Err(Failure::new(words.tell("cli-setup-no-folder", &[("folder", &folder.display())])));
    }
    let mut files = Vec::new();
    read_folder(folder, 0, &mut files).map_err(|(path, why)| match why {
        Unreadable::Disk(error) => {
            Failure::new(words.tell("cli-setup-unreadable", &[("file", &path.display()), ("error", &error)]))
        }
        Unreadable::NoText { line } => {
            Failure::new(words.tell("cli-setup-no-text", &[("file", &path.display()), ("line", &line)]))
        }
    })?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if files.len() > FILES_MAX {
        return Err(Failure::new(
            words.tell("cli-setup-too-many-files", &[("folder", &folder.display()), ("max", &FILES_MAX)]),
        ));
    }
    Ok(files)
}

/// Reads and checks a set-up.
///
/// # Errors
/// Every mistake on a line of its own, with its place and what to do.
pub(crate) fn load(folder: &Path, words: &Words) -> Result<(Vec<SourceFile>, Municipality), Failure> {
    let files = read(folder, words)?;
    match setup::parse_municipality(&files) {
        Ok(municipality) => Ok((files, municipality)),
        Err(mistakes) => {
            let count = mistakes.iter().filter(|mistake| !mistake.is_warning()).count();
            let told = words.tell("cli-setup-mistakes", &[("folder", &folder.display()), ("count", &count)]);
            Err(Failure::new(format!("{told}\n{}", tell_all(&mistakes, words))))
        }
    }
}

/// Mistakes and warnings, a line for each.
pub(crate) fn tell_all(mistakes: &[Mistake], words: &Words) -> String {
    mistakes.iter().map(|mistake| tell(mistake, words)).collect::<Vec<_>>().join("\n")
}

/// A mistake as one line: place, weight, what is wrong and what to do.
fn tell(mistake: &Mistake, words: &Words) -> String {
    let weight = words.say(if mistake.is_warning() { "cli-weight-warning" } else { "cli-weight-mistake" });
    let values: Vec<(&str, &dyn std::fmt::Display)> =
        mistake.args.iter().map(|(name, value)| (*name, value as &dyn std::fmt::Display)).collect();
    let sentence = words.tell(&mistake.message_id(), &values);
    if mistake.code == Code::MistakesTooMany {
        return sentence;
    }
    format!("{}:{}:{}: {weight}: {sentence}", mistake.file, mistake.line, mistake.column)
}

/// The folder of the set-up that a path belongs to: itself, or the nearest folder above with a `municipality.toml`.
pub(crate) fn folder_of(path: &Path) -> Option<PathBuf> {
    let has_municipality = |folder: &&Path| folder.join("municipality.toml").is_file();
    if path.is_dir() && has_municipality(&path) {
        return Some(path.to_owned());
    }
    // `.` and `queues.toml` name no folder above them: the whole path does.
    let whole = path.canonicalize().ok()?;
    whole.ancestors().skip(1).take(2).find(has_municipality).map(Path::to_owned)
}

/// Why a file is not read.
enum Unreadable {
    /// The disk says no.
    Disk(std::io::Error),
    /// It is not UTF-8 from this line on: an older editor wrote it in another encoding.
    NoText {
        /// From 1.
        line: usize,
    },
}

impl From<std::io::Error> for Unreadable {
    fn from(error: std::io::Error) -> Self {
        Self::Disk(error)
    }
}

fn read_folder(folder: &Path, depth: usize, files: &mut Vec<SourceFile>) -> Result<(), (PathBuf, Unreadable)> {
    let entries = std::fs::read_dir(folder).map_err(|error| (folder.to_owned(), error.into()))?;
    for entry in entries {
        let path = entry.map_err(|error| (folder.to_owned(), error.into()))?.path();
        if path.is_dir() && depth == 0 {
            read_folder(&path, depth + 1, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") && path.is_file() {
            let text = read_file(&path).map_err(|error| (path.clone(), error))?;
            files.push(SourceFile::new(path.display().to_string(), text));
        }
        if files.len() > FILES_MAX {
            break;
        }
    }
    Ok(())
}

fn read_file(path: &Path) -> Result<String, Unreadable> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(FILE_BYTES_MAX).read_to_end(&mut bytes)?;
    String::from_utf8(bytes).map_err(|error| {
        let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        Unreadable::NoText { line: sound.split(|byte| *byte == b'\n').count() }
    })
}
