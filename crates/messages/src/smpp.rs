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

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};
use rusmpp::decode::DecodeWithLength as _;
use rusmpp::encode::{Encode as _, Length as _};
use rusmpp::pdus::{BindTransceiver, DeliverSm, DeliverSmResp, SubmitSm};
use rusmpp::tlvs::TlvValue;
use rusmpp::types::{COctetString, OctetString};
use rusmpp::values::{DataCoding, EsmClass, InterfaceVersion, Npi, RegisteredDelivery, Ton};
use rusmpp::{Command, CommandId, CommandStatus, Pdu};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _, ReadHalf, WriteHalf};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::ClientConfig;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_stream::StreamExt as _;
use tokio_util::codec::{FramedRead, LengthDelimitedCodec};
use tokio_util::sync::CancellationToken;

use crate::hidden::Hidden;
use crate::outgoing::{Address, Answer, Content, Outgoing, SenderKind, Tried, Why, provider_text};
use crate::receipts::{self, Report, ReportedIds};
use crate::sms_text::{self, Alphabet};
use crate::trust::{Trust, is_tls};

/// The most units that may wait for their answers at once, whatever is set up.
pub const WINDOW_MAX: usize = 100;

/// How many may where nothing is set up; what most message centres allow.
pub const WINDOW: usize = 10;

/// The most bytes of one unit that is read.
pub const UNIT_BYTES_MAX: usize = 64 * 1024;

/// How many reports wait for whoever reads them. When it is full the message centre is asked to come again.
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
    reports: mpsc::Sender<Report>,
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
pub fn smpp(config: SmppConfig, trust: &Trust, reports: mpsc::Sender<Report>) -> Result<(Smpp, Connection), NoCentre> {
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
        let encoded = sms_text::encode(text).map_err(Why::Text)?;
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
                .registered_delivery(RegisteredDelivery::from(1))
                .data_coding(coding)
                .short_message(OctetString::from_vec(body).map_err(|_| Why::Form)?)
                .build();
            units.push(unit);
        }
        Ok(units)
    }
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
        0x14 | 0x58 => Tried::Later { why: Why::AskedToWait { answer }, after: Some(crate::http::PAUSE_BUSY) },
        // Lengths, flags, addresses, kinds of numbers, times, data coding; for good, by the application's word (0x65, 0x66); not
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
        | 0x61
        | 0x62
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

/// What bytes go over.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// One connection.
struct Session {
    units: FramedRead<ReadHalf<Box<dyn Stream>>, LengthDelimitedCodec>,
    out: WriteHalf<Box<dyn Stream>>,
    tls: bool,
    times: SmppTimes,
    reported_ids: ReportedIds,
    /// The number of the next unit of ours.
    next: u32,
    /// Who waits for which answer.
    waiting: HashMap<u32, oneshot::Sender<Fate>>,
}

/// Why a unit was not written.
struct NotWritten;

impl Session {
    fn new(stream: Box<dyn Stream>, tls: bool, times: SmppTimes, reported_ids: ReportedIds) -> Self {
        let (read, out) = tokio::io::split(stream);
        // The length counts itself (SMPP 3.4, 5.1.1.1): counted from its own first byte, which stays in front of what comes out.
        let frames = LengthDelimitedCodec::builder()
            .length_field_type::<u32>()
            .num_skip(0)
            .max_frame_length(UNIT_BYTES_MAX)
            .new_codec();
        let units = FramedRead::new(read, frames);
        Self { units, out, tls, times, reported_ids, next: 1, waiting: HashMap::new() }
    }

    async fn bind(&mut self, bind: BindTransceiver) -> Result<(), Why> {
        let number = self.number();
        let command = Command::new(CommandStatus::EsmeRok, number, bind);
        self.write(&command).await.map_err(|_: NotWritten| Why::NoConnection)?;
        loop {
            // The whole connection has a limit of time, so this has none of its own.
            let unit = self.units.next().await.ok_or(Why::NoConnection)?.map_err(|_| Why::NoConnection)?;
            let head = Head::of(&unit).ok_or(Why::AnswerNotUnderstood)?;
            if head.number == number && head.id & IS_ANSWER != 0 {
                return match head.status {
                    0 => Ok(()),
                    // Somebody else is there under our name, or the one before is not gone yet.
                    status @ 0x05 => Err(Why::AskedToWait { answer: Answer::of(status) }),
                    status => Err(Why::NotLetIn { answer: Answer::of(status) }),
                };
            }
        }
    }

    /// Until it is lost; why it was.
    async fn hold(
        &mut self,
        jobs: &mut mpsc::Receiver<Job>,
        reports: &mpsc::Sender<Report>,
        end: &CancellationToken,
    ) -> Why {
        let mut heard = Instant::now();
        let mut asked: Option<Instant> = None;
        loop {
            let silence = asked.map_or(heard + self.times.silence, |asked| asked + self.times.answer);
            tokio::select! {
                () = end.cancelled() => {
                    self.unbind().await;
                    return Why::NoConnection;
                }
                unit = self.units.next() => {
                    let Some(Ok(unit)) = unit else { return Why::AnswerLost };
                    heard = Instant::now();
                    asked = None;
                    if let Err(why) = self.heard(unit, reports).await {
                        return why;
                    }
                }
                job = jobs.recv() => {
                    let Some(job) = job else {
                        self.unbind().await;
                        return Why::NoConnection;
                    };
                    if let Err(NotWritten) = self.submit(job).await {
                        return Why::AnswerLost;
                    }
                }
                () = sleep_until(silence) => {
                    if asked.is_some() {
                        return Why::NoAnswer;
                    }
                    asked = Some(Instant::now());
                    // Nobody waits any more for what was asked long ago.
                    self.waiting.retain(|_, reply| !reply.is_closed());
                    let number = self.number();
                    if self.write(&Command::new(CommandStatus::EsmeRok, number, Pdu::EnquireLink)).await.is_err() {
                        return Why::AnswerLost;
                    }
                }
            }
        }
    }

    async fn submit(&mut self, Job { unit, reply }: Job) -> Result<(), NotWritten> {
        // Whoever sent it does not wait any more; then it is not sent either.
        if reply.is_closed() {
            return Ok(());
        }
        let number = self.number();
        if self.write(&Command::new(CommandStatus::EsmeRok, number, unit)).await.is_ok() {
            self.waiting.insert(number, reply);
            return Ok(());
        }
        // What goes into TLS is not seen coming out of it.
        let fate = if self.tls { Fate::Lost(Why::AnswerLost) } else { Fate::NotSent(Why::NoConnection) };
        let _ = reply.send(fate);
        Err(NotWritten)
    }

    /// Everybody who waits for an answer that will not come.
    fn give_up(&mut self, why: &Why) {
        let why = if *why == Why::NoAnswer { Why::NoAnswer } else { Why::AnswerLost };
        for (_, reply) in self.waiting.drain() {
            let _ = reply.send(Fate::Lost(why.clone()));
        }
    }

    /// A unit of the other side.
    async fn heard(&mut self, unit: BytesMut, reports: &mpsc::Sender<Report>) -> Result<(), Why> {
        let head = Head::of(&unit).ok_or(Why::AnswerNotUnderstood)?;
        let command = decode(&unit);
        if head.id & IS_ANSWER != 0 {
            self.answered(head, command.as_ref());
            return Ok(());
        }
        let id = CommandId::from(head.id);
        let (status, answer) = match (id, command.as_ref().and_then(Command::pdu)) {
            (CommandId::EnquireLink, _) => (CommandStatus::EsmeRok, Pdu::EnquireLinkResp),
            (CommandId::Unbind, _) => (CommandStatus::EsmeRok, Pdu::UnbindResp),
            (CommandId::DeliverSm, Some(Pdu::DeliverSm(delivered))) => {
                (self.delivered(delivered, reports), DeliverSmResp::default().into())
            }
            (CommandId::DeliverSm, _) => {
                tracing::warn!("the message centre delivered something that cannot be read");
                (CommandStatus::EsmeRsyserr, DeliverSmResp::default().into())
            }
            (CommandId::AlertNotification, _) => return Ok(()),
            _ => (CommandStatus::EsmeRinvcmdid, Pdu::GenericNack),
        };
        self.write(&Command::new(status, head.number, answer)).await.map_err(|_: NotWritten| Why::AnswerLost)?;
        if id == CommandId::Unbind { Err(Why::NoConnection) } else { Ok(()) }
    }

    fn answered(&mut self, head: Head, command: Option<&Command>) {
        // Also what nobody waits for any more, and the answer to our question whether anybody is there.
        let Some(reply) = self.waiting.remove(&head.number) else { return };
        let status = CommandStatus::from(head.status);
        let id = match command.and_then(Command::pdu) {
            Some(Pdu::SubmitSmResp(answer)) => provider_text(answer.message_id().as_str()),
            _ => None,
        };
        let submitted = matches!(CommandId::from(head.id), CommandId::SubmitSmResp | CommandId::GenericNack);
        let fate = match status {
            // Taken; without an id that can be kept, its receipts will not be known again.
            CommandStatus::EsmeRok if CommandId::from(head.id) == CommandId::SubmitSmResp => {
                Fate::Answered { status, id }
            }
            CommandStatus::EsmeRok => Fate::Lost(Why::AnswerNotUnderstood),
            _ if submitted => Fate::Answered { status, id: None },
            _ => Fate::Lost(Why::AnswerNotUnderstood),
        };
        let _ = reply.send(fate);
    }

    /// The status by which a delivery is answered.
    fn delivered(&self, delivered: &DeliverSm, reports: &mpsc::Sender<Report>) -> CommandStatus {
        let kind = u8::from(delivered.esm_class) & TYPE_BITS;
        let (mut named, mut state) = (None, None);
        for value in delivered.tlvs().iter().filter_map(rusmpp::tlvs::Tlv::value) {
            match value {
                TlvValue::ReceiptedMessageId(id) => named = Some(id.as_str()),
                TlvValue::MessageState(told) => state = Some(u8::from(*told)),
                _ => {}
            }
        }
        if !matches!(kind, RECEIPT | NOTIFICATION) {
            // A citizen's own message: nobody reads it here. It is taken, so that it does not come again and again.
            tracing::debug!("the message centre delivered a message that is no receipt");
            return CommandStatus::EsmeRok;
        }
        let Some(report) = receipts::smpp(delivered.short_message(), named, state, self.reported_ids) else {
            tracing::warn!("the message centre delivered a receipt that cannot be read");
            return CommandStatus::EsmeRok;
        };
        match reports.try_send(report) {
            Ok(()) => CommandStatus::EsmeRok,
            // Not taken, so it comes again.
            Err(_) => CommandStatus::EsmeRmsgqful,
        }
    }

    /// Politely; nothing depends on it.
    async fn unbind(&mut self) {
        let (number, patience) = (self.number(), self.times.write.min(GOODBYE));
        if self.write(&Command::new(CommandStatus::EsmeRok, number, Pdu::Unbind)).await.is_ok() {
            let goodbye = async {
                while let Some(Ok(unit)) = self.units.next().await {
                    let Some(head) = Head::of(&unit) else { return };
                    // What is still answered meanwhile is known.
                    self.answered(head, decode(&unit).as_ref());
                    if head.number == number {
                        return;
                    }
                }
            };
            let _ = timeout(patience, goodbye).await;
        }
        let _ = self.out.shutdown().await;
    }

    async fn write(&mut self, command: &Command) -> Result<(), NotWritten> {
        let bytes = encode(command);
        let written = timeout(self.times.write, async {
            self.out.write_all(&bytes).await?;
            self.out.flush().await
        });
        match written.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(NotWritten),
        }
    }

    /// The number of a unit of ours (SMPP 3.4, 5.1.4: 1 to 0x7FFFFFFF).
    fn number(&mut self) -> u32 {
        let number = self.next;
        self.next = if number >= 0x7FFF_FFFF { 1 } else { number + 1 };
        number
    }
}

/// The head of a unit, which is there even where the rest cannot be read.
#[derive(Debug, Clone, Copy)]
struct Head {
    id: u32,
    status: u32,
    number: u32,
}

impl Head {
    fn of(mut unit: &[u8]) -> Option<Self> {
        if unit.len() < HEADER {
            return None;
        }
        unit.advance(4);
        Some(Self { id: unit.get_u32(), status: unit.get_u32(), number: unit.get_u32() })
    }
}

fn encode(command: &Command) -> Bytes {
    let length = command.length();
    let mut body = vec![0; length];
    let length = command.encode(&mut body);
    let mut unit = BytesMut::with_capacity(4 + length);
    // Some hundred bytes, far below what the type holds.
    unit.put_u32(u32::try_from(4 + length).unwrap_or_default());
    unit.put_slice(&body[..length]);
    unit.freeze()
}

/// A whole unit with its length in front; `None` where it cannot be read.
fn decode(unit: &[u8]) -> Option<Command> {
    let rest = unit.get(4..)?;
    let length = rest.len();
    Command::decode(&mut BytesMut::from(rest), length).ok().map(|(command, _)| command)
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use parking_lot::Mutex;
    use proptest::prelude::*;
    use rusmpp::pdus::{BindTransceiverResp, SubmitSmResp};
    use tokio::io::AsyncReadExt as _;
    use tokio::net::TcpListener;

    use super::*;
    use crate::fakes::{mail, sms, sms_to};
    use crate::receipts::Status;

    /// What the fake message centre does with a text message.
    #[derive(Debug, Clone, Copy)]
    enum Does {
        /// Answers with this status, and an id where it is 0.
        Answer(u32),
        /// Answers that it cannot read the unit.
        Nack(u32),
        /// Says nothing.
        Nothing,
        /// Closes the connection.
        HangUp,
        /// Takes it, and then delivers receipts: one that cannot be read, a text of a citizen's, the receipt, and a unit that
        /// does not exist.
        Receipt,
        /// Takes the first part, and answers every other with this status.
        OnlyTheFirst(u32),
    }

    /// **A fake message centre, made by us**, from the same library of units as what it tests; real ones are tried apart.
    struct FakeCentre {
        address: SocketAddr,
        /// The units that it read, and the answers to what it delivered.
        heard: Arc<Mutex<Vec<Command>>>,
        task: tokio::task::JoinHandle<()>,
    }

    impl Drop for FakeCentre {
        fn drop(&mut self) {
            self.task.abort();
        }
    }

    impl FakeCentre {
        async fn start(does: Does, bind: u32) -> Self {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let heard = Arc::new(Mutex::new(Vec::new()));
            let kept = Arc::clone(&heard);
            let task = tokio::spawn(async move {
                loop {
                    let (stream, _) = listener.accept().await.unwrap();
                    serve(stream, does, bind, &kept).await;
                }
            });
            Self { address, heard, task }
        }

        fn submitted(&self) -> Vec<SubmitSm> {
            let heard = self.heard.lock();
            heard
                .iter()
                .filter_map(
                    |command| if let Some(Pdu::SubmitSm(unit)) = command.pdu() { Some(unit.clone()) } else { None },
                )
                .collect()
        }

        fn binds(&self) -> usize {
            self.heard.lock().iter().filter(|command| command.id() == CommandId::BindTransceiver).count()
        }
    }

    async fn serve(mut stream: TcpStream, does: Does, bind: u32, kept: &Mutex<Vec<Command>>) {
        let mut submitted = 0;
        loop {
            let Ok(length) = stream.read_u32().await else { return };
            let mut unit = length.to_be_bytes().to_vec();
            unit.resize(length as usize, 0);
            if stream.read_exact(&mut unit[4..]).await.is_err() {
                return;
            }
            let command = decode(&unit).unwrap();
            kept.lock().push(command.clone());
            let number = command.sequence_number();
            let mut say = Vec::new();
            let taken = |id: &str| SubmitSmResp::builder().message_id(octets(id).unwrap()).build();
            match command.pdu() {
                Some(Pdu::BindTransceiver(_)) => {
                    say.push(Command::new(CommandStatus::from(bind), number, BindTransceiverResp::default()));
                }
                Some(Pdu::EnquireLink) if !matches!(does, Does::Nothing) => {
                    say.push(Command::new(CommandStatus::EsmeRok, number, Pdu::EnquireLinkResp));
                }
                Some(Pdu::Unbind) => say.push(Command::new(CommandStatus::EsmeRok, number, Pdu::UnbindResp)),
                Some(Pdu::SubmitSm(_)) => {
                    submitted += 1;
                    match does {
                        Does::Answer(0) => {
                            say.push(Command::new(CommandStatus::EsmeRok, number, taken(&format!("id-{submitted}"))));
                        }
                        Does::OnlyTheFirst(_) if submitted == 1 => {
                            say.push(Command::new(CommandStatus::EsmeRok, number, taken("first")));
                        }
                        Does::Answer(status) | Does::OnlyTheFirst(status) => {
                            say.push(Command::new(CommandStatus::from(status), number, SubmitSmResp::default()));
                        }
                        Does::Nack(status) => {
                            say.push(Command::new(CommandStatus::from(status), number, Pdu::GenericNack));
                        }
                        Does::Nothing => {}
                        Does::HangUp => return,
                        Does::Receipt => {
                            say.push(Command::new(CommandStatus::EsmeRok, number, taken("id-7")));
                            for (place, (class, text)) in [
                                (0x04, "nonsense"),
                                (0x00, "Tak!"),
                                (0x04, "id:id-7 sub:001 dlvrd:001 stat:DELIVRD err:000 text:Hej"),
                            ]
                            .into_iter()
                            .enumerate()
                            {
                                let receipt = DeliverSm::builder()
                                    .esm_class(EsmClass::from(class))
                                    .short_message(OctetString::from_vec(text.into()).unwrap())
                                    .build();
                                say.push(Command::new(
                                    CommandStatus::EsmeRok,
                                    100 + u32::try_from(place).unwrap(),
                                    receipt,
                                ));
                            }
                        }
                    }
                }
                _ => {}
            }
            for command in say {
                stream.write_all(&encode(&command)).await.unwrap();
            }
            if matches!(does, Does::Receipt) && submitted == 1 {
                submitted += 1;
                // A unit of a kind that does not exist, and a delivery that ends too early.
                stream.write_all(&[0, 0, 0, 16, 0, 0, 0x77, 0x77, 0, 0, 0, 0, 0, 0, 0, 200]).await.unwrap();
                stream.write_all(&[0, 0, 0, 18, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 201, 65, 66]).await.unwrap();
            }
        }
    }

    fn times() -> SmppTimes {
        let millis = Duration::from_millis;
        SmppTimes {
            connect: millis(400),
            turn: millis(500),
            write: millis(200),
            answer: millis(300),
            silence: millis(5_000),
            pause_min: millis(40),
            pause_max: millis(200),
        }
    }

    fn config(address: SocketAddr) -> SmppConfig {
        SmppConfig {
            host: address.ip().to_string(),
            port: address.port(),
            tls: false,
            system_id: "nordvig".to_owned(),
            password: Hidden::new("hemmelig".to_owned()),
            system_type: String::new(),
            window: 4,
            reported_ids: ReportedIds::AsAnswered,
            times: times(),
        }
    }

    struct Running {
        sends: Smpp,
        reports: mpsc::Receiver<Report>,
        end: CancellationToken,
        task: tokio::task::JoinHandle<()>,
    }

    fn run(config: SmppConfig) -> Running {
        let (told, reports) = mpsc::channel(REPORTS_MAX);
        let (sends, holds) = smpp(config, &Trust::usual(), told).unwrap();
        let end = CancellationToken::new();
        let task = tokio::spawn(holds.run(end.clone()));
        Running { sends, reports, end, task }
    }

    async fn tried_by(does: Does, text: &str) -> (Tried, FakeCentre, Running) {
        let centre = FakeCentre::start(does, 0).await;
        let running = run(config(centre.address));
        let tried = running.sends.send(&sms(text)).await;
        (tried, centre, running)
    }

    #[tokio::test]
    async fn a_short_text_is_one_unit() {
        let (tried, centre, running) = tried_by(Does::Answer(0), "Det er din tur, Åse: €").await;
        assert_eq!(tried, Tried::Accepted { provider_id: Some("id-1".to_owned()) });
        let unit = &centre.submitted()[0];
        assert_eq!(unit.source_addr.as_str(), "Nordvig");
        assert_eq!((unit.source_addr_ton, unit.source_addr_npi), (Ton::Alphanumeric, Npi::Unknown));
        assert_eq!(unit.destination_addr.as_str(), "4520000000");
        assert_eq!((unit.dest_addr_ton, unit.dest_addr_npi), (Ton::International, Npi::Isdn));
        assert_eq!(
            (u8::from(unit.esm_class), u8::from(unit.registered_delivery), u8::from(unit.data_coding)),
            (0, 1, 0)
        );
        let text: &[u8] = b"Det er din tur, \x0Ese: \x1B\x65";
        assert_eq!(&unit.short_message()[..], text);
        let Some(Pdu::BindTransceiver(bind)) = centre.heard.lock()[0].pdu().cloned() else { panic!("no bind") };
        assert_eq!((bind.system_id.as_str(), bind.password.as_str()), ("nordvig", "hemmelig"));
        assert_eq!(bind.interface_version, InterfaceVersion::Smpp3_4);
        running.end.cancel();
        running.task.await.unwrap();
        assert_eq!(centre.heard.lock().last().unwrap().id(), CommandId::Unbind, "it goes politely");
        assert!(matches!(running.sends.send(&sms("Hej")).await, Tried::Later { why: Why::NoConnection, .. }));
    }

    #[tokio::test]
    async fn a_long_text_is_several_units_with_one_reference() {
        let (tried, centre, running) = tried_by(Does::Answer(0), &"æ".repeat(400)).await;
        assert_eq!(tried, Tried::Accepted { provider_id: Some("id-3".to_owned()) });
        let units = centre.submitted();
        let heads: Vec<Vec<u8>> = units.iter().map(|unit| unit.short_message()[..6].to_vec()).collect();
        assert_eq!(heads, [[5, 0, 3, 0, 3, 1], [5, 0, 3, 0, 3, 2], [5, 0, 3, 0, 3, 3]]);
        assert_eq!(units.iter().map(|unit| unit.short_message().len()).collect::<Vec<_>>(), [159, 159, 100]);
        assert!(units.iter().all(|unit| u8::from(unit.esm_class) == 0x40 && u8::from(unit.data_coding) == 0));
        assert_eq!(units.iter().map(|unit| u8::from(unit.registered_delivery)).collect::<Vec<_>>(), [1, 1, 1]);
        running.sends.send(&sms_to("+48500000000", &"ł".repeat(71))).await;
        let unit = &centre.submitted()[3];
        assert_eq!((u8::from(unit.data_coding), &unit.short_message()[..8]), (8, &[5, 0, 3, 1, 2, 1, 0x01, 0x42][..]));
    }

    #[tokio::test]
    async fn what_cannot_be_sent_is_not_tried() {
        let centre = FakeCentre::start(Does::Answer(0), 0).await;
        let running = run(config(centre.address));
        assert_eq!(running.sends.send(&mail()).await, Tried::Refused { why: Why::OtherKind });
        assert!(matches!(running.sends.send(&sms("")).await, Tried::Refused { why: Why::Text(_) }));
        assert!(centre.submitted().is_empty());
    }

    #[tokio::test]
    async fn each_status_means_one_thing() {
        let answer = Answer::of;
        assert_eq!(
            tried_by(Does::Answer(0x0B), "a").await.0,
            Tried::Refused { why: Why::Answered { answer: answer(0x0B) } }
        );
        assert_eq!(
            tried_by(Does::Answer(0x65), "a").await.0,
            Tried::Refused { why: Why::Answered { answer: answer(0x65) } }
        );
        let wait =
            Tried::Later { why: Why::AskedToWait { answer: answer(0x58) }, after: Some(Duration::from_secs(30)) };
        assert_eq!(tried_by(Does::Answer(0x58), "a").await.0, wait);
        for status in [0x08, 0x45, 0x64, 0x401] {
            let later = Tried::Later { why: Why::Fault { answer: answer(status) }, after: None };
            assert_eq!(tried_by(Does::Answer(status), "a").await.0, later);
        }
        assert_eq!(
            tried_by(Does::Nack(0x03), "a").await.0,
            Tried::Later { why: Why::Fault { answer: answer(3) }, after: None }
        );
    }

    #[tokio::test]
    async fn a_lost_answer_is_unknown_and_the_connection_comes_again() {
        let (tried, centre, running) = tried_by(Does::HangUp, "a").await;
        assert_eq!(tried, Tried::Unknown { why: Why::AnswerLost });
        assert_eq!(running.sends.send(&sms("b")).await, Tried::Unknown { why: Why::AnswerLost });
        assert_eq!((centre.submitted().len(), centre.binds()), (2, 2));
    }

    #[tokio::test]
    async fn silence_is_unknown() {
        let (tried, ..) = tried_by(Does::Nothing, "a").await;
        assert_eq!(tried, Tried::Unknown { why: Why::NoAnswer });
    }

    #[tokio::test]
    async fn a_line_that_does_not_answer_is_given_up() {
        let centre = FakeCentre::start(Does::Nothing, 0).await;
        let mut config = config(centre.address);
        config.times.silence = Duration::from_millis(50);
        config.times.answer = Duration::from_millis(100);
        let running = run(config);
        sleep(Duration::from_millis(800)).await;
        assert!(centre.binds() >= 2, "asked whether it is there, and came again");
        let asked = centre.heard.lock().iter().filter(|command| command.id() == CommandId::EnquireLink).count();
        assert!(asked >= 2, "{asked}");
        drop(running);
    }

    #[tokio::test]
    async fn without_a_login_nothing_is_sent() {
        let centre = FakeCentre::start(Does::Answer(0), 0x0E).await;
        let running = run(config(centre.address));
        let Tried::Later { why, after: Some(_) } = running.sends.send(&sms("a")).await else { panic!("later") };
        assert_eq!(why, Why::NotLetIn { answer: Answer::of(0x0E) });
        assert!(centre.submitted().is_empty());
        // 500 ms of trying with pauses of 40, 80, 160, 200, 200: growing, so few.
        assert!((2..=6).contains(&centre.binds()), "{}", centre.binds());
    }

    #[tokio::test]
    async fn without_anybody_there_nothing_is_sent() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let running = run(config(address));
        assert!(matches!(running.sends.send(&sms("a")).await, Tried::Later { why: Why::NoConnection, after: Some(_) }));
        let (told, _reports) = mpsc::channel(1);
        let (sends, holds) = smpp(config(address), &Trust::usual(), told).unwrap();
        drop(holds);
        assert!(matches!(sends.send(&sms("a")).await, Tried::Later { .. }));
    }

    #[tokio::test]
    async fn a_text_that_is_taken_in_parts_only_is_unknown() {
        let (tried, centre, _running) = tried_by(Does::OnlyTheFirst(0x58), &"a".repeat(200)).await;
        assert_eq!(tried, Tried::Unknown { why: Why::PartlyTaken });
        assert_eq!(centre.submitted().len(), 1 + PART_TRIES_MAX);
        let (tried, centre, _running) = tried_by(Does::OnlyTheFirst(0x0B), &"a".repeat(200)).await;
        assert!(matches!(tried, Tried::Refused { .. }));
        assert_eq!(centre.submitted().len(), 2);
    }

    #[tokio::test]
    async fn receipts_come_out_and_strange_units_cost_no_connection() {
        let (tried, centre, mut running) = tried_by(Does::Receipt, "Hej").await;
        assert_eq!(tried, Tried::Accepted { provider_id: Some("id-7".to_owned()) });
        let report = timeout(Duration::from_secs(2), running.reports.recv()).await.unwrap().unwrap();
        assert_eq!((report.provider_id.as_deref(), report.status), (Some("id-7"), Status::Delivered));
        sleep(Duration::from_millis(100)).await;
        assert!(running.reports.try_recv().is_err(), "neither the nonsense nor the citizen's text is a report");
        let heard = centre.heard.lock().clone();
        let answer = |number| {
            heard
                .iter()
                .find(|command| command.sequence_number() == number && command.id() != CommandId::SubmitSm)
                .map(|command| (command.id(), command.status()))
        };
        for number in 100..=102 {
            assert_eq!(answer(number), Some((CommandId::DeliverSmResp, CommandStatus::EsmeRok)));
        }
        assert_eq!(answer(200), Some((CommandId::GenericNack, CommandStatus::EsmeRinvcmdid)));
        assert_eq!(answer(201), Some((CommandId::DeliverSmResp, CommandStatus::EsmeRsyserr)));
        assert_eq!(centre.binds(), 1);
    }

    #[tokio::test]
    async fn a_full_basket_of_reports_asks_to_come_again() {
        let centre = FakeCentre::start(Does::Receipt, 0).await;
        let (told, reports) = mpsc::channel(1);
        told.try_send(Report {
            our_id: None,
            provider_id: None,
            part: 0,
            parts: 1,
            status: Status::OnItsWay,
            at: None,
        })
        .unwrap();
        let (sends, holds) = smpp(config(centre.address), &Trust::usual(), told).unwrap();
        let task = tokio::spawn(holds.run(CancellationToken::new()));
        sends.send(&sms("Hej")).await;
        sleep(Duration::from_millis(200)).await;
        let heard = centre.heard.lock().clone();
        assert!(
            heard
                .iter()
                .any(|command| command.sequence_number() == 102 && command.status() == CommandStatus::EsmeRmsgqful)
        );
        task.abort();
        drop(reports);
    }

    #[tokio::test]
    async fn many_at_once_stay_within_the_window() {
        let centre = FakeCentre::start(Does::Answer(0), 0).await;
        let running = Arc::new(run(config(centre.address)));
        let all: Vec<_> = (0..50)
            .map(|_| {
                let running = Arc::clone(&running);
                tokio::spawn(async move { running.sends.send(&sms("Hej")).await })
            })
            .collect();
        for one in all {
            assert!(matches!(one.await.unwrap(), Tried::Accepted { .. }));
        }
        assert_eq!(centre.submitted().len(), 50);
    }

    #[tokio::test]
    async fn nothing_of_a_message_is_logged() {
        crate::fakes::log_everything();
        for does in [Does::Receipt, Does::Answer(0x0B), Does::HangUp] {
            let (_, centre, running) = tried_by(does, "Hemmelig tekst").await;
            sleep(Duration::from_millis(150)).await;
            running.end.cancel();
            let _ = running.task.await;
            drop(centre);
        }
        let stranger = FakeCentre::start(Does::Answer(0), 0x0E).await;
        run(config(stranger.address)).sends.send(&sms("Hemmelig tekst")).await;
        let text = crate::fakes::logged();
        assert!(
            text.contains("bound to the message centre") && text.contains("no connection to the message centre"),
            "{text}"
        );
        for hidden in ["20000000", "emmelig", "Tak!", "nonsense"] {
            assert!(!text.contains(hidden), "{text}");
        }
    }

    #[test]
    fn a_set_up_is_checked() {
        let address = SocketAddr::from(([127, 0, 0, 1], 2775));
        let wrong = |change: fn(&mut SmppConfig)| {
            let mut config = config(address);
            change(&mut config);
            smpp(config, &Trust::usual(), mpsc::channel(1).0).map(|_| ()).unwrap_err()
        };
        assert_eq!(wrong(|config| config.host = "not a host".to_owned()), NoCentre::Host);
        assert_eq!(wrong(|config| config.system_id = String::new()), NoCentre::SystemId);
        assert_eq!(wrong(|config| config.system_id = "a".repeat(16)), NoCentre::SystemId);
        assert_eq!(wrong(|config| config.password = Hidden::new("123456789".to_owned())), NoCentre::Password);
        assert_eq!(wrong(|config| config.system_type = "å".to_owned()), NoCentre::SystemType);
        assert_eq!(wrong(|config| config.window = 0), NoCentre::Window);
        assert_eq!(wrong(|config| config.window = WINDOW_MAX + 1), NoCentre::Window);
        assert!(!format!("{:?}", config(address)).contains("hemmelig"));
    }

    proptest! {
        #[test]
        fn no_unit_makes_it_fall(id in prop_oneof![Just(0x8000_0004_u32), Just(5), Just(0x8000_0009), any::<u32>()], rest in prop::collection::vec(any::<u8>(), 8..120)) {
            let mut unit = u32::try_from(8 + rest.len()).unwrap().to_be_bytes().to_vec();
            unit.extend(id.to_be_bytes());
            unit.extend(rest);
            prop_assert!(Head::of(&unit).is_some());
            let _ = decode(&unit);
        }
    }
}
