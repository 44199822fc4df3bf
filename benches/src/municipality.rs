//! The municipality that is measured: as many centres as one installation may have, so that no day grows beyond what a
//! busy centre sees.
//!
//! Every centre has four queues, open round the clock, and desks that serve all four. The first are wide: fifty desks,
//! for `next` by all of them at once. The texts are short; nothing here may make a day look smaller than a real one.

use std::fmt::Write as _;
use std::path::Path;

use domain::ids::CentreId;
use domain::setup::{MUNICIPALITY_FILE, SourceFile, limits};

use crate::failure::{Doing as _, Failure};

/// How many centres.
pub const CENTRES: usize = limits::CENTRES_MAX;
/// How many of them are wide; the first ones.
pub const WIDE_CENTRES: usize = 16;
/// Desks of a wide centre.
pub const WIDE_DESKS: usize = 50;
/// Desks of any other centre.
pub const DESKS: usize = 6;
/// Queues of a centre, and as many services.
pub const QUEUES: usize = 4;

/// The service whose times employees hold, twenty of them.
pub const EMPLOYEE_SERVICE: &str = "service-1";
/// The service whose times any desk holds.
pub const DESK_SERVICE: &str = "service-2";
/// How many hold such a time at once.
pub const PARALLEL: usize = 200;
/// Employees who hold times in a wide centre.
const HOLDERS: usize = 20;

/// The name of a centre, from 0.
pub fn centre(index: usize) -> String {
    format!("centre-{:02}", index + 1)
}

/// The name of a desk, from 0.
pub fn desk(index: usize) -> String {
    format!("desk-{:02}", index + 1)
}

/// The name of the employee at a desk, from 0.
pub fn employee(index: usize) -> String {
    format!("employee-{:02}", index + 1)
}

/// The name of a service, from 0.
pub fn service(index: usize) -> String {
    format!("service-{}", index + 1)
}

/// How many desks a centre has.
pub fn desks_of(index: usize) -> usize {
    if index < WIDE_CENTRES { WIDE_DESKS } else { DESKS }
}

/// All files of the set-up.
pub fn files() -> Vec<SourceFile> {
    let hours: String = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .iter()
        .fold(String::new(), |text, day| text + day + " = \"00:00-24:00\"\n");
    let municipality = format!(
        "name.da = \"Målekommune\"\nname.en = \"Measured municipality\"\nlanguages = [\"da\", \"en\"]\n\
         time_zone = \"Europe/Copenhagen\"\n\n[hours]\n{hours}"
    );
    let mut files = vec![SourceFile::new(MUNICIPALITY_FILE, municipality)];
    for index in 0..CENTRES {
        let name = centre(index);
        let mut put = |file: &str, text: String| files.push(SourceFile::new(format!("{name}/{file}"), text));
        put("centre.toml", format!("name.da = \"Center {0}\"\nname.en = \"Centre {0}\"\n", index + 1));
        put("queues.toml", queues());
        put("services.toml", services());
        put("places.toml", places(desks_of(index)));
        put("employees.toml", employees(desks_of(index)));
        put("appointments.toml", appointments(desks_of(index).min(HOLDERS)));
    }
    files
}

/// Writes all files into a folder.
///
/// # Errors
/// Where the disk refuses.
pub fn write(folder: &Path) -> Result<(), Failure> {
    for file in files() {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&path, file.text).doing(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

/// The set-up of one centre, as the server reads it.
///
/// # Errors
/// A mistake in this file.
pub fn setup(index: usize) -> Result<domain::setup::Setup, Failure> {
    let id = CentreId::new(&centre(index))?;
    let files = domain::setup::files_of(&files(), &id);
    domain::setup::parse_setup(&files, domain::ids::SetupVersion(1))
        .map_err(|mistakes| Failure::new(format!("the measured set-up is not valid: {mistakes:?}")))
}

fn letter(index: usize) -> char {
    char::from(b'A' + u8::try_from(index % 26).unwrap_or(0))
}

fn queues() -> String {
    let mut text = String::new();
    for index in 0..QUEUES {
        let letter = letter(index);
        let _ = writeln!(
            text,
            "[[queue]]\nid = \"queue-{0}\"\nletter = \"{letter}\"\nname.da = \"Kø {letter}\"\nname.en = \"Queue {letter}\"\n\
             target_minutes = {1}\narea = \"hall\"\n",
            index + 1,
            10 + 5 * index
        );
    }
    text
}

fn services() -> String {
    let mut text = String::new();
    for index in 0..QUEUES {
        let _ = writeln!(
            text,
            "[[service]]\nid = \"{0}\"\nqueue = \"queue-{1}\"\nname.da = \"Ærinde {1}\"\nname.en = \"Service {1}\"\nminutes = {2}\n",
            service(index),
            index + 1,
            5 + index
        );
    }
    text
}

fn places(desks: usize) -> String {
    let queues: Vec<String> = (1..=QUEUES).map(|queue| format!("\"queue-{queue}\"")).collect();
    let queues = queues.join(", ");
    let mut text = "[[area]]\nid = \"hall\"\nfloor = 0\nname.da = \"Hallen\"\nname.en = \"The hall\"\n\n".to_owned();
    for index in 0..desks {
        let _ = writeln!(
            text,
            "[[desk]]\nid = \"{0}\"\nkind = \"counter\"\nfloor = 0\nqueues = [{queues}]\nname.da = \"Skranke {1}\"\n\
             name.en = \"Counter {1}\"\n",
            desk(index),
            index + 1
        );
    }
    text
}

fn employees(count: usize) -> String {
    let mut text = String::new();
    for index in 0..count {
        let initials: String = [letter(index / 26), letter(index)].iter().collect();
        let role = if index == 0 { "superuser" } else { "employee" };
        let _ = writeln!(
            text,
            "[[employee]]\nid = \"{}\"\nname = \"Employee {}\"\ninitials = \"{initials}\"\nrole = \"{role}\"\n",
            employee(index),
            index + 1
        );
    }
    text
}

/// Two capacities: employees on weekdays, and desks round the clock.
fn appointments(holders: usize) -> String {
    let holders: Vec<String> = (0..holders).map(|index| format!("\"{}\"", employee(index))).collect();
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    let hours = days.iter().fold(String::new(), |text, day| text + day + " = \"08:00-16:00\"\n");
    format!(
        "[[capacity]]\nid = \"holders\"\nname.da = \"Medarbejdere\"\nname.en = \"Employees\"\nemployees = [{}]\n\
         every_minutes = 15\n\n[capacity.hours]\n{hours}\n\
         [[capacity]]\nid = \"desks\"\nname.da = \"Skranker\"\nname.en = \"Desks\"\nparallel = {PARALLEL}\n\
         every_minutes = 5\n\n\
         [[appointment]]\nservice = \"{EMPLOYEE_SERVICE}\"\ndays_ahead = 120\n\n[appointment.in_person]\nminutes = 30\n\
         capacity = [\"holders\"]\n\n\
         [[appointment]]\nservice = \"{DESK_SERVICE}\"\ndays_ahead = 120\n\n[appointment.phone]\nminutes = 5\n\
         capacity = [\"desks\"]\n",
        holders.join(", ")
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_measured_set_up_is_valid_without_a_warning() {
        let municipality = domain::setup::parse_municipality(&super::files()).expect("valid");
        assert_eq!(municipality.centres.len(), super::CENTRES);
        assert!(municipality.warnings.is_empty(), "{:?}", municipality.warnings);
    }
}
