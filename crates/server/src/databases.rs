//! The databases that lie in a folder, whatever their names: the installation's, a demo's, that of a recorded day.

use std::path::{Path, PathBuf};

/// The databases of a folder, in the order of their names; none where it cannot be read.
pub(crate) fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_database = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "sqlite") && path.is_file();
    let mut found: Vec<PathBuf> = entries.filter(is_database).collect();
    found.sort();
    found
}

/// How each of them is named on the command line, one on each line.
pub(crate) fn choices(found: &[PathBuf]) -> String {
    let choices: Vec<String> = found.iter().map(|file| format!("--data {}", file.display())).collect();
    choices.join("\n  ")
}
