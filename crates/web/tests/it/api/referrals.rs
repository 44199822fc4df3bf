use serde_json::json;

use crate::world::World;

#[tokio::test]
async fn answers_that_end_in_a_referral_are_counted_and_give_no_ticket() {
    let world = World::new().await;
    let (yes, no) =
        (json!([{"question": "digital", "answer": "ja"}]), json!([{"question": "digital", "answer": "nej"}]));
    let visits = "/api/v1/centres/borger/visits";
    let referrals = "/api/v1/centres/borger/referrals";
    let refused = world.post(visits, "device", json!({"services": ["skattekort"], "answers": yes})).await;
    let problem = refused.assert_problem(409, "referred");
    assert_eq!(problem["details"]["referral"], "skat-dk");
    assert!(problem["detail"].as_str().unwrap().contains("Tax online"), "{problem}");
    world.post(visits, "device", json!({"services": ["skattekort"]})).await.assert_problem(409, "answer_missing");
    let referred = world.post(referrals, "device", json!({"service": "skattekort", "answers": yes})).await;
    assert_eq!((referred.status.as_u16(), referred.json()), (200, json!({"referral": "skat-dk"})));
    let not = world.post(referrals, "device", json!({"service": "skattekort", "answers": no})).await;
    not.assert_problem(409, "not_referred");
    let ticket = world.post(visits, "device", json!({"services": ["skattekort"], "answers": no})).await;
    assert_eq!(ticket.json()["number"], "B 1");
    let account = world.get("/api/v1/centres/borger/days/2026-03-02/account", "manager").await.json();
    assert_eq!(account["referrals"], json!([{"referral": "skat-dk", "count": 1}]));
}
