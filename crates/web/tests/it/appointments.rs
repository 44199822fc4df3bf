//! The employee's appointments: her day and week, booking and moving for others, series, time kept free, what fits the plan no
//! more, and her calendar.

use axum::body::Body;
use axum::http::header;
use serde_json::{Value, json};

use crate::world::{Answered, FORM, SECRET_NAME, World};

const NEW: &str = "/counter/borger/appointments/new?lang=en";
const SERIES: &str = "/counter/borger/appointments/series?lang=en";
const BLOCK: &str = "/counter/borger/appointments/block?lang=en";

/// Somebody who exists nowhere.
const NAME: &str = "Ida Opdigtet";

/// A form as a page sends it, by whoever holds a token.
async fn post(world: &World, path: &str, who: &str, fields: &[(&str, &str)]) -> Answered {
    let request = world.request("POST", path, who).header(header::ACCEPT, "text/html");
    let body = serde_html_form::to_string(fields).unwrap();
    world.send(request.header(header::CONTENT_TYPE, FORM).body(Body::from(body)).unwrap()).await
}

#[track_caller]
fn assert_shows(page: &Answered, status: u16, texts: &[&str]) {
    assert_eq!(page.status.as_u16(), status, "{}", page.body);
    for text in texts {
        assert!(page.body.contains(text), "`{text}` is not in {}", page.body);
    }
    assert!(!page.body.contains("style=") && !page.body.contains("onclick="), "{}", page.body);
}

/// The values of the fields of a name, in the order of the page.
fn values(page: &str, name: &str) -> Vec<String> {
    let begin = format!("name=\"{name}\" value=\"");
    page.split(&begin).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// The visit that an address names.
fn visit_in(address: &str) -> String {
    address.split("visit=").nth(1).unwrap().split('&').next().unwrap().to_owned()
}

impl World {
    /// A time with bo, or another, entered by the interface.
    async fn booked_at(&self, at: &str, employee: &str) -> String {
        let body = json!({"services": ["skattekort"], "mode": "in_person", "starts_at": at, "employee": employee});
        let booked = self.post("/api/v1/centres/borger/appointments", "employee", body).await;
        assert_eq!(booked.status, 201, "{}", booked.body);
        booked.json()["id"].as_str().unwrap().to_owned()
    }

    /// The events of a type on a day.
    async fn facts(&self, date: &str, fact: &str) -> Vec<Value> {
        let (centre, date) = ("borger".parse().unwrap(), date.parse().unwrap());
        let events = self.engine.events(&centre, date, 0, 1_000).await.unwrap();
        let all = events.iter().map(|recorded| serde_json::to_value(&recorded.event.fact).unwrap());
        all.filter(|event| event["fact"] == fact).collect()
    }

    async fn stands(&self, visit: &str) -> Value {
        self.get(&format!("/api/v1/centres/borger/appointments/{visit}"), "employee").await.json()
    }
}

/// What books the first time for somebody without phone and e-mail.
fn wish<'a>(at: &'a str, key: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("service", "skattekort"),
        ("mode", "in-person"),
        ("employee", "bo"),
        ("answers", "digital:nej"),
        ("at", at),
        ("name", NAME),
        ("step", "book"),
        ("command_id", key),
    ]
}

#[tokio::test]
async fn a_day_lists_what_is_booked_kept_free_and_free_between_and_a_week_shows_the_same_in_its_place() {
    let world = World::new().await;
    let visit = world.booked_at("2026-03-02T11:00:00Z", "bo").await;
    world.booked_at("2026-03-02T12:00:00Z", "anna").await;
    let blocked = [
        ("from_date", "2026-03-02"),
        ("from", "14:00"),
        ("to_date", "2026-03-02"),
        ("to", "15:00"),
        ("kind", "meeting"),
        ("command_id", "b1"),
    ];
    post(&world, BLOCK, "employee", &blocked).await.leads_to();
    let day = world.get("/counter/borger/appointments?lang=en", "employee").await;
    // The buffer of ten minutes is hers, not the citizen's.
    let expected =
        ["Monday 2 March", "10:00–12:00", "12:00–12:20", "12:30–14:00", "14:00–15:00", "15:00–18:00", "Meeting"];
    assert_shows(&day, 200, &expected);
    assert_shows(&day, 200, &["1 appointment", "citizen-initials", "appointments/unblock?", "id=\"appts-now\""]);
    assert!(day.body.contains(&visit) && !day.body.contains("13:00–13:20"), "a colleague's is not hers: {}", day.body);
    let all = world.get("/counter/borger/appointments?lang=en&view=day&date=2026-03-02&whose=all", "employee").await;
    assert_shows(&all, 200, &["2 appointments", "13:00–13:20", "BH", "AH"]);
    let week = world.get("/counter/borger/appointments?lang=en&view=week&date=2026-03-05&whose=bo", "employee").await;
    assert_shows(
        &week,
        200,
        &["Week 10 · March 2026", "Monday 2 March, 1 appointment", "Friday 6 March, No appointments"],
    );
    // From eight on: twelve o'clock is four hours down, and twenty minutes are four steps.
    assert_shows(&week, 200, &["h4 m0 dh0 dm4 lane0 of1", "h6 m0 dh1 dm0 lane0 of1", "hours10"]);
    assert!(!week.body.contains("Saturday"), "the plan has no weekend");
    let part = world.request("GET", "/counter/borger/appointments?lang=en", "employee").header("hx-request", "true");
    let part = world.send(part.body(Body::empty()).unwrap()).await;
    assert!(part.body.contains("appts-title") && !part.body.contains("<html"), "{}", part.body);
    let danish =
        world.get("/counter/borger/appointments?lang=da&view=day&date=1800-01-01&whose=nobody", "employee").await;
    assert_shows(&danish, 200, &["Mine aftaler", "Hele centret", "Ingen aftaler"]);
}

#[tokio::test]
async fn whoever_has_neither_phone_nor_e_mail_is_booked_once_however_often_it_is_pressed() {
    let world = World::new().await;
    let page = world.get(&format!("{NEW}&service=skattekort&employee=bo&day=2026-03-09"), "employee").await;
    assert_shows(
        &page,
        200,
        &["Monday 9 March", "Can you do it online?", "Not asked", "Without a phone and an e-mail"],
    );
    let at = values(&page.body, "at")[0].clone();
    let form = wish(&at, "k1");
    let mut leads = Vec::new();
    for _ in 0..3 {
        leads.push(post(&world, NEW, "employee", &form).await.leads_to().to_owned());
    }
    leads.dedup();
    assert_eq!(leads.len(), 1, "{leads:?}");
    assert!(!leads[0].contains("Ida") && leads[0].contains("/appointments/booked?"), "{leads:?}");
    let done = world.get(&leads[0], "employee").await;
    assert_shows(&done, 200, &["B 1", "no messages go out", "/ticket/", "Monday 9 March"]);
    assert!(!done.body.contains(NAME));
    assert_eq!(world.facts("2026-03-09", "booked").await.len(), 1);
    // No notice binds an employee: the next time of today can be had, too.
    let soon = wish("2026-03-02T09:30:00Z", "k2");
    post(&world, NEW, "employee", &soon).await.leads_to();
}

#[tokio::test]
async fn field_fault_42_what_is_wrong_is_said_beside_its_field_and_nothing_that_was_typed_is_lost() {
    let world = World::new().await;
    let mut form = wish("", "k1");
    form.retain(|(name, _)| *name != "name" && *name != "mode");
    form.extend([("mode", "phone"), ("email", "bo@"), ("cpr", "12"), ("topic", "Min årsopgørelse")]);
    let page = post(&world, NEW, "employee", &form).await;
    let texts = [
        "id=\"mistakes\"",
        "id=\"name-mistake\"",
        "id=\"phone-mistake\"",
        "id=\"email-mistake\"",
        "id=\"cpr-mistake\"",
    ];
    assert_shows(&page, 422, &texts);
    assert_shows(
        &page,
        422,
        &["id=\"at-mistake\"", "value=\"bo@\"", "Min årsopgørelse", "the number that is to be rung"],
    );
    // Another day is looked at, and all that was typed comes along.
    form.retain(|(name, _)| *name != "step");
    form.extend([("date", "2026-03-16"), ("name", "李")]);
    let page = post(&world, NEW, "employee", &form).await;
    assert_shows(&page, 200, &["Monday 16 March", "value=\"李\"", "value=\"bo@\"", "Min årsopgørelse"]);
    let nothing = post(&world, NEW, "employee", &[("step", "book")]).await;
    assert_shows(&nothing, 422, &["Choose at least one service", "Write the citizen&#39;s name"]);
    let led = wish("2026-03-09T09:00:00Z", "k2");
    let led: Vec<_> = led.into_iter().map(|(n, v)| (n, if n == "answers" { "digital:ja" } else { v })).collect();
    assert_shows(&post(&world, NEW, "employee", &led).await, 422, &["This answer leads to “Tax online”"]);
    // A name of one word in any script is enough.
    let one = wish("2026-03-09T09:00:00Z", "k3");
    let one: Vec<_> = one.into_iter().map(|(n, v)| (n, if n == "name" { "Nguyễn" } else { v })).collect();
    let to = post(&world, NEW, "employee", &one).await.leads_to().to_owned();
    let sheet = world.get(&format!("/counter/borger/appointment?lang=en&visit={}", visit_in(&to)), "employee").await;
    assert_shows(&sheet, 200, &["Nguyễn", "Can you do it online?", "No"]);
}

#[tokio::test]
async fn field_fault_41_what_is_known_is_shown_as_text_and_looked_at_on_record() {
    let world = World::new().await;
    let form = wish("2026-03-02T11:00:00Z", "k1");
    let form: Vec<_> =
        form.into_iter().map(|(n, v)| (n, if n == "name" { "<script>alert(1)</script>" } else { v })).collect();
    let to = post(&world, NEW, "employee", &form).await.leads_to().to_owned();
    let visit = visit_in(&to);
    let sheet = world.get(&format!("/counter/borger/appointment?lang=en&visit={visit}"), "employee").await;
    assert_shows(&sheet, 200, &["&#60;script&#62;", "Is here now", "Move", "Cancel", "No messages about this time"]);
    assert!(!sheet.body.contains("<script>alert"));
    let looked = world.engine.look_ups_of_visit(visit.parse().unwrap(), 10).await.unwrap();
    assert!(looked.iter().any(|one| one.by == "employee" && one.purpose == store::Purpose::BookingFor), "{looked:?}");
    // Another centre's employee does not find it by its address.
    let other = world.get(&format!("/counter/job/appointment?lang=en&visit={visit}"), "elsewhere").await;
    assert_eq!(other.status.as_u16(), 404, "{}", other.body);
}

#[tokio::test]
async fn a_citizen_is_entered_as_here_her_time_is_moved_with_its_number_kept_and_cancelled_when_asked() {
    let world = World::new().await;
    let here = world.booked_at("2026-03-02T10:00:00Z", "bo").await;
    let to = "/counter/borger/appointment/check-in?lang=en&view=day&date=2026-03-02&whose=bo";
    let done = post(&world, to, "employee", &[("visit", &here)]).await;
    assert!(done.leads_to().ends_with("done=checked-in"));
    assert_shows(&world.get(done.leads_to(), "employee").await, 200, &["entered as here", "here-mark"]);
    let again = post(&world, to, "employee", &[("visit", &here), ("command_id", "x")]).await;
    assert_shows(&again, 409, &["role=\"alert\""]);

    let visit = world.booked_at("2026-03-09T10:00:00Z", "bo").await;
    let address = format!("/counter/borger/appointment/move?lang=en&visit={visit}&view=day&date=2026-03-09&whose=bo");
    let page = world.get(&address, "employee").await;
    assert_shows(&page, 200, &["Move the appointment", "Monday 9 March at 11:00", "value=\"bo\" selected"]);
    let to = "/counter/borger/appointment/move?lang=en&view=day&date=2026-03-09&whose=bo";
    let nothing = post(&world, to, "employee", &[("visit", &visit), ("step", "move")]).await;
    assert_shows(&nothing, 422, &["id=\"at-mistake\""]);
    world.booked_at("2026-03-16T10:00:00Z", "bo").await;
    let taken = [("visit", visit.as_str()), ("at", "2026-03-16T10:00:00Z"), ("step", "move")];
    assert_shows(&post(&world, to, "employee", &taken).await, 409, &["role=\"alert\"", "Move the appointment"]);
    let free = [("visit", visit.as_str()), ("at", "2026-03-16T11:00:00Z"), ("step", "move"), ("command_id", "m1")];
    for _ in 0..2 {
        let moved = post(&world, to, "employee", &free).await;
        assert!(moved.leads_to().contains("date=2026-03-16") && moved.leads_to().ends_with("done=moved"), "{moved:?}");
    }
    let stands = world.stands(&visit).await;
    assert_eq!(
        (&stands["starts_at"], &stands["employee"]),
        (&json!("2026-03-16T11:00:00.000Z"), &json!("bo")),
        "{stands}"
    );

    let ask = world.get(&format!("/counter/borger/appointment/cancel?lang=en&visit={visit}"), "employee").await;
    assert_shows(&ask, 200, &["Is the appointment to be cancelled?", "Keep the time"]);
    assert_eq!(world.stands(&visit).await["state"], "booked", "asking cancels nothing");
    let key = values(&ask.body, "command_id")[0].clone();
    let cancel = [("visit", visit.as_str()), ("command_id", key.as_str())];
    let done = post(&world, "/counter/borger/appointment/cancel?lang=en", "employee", &cancel).await;
    assert_eq!(world.stands(&visit).await["state"], "ended");
    let said = world.get(done.leads_to(), "employee").await;
    let shows =
        ["The appointment is cancelled", "The citizen is not told from here", "href=\"/counter/borger?lang=en\""];
    assert_shows(&said, 200, &shows);
    let key = values(&said.body, "command_id")[0].clone();
    let undo = [("visit", visit.as_str()), ("command_id", key.as_str())];
    let undone = post(&world, "/counter/borger/appointment/undo?lang=en", "employee", &undo).await;
    assert_eq!(undone.leads_to(), "/counter/borger?lang=en&done=undone", "back to where it was opened");
    assert_eq!(world.stands(&visit).await["state"], "booked");
    let again = [("visit", visit.as_str()), ("command_id", "again")];
    let done = post(&world, "/counter/borger/appointment/cancel?lang=en", "employee", &again).await;
    world.clock.advance_seconds(61);
    let said = world.get(done.leads_to(), "employee").await;
    assert!(!said.body.contains("appointment/undo"), "a minute is over: {}", said.body);
}

/// Ten Mondays with Easter Monday among them; somebody is faster on one of them.
#[tokio::test]
async fn field_fault_22_a_series_says_what_can_be_had_and_never_overrides_a_holiday_or_a_booking() {
    let world = World::new().await;
    let rhythm = [("first", "2026-03-16"), ("time", "11:00"), ("every", "1"), ("times", "5"), ("command_id", "s1")];
    let base: Vec<(&str, &str)> = vec![("service", "skattekort"), ("mode", "in-person"), ("employee", "bo")];
    let preview: Vec<_> = base.iter().copied().chain(rhythm).chain([("step", "preview")]).collect();
    world.booked_at("2026-03-23T10:00:00Z", "bo").await;
    let page = post(&world, SERIES, "employee", &preview).await;
    assert_shows(
        &page,
        200,
        &["3 of 5 can be had as wished", "Monday 6 April", "Public holiday", "Taken", "Leave out"],
    );
    assert!(
        page.body.contains("Monday 23 March at 11:30") || page.body.contains("Monday 23 March at 10:30"),
        "{}",
        page.body
    );
    let offered = |text: &str| page.body.contains(&format!("<option value=\"{text}\" selected>"));
    assert!(offered("2026-03-16T10:00:00.000Z") && offered("2026-04-13T09:00:00.000Z"), "{}", page.body);

    // Meanwhile somebody has the 30th.
    world.booked_at("2026-03-30T09:00:00Z", "bo").await;
    let chosen = ["2026-03-16T10:00:00Z", "2026-03-23T10:30:00Z", "2026-03-30T09:00:00Z", "", "2026-04-13T09:00:00Z"];
    let book = base.iter().copied().chain(rhythm).chain([("step", "book"), ("name", NAME), ("cpr", "010190-0000")]);
    let book: Vec<_> = book.chain(chosen.map(|at| ("book", at))).collect();
    for _ in 0..2 {
        let done = post(&world, SERIES, "employee", &book).await;
        assert_shows(&done, 200, &["3 of 4 times are booked", "Monday 30 March at 11:00", "Not booked"]);
        assert!(!done.body.contains(NAME));
    }
    let mut series = Vec::new();
    for date in ["2026-03-16", "2026-03-23", "2026-04-13"] {
        let booked = world.facts(date, "booked").await;
        series.extend(booked.iter().filter_map(|fact| fact["series"].as_str()).map(str::to_owned));
    }
    assert_eq!(series.len(), 3, "each once, however often it is sent: {series:?}");
    series.dedup();
    assert_eq!(series.len(), 1, "all under one name");
    assert!(world.facts("2026-04-06", "booked").await.is_empty());

    // All later ones go with the first, where that is asked for.
    let first = world.facts("2026-03-16", "booked").await[0]["visit"].as_str().unwrap().to_owned();
    let ask = world.get(&format!("/counter/borger/appointment/cancel?lang=en&visit={first}"), "employee").await;
    assert_shows(
        &ask,
        200,
        &["This one and all later ones of the series", "Monday 23 March at 11:30", "Monday 13 April at 11:00"],
    );
    let fields = [("visit", first.as_str()), ("scope", "later"), ("command_id", "c1")];
    post(&world, "/counter/borger/appointment/cancel?lang=en", "employee", &fields).await.leads_to();
    let mut cancelled = 0;
    for date in ["2026-03-16", "2026-03-23", "2026-04-13"] {
        cancelled += world.facts(date, "cancelled").await.len();
    }
    assert_eq!(cancelled, 3);
}

#[tokio::test]
async fn a_series_without_what_it_needs_says_so_and_keeps_what_was_chosen() {
    let world = World::new().await;
    let fields = [("first", "2020-01-01"), ("time", "ten"), ("times", "31"), ("step", "preview")];
    let page = post(&world, SERIES, "employee", &fields).await;
    assert_shows(&page, 422, &["service-mistake", "first-mistake", "time-mistake", "times-mistake", "value=\"31\""]);
    let book = [
        ("service", "skattekort"),
        ("first", "2026-03-16"),
        ("time", "11.00"),
        ("every", "2"),
        ("times", "2"),
        ("book", "2026-03-16T10:00:00.000Z"),
        ("book", ""),
        ("phone", "123"),
        ("step", "book"),
    ];
    let page = post(&world, SERIES, "employee", &book).await;
    assert_shows(
        &page,
        422,
        &["name-mistake", "phone-mistake", "value=\"2026-03-16T10:00:00.000Z\" selected", "value=\"123\""],
    );
    assert!(world.facts("2026-03-16", "booked").await.is_empty());
}

#[tokio::test]
async fn field_fault_24_time_is_kept_free_over_days_and_what_is_booked_in_it_stays_and_is_listed() {
    let world = World::new().await;
    let visit = world.booked_at("2026-03-09T10:00:00Z", "bo").await;
    let fields = [
        ("employee", "bo"),
        ("from_date", "2026-03-08"),
        ("from", "12:00"),
        ("to_date", "2026-03-10"),
        ("to", "09:00"),
        ("kind", "leave"),
        ("command_id", "l1"),
    ];
    let mut leads = Vec::new();
    for _ in 0..2 {
        leads.push(post(&world, BLOCK, "employee", &fields).await.leads_to().to_owned());
    }
    assert_eq!(leads[0], leads[1]);
    let done = world.get(&leads[0], "employee").await;
    assert_shows(&done, 200, &["Bo Hemmelig has no new appointments from", "are still booked", &visit]);
    assert_shows(&done, 200, &["/appointment/move?", "/appointment/cancel?"]);
    assert_eq!(world.stands(&visit).await["state"], "booked");
    for (date, from, to) in [
        ("2026-03-08", "2026-03-08T11:00:00.000Z", "2026-03-08T23:00:00.000Z"),
        ("2026-03-09", "2026-03-08T23:00:00.000Z", "2026-03-09T23:00:00.000Z"),
        ("2026-03-10", "2026-03-09T23:00:00.000Z", "2026-03-10T08:00:00.000Z"),
    ] {
        let blocked = world.facts(date, "blocked").await;
        assert_eq!(blocked.len(), 1, "{date}");
        assert_eq!(
            (&blocked[0]["from"], &blocked[0]["to"], &blocked[0]["kind"]),
            (&json!(from), &json!(to), &json!("leave"))
        );
    }
    let day = world.get("/counter/borger/appointments?lang=en&view=day&date=2026-03-09&whose=bo", "employee").await;
    assert_shows(&day, 200, &["Leave", "Does not fit the plan any more", "Open the next days, too"]);
    // The manager sees what it means.
    let line = world.get("/manage/borger?lang=en", "manager").await;
    assert_shows(&line, 200, &["1 appointment does not fit the plan any more", "/manage/borger/misfits?lang=en"]);
    let misfits = world.get("/manage/borger/misfits?lang=en", "manager").await;
    assert_shows(&misfits, 200, &["Bo Hemmelig keeps the time free", "Another employee", &visit, "keep it as it is"]);

    let (block, key) = (values(&day.body, "block")[0].clone(), values(&day.body, "command_id")[0].clone());
    let open = [("block", block.as_str()), ("on", "2026-03-09"), ("scope", "all"), ("command_id", key.as_str())];
    let to = "/counter/borger/appointments/unblock?lang=en&view=day&date=2026-03-09&whose=bo";
    let opened = post(&world, to, "employee", &open).await;
    assert!(opened.leads_to().ends_with("done=opened"));
    assert_eq!(world.facts("2026-03-10", "unblocked").await.len(), 1);
    assert!(world.facts("2026-03-08", "unblocked").await.is_empty(), "the days before stay kept free");
    let misfits = world.get("/manage/borger/misfits?lang=en", "manager").await;
    assert_shows(&misfits, 200, &["All coming appointments fit the plan"]);
    let gone = [("block", block.as_str()), ("on", "2026-03-09"), ("command_id", "other")];
    assert_eq!(post(&world, to, "employee", &gone).await.status.as_u16(), 404);
}

#[tokio::test]
async fn an_employee_keeps_her_own_time_free_and_a_manager_anybodys() {
    let world = World::new().await;
    let of = |employee: &'static str, key: &'static str| {
        [
            ("employee", employee),
            ("from_date", "2026-03-09"),
            ("from", "09:00"),
            ("to_date", "2026-03-09"),
            ("to", "10:00"),
            ("command_id", key),
        ]
    };
    let page = world.get(BLOCK, "employee").await;
    assert!(page.body.contains("value=\"bo\"") && !page.body.contains("value=\"anna\""), "{}", page.body);
    assert_shows(&post(&world, BLOCK, "employee", &of("anna", "a")).await, 422, &["employee-mistake"]);
    post(&world, BLOCK, "manager", &of("bo", "b")).await.leads_to();
    let wrong = [("from_date", "2026-03-09"), ("from", "10:00"), ("to_date", "2026-03-09"), ("to", "10:00")];
    assert_shows(
        &post(&world, BLOCK, "employee", &wrong).await,
        422,
        &["The end must be after the start", "value=\"10:00\""],
    );
    let long = [("from_date", "2026-03-09"), ("from", "10:00"), ("to_date", "2026-06-09"), ("to", "10:00")];
    assert_shows(&post(&world, BLOCK, "employee", &long).await, 422, &["60 days at most"]);
    assert_eq!(world.facts("2026-03-09", "blocked").await.len(), 1);
}

#[tokio::test]
async fn an_employees_calendar_names_nobody_and_its_old_address_dies_with_a_new_one() {
    let world = World::new().await;
    world.add_account("bo", store::Role::Employee, Some("borger"), None).await;
    let cookie = world.session("bo").await;
    let visit = world.booked_at("2026-03-09T10:00:00Z", "bo").await;
    world.booked_at("2026-03-09T10:00:00Z", "anna").await;
    assert_shows(&world.look("/account?lang=en", &cookie).await, 200, &["There is no address yet", "Make an address"]);
    let making = |key: &'static str| [("step", "make"), ("lang", "en"), ("command_id", key)];
    let made = world.form("/account/calendar", &cookie, &making("one")).await;
    assert_eq!(made.leads_to(), "/account?lang=en#calendar");
    let address = |page: &str| {
        let value = page.split("id=\"feed\" readonly value=\"").nth(1).unwrap().split('"').next().unwrap();
        value.split_once("/calendar/").map(|(_, secret)| format!("/calendar/{secret}")).unwrap()
    };
    let first = address(&world.look("/account?lang=en", &cookie).await.body);
    assert!(first.len() > 50, "{first}");
    // The same press again is the same address.
    world.form("/account/calendar", &cookie, &making("one")).await.leads_to();
    assert_eq!(address(&world.look("/account?lang=en", &cookie).await.body), first);
    let calendar = world.get(&first, "").await;
    assert_eq!((calendar.status.as_u16(), calendar.header("content-type")), (200, "text/calendar; charset=utf-8"));
    let text = &calendar.body;
    assert!(
        text.contains("SUMMARY:Aftale B 1\\, Skattekort\r\n") && text.contains("DTSTART:20260309T100000Z\r\n"),
        "{text}"
    );
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1, "a colleague's is not hers: {text}");
    assert!(!text.contains(SECRET_NAME) && !text.contains(&visit) && text.contains("SEQUENCE:0\r\n"), "{text}");
    let uid = |text: &str| text.split("UID:").nth(1).unwrap().split('\r').next().unwrap().to_owned();
    let before = uid(text);
    let to = "/counter/borger/appointment/move?lang=en&view=day&date=2026-03-09&whose=bo";
    let moved = [("visit", visit.as_str()), ("at", "2026-03-16T11:00:00Z"), ("step", "move")];
    post(&world, to, "employee", &moved).await.leads_to();
    let text = world.get(&first, "").await.body;
    assert_eq!(uid(&text), before, "the same after a move");
    assert!(text.contains("SEQUENCE:2\r\n") && text.contains("DTSTART:20260316T110000Z\r\n"), "{text}");
    post(&world, "/counter/borger/appointment/cancel?lang=en", "employee", &[("visit", &visit)]).await.leads_to();
    assert!(!world.get(&first, "").await.body.contains("BEGIN:VEVENT"), "what was cancelled is gone");

    // What stands in the address opens nothing else, whichever way it is shown.
    let secret = first.trim_start_matches("/calendar/").trim_end_matches(".ics").to_owned();
    for shown in [secret.clone(), format!("fd_{secret}")] {
        let denied = world.get("/counter/borger/appointments", &shown).await;
        assert!(matches!(denied.status.as_u16(), 401 | 403), "{}", denied.status);
    }
    for wrong in [format!("/calendar/{secret}"), "/calendar/x.ics".to_owned(), format!("/calendar/{secret}A.ics")] {
        assert_eq!(world.get(&wrong, "").await.status.as_u16(), 404, "{wrong}");
    }
    world.form("/account/calendar", &cookie, &making("two")).await.leads_to();
    let second = address(&world.look("/account?lang=en", &cookie).await.body);
    assert_ne!(first, second);
    assert_eq!(world.get(&first, "").await.status.as_u16(), 404);
    assert_eq!(world.get(&second, "").await.status.as_u16(), 200);
    let end = [("step", "end"), ("lang", "en"), ("command_id", "three")];
    world.form("/account/calendar", &cookie, &end).await.leads_to();
    assert_eq!(world.get(&second, "").await.status.as_u16(), 404);
    assert_shows(&world.look("/account?lang=en", &cookie).await, 200, &["There is no address yet"]);
}
