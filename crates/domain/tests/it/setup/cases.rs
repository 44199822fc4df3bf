//! One case for each kind of mistake: what a person wrote, and what is found.
//!
//! Each case changes files of the smallest set-up (`small.rs`). A line such as `queues.toml:3:10 letter_malformed Ab` says
//! the file, the line, the character, the code, and what the message names. A case lists all that is found.

use std::collections::BTreeSet;

use domain::setup::{Code, Mistake};

use super::{small, tables};

/// What a person did, the files with it, and what is found: nothing more and nothing less.
pub(crate) struct Case {
    pub(crate) what: &'static str,
    pub(crate) files: &'static [(&'static str, &'static str)],
    pub(crate) found: &'static [&'static str],
}

impl Case {
    fn mistakes(&self) -> Vec<Mistake> {
        let path = |name: &str| {
            if name.contains('/') || name == "municipality.toml" { name.to_owned() } else { format!("lille/{name}") }
        };
        let changed: Vec<(String, &str)> = self.files.iter().map(|(name, text)| (path(name), *text)).collect();
        let changed: Vec<(&str, &str)> = changed.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        small::found(&small::files_with(&changed))
    }
}

/// `file:line:column code args…`
fn line(mistake: &Mistake) -> String {
    let file = mistake.file.strip_prefix("lille/").unwrap_or(&mistake.file);
    let mut line = format!("{file}:{}:{} {}", mistake.line, mistake.column, mistake.code.as_str());
    for (name, value) in &mistake.args {
        if !["hint", "known"].contains(name) && !value.is_empty() {
            line.extend([" | ", value.as_str()]);
        }
    }
    line
}

#[test]
fn each_mistake_is_found_in_its_place() {
    let mut wrong = String::new();
    for case in tables::all() {
        let found: Vec<String> = case.mistakes().iter().map(line).collect();
        if found != case.found {
            wrong.extend([case.what, ": found\n  ", &found.join("\n  "), "\n"]);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Codes that need more text than a case can show; each has a test of its own below.
const WITHOUT_CASE: [Code; 7] = [
    Code::FileTooLarge,
    Code::FilesTooMany,
    Code::FileTwice,
    Code::MistakesTooMany,
    Code::MunicipalityMissing,
    Code::CentreMissing,
    Code::CentresTooMany,
];

#[test]
fn each_code_has_a_case() {
    let covered: BTreeSet<Code> = tables::all().flat_map(Case::mistakes).map(|mistake| mistake.code).collect();
    let missing: Vec<&Code> =
        Code::ALL.iter().filter(|code| !covered.contains(code) && !WITHOUT_CASE.contains(code)).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn each_code_has_a_sentence_that_uses_only_what_the_mistake_names() {
    for language in ["da", "en"] {
        let path = format!("{}/../../locales/{language}/mistakes.ftl", env!("CARGO_MANIFEST_DIR"));
        let sentences = std::fs::read_to_string(path).unwrap();
        for code in Code::ALL {
            let start = format!("mistake-{} =", code.as_str());
            assert_eq!(sentences.matches(&format!("\n{start}")).count(), 1, "{language}: {start}");
        }
        for mistake in tables::all().flat_map(Case::mistakes) {
            let sentence = sentence(&sentences, &mistake.message_id());
            for name in sentence.split("{ $").skip(1).filter_map(|rest| rest.split([' ', '}']).next()) {
                assert!(mistake.arg(name).is_some(), "{language}: {} names ${name}", mistake.message_id());
            }
        }
    }
}

/// A message's text, up to the next message.
fn sentence<'f>(sentences: &'f str, id: &str) -> &'f str {
    let rest = sentences.split_once(&format!("\n{id} =")).map_or("", |(_, rest)| rest);
    rest.split("\nmistake-").next().unwrap_or_default()
}

fn codes(files: &[domain::setup::SourceFile]) -> Vec<&'static str> {
    small::found(files).iter().map(|mistake| mistake.code.as_str()).collect()
}

#[test]
fn a_file_that_is_too_large_is_refused_as_a_whole() {
    let text = format!("{}{}", small::QUEUES, "#".repeat(domain::setup::limits::FILE_BYTES_MAX));
    assert_eq!(codes(&small::files_with(&[("lille/queues.toml", &text)])), ["file_too_large"]);
}

#[test]
fn a_file_that_is_given_twice_is_told() {
    let mut files = small::files();
    files.push(files[3].clone());
    assert_eq!(codes(&files), ["file_twice"]);
}

#[test]
fn a_second_municipality_file_is_told() {
    let mut files = small::files();
    files.push(domain::setup::SourceFile::new("lille/municipality.toml", small::MUNICIPALITY));
    assert_eq!(codes(&files), ["file_unknown"]);
}

#[test]
fn too_many_files_of_a_centre_are_refused() {
    let mut files = small::files();
    files.extend((0..60).map(|n| domain::setup::SourceFile::new(format!("lille/{n}.toml"), "")));
    assert_eq!(codes(&files), ["files_too_many"]);
}

#[test]
fn without_a_municipality_file_that_is_what_is_told() {
    let files = small::files();
    assert_eq!(codes(&files[1..]), ["municipality_missing"]);
    assert_eq!(codes(&[]), ["municipality_missing", "centre_missing"]);
}

#[test]
fn more_mistakes_than_can_be_listed_are_counted() {
    let text: String = (0..600).flat_map(|n| ["k".to_owned(), n.to_string(), " = 1\n".to_owned()]).collect();
    let found = small::found(&small::files_with(&[("lille/queues.toml", &text)]));
    let last = found.last().unwrap();
    assert_eq!((found.len(), last.code, last.arg("more")), (501, Code::MistakesTooMany, Some("100")));
}

#[test]
fn mistakes_of_all_files_come_in_one_run_by_file_and_line() {
    let found = small::found(&small::files_with(&[
        ("municipality.toml", "name.da = \"Lille\"\nlanguages = [\"da\"]\ntime_zone = \"Mars\"\n"),
        (
            "lille/places.toml",
            "[[desk]]\nid = \"skranke-1\"\nfloor = 99\nqueues = [\"pass\"]\nname.da = \"Skranke 1\"\n",
        ),
        ("lille/centre.toml", "name.da = \"Lille\"\nadress = \"Torvet 1\"\nhours.monday = \"9-15\"\n"),
    ]));
    let lines: Vec<String> = found.iter().map(|m| format!("{}:{} {}", m.file, m.line, m.code.as_str())).collect();
    let expected = [
        "lille/centre.toml:2 key_unknown",
        "lille/centre.toml:3 hours_malformed",
        "lille/places.toml:3 number_out_of_range",
        "lille/places.toml:4 queue_unknown",
        "municipality.toml:3 time_zone_unknown",
    ];
    assert_eq!(lines, expected);
}
