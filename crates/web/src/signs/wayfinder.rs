//! The way-finder: the floors of a house as plates over one another, with the way from where one stands to the sign of the
//! area where one waits. It is a picture of words that stand beside it, and never says more than they do.
//!
//! Lengths are in the pixels of a kiosk; the drawing scales. It is the same whichever way one reads: a house has no mirror,
//! and what lies to the right in it lies to the right in every language.

use std::fmt::Write as _;

use super::{Markup, escaped};

/// A place on a floor's plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    /// 0 is the ground floor.
    pub(crate) floor: i8,
    /// To the right, in per cent.
    pub(crate) x: u8,
    /// To the front, in per cent.
    pub(crate) y: u8,
}

/// A lift, or stairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Riser {
    /// To the right, in per cent.
    pub(crate) x: u8,
    /// To the front, in per cent.
    pub(crate) y: u8,
    /// Whether it is stairs.
    pub(crate) stairs: bool,
}

/// What a way-finder shows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WayFinder<'a> {
    /// Each floor's name and number, from the lowest; at least one.
    pub(crate) floors: &'a [(String, i8)],
    /// Where one stands.
    pub(crate) from: Spot,
    /// Where one goes.
    pub(crate) to: Spot,
    /// What the sign there says: one to three letters.
    pub(crate) sign: &'a str,
    /// What takes one to another floor.
    pub(crate) riser: Option<Riser>,
    /// Says where one stands.
    pub(crate) here: &'a str,
}

/// The width of the drawing; the names of the floors stand in what is left of it beside the plates.
const WIDTH: f32 = 500.0;
/// Where the left corner of each plate is.
const LEFT: f32 = 124.0;
/// From a plate's left corner to its corner in front.
const ALONG: (f32, f32) = (212.0, 104.0);
/// From a plate's left corner to its corner at the back.
const BACK: (f32, f32) = (160.0, -84.0);
/// How thick a plate is.
const THICK: f32 = 9.0;
/// From one plate to the next, where there is room.
const PITCH: f32 = 103.0;
/// How much higher the highest of many plates lies than the lowest.
const RISE_MAX: f32 = 206.0;
/// The sign and the post under it, and how much air is left over it.
const SIGN: (f32, f32) = (66.0, 64.0);
const POST: f32 = 32.0;
const AIR: f32 = 4.0;
/// Half the sides of the area around its sign, in per cent of the plan.
const AREA: (f32, f32) = (19.0, 24.0);
/// The size of the floors' names.
const NAME: f32 = 25.0;

type Point = (f32, f32);

impl WayFinder<'_> {
    /// The drawing.
    pub(crate) fn draw(&self) -> Markup {
        let top = self.top();
        let height = top + self.rise() + ALONG.1 + THICK + AIR;
        let mut svg = format!(
            r#"<svg class="way" viewBox="0 0 {WIDTH} {height:.0}" direction="ltr" aria-hidden="true" focusable="false">"#
        );
        for (place, (name, level)) in self.floors.iter().enumerate() {
            self.plate(&mut svg, *level);
            self.on_floor(&mut svg, *level);
            if place + 1 < self.floors.len() {
                self.shaft(&mut svg, *level, self.floors[place + 1].1);
            }
            self.name(&mut svg, name, *level);
        }
        self.climb(&mut svg);
        self.here(&mut svg);
        self.sign(&mut svg);
        svg.push_str("</svg>");
        Markup(svg)
    }

    fn pitch(&self) -> f32 {
        PITCH.min(RISE_MAX / small(self.floors.len().saturating_sub(1).max(1)))
    }

    fn rise(&self) -> f32 {
        self.pitch() * small(self.floors.len().saturating_sub(1))
    }

    /// How far down the highest plate's left corner lies: the back corner and the sign both have room over them.
    fn top(&self) -> f32 {
        let (x, y) = (f32::from(self.to.x), f32::from(self.to.y));
        let over = on_plate(x, y).1 + self.rise() - self.pitch() * small(self.place(self.to.floor));
        (AIR - BACK.1).max(SIGN.1 + POST + AIR - over)
    }

    /// Which plate a floor is, from the lowest.
    fn place(&self, level: i8) -> usize {
        self.floors.iter().position(|(_, floor)| *floor == level).unwrap_or(0)
    }

    /// A place of a floor's plan in the drawing.
    fn point(&self, level: i8, x: f32, y: f32) -> Point {
        let (dx, dy) = on_plate(x, y);
        let down = self.top() + self.rise() - self.pitch() * small(self.place(level));
        (LEFT + dx, down + dy)
    }

    fn spot(&self, spot: Spot) -> Point {
        self.point(spot.floor, f32::from(spot.x), f32::from(spot.y))
    }

    fn is_used(&self, level: i8) -> bool {
        level == self.from.floor || level == self.to.floor
    }

    fn plate(&self, svg: &mut String, level: i8) {
        let corner = |x, y| self.point(level, x, y);
        let (left, back, right, front) =
            (corner(0.0, 100.0), corner(0.0, 0.0), corner(100.0, 0.0), corner(100.0, 100.0));
        let under = |(x, y): Point| (x, y + THICK);
        polygon(svg, "way-side", &[left, front, under(front), under(left)]);
        polygon(svg, "way-side dark", &[front, right, under(right), under(front)]);
        let class = if self.is_used(level) { "way-plate" } else { "way-plate passed" };
        polygon(svg, class, &[left, back, right, front]);
        if self.is_used(level) {
            for wall in [[(0.0, 30.0), (32.0, 30.0), (32.0, 0.0)], [(62.0, 100.0), (62.0, 78.0), (100.0, 78.0)]] {
                line(svg, "way-wall", &wall.map(|(x, y)| corner(x, y)));
            }
        }
    }

    /// The area, and the way on its floor and on ours.
    fn on_floor(&self, svg: &mut String, level: i8) {
        if level == self.to.floor {
            let (x, y) = (f32::from(self.to.x), f32::from(self.to.y));
            let (near, far) = ((clamp(x - AREA.0), clamp(y - AREA.1)), (clamp(x + AREA.0), clamp(y + AREA.1)));
            let corners = [(near.0, far.1), (near.0, near.1), (far.0, near.1), (far.0, far.1)];
            polygon(svg, "way-area", &corners.map(|(x, y)| self.point(level, x, y)));
        }
        let plan = |spot: Spot| (f32::from(spot.x), f32::from(spot.y));
        let riser = self.riser.map(|riser| (f32::from(riser.x), f32::from(riser.y)));
        match riser {
            Some(riser) if self.from.floor != self.to.floor => {
                if level == self.from.floor {
                    let (x, y) = plan(self.from);
                    self.dots(svg, level, &[(x, y), (x, riser.1), riser]);
                }
                if level == self.to.floor {
                    self.reach_area(svg, riser);
                }
            }
            _ if level == self.to.floor && level == self.from.floor => self.reach_area(svg, plan(self.from)),
            _ => {}
        }
    }

    /// The last stretch, up to the edge of the area, with the arrow's head.
    fn reach_area(&self, svg: &mut String, from: Point) {
        let (x, y) = (f32::from(self.to.x), f32::from(self.to.y));
        let toward = |value: f32, to: f32, half: f32| if value < to { to - half - 4.0 } else { to + half + 4.0 };
        let way = if (from.0 - x).abs() > AREA.0 + 8.0 {
            vec![from, (from.0, y), (toward(from.0, x, AREA.0), y)]
        } else {
            vec![from, (x, from.1), (x, toward(from.1, y, AREA.1))]
        };
        // One who stands in the area already is shown no way.
        if (from.0 - x).abs() <= AREA.0 && (from.1 - y).abs() <= AREA.1 + 4.0 {
            return;
        }
        self.dots(svg, self.to.floor, &way);
        let points: Vec<Point> = way.iter().map(|(x, y)| self.point(self.to.floor, *x, *y)).collect();
        if let [.., before, end] = points[..] {
            head(svg, before, end);
        }
    }

    fn dots(&self, svg: &mut String, level: i8, way: &[Point]) {
        let points: Vec<Point> = way.iter().map(|(x, y)| self.point(level, *x, *y)).collect();
        line(svg, "way-route", &points);
    }

    /// The shaft between two plates, behind the upper one.
    fn shaft(&self, svg: &mut String, lower: i8, upper: i8) {
        let (Some(riser), true) = (self.riser, self.from.floor != self.to.floor) else { return };
        let way = self.from.floor.min(self.to.floor)..self.from.floor.max(self.to.floor);
        if !way.contains(&lower) {
            return;
        }
        let (x, foot) = self.point(lower, f32::from(riser.x), f32::from(riser.y));
        let (_, head) = self.point(upper, f32::from(riser.x), f32::from(riser.y));
        let sides = [(x - 22.0, foot), (x, foot + 11.0), (x + 22.0, foot), (x + 22.0, head), (x - 22.0, head)];
        polygon(svg, "way-shaft", &sides);
    }

    /// The way up or down, and the sign of what takes one there.
    fn climb(&self, svg: &mut String) {
        let (Some(riser), true) = (self.riser, self.from.floor != self.to.floor) else { return };
        let at = |level| self.point(level, f32::from(riser.x), f32::from(riser.y));
        let (foot, head) = (at(self.from.floor), at(self.to.floor));
        line(svg, "way-route", &[foot, head]);
        let (x, y) = head;
        let _in_memory = write!(svg, r#"<circle class="way-riser" cx="{x:.1}" cy="{y:.1}" r="19"/>"#);
        let sign: &[Point] = &[(-5.0, -3.0), (0.0, -8.0), (5.0, -3.0)];
        let steps: &[Point] = &[(-9.0, 8.0), (-3.0, 8.0), (-3.0, 2.0), (3.0, 2.0), (3.0, -4.0), (9.0, -4.0)];
        let moved = |shape: &[Point], turn: f32| shape.iter().map(|(a, b)| (x + a, y + b * turn)).collect::<Vec<_>>();
        if riser.stairs {
            line(svg, "way-riser-sign", &moved(steps, 1.0));
        } else {
            line(svg, "way-riser-sign", &moved(sign, 1.0));
            line(svg, "way-riser-sign", &moved(sign, -1.0));
        }
    }

    fn name(&self, svg: &mut String, name: &str, level: i8) {
        let (x, y) = self.point(level, 0.0, 100.0);
        let class = if self.is_used(level) { "way-name" } else { "way-name passed" };
        text(svg, class, (x - 12.0, y + NAME * 0.2), "end", name);
    }

    fn here(&self, svg: &mut String) {
        let (x, y) = self.spot(self.from);
        let _in_memory = write!(svg, r#"<circle class="way-dot" cx="{x:.1}" cy="{y:.1}" r="11"/>"#);
        text(svg, "way-here", (x, y + 42.0), "middle", self.here);
    }

    fn sign(&self, svg: &mut String) {
        let (x, y) = self.spot(self.to);
        let (width, height) = SIGN;
        let bottom = y - POST;
        let _in_memory = write!(
            svg,
            r#"<ellipse class="way-foot" cx="{x:.1}" cy="{y:.1}" rx="9" ry="5"/><path class="way-post" d="M{x:.1} {y:.1}V{bottom:.1}"/><rect class="way-sign" x="{:.1}" y="{:.1}" width="{width}" height="{height}" rx="6"/>"#,
            x - width / 2.0,
            bottom - height,
        );
        text(svg, "way-letter", (x, bottom - height / 2.0 + 15.0), "middle", self.sign);
    }
}

/// From a plate's left corner to a place of its plan.
fn on_plate(x: f32, y: f32) -> Point {
    let (along, back) = (x / 100.0, 1.0 - y / 100.0);
    (ALONG.0 * along + BACK.0 * back, ALONG.1 * along + BACK.1 * back)
}

fn clamp(value: f32) -> f32 {
    value.clamp(3.0, 97.0)
}

fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

fn path(points: &[Point]) -> String {
    let mut path = String::new();
    for (place, (x, y)) in points.iter().enumerate() {
        let _in_memory = write!(path, "{}{x:.1} {y:.1}", if place == 0 { 'M' } else { 'L' });
    }
    path
}

fn polygon(svg: &mut String, class: &str, points: &[Point]) {
    let _in_memory = write!(svg, r#"<path class="{class}" d="{}z"/>"#, path(points));
}

fn line(svg: &mut String, class: &str, points: &[Point]) {
    let _in_memory = write!(svg, r#"<path class="{class}" d="{}"/>"#, path(points));
}

fn text(svg: &mut String, class: &str, (x, y): Point, anchor: &str, words: &str) {
    let words = escaped(words);
    let _in_memory =
        write!(svg, r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{words}</text>"#);
}

/// The head of an arrow at the end of a stretch.
fn head(svg: &mut String, before: Point, end: Point) {
    let (dx, dy) = (end.0 - before.0, end.1 - before.1);
    let length = dx.hypot(dy).max(1.0);
    let (dx, dy) = (dx / length * 20.0, dy / length * 20.0);
    let wing = |turn: f32| (end.0 - dx * 0.8 - dy * 0.6 * turn, end.1 - dy * 0.8 + dx * 0.6 * turn);
    line(svg, "way-head", &[wing(1.0), end, wing(-1.0)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(levels: &[i8], from: Spot, to: Spot, riser: Option<Riser>) -> String {
        let floors: Vec<(String, i8)> = levels.iter().map(|level| (format!("{level}. <sal>"), *level)).collect();
        WayFinder { floors: &floors, from, to, sign: "2", riser, here: "Du er her" }.draw().0
    }

    const LIFT: Option<Riser> = Some(Riser { x: 85, y: 60, stairs: false });

    fn numbers_after<'a>(svg: &'a str, class: &str, name: &str) -> &'a str {
        let element = svg.split(&format!("class=\"{class}\"")).nth(1).expect("the element");
        element.split(&format!("{name}=\"")).nth(1).expect("the attribute").split('"').next().expect("a value")
    }

    #[test]
    fn every_floor_is_named_and_the_way_goes_by_the_lift() {
        let (from, to) = (Spot { floor: 0, x: 35, y: 75 }, Spot { floor: 2, x: 30, y: 40 });
        let svg = drawn(&[0, 1, 2], from, to, LIFT);
        for shown in
            ["0. &lt;sal&gt;", "1. &lt;sal&gt;", "2. &lt;sal&gt;", "Du er her", ">2</text>", "way-riser", "way-head"]
        {
            assert!(svg.contains(shown), "{shown}: {svg}");
        }
        assert_eq!(svg.matches("way-shaft").count(), 2, "between each two of three floors");
        assert!(!svg.contains("NaN") && !svg.contains("style="));
    }

    #[test]
    fn on_the_same_floor_there_is_no_lift() {
        let (from, to) = (Spot { floor: 0, x: 35, y: 75 }, Spot { floor: 0, x: 80, y: 20 });
        let svg = drawn(&[0], from, to, LIFT);
        assert!(!svg.contains("way-shaft") && !svg.contains("way-riser") && svg.contains("way-head"), "{svg}");
    }

    #[test]
    fn the_sign_stays_within_the_drawing_whatever_the_house() {
        for levels in [&[0_i8][..], &[-1, 0], &[0, 1, 2], &[-2, -1, 0, 1, 2, 3]] {
            for to in [(0, 0), (30, 40), (100, 0), (100, 100)] {
                let (low, high) = (levels[0], levels[levels.len() - 1]);
                let svg =
                    drawn(levels, Spot { floor: low, x: 50, y: 50 }, Spot { floor: high, x: to.0, y: to.1 }, LIFT);
                let y: f32 = numbers_after(&svg, "way-sign", "y").parse().expect("a number");
                assert!(y >= 0.0, "{levels:?} {to:?}: {y}");
            }
        }
    }
}
