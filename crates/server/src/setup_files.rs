//! The set-up's files on the disk: read as texts, checked as a whole, its mistakes told with file, line and what to do.
//!
//! What the files mean is the business of `domain::setup`; nothing of it is known here but their names. A set-up with one
//! mistake is not used at all. What lies in its folder and is not read, though somebody surely meant it to be, is told.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use domain::setup::{self, Code, MUNICIPALITY_FILE, Mistake, Municipality, SourceFile};

use crate::failure::Failure;
use crate::words::{Sentence, Words};

/// The most files of a set-up; more is surely another folder.
const FILES_MAX: usize = 2_000;

/// The most bytes of one file; more is surely something else. The set-up's own limit lies below.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// The files that a centre can have; a test holds them to those that the set-up knows.
const CENTRE_FILES: [&str; 9] = [
    "centre.toml",
    "queues.toml",
    "services.toml",
    "questions.toml",
    "places.toml",
    "devices.toml",
    "employees.toml",
    "appointments.toml",
    "messages.toml",
];

/// From this likeness on (1 is the same) a file's name is taken for a mistyped one: `services`, `services.toml.txt`.
const ALIKE_MIN: f64 = 0.5;

/// What lies in a set-up's folder.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The files that are read.
    pub(crate) files: Vec<SourceFile>,
    /// What is not read and looks as if it should be.
    pub(crate) strays: Vec<Stray>,
}

/// Something that is not read and looks as if it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stray {
    path: PathBuf,
    what: Sentence,
}

/// A set-up without mistakes.
#[derive(Debug)]
pub(crate) struct SetUp {
    /// Its files.
    pub(crate) files: Vec<SourceFile>,
    /// The same, read and right.
    pub(crate) municipality: Municipality,
    /// What is not read and looks as if it should be.
    pub(crate) strays: Vec<Stray>,
}

impl SetUp {
    /// How many things somebody should look at.
    pub(crate) fn warnings(&self) -> usize {
        self.municipality.warnings.len() + self.strays.len()
    }
}

/// Reads all files of a set-up's folder: those that end in `.toml`, in it and in the folders of its centres.
///
/// # Errors
/// A sentence that names the folder or file that cannot be read.
pub(crate) fn read(folder: &Path, words: &Words) -> Result<Found, Failure> {
    if !folder.is_dir() {
        let told = Sentence::new(if folder.exists() { "cli-setup-not-folder" } else { "cli-setup-no-folder" });
        return Err(Failure::new(words.put(&told.with("folder", folder.display()).with("from", here()))));
    }
    let mut found = Found::default();
    read_folder(folder, Level::Municipality, &mut found).map_err(|(path, why)| match why {
        Unreadable::Disk(error) => {
            Failure::new(words.tell("cli-setup-unreadable", &[("file", &path.display()), ("error", &error)]))
        }
        Unreadable::NoText { line } => {
            Failure::new(words.tell("cli-setup-no-text", &[("file", &path.display()), ("line", &line)]))
        }
    })?;
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    found.strays.sort_by(|a, b| a.path.cmp(&b.path));
    if found.files.len() > FILES_MAX {
        return Err(Failure::new(
            words.tell("cli-setup-too-many-files", &[("folder", &folder.display()), ("max", &FILES_MAX)]),
        ));
    }
    Ok(found)
}

/// The folder from which paths are looked for.
pub(crate) fn here() -> String {
    std::env::current_dir().map_or_else(|_| ".".to_owned(), |folder| folder.display().to_string())
}

/// Reads and checks a set-up.
///
/// # Errors
/// Every mistake on a line of its own, with its place and what to do.
pub(crate) fn load(folder: &Path, words: &Words) -> Result<SetUp, Failure> {
    let Found { files, strays } = read(folder, words)?;
    match setup::parse_municipality(&files) {
        Ok(municipality) => Ok(SetUp { files, municipality, strays }),
        Err(mistakes) => {
            let count = mistakes.iter().filter(|mistake| !mistake.is_warning()).count();
            let told = Sentence::new("cli-setup-mistakes").with("folder", folder.display()).count("count", count);
            let lines = [words.put(&told), tell_all(&mistakes, folder, words), tell_strays(&strays, words)];
            Err(Failure::new(lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")))
        }
    }
}

/// The set-up that was in force, of those centres whose folders are still there; none where there was none.
pub(crate) fn in_force(reader: &store::Reader, folder: &Path) -> Option<SetUp> {
    let mut rows = reader.newest_setups().ok()?;
    rows.retain(|row| folder.join(row.centre.as_str()).is_dir());
    // What the centres share is in each of them: as the newest has it.
    rows.sort_by_key(|row| row.published_at);
    let mut files: BTreeMap<String, SourceFile> = BTreeMap::new();
    for row in rows {
        let stored: Vec<SourceFile> = serde_json::from_str(&row.content).ok()?;
        files.extend(stored.into_iter().map(|file| (file.path.clone(), file)));
    }
    let files: Vec<SourceFile> = files.into_values().collect();
    let municipality = setup::parse_municipality(&files).ok()?;
    (!municipality.centres.is_empty()).then_some(SetUp { files, municipality, strays: Vec::new() })
}

/// Mistakes and warnings, a line for each.
pub(crate) fn tell_all(mistakes: &[Mistake], folder: &Path, words: &Words) -> String {
    mistakes.iter().map(|mistake| tell(mistake, folder, words)).collect::<Vec<_>>().join("\n")
}

/// What is not read and looks as if it should be, a line for each.
pub(crate) fn tell_strays(strays: &[Stray], words: &Words) -> String {
    let weight = words.say("cli-weight-warning");
    let line = |stray: &Stray| format!("{}: {weight}: {}", stray.path.display(), words.put(&stray.what));
    strays.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A mistake as one line: place, weight, what is wrong and what to do.
fn tell(mistake: &Mistake, folder: &Path, words: &Words) -> String {
    let weight = words.say(if mistake.is_warning() { "cli-weight-warning" } else { "cli-weight-mistake" });
    let mut sentence = words.tell(&mistake.message_id(), &values(mistake));
    if let Some(places) = mistake.arg("also") {
        sentence = format!("{sentence} {}", words.tell("mistake-also", &[("places", &places)]));
    }
    if mistake.code == Code::MistakesTooMany {
        return sentence;
    }
    // What is missing altogether is in no file and on no line.
    if mistake.file.is_empty() || mistake.code == Code::MunicipalityMissing {
        return format!("{}: {weight}: {sentence}", folder.display());
    }
    format!("{}:{}:{}: {weight}: {sentence}", mistake.file, mistake.line, mistake.column)
}

/// What the sentence of a mistake speaks of. Where there is nothing to choose from, the text must not offer a choice.
fn values(mistake: &Mistake) -> Vec<(&str, &dyn std::fmt::Display)> {
    let nothing_known = mistake.arg("known") == Some("") && mistake.arg("hint") == Some("none");
    mistake
        .args
        .iter()
        .map(|(name, value)| -> (&str, &dyn std::fmt::Display) {
            if *name == "hint" && nothing_known { (name, &"nothing") } else { (name, value) }
        })
        .collect()
}

/// The folder of the set-up that a path belongs to: itself, or the nearest folder above with a `municipality.toml`.
pub(crate) fn folder_of(path: &Path) -> Option<PathBuf> {
    let has_municipality = |folder: &&Path| folder.join(MUNICIPALITY_FILE).is_file();
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

/// Which folder of a set-up is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// The whole set-up's.
    Municipality,
    /// A centre's.
    Centre,
}

impl Level {
    /// The names of the files that are looked for there.
    fn known(self) -> &'static [&'static str] {
        match self {
            Self::Municipality => &[MUNICIPALITY_FILE],
            Self::Centre => &CENTRE_FILES,
        }
    }
}

fn read_folder(folder: &Path, level: Level, found: &mut Found) -> Result<(), (PathBuf, Unreadable)> {
    let before = found.files.len();
    let mut others = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|error| (folder.to_owned(), error.into()))?;
    for entry in entries {
        let path = entry.map_err(|error| (folder.to_owned(), error.into()))?.path();
        if path.is_dir() {
            match level {
                _ if is_hidden(&path) => {}
                Level::Municipality => read_folder(&path, Level::Centre, found)?,
                Level::Centre if holds_files_of_centre(&path) => {
                    found.strays.push(Stray { path, what: Sentence::new("cli-setup-folder-too-deep") });
                }
                Level::Centre => {}
            }
        } else if path.extension().is_some_and(|extension| extension == "toml") && path.is_file() {
            let text = read_file(&path).map_err(|error| (path.clone(), error))?;
            found.files.push(SourceFile::new(path.display().to_string(), text));
        } else {
            others.push(path);
        }
        if found.files.len() > FILES_MAX {
            return Ok(());
        }
    }
    let meant: Vec<Stray> = others.into_iter().filter_map(|path| mistyped(path, level)).collect();
    if level == Level::Centre && found.files.len() == before && meant.is_empty() {
        found.strays.push(Stray { path: folder.to_owned(), what: Sentence::new("cli-setup-folder-without-files") });
    }
    found.strays.extend(meant);
    Ok(())
}

/// What is perhaps meant to be a folder's `municipality.toml`.
pub(crate) fn mistyped_municipality(folder: &Path) -> Vec<Stray> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.filter(|path| path.is_file()).filter_map(|path| mistyped(path, Level::Municipality)).collect()
}

fn holds_files_of_centre(folder: &Path) -> bool {
    CENTRE_FILES.iter().any(|name| folder.join(name).is_file())
}

/// A file that is not read and has nearly the name of one that is looked for and is not there.
fn mistyped(path: PathBuf, level: Level) -> Option<Stray> {
    let name = path.file_name()?.to_str()?.to_lowercase();
    let alike = |known: &&str| strsim::normalized_damerau_levenshtein(&name, known);
    let nearest = level.known().iter().max_by(|a, b| alike(a).total_cmp(&alike(b)))?;
    let meant = !is_hidden(&path) && alike(nearest) >= ALIKE_MIN && !path.with_file_name(nearest).exists();
    meant.then(|| Stray { path, what: Sentence::new("cli-setup-file-not-read").with("nearest", nearest) })
}

/// Whether the system hides it from view; nobody means such a thing to be read.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn read_file(path: &Path) -> Result<String, Unreadable> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(FILE_BYTES_MAX).read_to_end(&mut bytes)?;
    String::from_utf8(bytes).map_err(|error| {
        let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        Unreadable::NoText { line: sound.split(|byte| *byte == b'\n').count() }
    })
}

#[cfg(test)]
mod tests {
    use domain::ids::Language;

    use super::*;

    fn words() -> Words {
        Words::new(&Language::english()).expect("texts")
    }

    /// What is told of a folder with these files besides those of a small set-up.
    fn strays_with(files: &[&str], without: &[&str]) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let centre = folder.path().join("nord");
        std::fs::create_dir(&centre).expect("made");
        std::fs::write(folder.path().join(MUNICIPALITY_FILE), "").expect("written");
        for file in CENTRE_FILES.iter().filter(|file| !without.contains(file)) {
            std::fs::write(centre.join(file), "").expect("written");
        }
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, "").expect("written");
        }
        let found = read(folder.path(), &words()).expect("read");
        tell_strays(&found.strays, &words()).replace(&format!("{}/", folder.path().display()), "")
    }

    #[test]
    fn the_names_of_a_centres_files_are_those_that_the_set_up_knows() {
        let files = [SourceFile::new("municipality.toml", ""), SourceFile::new("nord/zzzzzzzzzzzzzzzz.toml", "")];
        let mistakes = setup::parse_municipality(&files).expect_err("mistakes");
        let unknown = mistakes.iter().find(|mistake| mistake.code == Code::FileUnknown).expect("an unknown file");
        assert_eq!(unknown.arg("known"), Some(CENTRE_FILES.join(", ").as_str()));
    }

    #[test]
    fn a_mistyped_file_is_told_with_the_name_that_was_meant() {
        for mistyped in ["devices.tml", "devices", "devices.toml.txt", "Devices.TOML", "device.toml~"] {
            let told = strays_with(&[&format!("nord/{mistyped}")], &["devices.toml"]);
            let expected = format!("nord/{mistyped}: look at this: The file is not read.");
            assert!(told.starts_with(&expected) && told.contains("\"devices.toml\""), "{told}");
        }
    }

    #[test]
    fn a_folder_without_a_centres_files_is_told() {
        let told = strays_with(&["vest/notes.md"], &[]);
        assert!(told.starts_with("vest: look at this: ") && told.contains("centre.toml"), "{told}");
        let told = strays_with(&["nord/old/queues.toml"], &[]);
        assert!(told.starts_with("nord/old: look at this: "), "{told}");
    }

    #[test]
    fn what_nobody_means_to_be_read_is_not_told() {
        let beside = ["nord/README.md", "nord/services.toml~", "nord/services.toml.bak", "nord/.queues.toml.swp"];
        assert_eq!(strays_with(&beside, &[]), "");
        assert_eq!(strays_with(&[".git/config", "README.md", "nord/pictures/map.svg"], &[]), "");
    }

    #[test]
    fn nothing_is_offered_where_there_is_nothing_to_choose_from() {
        let files = ["centre", "queues", "services", "places"].map(|name| {
            let text = if name == "services" { "[[service]]\nid = \"pas\"\nquestion = \"pas\"\n" } else { "" };
            SourceFile::new(format!("nord/{name}.toml"), text)
        });
        let mistakes = setup::parse_municipality(&files).expect_err("mistakes");
        let told = tell_all(&mistakes, Path::new("the/set-up"), &words());
        assert!(told.contains("there is none yet") && !told.contains(": ."), "{told}");
        assert!(told.contains("the/set-up: mistake: There is no \"municipality.toml\""), "{told}");
    }

    #[test]
    fn an_empty_folder_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let told = load(folder.path(), &words()).expect_err("no set-up").to_string();
        assert!(!told.contains(":1:1"), "{told}");
        assert!(told.lines().skip(1).all(|line| line.starts_with(folder.path().to_str().expect("a path"))), "{told}");
    }
}
