//! Text messages by a message centre (SMSC), SMPP 3.4 as a transceiver.
//!
//! One connection is held by [`Connection::run`], which binds, answers and asks whether the other side is still there, hands
//! on the receipts, and comes again with growing pauses when it is lost. [`Smpp::send`] puts units into it and waits for their
//! answers, no more than a window of them at once.
//!
//! | what happened | result |
//! |---|---|
//! | no connection, or the login is refused | `Later`: nothing was sent |
//! | the unit was not written whole | `Later`: what is half cannot be taken (over TLS, where that is not seen: `Unknown`) |
//! | written, and the connection was lost or no answer came in time | `Unknown` |
//! | answered with a status about us, the line or the load | `Later`: a status that is not 0 says that it was not taken |
//! | answered with a status about the message | `Refused` |
//!
//! A long text is sent part by part, each after the answer of the one before. The id of the last part is the message's: a phone
//! shows a text when all of it is there. Receipts are asked for with every part all the same, because centres that put the
//! parts together again look at the first one only; those of the others name ids that nobody knows.
//!
//! The units are coded by a library; how they are framed is ours, so that one unit that cannot be read costs an answer and
//! not the connection.

mod session;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use domain::sms::{self, Alphabet};
use rusmpp::pdus::{BindTransceiver, SubmitSm};
use rusmpp::types::{COctetString, EmptyOrFullCOctetString, OctetString};
use rusmpp::values::{DataCoding, EsmClass, InterfaceVersion, Npi, RegisteredDelivery, Ton};
use rusmpp::{CommandStatus, Pdu};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tokio::time::{Instant, sleep, timeout};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::ClientConfig;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_util::sync::CancellationToken;

use self::session::{Session, Stream};
use crate::messages::hidden::Hidden;
use crate::messages::outgoing::{Address, Answer, Content, Outgoing, SenderKind, Tried, Why};
use crate::messages::receipts::{Report, ReportedIds};
use crate::messages::trust::{Trust, is_tls};

/// The most units that may wait for their answers at once, whatever is set up.
pub const WINDOW_MAX: usize = 100;

/// How many may where nothing is set up; what most message centres allow.
pub const WINDOW: usize = 10;

/// The most bytes of one unit that is read.
pub const UNIT_BYTES_MAX: usize = 64 * 1024;

/// How many reports wait for whoever records them. When it is full the message centre is asked to come again.
pub const REPORTS_MAX: usize = 1_000;

/// How often one part is tried where the ones before it were taken.
pub const PART_TRIES_MAX: usize = 3;

/// The most characters of a name and of a password (SMPP 3.4, 4.1.5, without the closing zero).
pub const SYSTEM_ID_MAX: usize = 15;

/// See [`SYSTEM_ID_MAX`].
pub const PASSWORD_MAX: usize = 8;

/// The most characters of a kind of system.
pub const SYSTEM_TYPE_MAX: usize = 12;

/// How long the end of a connection may take.
const GOODBYE: Duration = Duration::from_secs(2);

/// How many bytes a unit has before its body (SMPP 3.4, 3.2).
const HEADER: usize = 16;

/// Answers have this bit (SMPP 3.4, 5.1.2.1).
const IS_ANSWER: u32 = 0x8000_0000;

/// A receipt, and a notification on the way to it (SMPP 3.4, 5.2.12), within the bits that say what a unit is.
const TYPE_BITS: u8 = 0b0011_1100;
const RECEIPT: u8 = 0b0000_0100;
const NOTIFICATION: u8 = 0b0010_0000;

/// The header of a part: five octets follow; concatenation with a reference of one octet, which has three (3GPP TS 23.040,
/// 9.2.3.24.1).
const CONCATENATION: [u8; 3] = [0x05, 0x00, 0x03];

/// The limits of time; tests have shorter ones.
#[derive(Debug, Clone, Copy)]
pub struct SmppTimes {
    /// How long a connection with TLS and login may take to come about.
    pub connect: Duration,
    /// How long a message waits for a connection, and for its turn.
    pub turn: Duration,
    /// How long a unit may take to be written.
    pub write: Duration,
    /// How long the answer may take.
    pub answer: Duration,
    /// After which silence the other side is asked whether it is there.
    pub silence: Duration,
    /// How long to wait after the first connection that was lost; twice as long after each further one.
    pub pause_min: Duration,
    /// How long at most.
    pub pause_max: Duration,
}

impl Default for SmppTimes {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            connect: seconds(15),
            turn: seconds(10),
            write: seconds(10),
            answer: seconds(30),
            silence: seconds(30),
            pause_min: seconds(1),
            pause_max: seconds(60),
        }
    }
}

/// How a message centre is reached.
#[derive(Debug, Clone)]
pub struct SmppConfig {
    /// Its name; over TLS its certificate must have it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether TLS is spoken. Without it, texts and numbers are in the open: only inside one's own network.
    pub tls: bool,
    /// The name that it knows us by, at most [`SYSTEM_ID_MAX`] characters.
    pub system_id: String,
    /// Its password, at most [`PASSWORD_MAX`] characters.
    pub password: Hidden,
    /// The kind of system, where it wants one; at most [`SYSTEM_TYPE_MAX`] characters.
    pub system_type: String,
    /// How many units may wait for their answers at once: 1 to [`WINDOW_MAX`].
    pub window: usize,
    /// How it names messages in its receipts.
    pub reported_ids: ReportedIds,
    /// The limits of time.
    pub times: SmppTimes,
}

/// Why a set-up is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCentre {
    /// The host is not a name or address.
    Host,
    /// The name has other characters than visible ASCII, none, or too many.
    SystemId,
    /// The password has other characters than visible ASCII, or too many.
    Password,
    /// The kind of system has other characters than visible ASCII, or too many.
    SystemType,
    /// The window is 0 or above [`WINDOW_MAX`].
    Window,
}

impl fmt::Display for NoCentre {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Host => f.write_str("the message centre's host is not a name"),
            Self::SystemId => write!(f, "the name has 1 to {SYSTEM_ID_MAX} visible ASCII characters"),
            Self::Password => write!(f, "the password has at most {PASSWORD_MAX} visible ASCII characters"),
            Self::SystemType => write!(f, "the kind of system has at most {SYSTEM_TYPE_MAX} visible ASCII characters"),
            Self::Window => write!(f, "the window is 1 to {WINDOW_MAX}"),
        }
    }
}

impl std::error::Error for NoCentre {}

/// Whether there is a connection that takes units.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    /// There is.
    Bound,
    /// There is none, why, and how long it will be until the next try.
    Down { why: Why, pause: Duration },
}

/// A report on its way to whoever records it. The message centre is told that it was taken when it is, and is asked to deliver
/// it again where this is dropped before: a report that nobody recorded would be lost for good.
#[derive(Debug)]
pub struct Delivery {
    report: Report,
    taken: oneshot::Sender<()>,
}

impl Delivery {
    /// What the message centre reported.
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// It is recorded, and may be forgotten by the message centre.
    pub fn taken(self) {
        // Where the connection is gone the report comes again, and changes nothing.
        let _gone = self.taken.send(());
    }

    /// Some report, and what hears whether it is taken.
    #[cfg(test)]
    pub(crate) fn example() -> (Self, oneshot::Receiver<()>) {
        use crate::messages::receipts::Status;
        let (taken, heard) = oneshot::channel();
        let status = Status::Delivered;
        let report = Report { our_id: None, provider_id: Some("7".to_owned()), part: 0, parts: 1, status, at: None };
        (Self { report, taken }, heard)
    }
}

/// A unit that is to be sent, and who waits for what becomes of it.
struct Job {
    unit: Pdu,
    reply: oneshot::Sender<Fate>,
}

/// What became of a unit.
#[derive(Debug)]
enum Fate {
    /// It was not written, or not whole.
    NotSent(Why),
    /// It was written, and nothing is known of it.
    Lost(Why),
    /// It was answered.
    Answered { status: CommandStatus, id: Option<String> },
}

/// Sends by a message centre. What [`Connection::run`] holds is used by it.
pub struct Smpp {
    jobs: mpsc::Sender<Job>,
    line: watch::Receiver<Line>,
    window: Semaphore,
    reference: AtomicU8,
    times: SmppTimes,
}

impl fmt::Debug for Smpp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smpp").field("line", &*self.line.borrow()).finish_non_exhaustive()
    }
}

/// The connection's side: to be run by a task for as long as messages are sent.
pub struct Connection {
    config: SmppConfig,
    server: ServerName<'static>,
    bind: BindTransceiver,
    tls: Arc<ClientConfig>,
    jobs: mpsc::Receiver<Job>,
    line: watch::Sender<Line>,
    reports: mpsc::Sender<Delivery>,
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("host", &self.config.host)
            .field("port", &self.config.port)
            .finish_non_exhaustive()
    }
}

/// Makes both sides, and where the receipts come out (of size [`REPORTS_MAX`] is right: `mpsc::channel(REPORTS_MAX)`).
///
/// # Errors
/// Why the set-up is not taken.
pub fn smpp(
    config: SmppConfig,
    trust: &Trust,
    reports: mpsc::Sender<Delivery>,
) -> Result<(Smpp, Connection), NoCentre> {
    let visible = |text: &str, most: usize| text.len() <= most && text.bytes().all(|byte| byte.is_ascii_graphic());
    let server = ServerName::try_from(config.host.clone()).map_err(|_| NoCentre::Host)?;
    if config.system_id.is_empty() || !visible(&config.system_id, SYSTEM_ID_MAX) {
        return Err(NoCentre::SystemId);
    }
    if !visible(config.password.reveal(), PASSWORD_MAX) {
        return Err(NoCentre::Password);
    }
    if !visible(&config.system_type, SYSTEM_TYPE_MAX) {
        return Err(NoCentre::SystemType);
    }
    if !(1..=WINDOW_MAX).contains(&config.window) {
        return Err(NoCentre::Window);
    }
    let bind = BindTransceiver::builder()
        .system_id(octets(&config.system_id).ok_or(NoCentre::SystemId)?)
        .password(octets(config.password.reveal()).ok_or(NoCentre::Password)?)
        .system_type(octets(&config.system_type).ok_or(NoCentre::SystemType)?)
        .interface_version(InterfaceVersion::Smpp3_4)
        .build();
    let (jobs, to_do) = mpsc::channel(config.window);
    let (say, line) = watch::channel(Line::Down { why: Why::NoConnection, pause: config.times.pause_min });
    let times = config.times;
    let window = Semaphore::new(config.window);
    let sends = Smpp { jobs, line, window, reference: AtomicU8::new(0), times };
    let holds = Connection { config, server, bind, tls: trust.config(), jobs: to_do, line: say, reports };
    Ok((sends, holds))
}

fn octets<const MAX: usize>(text: &str) -> Option<COctetString<1, MAX>> {
    COctetString::from_string(text.to_owned()).ok()
}

// Sending ------------------------------------------------------------------------------------------------------------------

impl Smpp {
    /// Tries to send one text message.
    pub async fn send(&self, message: &Outgoing) -> Tried {
        let units = match self.units(message) {
            Ok(units) => units,
            Err(why) => return Tried::Refused { why },
        };
        if let Err(tried) = self.line_is_there().await {
            return tried;
        }
        let mut last_id = None;
        for (place, unit) in units.into_iter().enumerate() {
            let mut tried = self.part(&unit).await;
            for _ in 1..PART_TRIES_MAX {
                // The parts before are there: it is worth a little patience, so that the text is not torn.
                if place == 0 || !matches!(tried, Tried::Later { .. }) {
                    break;
                }
                sleep(self.times.pause_min).await;
                tried = self.part(&unit).await;
            }
            match tried {
                Tried::Accepted { provider_id } => last_id = provider_id,
                Tried::Later { .. } if place > 0 => return Tried::Unknown { why: Why::PartlyTaken },
                tried => return tried,
            }
        }
        Tried::Accepted { provider_id: last_id }
    }

    /// Waits a while for a connection.
    async fn line_is_there(&self) -> Result<(), Tried> {
        let mut line = self.line.clone();
        if matches!(timeout(self.times.turn, line.wait_for(|line| *line == Line::Bound)).await, Ok(Ok(_))) {
            return Ok(());
        }
        let now = self.line.borrow().clone();
        Err(match now {
            Line::Down { why, pause } => Tried::Later { why, after: Some(pause) },
            // It came about just now.
            Line::Bound => Tried::Later { why: Why::NoConnection, after: None },
        })
    }

    /// One unit, once.
    async fn part(&self, unit: &SubmitSm) -> Tried {
        let turn = timeout(self.times.turn, self.window.acquire()).await;
        let Ok(Ok(_turn)) = turn else {
            return Tried::Later { why: Why::Busy, after: None };
        };
        let (reply, fate) = oneshot::channel();
        // As many jobs as the window has places fit in, so this does not wait; it fails when nobody holds the connection.
        if self.jobs.send(Job { unit: Pdu::SubmitSm(unit.clone()), reply }).await.is_err() {
            return Tried::Later { why: Why::NoConnection, after: None };
        }
        match timeout(self.times.write + self.times.answer, fate).await {
            Ok(Ok(fate)) => tried(fate),
            // Whoever held it is gone, and says nothing of what it had written.
            Ok(Err(_)) => Tried::Unknown { why: Why::AnswerLost },
            Err(_) => Tried::Unknown { why: Why::NoAnswer },
        }
    }

    fn units(&self, message: &Outgoing) -> Result<Vec<SubmitSm>, Why> {
        let (Address::Phone(phone), Content::Sms { sender, text }) = (&message.to, &message.content) else {
            return Err(Why::OtherKind);
        };
        let encoded = sms::encode(text).map_err(Why::Text)?;
        let (ton, npi) = match sender.kind() {
            SenderKind::Letters => (Ton::Alphanumeric, Npi::Unknown),
            SenderKind::ShortNumber => (Ton::NetworkSpecific, Npi::Unknown),
            SenderKind::Number => (Ton::International, Npi::Isdn),
        };
        let total = u8::try_from(encoded.parts.len()).map_err(|_| Why::Form)?;
        // Another one for each long text: two of them that are on their way to one phone at once are not mixed.
        let reference = if total > 1 { self.reference.fetch_add(1, Ordering::Relaxed) } else { 0 };
        let coding = match encoded.alphabet {
            Alphabet::Gsm7 => DataCoding::McSpecific,
            Alphabet::Ucs2 => DataCoding::Ucs2,
        };
        let mut units = Vec::with_capacity(encoded.parts.len());
        for (number, part) in (1..=total).zip(encoded.parts) {
            let mut body = Vec::with_capacity(CONCATENATION.len() + 3 + part.len());
            if total > 1 {
                body.extend(CONCATENATION);
                body.extend([reference, total, number]);
            }
            body.extend(part);
            // From octets: the library's own default of the class says "delivery acknowledgement" (0x08).
            let class: u8 = if total > 1 { 0x40 } else { 0x00 };
            let unit = SubmitSm::builder()
                .source_addr_ton(ton)
                .source_addr_npi(npi)
                .source_addr(octets(sender.as_str()).ok_or(Why::Form)?)
                .dest_addr_ton(Ton::International)
                .dest_addr_npi(Npi::Isdn)
                .destination_addr(octets(phone.digits()).ok_or(Why::Form)?)
                .esm_class(EsmClass::from(class))
                .validity_period(validity(message.valid_for))
                .registered_delivery(RegisteredDelivery::from(1))
                .data_coding(coding)
                .short_message(OctetString::from_vec(body).map_err(|_| Why::Form)?)
                .build();
            units.push(unit);
        }
        Ok(units)
    }
}

/// A time as SMPP writes one that is counted from now: years, months, days, hours, minutes, seconds, tenths (3.4, 7.1.1.2).
fn validity(time: Duration) -> EmptyOrFullCOctetString<17> {
    let seconds = time.as_secs();
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    // Beyond a month it would need another field; nobody is told of anything for so long.
    let text = format!("0000{:02}{hours:02}{minutes:02}{:02}000R", days.min(27), seconds % 60);
    EmptyOrFullCOctetString::from_string(text).unwrap_or_default()
}

fn tried(fate: Fate) -> Tried {
    let (status, id) = match fate {
        Fate::NotSent(why) => return Tried::Later { why, after: None },
        Fate::Lost(why) => return Tried::Unknown { why },
        Fate::Answered { status, id } => (status, id),
    };
    let answer = Answer::of(status.into());
    match u32::from(status) {
        0x00 => Tried::Accepted { provider_id: id },
        // Too many, too fast.
        0x14 | 0x58 => {
            Tried::Later { why: Why::AskedToWait { answer }, after: Some(crate::messages::http::PAUSE_BUSY) }
        }
        // A time until which it is tried that this centre does not know: so it will say to every message.
        0x61 | 0x62 => Tried::Later { why: Why::SetUp { answer }, after: Some(crate::messages::http::PAUSE_SET_UP) },
        // Lengths, flags, addresses, kinds of numbers, data coding; for good, by the application's word (0x65, 0x66); not
        // allowed for this sender or service (0x101 to 0x105).
        0x01
        | 0x06
        | 0x07
        | 0x0A
        | 0x0B
        | 0x15
        | 0x33
        | 0x34
        | 0x40
        | 0x42..=0x44
        | 0x48..=0x51
        | 0x54
        | 0x65
        | 0x66
        | 0xC0..=0xC4
        | 0x101..=0x106 => Tried::Refused { why: Why::Answered { answer } },
        // Our session, a fault of theirs, and codes of their own (from 0x400 on), which nobody else knows: not taken, and not for
        // good. Whoever repeats has an end to it.
        _ => Tried::Later { why: Why::Fault { answer }, after: None },
    }
}

// The connection -------------------------------------------------------------------------------------------------------------

impl Connection {
    /// Holds the connection until `end`, or until nobody sends any more.
    pub async fn run(mut self, end: CancellationToken) {
        let times = self.config.times;
        let mut pause = times.pause_min;
        while !end.is_cancelled() && !self.jobs.is_closed() {
            let connected = tokio::select! {
                () = end.cancelled() => break,
                connected = timeout(times.connect, self.connect()) => connected.unwrap_or(Err(Why::NoConnection)),
            };
            let why = match connected {
                Err(why) => why,
                Ok(mut session) => {
                    tracing::info!(host = %self.config.host, "bound to the message centre");
                    let since = Instant::now();
                    self.line.send_replace(Line::Bound);
                    let why = session.hold(&mut self.jobs, &self.reports, &end).await;
                    session.give_up(&why);
                    // A connection that lasted was no failure; one that breaks at once is tried less and less often.
                    if since.elapsed() >= times.pause_max {
                        pause = times.pause_min;
                    }
                    why
                }
            };
            if end.is_cancelled() {
                break;
            }
            tracing::warn!(host = %self.config.host, %why, seconds = pause.as_secs(), "no connection to the message centre; it is tried again");
            self.line.send_replace(Line::Down { why: why.clone(), pause });
            self.rest(pause, &why, &end).await;
            pause = (pause * 2).min(times.pause_max);
        }
        self.line.send_replace(Line::Down { why: Why::NoConnection, pause: times.pause_max });
        // What came in meanwhile was not sent, and whoever waits for it should know.
        self.jobs.close();
        while let Ok(job) = self.jobs.try_recv() {
            let _ = job.reply.send(Fate::NotSent(Why::NoConnection));
        }
    }

    /// Waits, and says of everything that comes meanwhile that it was not sent.
    async fn rest(&mut self, pause: Duration, why: &Why, end: &CancellationToken) {
        let until = sleep(pause);
        tokio::pin!(until);
        loop {
            tokio::select! {
                () = end.cancelled() => return,
                () = &mut until => return,
                job = self.jobs.recv() => match job {
                    Some(job) => drop(job.reply.send(Fate::NotSent(why.clone()))),
                    None => return,
                },
            }
        }
    }

    /// A connection with TLS and login.
    async fn connect(&self) -> Result<Session, Why> {
        let SmppConfig { host, port, tls, times, reported_ids, .. } = &self.config;
        let stream = TcpStream::connect((host.as_str(), *port)).await.map_err(|_| Why::NoConnection)?;
        // Units are small, and each is waited for.
        stream.set_nodelay(true).map_err(|_| Why::NoConnection)?;
        let stream: Box<dyn Stream> = if *tls {
            let connector = TlsConnector::from(Arc::clone(&self.tls));
            let encrypted = connector.connect(self.server.clone(), stream).await;
            Box::new(encrypted.map_err(|error| if is_tls(&error) { Why::NoTls } else { Why::NoConnection })?)
        } else {
            Box::new(stream)
        };
        let mut session = Session::new(stream, *tls, *times, *reported_ids);
        session.bind(self.bind.clone()).await?;
        Ok(session)
    }
}

#[cfg(test)]
mod tests;
