use serde_json::Value;

use crate::world::World;

#[tokio::test]
async fn a_citizen_calls_for_help_and_somebody_goes_there() {
    let world = World::new().await;
    world.sign_on().await;
    let kiosk = "/api/v1/centres/borger/kiosks/stander-1";
    assert_eq!(world.post(&format!("{kiosk}/help"), "device", Value::Null).await.status, 204);
    let staff = world.get("/api/v1/centres/borger/hall", "employee").await.json();
    assert_eq!(staff["help"][0]["kiosk"], "stander-1");
    assert!(world.get("/api/v1/centres/borger/hall", "").await.json().get("help").is_none());
    assert_eq!(world.post(&format!("{kiosk}/take-help"), "employee", Value::Null).await.status, 204);
    assert_eq!(world.post(&format!("{kiosk}/end-help"), "device", Value::Null).await.status, 204);
    let other = world.post("/api/v1/centres/borger/kiosks/stander-2/help", "device", Value::Null).await;
    other.assert_problem(403, "other_kiosk");
    let unknown = world.post("/api/v1/centres/borger/kiosks/stander-2/help", "employee", Value::Null).await;
    unknown.assert_problem(404, "unknown_kiosk");
}

#[tokio::test]
async fn a_wish_that_nobody_reads_is_told_so() {
    let world = World::new().await;
    let help = "/api/v1/centres/borger/kiosks/stander-1/help";
    let unread = world.post(help, "device", serde_json::json!({"loudly": true})).await;
    unread.assert_problem(422, "body_invalid");
    assert_eq!(world.post(help, "device", serde_json::json!({})).await.status, 204);
}
