use serde_json::{Value, json};

use crate::world::World;

const VISITS: &str = "/api/v1/centres/borger/visits";
const HALL: &str = "/api/v1/centres/borger/hall";

#[tokio::test]
async fn a_citizen_takes_a_ticket_is_called_and_served() {
    let world = World::new().await;
    world.sign_on().await;
    let answered = world.post(VISITS, "device", json!({"services": ["forny-pas"], "language": "en"})).await;
    assert_eq!(answered.status, 201, "{}", answered.body);
    let ticket = answered.json();
    let id = ticket["id"].as_str().unwrap();
    assert_eq!(answered.header("location"), format!("{VISITS}/{id}"));
    assert_eq!((&ticket["number"], &ticket["queue"]), (&json!("A 1"), &json!("pas")));
    assert_eq!(ticket["due_at"], "2026-03-02T09:15:00.000Z");
    assert_eq!((&ticket["ahead"], &ticket["position"]), (&json!(0), &json!(1)));
    assert!(ticket["forecast"]["expected"].is_string());
    let token = ticket["token"].as_str().unwrap();
    assert!(token.starts_with("v_"));

    let called = world.post("/api/v1/centres/borger/desks/skranke-1/next", "employee", Value::Null).await;
    assert_eq!(called.status, 200);
    let called = called.json();
    assert_eq!(
        (&called["state"], &called["desk"], &called["employee"]),
        (&json!("called"), &json!("skranke-1"), &json!("bo"))
    );
    assert_eq!(called["reason"]["rule"], "earliest_due");

    // The citizen's link shows her visit, without who serves it and why.
    let seen = world.get(&format!("{VISITS}/{id}"), token).await.json();
    assert_eq!((&seen["state"], &seen["desk"]), (&json!("called"), &json!("skranke-1")));
    assert!(seen.get("employee").is_none() && seen.get("reason").is_none());

    for (action, state) in [("start", "serving"), ("finish", "ended")] {
        let answered = world.post(&format!("{VISITS}/{id}/{action}"), "employee", Value::Null).await;
        assert_eq!(answered.status, 200, "{}", answered.body);
        assert_eq!(answered.json()["state"], state);
    }
    let seen = world.get(&format!("{VISITS}/{id}"), "employee").await.json();
    assert_eq!(seen["outcome"], "served");
}

#[tokio::test]
async fn the_same_command_again_gets_the_same_answer_and_makes_nothing_new() {
    let world = World::new().await;
    let body = json!({"services": ["forny-pas"], "phone": "20 30 40 50"});
    let first = world.post_keyed(VISITS, "device", "press-1", body.clone()).await;
    assert_eq!((first.status.as_u16(), first.header("idempotent-replayed")), (201, ""));
    // The order of fields and the spaces do not make another command.
    let again =
        world.post_keyed(VISITS, "device", "press-1", json!({"phone": "20 30 40 50", "services": ["forny-pas"]})).await;
    assert_eq!((again.status.as_u16(), again.header("idempotent-replayed")), (201, "true"));
    assert_eq!((first.body, first.headers["location"].clone()), (again.body, again.headers["location"].clone()));
    let hall = world.get("/api/v1/centres/borger/hall", "").await.json();
    assert_eq!(hall["waiting"].as_array().unwrap().len(), 1);

    let other = world.post_keyed(VISITS, "device", "press-1", json!({"services": ["skattekort"]})).await;
    other.assert_problem(409, "command_id_reused");
    // Keys are counted per token.
    let elsewhere = world.post_keyed(VISITS, "employee", "press-1", body).await;
    assert_eq!((elsewhere.status.as_u16(), elsewhere.header("idempotent-replayed")), (201, ""));
    for key in ["", "with space", "æ", &"k".repeat(65)] {
        let request = world.request("POST", VISITS, "device").header("idempotency-key", key.as_bytes());
        let request = request.header("content-type", "application/json");
        let answered = world.send(request.body(r#"{"services":["forny-pas"]}"#.into()).unwrap()).await;
        answered.assert_problem(422, "idempotency_key_invalid");
    }
}

#[tokio::test]
async fn a_phone_number_goes_into_the_vault_and_nowhere_else() {
    let world = World::new().await;
    let answered = world.post(VISITS, "device", json!({"services": ["forny-pas"], "phone": "+45 20-30-40-50"})).await;
    assert_eq!(answered.status, 201);
    assert!(!answered.body.contains("2030"));
    let id = answered.json()["id"].as_str().unwrap().parse().unwrap();
    let person = world.engine.look_up(id, "test", store::Purpose::SetRight).await.unwrap().unwrap();
    assert!(person.given.phone.is_some());
    assert_eq!(person.forget_after.to_string(), "2026-03-02");
    let events = world.get("/api/v1/centres/borger/days/2026-03-02/events", "manager").await;
    assert!(events.body.contains("ticket_taken") && !events.body.contains("2030") && !events.body.contains("phone"));

    for wrong in ["1234567", "12345678", "203040506", "anna", "+45203040500000000"] {
        let answered = world.post(VISITS, "device", json!({"services": ["forny-pas"], "phone": wrong})).await;
        let problem = answered.assert_problem(422, "phone_invalid");
        assert!(!problem.to_string().contains(wrong), "what was typed is not repeated");
    }
}

#[tokio::test]
async fn a_body_that_is_wrong_is_explained_by_its_field() {
    let world = World::new().await;
    let cases = [
        (json!({}), "services", "missing"),
        (json!({"services": "forny-pas"}), "services", "wrong_type"),
        (json!({"services": [7]}), "services[0]", "wrong_type"),
        (json!({"services": ["Forny Pas"]}), "services[0]", "wrong_form"),
        (json!({"services": ["forny-pas"], "servises": []}), "servises", "unknown_field"),
        (json!({"services": ["forny-pas"], "language": "dansk"}), "language", "wrong_form"),
        (json!({"services": ["forny-pas"], "answers": [{"question": "digital"}]}), "answers[0].answer", "missing"),
        (json!({"services": ["forny-pas"], "answers": [["digital", "ja"]]}), "answers[0]", "wrong_type"),
        (json!([["forny-pas"], null, null, []]), "body", "wrong_type"),
        (json!("x"), "body", "wrong_type"),
    ];
    for (body, field, why) in cases {
        let answered = world.post(VISITS, "device", body.clone()).await;
        let problem = answered.assert_problem(422, "body_invalid");
        assert_eq!((&problem["details"]["field"], &problem["details"]["why"]), (&json!(field), &json!(why)), "{body}");
    }
    let none = world.post(VISITS, "device", json!({"services": []})).await;
    none.assert_problem(422, "no_service");
    let twice = world.post(VISITS, "device", json!({"services": ["forny-pas", "forny-pas"]})).await;
    assert_eq!(twice.assert_problem(422, "service_twice")["details"]["service"], "forny-pas");
    let unknown = world.post(VISITS, "device", json!({"services": ["jagttegn"]})).await;
    unknown.assert_problem(404, "unknown_service");
    // A language is named like a service is: one that is well formed and not offered is not found.
    let language = world.post(VISITS, "device", json!({"services": ["forny-pas"], "language": "xx"})).await;
    let problem = language.assert_problem(404, "unknown_language");
    assert_eq!(problem["details"], json!({"language": "xx", "offered": ["da", "en"]}));
    assert!(problem["detail"].as_str().unwrap().contains("da, en"), "{problem}");
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_told_apart() {
    let world = World::new().await;
    let send = |media_type: &'static str, body: Vec<u8>| {
        let request = world.request("POST", VISITS, "device").header("content-type", media_type);
        world.send(request.body(body.into()).unwrap())
    };
    let cut = send("application/json", b"{\"services\": [".to_vec()).await;
    assert_eq!(cut.assert_problem(400, "body_malformed")["details"]["line"], 1);
    send("application/json", b"{\"services\": [\"forny-pas\"]} x".to_vec()).await.assert_problem(400, "body_malformed");
    send("application/json", vec![0xff, 0xfe]).await.assert_problem(400, "body_malformed");
    send("application/json", b"{\"a\":".repeat(10_000)).await.assert_problem(422, "body_invalid");
    send("application/json", Vec::new()).await.assert_problem(400, "body_missing");
    send("text/plain", b"{}".to_vec()).await.assert_problem(415, "body_type_unknown");
    let large = send("application/json", vec![b' '; 64 * 1024 + 1]).await;
    assert_eq!(large.assert_problem(413, "body_too_large")["details"]["max_bytes"], 65_536);
    let charset = send("application/json; charset=utf-8", br#"{"services":["forny-pas"]}"#.to_vec()).await;
    assert_eq!(charset.status, 201);
}

#[tokio::test]
async fn a_citizen_is_late_gives_up_and_takes_it_back_by_her_link() {
    let world = World::new().await;
    let (ticket, other) = (world.ticket().await, world.ticket().await);
    let (id, token) = (ticket["id"].as_str().unwrap(), ticket["token"].as_str().unwrap());
    let late = world.post(&format!("{VISITS}/{id}/delay"), token, json!({"until": "2026-03-02T10:30:00+01:00"})).await;
    assert_eq!(late.json()["not_before"], "2026-03-02T09:30:00.000Z", "{}", late.body);
    let sooner = world.post(&format!("{VISITS}/{id}/delay"), token, json!({"until": "2026-03-02T09:10:00Z"})).await;
    sooner.assert_problem(409, "delay_not_later");
    assert_eq!(world.post(&format!("{VISITS}/{id}/here"), token, Value::Null).await.status, 200);
    let given_up = world.post(&format!("{VISITS}/{id}/cancel"), token, Value::Null).await;
    assert_eq!(given_up.json()["outcome"], "cancelled");
    let back = world.post(&format!("{VISITS}/{id}/undo"), token, Value::Null).await;
    assert_eq!(back.json()["state"], "waiting");
    world.post(&format!("{VISITS}/{id}/undo"), token, Value::Null).await.assert_problem(409, "nothing_to_undo");

    // Her link opens nothing else.
    let others = other["id"].as_str().unwrap();
    world.get(&format!("{VISITS}/{others}"), token).await.assert_problem(401, "token_invalid");
    world.post(&format!("{VISITS}/{others}/cancel"), token, Value::Null).await.assert_problem(401, "token_invalid");
    world.post(&format!("{VISITS}/{id}/park"), token, Value::Null).await.assert_problem(403, "not_allowed");
    world.get(&format!("/api/v1/centres/job/visits/{id}"), token).await.assert_problem(404, "unknown_visit");
}

#[tokio::test]
async fn a_visit_that_is_not_there_is_said_so() {
    let world = World::new().await;
    for id in ["0197f9a0-0000-7000-8000-000000000000", "47", "0197f9a0000070008000000000000000", "%00"] {
        world.get(&format!("{VISITS}/{id}"), "employee").await.assert_problem(404, "unknown_visit");
        world.post(&format!("{VISITS}/{id}/here"), "employee", Value::Null).await.assert_problem(404, "unknown_visit");
    }
}

#[tokio::test]
async fn a_visit_is_parked_resumed_transferred_and_moved_forward() {
    let world = World::new().await;
    world.sign_on().await;
    let (first, second) = (world.ticket().await, world.ticket().await);
    let path = |visit: &Value, action: &str| format!("{VISITS}/{}/{action}", visit["id"].as_str().unwrap());
    world.post("/api/v1/centres/borger/desks/skranke-1/next", "employee", Value::Null).await;
    let early = world.post(&path(&first, "recall"), "employee", Value::Null).await;
    assert!(early.assert_problem(409, "recall_too_soon")["details"]["seconds"].as_u64().unwrap() > 0);
    world.clock.advance_seconds(30);
    for (action, body, state) in [
        ("recall", Value::Null, "called"),
        ("no-show", Value::Null, "missed"),
        ("here", Value::Null, "waiting"),
        ("transfer", json!({"to": "queue", "queue": "skat"}), "waiting"),
        ("transfer", json!({"to": "employee", "employee": "bo"}), "waiting"),
        ("return", Value::Null, "waiting"),
    ] {
        let answered = world.post(&path(&first, action), "employee", body).await;
        assert_eq!(answered.json()["state"], state, "{action}: {}", answered.body);
    }
    let forward = world.post(&path(&second, "move-forward"), "employee", json!({"why": "cannot_wait"})).await;
    assert_eq!(forward.status, 200, "{}", forward.body);
    let wrong = world.post(&path(&second, "move-forward"), "employee", json!({"why": "nice"})).await;
    assert_eq!(wrong.assert_problem(422, "body_invalid")["details"]["why"], "unknown_choice");
    let wrong = world.post(&path(&second, "transfer"), "employee", json!({"to": "moon"})).await;
    wrong.assert_problem(422, "body_invalid");
    let away = world
        .post(&path(&second, "transfer"), "manager", json!({"to": "centre", "centre": "job", "service": "forny-pas"}))
        .await;
    assert_eq!((away.status.as_u16(), &away.json()["state"]), (200, &json!("waiting")), "{}", away.body);
    let here = world.get(&format!("{VISITS}/{}", second["id"].as_str().unwrap()), "employee").await.json();
    assert_eq!((&here["outcome"], &here["moved_to"]), (&json!("moved_to"), &json!("job")));
    // The same link follows the visit to the other centre.
    let there = format!("/api/v1/centres/job/visits/{}", second["id"].as_str().unwrap());
    assert_eq!(world.get(&there, second["token"].as_str().unwrap()).await.status, 200);
}

#[tokio::test]
async fn who_has_come_for_an_employee_is_shown_to_staff_until_it_is_seen() {
    let world = World::new().await;
    world.sign_on().await;
    let ticket = world.ticket().await;
    let visit = format!("{VISITS}/{}", ticket["id"].as_str().unwrap());
    let seen = format!("{visit}/seen");
    let refused = world.post(&seen, "employee", Value::Null).await.assert_problem(409, "not_an_arrival");
    assert_eq!(refused["details"], json!({"number": "A 1"}));
    let transfer = json!({"to": "employee", "employee": "anna"});
    assert_eq!(world.post(&format!("{visit}/transfer"), "employee", transfer).await.status, 200);

    let arrival = json!({
        "visit": ticket["id"], "number": "A 1", "queue": "pas", "meant_for_employee": "anna",
        "since": "2026-03-02T09:00:00.000Z", "passed_on": false, "passes_on_at": "2026-03-02T09:01:00.000Z",
    });
    assert_eq!(world.get(HALL, "employee").await.json()["arrivals"], json!([arrival]));
    let public = world.get(HALL, "").await;
    assert!(!public.body.contains("arrivals") && !public.body.contains("anna"), "{}", public.body);

    // An employee says so for herself, a manager for whom she names.
    world.post(&seen, "employee", json!({"employee": "anna"})).await.assert_problem(403, "other_employee");
    let early = json!({"again_at": "2026-03-02T08:59:00Z"});
    world.post(&seen, "employee", early).await.assert_problem(409, "again_not_later");
    let late = world.post(&seen, "employee", json!({"again_at": "2026-03-02T10:00:00.001Z"})).await;
    assert_eq!(late.assert_problem(409, "again_too_late")["details"], json!({"minutes": 60}));
    let again = json!({"employee": "anna", "again_at": "2026-03-02T09:05:00Z"});
    let answered = world.post(&seen, "manager", again).await;
    assert_eq!((answered.status.as_u16(), &answered.json()["state"]), (200, &json!("waiting")));
    let arrivals = &world.get(HALL, "employee").await.json()["arrivals"];
    assert_eq!(arrivals[0]["seen"]["again_at"], "2026-03-02T09:05:00.000Z");
    assert_eq!(arrivals[0]["passes_on_at"], "2026-03-02T09:06:00.000Z");
    assert_eq!(world.post(&seen, "employee", Value::Null).await.status, 200);
    let arrivals = &world.get(HALL, "employee").await.json()["arrivals"];
    let by_bo = json!({"employee": "bo", "at": "2026-03-02T09:00:00.000Z"});
    assert_eq!((&arrivals[0]["seen"], arrivals[0].get("passes_on_at")), (&by_bo, None));
}
