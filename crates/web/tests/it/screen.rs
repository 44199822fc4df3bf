//! The screen on the wall: what it shows, what it says, and what never takes it down.

use std::sync::Arc;

use domain::ids::{DeskId, Language, QueueId};
use domain::setup::Setup;
use engine::{Render as _, Scene, Topic};
use serde_json::Value;

use crate::world::{SECRET_NAME, World, setups};

const SCREEN: &str = "/screen/borger/infoskaerm-1";

async fn call(world: &World) {
    world.post("/api/v1/centres/borger/desks/skranke-1/next", "employee", Value::Null).await;
}

async fn act(world: &World, visit: &Value, action: &str) {
    let path = format!("/api/v1/centres/borger/visits/{}/{action}", visit["id"].as_str().unwrap());
    let answered = world.post(&path, "employee", Value::Null).await;
    assert!(answered.status.is_success(), "{}", answered.body);
}

/// What the live view of a screen sends under a set-up.
async fn drawn(world: &World, change: impl FnOnce(&mut Setup)) -> String {
    let centre: domain::ids::CentreId = "borger".parse().unwrap();
    let mut setup = setups().remove(&centre).unwrap();
    change(Arc::make_mut(&mut setup));
    let scene = Scene { setup, ..world.engine.scene(&centre).await.unwrap() };
    let topic =
        Topic { view: "screen", centre, language: Language::danish(), subject: Some("infoskaerm-1".to_owned()) };
    let renderer = web::Renderer::new(Arc::clone(&world.app.texts), &store::Secret::new([7; 32]));
    String::from_utf8(renderer.render(&topic, &scene).to_vec()).unwrap()
}

#[tokio::test]
async fn a_screen_shows_who_is_called_where_and_the_queues_and_nobodys_name() {
    let world = World::new().await;
    world.sign_on().await;
    world.ticket().await;
    world.ticket().await;
    call(&world).await;
    let page = world.get(SCREEN, "").await;
    assert_eq!(page.status, 200);
    for shown in
        ["<html lang=\"da\"", "A 1 er kaldt til Skranke 1", "call-card on", "Køer lige nu", "Åbent i dag 8.00–18.00"]
    {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    assert!(!page.body.contains(SECRET_NAME) && !page.body.contains("style=") && !page.body.contains("onclick"));
    assert!(world.get(&format!("{SCREEN}?lang=ar"), "").await.body.contains("dir=\"rtl\""));
    assert!(world.get(&format!("{SCREEN}?lang=qps"), "").await.body.contains("<html lang=\"da\""));
    assert!(world.get(&format!("{SCREEN}?theme=dark"), "").await.body.contains("data-theme=\"dark\""));
}

#[tokio::test]
async fn the_live_part_is_the_same_as_the_pages() {
    let world = World::new().await;
    world.sign_on().await;
    world.ticket().await;
    call(&world).await;
    let page = world.get(SCREEN, "").await.body;
    let (_, headers, chunks) = world.chunks(&format!("{SCREEN}/events"), 1).await;
    assert_eq!(headers["content-type"], "text/event-stream");
    let lines: Vec<&str> = chunks[0].lines().filter_map(|line| line.strip_prefix("data: ")).collect();
    let page: Vec<&str> = page.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines.len() > 10 && page.windows(lines.len()).any(|part| part == lines), "{lines:#?}\n---\n{page:#?}");
}

#[tokio::test]
async fn a_call_is_large_while_it_is_on_then_listed_then_gone() {
    let world = World::new().await;
    world.sign_on().await;
    let (first, second) = (world.ticket().await, world.ticket().await);
    call(&world).await;
    act(&world, &first, "start").await;
    world.clock.advance_seconds(120);
    // Nobody is on the way: the newest stays large for a while, but not in the call light.
    let page = world.get(SCREEN, "").await.body;
    assert!(page.contains("class=\"call-card\"") && !page.contains("data-call="), "{page}");
    act(&world, &first, "finish").await;
    call(&world).await;
    let page = world.get(SCREEN, "").await.body;
    assert!(page.contains("A 2 er kaldt til Skranke 1") && page.contains("data-call=\"A-2-"), "{page}");
    // The first has left its desk, and is still told of.
    assert!(page.contains("id=\"row-A-1-") && page.contains("2 min siden"), "{page}");
    act(&world, &second, "start").await;
    act(&world, &second, "finish").await;
    world.clock.advance_seconds(6 * 60);
    let page = world.get(SCREEN, "").await.body;
    assert!(page.contains("Ingen er kaldt lige nu") && page.contains("Sidst kaldt: A 2 til Skranke 1"), "{page}");
    world.clock.advance_seconds(40 * 60);
    let page = world.get(SCREEN, "").await.body;
    assert!(
        page.contains("Ingen er kaldt lige nu") && !page.contains("Sidst kaldt") && !page.contains("row-A"),
        "{page}"
    );
}

#[tokio::test]
async fn a_call_that_is_undone_is_shown_no_more() {
    let world = World::new().await;
    world.sign_on().await;
    let visit = world.ticket().await;
    call(&world).await;
    act(&world, &visit, "undo").await;
    let page = world.get(SCREEN, "").await.body;
    assert!(page.contains("Ingen er kaldt lige nu") && !page.contains("A-1-"), "{page}");
}

#[tokio::test]
async fn being_called_again_is_a_new_call() {
    let world = World::new().await;
    world.sign_on().await;
    let visit = world.ticket().await;
    call(&world).await;
    let key = |page: &str| page.split("data-call=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let before = key(&world.get(SCREEN, "").await.body);
    world.clock.advance_seconds(30);
    act(&world, &visit, "recall").await;
    assert_ne!(before, key(&world.get(SCREEN, "").await.body));
}

#[tokio::test]
async fn at_the_end_of_the_day_it_says_when_one_can_come_again() {
    let world = World::new().await;
    world.clock.advance_seconds(9 * 3600);
    let page = world.get(SCREEN, "").await.body;
    assert!(page.contains("Lukket nu") && page.contains("Åbner igen mandag 9. marts kl. 8.00"), "{page}");
    assert!(page.contains("data-dusk=\"dark\"") && page.contains("lukket nu"), "{page}");
}

#[tokio::test]
async fn field_fault_15_no_unknown_name_takes_a_screen_down() {
    let world = World::new().await;
    world.sign_on().await;
    world.ticket().await;
    call(&world).await;
    let unknown = QueueId::new("nedlagt").unwrap();
    let screen = "infoskaerm-1".parse().unwrap();
    // A queue that is gone is left out; the others are there.
    let frame = drawn(&world, |setup| setup.screens.get_mut(&screen).unwrap().queues.insert(0, unknown.clone())).await;
    assert!(frame.contains("Skat") && frame.contains("call-card on") && !frame.contains("nedlagt"), "{frame}");
    // A desk that is gone is shown by its bare name: who is called must find it.
    let frame = drawn(&world, |setup| drop(setup.desks.remove(&DeskId::new("skranke-1").unwrap()))).await;
    assert!(frame.contains("A 1 er kaldt til skranke-1") && frame.contains("call-card on"), "{frame}");
    // Nothing but unknown queues.
    let frame = drawn(&world, |setup| setup.screens.get_mut(&screen).unwrap().queues = vec![unknown.clone()]).await;
    assert!(frame.contains("Ingen er kaldt lige nu") && frame.contains("Lukket i dag"), "{frame}");
    // A queue that the hall has and the set-up does not.
    let frame = drawn(&world, |setup| drop(setup.queues.remove(&QueueId::new("pas").unwrap()))).await;
    assert!(frame.contains("call-card on"), "{frame}");
    // The screen itself: what it showed stays, and its page leads to those that are there.
    let frame = drawn(&world, |setup| setup.screens.clear()).await;
    assert!(!frame.contains("data:"), "{frame}");
    for id in ["infoskaerm-9", "..", "%FF", "A"] {
        let page = world.get(&format!("/screen/borger/{id}"), "").await;
        assert_eq!(page.status, 404, "{id}");
        assert!(page.body.contains("Infoskærm i stuen") && page.body.contains("findes ikke her"), "{}", page.body);
    }
    assert!(world.get("/screen/borger", "").await.body.contains("/screen/borger/infoskaerm-1"));
    assert_eq!(world.get("/screen/borger/infoskaerm-9/events", "").await.status, 404);
    assert_eq!(world.get("/screen/rathaus/infoskaerm-1", "").await.status, 404);
}

#[tokio::test]
async fn field_fault_16_a_call_that_is_over_is_in_no_later_state() {
    let world = World::new().await;
    world.sign_on().await;
    let visit = world.ticket().await;
    call(&world).await;
    assert!(world.get(SCREEN, "").await.body.contains("data-call=\"A-1-"));
    act(&world, &visit, "start").await;
    act(&world, &visit, "finish").await;
    // Whatever a screen saw last, the state that it is sent is whole, and has no call that could fill the wall.
    let (_, _, chunks) = world.chunks(&format!("{SCREEN}/events"), 1).await;
    assert!(!chunks[0].contains("data-call=") && !chunks[0].contains("call-card on"), "{}", chunks[0]);
}

#[tokio::test]
async fn only_letters_digits_and_desks_of_the_centre_can_be_spoken() {
    let world = World::new().await;
    for unknown in
        ["letter/Z", "letter/AB", "letter/", "digit/12", "digit/x", "digit/%D9%A4", "desk/skranke-9", "desk/Hej"]
    {
        assert_eq!(world.get(&format!("{SCREEN}/speech/{unknown}"), "").await.status, 404, "{unknown}");
    }
}

#[tokio::test]
async fn the_chime_is_a_sound_that_may_be_kept() {
    let world = World::new().await;
    let response = world.open("/screen/chime.wav").await;
    assert_eq!(response.headers()["content-type"], "audio/wav");
    assert!(response.headers()["cache-control"].to_str().unwrap().contains("max-age=86400"));
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    assert!(body.starts_with(b"RIFF"));
}
