//! What all pages of a kiosk have around their content: the head with the clock, the bar with languages and help, what
//! is said when the server is gone, and the going home by itself.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::hall::Hall;
use domain::ids::Language;
use domain::setup::Setup;

use super::look::{Adapted, Aid, Look, WRITTEN};
use super::say::{Around as Split, Say};
use super::stand::{Stand, main_language};
use crate::authority::Place;
use crate::form::new_command_id;
use crate::format;
use crate::pages::{Around, Theme, html, is_mirrored};
use crate::problem::Problem;
use crate::state::AppState;

/// Seconds without a touch after which a page asks whether anybody is there.
pub(super) const QUIET_SECONDS: u32 = 20;

/// Seconds that one has to answer.
pub(super) const WARNING_SECONDS: u32 = 20;

/// The most characters of a page that are read aloud.
pub(super) const SPEECH_CHARS_MAX: usize = 400;

/// What stands around a page's content and is not changed by live states.
pub(super) struct Shell {
    /// The classes of the outermost part.
    pub(super) classes: String,
    /// The first page for whoever comes next.
    pub(super) fresh: String,
    /// The path of the first page, under which the others are.
    pub(super) base: String,
    /// The address of this very page.
    pub(super) here: String,
    /// The parameters of what was chosen, for forms.
    pub(super) lang: String,
    pub(super) adapted: String,
    /// What counts each form once.
    pub(super) take_id: String,
    pub(super) help_id: String,
    pub(super) end_id: String,
    /// Whether the page goes home by itself.
    pub(super) leaves: bool,
    pub(super) quiet_seconds: u32,
    pub(super) warning_seconds: u32,
    pub(super) closes_in: Split,
    /// Where the page's text is made sound; empty where it is not read aloud.
    pub(super) speech: String,
    /// The text that is read aloud.
    pub(super) aloud: String,
}

impl Shell {
    /// Seconds after which a page without a script goes home.
    pub(super) fn leaves_after(&self) -> u32 {
        self.quiet_seconds + self.warning_seconds
    }
}

/// Makes the shell of a page.
///
/// # Errors
/// A [`Problem`] where the operating system gives no random bytes.
pub(super) fn shell<'a>(
    app: &'a AppState,
    stand: &Stand,
    title: String,
    here: String,
    aloud: &str,
) -> Result<(Around<'a>, Shell), Problem> {
    let look = &stand.look;
    let mut around = Around::on(app, "kiosk", &[], look.language.clone(), title, &here).of(&stand.place.setup);
    around.theme = Theme::Light;
    let say = stand.say(app);
    let speech = if look.has(Aid::Read) { format!("{}/speech", stand.base()) } else { String::new() };
    let shell = Shell {
        classes: look.classes(),
        fresh: stand.fresh(),
        base: stand.base(),
        leaves: !(look.is_fresh() && here == stand.base()),
        here,
        lang: look.lang(),
        adapted: look.words(),
        take_id: new_command_id()?,
        help_id: new_command_id()?,
        end_id: new_command_id()?,
        quiet_seconds: QUIET_SECONDS,
        warning_seconds: WARNING_SECONDS,
        closes_in: say.around("kiosk-idle-text", WARNING_SECONDS),
        speech,
        aloud: shortened(aloud),
    };
    Ok((around, shell))
}

/// A number to listen to: its letter, and each of its digits, `A, 4, 7`.
pub(super) fn number_aloud(letter: char, count: u16) -> String {
    let digits: Vec<String> = count.to_string().chars().map(String::from).collect();
    format!("{letter}, {}", digits.join(", "))
}

/// The parts of a page in words to listen to, in order; those that are empty are left out.
pub(super) fn parts_aloud(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
}

/// A text to be read aloud, cut at the end of a word where it is too long.
pub(super) fn shortened(text: &str) -> String {
    if text.chars().count() <= SPEECH_CHARS_MAX {
        return text.to_owned();
    }
    let cut: String = text.chars().take(SPEECH_CHARS_MAX).collect();
    cut.rsplit_once(' ').map_or_else(|| cut.clone(), |(words, _)| words.to_owned())
}

/// The head of a page.
#[derive(Debug, Clone)]
pub(super) struct Top {
    pub(super) municipality: String,
    pub(super) centre: String,
    /// The hall's time, for the clock that goes on between two states.
    pub(super) at: i64,
    pub(super) speed: f64,
    pub(super) offset: i32,
    pub(super) point: char,
    pub(super) clock: String,
    pub(super) date: String,
    /// Whether all that is pressed is low, so that there is room above it.
    pub(super) low: bool,
}

/// The head as it is at an instant.
pub(super) fn top(say: Say<'_>, look: &Look, hall: &Hall, speed: f64) -> Top {
    let setup = say.setup;
    let main = setup.languages.first().cloned().unwrap_or_else(Language::danish);
    let house = setup.address.split(',').next().unwrap_or_default().trim();
    let centre = say.name(&setup.name);
    Top {
        // A municipality's own name is the one on its door.
        municipality: setup.municipality.get(&main).to_owned(),
        centre: if house.is_empty() { centre.to_owned() } else { format!("{centre} · {house}") },
        at: hall.at.as_millis(),
        speed,
        offset: format::offset_minutes(hall.at, setup),
        point: format::point(say.language),
        clock: say.clock(hall.at),
        date: format::day(hall.date, say.texts, say.language),
        low: look.has(Aid::Low),
    }
}

/// The bar at a page's foot, and how the page is adapted.
#[derive(Debug, Clone)]
pub(super) struct Bar {
    pub(super) languages: Vec<Choice>,
    /// The switches of an adapted page; none where it is not adapted.
    pub(super) aids: Vec<Switch>,
    /// The same page, adapted; empty where it is already.
    pub(super) adapt: String,
    /// The same page as it usually is; empty where it is not adapted.
    pub(super) plain: String,
    pub(super) help: Help,
}

/// A language that can be chosen.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) to: String,
    pub(super) chosen: bool,
}

/// An aid that can be switched on or off.
#[derive(Debug, Clone)]
pub(super) struct Switch {
    pub(super) word: &'static str,
    pub(super) label: String,
    pub(super) to: String,
    pub(super) on: bool,
}

/// Whether somebody was asked for, and comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Help {
    /// Nobody was asked for.
    Quiet,
    /// The employees have been told.
    Called,
    /// Somebody is on the way.
    Coming,
}

impl Help {
    /// At a kiosk, now.
    pub(super) fn at(hall: &Hall, kiosk: &str) -> Self {
        match hall.help.iter().find(|help| help.kiosk.as_str() == kiosk) {
            None => Self::Quiet,
            Some(help) if help.call.taken_by.is_some() => Self::Coming,
            Some(_) => Self::Called,
        }
    }

    pub(super) fn is_on(self) -> bool {
        self != Self::Quiet
    }

    /// What is said of it.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Quiet => "kiosk-help",
            Self::Called => "kiosk-help-called",
            Self::Coming => "kiosk-help-coming",
        }
    }
}

/// The bar of a page; `address` makes the page's address with another look.
pub(super) fn bar(say: Say<'_>, look: &Look, help: Help, address: impl Fn(&Look) -> String) -> Bar {
    let mut offered: Vec<Language> = say.setup.languages.clone();
    offered.retain(|language| WRITTEN.contains(&language.as_str()));
    // Their places are the same in every language and every centre.
    offered.sort_by_key(|language| WRITTEN.iter().position(|code| *code == language.as_str()));
    let choice = |language: &Language| Choice {
        code: language.to_string(),
        name: say.texts.get(language, "language-name"),
        to: address(&look.spoken(language)),
        chosen: *language == look.language,
    };
    let switch = |adapted: Adapted, aid: Aid| Switch {
        word: aid.word(),
        label: say.t(match aid {
            Aid::Big => "kiosk-big",
            Aid::Contrast => "kiosk-contrast",
            Aid::Low => "kiosk-low",
            Aid::Read => "kiosk-read",
        }),
        to: address(&look.adapted(Some(adapted.toggled(aid)))),
        on: adapted.has(aid),
    };
    let adapted = look.adapted;
    Bar {
        languages: offered.iter().map(choice).collect(),
        aids: adapted.map(|on| Aid::ALL.map(|aid| switch(on, aid)).to_vec()).unwrap_or_default(),
        adapt: adapted.map_or_else(|| address(&look.adapted(Some(Adapted::USUAL))), |_| String::new()),
        plain: adapted.map(|_| address(&look.adapted(None))).unwrap_or_default(),
        help,
    }
}

/// Whether a page is read from the right.
pub(super) fn mirrored(look: &Look) -> bool {
    is_mirrored(&look.language)
}

#[derive(Template)]
#[template(path = "kiosk/notice.html")]
struct Notice<'a> {
    around: Around<'a>,
    classes: String,
    heading: String,
    text: String,
    /// What to do at any rate.
    hint: String,
    /// The way on.
    to: String,
    label: String,
    /// Seconds after which the page is asked for anew, or left.
    again_seconds: u32,
}

/// A problem as a page of the kiosk: in words, with a way on. Who may not see the page is told as everywhere.
pub(super) fn trouble(app: &AppState, stand: &Stand, problem: Problem) -> Response {
    if matches!(problem.status(), StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
        return problem.into_response();
    }
    let say = stand.say(app);
    let document = problem.document(&app.texts, &stand.look.language, String::new());
    let mut around = Around::on(app, "kiosk", &[], stand.look.language.clone(), document.title.clone(), &stand.base())
        .of(&stand.place.setup);
    around.theme = Theme::Light;
    let notice = Notice {
        around,
        classes: stand.look.classes(),
        heading: document.title,
        text: document.detail,
        hint: say.t("kiosk-trouble"),
        to: stand.home(),
        label: say.t("kiosk-home"),
        again_seconds: QUIET_SECONDS + WARNING_SECONDS,
    };
    with_status(html(&notice), problem.status())
}

/// A kiosk that the set-up does not know: kindly, and tried again by itself, as the set-up may come to know it.
pub(super) fn unknown_kiosk(app: &AppState, place: &Place) -> Response {
    let look = Look::fresh(main_language(place));
    let setup: &Setup = &place.setup;
    let say = Say { texts: &app.texts, setup, language: &look.language, first_times: &app.first_times };
    let heading = say.t("kiosk-unknown");
    let mut around = Around::on(app, "kiosk", &[], look.language.clone(), heading.clone(), "/").of(setup);
    around.theme = Theme::Light;
    let notice = Notice {
        around,
        classes: look.classes(),
        heading,
        text: say.t("kiosk-unknown-line"),
        hint: say.name(&setup.name).to_owned(),
        to: String::new(),
        label: String::new(),
        again_seconds: WARNING_SECONDS,
    };
    with_status(html(&notice), StatusCode::NOT_FOUND)
}

/// A page under another status than 200.
pub(super) fn with_status(page: Result<Response, Problem>, status: StatusCode) -> Response {
    match page {
        Ok(mut response) => {
            *response.status_mut() = status;
            response
        }
        Err(problem) => problem.into_response(),
    }
}
