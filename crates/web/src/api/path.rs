//! What a path names: a visit, a desk, a date. A text that cannot be such a name is a thing that does not exist: 404.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use domain::ids::{DeskId, KioskId, QueueId, VisitId};
use domain::refusal::Refusal;
use domain::time::{DATE_FIRST, DATE_LAST};
use jiff::civil::Date;

use crate::authority::{Place, place};
use crate::problem::Problem;
use crate::state::AppState;

/// Something that a path names.
pub(crate) trait InPath: Sized {
    /// The part of the path before it.
    const AFTER: &'static str;

    /// Reads it.
    ///
    /// # Errors
    /// The [`Problem`] that there is no such thing.
    fn read(text: &str) -> Result<Self, Problem>;
}

/// A booked time that a path names: a visit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Booked(pub(crate) VisitId);

impl InPath for Booked {
    const AFTER: &'static str = "appointments";

    fn read(text: &str) -> Result<Self, Problem> {
        VisitId::read(text).map(Self)
    }
}

/// The thing that the path names.
#[derive(Debug)]
pub(crate) struct At<T>(pub(crate) T);

impl<T: InPath + Send> FromRequestParts<AppState> for At<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        let mut rest = parts.uri.path().split('/').skip_while(|part| *part != T::AFTER).skip(1);
        T::read(rest.next().unwrap_or_default()).map(Self)
    }
}

/// The centre that the path names, for whoever asks.
#[derive(Debug)]
pub(crate) struct Here(pub(crate) Place);

impl FromRequestParts<AppState> for Here {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        place(parts.uri.path(), app).map(Self)
    }
}

macro_rules! names_in_path {
    ($($kind:ty: $after:literal;)+) => {$(
        impl InPath for $kind {
            const AFTER: &'static str = $after;

            fn read(text: &str) -> Result<Self, Problem> {
                Self::new(text).map_err(|_| Problem::not_found())
            }
        }
    )+};
}

names_in_path! {
    DeskId: "desks";
    QueueId: "queues";
    KioskId: "kiosks";
}

impl InPath for VisitId {
    const AFTER: &'static str = "visits";

    fn read(text: &str) -> Result<Self, Problem> {
        let id = text.parse().ok().filter(|_| text.len() == 36);
        id.ok_or_else(|| Problem::refused(&Refusal::UnknownVisit, None))
    }
}

impl InPath for Date {
    const AFTER: &'static str = "days";

    fn read(text: &str) -> Result<Self, Problem> {
        let date = read_date(text).ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "unknown_date"))?;
        within_dates(date, "date")
    }
}

/// A date in the one form that we write: `2026-11-26`.
pub(crate) fn read_date(text: &str) -> Option<Date> {
    let date: Date = text.parse().ok()?;
    (date.year() >= 0 && date.to_string() == text).then_some(date)
}

/// A date that can be asked for.
///
/// # Errors
/// 422 where it lies before [`DATE_FIRST`] or after [`DATE_LAST`]; `parameter` is what named it.
pub(crate) fn within_dates(date: Date, parameter: &str) -> Result<Date, Problem> {
    if (DATE_FIRST..=DATE_LAST).contains(&date) {
        return Ok(date);
    }
    let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "date_out_of_range").detail("parameter", parameter);
    Err(problem.detail("first", DATE_FIRST.to_string()).detail("last", DATE_LAST.to_string()))
}
