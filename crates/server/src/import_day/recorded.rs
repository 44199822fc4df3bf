//! A recorded day, as its three files tell it: who came when, how many counters were open, how long one citizen took.
//!
//! Nothing is corrected here: a row that cannot be read is a mistake with its file and line. What is made of the office's
//! own estimates is in [`super::service_times`].

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::ids::{CentreId, Letter};
use jiff::civil::Date;

use crate::words::Sentence;

/// Minutes in a day; every minute of a file lies before.
const DAY_MINUTES: f64 = 1_440.0;

/// The most rows of one file.
const ROWS_MAX: usize = 100_000;

/// A recorded day.
#[derive(Debug, Clone)]
pub(crate) struct Recorded {
    /// The office, as a centre: `office-7`.
    pub(crate) centre: CentreId,
    /// The date, in the office's civil time.
    pub(crate) date: Date,
    /// Who came: minute of the day and queue, in order of time.
    pub(crate) arrivals: Vec<(f64, Letter)>,
    /// Each queue's open counters: minute of the day and how many from then on, in order of time.
    pub(crate) counters: BTreeMap<Letter, Vec<(f64, u8)>>,
    /// Each queue's own estimate of the minutes for one citizen, where there is one.
    pub(crate) estimates: BTreeMap<Letter, Option<f64>>,
}

impl Recorded {
    /// Every queue's letter: of arrivals, counters and estimates.
    pub(crate) fn letters(&self) -> Vec<Letter> {
        let mut letters: Vec<Letter> = self.arrivals.iter().map(|(_, letter)| *letter).collect();
        letters.extend(self.counters.keys().chain(self.estimates.keys()));
        letters.sort_unstable();
        letters.dedup();
        letters
    }

    /// The most counters a queue ever had; at least one, so that whoever came is served.
    pub(crate) fn counters_max(&self, letter: Letter) -> u8 {
        self.counters.get(&letter).and_then(|steps| steps.iter().map(|(_, open)| *open).max()).unwrap_or(1).max(1)
    }

    /// The minutes at which a queue's citizens came.
    pub(crate) fn arrivals_of(&self, letter: Letter) -> Vec<f64> {
        self.arrivals.iter().filter(|(_, of)| *of == letter).map(|(minute, _)| *minute).collect()
    }

    /// The last minute of which the recording tells anything.
    pub(crate) fn last_minute(&self) -> f64 {
        let steps = self.counters.values().flatten().map(|(minute, _)| *minute);
        self.arrivals.iter().map(|(minute, _)| *minute).chain(steps).fold(0.0, f64::max)
    }
}

/// Why a recording cannot be read: one sentence with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable(pub(crate) Sentence);

/// Reads a recording by its prefix (`folder/office-7-2020-01-13`), or the one recording of a folder.
pub(crate) fn read(path: &Path) -> Result<Recorded, Unreadable> {
    let prefix = if path.is_dir() { only_prefix(path)? } else { path.to_owned() };
    let name = prefix.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let (centre, date) = centre_and_date(name)
        .ok_or_else(|| Unreadable(Sentence::new("cli-recording-name").with("name", path.display())))?;
    let file = |kind: &str| prefix.with_file_name(format!("{name}-{kind}.csv"));
    let mut arrivals = rows(&file("arrivals"), "minute_of_day,queue", |cells| {
        Some((minute(cells.first()?)?, letter(cells.get(1)?)?))
    })?;
    arrivals.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut counters: BTreeMap<Letter, Vec<(f64, u8)>> = BTreeMap::new();
    for (queue, step) in rows(&file("counters"), "minute_of_day,queue,open_counters", |cells| {
        Some((letter(cells.get(1)?)?, (minute(cells.first()?)?, cells.get(2)?.parse().ok()?)))
    })? {
        counters.entry(queue).or_default().push(step);
    }
    for steps in counters.values_mut() {
        steps.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    let estimates = rows(&file("service"), "queue,service_minutes_estimate_median", |cells| {
        let text = cells.get(1)?;
        let estimate = if text.is_empty() { None } else { Some(minute(text)?) };
        Some((letter(cells.first()?)?, estimate))
    })?;
    Ok(Recorded { centre, date, arrivals, counters, estimates: estimates.into_iter().collect() })
}

fn only_prefix(folder: &Path) -> Result<PathBuf, Unreadable> {
    let told = |name| Sentence::new(name).with("folder", folder.display());
    let entries = std::fs::read_dir(folder)
        .map_err(|error| Unreadable(told("cli-recording-folder-unreadable").with("error", error)))?;
    let mut prefixes: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix("-arrivals.csv").map(str::to_owned))
        .collect();
    prefixes.sort();
    match prefixes.as_slice() {
        [one] => Ok(folder.join(one)),
        [] => Err(Unreadable(told("cli-recording-none"))),
        several => {
            let choices: Vec<String> = several.iter().map(|name| folder.join(name).display().to_string()).collect();
            Err(Unreadable(told("cli-recording-several").with("choices", choices.join(", "))))
        }
    }
}

fn centre_and_date(name: &str) -> Option<(CentreId, Date)> {
    let at = name.len().checked_sub("-2020-01-13".len())?;
    let (centre, date) = name.split_at_checked(at)?;
    Some((CentreId::new(centre).ok()?, date.strip_prefix('-')?.parse().ok()?))
}

fn rows<T>(file: &Path, head: &str, read_row: impl Fn(&[&str]) -> Option<T>) -> Result<Vec<T>, Unreadable> {
    let wrong = |line: usize, name| Sentence::new(name).with("place", format!("{}:{line}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| {
        Unreadable(Sentence::new("cli-recording-unreadable").with("file", file.display()).with("error", error))
    })?;
    let mut lines = text.lines().enumerate();
    if lines.next().map(|(_, first)| first.trim()) != Some(head) {
        return Err(Unreadable(wrong(1, "cli-recording-head").with("head", head)));
    }
    let mut rows = Vec::new();
    for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let row = read_row(&cells)
            .ok_or_else(|| Unreadable(wrong(index + 1, "cli-recording-row").with("line", line).with("head", head)))?;
        rows.push(row);
        if rows.len() > ROWS_MAX {
            return Err(Unreadable(wrong(index + 1, "cli-recording-too-many").with("max", ROWS_MAX)));
        }
    }
    Ok(rows)
}

fn minute(text: &str) -> Option<f64> {
    text.parse().ok().filter(|minute| (0.0..DAY_MINUTES).contains(minute))
}

fn letter(text: &str) -> Option<Letter> {
    let mut letters = text.chars();
    letters.next().and_then(Letter::new).filter(|_| letters.next().is_none())
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::ids::Language;

    use super::*;
    use crate::words::Words;

    fn told(path: &Path, language: &Language) -> String {
        let Unreadable(sentence) = read(path).expect_err("a mistake");
        Words::new(language).expect("texts").put(&sentence)
    }

    /// One of the two recordings of the repository.
    pub(crate) fn recording(office: &str) -> Recorded {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/recorded-day");
        read(&folder.join(format!("{office}-2020-01-13"))).expect("a recording")
    }

    #[test]
    fn the_two_recordings_hold_what_their_readme_says() {
        let (four, seven) = (recording("office-4"), recording("office-7"));
        assert_eq!((four.arrivals.len(), four.letters().len()), (553, 4));
        assert_eq!((seven.arrivals.len(), seven.letters().len()), (2_454, 16));
        assert_eq!(seven.counters_max(Letter::new('E').expect("a letter")), 7);
    }

    #[test]
    fn a_folder_of_several_recordings_asks_which() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/recorded-day");
        let message = told(&folder, &Language::english());
        assert!(message.contains("name one") && message.contains("office-7-2020-01-13"), "{message}");
    }

    #[test]
    fn a_row_that_cannot_be_read_is_told_with_file_and_line() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("office-1-2020-01-13-arrivals.csv"), "minute_of_day,queue\n480,A\n9999,A\n")
            .expect("written");
        let place = folder.path().join("office-1-2020-01-13-arrivals.csv:3").display().to_string();
        for (language, expected) in [
            (Language::english(), "`9999,A` is not a row of `minute_of_day,queue`"),
            (Language::danish(), "`9999,A` er ikke en række i `minute_of_day,queue`"),
        ] {
            assert_eq!(told(folder.path(), &language), format!("{place}: {expected}."));
        }
    }
}
