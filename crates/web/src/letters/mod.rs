//! Messages to citizens, put into words: what the engine hands over as plain facts becomes a text message or an e-mail in the
//! language that was chosen with the visit.
//!
//! The set-up's own texts go before the usual ones. The usual text messages name no errand at all; a mail names it where the
//! service is not sensitive. Dates, times and links are those of the letter's own language, centre and visit. Everything is plain
//! text, so there is nothing in it that a mail program could take for a page; beside it a mail has the same words as a page of
//! ours ([`html`]).
//!
//! Here, and nowhere else, an address is opened; it goes to the provider with the text and is in no log.

mod html;

use domain::command::Mode;
use domain::ids::{Language, ServiceId};
use domain::message::{Channel, MessageKind};
use domain::setup::Setup;
use domain::time::Instant;
use engine::outbox::Letter;
use store::SealedText;
use store::vault::{Field, VaultError};

use crate::format;
use crate::ics::{self, Event, MINUTES_UNSAID};
use crate::state::AppState;
use crate::texts::{Texts, Values};

/// A message as it is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Written {
    /// The phone number with its country, or the e-mail address.
    pub to: String,
    /// Her name, for a mail.
    pub name: Option<String>,
    /// Who it is from: the name of the municipality, in her language.
    pub from: String,
    /// Who a text message is from, as the set-up says; empty where it says nothing.
    pub sender: String,
    /// Of a mail.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// The same as a page, of a mail.
    pub html: Option<String>,
    /// What the calendar takes from a mail.
    pub meeting: Option<Meeting>,
}

impl std::fmt::Debug for Written {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Written").field("meeting", &self.meeting.is_some()).finish_non_exhaustive()
    }
}

/// A booked time for a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Under the same name as in the file of the citizen's page.
    pub event: Event,
    /// Whether it is cancelled.
    pub cancelled: bool,
}

/// Puts a letter into words.
///
/// # Errors
/// Where an address cannot be opened: it was sealed with another secret.
pub fn write(app: &AppState, letter: &Letter) -> Result<Written, VaultError> {
    let visit = letter.visit.id;
    let open = |field, sealed: Option<&SealedText>| sealed.map(|text| app.vault.open(visit, field, text)).transpose();
    let given = &letter.person.given;
    let to = match letter.channel {
        Channel::Sms => open(Field::Phone, given.phone.as_ref().map(|found| &found.text))?,
        Channel::Email => open(Field::Email, given.email.as_ref().map(|found| &found.text))?,
    };
    let name = if letter.channel == Channel::Email { open(Field::Name, given.name.as_ref())? } else { None };
    let words =
        LetterWords { texts: &app.texts, letter, language: language_of(app, letter), link: app.short_link(visit) };
    let mail = letter.channel == Channel::Email;
    let (subject, text) = if mail { (words.subject(), words.mail()) } else { (String::new(), words.sms()) };
    Ok(Written {
        to: to.unwrap_or_default(),
        name,
        from: letter.setup.municipality.get(&words.language).to_owned(),
        sender: letter.setup.messages.sender.clone(),
        html: mail.then(|| html::page(&words.language, &subject, &text, &words.address())).flatten(),
        subject,
        text,
        meeting: if mail { words.meeting(ics::uid(app, &visit.to_string())) } else { None },
    })
}

/// The language of the visit, where we have its texts; else Danish.
fn language_of(app: &AppState, letter: &Letter) -> Language {
    let chosen = &letter.visit.language;
    if app.texts.languages().any(|known| known == chosen) { chosen.clone() } else { Language::danish() }
}

struct LetterWords<'a> {
    texts: &'a Texts,
    letter: &'a Letter,
    language: Language,
    link: String,
}

impl LetterWords<'_> {
    fn setup(&self) -> &Setup {
        &self.letter.setup
    }

    fn t(&self, message: &str) -> String {
        self.texts.get(&self.language, message)
    }

    fn with(&self, message: &str, values: &[(&'static str, String)]) -> String {
        let mut all = Values::new();
        for (name, value) in values {
            all.set(*name, value.clone());
        }
        self.texts.with(&self.language, message, &all)
    }

    /// Everything that a text may name.
    fn values(&self) -> Vec<(&'static str, String)> {
        let visit = &self.letter.visit;
        let desk = visit.desk.as_ref().and_then(|desk| self.setup().desks.get(desk));
        vec![
            ("date", visit.starts_at.map(|at| self.date(at)).unwrap_or_default()),
            ("time", visit.starts_at.map(|at| self.time(at)).unwrap_or_default()),
            ("where", self.place()),
            ("mode", visit.mode.map(|mode| self.mode(mode)).unwrap_or_default()),
            ("centre", self.setup().name.get(&self.language).to_owned()),
            ("address", self.setup().address.clone()),
            ("service", self.errand()),
            ("number", visit.number.map(|number| number.to_string()).unwrap_or_default()),
            ("desk", desk.map(|desk| desk.name.get(&self.language).to_owned()).unwrap_or_default()),
            ("link", self.link.clone()),
        ]
    }

    fn date(&self, at: Instant) -> String {
        format::day(at.date(&self.setup().time_zone), self.texts, &self.language)
    }

    fn time(&self, at: Instant) -> String {
        self.with("time-at", &[("time", format::clock(at, self.setup(), &self.language))])
    }

    fn mode(&self, mode: Mode) -> String {
        self.t(match mode {
            Mode::InPerson => "message-mode-in-person",
            Mode::Phone => "message-mode-phone",
            Mode::Video => "message-mode-video",
        })
    }

    /// Where it is: the address, or that it is by phone.
    fn place(&self) -> String {
        match self.letter.visit.mode {
            Some(mode @ (Mode::Phone | Mode::Video)) => self.mode(mode),
            Some(Mode::InPerson) if self.setup().address.is_empty() => self.mode(Mode::InPerson),
            _ => self.setup().address.clone(),
        }
    }

    /// What it is about, where that may be said.
    fn errand(&self) -> String {
        let services = &self.letter.visit.services;
        if services.iter().any(|service| self.is_sensitive(service)) {
            return String::new();
        }
        let name =
            |service: &ServiceId| self.setup().services.get(service).map(|s| s.name.get(&self.language).to_owned());
        self.texts.commas(&self.language, services.iter().filter_map(name))
    }

    /// A service that the plan does not know may be about anything.
    fn is_sensitive(&self, service: &ServiceId) -> bool {
        self.setup().appointments.get(service).is_none_or(|bookable| bookable.sensitive)
    }

    /// The centre's own text, filled in; the language of the letter, or none.
    fn own(&self) -> Option<String> {
        let first = self.letter.visit.services.first()?;
        let text = self.setup().messages.text(self.letter.kind, first)?.0.get(&self.language)?;
        let fill = |text: String, (name, value): (&str, String)| text.replace(&format!("{{{name}}}"), &value);
        Some(self.values().into_iter().fold(text.clone(), fill))
    }

    fn sms(&self) -> String {
        self.own().unwrap_or_else(|| self.with(sms_text(self.letter.kind, self.is_video()), &self.values()))
    }

    /// Then its link is opened from the page that the message leads to: it is in no message itself.
    fn is_video(&self) -> bool {
        self.letter.visit.mode == Some(Mode::Video)
    }

    fn subject(&self) -> String {
        let what = self.t(mail_text(self.letter.kind));
        match self.letter.visit.starts_at {
            Some(at) => {
                let values = [("what", what), ("date", self.date(at)), ("time", self.time(at))];
                self.with("message-mail-subject", &values)
            }
            None => what,
        }
    }

    fn mail(&self) -> String {
        let kind = self.letter.kind;
        let values = self.values();
        let said = |message: &str| self.with(message, &values);
        let mut lines = vec![self.own().unwrap_or_else(|| format!("{}.", self.t(mail_text(kind)))), String::new()];
        lines.push(said("message-mail-when"));
        if kind != MessageKind::Cancelled {
            lines.push(said("message-mail-how"));
        }
        if !self.errand().is_empty() {
            lines.push(said("message-mail-errand"));
            lines.extend(self.bring());
        }
        match kind {
            MessageKind::Cancelled => {}
            MessageKind::TimeFree => {
                lines.extend([String::new(), self.t("message-mail-held"), self.linked("message-mail-take")]);
            }
            _ if self.is_video() => lines.extend([String::new(), self.linked("message-mail-link-video")]),
            _ => lines.extend([String::new(), self.linked("message-mail-link")]),
        }
        let from = self.setup().municipality.get(&self.language).to_owned();
        lines.extend([
            String::new(),
            self.t("message-mail-from"),
            from,
            String::new(),
            self.t("message-mail-no-reply"),
        ]);
        lines.push(String::new());
        lines.join("\n")
    }

    fn linked(&self, message: &str) -> String {
        self.with(message, &[("link", self.address())])
    }

    /// A mail's link has its scheme, so that every program makes a link of it.
    fn address(&self) -> String {
        let scheme =
            if self.link.starts_with("127.0.0.1") || self.link.starts_with("[::1]") { "http" } else { "https" };
        format!("{scheme}://{}", self.link)
    }

    fn bring(&self) -> Option<String> {
        let of = |service| self.setup().appointments.get(service);
        let all = self.letter.visit.services.iter().filter_map(of).flat_map(|bookable| &bookable.bring);
        let all = self.texts.commas(&self.language, all.map(|text| text.get(&self.language).to_owned()));
        let told = self.letter.kind != MessageKind::Cancelled && !all.is_empty();
        told.then(|| self.with("message-mail-bring", &[("bring", all)]))
    }

    fn meeting(&self, uid: String) -> Option<Meeting> {
        let visit = &self.letter.visit;
        let cancelled = match self.letter.kind {
            MessageKind::Confirmed | MessageKind::Moved => false,
            MessageKind::Cancelled => true,
            _ => return None,
        };
        let starts_at = visit.starts_at?;
        let municipality = self.setup().municipality.get(&self.language).to_owned();
        let event = Event {
            uid,
            made_at: self.letter.made_at,
            sequence: ics::sequence(visit.moves, cancelled),
            starts_at,
            ends_at: visit.ends_at.unwrap_or_else(|| starts_at.plus_minutes(MINUTES_UNSAID)),
            summary: self.with("message-meeting", &[("municipality", municipality)]),
            location: self.place(),
            // Calendars are shared: nothing in it says what it is about or opens her page.
            description: String::new(),
        };
        Some(Meeting { event, cancelled })
    }
}

fn sms_text(kind: MessageKind, is_video: bool) -> &'static str {
    match kind {
        MessageKind::Confirmed if is_video => "message-sms-confirmed-video",
        MessageKind::Reminder if is_video => "message-sms-reminder-video",
        MessageKind::Confirmed => "message-sms-confirmed",
        MessageKind::Reminder => "message-sms-reminder",
        MessageKind::Moved => "message-sms-moved",
        MessageKind::Cancelled => "message-sms-cancelled",
        MessageKind::TurnNear => "message-sms-turn-near",
        MessageKind::Called => "message-sms-called",
        MessageKind::TimeFree => "message-sms-time-free",
    }
}

fn mail_text(kind: MessageKind) -> &'static str {
    match kind {
        // The last two go to phones alone.
        MessageKind::Confirmed | MessageKind::TurnNear | MessageKind::Called => "message-mail-confirmed",
        MessageKind::Reminder => "message-mail-reminder",
        MessageKind::Moved => "message-mail-moved",
        MessageKind::Cancelled => "message-mail-cancelled",
        MessageKind::TimeFree => "message-mail-time-free",
    }
}
