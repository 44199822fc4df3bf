//! What of the appointments is looked at: a day or a week, from when, and whose. It stands in every address of these pages.

use domain::ids::EmployeeId;
use domain::setup::Setup;
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::api::path::read_date;
use crate::api::query::Pairs;
use crate::problem::Problem;

/// How far from today the pages go, in days: as far as anybody can book.
const DAYS_MAX: i64 = engine::BOOKED_AHEAD_DAYS_MAX;

/// What stands in addresses for everybody's appointments.
pub(super) const ALL: &str = "all";

/// How many days are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    Day,
    Week,
}

impl View {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
        }
    }
}

/// Whose appointments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whose {
    /// All of the centre.
    All,
    /// One employee's: what is with her, and what is with nobody by name in her queues.
    One(EmployeeId),
}

impl Whose {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::All => ALL,
            Self::One(employee) => employee.as_str(),
        }
    }

    pub(super) fn one(&self) -> Option<&EmployeeId> {
        match self {
            Self::All => None,
            Self::One(employee) => Some(employee),
        }
    }
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Looked {
    pub(super) view: View,
    pub(super) date: Date,
    pub(super) whose: Whose,
    /// Whether the address said so: then one came from these pages, else from the counter.
    pub(super) is_named: bool,
}

impl Looked {
    /// What the address says; today's day of her own where it says nothing, everybody's where she gives no appointments here.
    /// A day out of reach is the nearest within; a colleague who is not known any more is passed over: an old link still leads
    /// somewhere.
    ///
    /// # Errors
    /// A [`Problem`] where a parameter is there twice.
    pub(super) fn read(
        query: &mut Pairs,
        setup: &Setup,
        own: Option<&EmployeeId>,
        today: Date,
    ) -> Result<Self, Problem> {
        let (view, date, whose) = (query.take("view")?, query.take("date")?, query.take("whose")?);
        let is_named = view.is_some();
        let view = if view.as_deref() == Some("week") { View::Week } else { View::Day };
        let away = |days: i64| today.checked_add(days.days()).unwrap_or(today);
        let date = date.as_deref().and_then(read_date).unwrap_or(today).clamp(away(-DAYS_MAX), away(DAYS_MAX));
        let named = whose.as_deref().and_then(|name| EmployeeId::new(name).ok());
        let named = named.filter(|employee| setup.employees.contains_key(employee));
        let own = own.filter(|employee| setup.employees.contains_key(*employee)).cloned();
        let whose = match (whose.as_deref(), named.or(own)) {
            (Some(ALL), _) | (_, None) => Whose::All,
            (_, Some(employee)) => Whose::One(employee),
        };
        Ok(Self { view, date, whose, is_named })
    }

    /// The same on another date.
    pub(super) fn on(&self, date: Date) -> Self {
        Self { date, ..self.clone() }
    }

    /// The same as a day, or as a week.
    pub(super) fn seen_as(&self, view: View, date: Date) -> Self {
        Self { view, date, ..self.clone() }
    }

    /// As it stands in an address, after the language.
    pub(super) fn pairs(&self) -> String {
        format!("&view={}&date={}&whose={}", self.view.as_str(), self.date, self.whose.as_str())
    }
}
