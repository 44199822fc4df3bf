//! The municipality's crest, the arcade of its accent field, and the sign of the program.

use super::Markup;

/// The crest: a shield with a gate over water. One colour, that of the text around it; what is cut out shows the ground.
pub(crate) fn crest() -> Markup {
    Markup(
        concat!(
            r#"<svg class="crest" viewBox="0 0 64 80" aria-hidden="true" focusable="false">"#,
            r#"<path fill="currentColor" fill-rule="evenodd" d="M0 0h64v48c0 14-12 24-32 32C12 72 0 62 0 48z"#,
            r#"M20 40V28a12 12 0 0 1 24 0v12z"/>"#,
            r#"<g class="crest-water" fill="none" stroke-width="4.500" stroke-linecap="round">"#,
            r#"<path d="M11 49c5-5 10-5 14 0s10 5 14 0 10-5 14 0"/><path d="M15 61c4-4 8-4 11 0s8 4 12 0 8-4 11 0"/></g></svg>"#
        )
        .to_owned(),
    )
}

/// Three tonal arches that stand at the end of an accent field.
pub(crate) fn arcade() -> Markup {
    Markup(
        concat!(
            r#"<svg class="arcade" viewBox="0 0 610 420" preserveAspectRatio="xMaxYMax slice" aria-hidden="true" focusable="false">"#,
            r#"<path d="M0 420V245a75 75 0 0 1 150 0v175z"/><path d="M170 420V185a95 95 0 0 1 190 0v235z"/>"#,
            r#"<path d="M380 420V125a125 125 0 0 1 250 0v295z"/></svg>"#
        )
        .to_owned(),
    )
}

/// The sign of the program: somebody at a desk.
pub(crate) fn logo() -> Markup {
    Markup(
        concat!(
            r#"<svg class="logo" viewBox="0 0 24 24" aria-hidden="true" focusable="false">"#,
            r#"<circle cx="12" cy="7.500" r="5"/><rect x="1" y="15" width="22" height="6" rx="2"/></svg>"#
        )
        .to_owned(),
    )
}
