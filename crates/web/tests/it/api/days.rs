use serde_json::{Value, json};

use crate::world::World;

#[tokio::test]
async fn a_day_is_read_page_by_page() {
    let world = World::new().await;
    for _ in 0..4 {
        world.ticket().await;
    }
    let path = "/api/v1/centres/borger/days/2026-03-02/events";
    let all = world.get(path, "manager").await.json();
    let events = all["events"].as_array().unwrap();
    assert_eq!(events.len(), 5);
    assert!(all.get("next_after").is_none());
    assert_eq!((&events[0]["fact"], &events[0]["by"]["kind"]), (&json!("day_opened"), &json!("clock")));
    assert_eq!(
        (&events[1]["fact"], &events[1]["by"]),
        (&json!("ticket_taken"), &json!({"kind": "kiosk", "name": "stander-1"}))
    );
    assert_eq!(events[1]["details"]["number"], "A 1");
    let mut read = Vec::new();
    let mut after = 0;
    loop {
        let page = world.get(&format!("{path}?limit=2&after={after}"), "manager").await.json();
        read.extend(page["events"].as_array().unwrap().clone());
        match page["next_after"].as_u64() {
            Some(next) => after = next,
            None => break,
        }
    }
    assert_eq!(&read, events);
    for query in ["limit=0", "limit=1001", "limit=-1", "limit=+1", "after=x", "limit=", "limit=1&limit=2", "from=1"] {
        world.get(&format!("{path}?{query}"), "manager").await.assert_problem(422, "query_invalid");
    }
}

#[tokio::test]
async fn a_day_ends_early_when_a_manager_confirms() {
    let world = World::new().await;
    world.ticket().await;
    let close = "/api/v1/centres/borger/day/close";
    let problem = world.post(close, "manager", Value::Null).await.assert_problem(409, "close_day_unconfirmed");
    assert_eq!(problem["details"], json!({"waiting": 1, "at_desks": 0}));
    assert_eq!(world.post(close, "manager", json!({"confirmed": true})).await.status, 204);
    let account = world.get("/api/v1/centres/borger/days/2026-03-02/account", "manager").await.json();
    assert_eq!((&account["visits"], &account["outcomes"]["left_unserved"]), (&json!(1), &json!(1)));
    let late = world.post("/api/v1/centres/borger/visits", "device", json!({"services": ["forny-pas"]})).await;
    late.assert_problem(409, "day_closed");
}

#[tokio::test]
async fn a_date_is_written_in_one_way() {
    let world = World::new().await;
    for date in ["2026-13-01", "20260302", "today", "2026-03-02T00:00", "-002026-03-02"] {
        let path = format!("/api/v1/centres/borger/days/{date}/account");
        world.get(&path, "manager").await.assert_problem(404, "unknown_date");
    }
    let empty = world.get("/api/v1/centres/borger/days/2020-01-01/account", "manager").await.json();
    assert_eq!(empty["visits"], 0);
}
