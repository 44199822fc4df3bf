//! The second step: how to meet. One card for each way, with what it is, how long it takes and when it can be had first.

use askama::Template;
use axum::response::Response;
use domain::command::Mode;
use domain::time::Instant;

use super::calendar::Plan;
use super::choice::{Choice, INTERPRETER};
use super::say::{Say, mode_of, sign, word};
use super::shell::{Answered, Shell, Summary, Whereabouts};
use super::visitor::Visitor;
use crate::frame::see_other;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::signs::{Markup, tile};
use crate::state::AppState;

/// The parameter of the way that is chosen.
const MODE: &str = "mode";

/// The ways in the order shown.
const MODES: [Mode; 3] = [Mode::Phone, Mode::InPerson, Mode::Video];

#[derive(Template)]
#[template(path = "booking/how.html")]
struct HowPage<'a> {
    around: Around<'a>,
    shell: Shell,
    answered: Vec<Answered>,
    summary: Option<Summary>,
    over: (Markup, String),
    path: String,
    /// What else stands in the address, for the form.
    hidden: Vec<(String, String)>,
    cards: Vec<Card>,
    interpreter: bool,
}

struct Card {
    value: &'static str,
    sign: Markup,
    name: String,
    text: String,
    /// When it can be had first.
    first: String,
    free: bool,
    chosen: bool,
}

/// Shows the ways of meeting; where one is named already, the calendar of it is next.
pub(super) async fn show(app: &AppState, mut visitor: Visitor, choice: Choice) -> Result<Response, Problem> {
    let chosen = visitor.take(MODE)?.as_deref().and_then(mode_of);
    if let Some(mode) = chosen {
        let path = format!("{}/{}", choice.base(), word(mode));
        return Ok(see_other(&visitor.address(&path, &choice.pairs())));
    }
    let place = choice.place.clone();
    let say = Say { texts: &app.texts, language: &visitor.language, setup: &place.setup };
    let cards = cards(app, &say, &choice).await?;
    let errand = say.errand(&choice.service);
    let (base, pairs) = (choice.base(), choice.pairs());
    let shell = Shell::new(
        app,
        &visitor,
        &Whereabouts { path: &base, pairs: &pairs },
        2,
        Some(choice.before_answers(&visitor)),
    );
    let title = say.t("booking-how");
    let around = Around::on(app, visitor.aids.surface(), &[], visitor.language.clone(), title, "").of(&place.setup);
    let aids = visitor.aids.words();
    let hidden = pairs.into_iter().filter(|(name, _)| *name != INTERPRETER);
    let hidden = hidden.chain([("lang", visitor.language.as_str()), ("adapted", aids)]);
    let hidden = hidden.filter(|(_, value)| !value.is_empty()).map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
    let summary = Summary {
        errand: Some((tile(errand.letter), errand.line())),
        go: say.t("booking-choose-time"),
        ..Summary::default()
    };
    let page = HowPage {
        around,
        shell,
        answered: vec![errand_answered(&say, &visitor, &choice)],
        summary: Some(summary),
        over: (tile(errand.letter), errand.line()),
        path: base,
        hidden,
        cards,
        interpreter: choice.interpreter,
    };
    html(&page)
}

/// The first step as it was answered.
pub(super) fn errand_answered(say: &Say<'_>, visitor: &Visitor, choice: &Choice) -> Answered {
    let errand = say.errand(&choice.service);
    Answered {
        lead: errand.lead,
        rest: errand.choice.unwrap_or_default(),
        change: choice.other_errand(visitor),
        what: say.t("booking-errand"),
    }
}

async fn cards(app: &AppState, say: &Say<'_>, choice: &Choice) -> Result<Vec<Card>, Problem> {
    let now = app.engine.now();
    let today = say.day_of(now);
    let mut cards = Vec::new();
    let mut best: Option<(Instant, usize)> = None;
    let Some(bookable) = choice.bookable() else { return Ok(cards) };
    for (mode, meeting) in MODES.into_iter().filter_map(|mode| Some((mode, bookable.meetings.get(&mode)?))) {
        let except = app.links.visit_of(&choice.hold);
        let plan = Plan::of(&choice.place.centre, &choice.service, mode, bookable, except);
        let first = plan.first_from(app, today, today).await?;
        if let Some(first) = first.filter(|first| best.is_none_or(|(earliest, _)| *first < earliest)) {
            best = Some((first, cards.len()));
        }
        let bring = bookable.bring.first().filter(|_| mode == Mode::InPerson);
        let bring = bring.map(|bring| bring.get(say.language).to_owned());
        let minutes = say.minutes(meeting.minutes);
        let parts = [Some(say.mode_means(mode)), bring, Some(minutes)];
        cards.push(Card {
            value: word(mode),
            sign: sign(mode),
            name: say.mode(mode),
            text: sentences(parts.into_iter().flatten()),
            first: match first {
                Some(first) => say.with("booking-first", &[("when", &say.when(first, now))]),
                None => say.t("booking-first-none"),
            },
            free: first.is_some(),
            chosen: false,
        });
    }
    // The first that can be had; the only one where there is one alone.
    let chosen = best.map_or(0, |(_, at)| at);
    if let Some(card) = cards.get_mut(chosen) {
        card.chosen = true;
    }
    Ok(cards)
}

/// Texts one after another, each with a point at its end.
fn sentences(parts: impl Iterator<Item = String>) -> String {
    let ended = |part: String| {
        let ends = part.ends_with(['.', '?', ':']);
        if ends { part } else { format!("{part}.") }
    };
    parts.filter(|part| !part.is_empty()).map(ended).collect::<Vec<_>>().join(" ")
}

/// The address of how to meet, with all that was chosen.
pub(super) fn address(visitor: &Visitor, choice: &Choice) -> String {
    visitor.address(&choice.base(), &choice.pairs())
}
