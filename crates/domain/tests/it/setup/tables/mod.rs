//! The cases, by what they are about.

mod form;
mod hall;
mod plan;
mod values;

use super::cases::Case;

pub(crate) fn all() -> impl Iterator<Item = &'static Case> {
    form::CASES.iter().chain(plan::CASES).chain(values::CASES).chain(hall::CASES)
}
