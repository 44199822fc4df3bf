//! The first time that can be had of each service that is given by booked time only, as a kiosk's rows say it.
//!
//! A live view is drawn without waiting for anything, and which times are free is a question that takes reading days. So they
//! are asked for beside it, while somebody watches, and kept here; what is kept is told only as long as it lies ahead.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use domain::command::Mode;
use domain::ids::{CentreId, ServiceId};
use domain::setup::{Kiosk, Setup};
use domain::time::Instant;
use parking_lot::Mutex;

use crate::booking::calendar::Plan;
use crate::problem::Problem;
use crate::state::AppState;

/// How often the times are asked for anew while a kiosk shows them.
const EVERY: Duration = Duration::from_mins(1);

/// The most services whose times are kept; more than any municipality has on its kiosks.
const KEPT_MAX: usize = 4_096;

/// First free times that are known. A clone shares them.
#[derive(Debug, Clone, Default)]
pub(crate) struct FirstTimes(Arc<Mutex<BTreeMap<(CentreId, ServiceId), Instant>>>);

impl FirstTimes {
    /// The first time of a service, where one is known that lies ahead.
    pub(super) fn of(&self, centre: &CentreId, service: &ServiceId, now: Instant) -> Option<Instant> {
        let key = (centre.clone(), service.clone());
        self.0.lock().get(&key).copied().filter(|first| *first > now)
    }

    fn keep(&self, centre: &CentreId, service: &ServiceId, first: Option<Instant>) {
        let (key, mut kept) = ((centre.clone(), service.clone()), self.0.lock());
        match first {
            Some(first) if kept.len() < KEPT_MAX || kept.contains_key(&key) => {
                kept.insert(key, first);
            }
            _ => {
                kept.remove(&key);
            }
        }
    }
}

/// Asks for the first times of a kiosk's rows. Of a day that cannot be read the log has the reason; the row says less then.
pub(super) async fn refresh(app: &AppState, setup: &Setup, kiosk: &Kiosk) {
    let choices = |id: &ServiceId| setup.services.get(id).map(|service| service.choices.clone()).unwrap_or_default();
    let all: Vec<ServiceId> =
        kiosk.buttons.iter().flat_map(|id| std::iter::once(id.clone()).chain(choices(id))).collect();
    for button in &all {
        if let Ok(Some(first)) = first_of(app, setup, button).await {
            app.first_times.keep(&setup.centre, button, first);
        }
    }
}

/// Asks again and again, for as long as a kiosk's page is open.
pub(super) async fn keep_fresh(app: AppState, centre: CentreId, kiosk: domain::ids::KioskId) {
    loop {
        tokio::time::sleep(EVERY).await;
        let Some(setup) = app.engine.setup(&centre) else { continue };
        let Some(kiosk) = setup.kiosks.get(&kiosk) else { continue };
        refresh(&app, &setup, kiosk).await;
    }
}

/// The first time of a button: of its service or of its choices, in whatever way one meets. None where it is not one that is
/// given by booked time alone, or cannot be booked here.
async fn first_of(app: &AppState, setup: &Setup, button: &ServiceId) -> Result<Option<Option<Instant>>, Problem> {
    let plans = plans(setup, button);
    if plans.is_empty() {
        return Ok(None);
    }
    let today = app.engine.now().date(&setup.time_zone);
    let mut first = None;
    for plan in plans {
        let found = plan.first_from(app, today, today).await?;
        first = match (first, found) {
            (Some(one), Some(other)) => Some(std::cmp::min::<Instant>(one, other)),
            (one, other) => one.or(other),
        };
    }
    Ok(Some(first))
}

fn plans(setup: &Setup, button: &ServiceId) -> Vec<Plan> {
    let Some(service) = setup.services.get(button) else { return Vec::new() };
    let leaves = if service.choices.is_empty() { std::slice::from_ref(button) } else { service.choices.as_slice() };
    let by_appointment = |id: &&ServiceId| setup.services.get(*id).is_some_and(|leaf| leaf.appointment_only);
    if !leaves.iter().all(|id| by_appointment(&id)) {
        return Vec::new();
    }
    let bookable = leaves.iter().filter_map(|id| Some((id, setup.appointments.get(id)?)));
    let modes = |(id, bookable): (&ServiceId, &domain::setup::Bookable)| {
        let plan = |mode: &Mode| Plan::of(&setup.centre, id, *mode, bookable, None);
        bookable.meetings.keys().map(plan).collect::<Vec<_>>()
    };
    bookable.flat_map(modes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_has_begun_is_told_to_nobody() {
        let (times, at) = (FirstTimes::default(), Instant::from_millis(1_000_000));
        let (centre, service) = ("teknik".parse().expect("a name"), "byggesag".parse().expect("a name"));
        assert_eq!(times.of(&centre, &service, at), None);
        times.clone().keep(&centre, &service, Some(at));
        assert_eq!(times.of(&centre, &service, at.plus_seconds(-1)), Some(at));
        assert_eq!(times.of(&centre, &service, at), None);
        times.keep(&centre, &service, None);
        assert_eq!(times.of(&centre, &service, at.plus_seconds(-1)), None);
    }
}
