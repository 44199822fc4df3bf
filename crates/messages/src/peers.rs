//! The adapters against programs that somebody else made. `peers/run.sh` starts them and says in the environment where they are.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

use crate::fakes::{mail, sms_to};
use crate::hidden::Hidden;
use crate::invitation::{Event, Invitation, Method, Standing};
use crate::mail::{MailConfig, MailServer, MailTimes, Security};
use crate::outgoing::{Address, Answer, Content, MessageId, Outgoing, Tried, Why};
use crate::receipts::{self, Report, ReportedIds, Status};
use crate::smpp::{self, REPORTS_MAX, Smpp, SmppConfig, SmppTimes};
use crate::sms_text;
use crate::trust::Trust;

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

fn port(name: &str) -> Option<u16> {
    std::env::var(name).ok()?.parse().ok()
}

async fn json(port: u16, path: &str) -> Value {
    let answer = text(port, path).await;
    serde_json::from_str(&answer).unwrap()
}

async fn text(port: u16, path: &str) -> String {
    let client = reqwest::Client::builder()
        .tls_backend_preconfigured(Trust::usual().config().as_ref().clone())
        .no_proxy()
        .build()
        .unwrap();
    client.get(format!("http://127.0.0.1:{port}{path}")).send().await.unwrap().text().await.unwrap()
}

struct Centre {
    sends: Smpp,
    reports: mpsc::Receiver<Report>,
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
        while let Ok(Some(report)) = timeout(end.saturating_duration_since(Instant::now()), self.reports.recv()).await {
            all.push(report);
        }
        all
    }
}

fn status(reports: &[Report], id: &str) -> Option<Status> {
    receipts::fold(reports.iter().filter(|report| report.provider_id.as_deref() == Some(id)))
}

/// Sends all texts, each to a number of its own, and compares what came out at the message centre's end.
async fn sends_all_texts(port: u16, who: &str, system_type: &str) {
    let http = self::port("PEER_SMPP_HTTP").unwrap();
    let mut centre = centre(port, "secret08", system_type);
    let mut ids = Vec::new();
    for (number, (said, _)) in TEXTS.iter().enumerate() {
        let tried = centre.sends.send(&sms_to(&format!("+45200000{number:02}"), said)).await;
        let Tried::Accepted { provider_id: Some(id) } = tried else { panic!("{number}: {tried:?}") };
        ids.push(id);
    }
    let reports = centre.reports(Duration::from_secs(4)).await;
    let arrived = json(http, "/messages").await;
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
        assert_eq!(message["text"].as_str().unwrap(), sms_text::normalise(said));
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
        assert_eq!(status(&reports, id), Some(Status::Delivered), "text {number}");
    }
    // Longer than the silence after which the other side is asked: the line is still there.
    sleep(Duration::from_millis(1_500)).await;
    let tried = centre.sends.send(&sms_to("+4520000020", "Stadig der")).await;
    assert!(matches!(tried, Tried::Accepted { .. }), "{tried:?}");
    centre.end.cancel();
    centre.task.await.unwrap();
}

#[tokio::test]
#[ignore = "needs programs that peers/run.sh starts"]
async fn a_message_centre_takes_every_script() {
    let port = port("PEER_SMPP").expect("started by peers/run.sh");
    sends_all_texts(port, "nordvig", "").await;
    let mut line = centre(port, "secret08", "");
    let refused = line.sends.send(&sms_to("+4520000013", "Hej")).await;
    assert_eq!(refused, Tried::Refused { why: Why::Answered { answer: Answer::of(0x0B) } });
    let busy = line.sends.send(&sms_to("+4520000058", "Hej")).await;
    assert!(matches!(busy, Tried::Later { why: Why::AskedToWait { .. }, .. }), "{busy:?}");
    let Tried::Accepted { provider_id: Some(id) } = line.sends.send(&sms_to("+4520000014", "Hej")).await else {
        panic!("taken")
    };
    let reports = line.reports(Duration::from_secs(1)).await;
    assert_eq!(status(&reports, &id), Some(Status::Failed { permanent: true, code: "001".to_owned() }));
    let stranger = centre(port, "wrong", "any").sends.send(&sms_to("+4520000000", "Hej")).await;
    assert!(matches!(stranger, Tried::Later { why: Why::NotLetIn { .. }, .. }), "{stranger:?}");
    println!("npm smpp: refused {refused:?}, busy {busy:?}, stranger {stranger:?}");
}

#[tokio::test]
#[ignore = "needs programs that peers/run.sh starts"]
async fn a_message_centre_is_spoken_to_over_tls() {
    let port = port("PEER_SMPP_TLS").unwrap();
    let trust = Trust::with_own(&std::fs::read(std::env::var("PEER_CERTIFICATE").unwrap()).unwrap()).unwrap();
    let mut centre = over(Some(&trust), port, "secret08", "");
    let tried = centre.sends.send(&sms_to("+4520000030", TEXTS[4].0)).await;
    let Tried::Accepted { provider_id: Some(id) } = &tried else { panic!("{tried:?}") };
    let reports = centre.reports(Duration::from_secs(1)).await;
    assert_eq!(status(&reports, id), Some(Status::Delivered));
    let unbelieving = over(Some(&Trust::usual()), port, "secret08", "").sends.send(&sms_to("+4520000031", "Hej")).await;
    assert!(matches!(unbelieving, Tried::Later { why: Why::NoTls, .. }), "{unbelieving:?}");
    println!("npm smpp over TLS: {tried:?}, unbelieving {unbelieving:?}");
}

#[tokio::test]
#[ignore = "needs programs that peers/run.sh starts"]
async fn a_calendar_is_read_by_others() {
    let publisher = match mail().content {
        Content::Mail(mail) => mail.from,
        Content::Sms { .. } => unreachable!(),
    };
    let events: Vec<Event> = (0..300)
        .map(|number| Event {
            uid: format!("{number}@nordvig.example"),
            sequence: number,
            stamp: 1_772_528_400_000,
            start: 1_774_774_800_000 + i64::from(number) * 1_800_000,
            end: 1_774_776_600_000 + i64::from(number) * 1_800_000,
            summary: format!("Optaget; {}", "æ,å".repeat(usize::try_from(number % 60 + 1).unwrap())),
            location: String::new(),
            description: "مرحبا\n\n\\n".repeat(usize::try_from(number % 40).unwrap()),
            standing: Standing::Confirmed,
        })
        .collect();
    let feed = python("PEER_CHECK_CALENDAR", &crate::invitation::feed("Skranke 4", &publisher, &events).unwrap());
    assert_eq!((&feed["method"], &feed["name"]), (&Value::from("PUBLISH"), &Value::from("Skranke 4")));
    let read = feed["events"].as_array().unwrap();
    println!("icalendar: {} events, errors {}, the last {}", read.len(), feed["errors"], read[299]);
    assert_eq!((read.len(), feed["errors"].as_array().map(Vec::len)), (300, Some(0)));
    for (event, read) in events.iter().zip(read) {
        assert_eq!((read["uid"].as_str(), read["summary"].as_str()), (Some(&*event.uid), Some(&*event.summary)));
        assert_eq!(read["description"].as_str(), Some(&*event.description));
    }
    assert_eq!(read[0]["start"], "2026-03-29T09:00:00+00:00");
    let download = python("PEER_CHECK_CALENDAR", &crate::invitation::download(&events[59]).unwrap());
    assert_eq!(
        (&download["method"], &download["events"][0]["summary"]),
        (&Value::Null, &Value::from(events[59].summary.as_str()))
    );
}

#[tokio::test]
#[ignore = "needs programs that peers/run.sh starts"]
async fn a_message_goes_through_kannel() {
    let Some(port) = port("PEER_KANNEL") else {
        println!("no Kannel here");
        return;
    };
    sends_all_texts(port, "kannel", "any").await;
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
            organiser: mail.from.clone(),
            attendee: crate::outgoing::Mailbox::new(Some("Åse Eksempel"), to.clone()),
            event: Event {
                uid: "0198f0c2-7c1e-7000-8000-000000000001@nordvig.example".to_owned(),
                sequence,
                stamp: message.made_at,
                start: 1_774_774_800_000,
                end: 1_774_776_600_000,
                summary: "Tid i borgerservice; pas, kørekort – مرحبا".to_owned(),
                location: "Rådhuset, Æblevej 1".to_owned(),
                description: "Husk:\n- pas\n- foto\\billede\n".repeat(10),
                standing: Standing::Confirmed,
            },
        });
    }
    message
}

/// What a script, whose name is in the environment, reads in a text.
fn python(script: &str, text: &str) -> Value {
    let mut python = Command::new(std::env::var("PEER_PYTHON").unwrap())
        .arg(std::env::var(script).unwrap())
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
        let mails = json(http, "/api/email").await;
        let list = mails.as_array().cloned().or_else(|| mails["emails"].as_array().cloned()).unwrap_or_default();
        let found = list
            .iter()
            .find(|mail| mail.to_string().contains(&wanted))
            .and_then(|mail| mail["id"].as_str().map(str::to_owned));
        if let Some(found) = found {
            let source = text(http, &format!("/api/email/{found}/source")).await;
            return python("PEER_CHECK", &source);
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("no mail {id}");
}

#[tokio::test]
#[ignore = "needs programs that peers/run.sh starts"]
async fn a_mail_server_takes_mails_and_invitations() {
    let trust = Trust::with_own(&std::fs::read(std::env::var("PEER_CERTIFICATE").unwrap()).unwrap()).unwrap();
    let config = |port: u16, security, login: Option<&str>| MailConfig {
        host: "localhost".to_owned(),
        port,
        security,
        login: login.map(|password| ("nordvig".to_owned(), Hidden::new(password.to_owned()))),
        hello: "frontdesk.nordvig.example".to_owned(),
    };
    let (open, secure) = (port("PEER_MAIL").unwrap(), port("PEER_MAIL_TLS").unwrap());
    let plain = MailServer::new(&config(open, Security::None, None), &trust, MailTimes::default()).unwrap();
    let tls = MailServer::new(&config(secure, Security::Tls, Some("hemmelig")), &trust, MailTimes::default()).unwrap();
    for (server, name, http) in
        [(&plain, "open", port("PEER_MAIL_HTTP").unwrap()), (&tls, "tls", port("PEER_MAIL_TLS_HTTP").unwrap())]
    {
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
#[ignore = "needs programs that peers/run.sh starts"]
async fn a_mail_server_with_starttls_says_every_word() {
    let trust = Trust::with_own(&std::fs::read(std::env::var("PEER_CERTIFICATE").unwrap()).unwrap()).unwrap();
    let config = |login: Option<&str>| MailConfig {
        host: "localhost".to_owned(),
        port: port("PEER_STARTTLS").unwrap(),
        security: Security::StartTls,
        login: login.map(|password| ("nordvig".to_owned(), Hidden::new(password.to_owned()))),
        hello: "frontdesk.nordvig.example".to_owned(),
    };
    let server = MailServer::new(&config(Some("hemmelig")), &trust, MailTimes::default()).unwrap();
    let tried = async |server: &MailServer, to: &str| {
        let mut message = mail();
        message.to = Address::Email(crate::outgoing::EmailAddress::parse(to).unwrap());
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
    let arrived = json(port("PEER_STARTTLS_HTTP").unwrap(), "/").await;
    println!("smtp-server has: {arrived}");
    let tos: Vec<&str> = arrived.as_array().unwrap().iter().filter_map(|mail| mail["to"].as_str()).collect();
    assert_eq!(tos, ["borger@example.org", "lost@example.org"], "what is unknown may have been taken");
    assert!(arrived.as_array().unwrap().iter().all(|mail| mail["secure"] == true));
}
