//! The way from a kiosk to a waiting area, as it is drawn beside a ticket: floors, where one stands, what takes one up.
//!
//! Made from a set-up alone. It must never send anybody by a lift that does not go to both floors.

use std::collections::BTreeSet;

use super::limits::ROUTE_FLOORS_MAX;
use super::{Area, DeskKind, Kiosk, Lift, LiftKind, Setup, Spot};

/// Where a kiosk is drawn whose place nobody gave.
const KIOSK_SPOT: Spot = Spot { x: 35, y: 75 };
/// Where an area is drawn whose place nobody gave.
const AREA_SPOT: Spot = Spot { x: 30, y: 40 };
/// Where a lift is drawn whose place nobody gave.
const LIFT_SPOT: Spot = Spot { x: 85, y: 60 };

/// A place in the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// 0 is the ground floor.
    pub floor: i8,
    /// Where on that floor's plan.
    pub at: Spot,
}

/// The way from a kiosk to a waiting area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route<'a> {
    /// The floors to draw, from the lowest; at most [`ROUTE_FLOORS_MAX`], the kiosk's and the area's always among them.
    pub floors: Vec<i8>,
    /// The kiosk.
    pub from: Stand,
    /// The waiting area.
    pub to: Stand,
    /// What takes one to the other floor; none on the same floor, or where nothing goes to both.
    pub by: Option<&'a Lift>,
}

impl Lift {
    /// Where it is on each floor's plan, or is drawn where nobody said.
    pub fn spot(&self) -> Spot {
        self.at.unwrap_or(LIFT_SPOT)
    }
}

/// The way from a kiosk to a waiting area of the same set-up.
pub fn route<'a>(setup: &'a Setup, kiosk: &Kiosk, area: &Area) -> Route<'a> {
    let from = Stand { floor: kiosk.floor, at: kiosk.at.unwrap_or(KIOSK_SPOT) };
    let to = Stand { floor: area.floor, at: area.at.unwrap_or(AREA_SPOT) };
    Route { floors: floors(setup, from.floor, to.floor), from, to, by: by(setup, from, to.floor) }
}

/// A lift before stairs, then the nearest to where one comes from, then the first by name.
fn by(setup: &Setup, from: Stand, to: i8) -> Option<&Lift> {
    if from.floor == to {
        return None;
    }
    let goes = |lift: &&Lift| lift.floors.contains(&from.floor) && lift.floors.contains(&to);
    setup.lifts.values().filter(goes).min_by_key(|lift| (lift.kind == LiftKind::Stairs, apart(from.at, lift.spot())))
}

/// The square of the distance of two places on one plan.
fn apart(one: Spot, other: Spot) -> u32 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    square(one.x, other.x) + square(one.y, other.y)
}

/// The floors where citizens come, those of the way first, then those nearest to it. A phone line is no place to go to.
fn floors(setup: &Setup, from: i8, to: i8) -> Vec<i8> {
    let desks = setup.desks.values().filter(|desk| desk.kind != DeskKind::Phone).map(|desk| desk.floor);
    let areas = setup.areas.values().map(|area| area.floor);
    let all: BTreeSet<i8> = setup.kiosks.values().map(|kiosk| kiosk.floor).chain(areas).chain(desks).collect();
    let way = from.min(to)..=from.max(to);
    let beside = |floor: i8| floor.abs_diff(floor.clamp(*way.start(), *way.end()));
    let mut floors = vec![from, to];
    floors.extend(all);
    floors.sort_by_key(|floor| (*floor != from && *floor != to, beside(*floor), *floor));
    floors.dedup();
    floors.truncate(ROUTE_FLOORS_MAX);
    floors.sort_unstable();
    floors
}
