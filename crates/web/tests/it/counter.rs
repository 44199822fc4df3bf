//! The employee's page: what it shows, what its presses do, and whom it never harms.

use axum::body::Body;
use axum::http::header;
use domain::command::{Action, Actor, Command};
use serde_json::{Value, json};
use store::vault::Field;
use store::{Given, PersonChange, Purpose, Secret, Vault, VaultKeys};

use crate::world::{Answered, SECRET_NAME, World};

const PAGE: &str = "/counter/borger?lang=en";

/// A form as a page sends it, without a script.
async fn form(world: &World, action: &str, who: &str, fields: &str) -> Answered {
    send(world, action, who, fields, false).await
}

/// The same by the page's script.
async fn script(world: &World, action: &str, who: &str, fields: &str) -> Answered {
    send(world, action, who, fields, true).await
}

async fn send(world: &World, action: &str, who: &str, fields: &str, by_script: bool) -> Answered {
    let path = format!("/counter/borger/{action}?lang=en");
    let mut request = world.request("POST", &path, who);
    if by_script {
        request = request.header("hx-request", "true");
    } else {
        request = request.header(header::ACCEPT, "text/html");
    }
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    world.send(request.body(Body::from(fields.to_owned())).unwrap()).await
}

/// Bo sits at desk 1 with somebody who is called there.
async fn called() -> (World, String) {
    let world = World::new().await;
    world.sign_on().await;
    let visit = world.ticket().await["id"].as_str().unwrap().to_owned();
    assert_eq!(form(&world, "next", "employee", "desk=skranke-1").await.status, 303);
    (world, visit)
}

async fn state_of(world: &World, visit: &str) -> String {
    let shown = world.get(&format!("/api/v1/centres/borger/visits/{visit}"), "employee").await;
    shown.json()["state"].as_str().unwrap().to_owned()
}

/// The hidden field that counts a form once, by the address that the form goes to.
fn key_of<'a>(page: &'a str, action: &str) -> &'a str {
    let form = page.split(&format!("action=\"/counter/borger/{action}?")).nth(1).expect("the form");
    form.split("name=\"command_id\" value=\"").nth(1).unwrap().split('"').next().unwrap()
}

#[tokio::test]
async fn whoever_sits_nowhere_chooses_a_desk_and_then_is_at_it() {
    let world = World::new().await;
    let page = world.get(PAGE, "employee").await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("Choose your desk") && page.body.contains("/counter/borger/sign-on?"), "{}", page.body);
    let sheet = world.get("/counter/borger/sign-on?lang=en&desk=skranke-1", "employee").await;
    assert!(sheet.body.contains("value=\"pas\" checked") && sheet.body.contains("value=\"skat\" checked"));
    let done = form(&world, "sign-on", "employee", "desk=skranke-1&queues=pas&queues=skat").await;
    assert_eq!((done.status.as_u16(), done.header("location")), (303, "/counter/borger?lang=en"));
    let page = world.get(PAGE, "employee").await.body;
    for shown in ["Desk 1", "My queues", "Passports", "Nobody waits", "Nobody at your desk"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains("style=") && !page.contains("onclick"));
}

#[tokio::test]
async fn a_desk_without_a_queue_is_refused_in_its_place_and_nothing_happens() {
    let world = World::new().await;
    let refused = form(&world, "sign-on", "employee", "desk=skranke-1").await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("data-notice=\"top\"") && refused.body.contains("at least one queue"),
        "{}",
        refused.body
    );
    script(&world, "sign-on", "employee", "desk=skranke-1").await.assert_problem(422, "no_queue");
    assert!(world.get(PAGE, "employee").await.body.contains("Choose your desk"));
}

#[tokio::test]
async fn the_button_says_all_that_it_does_and_whom_it_calls() {
    let (world, visit) = called().await;
    world.ticket().await;
    let page = world.get(PAGE, "employee").await.body;
    assert!(page.contains("On the way to you") && page.contains("A 1 is called to Desk 1"), "{page}");
    assert!(!page.contains("id=\"next-button\""), "somebody is called: it cannot be pressed");
    let refused = form(&world, "next", "employee", "desk=skranke-1").await;
    assert_eq!(refused.status, 409);
    let place = refused.body.split("data-notice=\"next\"").nth(1).unwrap();
    assert!(place[..200].contains("A 1"), "{place}");

    assert_eq!(form(&world, "start", "employee", &format!("desk=skranke-1&visit={visit}")).await.status, 303);
    let page = world.get(PAGE, "employee").await.body;
    assert!(page.contains("Finish A 1 and call next") && page.contains("Why A 2"), "{page}");
    assert!(page.contains("With you now") && page.contains("You cover A and B."), "{page}");
    assert_eq!(form(&world, "next", "employee", "desk=skranke-1").await.status, 303);
    assert_eq!(state_of(&world, &visit).await, "ended");
    let page = world.get(PAGE, "employee").await.body;
    assert!(page.contains("A 2 is called") && page.contains("id=\"undo-bar\""), "{page}");
}

#[tokio::test]
async fn field_fault_05_the_citizen_stays_in_view_after_the_call_and_at_the_desk() {
    let world = World::new().await;
    world.sign_on().await;
    let body =
        json!({"services": ["skattekort"], "language": "en", "answers": [{"question": "digital", "answer": "nej"}]});
    let taken = world.post("/api/v1/centres/borger/visits", "device", body).await.json();
    let visit = taken["id"].as_str().unwrap();
    form(&world, "next", "employee", "desk=skranke-1").await;
    for action in ["", "start"] {
        if !action.is_empty() {
            form(&world, action, "employee", &format!("desk=skranke-1&visit={visit}")).await;
        }
        let page = world.get(PAGE, "employee").await.body;
        for shown in ["Tax card", "English", "Kiosk 1", "Can you do it online?", "No", "Internal note"] {
            assert!(page.contains(shown), "{action}: {shown}: {page}");
        }
    }
}

#[tokio::test]
async fn field_fault_10_nobody_is_called_without_a_desk() {
    let world = World::new().await;
    let visit = world.ticket().await["id"].as_str().unwrap().to_owned();
    script(&world, "next", "employee", "desk=skranke-1").await.assert_problem(409, "not_at_desk");
    script(&world, "call", "employee", &format!("desk=skranke-1&visit={visit}&why=our_mistake"))
        .await
        .assert_problem(409, "not_at_desk");
    assert_eq!(state_of(&world, &visit).await, "waiting");
}

#[tokio::test]
async fn a_page_that_stood_still_does_nothing_at_a_desk_that_a_colleague_took_over() {
    let (world, visit) = called().await;
    form(&world, "start", "employee", &format!("desk=skranke-1&visit={visit}")).await;
    let sheet = world.get("/counter/borger/sign-on?lang=en&desk=skranke-1", "manager").await.body;
    assert!(sheet.contains("is signed off when you take over") && sheet.contains("name=\"move_here\""), "{sheet}");
    script(&world, "sign-on", "manager", "desk=skranke-1&queues=pas").await.assert_problem(409, "desk_taken");
    assert_eq!(form(&world, "sign-on", "manager", "desk=skranke-1&queues=pas&move_here=true").await.status, 303);

    for action in ["finish", "park", "return"] {
        let pressed = script(&world, action, "employee", &format!("desk=skranke-1&visit={visit}")).await;
        pressed.assert_problem(409, "not_at_desk");
    }
    script(&world, "next", "employee", "desk=skranke-1").await.assert_problem(409, "not_at_desk");
    script(&world, "sign-off", "employee", "desk=skranke-1").await.assert_problem(409, "not_at_desk");
    assert_eq!(state_of(&world, &visit).await, "serving");
    let page = world.get(PAGE, "employee").await.body;
    assert!(page.contains("data-taken-over=\"skranke-1\" hidden") && page.contains("has taken over Desk 1"), "{page}");
}

#[tokio::test]
async fn the_same_press_on_the_same_state_acts_once() {
    let world = World::new().await;
    world.sign_on().await;
    world.ticket().await;
    world.ticket().await;
    let page = world.get(PAGE, "employee").await.body;
    let again = world.get(PAGE, "employee").await.body;
    let key = key_of(&page, "next").to_owned();
    assert_eq!(key, key_of(&again, "next"), "in two windows");
    let fields = format!("command_id={key}&desk=skranke-1");
    for _ in 0..2 {
        assert_eq!(form(&world, "next", "employee", &fields).await.status, 303);
    }
    let hall = world.get("/api/v1/centres/borger/hall", "").await.json();
    assert_eq!((hall["called"].as_array().unwrap().len(), hall["waiting"].as_array().unwrap().len()), (1, 1));
}

#[tokio::test]
async fn every_action_of_a_visit_is_done_and_taken_back() {
    let (world, visit) = called().await;
    let on = format!("desk=skranke-1&visit={visit}");
    let press = async |action: &str, fields: &str, state: &str| {
        let done = form(&world, action, "employee", fields).await;
        assert_eq!(done.status, 303, "{action}: {}", done.body);
        assert_eq!(state_of(&world, &visit).await, state, "{action}");
    };
    press("no-show", &on, "missed").await;
    press("undo", &on, "called").await;
    press("park", &on, "parked").await;
    press("resume", &on, "called").await;
    press("start", &on, "serving").await;
    press("transfer", &format!("{on}&to=queue:skat"), "waiting").await;
    press("move-forward", &format!("{on}&why=our_mistake"), "waiting").await;
    press("delay", &format!("{on}&minutes=5"), "waiting").await;
    press("here", &on, "waiting").await;
    press("call", &format!("{on}&why=short_question"), "called").await;
    let page = world.get(PAGE, "employee").await.body;
    assert!(page.contains("Called out of turn: A question of less than a minute"), "{page}");
    press("return", &on, "waiting").await;
    press("cancel", &on, "ended").await;
    press("undo", &on, "waiting").await;
    script(&world, "recall", "employee", &on).await.assert_problem(409, "visit_waiting");
    script(&world, "delay", "employee", &format!("{on}&minutes=7")).await.assert_problem(422, "body_invalid");
    script(&world, "transfer", "employee", &format!("{on}&to=moon")).await.assert_problem(422, "body_invalid");
}

#[tokio::test]
async fn the_sheets_hold_what_can_be_chosen_now() {
    let (world, visit) = called().await;
    let waits = world.ticket().await["id"].as_str().unwrap().to_owned();
    let sheet = async |path: &str| {
        let shown = world.get(&format!("/counter/borger/{path}"), "employee").await;
        assert_eq!(shown.status, 200, "{path}: {}", shown.body);
        shown.body
    };
    let transfer = sheet(&format!("transfer?lang=en&visit={visit}")).await;
    assert!(transfer.contains("queue:skat") && transfer.contains("centre:job:forny-pas"), "{transfer}");
    assert!(transfer.contains("Back to the queue") && !transfer.contains("queue:pas"), "{transfer}");
    let one = sheet(&format!("visit?lang=en&visit={waits}")).await;
    assert!(
        one.contains("name=\"why\" value=\"comes_back\"") && one.contains("name=\"minutes\" value=\"10\""),
        "{one}"
    );
    assert!(sheet("waiting?lang=en").await.contains("Choose: A 2"));
    assert!(sheet("pause?lang=en").await.contains("5 min, until 10:05"));
    assert!(sheet("queues?lang=en").await.contains("value=\"skat\" checked"));
    assert!(sheet("desks?lang=en").await.contains("Desk 2"));
    world.get("/counter/borger/visit?visit=x", "employee").await.assert_problem(404, "unknown_visit");
    world.get("/counter/borger/sign-on?desk=moon", "employee").await.assert_problem(404, "not_found");
}

#[tokio::test]
async fn a_day_that_is_over_offers_no_desk_and_says_so() {
    let world = World::new().await;
    world.sign_on().await;
    let closed = world.post("/api/v1/centres/borger/day/close", "manager", json!({"confirmed": true})).await;
    assert!(closed.status.is_success(), "{}", closed.body);
    let page = world.get(PAGE, "employee").await.body;
    assert!(page.contains("The day is over") && !page.contains("/counter/borger/sign-on?"), "{page}");
}

#[tokio::test]
async fn whoever_sends_somebody_on_is_told_where_nobody_would_call_her() {
    let (world, visit) = called().await;
    let sheet = async || world.get(&format!("/counter/borger/transfer?lang=en&visit={visit}"), "employee").await.body;
    let hint = |sheet: &str, text: &str| sheet.matches(text).count();
    let before = sheet().await;
    let queue = before.split("value=\"queue:").nth(1).expect("another queue").split('"').next().unwrap().to_owned();
    let path = format!("/api/v1/centres/borger/queues/{queue}/status");
    let answered = world.post(&path, "manager", json!({"status": "paused"})).await;
    assert!(answered.status.is_success(), "{}", answered.body);
    let after = sheet().await;
    assert!(hint(&after, "paused") > hint(&before, "paused"), "{before}\n{after}");
}

#[tokio::test]
async fn a_pause_has_an_end_and_its_way_out_stands_where_next_stood() {
    let world = World::new().await;
    world.sign_on().await;
    assert_eq!(form(&world, "pause", "employee", "desk=skranke-1&minutes=10").await.status, 303);
    let page = world.get(PAGE, "employee").await.body;
    assert!(page.contains("On a break until 10:10") && page.contains("id=\"end-pause\""), "{page}");
    assert_eq!(form(&world, "end-pause", "employee", "desk=skranke-1").await.status, 303);
    script(&world, "pause", "employee", "desk=skranke-1&minutes=0").await.assert_problem(422, "body_invalid");
    assert_eq!(form(&world, "pause", "employee", "desk=skranke-1").await.status, 303);
    assert!(world.get(PAGE, "employee").await.body.contains("On a break"));
}

#[tokio::test]
async fn field_fault_12_an_alarm_is_silent_at_its_desk_reaches_colleagues_and_can_always_be_switched_off() {
    let world = World::new().await;
    world.sign_on().await;
    let before = world.get(PAGE, "employee").await.body;
    assert_eq!(form(&world, "alarm", "employee", "desk=skranke-1").await.status, 303);
    let own = world.get(PAGE, "employee").await.body;
    assert!(!own.contains("data-toast") && own.contains("class=\"dot\"") && !before.contains("class=\"dot\""), "{own}");
    // The manager sits nowhere, and hears of it all the same.
    let other = world.get(PAGE, "manager").await.body;
    assert!(other.contains("Desk 1: silent alarm") && other.contains("data-calls"), "{other}");
    for path in ["/", "/live/borger", "/api/v1/centres/borger/hall"] {
        assert!(!world.get(path, "").await.body.contains("alarm"), "{path}");
    }
    assert_eq!(form(&world, "take-alarm", "manager", "of=skranke-1").await.status, 303);
    let other = world.get(PAGE, "manager").await.body;
    assert!(other.contains("You are on the way") && !other.contains("data-calls"), "{other}");
    assert!(world.get(PAGE, "employee").await.body.contains("is on the way"));
    for _ in 0..2 {
        assert_eq!(form(&world, "end-alarm", "employee", "of=skranke-1").await.status, 303);
    }
    assert!(!world.get(PAGE, "manager").await.body.contains("data-toast"));
}

#[tokio::test]
async fn a_call_for_help_reaches_everybody_until_somebody_goes() {
    let world = World::new().await;
    world.sign_on().await;
    world.post("/api/v1/centres/borger/kiosks/stander-1/help", "device", Value::Null).await;
    for who in ["employee", "manager"] {
        let page = world.get(PAGE, who).await.body;
        assert!(page.contains("Kiosk 1: a citizen asks for help") && page.contains("data-calls"), "{page}");
    }
    assert_eq!(form(&world, "take-help", "employee", "kiosk=stander-1").await.status, 303);
    assert!(!world.get(PAGE, "manager").await.body.contains("data-calls"));
    assert_eq!(form(&world, "end-help", "employee", "kiosk=stander-1").await.status, 303);
    assert!(!world.get(PAGE, "employee").await.body.contains("data-toast"));
}

#[tokio::test]
async fn field_faults_41_and_42_a_note_is_any_text_and_never_markup() {
    let (world, visit) = called().await;
    let written = "<script>alert(1)</script> Łukasz Şahin Йосип عمر 𝒳 👩‍👧 \u{202e}\r\nnæste linje";
    let fields = [("visit", visit.as_str()), ("text", written), ("base", "")];
    let fields = serde_html_form_of(&fields);
    assert_eq!(script(&world, "note", "employee", &fields).await.status, 204);
    let note = world.get(&format!("/counter/borger/note?visit={visit}"), "employee").await;
    assert_eq!(note.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(note.header("x-content-type-options"), "nosniff");
    assert_eq!(note.body, written.replace("\r\n", "\n"));
    let page = world.get(PAGE, "employee").await.body;
    assert!(!page.contains("alert(1)") && !page.contains("Łukasz"), "it never stands in the page");
    let events = world.get("/api/v1/centres/borger/days/2026-03-02/events", "manager").await.body;
    assert!(!events.contains("alert(1)"));
}

#[tokio::test]
async fn field_fault_41_what_a_citizen_typed_is_shown_as_she_typed_it_and_on_record() {
    let (world, visit) = called().await;
    let id = visit.parse().unwrap();
    let vault = Vault::new(&VaultKeys::new(Secret::new([8; 32])));
    let seal = |field, text| Some(vault.seal(id, field, text).unwrap());
    let given = Given {
        name: seal(Field::Name, "<b onclick=\"alert(1)\">Łukasz</b>"),
        topic: seal(Field::Topic, "</dd><script>alert(2)</script>"),
        ..Given::default()
    };
    let (centre, date) = ("borger".parse().unwrap(), "2026-03-02".parse().unwrap());
    let put = PersonChange::Put { visit: id, centre, date, given: Box::new(given), forget_after: date };
    let request = engine::Request {
        sender: "test".to_owned(),
        command_id: "start".to_owned(),
        body_hash: [0; 32],
        centre: "borger".parse().unwrap(),
        date: None,
        command: Command { by: Actor::Employee("bo".parse().unwrap()), action: Action::Start { visit: id } },
        people: vec![put],
        limits: Vec::new(),
    };
    world.engine.submit(request).await.unwrap();
    let path = format!("/counter/borger/person?visit={visit}&lang=en");
    let shown = world.get(&path, "employee").await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    assert!(!shown.body.contains("<script") && !shown.body.contains("<b "), "{}", shown.body);
    assert!(shown.body.contains("Łukasz") && shown.body.contains("alert(2)"), "as text it is there: {}", shown.body);
    assert!(!world.get(PAGE, "employee").await.body.contains("alert("), "and in no live part");
    world.get(&path, "manager").await.assert_problem(404, "unknown_visit");
    let looked_up = world.engine.look_ups_of_visit(id, 9).await.unwrap();
    let looked_up: Vec<_> = looked_up.iter().map(|look_up| (look_up.by.as_str(), look_up.purpose)).collect();
    assert_eq!(looked_up, [("employee", Purpose::Serves)]);
}

#[tokio::test]
async fn a_note_has_a_limit_in_characters_of_any_alphabet() {
    let (world, visit) = called().await;
    let fields =
        |count: usize| serde_html_form_of(&[("visit", visit.as_str()), ("text", &"𝒳".repeat(count)), ("base", "")]);
    assert_eq!(script(&world, "note", "employee", &fields(2_000)).await.status, 204);
    let problem = script(&world, "note", "employee", &fields(2_001)).await.assert_problem(422, "note_too_long");
    assert!(problem["detail"].as_str().unwrap().contains("2000"), "{problem}");
    let note = world.get(&format!("/counter/borger/note?visit={visit}"), "employee").await.body;
    assert_eq!(note.chars().count(), 2_000, "the one before is still there");
}

#[tokio::test]
async fn a_note_is_read_by_who_has_or_had_the_visit_and_gone_when_the_day_closes() {
    let (world, visit) = called().await;
    let path = format!("/counter/borger/note?visit={visit}");
    assert_eq!(script(&world, "note", "employee", &format!("visit={visit}&text=Lease&base=")).await.status, 204);
    world.get(&path, "manager").await.assert_problem(404, "unknown_visit");
    let other = script(&world, "note", "manager", &format!("visit={visit}&text=Mine&base=Lease")).await;
    other.assert_problem(404, "unknown_visit");
    form(&world, "park", "employee", &format!("desk=skranke-1&visit={visit}")).await;
    assert_eq!(world.get(&path, "manager").await.body, "Lease", "set aside, whoever takes it up reads it");
    let close = json!({"confirmed": true});
    let closed = world.post("/api/v1/centres/borger/day/close", "manager", close).await;
    assert!(closed.status.is_success(), "{}", closed.body);
    assert_eq!(world.get(&path, "employee").await.body, "", "who had it still may ask, and there is nothing");
    let late = script(&world, "note", "employee", &format!("visit={visit}&text=Late&base=Lease")).await;
    late.assert_problem(409, "day_closed");
}

#[tokio::test]
async fn who_is_shown_a_note_is_on_record_before() {
    let (world, visit) = called().await;
    let path = format!("/counter/borger/note?visit={visit}");
    let id = visit.parse().unwrap();
    let recorded = async || {
        let found = world.engine.look_ups_of_visit(id, 9).await.unwrap();
        found.into_iter().map(|look_up| (look_up.by, look_up.purpose)).collect::<Vec<_>>()
    };
    let save = |text: &str, base: &str| serde_html_form_of(&[("visit", &visit), ("text", text), ("base", base)]);
    assert_eq!(world.get(&path, "employee").await.body, "");
    assert_eq!(script(&world, "note", "employee", &save("A", "")).await.status, 204);
    world.get(&path, "manager").await.assert_problem(404, "unknown_visit");
    assert_eq!(recorded().await, [], "nobody was shown anything");
    assert_eq!(world.get(&path, "employee").await.body, "A");
    let looked = ("employee".to_owned(), Purpose::Serves);
    assert_eq!(recorded().await, std::slice::from_ref(&looked));
    // What a refusal shows is shown too.
    assert_eq!(script(&world, "note", "employee", &save("B", "")).await.body, "A");
    assert_eq!(recorded().await, [looked.clone(), looked]);
}

#[tokio::test]
async fn a_note_that_was_saved_in_between_is_answered_and_not_written_over() {
    let (world, visit) = called().await;
    let path = format!("/counter/borger/note?visit={visit}");
    let save = |text: &str, base: &str| serde_html_form_of(&[("visit", &visit), ("text", text), ("base", base)]);
    assert_eq!(script(&world, "note", "employee", &save("A\r\nå", "")).await.status, 204);
    let refused = script(&world, "note", "employee", &save("B", "")).await;
    assert_eq!((refused.status.as_u16(), refused.body.as_str()), (409, "A\nå"));
    assert_eq!(refused.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(world.get(&path, "employee").await.body, "A\nå", "what was there is there");
    assert_eq!(script(&world, "note", "employee", &save("A\nå", "")).await.status, 204, "the same again is no other");
    assert_eq!(script(&world, "note", "employee", &save("A\nå\n\nB", "A\r\nå")).await.status, 204);
    assert_eq!(world.get(&path, "employee").await.body, "A\nå\n\nB");
}

#[tokio::test]
async fn a_tab_is_told_whose_drafts_it_may_keep_and_of_which_day() {
    let (world, visit) = called().await;
    for path in ["/counter/borger/note".to_owned(), format!("/counter/borger/note?visit={visit}")] {
        let told = world.get(&path, "employee").await;
        assert_eq!((told.status.as_u16(), told.body.as_str()), (200, ""));
        let writer = told.header("x-frontdesk-writer");
        assert!(writer.ends_with(" 2026-03-02") && writer.len() > " 2026-03-02".len(), "{writer}");
        if path.ends_with("/note") {
            assert_ne!(world.get(&path, "manager").await.header("x-frontdesk-writer"), writer);
        }
    }
}

#[tokio::test]
async fn a_call_that_nobody_took_stands_before_one_that_somebody_did() {
    let world = World::new().await;
    world.sign_on().await;
    assert_eq!(form(&world, "alarm", "employee", "desk=skranke-1").await.status, 303);
    world.post("/api/v1/centres/borger/kiosks/stander-1/help", "device", Value::Null).await;
    let places = async |texts: [&str; 2]| {
        let page = world.get(PAGE, "manager").await.body;
        texts.map(|text| page.find(text).unwrap_or_else(|| panic!("{text}: {page}")))
    };
    assert!(places(["silent alarm", "asks for help"]).await.is_sorted(), "the more urgent one first");
    assert_eq!(form(&world, "take-alarm", "manager", "of=skranke-1").await.status, 303);
    assert!(places(["asks for help", "Desk 1: alarm"]).await.is_sorted());
}

fn serde_html_form_of(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
    fields.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn the_live_part_is_one_employees_and_the_same_as_her_pages() {
    let (world, _) = called().await;
    let part = world.request("GET", PAGE, "employee").header("hx-request", "true").body(Body::empty()).unwrap();
    let part = world.send(part).await.body;
    let page = world.get(PAGE, "employee").await.body;
    let lines = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.is_empty() && !line.contains("<time-sync")).map(str::to_owned).collect()
    };
    let (part, page) = (lines(&part), lines(&page));
    assert!(part.len() > 40 && page.windows(part.len()).any(|found| found == part), "{part:#?}");
    assert!(part.iter().all(|line| !line.contains("<html")));
}

#[tokio::test]
async fn whoever_stands_for_nobody_is_told_so() {
    let world = World::new().await;
    world.get("/counter/borger", "system_owner").await.assert_problem(409, "employee_missing");
    world.get("/counter/borger", "").await.assert_problem(401, "session_missing");
    world.get("/counter/borger", "elsewhere").await.assert_problem(403, "other_centre");
    world.get("/counter/moon", "employee").await.assert_problem(404, "unknown_centre");
}

#[tokio::test]
async fn names_are_shown_to_colleagues_alone() {
    let world = World::new().await;
    world.sign_on().await;
    assert!(world.get(PAGE, "manager").await.body.contains(SECRET_NAME));
    assert!(!world.get("/live/borger", "").await.body.contains(SECRET_NAME));
}

#[tokio::test]
async fn an_arrival_pops_up_in_front_of_whom_it_is_for_and_is_put_off_or_seen() {
    let (world, visit) = called().await;
    form(&world, "sign-on", "manager", "desk=skranke-2&queues=pas").await;
    let to = format!("desk=skranke-1&visit={visit}&to=employee:anna");
    assert_eq!(form(&world, "transfer", "employee", &to).await.status, 303);
    let hers = world.get(PAGE, "manager").await.body;
    assert!(hers.contains("A 1 is here for you") && hers.contains("data-calls") && hers.contains("Call A 1"), "{hers}");
    assert!(!world.get(PAGE, "employee").await.body.contains("data-toast"));
    assert_eq!(form(&world, "seen", "manager", &format!("visit={visit}&minutes=5")).await.status, 303);
    assert!(!world.get(PAGE, "manager").await.body.contains("data-toast"));
    world.clock.set(crate::world::morning().plus_minutes(5));
    assert!(world.get(PAGE, "manager").await.body.contains("A 1 is here for you"), "told again");
    assert_eq!(form(&world, "seen", "manager", &format!("visit={visit}")).await.status, 303);
    assert!(!world.get(PAGE, "manager").await.body.contains("data-toast"));
    script(&world, "seen", "manager", &format!("visit={visit}&minutes=600"))
        .await
        .assert_problem(409, "again_too_late");
}

#[tokio::test]
async fn an_arrival_that_nobody_sees_is_passed_on_to_a_colleague_of_its_queue() {
    let (world, visit) = called().await;
    form(&world, "sign-on", "manager", "desk=skranke-2&queues=pas").await;
    form(&world, "transfer", "employee", &format!("desk=skranke-1&visit={visit}&to=employee:anna")).await;
    let seconds = world.engine.setup(&"borger".parse().unwrap()).unwrap().rules.arrival_pass_on_seconds;
    world.clock.set(crate::world::morning().plus_seconds(i64::from(seconds)));
    let page = world.get(PAGE, "employee").await.body;
    assert!(page.contains("A 1 is here for Anna") && page.contains("data-calls"), "{page}");
}
