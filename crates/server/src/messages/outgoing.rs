//! What is sent, and what became of a try.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::messages::phone::E164;
use domain::sms::NoText;
use web::ics::{Invitation, Person};

/// The most characters of our own id of a message.
pub const ID_MAX: usize = 36;

/// The most characters of a sender that has letters (3GPP TS 23.040, 9.1.2.5: what fits into an address field).
pub const SENDER_LETTERS_MAX: usize = 11;

/// The most digits of a sender that is a number.
pub const SENDER_DIGITS_MAX: usize = 15;

/// The most bytes of a mail address (RFC 5321, 4.5.3.1.3, without the angle brackets).
pub const EMAIL_BYTES_MAX: usize = 254;

/// The most characters of the name that is shown beside a mail address.
pub const NAME_MAX: usize = 100;

/// The most characters of a subject.
pub const SUBJECT_MAX: usize = 200;

/// The most bytes of a mail's text, and of its HTML.
pub const BODY_BYTES_MAX: usize = 256 * 1024;

/// The most characters that are kept of a code or an id that a provider gives.
pub const PROVIDER_TEXT_MAX: usize = 64;

/// A message that leaves the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Our id. It goes along as the provider's reference or the mail's `Message-ID`, the same at every try.
    pub id: MessageId,
    /// When it was made, in milliseconds since 1970 (UTC): the date of a mail, the same at every try.
    pub made_at: i64,
    /// For how long a network tries to deliver a text message, in whole seconds: what comes later tells nothing any more. A
    /// mail comes when it comes.
    pub valid_for: Duration,
    /// To whom.
    pub to: Address,
    /// What.
    pub content: Content,
}

/// Our id of a message: 1 to [`ID_MAX`] of `A–Z a–z 0–9 - _ .`, which need no escape anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageId(String);

impl MessageId {
    /// Takes an id; `None` where it is not one.
    pub fn new(id: impl Into<String>) -> Option<Self> {
        let id = id.into();
        let fits = (1..=ID_MAX).contains(&id.len());
        // Dots only between others: a `Message-ID` is made of it (RFC 5322, 3.2.3).
        let dots = !id.starts_with('.') && !id.ends_with('.') && !id.contains("..");
        let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
        (fits && dots && plain).then_some(Self(id))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// To whom a message goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// To a phone.
    Phone(E164),
    /// To a mailbox.
    Email(EmailAddress),
}

/// What a message says.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// A text message.
    Sms {
        /// Who it is from.
        sender: Sender,
        /// What it says; look-alikes are exchanged when it is sent ([`domain::sms::normalise`]).
        text: String,
    },
    /// A mail.
    Mail(Box<Mail>),
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sms { sender, text } => {
                f.debug_struct("Sms").field("sender", sender).field("characters", &text.chars().count()).finish()
            }
            Self::Mail(mail) => mail.fmt(f),
        }
    }
}

/// A mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Who it is from.
    pub from: Mailbox,
    /// Its subject, at most [`SUBJECT_MAX`] characters.
    pub subject: String,
    /// What it says, without form; at most [`BODY_BYTES_MAX`] bytes.
    pub text: String,
    /// The same as HTML, for programs that show it; at most [`BODY_BYTES_MAX`] bytes.
    pub html: Option<String>,
    /// What the recipient's calendar takes from it.
    pub invitation: Option<Invitation>,
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail")
            .field("bytes", &self.text.len())
            .field("html", &self.html.is_some())
            .field("invitation", &self.invitation.is_some())
            .finish_non_exhaustive()
    }
}

/// Who a text message is from, as phones show it: 1 to [`SENDER_LETTERS_MAX`] letters, digits, spaces and `- . _ & +` with
/// at least one letter, or a number of 3 to [`SENDER_DIGITS_MAX`] digits. Only signs that all networks carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(String);

impl Sender {
    /// Takes a sender; `None` where it is not one.
    pub fn new(sender: impl Into<String>) -> Option<Self> {
        let sender = sender.into();
        let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'.' | b'_' | b'&' | b'+');
        let letters = sender.bytes().any(|byte| byte.is_ascii_alphabetic())
            && sender.len() <= SENDER_LETTERS_MAX
            && sender.bytes().all(sign)
            && sender.trim() == sender;
        let number =
            (3..=SENDER_DIGITS_MAX).contains(&sender.len()) && sender.bytes().all(|byte| byte.is_ascii_digit());
        (letters || number).then_some(Self(sender))
    }

    /// The sender as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What kind of address it is.
    pub fn kind(&self) -> SenderKind {
        match self.0.len() {
            _ if self.0.bytes().any(|byte| !byte.is_ascii_digit()) => SenderKind::Letters,
            // Shorter ones are no numbers of any country, but a network's own.
            0..crate::messages::phone::DIGITS_MIN => SenderKind::ShortNumber,
            _ => SenderKind::Number,
        }
    }
}

/// What kind of address a sender is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SenderKind {
    /// A name; nobody can answer.
    Letters,
    /// A number of a network.
    ShortNumber,
    /// A number with its country.
    Number,
}

/// A mail address. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(lettre::Address);

/// Why what was typed is no mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoEmail {
    /// Nothing was typed, or only spaces.
    Empty,
    /// More than [`EMAIL_BYTES_MAX`] bytes.
    TooLong,
    /// There is no `@` in it, or more than one.
    At,
    /// A character that no usual address has before its `@`. Addresses with letters beyond ASCII there (RFC 6531) exist, but
    /// hardly a server carries them.
    Character,
    /// What is after the `@` is no name of a domain.
    Domain,
    /// Something else about it.
    Form,
}

impl NoEmail {
    /// A stable name, for texts in people's languages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "email_empty",
            Self::TooLong => "email_too_long",
            Self::At => "email_at",
            Self::Character => "email_character",
            Self::Domain => "email_domain",
            Self::Form => "email_form",
        }
    }
}

impl fmt::Display for NoEmail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no address"),
            Self::TooLong => write!(f, "the address has more than {EMAIL_BYTES_MAX} bytes"),
            Self::At => f.write_str("a mail address has one @"),
            Self::Character => f.write_str("a character before the @ is not usual in an address"),
            Self::Domain => f.write_str("what is after the @ is no domain"),
            Self::Form => f.write_str("this is no mail address"),
        }
    }
}

impl std::error::Error for NoEmail {}

impl EmailAddress {
    /// Reads an address as somebody typed it (RFC 5321, 4.1.2); spaces around it are left out. Quoted names and bare addresses
    /// of machines are not taken: valid once, today nothing but mistakes and tricks. A domain with letters beyond ASCII becomes
    /// what servers know it by (RFC 5891).
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn parse(typed: &str) -> Result<Self, NoEmail> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(NoEmail::Empty);
        }
        if typed.len() > EMAIL_BYTES_MAX {
            return Err(NoEmail::TooLong);
        }
        let (name, domain) = typed.split_once('@').ok_or(NoEmail::At)?;
        if domain.contains('@') {
            return Err(NoEmail::At);
        }
        // The signs of RFC 5322, 3.2.3.
        let usual = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte);
        if !name.bytes().all(usual) {
            return Err(NoEmail::Character);
        }
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| NoEmail::Domain)?;
        let (rest, last) = domain.rsplit_once('.').ok_or(NoEmail::Domain)?;
        if rest.is_empty() || last.is_empty() || last.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NoEmail::Domain);
        }
        let address = lettre::Address::new(name, domain).map_err(|_| NoEmail::Form)?;
        if address.to_string().len() > EMAIL_BYTES_MAX {
            return Err(NoEmail::TooLong);
        }
        Ok(Self(address))
    }

    /// The address as text, all of it ASCII.
    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }

    pub(crate) fn address(&self) -> &lettre::Address {
        &self.0
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(..)")
    }
}

/// A mail address with the name that is shown beside it. Its `Debug` shows neither.
#[derive(Clone, PartialEq, Eq)]
pub struct Mailbox {
    name: Option<String>,
    address: EmailAddress,
}

impl Mailbox {
    /// Control characters of the name are left out, and what is more than [`NAME_MAX`] characters.
    pub fn new(name: Option<&str>, address: EmailAddress) -> Self {
        let name: Option<String> = name.map(|name| one_line(name).chars().take(NAME_MAX).collect());
        Self { name: name.filter(|name| !name.is_empty()), address }
    }

    /// The name that is shown.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The address.
    pub const fn address(&self) -> &EmailAddress {
        &self.address
    }

    /// The same for a calendar.
    pub fn person(&self) -> Person {
        Person { name: self.name.clone(), address: self.address.as_str().to_owned() }
    }
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailbox(..)")
    }
}

/// A text in one line, without control characters: no header and no calendar line can be made of it.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_control) || text.trim() != text {
        let line: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
        return Cow::Owned(line.trim().to_owned());
    }
    Cow::Borrowed(text)
}

/// What became of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// The provider has it and answers for it.
    Accepted {
        /// The provider's id, where it gave one; delivery reports name it.
        provider_id: Option<String>,
    },
    /// It will never be taken as it is; it is not tried again.
    Refused {
        /// Why.
        why: Why,
    },
    /// The provider surely did not take it. It may be tried again without anybody getting it twice.
    Later {
        /// Why.
        why: Why,
        /// How long to wait at least, where the provider said so or experience does.
        after: Option<Duration>,
    },
    /// The answer was lost, or says neither. The provider may have taken it: a further try may make two of it, so whoever
    /// tries again counts.
    Unknown {
        /// Why.
        why: Why,
    },
}

/// Why a try did not go well. It never says anything of the message itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A text message for a mailbox, or a mail for a phone, or to a gateway of the other kind.
    OtherKind,
    /// The text of a text message.
    Text(NoText),
    /// The provider takes no characters beyond the first plane of Unicode (most emoji).
    Characters,
    /// A part of a mail is longer than its limit.
    TooLong(Part),
    /// The message could not be put into its form; a fault of ours.
    Form,
    /// As many tries are on their way as may be, and none came back in time.
    Busy,
    /// The name is unknown, nobody listens there, or no connection came about in time.
    NoConnection,
    /// TLS did not come about: another certificate than we believe, or no common version.
    NoTls,
    /// The provider does not take our name, token or password, or this address of ours.
    NotLetIn {
        /// What it said.
        answer: Answer,
    },
    /// The set-up of the gateway is wrong: another address, account or gate.
    SetUp {
        /// What it said.
        answer: Answer,
    },
    /// The provider is too busy, or asks to wait.
    AskedToWait {
        /// What it said.
        answer: Answer,
    },
    /// The provider does not take this message.
    Answered {
        /// What it said.
        answer: Answer,
    },
    /// The provider has a fault of its own, after it had the message.
    Fault {
        /// What it said.
        answer: Answer,
    },
    /// No answer in time, after the message was sent.
    NoAnswer,
    /// The connection ended after the message was sent, before its answer.
    AnswerLost,
    /// The answer is longer than its limit.
    AnswerTooLong,
    /// The answer is not of the form that the provider documents.
    AnswerNotUnderstood,
    /// Some parts of a long text were taken, and the rest was not in the end.
    PartlyTaken,
}

/// A part of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its subject.
    Subject,
    /// Its text.
    Text,
    /// Its HTML.
    Html,
}

/// What a provider answered, in its own figures.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status of its protocol: of HTTP (`401`), of SMTP (`550`), of SMPP (`0x0000000B` as a number).
    pub status: u32,
    /// Its own code, where it gave one: letters, digits and `-_.` only, at most [`PROVIDER_TEXT_MAX`].
    pub code: Option<String>,
}

impl Answer {
    /// A status without a code.
    pub const fn of(status: u32) -> Self {
        Self { status, code: None }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.code {
            Some(code) => write!(f, "{} ({code})", self.status),
            None => write!(f, "{}", self.status),
        }
    }
}

impl Why {
    /// A stable name, for figures and for texts in people's languages.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OtherKind => "other_kind",
            Self::Text(NoText::Empty) => "text_empty",
            Self::Text(NoText::TooLong { .. }) => "text_too_long",
            Self::Characters => "characters",
            Self::TooLong(_) => "too_long",
            Self::Form => "form",
            Self::Busy => "busy",
            Self::NoConnection => "no_connection",
            Self::NoTls => "no_tls",
            Self::NotLetIn { .. } => "not_let_in",
            Self::SetUp { .. } => "set_up",
            Self::AskedToWait { .. } => "asked_to_wait",
            Self::Answered { .. } => "answered",
            Self::Fault { .. } => "fault",
            Self::NoAnswer => "no_answer",
            Self::AnswerLost => "answer_lost",
            Self::AnswerTooLong => "answer_too_long",
            Self::AnswerNotUnderstood => "answer_not_understood",
            Self::PartlyTaken => "partly_taken",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherKind => f.write_str("this gateway does not send messages of that kind"),
            Self::Text(why) => why.fmt(f),
            Self::Characters => f.write_str("the provider does not take a character of the text"),
            Self::TooLong(part) => {
                let part = match part {
                    Part::Subject => "subject",
                    Part::Text => "text",
                    Part::Html => "HTML",
                };
                write!(f, "the mail's {part} is too long")
            }
            Self::Form => f.write_str("the message could not be put into its form"),
            Self::Busy => f.write_str("too many messages are on their way"),
            Self::NoConnection => f.write_str("there is no connection to the provider"),
            Self::NoTls => f.write_str("TLS with the provider did not come about"),
            Self::NotLetIn { answer } => write!(f, "the provider does not let us in: {answer}"),
            Self::SetUp { answer } => write!(f, "the gateway is set up wrong: {answer}"),
            Self::AskedToWait { answer } => write!(f, "the provider asks to wait: {answer}"),
            Self::Answered { answer } => write!(f, "the provider does not take the message: {answer}"),
            Self::Fault { answer } => write!(f, "the provider has a fault: {answer}"),
            Self::NoAnswer => f.write_str("there was no answer in time"),
            Self::AnswerLost => f.write_str("the connection ended before the answer"),
            Self::AnswerTooLong => f.write_str("the answer was too long"),
            Self::AnswerNotUnderstood => f.write_str("the answer was not understood"),
            Self::PartlyTaken => f.write_str("only some parts of the text were taken"),
        }
    }
}

/// A provider's id or code as it may be kept and shown: letters, digits and a few signs; `None` where nothing is left of it or
/// it is longer than [`PROVIDER_TEXT_MAX`]. Whatever a provider says there, it is no sentence with a number or name in it.
pub(crate) fn provider_text(text: &str) -> Option<String> {
    let plain = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+' | b'/' | b'=' | b'$' | b':')
    };
    let fits = (1..=PROVIDER_TEXT_MAX).contains(&text.len()) && text.bytes().all(plain);
    fits.then(|| text.to_owned())
}

/// A provider's code as it may be logged: as [`provider_text`], and with fewer digits in a row than a phone number has.
pub(crate) fn provider_code(text: &str) -> Option<String> {
    let most = text.split(|letter: char| !letter.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    provider_text(text).filter(|_| most < crate::messages::phone::DIGITS_MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_needs_no_escape_anywhere() {
        assert!(MessageId::new("0198f0c2-7c1e-7000-8000-000000000001").is_some());
        assert!(MessageId::new("a.b_c-D9").is_some());
        for wrong in ["", " a", "a b", "å", "a@b", "a>b", ".a", "a.", "a..b", &"a".repeat(37)] {
            assert!(MessageId::new(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_sender_is_what_all_networks_carry() {
        let kind = |text: &str| Sender::new(text).map(|sender| sender.kind());
        assert_eq!(kind("Nordvig"), Some(SenderKind::Letters));
        assert_eq!(kind("Nordvig K."), Some(SenderKind::Letters));
        assert_eq!(kind("1204"), Some(SenderKind::ShortNumber));
        assert_eq!(kind("4520000000"), Some(SenderKind::Number));
        for wrong in ["", "Nordvig Kommune", "Nordvig\n", "Sø", "12", " Nordvig", "+45", "1234567890123456"] {
            assert_eq!(kind(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_mail_address_is_read_as_people_type_it() {
        assert_eq!(EmailAddress::parse(" borger@example.org ").unwrap().as_str(), "borger@example.org");
        assert!(EmailAddress::parse("en.borger+kommune@post.example.org").is_ok());
        assert_eq!(EmailAddress::parse("borger@Æblegård.example").unwrap().as_str(), "borger@xn--blegrd-luad.example");
    }

    #[test]
    fn what_is_no_mail_address_is_told_exactly() {
        let wrong = |typed: &str| EmailAddress::parse(typed).unwrap_err();
        assert_eq!(wrong(" "), NoEmail::Empty);
        assert_eq!(wrong("borger"), NoEmail::At);
        assert_eq!(wrong("a@b@example.org"), NoEmail::At);
        for typed in ["a b@example.org", "<a@example.org", "\"a\"@example.org", "å@example.org", "Åse: a@example.org"]
        {
            assert_eq!(wrong(typed), NoEmail::Character, "{typed}");
        }
        for typed in [
            "borger@",
            "borger@localhost",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@.org",
            "a@example.",
            "a@-.org",
            "a@example.org\r\nBcc: b",
            "a@exa mple.org",
            "a@example.org>",
        ] {
            assert_eq!(wrong(typed), NoEmail::Domain, "{typed}");
        }
        assert_eq!(wrong("@example.org"), NoEmail::Form);
        assert_eq!(wrong("a..b@example.org"), NoEmail::Form);
        assert_eq!(wrong(&format!("a@{}.example.org", "b".repeat(250))), NoEmail::TooLong);
        assert!(!wrong("hemmelig@localhost").to_string().contains("hemmelig"));
    }

    #[test]
    fn a_name_is_one_line() {
        let address = EmailAddress::parse("borger@example.org").unwrap();
        let mailbox = Mailbox::new(Some(" Nordvig\r\nBcc: x "), address.clone());
        assert_eq!(mailbox.name(), Some("Nordvig  Bcc: x"));
        assert_eq!(Mailbox::new(Some(" \n"), address.clone()).name(), None);
        assert_eq!(Mailbox::new(Some(&"å".repeat(200)), address).name().unwrap().chars().count(), NAME_MAX);
    }

    #[test]
    fn what_a_provider_says_is_kept_only_where_it_is_a_code() {
        assert_eq!(provider_text("Dcshuhod0PMAAAFQ+/PbnR3x").as_deref(), Some("Dcshuhod0PMAAAFQ+/PbnR3x"));
        assert_eq!(provider_text("0x0213").as_deref(), Some("0x0213"));
        assert_eq!(provider_code("0x0213").as_deref(), Some("0x0213"));
        assert_eq!(provider_code("106301").as_deref(), Some("106301"));
        assert_eq!(provider_code("4520000000"), None);
        assert_eq!(provider_text("no number 20000000"), None);
        assert_eq!(provider_text(""), None);
        assert_eq!(provider_text(&"a".repeat(65)), None);
    }

    #[test]
    fn a_message_shows_nothing_of_itself() {
        let address = EmailAddress::parse("hemmelig@example.org").unwrap();
        let mail = Mail {
            from: Mailbox::new(Some("Hemmelig Afsender"), address.clone()),
            subject: "Hemmelig".to_owned(),
            text: "Hemmelig".to_owned(),
            html: Some("<p>Hemmelig</p>".to_owned()),
            invitation: None,
        };
        let id = MessageId::new("a").unwrap();
        let mail = Outgoing {
            id: id.clone(),
            made_at: 0,
            valid_for: Duration::from_mins(30),
            to: Address::Email(address),
            content: Content::Mail(Box::new(mail)),
        };
        let sms = Outgoing {
            id,
            made_at: 0,
            valid_for: Duration::from_mins(30),
            to: Address::Phone(E164::parse("20000000").unwrap()),
            content: Content::Sms { sender: Sender::new("Nordvig").unwrap(), text: "Hemmelig".to_owned() },
        };
        let shown = format!("{mail:?} {sms:?}").to_lowercase();
        assert!(
            !shown.contains("hemmelig") && !shown.contains("20000000") && !shown.contains("example.org"),
            "{shown}"
        );
    }
}
