//! What every page of the way has around its content: the head, how far one has come, what was answered, what will be.

use domain::ids::Language;
use domain::setup::Setup;

use super::visitor::{Aids, Visitor};
use crate::signs::Markup;
use crate::state::AppState;
use crate::texts::{Texts, Values};

/// How many steps the way has.
pub(super) const STEPS: u8 = 4;

/// What stands around a page.
pub(crate) struct Shell {
    /// The municipality's name.
    pub(crate) municipality: String,
    /// Where one comes from.
    pub(crate) back: Option<String>,
    /// Which step it is, 1 to [`STEPS`]; 0 where it is none.
    pub(crate) step: u8,
    /// How many quarters of the way are done.
    pub(crate) progress: u8,
    /// Which step it is, in words.
    pub(crate) said: String,
    pub(crate) language_name: String,
    pub(crate) languages: Vec<Choosable>,
    pub(crate) aids: Vec<Choosable>,
    /// Whether what was typed on the page goes along when its language or its look is chosen: the page's form is sent there, and
    /// books nothing.
    pub(crate) keeps: bool,
    /// How the centre is rung, where its set-up says so: beside whatever does not go on.
    pub(crate) call_us: Option<CallUs>,
}

/// "Call us on", with the number in it.
pub(crate) struct CallUs {
    pub(crate) before: String,
    pub(crate) number: String,
    pub(crate) after: String,
}

impl CallUs {
    /// Where the set-up has a number.
    pub(crate) fn of(texts: &Texts, setup: &Setup, language: &Language) -> Option<Self> {
        let number = setup.messages.phone.clone()?;
        let mut values = Values::new();
        values.set("phone", number.clone());
        let text = texts.with(language, "booking-call-us", &values);
        let (before, after) = text.split_once(&number)?;
        Some(Self { before: before.to_owned(), after: after.to_owned(), number })
    }

    /// The number as phones take it.
    pub(crate) fn dialled(&self) -> String {
        self.number.chars().filter(|character| *character != ' ').collect()
    }
}

/// A language, or a way of adapting the pages.
pub(crate) struct Choosable {
    pub(crate) name: String,
    /// The code of a language.
    pub(crate) code: String,
    pub(crate) to: String,
    /// Whether it is chosen.
    pub(crate) on: bool,
}

/// Where a page is: its path and parameters, without language.
pub(crate) struct Whereabouts<'a> {
    pub(crate) path: &'a str,
    pub(crate) pairs: &'a [(&'a str, &'a str)],
}

/// A step that was answered.
pub(super) struct Answered {
    pub(super) lead: String,
    pub(super) rest: String,
    /// Where it is changed.
    pub(super) change: String,
    /// What is changed, for those who hear the link alone.
    pub(super) what: String,
}

/// What was chosen so far, beside the page where there is room.
#[derive(Default)]
pub(super) struct Summary {
    pub(super) errand: Option<(Markup, String)>,
    pub(super) mode: Option<(Markup, String)>,
    /// The day, and the time on it.
    pub(super) day: Option<String>,
    pub(super) time: Option<String>,
    /// On the button that leads on.
    pub(super) go: String,
    /// What one should know before.
    pub(super) note: String,
}

impl Shell {
    /// What stands around a page at a place.
    pub(crate) fn new(
        app: &AppState,
        visitor: &Visitor,
        here: &Whereabouts<'_>,
        step: u8,
        back: Option<String>,
    ) -> Self {
        let name = |language: &Language| app.texts.get(language, "language-name");
        let languages = visitor.offered.iter().map(|language| Choosable {
            name: name(language),
            code: language.to_string(),
            to: visitor.address_in(here.path, here.pairs, language.as_str()),
            on: *language == visitor.language,
        });
        let t = |message: &str| app.texts.get(&visitor.language, message);
        let aids = [
            ("booking-adapt-text", Aids { large: !visitor.aids.large, ..visitor.aids }, visitor.aids.large),
            (
                "booking-adapt-contrast",
                Aids { contrast: !visitor.aids.contrast, ..visitor.aids },
                visitor.aids.contrast,
            ),
        ];
        let aid = |(message, aids, on): (&str, Aids, bool)| Choosable {
            name: t(message),
            code: String::new(),
            to: visitor.address_with(here.path, here.pairs, aids),
            on,
        };
        Self {
            municipality: municipality(app, visitor),
            back,
            step,
            said: said(app, &visitor.language, step),
            progress: if step == 0 { STEPS } else { step },
            language_name: name(&visitor.language),
            languages: languages.collect(),
            aids: aids.into_iter().map(aid).collect(),
            keeps: false,
            call_us: visitor.place.as_ref().and_then(|place| CallUs::of(&app.texts, &place.setup, &visitor.language)),
        }
    }

    /// The names of the steps that come after this one, with their numbers.
    pub(super) fn ahead(&self) -> Vec<(u8, &'static str)> {
        let names = [(2, "booking-step-how"), (3, "booking-step-time"), (4, "booking-step-details")];
        names.into_iter().filter(|(number, _)| self.step > 0 && *number > self.step).collect()
    }
}

fn municipality(app: &AppState, visitor: &Visitor) -> String {
    let any = || app.engine.centres().first().and_then(|centre| app.engine.setup(centre));
    let setup = visitor.place.as_ref().map(|place| std::sync::Arc::clone(&place.setup)).or_else(any);
    setup.map(|setup| setup.municipality.get(&visitor.language).to_owned()).unwrap_or_default()
}

fn said(app: &AppState, language: &Language, step: u8) -> String {
    let mut values = Values::new();
    values.set("step", step);
    values.set("steps", STEPS);
    app.texts.with(language, "booking-step", &values)
}
