use serde_json::{Value, json};

use crate::world::World;

const DESK: &str = "/api/v1/centres/borger/desks/skranke-1";

#[tokio::test]
async fn a_desk_calls_whoever_is_next_until_no_one_waits() {
    let world = World::new().await;
    let next = format!("{DESK}/next");
    world.post(&next, "employee", Value::Null).await.assert_problem(409, "nobody_at_desk");
    world.sign_on().await;
    assert_eq!(world.post(&next, "employee", Value::Null).await.status, 204);
    let first = world.ticket().await;
    world.ticket().await;
    assert_eq!(world.post(&next, "employee", Value::Null).await.json()["number"], "A 1");
    let problem = world.post(&next, "employee", Value::Null).await.assert_problem(409, "call_open");
    assert_eq!(problem["details"], json!({"desk": "skranke-1", "number": "A 1"}));
    assert!(problem["detail"].as_str().unwrap().contains("A 1 is called to Desk 1"), "{problem}");
    let start = format!("/api/v1/centres/borger/visits/{}/start", first["id"].as_str().unwrap());
    world.post(&start, "employee", Value::Null).await;
    // One press ends the service and calls the next.
    assert_eq!(world.post(&next, "employee", Value::Null).await.json()["number"], "A 2");
}

#[tokio::test]
async fn an_employee_acts_for_herself_and_a_manager_for_all() {
    let world = World::new().await;
    let sign_on = format!("{DESK}/sign-on");
    world.post(&sign_on, "employee", json!({"employee": "anna"})).await.assert_problem(403, "other_employee");
    world.post(&sign_on, "system_owner", Value::Null).await.assert_problem(409, "employee_missing");
    assert_eq!(world.post(&sign_on, "manager", json!({"employee": "bo"})).await.status, 204);
    let taken = world.post(&sign_on, "manager", Value::Null).await.assert_problem(409, "desk_taken");
    assert_eq!(taken["details"]["employee"], "bo");
    assert_eq!(world.post(&sign_on, "manager", json!({"move_here": true})).await.status, 204);
}

#[tokio::test]
async fn a_desk_pauses_chooses_queues_and_raises_the_alarm() {
    let world = World::new().await;
    world.sign_on().await;
    let steps = [
        ("pause", json!({"until": "2026-03-02T09:20:00Z"}), 204),
        ("next", Value::Null, 409),
        ("end-pause", Value::Null, 204),
        ("queues", json!({"queues": ["skat"]}), 204),
        ("queues", json!({"queues": []}), 422),
        ("queues", json!({"queues": ["jagt"]}), 404),
        ("alarm", Value::Null, 204),
        ("take-alarm", Value::Null, 204),
    ];
    for (action, body, status) in steps {
        let answered = world.post(&format!("{DESK}/{action}"), "employee", body).await;
        assert_eq!(answered.status, status, "{action}: {}", answered.body);
    }
    // The alarm shows to who works there, and never in public.
    let staff = world.get("/api/v1/centres/borger/hall", "employee").await.json();
    assert_eq!(staff["desks"][0]["alarm"]["taken_by"], "bo");
    let public = world.get("/api/v1/centres/borger/hall", "").await;
    assert!(!public.body.contains("alarm") && !public.body.contains("bo\""), "{}", public.body);
    for action in ["end-alarm", "sign-off"] {
        assert_eq!(world.post(&format!("{DESK}/{action}"), "employee", Value::Null).await.status, 204, "{action}");
    }
}

#[tokio::test]
async fn somebody_is_called_out_of_turn_with_a_reason() {
    let world = World::new().await;
    world.sign_on().await;
    world.ticket().await;
    let second = world.ticket().await;
    let call = json!({"visit": second["id"], "why": "companion"});
    let called = world.post(&format!("{DESK}/call"), "employee", call).await.json();
    assert_eq!((&called["number"], &called["reason"]["rule"]), (&json!("A 2"), &json!("out_of_turn")));
    assert_eq!(called["reason"]["why"], "companion");
}

#[tokio::test]
async fn a_desk_that_is_not_there_is_said_so() {
    let world = World::new().await;
    let next = world.post("/api/v1/centres/borger/desks/skranke-9/next", "employee", Value::Null).await;
    next.assert_problem(404, "unknown_desk");
    let next = world.post("/api/v1/centres/borger/desks/Skranke%201/next", "employee", Value::Null).await;
    next.assert_problem(404, "not_found");
}
