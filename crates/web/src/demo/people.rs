//! Who can be stepped in as: for each centre somebody of each role, taken from the set-up. They have no password.
//!
//! The employee that a visitor plays, and one desk, are left to her: the demo's players keep away from both.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::ids::{CentreId, DeskId, EmployeeId};
use domain::setup::{DeskKind, Role as SetupRole, Setup};
use store::Role;

/// Somebody of the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// Her name in the set-up, and her login.
    pub login: EmployeeId,
    /// What she may do.
    pub role: Role,
    /// Where; empty is everywhere, for a system owner.
    pub centres: Vec<CentreId>,
}

/// Everybody who works in these centres, once each, with the highest of her roles and all her centres.
pub fn demo_people<'a>(setups: impl IntoIterator<Item = &'a Setup>) -> Vec<DemoPerson> {
    let mut people: BTreeMap<EmployeeId, DemoPerson> = BTreeMap::new();
    for setup in setups {
        for (login, employee) in &setup.employees {
            let role = role(employee.role);
            let new = || DemoPerson { login: login.clone(), role, centres: Vec::new() };
            let person = people.entry(login.clone()).or_insert_with(new);
            person.role = person.role.max(role);
            person.centres.push(setup.centre.clone());
        }
    }
    let mut people: Vec<DemoPerson> = people.into_values().collect();
    for owner in people.iter_mut().filter(|person| person.role == Role::SystemOwner) {
        owner.centres.clear();
    }
    people
}

/// The set-up as the demo's players see it: without the employee and the desk that are a visitor's.
pub fn is_played(setup: &Arc<Setup>) -> Arc<Setup> {
    let mut played = Setup::clone(setup);
    if let Some(employee) = visitor(setup, SetupRole::Employee) {
        played.employees.remove(&employee);
    }
    if played.desks.len() > 1
        && let Some(desk) = visitors_desk(setup)
    {
        played.desks.remove(&desk);
    }
    Arc::new(played)
}

/// As whom a visitor steps in: the first of that role, or of the next higher one where a centre has none.
pub(super) fn visitor(setup: &Setup, role: SetupRole) -> Option<EmployeeId> {
    let at_least = setup.employees.iter().filter(|(_, employee)| employee.role >= role);
    at_least.min_by_key(|(id, employee)| (employee.role, order(setup, id))).map(|(id, _)| id.clone())
}

/// Those who serve citizens come before those who do not, then by name.
fn order<'a>(setup: &Setup, id: &'a EmployeeId) -> (bool, &'a EmployeeId) {
    (setup.employees.get(id).is_none_or(|employee| employee.queues.is_empty()), id)
}

/// The desk that is left to a visitor: a counter for the queues of the employee she plays, or else the first.
pub(super) fn visitors_desk(setup: &Setup) -> Option<DeskId> {
    let hers = visitor(setup, SetupRole::Employee).and_then(|id| setup.employees.get(&id)).map(|e| e.queues.clone());
    let fits =
        |queues: &[domain::ids::QueueId]| hers.as_ref().is_some_and(|hers| queues.iter().any(|q| hers.contains(q)));
    let mut desks: Vec<_> = setup.desks.iter().filter(|(_, desk)| desk.kind != DeskKind::Phone).collect();
    desks.sort_by_key(|(id, desk)| (!fits(&desk.queues), (*id).clone()));
    desks.first().map(|(id, _)| (*id).clone())
}

fn role(role: SetupRole) -> Role {
    match role {
        SetupRole::Employee => Role::Employee,
        SetupRole::Manager => Role::Manager,
        SetupRole::Superuser => Role::Superuser,
        SetupRole::SystemOwner => Role::SystemOwner,
    }
}
