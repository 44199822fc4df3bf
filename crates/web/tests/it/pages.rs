use domain::ids::Language;
use serde_json::{Value, json};

use crate::world::{SECRET_NAME, World, setups};

#[tokio::test]
async fn the_front_page_lists_the_centres_in_danish_or_english() {
    let world = World::new().await;
    world.ticket().await;
    let page = world.get("/", "").await;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.body.contains("<html lang=\"da\"") && page.body.contains("Borgerservice"), "{}", page.body);
    assert!(page.body.contains("1 venter") && page.body.contains("ingen venter"));
    assert!(world.get("/?lang=en", "").await.body.contains("Citizen Service"));
    assert!(world.get("/?lang=fr", "").await.body.contains("<html lang=\"da\""));
}

#[tokio::test]
async fn the_live_page_shows_who_waits_and_who_is_called_where_and_nobodys_name() {
    let world = World::new().await;
    world.sign_on().await;
    world.ticket().await;
    world.ticket().await;
    world.post("/api/v1/centres/borger/desks/skranke-1/next", "employee", Value::Null).await;
    let page = world.get("/live/borger?lang=en", "").await;
    assert_eq!(page.status, 200);
    for shown in
        ["Citizen Service right now", "Desk 1", "on the way", "Passports", "http-equiv=\"refresh\"", "aria-live"]
    {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    assert!(!page.body.contains(SECRET_NAME) && !page.body.contains("style=") && !page.body.contains("onclick"));
    // Every script is a file of ours, and every part has its heading and its caption.
    assert_eq!(page.body.matches("<script").count(), page.body.matches("src=\"/assets/").count());
    assert_eq!(page.body.matches("<caption>").count(), page.body.matches("<table").count());
    world.get("/live/rathaus", "").await.assert_problem(404, "unknown_centre");
    // The name of the build is another with every change of a style.
    let page = world.get("/live/borger", "").await.body;
    let build = page.split("data-build=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    insta::assert_snapshot!("live_page", page.replace(&build, "BUILD"));
}

#[tokio::test]
async fn headings_go_down_step_by_step() {
    let world = World::new().await;
    world.sign_on().await;
    world.ticket().await;
    for path in ["/", "/live/borger"] {
        let page = world.get(path, "").await.body;
        let levels = |html: &str| -> Vec<u32> {
            let after = html.split("<h").skip(1);
            after.filter_map(|rest| rest.chars().next()?.to_digit(10)).collect()
        };
        let found = levels(&page);
        assert_eq!(found.first(), Some(&1), "{path}");
        assert_eq!(found.iter().filter(|level| **level == 1).count(), 1, "{path}");
        assert!(found.windows(2).all(|two| two[1] <= two[0] + 1), "{path}: {found:?}");
    }
}

#[tokio::test]
async fn the_live_part_is_the_same_as_the_pages() {
    let world = World::new().await;
    world.sign_on().await;
    world.ticket().await;
    let page = world.get("/live/borger", "").await.body;
    let (_, headers, chunks) = world.chunks("/live/borger/events", 1).await;
    assert_eq!(headers["content-type"], "text/event-stream");
    let lines: Vec<&str> = chunks[0].lines().filter_map(|line| line.strip_prefix("data: ")).collect();
    // Without a name, as a page takes it.
    assert!(lines.len() > 10 && !chunks[0].contains("event:"));
    let page: Vec<&str> = page.lines().filter(|line| !line.is_empty()).collect();
    assert!(page.windows(lines.len()).any(|part| part == lines), "{lines:#?}\n---\n{page:#?}");
}

#[tokio::test]
async fn what_a_set_up_says_is_never_markup() {
    use std::sync::Arc;
    let world = World::new().await;
    world.ticket().await;
    let mut setup = setups().remove(&"borger".parse().unwrap()).unwrap();
    let name = &mut Arc::make_mut(&mut setup).queues.get_mut(&"pas".parse().unwrap()).unwrap().name;
    name.0.insert(Language::danish(), "<script>alert(1)</script>".to_owned());
    let scene = world.engine.scene(&"borger".parse().unwrap()).await.unwrap();
    let scene = engine::Scene { setup, ..scene };
    let topic =
        engine::Topic { view: "live", centre: "borger".parse().unwrap(), language: Language::danish(), subject: None };
    let texts = Arc::new(web::Texts::embedded().unwrap());
    let frame = engine::Render::render(&web::Renderer::new(texts, &store::Secret::new([7; 32])), &topic, &scene);
    let frame = String::from_utf8(frame.to_vec()).unwrap();
    assert!(!frame.contains("<script>") && frame.contains("&#60;script&#62;"), "{frame}");
}

#[tokio::test]
async fn the_account_of_a_day_reads_as_a_text() {
    let world = World::new().await;
    world.sign_on().await;
    let desk = "/api/v1/centres/borger/desks/skranke-1";
    for minute in 0..6 {
        let ticket = world.ticket().await;
        world.clock.advance_seconds(120 * minute);
        world.post(&format!("{desk}/next"), "employee", Value::Null).await;
        let visit = format!("/api/v1/centres/borger/visits/{}", ticket["id"].as_str().unwrap());
        world.clock.advance_seconds(40);
        world.post(&format!("{visit}/start"), "employee", Value::Null).await;
        world.clock.advance_seconds(300);
        world.post(&format!("{visit}/finish"), "employee", Value::Null).await;
    }
    world.ticket().await;
    let last = world.ticket().await;
    world.post(&format!("{desk}/call"), "employee", json!({"visit": last["id"], "why": "short_question"})).await;
    let answers = json!([{"question": "digital", "answer": "ja"}]);
    world
        .post("/api/v1/centres/borger/referrals", "device", json!({"service": "skattekort", "answers": answers}))
        .await;
    let centre = "borger".parse().unwrap();
    let account = world.engine.account(&centre, None).await.unwrap();
    let setup = world.engine.setup(&centre).unwrap();
    let text = |language| web::account_text(&account, &setup, &world.app.texts, &language);
    insta::assert_snapshot!("account_da", text(Language::danish()));
    insta::assert_snapshot!("account_en", text(Language::english()));
}
