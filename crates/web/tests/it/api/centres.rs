use crate::world::{SECRET_NAME, World};

#[tokio::test]
async fn everybody_sees_what_is_offered_and_nobody_who_works_there() {
    let world = World::new().await;
    let all = world.get("/api/v1/centres", "").await;
    assert_eq!(all.status, 200);
    let centres = all.json();
    assert_eq!(centres["centres"].as_array().unwrap().len(), 2);
    let borger = &centres["centres"][0];
    assert_eq!(borger["name"]["en"], "Citizen Service");
    assert_eq!(borger["services"][1]["question"], "digital");
    assert_eq!(borger["questions"][0]["answers"][0]["referral"], "skat-dk");
    assert_eq!(borger["desks"][0]["name"]["da"], "Skranke 1");
    assert!(!all.body.contains(SECRET_NAME) && !all.body.contains("anna"));
    let one = world.get("/api/v1/centres/borger", "").await;
    assert_eq!(&one.json(), borger);
}

#[tokio::test]
async fn a_centre_that_is_not_there_is_said_so() {
    let world = World::new().await;
    let problem = world.get("/api/v1/centres/rathaus", "").await.assert_problem(404, "unknown_centre");
    assert_eq!(problem["details"]["centre"], "rathaus");
    world.get("/api/v1/centres/Rat%00haus", "").await.assert_problem(404, "not_found");
}
