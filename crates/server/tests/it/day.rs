//! A recorded day of a real office, played to its end through HTTP and counted.

use std::path::Path;
use std::process::Stdio;

use crate::process::{Server, frontdesk, long, make_token, run};

fn play(office: &str, arguments: &[&str]) -> String {
    let recording =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../examples/recorded-day/{office}-2020-01-13"));
    let recording = recording.to_str().expect("a path");
    let output = run(&[&["import-day", recording], arguments].concat());
    let (told, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{told}\n{errors}");
    told.into_owned()
}

#[test]
fn a_very_busy_day_with_a_fifth_of_the_requests_sent_twice_loses_nothing_and_doubles_nothing() {
    let told = play("office-7", &["--speed", "max", "--repeat", "20"]);
    assert!(told.contains("2454 citizens") && told.contains("nothing lost, nothing doubled"), "{told}");
    println!("{told}");
}

#[test]
fn whoever_reads_may_stop_reading_and_the_day_is_played_to_its_end() {
    let recording = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/recorded-day/office-4-2020-01-13");
    let mut command = frontdesk(&["import-day", recording.to_str().expect("a path")]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_usual_day_reconciles_in_danish_too() {
    let told = play("office-4", &["--speed", "max", "--language", "da"]);
    assert!(told.contains("553 borgere") && told.contains("intet tabt, intet fordoblet"), "{told}");
    assert!(told.contains("Kø B: 9,1 minutter"), "Danish writes decimals with a comma: {told}");
}

#[test]
fn a_day_under_a_running_clock_reconciles() {
    // As fast as a running clock makes sense; a long run plays at a pace that can be watched.
    let speed = if long() { "300" } else { "3000" };
    let told = play("office-4", &["--speed", speed, "--repeat", "50", "--seed", "7"]);
    assert!(told.contains("nothing lost, nothing doubled"), "{told}");
}

#[test]
fn a_day_can_be_played_on_a_server_that_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, data) = (folder.path().join("setup"), folder.path().join("data"));
    play("office-4", &["--write-setup", setup.to_str().expect("a path")]);
    let path = setup.to_str().expect("a path");
    let token =
        make_token(&data, &["--role", "manager", "--centre", "office-4", "--name", "recording", "--setup", path]);
    let mut command = frontdesk(&["serve", "--listen", "127.0.0.1:0"]);
    command.arg("--data").arg(&data).arg("--setup").arg(&setup);
    let server = Server::start_with(&mut command).expect("the server starts");
    // Its rates are those of any installation: what is told to come back comes back.
    let told = play("office-4", &["--url", &server.url, "--token", &token, "--repeat", "10"]);
    assert!(told.contains("nothing lost, nothing doubled"), "{told}");

    // What the server says comes in the caller's language, too.
    for (language, expected) in
        [("en", "was answered 401: The token is not valid"), ("da", "fik svaret 401: Adgangstegnet gælder ikke")]
    {
        let message = refused(&["--url", &server.url, "--token", "fd_nothing", "--language", language]);
        assert!(message.contains(expected), "{language}: {message}");
    }
}

/// What is said about a day that is not played.
fn refused(arguments: &[&str]) -> String {
    let recording = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/recorded-day/office-4-2020-01-13");
    let output = run(&[&["import-day", recording.to_str().expect("a path")], arguments].concat());
    assert!(!output.status.success(), "{arguments:?} succeeds");
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn why_a_day_is_not_played_is_told_in_the_callers_language() {
    let https = ["--url", "https://127.0.0.1:1", "--token", "x", "--language", "da"];
    assert!(refused(&https).contains("begynder ikke med http://"), "{}", refused(&https));
    let nobody = ["--url", "http://127.0.0.1:1", "--token", "x", "--language", "da"];
    let message = refused(&nobody);
    assert!(message.contains("Serveren svarer ikke") && message.contains("refused"), "{message}");
    let folder = tempfile::tempdir().expect("a folder");
    let nothing = run(&["import-day", folder.path().to_str().expect("a path"), "--language", "da"]);
    let message = String::from_utf8(nothing.stderr).expect("text");
    assert!(message.contains("rummer ingen optagelse"), "{message}");
}

#[test]
fn a_played_day_can_be_exported_as_events_and_as_its_account() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("a path");
    play("office-4", &["--speed", "max", "--data", data]);
    let file = folder.path().join("day.sqlite");
    let export = |more: &[&str]| {
        let output = run(&[&["export-day", "office-4", "2020-01-13", "--data", data], more].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    let events = export(&[]);
    let facts = events.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    let tickets = facts.filter(|event| event["fact"] == "ticket_taken").count();
    assert_eq!(tickets, 553);
    assert!(export(&["--format", "account"]).contains("553"));
    let nothing = run(&["export-day", "office-4", "2020-01-14", "--data", data]);
    assert!(!nothing.status.success());

    // Of several databases the one that is meant must be named; the message says how.
    let other = folder.path().join("other.sqlite");
    std::fs::copy(&file, &other).expect("copied");
    let several = run(&["export-day", "office-4", "2020-01-13", "--data", data]);
    let message = String::from_utf8(several.stderr).expect("text");
    assert!(!several.status.success());
    for file in [&file, &other] {
        assert!(message.contains(&format!("  --data {}\n", file.display())), "{message}");
    }
    let named = run(&["export-day", "office-4", "2020-01-13", "--data", other.to_str().expect("a path")]);
    assert!(named.status.success(), "{}", String::from_utf8_lossy(&named.stderr));
    let empty = tempfile::tempdir().expect("a folder");
    let none = run(&["export-day", "office-4", "2020-01-13", "--data", empty.path().to_str().expect("a path")]);
    assert!(String::from_utf8_lossy(&none.stderr).contains("There is no database in"), "{none:?}");
}
