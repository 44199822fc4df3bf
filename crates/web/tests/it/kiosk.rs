//! The kiosk as its browser sees it: pages, forms sent once and twice, what closes and what is left.

use axum::body::Body;
use axum::http::header;
use domain::command::{Action, Actor, Command};
use serde_json::{Value, json};

use crate::world::{Answered, SECRET_NAME, World};

const KIOSK: &str = "/kiosk/borger/stander-1";

async fn get(world: &World, path: &str) -> Answered {
    world.get(path, "device").await
}

async fn send(world: &World, path: &str, who: &str, form: &str) -> Answered {
    let request = world.request("POST", path, who).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    world.send(request.body(Body::from(form.to_owned())).unwrap()).await
}

async fn press(world: &World, path: &str, form: &str) -> Answered {
    send(world, &format!("{KIOSK}/{path}"), "device", form).await
}

/// How many tickets were given.
async fn tickets(world: &World) -> u64 {
    let hall = world.get("/api/v1/centres/borger/hall", "employee").await.json();
    hall["queues"].as_array().unwrap().iter().map(|queue| queue["taken"].as_u64().unwrap()).sum()
}

/// The value of a hidden field.
fn hidden<'a>(page: &'a str, form: &str, name: &str) -> &'a str {
    let form = page.split(&format!("<form id=\"{form}\"")).nth(1).unwrap_or_else(|| panic!("no form {form}: {page}"));
    let form = form.split("</form>").next().unwrap();
    let field = form.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no field {name}"));
    field.split('"').next().unwrap()
}

#[tokio::test]
async fn the_first_page_shows_services_with_their_wait_and_nobodys_name() {
    let world = World::new().await;
    world.sign_on().await;
    world.ticket().await;
    world.ticket().await;
    let page = get(&world, KIOSK).await;
    assert_eq!(page.status, 200, "{}", page.body);
    for shown in
        ["Goddag.", "Hvad kan vi hjælpe med?", "Forny pas", "2 venter", "<b>20</b> min", "Tilkald hjælp", "10.00"]
    {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    assert!(!page.body.contains(SECRET_NAME) && !page.body.contains("style=") && !page.body.contains("onclick"));
    assert_eq!(page.body.matches("<script").count(), page.body.matches("src=\"/assets/").count());
    assert_eq!(page.body.matches("<h1").count(), 1);
    assert!(!page.body.contains("http-equiv=\"refresh\""), "the plain first page stays");
    let english = get(&world, &format!("{KIOSK}?lang=en")).await.body;
    for shown in [
        "<html lang=\"en\"",
        "Renew passport",
        "<span class=\"line\" lang=\"da\"><bdi>Forny pas</bdi></span>",
        "2 waiting",
    ] {
        assert!(english.contains(shown), "{shown}: {english}");
    }
    assert!(
        english.contains("http-equiv=\"refresh\" content=\"40; url=/kiosk/borger/stander-1\""),
        "a language goes home"
    );
}

#[tokio::test]
async fn a_queue_that_no_desk_serves_says_so_and_promises_no_minutes() {
    let world = World::new().await;
    let page = get(&world, KIOSK).await.body;
    assert!(page.contains("Ingen skranke er åben endnu") && !page.contains("</b> min"), "{page}");
}

#[tokio::test]
async fn the_live_part_is_the_same_as_the_pages() {
    let world = World::new().await;
    world.ticket().await;
    let page = get(&world, KIOSK).await.body;
    let request = world.request("GET", &format!("{KIOSK}/events"), "device").body(Body::empty()).unwrap();
    let mut stream = world.respond(request).await.into_body().into_data_stream();
    let frame = tokio_stream::StreamExt::next(&mut stream).await.unwrap().unwrap();
    let frame = String::from_utf8(frame.to_vec()).unwrap();
    let lines: Vec<&str> = frame.lines().filter_map(|line| line.strip_prefix("data: ")).collect();
    let page: Vec<&str> = page.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines.len() > 10);
    assert!(page.windows(lines.len()).any(|part| part == lines), "{lines:#?}\n---\n{page:#?}");
}

#[tokio::test]
async fn field_fault_13_one_page_gives_one_ticket_whatever_is_pressed_on_it_and_however_often() {
    let world = World::new().await;
    let page = get(&world, KIOSK).await.body;
    let form = format!("command_id={}&service=forny-pas", hidden(&page, "take", "command_id"));
    let (first, second) = tokio::join!(press(&world, "ticket", &form), press(&world, "ticket", &form));
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (303, 303), "{}", first.body);
    assert_eq!(first.header("location"), second.header("location"));
    assert!(first.header("location").starts_with("/kiosk/borger/stander-1/ticket/"));
    // Another button of the same page, which a second finger found.
    let other = form.replace("service=forny-pas", "service=skattekort&answers=digital:nej");
    let third = press(&world, "ticket", &other).await;
    assert_eq!(third.header("location"), first.header("location"));
    assert_eq!(tickets(&world).await, 1);
    // The next citizen's page is another.
    let page = get(&world, KIOSK).await.body;
    let form = format!("command_id={}&service=forny-pas", hidden(&page, "take", "command_id"));
    assert_ne!(press(&world, "ticket", &form).await.header("location"), first.header("location"));
    assert_eq!(tickets(&world).await, 2);
}

#[tokio::test]
async fn field_fault_14_a_page_from_before_opening_time_comes_alive_by_the_servers_clock() {
    let world = World::new().await;
    world.clock.set("2026-03-02T05:30:00Z".parse().unwrap());
    let page = get(&world, KIOSK).await.body;
    assert!(
        page.contains("Vi åbner kl. 8.00") && page.contains("Lukket nu") && page.contains("åbner kl. 8.00"),
        "{page}"
    );
    assert!(page.contains(">6.30</server-clock>"));
    world.clock.set("2026-03-02T07:00:00Z".parse().unwrap());
    let page = get(&world, KIOSK).await.body;
    assert!(page.contains("Hvad kan vi hjælpe med?") && !page.contains("Lukket nu"), "{page}");
    // On a day without hours the page says when the next one is.
    world.clock.set("2026-03-03T09:00:00Z".parse().unwrap());
    let page = get(&world, KIOSK).await.body;
    assert!(page.contains("Vi har lukket. Vi åbner mandag 9. marts kl. 8.00"), "{page}");
}

#[tokio::test]
async fn field_fault_17_a_tickets_page_is_gone_after_two_minutes() {
    let world = World::new().await;
    world.sign_on().await;
    let taken = press(&world, "ticket", "command_id=one&service=forny-pas&lang=en").await;
    let path = taken.header("location").to_owned();
    assert!(path.ends_with("?lang=en"), "{path}");
    let page = get(&world, &path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    for shown in ["Your number", "Nobody ahead of you", "Renew passport", "class=\"qr\"", "closes in"] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    assert_eq!(page.header("cache-control"), "no-store");
    world.clock.advance_seconds(120);
    assert_eq!(get(&world, &path).await.status, 200);
    world.clock.advance_seconds(1);
    let gone = get(&world, &path).await;
    assert_eq!((gone.status.as_u16(), gone.header("location")), (303, "/kiosk/borger/stander-1?lang=en"));
    // Nobody's key opens nothing.
    let forged = get(&world, &format!("{KIOSK}/ticket/{}", "A".repeat(46))).await;
    assert_eq!((forged.status.as_u16(), forged.header("location")), (303, KIOSK));
}

#[tokio::test]
async fn field_fault_18_a_ticket_after_midnight_in_utc_is_on_the_centres_date() {
    let world = World::new().await;
    // Half past five in the afternoon in Denmark; the day after has no hours at all.
    world.clock.set("2026-03-02T16:30:00Z".parse().unwrap());
    let taken = press(&world, "ticket", "command_id=late&service=forny-pas").await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    assert_eq!(world.get("/api/v1/centres/borger/hall", "").await.json()["date"], "2026-03-02");
}

#[tokio::test]
async fn field_fault_19_two_kiosks_never_give_out_the_same_number() {
    let world = World::new().await;
    let mut numbers = std::collections::BTreeSet::new();
    for place in 0..6 {
        // An employee at the door takes one for somebody, as a second kiosk would.
        let who = if place % 2 == 0 { "device" } else { "employee" };
        let form = format!("command_id=k{place}&service=forny-pas");
        let taken = send(&world, &format!("{KIOSK}/ticket"), who, &form).await;
        let page = get(&world, taken.header("location")).await.body;
        let number = page.split("Dit nummer A ").nth(1).unwrap().split('<').next().unwrap().to_owned();
        assert!(numbers.insert(number), "{page}");
    }
}

#[tokio::test]
async fn a_question_is_one_page_and_its_answers_lead_to_a_ticket_or_to_help_elsewhere() {
    let world = World::new().await;
    let page = get(&world, &format!("{KIOSK}/service/skattekort")).await.body;
    assert!(page.contains("Kan du klare det på nettet?") && page.contains("value=\"digital:nej\""), "{page}");
    assert!(page.contains("formaction=\"/kiosk/borger/stander-1/referral\""));
    assert_eq!(hidden(&page, "take", "service"), "skattekort");
    let taken = press(&world, "ticket", "command_id=a&service=skattekort&answers=digital:nej").await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    // A referral is counted once, however often the form is sent, and its page counts nothing.
    let form = "command_id=b&service=skattekort&answers=digital:ja";
    let (one, two) = (press(&world, "referral", form).await, press(&world, "referral", form).await);
    assert_eq!((one.status.as_u16(), one.header("location")), (303, "/kiosk/borger/stander-1/referral?to=skat-dk"));
    assert_eq!(two.header("location"), one.header("location"));
    let page = get(&world, one.header("location")).await.body;
    assert!(page.contains("Skats selvbetjening") && page.contains("Log på hjemme"), "{page}");
    let account = world.engine.account(&"borger".parse().unwrap(), None).await.unwrap();
    assert_eq!(account.referrals.iter().map(|(_, count)| count).sum::<u32>(), 1);
    assert_eq!(tickets(&world).await, 1);
}

#[tokio::test]
async fn a_ticket_without_the_answers_that_a_kiosk_must_ask_for_is_refused_with_a_way_on() {
    let world = World::new().await;
    for form in ["service=skattekort", "service=skattekort&answers=digital:maaske", "service=skattekort&answers=x"] {
        let refused = press(&world, "ticket", form).await;
        assert!(refused.status.is_client_error(), "{form}: {}", refused.status);
        assert!(refused.body.contains("href=\"/kiosk/borger/stander-1\""), "{form}: {}", refused.body);
    }
    let unknown = get(&world, &format!("{KIOSK}/service/faergen")).await;
    assert_eq!((unknown.status.as_u16(), unknown.header("location")), (303, KIOSK));
    assert_eq!(tickets(&world).await, 0);
}

#[tokio::test]
async fn a_queue_that_closes_says_what_else_can_be_done_on_the_row_on_its_page_and_to_a_press_that_came_too_late() {
    let world = World::new().await;
    let closed = world.post("/api/v1/centres/borger/queues/pas/status", "manager", json!({"status": "closed"})).await;
    assert_eq!(closed.status, 204, "{}", closed.body);
    let row = get(&world, KIOSK).await.body;
    assert!(row.contains("class=\"row closed\" href=\"/kiosk/borger/stander-1/service/forny-pas\""), "{row}");
    let page = get(&world, &format!("{KIOSK}/service/forny-pas")).await;
    assert!(
        page.status == 200 && page.body.contains("Bestil tid") && page.body.contains("Til forsiden"),
        "{}",
        page.body
    );
    let late = press(&world, "ticket", "command_id=late&service=forny-pas").await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("Lukket nu") && late.body.contains("Bestil tid"), "{}", late.body);
    assert_eq!(tickets(&world).await, 0);
}

#[tokio::test]
async fn a_ticket_that_was_just_taken_is_given_back_while_it_waits() {
    let world = World::new().await;
    world.sign_on().await;
    let taken = press(&world, "ticket", "command_id=a&service=forny-pas").await;
    let page = get(&world, taken.header("location")).await.body;
    let undo = format!("{}/undo", taken.header("location"));
    let form = format!("command_id={}", hidden(&page, "undo", "command_id"));
    let undone = send(&world, &undo, "device", &form).await;
    assert_eq!((undone.status.as_u16(), undone.header("location")), (303, "/kiosk/borger/stander-1?said=undone"));
    assert!(get(&world, undone.header("location")).await.body.contains("Dit nummer er slettet"));
    let hall = world.get("/api/v1/centres/borger/hall", "").await.json();
    assert_eq!(hall["waiting"].as_array().unwrap().len(), 0);
    // Sent again, and by "back" to the page: nothing more happens.
    assert_eq!(send(&world, &undo, "device", &form).await.status, 303);
    assert_eq!(get(&world, taken.header("location")).await.header("location"), KIOSK);
    // Who is called already is told where to go instead.
    let taken = press(&world, "ticket", "command_id=b&service=forny-pas").await;
    let path = taken.header("location").to_owned();
    world.post("/api/v1/centres/borger/desks/skranke-1/next", "employee", Value::Null).await;
    let kept = send(&world, &format!("{path}/undo"), "device", "command_id=c").await;
    assert_eq!((kept.status.as_u16(), kept.header("location")), (303, path.as_str()));
    let page = get(&world, &path).await.body;
    assert!(page.contains("Gå til Skranke 1") && !page.contains("id=\"undo\""), "{page}");
}

#[tokio::test]
async fn a_call_for_help_reaches_the_employees_once_and_can_be_taken_back() {
    let world = World::new().await;
    let page = get(&world, &format!("{KIOSK}?lang=en")).await.body;
    let form = format!("command_id={}&back=/kiosk/borger/stander-1?lang%3Den", hidden(&page, "help", "command_id"));
    let called = press(&world, "help", &form).await;
    assert_eq!((called.status.as_u16(), called.header("location")), (303, "/kiosk/borger/stander-1?lang=en"));
    // A second press, of this page and of the next.
    press(&world, "help", &form).await;
    press(&world, "help", "command_id=other").await;
    let events = world.get("/api/v1/centres/borger/days/2026-03-02/events", "manager").await.body;
    assert_eq!(events.matches("help_called").count(), 1, "{events}");
    assert!(get(&world, KIOSK).await.body.contains("Personalet har fået besked"));
    world.post("/api/v1/centres/borger/kiosks/stander-1/take-help", "employee", Value::Null).await;
    let page = get(&world, &format!("{KIOSK}/service/skattekort")).await.body;
    assert!(page.contains("Der kommer en medarbejder") && !page.contains(SECRET_NAME), "{page}");
    let ended = press(&world, "help/end", "command_id=end&back=https://elsewhere.example/").await;
    assert_eq!(ended.header("location"), KIOSK, "nobody is sent away from the kiosk");
    assert!(get(&world, KIOSK).await.body.contains("Tilkald hjælp"));
}

#[tokio::test]
async fn the_page_is_this_kiosks_alone_and_an_unknown_one_is_told_kindly() {
    let world = World::new().await;
    let unknown = get(&world, "/kiosk/borger/stander-9").await;
    assert_eq!(unknown.status, 404);
    assert!(
        unknown.body.contains("Denne stander er ikke sat op endnu") && unknown.body.contains("http-equiv=\"refresh\"")
    );
    world.get(KIOSK, "").await.assert_problem(401, "session_missing");
    world.get(KIOSK, "elsewhere").await.assert_problem(403, "other_centre");
    assert_eq!(world.get(KIOSK, "employee").await.status, 200);
}

#[tokio::test]
async fn a_text_that_is_read_aloud_comes_in_a_form_and_has_a_limit() {
    let world = World::new().await;
    let request = world.request("POST", &format!("{KIOSK}/speech"), "device");
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let spoken = world.respond(request.body(Body::from("text=A%2C+4%2C+7&language=da")).unwrap()).await;
    // A machine without a voice is passed over in silence.
    assert!(matches!(spoken.status().as_u16(), 200 | 204), "{}", spoken.status());
    if spoken.status() == 200 {
        assert_eq!(spoken.headers()["content-type"], "audio/wav");
    }
    for form in [
        format!("text={}&language=da", "a".repeat(401)),
        "text=+&language=da".to_owned(),
        "text=a&language=xx".to_owned(),
    ] {
        press(&world, "speech", &form).await.assert_problem(422, "body_invalid");
    }
}

#[tokio::test]
async fn an_adapted_page_has_its_switches_and_three_services_on_a_page() {
    let world = World::new().await;
    let page = get(&world, &format!("{KIOSK}?adapted=text,contrast,low")).await.body;
    assert!(page.contains("stand adapted with-text with-contrast with-low"), "{page}");
    for (word, on) in [("text", true), ("contrast", true), ("low", true), ("read", false)] {
        assert!(page.contains(&format!("id=\"aid-{word}\"")), "{word}");
        assert!(page.matches("aria-checked").count() == 4 && (!on || page.contains("aria-checked=\"true\"")));
    }
    assert!(page.contains("href=\"/kiosk/borger/stander-1?adapted=contrast,low\""), "each switch works alone");
    assert!(page.contains("Knapperne er flyttet ned") && !page.contains("kiosk-voice"));
    let read = get(&world, &format!("{KIOSK}?adapted=read")).await.body;
    assert!(read.contains("<kiosk-voice to=\"/kiosk/borger/stander-1/speech\""), "{read}");
    get(&world, &format!("{KIOSK}?adapted=huge")).await.assert_problem(422, "query_invalid");
}

#[tokio::test]
async fn the_day_that_a_manager_has_closed_is_closed_at_the_kiosk_too() {
    let world = World::new().await;
    let by = Actor::Employee("anna".parse().unwrap());
    world.command("2026-03-02".parse().unwrap(), Command { by, action: Action::CloseDay { confirmed: true } }).await;
    let page = get(&world, KIOSK).await.body;
    assert!(page.contains("Lukket i dag") && page.contains("Vi åbner mandag 9. marts"), "{page}");
    assert_eq!(press(&world, "ticket", "command_id=x&service=forny-pas").await.status, 409);
}
