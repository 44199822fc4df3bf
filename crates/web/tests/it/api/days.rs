use domain::command::{Action, Actor, Command};
use domain::ids::Language;
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
async fn a_day_does_not_end_early_over_a_call_that_nobody_has_taken() {
    let world = World::new().await;
    let (desk, kiosk) = ("/api/v1/centres/borger/desks/skranke-1", "/api/v1/centres/borger/kiosks/stander-1");
    let close = "/api/v1/centres/borger/day/close";
    world.post(&format!("{kiosk}/help"), "device", Value::Null).await;
    world.post(&format!("{desk}/alarm"), "employee", Value::Null).await;
    let problem = world.post(close, "manager", json!({"confirmed": true})).await.assert_problem(409, "alarm_untaken");
    assert_eq!(problem["details"], json!({"desk": "skranke-1"}));
    assert!(problem["detail"].as_str().unwrap().contains("Desk 1"), "{problem}");
    assert_eq!(world.post(&format!("{desk}/take-alarm"), "employee", Value::Null).await.status, 204);
    let problem = world.post(close, "manager", json!({"confirmed": true})).await.assert_problem(409, "help_untaken");
    assert_eq!(problem["details"], json!({"kiosk": "stander-1"}));
    assert!(problem["detail"].as_str().unwrap().contains("Kiosk 1"), "{problem}");
    assert_eq!(world.post(&format!("{kiosk}/end-help"), "device", Value::Null).await.status, 204);
    assert_eq!(world.post(close, "manager", json!({"confirmed": true})).await.status, 204);
    // The alarm was taken and is over with the day; whoever went there may still switch it off.
    assert_eq!(world.post(&format!("{desk}/end-alarm"), "employee", Value::Null).await.status, 204);
    let account = world.get("/api/v1/centres/borger/days/2026-03-02/account", "manager").await.json();
    assert_eq!(account["untaken"], json!([]));
}

#[tokio::test]
async fn the_account_names_who_acted_and_what_nobody_took() {
    let world = World::new().await;
    world.sign_on().await;
    let ticket = world.ticket().await;
    // Bo sits there; Anna presses.
    let call = json!({"visit": ticket["id"], "why": "short_question"});
    assert_eq!(world.post("/api/v1/centres/borger/desks/skranke-1/call", "manager", call).await.status, 200);
    world.post("/api/v1/centres/borger/kiosks/stander-1/help", "device", Value::Null).await;
    world.post("/api/v1/centres/borger/desks/skranke-2/alarm", "employee", Value::Null).await;
    let path = "/api/v1/centres/borger/days/2026-03-02/account";
    assert_eq!(world.get(path, "manager").await.json()["untaken"], json!([]));
    world.clock.advance_seconds(15 * 3_600);
    let midnight = Command { by: Actor::Clock, action: Action::CloseDay { confirmed: true } };
    world.command(jiff::civil::date(2026, 3, 2), midnight).await;
    let account = world.get(path, "manager").await.json();
    assert_eq!(
        (&account["out_of_turn"][0]["number"], &account["out_of_turn"][0]["employee"]),
        (&json!("A 1"), &json!("anna"))
    );
    let since = "2026-03-02T09:00:00.000Z";
    let untaken = json!([{"since": since, "desk": "skranke-2"}, {"since": since, "kiosk": "stander-1"}]);
    assert_eq!(account["untaken"], untaken);
    let (centre, date) = ("borger".parse().unwrap(), Some(jiff::civil::date(2026, 3, 2)));
    let of_day = world.engine.account(&centre, date).await.unwrap();
    // Programs in this house read it back as what it was made from; only referrals have a form of their own.
    assert!(of_day.referrals.is_empty());
    assert_eq!(serde_json::from_value::<domain::account::Account>(account).unwrap(), of_day);
    let setup = world.engine.setup(&centre).unwrap();
    for (language, lines) in [
        (
            Language::danish(),
            [
                "Kald, som ingen tog, før dagen sluttede\n  kl. 10.00 blev alarmen slået til ved Skranke 2\n  kl. 10.00 blev der \
             kaldt på hjælp ved Stander 1\n",
                "kl. 10.00 A 1 blev kaldt af Anna Hemmelig: et kort spørgsmål",
            ],
        ),
        (
            Language::english(),
            [
                "Calls that nobody took before the day ended\n  10:00 the alarm was raised at Desk 2\n  10:00 somebody called \
             for help at Kiosk 1\n",
                "10:00 A 1 was called by Anna Hemmelig: a short question",
            ],
        ),
    ] {
        let text = web::account_text(&of_day, &setup, &world.app.texts, &language);
        for line in lines {
            assert!(text.contains(line), "{line} in {text}");
        }
    }
}

#[tokio::test]
async fn a_date_is_written_in_one_way() {
    let world = World::new().await;
    for date in ["2026-13-01", "20260302", "today", "2026-03-02T00:00", "-002026-03-02"] {
        let path = format!("/api/v1/centres/borger/days/{date}/account");
        world.get(&path, "manager").await.assert_problem(404, "unknown_date");
    }
    for date in ["0000-01-01", "1969-12-31", "9998-01-01", "9999-12-31"] {
        for what in ["account", "events"] {
            let path = format!("/api/v1/centres/borger/days/{date}/{what}");
            let problem = world.get(&path, "manager").await.assert_problem(422, "date_out_of_range");
            assert_eq!(problem["details"]["parameter"], "date");
        }
    }
    for date in ["1970-01-01", "9997-12-31"] {
        let path = format!("/api/v1/centres/borger/days/{date}/account");
        assert_eq!(world.get(&path, "manager").await.json()["date"], date);
    }
    let empty = world.get("/api/v1/centres/borger/days/2020-01-01/account", "manager").await.json();
    assert_eq!(empty["visits"], 0);
}
