//! One case for each kind of mistake: what stands in a file, and where the mistake is found.
//!
//! Each case changes files of the smallest set-up. A line such as `queues.toml:3:10 letter_malformed A-B` says the file,
//! the line, the character, the code, and some of what the message names.

use std::collections::BTreeSet;

use domain::setup::{Code, Mistake, SourceFile};

use super::small;

/// What a person did, the files with it, and what is found: nothing more and nothing less.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

fn check(cases: &[Case]) {
    for (what, changed, expected) in cases {
        let changed: Vec<(String, &str)> = changed.iter().map(|(name, text)| (path(name), *text)).collect();
        let changed: Vec<(&str, &str)> = changed.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        let found: Vec<String> = small::found(&small::files_with(&changed)).iter().map(line).collect();
        println!("{what}: {found:#?} {expected:?}");
    }
}

fn path(name: &str) -> String {
    if name.contains('/') || name == "municipality.toml" { name.to_owned() } else { format!("lille/{name}") }
}

/// `file:line:column code args…`
fn line(mistake: &Mistake) -> String {
    let file = mistake.file.strip_prefix("lille/").unwrap_or(&mistake.file);
    let hidden = ["hint", "known", "key_hint"];
    let args = mistake.args.iter().filter(|(name, value)| !hidden.contains(name) && !value.is_empty());
    let args: String = args.map(|(_, value)| format!(" | {value}")).collect();
    format!("{file}:{}:{} {}{args}", mistake.line, mistake.column, mistake.code.as_str())
}

#[test]
fn queue() {
    check(&[
        ("nothing", &[("queues.toml", r#"[[queue]]
id = "pas"
letter = "Ab"
name.da = "Pas"
nam.da = "x"
"#)], &[]),
        ("missing name", &[("queues.toml", r#"[[queue]]
id = "Pas og kørekort"
letter = "A"
[queue.hours]
monday = "9.30 - 15"
tuesday = ["09:00-13:00", "12:00-14:00"]
friday = 3
"#)], &[]),
        ("no en", &[("municipality.toml", r#"name.da = "Lille Kommune"
languages = ["da", "en"]
time_zone = "Europe/Copenhagn"
"#)], &[]),
        ("syntax", &[("queues.toml", r#"[[queue]]
id = pas
letter = "A
name.da = "Pas"
name.da = "Pas"
[[desk]
id = "x"
letter "A"
"#)], &[]),
    ]);
}
