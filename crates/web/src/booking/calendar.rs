//! The calendar: four weeks of days, each with how many times it has, and the times of the day that is chosen.
//!
//! What is shown is what [`engine::Engine::slots`] gives: a day that is shown as free has times, and a time that is shown can
//! be had. Weekends are there only where the plan has any.

use domain::command::Mode;
use domain::ids::{CentreId, EmployeeId, ServiceId, VisitId};
use domain::setup::{Bookable, Setup};
use domain::time::Instant;
use engine::{DaySlots, SlotsWish};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::say::Say;
use crate::problem::Problem;
use crate::state::AppState;

/// How many weeks are shown at once.
const WEEKS: i64 = 4;

/// How many days that is.
const DAYS: i64 = WEEKS * 7;

/// What is looked for.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) centre: CentreId,
    pub(crate) services: Vec<ServiceId>,
    pub(crate) mode: Mode,
    /// A visit whose own time counts as free.
    pub(crate) except: Option<VisitId>,
    /// How many days ahead can be booked.
    pub(crate) days_ahead: u16,
    /// With this employee alone.
    pub(crate) employee: Option<EmployeeId>,
    /// Whether an employee looks, whom no notice binds.
    pub(crate) for_employee: bool,
}

/// What of it is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Looked {
    /// A day of the first week that is shown.
    pub(crate) week: Option<Date>,
    /// The day whose times are shown.
    pub(crate) date: Option<Date>,
    /// The time that is chosen.
    pub(crate) at: Option<Instant>,
}

/// Four weeks with their times.
pub(crate) struct Calendar {
    /// The months, short and in full.
    pub(crate) months: (String, String),
    /// The names of the days, short and in full.
    pub(crate) columns: Vec<(String, String)>,
    pub(crate) weeks: Vec<Week>,
    /// A day of the weeks before and after these, where there are any.
    pub(crate) earlier: Option<String>,
    pub(crate) later: Option<String>,
    /// The day after these weeks, where it can be booked.
    pub(crate) after: Option<Date>,
    /// The day that is chosen.
    pub(crate) chosen: Option<Chosen>,
    /// Whether any of these days has a time.
    pub(crate) has_any: bool,
    /// Whether there is a column for Saturday and Sunday.
    pub(crate) weekends: bool,
}

/// A week.
pub(crate) struct Week {
    pub(crate) number: String,
    /// As it is heard.
    pub(crate) said: String,
    pub(crate) days: Vec<Day>,
}

/// A day.
pub(crate) struct Day {
    pub(crate) date: String,
    pub(crate) number: i8,
    /// What is written under it.
    pub(crate) state: String,
    /// As it is heard: the whole date, and what is free.
    pub(crate) said: String,
    pub(crate) free: bool,
    pub(crate) chosen: bool,
}

/// The day that is chosen.
pub(crate) struct Chosen {
    pub(crate) name: String,
    /// The same within a sentence.
    pub(crate) within: String,
    pub(crate) times: Vec<Time>,
}

/// A time that can be had.
pub(crate) struct Time {
    /// As it is sent.
    pub(crate) value: String,
    /// As it is written.
    pub(crate) clock: String,
    /// As it stands in a sentence.
    pub(crate) within: String,
    pub(crate) chosen: bool,
}

impl Plan {
    /// What a service's plan gives in one way of meeting.
    pub(crate) fn of(
        centre: &CentreId,
        service: &ServiceId,
        mode: Mode,
        bookable: &Bookable,
        except: Option<VisitId>,
    ) -> Self {
        let services = vec![service.clone()];
        let (centre, days_ahead) = (centre.clone(), bookable.days_ahead);
        Self { centre, services, mode, except, days_ahead, employee: None, for_employee: false }
    }

    /// The times of these days.
    ///
    /// # Errors
    /// A [`Problem`] where the wish is wrong, or a day cannot be read.
    pub(crate) async fn days(&self, app: &AppState, from: Date, to: Date) -> Result<Vec<DaySlots>, Problem> {
        let (services, mode, except) = (self.services.clone(), self.mode, self.except);
        let (employee, for_employee) = (self.employee.clone(), self.for_employee);
        let wish = SlotsWish { services, mode, employee, for_employee, except };
        let found = app.engine.slots(&self.centre, wish, from, to).await;
        found.map_err(|error| Problem::from_engine(&error, app.engine.setup(&self.centre)))
    }

    /// The last date that can be booked.
    fn last(&self, today: Date) -> Date {
        today.checked_add(i64::from(self.days_ahead).days()).unwrap_or(today)
    }

    /// The first time that can be had from a date on.
    pub(crate) async fn first_from(&self, app: &AppState, from: Date, today: Date) -> Result<Option<Instant>, Problem> {
        let last = self.last(today);
        let mut from = from;
        while from <= last {
            let to = from.checked_add((DAYS - 1).days()).unwrap_or(last).min(last);
            let days = self.days(app, from, to).await?;
            if let Some(slot) = days.iter().flat_map(DaySlots::slots).next() {
                return Ok(Some(slot.starts_at));
            }
            let Ok(next) = to.tomorrow() else { break };
            from = next;
        }
        Ok(None)
    }

    /// The four weeks that are looked at.
    ///
    /// # Errors
    /// A [`Problem`] where the wish is wrong, or a day cannot be read.
    pub(crate) async fn calendar(&self, app: &AppState, say: &Say<'_>, looked: Looked) -> Result<Calendar, Problem> {
        let now = app.engine.now();
        let today = say.day_of(now);
        let first_week = monday(today);
        let at = looked.at.map(|at| say.day_of(at));
        let wanted = looked.week.or(looked.date).or(at);
        let from = match wanted {
            Some(date) => block(first_week, date, self.last(today)),
            None => match self.first_from(app, today, today).await? {
                Some(first) => block(first_week, say.day_of(first), self.last(today)),
                None => first_week,
            },
        };
        let to = from.checked_add((DAYS - 1).days()).unwrap_or(from);
        let days = self.days(app, from, to).await?;
        let drawn = Drawn { plan: self, say, today, last: self.last(today), looked, at };
        Ok(drawn.calendar(from, to, &days, first_week))
    }
}

/// What a calendar is drawn by.
struct Drawn<'a> {
    plan: &'a Plan,
    say: &'a Say<'a>,
    today: Date,
    last: Date,
    looked: Looked,
    at: Option<Date>,
}

impl Drawn<'_> {
    fn calendar(&self, from: Date, to: Date, days: &[DaySlots], first_week: Date) -> Calendar {
        let weekends =
            days.iter().any(|day| is_weekend(day.date) && (self.is_planned(day.date) || !day.slots().is_empty()));
        let shown = |date: Date| weekends || !is_weekend(date);
        let free = |date: Option<Date>| days.iter().find(|day| Some(day.date) == date && !day.slots().is_empty());
        let first = || days.iter().find(|day| !day.slots().is_empty());
        let chosen = free(self.looked.date).or_else(|| free(self.at)).or_else(first);
        let week = |days: &[DaySlots]| {
            let number = days.first().map_or(0, |day| day.date.iso_week_date().week());
            Week {
                number: number.to_string(),
                said: self.say.with("booking-week-number", &[("number", &number.to_string())]),
                days: days
                    .iter()
                    .filter(|day| shown(day.date))
                    .map(|day| self.day(day, chosen.is_some_and(|chosen| chosen.date == day.date)))
                    .collect(),
            }
        };
        let columns = days.iter().take(7).filter(|day| shown(day.date)).map(|day| self.column(day.date));
        let after = to.tomorrow().ok().filter(|after| *after <= self.last);
        let before = from.checked_sub(DAYS.days()).ok().filter(|_| from > first_week).map(|date| date.max(first_week));
        let last_shown = days.iter().rev().map(|day| day.date).find(|date| shown(*date)).unwrap_or(to);
        Calendar {
            months: self.months(from, last_shown),
            columns: columns.collect(),
            weeks: days.chunks(7).map(week).collect(),
            earlier: before.map(|date| date.to_string()),
            later: after.map(|date| date.to_string()),
            after,
            chosen: chosen.map(|day| self.chosen(day)),
            has_any: chosen.is_some(),
            weekends,
        }
    }

    fn column(&self, date: Date) -> (String, String) {
        let number = date.weekday().to_monday_one_offset();
        (self.say.t(&format!("booking-weekday-{number}")), self.say.t(&format!("weekday-{number}")))
    }

    /// The months of these weeks: `nov. – dec.` and `November – december`.
    fn months(&self, from: Date, to: Date) -> (String, String) {
        let both = |prefix: &str| {
            let month = |date: Date| self.say.t(&format!("{prefix}-{}", date.month()));
            if (from.year(), from.month()) == (to.year(), to.month()) {
                return month(from);
            }
            self.say.with("booking-months", &[("from", &month(from)), ("to", &month(to))])
        };
        (both("booking-month"), crate::ticket::capitalised(&both("month")))
    }

    fn day(&self, day: &DaySlots, chosen: bool) -> Day {
        let date = day.date;
        let count = day.slots().len();
        let (state, heard) = if count > 0 && date >= self.today {
            (self.say.count("booking-free", count), self.say.count("booking-free-times", count))
        } else {
            let state = self.say.t(self.closed(date));
            (state.clone(), state)
        };
        Day {
            date: date.to_string(),
            number: date.day(),
            said: self.say.with("booking-and", &[("first", &self.say.date_within(date)), ("second", &heard)]),
            state,
            free: count > 0,
            chosen,
        }
    }

    /// Why a day has no times.
    fn closed(&self, date: Date) -> &'static str {
        if date < self.today {
            "booking-past"
        } else if date > self.last {
            "booking-not-yet"
        } else if date == self.today {
            "booking-today"
        } else if self.is_planned(date) {
            "booking-taken"
        } else {
            "booking-closed"
        }
    }

    /// Whether the plan has hours on a date.
    fn is_planned(&self, date: Date) -> bool {
        self.plan.services.iter().any(|service| is_planned(self.say.setup, service, self.plan.mode, date))
    }

    fn chosen(&self, day: &DaySlots) -> Chosen {
        let time = |slot: &domain::slots::Slot| Time {
            value: slot.starts_at.to_string(),
            clock: self.say.clock(slot.starts_at),
            within: self.say.at(slot.starts_at),
            chosen: self.looked.at == Some(slot.starts_at),
        };
        let (name, within) = (self.say.date(day.date), self.say.date_within(day.date));
        Chosen { name, within, times: day.slots().iter().map(time).collect() }
    }
}

/// Whether the plan has hours for a service on a date, free or not.
pub(crate) fn is_planned(setup: &Setup, service: &ServiceId, mode: Mode, date: Date) -> bool {
    let meeting = setup.appointments.get(service).and_then(|bookable| bookable.meetings.get(&mode));
    let capacities = meeting.into_iter().flat_map(|meeting| &meeting.capacities);
    capacities.filter_map(|id| setup.capacities.get(id)).any(|capacity| !capacity.hours.on(date).is_empty())
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The Monday of a date's week.
pub(crate) fn monday(date: Date) -> Date {
    let back = i64::from(date.weekday().to_monday_zero_offset());
    date.checked_sub(back.days()).unwrap_or(date)
}

/// The Monday of the four weeks that hold a date, counted from the first week; never before it and never past the last date.
fn block(first_week: Date, date: Date, last: Date) -> Date {
    let date = date.clamp(first_week, last.max(first_week));
    let days = first_week.until(date).map_or(0, |span| i64::from(span.get_days()));
    first_week.checked_add((days / DAYS * DAYS).days()).unwrap_or(first_week)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn four_weeks_begin_with_this_one_and_end_where_booking_does() {
        let (today, last) = (date(2026, 11, 26), date(2027, 1, 25));
        let first = monday(today);
        assert_eq!(first, date(2026, 11, 23));
        for (asked, expected) in [
            (date(2020, 1, 1), first),
            (today, first),
            (date(2026, 12, 20), first),
            (date(2026, 12, 21), date(2026, 12, 21)),
            (date(2027, 1, 18), date(2027, 1, 18)),
            (date(2099, 1, 1), date(2027, 1, 18)),
        ] {
            assert_eq!(block(first, asked, last), expected, "{asked}");
        }
    }
}
