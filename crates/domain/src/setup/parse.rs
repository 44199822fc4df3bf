//! From files to a municipality, or to all that is wrong with them.
//!
//! Reading goes in three steps: each file by itself; then every name, so that a reference can be checked wherever it
//! stands; then each section. No step stops at the first mistake. No input makes this panic, and nothing here reads a
//! disk or a clock.

use std::collections::BTreeSet;

use serde_spanned::Spanned;
use toml::de::DeTable;

use super::centre::{CentreSource, Common, centre, common};
use super::file::{CENTRE_FILES, Grouped, REQUIRED_FILES, SourceFile};
use super::limits::{CENTRES_MAX, FILE_BYTES_MAX, FILES_PER_CENTRE_MAX};
use super::mistake::{Code, Mistake, Notes, Place};
use super::section::{At, Section, unlike};
use super::texts::written;
use super::{Setup, Texts};
use crate::ids::{CentreId, SetupVersion};

/// A whole municipality's set-up.
#[derive(Debug, Clone)]
pub struct Municipality {
    /// Its name: "Nordvig Kommune".
    pub name: Texts,
    /// Its centres by name, each with version 0 until it is published ([`Setup::with_version`]).
    pub centres: Vec<Setup>,
    /// What somebody should look at, and what stops nothing.
    pub warnings: Vec<Mistake>,
}

/// Reads a municipality's files.
///
/// # Errors
/// Every mistake and warning in all files, by file and line, where there is at least one mistake.
pub fn parse_municipality(files: &[SourceFile]) -> Result<Municipality, Vec<Mistake>> {
    let grouped = Grouped::new(files);
    let mut notes = Notes::new(files);
    stray_files(&mut notes, files, &grouped);
    let tables: Vec<Spanned<DeTable>> = files.iter().enumerate().map(|(i, file)| table(&mut notes, i, file)).collect();
    let common = shared(&mut notes, &grouped, &tables, written(&tables));
    let centres = grouped.centres.iter().take(CENTRES_MAX);
    let setups: Vec<Option<Setup>> = centres.map(|group| one_centre(&mut notes, &common, group, &tables)).collect();
    let found = notes.sorted();
    if found.iter().all(Mistake::is_warning) {
        let centres = setups.into_iter().flatten().collect();
        Ok(Municipality { name: common.name, centres, warnings: found })
    } else {
        Err(found)
    }
}

/// Reads the files of one centre (with the municipality's), as they are kept for each version.
///
/// # Errors
/// As [`parse_municipality`]; and where the files are of several centres, or of none.
pub fn parse_setup(files: &[SourceFile], version: SetupVersion) -> Result<Setup, Vec<Mistake>> {
    let mut municipality = parse_municipality(files)?;
    match (municipality.centres.pop(), municipality.centres.is_empty()) {
        (Some(setup), true) => Ok(setup.with_version(version)),
        (Some(last), false) => {
            let mut names: Vec<&str> = municipality.centres.iter().map(|setup| setup.centre.as_str()).collect();
            names.push(last.centre.as_str());
            let mut notes = Notes::new(files);
            notes.add(Place { file: 0, offset: 0 }, Code::CentresTooMany, [("centres", &names.join(", "))]);
            Err(notes.sorted())
        }
        (None, _) => {
            let mut notes = Notes::new(files);
            notes.add(Place { file: 0, offset: 0 }, Code::CentreMissing, []);
            Err(notes.sorted())
        }
    }
}

/// The file as a table; what could not be read is noted, and the rest is there.
fn table<'a>(notes: &mut Notes, index: usize, file: &'a SourceFile) -> Spanned<DeTable<'a>> {
    if file.text.len() > FILE_BYTES_MAX {
        let (bytes, max) = (file.text.len().to_string(), FILE_BYTES_MAX.to_string());
        notes.add(Place { file: index, offset: 0 }, Code::FileTooLarge, [("bytes", &bytes), ("max", &max)]);
        return Spanned::new(0..0, DeTable::default());
    }
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    let errors: Vec<(usize, &str)> =
        errors.iter().map(|error| (error.span().map_or(0, |span| span.start), error.message())).collect();
    // Where a line such as `[desk]]` cannot be read, the keys under it seem to stand twice.
    let headless =
        errors.iter().filter(|(at, what)| !is_twice(what) && begins_section(&file.text, *at)).map(|(at, _)| *at).min();
    for (offset, what) in errors {
        if !(is_twice(what) && headless.is_some_and(|at| at < offset)) {
            syntax(notes, Place { file: index, offset }, &file.text, what);
        }
    }
    table
}

fn is_twice(message: &str) -> bool {
    message.starts_with("duplicate key")
}

/// Whether the line of a place is one such as `[[desk]]`.
fn begins_section(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    text.get(start..).unwrap_or_default().trim_start().starts_with('[')
}

fn syntax(notes: &mut Notes, place: Place, text: &str, message: &str) {
    let quote = ["string values must be quoted", "invalid basic string", "invalid literal string"];
    if is_twice(message) {
        let rest = text.get(place.offset..).unwrap_or_default();
        let key: String = rest.chars().take_while(|c| c.is_alphanumeric() || "_-".contains(*c)).collect();
        notes.add(place, Code::KeyTwice, [("key", &key)]);
    } else if quote.iter().any(|start| message.starts_with(start)) {
        notes.add(place, Code::QuoteMissing, []);
    } else {
        notes.add(place, Code::Syntax, [("detail", message)]);
    }
}

fn stray_files(notes: &mut Notes, files: &[SourceFile], grouped: &Grouped) {
    for &index in &grouped.strays {
        let place = Place { file: index, offset: 0 };
        let path = files[index].path.as_str();
        unlike(notes, At { value: path, place }, Code::FileUnknown, CENTRE_FILES.into_iter());
    }
    if grouped.municipality.is_none() {
        notes.add(Place { file: 0, offset: 0 }, Code::MunicipalityMissing, []);
    }
    if grouped.centres.is_empty() {
        notes.add(Place { file: grouped.municipality.unwrap_or(0), offset: 0 }, Code::CentreMissing, []);
    }
    if let Some(over) = grouped.centres.get(CENTRES_MAX) {
        let (given, max) = (grouped.centres.len().to_string(), CENTRES_MAX.to_string());
        let place = Place { file: over.files[0].0, offset: 0 };
        notes.add(place, Code::TooMany, [("key", "centre"), ("given", &given), ("max", &max)]);
    }
}

fn shared(notes: &mut Notes, grouped: &Grouped, tables: &[Spanned<DeTable>], written: BTreeSet<String>) -> Common {
    match grouped.municipality.and_then(|index| Some((index, tables.get(index)?))) {
        Some((index, table)) => common(notes, Section::new(table.get_ref(), Place { file: index, offset: 0 }), written),
        None => Common::without_file(written),
    }
}

fn one_centre(
    notes: &mut Notes,
    common: &Common,
    group: &super::file::CentreFiles,
    tables: &[Spanned<DeTable>],
) -> Option<Setup> {
    let first = Place { file: group.files.first()?.0, offset: 0 };
    if group.files.len() > FILES_PER_CENTRE_MAX {
        let (given, max) = (group.files.len().to_string(), FILES_PER_CENTRE_MAX.to_string());
        notes.add(first, Code::FilesTooMany, [("given", &given), ("max", &max)]);
        return None;
    }
    let id = CentreId::new(group.name);
    if id.is_err() {
        let suggestion = super::names::slug(group.name);
        notes.add(first, Code::CentreNameMalformed, [("given", group.name), ("suggestion", &suggestion)]);
    }
    let mut source = CentreSource::new(first);
    for &(index, name) in &group.files {
        let place = Place { file: index, offset: 0 };
        if !CENTRE_FILES.contains(&name) {
            unlike(notes, At { value: name, place }, Code::FileUnknown, CENTRE_FILES.into_iter());
        } else if source.section(name).is_some() {
            notes.add(place, Code::FileTwice, []);
        } else if let Some(table) = tables.get(index) {
            source.put(name, Section::new(table.get_ref(), place));
        }
    }
    for missing in REQUIRED_FILES {
        if source.section(missing).is_none() && !notes.is_misspelt_file(source.first, missing) {
            notes.add(source.first, Code::FileMissing, [("missing", &format!("{}/{missing}", group.name))]);
        }
    }
    let setup = centre(notes, common, id.as_ref().ok().cloned(), &source);
    id.is_ok().then_some(setup).flatten()
}
