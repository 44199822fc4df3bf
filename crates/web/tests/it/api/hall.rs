use serde_json::{Value, json};
use web::Limits;

use crate::world::{SECRET_NAME, World};

const HALL: &str = "/api/v1/centres/borger/hall";

#[tokio::test]
async fn everybody_sees_the_hall_and_only_staff_sees_who() {
    let world = World::new().await;
    world.sign_on().await;
    let first = world.ticket().await;
    world.ticket().await;
    world.post("/api/v1/centres/borger/desks/skranke-1/next", "employee", Value::Null).await;
    let public = world.get(HALL, "").await;
    let hall = public.json();
    assert_eq!(hall["phase"], "open");
    assert_eq!((&hall["called"][0]["number"], &hall["called"][0]["desk"]), (&json!("A 1"), &json!("skranke-1")));
    assert_eq!((&hall["waiting"][0]["number"], &hall["waiting"][0]["ahead"]), (&json!("A 2"), &json!(0)));
    assert_eq!(hall["desks"][0]["staffed"], true);
    for hidden in [SECRET_NAME, "\"bo\"", "employee", "\"visit\"", "alarm", "help", first["id"].as_str().unwrap()] {
        assert!(!public.body.contains(hidden), "{hidden} in {}", public.body);
    }
    let staff = world.get(HALL, "employee").await.json();
    assert_eq!((&staff["called"][0]["visit"], &staff["desks"][0]["employee"]), (&first["id"], &json!("bo")));
    // A token of another centre is as good as none here.
    let elsewhere = world.get(HALL, "elsewhere").await.json();
    assert!(elsewhere["called"][0].get("visit").is_none());
}

#[tokio::test]
async fn a_past_minute_is_shown_as_it_was() {
    let world = World::new().await;
    world.ticket().await;
    world.clock.advance_seconds(600);
    world.ticket().await;
    world.clock.advance_seconds(600);
    let waiting = |hall: &Value| hall["waiting"].as_array().unwrap().len();
    assert_eq!(waiting(&world.get(HALL, "").await.json()), 2);
    for at in ["10:05", "2026-03-02T09:05:00Z", "2026-03-02T10:05:00%2B01:00", "10:05&date=2026-03-02"] {
        let hall = world.get(&format!("{HALL}?at={at}"), "").await;
        assert_eq!(hall.status, 200, "{at}: {}", hall.body);
        assert_eq!(waiting(&hall.json()), 1, "{at}");
        assert_eq!(hall.json()["at"], "2026-03-02T09:05:00.000Z");
    }
    let before = world.get(&format!("{HALL}?at=10:05&date=2026-03-01"), "").await.json();
    assert_eq!((&before["phase"], &before["date"]), (&json!("not_opened"), &json!("2026-03-01")));
    world.get(&format!("{HALL}?at=23:00"), "").await.assert_problem(404, "not_yet");
    let other = world.get(&format!("{HALL}?at=2026-03-02T09:05:00Z&date=2026-03-01"), "").await;
    other.assert_problem(404, "unknown_date");
    for wrong in
        ["at=25:00", "at=now", "at=", "at=10:05&at=10:06", "when=10:05", "date=2026-02-30", "at=2026-03-29T02:30"]
    {
        world.get(&format!("{HALL}?{wrong}"), "").await.assert_problem(422, "query_invalid");
    }
    for (far, parameter) in [
        ("date=0000-01-01", "date"),
        ("date=1969-12-31", "date"),
        ("date=9998-01-01", "date"),
        ("at=10:05&date=0001-01-01", "date"),
        ("at=0000-01-01T00:00:00Z", "at"),
        ("at=-000001-01-01T00:00:00Z", "at"),
        ("at=1969-12-31T22:59:59Z", "at"),
        ("at=9997-12-31T23:00:00Z", "at"),
        ("at=9999-12-30T22:00:00Z", "at"),
    ] {
        let problem = world.get(&format!("{HALL}?{far}"), "").await.assert_problem(422, "date_out_of_range");
        let details = json!({"parameter": parameter, "first": "1970-01-01", "last": "9997-12-31"});
        assert_eq!(problem["details"], details, "{far}");
    }
    let first = world.get(&format!("{HALL}?date=1970-01-01"), "").await.json();
    assert_eq!((&first["phase"], &first["at"]), (&json!("not_opened"), &json!("1970-01-01T22:59:59.999Z")));
    world.get(&format!("{HALL}?at=1969-12-31T23:00:00Z"), "").await.json();
    for last in ["date=9997-12-31", "at=9997-12-31T22:59:59Z"] {
        world.get(&format!("{HALL}?{last}"), "").await.assert_problem(404, "not_yet");
    }
    // 02:30 does not exist on the day when summer time begins.
    world.get(&format!("{HALL}?at=02:30&date=2026-03-29"), "").await.assert_problem(422, "query_invalid");
}

#[tokio::test]
async fn a_stream_begins_with_the_newest_state_and_goes_on_with_each_change() {
    let world = World::new().await;
    world.ticket().await;
    let (status, headers, chunks) = world.chunks(&format!("{HALL}/events"), 1).await;
    assert_eq!((status.as_u16(), headers["content-type"].to_str().unwrap()), (200, "text/event-stream"));
    let hall = hall_of(&chunks[0]);
    assert_eq!((&hall["waiting"][0]["number"], &hall["version"]), (&json!("A 1"), &json!(2)));

    let mut stream = world.open(&format!("{HALL}/events")).await.into_body().into_data_stream();
    let mut next = async || {
        let chunk = tokio_stream::StreamExt::next(&mut stream).await.unwrap().unwrap();
        hall_of(std::str::from_utf8(&chunk).unwrap())
    };
    next().await;
    world.ticket().await;
    world.ticket().await;
    let mut seen = next().await;
    while seen["version"] != json!(4) {
        seen = next().await;
    }
    assert_eq!(seen["waiting"].as_array().unwrap().len(), 3);
}

fn hall_of(frame: &str) -> Value {
    assert!(frame.starts_with("retry: 1000\nid: ") && frame.ends_with("\n\n"), "{frame}");
    let data = frame.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    assert!(frame.contains("\nevent: hall\n"));
    serde_json::from_str(data).unwrap()
}

#[tokio::test]
async fn one_peer_cannot_take_all_streams() {
    let world = World::with_limits(Limits { streams_per_peer_max: 1, ..Limits::default() }).await;
    let open = world.open(&format!("{HALL}/events")).await;
    assert_eq!(open.status(), 200);
    let problem = world.get(&format!("{HALL}/events"), "").await;
    problem.assert_problem(429, "too_many_streams");
    assert_eq!(problem.header("retry-after"), "30");
    drop(open);
    assert_eq!(world.open(&format!("{HALL}/events")).await.status(), 200);
}

#[tokio::test]
async fn a_quiet_stream_shows_a_sign_of_life() {
    let world = World::with_limits(Limits { keep_alive_seconds: 1, ..Limits::default() }).await;
    let (_, _, chunks) = world.chunks(&format!("{HALL}/events"), 2).await;
    assert_eq!(chunks[1], ": here\n\n");
}
