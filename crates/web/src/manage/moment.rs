//! A day and a minute of it, as they are read from the engine for the pages of days.

use domain::event::Event;
use domain::ids::CentreId;
use domain::setup::Setup;
use domain::time::Instant;
use engine::Scene;
use jiff::civil::Date;

use super::fault;
use crate::problem::Problem;
use crate::state::AppState;

/// The most events of a day that are read: more than a day that is full of visits has.
const EVENTS_OF_A_DAY_MAX: usize = 400_000;

/// How many are read at a time.
const EVENTS_AT_A_TIME: usize = 5_000;

/// A day that has been, or has been so far.
pub(super) struct WholeDay {
    /// The day at its end, or now.
    pub(super) scene: Scene,
    /// What happened, in order.
    pub(super) events: Vec<Event>,
    /// The last instant of it that has been.
    pub(super) until: Instant,
}

/// Why there is no day to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoDay {
    /// It has not come.
    NotYet,
    /// Nothing happened.
    Nothing,
    /// It was so long ago that it has been deleted.
    Deleted,
}

impl NoDay {
    /// What is said of it.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::NotYet => "manage-day-not-yet",
            Self::Nothing => "manage-day-nothing",
            Self::Deleted => "manage-day-deleted",
        }
    }
}

/// Reads a day; or says why there is none.
///
/// # Errors
/// A [`Problem`] where it cannot be read.
pub(super) async fn whole_day(
    app: &AppState,
    centre: &CentreId,
    setup: &Setup,
    date: Date,
) -> Result<Result<WholeDay, NoDay>, Problem> {
    let now = app.engine.now();
    let today = now.date(&setup.time_zone);
    if date > today {
        return Ok(Err(NoDay::NotYet));
    }
    let events = events(app, centre, date).await?;
    if events.is_empty() {
        return Ok(Err(if date < kept_from(app, today) { NoDay::Deleted } else { NoDay::Nothing }));
    }
    let until = end_of(date, setup).min(now);
    let scene = app.engine.scene_at(centre, date, until).await.map_err(|error| fault(&error))?;
    Ok(Ok(WholeDay { scene, events, until }))
}

/// The first date whose events are kept.
pub(super) fn kept_from(app: &AppState, today: Date) -> Date {
    use jiff::ToSpan as _;
    today.checked_sub(app.engine.limits().keep_months.months()).unwrap_or(domain::time::DATE_FIRST)
}

/// The last instant of a date.
pub(super) fn end_of(date: Date, setup: &Setup) -> Instant {
    let next = date.tomorrow().map(|next| Instant::start_of(next, &setup.time_zone));
    next.map_or(Instant::from_millis(i64::MAX), |next| Instant::from_millis(next.as_millis() - 1))
}

async fn events(app: &AppState, centre: &CentreId, date: Date) -> Result<Vec<Event>, Problem> {
    let mut all = Vec::new();
    let mut after = 0;
    while all.len() < EVENTS_OF_A_DAY_MAX {
        let page = app.engine.events(centre, date, after, EVENTS_AT_A_TIME).await.map_err(|error| fault(&error))?;
        let Some(last) = page.last() else { break };
        after = last.version;
        let whole = page.len() == EVENTS_AT_A_TIME;
        all.extend(page.into_iter().map(|recorded| recorded.event));
        if !whole {
            break;
        }
    }
    Ok(all)
}
