//! **Fakes, made by us.** Nothing here was written by a gateway or has ever been one: small listeners on this machine that
//! answer in the shapes that the gateways' documents show, and in all the ways in which a server fails.

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use parking_lot::Mutex;
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::messages::http::{ANSWER_BYTES_MAX, Times};
use crate::messages::outgoing::{Address, Content, EmailAddress, Mail, Mailbox, MessageId, Outgoing, Sender};
use crate::messages::phone::E164;

/// What a fake gateway does with a request that it has read whole.
#[derive(Debug, Clone)]
pub(crate) enum Says {
    /// Answers.
    This { status: u16, body: String, header: String },
    /// Closes the connection: the answer is lost.
    HangUp,
    /// Says nothing and keeps the connection.
    Nothing,
    /// A success that ends in the middle of its body.
    HalfAnAnswer,
    /// A success without end.
    Huge,
    /// A success that comes byte by byte, each in time, for ever.
    Dripping,
}

impl Says {
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::This { status, body: body.to_string(), header: "Content-Type: application/json".to_owned() }
    }

    pub(crate) fn text(status: u16, body: &str) -> Self {
        Self::This { status, body: body.to_owned(), header: "Content-Type: text/plain".to_owned() }
    }

    pub(crate) fn with(self, line: &str) -> Self {
        match self {
            Self::This { status, body, header } => Self::This { status, body, header: format!("{header}\r\n{line}") },
            other => other,
        }
    }
}

/// A request as the fake read it.
#[derive(Debug, Clone)]
pub(crate) struct Heard {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// A fake gateway that speaks HTTP.
pub(crate) struct FakeHttp {
    address: SocketAddr,
    scheme: &'static str,
    heard: Arc<Mutex<Vec<Heard>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for FakeHttp {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl FakeHttp {
    pub(crate) async fn start(says: Says) -> Self {
        Self::listen(says, None).await
    }

    /// Over TLS, with a certificate that nobody believes; it comes along in PEM.
    pub(crate) async fn start_tls(says: Says) -> (Self, String) {
        let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned(), "localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.key_pair.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
        (Self::listen(says, Some(TlsAcceptor::from(Arc::new(config)))).await, made.cert.pem())
    }

    async fn listen(says: Says, tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let scheme = if tls.is_some() { "https" } else { "http" };
        let heard = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&heard);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (says, kept, tls) = (says.clone(), Arc::clone(&kept), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        None => serve(stream, says, &kept).await,
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                serve(stream, says, &kept).await;
                            }
                        }
                    }
                });
            }
        });
        Self { address, scheme, heard, task }
    }

    pub(crate) fn base(&self) -> String {
        let Self { scheme, address, .. } = self;
        format!("{scheme}://{address}")
    }

    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().clone()
    }
}

async fn serve<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, says: Says, kept: &Mutex<Vec<Heard>>) {
    let Some(heard) = read(&mut stream).await else { return };
    kept.lock().push(heard);
    let answer = match says {
        Says::This { status, body, header } => {
            format!("HTTP/1.1 {status} Status\r\n{header}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
        }
        Says::HangUp => return,
        Says::Nothing => {
            tokio::time::sleep(Duration::from_mins(1)).await;
            return;
        }
        Says::HalfAnAnswer => "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ids\":".to_owned(),
        Says::Huge => {
            let chunk = format!("1000\r\n{}\r\n", " ".repeat(0x1000));
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").await;
            for _ in 0..2 * ANSWER_BYTES_MAX / 0x1000 {
                if stream.write_all(chunk.as_bytes()).await.is_err() {
                    return;
                }
            }
            return;
        }
        Says::Dripping => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").await;
            while stream.write_all(b"1\r\n \r\n").await.is_ok() && stream.flush().await.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            return;
        }
    };
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}

/// A whole request, or nothing.
async fn read<S: AsyncRead + Unpin>(stream: &mut S) -> Option<Heard> {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        if let Some(end) = end {
            let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok()).flatten()
            })?;
            if bytes.len() >= end + 4 + length {
                return Some(Heard { head, body: bytes[end + 4..end + 4 + length].to_vec() });
            }
        }
        let read = stream.read(&mut buffer).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&buffer[..read]);
    }
}

/// An address of this machine where nobody listens.
pub(crate) fn nobody_listens() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// A listener that takes connections and says nothing, not even hello; it ends with what it gives back.
pub(crate) async fn says_nothing() -> (SocketAddr, tokio_util::task::AbortOnDropHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let task = tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok(connection) = listener.accept().await {
            kept.push(connection);
        }
    });
    (address, tokio_util::task::AbortOnDropHandle::new(task))
}

/// Limits of time that a test can wait for.
pub(crate) fn quick() -> Times {
    let time = Duration::from_millis(400);
    Times { turn: time, connect: time, request: time }
}

pub(crate) fn sms(text: &str) -> Outgoing {
    sms_to("20 00 00 00", text)
}

pub(crate) fn sms_to(phone: &str, text: &str) -> Outgoing {
    Outgoing {
        valid_for: Duration::from_mins(30),
        id: MessageId::new("message-1").unwrap(),
        made_at: 1_772_528_400_000,
        to: Address::Phone(E164::parse(phone).unwrap()),
        content: Content::Sms { sender: Sender::new("Nordvig").unwrap(), text: text.to_owned() },
    }
}

pub(crate) fn mail() -> Outgoing {
    let from = Mailbox::new(Some("Nordvig Kommune"), EmailAddress::parse("borgerservice@nordvig.example").unwrap());
    let mail = Mail {
        from,
        subject: "Din tid hos os: æøå".to_owned(),
        text: "Kære borger\n\nVi ses tirsdag kl. 10.\n".to_owned(),
        html: None,
        invitation: None,
    };
    Outgoing {
        valid_for: Duration::from_mins(30),
        id: MessageId::new("message-1").unwrap(),
        made_at: 1_772_528_400_000,
        to: Address::Email(EmailAddress::parse("borger@example.org").unwrap()),
        content: Content::Mail(Box::new(mail)),
    }
}

/// A step of a dialogue with a mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// None: everything goes well.
    None,
    Greeting,
    Hello,
    Login,
    From,
    To,
    Data,
    Message,
    Goodbye,
}

/// What the fake mail server does at that step.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Then {
    /// Says this, and goes on.
    Say(&'static str),
    /// Closes the connection.
    HangUp,
    /// Says nothing and keeps the connection.
    Nothing,
}

/// A fake mail server.
pub(crate) struct FakeSmtp {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<String>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for FakeSmtp {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl FakeSmtp {
    pub(crate) async fn start(step: Step, then: Then) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&heard);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let kept = Arc::clone(&kept);
                tokio::spawn(async move { speak(stream, step, then, &kept).await });
            }
        });
        Self { address, heard, task }
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.lock().clone()
    }
}

async fn speak(stream: tokio::net::TcpStream, step: Step, then: Then, kept: &Mutex<Vec<String>>) -> Option<()> {
    use tokio::io::{AsyncBufReadExt as _, BufReader};
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    let (mut here, mut answer) = (Step::Greeting, "220 ready");
    loop {
        let say = match then {
            _ if here != step => answer,
            Then::Say(other) => other,
            Then::HangUp => return None,
            Then::Nothing => {
                tokio::time::sleep(Duration::from_mins(1)).await;
                return None;
            }
        };
        stream.get_mut().write_all(format!("{say}\r\n").as_bytes()).await.ok()?;
        if here == Step::Goodbye {
            return Some(());
        }
        let in_message = here == Step::Data && say.starts_with("354");
        loop {
            line.clear();
            stream.read_line(&mut line).await.ok().filter(|read| *read > 0)?;
            kept.lock().push(line.trim_end().to_owned());
            if !in_message || line == ".\r\n" {
                break;
            }
        }
        (here, answer) = match line.get(..4).unwrap_or_default() {
            _ if in_message => (Step::Message, "250 2.0.0 taken"),
            "EHLO" => (Step::Hello, "250-fake\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN"),
            "AUTH" => (Step::Login, "235 2.7.0 welcome"),
            "MAIL" => (Step::From, "250 2.1.0 ok"),
            "RCPT" => (Step::To, "250 2.1.5 ok"),
            "DATA" => (Step::Data, "354 go on"),
            "QUIT" => (Step::Goodbye, "221 bye"),
            _ => (Step::None, "502 what?"),
        };
    }
}

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

/// What is logged, at any level and by anybody in this process.
static LINES: LazyLock<Lines> = LazyLock::new(|| {
    let lines = Lines::default();
    let writes = lines.clone();
    // Of the whole process: what is logged by one thread only depends on what others looked at first.
    tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writes.clone()).init();
    lines
});

impl std::io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// From here on everything is kept that is logged.
pub(crate) fn log_everything() {
    LazyLock::force(&LINES);
}

/// All of it.
pub(crate) fn logged() -> String {
    String::from_utf8(LINES.0.lock().clone()).unwrap()
}
