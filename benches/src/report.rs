//! The table: what was measured, beside what, and whether the aim was met.
//!
//! A figure that could not be judged says so. Nothing here rounds in our favour: an aim is met by the figure that is
//! printed.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use crate::calibration::{Calibration, DISK_MIN, QUIET_MAX, calibrate};
use crate::failure::Failure;
use crate::machine::Machine;
use crate::processes::Usage;
use crate::statistics::Rounds;

/// Processors that others may keep busy in a quiet round.
pub const OTHERS_MAX: f64 = 0.3;
/// So many quiet rounds are enough to leave the others out.
const QUIET_ROUNDS_MIN: usize = 3;

/// One line of the table.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// What was measured.
    pub measure: String,
    /// How much it was.
    pub value: String,
    /// What ran beside it, and how much that was.
    pub beside: String,
    /// The one divided by the other.
    pub ratio: String,
    /// What was aimed at.
    pub aim: String,
    /// Whether that was reached; nothing where nothing is aimed at.
    pub met: Option<bool>,
}

/// What is aimed at.
#[derive(Debug, Clone, Copy)]
pub enum Aim {
    /// This much or more.
    AtLeast(f64),
    /// This much or less.
    AtMost(f64),
}

impl Aim {
    /// Whether a figure, as it is printed, reaches it.
    pub fn met(self, figure: f64) -> bool {
        let printed = (figure * 100.0).round() / 100.0;
        match self {
            Self::AtLeast(least) => printed >= least,
            Self::AtMost(most) => printed <= most,
        }
    }

    fn text(self) -> String {
        match self {
            Self::AtLeast(least) => format!("at least {least:.2}"),
            Self::AtMost(most) => format!("at most {most:.2}"),
        }
    }
}

impl Row {
    /// A line with a ratio of rounds, and perhaps an aim for its median.
    pub fn with_ratio(measure: &str, value: String, beside: String, ratio: &Rounds, aim: Option<Aim>) -> Self {
        let median = ratio.median();
        let range =
            if ratio.count() > 1 { format!(" ({:.2}–{:.2})", ratio.least(), ratio.most()) } else { String::new() };
        Self {
            measure: measure.to_owned(),
            value,
            beside,
            ratio: format!("{median:.2}{range}"),
            aim: aim.map_or_else(String::new, Aim::text),
            met: aim.map(|aim| aim.met(median)),
        }
    }

    /// A line without anything beside it.
    pub fn plain(measure: &str, value: String, beside: String) -> Self {
        Self { measure: measure.to_owned(), value, beside, ..Self::default() }
    }
}

/// All that was found.
#[derive(Debug, Default)]
pub struct Report {
    rows: Vec<Row>,
    notes: Vec<String>,
    calibrations: Vec<(String, Calibration)>,
    others: Vec<(String, f64)>,
}

impl Report {
    /// One more line.
    pub fn row(&mut self, row: Row) {
        println!("{}", line(&row));
        self.rows.push(row);
    }

    /// One more sentence under the table.
    pub fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        println!("  note: {note}");
        self.notes.push(note);
    }

    /// Looks how fast the disk is just now, keeps it, and says whether a verdict on speed is possible.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn calibrate(&mut self, folder: &Path, when: impl Into<String>) -> Result<bool, Failure> {
        let (when, found) = (when.into(), calibrate(folder)?);
        let verdict = if found.p50 > QUIET_MAX {
            "  ** NOT QUIET: no verdict on speed **"
        } else if found.p50 < DISK_MIN {
            "  ** NOT A DISK: name another --folder **"
        } else {
            ""
        };
        let (p50, p99) = (time(found.p50), time(found.p99));
        println!("  fdatasync {when}: {}/s, p50 {p50}, p99 {p99}{verdict}", count(found.per_second));
        let quiet = found.p50 <= QUIET_MAX;
        self.calibrations.push((when, found));
        Ok(quiet)
    }

    /// Leaves out the rounds that were not quiet, where enough of them were, and says how many that are.
    pub fn quiet_only<T>(&mut self, what: &str, rounds: Vec<(bool, T)>) -> Vec<T> {
        let all = rounds.len();
        let quiet = rounds.iter().filter(|(quiet, _)| *quiet).count();
        if quiet < all && quiet >= QUIET_ROUNDS_MIN {
            self.note(format!(
                "{} of {all} rounds of {what} are left out: other processes used more than {OTHERS_MAX} of a processor, or the \
                 disk was not quiet.",
                all - quiet
            ));
            return rounds.into_iter().filter(|(quiet, _)| *quiet).map(|(_, round)| round).collect();
        }
        if quiet < all {
            self.note(format!(
                "**Only {quiet} of {all} rounds of {what} were quiet, and all are counted: these figures are no verdict.**"
            ));
        }
        rounds.into_iter().map(|(_, round)| round).collect()
    }

    /// Keeps how busy others were during a measure.
    pub fn others(&mut self, during: impl Into<String>, usage: Usage) {
        self.others.push((during.into(), usage.others));
    }

    /// The document.
    pub fn document(&self, machine: &Machine, date: &str, command: &str, took: Duration) -> String {
        let mut text = "# Measures\n\n".to_owned();
        let _ = writeln!(
            text,
            "Made by `make bench` (`{command}`), {date}, in {:.0} s.\n\nMachine: {} × {}, {:.0} GiB, Linux {}, {}. \
             Server, load and live clients share these processors.\n",
            took.as_secs_f64(),
            machine.processors,
            machine.processor,
            crate::statistics::number(machine.memory_bytes) / f64::from(1 << 30),
            machine.kernel,
            machine.disk,
        );
        text.push_str("| measure | value | beside | ratio | aim | met |\n|---|---|---|---|---|---|\n");
        for row in &self.rows {
            let met = met(row);
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} | {met} |",
                row.measure, row.value, row.beside, row.ratio, row.aim
            );
        }
        text.push_str("\n## How quiet the machine was\n\n");
        text.push_str(&self.quietness());
        text.push_str("\n## Notes\n\n");
        for note in self.notes.iter().map(String::as_str).chain(STANDING_NOTES.iter().copied()) {
            let _ = writeln!(text, "- {note}");
        }
        text
    }

    fn quietness(&self) -> String {
        let mut text = String::new();
        let p50: Rounds = self.calibrations.iter().map(|(_, c)| c.p50.as_secs_f64() * 1e6).collect();
        let rate: Rounds = self.calibrations.iter().map(|(_, c)| c.per_second).collect();
        let _ = writeln!(
            text,
            "- {} loops of 4 KiB overwrite + `fdatasync` in the same folder, before and after what is durable: median {}/s \
             ({}–{}), p50 {:.0} µs ({:.0}–{:.0}).",
            p50.count(),
            count(rate.median()),
            count(rate.least()),
            count(rate.most()),
            p50.median(),
            p50.least(),
            p50.most(),
        );
        let loud = self.calibrations.iter().filter(|(_, c)| c.p50 > QUIET_MAX).count();
        if loud > 0 {
            let _ =
                writeln!(text, "- {loud} of them had a median above 1 ms: no verdict on what was measured just then.");
        }
        let busy: Vec<&(String, f64)> = self.others.iter().filter(|(_, others)| *others > OTHERS_MAX).collect();
        if busy.is_empty() {
            let _ =
                writeln!(text, "- Other processes used at most {OTHERS_MAX} of a processor during every timed load.");
        } else {
            let list: Vec<String> = busy.iter().map(|(during, others)| format!("{during} ({others:.1})")).collect();
            let _ = writeln!(
                text,
                "- Other processes used more than {OTHERS_MAX} of a processor during: {}.",
                list.join(", ")
            );
        }
        text
    }
}

const STANDING_NOTES: &[&str] = &[
    "A ratio is the median of the rounds' ratios, with their range; what is divided ran in the same round, seconds apart. A \
     percentile is of all rounds together.",
    "The load runs on the same processors as the server, the raw appends have the machine for themselves: on a machine of its own \
     the server reaches more.",
    "The empty endpoint is as empty as can be: the same framework reads the same request and answers without a body. The load is \
     lean (a few microseconds for a request), so that it hides little of the difference.",
    "Rates and streams of one token and one address are limited in the usual configuration; they are raised here, as one machine \
     plays a whole municipality.",
    "Durability is what `fdatasync` promises. That the disk keeps its promise when the power fails was not tried.",
];

fn met(row: &Row) -> &'static str {
    match row.met {
        Some(true) => "yes",
        Some(false) => "**no**",
        None => "",
    }
}

fn line(row: &Row) -> String {
    let mut text = format!("{}: {}", row.measure, row.value);
    for (before, part) in [(" | beside ", &row.beside), (" | ratio ", &row.ratio), (" | aim ", &row.aim)] {
        if !part.is_empty() {
            let _ = write!(text, "{before}{part}");
        }
    }
    let met = met(row);
    if !met.is_empty() {
        let _ = write!(text, " | met: {met}");
    }
    text
}

/// A duration with a fitting unit, to three digits.
pub fn time(duration: Duration) -> String {
    let micros = duration.as_secs_f64() * 1e6;
    match micros {
        m if m < 999.5 => format!("{m:.0} µs"),
        m if m < 9_995.0 => format!("{:.2} ms", m / 1e3),
        m if m < 999_500.0 => format!("{:.1} ms", m / 1e3),
        m => format!("{:.2} s", m / 1e6),
    }
}

/// A count with thousands apart.
pub fn count(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// A rate of rounds: its median, and the range where there is one.
pub fn rate(rounds: &Rounds) -> String {
    if rounds.count() > 1 {
        format!("{}/s ({}–{})", count(rounds.median()), count(rounds.least()), count(rounds.most()))
    } else {
        format!("{}/s", count(rounds.median()))
    }
}

/// Bytes with a fitting unit of thousands.
pub fn bytes(bytes: f64) -> String {
    if bytes < 1e6 { format!("{:.1} kB", bytes / 1e3) } else { format!("{:.1} MB", bytes / 1e6) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_for_people() {
        assert_eq!(count(1_234_567.0), "1 234 567");
        assert_eq!(count(999.0), "999");
        assert_eq!(time(Duration::from_micros(1_234)), "1.23 ms");
        assert_eq!(time(Duration::from_micros(87)), "87 µs");
        assert_eq!(bytes(19_300.0), "19.3 kB");
    }

    #[test]
    fn an_aim_is_met_by_the_printed_figure() {
        assert!(Aim::AtLeast(0.4).met(0.396));
        assert!(!Aim::AtLeast(0.4).met(0.394));
        assert!(!Aim::AtMost(1.5).met(1.51));
    }
}
