//! Words of the counter: messages with their values, and the names that the set-up gives to things.

use std::sync::Arc;

use domain::command::{Actor, Mode};
use domain::ids::{DeskId, EmployeeId, KioskId, Language, QueueId, ServiceId};
use domain::refusal::Refusal;
use domain::setup::Setup;
use domain::time::Instant;
use fluent_bundle::FluentValue;

use crate::format;
use crate::problem::Problem;
use crate::texts::{Texts, Values};
use crate::words::Words;

/// What is needed to say something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Say<'a> {
    pub(super) texts: &'a Texts,
    pub(super) language: &'a Language,
    pub(super) setup: &'a Arc<Setup>,
}

impl Say<'_> {
    /// A message without values.
    pub(super) fn t(&self, message: &str) -> String {
        self.texts.get(self.language, message)
    }

    /// A message with its values.
    pub(super) fn tell<const N: usize>(
        &self,
        message: &str,
        values: [(&'static str, FluentValue<'static>); N],
    ) -> String {
        let mut all = Values::new();
        for (name, value) in values {
            all.set(name, value);
        }
        self.texts.with(self.language, message, &all)
    }

    /// A time of day, `10.42`.
    pub(super) fn clock(&self, at: Instant) -> String {
        format::clock(at, self.setup, self.language)
    }

    /// A span in words, in whole minutes that have passed: `21 min`, `1 t 4 min`.
    pub(super) fn span(&self, seconds: u32) -> String {
        format::span(u64::from(seconds / 60 * 60), self.texts, self.language)
    }

    /// How long ago something was: `for 3 min siden`, or that it was just now.
    pub(super) fn ago(&self, from: Instant, now: Instant) -> String {
        let seconds = u32::try_from(now.seconds_since(from)).unwrap_or(u32::MAX);
        if seconds < 60 {
            return self.t("counter-just-now");
        }
        self.tell("counter-ago", [("span", self.span(seconds).into())])
    }

    pub(super) fn queue(&self, id: &QueueId) -> String {
        self.setup.queues.get(id).map_or(id.as_str(), |q| q.name.get(self.language)).to_owned()
    }

    pub(super) fn queue_letter(&self, id: &QueueId) -> Option<char> {
        self.setup.queues.get(id).map(|q| q.letter.as_char())
    }

    /// Where the citizens of a queue wait, where the set-up says so.
    pub(super) fn area_of(&self, queue: &QueueId) -> Option<String> {
        let area = self.setup.queues.get(queue)?.area.as_ref()?;
        self.setup.areas.get(area).map(|area| area.name.get(self.language).to_owned())
    }

    pub(super) fn desk(&self, id: &DeskId) -> String {
        self.setup.desks.get(id).map_or(id.as_str(), |d| d.name.get(self.language)).to_owned()
    }

    pub(super) fn kiosk(&self, id: &KioskId) -> String {
        self.setup.kiosks.get(id).map_or(id.as_str(), |k| k.name.get(self.language)).to_owned()
    }

    /// An employee's name; a set-up without her still shows how she is known.
    pub(super) fn employee(&self, id: &EmployeeId) -> String {
        self.setup.employees.get(id).map_or(id.as_str(), |e| e.name.as_str()).to_owned()
    }

    pub(super) fn initials(&self, id: &EmployeeId) -> String {
        let known = self.setup.employees.get(id).map(|e| e.initials.clone());
        known.unwrap_or_else(|| id.as_str().chars().take(2).flat_map(char::to_uppercase).collect())
    }

    /// A way of meeting.
    pub(super) fn mode(&self, mode: Mode) -> String {
        self.t(match mode {
            Mode::InPerson => "counter-mode-in-person",
            Mode::Phone => "counter-mode-phone",
            Mode::Video => "counter-mode-video",
        })
    }

    /// A list in words: `A, B og G`.
    pub(super) fn list(&self, parts: &[String]) -> String {
        Words { texts: self.texts, language: self.language, setup: self.setup }.list(parts)
    }

    /// Services in one line: `Forny pas`, `Forny pas og Kørekort`.
    pub(super) fn services(&self, ids: &[ServiceId]) -> String {
        let name =
            |id: &ServiceId| self.setup.services.get(id).map_or(id.as_str(), |s| s.name.get(self.language)).to_owned();
        ids.iter().map(name).collect::<Vec<_>>().join(&self.t("counter-and"))
    }

    /// A citizen's language as the employee calls it; its own name where the texts do not know it.
    pub(super) fn language_in_words(&self, language: &Language) -> String {
        match language.as_str() {
            "da" => self.t("counter-language-da"),
            "en" => self.t("counter-language-en"),
            "de" => self.t("counter-language-de"),
            "pl" => self.t("counter-language-pl"),
            "uk" => self.t("counter-language-uk"),
            "tr" => self.t("counter-language-tr"),
            "ar" => self.t("counter-language-ar"),
            _ => self.language_name(language),
        }
    }

    /// A language by its own name.
    pub(super) fn language_name(&self, language: &Language) -> String {
        self.texts.get(language, "language-name")
    }

    /// Who brought a visit about.
    pub(super) fn came_by(&self, actor: &Actor) -> String {
        match actor {
            Actor::Kiosk(kiosk) => self.kiosk(kiosk),
            Actor::Employee(employee) => self.employee(employee),
            Actor::Citizen => self.t("counter-by-citizen"),
            Actor::Program(_) | Actor::Clock => self.t("counter-by-program"),
        }
    }

    /// A refusal as it is read.
    pub(super) fn refusal(&self, refusal: &Refusal) -> String {
        let problem = Problem::refused(refusal, Some(Arc::clone(self.setup)));
        problem.document(self.texts, self.language, String::new()).detail
    }
}
