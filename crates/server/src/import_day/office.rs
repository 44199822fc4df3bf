//! The recorded office as a centre: its set-up, made from the recording.
//!
//! A queue for each letter, one service for each queue, as many desks for a queue as it ever had counters open, and an
//! employee for each desk. The recording says who came when, so every queue gives tickets all day and nothing is asked
//! before a ticket.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use domain::ids::{DeskId, EmployeeId, InvalidId, Letter, ServiceId};
use domain::setup::SourceFile;
use domain::time::Instant;
use jiff::tz::TimeZone;

use super::recorded::Recorded;
use super::service_times::ServiceTime;

/// The office's zone: the recordings are of Warsaw.
pub(super) const TIME_ZONE: &str = "Europe/Warsaw";

/// The recorded office.
#[derive(Debug, Clone)]
pub(crate) struct Office {
    /// What was recorded.
    pub(crate) recorded: Recorded,
    /// How long one citizen takes, per queue.
    pub(crate) times: BTreeMap<Letter, ServiceTime>,
    /// When minute 0 of the day is, on the clock that the day is played by.
    pub(crate) midnight: Instant,
}

/// One counter: a desk and the employee who sits there.
#[derive(Debug, Clone)]
pub(crate) struct Counter {
    /// The queue that it serves.
    pub(crate) letter: Letter,
    /// The desk.
    pub(crate) desk: DeskId,
    /// The employee.
    pub(crate) employee: EmployeeId,
}

impl Office {
    /// The office on its recorded date.
    pub(crate) fn new(recorded: Recorded) -> Self {
        let times = super::service_times::service_times(&recorded);
        let zone = TimeZone::get(TIME_ZONE).unwrap_or(TimeZone::UTC);
        let midnight = Instant::start_of(recorded.date, &zone);
        Self { recorded, times, midnight }
    }

    /// The instant of a minute of the day.
    pub(crate) fn at_minute(&self, minute: f64) -> Instant {
        let millis = std::time::Duration::from_secs_f64(minute.clamp(0.0, 1_440.0) * 60.0).as_millis();
        Instant::from_millis(self.midnight.as_millis().saturating_add(i64::try_from(millis).unwrap_or(0)))
    }

    /// The mean service time of a queue, in minutes.
    pub(crate) fn service_minutes(&self, letter: Letter) -> f64 {
        self.times.get(&letter).map_or(1.0, |time| time.minutes)
    }

    /// The service of a queue.
    pub(crate) fn service(letter: Letter) -> Result<ServiceId, InvalidId> {
        ServiceId::new(&slug(letter))
    }

    /// Every counter, in the order of queues.
    pub(crate) fn counters(&self) -> Vec<Counter> {
        let of_queue = |letter: Letter| {
            (1..=self.recorded.counters_max(letter)).filter_map(move |number| {
                let name = format!("{}-{number}", slug(letter));
                let (desk, employee) = (DeskId::new(&name).ok()?, EmployeeId::new(&name).ok()?);
                Some(Counter { letter, desk, employee })
            })
        };
        self.recorded.letters().into_iter().flat_map(of_queue).collect()
    }

    /// The office's set-up as files.
    pub(crate) fn setup(&self) -> Vec<SourceFile> {
        let centre = &self.recorded.centre;
        let file = |name: &str, text: String| SourceFile::new(format!("{centre}/{name}"), text);
        vec![
            SourceFile::new("municipality.toml", municipality()),
            file("centre.toml", self.centre()),
            file("queues.toml", self.queues()),
            file("services.toml", self.services()),
            file("places.toml", self.places()),
            file("employees.toml", self.employees()),
        ]
    }

    fn centre(&self) -> String {
        let number = self.recorded.centre.as_str().trim_start_matches("office-");
        format!("name.da = \"Kontor {number}\"\nname.en = \"Office {number}\"\n")
    }

    fn queues(&self) -> String {
        self.each_queue(|text, letter, id| {
            let _ = writeln!(
                text,
                "[[queue]]\nid = \"{id}\"\nletter = \"{letter}\"\nname.da = \"Kø {letter}\"\nname.en = \"Queue {letter}\"\n",
            );
        })
    }

    fn services(&self) -> String {
        self.each_queue(|text, letter, id| {
            let minutes = self.service_minutes(letter).round().clamp(1.0, 240.0);
            let _ = writeln!(
                text,
                "[[service]]\nid = \"{id}\"\nqueue = \"{id}\"\nminutes = {minutes}\n\
                 name.da = \"Ærinde {letter}\"\nname.en = \"Errand {letter}\"\n",
            );
        })
    }

    fn places(&self) -> String {
        let mut text = String::new();
        for counter in self.counters() {
            let (id, name) = (&counter.desk, counter.desk.as_str().to_uppercase());
            let _ = writeln!(
                text,
                "[[desk]]\nid = \"{id}\"\nkind = \"counter\"\nfloor = 0\nqueues = [\"{}\"]\n\
                 name.da = \"Skranke {name}\"\nname.en = \"Counter {name}\"\n",
                slug(counter.letter),
            );
        }
        text
    }

    fn employees(&self) -> String {
        let mut text = String::from(
            "[[employee]]\nid = \"superuser\"\nname = \"Superuser\"\ninitials = \"SUP\"\nrole = \"superuser\"\n\n",
        );
        for (counter, second) in self.counters().into_iter().zip(seconds(&self.counters())) {
            let (id, letter) = (&counter.employee, counter.letter);
            let _ = writeln!(
                text,
                "[[employee]]\nid = \"{id}\"\nname = \"Employee {}\"\ninitials = \"{letter}{second}\"\nqueues = [\"{}\"]\n",
                id.as_str().to_uppercase(),
                slug(letter),
            );
        }
        text
    }

    fn each_queue(&self, write: impl Fn(&mut String, Letter, &str)) -> String {
        let mut text = String::new();
        for letter in self.recorded.letters() {
            write(&mut text, letter, &slug(letter));
        }
        text
    }
}

/// The second letter of each employee's initials: `A` for the first of a queue, and so on.
fn seconds(counters: &[Counter]) -> Vec<char> {
    let place = |index: usize| counters[..index].iter().filter(|other| other.letter == counters[index].letter).count();
    let letter = |place: usize| char::from(b'A' + u8::try_from(place % 26).unwrap_or(0));
    (0..counters.len()).map(|index| letter(place(index))).collect()
}

fn slug(letter: Letter) -> String {
    letter.as_char().to_ascii_lowercase().to_string()
}

fn municipality() -> String {
    let mut text = format!(
        "name.da = \"Optaget dag\"\nname.en = \"Recorded day\"\nlanguages = [\"da\", \"en\"]\n\
         time_zone = \"{TIME_ZONE}\"\n\n[hours]\n",
    );
    for day in ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] {
        let _ = writeln!(text, "{day} = \"00:00-24:00\"");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::recorded::tests::recording;
    use super::*;

    #[test]
    fn the_set_ups_of_both_offices_are_right() {
        for (name, queues, desks) in [("office-4", 4, 14), ("office-7", 16, 46)] {
            let office = Office::new(recording(name));
            let municipality = domain::setup::parse_municipality(&office.setup()).expect("a set-up without mistakes");
            let centre = &municipality.centres[0];
            assert_eq!((centre.queues.len(), centre.desks.len()), (queues, desks), "{name}");
            assert!(municipality.warnings.is_empty(), "{:?}", municipality.warnings);
        }
    }
}
