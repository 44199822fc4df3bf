//! The files of a set-up, as texts with a path. Nothing here reads a disk.
//!
//! A municipality is one folder: `municipality.toml`, and beside it one folder for each centre, named like the centre.
//! A centre's folder holds `centre.toml`, `queues.toml`, `services.toml`, `places.toml` and, where it needs them,
//! `questions.toml`, `devices.toml`, `employees.toml`, `appointments.toml` and `messages.toml`.

use serde::{Deserialize, Serialize};

use crate::ids::CentreId;

/// A file's path and text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Where it was found; the last parts of it say which file of which centre it is.
    pub path: String,
    /// All of its text.
    pub text: String,
}

impl SourceFile {
    /// A file with its path and text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

/// The name of the file that holds what all centres share.
pub const MUNICIPALITY_FILE: &str = "municipality.toml";

/// The files that a centre can have, in the order in which a person would read them.
pub(super) const CENTRE_FILES: [&str; 9] = [
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

/// The files that a centre must have.
pub(super) const REQUIRED_FILES: [&str; 4] = ["centre.toml", "queues.toml", "services.toml", "places.toml"];

/// The files that make up one centre's set-up: its own and the municipality's, with paths from the municipality's
/// folder, sorted. The same content gives the same files wherever the folder stands.
pub fn files_of(files: &[SourceFile], centre: &CentreId) -> Vec<SourceFile> {
    let grouped = Grouped::new(files);
    let own = grouped.centres.iter().filter(|group| group.name == centre.as_str()).flat_map(|group| &group.files);
    let mut chosen: Vec<SourceFile> =
        own.map(|&(index, name)| SourceFile::new(format!("{centre}/{name}"), files[index].text.clone())).collect();
    chosen.extend(grouped.municipality.map(|index| SourceFile::new(MUNICIPALITY_FILE, files[index].text.clone())));
    chosen.sort_by(|a, b| a.path.cmp(&b.path));
    chosen
}

/// The files by what they belong to.
pub(super) struct Grouped<'a> {
    /// The index of `municipality.toml`.
    pub(super) municipality: Option<usize>,
    /// The centres, by name.
    pub(super) centres: Vec<CentreFiles<'a>>,
    /// Files that belong to none.
    pub(super) strays: Vec<usize>,
}

/// The files of one centre: index and file name.
pub(super) struct CentreFiles<'a> {
    pub(super) name: &'a str,
    pub(super) files: Vec<(usize, &'a str)>,
}

impl<'a> Grouped<'a> {
    pub(super) fn new(files: &'a [SourceFile]) -> Self {
        let municipality = files.iter().position(|file| split(&file.path).1 == MUNICIPALITY_FILE);
        let root = municipality.map_or("", |index| split(&files[index].path).0);
        let mut grouped = Grouped { municipality, centres: Vec::new(), strays: Vec::new() };
        for (index, file) in files.iter().enumerate() {
            if Some(index) == municipality {
                continue;
            }
            let (folder, name) = split(&file.path);
            let (above, centre) = split(folder);
            if centre.is_empty() || (municipality.is_some() && above != root) {
                grouped.strays.push(index);
            } else {
                grouped.put(centre, index, name);
            }
        }
        grouped.centres.sort_by(|a, b| a.name.cmp(b.name));
        grouped
    }

    fn put(&mut self, centre: &'a str, index: usize, name: &'a str) {
        match self.centres.iter_mut().find(|group| group.name == centre) {
            Some(group) => group.files.push((index, name)),
            None => self.centres.push(CentreFiles { name: centre, files: vec![(index, name)] }),
        }
    }
}

/// A path's folder and last part.
pub(super) fn split(path: &str) -> (&str, &str) {
    path.rsplit_once(['/', '\\']).unwrap_or(("", path))
}
