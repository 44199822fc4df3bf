use serde_json::{Value, json};

use crate::world::World;

#[tokio::test]
async fn a_manager_closes_and_opens_a_queue() {
    let world = World::new().await;
    let status = "/api/v1/centres/borger/queues/pas/status";
    assert_eq!(world.post(status, "manager", json!({"status": "closed"})).await.status, 204);
    let ticket = json!({"services": ["forny-pas"]});
    let refused = world.post("/api/v1/centres/borger/visits", "device", ticket.clone()).await;
    let problem = refused.assert_problem(409, "queue_closed_by_manager");
    assert!(problem["detail"].as_str().unwrap().contains("\"Passports\""), "{problem}");
    let hall = world.get("/api/v1/centres/borger/hall", "").await.json();
    assert_eq!(hall["queues"][0]["status"], "closed_by_manager");
    assert_eq!(world.post(status, "manager", json!({"status": "by_hours"})).await.status, 204);
    assert_eq!(world.post("/api/v1/centres/borger/visits", "device", ticket).await.status, 201);
    world.post(status, "manager", Value::Null).await.assert_problem(400, "body_missing");
    let unknown = world.post("/api/v1/centres/borger/queues/jagt/status", "manager", json!({"status": "open"})).await;
    unknown.assert_problem(404, "unknown_queue");
}
