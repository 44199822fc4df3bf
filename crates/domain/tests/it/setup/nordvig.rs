//! The example municipality: complete, and without a single mistake or warning.

use std::path::{Path, PathBuf};

use domain::setup::{Mistake, Municipality, SourceFile, parse_municipality};

/// The files of `examples/nordvig`, with paths from its folder.
pub(crate) fn files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nordvig");
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                found.push(SourceFile::new(name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

pub(crate) fn nordvig() -> Municipality {
    parse_municipality(&files()).unwrap_or_else(|mistakes| panic!("{}", listed(&mistakes)))
}

/// Mistakes as a person reads them, one on each line.
pub(crate) fn listed(mistakes: &[Mistake]) -> String {
    let line = |m: &Mistake| {
        let args: Vec<String> = m.args.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("{}:{}:{} {} {}", m.file, m.line, m.column, m.code.as_str(), args.join(" "))
    };
    mistakes.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn nordvig_has_neither_mistakes_nor_warnings() {
    let warnings = nordvig().warnings;
    assert!(warnings.is_empty(), "\n{}", listed(&warnings));
}
