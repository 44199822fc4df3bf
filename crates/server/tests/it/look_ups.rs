//! A citizen is told who looked at her data: beside a running server, by what she left, in her language, and on record.

use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use store::{HashKind, NewLookUp, Purpose, SqliteOptions, Store, Vault, VaultKeys};

use crate::process::{Server, free_port, frontdesk, two_centres};
use crate::vault::{Somebody, key_in, path};

/// Runs `vault look-ups` with what is typed; what it prints, or why not.
fn ask(data: &Path, arguments: &[&str], typed: &str) -> Result<String, String> {
    let mut command = frontdesk(&[&["vault", "look-ups", "--data", path(data)], arguments].concat());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary starts");
    // One that refuses before it reads is gone already.
    let _gone = child.stdin.take().expect("a pipe").write_all(typed.as_bytes());
    let output = child.wait_with_output().expect("waited for");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

fn add_user(data: &Path, login: &str, subject: &str) {
    let mut command = frontdesk(&["user", "--data", path(data), "add", "--login", login, "--role", "employee"]);
    command.args(["--centre", "nord", "--subject", subject]).env("FRONTDESK_SETUP", two_centres());
    let output = command.output().expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Somebody whom an employee and a device looked at.
async fn looked_at() -> Somebody {
    let somebody = Somebody::new().await;
    add_user(somebody.data(), "aa", "nord-1");
    let person = somebody.person().expect("somebody");
    let mut store = somebody.store();
    for (by, purpose, at) in
        [("user:aa", Purpose::Serves, "2026-03-02T09:42:00Z"), ("kiosk-1", Purpose::CheckIn, "2026-03-02T09:05:00Z")]
    {
        let look_up = NewLookUp::of(&person, by, purpose, at.parse().expect("an instant"));
        store.record_look_ups(&[look_up]).expect("recorded");
    }
    somebody
}

fn changes(store: &Store) -> Vec<(String, String, Option<String>)> {
    let all = store.reader().changes(0, 999).expect("read").into_iter();
    all.filter(|change| change.what == "look_ups_told").map(|c| (c.by, c.subject, c.after)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_citizen_is_told_who_looked_and_that_is_on_record_too() {
    let somebody = looked_at().await;
    let server = Server::start(somebody.data(), free_port());
    let asked = ["--asked-by", "aa"];
    let danish = ask(somebody.data(), &["--asked-by", "aa", "--language", "da"], "20 30 40 50\n").expect("told");
    let lines: Vec<&str> = danish.lines().collect();
    assert_eq!(lines.len(), 3, "{danish}");
    assert!(lines[0].contains("2 gange"), "{danish}");
    assert_eq!(lines[1], "mandag 2. marts 2026 kl. 10.05: du meldte, at du var kommet – kiosk-1");
    assert_eq!(lines[2], "mandag 2. marts 2026 kl. 10.42: en medarbejder betjente dig – Employee 1 (aa)");
    // That she was told is a look-up of its own, and stands first the next time.
    let english = ask(somebody.data(), &asked, "+45 20304050\nanna@example.org\n\nnever read\n").expect("told");
    let lines: Vec<&str> = english.lines().collect();
    assert!(
        lines[0].contains("3 times") && lines[1].ends_with("you were told who had looked – Employee 1 (aa)"),
        "{english}"
    );
    assert_eq!(lines[3], "Monday 2 March 2026 at 10:42: an employee served you – Employee 1 (aa)");
    assert!(!english.contains("2030") && !danish.contains("2030"), "what was typed is not repeated");
    assert!(server.stop().success());
    assert!(!record_of(somebody.data()).contains("2030"));

    let visit = somebody.person().expect("somebody").visit.to_string();
    let by_visit = ask(somebody.data(), &["--asked-by", "aa", "--visit", &visit], "").expect("told");
    assert!(by_visit.contains("4 times"), "{by_visit}");
    let told = |kinds: &str, count| ("user:aa".to_owned(), kinds.to_owned(), Some(format!("{{\"told\":{count}}}")));
    assert_eq!(changes(&somebody.store()), [told("phone", 2), told("phone,email", 3), told(&visit, 4)]);
}

/// What the record of changes holds, as one text.
fn record_of(data: &Path) -> String {
    let store = Store::open_sqlite(&data.join("frontdesk.sqlite"), SqliteOptions::default()).expect("a database");
    format!("{:?}", store.reader().changes(0, 999).expect("read"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_told_without_a_name_or_by_what_is_no_number() {
    let somebody = looked_at().await;
    let data = somebody.data();
    assert!(ask(data, &[], "20304050\n").expect_err("nobody asks").contains("--asked-by"));
    let unknown = ask(data, &["--asked-by", "nobody"], "20304050\n").expect_err("no such account");
    assert!(unknown.contains("nobody"), "{unknown}");
    let typed = ask(data, &["--asked-by", "aa"], "20304050\nno number\n").expect_err("no number");
    assert!(typed.contains("Line 2") && !typed.contains("no number"), "what was typed is not repeated: {typed}");
    assert!(ask(data, &["--asked-by", "aa"], "\n").expect_err("nothing").contains("--visit"));
    let many = "20304050\n".repeat(11);
    assert!(ask(data, &["--asked-by", "aa"], &many).expect_err("too many").contains("10 lines"));
    assert_eq!(changes(&somebody.store()), [], "nothing was looked for");
    // Of somebody else nothing is known; that it was asked is on record all the same.
    let none = ask(data, &["--asked-by", "aa"], "20304051\n").expect("told");
    assert_eq!(none.lines().count(), 1, "{none}");
    assert_eq!(
        changes(&somebody.store()),
        [("user:aa".to_owned(), "phone".to_owned(), Some("{\"told\":0}".to_owned()))]
    );
    let of_her = Vault::new(&VaultKeys::new(key_in(&somebody.key_file())));
    let hash = of_her.hash(HashKind::Phone, "+4520304051");
    let found = somebody.store().reader().look_ups_by_hash(HashKind::Phone, &hash, 9).expect("read");
    assert_eq!(found, [], "of whom nothing is known nothing begins to be");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn look_ups_are_told_after_a_rotation_and_not_in_the_middle_of_one() {
    let somebody = looked_at().await;
    let rotated = crate::vault::vault(somebody.data(), &["rotate"]).expect("done");
    assert!(rotated.contains("2 traces"), "{rotated}");
    let told = ask(somebody.data(), &["--asked-by", "aa"], "20304050\n").expect("told");
    assert!(told.contains("2 times"), "{told}");
    crate::vault::write_key(&somebody.data().join("vault.key.new"), 9);
    let refused = ask(somebody.data(), &["--asked-by", "aa"], "20304050\n").expect_err("in the middle");
    assert!(refused.contains("frontdesk vault rotate"), "{refused}");
}
