use std::num::NonZeroU32;

use axum::body::Body;
use serde_json::json;
use web::Limits;

use crate::world::World;

#[tokio::test]
async fn a_problem_is_told_in_the_callers_language() {
    let world = World::new().await;
    for (wish, language, title) in
        [("en-GB, da;q=0.5", "en", "Unknown centre"), ("da", "da", "Ukendt center"), ("fr", "da", "Ukendt center")]
    {
        let request = axum::http::Request::get("/api/v1/centres/rathaus").header("accept-language", wish);
        let answered = world.send(request.body(Body::empty()).unwrap()).await;
        let problem = answered.assert_problem(404, "unknown_centre");
        assert_eq!((answered.header("content-language"), &problem["title"]), (language, &json!(title)));
        assert_eq!(answered.header("vary"), "accept-language");
        let instance = format!("urn:frontdesk:request:{}", answered.header("x-request-id"));
        assert_eq!(problem["instance"], instance);
    }
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let world = World::new().await;
    let request = world.request("DELETE", "/api/v1/centres/borger/visits", "device").body(Body::empty()).unwrap();
    let answered = world.send(request).await;
    answered.assert_problem(405, "method_not_allowed");
    assert_eq!(answered.header("allow"), "POST");
}

#[tokio::test]
async fn an_address_without_anything_is_said_so() {
    let world = World::new().await;
    world.get("/api/v1/slots", "").await.assert_problem(404, "not_found");
    let request = world.request("GET", "/nowhere", "").header("accept", "text/html,*/*").body(Body::empty()).unwrap();
    let page = world.send(request).await;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (404, "text/html; charset=utf-8"));
    assert!(page.body.contains("<h1>Not found</h1>"), "{}", page.body);
}

#[tokio::test]
async fn no_route_for_programs_passes_over_a_parameter_that_it_does_not_know() {
    let world = World::new().await;
    let ticket = world.ticket().await;
    let visit = ticket["id"].as_str().unwrap();
    let paths: Vec<(&str, String)> = web::routes()
        .into_iter()
        .filter(|route| route.path.starts_with("/api/"))
        .map(|route| {
            let path = route.path.replace("{centre}", "borger").replace("{date}", "2026-03-02");
            let path = path.replace("{desk}", "skranke-1").replace("{queue}", "pas").replace("{kiosk}", "stander-1");
            (route.method.as_str(), path.replace("{visit}", visit))
        })
        .collect();
    assert!(paths.len() > 35, "{paths:?}");
    for (method, path) in paths {
        for query in ["nobody-knows=1", "=", "lang=en&nobody-knows", "at=10:00&nobody-knows=1", "after=1&after=2"] {
            // Of a stream that is opened the body would never end.
            let request =
                world.request(method, &format!("{path}?{query}"), "system_owner").body(Body::empty()).unwrap();
            let response = world.respond(request).await;
            assert_eq!(response.status(), 422, "{method} {path}?{query}");
            let body = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
            let problem: serde_json::Value = serde_json::from_slice(&body).unwrap();
            assert_eq!(problem["code"], "query_invalid", "{method} {path}?{query}");
        }
    }
    // Who may not ask is told that, and no more.
    let account = "/api/v1/centres/borger/days/2026-03-02/account?nobody-knows=1";
    world.get(account, "employee").await.assert_problem(403, "not_allowed");
}

#[tokio::test]
async fn a_page_whose_link_somebody_added_to_is_shown_all_the_same() {
    let world = World::new().await;
    for path in ["/?fbclid=1", "/live/borger?lang=en&utm_source=letter", "/healthz?now", "/assets/x/base.css?v=2"] {
        assert_eq!(world.get(path, "").await.status.as_u16(), 200, "{path}");
    }
}

#[tokio::test]
async fn too_many_requests_are_told_when_to_come_back() {
    let few = NonZeroU32::new(2).unwrap();
    let limits = Limits {
        token_requests_per_second: NonZeroU32::MIN,
        token_requests_burst: few,
        peer_requests_per_second: NonZeroU32::MIN,
        peer_requests_burst: few,
        ..Limits::default()
    };
    let world = World::with_limits(limits).await;
    for who in ["", "employee", "v_AAAAAAAAAAAAAAAAAAAAAAAA"] {
        let path = "/api/v1/centres/borger/visits/0197f9a0-0000-7000-8000-000000000000";
        let mut last = world.get(path, who).await;
        for _ in 0..3 {
            last = world.get(path, who).await;
        }
        last.assert_problem(429, "too_many_requests");
        assert!(last.header("retry-after").parse::<u32>().unwrap() >= 1);
        assert_eq!(last.header("connection"), "close", "what else was sent is not read");
    }
}

#[tokio::test]
async fn headers_that_are_too_large_are_refused() {
    let world = World::new().await;
    let request = world.request("GET", "/api/v1/centres", "").header("x-long", "x".repeat(20_000));
    world.send(request.body(Body::empty()).unwrap()).await.assert_problem(431, "headers_too_large");
    let mut request = world.request("GET", "/api/v1/centres", "");
    for i in 0..70 {
        request = request.header(format!("x-{i}"), "1");
    }
    world.send(request.body(Body::empty()).unwrap()).await.assert_problem(431, "headers_too_large");
}

#[tokio::test]
async fn a_token_that_is_not_good_opens_nothing() {
    let world = World::new().await;
    let path = "/api/v1/centres/borger/days/2026-03-02/account";
    for (who, status, code) in [
        ("", 401, "token_missing"),
        ("fd_unknown", 401, "token_invalid"),
        ("x", 401, "token_invalid"),
        ("elsewhere", 403, "other_centre"),
        ("nowhere", 403, "other_centre"),
        ("employee", 403, "not_allowed"),
    ] {
        let answered = world.get(path, who).await;
        answered.assert_problem(status, code);
        assert_eq!(answered.header("www-authenticate"), if status == 401 { "Bearer" } else { "" });
    }
    assert_eq!(world.get(path, "manager").await.status, 200);
    let token = world.token("manager").to_owned();
    world.engine.revoke_token("manager", "test").await.unwrap();
    world.get(path, &token).await.assert_problem(401, "token_invalid");
}
