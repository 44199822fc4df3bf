//! The smallest set-up without mistakes or warnings: one centre, one queue, one service, one desk, one kiosk, one screen.

use domain::setup::{Mistake, Municipality, SourceFile, parse_municipality};

pub(crate) const MUNICIPALITY: &str = r#"name.da = "Lille Kommune"
languages = ["da"]
time_zone = "Europe/Copenhagen"
"#;

pub(crate) const CENTRE: &str = r#"name.da = "Borgerservice"
address = "Torvet 1"
hours.monday = "09:00-15:00"
"#;

pub(crate) const QUEUES: &str = r#"[[queue]]
id = "pas"
letter = "A"
name.da = "Pas"
"#;

pub(crate) const SERVICES: &str = r#"[[service]]
id = "forny-pas"
queue = "pas"
minutes = 9
name.da = "Forny pas"
"#;

pub(crate) const PLACES: &str = r#"[[desk]]
id = "skranke-1"
floor = 0
queues = ["pas"]
name.da = "Skranke 1"
"#;

pub(crate) const DEVICES: &str = r#"[[kiosk]]
id = "stander"
floor = 0
buttons = ["forny-pas"]
name.da = "Stander"

[[screen]]
id = "skaerm"
queues = ["pas"]
name.da = "Infoskærm"
"#;

pub(crate) const EMPLOYEES: &str = r#"[[employee]]
id = "ab"
name = "Anne"
initials = "AB"
role = "superuser"
"#;

/// The files of the smallest set-up.
pub(crate) fn files() -> Vec<SourceFile> {
    [
        ("municipality.toml", MUNICIPALITY),
        ("lille/centre.toml", CENTRE),
        ("lille/queues.toml", QUEUES),
        ("lille/services.toml", SERVICES),
        ("lille/places.toml", PLACES),
        ("lille/devices.toml", DEVICES),
        ("lille/employees.toml", EMPLOYEES),
    ]
    .map(|(path, text)| SourceFile::new(path, text))
    .to_vec()
}

/// The smallest set-up's files, with some of them as given here instead.
pub(crate) fn files_with(changed: &[(&str, &str)]) -> Vec<SourceFile> {
    let mut files = files();
    for (path, text) in changed {
        match files.iter_mut().find(|file| file.path == *path) {
            Some(file) => *file = SourceFile::new(*path, *text),
            None => files.push(SourceFile::new(*path, *text)),
        }
    }
    files
}

/// All mistakes and warnings of some files.
pub(crate) fn found(files: &[SourceFile]) -> Vec<Mistake> {
    match parse_municipality(files) {
        Ok(Municipality { warnings, .. }) => warnings,
        Err(mistakes) => mistakes,
    }
}

#[test]
fn the_smallest_setup_has_no_mistakes() {
    assert_eq!(found(&files()), []);
}
