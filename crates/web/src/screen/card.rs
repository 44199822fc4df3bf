//! The large signs of a call: the card of the newest call, and the panel that fills the wall while it is called.
//!
//! They are drawings, because what must be read from metres away may not depend on how a browser breaks lines. Where a
//! number or a name is too long for its place the type shrinks, and never what stands around it.

use super::canvas::Canvas;
use super::sizes::{CAPITAL, in_lines, readable_at, width};
use crate::signs::Markup;

/// What a sign shows.
pub(super) struct Sign<'a> {
    pub(super) letter: char,
    pub(super) count: u16,
    pub(super) desk: &'a str,
    /// What it says, in words.
    pub(super) says: &'a str,
    pub(super) distance_metres: u8,
    pub(super) mirrored: bool,
}

/// A desk's name as a word and the number at its end, "Skranke" and "4"; no number where the name does not end in one.
pub(super) fn word_and_number(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once(' ') {
        Some((word, number)) if is_number(number) => (word, Some(number)),
        None if is_number(name) => ("", Some(name)),
        _ => (name, None),
    }
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The card's box.
const CARD: (f32, f32) = (1036.0, 343.0);

/// The number's size on the card where it has two digits, and where it has more, unless the distance asks for larger.
const CARD_NUMBER: (f32, f32) = (260.0, 200.0);

/// The least size of a desk's number on the card.
const CARD_DESK: f32 = 216.0;

/// The least width of the card's field with a desk's number, the width with a name, and that with a name which would
/// else be smaller than [`NAME_LEAST`].
const CARD_FIELD: (f32, f32, f32) = (303.0, 430.0, 520.0);

/// The least size of type on the wall: 18 mm of capital letters.
const NAME_LEAST: f32 = 42.0;

/// The panel's box, and how high its yellow field is; the desk stands below.
const PANEL: (f32, f32) = (1104.0, 965.0);
const PANEL_YELLOW: f32 = 664.0;

/// The number's size on the panel where there is room.
const PANEL_NUMBER: f32 = 532.0;

/// The least size of a desk's number on the panel.
const PANEL_DESK: f32 = 170.0;

impl Sign<'_> {
    /// The card of the newest call; yellow while the citizen is on the way.
    pub(super) fn card(&self, is_on: bool) -> Markup {
        let class = if is_on { "call-card on" } else { "call-card" };
        let desk = self.card_desk();
        let room = CARD.0 - desk.width();
        let mut number = Canvas::new("card-number", (room, CARD.1), self.mirrored);
        self.card_number(&mut number, room);
        Canvas::together(class, self.says, number, desk)
    }

    /// The tile, the number and, where there is room, an arrow.
    fn card_number(&self, canvas: &mut Canvas, room: f32) {
        let count = self.count.to_string();
        let usual = if count.len() <= 2 { CARD_NUMBER.0 } else { CARD_NUMBER.1 };
        let wanted = usual.max(readable_at(self.distance_metres));
        let digits = width(&count);
        let middle = CARD.1 / 2.0;
        // Start, tile, gap, and what is left free at the end: for the arrow where the number leaves room for it.
        let spaced = [
            (39.0, 178.0, 29.0, 138.0),
            (32.0, 160.0, 24.0, 126.0),
            (32.0, 160.0, 24.0, 24.0),
            (22.0, 110.0, 18.0, 18.0),
        ];
        let fits = |(start, tile, gap, end): &&(f32, f32, f32, f32)| start + tile + gap + digits * wanted + end <= room;
        let (start, tile, gap, end) = *spaced.iter().find(fits).unwrap_or(&spaced[3]);
        let size = wanted.min((room - start - tile - gap - end) / digits);
        canvas.number((self.letter, &count), start, middle, (tile, gap, size));
        if end > 100.0 {
            canvas.arrow(room - 126.0, middle, 96.0);
        }
    }

    /// The desk in its field at the end of the card.
    fn card_desk(&self) -> Canvas {
        let wanted = readable_at(self.distance_metres).max(CARD_DESK).min(CARD.1 * 0.64 / CAPITAL);
        let (middle, (word, number)) = (CARD.1 / 2.0, word_and_number(self.desk));
        let canvas = |field: f32| Canvas::new("card-desk", (field, CARD.1), self.mirrored);
        let Some(number) = number else {
            let fitted = |field: f32| (field, in_lines(word, field - 44.0, CARD.1 - 48.0, wanted));
            let usual = fitted(CARD_FIELD.1);
            let (field, (lines, size)) = if usual.1.1 < NAME_LEAST { fitted(CARD_FIELD.2) } else { usual };
            let mut canvas = canvas(field);
            canvas.lines("desk-name", &lines, field / 2.0, middle, size);
            return canvas;
        };
        let field = CARD_FIELD.0.max(width(number) * wanted + 40.0);
        let (mut canvas, centre) = (canvas(field), field / 2.0);
        if word.is_empty() {
            canvas.centred("desk-number", number, centre, middle, wanted);
            return canvas;
        }
        canvas.centred("desk-word", word, centre, 67.0, 60.0_f32.min((field - 32.0) / width(word)));
        canvas.centred("desk-number", number, centre, 204.0_f32.max(110.0 + wanted * CAPITAL / 2.0), wanted);
        canvas
    }

    /// The panel that fills the wall while the call is new; `heading` stands above the number.
    pub(super) fn panel(&self, heading: &str) -> Markup {
        let mut number = Canvas::new("panel-number", (PANEL.0, PANEL_YELLOW), self.mirrored);
        number.icon("volume", 58.0, 70.0, 50.0);
        number.text("panel-says", heading, 128.0, 70.0, 46.0);
        self.panel_number(&mut number);
        let mut desk = Canvas::new("panel-desk", (PANEL.0, PANEL.1 - PANEL_YELLOW), self.mirrored);
        self.panel_desk(&mut desk);
        Canvas::together("call-panel tiles-ink", self.says, number, desk)
    }

    fn panel_number(&self, canvas: &mut Canvas) {
        let count = self.count.to_string();
        let (start, middle) = (63.0, 361.0);
        let (tile, gap) = if count.len() <= 2 { (365.0, 46.0) } else { (250.0, 36.0) };
        let room = PANEL.0 - start - tile - gap - 36.0;
        let size = PANEL_NUMBER.min(room / width(&count));
        canvas.number((self.letter, &count), start, middle, (tile, gap, size));
    }

    fn panel_desk(&self, canvas: &mut Canvas) {
        let (height, start) = (PANEL.1 - PANEL_YELLOW, 248.0);
        let (middle, room) = (height / 2.0, PANEL.0 - start - 48.0);
        let wanted = readable_at(self.distance_metres).max(PANEL_DESK).min(height * 0.76 / CAPITAL);
        canvas.arrow(57.0, middle, 160.0);
        let (word, number) = word_and_number(self.desk);
        let Some(number) = number else {
            let (lines, size) = in_lines(word, room, height - 24.0, wanted);
            return canvas.lines("desk-name", &lines, start + room / 2.0, middle, size);
        };
        if word.is_empty() {
            return canvas.digits("desk-number", number, start, middle, wanted);
        }
        let left = room - width(number) * wanted - width(" ") * wanted;
        canvas.word_and_number((word, number), start, middle, (wanted.min(left / width(word)), wanted));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::sizes::{MM_PER_PX, TANGENT};

    fn sign(count: u16, desk: &str, distance_metres: u8) -> Sign<'_> {
        Sign { letter: 'A', count, desk, says: "", distance_metres, mirrored: false }
    }

    /// The sizes of all texts of a class.
    fn sizes(svg: &str, class: &str) -> Vec<f32> {
        let class = format!("class=\"{class}\"");
        let after = svg.split(&class).skip(1);
        after.filter_map(|rest| rest.split("font-size=\"").nth(1)?.split('"').next()?.parse().ok()).collect()
    }

    fn is_readable(size: f32, distance_metres: u8) -> bool {
        size * CAPITAL * MM_PER_PX >= f32::from(distance_metres) * 1_000.0 * TANGENT
    }

    #[test]
    fn a_number_and_its_desk_are_read_from_as_far_as_the_set_up_says() {
        for metres in [1, 3, 5, 8, 10] {
            for (count, desk) in [(7, "Skranke 4"), (88, "Lokale 88"), (888, "Samtalerum 88"), (444, "12")] {
                let sign = sign(count, desk, metres);
                for drawing in [sign.card(true).0, sign.panel("Nu kaldes").0] {
                    for class in ["called-number", "desk-number"] {
                        let found = sizes(&drawing, class);
                        assert_eq!(found.len(), 1, "{class}: {drawing}");
                        assert!(is_readable(found[0], metres), "{count} {desk} at {metres} m: {class} is {}", found[0]);
                    }
                }
            }
        }
        // As far as the panel allows.
        assert!(is_readable(sizes(&sign(88, "Skranke 88", 11).card(true).0, "called-number")[0], 11));
        assert!(is_readable(sizes(&sign(88, "Skranke 88", 11).card(true).0, "desk-number")[0], 11));
    }

    #[test]
    fn whatever_the_set_up_says_the_card_has_room_for_it() {
        for metres in [1, 8, 40] {
            for desk in ["", "4", "Skranke 4", "Ekspeditionsskranken", "Å Å Å", "Lokale 1234", "Modtagelsen i stuen"]
            {
                for count in [1, 99, 999, 9_999] {
                    let svg = sign(count, desk, metres).card(true).0 + &sign(count, desk, metres).panel("").0;
                    let all = ["called-number", "desk-number", "desk-word", "desk-name"];
                    for size in all.into_iter().flat_map(|class| sizes(&svg, class)) {
                        assert!(size.is_finite() && size > 20.0, "{metres} {desk} {count}: {size}");
                    }
                    assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("style="));
                }
            }
        }
    }

    #[test]
    fn read_from_the_right_a_number_begins_with_its_tile_all_the_same() {
        let place = |svg: &str, before: &str, until: char| -> f32 {
            let rest = svg.split(before).nth(1).expect("the sign");
            rest.split(until).next().expect("its place").parse().expect("a number")
        };
        for count in [1, 16, 888] {
            let sign = Sign { mirrored: true, ..sign(count, "الشباك 4", 8) };
            for drawing in [sign.card(true).0, sign.panel("").0] {
                let number = drawing.split("</svg>").next().expect("the number's field");
                let tile = place(&number[number.rfind("<g transform").expect("a tile")..], "translate(", ' ');
                let digits = place(number, "direction=\"ltr\" x=\"", '"');
                assert!(tile < digits && number.contains("text-anchor=\"start\""), "{count}: {tile}, {digits}");
            }
        }
    }

    #[test]
    fn a_desks_name_is_split_where_it_ends_in_a_number() {
        assert_eq!(word_and_number("Skranke 4"), ("Skranke", Some("4")));
        assert_eq!(word_and_number("الشباك 4"), ("الشباك", Some("4")));
        assert_eq!(word_and_number("12"), ("", Some("12")));
        assert_eq!(word_and_number("Lokale 12B"), ("Lokale 12B", None));
        assert_eq!(word_and_number("Receptionen"), ("Receptionen", None));
    }
}
