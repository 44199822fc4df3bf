//! How a citizen checks in: the means that this kiosk offers, and one of them. What was wrong is said above its field, and what
//! was typed is there again, but for a CPR number.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::setup::{CheckInBy, Kiosk};

use super::typed::{BIRTH_CHARS_MAX, CPR_CHARS_MAX, INITIALS_CHARS_MAX, Mistake, PHONE_CHARS_MAX, Typed, means, word};
use crate::authority::AtTheDoor;
use crate::form::new_command_id;
use crate::kiosk::say::Say;
use crate::kiosk::service::page_bar;
use crate::kiosk::shell::{Bar, Shell, Top, shell, top};
use crate::kiosk::stand::{Stand, see_other};
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::signs::{Markup, icon};
use crate::state::AppState;

/// The parameter of the means.
const BY: &str = "by";

/// The parameter of what is said of a try that left nothing to be shown again.
const SAID: &str = "said";

/// The parameter of the seconds of a pause.
const SECONDS: &str = "seconds";

#[derive(Template)]
#[template(path = "kiosk/check-in.html")]
struct CheckInPage<'a> {
    around: Around<'a>,
    shell: Shell,
    events: String,
    scan: Scan,
    view: Entry,
    say: Say<'a>,
}

/// What the page's script needs to know of the reader.
pub(in crate::kiosk) struct Scan {
    /// Whether anything that it reads checks in here.
    pub(in crate::kiosk) on: bool,
    /// What it puts before what it reads, with a line break between each.
    pub(in crate::kiosk) prefixes: String,
    /// What counts its form once.
    pub(in crate::kiosk) id: String,
    /// By which means what it reads is looked for: the one for a code, and the one for a number.
    pub(in crate::kiosk) code: &'static str,
    pub(in crate::kiosk) number: &'static str,
}

impl Scan {
    /// Of a kiosk.
    ///
    /// # Errors
    /// A [`Problem`] where the operating system gives no random bytes.
    pub(in crate::kiosk) fn of(kiosk: &Kiosk) -> Result<Self, Problem> {
        let has = |by| if kiosk.check_in.contains(&by) { word(by) } else { "" };
        let number = if has(CheckInBy::Card).is_empty() { has(CheckInBy::Cpr) } else { has(CheckInBy::Card) };
        let code = has(CheckInBy::Qr);
        let on = !(code.is_empty() && number.is_empty());
        Ok(Self { on, prefixes: kiosk.scan_prefixes.join("\n"), id: new_command_id()?, code, number })
    }
}

/// What the page shows.
struct Entry {
    top: Top,
    bar: Bar,
    back: String,
    ways: Vec<Way>,
    /// The word of the one that is chosen.
    by: &'static str,
    command_id: String,
    to: String,
    typed: Typed,
    /// The field that is wrong; empty where none is.
    wrong: &'static str,
    /// What is said before all else.
    told: Option<Told>,
    /// The keys of letters: those that every keyboard has, and those of the page's own language where it has others.
    letters: Vec<Letters>,
}

/// A means that can be chosen.
struct Way {
    word: &'static str,
    name: String,
    sign: Markup,
    to: String,
    chosen: bool,
}

/// What is said.
struct Told {
    title: String,
    text: String,
}

/// One set of keys.
struct Letters {
    keys: Vec<String>,
    /// What leads to the other set; empty where there is none.
    other: String,
}

impl Entry {
    /// What describes a field: what is wrong, and its hint.
    fn described(&self, field: &str) -> String {
        if self.wrong == field { format!("told {field}-hint") } else { format!("{field}-hint") }
    }
}

/// What is said of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// Nobody was found.
    Nothing,
    /// More than one was.
    Several,
    /// There were too many tries; again after so many seconds.
    Pause(u32),
    /// A code could not be read.
    Unreadable,
    /// A card could not be read.
    CardUnreadable,
    /// Nobody checks in by that here.
    NotOffered,
}

impl Said {
    fn word(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Several => "several",
            Self::Pause(_) => "pause",
            Self::Unreadable => "unreadable",
            Self::CardUnreadable => "card-unreadable",
            Self::NotOffered => "not-offered",
        }
    }

    fn of(word: &str, seconds: u32) -> Option<Self> {
        let all = [
            Self::Nothing,
            Self::Several,
            Self::Pause(seconds),
            Self::Unreadable,
            Self::CardUnreadable,
            Self::NotOffered,
        ];
        all.into_iter().find(|said| said.word() == word)
    }

    /// The status of a page that says it.
    fn status(self) -> StatusCode {
        match self {
            Self::Nothing => StatusCode::NOT_FOUND,
            Self::Several => StatusCode::CONFLICT,
            Self::Pause(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unreadable | Self::CardUnreadable | Self::NotOffered => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// The address of a page that says it.
    pub(super) fn address(self, stand: &Stand, by: Option<CheckInBy>) -> String {
        let seconds = if let Self::Pause(seconds) = self { seconds.to_string() } else { String::new() };
        stand.below("check-in", &[(BY, by.map_or("", word)), (SAID, self.word()), (SECONDS, &seconds)])
    }

    fn told(self, say: Say<'_>) -> Told {
        let told = |title, text| Told { title: say.t(title), text: say.t(text) };
        match self {
            Self::Nothing => told("check-in-none-title", "check-in-none-text"),
            Self::Several => told("check-in-several-title", "check-in-several-text"),
            Self::Pause(seconds) => {
                Told { title: say.t("check-in-pause-title"), text: say.count("check-in-pause-text", seconds) }
            }
            Self::Unreadable => told("check-in-unreadable-title", "check-in-mistake-code"),
            Self::CardUnreadable => told("check-in-unreadable-title", "check-in-mistake-card"),
            Self::NotOffered => told("check-in-unreadable-title", "check-in-not-offered"),
        }
    }
}

/// Why the page is shown once more.
#[derive(Debug, Clone, Copy)]
pub(super) enum Again {
    Mistake(Mistake),
    Said(Said),
}

pub(super) async fn show(door: AtTheDoor, State(app): State<AppState>, mut stand: Stand) -> Result<Response, Problem> {
    stand.caller(door)?;
    let by = stand.query.take(BY)?.as_deref().and_then(means);
    let said = stand.query.take(SAID)?;
    let seconds = stand.query.take_number(SECONDS, 0..=600, 0)?;
    let said = said.as_deref().and_then(|word| Said::of(word, seconds));
    let offered = stand.kiosk().map(|kiosk| kiosk.check_in.clone()).unwrap_or_default();
    let by = by.filter(|by| offered.contains(by)).or_else(|| offered.first().copied());
    let page = match by {
        Some(by) => page(&app, &stand, by, Typed::default(), said.map(Again::Said)).await,
        None => Ok(see_other(&stand.home())),
    };
    Ok(stand.answer(&app, page))
}

/// The page once more, with what was typed.
pub(super) async fn again(
    app: &AppState,
    stand: &Stand,
    by: CheckInBy,
    typed: Typed,
    again: Again,
) -> Result<Response, Problem> {
    let status = match again {
        Again::Mistake(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Again::Said(said) => said.status(),
    };
    let mut response = page(app, stand, by, typed, Some(again)).await?;
    *response.status_mut() = status;
    Ok(response)
}

async fn page(
    app: &AppState,
    stand: &Stand,
    by: CheckInBy,
    typed: Typed,
    again: Option<Again>,
) -> Result<Response, Problem> {
    let scene = app.engine.scene(&stand.place.centre).await.map_err(|error| Problem::from_engine(&error, None))?;
    let say = Say { setup: &scene.setup, ..stand.say(app) };
    let Some(kiosk) = scene.setup.kiosks.get(&stand.id) else { return Err(Problem::not_found()) };
    let path = format!("{}/check-in", stand.base());
    let told = again.map(|again| match again {
        Again::Said(said) => said.told(say),
        Again::Mistake(mistake) => Told { title: say.t("check-in-mistake-title"), text: say.t(mistake.message) },
    });
    let wrong = if let Some(Again::Mistake(mistake)) = again { mistake.field } else { "" };
    let way = |other: &CheckInBy| Way {
        word: word(*other),
        name: say.t(&format!("check-in-by-{}", word(*other))),
        sign: sign(*other),
        to: stand.look.address(&path, &[(BY, word(*other))]),
        chosen: *other == by,
    };
    let title = say.t("check-in-title");
    let aloud = aloud(say, by, told.as_ref(), &title);
    let view = Entry {
        top: top(say, &stand.look, &scene.hall, scene.clock_speed),
        bar: page_bar(say, stand, &scene.hall, |other| other.address(&path, &[(BY, word(by))])),
        back: stand.home(),
        ways: if kiosk.check_in.len() > 1 { kiosk.check_in.iter().map(way).collect() } else { Vec::new() },
        by: word(by),
        command_id: new_command_id()?,
        to: path.clone(),
        typed,
        wrong,
        told,
        letters: letters(say),
    };
    let events = stand.below("events", &[("view", "help")]);
    let here = stand.look.address(&path, &[(BY, word(by))]);
    let tab = if view.told.is_some() { format!("{}: {title}", say.t("check-in-mistake-title")) } else { title };
    let (around, shell) = shell(app, stand, tab, here, &aloud)?;
    html(&CheckInPage { around, shell, events, scan: Scan::of(kiosk)?, view, say })
}

fn sign(by: CheckInBy) -> Markup {
    match by {
        CheckInBy::Qr => icon("qrcode"),
        CheckInBy::Phone => icon("phone"),
        CheckInBy::Birth => icon("cake"),
        CheckInBy::Cpr => icon("id-badge-2"),
        CheckInBy::Card => icon("id"),
    }
}

/// The page in words to listen to: what went wrong, and what one does now. Never what was typed.
fn aloud(say: Say<'_>, by: CheckInBy, told: Option<&Told>, title: &str) -> String {
    let what: &[&str] = match by {
        CheckInBy::Qr => &["check-in-qr-heading", "check-in-qr-text"],
        CheckInBy::Phone => &["check-in-phone", "check-in-phone-hint"],
        CheckInBy::Birth => &["check-in-birth", "check-in-birth-hint", "check-in-initials", "check-in-initials-hint"],
        CheckInBy::Cpr => &["check-in-cpr", "check-in-cpr-hint"],
        CheckInBy::Card => &["check-in-card-heading", "check-in-card-text"],
    };
    let mut parts = Vec::new();
    if let Some(told) = told {
        parts.extend([told.title.clone(), told.text.clone()]);
    } else {
        parts.push(title.to_owned());
    }
    parts.extend(what.iter().map(|message| say.t(message)));
    parts.join(". ")
}

/// The keys of letters, of the page's language first.
fn letters(say: Say<'_>) -> Vec<Letters> {
    let keys = |message| say.t(message).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (own, latin) = (keys("check-in-letters-own"), keys("check-in-letters"));
    if own == latin {
        return vec![Letters { keys: latin, other: String::new() }];
    }
    let first = |keys: &[String]| keys.iter().take(3).cloned().collect::<String>();
    let (to_own, to_latin) = (first(&own), first(&latin));
    vec![Letters { keys: own, other: to_latin }, Letters { keys: latin, other: to_own }]
}
