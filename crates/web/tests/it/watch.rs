//! Waiting for a time to come free: the form and its mistakes, the page of who waits, what is kept and taken, let pass and stopped;
//! the same for programs; and a thousand wishes from one address.

use std::sync::Arc;

use axum::body::Body;
use domain::message::{Channel, MessageKind};
use engine::outbox::{Courier, Letter, Telling, Told};
use parking_lot::Mutex;
use serde_json::{Value, json};
use web::AppState;
use web::letters::{self, Written};

use crate::world::{Answered, World};

const CALENDAR: &str = "/book/borger/skattekort/phone?answers=digital%3Anej&lang=da";
const WATCH: &str = "/book/borger/skattekort/phone/watch?answers=digital%3Anej&lang=da";
const DAY: &str = "2026-03-09";
const SECRET: [u8; 32] = [9; 32];

/// A Monday a week ahead, of somebody who exists nowhere.
const WISH: [(&str, &str); 6] =
    [("from", DAY), ("to", DAY), ("days", "1"), ("part", "any"), ("name", "Ida Opdigtet"), ("phone", "20 30 40 50")];

/// Writes letters about free times, and keeps them.
struct Kept {
    app: AppState,
    written: Arc<Mutex<Vec<Written>>>,
}

impl Courier for Kept {
    fn ways(&self) -> Vec<Channel> {
        vec![Channel::Sms, Channel::Email]
    }

    fn tell(&self, letter: Letter) -> Telling {
        if letter.kind == MessageKind::TimeFree {
            self.written.lock().push(letters::write(&self.app, &letter).unwrap());
        }
        Box::pin(async { Told::Taken(None) })
    }
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

/// A municipality that tells its citizens, in which the Monday a week ahead is booked out, and what it told them of free times.
async fn full() -> (World, Arc<Mutex<Vec<Written>>>) {
    let (world, written) = telling().await;
    for at in world.free(DAY).await {
        world.fill(&at).await;
    }
    assert_eq!(world.free(DAY).await, [""; 0]);
    (world, written)
}

async fn telling() -> (World, Arc<Mutex<Vec<Written>>>) {
    let (world, written) = (World::new().await, Arc::default());
    world.engine.carry(Arc::new(Kept { app: world.app.clone(), written: Arc::clone(&written) }));
    until("the outbox", || !world.engine.outbox_health().is_empty()).await;
    (world, written)
}

impl World {
    /// The times of a day that can be had by phone.
    async fn free(&self, date: &str) -> Vec<String> {
        let path = format!("/api/v1/centres/borger/slots?service=skattekort&mode=phone&from={date}&to={date}");
        let slots = self.get(&path, "").await.json();
        let all = slots["days"][0]["slots"].as_array().cloned().unwrap_or_default();
        all.iter().filter_map(|slot| slot["starts_at"].as_str().map(str::to_owned)).collect()
    }

    /// Books a time as often as it can be had.
    async fn fill(&self, at: &str) {
        let body = json!({"services": ["skattekort"], "mode": "phone", "starts_at": at,
            "answers": [{"question": "digital", "answer": "nej"}]});
        for _ in 0..9 {
            if self.post("/api/v1/centres/borger/appointments", "employee", body.clone()).await.status != 201 {
                return;
            }
        }
        panic!("{at} can be had for ever");
    }

    /// Cancels one of the Monday's bookings; when it began.
    async fn free_one(&self) -> String {
        let events = self.get(&format!("/api/v1/centres/borger/days/{DAY}/events"), "manager").await.json();
        let all = events["events"].as_array().cloned().unwrap_or_default();
        let of =
            |fact: &'static str| all.iter().filter(move |event| event["fact"] == fact).map(|event| &event["details"]);
        let gone = |visit: &Value| of("cancelled").any(|cancelled| cancelled["visit"] == *visit);
        let booked = of("booked").find(|booked| !gone(&booked["visit"])).unwrap();
        let visit = booked["visit"].as_str().unwrap();
        let path = format!("/api/v1/centres/borger/appointments/{visit}");
        let cancelled = self.send_json("DELETE", &path, "employee", json!({})).await;
        assert_eq!(cancelled.status, 200, "{}", cancelled.body);
        booked["starts_at"].as_str().unwrap().to_owned()
    }

    async fn look_for_times(&self) {
        self.engine.look_for_times(&SECRET).await.unwrap();
    }

    /// Waits as the form says: the address of the page of who waits.
    async fn wait(&self, wish: &[(&str, &str)]) -> String {
        let sent = self.form(WATCH, "", wish).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        sent.header("location").to_owned()
    }
}

#[track_caller]
fn assert_shows(page: &Answered, status: u16, texts: &[&str]) {
    assert_eq!(page.status.as_u16(), status, "{}", page.body);
    for text in texts {
        assert!(page.body.contains(text), "`{text}` is not in {}", page.body);
    }
}

fn with<'a>(wish: &[(&'a str, &'a str)], changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = wish.iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed).copied().collect()
}

/// The path of a page with another step behind it.
fn step(page: &str, step: &str) -> String {
    let (path, query) = page.split_once('?').unwrap();
    format!("{path}/{step}?{query}")
}

#[tokio::test]
async fn waiting_is_offered_where_somebody_could_be_told_and_nowhere_else() {
    let world = World::new().await;
    assert!(!world.look(CALENDAR, "").await.body.contains("/phone/watch"));
    assert!(world.look(WATCH, "").await.leads_to().starts_with("/book/borger/skattekort/phone?"));
    let (world, _) = telling().await;
    assert_shows(
        &world.look(CALENDAR, "").await,
        200,
        &["Få besked ved afbud", "/book/borger/skattekort/phone/watch?"],
    );
    let page = world.look(WATCH, "").await;
    assert_shows(&page, 200, &["Hvilke dage kan du?", "Mandag", "i 15 minutter", "type=\"date\" value=\"2026-03-02\""]);
    // What was asked first is asked first.
    assert!(world.look("/book/borger/skattekort/phone/watch?lang=da", "").await.status.is_redirection());
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_each_field_and_nothing_typed_is_lost() {
    let (world, _) = telling().await;
    let wrong = [
        ("from", "2026-03-20"),
        ("to", "2026-03-10"),
        ("name", "Ida <Opdigtet>"),
        ("email", "ida@"),
        ("part", "morning"),
    ];
    let page = world.form(WATCH, "", &wrong).await;
    let texts = [
        "Den sidste dag ligger før den første",
        "Vælg mindst en ugedag",
        "Det ligner ikke en e-mail",
        "Ida &#60;Opdigtet&#62;",
        "value=\"2026-03-20\"",
    ];
    assert_shows(&page, 422, &texts);
    assert!(page.body.contains("value=\"morning\" checked"), "{}", page.body);
    let nobody = with(&WISH, &[("phone", "")]);
    assert_shows(&world.form(WATCH, "", &nobody).await, 422, &["Skriv, hvordan vi får fat i dig"]);
    let machine = with(&WISH, &[("website", "http://example.org")]);
    assert_shows(&world.form(WATCH, "", &machine).await, 422, &["Et skjult felt var udfyldt"]);
}

#[tokio::test]
async fn where_a_time_that_suits_is_free_it_is_shown_at_once_and_nobody_waits() {
    let (world, _) = telling().await;
    let page = world.form(WATCH, "", &WISH).await;
    assert_shows(&page, 200, &["Der er allerede en ledig tid, der passer", "date=2026-03-09"]);
}

#[tokio::test]
async fn who_waits_is_told_of_a_time_and_takes_it_with_one_press() {
    let (world, written) = full().await;
    let page = world.wait(&WISH).await;
    assert!(page.starts_with("/watch/"), "{page}");
    assert_shows(
        &world.look(&page, "").await,
        200,
        &["Du får besked", "mandag 9. marts", "Jeg vil ikke vente længere"],
    );
    world.free_one().await;
    world.look_for_times().await;
    until("the message", || !written.lock().is_empty()).await;
    let text = written.lock()[0].text.clone();
    assert!(text.starts_with("Der er en ledig tid mandag 9. marts"), "{text}");
    let key = text.split("/t/").nth(1).unwrap().trim().to_owned();
    // The link in the message leads on to the page, by way of the ticket's address.
    assert_eq!(world.look(&format!("/t/{key}"), "").await.leads_to(), format!("/ticket/{key}"));
    assert_eq!(world.look(&format!("/ticket/{key}"), "").await.leads_to(), format!("/watch/{key}"));
    let offered = world.look(&format!("/watch/{key}"), "").await;
    assert_shows(&offered, 200, &["Der er en tid til dig", "Mandag 9. marts", "Tag tiden", "kl. 10.15"]);
    let taken = world.form(&format!("/watch/{key}/take"), "", &[]).await;
    assert!(taken.leads_to().starts_with(&format!("/ticket/{key}")), "{}", taken.leads_to());
    let ticket = world.look(&format!("/ticket/{key}?lang=da"), "").await;
    assert_shows(&ticket, 200, &["Din tid er bestilt", "Mandag 9. marts"]);
    let again = world.form(&format!("/watch/{key}/take"), "", &[]).await;
    assert!(again.status.is_redirection() || again.status == 409, "pressed twice it is one booking: {}", again.status);
    assert!(world.look(&format!("/watch/{key}"), "").await.leads_to().starts_with("/ticket/"));
    let person = world.engine.look_up(visit_of(&world).await, "test", store::Purpose::Message).await.unwrap().unwrap();
    assert!(person.given.phone.is_some() && person.is_open, "she is known, and it counts");
    assert_eq!(person.date.to_string(), DAY);
}

/// The visit that was booked last.
async fn visit_of(world: &World) -> domain::ids::VisitId {
    let events = world.get(&format!("/api/v1/centres/borger/days/{DAY}/events"), "manager").await.json();
    let all = events["events"].as_array().cloned().unwrap_or_default();
    let booked = all.iter().rfind(|event| event["fact"] == "booked").unwrap();
    booked["details"]["visit"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_time_can_be_let_pass_and_the_waiting_ended() {
    let (world, _) = full().await;
    let page = world.wait(&WISH).await;
    let at = world.free_one().await;
    world.look_for_times().await;
    assert_shows(&world.look(&page, "").await, 200, &["Nej tak, jeg venter på en anden"]);
    assert_eq!(world.free(DAY).await, [""; 0], "it is kept");
    assert!(world.form(&step(&page, "pass"), "", &[]).await.leads_to().starts_with("/watch/"));
    world.look_for_times().await;
    assert_shows(&world.look(&page, "").await, 200, &["Du får besked"]);
    assert_eq!(world.free(DAY).await, [at], "it is everybody's");
    assert!(world.form(&step(&page, "stop"), "", &[]).await.leads_to().starts_with("/watch/"));
    assert_shows(&world.look(&page, "").await, 200, &["Du venter ikke længere", "Vi har slettet dine oplysninger"]);
    assert_shows(&world.form(&step(&page, "take"), "", &[]).await, 409, &["Tiden holdes ikke længere til dig"]);
}

#[tokio::test]
async fn an_offer_that_ran_out_is_said_to_have() {
    let (world, _) = full().await;
    let page = world.wait(&WISH).await;
    world.free_one().await;
    world.look_for_times().await;
    world.clock.advance_seconds(15 * 60);
    assert_shows(&world.form(&step(&page, "take"), "", &[]).await, 409, &["Tiden holdes ikke længere til dig"]);
}

#[tokio::test]
async fn pressed_twice_it_is_one_wish_and_a_key_that_is_not_ours_opens_nothing() {
    let (world, _) = full().await;
    let wish = with(&WISH, &[("command_id", "a1")]);
    assert_eq!(world.wait(&wish).await, world.wait(&wish).await);
    assert_eq!(world.look("/watch/abc", "").await.status, 404);
    assert_eq!(world.form("/watch/abc/take", "", &[]).await.status, 404);
}

#[tokio::test]
async fn nothing_of_who_waits_stands_in_an_address_or_an_event() {
    let (world, _) = full().await;
    let page = world.wait(&WISH).await;
    assert!(!page.contains("Ida") && !page.contains("2030"), "{page}");
    world.free_one().await;
    world.look_for_times().await;
    let events = world.get(&format!("/api/v1/centres/borger/days/{DAY}/events"), "manager").await;
    let shown = world.look(&page, "").await;
    for hers in ["Ida", "Opdigtet", "20304050", "20 30 40 50"] {
        assert!(!events.body.contains(hers) && !shown.body.contains(hers), "{hers}");
    }
    assert_eq!(shown.header("cache-control"), "no-store");
}

#[tokio::test]
async fn one_person_waits_so_often_and_one_address_too_and_both_are_told_kindly() {
    let (world, _) = full().await;
    for day in ["2026-03-08", "2026-03-07", "2026-03-06"] {
        world.wait(&with(&WISH, &[("from", day)])).await;
    }
    assert_shows(&world.form(WATCH, "", &with(&WISH, &[("from", "2026-03-05")])).await, 429, &["Du venter allerede"]);
}

/// A script sends a thousand wishes from one address, each in another name: most are not even taken, and the one person elsewhere is
/// drawn before the second of them.
#[tokio::test]
async fn a_thousand_scripted_wishes_of_one_address_gain_nothing() {
    let (world, _) = full().await;
    let mut taken = 0;
    for number in 0..1_000 {
        let phone = format!("2100{number:04}");
        let key = format!("k{number}");
        let wish = with(&WISH, &[("phone", &phone), ("command_id", &key)]);
        taken += u32::from(world.form(WATCH, "", &wish).await.status == 303);
    }
    assert_eq!(taken, 50, "of one address fifty wait at most");
    let honest = json!({"service": "skattekort", "mode": "phone", "from": DAY, "to": DAY,
        "answers": [{"question": "digital", "answer": "nej"}],
        "person": {"name": "Bo Opdigtet", "phone": "22000000", "consent": true}});
    let made = world.post("/api/v1/centres/borger/watches", "employee", honest).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let mut offers = 0;
    for _ in 0..2 {
        world.free_one().await;
        world.look_for_times().await;
        let shown = world.get(&format!("/api/v1/centres/borger/watches/{id}"), "employee").await.json();
        offers = shown["offers"].as_u64().unwrap();
    }
    assert_eq!(offers, 1, "of two times she has one, whatever the fifty others do");
}

#[tokio::test]
async fn a_program_waits_for_a_citizen_looks_and_ends_it() {
    let (world, _) = full().await;
    let wish = json!({"service": "skattekort", "mode": "phone", "from": DAY, "to": DAY, "weekdays": ["monday"],
        "earliest": "08:00", "before": "23:00", "answers": [{"question": "digital", "answer": "nej"}],
        "person": {"name": "Ida Opdigtet", "phone": "20304050", "consent": true}});
    let path = "/api/v1/centres/borger/watches";
    let made = world.post_keyed(path, "employee", "w1", wish.clone()).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let made = made.json();
    assert_eq!((&made["state"], &made["offers"], &made["weekdays"]), (&json!("open"), &json!(0), &json!(["monday"])));
    assert_eq!(world.post_keyed(path, "employee", "w1", wish.clone()).await.json()["id"], made["id"], "once");
    let one = format!("{path}/{}", made["id"].as_str().unwrap());
    assert_eq!(world.get(&one, "").await.status, 401);
    assert_eq!(world.get(&one, "elsewhere").await.status, 403);
    assert_eq!(world.get(&one, made["token"].as_str().unwrap()).await.json()["token"], Value::Null);
    let at = world.free_one().await;
    world.look_for_times().await;
    let offered = world.get(&one, "employee").await.json();
    assert_eq!((&offered["state"], &offered["offer"]["starts_at"]), (&json!("offered"), &json!(at)));
    let request = world.request("DELETE", &one, made["token"].as_str().unwrap()).body(Body::empty()).unwrap();
    let ended = world.send(request).await;
    assert_eq!((ended.status.as_u16(), &ended.json()["state"]), (200, &json!("stopped")));
    assert_eq!(world.free(DAY).await, [at], "what was kept is let go");
    let unknown = format!("{path}/{}", uuid_of(7));
    assert_eq!(world.get(&unknown, "employee").await.status, 404);
}

fn uuid_of(number: u8) -> String {
    format!("00000000-0000-4000-8000-0000000000{number:02}")
}

#[tokio::test]
async fn what_nobody_can_be_told_of_is_refused() {
    let (world, _) = full().await;
    let wish = |person: Value, to: &str| {
        json!({"service": "skattekort", "mode": "phone", "from": DAY, "to": to,
            "answers": [{"question": "digital", "answer": "nej"}], "person": person})
    };
    let told = json!({"phone": "20304050", "consent": true});
    for (person, to, code) in [
        (json!({"phone": "20304050"}), DAY, "watch_unreachable"),
        (json!({"consent": true}), DAY, "watch_unreachable"),
        (told.clone(), "2026-03-08", "watch_dates"),
        (told.clone(), "2026-09-01", "watch_dates"),
    ] {
        let refused = world.post("/api/v1/centres/borger/watches", "employee", wish(person, to)).await;
        assert_eq!((refused.status.as_u16(), refused.json()["code"].as_str()), (409, Some(code)), "{}", refused.body);
    }
    let mut video = wish(told, DAY);
    video["mode"] = json!("video");
    assert_eq!(world.post("/api/v1/centres/borger/watches", "employee", video).await.json()["code"], "not_bookable");
}
