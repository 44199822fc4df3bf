//! Starting, stopping, and what the program says when it cannot start: sentences that say what to do.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::process::{Answer, Client, Server, free_port, frontdesk, http, make_token, run, serve, two_centres};

fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(!output.status.success(), "{arguments:?} succeeds");
    String::from_utf8(output.stderr).expect("text")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path")
}

#[test]
fn a_taken_port_names_another_and_touches_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let setup = two_centres();
    let data = folder.path().join("data");
    let message = said(&["serve", "--listen", &address, "--data", path(&data), "--setup", path(&setup)]);
    assert!(message.contains(&address) && message.contains("--listen"), "{message}");
    assert!(!data.exists(), "nothing was made");
}

#[test]
fn a_set_up_with_mistakes_is_told_with_places_and_not_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let setup = folder.path().join("setup");
    copy(&two_centres(), &setup);
    let file = setup.join("nord/services.toml");
    let text = std::fs::read_to_string(&file).expect("read").replace("queue = \"pass\"", "queue = \"pas\"");
    std::fs::write(&file, text).expect("written");
    let data = folder.path().join("data");
    let message = said(&["serve", "--listen", "127.0.0.1:0", "--data", path(&data), "--setup", path(&setup)]);
    assert!(message.contains("nord/services.toml:3:9: mistake:"), "{message}");
    assert!(message.contains("has 1 mistake and"), "{message}");
    assert!(message.contains("pass"), "it names what was meant: {message}");
    let checked = run(&["check", path(&file)]);
    let told = String::from_utf8(checked.stdout).expect("text");
    assert!(!checked.status.success() && told.contains("services.toml:3:9"), "{told}");
}

#[test]
fn a_set_up_that_is_right_is_told_by_check() {
    let output = run(&["check", path(&two_centres())]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let told = String::from_utf8(output.stdout).expect("text");
    assert!(told.contains("(nord)") && told.contains("(syd)"), "{told}");
}

#[test]
fn the_examples_set_up_is_right() {
    let nordvig = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nordvig");
    let output = run(&["check", path(&nordvig)]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("written");
    let setup = two_centres();
    let message =
        said(&["serve", "--listen", "127.0.0.1:0", "--data", path(&file.join("data")), "--setup", path(&setup)]);
    assert!(message.contains("--data"), "{message}");
}

#[test]
fn a_database_of_a_newer_program_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    make_token(folder.path(), &["--role", "system_owner", "--name", "test"]);
    let file = folder.path().join("frontdesk.sqlite");
    let database = rusqlite::Connection::open(&file).expect("the database opens");
    let later = "INSERT INTO migrations (number, name, checksum) VALUES (9999, 'later', '')";
    database.execute(later, []).expect("written");
    drop(database);
    let setup = two_centres();
    let message = said(&["serve", "--listen", "127.0.0.1:0", "--data", path(folder.path()), "--setup", path(&setup)]);
    assert!(message.contains("newer FrontDesk"), "{message}");
}

#[test]
fn a_mistake_in_the_configuration_is_told_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("frontdesk.toml");
    std::fs::write(&file, "listen = \"127.0.0.1:0\"\n\n[limits]\nstream_max = 5\n").expect("written");
    let message = said(&["serve", "--config", path(&file)]);
    assert!(message.contains("frontdesk.toml:4:1") && message.contains("limits.streams_max"), "{message}");
    let danish = said(&["serve", "--config", path(&file), "--language", "da"]);
    assert!(danish.contains("frontdesk.toml:4:1: der er ingen nøgle"), "{danish}");
    let output = frontdesk(&["check", path(&two_centres())]).env("FRONTDESK_LOG_LEVLE", "debug").output();
    let message = String::from_utf8(output.expect("it runs").stderr).expect("text");
    assert!(message.contains("FRONTDESK_LOG_LEVEL"), "{message}");
    let output = frontdesk(&["check", "nowhere"]).env("LANG", "da_DK.UTF-8").output();
    let message = String::from_utf8(output.expect("it runs").stderr).expect("text");
    assert!(message.contains("findes ikke"), "the language of the system: {message}");
}

#[test]
fn a_token_without_a_place_is_refused_and_a_revoked_one_is_listed_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = path(folder.path());
    let message = said(&["token", "--data", data, "create", "--role", "manager", "--name", "reports"]);
    assert!(message.contains("--centre"), "{message}");
    let text = make_token(folder.path(), &["--role", "manager", "--centre", "nord", "--name", "reports"]);
    assert!(text.starts_with("fd_"), "{text}");
    assert!(run(&["token", "--data", data, "revoke", "reports"]).status.success());
    let list = String::from_utf8(run(&["token", "--data", data, "list"]).stdout).expect("text");
    assert!(list.contains("reports") && list.contains("revoked") && !list.contains(&text), "{list}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_set_up_is_in_force_after_a_hang_up_and_a_wrong_one_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let setup = folder.path().join("setup");
    copy(&two_centres(), &setup);
    let data = folder.path().join("data");
    let token = make_token(&data, &["--role", "manager", "--centre", "nord", "--name", "test"]);
    let mut command = frontdesk(&["serve", "--listen", "127.0.0.1:0"]);
    command.arg("--data").arg(&data).arg("--setup").arg(&setup);
    let server = Server::start_with(&mut command).expect("the server starts");
    let client = Client::new(&server.url, &token);

    let file = setup.join("nord/queues.toml");
    let text = std::fs::read_to_string(&file).expect("read");
    std::fs::write(&file, text.replace("letter = \"A\"", "letter = \"Q\"")).expect("written");
    server.signal("HUP");
    let until = Instant::now() + Duration::from_secs(10);
    let mut count = 0;
    loop {
        count += 1;
        let answer = client.ticket(&format!("ticket-{count}")).await.expect("an answer");
        if answer.text("number").starts_with('Q') {
            break;
        }
        assert!(Instant::now() < until, "{answer:?}\n{}", server.log());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    std::fs::write(&file, "this is no set-up\n").expect("written");
    server.signal("HUP");
    while !server.log().contains("queues.toml:1:") {
        assert!(Instant::now() < until, "{}", server.log());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let answer = client.ticket("the-last").await.expect("an answer");
    assert!(answer.text("number").starts_with('Q'), "{answer:?}");
    assert!(server.stop().success(), "it ends in order");
}

/// Also at the very first start, where nothing was in force before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn field_fault_15_an_unknown_name_in_a_screens_set_up_takes_nothing_down_at_a_start_either() {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, data) = (folder.path().join("setup"), folder.path().join("data"));
    copy(&two_centres(), &setup);
    let file = setup.join("nord/devices.toml");
    let text = std::fs::read_to_string(&file).expect("read");
    let screen = "\n[[screen]]\nid = \"wall\"\nqueues = [\"nothing\"]\nname.da = \"Skærm\"\nname.en = \"Screen\"\n";
    std::fs::write(&file, format!("{text}{screen}")).expect("written");
    let mut command = frontdesk(&["serve", "--listen", "127.0.0.1:0"]);
    let server =
        Server::start_with(command.arg("--data").arg(&data).arg("--setup").arg(&setup)).expect("the server starts");
    let told = String::from_utf8(run(&["check", path(&setup)]).stdout).expect("text");
    assert!(told.contains("devices.toml") && told.contains("nothing"), "{told}");
    let centres = http().get(format!("{}/api/v1/centres", server.url)).send().await.expect("an answer");
    assert!(centres.status().is_success());
    server.kill();
}

/// A power cut finds a file that somebody was in the middle of: the hall goes on under what was in force.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mistake_in_the_files_at_a_start_leaves_the_set_up_that_was_in_force() {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, data) = (folder.path().join("setup"), folder.path().join("data"));
    copy(&two_centres(), &setup);
    let start = || {
        let mut command = frontdesk(&["serve", "--listen", "127.0.0.1:0"]);
        Server::start_with(command.arg("--data").arg(&data).arg("--setup").arg(&setup)).expect("the server starts")
    };
    let token = make_token(&data, &["--role", "manager", "--centre", "nord", "--name", "test"]);
    start().kill();
    let file = setup.join("nord/devices.toml");
    let text = std::fs::read_to_string(&file).expect("read");
    let screen = "\n[[screen]]\nid = \"wall\"\nqueues = []\nname.da = \"Skærm\"\nname.en = \"Screen\"\n";
    std::fs::write(&file, format!("{text}{screen}")).expect("written");
    let server = start();
    assert!(server.log().contains("devices.toml") && server.log().contains("stays"), "{}", server.log());
    let answer = Client::new(&server.url, &token).ticket("after-the-cut").await.expect("an answer");
    assert!(answer.succeeded(), "{answer:?}");
    server.kill();
    // Where nothing was in force, or its folders are another municipality's, there is nothing to go on with.
    std::fs::rename(&setup, folder.path().join("away")).expect("renamed");
    std::fs::create_dir(&setup).expect("made");
    let message = said(&["serve", "--listen", "127.0.0.1:0", "--data", path(&data), "--setup", path(&setup)]);
    assert!(message.contains("municipality.toml"), "{message}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_ends_in_order_while_somebody_watches() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), free_port());
    let mut watching =
        http().get(format!("{}/api/v1/centres/nord/hall/events", server.url)).send().await.expect("an answer");
    assert!(watching.chunk().await.expect("a state").is_some());
    let began = Instant::now();
    assert!(server.stop().success());
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}

pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("read").map(|entry| entry.expect("an entry").path()) {
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            std::fs::copy(&entry, &target).expect("copied");
        }
    }
}

#[test]
fn a_second_one_on_the_same_database_is_refused_until_the_first_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = Server::start(folder.path(), free_port());
    let setup = two_centres();
    let second = ["serve", "--listen", "127.0.0.1:0", "--data", path(folder.path()), "--setup", path(&setup)];
    let message = said(&second);
    assert!(message.contains("receives on") && message.contains("frontdesk.sqlite"), "{message}");
    first.kill();
    let third = Server::start(folder.path(), free_port());
    assert!(third.stop().success());
}

#[test]
fn a_file_that_is_no_utf8_and_a_file_named_from_its_own_folder_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let setup = folder.path().join("setup");
    copy(&two_centres(), &setup);
    let inside = frontdesk(&["check", "queues.toml"]).current_dir(setup.join("nord")).output().expect("it runs");
    assert!(inside.status.success(), "{}", String::from_utf8_lossy(&inside.stderr));
    let file = setup.join("nord/queues.toml");
    let mut bytes = std::fs::read(&file).expect("read");
    bytes.extend(b"# k\xf8\n");
    let line = bytes.split(|byte| *byte == b'\n').count() - 1;
    std::fs::write(&file, bytes).expect("written");
    let message = said(&["check", path(&setup)]);
    assert!(message.contains(&format!("queues.toml:{line}:")) && message.contains("UTF-8"), "{message}");
}

#[test]
fn a_token_for_somebody_unknown_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), free_port());
    assert!(server.stop().success(), "its set-up is published");
    let data = path(folder.path());
    let create = |rest: &[&str]| said(&[&["token", "--data", data, "create", "--name", "x"], rest].concat());
    assert!(create(&["--role", "manager", "--centre", "west"]).contains("nord"));
    assert!(create(&["--role", "device", "--centre", "nord", "--subject", "nothing"]).contains("nothing"));
    let past = create(&["--role", "manager", "--centre", "nord", "--expires", "2020-01-01"]);
    assert!(past.contains("past"), "{past}");
}

#[test]
fn a_token_beside_a_demo_makes_no_database_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let demo = folder.path().join("demo.sqlite");
    drop(store::Store::open_sqlite(&demo, store::SqliteOptions::default()).expect("a database"));
    let setup = two_centres();
    let rest = ["--setup", path(&setup), "--role", "manager", "--centre", "nord", "--name", "x"];
    let create = |data: &Path| run(&[&["token", "create", "--data", path(data)], &rest[..]].concat());
    let refused = create(folder.path());
    let message = String::from_utf8(refused.stderr).expect("text");
    assert!(!refused.status.success() && message.contains(&format!("--data {}", demo.display())), "{message}");
    assert!(!folder.path().join("frontdesk.sqlite").exists(), "nothing was made");
    let made = create(&demo);
    assert!(made.status.success(), "what it says can be typed: {}", String::from_utf8_lossy(&made.stderr));
    let list = String::from_utf8(run(&["token", "list", "--data", path(&demo)]).stdout).expect("text");
    assert!(list.contains('x') && list.contains("nord"), "{list}");
}

#[test]
fn a_token_before_the_first_start_is_held_to_the_set_up_in_the_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let setup = two_centres();
    let create = |setup: &str, centre: &str| {
        let typed = ["token", "create", "--role", "manager", "--name", "x", "--data", path(&data)];
        said(&[&typed[..], &["--setup", setup, "--centre", centre]].concat())
    };
    let message = create(path(&setup), "nope");
    assert!(message.contains("no centre nope") && message.contains("nord, syd"), "{message}");
    let message = create("nowhere", "nord");
    assert!(message.contains("no set-up nowhere") && message.contains("--setup"), "{message}");
    assert!(!data.exists(), "nothing was made");
    make_token(&data, &["--role", "manager", "--centre", "nord", "--name", "x"]);
}

#[test]
fn a_set_up_that_is_not_there_is_told_with_where_it_was_looked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path().canonicalize().expect("a path");
    let told = |setup: &str| {
        let mut command = frontdesk(&["serve", "--listen", "127.0.0.1:0", "--setup", setup]);
        let output = command.current_dir(&here).output().expect("it runs");
        String::from_utf8(output.stderr).expect("text")
    };
    let message = told("examples/nordvig");
    assert!(message.contains("no folder examples/nordvig") && message.contains(path(&here)), "{message}");
    assert!(!message.contains("--setup examples/nordvig"), "what is missing is not what to type: {message}");
    std::fs::write(here.join("municipality.toml"), "").expect("written");
    let message = told("municipality.toml");
    assert!(message.contains("is a file"), "{message}");
    let output = frontdesk(&["check", "nowhere"]).current_dir(&here).output().expect("it runs");
    let message = String::from_utf8(output.stderr).expect("text");
    assert!(message.contains("nowhere does not exist") && message.contains(path(&here)), "{message}");
}

#[test]
fn one_slip_is_one_line_of_check_with_all_its_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let setup = folder.path().join("setup");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nordvig"), &setup);
    let file = setup.join("borgerservice/services.toml");
    let text = std::fs::read_to_string(&file).expect("read").replacen("queue = \"pas\"", "queue = \"pass\"", 1);
    std::fs::write(&file, text).expect("written");
    let told = String::from_utf8(run(&["check", path(&setup)]).stdout).expect("text");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("services.toml:8:9: mistake: The queue \"pass\" does not exist."), "{told}");
    let file = setup.join("borgerservice/places.toml");
    let text = std::fs::read_to_string(&file).expect("read").replacen("\"pas\"", "\"pass\"", 1);
    std::fs::write(&file, text).expect("written");
    let told = String::from_utf8(run(&["check", path(&setup)]).stdout).expect("text");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("places.toml:") && told.contains("Also in: ") && told.contains("services.toml:8"), "{told}");
}

#[test]
fn a_secret_that_is_gone_is_not_made_anew_beside_its_database() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(Server::start(folder.path(), free_port()).stop().success());
    std::fs::remove_file(folder.path().join("secret")).expect("it was made at the first start");
    let setup = two_centres();
    let message = said(&["serve", "--listen", "127.0.0.1:0", "--data", path(folder.path()), "--setup", path(&setup)]);
    assert!(message.contains("secret") && message.contains("copy"), "{message}");
    assert!(!folder.path().join("secret").exists());
}

#[test]
fn a_secret_that_was_replaced_is_noticed_and_whoever_means_it_can_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(Server::start(folder.path(), free_port()).stop().success());
    std::fs::write(folder.path().join("secret"), [7; 32]).expect("replaced");
    let mut command = frontdesk(&[]);
    let started = Server::start_with(serve(&mut command, folder.path(), free_port()));
    let message = started.err().expect("it does not start with another secret");
    let fingerprint = folder.path().join("frontdesk.sqlite.fingerprint");
    assert!(message.contains("is not the one") && message.contains(path(&fingerprint)), "{message}");
    std::fs::remove_file(fingerprint).expect("deleted, as the message says");
    assert!(Server::start(folder.path(), free_port()).stop().success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_centre_whose_folder_got_another_name_receives_on_and_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, data) = (folder.path().join("setup"), folder.path().join("data"));
    copy(&two_centres(), &setup);
    let token = make_token(&data, &["--role", "manager", "--centre", "syd", "--name", "test"]);
    let mut command = frontdesk(&["serve", "--listen", "127.0.0.1:0"]);
    command.arg("--data").arg(&data).arg("--setup").arg(&setup);
    let server = Server::start_with(&mut command).expect("the server starts");
    std::fs::rename(setup.join("syd"), setup.join("vest")).expect("renamed");
    server.signal("HUP");
    let until = Instant::now() + Duration::from_secs(10);
    while !server.log().contains("(syd) is not in the set-up any more") {
        assert!(Instant::now() < until, "{}", server.log());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(server.log().contains("until the next start"), "{}", server.log());
    assert!(!server.log().contains("(nord)"), "the others are as they were: {}", server.log());
    let client = Client::new(&server.url, &token);
    for centre in ["syd", "vest"] {
        let hall = client.get(&format!("/api/v1/centres/{centre}/hall")).await.expect("an answer");
        assert_eq!(hall.status, 200, "{centre}: {hall:?}");
    }
}

/// Every file of a centre with a queue's name changed: to the program another queue.
fn rename_queue(setup: &Path, from: &str, to: &str) {
    for file in ["queues.toml", "services.toml", "places.toml", "employees.toml", "devices.toml"] {
        let file = setup.join("nord").join(file);
        let text = std::fs::read_to_string(&file).expect("read");
        std::fs::write(&file, text.replace(&format!("\"{from}\""), &format!("\"{to}\""))).expect("written");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_set_up_without_a_queue_in_which_somebody_waits_is_not_in_force_today() {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, data) = (folder.path().join("setup"), folder.path().join("data"));
    copy(&two_centres(), &setup);
    let token = make_token(&data, &["--role", "manager", "--centre", "nord", "--name", "test"]);
    let serve = || {
        let mut command = frontdesk(&["serve", "--listen", "127.0.0.1:0"]);
        command.arg("--data").arg(&data).arg("--setup").arg(&setup);
        Server::start_with(&mut command).expect("the server starts")
    };
    let server = serve();
    let client = Client::new(&server.url, &token);
    let answer = client.ticket("one").await.expect("an answer");
    assert_eq!((answer.status, answer.text("queue")), (201, "pass"));
    rename_queue(&setup, "pass", "passport");
    server.signal("HUP");
    let until = Instant::now() + Duration::from_secs(10);
    while !server.log().contains("pass (1)") {
        assert!(Instant::now() < until, "{}", server.log());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let queues = |hall: &Answer| {
        let queues = hall.body["queues"].as_array().expect("queues").iter();
        queues.map(|queue| queue["queue"].clone()).collect::<Vec<_>>()
    };
    let hall = client.get("/api/v1/centres/nord/hall").await.expect("an answer");
    assert_eq!(queues(&hall), ["pass", "tax"], "nobody is left behind");
    assert!(server.stop().success());

    // And over a restart in the middle of the day.
    let server = serve();
    assert!(server.log().contains("pass (1)"), "{}", server.log());
    let client = Client::new(&server.url, &token);
    let hall = client.get("/api/v1/centres/nord/hall").await.expect("an answer");
    assert_eq!(queues(&hall), ["pass", "tax"]);
    let visit = format!("/api/v1/centres/nord/visits/{}/cancel", answer.text("id"));
    assert!(client.post(&visit, "gone", &serde_json::Value::Null).await.expect("an answer").succeeded());
    server.signal("HUP");
    loop {
        let hall = client.get("/api/v1/centres/nord/hall").await.expect("an answer");
        if queues(&hall) == ["passport", "tax"] {
            break;
        }
        assert!(Instant::now() < until, "once nobody is in it, it may go: {}", server.log());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[test]
fn what_lies_in_a_set_up_and_is_not_read_is_told_by_check() {
    let folder = tempfile::tempdir().expect("a folder");
    let setup = folder.path().join("setup");
    copy(&two_centres(), &setup);
    std::fs::create_dir(setup.join("vest")).expect("made");
    std::fs::rename(setup.join("nord/devices.toml"), setup.join("nord/devices.tml")).expect("renamed");
    let output = run(&["check", path(&setup)]);
    let told = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.success(), "nothing of it stops anything: {told}");
    assert!(told.contains(&format!("{}: look at this: The folder holds none", setup.join("vest").display())), "{told}");
    assert!(told.contains("devices.tml: look at this:") && told.contains("\"devices.toml\""), "{told}");
    assert!(told.contains("things to look at 2"), "{told}");
    std::fs::rename(setup.join("municipality.toml"), setup.join("municipality.tml")).expect("renamed");
    let message = said(&["check", path(&setup)]);
    assert!(message.contains("municipality.tml: look at this:"), "{message}");
}

#[test]
fn a_set_up_without_a_municipality_is_told_by_its_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, data) = (folder.path().join("setup"), folder.path().join("data"));
    std::fs::create_dir(&setup).expect("made");
    let message = said(&["serve", "--listen", "127.0.0.1:0", "--data", path(&data), "--setup", path(&setup)]);
    assert!(message.contains(&format!("{}: mistake: There is no \"municipality.toml\"", setup.display())), "{message}");
    assert!(!message.contains(":1:1"), "{message}");
}

#[test]
fn a_line_that_is_no_toml_is_told_in_the_callers_language_with_the_readers_words_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let setup = folder.path().join("setup");
    copy(&two_centres(), &setup);
    std::fs::write(setup.join("nord/queues.toml"), "\n[[queue]\n").expect("written");
    let output = run(&["check", path(&setup), "--language", "da"]);
    let told = String::from_utf8(output.stdout).expect("text");
    let line = told.lines().find(|line| line.contains("queues.toml:2:")).expect("its line");
    assert!(
        line.contains("fejl: Linjen kan ikke læses. Skriv den som") && line.contains("Læserens egne ord: "),
        "{line}"
    );
}

#[test]
fn a_day_that_no_month_has_is_told_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let setup = folder.path().join("setup");
    copy(&two_centres(), &setup);
    let page = "[[screen]]\nid = \"hall\"\nname.da = \"Hal\"\nqueues = [\"pass\"]\n\n\
                [[screen.page]]\ntitle.da = \"Nyt\"\ntext.da = \"Nyt\"\nfrom = ";
    for date in ["\"2026-02-30\"", "2026-02-30"] {
        std::fs::write(setup.join("nord/devices.toml"), format!("{page}{date}\n")).expect("written");
        let told = String::from_utf8(run(&["check", path(&setup)]).stdout).expect("text");
        let line = told.lines().find(|line| line.contains("devices.toml:9:")).expect("its line");
        assert!(line.contains("a date that does not exist") || line.contains("how many days that month has"), "{line}");
    }
}
