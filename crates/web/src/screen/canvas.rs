//! A drawing with type in exact sizes, mirrored as a whole where one reads from the right. A number never is: its tile
//! stands to the left of its digits in every language, as on its ticket.

use std::fmt::Write as _;

use super::sizes::{CAPITAL, LINE, width};
use crate::signs::{Markup, escaped, icon_part, tile_part};

/// A drawing in the making. Places are counted from where one begins to read.
pub(super) struct Canvas {
    svg: String,
    width: f32,
    mirrored: bool,
}

impl Canvas {
    /// An empty drawing. It is for eyes alone, and its ground is the style sheet's.
    pub(super) fn new(class: &str, (width, height): (f32, f32), mirrored: bool) -> Self {
        let svg = format!(
            r#"<svg class="{class}" viewBox="0 0 {width:.1} {height:.1}" width="{width:.1}" height="{height:.1}" aria-hidden="true" focusable="false">"#
        );
        Self { svg, width, mirrored }
    }

    /// The drawing.
    fn done(mut self) -> Markup {
        self.svg.push_str("</svg>");
        Markup(self.svg)
    }

    /// Two drawings side by side or one below the other, as the style sheet says; what they say is their name.
    pub(super) fn together(class: &str, says: &str, first: Self, second: Self) -> Markup {
        let (first, second, says) = (first.done(), second.done(), escaped(says));
        Markup(format!(r#"<div class="{class}" data-says="{says}">{first}{second}</div>"#))
    }

    /// Its width.
    pub(super) fn width(&self) -> f32 {
        self.width
    }

    fn left(&self, start: f32, own_width: f32) -> f32 {
        if self.mirrored { self.width - start - own_width } else { start }
    }

    fn put(&mut self, part: std::fmt::Arguments<'_>) {
        let _in_memory = self.svg.write_fmt(part);
    }

    /// A number from a place on: the tile, a gap, the digits. All of it is one sign that is read from the left.
    pub(super) fn number(&mut self, (letter, count): (char, &str), start: f32, middle: f32, sizes: (f32, f32, f32)) {
        let (tile, gap, digits) = sizes;
        let left = self.left(start, tile + gap + width(count) * digits);
        let (part, y, scale) = (tile_part(letter), middle - tile / 2.0, tile / 100.0);
        self.put(format_args!(r#"<g transform="translate({left:.1} {y:.1}) scale({scale:.3})">{part}</g>"#));
        self.digits_at("called-number", count, (left + tile + gap, "start"), middle, digits);
    }

    /// An icon that is the same whichever way one reads.
    pub(super) fn icon(&mut self, name: &str, start: f32, middle: f32, size: f32) {
        self.placed_icon(name, self.left(start, size), middle, size, false);
    }

    /// An arrow the way one reads.
    pub(super) fn arrow(&mut self, start: f32, middle: f32, size: f32) {
        self.placed_icon("arrow-right", self.left(start, size), middle, size, self.mirrored);
    }

    fn placed_icon(&mut self, name: &str, x: f32, middle: f32, size: f32, turned: bool) {
        let (y, scale) = (middle - size / 2.0, size / 24.0);
        let (x, flip) = if turned { (x + size, "-") } else { (x, "") };
        let part = icon_part(name);
        self.put(format_args!(
            r#"<g class="icon-part" transform="translate({x:.1} {y:.1}) scale({flip}{scale:.3} {scale:.3})">{part}</g>"#
        ));
    }

    /// Digits from a place on; they are read from the left in every language.
    pub(super) fn digits(&mut self, class: &str, digits: &str, start: f32, middle: f32, size: f32) {
        let place = (self.left(start, 0.0), if self.mirrored { "end" } else { "start" });
        self.digits_at(class, digits, place, middle, size);
    }

    fn digits_at(&mut self, class: &str, digits: &str, (x, anchor): (f32, &str), middle: f32, size: f32) {
        let y = middle + size * CAPITAL / 2.0;
        self.put(format_args!(
            r#"<text class="{class}" direction="ltr" x="{x:.1}" y="{y:.1}" font-size="{size:.1}" text-anchor="{anchor}">{digits}</text>"#
        ));
    }

    /// A text from a place on.
    pub(super) fn text(&mut self, class: &str, text: &str, start: f32, middle: f32, size: f32) {
        let (x, y, text) = (self.left(start, 0.0), middle + size * CAPITAL / 2.0, escaped(text));
        self.put(format_args!(r#"<text class="{class}" x="{x:.1}" y="{y:.1}" font-size="{size:.1}">{text}</text>"#));
    }

    /// A text around a place.
    pub(super) fn centred(&mut self, class: &str, text: &str, centre: f32, middle: f32, size: f32) {
        let (x, y, text) = (self.left(centre, 0.0), middle + size * CAPITAL / 2.0, escaped(text));
        self.put(format_args!(
            r#"<text class="{class}" x="{x:.1}" y="{y:.1}" font-size="{size:.1}" text-anchor="middle">{text}</text>"#
        ));
    }

    /// One or two lines around a place.
    pub(super) fn lines(&mut self, class: &str, lines: &[String], centre: f32, middle: f32, size: f32) {
        let pitch = size * LINE;
        let mut at = if lines.len() > 1 { middle - pitch / 2.0 } else { middle };
        for line in lines {
            self.centred(class, line, centre, at, size);
            at += pitch;
        }
    }

    /// A word and a number on one line, each in its own size.
    pub(super) fn word_and_number(&mut self, (word, number): (&str, &str), start: f32, middle: f32, sizes: (f32, f32)) {
        let (x, y, word) = (self.left(start, 0.0), middle + sizes.1 * CAPITAL / 2.0, escaped(word));
        self.put(format_args!(
            r#"<text class="desk-line" x="{x:.1}" y="{y:.1}" font-size="{:.1}"><tspan class="desk-word">{word}</tspan> <tspan class="desk-number" font-size="{:.1}">{number}</tspan></text>"#,
            sizes.0, sizes.1,
        ));
    }
}
