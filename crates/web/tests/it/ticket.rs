//! The ticket on the phone, by its address alone: every state, every press, and what it never shows.

use axum::body::Body;
use axum::http::header;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::world::{Answered, SECRET_NAME, World, setups};

const DESK: &str = "/api/v1/centres/borger/desks/skranke-1";

/// The address of a ticket: its key is the visit and the hash of its link.
pub(crate) fn address(ticket: &Value) -> String {
    let id: uuid::Uuid = ticket["id"].as_str().unwrap().parse().unwrap();
    let hash = URL_SAFE_NO_PAD.decode(ticket["token"].as_str().unwrap().trim_start_matches("v_")).unwrap();
    format!("/ticket/{}", URL_SAFE_NO_PAD.encode([id.as_bytes().as_slice(), &hash].concat()))
}

fn visit(ticket: &Value) -> String {
    format!("/api/v1/centres/borger/visits/{}", ticket["id"].as_str().unwrap())
}

impl World {
    /// Sends a form, as a browser without a script does.
    async fn send_ticket_form(&self, path: &str, form: &str) -> Answered {
        let request = self.request("POST", path, "").header(header::ACCEPT, "text/html");
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    async fn employee(&self, path: &str) {
        let answered = self.post(path, "employee", Value::Null).await;
        assert!(answered.status.is_success(), "{path}: {}", answered.body);
    }

    async fn state(&self, ticket: &Value) -> String {
        self.get(&visit(ticket), "employee").await.json()["state"].as_str().unwrap().to_owned()
    }
}

/// The value of a hidden or chosen field, in the order of the page.
fn values<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let begin = format!("name=\"{name}\" value=\"");
    page.split(&begin).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[track_caller]
fn assert_shows(page: &Answered, status: u16, texts: &[&str]) {
    assert_eq!(page.status.as_u16(), status, "{}", page.body);
    for text in texts {
        assert!(page.body.contains(text), "`{text}` is not in {}", page.body);
    }
}

#[tokio::test]
async fn who_waits_sees_her_number_how_many_are_ahead_when_and_where_and_nobody_else() {
    let world = World::new().await;
    world.sign_on().await;
    let (_, _, third) = (world.ticket().await, world.ticket().await, world.ticket().await);
    let page = world.get(&address(&third), "").await;
    assert_shows(&page, 200, &["A 3", "<b>2</b>", "foran dig", "Forny pas", "ca. kl. 10.", "mellem 10.", "Vær klar"]);
    assert!(!page.body.contains("A 2") && !page.body.contains("A 1"), "{}", page.body);
    assert!(!page.body.contains(SECRET_NAME) && !page.body.contains("style=") && !page.body.contains("onclick"));
    assert_eq!(page.header("x-robots-tag"), "noindex, nofollow");
    assert_eq!((page.header("cache-control"), page.header("referrer-policy")), ("no-store", "no-referrer"));
}

#[tokio::test]
async fn field_fault_38_a_key_that_is_not_right_opens_nothing_and_says_nothing() {
    let world = World::new().await;
    let (one, two) = (world.ticket().await, world.ticket().await);
    let (own, other) = (address(&one), address(&two));
    // The visit of the one with the hash of the other, a letter too few, and something made up.
    let mixed = format!("{}{}", &own[..29], &other[29..]);
    let unknown = world.get("/ticket/made-up", "").await;
    assert_shows(&unknown, 404, &["The link does not work", "noindex"]);
    for key in [mixed.as_str(), &own[..own.len() - 1], &format!("{own}A"), "/ticket/%F0%9F%98%80"] {
        for rest in ["", "/late", "/cancel", "/events"] {
            let page = world.get(&format!("{key}{rest}"), "").await;
            assert_eq!((page.status.as_u16(), &page.body), (404, &unknown.body), "{key}{rest}");
        }
        for rest in ["/late", "/cancel", "/here", "/undo"] {
            assert_eq!(world.send_ticket_form(&format!("{key}{rest}"), "").await.status, 404);
        }
    }
    assert_eq!((world.state(&one).await, world.state(&two).await), ("waiting".to_owned(), "waiting".to_owned()));
}

#[tokio::test]
async fn field_fault_39_no_token_and_no_visit_stands_in_the_page_and_no_number_in_its_address() {
    let world = World::new().await;
    let ticket = world.ticket().await;
    let page = world.get(&address(&ticket), "").await.body;
    let (token, id) = (ticket["token"].as_str().unwrap(), ticket["id"].as_str().unwrap());
    assert!(!page.contains(token) && !page.contains(&token[2..]) && !page.contains(id));
    for link in page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(!link.contains("borger") && !link.contains("A%20") && !link.contains("A+"), "{link}");
    }
}

#[tokio::test]
async fn the_live_part_of_a_ticket_is_the_same_as_the_pages_and_is_sent_again_only_when_it_differs() {
    let world = World::new().await;
    world.sign_on().await;
    for _ in 0..4 {
        world.ticket().await;
    }
    let ticket = world.ticket().await;
    let page = world.get(&address(&ticket), "").await.body;
    let (_, headers, chunks) = world.chunks(&format!("{}/events", address(&ticket)), 1).await;
    assert_eq!(headers["content-type"], "text/event-stream");
    let lines: Vec<&str> = chunks[0].lines().filter_map(|line| line.strip_prefix("data: ")).collect();
    let page: Vec<&str> = page.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines.len() > 10 && page.windows(lines.len()).any(|part| part == lines), "{lines:#?}\n{page:#?}");

    let before = world.get(&address(&ticket), "").await.body;
    world.clock.advance_seconds(2);
    let after = world.get(&address(&ticket), "").await.body;
    let band =
        |page: &str| page.split("<svg class=\"band\"").nth(1).unwrap().split("</svg>").next().unwrap().to_owned();
    assert_eq!(band(&before), band(&after), "nothing in it is finer than a minute");
}

#[tokio::test]
async fn who_is_called_sees_the_turn_and_the_desk_and_is_not_offered_what_the_rules_refuse() {
    let world = World::new().await;
    world.sign_on().await;
    let ticket = world.ticket().await;
    world.employee(&format!("{DESK}/next")).await;
    let page = world.get(&address(&ticket), "").await;
    assert_shows(&page, 200, &["A 1: Det er din tur", "Skranke 1", "Stuen", "Jeg kan ikke komme", "data-calls=\"1\""]);
    assert!(!page.body.contains("/late") && !page.body.contains(SECRET_NAME));
    let late = world.get(&format!("{}/late", address(&ticket)), "").await;
    assert_eq!(
        (late.status.as_u16(), late.header("location")),
        (303, format!("{}?lang=da", address(&ticket)).as_str())
    );
    let refused = world.send_ticket_form(&format!("{}/late", address(&ticket)), "until=2026-03-02T09:40:00Z").await;
    assert_shows(&refused, 409, &["Det er din tur", "dit nummer har ændret sig"]);

    world.employee(&format!("{}/start", visit(&ticket))).await;
    assert_shows(&world.get(&address(&ticket), "").await, 200, &["Du er ved skranke 1"]);
    world.employee(&format!("{}/finish", visit(&ticket))).await;
    let over = world.get(&address(&ticket), "").await;
    assert_shows(&over, 200, &["Tak for besøget", "tile ghost"]);
    assert!(!over.body.contains("<form") && !over.body.contains("/cancel"));
}

#[tokio::test]
async fn who_is_late_is_shown_each_new_time_before_she_says_so_and_keeps_her_number() {
    let world = World::new().await;
    world.sign_on().await;
    let ticket = world.ticket().await;
    let late = format!("{}/late", address(&ticket));
    let asked = world.get(&late, "").await;
    assert_shows(
        &asked,
        200,
        &["Hvor meget er du forsinket?", "Du beholder A 1", "5 min", "10 min", "20 min", "ny tid ca. kl."],
    );
    assert_eq!(asked.body.matches(" checked").count(), 1);
    let (times, ids) = (values(&asked.body, "until"), values(&asked.body, "command_id"));
    assert_eq!(times.len(), 3);
    assert!(asked.body.contains(&format!("value=\"{}\" required checked", times[1])), "ten minutes are chosen");

    for wrong in ["", "until=", "until=soon"] {
        assert_shows(
            &world.send_ticket_form(&late, wrong).await,
            422,
            &["Vælg, hvor meget du er forsinket", "role=\"alert\""],
        );
    }
    let form = format!("until={}&command_id={}", times[1], ids[0]);
    let done = world.send_ticket_form(&late, &form).await;
    assert_eq!(
        (done.status.as_u16(), done.header("location")),
        (303, format!("{}?lang=da", address(&ticket)).as_str())
    );
    let card = world.get(&visit(&ticket), "employee").await.json();
    assert_eq!((&card["not_before"], &card["number"]), (&json!(times[1]), &json!("A 1")));
    assert_shows(&world.get(&address(&ticket), "").await, 200, &["Vi kalder dig tidligst kl. 10.", "Jeg er her"]);

    // The same form once more is the same command; an earlier time is refused, and asked for anew.
    assert_eq!(world.send_ticket_form(&late, &form).await.status, 303);
    let earlier = world.send_ticket_form(&late, &format!("until={}", times[0])).await;
    assert_shows(&earlier, 409, &["ikke senere end den, du har", "Hvor meget er du forsinket?"]);
    assert_shows(
        &world.send_ticket_form(&late, "until=2026-03-05T09:00:00Z").await,
        409,
        &["Så sent har vi ikke åbent"],
    );

    assert_eq!(world.send_ticket_form(&format!("{}/here", address(&ticket)), "").await.status, 303);
    assert!(world.get(&visit(&ticket), "employee").await.json()["not_before"].is_null());
}

#[tokio::test]
async fn who_gives_up_is_asked_first_and_takes_it_back_within_the_rules_minute() {
    let world = World::new().await;
    let ticket = world.ticket().await;
    let cancel = format!("{}/cancel", address(&ticket));
    assert_shows(&world.get(&cancel, "").await, 200, &["Vil du afmelde A 1?", "Behold min plads"]);
    assert_eq!(world.state(&ticket).await, "waiting", "asking changes nothing");
    assert_eq!(world.send_ticket_form(&cancel, "command_id=one").await.status, 303);
    let page = world.get(&address(&ticket), "").await;
    assert_shows(&page, 200, &["Dit nummer er afmeldt", "Fortryd"]);
    let undo = format!("{}/undo", address(&ticket));
    let id = values(&page.body, "command_id")[0];
    assert_eq!(world.send_ticket_form(&undo, &format!("command_id={id}")).await.status, 303);
    assert_eq!(world.state(&ticket).await, "waiting");

    world.send_ticket_form(&cancel, "command_id=two").await;
    world.clock.advance_seconds(61);
    let later = world.get(&address(&ticket), "").await;
    assert_shows(&later, 200, &["Tag et nyt nummer"]);
    assert!(!later.body.contains("Fortryd"));
    assert_shows(&world.send_ticket_form(&undo, "").await, 409, &["Det er for sent at fortryde"]);
    assert_shows(&world.send_ticket_form(&cancel, "").await, 409, &["dit nummer har ændret sig"]);
}

#[tokio::test]
async fn who_was_missed_says_that_she_is_here_and_who_is_parked_need_not_do_anything() {
    let world = World::new().await;
    world.sign_on().await;
    let ticket = world.ticket().await;
    world.employee(&format!("{DESK}/next")).await;
    world.clock.advance_seconds(120);
    world.employee(&format!("{}/no-show", visit(&ticket))).await;
    let page = world.get(&address(&ticket), "").await;
    assert_shows(&page, 200, &["Vi kaldte dig kl. 10.00", "senest kl. 10.17", "Jeg er her"]);
    let id = values(&page.body, "command_id")[0];
    for _pressed_twice in 0..2 {
        let here = world.send_ticket_form(&format!("{}/here", address(&ticket)), &format!("command_id={id}")).await;
        assert_eq!(here.status, 303, "{}", here.body);
    }
    assert_eq!(world.state(&ticket).await, "waiting");

    world.employee(&format!("{DESK}/next")).await;
    world.employee(&format!("{}/park", visit(&ticket))).await;
    assert_shows(&world.get(&address(&ticket), "").await, 200, &["Vi har sat dit nummer til side"]);
    assert_shows(
        &world.send_ticket_form(&format!("{}/here", address(&ticket)), "").await,
        409,
        &["dit nummer har ændret sig"],
    );
}

#[tokio::test]
async fn where_no_time_can_be_named_the_page_says_why() {
    let world = World::new().await;
    let ticket = world.ticket().await;
    assert_shows(&world.get(&address(&ticket), "").await, 200, &["Der er ingen skranke åben lige nu"]);
    world.sign_on().await;
    let status = json!({"status": "paused"});
    assert_eq!(world.post("/api/v1/centres/borger/queues/pas/status", "manager", status).await.status, 204);
    assert_shows(&world.get(&address(&ticket), "").await, 200, &["Køen holder pause", "Du beholder din plads"]);
}

#[tokio::test]
async fn who_was_not_reached_before_the_day_closed_is_told_what_is_left() {
    let world = World::new().await;
    let ticket = world.ticket().await;
    let closed = world.post("/api/v1/centres/borger/day/close", "manager", json!({"confirmed": true})).await;
    assert_eq!(closed.status, 204, "{}", closed.body);
    assert_shows(&world.get(&address(&ticket), "").await, 200, &["Vi nåede dig desværre ikke", "Bestil tid"]);
    world.clock.advance_seconds(86_400);
    let over = world.get(&address(&ticket), "").await;
    assert_shows(&over, 410, &["Your number was for another day"]);
    assert_eq!(world.send_ticket_form(&format!("{}/cancel", address(&ticket)), "").await.status, 410);
}

#[tokio::test]
async fn who_is_sent_on_to_another_centre_finds_her_new_number_under_the_same_address() {
    let world = World::new().await;
    world.sign_on().await;
    let ticket = world.ticket().await;
    world.employee(&format!("{DESK}/next")).await;
    let wish = json!({"to": "centre", "centre": "job", "service": "skattekort"});
    let moved = world.post(&format!("{}/transfer", visit(&ticket)), "employee", wish).await;
    assert_eq!(moved.status, 200, "{}", moved.body);
    let page = world.get(&address(&ticket), "").await;
    assert_shows(&page, 200, &["B 1", "Skattekort", "sendt videre til Jobcenter, Torvet 1", "Her er dit nye nummer"]);
    assert_eq!(world.send_ticket_form(&format!("{}/cancel", address(&ticket)), "").await.status, 303);
    assert_shows(&world.get(&address(&ticket), "").await, 200, &["Dit nummer er afmeldt"]);

    // A page that was open when it happened is told, without a word about the other hall.
    let part = drawn(&world, &ticket, "borger", setups().remove(&"borger".parse().unwrap()).unwrap()).await;
    assert!(part.contains("et andet center") && part.contains("data-elsewhere"), "{part}");
}

#[tokio::test]
async fn a_ticket_is_in_the_language_of_its_kiosk_unless_another_is_asked_for() {
    let world = World::new().await;
    let taken = json!({"services": ["forny-pas"], "language": "en"});
    let ticket = world.post("/api/v1/centres/borger/visits", "device", taken).await.json();
    let address = address(&ticket);
    assert_shows(&world.get(&address, "").await, 200, &["<html lang=\"en\"", "ahead of you", "Renew passport"]);
    let danish = world.get(&format!("{address}?fbclid=x&lang=da"), "").await;
    assert_shows(&danish, 200, &["<html lang=\"da\"", "/late?lang=da", "/events?lang=da", ">English</a>"]);
    for not_offered in ["lang=de", "lang=xx", "lang=qps", "lang=da&lang=da", "lang=%00"] {
        assert_shows(&world.get(&format!("{address}?{not_offered}"), "").await, 200, &["<html lang=\"en\""]);
    }
}

#[tokio::test]
async fn field_fault_41_what_a_set_up_says_is_never_markup_on_a_ticket() {
    let world = World::new().await;
    let ticket = world.ticket().await;
    let mut setup = setups().remove(&"borger".parse().unwrap()).unwrap();
    let service = std::sync::Arc::make_mut(&mut setup).services.get_mut(&"forny-pas".parse().unwrap()).unwrap();
    service.name.0.insert(domain::ids::Language::danish(), "<script>alert(1)</script>".to_owned());
    let part = drawn(&world, &ticket, "borger", setup).await;
    assert!(!part.contains("<script>") && part.contains("&#60;script&#62;"), "{part}");
}

/// The live part of a ticket under a set-up.
async fn drawn(world: &World, ticket: &Value, centre: &str, setup: std::sync::Arc<domain::setup::Setup>) -> String {
    let scene = world.engine.scene(&centre.parse().unwrap()).await.unwrap();
    let scene = engine::Scene { setup, ..scene };
    let subject = Some(ticket["id"].as_str().unwrap().to_owned());
    let language = domain::ids::Language::danish();
    let topic = engine::Topic { view: "ticket", centre: centre.parse().unwrap(), language, subject };
    let texts = std::sync::Arc::clone(&world.app.texts);
    let frame = engine::Render::render(&web::Renderer::new(texts, &store::Secret::new([7; 32])), &topic, &scene);
    String::from_utf8(frame.to_vec()).unwrap()
}
