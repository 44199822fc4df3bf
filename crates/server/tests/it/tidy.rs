//! The house in order: which crate may use which, no silenced lints, and that what the
//! documents name is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The crates in their order: each may use those before it, and only those named here.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("engine", &["domain", "store"]),
    ("web", &["domain", "store", "engine"]),
    ("sim", &["domain", "store", "engine"]),
    ("server", &["domain", "store", "engine", "web", "sim"]),
    // The measures look at the program from outside, and at folds and simulated days from within.
    ("benches", &["domain", "store", "engine", "sim"]),
];

/// What the rules must never reach.
const NOT_IN_DOMAIN: &[&str] = &["tokio", "axum", "rusqlite", "rand", "getrandom", "tracing", "askama", "parking_lot"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file of the repository with one of these endings, apart from what is built.
fn files(endings: &[&str]) -> Vec<PathBuf> {
    fn walk(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
        for path in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if path.is_dir() {
                if !["target", "data", "node_modules"].contains(&name) && !name.starts_with('.') {
                    walk(&path, endings, found);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root(), endings, &mut found);
    found.sort();
    found
}

#[test]
fn each_crate_uses_only_those_above_it() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo's description of the workspace");
    let packages = metadata["packages"].as_array().expect("packages");
    let ours: BTreeSet<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let expected: BTreeSet<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    assert_eq!(ours, expected, "a new crate is entered in this table, with what it may use");
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let allowed = MAY_USE.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, allowed)| *allowed);
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let used = dependency["name"].as_str().expect("a name");
            // A test may look at the crate from above; the built crate may not.
            if ours.contains(used) && dependency["kind"].is_null() {
                assert!(allowed.contains(&used), "{name} uses {used}, which is not above it");
            }
            assert!(
                name != "domain" || !NOT_IN_DOMAIN.contains(&used) || dependency["kind"] == "dev",
                "domain uses {used}: no clock, chance, disk or network in the rules"
            );
        }
    }
}

#[test]
fn no_lint_is_silenced_without_a_reason_and_nothing_is_left_undone() {
    let marks: Vec<String> =
        ["#[al_low(", "#![al_low(", "to_do!(", "unimpl_emented!(", "db_g!(", "TO_DO", "FIX_ME", "#[ig_nore"]
            .iter()
            .map(|mark| mark.replace('_', ""))
            .collect();
    for path in files(&[".rs"]) {
        let text = std::fs::read_to_string(&path).expect("text");
        for (index, line) in text.lines().enumerate() {
            for mark in &marks {
                assert!(!line.contains(mark.as_str()), "{}:{}: {mark}", path.display(), index + 1);
            }
        }
    }
}

#[test]
fn no_file_of_code_is_too_long_to_be_one_room() {
    for path in files(&[".rs"]) {
        let lines = std::fs::read_to_string(&path).expect("text").lines().count();
        assert!(lines <= 700, "{} has {lines} lines: what are its two purposes?", path.display());
    }
}

#[test]
fn every_text_that_the_command_line_says_exists_and_none_is_left_over() {
    let known: BTreeSet<String> = web::texts::messages_of(&read("locales/en/cli.ftl")).into_keys().collect();
    let mut said = BTreeSet::new();
    for path in files(&[".rs"]).iter().filter(|path| path.to_string_lossy().contains("server/src")) {
        let text = std::fs::read_to_string(path).expect("text");
        said.extend(text.split("\"cli-").skip(1).filter_map(|rest| Some(format!("cli-{}", rest.split('"').next()?))));
    }
    assert_eq!(said, known);
}

#[test]
fn what_the_documents_tell_people_to_type_is_there() {
    let makefile = read("Makefile");
    let targets: BTreeSet<&str> = makefile
        .lines()
        .filter_map(|line| line.split_once(':').filter(|(name, rest)| rest.contains("## ") && !name.contains(' ')))
        .map(|(name, _)| name)
        .collect();
    for wanted in ["help", "run", "test", "test-long", "bench"] {
        assert!(targets.contains(wanted), "`make {wanted}` is missing");
    }
    for document in ["README.md", "CONTRIBUTING.md", "crates/server/README.md"] {
        let text = read(document);
        for rest in text.split("`make ").skip(1) {
            let target = rest.split(['`', ' ']).next().unwrap_or_default();
            assert!(targets.contains(target), "{document} speaks of `make {target}`");
        }
    }
    for script in ["scripts/prerequisites", "scripts/rust-tests", "scripts/schemathesis", "scripts/bench", ".ci/run"] {
        assert!(root().join(script).is_file(), "{script} is missing");
    }
}
