//! `employees.toml`, and the system owners of `municipality.toml`: who works in the hall.

use std::collections::BTreeMap;

use super::centre::Reading;
use super::limits::EMPLOYEE_CHARS_MAX;
use super::mistake::{Code, Notes, Place};
use super::section::Section;
use super::{Employee, Role};
use crate::ids::{EmployeeId, QueueId};

pub(super) fn employees(
    notes: &mut Notes,
    reading: &Reading,
    sections: &[Section],
    owners: &BTreeMap<EmployeeId, Employee>,
    file: Option<&Section>,
) -> BTreeMap<EmployeeId, Employee> {
    let roles = [("employee", Role::Employee), ("manager", Role::Manager), ("superuser", Role::Superuser)];
    let mut seen = BTreeMap::new();
    let mut employees = owners.clone();
    let mut superuser = false;
    for section in sections {
        section.note_unknown_keys(notes, &["id", "name", "initials", "role", "queues"]);
        let queues = section.list(notes, "queues");
        let queues = reading.queues.find_all(notes, &queues, Code::QueueUnknown);
        let role = section.word(notes, "role", &roles).unwrap_or(Role::Employee);
        superuser |= role == Role::Superuser;
        let employee = employee(notes, section, role, queues, &mut seen);
        if let Some(id) = section.id() {
            employees.insert(id, employee);
        }
    }
    if let (Some(file), false) = (file, superuser) {
        notes.add(file.place, Code::SuperuserMissing, []);
    }
    employees
}

pub(super) fn system_owners(notes: &mut Notes, sections: &[Section]) -> BTreeMap<EmployeeId, Employee> {
    let mut seen = BTreeMap::new();
    let mut owners = BTreeMap::new();
    for section in sections {
        section.note_unknown_keys(notes, &["id", "name", "initials"]);
        let owner = employee(notes, section, Role::SystemOwner, Vec::new(), &mut seen);
        if let Some(id) = section.id() {
            owners.insert(id, owner);
        }
    }
    owners
}

fn employee(
    notes: &mut Notes,
    section: &Section,
    role: Role,
    queues: Vec<QueueId>,
    seen: &mut BTreeMap<String, Place>,
) -> Employee {
    let name = section.plain(notes, "name", EMPLOYEE_CHARS_MAX);
    let initials = section.required(notes, "initials");
    if let Some(given) = initials {
        let length = given.value.chars().count();
        if !(2..=3).contains(&length) || !given.value.chars().all(char::is_alphabetic) {
            notes.add(given.place, Code::InitialsMalformed, [("given", given.value)]);
        } else if let Some(first) = seen.get(given.value) {
            let first = notes.named(*first);
            notes.add(given.place, Code::InitialsShared, [("given", given.value), ("first", &first)]);
        } else {
            seen.insert(given.value.to_owned(), given.place);
        }
    }
    Employee { name, initials: initials.map_or("", |given| given.value).to_owned(), role, queues }
}
