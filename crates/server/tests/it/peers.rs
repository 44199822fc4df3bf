//! Messages to programs that somebody else made: a message centre made of npm `smpp`, Kannel's opensmppbox in front of it,
//! the mail servers maildev and smtp-server. Python's mail parser and the package `icalendar` read what arrived.
//!
//! `tests/peers/install` gets them. Where one is truly not there, its test says so and what would bring it.

#![expect(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use std::io::Write as _;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use domain::sms;
use domain::time::Instant as Moment;
use engine::outbox::Standing as Come;
use serde_json::Value;
use server::messages::hidden::Hidden;
use server::messages::mail::{MailConfig, MailServer, MailTimes, Security};
use server::messages::outgoing::{
    Address, Answer, Content, EmailAddress, Mail, Mailbox, MessageId, Outgoing, Sender, Tried, Why,
};
use server::messages::phone::E164;
use server::messages::receipts::{Report, ReportedIds, Status};
use server::messages::smpp::{self, Delivery, REPORTS_MAX, Smpp, SmppConfig, SmppTimes};
use server::messages::trust::Trust;
use tempfile::TempDir;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;
use web::ics::{self, Event, Invitation, Method};

use crate::process::{free_port, http};

/// What is sent, and in how many parts it goes.
const TEXTS: [(&str, usize); 6] = [
    ("Det er din tur, Åse Ærøskøbing: gå til skranke 4 på 1. sal. [Pris: 5 €]", 1),
    ("حان دورك. يرجى التوجه إلى الشباك رقم ٤", 1),
    ("Twoja kolej: proszę podejść do okienka 4. Zażółć gęślą jaźń.", 1),
    ("Hej 😀, det er din tur", 1),
    (
        "Kære borger. Din tid er tirsdag den 29. marts kl. 10.00 på rådhuset. Husk pas, kørekort og sundhedskort, og et foto, som højst er seks måneder gammelt. Kan du ikke komme, så meld afbud på https://tid.nordvig.example/a/b — så får en anden din plads. Venlig hilsen borgerservice, Æblevej 1, 9999 Nordvig. Åbent 10–15.",
        3,
    ),
    (
        "Шановний громадянине! Ваш час: вівторок, 29 березня, 10:00, ратуша, каса 4. Не забудьте паспорт, водійське посвідчення та медичну картку.",
        3,
    ),
];

/// Programs that a test started, and the certificate that they show. They end with it.
pub(crate) struct Peers {
    work: TempDir,
    started: Vec<Child>,
}

impl Drop for Peers {
    fn drop(&mut self) {
        for child in &mut self.started {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Where the peers' scripts and what was installed for them are.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers")
}

impl Peers {
    /// None where what it takes is not installed, which is then said.
    pub(crate) fn new(needed: &[&str]) -> Option<Self> {
        let missing: Vec<&&str> = needed.iter().filter(|path| !folder().join(path).exists()).collect();
        if !missing.is_empty() {
            eprintln!("LEFT OUT: not here: {missing:?}. crates/server/tests/peers/install brings what is missing.");
            assert!(std::env::var_os("PEERS_REQUIRED").is_none(), "PEERS_REQUIRED is set, and {missing:?} is not here");
            return None;
        }
        let work = tempfile::tempdir().unwrap();
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        std::fs::write(work.path().join("certificate.pem"), made.cert.pem()).unwrap();
        std::fs::write(work.path().join("key.pem"), made.key_pair.serialize_pem()).unwrap();
        Some(Self { work, started: Vec::new() })
    }

    fn file(&self, name: &str) -> String {
        self.work.path().join(name).to_str().unwrap().to_owned()
    }

    fn trust(&self) -> Trust {
        Trust::with_own(&std::fs::read(self.file("certificate.pem")).unwrap()).unwrap()
    }

    /// Starts a program and waits until it listens.
    async fn start(&mut self, program: &str, arguments: &[String], ports: &[u16]) {
        let log = std::fs::File::create(self.file(&format!("log-{}", self.started.len()))).unwrap();
        let child = Command::new(program)
            .args(arguments)
            .current_dir(folder())
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn();
        self.started.push(child.unwrap_or_else(|error| panic!("{program}: {error}")));
        for port in ports {
            let mut tries = 0;
            while TcpStream::connect(("127.0.0.1", *port)).is_err() {
                tries += 1;
                let log = self.file(&format!("log-{}", self.started.len() - 1));
                assert!(tries < 300, "{program} does not listen: {}", std::fs::read_to_string(log).unwrap());
                sleep(Duration::from_millis(100)).await;
            }
        }
    }

    /// A message centre made of npm `smpp`: in the open, over TLS, and where what arrived can be read.
    pub(crate) async fn smsc(&mut self) -> Smsc {
        let smsc = Smsc { port: free_port(), http: free_port(), tls: free_port() };
        let ports = [smsc.port, smsc.http, smsc.tls];
        let mut arguments = vec!["smsc.js".to_owned()];
        arguments.extend(ports.iter().map(u16::to_string));
        arguments.extend([self.file("certificate.pem"), self.file("key.pem")]);
        self.start("node", &arguments, &ports).await;
        smsc
    }

    /// maildev: its port for mail, and the one where they can be read.
    async fn maildev(&mut self, secure: bool) -> (u16, u16) {
        let (mail, http) = (free_port(), free_port());
        let folder = self.file(if secure { "mail-tls" } else { "mail" });
        let mut arguments: Vec<String> = ["--ip", "127.0.0.1", "--web-ip", "127.0.0.1"].map(str::to_owned).into();
        arguments.extend(["--smtp".to_owned(), mail.to_string(), "--web".to_owned(), http.to_string()]);
        arguments.extend(["--mail-directory".to_owned(), folder]);
        if secure {
            let login = ["--incoming-user", "nordvig", "--incoming-pass", "hemmelig", "--incoming-secure"];
            arguments.extend(login.map(str::to_owned));
            arguments.extend(["--incoming-cert".to_owned(), self.file("certificate.pem")]);
            arguments.extend(["--incoming-key".to_owned(), self.file("key.pem")]);
        }
        self.start("node_modules/.bin/maildev", &arguments, &[mail, http]).await;
        (mail, http)
    }

    /// Kannel's opensmppbox, whose bearerbox sends on to a message centre.
    async fn kannel(&mut self, smsc: &Smsc) -> u16 {
        let (admin, boxes, port) = (free_port(), free_port(), free_port());
        let bearerbox = include_str!("../peers/bearerbox.conf")
            .replace("@admin@", &admin.to_string())
            .replace("@boxes@", &boxes.to_string())
            .replace("@centre@", &smsc.port.to_string())
            .replace("@unused@", &free_port().to_string());
        std::fs::write(self.file("bearerbox.conf"), bearerbox).unwrap();
        std::fs::write(self.file("logins.txt"), "nordvig secret08 any 127.0.0.1\n").unwrap();
        let opensmppbox = include_str!("../peers/opensmppbox.conf")
            .replace("@boxes@", &boxes.to_string())
            .replace("@port@", &port.to_string())
            .replace("@logins@", &self.file("logins.txt"));
        std::fs::write(self.file("opensmppbox.conf"), opensmppbox).unwrap();
        self.start("/usr/sbin/bearerbox", &[self.file("bearerbox.conf")], &[boxes]).await;
        self.start("kannel/opensmppbox", &[self.file("opensmppbox.conf")], &[port]).await;
        port
    }
}

/// Where a message centre listens.
pub(crate) struct Smsc {
    pub(crate) port: u16,
    /// Where what arrived can be read.
    pub(crate) http: u16,
    tls: u16,
}

pub(crate) async fn get_json(port: u16, path: &str) -> Value {
    let answer = text(port, path).await;
    serde_json::from_str(&answer).unwrap()
}

async fn text(port: u16, path: &str) -> String {
    http().get(format!("http://127.0.0.1:{port}{path}")).send().await.unwrap().text().await.unwrap()
}

fn sms_to(phone: &str, text: &str) -> Outgoing {
    Outgoing {
        valid_for: Duration::from_mins(30),
        id: MessageId::new("message-1").unwrap(),
        made_at: 1_772_528_400_000,
        to: Address::Phone(E164::parse(phone).unwrap()),
        content: Content::Sms { sender: Sender::new("Nordvig").unwrap(), text: text.to_owned() },
    }
}

fn mail() -> Outgoing {
    let mail = Mail {
        from: Mailbox::new(Some("Nordvig Kommune"), EmailAddress::parse("borgerservice@nordvig.example").unwrap()),
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

struct Centre {
    sends: Smpp,
    reports: mpsc::Receiver<Delivery>,
    end: CancellationToken,
    task: tokio::task::JoinHandle<()>,
}

fn centre(port: u16, password: &str, system_type: &str) -> Centre {
    over(None, port, password, system_type)
}

/// Over TLS where there is somebody to believe.
fn over(trust: Option<&Trust>, port: u16, password: &str, system_type: &str) -> Centre {
    let config = SmppConfig {
        host: "localhost".to_owned(),
        port,
        tls: trust.is_some(),
        system_id: "nordvig".to_owned(),
        password: Hidden::new(password.to_owned()),
        system_type: system_type.to_owned(),
        window: smpp::WINDOW,
        reported_ids: ReportedIds::AsAnswered,
        times: SmppTimes { silence: Duration::from_millis(500), turn: Duration::from_secs(3), ..SmppTimes::default() },
    };
    let (told, reports) = mpsc::channel(REPORTS_MAX);
    let (sends, holds) = smpp::smpp(config, trust.unwrap_or(&Trust::usual()), told).unwrap();
    let end = CancellationToken::new();
    let task = tokio::spawn(holds.run(end.clone()));
    Centre { sends, reports, end, task }
}

impl Centre {
    /// All reports that come within a while.
    async fn reports(&mut self, wait: Duration) -> Vec<Report> {
        let end = Instant::now() + wait;
        let mut all = Vec::new();
        while let Ok(Some(delivery)) = timeout(end.saturating_duration_since(Instant::now()), self.reports.recv()).await
        {
            all.push(delivery.report().clone());
            delivery.taken();
        }
        all
    }
}

/// What the reports on a message come to together.
fn standing(reports: &[Report], id: &str) -> Option<Come> {
    let about = reports.iter().filter(|report| report.provider_id.as_deref() == Some(id));
    engine::outbox::reports::fold(&about.map(Report::for_engine).collect::<Vec<_>>())
}

/// Sends all texts, each to a number of its own, and compares what came out at the message centre's end.
async fn sends_all_texts(smsc: &Smsc, port: u16, who: &str, system_type: &str) {
    let mut centre = centre(port, "secret08", system_type);
    let mut ids = Vec::new();
    for (number, (said, _)) in TEXTS.iter().enumerate() {
        let tried = centre.sends.send(&sms_to(&format!("+45200000{number:02}"), said)).await;
        let Tried::Accepted { provider_id: Some(id) } = tried else { panic!("{number}: {tried:?}") };
        ids.push(id);
    }
    let reports = centre.reports(Duration::from_secs(4)).await;
    let arrived = get_json(smsc.http, "/messages").await;
    let arrived: Vec<&Value> = arrived.as_array().unwrap().iter().filter(|message| message["who"] == who).collect();
    for (number, (said, parts)) in TEXTS.iter().enumerate() {
        let to = format!("45200000{number:02}");
        let message = arrived
            .iter()
            .find(|message| message["to"].as_str() == Some(&to))
            .unwrap_or_else(|| panic!("nothing for {number}"));
        println!(
            "{who}: {} part(s), coding {}, from {}: {}",
            message["of"], message["coding"], message["from"], message["text"]
        );
        assert_eq!(message["text"].as_str().unwrap(), sms::normalise(said));
        assert_eq!((message["of"].as_u64(), message["parts"].as_u64()), (Some(*parts as u64), Some(*parts as u64)));
        assert_eq!((message["from"].as_str(), message["from_ton"].as_u64()), (Some("Nordvig"), Some(5)));
        assert_eq!(message["to_ton"].as_u64(), Some(1));
    }
    for (number, id) in ids.iter().enumerate() {
        let theirs: Vec<&Status> = reports
            .iter()
            .filter(|report| report.provider_id.as_ref() == Some(id))
            .map(|report| &report.status)
            .collect();
        println!("{who}: receipts of text {number}: {theirs:?}");
        assert_eq!(standing(&reports, id), Some(Come::Delivered), "text {number}");
    }
    // Longer than the silence after which the other side is asked: the line is still there.
    sleep(Duration::from_millis(1_500)).await;
    let tried = centre.sends.send(&sms_to("+4520000020", "Stadig der")).await;
    assert!(matches!(tried, Tried::Accepted { .. }), "{tried:?}");
    centre.end.cancel();
    centre.task.await.unwrap();
}

#[tokio::test]
async fn a_message_centre_takes_every_script() {
    let Some(mut peers) = Peers::new(&["node_modules/smpp"]) else { return };
    let smsc = peers.smsc().await;
    let port = smsc.port;
    sends_all_texts(&smsc, port, "nordvig", "").await;
    let mut line = centre(port, "secret08", "");
    let refused = line.sends.send(&sms_to("+4520000013", "Hej")).await;
    assert_eq!(refused, Tried::Refused { why: Why::Answered { answer: Answer::of(0x0B) } });
    let busy = line.sends.send(&sms_to("+4520000058", "Hej")).await;
    assert!(matches!(busy, Tried::Later { why: Why::AskedToWait { .. }, .. }), "{busy:?}");
    let Tried::Accepted { provider_id: Some(id) } = line.sends.send(&sms_to("+4520000014", "Hej")).await else {
        panic!("taken")
    };
    let reports = line.reports(Duration::from_secs(1)).await;
    let failed = Status::Failed { permanent: true, code: "001".to_owned() };
    assert_eq!(
        reports.iter().find(|report| report.provider_id.as_ref() == Some(&id)).map(|r| &r.status),
        Some(&failed)
    );
    let stranger = centre(port, "wrong", "any").sends.send(&sms_to("+4520000000", "Hej")).await;
    assert!(matches!(stranger, Tried::Later { why: Why::NotLetIn { .. }, .. }), "{stranger:?}");
    println!("npm smpp: refused {refused:?}, busy {busy:?}, stranger {stranger:?}");
}

#[tokio::test]
async fn a_message_centre_is_spoken_to_over_tls() {
    let Some(mut peers) = Peers::new(&["node_modules/smpp"]) else { return };
    let port = peers.smsc().await.tls;
    let trust = peers.trust();
    let mut centre = over(Some(&trust), port, "secret08", "");
    let tried = centre.sends.send(&sms_to("+4520000030", TEXTS[4].0)).await;
    let Tried::Accepted { provider_id: Some(id) } = &tried else { panic!("{tried:?}") };
    let reports = centre.reports(Duration::from_secs(1)).await;
    assert_eq!(standing(&reports, id), Some(Come::Delivered));
    let unbelieving = over(Some(&Trust::usual()), port, "secret08", "").sends.send(&sms_to("+4520000031", "Hej")).await;
    assert!(matches!(unbelieving, Tried::Later { why: Why::NoTls, .. }), "{unbelieving:?}");
    println!("npm smpp over TLS: {tried:?}, unbelieving {unbelieving:?}");
}

#[test]
fn a_calendar_is_read_by_others() {
    let Some(_peers) = Peers::new(&["venv/bin/python"]) else { return };
    let events: Vec<Event> = (0..300)
        .map(|number| Event {
            uid: format!("{number}@nordvig.example"),
            sequence: number,
            made_at: Moment::from_millis(1_772_528_400_000),
            starts_at: Moment::from_millis(1_774_774_800_000 + i64::from(number) * 1_800_000),
            ends_at: Moment::from_millis(1_774_776_600_000 + i64::from(number) * 1_800_000),
            summary: format!("Optaget; {}", "æ,å".repeat(usize::try_from(number % 60 + 1).unwrap())),
            location: String::new(),
            description: "مرحبا\n\n\\n".repeat(usize::try_from(number % 40).unwrap()),
        })
        .collect();
    let feed = python("check_calendar.py", &ics::feed(&events));
    assert_eq!(feed["method"], Value::Null);
    let read = feed["events"].as_array().unwrap();
    println!("icalendar: {} events, errors {}, the last {}", read.len(), feed["errors"], read[299]);
    assert_eq!((read.len(), feed["errors"].as_array().map(Vec::len)), (300, Some(0)));
    for (event, read) in events.iter().zip(read) {
        assert_eq!((read["uid"].as_str(), read["summary"].as_str()), (Some(&*event.uid), Some(&*event.summary)));
        assert_eq!(read["description"].as_str(), Some(&*event.description));
    }
    assert_eq!(read[0]["start"], "2026-03-29T09:00:00+00:00");
    let download = python("check_calendar.py", &ics::file(&events[59]));
    assert_eq!(
        (&download["method"], &download["events"][0]["summary"]),
        (&Value::Null, &Value::from(events[59].summary.as_str()))
    );
}

#[tokio::test]
async fn a_message_goes_through_kannel() {
    let Some(mut peers) = Peers::new(&["node_modules/smpp", "kannel/opensmppbox", "/usr/sbin/bearerbox"]) else {
        return;
    };
    let smsc = peers.smsc().await;
    let port = peers.kannel(&smsc).await;
    sends_all_texts(&smsc, port, "kannel", "any").await;
    let stranger = centre(port, "wrong", "any").sends.send(&sms_to("+4520000000", "Hej")).await;
    println!("opensmppbox: stranger {stranger:?}");
    assert!(matches!(stranger, Tried::Later { .. }), "{stranger:?}");
}

fn invited(id: &str, method: Method, sequence: u32) -> Outgoing {
    let mut message = mail();
    message.id = MessageId::new(id).unwrap();
    if let (Content::Mail(mail), Address::Email(to)) = (&mut message.content, &message.to) {
        mail.html = Some("<p>Kære borger: <b>vi ses</b>, zażółć, مرحبا</p>".to_owned());
        mail.invitation = Some(Invitation {
            method,
            organiser: mail.from.person(),
            attendee: Mailbox::new(Some("Åse Eksempel"), to.clone()).person(),
            event: Event {
                uid: "0198f0c2-7c1e-7000-8000-000000000001@nordvig.example".to_owned(),
                sequence,
                made_at: Moment::from_millis(message.made_at),
                starts_at: Moment::from_millis(1_774_774_800_000),
                ends_at: Moment::from_millis(1_774_776_600_000),
                summary: "Tid i borgerservice; pas, kørekort – مرحبا".to_owned(),
                location: "Rådhuset, Æblevej 1".to_owned(),
                description: "Husk:\n- pas\n- foto\\billede\n".repeat(10),
            },
        });
    }
    message
}

/// What a script of the peers' folder reads in a text.
fn python(script: &str, text: &str) -> Value {
    let mut python = Command::new(folder().join("venv/bin/python"))
        .arg(folder().join(script))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    python.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let read = python.wait_with_output().unwrap();
    assert!(read.status.success());
    serde_json::from_slice(&read.stdout).unwrap()
}

/// The mail with this id, as others read it.
async fn read(http: u16, id: &str) -> Value {
    let wanted = format!("{id}@nordvig.example");
    for _ in 0..50 {
        let mails = get_json(http, "/api/email").await;
        let list = mails.as_array().cloned().or_else(|| mails["emails"].as_array().cloned()).unwrap_or_default();
        let found = list
            .iter()
            .find(|mail| mail.to_string().contains(&wanted))
            .and_then(|mail| mail["id"].as_str().map(str::to_owned));
        if let Some(found) = found {
            let source = text(http, &format!("/api/email/{found}/source")).await;
            return python("check_mail.py", &source);
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("no mail {id}");
}

#[tokio::test]
async fn a_mail_server_takes_mails_and_invitations() {
    let Some(mut peers) = Peers::new(&["node_modules/maildev", "venv/bin/python"]) else { return };
    let trust = peers.trust();
    let (open, open_http) = peers.maildev(false).await;
    let (secure, secure_http) = peers.maildev(true).await;
    let config = |port: u16, security, login: Option<&str>| MailConfig {
        host: "localhost".to_owned(),
        port,
        security,
        login: login.map(|password| ("nordvig".to_owned(), Hidden::new(password.to_owned()))),
        hello: "frontdesk.nordvig.example".to_owned(),
    };
    let plain = MailServer::new(&config(open, Security::None, None), &trust, MailTimes::default()).unwrap();
    let tls = MailServer::new(&config(secure, Security::Tls, Some("hemmelig")), &trust, MailTimes::default()).unwrap();
    for (server, name, http) in [(&plain, "open", open_http), (&tls, "tls", secure_http)] {
        let mut simple = mail();
        simple.id = MessageId::new(format!("{name}-simple")).unwrap();
        assert_eq!(server.send(&simple).await, Tried::Accepted { provider_id: None });
        let simple = read(http, &format!("{name}-simple")).await;
        println!("maildev ({name}): {simple:#}");
        assert_eq!(simple["subject"], "Din tid hos os: æøå");
        let text = simple["parts"][0]["text"].as_str().unwrap().replace("\r\n", "\n");
        assert_eq!(text.trim_end(), "Kære borger\n\nVi ses tirsdag kl. 10.");
        for (method, word, sequence) in [(Method::Request, "REQUEST", 0), (Method::Cancel, "CANCEL", 1)] {
            let id = format!("{name}-{}", word.to_lowercase());
            assert_eq!(server.send(&invited(&id, method, sequence)).await, Tried::Accepted { provider_id: None });
            let read = read(http, &id).await;
            println!("maildev ({name}): {read:#}");
            assert_eq!(read["defects"].as_array().map(Vec::len), Some(0));
            let parts = read["parts"].as_array().unwrap();
            let kinds: Vec<&str> = parts.iter().filter_map(|part| part["type"].as_str()).collect();
            assert_eq!(
                kinds,
                [
                    "multipart/mixed",
                    "multipart/alternative",
                    "text/plain",
                    "text/html",
                    "text/calendar",
                    "application/ics"
                ]
            );
            for calendar in &parts[4..] {
                assert_eq!(
                    (calendar["method"].as_str(), calendar["sequence"].as_u64()),
                    (Some(word), Some(u64::from(sequence)))
                );
                assert_eq!(calendar["summary"], "Tid i borgerservice; pas, kørekort – مرحبا");
                assert_eq!(calendar["description"], "Husk:\n- pas\n- foto\\billede\n".repeat(10));
                assert_eq!(calendar["attendee_name"], "Åse Eksempel");
                assert_eq!(calendar["errors"].as_array().map(Vec::len), Some(0));
                assert!(calendar["longest_line"].as_u64() <= Some(75));
            }
            assert_eq!(parts[4]["method_parameter"], word);
            assert_eq!(parts[5]["file"], "invite.ics");
        }
    }
    let stranger =
        MailServer::new(&config(secure, Security::Tls, Some("wrong")), &trust, MailTimes::default()).unwrap();
    let refused = stranger.send(&mail()).await;
    println!("maildev: stranger {refused:?}");
    assert!(matches!(refused, Tried::Later { why: Why::NotLetIn { .. }, .. }), "{refused:?}");
    let unbelieved =
        MailServer::new(&config(secure, Security::Tls, Some("hemmelig")), &Trust::usual(), MailTimes::default())
            .unwrap();
    assert_eq!(unbelieved.send(&mail()).await, Tried::Later { why: Why::NoTls, after: None });
    let not_offered = MailServer::new(&config(open, Security::StartTls, None), &trust, MailTimes::default()).unwrap();
    assert!(matches!(not_offered.send(&mail()).await, Tried::Later { why: Why::NoTls, .. }));
}

#[tokio::test]
async fn a_mail_server_with_starttls_says_every_word() {
    let Some(mut peers) = Peers::new(&["node_modules/smtp-server"]) else { return };
    let trust = peers.trust();
    let (smtp, smtp_http) = (free_port(), free_port());
    let certificate = [peers.file("certificate.pem"), peers.file("key.pem")];
    let arguments = [vec!["smtp.js".to_owned(), smtp.to_string(), smtp_http.to_string()], certificate.into()].concat();
    peers.start("node", &arguments, &[smtp, smtp_http]).await;
    let config = |login: Option<&str>| MailConfig {
        host: "localhost".to_owned(),
        port: smtp,
        security: Security::StartTls,
        login: login.map(|password| ("nordvig".to_owned(), Hidden::new(password.to_owned()))),
        hello: "frontdesk.nordvig.example".to_owned(),
    };
    let server = MailServer::new(&config(Some("hemmelig")), &trust, MailTimes::default()).unwrap();
    let tried = async |server: &MailServer, to: &str| {
        let mut message = mail();
        message.to = Address::Email(EmailAddress::parse(to).unwrap());
        let tried = server.send(&message).await;
        println!("smtp-server: {to}: {tried:?}");
        tried
    };
    let answer = Answer::of;
    assert_eq!(tried(&server, "borger@example.org").await, Tried::Accepted { provider_id: None });
    assert_eq!(
        tried(&server, "unknown@example.org").await,
        Tried::Refused { why: Why::Answered { answer: answer(550) } }
    );
    let later = Tried::Later { why: Why::AskedToWait { answer: answer(451) }, after: None };
    assert_eq!(tried(&server, "later@example.org").await, later);
    assert_eq!(tried(&server, "spam@example.org").await, Tried::Refused { why: Why::Answered { answer: answer(554) } });
    let full = Tried::Later { why: Why::AskedToWait { answer: answer(452) }, after: None };
    assert_eq!(tried(&server, "full@example.org").await, full);
    assert_eq!(tried(&server, "lost@example.org").await, Tried::Unknown { why: Why::AnswerLost });
    let stranger = MailServer::new(&config(Some("wrong")), &trust, MailTimes::default()).unwrap();
    assert!(matches!(tried(&stranger, "borger@example.org").await, Tried::Later { why: Why::NotLetIn { .. }, .. }));
    let nobody = MailServer::new(&config(None), &trust, MailTimes::default()).unwrap();
    assert!(matches!(tried(&nobody, "borger@example.org").await, Tried::Later { why: Why::NotLetIn { .. }, .. }));
    let unbelieving = MailServer::new(&config(Some("hemmelig")), &Trust::usual(), MailTimes::default()).unwrap();
    assert_eq!(tried(&unbelieving, "borger@example.org").await, Tried::Later { why: Why::NoTls, after: None });
    let arrived = get_json(smtp_http, "/").await;
    println!("smtp-server has: {arrived}");
    let tos: Vec<&str> = arrived.as_array().unwrap().iter().filter_map(|mail| mail["to"].as_str()).collect();
    assert_eq!(tos, ["borger@example.org", "lost@example.org"], "what is unknown may have been taken");
    assert!(arrived.as_array().unwrap().iter().all(|mail| mail["secure"] == true));
}
