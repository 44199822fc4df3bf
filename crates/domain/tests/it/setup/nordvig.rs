//! The example municipality: complete, and without a single mistake or warning.

use std::path::{Path, PathBuf};

use domain::ids::{CentreId, Language, QueueId, SetupVersion};
use domain::setup::{
    Code, Mistake, Municipality, Role, Setup, SourceFile, Texts, files_of, parse_municipality, parse_setup,
};

/// The files of `examples/nordvig`, with paths from its folder.
pub(crate) fn files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nordvig");
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let name = path.strip_prefix(&root).expect("the file is in the folder").display().to_string();
                found.push(SourceFile::new(name, std::fs::read_to_string(&path).expect("the file is text")));
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

#[test]
fn nordvig_has_the_five_centres_of_the_case() {
    let nordvig = nordvig();
    let centres: Vec<&str> = nordvig.centres.iter().map(|setup| setup.centre.as_str()).collect();
    assert_eq!(centres, ["borgerservice", "jobcenter", "pensionskontor", "sundhedscenter", "teknik-og-miljoe"]);
    for setup in &nordvig.centres {
        let kiosks = if setup.centre.as_str() == "borgerservice" { 2 } else { 1 };
        assert_eq!(setup.kiosks.len(), kiosks, "{}", setup.centre);
        for role in [Role::Superuser, Role::SystemOwner] {
            let people = setup.employees.values().filter(|employee| employee.role == role).count();
            assert_eq!(people, 1, "{}: {role:?}", setup.centre);
        }
    }
}

#[test]
fn all_that_a_citizen_reads_is_there_in_seven_languages() {
    let seven = ["ar", "da", "de", "en", "pl", "tr", "uk"];
    for setup in &nordvig().centres {
        for text in public_texts(setup) {
            let languages: Vec<&str> = text.0.keys().map(Language::as_str).collect();
            assert_eq!(languages, seven, "{}: {text:?}", setup.centre);
        }
    }
}

#[test]
fn danish_follows_the_house_style() {
    for setup in &nordvig().centres {
        for text in public_texts(setup) {
            let danish = text.get(&Language::danish());
            assert!(!danish.contains('!'), "no exclamation marks: {danish}");
            for word in ["ticket", "slot", "no-show", "klient", "bruger"] {
                let words = || danish.split(|c: char| !c.is_alphanumeric() && c != '-');
                assert!(!words().any(|w| w.eq_ignore_ascii_case(word)), "not our word: {danish}");
            }
        }
    }
}

#[test]
fn a_queue_has_its_own_week_and_every_level_of_dates() {
    let nordvig = nordvig();
    let borgerservice = nordvig.centres.iter().find(|setup| setup.centre.as_str() == "borgerservice").unwrap();
    let passports = &borgerservice.queues[&QueueId::new("pas").unwrap()];
    let open = |day: i8, month: i8, hour: i8, minute: i8| {
        passports.hours.open_at(jiff::civil::date(2026, month, day).at(hour, minute, 0, 0))
    };
    assert!(open(26, 11, 17, 29) && !open(26, 11, 17, 30), "its own Thursday");
    assert!(open(27, 11, 11, 59) && !open(27, 11, 12, 0), "the centre's date");
    assert!(!open(24, 12, 10, 0), "the municipality's date");
    assert!(!open(28, 11, 10, 0), "a Saturday");
}

#[test]
fn one_centres_files_give_the_same_setup_under_a_version() {
    for setup in &nordvig().centres {
        let own = files_of(&files(), &setup.centre);
        let again = parse_setup(&own, SetupVersion(7)).unwrap();
        assert_eq!(again.version, SetupVersion(7));
        assert_eq!(format!("{:?}", again.with_version(SetupVersion(0))), format!("{setup:?}"));
    }
}

#[test]
fn the_same_files_elsewhere_are_the_same_version() {
    let elsewhere: Vec<SourceFile> = files()
        .into_iter()
        .rev()
        .map(|file| SourceFile::new(format!("/etc/frontdesk/{}", file.path), file.text))
        .collect();
    let centre = CentreId::new("jobcenter").unwrap();
    assert_eq!(files_of(&files(), &centre), files_of(&elsewhere, &centre));
    assert_eq!(files_of(&elsewhere, &centre).len(), 9);
}

#[test]
fn one_setup_is_not_made_of_several_centres() {
    let mistakes = parse_setup(&files(), SetupVersion(1)).unwrap_err();
    assert_eq!(mistakes.iter().map(|m| m.code).collect::<Vec<_>>(), [Code::CentresTooMany]);
}

/// Every text of a centre that a citizen can read, where there is one.
fn public_texts(setup: &Setup) -> Vec<&Texts> {
    let mut texts = vec![&setup.name, &setup.municipality];
    texts.extend(setup.services.values().flat_map(|service| [&service.name, &service.help]));
    texts.extend(setup.questions.values().map(|question| &question.text));
    texts.extend(setup.questions.values().flat_map(|question| question.answers.iter().map(|answer| &answer.text)));
    texts.extend(setup.referrals.values().flat_map(|referral| [&referral.name, &referral.text]));
    texts.extend(setup.queues.values().flat_map(|queue| [&queue.name, &queue.instead]));
    texts.extend(setup.areas.values().flat_map(|area| [&area.name, &area.way]));
    texts.extend(setup.desks.values().flat_map(|desk| [&desk.name, &desk.way]));
    texts.extend(setup.kiosks.values().map(|kiosk| &kiosk.name));
    let bookable = || setup.appointments.values();
    texts.extend(bookable().flat_map(|bookable| bookable.bring.iter()));
    texts.extend(bookable().map(|bookable| &bookable.words).filter(|words| !words.is_empty()));
    let notes = bookable().flat_map(|bookable| bookable.meetings.values().map(|meeting| &meeting.note));
    texts.extend(notes.filter(|note| !note.is_empty()));
    let pages = setup.screens.values().flat_map(|screen| &screen.pages);
    texts.extend(pages.flat_map(|page| [&page.title, &page.text]));
    texts
}
