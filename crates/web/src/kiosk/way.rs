//! The way from this kiosk to where a citizen waits: in words, and drawn over the floors of the house.

use domain::ids::{AreaId, QueueId};
use domain::setup::limits::ROUTE_FLOORS_MAX;
use domain::setup::{Area, Kiosk, Lift, LiftKind, Route, Stand as At, route};
use engine::Scene;

use super::say::Say;
use super::stand::Stand;
use crate::signs::{Markup, Riser, Spot, WayFinder};
use crate::state::AppState;

/// The most letters of a sign.
const SIGN_CHARS_MAX: usize = 3;

/// The way, as a ticket's page shows it.
pub(super) struct Way {
    /// To which floor.
    pub(super) go: String,
    /// The area's floor.
    pub(super) floor: String,
    /// The area's name.
    pub(super) area: String,
    /// The way in words.
    pub(super) text: String,
    pub(super) drawing: Markup,
    /// Whether one has to go to another floor.
    pub(super) climbs: bool,
}

/// The way to where a visit waits; none where its queue has no area of its own.
pub(super) fn way(say: Say<'_>, stand: &Stand, scene: &Scene, queue: &QueueId) -> Option<Way> {
    let setup = &scene.setup;
    let kiosk = setup.kiosks.get(&stand.id)?;
    let area = setup.queues.get(queue)?.area.as_ref().and_then(|id| setup.areas.get(id))?;
    Some(to_area(say, kiosk, area))
}

/// The address of the page that shows the way to an area on a phone.
pub(super) fn way_address(app: &AppState, stand: &Stand, area: &AreaId) -> String {
    let path = format!("{}/way/{}/{}/{area}", app.public_url, stand.place.centre, stand.id);
    format!("{path}?lang={}", stand.look.language)
}

/// The way from a kiosk to an area of the set-up that words are said for.
pub(super) fn to_area(say: Say<'_>, kiosk: &Kiosk, area: &Area) -> Way {
    let route = route(say.setup, kiosk, area);
    let sign = sign(say.name(&area.name));
    let floors: Vec<(String, i8)> = floors(&route).into_iter().map(|level| (say.floor(level), level)).collect();
    let here = say.t("kiosk-you-are-here");
    let drawing = WayFinder {
        floors: &floors,
        from: spot(route.from),
        to: spot(route.to),
        sign: &sign,
        riser: route.by.map(riser),
        here: &here,
    }
    .draw();
    let climbs = kiosk.floor != area.floor;
    Way {
        floor: say.floor(area.floor),
        go: if climbs {
            say.with("kiosk-go-floor", "floor", &say.floor(area.floor))
        } else {
            say.t("kiosk-stay-floor")
        },
        area: say.name(&area.name).to_owned(),
        text: say.name(&area.way).to_owned(),
        drawing,
        climbs,
    }
}

/// The floors that are drawn: those of the route, and those that the lift passes on the way.
fn floors(route: &Route<'_>) -> Vec<i8> {
    let (low, high) = (route.from.floor.min(route.to.floor), route.from.floor.max(route.to.floor));
    let passed =
        route.by.iter().flat_map(|lift| lift.floors.iter().copied()).filter(|level| (low..=high).contains(level));
    let mut floors = route.floors.clone();
    for level in passed {
        if floors.len() < ROUTE_FLOORS_MAX && !floors.contains(&level) {
            floors.push(level);
        }
    }
    floors.sort_unstable();
    floors
}

/// A place of the house as it is drawn.
fn spot(stand: At) -> Spot {
    Spot { floor: stand.floor, x: stand.at.x, y: stand.at.y }
}

/// A lift or stairs as they are drawn.
fn riser(lift: &Lift) -> Riser {
    let at = lift.spot();
    Riser { x: at.x, y: at.y, stairs: lift.kind == LiftKind::Stairs }
}

/// What stands on an area's sign: the number or letter at the end of its name, or else how it begins.
fn sign(name: &str) -> String {
    let last = name.rsplit(' ').next().filter(|word| word.chars().count() <= SIGN_CHARS_MAX && *word != name);
    last.map_or_else(|| name.chars().take(1).collect::<String>().to_uppercase(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_has_the_areas_number_or_letter() {
        assert_eq!(sign("Venteområde 2"), "2");
        assert_eq!(sign("Waiting area B"), "B");
        assert_eq!(sign("Rådhushallen"), "R");
    }
}
