//! The first step: what it is about. All services that can be booked, grouped by centre, or those that fit a search; the
//! choices of a service that has some; what it asks first, one question on each page; and where an answer leads elsewhere.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::{CentreId, Language, ReferralId, ServiceId};
use domain::setup::{Setup, Texts as Named};

use super::choice::Choice;
use super::say::Say;
use super::search::{self, QUERY_CHARS_MAX};
use super::shell::{Shell, Summary, Whereabouts};
use super::visitor::Visitor;
use crate::answers::{Led, follow};
use crate::authority::Anyone;
use crate::frame::see_other;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::signs::{Markup, tile};
use crate::state::AppState;
use crate::texts::Values;

#[derive(Template)]
#[template(path = "booking/errand.html")]
struct ErrandPage<'a> {
    around: Around<'a>,
    shell: Shell,
    answered: Vec<super::shell::Answered>,
    summary: Option<Summary>,
    heading: String,
    /// The service over a list of its choices.
    over: Option<(Markup, String)>,
    search: Option<Search>,
    groups: Vec<Group>,
}

/// The field in which one looks for a service.
struct Search {
    path: String,
    typed: String,
    max: usize,
    language: String,
    adapted: String,
    /// What was found, in one sentence.
    found: Option<String>,
    nothing: bool,
    all: String,
}

/// Services of one centre.
struct Group {
    name: String,
    rows: Vec<Row>,
}

struct Row {
    tile: Markup,
    name: String,
    help: String,
    to: String,
}

#[derive(Template)]
#[template(path = "booking/referral.html")]
struct ReferralPage<'a> {
    around: Around<'a>,
    shell: Shell,
    answered: Vec<super::shell::Answered>,
    summary: Option<Summary>,
    over: (Markup, String),
    heading: String,
    text: String,
    /// Where help is, and how the address is said.
    link: Option<(String, String)>,
    others: String,
}

pub(super) async fn all(_: Anyone, State(app): State<AppState>, visitor: Visitor) -> Result<Response, Problem> {
    let setups = app.engine.centres().into_iter().filter_map(|centre| Some((app.engine.setup(&centre)?, centre)));
    let setups: Vec<_> = setups.map(|(setup, centre)| (centre, setup)).collect();
    list(&app, visitor, "/book", &setups)
}

pub(super) async fn of_centre(_: Anyone, State(app): State<AppState>, visitor: Visitor) -> Result<Response, Problem> {
    let Some(place) = visitor.place.clone() else { return Err(Problem::not_found()) };
    let path = format!("/book/{}", place.centre);
    list(&app, visitor, &path, &[(place.centre, place.setup)])
}

fn list(
    app: &AppState,
    mut visitor: Visitor,
    path: &str,
    setups: &[(CentreId, Arc<Setup>)],
) -> Result<Response, Problem> {
    let typed = visitor.take("q")?.unwrap_or_default();
    let typed: String = typed.trim().chars().filter(|c| !c.is_control()).take(QUERY_CHARS_MAX).collect();
    let query = search::query(&typed);
    let language = visitor.language.clone();
    let t = |message: &str| app.texts.get(&language, message);
    let groups =
        if query.is_empty() { everything(app, &visitor, setups) } else { found(app, &visitor, setups, &query) };
    let count: usize = groups.iter().map(|group| group.rows.len()).sum();
    let said = (!query.is_empty()).then(|| said(app, &language, &typed, count));
    let search = Search {
        path: path.to_owned(),
        max: QUERY_CHARS_MAX,
        language: language.to_string(),
        adapted: visitor.aids.words().to_owned(),
        nothing: !query.is_empty() && count == 0,
        found: said,
        all: visitor.address(path, &[]),
        typed: typed.clone(),
    };
    let pairs = [("q", typed.as_str())];
    let back = if path == "/book" { "/" } else { "/book" };
    let back = visitor.address(back, &[]);
    let shell = Shell::new(app, &visitor, &Whereabouts { path, pairs: &pairs }, 1, Some(back));
    let heading = t("booking-what");
    let around = Around::on(app, visitor.aids.surface(), &[], language, heading.clone(), "");
    let around = match setups.first() {
        Some((_, setup)) => around.of(setup),
        None => around,
    };
    let (answered, summary, over) = (Vec::new(), None, None);
    html(&ErrandPage { around, shell, answered, summary, heading, over, search: Some(search), groups })
}

fn said(app: &AppState, language: &Language, typed: &str, count: usize) -> String {
    let mut values = Values::new();
    values.set("count", count);
    values.set("query", typed.to_owned());
    app.texts.with(language, if count == 0 { "booking-found-none" } else { "booking-found" }, &values)
}

/// Every service that can be booked, in the order of the kiosks' buttons.
fn everything(app: &AppState, visitor: &Visitor, setups: &[(CentreId, Arc<Setup>)]) -> Vec<Group> {
    let group = |(centre, setup): &(CentreId, Arc<Setup>)| {
        let say = Say { texts: &app.texts, language: &visitor.language, setup };
        let rows: Vec<Row> = roots(setup).iter().filter_map(|id| row(visitor, centre, &say, id)).collect();
        (!rows.is_empty()).then(|| Group { name: setup.name.get(&visitor.language).to_owned(), rows })
    };
    setups.iter().filter_map(group).collect()
}

fn row(visitor: &Visitor, centre: &CentreId, say: &Say<'_>, id: &ServiceId) -> Option<Row> {
    let service = say.setup.services.get(id)?;
    Some(Row {
        tile: tile(say.errand(id).letter),
        name: service.name.get(say.language).to_owned(),
        help: service.help.get(say.language).to_owned(),
        to: visitor.address(&format!("/book/{centre}/{id}"), &[]),
    })
}

/// The services without a parent of which something can be booked: as the kiosks have them, then the others by name.
fn roots(setup: &Setup) -> Vec<&ServiceId> {
    let on_kiosks = setup.kiosks.values().flat_map(|kiosk| &kiosk.buttons);
    let mut others: Vec<&ServiceId> = setup.services.keys().collect();
    let danish = Language::danish();
    others.sort_by_key(|id| setup.services.get(*id).map(|service| service.name.get(&danish)));
    let mut all: Vec<&ServiceId> = Vec::new();
    for id in on_kiosks.chain(others) {
        let is_root = setup.services.get(id).is_some_and(|service| service.parent.is_none());
        if is_root && !all.contains(&id) && !bookable(setup, id).is_empty() {
            all.push(id);
        }
    }
    all
}

/// What can be booked of a service: itself, or those of its choices that can.
pub(super) fn bookable<'s>(setup: &'s Setup, id: &'s ServiceId) -> Vec<&'s ServiceId> {
    let Some(service) = setup.services.get(id) else { return Vec::new() };
    let own = std::iter::once(id).filter(|_| service.choices.is_empty());
    own.chain(&service.choices).filter(|id| setup.appointments.contains_key(*id)).collect()
}

/// What fits a search, the best first, in one list: the centre stands with each.
fn found(app: &AppState, visitor: &Visitor, setups: &[(CentreId, Arc<Setup>)], query: &[String]) -> Vec<Group> {
    let mut all = Vec::new();
    for (centre, setup) in setups {
        let say = Say { texts: &app.texts, language: &visitor.language, setup };
        for id in roots(setup).into_iter().flat_map(|id| bookable(setup, id)) {
            let score = search::fits(query, &texts_of(&say, id));
            if let Some(row) = row(visitor, centre, &say, id) {
                let help = setup.name.get(&visitor.language).to_owned();
                all.push((score, Row { name: say.errand(id).line(), help, ..row }));
            }
        }
    }
    let rows = search::best(all);
    if rows.is_empty() { Vec::new() } else { vec![Group { name: String::new(), rows }] }
}

/// What a service is looked for by: in Danish and in the language of the page.
fn texts_of(say: &Say<'_>, id: &ServiceId) -> search::Texts {
    let Some(service) = say.setup.services.get(id) else { return search::Texts::default() };
    let parent = service.parent.as_ref().and_then(|parent| say.setup.services.get(parent));
    let danish = Language::danish();
    let both = |texts: &'_ Named| [texts.get(say.language).to_owned(), texts.get(&danish).to_owned()];
    let names = both(&service.name);
    let words = say.setup.appointments.get(id).map(|bookable| both(&bookable.words)).unwrap_or_default();
    let helps = [both(&service.help), parent.map(|parent| both(&parent.name)).unwrap_or_default()].concat();
    search::Texts::of(
        names.iter().map(String::as_str),
        words.iter().map(String::as_str),
        helps.iter().map(String::as_str),
    )
}

/// A service: its choices, its questions, or how to meet.
pub(super) async fn of_service(
    _: Anyone,
    State(app): State<AppState>,
    mut visitor: Visitor,
    Path((_, service)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Some(place) = visitor.place.clone() else { return Err(Problem::not_found()) };
    let found = ServiceId::new(&service).ok().filter(|id| !bookable(&place.setup, id).is_empty());
    // A service that cannot be booked any more leads to those that can.
    let Some(id) = found else { return Ok(see_other(&visitor.address(&format!("/book/{}", place.centre), &[]))) };
    if !place.setup.appointments.contains_key(&id) {
        return choices(&app, &visitor, &place.centre, &place.setup, &id);
    }
    let choice = Choice::read(&mut visitor, place, id)?;
    let question = choice.bookable().and_then(|bookable| bookable.question.as_ref());
    match follow(&choice.place.setup, question, &choice.given) {
        Led::Through => super::how::show(&app, visitor, choice).await,
        Led::Ask(question) => ask(&app, &visitor, &choice, &question.clone()),
        Led::Refer(referral) => refer(&app, &visitor, &choice, &referral.clone()),
        Led::Astray => Ok(see_other(&visitor.address(&choice.base(), &[]))),
    }
}

fn choices(
    app: &AppState,
    visitor: &Visitor,
    centre: &CentreId,
    setup: &Setup,
    id: &ServiceId,
) -> Result<Response, Problem> {
    let say = Say { texts: &app.texts, language: &visitor.language, setup };
    let rows = bookable(setup, id).into_iter().filter_map(|choice| row(visitor, centre, &say, choice)).collect();
    let errand = say.errand(id);
    let path = format!("/book/{centre}/{id}");
    let shell =
        Shell::new(app, visitor, &Whereabouts { path: &path, pairs: &[] }, 1, Some(visitor.address("/book", &[])));
    let heading = say.t("booking-what");
    let around = Around::on(app, visitor.aids.surface(), &[], visitor.language.clone(), heading.clone(), "").of(setup);
    let over = Some((tile(errand.letter), errand.line()));
    let groups = vec![Group { name: String::new(), rows }];
    html(&ErrandPage { around, shell, answered: Vec::new(), summary: None, heading, over, search: None, groups })
}

fn ask(
    app: &AppState,
    visitor: &Visitor,
    choice: &Choice,
    question: &domain::ids::QuestionId,
) -> Result<Response, Problem> {
    let setup = &choice.place.setup;
    let Some(asked) = setup.questions.get(question) else { return Err(Problem::not_found()) };
    let say = Say { texts: &app.texts, language: &visitor.language, setup };
    let errand = say.errand(&choice.service);
    let answered_so_far = choice.answers.as_str();
    let rows = asked.answers.iter().map(|answer| {
        let pair = format!("{question}:{}", answer.id);
        let all = if answered_so_far.is_empty() { pair } else { format!("{answered_so_far},{pair}") };
        Row {
            tile: Markup::default(),
            name: answer.text.get(say.language).to_owned(),
            help: String::new(),
            to: visitor.address(&choice.base(), &[("answers", &all)]),
        }
    });
    let group = Group { name: String::new(), rows: rows.collect() };
    let (base, pairs) = (choice.base(), [("answers", answered_so_far)]);
    let back = Some(choice.before_answers(visitor));
    let shell = Shell::new(app, visitor, &Whereabouts { path: &base, pairs: &pairs }, 1, back);
    let heading = asked.text.get(say.language).to_owned();
    let around = Around::on(app, visitor.aids.surface(), &[], visitor.language.clone(), heading.clone(), "").of(setup);
    let over = Some((tile(errand.letter), errand.line()));
    html(&ErrandPage {
        around,
        shell,
        answered: Vec::new(),
        summary: None,
        heading,
        over,
        search: None,
        groups: vec![group],
    })
}

/// An answer leads to help elsewhere.
fn refer(app: &AppState, visitor: &Visitor, choice: &Choice, referral: &ReferralId) -> Result<Response, Problem> {
    let setup = &choice.place.setup;
    let Some(referral) = setup.referrals.get(referral) else { return Err(Problem::not_found()) };
    let say = Say { texts: &app.texts, language: &visitor.language, setup };
    let errand = say.errand(&choice.service);
    let (base, pairs) = (choice.base(), [("answers", choice.answers.as_str())]);
    let shell =
        Shell::new(app, visitor, &Whereabouts { path: &base, pairs: &pairs }, 1, Some(choice.before_answers(visitor)));
    let heading = referral.name.get(say.language).to_owned();
    let around = Around::on(app, visitor.aids.surface(), &[], visitor.language.clone(), heading.clone(), "").of(setup);
    let said = |link: &String| link.trim_start_matches("https://").trim_end_matches('/').to_owned();
    let page = ReferralPage {
        around,
        shell,
        answered: Vec::new(),
        summary: None,
        over: (tile(errand.letter), errand.line()),
        heading,
        text: referral.text.get(say.language).to_owned(),
        link: referral.link.as_ref().map(|link| (link.clone(), said(link))),
        others: visitor.address("/book", &[]),
    };
    html(&page)
}
