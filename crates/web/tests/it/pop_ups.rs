//! An employee's own appointments in front of her: what pops up, what calls them, and where they stand.

use axum::body::Body;
use axum::http::header;
use serde_json::{Value, json};

use crate::world::{Answered, FORM, World};

const PAGE: &str = "/counter/borger?lang=en";
const HALF_PAST: &str = "2026-03-02T09:30:00Z";

impl World {
    async fn booked_for(&self, employee: &str, mode: &str) -> String {
        let body = json!({"services": ["skattekort"], "mode": mode, "starts_at": HALF_PAST, "employee": employee});
        let booked = self.post("/api/v1/centres/borger/appointments", "employee", body).await;
        assert_eq!(booked.status, 201, "{}", booked.body);
        booked.json()["id"].as_str().unwrap().to_owned()
    }

    /// Bo serves taxes at desk 1.
    async fn bo_sits(&self) {
        self.sign_on().await;
        let queues = json!({"queues": ["skat"]});
        let chosen = self.post("/api/v1/centres/borger/desks/skranke-1/queues", "employee", queues).await;
        assert!(chosen.status.is_success(), "{}", chosen.body);
    }

    async fn presses(&self, action: &str, fields: &str) -> Answered {
        let path = format!("/counter/borger/{action}?lang=en");
        let request = self.request("POST", &path, "employee").header(header::CONTENT_TYPE, FORM);
        let request = request.header(header::ACCEPT, "text/html").body(Body::from(fields.to_owned()));
        let done = self.send(request.unwrap()).await;
        assert_eq!(done.status, 303, "{}", done.body);
        done
    }
}

#[track_caller]
fn assert_shows(page: &Answered, shows: &[&str], hides: &[&str]) {
    assert_eq!(page.status, 200, "{}", page.body);
    for text in shows {
        assert!(page.body.contains(text), "`{text}` is not in {}", page.body);
    }
    for text in hides {
        assert!(!page.body.contains(text), "`{text}` is in {}", page.body);
    }
}

#[tokio::test]
async fn whoever_is_rung_is_nowhere_here_also_for_an_employee_who_sits_at_no_desk() {
    let world = World::new().await;
    world.booked_for("anna", "phone").await;
    world.clock.advance_seconds(31 * 60);
    world.ticket().await;
    let page = world.get(PAGE, "manager").await;
    let shows = ["waits for your call", "Appointment at 10:30", "Tax card", "See your appointments"];
    assert_shows(&page, &shows, &["is here for you", "has arrived", "Waiting area"]);
}

#[tokio::test]
async fn her_own_appointment_is_explained_as_that_and_stands_in_one_list() {
    let world = World::new().await;
    let visit = world.booked_for("bo", "in_person").await;
    world.bo_sits().await;
    let path = format!("/api/v1/centres/borger/visits/{visit}/check-in");
    assert!(world.post(&path, "employee", Value::Null).await.status.is_success());
    world.clock.advance_seconds(31 * 60);
    let page = world.get(PAGE, "employee").await;
    let booked = format!("id=\"booked-{visit}\"");
    let shows = ["Your appointment at 10:30.", "Appointments go first once it is their time", &booked];
    assert_shows(&page, &shows, &["Sent on to you.", &format!("id=\"aside-{visit}\"")]);
}

#[tokio::test]
async fn ring_on_the_one_that_is_next_calls_by_the_rule_and_no_answer_is_from_nobody() {
    let world = World::new().await;
    let visit = world.booked_for("bo", "phone").await;
    world.bo_sits().await;
    world.clock.advance_seconds(31 * 60);
    world.presses("call", &format!("desk=skranke-1&visit={visit}&why=appointment")).await;
    let path = format!("/api/v1/centres/borger/visits/{visit}");
    assert_eq!(world.get(&path, "employee").await.json()["reason"]["rule"], "appointment_time");
    let page = world.get(PAGE, "employee").await;
    let shows = ["Ring the citizen", "You are ringing", "Rung at 10:31"];
    assert_shows(&page, &shows, &["Called out of turn", "or is the number missed", "Called at 10:31"]);
    world.presses("no-show", &format!("desk=skranke-1&visit={visit}")).await;
    let page = world.get(PAGE, "employee").await;
    assert_shows(&page, &["No answer · ring again from 10:41"], &["From Bo", &format!("id=\"aside-{visit}\"")]);
}

#[tokio::test]
async fn two_pop_up_at_once_and_the_rest_are_counted() {
    let world = World::new().await;
    world.bo_sits().await;
    for _ in 0..4 {
        let visit = world.ticket().await["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/centres/borger/visits/{visit}/transfer");
        let sent = world.post(&path, "employee", json!({"to": "employee", "employee": "anna"})).await;
        assert!(sent.status.is_success(), "{}", sent.body);
    }
    let page = world.get(PAGE, "manager").await;
    assert_eq!(page.body.matches("data-toast=").count(), 2, "{}", page.body);
    assert_shows(&page, &["A 1 is here for you", "A 2 is here for you", "2 more messages"], &["A 3 is here for you"]);
}
