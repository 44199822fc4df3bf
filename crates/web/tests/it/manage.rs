//! The manager's pages: what they show, what a press does, and who cannot see them.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::header;
use domain::command::{Actor, Mode, QueueOrder, Why};
use domain::day::Day;
use domain::event::{CallRule, Event, Fact, Forecast, MeantFor, Outcome, Reason, Stop};
use domain::ids::{CentreId, Language, SetupVersion, StreamId, VisitId};
use domain::message::{Channel, Fate, MessageKind};
use serde_json::{Value, json};
use web::event_text::EventWords;
use web::words::Words;

use crate::world::{Answered, SECRET_NAME, World, morning, setups};

const DESK: &str = "/api/v1/centres/borger/desks/skranke-1";

/// Sends a page's form.
async fn form(world: &World, path: &str, who: &str, fields: &str) -> Answered {
    send(world, path, who, fields, false).await
}

/// The same, as the script does.
async fn by_script(world: &World, path: &str, who: &str, fields: &str) -> Answered {
    send(world, path, who, fields, true).await
}

async fn send(world: &World, path: &str, who: &str, fields: &str, script: bool) -> Answered {
    let mut request = world.request("POST", path, who);
    request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if script {
        request = request.header("hx-request", "true");
    }
    world.send(request.body(Body::from(fields.to_owned())).unwrap()).await
}

/// Calls the next at desk 1, who is served and gone five minutes later.
async fn serve(world: &World, ticket: &Value) {
    let visit = format!("/api/v1/centres/borger/visits/{}", ticket["id"].as_str().unwrap());
    assert_eq!(world.post(&format!("{DESK}/next"), "employee", Value::Null).await.status, 200);
    world.clock.advance_seconds(90);
    world.post(&format!("{visit}/start"), "employee", Value::Null).await;
    world.clock.advance_seconds(300);
    world.post(&format!("{visit}/finish"), "employee", Value::Null).await;
}

/// The facts of the day, by name.
async fn facts(world: &World) -> Vec<String> {
    let page = world.get("/api/v1/centres/borger/days/2026-03-02/events", "manager").await.json();
    let events = page["events"].as_array().unwrap();
    events.iter().map(|e| e["fact"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn the_hall_now_shows_queues_desks_and_what_needs_attention_and_nobodys_name() {
    let world = World::new().await;
    world.sign_on().await;
    world.ticket().await;
    world.clock.advance_seconds(60 * 40);
    let page = world.get("/manage/borger", "manager").await;
    assert_eq!(page.status, 200, "{}", page.body);
    for shown in ["Køer lige nu", "Pas", "1 venter", "1 af 2 skranker åbne", "40 min", "længst ventende er over målet"]
    {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    assert!(page.body.contains("aria-label=\"Skranke 1 betjener P Pas\"") || page.body.contains("Skranke 1 betjener"));
    assert!(!page.body.contains(SECRET_NAME) && !page.body.contains("style=") && !page.body.contains("onclick"));
    assert_eq!(page.body.matches("<script").count(), page.body.matches("src=\"/assets/").count());
    assert!(world.get("/manage/borger?lang=en", "manager").await.body.contains("Queues right now"));
    world.get("/manage/rathaus", "manager").await.assert_problem(404, "unknown_centre");
}

#[tokio::test]
async fn where_nothing_is_wrong_the_page_is_calm() {
    let world = World::new().await;
    let page = world.get("/manage/borger", "manager").await.body;
    assert!(page.contains("Alt er i orden") && page.contains("ingen venter"), "{page}");
}

#[tokio::test]
async fn a_press_on_the_board_acts_at_once_and_can_be_taken_back() {
    let world = World::new().await;
    world.sign_on().await;
    let fields = "desk=skranke-1&queue=skat&serve=off";
    let done = by_script(&world, "/manage/borger/board", "manager", fields).await;
    assert_eq!(done.status, 200, "{}", done.body);
    // The notice alone, with the way back.
    assert!(done.body.contains("betjener ikke længere") && !done.body.contains("<html"), "{}", done.body);
    assert!(done.body.contains("name=\"serve\" value=\"on\"") && done.body.contains("Fortryd"), "{}", done.body);
    assert_eq!(facts(&world).await.last().unwrap(), "queues_chosen");
    let back = form(&world, "/manage/borger/board", "manager", "desk=skranke-1&queue=skat&serve=on").await;
    assert_eq!((back.status.as_u16(), back.body.as_str()), (303, ""));
    let page = world.get(back.header("location"), "manager").await;
    assert!(page.body.contains("Skranke 1 betjener nu"), "{}", page.body);
    // A second press of the same form changes nothing.
    let count = facts(&world).await.len();
    for _ in 0..2 {
        let fields = "desk=skranke-1&queue=skat&serve=off&command_id=double";
        assert_eq!(form(&world, "/manage/borger/board", "manager", fields).await.status, 303);
    }
    assert_eq!(facts(&world).await.len(), count + 1);
}

#[tokio::test]
async fn the_last_queue_of_a_desk_stays_and_the_page_says_why() {
    let world = World::new().await;
    world.sign_on().await;
    by_script(&world, "/manage/borger/board", "manager", "desk=skranke-1&queue=skat&serve=off").await;
    let fields = "desk=skranke-1&queue=pas&serve=off";
    let refused = form(&world, "/manage/borger/board", "manager", fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("mindst én kø") && refused.body.contains("Køer lige nu"), "{}", refused.body);
    let refused = by_script(&world, "/manage/borger/board", "manager", fields).await;
    assert!(refused.status == 422 && refused.body.contains("mindst én kø") && !refused.body.contains("<html"));
    let empty = form(&world, "/manage/borger/board", "manager", "desk=skranke-2&queue=pas&serve=on").await;
    assert!(empty.status == 409 && empty.body.contains("Der er ingen ved Skranke 2"), "{}", empty.body);
}

#[tokio::test]
async fn a_queue_is_paused_and_follows_its_hours_again() {
    let world = World::new().await;
    let done = by_script(&world, "/manage/borger/queue", "manager", "queue=pas&to=paused").await;
    assert!(done.body.contains("holder pause") && done.body.contains("value=\"by_hours\""), "{}", done.body);
    let page = world.get("/manage/borger", "manager").await.body;
    assert!(page.contains("holder pause") && page.contains("Genoptag"), "{page}");
    form(&world, "/manage/borger/queue", "manager", "queue=pas&to=by_hours").await;
    assert!(world.get("/manage/borger", "manager").await.body.contains("Alt er i orden"));
    for wrong in ["queue=pas&to=shut", "queue=hest&to=open", "queue=pas"] {
        let status = form(&world, "/manage/borger/queue", "manager", wrong).await.status.as_u16();
        assert!([404, 422].contains(&status), "{wrong}: {status}");
    }
}

#[tokio::test]
async fn a_desk_that_was_left_is_finished_and_signed_off() {
    let world = World::new().await;
    world.sign_on().await;
    let ticket = world.ticket().await;
    world.post(&format!("{DESK}/next"), "employee", Value::Null).await;
    let visit = format!("/api/v1/centres/borger/visits/{}", ticket["id"].as_str().unwrap());
    world.post(&format!("{visit}/start"), "employee", Value::Null).await;
    world.clock.advance_seconds(60 * 90);
    let page = world.get("/manage/borger", "manager").await.body;
    assert!(page.contains("har varet") && page.contains("er det glemt"), "{page}");
    let busy = form(&world, "/manage/borger/desk", "manager", "desk=skranke-1&act=sign_off").await;
    assert_eq!(busy.status, 409, "{}", busy.body);
    for act in ["finish", "sign_off"] {
        let fields = format!("desk=skranke-1&act={act}");
        assert_eq!(form(&world, "/manage/borger/desk", "manager", &fields).await.status, 303, "{act}");
    }
    assert_eq!(facts(&world).await.iter().rev().take(2).collect::<Vec<_>>(), ["signed_off", "finished"]);
}

/// The identifier of a ticket's visit.
fn id(ticket: &Value) -> &str {
    ticket["id"].as_str().unwrap()
}

#[tokio::test]
async fn who_is_called_to_a_desk_that_was_left_is_sent_back_and_the_press_can_be_taken_back() {
    let world = World::new().await;
    world.sign_on().await;
    let ticket = world.ticket().await;
    world.post(&format!("{DESK}/next"), "employee", Value::Null).await;
    let number = ticket["number"].as_str().unwrap();
    let page = world.get("/manage/borger", "manager").await.body;
    assert!(page.contains(&format!("Send {number} tilbage i køen")) && page.contains("value=\"return\""), "{page}");
    let fields = |act: &str| format!("desk=skranke-1&act={act}&visit={}", id(&ticket));
    let done = by_script(&world, "/manage/borger/desk", "manager", &fields("return")).await;
    assert!(done.status == 200 && done.body.contains("sendt tilbage i køen"), "{}", done.body);
    assert!(done.body.contains("value=\"take_back\"") && done.body.contains("Fortryd"), "{}", done.body);
    assert_eq!(facts(&world).await.last().unwrap(), "returned");
    let back = form(&world, "/manage/borger/desk", "manager", &fields("take_back")).await;
    let page = world.get(back.header("location"), "manager").await.body;
    assert!(page.contains("ved Skranke 1 igen") && page.contains(&format!("Kalder {number}")), "{page}");
    // The page without a script says it and offers the way back, too.
    let done = form(&world, "/manage/borger/desk", "manager", &fields("return")).await;
    let page = world.get(done.header("location"), "manager").await.body;
    assert!(page.contains("sendt tilbage i køen") && page.contains("value=\"take_back\""), "{page}");
    let account = world.get("/manage/borger/days/2026-03-02/account", "manager").await.body;
    let told = |what: &str| account.contains(&format!("{number}{what}"));
    assert!(told(" tilbage i køen") && told(": tilbagesendelsen er fortrudt"), "{account}");
    assert!(account.contains("<h2>Fortrudt</h2>") && !account.contains("<h2>Uden for tur</h2>"), "{account}");
}

#[tokio::test]
async fn who_has_come_since_or_is_elsewhere_is_not_sent_back() {
    let world = World::new().await;
    world.sign_on().await;
    let ticket = world.ticket().await;
    world.post(&format!("{DESK}/next"), "employee", Value::Null).await;
    world.post(&format!("/api/v1/centres/borger/visits/{}/start", id(&ticket)), "employee", Value::Null).await;
    let fields = format!("desk=skranke-1&act=return&visit={}", id(&ticket));
    let refused = by_script(&world, "/manage/borger/desk", "manager", &fields).await;
    assert!(refused.status == 409 && refused.body.contains("betjenes ved Skranke 1"), "{}", refused.body);
    for wrong in ["desk=skranke-1&act=return", "desk=skranke-1&act=return&visit=hest"] {
        assert_eq!(form(&world, "/manage/borger/desk", "manager", wrong).await.status, 404, "{wrong}");
    }
    assert_eq!(facts(&world).await.last().unwrap(), "started");
}

#[tokio::test]
async fn a_desk_that_pauses_after_its_visit_says_both() {
    let world = World::new().await;
    world.sign_on().await;
    let ticket = world.ticket().await;
    world.post(&format!("{DESK}/next"), "employee", Value::Null).await;
    world.post(&format!("{DESK}/pause"), "employee", Value::Null).await;
    let number = ticket["number"].as_str().unwrap();
    let page = world.get("/manage/borger", "manager").await.body;
    assert!(page.contains(&format!("Kalder {number} · holder pause bagefter")), "{page}");
    world.post(&format!("/api/v1/centres/borger/visits/{}/start", id(&ticket)), "employee", Value::Null).await;
    let page = world.get("/manage/borger", "manager").await.body;
    assert!(page.contains(&format!("Betjener {number} · holder pause bagefter")), "{page}");
}

#[tokio::test]
async fn the_account_says_which_press_was_taken_back_and_who_took_the_desk_over() {
    let world = World::new().await;
    world.sign_on().await;
    let (first, second) = (world.ticket().await, world.ticket().await);
    let visit = |ticket: &Value, act: &str| format!("/api/v1/centres/borger/visits/{}/{act}", id(ticket));
    world.post(&format!("{DESK}/next"), "employee", Value::Null).await;
    world.post(&visit(&first, "start"), "employee", Value::Null).await;
    world.clock.advance_seconds(60);
    // One press ends one and calls the next; a citizen's own press after it would be another.
    world.post(&format!("{DESK}/next"), "employee", Value::Null).await;
    world.post(&visit(&second, "undo"), "employee", Value::Null).await;
    world.post(&visit(&first, "park"), "employee", Value::Null).await;
    world.post(&visit(&first, "undo"), "employee", Value::Null).await;
    world.clock.advance_seconds(60);
    let seat = json!({"employee": "anna", "queues": ["pas"], "move_here": true});
    assert_eq!(world.post(&format!("{DESK}/sign-on"), "manager", seat).await.status, 204);
    let account = "/manage/borger/days/2026-03-02/account";
    let of = |ticket: &Value| format!("{account}?visit={}", ticket["number"].as_str().unwrap().replace(' ', "+"));
    let (one, other) = (first["number"].as_str().unwrap(), second["number"].as_str().unwrap());
    let page = world.get(&of(&first), "manager").await.body;
    for told in [
        format!("{other}: kaldet er fortrudt"),
        format!("{one}: afslutningen er fortrudt"),
        format!("{one}: parkeringen er fortrudt"),
        "BH lukkede Skranke 1".to_owned(),
    ] {
        assert!(page.contains(&told), "{told}: {page}");
    }
    assert!(page.contains("AH åbnede Skranke 1") && !page.contains("BH åbnede"), "{page}");
    assert!(!page.contains("Et tryk på"), "{page}");
    assert!(!world.get(&of(&second), "manager").await.body.contains("åbnede Skranke 1"));
    let again = world.get("/manage/borger/days/2026-03-02?at=10:01", "manager").await.body;
    assert!(again.contains(&format!("{one}: parkeringen er fortrudt")), "{again}");
}

#[tokio::test]
async fn the_list_of_a_minute_in_which_nothing_happened_stands_at_what_came_before() {
    let world = World::new().await;
    world.ticket().await;
    world.clock.advance_seconds(60 * 5);
    world.ticket().await;
    world.clock.advance_seconds(60 * 5);
    for at in ["10:00", "10:03", "10:05", "10:09"] {
        let page = world.get(&format!("/manage/borger/days/2026-03-02?at={at}"), "manager").await.body;
        assert_eq!(page.matches("<li data-here").count(), 1, "{at}: {page}");
    }
    let page = world.get("/manage/borger/days/2026-03-02?at=10:09", "manager").await.body;
    assert!(page.contains("<li data-here><span class=\"time\">10.05"), "{page}");
}

#[tokio::test]
async fn a_call_for_help_that_nobody_takes_is_taken_from_the_warning() {
    let world = World::new().await;
    world.post("/api/v1/centres/borger/kiosks/stander-1/help", "device", Value::Null).await;
    world.clock.advance_seconds(90);
    let page = world.get("/manage/borger", "manager").await.body;
    assert!(page.contains("kaldt på hjælp ved Stander 1") && page.contains("Jeg går derhen"), "{page}");
    let done = by_script(&world, "/manage/borger/call", "manager", "kiosk=stander-1").await;
    assert!(done.status == 200 && done.body.contains("på vej"), "{}", done.body);
    assert_eq!(facts(&world).await.last().unwrap(), "help_taken");
    // A program stands for nobody, so nobody would come.
    assert_eq!(form(&world, "/manage/borger/call", "system_owner", "kiosk=stander-1").await.status, 409);
}

#[tokio::test]
async fn the_day_is_closed_only_after_it_was_said_how_many_visits_that_ends() {
    let world = World::new().await;
    world.ticket().await;
    let asked = world.get("/manage/borger/close-day", "manager").await.body;
    assert!(asked.contains("1 venter eller er parkeret") && asked.contains("Ingen er ved en skranke"), "{asked}");
    assert_eq!(form(&world, "/manage/borger/close-day", "manager", "confirmed=no").await.status, 409);
    let done = form(&world, "/manage/borger/close-day", "manager", "confirmed=yes").await;
    let page = world.get(done.header("location"), "manager").await.body;
    assert!(page.contains("Dagen er lukket") && !page.contains("Luk dagen nu"), "{page}");
}

#[tokio::test]
async fn field_fault_34_the_managers_figures_are_those_of_the_account() {
    let world = World::new().await;
    world.sign_on().await;
    for minute in [0, 5, 30] {
        let ticket = world.ticket().await;
        world.clock.advance_seconds(60 * minute);
        serve(&world, &ticket).await;
    }
    world.ticket().await;
    let answers = json!([{"question": "digital", "answer": "ja"}]);
    world
        .post("/api/v1/centres/borger/referrals", "device", json!({"service": "skattekort", "answers": answers}))
        .await;
    let account = world.get("/api/v1/centres/borger/days/2026-03-02/account", "manager").await.json();
    let queue = &account["queues"][0];
    let (called, within) = (queue["called"].as_u64().unwrap(), queue["within_target"].as_u64().unwrap());
    assert_eq!((called, within), (3, 2));
    let now = world.get("/manage/borger", "manager").await.body;
    assert!(now.contains("67 %") && now.contains("af 3"), "{now}");
    let figure = |name: &str, count: u64| now.contains(&format!("<dt>{name}</dt><dd>{count}</dd>"));
    assert!(figure("Numre trukket", queue["taken"].as_u64().unwrap()), "{now}");
    assert!(
        figure("Betjent", account["outcomes"]["served"].as_u64().unwrap()) && figure("Henvist til et andet sted", 1)
    );
    // The account's own page has the words and figures of its text.
    let page = world.get("/manage/borger/days/2026-03-02/account", "manager").await.body;
    let centre = "borger".parse().unwrap();
    let counted = world.engine.account(&centre, None).await.unwrap();
    let setup = world.engine.setup(&centre).unwrap();
    let text = web::account_text(&counted, &setup, &world.app.texts, &Language::danish());
    let told = text.lines().find(|line| line.contains("Pas ")).unwrap();
    for cell in told.split("  ").map(str::trim).filter(|cell| !cell.is_empty()) {
        assert!(page.contains(&format!(">{cell}<")), "{cell}: {page}");
    }
}

#[tokio::test]
async fn field_fault_38_another_centres_hall_is_not_read_or_changed_by_changing_the_address() {
    let world = World::new().await;
    world.sign_on().await;
    world.ticket().await;
    for path in ["", "/events", "/close-day", "/days", "/days/2026-03-02", "/days/2026-03-02/account"] {
        for who in ["elsewhere", "nowhere", "employee", "device"] {
            assert_eq!(world.get(&format!("/manage/borger{path}"), who).await.status, 403, "{path} as {who}");
        }
        assert_eq!(world.get(&format!("/manage/borger{path}"), "").await.status, 401, "{path}");
    }
    let before = facts(&world).await.len();
    for (path, fields) in [
        ("board", "desk=skranke-1&queue=skat&serve=off"),
        ("queue", "queue=pas&to=closed"),
        ("desk", "desk=skranke-1&act=sign_off"),
        ("close-day", "confirmed=yes"),
    ] {
        assert_eq!(form(&world, &format!("/manage/borger/{path}"), "elsewhere", fields).await.status, 403, "{path}");
    }
    assert_eq!(facts(&world).await.len(), before);
    // Nor does the menu of centres name one that is not the manager's.
    assert!(!world.get("/manage/borger", "manager").await.body.contains("Jobcenter"));
    assert!(world.get("/manage/borger", "system_owner").await.body.contains("/manage/job?"));
}

#[tokio::test]
async fn the_hall_at_a_minute_is_what_it_was_then() {
    let world = World::new().await;
    world.sign_on().await;
    let first = world.ticket().await;
    world.clock.advance_seconds(60 * 12);
    world.ticket().await;
    serve(&world, &first).await;
    let day = "/manage/borger/days/2026-03-02";
    let early = world.get(&format!("{day}?at=10:05"), "manager").await;
    assert_eq!(early.status, 200, "{}", early.body);
    assert!(early.body.contains("Salen kl. 10.05") && early.body.contains("1 venter · 1 af 2 skranker åbne"));
    let called = world.get(&format!("{day}?at=10:12"), "manager").await.body;
    for shown in ["kaldt til Skranke 1", "Havde ventet 12 min", "class=\"now call\"", "Derfor", "desk called"] {
        assert!(called.contains(shown), "{shown}: {called}");
    }
    assert!(!called.contains(SECRET_NAME) && !called.contains("style="));
    // Each number leads to its own way through the day, and another language shows the same minute.
    let number = first["number"].as_str().unwrap().replace(' ', "+");
    for to in [format!("/account?lang=da&amp;visit={number}#events"), format!("{day}?at=10:12&#38;lang=en")] {
        assert!(called.contains(&to), "{to}: {called}");
    }
    // The script is sent the part alone; a minute of the line becomes a time in the address.
    let request = world.request("GET", &format!("{day}?at=10:12"), "manager").header("hx-request", "true");
    let part = world.send(request.body(Body::empty()).unwrap()).await.body;
    assert!(called.contains(part.trim()) && !part.contains("<html"), "{part}");
    let moved = world.get(&format!("{day}?minute=72"), "manager").await;
    assert!(moved.status == 303 && moved.header("location").contains("at="), "{:?}", moved.headers);
    // Beyond its ends a day shows its ends.
    assert!(world.get(&format!("{day}?at=23:59"), "manager").await.body.contains("Salen kl. 10.18"));
    world.get(&format!("{day}?at=7"), "manager").await.assert_problem(422, "query_invalid");
    world.get(&format!("{day}?hour=7"), "manager").await.assert_problem(422, "query_invalid");
}

#[tokio::test]
async fn a_day_that_cannot_be_shown_says_why() {
    let world = World::new().await;
    world.ticket().await;
    for (date, said) in
        [("2026-03-03", "ikke kommet endnu"), ("2026-02-28", "skete ikke noget"), ("2019-05-06", "er slettet")]
    {
        for path in ["", "/account"] {
            let page = world.get(&format!("/manage/borger/days/{date}{path}"), "manager").await;
            assert!(page.status == 404 && page.body.contains(said), "{date}: {}", page.body);
        }
    }
    let month = world.get("/manage/borger/days", "manager").await.body;
    assert!(month.contains("marts 2026") && month.contains("/manage/borger/days/2026-03-02?lang=da"), "{month}");
    assert_eq!(month.matches("/manage/borger/days/2026-03-").count(), 2, "{month}");
    assert!(world.get("/manage/borger/days?month=2026-02", "manager").await.body.contains("skete ikke noget"));
    world.get("/manage/borger/days?month=2", "manager").await.assert_problem(422, "query_invalid");
}

#[tokio::test]
async fn the_account_lists_what_happened_of_one_visit_or_one_kind() {
    let world = World::new().await;
    world.sign_on().await;
    let first = world.ticket().await;
    world.ticket().await;
    serve(&world, &first).await;
    let account = "/manage/borger/days/2026-03-02/account";
    let number = first["number"].as_str().unwrap();
    let all = world.get(account, "manager").await.body;
    for shown in ["Dagen begyndte", "trak nummer", "BH åbnede Skranke 1", "Stander 1", "Havde ventet 0 min"] {
        assert!(all.contains(shown), "{shown}: {all}");
    }
    let one = world.get(&format!("{account}?visit={}", number.replace(' ', "+")), "manager").await.body;
    assert!(
        one.contains("vejen gennem dagen") && one.contains("5 min 00 sek.") && one.contains("1 min 30 sek."),
        "{one}"
    );
    assert!(!one.contains("Dagen begyndte") && one.contains(&format!("{number} afsluttet")), "{one}");
    let desks = world.get(&format!("{account}?kind=desks"), "manager").await.body;
    assert!(desks.contains("åbnede Skranke 1") && !desks.contains("trak nummer"), "{desks}");
    let unknown = world.get(&format!("{account}?visit=Z+9"), "manager").await;
    assert!(unknown.status == 200 && unknown.body.contains("blev ikke givet den dag"), "{}", unknown.body);
    world.get(&format!("{account}?kind=hest"), "manager").await.assert_problem(422, "query_invalid");
}

#[test]
fn every_event_has_its_words_in_danish_and_english() {
    let setup = &setups()[&CentreId::new("borger").unwrap()];
    let texts = web::Texts::embedded().unwrap();
    let stream = StreamId { centre: setup.centre.clone(), date: jiff::civil::date(2026, 3, 2) };
    let day = Day::new(stream);
    let mut seen = BTreeMap::new();
    for fact in all_facts() {
        for language in [Language::danish(), Language::english()] {
            let words = Words { texts: &texts, language: &language, setup };
            let told = EventWords { words, day: &day, events: &[] };
            for by in
                [Actor::Clock, Actor::Citizen, Actor::Program("x".to_owned()), Actor::Employee("bo".parse().unwrap())]
            {
                let event = Event { at: morning(), setup: SetupVersion(1), by, fact: fact.clone() };
                let sentence = told.sentence(&event);
                for part in [&sentence.what, &sentence.more, &sentence.who] {
                    assert!(!part.contains("event-") && !part.contains('{'), "{fact:?}: {sentence:?}");
                    assert!(!part.contains(SECRET_NAME), "{sentence:?}");
                }
                assert!(sentence.what.len() > 5, "{fact:?}: {sentence:?}");
                seen.insert((language.to_string(), format!("{fact:?}")), sentence.what);
            }
        }
    }
    // No two facts read the same, and no sentence is the same in both languages.
    let mut sentences: Vec<&String> = seen.values().collect();
    let count = sentences.len();
    sentences.sort();
    sentences.dedup();
    assert_eq!(sentences.len(), count);
}

/// One of each, and of each that is told in several ways.
fn all_facts() -> Vec<Fact> {
    let visit = VisitId(uuid::Uuid::from_u128(1));
    let (desk, queue) = ("skranke-1".parse().unwrap(), "pas".parse().unwrap());
    let (kiosk, employee): (_, domain::ids::EmployeeId) = ("stander-1".parse().unwrap(), "bo".parse().unwrap());
    let centre: CentreId = "job".parse().unwrap();
    let number = "A 1".parse().unwrap();
    let at = morning();
    let stop = Stop { queue: "pas".parse().unwrap(), services: vec!["forny-pas".parse().unwrap()], target_minutes: 20 };
    let stops = vec![stop];
    let told = Forecast { earliest: at, expected: at.plus_minutes(5), latest: at.plus_minutes(9) };
    let language = Language::danish();
    let reason =
        Reason { rule: CallRule::EarliestDue, waited_seconds: 61, target_minutes: 20, due: at, compared: vec![] };
    let mut all = vec![
        Fact::DayOpened { centre: centre.clone(), date: jiff::civil::date(2026, 3, 2) },
        Fact::DayClosed {},
        Fact::TicketTaken {
            visit,
            number,
            stops: stops.clone(),
            due: at,
            language: language.clone(),
            answers: vec![],
            forecast: Some(told),
        },
        Fact::Referred {
            service: "skattekort".parse().unwrap(),
            referral: "skat-dk".parse().unwrap(),
            answers: vec![],
        },
        Fact::Booked {
            visit,
            number,
            stops: stops.clone(),
            starts_at: at,
            mode: Mode::Phone,
            employee: Some(employee.clone()),
            language: language.clone(),
            ends_at: Some(at),
            taken: vec![],
            answers: vec![],
            interpreter: true,
            series: None,
            moves: 0,
            remind_at: vec![at],
        },
        Fact::Held { visit, starts_at: at, taken: vec![], until: at },
        Fact::HoldEnded { visit },
        Fact::Rebooked {
            visit,
            starts_at: at,
            ends_at: at,
            mode: Mode::Video,
            employee: None,
            taken: vec![],
            remind_at: vec![],
        },
        Fact::Messaged { visit, kind: MessageKind::Reminder, channel: Channel::Sms, fate: Fate::Sent },
        Fact::MovedToDay { visit, date: jiff::civil::date(2026, 3, 9) },
        Fact::Unanswered { visit, again_at: at },
        Fact::Blocked {
            block: domain::ids::BlockId(visit.0),
            employee: employee.clone(),
            from: at,
            to: at,
            kind: domain::command::BlockKind::Leave,
        },
        Fact::Unblocked { block: domain::ids::BlockId(visit.0) },
        Fact::CheckedIn { visit, due: at, on_time: true },
        Fact::Called { visit, desk, employee: employee.clone(), reason, ended: Some(visit) },
        Fact::CalledAgain { visit },
        Fact::Started { visit },
        Fact::Finished { visit, goes_on: None },
        Fact::Missed { visit, ends_at: at },
        Fact::SaidHere { visit, due: at },
        Fact::Parked { visit },
        Fact::Transferred { visit, queue, meant_for: Some(MeantFor::Employee(employee.clone())) },
        Fact::Returned { visit },
        Fact::Delayed { visit, due: at, not_before: at },
        Fact::MovedForward { visit, due: at, why: Why::CannotWait },
        Fact::Cancelled { visit },
        Fact::Undone { visit, other: Some(visit) },
        Fact::ArrivalSeen { visit, employee: employee.clone(), again_at: Some(at) },
        Fact::MovedAway { visit, centre: centre.clone() },
        Fact::MovedIn { visit, centre, number, stops, due: at, taken_at: at, language },
        Fact::HelpCalled { kiosk },
        Fact::HelpTaken { kiosk: "stander-1".parse().unwrap(), employee: employee.clone() },
        Fact::HelpEnded { kiosk: "stander-1".parse().unwrap() },
    ];
    let outcomes =
        [Outcome::Served, Outcome::ServedEndUnknown, Outcome::NoShow, Outcome::Cancelled, Outcome::LeftUnserved];
    all.extend(outcomes.into_iter().map(|outcome| Fact::Ended { visit, outcome, ended_at: at }));
    let orders = [QueueOrder::ByHours, QueueOrder::Open, QueueOrder::Closed, QueueOrder::Paused];
    all.extend(orders.into_iter().map(|to| Fact::QueueSet { queue: "pas".parse().unwrap(), to }));
    let desk = || "skranke-1".parse().unwrap();
    all.extend([
        Fact::SignedOn { employee: employee.clone(), desk: desk(), queues: vec!["pas".parse().unwrap()] },
        Fact::SignedOff { employee: employee.clone(), desk: desk() },
        Fact::Paused { desk: desk(), until: Some(at) },
        Fact::PauseEnded { desk: desk() },
        Fact::QueuesChosen { desk: desk(), queues: vec!["pas".parse().unwrap()] },
        Fact::AlarmRaised { desk: desk() },
        Fact::AlarmTaken { desk: desk(), employee },
        Fact::AlarmEnded { desk: desk() },
    ]);
    all
}
