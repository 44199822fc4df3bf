//! What citizens are sent, as it is written: in their language, with their own time and link, and nothing that is not so.

use std::sync::Arc;

use axum::body::Body;
use axum::http::HeaderMap;
use domain::ids::Language;
use domain::message::Channel;
use domain::sms;
use engine::outbox::{Courier, DeliveryReport, Letter, Standing, Telling, Told};
use parking_lot::Mutex;
use serde_json::json;
use store::Role;
use web::AppState;
use web::letters::{self, Written};
use web::reports::{Provider, Read, ReadReports};
use web::texts::{CITIZEN_LANGUAGES, Texts, Values};

use crate::world::World;

/// Writes letters, and keeps them.
struct Kept {
    app: AppState,
    written: Arc<Mutex<Vec<(Channel, Written)>>>,
}

impl Courier for Kept {
    fn ways(&self) -> Vec<Channel> {
        vec![Channel::Sms, Channel::Email]
    }

    fn tell(&self, letter: Letter) -> Telling {
        let written = letters::write(&self.app, &letter).unwrap();
        self.written.lock().push((letter.channel, written));
        Box::pin(async { Told::Taken(Some("7".to_owned())) })
    }
}

/// A municipality that tells its citizens what happens, and what it told.
async fn telling() -> (World, Arc<Mutex<Vec<(Channel, Written)>>>) {
    let world = World::new().await;
    let written = Arc::default();
    world.engine.carry(Arc::new(Kept { app: world.app.clone(), written: Arc::clone(&written) }));
    until("the outbox", || !world.engine.outbox_health().is_empty()).await;
    (world, written)
}

async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..1_000 {
        if holds() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("{what} did not come about");
}

const IN_PERSON: &str = "/book/borger/skattekort/in-person?answers=digital%3Anej";

/// Somebody who exists nowhere, and writes what somebody might who means ill.
const DETAILS: [(&str, &str); 4] =
    [("name", "<b>Ida</b> Opdigtet"), ("phone", "20 30 40 50"), ("email", "ida@example.org"), ("remind", "yes")];

#[tokio::test]
async fn field_fault_33_a_booked_time_is_told_in_ones_own_language_with_ones_own_link_and_no_html() {
    for (lang, says, day, subject) in [
        ("da", "Din tid er ", "mandag 2. marts", "Din tid er bekræftet: "),
        ("en", "Your time is ", "Monday 2 March", "Your time is confirmed: "),
    ] {
        let (world, written) = telling().await;
        let ticket = world.booked_as(&format!("{IN_PERSON}&lang={lang}"), &DETAILS).await;
        until("both messages", || written.lock().len() == 2).await;
        let all = written.lock().clone();
        let (_, text) = all.iter().find(|(way, _)| *way == Channel::Sms).unwrap();
        assert_eq!(text.to, "+4520304050");
        assert!(
            text.text.starts_with(says) && text.text.contains(day) && text.text.contains("Torvet 1"),
            "{}",
            text.text
        );
        assert!(!text.text.contains("Skattekort") && !text.text.contains("Tax card"), "a text message names no errand");
        assert_eq!(sms::count(&text.text).parts, 1, "{}", text.text);
        let key = ticket.split(['/', '?']).nth(2).unwrap();
        let link = format!("127.0.0.1:8080/t/{key}");
        assert!(text.text.ends_with(&link), "{} has not {link}", text.text);
        let (_, mail) = all.iter().find(|(way, _)| *way == Channel::Email).unwrap();
        assert_eq!((mail.to.as_str(), mail.name.as_deref()), ("ida@example.org", Some("<b>Ida</b> Opdigtet")));
        assert!(mail.subject.starts_with(subject) && mail.subject.contains(day), "{}", mail.subject);
        assert!(mail.text.contains(&format!("http://{link}")), "{}", mail.text);
        assert!(!mail.text.contains('<'), "{}", mail.text);
        let page = mail.html.as_ref().unwrap();
        for line in mail.text.lines().filter(|line| !line.contains("://")) {
            assert!(page.contains(line), "the same words: {line} in {page}");
        }
        assert!(page.contains(&format!("href=\"http://{link}\"")) && page.matches("href=").count() == 1, "{page}");
        assert!(text.html.is_none());
        let meeting = mail.meeting.as_ref().unwrap();
        let event = &meeting.event;
        assert!(!meeting.cancelled && event.ends_at > event.starts_at);
        assert_eq!((event.sequence, event.location.as_str()), (0, "Torvet 1"));
        assert!(event.uid.ends_with("@127.0.0.1") && !event.summary.contains('<'));
        // The short address leads on, and to nothing else.
        let leads = world.get(&format!("/t/{key}"), "").await;
        assert_eq!((leads.status.as_u16(), leads.header("location")), (303, &*format!("/ticket/{key}")));
    }
}

#[tokio::test]
async fn a_cancellation_takes_the_time_out_of_the_calendar() {
    let (world, written) = telling().await;
    let ticket = world.booked_as(&format!("{IN_PERSON}&lang=da"), &DETAILS).await;
    until("the confirmation", || written.lock().len() == 2).await;
    let key = ticket.split(['/', '?']).nth(2).unwrap();
    world.form(&format!("/ticket/{key}/cancel?lang=da"), "", &[]).await;
    world.clock.advance_seconds(62);
    until("the cancellation", || written.lock().len() == 4).await;
    let all = written.lock().clone();
    let uid = |written: &Written| written.meeting.as_ref().map(|meeting| meeting.event.uid.clone());
    let mails: Vec<&Written> = all.iter().filter(|(way, _)| *way == Channel::Email).map(|(_, mail)| mail).collect();
    assert_eq!(uid(mails[0]), uid(mails[1]));
    let meeting = mails[1].meeting.as_ref().unwrap();
    assert!(meeting.cancelled && meeting.event.sequence > 0);
    assert!(mails[1].subject.starts_with("Din tid er aflyst"), "{}", mails[1].subject);
    assert!(!mails[1].text.contains("/t/"), "there is nothing left to move");
}

#[tokio::test]
async fn without_consent_and_without_a_courier_nothing_is_told_or_promised() {
    let (world, written) = telling().await;
    let without = [DETAILS[0], DETAILS[1], DETAILS[2]];
    let ticket = world.booked_as(&format!("{IN_PERSON}&lang=da"), &without).await;
    assert!(world.look(&ticket, "").await.body.contains("Vi skriver ikke til dig om tiden"));
    world
        .post("/api/v1/centres/borger/visits", "device", json!({"services": ["forny-pas"], "phone": "20304050"}))
        .await;
    let told = json!({"services": ["forny-pas"], "phone": "20304051", "consent": true});
    world.post("/api/v1/centres/borger/visits", "device", told).await;
    until("the turn", || !written.lock().is_empty()).await;
    let all = written.lock().clone();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].1.to, "+4520304051");
    assert!(all[0].1.text.starts_with("Nummer A 2: "), "{}", all[0].1.text);

    let offers = world.keep_time(&format!("{IN_PERSON}&lang=da")).await;
    assert!(world.look(&offers, "").await.body.contains("name=\"remind\""));
    let silent = World::new().await;
    let offers = silent.keep_time(&format!("{IN_PERSON}&lang=da")).await;
    assert!(!silent.look(&offers, "").await.body.contains("name=\"remind\""), "nobody is promised anything");
}

/// The usual texts with long values: one text message in the languages whose letters it has, and no more than three in others.
#[test]
fn the_usual_texts_are_short() {
    let texts = Texts::embedded().unwrap();
    let link = format!("nordvig.example/t/{}", "A".repeat(46));
    for code in CITIZEN_LANGUAGES {
        let language = Language::new(code).unwrap();
        let mut values = Values::new();
        let of = |message: &str| texts.get(&language, message);
        let (weekday, month) = (of("weekday-3"), of("month-9"));
        let mut date = Values::new();
        for (name, value) in [("weekday", weekday), ("day", "30".to_owned()), ("month", month)] {
            date.set(name, value);
        }
        let date = texts.with(&language, "date-day", &date);
        let mut time = Values::new();
        time.set("time", "10:40");
        let time = texts.with(&language, "time-at", &time);
        let all = [("date", &*date), ("time", &time), ("where", "Rådhuset, Torvet 1"), ("link", &link)];
        for (name, value) in all.into_iter().chain([("number", "A 147"), ("desk", "Skranke 12"), ("mode", "")]) {
            values.set(name, value.to_owned());
        }
        let video = ["confirmed-video", "reminder-video"];
        let kinds = ["confirmed", "reminder", "moved", "cancelled", "turn-near", "called", "time-free"];
        for kind in kinds.into_iter().chain(video) {
            let text = texts.with(&language, &format!("message-sms-{kind}"), &values);
            let count = sms::count(&text);
            let most = if ["da", "en"].contains(&code) { 1 } else { 3 };
            assert!(count.parts <= most, "{code} {kind}: {} parts, {} units: {text}", count.parts, count.units);
        }
    }
}

/// A provider that takes nothing.
struct Dead;

impl Courier for Dead {
    fn ways(&self) -> Vec<Channel> {
        vec![Channel::Sms]
    }

    fn tell(&self, _: Letter) -> Telling {
        Box::pin(async { Told::Later(None) })
    }
}

#[tokio::test]
async fn a_dead_provider_is_shown_to_the_manager_and_the_hall_goes_on() {
    let world = World::new().await;
    world.engine.carry(Arc::new(Dead));
    until("the outbox", || !world.engine.outbox_health().is_empty()).await;
    let told = json!({"services": ["forny-pas"], "phone": "20304051", "consent": true});
    world.post("/api/v1/centres/borger/visits", "device", told).await;
    let failing = || world.engine.outbox_health().iter().any(|way| way.failing_since.is_some());
    until("the first failure", failing).await;
    let session = world.signed_in(Role::Manager).await;
    let page = world.look("/manage/borger?lang=en", &session).await;
    assert!(!page.body.contains("Text messages cannot be sent"), "once may be chance");
    world.clock.advance_seconds(601);
    until("the alarm", || world.engine.outbox_health().iter().any(|way| way.dead)).await;
    let page = world.look("/manage/borger?lang=en", &session).await;
    assert!(page.body.contains("Text messages cannot be sent"), "{}", page.body);
    let page = world.look("/manage/borger?lang=da", &session).await;
    assert!(page.body.contains("kan ikke sendes"), "{}", page.body);
    assert_eq!(world.get("/readyz", "").await.status, 200);
    let metrics = world.get("/metrics", "system_owner").await.body;
    assert!(metrics.contains("frontdesk_message_provider_dead{way=\"sms\"} 1"), "{metrics}");
}

/// Believes one word.
struct Word;

impl ReadReports for Word {
    fn read(&self, provider: Provider, headers: &HeaderMap, body: &[u8]) -> Read {
        if provider == Provider::Link {
            return Read::Nobody;
        }
        if headers.get("x-word").is_none_or(|word| word != "right") {
            return Read::NotTheirs;
        }
        if body == b"other" {
            return Read::Other;
        }
        let provider_id = Some(String::from_utf8_lossy(body).into_owned());
        Read::Report(DeliveryReport { our_id: None, provider_id, part: 0, parts: 1, standing: Standing::Delivered })
    }
}

#[tokio::test]
async fn a_report_is_taken_from_whoever_proves_to_be_the_provider() {
    let world = World::reporting(Arc::new(Word)).await;
    let report = async |path: &str, word: &str, body: &str| {
        let request = world.request("POST", path, "").header("x-word", word).body(Body::from(body.to_owned()));
        world.send(request.unwrap()).await
    };
    assert_eq!(report("/reports/gatewayapi", "right", "7").await.status, 204, "also where no message has that name");
    assert_eq!(report("/reports/gatewayapi", "right", "7").await.status, 204, "and twice");
    assert_eq!(report("/reports/gatewayapi", "right", "other").await.status, 204);
    report("/reports/gatewayapi", "wrong", "7").await.assert_problem(401, "report_unproved");
    report("/reports/link", "right", "7").await.assert_problem(404, "not_found");
    let long = "7".repeat(20_000);
    assert_eq!(report("/reports/gatewayapi", "right", &long).await.status, 413);
    let metrics = world.get("/metrics", "system_owner").await.body;
    assert!(metrics.contains("frontdesk_message_reports_total{way=\"sms\",known=\"no\"} 2"), "{metrics}");
    assert!(!metrics.contains("7777"));
    let none = World::new().await;
    let request = none.request("POST", "/reports/gatewayapi", "").body(Body::from("7")).unwrap();
    none.send(request).await.assert_problem(404, "not_found");
}

#[tokio::test]
async fn only_the_demo_shows_what_was_sent() {
    let world = World::new().await;
    for path in ["/demo/messages", "/demo/messages/events"] {
        world.get(path, "").await.assert_problem(404, "not_found");
    }
}
