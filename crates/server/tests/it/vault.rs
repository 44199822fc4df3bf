//! The key of the people vault: made once, asked for at every start, replaced and given up.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use serde_json::json;
use store::vault::{Field, Fingerprint};
use store::{HashKind, Person, Secret, SqliteOptions, Store, Vault, VaultKeys};

use crate::process::{Client, Server, free_port, frontdesk, make_token, run, serve, two_centres};

const PHONE: &str = "+4520304050";

pub(crate) fn path(path: &Path) -> &str {
    path.to_str().expect("a path")
}

pub(crate) fn key_in(file: &Path) -> Secret {
    Secret::new(std::fs::read(file).expect("a key").try_into().expect("32 bytes"))
}

pub(crate) fn write_key(file: &Path, byte: u8) {
    std::fs::write(file, [byte; 32]).expect("written");
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).expect("changed");
}

/// Why a start is refused.
pub(crate) fn refused(data: &Path, environment: &[(&str, &str)]) -> String {
    let mut command = frontdesk(&[]);
    let command = serve(&mut command, data, free_port()).envs(environment.iter().copied());
    let output = command.output().expect("the binary runs");
    assert!(!output.status.success(), "it does not start");
    String::from_utf8(output.stderr).expect("text")
}

pub(crate) fn vault(data: &Path, action: &[&str]) -> Result<String, String> {
    let output = run(&[&["vault", "--data", path(data)], action].concat());
    let text = |bytes| String::from_utf8(bytes).expect("text");
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

/// A database in which somebody left her phone number, and the only row of its vault.
pub(crate) struct Somebody {
    folder: tempfile::TempDir,
}

impl Somebody {
    pub(crate) async fn new() -> Self {
        Self::in_folder(tempfile::tempdir().expect("a folder")).await
    }

    pub(crate) async fn in_folder(folder: tempfile::TempDir) -> Self {
        let token = make_token(folder.path(), &["--role", "manager", "--centre", "nord", "--name", "test"]);
        let server = Server::start(folder.path(), free_port());
        let body = json!({ "services": ["pass"], "phone": "20 30 40 50" });
        let client = Client::new(&server.url, &token);
        let answer = client.post("/api/v1/centres/nord/visits", "take", &body).await.expect("an answer");
        assert_eq!(answer.status, 201, "{answer:?}");
        assert!(server.stop().success());
        Self { folder }
    }

    pub(crate) fn data(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn key_file(&self) -> PathBuf {
        self.data().join("vault.key")
    }

    pub(crate) fn store(&self) -> Store {
        let file = self.data().join("frontdesk.sqlite");
        Store::open_sqlite(&file, SqliteOptions::default()).expect("a database")
    }

    pub(crate) fn person(&self) -> Option<Person> {
        self.store().reader().people_after(None, 2).expect("read").pop()
    }

    /// Her number opens with the key in a file alone, and she is found by it.
    pub(crate) fn opens_with(&self, file: &Path) -> bool {
        let vault = Vault::new(&VaultKeys::new(key_in(file)));
        let person = self.person().expect("somebody");
        let phone = person.given.phone.expect("a number");
        let opened = vault.open(person.visit, Field::Phone, &phone.text).is_ok_and(|text| text == PHONE);
        assert_eq!(opened, phone.hash == vault.hash(HashKind::Phone, PHONE));
        opened
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_key_is_made_at_the_first_start_for_its_owner_alone_and_seals() {
    let somebody = Somebody::new().await;
    let key = std::fs::read(somebody.key_file()).expect("made");
    assert_eq!(std::fs::metadata(somebody.key_file()).expect("there").permissions().mode() & 0o777, 0o600);
    assert_ne!(key, std::fs::read(somebody.data().join("secret")).expect("made"), "a key of its own");
    assert!(somebody.opens_with(&somebody.key_file()));
    assert!(Server::start(somebody.data(), free_port()).stop().success());
    assert_eq!(std::fs::read(somebody.key_file()).expect("there"), key);
}

#[test]
fn a_demos_vault_has_a_key_of_its_own_beside_its_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let (database, key) = (folder.path().join("demo.sqlite"), folder.path().join("demo.sqlite.vault.key"));
    let start = |minute| {
        let begin = format!("2026-03-02T08:0{minute}");
        let mut command = frontdesk(&["demo", "--still", "--listen", "127.0.0.1:0", "--begin", &begin]);
        // That of an installation is not touched.
        command
            .arg("--data")
            .arg(folder.path())
            .env("FRONTDESK_SETUP", two_centres())
            .env("FRONTDESK_VAULT_KEY_FILE", "nowhere.key");
        assert!(Server::start_with(&mut command).expect("it starts").stop().success());
        std::fs::read(&key).expect("made")
    };
    let first = start(1);
    assert_eq!(std::fs::metadata(&key).expect("there").permissions().mode() & 0o777, 0o600);
    assert_eq!(start(2), first);
    assert!(vault(&database, &["rotate"]).expect("done").contains(path(&key)));
    assert_ne!(start(3), first);
    assert!(!folder.path().join("vault.key").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_right_key_nothing_is_served_and_the_file_is_named() {
    let somebody = Somebody::new().await;
    let (file, away) = (somebody.key_file(), somebody.data().join("away"));
    let fingerprint = Fingerprint::of_key(&key_in(&file)).to_string();
    std::fs::rename(&file, &away).expect("moved");
    let message = refused(somebody.data(), &[]);
    assert!(
        message.contains(path(&file)) && message.contains("is missing") && message.contains(&fingerprint),
        "{message}"
    );
    assert!(!file.exists(), "it is not made anew");
    let message = vault(somebody.data(), &["rotate"]).expect_err("nothing to rotate from");
    assert!(message.contains("is missing"), "{message}");

    write_key(&file, 7);
    let message = refused(somebody.data(), &[]);
    assert!(message.contains(path(&file)) && message.contains(&fingerprint), "{message}");
    assert!(vault(somebody.data(), &["rotate"]).expect_err("a wrong key").contains(&fingerprint));
    assert!(!somebody.data().join("vault.key.new").exists(), "nothing was begun");

    // Named as a key of before, the right one opens what it sealed.
    let old = [("FRONTDESK_VAULT_OLD_KEY_FILES", path(&away))];
    let mut command = frontdesk(&[]);
    let server = Server::start_with(serve(&mut command, somebody.data(), free_port()).envs(old)).expect("it starts");
    assert!(server.stop().success());
    let missing = refused(somebody.data(), &[("FRONTDESK_VAULT_OLD_KEY_FILES", "nowhere.key")]);
    assert!(missing.contains("nowhere.key"), "{missing}");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).expect("changed");
    assert!(refused(somebody.data(), &old).contains("chmod 600"));
    std::fs::write(&file, b"short").expect("written");
    assert!(refused(somebody.data(), &old).contains("32 bytes"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_rotation_the_key_of_before_is_needed_no_more() {
    let somebody = Somebody::new().await;
    let before = somebody.data().join("before");
    std::fs::copy(somebody.key_file(), &before).expect("copied");
    let told = vault(somebody.data(), &["rotate"]).expect("done");
    let kept = somebody.data().join(format!("vault.key.old-{}", Fingerprint::of_key(&key_in(&before))));
    assert!(told.contains("1 citizen ") && told.contains(path(&kept)), "{told}");
    assert!(told.contains(&Fingerprint::of_key(&key_in(&somebody.key_file())).to_string()), "{told}");
    assert_eq!(std::fs::read(&kept).expect("kept"), std::fs::read(&before).expect("read"));
    assert_eq!(std::fs::metadata(&kept).expect("there").permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::metadata(somebody.key_file()).expect("there").permissions().mode() & 0o777, 0o600);
    assert!(somebody.opens_with(&somebody.key_file()) && !somebody.opens_with(&before));
    std::fs::remove_file(&kept).expect("deleted");
    assert!(Server::start(somebody.data(), free_port()).stop().success());

    // The key of before would seal what nobody opens.
    let new = somebody.data().join("new");
    std::fs::rename(somebody.key_file(), &new).expect("moved");
    std::fs::copy(&before, somebody.key_file()).expect("copied");
    assert!(refused(somebody.data(), &[]).contains("none of these files"));
    let message = refused(somebody.data(), &[("FRONTDESK_VAULT_OLD_KEY_FILES", path(&new))]);
    assert!(message.contains("was replaced"), "{message}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_that_was_interrupted_is_gone_on_with_before_anything_is_served() {
    let somebody = Somebody::new().await;
    // As it is left by a rotation that was killed: the new key lies beside, and nothing else is certain.
    let new = somebody.data().join("vault.key.new");
    write_key(&new, 9);
    let message = refused(somebody.data(), &[]);
    assert!(message.contains("frontdesk vault rotate") && message.contains(path(&new)), "{message}");
    assert!(vault(somebody.data(), &["rotate"]).expect("done").contains("1 citizen "));
    assert_eq!(std::fs::read(somebody.key_file()).expect("there"), [9; 32], "with the key that was begun with");
    assert!(!new.exists() && somebody.opens_with(&somebody.key_file()));

    // All was done but for putting the new key in its place.
    std::fs::rename(somebody.key_file(), &new).expect("moved");
    let kept = std::fs::read_dir(somebody.data()).expect("a folder").filter_map(|entry| Some(entry.ok()?.path()));
    let kept = kept.into_iter().find(|file| path(file).contains(".old-")).expect("kept");
    std::fs::copy(&kept, somebody.key_file()).expect("copied");
    assert!(vault(somebody.data(), &["rotate"]).expect("done").contains("0 citizens"));
    assert!(!new.exists() && somebody.opens_with(&somebody.key_file()));
    assert!(Server::start(somebody.data(), free_port()).stop().success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_rotated_under_a_server_that_runs_or_where_there_is_nothing() {
    let somebody = Somebody::new().await;
    let server = Server::start(somebody.data(), free_port());
    let message = vault(somebody.data(), &["rotate"]).expect_err("refused");
    assert!(message.contains("receives on"), "{message}");
    assert!(server.stop().success());
    let nowhere = somebody.data().join("nowhere");
    assert!(vault(&nowhere, &["rotate"]).expect_err("refused").contains("nowhere"));
    assert!(!nowhere.exists(), "and nothing is made");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_is_lost_for_good_is_given_up_and_the_hall_opens_again() {
    let somebody = Somebody::new().await;
    let key = Fingerprint::of_key(&key_in(&somebody.key_file())).to_string();
    let message = vault(somebody.data(), &["give-up", &key]).expect_err("it is there");
    assert!(message.contains("is not lost") && message.contains(path(&somebody.key_file())), "{message}");
    assert!(vault(somebody.data(), &["give-up", "00000000"]).expect_err("no such key").contains("00000000"));
    assert!(vault(somebody.data(), &["give-up", "all"]).is_err());
    assert!(somebody.person().is_some());
    std::fs::remove_file(somebody.key_file()).expect("lost");
    refused(somebody.data(), &[]);
    let told = vault(somebody.data(), &["give-up", &key]).expect("given up");
    assert!(told.contains("1 citizen ") && told.contains(&key), "{told}");
    assert_eq!(somebody.person(), None);
    assert!(Server::start(somebody.data(), free_port()).stop().success());
    assert!(somebody.key_file().exists(), "a new one is made");
}
