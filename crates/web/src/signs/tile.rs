//! The tile: shape, letter and colour of a queue. The shape holds in black and white too.
//!
//! Eight letters have a shape and a colour of their own; of the others the shapes repeat in another colour, and always
//! with another letter.

use std::borrow::Borrow;

use super::Markup;

/// The letters that have a shape and a colour of their own, in the order of the colours.
const OWN: [char; 8] = ['A', 'B', 'M', 'P', 'J', 'S', 'T', 'G'];

/// The shapes in a box of 100, in the order of [`OWN`]: circle, square, hexagon, diamond, arch, clover, shield, leaf.
const SHAPES: [&str; 8] = [
    r#"<circle cx="50" cy="50" r="49"/>"#,
    r#"<rect x="4" y="4" width="92" height="92" rx="11"/>"#,
    r#"<path d="M28 7h44a6 6 0 0 1 5 3l21 36a8 8 0 0 1 0 8L77 90a6 6 0 0 1-5 3H28a6 6 0 0 1-5-3L2 54a8 8 0 0 1 0-8l21-36a6 6 0 0 1 5-3z"/>"#,
    r#"<path d="M44 4a8.500 8.500 0 0 1 12 0l40 40a8.500 8.500 0 0 1 0 12L56 96a8.500 8.500 0 0 1-12 0L4 56a8.500 8.500 0 0 1 0-12z"/>"#,
    r#"<path d="M6 48a44 44 0 0 1 88 0v38a9 9 0 0 1-9 9H15a9 9 0 0 1-9-9z"/>"#,
    r#"<path d="M28 2a26 26 0 0 1 22 12 26 26 0 1 1 36 36 26 26 0 1 1-36 36 26 26 0 1 1-36-36A26 26 0 0 1 28 2z"/>"#,
    r#"<path d="M15 5h70a9 9 0 0 1 9 9v34c0 27-18 41-41 48a9 9 0 0 1-6 0C24 89 6 75 6 48V14a9 9 0 0 1 9-9z"/>"#,
    r#"<path d="M12 4h42a42 42 0 0 1 42 42v42a8 8 0 0 1-8 8H46A42 42 0 0 1 4 54V12a8 8 0 0 1 8-8z"/>"#,
];

/// How far down the middle of each shape lies, so that the letter stands where the eye expects it.
const MIDDLES: [f32; 8] = [50.0, 50.0, 50.0, 50.0, 53.0, 50.0, 46.0, 50.0];

/// How high a capital letter is, as a share of the type's size.
const CAPITAL: f32 = 0.7;

/// The size of the letter in a box of 100.
const LETTER: f32 = 56.0;

/// The shape and the colour of a letter, as places in [`SHAPES`] and in the style sheet's colours.
fn look(letter: char) -> (usize, usize) {
    if let Some(own) = OWN.iter().position(|known| *known == letter) {
        return (own, own);
    }
    let others = ('A'..='Z').filter(|c| !OWN.contains(c));
    let place = others.take_while(|c| *c != letter).count();
    (place % SHAPES.len(), (place + 3 + place / SHAPES.len()) % SHAPES.len())
}

/// The filled tile of a queue's letter. A class of the surroundings may make it white, or ink on the call light.
pub(crate) fn tile(letter: impl Borrow<char>) -> Markup {
    drawn(*letter.borrow(), "tile")
}

/// The outline of the tile, for a queue that is not served here, not chosen, or over.
pub(crate) fn tile_ghost(letter: impl Borrow<char>) -> Markup {
    drawn(*letter.borrow(), "tile ghost")
}

/// The filled tile as a part of another drawing: a group in a box of 100.
pub(crate) fn tile_part(letter: char) -> Markup {
    let (colour, inner) = inside(letter);
    Markup(format!(r#"<g class="tile tile-{colour}">{inner}</g>"#))
}

fn drawn(letter: char, class: &str) -> Markup {
    let (colour, inner) = inside(letter);
    Markup(format!(
        r#"<svg class="{class} tile-{colour}" viewBox="0 0 100 100" role="img" aria-label="{letter}">{inner}</svg>"#
    ))
}

/// The colour's place, and the shape with its letter.
fn inside(letter: char) -> (usize, String) {
    let (shape, colour) = look(letter);
    let drawing = SHAPES.get(shape).copied().unwrap_or(SHAPES[0]);
    let baseline = MIDDLES.get(shape).copied().unwrap_or(50.0) + LETTER * CAPITAL / 2.0;
    let letter = format!(r#"<text x="50" y="{baseline:.1}" text-anchor="middle" font-size="{LETTER}">{letter}</text>"#);
    (colour, format!("{drawing}{letter}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_letters_look_alike_but_for_the_letter_where_shapes_last() {
        let mut seen = BTreeSet::new();
        for letter in 'A'..='Z' {
            let (shape, colour) = look(letter);
            assert!(shape < SHAPES.len() && colour < SHAPES.len(), "{letter}");
            assert!(seen.insert((shape, colour)), "{letter} looks like another letter");
        }
    }

    #[test]
    fn a_tile_says_its_letter() {
        let markup = tile('A').0;
        assert!(markup.contains("tile-0") && markup.contains(r#"aria-label="A""#) && !markup.contains("style="));
        assert!(tile_ghost('B').0.contains("tile ghost tile-1"));
    }
}
