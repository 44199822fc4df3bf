//! One centre from its files, over what all centres of the municipality share.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::{TimeZone, TimeZoneDatabase};
use toml::de::DeTable;

use super::check_in::{self, CheckInBy};
use super::file::{CENTRE_FILES, REQUIRED_FILES};
use super::hours::hours;
use super::limits::{ADDRESS_CHARS_MAX, LANGUAGES_MAX, NAME_CHARS_MAX, SYSTEM_OWNERS_MAX};
use super::mistake::{Code, Notes, Place};
use super::names::Names;
use super::section::{At, Section, hint, unlike};
use super::texts::{ReadBy, TextRule, texts};
use super::{Colour, Employee, Hours, Messages, NextWhileServing, Rules, Setup, Texts};
use super::{appointments, devices, messages, people, places, queues, services};
use crate::ids::{
    AreaId, CapacityId, CentreId, DeskId, EmployeeId, KioskId, Language, LiftId, QuestionId, QueueId, ReferralId,
    ScreenId, ServiceId, SetupVersion,
};

/// What all centres of a municipality share.
#[derive(Debug)]
pub(super) struct Common {
    pub(super) name: Texts,
    languages: Languages,
    /// The languages in which anything is written at all.
    written: BTreeSet<String>,
    time_zone: TimeZone,
    colour: Colour,
    rules: Rules,
    messages: Messages,
    hours: Hours,
    owners: BTreeMap<EmployeeId, Employee>,
    owner_names: Vec<(String, Place)>,
}

impl Common {
    /// What is known without `municipality.toml`.
    pub(super) fn without_file(written: BTreeSet<String>) -> Self {
        Self { written, ..Self::default() }
    }
}

impl Default for Common {
    fn default() -> Self {
        Self {
            name: Texts::default(),
            languages: Languages::default(),
            written: BTreeSet::new(),
            time_zone: TimeZone::UTC,
            colour: Colour::default(),
            rules: Rules::default(),
            messages: Messages::default(),
            hours: Hours::default(),
            owners: BTreeMap::new(),
            owner_names: Vec::new(),
        }
    }
}

/// Reads `municipality.toml`.
pub(super) fn common(notes: &mut Notes, file: Section, written: BTreeSet<String>) -> Common {
    file.note_unknown_keys(
        notes,
        &["name", "phone", "languages", "time_zone", "colour", "rules", "messages", "hours", "system_owner"],
    );
    let base = Common::default();
    for key in ["languages", "time_zone"] {
        file.must_have(notes, key);
    }
    let languages = languages(notes, &file, &written).unwrap_or(base.languages);
    let name = TextRule { key: "name", max: NAME_CHARS_MAX, read_by: ReadBy::Citizens, required: true };
    let sections = file.sections(notes, "system_owner", SYSTEM_OWNERS_MAX);
    let mut names = Names::default();
    names.gather::<EmployeeId>(notes, &sections);
    let owners = people::system_owners(notes, &sections);
    let owner_names =
        owners.keys().filter_map(|id| Some((id.as_str().to_owned(), names.place(id.as_str())?))).collect();
    Common {
        name: texts(notes, &file, name, languages.sure()),
        time_zone: time_zone(notes, &file).unwrap_or(base.time_zone),
        colour: colour(notes, &file).unwrap_or(base.colour),
        rules: rules(notes, &file, &base.rules),
        messages: messages::general(notes, &file, &base.messages),
        hours: hours(notes, &file, &base.hours),
        languages,
        written,
        owners,
        owner_names,
    }
}

/// The files of one centre, as sections by file name.
pub(super) struct CentreSource<'a> {
    /// The place to name where something is missing as a whole: `centre.toml`, or else the first file.
    pub(super) first: Place,
    files: BTreeMap<&'static str, Section<'a>>,
}

impl<'a> CentreSource<'a> {
    pub(super) fn new(first: Place) -> Self {
        Self { first, files: BTreeMap::new() }
    }

    pub(super) fn put(&mut self, name: &str, section: Section<'a>) {
        if name == "centre.toml" {
            self.first = section.place;
        }
        if let Some(known) = CENTRE_FILES.into_iter().find(|known| *known == name) {
            self.files.insert(known, section);
        }
    }

    pub(super) fn section(&self, name: &str) -> Option<&Section<'a>> {
        self.files.get(name)
    }
}

/// Everything that a section of a centre needs to be read.
pub(super) struct Reading {
    languages: Languages,
    pub(super) hours: Hours,
    pub(super) queues: Names,
    pub(super) areas: Names,
    pub(super) services: Names,
    pub(super) questions: Names,
    pub(super) referrals: Names,
    pub(super) employees: Names,
    pub(super) capacities: Names,
}

impl Reading {
    /// A text for citizens that must be there.
    pub(super) fn public(&self, notes: &mut Notes, section: &Section, key: &str, max: usize) -> Texts {
        let rule = TextRule { key, max, read_by: ReadBy::Citizens, required: true };
        texts(notes, section, rule, self.languages.sure())
    }

    /// A text for citizens that may be missing as a whole.
    pub(super) fn public_optional(&self, notes: &mut Notes, section: &Section, key: &str, max: usize) -> Texts {
        let rule = TextRule { key, max, read_by: ReadBy::Citizens, required: false };
        texts(notes, section, rule, self.languages.sure())
    }

    /// One of the languages that citizens can choose; the main one where none is named, or another.
    pub(super) fn language(&self, notes: &mut Notes, section: &Section, key: &str) -> Language {
        let main = || self.languages.offered.first().cloned().unwrap_or_else(Language::danish);
        let Some(given) = section.text(notes, key) else { return main() };
        let offered = || self.languages.offered.iter();
        if let Some(language) = offered().find(|language| language.as_str() == given.value) {
            return language.clone();
        }
        if !self.languages.doubtful {
            unlike(notes, given, Code::LanguageUnknown, offered().map(Language::as_str));
        }
        main()
    }

    /// A text for employees.
    pub(super) fn internal(
        &self,
        notes: &mut Notes,
        section: &Section,
        key: &str,
        max: usize,
        required: bool,
    ) -> Texts {
        texts(notes, section, TextRule { key, max, read_by: ReadBy::Employees, required }, self.languages.sure())
    }
}

/// Which sections each file has, with the most of each.
const SECTIONS: [(&str, &[(&str, usize)]); 8] = [
    ("queues.toml", &[("queue", super::limits::QUEUES_MAX)]),
    ("services.toml", &[("service", super::limits::SERVICES_MAX)]),
    ("questions.toml", &[("question", super::limits::QUESTIONS_MAX), ("referral", super::limits::REFERRALS_MAX)]),
    (
        "places.toml",
        &[("area", super::limits::AREAS_MAX), ("lift", super::limits::LIFTS_MAX), ("desk", super::limits::DESKS_MAX)],
    ),
    ("devices.toml", &[("kiosk", super::limits::KIOSKS_MAX), ("screen", super::limits::SCREENS_MAX)]),
    ("employees.toml", &[("employee", super::limits::EMPLOYEES_MAX)]),
    ("appointments.toml", &[("capacity", super::limits::CAPACITIES_MAX), ("appointment", super::limits::SERVICES_MAX)]),
    ("messages.toml", &[("message", super::limits::MESSAGES_MAX)]),
];

/// The sections of a centre by key.
type Sections<'a> = BTreeMap<&'static str, Vec<Section<'a>>>;

fn sections<'a>(notes: &mut Notes, source: &CentreSource<'a>) -> Sections<'a> {
    let mut sections = Sections::new();
    for (file, keys) in SECTIONS {
        let Some(root) = source.section(file) else { continue };
        only_own(notes, root, keys);
        for &(key, max) in keys {
            sections.insert(key, root.sections(notes, key, max));
        }
    }
    sections
}

/// Notes keys that are not of this file; one that is of another file is told so.
fn only_own(notes: &mut Notes, root: &Section, keys: &[(&'static str, usize)]) {
    let own: Vec<&'static str> = keys.iter().map(|(key, _)| *key).collect();
    for (place, key) in root.keys().filter(|(_, key)| !own.contains(key)) {
        // A plain value is no section: what stood above it is missing.
        let belongs = SECTIONS
            .iter()
            .filter(|_| !root.is_text(key))
            .find(|(_, keys)| keys.iter().any(|(known, _)| *known == key));
        if let Some((file, _)) = belongs {
            notes.add(place, Code::KeyElsewhere, [("key", key), ("belongs", file)]);
        } else {
            let meant = unlike(notes, At { value: key, place }, Code::KeyUnknown, own.iter().copied());
            notes.misspelt(root.place, meant);
        }
    }
}

/// Reads one centre; `None` where it has no valid name.
pub(super) fn centre(notes: &mut Notes, common: &Common, id: Option<CentreId>, source: &CentreSource) -> Option<Setup> {
    let sections = sections(notes, source);
    for (key, file) in [("queue", "queues.toml"), ("service", "services.toml"), ("desk", "places.toml")] {
        if let Some(root) = source.section(file).filter(|root| root.has_none(key)) {
            notes.lacking(&[(root.place, key)], root.place, Code::SectionMissing, [("key", key)]);
        }
    }
    let nothing = DeTable::default();
    let root = source.section("centre.toml").copied().unwrap_or_else(|| Section::new(&nothing, source.first));
    if source.section("centre.toml").is_some() {
        root.note_unknown_keys(
            notes,
            &["name", "address", "phone", "languages", "time_zone", "colour", "rules", "messages", "hours", "check_in"],
        );
    }
    let reading = Reading {
        languages: languages(notes, &root, &common.written).unwrap_or_else(|| common.languages.clone()),
        hours: hours(notes, &root, &common.hours),
        ..gathered(notes, common, source, &sections)
    };
    let of = |key: &str| sections.get(key).map_or(&[][..], Vec::as_slice);
    let services = services::services(notes, &reading, of("service"));
    let (questions, referrals) =
        services::triage(notes, &reading, of("question"), of("referral"), of("appointment"), &services);
    let desks = places::desks(notes, &reading, of("desk"));
    let employees =
        people::employees(notes, &reading, of("employee"), &common.owners, source.section("employees.toml"));
    let capacities = appointments::capacities(notes, &reading, of("capacity"));
    let appointments =
        appointments::appointments(notes, &reading, of("appointment"), &services, &capacities, of("capacity"));
    let check_in = check_in::means(notes, &root, &CheckInBy::USUAL);
    let general = messages::general(notes, &root, &common.messages);
    let messages = messages::texts(notes, &reading, of("message"), &appointments, general);
    services::by_appointment_only(notes, of("service"), &services, &appointments);
    let name = if source.section("centre.toml").is_some() {
        reading.public(notes, &root, "name", NAME_CHARS_MAX)
    } else {
        Texts::default()
    };
    Some(Setup {
        version: SetupVersion(0),
        centre: id?,
        name,
        municipality: common.name.clone(),
        address: if root.has("address") { root.plain(notes, "address", ADDRESS_CHARS_MAX) } else { String::new() },
        time_zone: time_zone(notes, &root).unwrap_or_else(|| common.time_zone.clone()),
        colour: colour(notes, &root).unwrap_or(common.colour),
        rules: rules(notes, &root, &common.rules),
        queues: queues::queues(notes, &reading, of("queue"), &desks),
        areas: places::areas(notes, &reading, of("area")),
        lifts: places::lifts(notes, of("lift")),
        kiosks: devices::kiosks(notes, &reading, of("kiosk"), &services, &check_in),
        screens: devices::screens(notes, &reading, of("screen")),
        languages: reading.languages.offered,
        services,
        questions,
        referrals,
        messages,
        capacities,
        appointments,
        desks,
        employees,
    })
}

/// Every name of a centre.
fn gathered(notes: &mut Notes, common: &Common, source: &CentreSource, sections: &Sections) -> Reading {
    let of = |key: &str| sections.get(key).map_or(&[][..], Vec::as_slice);
    let uncertain: Vec<&str> = CENTRE_FILES
        .into_iter()
        .filter(|file| match source.section(file) {
            Some(section) => notes.is_doubtful(section.place, file),
            None => REQUIRED_FILES.contains(file) || notes.is_misspelt_file(source.first, file),
        })
        .collect();
    let mut names = |key: &str, file: &str, gather: fn(&mut Names, &mut Notes, &[Section])| {
        let mut names = Names::default().uncertain(uncertain.contains(&file));
        gather(&mut names, notes, of(key));
        names
    };
    let mut services = names("service", "services.toml", Names::gather::<ServiceId>);
    let reading_queues = names("queue", "queues.toml", Names::gather::<QueueId>);
    let areas = names("area", "places.toml", Names::gather::<AreaId>);
    let questions = names("question", "questions.toml", Names::gather::<QuestionId>);
    let referrals = names("referral", "questions.toml", Names::gather::<ReferralId>);
    names("desk", "places.toml", Names::gather::<DeskId>);
    names("lift", "places.toml", Names::gather::<LiftId>);
    names("kiosk", "devices.toml", Names::gather::<KioskId>);
    names("screen", "devices.toml", Names::gather::<ScreenId>);
    let capacities = names("capacity", "appointments.toml", Names::gather::<CapacityId>);
    let doubtful = uncertain.contains(&"employees.toml");
    let mut employees = Names::with(&common.owner_names).uncertain(doubtful);
    employees.gather::<EmployeeId>(notes, of("employee"));
    for service in of("service") {
        let choices = service.sections(notes, "choice", super::limits::SERVICES_MAX);
        services.gather::<ServiceId>(notes, &choices);
    }
    Reading {
        languages: Languages::default(),
        hours: Hours::default(),
        queues: reading_queues,
        areas,
        services,
        questions,
        referrals,
        employees,
        capacities,
    }
}

/// The languages that citizens can choose.
#[derive(Debug, Clone, Default)]
struct Languages {
    offered: Vec<Language>,
    /// Whether the list itself is in doubt: then no text is told to lack a language, or to have one too many.
    doubtful: bool,
}

impl Languages {
    /// Those by which a text can be judged; none where nobody knows.
    fn sure(&self) -> &[Language] {
        if self.doubtful { &[] } else { &self.offered }
    }
}

fn languages(notes: &mut Notes, section: &Section, written: &BTreeSet<String>) -> Option<Languages> {
    if !section.has("languages") {
        return None;
    }
    let given = section.list(notes, "languages");
    if let Some(over) = given.get(LANGUAGES_MAX) {
        let (count, max) = (given.len().to_string(), LANGUAGES_MAX.to_string());
        notes.add(over.place, Code::TooMany, [("key", "languages"), ("given", &count), ("max", &max)]);
    }
    let mut languages = Languages { offered: Vec::new(), doubtful: notes.is_broken(section.place.file) };
    for code in given.iter().take(LANGUAGES_MAX) {
        if let Ok(language) = Language::new(code.value) {
            languages.offered.push(language);
        } else {
            notes.add(code.place, Code::LanguageMalformed, [("given", code.value)]);
            languages.doubtful = true;
        }
    }
    if !section.lists_texts("languages") {
        languages.doubtful = true;
    } else if !languages.doubtful && !languages.offered.contains(&Language::danish()) {
        notes.add(section.place_of("languages"), Code::DanishMissing, []);
        languages.doubtful = true;
    } else if !languages.doubtful {
        languages.doubtful = without_texts(notes, &given, written);
    }
    Some(languages)
}

/// Notes each language in which nothing is written; one of them is told here, and not at every text.
fn without_texts(notes: &mut Notes, given: &[At<&str>], written: &BTreeSet<String>) -> bool {
    let listed: BTreeSet<&str> = given.iter().map(|code| code.value).collect();
    let others = || written.iter().map(String::as_str).filter(|code| !listed.contains(code));
    let mut found = false;
    for code in given.iter().filter(|code| !written.contains(code.value)) {
        let near = super::mistake::nearest(code.value, others());
        let args = [("given", code.value), ("hint", hint(near)), ("nearest", near.unwrap_or_default())];
        notes.add(code.place, Code::LanguageWithoutTexts, args);
        found = true;
    }
    found
}

fn time_zone(notes: &mut Notes, section: &Section) -> Option<TimeZone> {
    let given = section.text(notes, "time_zone")?;
    let zones = TimeZoneDatabase::bundled();
    let found = zones.get(given.value).ok();
    if found.is_none() {
        let names: Vec<String> = zones.available().map(|name| name.to_string()).collect();
        let near = super::mistake::nearest(given.value, names.iter().map(String::as_str));
        let args = [("given", given.value), ("hint", hint(near)), ("nearest", near.unwrap_or_default())];
        notes.add(given.place, Code::TimeZoneUnknown, args);
    }
    found
}

fn colour(notes: &mut Notes, section: &Section) -> Option<Colour> {
    let colours = [
        ("fjord", Colour::Fjord),
        ("tegl", Colour::Tegl),
        ("skov", Colour::Skov),
        ("hav", Colour::Hav),
        ("lyng", Colour::Lyng),
    ];
    section.word(notes, "colour", &colours)
}

fn rules(notes: &mut Notes, section: &Section, above: &Rules) -> Rules {
    let Some(own) = section.section(notes, "rules") else { return above.clone() };
    own.note_unknown_keys(
        notes,
        &[
            "target_minutes",
            "grace_minutes",
            "missed_minutes",
            "no_show_minutes",
            "meant_for_minutes",
            "recall_pause_seconds",
            "recalls_max",
            "undo_seconds",
            "arrival_pass_on_seconds",
            "ring_again_minutes",
            "hold_minutes",
            "next_while_serving",
        ],
    );
    let next = [("finish", NextWhileServing::Finish), ("ask", NextWhileServing::Ask)];
    Rules {
        target_minutes: own.number(notes, "target_minutes", &(1..=480)).unwrap_or(above.target_minutes),
        grace_minutes: own.number(notes, "grace_minutes", &(0..=120)).unwrap_or(above.grace_minutes),
        missed_minutes: own.number(notes, "missed_minutes", &(1..=120)).unwrap_or(above.missed_minutes),
        no_show_minutes: own.number(notes, "no_show_minutes", &(30..=240)).unwrap_or(above.no_show_minutes),
        meant_for_minutes: own.number(notes, "meant_for_minutes", &(0..=120)).unwrap_or(above.meant_for_minutes),
        recall_pause_seconds: own
            .number(notes, "recall_pause_seconds", &(5..=300))
            .unwrap_or(above.recall_pause_seconds),
        recalls_max: own.number(notes, "recalls_max", &(1..=20)).unwrap_or(above.recalls_max),
        undo_seconds: own.number(notes, "undo_seconds", &(10..=300)).unwrap_or(above.undo_seconds),
        arrival_pass_on_seconds: own
            .number(notes, "arrival_pass_on_seconds", &(15..=600))
            .unwrap_or(above.arrival_pass_on_seconds),
        ring_again_minutes: own.number(notes, "ring_again_minutes", &(1..=120)).unwrap_or(above.ring_again_minutes),
        hold_minutes: own
            .number(notes, "hold_minutes", &(1..=crate::command::HOLD_MINUTES_MAX))
            .unwrap_or(above.hold_minutes),
        next_while_serving: own.word(notes, "next_while_serving", &next).unwrap_or(above.next_while_serving),
    }
}
