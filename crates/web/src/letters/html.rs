//! A mail for programs that show pages: the words of its text, in the direction in which its language is read.
//!
//! Mail programs are no browsers: nothing is loaded, no style stands elsewhere than on its element, and no colour is chosen, so
//! that it is as readable on a dark ground as on a light one. The one link there is is the visit's own; an address that stands
//! in a centre's own text stays text.

use askama::Template;
use domain::ids::Language;

use crate::pages::is_mirrored;

#[derive(Template)]
#[template(path = "letters/mail.html")]
struct MailPage<'a> {
    language: &'a Language,
    dir: &'static str,
    subject: &'a str,
    paragraphs: Vec<Vec<Line<'a>>>,
}

/// A line of the text, with the link that is in it.
struct Line<'a> {
    before: &'a str,
    link: Option<&'a str>,
    after: &'a str,
}

/// The page of a mail: `text` as it is sent beside it, paragraphs apart by an empty line; `link` as it stands in it.
pub(super) fn page(language: &Language, subject: &str, text: &str, link: &str) -> Option<String> {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let page = MailPage {
        language,
        dir: if is_mirrored(language) { "rtl" } else { "ltr" },
        subject,
        paragraphs: paragraphs.map(|paragraph| paragraph.lines().map(|text| Line::of(text, link)).collect()).collect(),
    };
    page.render().ok()
}

impl<'a> Line<'a> {
    fn of(text: &'a str, link: &'a str) -> Self {
        match text.split_once(link).filter(|_| !link.is_empty()) {
            Some((before, after)) => Self { before, link: Some(link), after },
            None => Self { before: text, link: None, after: "" },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://nordvig.example/t/a?b=1&c";

    fn of(code: &str, text: &str) -> String {
        page(&Language::new(code).expect("a language"), "Din <tid>", text, LINK).expect("a page")
    }

    #[test]
    fn field_fault_33_what_was_typed_is_text_and_never_a_page() {
        let page = of("da", &format!("Hej <b onclick=\"x\">Ida</b> & co.\n\nSe: {LINK} nu\nhttps://evil.example/"));
        assert!(page.contains("<title>Din &#60;tid&#62;</title>"), "{page}");
        assert!(!page.contains("<b ") && page.contains("&#60;b onclick=&#34;x&#34;&#62;Ida"), "{page}");
        assert_eq!(page.matches("href=").count(), 1, "{page}");
        assert!(page.contains("href=\"https://nordvig.example/t/a?b=1&#38;c\""), "{page}");
        assert!(page.contains("<br>\nhttps://evil.example/</p>"), "{page}");
    }

    #[test]
    fn it_has_the_direction_of_its_language_and_loads_nothing() {
        let page = of("ar", "Et\n\n\n\nTo");
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">") && page.matches("<p ").count() == 2, "{page}");
        for outside in ["<img", "<link", "<style", "<script", "src=", "url(", "class=", "href="] {
            assert!(!page.contains(outside), "{outside} in {page}");
        }
        assert!(of("uk", "Et").contains("<html lang=\"uk\" dir=\"ltr\">"));
    }
}
