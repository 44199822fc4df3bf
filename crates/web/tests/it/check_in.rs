//! Checking in at the kiosk: by each means, early, in time and late, here and elsewhere; what is told to nobody, and what is
//! left of what was typed.

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::header;
use domain::ids::VisitId;
use serde_json::{Value, json};
use store::{HashKind, Purpose, Secret, Vault, VaultKeys};
use web::Limits;

use crate::world::{Answered, FORM, World};

const KIOSK: &str = "/kiosk/borger/stander-1";
const CHECK_IN: &str = "/kiosk/borger/stander-1/check-in";

/// Of a date on which nobody is given such a number.
const CPR: &str = "2902004000";
const PHONE: &str = "20304050";
const NAME: &str = "Ida Bruun Opdigtet";

/// Half past ten, in a quarter of an hour and more after the world's morning.
const HALF_PAST: &str = "2026-03-02T09:30:00Z";
const ELEVEN: &str = "2026-03-02T10:00:00Z";

fn ida() -> Value {
    json!({"name": NAME, "phone": PHONE, "cpr": CPR})
}

impl World {
    async fn booked_in(&self, centre: &str, mode: &str, at: &str, person: &Value) -> Value {
        let who = if centre == "borger" { "employee" } else { "elsewhere" };
        let body = json!({"services": ["skattekort"], "mode": mode, "starts_at": at, "person": person});
        let booked = self.post(&format!("/api/v1/centres/{centre}/appointments"), who, body).await;
        assert_eq!(booked.status, 201, "{}", booked.body);
        booked.json()
    }

    /// A booked time in person, here.
    async fn has_a_time(&self, at: &str, person: &Value) -> Value {
        self.booked_in("borger", "in_person", at, person).await
    }

    async fn kiosk_form(&self, fields: &[(&str, &str)]) -> Answered {
        let body = serde_html_form::to_string(fields).unwrap();
        let request = self.request("POST", CHECK_IN, "device").header(header::CONTENT_TYPE, FORM);
        self.send(request.header(header::ACCEPT, "text/html").body(Body::from(body)).unwrap()).await
    }

    async fn kiosk_page(&self, path: &str) -> Answered {
        let request = self.request("GET", path, "device").header(header::ACCEPT, "text/html");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    async fn by_phone(&self) -> Answered {
        self.kiosk_form(&[("by", "phone"), ("phone", PHONE)]).await
    }

    /// The page that a check-in leads to.
    async fn told(&self, answer: &Answered) -> String {
        let to = answer.leads_to().to_owned();
        assert!(to.starts_with(&format!("{CHECK_IN}/")), "{to}");
        let page = self.kiosk_page(&to).await;
        assert_eq!(page.status, 200, "{}", page.body);
        page.body
    }

    async fn stands_as(&self, visit: &Value) -> String {
        let path = format!("/api/v1/centres/borger/visits/{}", visit["id"].as_str().unwrap());
        self.get(&path, "employee").await.json()["state"].as_str().unwrap().to_owned()
    }

    fn key_of(visit: &Value, world: &World) -> String {
        let id: VisitId = visit["id"].as_str().unwrap().parse().unwrap();
        world.app.ticket_key(id)
    }

    async fn look_ups(&self) -> Vec<store::LookUp> {
        let vault = Vault::new(&VaultKeys::new(Secret::new([8; 32])));
        let hashes = vault.hashes(HashKind::Phone, &format!("+45{PHONE}"));
        let hashes = hashes.into_iter().map(|hash| (HashKind::Phone, hash)).collect();
        self.engine.look_ups_of(hashes, 50).await.unwrap()
    }
}

#[track_caller]
fn assert_shows(page: &str, texts: &[&str]) {
    for text in texts {
        assert!(page.contains(text), "`{text}` is not in {page}");
    }
}

/// Neither errand nor name, nor anything by which she was found.
#[track_caller]
fn assert_tells_nothing(page: &str) {
    for secret in ["Skat", "Tax", "Opdigtet", "Ida", "Hemmelig", PHONE, CPR, "20 30 40 50", "Rådgivere"] {
        assert!(!page.contains(secret), "`{secret}` is in {page}");
    }
}

#[tokio::test]
async fn the_first_page_has_a_card_for_whoever_has_a_time_and_the_page_the_means_of_this_kiosk() {
    let world = World::new().await;
    let page = world.kiosk_page(KIOSK).await.body;
    assert_shows(&page, &["Jeg har en tid", "href=\"/kiosk/borger/stander-1/check-in\"", "<kiosk-scan"]);
    let page = world.kiosk_page(CHECK_IN).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_shows(&page.body, &["Hold koden foran læseren", "id=\"by-qr\"", "id=\"by-card\"", "aria-current=\"true\""]);
    assert!(!page.body.contains("style=") && !page.body.contains("onclick"));
    let page = world.kiosk_page(&format!("{CHECK_IN}?by=cpr")).await.body;
    assert_shows(&page, &["id=\"cpr\" name=\"cpr\" type=\"password\"", "autocomplete=\"off\"", "data-silent"]);
    let page = world.kiosk_page(&format!("{CHECK_IN}?by=birth&lang=en")).await.body;
    assert_shows(&page, &["Your date of birth", "data-keys=\"initials\"", "lang=\"en\""]);
}

#[tokio::test]
async fn she_checks_in_by_each_means_and_the_page_names_neither_errand_nor_name() {
    for by in ["qr", "phone", "birth", "cpr", "card"] {
        let world = World::new().await;
        let visit = world.has_a_time(HALF_PAST, &ida()).await;
        let key = World::key_of(&visit, &world);
        let fields = match by {
            "qr" => vec![("by", by), ("key", "nonsense"), ("key", &key)],
            "phone" => vec![("by", by), ("phone", "+45 20 30 40 50")],
            "birth" => vec![("by", by), ("birth", "29022000"), ("initials", "ibo")],
            _ => vec![("by", by), ("cpr", "290200-4000")],
        };
        let answer = world.kiosk_form(&fields).await;
        let page = world.told(&answer).await;
        assert_shows(
            &page,
            &["Du er tjekket ind", "kl. 10.30", "20 minutter", "God tid", "30 minutter før din aftale"],
        );
        assert_tells_nothing(&page);
        assert!(!page.contains(&key) && !answer.leads_to().contains(&key), "{by}: no link of hers");
        assert_eq!(world.stands_as(&visit).await, "waiting", "{by}");
        let hall = world.get("/api/v1/centres/borger/days/2026-03-02/events", "manager").await.body;
        assert!(hall.contains("checked_in") && hall.contains("kiosk"), "{hall}");
        assert!(!hall.contains(CPR) && !hall.contains(PHONE) && !hall.contains("Opdigtet"), "{by}: {hall}");
    }
}

#[tokio::test]
async fn early_moves_nobody_forward_and_late_is_due_like_a_walk_in_who_comes_now() {
    let world = World::new().await;
    let visit = world.has_a_time(HALF_PAST, &ida()).await;
    world.clock.advance_seconds(39 * 60);
    let page = world.told(&world.by_phone().await).await;
    assert_shows(&page, &["Lige til tiden"]);
    let path = format!("/api/v1/centres/borger/visits/{}", visit["id"].as_str().unwrap());
    assert_eq!(
        world.get(&path, "employee").await.json()["due_at"],
        "2026-03-02T09:30:00.000Z",
        "within the grace it keeps its time"
    );

    let world = World::new().await;
    let visit = world.has_a_time(HALF_PAST, &ida()).await;
    world.clock.advance_seconds(41 * 60);
    let page = world.told(&world.by_phone().await).await;
    assert_shows(&page, &["Du er kommet efter din tid", "Du bliver kaldt, så snart der er plads"]);
    let path = format!("/api/v1/centres/borger/visits/{}", visit["id"].as_str().unwrap());
    assert_eq!(world.get(&path, "employee").await.json()["due_at"], "2026-03-02T09:56:00.000Z");
}

#[tokio::test]
async fn twice_is_as_good_as_once_and_a_later_time_is_told_by_its_time_alone() {
    let world = World::new().await;
    let first = world.has_a_time(HALF_PAST, &ida()).await;
    let second = world.has_a_time("2026-03-02T12:00:00Z", &ida()).await;
    for _ in 0..2 {
        let page = world.told(&world.by_phone().await).await;
        assert_shows(
            &page,
            &["Du er tjekket ind", "kl. 10.30", "Du har også en tid kl. 13.00. Tjek ind til den fra kl. 12.00"],
        );
        assert_tells_nothing(&page);
    }
    assert_eq!(
        (world.stands_as(&first).await.as_str(), world.stands_as(&second).await.as_str()),
        ("waiting", "booked")
    );
}

#[tokio::test]
async fn the_second_time_of_a_day_is_checked_in_though_the_first_visit_is_not_over() {
    let world = World::new().await;
    let first = world.has_a_time(HALF_PAST, &ida()).await;
    let second = world.has_a_time("2026-03-02T11:00:00Z", &ida()).await;
    world.told(&world.by_phone().await).await;
    world.clock.advance_seconds(75 * 60);
    let page = world.told(&world.by_phone().await).await;
    assert_shows(&page, &["Du er tjekket ind", "kl. 12.00"]);
    for visit in [&first, &second] {
        assert_eq!(world.stands_as(visit).await, "waiting");
    }
}

#[tokio::test]
async fn a_double_press_is_one_check_in() {
    let world = World::new().await;
    let visit = world.has_a_time(HALF_PAST, &ida()).await;
    let id = "0123456789abcdef0123456789abcdef";
    let fields = [("command_id", id), ("by", "phone"), ("phone", PHONE)];
    let (one, two) = tokio::join!(world.kiosk_form(&fields), world.kiosk_form(&fields));
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303), "{} {}", one.body, two.body);
    assert_eq!(world.stands_as(&visit).await, "waiting");
    let events = world.get("/api/v1/centres/borger/days/2026-03-02/events", "manager").await.body;
    assert_eq!(events.matches("\"checked_in\"").count(), 1, "{events}");
}

#[tokio::test]
async fn whoever_was_called_and_not_there_is_there_now() {
    let world = World::new().await;
    let visit = world.has_a_time(HALF_PAST, &ida()).await;
    world.told(&world.by_phone().await).await;
    world.sign_on().await;
    let moved =
        world.post("/api/v1/centres/borger/desks/skranke-1/queues", "employee", json!({"queues": ["skat"]})).await;
    assert!(moved.status.is_success(), "{}", moved.body);
    world.clock.advance_seconds(31 * 60);
    let called = world.post("/api/v1/centres/borger/desks/skranke-1/next", "employee", Value::Null).await;
    assert_eq!(called.status, 200, "{}", called.body);
    let page = world.told(&world.by_phone().await).await;
    assert_shows(&page, &["Det er din tur nu", "Gå til Skranke 1"]);
    let path = format!("/api/v1/centres/borger/visits/{}/no-show", visit["id"].as_str().unwrap());
    assert!(world.post(&path, "employee", Value::Null).await.status.is_success());
    assert_eq!(world.stands_as(&visit).await, "missed");
    world.told(&world.by_phone().await).await;
    assert_eq!(world.stands_as(&visit).await, "waiting");
}

#[tokio::test]
async fn a_phone_appointment_is_rung_and_needs_no_check_in() {
    let world = World::new().await;
    let visit = world.booked_in("borger", "phone", HALF_PAST, &ida()).await;
    let page = world.told(&world.by_phone().await).await;
    assert_shows(&page, &["Vi ringer til dig kl. 10.30", "Du skal ikke tjekke ind"]);
    assert_tells_nothing(&page);
    assert_eq!(world.stands_as(&visit).await, "booked");
}

#[tokio::test]
async fn field_fault_26_at_the_wrong_centre_she_is_told_where_and_when_and_checks_in_nowhere() {
    let world = World::new().await;
    let visit = world.booked_in("job", "in_person", HALF_PAST, &ida()).await;
    let page = world.told(&world.by_phone().await).await;
    assert_shows(&page, &["Din tid er et andet sted", "Jobcenter, Torvet 1", "i dag kl. 10.30"]);
    assert_tells_nothing(&page);
    let there = format!("/api/v1/centres/job/visits/{}", visit["id"].as_str().unwrap());
    assert_eq!(world.get(&there, "elsewhere").await.json()["state"], "booked");
    let here = world.get("/api/v1/centres/borger/days/2026-03-02/events", "manager").await;
    assert!(!here.body.contains("checked_in"), "{}", here.body);
    // By her code as well.
    let key = World::key_of(&visit, &world);
    let page = world.told(&world.kiosk_form(&[("by", "qr"), ("key", &key)]).await).await;
    assert_shows(&page, &["Din tid er et andet sted", "Jobcenter, Torvet 1"]);
}

#[tokio::test]
async fn another_day_is_told_and_a_time_that_is_over_leads_to_a_number() {
    let world = World::new().await;
    world.has_a_time("2026-03-09T09:30:00Z", &ida()).await;
    let page = world.told(&world.by_phone().await).await;
    assert_shows(&page, &["Din tid er en anden dag", "mandag 9. marts kl. 10.30", "Træk et nummer"]);
    assert!(!page.contains("Torvet 1, "), "here needs no address");
    assert_tells_nothing(&page);

    let world = World::new().await;
    let visit = world.has_a_time(HALF_PAST, &ida()).await;
    world.clock.advance_seconds(2 * 3_600);
    world.ticket().await;
    let page = world.told(&world.by_phone().await).await;
    assert_shows(&page, &["Tiden for din aftale er gået", "Den var kl. 10.30", "Træk et nummer"]);
    assert_eq!(world.stands_as(&visit).await, "ended");
}

#[tokio::test]
async fn nobody_is_found_and_what_was_typed_is_there_again_but_for_a_cpr_number() {
    let world = World::new().await;
    let page = world.kiosk_form(&[("by", "phone"), ("phone", "21 22 23 24"), ("lang", "en")]).await;
    assert_eq!(page.status, 404, "{}", page.body);
    assert_shows(&page.body, &["We cannot find your appointment", "value=\"21 22 23 24\"", "role=\"alert\""]);
    let page = world.kiosk_form(&[("by", "birth"), ("birth", "01031990"), ("initials", "RK")]).await;
    assert_shows(&page.body, &["Vi kan ikke finde din tid", "value=\"01031990\"", "value=\"RK\""]);
    let page = world.kiosk_form(&[("by", "cpr"), ("cpr", CPR)]).await;
    assert_eq!(page.status, 404, "{}", page.body);
    assert!(!page.body.contains(CPR) && page.body.contains("name=\"cpr\""), "{}", page.body);
    let leads = world.kiosk_form(&[("by", "card"), ("cpr", CPR)]).await;
    assert_eq!(leads.leads_to(), "/kiosk/borger/stander-1/check-in?by=card&said=none");
    let page = world.kiosk_page(leads.leads_to()).await.body;
    assert_shows(&page, &["Vi kan ikke finde din tid", "Før kortet gennem læseren"]);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_costs_no_try() {
    let world = World::with_limits(Limits { check_in_wrong_per_minute: 1, ..Limits::default() }).await;
    for (fields, field, says) in [
        (vec![("by", "phone"), ("phone", "123")], "phone", "Skriv de otte tal"),
        (vec![("by", "birth"), ("birth", "31021990"), ("initials", "rk")], "birth", "Skriv dag, måned og år"),
        (vec![("by", "birth"), ("birth", "01031990"), ("initials", " ")], "initials", "Skriv det første bogstav"),
        (vec![("by", "cpr"), ("cpr", "290200400")], "cpr", "Skriv alle ti tal"),
    ] {
        let page = world.kiosk_form(&fields).await;
        assert_eq!(page.status, 422, "{}", page.body);
        assert_shows(&page.body, &[says, "aria-invalid=\"true\"", &format!("aria-describedby=\"told {field}-hint\"")]);
    }
    for (fields, to) in [
        (vec![("by", "unreadable")], "/kiosk/borger/stander-1/check-in?said=unreadable"),
        (vec![("by", "mitid")], "/kiosk/borger/stander-1/check-in?said=not-offered"),
        (vec![("by", "qr")], "/kiosk/borger/stander-1/check-in?by=qr&said=unreadable"),
    ] {
        assert_eq!(world.kiosk_form(&fields).await.leads_to(), to);
    }
    world.has_a_time(HALF_PAST, &ida()).await;
    world.told(&world.by_phone().await).await;
}

#[tokio::test]
async fn guesses_are_limited_at_each_kiosk_and_whoever_is_right_is_not_counted() {
    let world = World::with_limits(Limits { check_in_wrong_per_minute: 3, ..Limits::default() }).await;
    world.has_a_time(HALF_PAST, &ida()).await;
    for _ in 0..5 {
        world.told(&world.by_phone().await).await;
    }
    for n in 0..3 {
        let page = world.kiosk_form(&[("by", "phone"), ("phone", &format!("2122232{n}"))]).await;
        assert_eq!(page.status, 404, "{}", page.body);
    }
    let page = world.by_phone().await;
    assert_eq!(page.status, 429, "also whoever would be right: {}", page.body);
    assert_shows(&page.body, &["Vent lidt", "Prøv igen om", "tilkald hjælp", &format!("value=\"{PHONE}\"")]);
    assert_eq!(world.look_ups().await.len(), 5, "nobody was looked at");
    world.clock.advance_seconds(61);
    world.told(&world.by_phone().await).await;
}

#[tokio::test]
async fn two_people_with_one_birthday_and_the_same_initials_are_told_nothing() {
    let world = World::new().await;
    let (rasmus, rikke) = (
        json!({"name": "Rasmus Opdigtet", "phone": "21000001", "birth": "1990-03-01"}),
        json!({"name": "Rikke Opdigtet", "phone": "21000002", "birth": "1990-03-01"}),
    );
    let first = world.has_a_time(HALF_PAST, &rasmus).await;
    world.has_a_time("2026-03-09T09:30:00Z", &rikke).await;
    let page = world.kiosk_form(&[("by", "birth"), ("birth", "01.03.1990"), ("initials", "RO")]).await;
    assert_eq!(page.status, 409, "{}", page.body);
    assert_shows(&page.body, &["Vi skal bruge lidt mere", "Tjek ind på en anden måde"]);
    assert!(!page.body.contains("10.30") && !page.body.contains("marts kl."), "{}", page.body);
    assert_eq!(world.stands_as(&first).await, "booked");
    // One of them has two times: that is one person.
    let world = World::new().await;
    world.has_a_time(HALF_PAST, &rasmus).await;
    world.has_a_time("2026-03-09T09:30:00Z", &rasmus).await;
    world.told(&world.kiosk_form(&[("by", "birth"), ("birth", "1/3 1990"), ("initials", "R.O.")]).await).await;
}

#[tokio::test]
async fn the_same_name_and_birthday_are_two_people_where_phone_or_cpr_number_says_so() {
    let birth = [("by", "birth"), ("birth", "01.03.1990"), ("initials", "RO")];
    let with =
        |phone: &str, cpr: Value| json!({"name": "Rikke Opdigtet", "phone": phone, "cpr": cpr, "birth": "1990-03-01"});
    for (one, two) in [
        (with("21000001", Value::Null), with("21000002", Value::Null)),
        (with("21000001", json!("0103900000")), with("21000001", json!("0103900001"))),
    ] {
        let world = World::new().await;
        world.has_a_time(HALF_PAST, &one).await;
        world.has_a_time("2026-03-09T09:30:00Z", &two).await;
        let page = world.kiosk_form(&birth).await;
        assert_eq!(page.status, 409, "{}", page.body);
    }
    let world = World::new().await;
    world.has_a_time(HALF_PAST, &with("21000001", json!("0103900000"))).await;
    world.has_a_time("2026-03-09T09:30:00Z", &with("21000002", json!("0103900000"))).await;
    world.told(&world.kiosk_form(&birth).await).await;
}

#[tokio::test]
async fn every_look_is_on_record_with_its_purpose_and_the_kiosks_name_before_anything_is_told() {
    let world = World::new().await;
    world.has_a_time(HALF_PAST, &ida()).await;
    world.told(&world.by_phone().await).await;
    let look_ups = world.look_ups().await;
    assert_eq!(look_ups.len(), 1, "{look_ups:?}");
    assert_eq!(look_ups[0].purpose, Purpose::CheckIn);
    assert!(look_ups[0].by.contains("device"), "{}", look_ups[0].by);
    // Nobody is looked at by a code: it is the visit's own.
    let other = world.has_a_time(ELEVEN, &ida()).await;
    world.kiosk_form(&[("by", "qr"), ("key", &World::key_of(&other, &world))]).await;
    assert_eq!(world.look_ups().await.len(), 1);
}

#[tokio::test]
async fn field_fault_17_what_was_told_is_gone_after_two_minutes_and_at_another_kiosk() {
    let world = World::new().await;
    world.has_a_time(HALF_PAST, &ida()).await;
    let to = world.by_phone().await.leads_to().to_owned();
    let changed = format!("{}A", &to[..to.len() - 1]);
    for wrong in [format!("{CHECK_IN}/nonsense"), changed] {
        let page = world.kiosk_page(&wrong).await;
        assert!(page.status == 303 || wrong == to, "{wrong}: {}", page.body);
    }
    world.clock.advance_seconds(121);
    assert_eq!(world.kiosk_page(&to).await.leads_to(), KIOSK);
}

#[tokio::test]
async fn a_kiosk_of_another_centre_and_a_citizen_without_a_token_check_nobody_in() {
    let world = World::new().await;
    let request = |who: &'static str| {
        let request = world.request("POST", CHECK_IN, who).header(header::CONTENT_TYPE, FORM);
        request.body(Body::from(format!("by=phone&phone={PHONE}"))).unwrap()
    };
    assert_eq!(world.send(request("")).await.status, 401);
    assert_eq!(world.send(request("elsewhere")).await.status, 403);
}

#[tokio::test]
async fn the_way_is_there_for_a_phone_and_only_where_it_leads_somewhere() {
    let world = World::new().await;
    assert_eq!(world.get("/way/borger/stander-1/nowhere", "").await.status, 404);
    assert_eq!(world.get("/way/nowhere/stander-1/b", "").await.status, 404);
}

/// Where everything that is logged is kept.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn what_is_typed_is_in_no_log_no_address_and_no_event() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .init();
    let world = World::new().await;
    let visit = world.has_a_time(HALF_PAST, &ida()).await;
    let key = World::key_of(&visit, &world);
    let mut addresses = String::new();
    for fields in [
        vec![("by", "phone"), ("phone", PHONE)],
        vec![("by", "birth"), ("birth", "29022000"), ("initials", "IO")],
        vec![("by", "cpr"), ("cpr", CPR)],
        vec![("by", "card"), ("cpr", CPR)],
        vec![("by", "qr"), ("key", &key)],
        vec![("by", "card"), ("cpr", "0101900001")],
        vec![("by", "phone"), ("phone", "22222222")],
        vec![("by", "cpr"), ("cpr", "310299123x")],
    ] {
        let answer = world.kiosk_form(&fields).await;
        addresses.push_str(answer.header("location"));
        addresses.push('\n');
    }
    let events = world.get("/api/v1/centres/borger/days/2026-03-02/events", "manager").await.body;
    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("/kiosk/{centre}/{kiosk}/check-in"), "the log is caught: {logged}");
    for secret in [PHONE, CPR, "29022000", "2000-02-29", "0101900001", "22222222", "310299123x", &key, "Opdigtet"] {
        for (where_, text) in [("log", &logged), ("addresses", &addresses), ("events", &events)] {
            assert!(!text.contains(secret), "`{secret}` is in the {where_}: {text}");
        }
    }
}
