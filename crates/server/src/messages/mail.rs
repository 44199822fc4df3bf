//! Mails by a mail server (RFC 5321), with what calendars take from them (RFC 6047).
//!
//! The dialogue with the server is spoken step by step, because the step decides what a failure means: until the message itself
//! is handed over, nothing was taken; from then on, only the server's word counts.
//!
//! | step | 4xx | 5xx | connection lost, or no answer |
//! |---|---|---|---|
//! | connection, greeting, TLS, login | `Later` | `Later`: it is the set-up, not the message | `Later` |
//! | `MAIL` | `Later` | `Later`: it is our own address that is not taken, with every mail | `Later` |
//! | `RCPT`, `DATA` | `Later` | `Refused` (530, 534, 535, 538: `Later`, the login) | `Later` |
//! | the message | `Later` | `Refused` | `Unknown` |
//!
//! `Message-ID` and `Date` are the message's own and the same at every try, so that a recipient's program can see that two
//! are one.

use std::fmt;
use std::time::{Duration, SystemTime};

use lettre::Message;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailCommand, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::messages::hidden::Hidden;
use crate::messages::outgoing::{
    Address, Answer, BODY_BYTES_MAX, Content, EmailAddress, Mail, Mailbox, Outgoing, Part, SUBJECT_MAX, Tried, Why,
    one_line,
};
use crate::messages::trust::{Trust, is_tls};

/// How many mails are on their way at once, each on a connection of its own.
pub const CONNECTIONS_MAX: usize = 4;

/// How long a mail waits until it is its turn.
pub const TURN: Duration = Duration::from_secs(30);

/// How long a connection may take to come about, with TLS, greeting and login.
pub const CONNECT: Duration = Duration::from_secs(30);

/// How long one command may take.
pub const COMMAND: Duration = Duration::from_secs(30);

/// How long the server may take to say what becomes of the message; some look into it first (RFC 5321, 4.5.3.2.6, allows ten
/// minutes; nobody who waits in a hall does).
pub const TAKING: Duration = Duration::from_mins(2);

/// How long the end of a dialogue may take; nothing depends on it.
const GOODBYE: Duration = Duration::from_secs(2);

/// How long to wait where the set-up is wrong or we are not let in.
pub const PAUSE_SET_UP: Duration = Duration::from_mins(5);

/// What the calendar of an invitation is called as a file.
const FILE_NAME: &str = "invite.ics";

/// The codes that are about the login (RFC 4954, 6), which some servers say first at `MAIL`.
const LOGIN_CODES: [u32; 4] = [530, 534, 535, 538];

/// The limits of time; tests have shorter ones.
#[derive(Debug, Clone, Copy)]
pub struct MailTimes {
    /// See [`TURN`].
    pub turn: Duration,
    /// See [`CONNECT`].
    pub connect: Duration,
    /// See [`COMMAND`].
    pub command: Duration,
    /// See [`TAKING`].
    pub taking: Duration,
}

impl Default for MailTimes {
    fn default() -> Self {
        Self { turn: TURN, connect: CONNECT, command: COMMAND, taking: TAKING }
    }
}

/// How the connection is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte (RFC 8314), usually port 465.
    Tls,
    /// TLS after a word in the open (RFC 3207), usually port 587. A server that does not offer it gets nothing.
    StartTls,
    /// None: a relay inside one's own network, usually port 25. Never with a login, except on this machine.
    None,
}

/// How a mail server is reached.
#[derive(Debug, Clone)]
pub struct MailConfig {
    /// Its name, which its certificate must have.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept from others.
    pub security: Security,
    /// Name and password, where it wants them.
    pub login: Option<(String, Hidden)>,
    /// The name that we greet with, our own: `frontdesk.nordvig.example`.
    pub hello: String,
}

/// Why a set-up is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoServer {
    /// The server's name, or ours, is not a name.
    Name,
    /// A login would be sent in the open.
    LoginInTheOpen,
    /// TLS could not be prepared.
    Tls,
}

impl fmt::Display for NoServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "the mail server's name, or ours, is not a name",
            Self::LoginInTheOpen => "a login needs TLS",
            Self::Tls => "TLS could not be prepared",
        })
    }
}

impl std::error::Error for NoServer {}

/// Sends by a mail server.
pub struct MailServer {
    host: String,
    port: u16,
    security: Security,
    tls: Option<TlsParameters>,
    login: Option<Credentials>,
    hello: ClientId,
    turns: Semaphore,
    times: MailTimes,
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailServer")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("login", &self.login.is_some())
            .finish_non_exhaustive()
    }
}

impl MailServer {
    /// Makes what sends. Nothing is tried yet.
    ///
    /// # Errors
    /// Why the set-up is not taken.
    pub fn new(config: &MailConfig, trust: &Trust, times: MailTimes) -> Result<Self, NoServer> {
        let name = |name: &str| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._:".contains(&byte))
        };
        if !name(&config.host) || !name(&config.hello) {
            return Err(NoServer::Name);
        }
        let here =
            config.host == "localhost" || config.host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
        if config.security == Security::None && config.login.is_some() && !here {
            return Err(NoServer::LoginInTheOpen);
        }
        let tls = match config.security {
            Security::None => None,
            Security::Tls | Security::StartTls => {
                let mut builder =
                    TlsParameters::builder(config.host.clone()).certificate_store(CertificateStore::WebpkiRoots);
                for own in trust.own() {
                    builder =
                        builder.add_root_certificate(Certificate::from_der(own.to_vec()).map_err(|_| NoServer::Tls)?);
                }
                Some(builder.build().map_err(|_| NoServer::Tls)?)
            }
        };
        let login =
            config.login.as_ref().map(|(user, password)| Credentials::new(user.clone(), password.reveal().to_owned()));
        let hello = ClientId::Domain(config.hello.clone());
        let turns = Semaphore::new(CONNECTIONS_MAX);
        Ok(Self {
            host: config.host.clone(),
            port: config.port,
            security: config.security,
            tls,
            login,
            hello,
            turns,
            times,
        })
    }

    /// Tries to send one mail.
    pub async fn send(&self, message: &Outgoing) -> Tried {
        let (Address::Email(to), Content::Mail(mail)) = (&message.to, &message.content) else {
            return Tried::Refused { why: Why::OtherKind };
        };
        let written = match write(message, to, mail) {
            Ok(written) => written,
            Err(why) => return Tried::Refused { why },
        };
        let turn = timeout(self.times.turn, self.turns.acquire()).await;
        let Ok(Ok(_turn)) = turn else {
            return Tried::Later { why: Why::Busy, after: None };
        };
        let mut connection = match timeout(self.times.connect, self.connect()).await {
            Err(_) => return Tried::Later { why: Why::NoConnection, after: None },
            Ok(Err(tried)) => return tried,
            Ok(Ok(connection)) => connection,
        };
        let tried = self.speak(&mut connection, mail.from.address(), to, &written).await;
        // The message's fate is known; whoever does not answer any more is not taken leave of.
        if !matches!(&tried, Tried::Unknown { .. } | Tried::Later { why: Why::NoAnswer | Why::AnswerLost, .. }) {
            let _ = timeout(GOODBYE, connection.quit()).await;
        }
        tried
    }

    /// Everything before the message; nothing was taken whatever happens.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Tried> {
        let tls = self.tls.clone();
        let first = if self.security == Security::Tls { tls.clone() } else { None };
        let address = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, Some(self.times.connect), &self.hello, first, None)
                .await
                .map_err(|error| before(&error, false))?;
        if let (Security::StartTls, Some(tls)) = (self.security, tls) {
            if !connection.can_starttls() {
                return Err(Tried::Later { why: Why::NoTls, after: Some(PAUSE_SET_UP) });
            }
            connection.starttls(tls, &self.hello).await.map_err(|error| before(&error, false))?;
        }
        if let Some(login) = &self.login {
            let ways = [Mechanism::Plain, Mechanism::Login];
            connection.auth(&ways, login).await.map_err(|error| before(&error, true))?;
        }
        Ok(connection)
    }

    async fn speak(
        &self,
        connection: &mut AsyncSmtpConnection,
        from: &EmailAddress,
        to: &EmailAddress,
        written: &[u8],
    ) -> Tried {
        // Addresses and message are ASCII: no extension is needed.
        let mail = MailCommand::new(Some(from.address().clone()), Vec::new());
        let rcpt = Rcpt::new(to.address().clone(), Vec::new());
        let ours = mail.to_string();
        for command in [ours.clone(), rcpt.to_string(), Data.to_string()] {
            let about_us = command == ours;
            match timeout(self.times.command, connection.command(command)).await {
                Ok(Ok(_)) => {}
                // Nothing about this mail: the set-up's address is refused, or the whole house.
                Ok(Err(error)) if about_us => return before(&error, false),
                Ok(Err(error)) => {
                    return answered(&error).unwrap_or(Tried::Later { why: Why::AnswerLost, after: None });
                }
                Err(_) => return Tried::Later { why: Why::NoAnswer, after: None },
            }
        }
        match timeout(self.times.taking, connection.message(written)).await {
            Ok(Ok(_)) => Tried::Accepted { provider_id: None },
            Ok(Err(error)) => answered(&error).unwrap_or(Tried::Unknown { why: Why::AnswerLost }),
            Err(_) => Tried::Unknown { why: Why::NoAnswer },
        }
    }
}

/// A failure before the message.
fn before(error: &lettre::transport::smtp::Error, login: bool) -> Tried {
    let status = error.status().map(|code| u32::from(u16::from(code)));
    match status {
        Some(status) if login || LOGIN_CODES.contains(&status) => {
            let after = error.is_permanent().then_some(PAUSE_SET_UP);
            Tried::Later { why: Why::NotLetIn { answer: Answer::of(status) }, after }
        }
        Some(status) if error.is_permanent() => {
            Tried::Later { why: Why::SetUp { answer: Answer::of(status) }, after: Some(PAUSE_SET_UP) }
        }
        Some(status) => Tried::Later { why: Why::AskedToWait { answer: Answer::of(status) }, after: None },
        None if error.is_tls() || is_tls(error) => Tried::Later { why: Why::NoTls, after: None },
        // The server offers none of the ways to log in that we know.
        None if login && error.is_client() => {
            Tried::Later { why: Why::NotLetIn { answer: Answer::of(0) }, after: Some(PAUSE_SET_UP) }
        }
        None => Tried::Later { why: Why::NoConnection, after: None },
    }
}

/// What the server said to a command or the message; `None` where it said nothing that can be read.
fn answered(error: &lettre::transport::smtp::Error) -> Option<Tried> {
    let status = u32::from(u16::from(error.status()?));
    let answer = Answer::of(status);
    Some(match status {
        _ if LOGIN_CODES.contains(&status) => Tried::Later { why: Why::NotLetIn { answer }, after: Some(PAUSE_SET_UP) },
        500.. => Tried::Refused { why: Why::Answered { answer } },
        _ => Tried::Later { why: Why::AskedToWait { answer }, after: None },
    })
}

/// The mail as it goes over the wire, all of it ASCII.
fn write(message: &Outgoing, to: &EmailAddress, mail: &Mail) -> Result<Vec<u8>, Why> {
    if mail.subject.chars().count() > SUBJECT_MAX {
        return Err(Why::TooLong(Part::Subject));
    }
    if mail.text.len() > BODY_BYTES_MAX {
        return Err(Why::TooLong(Part::Text));
    }
    if mail.html.as_ref().is_some_and(|html| html.len() > BODY_BYTES_MAX) {
        return Err(Why::TooLong(Part::Html));
    }
    let builder = Message::builder()
        .message_id(Some(format!("<{}@{}>", message.id.as_str(), mail.from.address().address().domain())))
        .date(date(message.made_at)?)
        .from(mailbox(&mail.from))
        .to(lettre::message::Mailbox::new(None, to.address().clone()))
        .subject(one_line(&mail.subject))
        .header(AutoSubmitted)
        .header(AutoResponseSuppress);
    let plain = SinglePart::plain(mail.text.clone());
    let written = match (&mail.html, &mail.invitation) {
        (None, None) => builder.singlepart(plain),
        (Some(html), None) => {
            builder.multipart(MultiPart::alternative().singlepart(plain).singlepart(SinglePart::html(html.clone())))
        }
        (html, Some(invitation)) => {
            let calendar = invitation.calendar();
            // RFC 6047, 2.4: the method stands in the content type as well, and programs look for it there only.
            let word = invitation.method.word();
            let kind =
                ContentType::parse(&format!("text/calendar; charset=utf-8; method={word}")).map_err(|_| Why::Form)?;
            let file = ContentType::parse("application/ics").map_err(|_| Why::Form)?;
            let mut alternatives = MultiPart::alternative().singlepart(plain);
            if let Some(html) = html {
                alternatives = alternatives.singlepart(SinglePart::html(html.clone()));
            }
            alternatives = alternatives.singlepart(SinglePart::builder().header(kind).body(calendar.clone()));
            // The file is for programs that know calendars only as files; as `application/ics` nobody takes it for a second
            // invitation.
            let file = Attachment::new(FILE_NAME.to_owned()).body(calendar, file);
            builder.multipart(MultiPart::mixed().multipart(alternatives).singlepart(file))
        }
    };
    written.map(|written| written.formatted()).map_err(|_| Why::Form)
}

fn mailbox(mailbox: &Mailbox) -> lettre::message::Mailbox {
    lettre::message::Mailbox::new(mailbox.name().map(str::to_owned), mailbox.address().address().clone())
}

/// The instant of a mail; before 1970 and after 9999 there are no mails.
fn date(made_at: i64) -> Result<SystemTime, Why> {
    let millis = u64::try_from(made_at).map_err(|_| Why::Form)?;
    if millis > 253_402_300_799_999 {
        return Err(Why::Form);
    }
    Ok(SystemTime::UNIX_EPOCH + Duration::from_millis(millis))
}

/// `Auto-Submitted: auto-generated` (RFC 3834, 5): no absence notes, please.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The same for Exchange, which looks at its own header ([MS-OXCMAIL] 2.2.3.2.14).
#[derive(Clone)]
struct AutoResponseSuppress;

impl Header for AutoResponseSuppress {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("X-Auto-Response-Suppress")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "OOF, AutoReply".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use domain::time::Instant;
    use web::ics::{Event, Invitation, Method};

    use super::*;
    use crate::messages::fakes::{FakeSmtp, Step, Then, mail, sms};

    fn times() -> MailTimes {
        let time = Duration::from_millis(400);
        MailTimes { turn: time, connect: time, command: time, taking: time }
    }

    fn config(fake: &FakeSmtp) -> MailConfig {
        MailConfig {
            host: "127.0.0.1".to_owned(),
            port: fake.port(),
            security: Security::None,
            login: Some(("nordvig".to_owned(), Hidden::new("hemmelig".to_owned()))),
            hello: "frontdesk.nordvig.example".to_owned(),
        }
    }

    async fn tried(step: Step, then: Then) -> (Tried, FakeSmtp) {
        let fake = FakeSmtp::start(step, then).await;
        let server = MailServer::new(&config(&fake), &Trust::usual(), times()).unwrap();
        let tried = server.send(&mail()).await;
        (tried, fake)
    }

    fn invited(method: Method, html: bool) -> Outgoing {
        let mut message = mail();
        if let (Content::Mail(mail), Address::Email(to)) = (&mut message.content, &message.to) {
            mail.html = html.then(|| "<p>Kære borger</p>".to_owned());
            mail.invitation = Some(Invitation {
                method,
                organiser: mail.from.person(),
                attendee: Mailbox::new(None, to.clone()).person(),
                event: Event {
                    uid: "1@nordvig.example".to_owned(),
                    sequence: 0,
                    made_at: Instant::from_millis(1_772_528_400_000),
                    starts_at: Instant::from_millis(1_774_774_800_000),
                    ends_at: Instant::from_millis(1_774_776_600_000),
                    summary: "Tid i borgerservice".to_owned(),
                    location: "Rådhuset".to_owned(),
                    description: String::new(),
                },
            });
        }
        message
    }

    fn written(message: &Outgoing) -> Result<String, Why> {
        let (Address::Email(to), Content::Mail(mail)) = (&message.to, &message.content) else { panic!("a mail") };
        let written = write(message, to, mail)?;
        assert!(written.is_ascii(), "every server takes it");
        Ok(String::from_utf8(written).unwrap())
    }

    #[tokio::test]
    async fn a_mail_is_handed_over() {
        let (tried, fake) = tried(Step::None, Then::HangUp).await;
        assert_eq!(tried, Tried::Accepted { provider_id: None });
        let heard = fake.heard();
        // `\0nordvig\0hemmelig` in Base64.
        for line in [
            "EHLO frontdesk.nordvig.example",
            "AUTH PLAIN AG5vcmR2aWcAaGVtbWVsaWc=",
            "MAIL FROM:<borgerservice@nordvig.example>",
            "RCPT TO:<borger@example.org>",
            "DATA",
            "Message-ID: <message-1@nordvig.example>",
            "Date: Tue, 03 Mar 2026 09:00:00 +0000",
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: OOF, AutoReply",
            "From: \"Nordvig Kommune\" <borgerservice@nordvig.example>",
            "To: borger@example.org",
            "QUIT",
        ] {
            assert!(heard.iter().any(|have| have == line), "{line}\n{heard:#?}");
        }
    }

    #[tokio::test]
    async fn nothing_of_a_message_is_logged() {
        crate::messages::fakes::log_everything();
        for (step, then) in [
            (Step::None, Then::HangUp),
            (Step::To, Then::Say("550 no borger@example.org")),
            (Step::Message, Then::HangUp),
        ] {
            let (tried, _) = tried(step, then).await;
            assert!(!format!("{tried:?}").contains("borger"), "{tried:?}");
        }
        let text = crate::messages::fakes::logged();
        for hidden in ["borger", "hemmelig", "aGVtbWVsaWc", "tirsdag"] {
            assert!(!text.contains(hidden), "{text}");
        }
    }

    #[tokio::test]
    async fn before_the_message_nothing_was_taken() {
        for step in [Step::Greeting, Step::Hello, Step::Login] {
            for then in
                [Then::Say("451 later"), Then::Say("554 no"), Then::HangUp, Then::Nothing, Then::Say("nonsense")]
            {
                let (tried, _) = tried(step, then).await;
                assert!(matches!(tried, Tried::Later { .. }), "{step:?} {then:?} {tried:?}");
            }
        }
        let (tried, _) = tried(Step::Login, Then::Say("535 5.7.8 no")).await;
        assert_eq!(tried, Tried::Later { why: Why::NotLetIn { answer: Answer::of(535) }, after: Some(PAUSE_SET_UP) });
    }

    #[tokio::test]
    async fn a_command_is_refused_put_off_or_lost() {
        for step in [Step::To, Step::Data] {
            let refused = Tried::Refused { why: Why::Answered { answer: Answer::of(550) } };
            assert_eq!(tried(step, Then::Say("550 no such user borger@example.org")).await.0, refused);
            let later = Tried::Later { why: Why::AskedToWait { answer: Answer::of(450) }, after: None };
            assert_eq!(tried(step, Then::Say("450 greylisted")).await.0, later);
            assert_eq!(tried(step, Then::HangUp).await.0, Tried::Later { why: Why::AnswerLost, after: None });
            assert_eq!(tried(step, Then::Nothing).await.0, Tried::Later { why: Why::NoAnswer, after: None });
        }
        // Our own address, which is the same in every mail: nobody's confirmation is given up for it.
        let ours = Tried::Later { why: Why::SetUp { answer: Answer::of(553) }, after: Some(PAUSE_SET_UP) };
        assert_eq!(tried(Step::From, Then::Say("553 5.7.1 sender not allowed")).await.0, ours);
        let later = Tried::Later { why: Why::AskedToWait { answer: Answer::of(450) }, after: None };
        assert_eq!(tried(Step::From, Then::Say("450 greylisted")).await.0, later);
        assert!(matches!(tried(Step::From, Then::HangUp).await.0, Tried::Later { .. }));
        assert_eq!(tried(Step::From, Then::Nothing).await.0, Tried::Later { why: Why::NoAnswer, after: None });
        let login = Tried::Later { why: Why::NotLetIn { answer: Answer::of(530) }, after: Some(PAUSE_SET_UP) };
        assert_eq!(tried(Step::From, Then::Say("530 5.7.0 login first")).await.0, login);
    }

    #[tokio::test]
    async fn once_the_message_is_there_only_the_servers_word_counts() {
        let refused = Tried::Refused { why: Why::Answered { answer: Answer::of(554) } };
        assert_eq!(tried(Step::Message, Then::Say("554 5.7.1 spam")).await.0, refused);
        let later = Tried::Later { why: Why::AskedToWait { answer: Answer::of(452) }, after: None };
        assert_eq!(tried(Step::Message, Then::Say("452 4.3.1 no room")).await.0, later);
        assert_eq!(tried(Step::Message, Then::HangUp).await.0, Tried::Unknown { why: Why::AnswerLost });
        assert_eq!(tried(Step::Message, Then::Nothing).await.0, Tried::Unknown { why: Why::NoAnswer });
        assert_eq!(tried(Step::Message, Then::Say("whatever")).await.0, Tried::Unknown { why: Why::AnswerLost });
        // A goodbye that is not answered changes nothing.
        assert_eq!(tried(Step::Goodbye, Then::HangUp).await.0, Tried::Accepted { provider_id: None });
    }

    #[tokio::test]
    async fn a_server_without_tls_gets_nothing_where_tls_is_wanted() {
        let fake = FakeSmtp::start(Step::None, Then::HangUp).await;
        let mut config = config(&fake);
        for security in [Security::StartTls, Security::Tls] {
            config.security = security;
            let server = MailServer::new(&config, &Trust::usual(), times()).unwrap();
            assert!(matches!(server.send(&mail()).await, Tried::Later { .. }));
        }
        assert!(!fake.heard().iter().any(|line| line.starts_with("AUTH") || line.starts_with("MAIL")));
        config.security = Security::None;
        config.port = 1;
        let nobody = MailServer::new(&config, &Trust::usual(), times()).unwrap();
        assert_eq!(nobody.send(&mail()).await, Tried::Later { why: Why::NoConnection, after: None });
        assert_eq!(nobody.send(&sms("Hej")).await, Tried::Refused { why: Why::OtherKind });
    }

    #[test]
    fn a_set_up_is_checked() {
        let config = |host: &str, security| MailConfig {
            host: host.to_owned(),
            port: 25,
            security,
            login: Some(("a".to_owned(), Hidden::new("hemmelig".to_owned()))),
            hello: "frontdesk.nordvig.example".to_owned(),
        };
        let made = |config: &MailConfig| {
            MailServer::new(config, &Trust::usual(), MailTimes::default()).map(|server| format!("{server:?}"))
        };
        assert_eq!(made(&config("mail.nordvig.example", Security::None)), Err(NoServer::LoginInTheOpen));
        assert_eq!(made(&config("mail nordvig", Security::Tls)), Err(NoServer::Name));
        let shown = made(&config("mail.nordvig.example", Security::StartTls)).unwrap();
        assert!(!shown.contains("hemmelig"), "{shown}");
        let own = rcgen::generate_simple_self_signed(vec!["mail.nordvig.example".to_owned()]).unwrap();
        let trust = Trust::with_own(own.cert.pem().as_bytes()).unwrap();
        assert!(MailServer::new(&config("mail.nordvig.example", Security::Tls), &trust, MailTimes::default()).is_ok());
    }

    #[test]
    fn a_mail_has_its_parts() {
        let mut plain = mail();
        let text = written(&plain).unwrap();
        assert!(text.contains("Content-Type: text/plain; charset=utf-8") && !text.contains("multipart"));
        if let Content::Mail(mail) = &mut plain.content {
            mail.html = Some("<p>Kære borger</p>".to_owned());
        }
        let text = written(&plain).unwrap();
        assert!(
            text.contains("multipart/alternative") && text.contains("text/html") && !text.contains("multipart/mixed")
        );
        for (method, word) in [(Method::Request, "REQUEST"), (Method::Cancel, "CANCEL")] {
            let text = written(&invited(method, true)).unwrap();
            assert!(text.contains(&format!("text/calendar; charset=utf-8; method={word}")), "{text}");
            assert!(text.contains("multipart/mixed") && text.contains("multipart/alternative"));
            assert!(text.contains("application/ics") && text.contains("filename=\"invite.ics\""));
        }
        assert!(!written(&invited(Method::Request, false)).unwrap().contains("text/html"));
    }

    #[test]
    fn no_text_makes_a_header() {
        let mut message = mail();
        if let Content::Mail(mail) = &mut message.content {
            mail.subject = "Hej\r\nBcc: another@example.org\r\n\r\nx".to_owned();
        }
        let text = written(&message).unwrap();
        assert!(!text.contains("\nBcc:") && !text.contains("\rBcc:"), "{text}");
    }

    #[test]
    fn what_is_too_long_is_told_exactly() {
        let wrong = |change: fn(&mut Mail)| {
            let mut message = invited(Method::Request, true);
            if let Content::Mail(mail) = &mut message.content {
                change(mail);
            }
            written(&message).unwrap_err()
        };
        assert_eq!(wrong(|mail| mail.subject = "å".repeat(201)), Why::TooLong(Part::Subject));
        assert_eq!(wrong(|mail| mail.text = "a".repeat(BODY_BYTES_MAX + 1)), Why::TooLong(Part::Text));
        assert_eq!(wrong(|mail| mail.html = Some("a".repeat(BODY_BYTES_MAX + 1))), Why::TooLong(Part::Html));
        let mut early = mail();
        early.made_at = -1;
        assert_eq!(written(&early), Err(Why::Form));
    }
}
