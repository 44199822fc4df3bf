//! How large type must be on the wall, from how far it is read, and how wide it then is.
//!
//! A called number and its desk are read at the distance that the set-up declares: a capital letter subtends at least
//! 0.7 degrees there (EN 301 549, 5.1.4). The type grows with the distance as far as its panel allows: a desk's number
//! and a number of two digits to 11 m, one of three digits to 10 m. A set-up that declares more gets the largest type
//! there is room for. Widths are estimates that are rather too wide; a browser test holds the boxes to them.

/// How large a dot of the screen is: 55 inches, 1,920 dots across.
pub(super) const MM_PER_PX: f32 = 0.634;

/// The tangent of the angle that a capital letter subtends at least: 0.7 degrees.
pub(super) const TANGENT: f32 = 0.012_218;

/// How high a capital letter or a digit is, as a share of the type's size.
pub(super) const CAPITAL: f32 = 0.7;

/// The size of type that can be read at a distance, in dots.
pub(super) fn readable_at(distance_metres: u8) -> f32 {
    (f32::from(distance_metres) * 1_000.0 * TANGENT / MM_PER_PX / CAPITAL).ceil()
}

/// About how wide a text is, as a multiple of its size.
pub(super) fn width(text: &str) -> f32 {
    text.chars().map(width_of).sum()
}

fn width_of(c: char) -> f32 {
    match c {
        '1' | 'f' | 't' | 'r' | '-' | '(' | ')' => 0.42,
        '0'..='9' => 0.58,
        ' ' => 0.26,
        'i' | 'l' | 'j' | 'I' | '.' | ',' | ':' | '\'' | '’' | 'ı' | 'і' => 0.3,
        'm' | 'w' | 'M' | 'W' | 'æ' | 'Æ' | 'ш' | 'щ' | 'ж' | 'ю' | 'Ш' | 'Щ' | 'Ж' | 'Ю' | 'м' | 'ф' => {
            0.9
        }
        c if c.is_uppercase() => 0.72,
        '\u{0600}'..='\u{06ff}' => 0.46,
        _ => 0.59,
    }
}

/// A text in one or two lines, whichever can be larger within a box; and the size it then has, `largest` at most.
pub(super) fn in_lines(text: &str, box_width: f32, box_height: f32, largest: f32) -> (Vec<String>, f32) {
    let one = largest.min(box_width / width(text).max(0.1)).min(box_height / LINE);
    let middle = text.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| text.split_at(at));
    let split = middle.min_by(|a, b| widest(*a).total_cmp(&widest(*b)));
    let Some((first, second)) = split else { return (vec![text.to_owned()], one) };
    let two = largest.min(box_width / widest((first, second)).max(0.1)).min(box_height / (2.0 * LINE));
    if two > one { (vec![first.to_owned(), second.trim_start().to_owned()], two) } else { (vec![text.to_owned()], one) }
}

/// How high a line is, as a multiple of its size.
pub(super) const LINE: f32 = 1.05;

fn widest((first, second): (&str, &str)) -> f32 {
    width(first).max(width(second.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_letter_subtends_seven_tenths_of_a_degree_where_it_is_read() {
        for (metres, cap_mm) in [(3, 36.7), (5, 61.1), (8, 97.7), (10, 122.2)] {
            let shown = readable_at(metres) * CAPITAL * MM_PER_PX;
            assert!(shown >= cap_mm && shown < cap_mm + 0.7, "{metres} m: {shown} mm");
        }
    }

    #[test]
    fn a_long_name_breaks_into_two_lines_where_that_makes_it_larger() {
        let (lines, size) = in_lines("Receptionen", 400.0, 300.0, 220.0);
        assert!(lines == ["Receptionen"] && size < 80.0, "{size}");
        let (lines, size) = in_lines("Store mødesal i stuen", 400.0, 300.0, 220.0);
        assert_eq!(lines, ["Store mødesal", "i stuen"]);
        assert!(size > in_lines("Storemødesalistuen", 400.0, 300.0, 220.0).1);
        assert!(in_lines("", 400.0, 300.0, 220.0).1.is_finite());
    }
}
