//! Cases as data: `tests/it/cases/*.txt`, blocks of `case:`, `given`, `when`, `then`.
//!
//! How to read and write one stands in the crate's README. With `BLESS=1` the `then` of every case is written anew from
//! what the rules do; read the difference before you keep it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use domain::time::Instant;
use jiff::civil::{Date, date};

use crate::centre::zone;
use crate::now::state_of;
use crate::script::Script;

/// The date of a case that names none: a Tuesday.
const USUAL_DATE: Date = date(2026, 3, 3);

/// One block of a file.
#[derive(Debug, Default)]
struct Case {
    name: String,
    /// Comments and headers, kept as they are.
    head: Vec<String>,
    given: Vec<String>,
    when: Vec<String>,
    then: Vec<String>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/cases")
}

fn files() -> Vec<(PathBuf, String)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// A file's introduction and its cases.
fn parse(text: &str) -> (String, Vec<Case>) {
    let mut intro = String::new();
    let mut cases: Vec<Case> = Vec::new();
    let mut part = "head";
    for line in text.lines() {
        let trimmed = line.trim();
        if let Some(name) = trimmed.strip_prefix("case: ") {
            cases.push(Case { name: name.to_owned(), ..Case::default() });
            part = "head";
            continue;
        }
        let Some(case) = cases.last_mut() else {
            writeln!(intro, "{line}").unwrap();
            continue;
        };
        match trimmed {
            "" => {}
            "given" | "when" | "then" => part = trimmed,
            _ => match part {
                "given" => case.given.push(trimmed.to_owned()),
                "when" => case.when.push(trimmed.to_owned()),
                "then" => case.then.push(trimmed.to_owned()),
                _ => case.head.push(trimmed.to_owned()),
            },
        }
    }
    (intro, cases)
}

/// What comes of a case, and the actions that it asked for.
fn run(case: &Case) -> (Vec<String>, BTreeSet<String>) {
    let mut day = USUAL_DATE;
    let mut headers = Vec::new();
    for line in case.head.iter().filter(|l| !l.starts_with('#')) {
        match line.split_once(": ") {
            Some(("date", text)) => day = text.parse().unwrap(),
            Some(("set-up", text)) => headers.push(format!("00:00 set-up {text}")),
            _ => panic!("{}: a header that no case has: `{line}`", case.name),
        }
    }
    let mut script = Script::new(day);
    for header in &headers {
        script.run(header);
    }
    let begun = !case.given.iter().any(|l| l == "the day has not begun");
    if begun {
        script.given("00:00 open the day").given("00:00 jobs: open the day");
    }
    let comment = |l: &&String| !l.starts_with('#') && *l != "the day has not begun";
    for line in case.given.iter().filter(comment) {
        script.given(line);
    }
    let mut said: Vec<String> = case.when.iter().filter(comment).flat_map(|line| script.run(line)).collect();
    let now = last_instant(&script, case.when.last().map_or("00:00", |l| l));
    for line in &case.then {
        if let Some((subject, _)) = line.strip_prefix("now ").and_then(|l| l.split_once(':')) {
            said.push(format!("now {subject}: {}", state_of(&script, subject, now)));
        }
    }
    (said, script.asked)
}

/// The instant of the last line, at which `now` is asked.
fn last_instant(script: &Script, line: &str) -> Instant {
    match line.split_whitespace().collect::<Vec<_>>()[..] {
        ["tomorrow", at, ..] => {
            let at: jiff::civil::Time = at.parse().unwrap();
            let date = script.town.reception.day.stream().date.tomorrow().unwrap();
            Instant::at_civil(date.to_datetime(at), &zone()).unwrap()
        }
        [at, ..] => script.clock(at),
        [] => panic!("a case without a `when`"),
    }
}

fn render(intro: &str, cases: &[Case]) -> String {
    let mut text = intro.trim_end().to_owned();
    for case in cases {
        write!(text, "\n\ncase: {}", case.name).unwrap();
        for line in &case.head {
            write!(text, "\n{line}").unwrap();
        }
        for (part, lines) in [("given", &case.given), ("when", &case.when), ("then", &case.then)] {
            if lines.is_empty() {
                continue;
            }
            write!(text, "\n{part}").unwrap();
            for line in lines {
                write!(text, "\n  {line}").unwrap();
            }
        }
    }
    text.push('\n');
    text
}

#[test]
fn every_case_holds() {
    let mut wrong = String::new();
    let mut names = BTreeSet::new();
    let mut unasked = crate::refusals::every_action();
    for (path, text) in files() {
        let (intro, mut cases) = parse(&text);
        for case in &mut cases {
            assert!(names.insert(case.name.clone()), "two cases are called `{}`", case.name);
            assert!(!case.when.is_empty(), "`{}` has no `when`", case.name);
            let (said, asked) = run(case);
            unasked.retain(|action| !asked.contains(action));
            if said != case.then {
                let file = path.file_name().unwrap().display();
                writeln!(wrong, "\n{file}, case: {}\nthen should be\n  {}\nbut is", case.name, case.then.join("\n  "))
                    .unwrap();
                writeln!(wrong, "  {}", said.join("\n  ")).unwrap();
            }
            case.then = said;
        }
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, render(&intro, &cases)).unwrap();
        }
    }
    assert!(wrong.is_empty() || std::env::var_os("BLESS").is_some(), "{wrong}");
    assert!(unasked.is_empty(), "no case asks for {unasked:?}");
    assert!(names.len() >= 80, "only {} cases", names.len());
}

#[test]
fn every_refusal_occurs_in_a_case() {
    let mut missing = crate::refusals::every_code();
    for (_, text) in files() {
        for case in parse(&text).1 {
            for line in case.then {
                if let Some(code) = line.strip_prefix("refused: ") {
                    missing.remove(code);
                }
            }
        }
    }
    for (code, _reason) in crate::refusals::WITHOUT_A_CASE {
        assert!(missing.remove(code), "`{code}` has a case after all");
    }
    assert!(missing.is_empty(), "refusals that no case shows: {missing:?}");
}
