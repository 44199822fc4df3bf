//! Messages from the real program to a real message centre, and its reports back.

use serde_json::{Value, json};

use crate::peers::{Peers, get_json};
use crate::process::{Client, Server, free_port, frontdesk, make_token, serve};

/// Somebody's number who exists nowhere.
const PHONE: &str = "20 00 00 31";

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_is_told_by_a_message_centre_and_its_report_is_known() {
    let Some(mut peers) = Peers::new(&["node_modules/smpp"]) else { return };
    let smsc = peers.smsc().await;
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let password = folder.path().join("password");
    std::fs::write(&password, "secret08\n").expect("written");
    let token = make_token(&data, &["--name", "messages", "--role", "manager", "--centre", "nord"]);
    let mut command = frontdesk(&[]);
    for (name, value) in [
        ("SMS", "smpp".to_owned()),
        ("SMPP_HOST", "localhost".to_owned()),
        ("SMPP_PORT", smsc.port.to_string()),
        ("SMPP_TLS", "false".to_owned()),
        ("SMPP_SYSTEM_ID", "nordvig".to_owned()),
        ("SMPP_PASSWORD_FILE", password.to_str().expect("a path").to_owned()),
    ] {
        command.env(format!("FRONTDESK_MESSAGES_{name}"), value);
    }
    let server = Server::start_with(serve(&mut command, &data, free_port())).expect("the server starts");
    let client = Client::new(&server.url, &token);
    let hall = client.get("/api/v1/centres/nord/hall").await.expect("an answer").body;
    let date = hall["date"].as_str().expect("a date").to_owned();
    let ticket = json!({ "services": ["pass"], "phone": PHONE, "consent": true });
    let taken = client.post("/api/v1/centres/nord/visits", "t1", &ticket).await.expect("an answer");
    assert_eq!(taken.status, 201, "{}", taken.body);
    let mut arrived = Value::Null;
    for _ in 0..200 {
        arrived = get_json(smsc.http, "/messages").await;
        if arrived.as_array().is_some_and(|all| !all.is_empty()) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let message = &arrived[0];
    assert_eq!((message["to"].as_str(), message["of"].as_u64()), (Some("4520000031"), Some(1)), "{arrived}");
    let text = message["text"].as_str().expect("a text");
    assert!(text.starts_with("Nummer ") && text.contains("/t/"), "{text}");
    // What was sent, and that it arrived, stand in the day; neither number nor text does.
    let mut fates = Vec::new();
    for _ in 0..200 {
        let events = client.get(&format!("/api/v1/centres/nord/days/{date}/events")).await.expect("an answer").body;
        let all = events["events"].as_array().cloned().unwrap_or_default();
        let messaged = all.iter().filter(|event| event["fact"] == "messaged");
        fates = messaged.map(|event| event.to_string()).collect();
        if fates.iter().any(|event| event.contains("delivered")) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert!(fates.iter().any(|event| event.contains("delivered")), "{fates:?}");
    assert!(fates.iter().all(|event| !event.contains("20000031") && !event.contains("Nummer")));
    assert!(!server.errors().contains("20000031"), "no number is logged");
}
