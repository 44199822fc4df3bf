use serde_json::{Value, json};

use crate::world::World;

const SLOTS: &str = "/api/v1/centres/borger/slots";
const HOLDS: &str = "/api/v1/centres/borger/holds";
const APPOINTMENTS: &str = "/api/v1/centres/borger/appointments";

/// Monday 2 March 2026, ten in the morning in Denmark, is now; the centre is open on Mondays.
async fn times(world: &World, query: &str) -> Vec<(String, Vec<String>)> {
    let answered = world.get(&format!("{SLOTS}?{query}"), "").await;
    assert_eq!(answered.status, 200, "{}", answered.body);
    let days = answered.json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let day = |day: &Value| {
        let slots = day["slots"].as_array().unwrap();
        (text(&day["date"]), slots.iter().map(|slot| text(&slot["starts_at"])[11..16].to_owned()).collect())
    };
    days["days"].as_array().unwrap().iter().map(day).collect()
}

fn wish(starts_at: &str) -> Value {
    json!({"services": ["skattekort"], "mode": "phone", "starts_at": starts_at})
}

#[tokio::test]
async fn what_is_offered_is_booked_moved_and_cancelled() {
    let world = World::new().await;
    let offered = times(&world, "service=skattekort&mode=phone&from=2026-03-02&to=2026-03-09").await;
    assert_eq!(offered.len(), 8, "each day that was asked for");
    // An hour's notice from ten o'clock (09:00 UTC), every half hour until 18:00.
    assert_eq!(offered[0].1.first().map(String::as_str), Some("10:00"));
    assert_eq!((offered[0].1.len(), offered[1].1.len(), offered[7].1.len()), (14, 0, 20));

    let booked = world.post(APPOINTMENTS, "employee", wish("2026-03-09T09:00:00Z")).await;
    assert_eq!(booked.status, 201, "{}", booked.body);
    let (id, token) = (booked.json()["id"].as_str().unwrap().to_owned(), booked.json()["token"].clone());
    let token = token.as_str().unwrap();
    assert_eq!(booked.header("location"), format!("{APPOINTMENTS}/{id}"));
    assert_eq!(booked.json()["number"], "B 1");
    assert_eq!(booked.json()["ends_at"], "2026-03-09T09:30:00.000Z");
    // Its citizen sees it, without whom it is with.
    let seen = world.get(&format!("{APPOINTMENTS}/{id}"), token).await.json();
    assert_eq!((&seen["date"], &seen["state"], seen.get("employee")), (&json!("2026-03-09"), &json!("booked"), None));
    let seen = world.get(&format!("{APPOINTMENTS}/{id}"), "employee").await.json();
    assert_eq!(seen["employee"], "bo");

    // The two officers have one each at once.
    let again = world.post(APPOINTMENTS, "employee", wish("2026-03-09T09:00:00Z")).await;
    assert_eq!(again.status, 201, "{}", again.body);
    let gone = world.post(APPOINTMENTS, "employee", wish("2026-03-09T09:00:00Z")).await;
    gone.assert_problem(409, "slot_gone");
    let left = times(&world, "service=skattekort&mode=phone&from=2026-03-09&to=2026-03-09").await;
    assert!(!left[0].1.contains(&"09:00".to_owned()), "{left:?}");

    // She moves it to another day, and finds it there.
    let address = format!("{APPOINTMENTS}/{id}");
    let moved = world.send_json("PATCH", &address, token, json!({"starts_at": "2026-03-16T09:00:00Z"})).await;
    assert_eq!(moved.status, 200, "{}", moved.body);
    assert_eq!((&moved.json()["date"], &moved.json()["moves"]), (&json!("2026-03-16"), &json!(1)));
    let seen = world.get(&format!("{APPOINTMENTS}/{id}"), token).await.json();
    assert_eq!((&seen["date"], &seen["starts_at"]), (&json!("2026-03-16"), &json!("2026-03-16T09:00:00.000Z")));
    let left = times(&world, "service=skattekort&mode=phone&from=2026-03-09&to=2026-03-09").await;
    assert!(left[0].1.contains(&"09:00".to_owned()), "the time that it left can be had");

    let cancelled = world.send_json("DELETE", &format!("{APPOINTMENTS}/{id}"), token, Value::Null).await;
    assert_eq!((cancelled.status.as_u16(), &cancelled.json()["state"]), (200, &json!("ended")));
}

#[tokio::test]
async fn days_in_the_wrong_order_and_too_many_of_them_are_refused_not_left_out() {
    let world = World::new().await;
    let asked = |from, to| format!("/api/v1/centres/borger/slots?service=skattekort&from={from}&to={to}");
    world.get(&asked("2026-03-10", "2026-03-09"), "").await.assert_problem(409, "query_invalid");
    let many = world.get(&asked("2026-03-09", "2026-06-09"), "").await;
    many.assert_problem(409, "query_invalid");
    assert_eq!((&many.json()["details"]["max"], &many.json()["details"]["parameter"]), (&json!(92), &json!("to")));
    assert!(many.json()["detail"].as_str().unwrap().contains("92"), "{}", many.body);
    assert_eq!(world.get(&asked("2026-03-09", "2026-06-08"), "").await.status, 200, "ninety-two days");
}

#[tokio::test]
async fn whoever_was_born_lately_or_on_a_leap_day_and_writes_in_another_script_can_be_sent() {
    let world = World::new().await;
    for (n, person) in [
        json!({"name": "محمد", "phone": "٢٠٣٠٤٠٥٠", "birth": "2024-02-29"}),
        json!({"name": "Bo", "cpr": "290224-4000", "birth": "2026-03-02"}),
    ]
    .into_iter()
    .enumerate()
    {
        let mut wish = wish(&format!("2026-03-09T{:02}:00:00Z", 9 + n));
        wish["person"] = person;
        let booked = world.post(APPOINTMENTS, "employee", wish).await;
        assert_eq!(booked.status, 201, "{}", booked.body);
    }
    for (person, field) in [
        (json!({"name": "\u{202e}\u{200b}"}), "person.name"),
        (json!({"name": "Bo", "birth": "2026-03-03"}), "person.birth"),
    ] {
        let mut wish = wish("2026-03-09T12:00:00Z");
        wish["person"] = person;
        let refused = world.post(APPOINTMENTS, "employee", wish).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert_eq!(refused.json()["details"]["field"], field);
    }
}

#[tokio::test]
async fn a_kept_time_is_nobody_elses_and_becomes_the_booking() {
    let world = World::new().await;
    let mut wish = wish("2026-03-09T09:00:00Z");
    wish["employee"] = json!("bo");
    let held = world.post(HOLDS, "employee", wish.clone()).await;
    assert_eq!(held.status, 201, "{}", held.body);
    assert_eq!(held.json()["until"], "2026-03-02T09:10:00.000Z");
    world.post(APPOINTMENTS, "employee", wish.clone()).await.assert_problem(409, "slot_gone");
    wish["hold"] = held.json()["id"].clone();
    let booked = world.post(APPOINTMENTS, "employee", wish).await;
    assert_eq!((booked.status.as_u16(), &booked.json()["id"]), (201, &held.json()["id"]));
}

#[tokio::test]
async fn wrong_wishes_are_told_what_is_wrong() {
    let world = World::new().await;
    for (query, code) in [
        ("mode=phone", "query_invalid"),
        ("service=skattekort&mode=letter", "query_invalid"),
        ("service=skattekort&from=9.3.", "query_invalid"),
        ("service=skattekort&colour=red", "query_invalid"),
    ] {
        world.get(&format!("{SLOTS}?{query}"), "").await.assert_problem(422, code);
    }
    world.get(&format!("{SLOTS}?service=forny-pas"), "").await.assert_problem(409, "not_bookable");
    world.get(&format!("{SLOTS}?service=nothing"), "").await.assert_problem(404, "unknown_service");
    world.get(&format!("{SLOTS}?service=skattekort&mode=video"), "").await.assert_problem(409, "mode_not_offered");
    world.post(APPOINTMENTS, "employee", wish("2026-03-09T09:07:00Z")).await.assert_problem(409, "slot_unknown");
    world.post(APPOINTMENTS, "device", wish("2026-03-09T09:00:00Z")).await.assert_problem(403, "not_allowed");
    let unknown = format!("{APPOINTMENTS}/00000000-0000-0000-0000-000000000009");
    world.get(&unknown, "employee").await.assert_problem(404, "unknown_visit");
}

#[tokio::test]
async fn the_same_booking_again_is_answered_as_the_first_time() {
    let world = World::new().await;
    let first = world.post_keyed(APPOINTMENTS, "employee", "click-1", wish("2026-03-09T09:00:00Z")).await;
    let again = world.post_keyed(APPOINTMENTS, "employee", "click-1", wish("2026-03-09T09:00:00Z")).await;
    assert_eq!((first.status, again.status.as_u16()), (again.status, 201));
    assert_eq!((first.body, again.header("idempotent-replayed")), (again.body.clone(), "true"));
}

/// A link opens its own appointment alone, whatever is put into the address.
#[tokio::test]
async fn field_fault_38_a_link_opens_no_other_appointment() {
    let world = World::new().await;
    let book = async |at: &str| world.post(APPOINTMENTS, "employee", wish(at)).await.json();
    let (one, other) = (book("2026-03-09T09:00:00Z").await, book("2026-03-09T10:00:00Z").await);
    let address = format!("{APPOINTMENTS}/{}", other["id"].as_str().unwrap());
    let link = one["token"].as_str().unwrap();
    world.get(&address, link).await.assert_problem(401, "token_invalid");
    let body = json!({"starts_at": "2026-03-16T09:00:00Z"});
    world.send_json("PATCH", &address, link, body).await.assert_problem(401, "token_invalid");
    world.send_json("DELETE", &address, link, Value::Null).await.assert_problem(401, "token_invalid");
    let next_door = address.replace("borger", "job");
    world.get(&next_door, other["token"].as_str().unwrap()).await.assert_problem(404, "unknown_visit");
}
