//! The signs that carry the product, as markup: the tile says which queue, the band says honestly how long, and icons.
//!
//! They are drawn here once, for every surface. Colours come from the style sheet by class; no sign holds a sentence, and
//! none is written with a style of its own (the policy of our pages forbids it).

mod band;
mod crest;
mod pictures;
mod qr;
mod tile;
mod wayfinder;

use std::borrow::Borrow;
use std::fmt;

pub(crate) use band::{Band, BandLabels};
pub(crate) use crest::{arcade, crest, logo};
pub(crate) use pictures::picture;
pub(crate) use qr::qr;
pub(crate) use tile::{tile, tile_ghost, tile_part};
pub(crate) use wayfinder::{Riser, Spot, WayFinder};

include!(concat!(env!("OUT_DIR"), "/icons.rs"));

/// Markup that is safe as it stands: made here from numbers, letters and our own words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Markup(pub(crate) String);

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Markup {}

/// An icon of the set, in the size and colour of the text around it. It is decoration: words stand beside it.
pub(crate) fn icon(name: &str) -> Markup {
    let shapes = icon_part(name);
    Markup(format!(r#"<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{shapes}</svg>"#))
}

/// The lines of an icon, as a part of another drawing: in a box of 24.
pub(crate) fn icon_part(name: &str) -> Markup {
    let shapes = ICONS.binary_search_by(|(known, _)| (*known).cmp(name)).ok().and_then(|at| ICONS.get(at));
    debug_assert!(shapes.is_some(), "there is no icon `{name}`");
    Markup(shapes.map_or("", |(_, shapes)| shapes).to_owned())
}

/// An icon that points the way one reads: it is turned round where one reads from the right.
pub(crate) fn icon_forward(icon: impl Borrow<Markup>) -> Markup {
    Markup(icon.borrow().0.replacen("class=\"icon\"", "class=\"icon forward\"", 1))
}

/// A text as it may stand in an attribute or between tags.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_are_in_order_and_hold_shapes() {
        assert!(ICONS.windows(2).all(|two| two[0].0 < two[1].0));
        assert!(icon("check").0.contains("<path"));
        assert_eq!(escaped("<a href='x'>&\""), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
    }
}
