//! Pictures for the info pane: drawn here, in colours of their own. They are decoration; the words stand beside them.
//!
//! They are the one place where yellow is no call, as the pane stands apart from the calls.

use domain::setup::Picture;

use super::Markup;

/// The picture, 484 by 272; it fills its place from the bottom up. Nothing where the page has none.
pub(crate) fn picture(picture: Picture) -> Option<Markup> {
    let drawing = match picture {
        Picture::Town => TOWN,
        Picture::Calendar => CALENDAR,
        Picture::Help => HELP,
        Picture::None => return None,
    };
    Some(Markup(format!(
        r#"<svg class="picture" viewBox="0 0 484 272" preserveAspectRatio="xMidYMax slice" aria-hidden="true" focusable="false">{drawing}</svg>"#
    )))
}

/// A row of houses on a winter's evening, with a tree.
const TOWN: &str = concat!(
    r##"<path fill="#082F3B" d="M0 0h484v272H0z"/>"##,
    r##"<path fill="#CFE5EA" d="M385 30a31 31 0 1 0 34 51 33 33 0 0 1-34-51z"/>"##,
    r##"<path fill="#10505F" d="M0 148l45-38 46 38v114H0zM395 170l45-44 44 34v102h-89z"/>"##,
    r##"<path fill="#B5451B" d="M84 121l42-47 42 47v141H84z"/>"##,
    r##"<path fill="#94301F" d="M320 140l43-52 43 52v122h-86z"/>"##,
    r##"<path fill="#CFE5EA" d="M162 160l35-36 36 36v102h-71z"/>"##,
    r##"<path fill="#1F5A3A" d="M276 96l46 76h-17l34 47h-19l18 43H219l32-43h-19l30-47h-18z"/>"##,
    r##"<g fill="#FFD23F"><circle cx="276" cy="92" r="9"/><circle cx="290" cy="132" r="5"/><circle cx="262" cy="140" r="5"/>"##,
    r##"<circle cx="277" cy="164" r="5"/><circle cx="253" cy="197" r="5"/><circle cx="304" cy="200" r="5"/><circle cx="276" cy="207" r="5"/>"##,
    r##"<circle cx="240" cy="240" r="5"/><circle cx="292" cy="246" r="5"/><circle cx="312" cy="236" r="5"/>"##,
    r##"<path d="M18 176h13v18H18zM52 214h13v18H52zM102 146h13v18h-13zM133 146h13v18h-13zM102 184h13v18h-13zM133 184h13v18h-13zM102 222h13v18h-13z"/>"##,
    r##"<path d="M181 180h12v18h-12zM338 198h13v18h-13zM369 158h13v18h-13zM369 198h13v18h-13zM418 186h12v18h-12z"/></g>"##,
    r##"<g fill="#082F3B"><path d="M18 214h13v18H18zM52 176h13v18H52zM207 180h12v18h-12zM338 158h13v18h-13zM448 186h12v18h-12zM418 222h12v18h-12z"/>"##,
    r##"<path d="M179 272v-20a16 16 0 0 1 32 0v20zM340 272v-16a14 14 0 0 1 28 0v16z"/><path d="M0 262h484v10H0z"/></g>"##
);

/// A month's sheet with one day marked, and a clock.
const CALENDAR: &str = concat!(
    r##"<path fill="#082F3B" d="M0 0h484v272H0z"/>"##,
    r##"<rect x="122" y="62" width="240" height="190" rx="16" fill="#F3F5F2"/>"##,
    r##"<path fill="#B5451B" d="M122 112V78a16 16 0 0 1 16-16h208a16 16 0 0 1 16 16v34z"/>"##,
    r##"<path stroke="#CFE5EA" stroke-width="12" stroke-linecap="round" d="M178 44v34M306 44v34"/>"##,
    r##"<g fill="#B5D3D9"><rect x="146" y="132" width="34" height="26" rx="5"/><rect x="192" y="132" width="34" height="26" rx="5"/>"##,
    r##"<rect x="238" y="132" width="34" height="26" rx="5"/><rect x="284" y="132" width="34" height="26" rx="5"/>"##,
    r##"<rect x="146" y="170" width="34" height="26" rx="5"/><rect x="238" y="170" width="34" height="26" rx="5"/>"##,
    r##"<rect x="284" y="170" width="34" height="26" rx="5"/><rect x="146" y="208" width="34" height="26" rx="5"/>"##,
    r##"<rect x="192" y="208" width="34" height="26" rx="5"/><rect x="238" y="208" width="34" height="26" rx="5"/></g>"##,
    r##"<rect x="192" y="170" width="34" height="26" rx="5" fill="#00566B"/>"##,
    r##"<path fill="none" stroke="#FFFFFF" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" d="M201 183l6 6 11-12"/>"##,
    r##"<circle cx="372" cy="222" r="44" fill="#1F5A3A"/><circle cx="372" cy="222" r="32" fill="#F3F5F2"/>"##,
    r##"<path fill="none" stroke="#10211F" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" d="M372 202v20l13 9"/>"##
);

/// Two people at a desk.
const HELP: &str = concat!(
    r##"<path fill="#082F3B" d="M0 0h484v272H0z"/>"##,
    r##"<path fill="#10505F" d="M40 272V150a66 66 0 0 1 132 0v122zM312 272V150a66 66 0 0 1 132 0v122z"/>"##,
    r##"<circle cx="162" cy="110" r="32" fill="#CFE5EA"/><path fill="#B5451B" d="M106 216a56 56 0 0 1 112 0z"/>"##,
    r##"<circle cx="322" cy="110" r="32" fill="#CFE5EA"/><path fill="#1F5A3A" d="M266 216a56 56 0 0 1 112 0z"/>"##,
    r##"<path fill="#F3F5F2" d="M72 216h340v18H72z"/><path fill="#B5D3D9" d="M92 234h300v38H92z"/>"##,
    r##"<path fill="#F3F5F2" d="M206 34h72a14 14 0 0 1 14 14v34a14 14 0 0 1-14 14h-22l-14 16-14-16h-22a14 14 0 0 1-14-14V48a14 14 0 0 1 14-14z"/>"##,
    r##"<g fill="#00566B"><circle cx="222" cy="65" r="6"/><circle cx="242" cy="65" r="6"/><circle cx="262" cy="65" r="6"/></g>"##
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_have_no_words_and_no_styles() {
        for each in [Picture::Town, Picture::Calendar, Picture::Help] {
            let markup = picture(each).unwrap().0;
            assert!(markup.contains("viewBox") && !markup.contains("<text") && !markup.contains("style="));
        }
        assert!(picture(Picture::None).is_none());
    }
}
