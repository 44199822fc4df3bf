//! Booked times on the real program: a thousand who want one time.

use std::path::Path;

use domain::event::Fact;
use serde_json::{Value, json};

use crate::process::{Client, Server, events_in, frontdesk, make_token, two_centres};

/// How many want the same time at once.
const CLIENTS: usize = 1_000;

const PLAN: &str = r#"
[[capacity]]
id = "one"
name.da = "Én medarbejder"
name.en = "One employee"
employees = ["nord-1"]
hours.holidays = "open"
hours.monday = "00:00-24:00"
hours.tuesday = "00:00-24:00"
hours.wednesday = "00:00-24:00"
hours.thursday = "00:00-24:00"
hours.friday = "00:00-24:00"
hours.saturday = "00:00-24:00"
hours.sunday = "00:00-24:00"

[[appointment]]
service = "pass"
[appointment.in_person]
minutes = 30
capacity = ["one"]
"#;

/// The set-up of two centres, with times to be booked in one of them.
fn with_times(folder: &Path) -> std::path::PathBuf {
    let setup = folder.join("setup");
    crate::start::copy(&two_centres(), &setup);
    std::fs::write(setup.join("nord/appointments.toml"), PLAN).expect("written");
    setup
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn field_fault_20_of_a_thousand_who_want_one_time_exactly_one_gets_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, data) = (with_times(folder.path()), folder.path().join("data"));
    let token = make_token(&data, &["--role", "manager", "--centre", "nord", "--name", "test"]);
    let mut command = frontdesk(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("FRONTDESK_LIMITS_TOKEN_REQUESTS_PER_SECOND", "1000000");
    command.env("FRONTDESK_LIMITS_TOKEN_REQUESTS_BURST", "1000000");
    let command = command.arg("--data").arg(&data).arg("--setup").arg(&setup);
    let server = Server::start_with(command).expect("the server starts");
    let client = Client::new(&server.url, &token);
    let slots = client.get("/api/v1/centres/nord/slots?service=pass").await.expect("an answer");
    let days = slots.body["days"].as_array().expect("days");
    let offered = |day: &Value| Some(day["slots"].as_array()?.first()?["starts_at"].clone());
    let starts_at = days.iter().skip(1).find_map(offered).expect("a time that can be had");

    let body = json!({"services": ["pass"], "mode": "in_person", "starts_at": starts_at});
    let mut asking = tokio::task::JoinSet::new();
    for n in 0..CLIENTS {
        let (client, body) = (client.clone(), body.clone());
        asking.spawn(async move {
            client.post("/api/v1/centres/nord/appointments", &format!("client-{n}"), &body).await.expect("an answer")
        });
    }
    let answers = asking.join_all().await;
    let booked = answers.iter().filter(|answer| answer.status == 201).count();
    let gone = answers.iter().filter(|answer| answer.status == 409 && answer.text("code") == "slot_gone").count();
    assert_eq!((booked, gone), (1, CLIENTS - 1), "{:?}", answers.iter().find(|a| ![201, 409].contains(&a.status)));

    assert!(server.stop().success());
    let streams = events_in(&data.join("frontdesk.sqlite"));
    let facts = streams.values().flatten().filter(|event| matches!(event.fact, Fact::Booked { .. }));
    assert_eq!(facts.count(), 1, "the log has it once");
}
