use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;

use crate::world::World;

#[tokio::test]
async fn the_program_says_that_it_lives_and_can_work() {
    let world = World::new().await;
    for path in ["/healthz", "/readyz"] {
        assert_eq!(world.get(path, "").await.status, 200, "{path}");
    }
    world.engine.shutdown().await;
    assert_eq!(world.get("/healthz", "").await.status, 200);
    let stopping = world.get("/readyz", "").await;
    stopping.assert_problem(503, "shutting_down");
    assert_eq!(stopping.header("retry-after"), "2");
}

#[tokio::test]
async fn measures_are_for_the_system_owner_and_for_this_machine() {
    let world = World::new().await;
    world.ticket().await;
    world.get("/metrics", "").await.assert_problem(401, "token_missing");
    world.get("/metrics", "superuser").await.assert_problem(403, "not_allowed");
    let page = world.get("/metrics", "system_owner").await;
    assert!(page.body.contains("frontdesk_waiting{centre=\"borger\"} 1"), "{}", page.body);
    let from = |address: &str, forwarded: bool| {
        let mut request = world.request("GET", "/metrics", "");
        if forwarded {
            request = request.header("x-forwarded-for", "127.0.0.1");
        }
        let peer = ConnectInfo::<SocketAddr>(address.parse().unwrap());
        world.send(request.extension(peer).body(Body::empty()).unwrap())
    };
    assert_eq!(from("127.0.0.1:4711", false).await.status, 200);
    assert_eq!(from("127.0.0.1:4711", true).await.status, 401, "a proxy passed it on");
    assert_eq!(from("10.0.0.7:4711", false).await.status, 401);
}

#[tokio::test]
async fn every_answer_protects_itself() {
    let world = World::new().await;
    for path in ["/", "/api/v1/centres", "/nowhere", "/assets/x/clock.js", "/api/v1/centres/borger/hall/events"] {
        let response = world.open(path).await;
        let header = |name: &str| response.headers().get(name).map_or("", |v| v.to_str().unwrap()).to_owned();
        assert_eq!(header("content-security-policy"), web::CONTENT_SECURITY_POLICY, "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert!(!header("x-request-id").is_empty() && !header("cache-control").is_empty());
    }
    assert!(!web::CONTENT_SECURITY_POLICY.contains("unsafe"));
    assert!(web::CONTENT_SECURITY_POLICY.contains("frame-ancestors 'none'"));
}
