//! The info pane: the pages that the set-up shows today; where it has none, when one is open and where one waits.

use std::collections::BTreeSet;

use domain::ids::Language;
use domain::setup::{InfoPage, Picture, Screen, Setup};
use jiff::civil::Date;

use super::hours;
use super::sizes::width;
use crate::signs::{Markup, picture};
use crate::texts::{Texts, Values};

/// How wide a text may be, as a multiple of its size, to stand in two lines of the pane.
const TWO_LINES: f32 = 56.0;

/// A page of the pane.
pub(super) struct Page {
    pub(super) picture: Option<Markup>,
    pub(super) title: String,
    pub(super) text: String,
    /// Whether the text needs smaller type and closer lines.
    pub(super) is_long: bool,
}

impl Page {
    fn new(shown: Picture, title: String, text: String) -> Self {
        let is_long = width(&text) > TWO_LINES;
        Self { picture: picture(shown), title, text, is_long }
    }
}

/// The pages of a date; never none.
pub(super) fn pages(setup: &Setup, screen: &Screen, date: Date, texts: &Texts, language: &Language) -> Vec<Page> {
    let valid =
        |page: &&InfoPage| page.from.is_none_or(|from| from <= date) && page.until.is_none_or(|until| date <= until);
    let news: Vec<Page> = screen
        .pages
        .iter()
        .filter(valid)
        .map(|page| Page::new(page.picture, page.title.get(language).to_owned(), page.text.get(language).to_owned()))
        .collect();
    if news.is_empty() { own(setup, screen, date, texts, language) } else { news }
}

/// What is known without any news: today's hours, and the way to each waiting area.
fn own(setup: &Setup, screen: &Screen, date: Date, texts: &Texts, language: &Language) -> Vec<Page> {
    let queues = || screen.queues.iter().filter_map(|id| setup.queues.get(id));
    let spans = hours::on(queues(), date).into_iter().map(|span| hours::span(span, language));
    let spans = texts.commas(language, spans);
    let title = if spans.is_empty() {
        texts.get(language, "screen-closed-today")
    } else {
        let mut values = Values::new();
        values.set("hours", spans);
        texts.with(language, "screen-open-today", &values)
    };
    let place = [setup.name.get(language), &setup.address].into_iter().filter(|part| !part.is_empty());
    let place = place.collect::<Vec<_>>().join(" · ");
    let areas: BTreeSet<_> = queues().filter_map(|queue| queue.area.as_ref()).collect();
    let ways = areas.into_iter().filter_map(|id| setup.areas.get(id)).filter(|area| !area.way.is_empty());
    let ways = ways
        .map(|area| Page::new(Picture::Help, area.name.get(language).to_owned(), area.way.get(language).to_owned()));
    std::iter::once(Page::new(Picture::Calendar, title, place)).chain(ways).collect()
}
