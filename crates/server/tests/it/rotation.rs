//! The vault's key is replaced over a database of many people, killed in the middle, and after an upgrade.

use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use store::vault::Field;
use store::{
    Append, Findable, Given, HashKind, NewLookUp, PersonChange, Purpose, Reader, SealedText, Secret, Vault, VaultKeys,
};

use crate::process::{Server, free_port, frontdesk, serve};
use crate::vault::{Somebody, key_in, path, refused, vault, write_key};

/// How many people there are: a rotation of them takes many transactions.
const PEOPLE: u128 = 6_000;

/// How often it is tried to be there in the middle.
const TRIES: usize = 20;

fn visit(n: u128) -> domain::ids::VisitId {
    domain::ids::VisitId(uuid::Uuid::from_u128(n))
}

fn phone(n: u128) -> String {
    format!("+45{}", 30_000_000 + n)
}

fn put(n: u128, given: Given) -> PersonChange {
    let date = "2026-03-02".parse().expect("a date");
    let centre = "nord".parse().expect("a centre");
    // As far as a test runs: the server that is started here deletes nobody.
    let forget_after = "2999-01-01".parse().expect("a date");
    PersonChange::Put { visit: visit(n), centre, date, given: Box::new(given), forget_after }
}

/// Many people under the key in the file, each of whom was looked at.
fn fill(somebody: &Somebody) {
    let (mut store, vault) = (somebody.store(), Vault::new(&VaultKeys::new(key_in(&somebody.key_file()))));
    let give = |n| {
        let phone = vault.findable(visit(n), HashKind::Phone, &phone(n)).expect("sealed");
        put(n, Given { phone: Some(phone), ..Given::default() })
    };
    store.append(&[Append { people: (1..=PEOPLE).map(give).collect(), ..Append::default() }]).expect("kept");
    let all = store.reader().people_after(None, usize::MAX >> 1).expect("read");
    let at = "2026-03-02T09:00:00Z".parse().expect("an instant");
    let look_ups: Vec<_> = all.iter().map(|person| NewLookUp::of(person, "user:aa", Purpose::Serves, at)).collect();
    store.record_look_ups(&look_ups).expect("recorded");
}

fn begin_rotation(data: &Path) -> Child {
    let mut command = frontdesk(&["vault", "--data", path(data), "rotate"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the binary starts")
}

/// How many people, and how many of their look-ups, are under a key.
fn under(reader: &Reader, key: store::Fingerprint) -> (usize, usize) {
    let people = reader.people_after(None, usize::MAX >> 1).expect("read");
    let is_under = |person: &&store::Person| {
        person.given.phone.as_ref().is_some_and(|phone: &Findable| phone.text.key() == Some(key))
    };
    let hashes = reader.look_up_hashes_after(None, usize::MAX >> 1).expect("read");
    (people.iter().filter(is_under).count(), hashes.iter().filter(|hash| hash.key == Some(key)).count())
}

/// Kills a rotation once `is_there` says so. `false` where it was through before anybody looked.
fn kill_when(data: &Path, mut is_there: impl FnMut() -> bool) -> bool {
    let mut child = begin_rotation(data);
    loop {
        if child.try_wait().expect("waited for").is_some() {
            return false;
        }
        if is_there() {
            child.kill().expect("killed");
            return child.wait().expect("waited for").code().is_none();
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Everybody opens and every look-up is found with the keys in these files.
fn assert_whole(reader: &Reader, current: &Path, old: Option<&Path>) {
    let keys = VaultKeys::new(key_in(current));
    let keys = match old {
        Some(old) => keys.with_old(key_in(old)),
        None => keys,
    };
    let vault = Vault::new(&keys).with_handed_down(&reader.vault_keys().expect("read")).expect("handed down");
    for n in 1..=PEOPLE {
        let person = reader.person(visit(n)).expect("read").expect("somebody").given.phone.expect("a number");
        assert_eq!(vault.open(visit(n), Field::Phone, &person.text).as_deref(), Ok(phone(n).as_str()));
        let hashes: Vec<_> =
            vault.hashes(HashKind::Phone, &phone(n)).into_iter().map(|hash| (HashKind::Phone, hash)).collect();
        assert_eq!(reader.look_ups_of(&hashes, 9).expect("read").len(), 1, "visit {n}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_that_is_killed_in_the_middle_loses_nobody_and_is_gone_on_with() {
    let somebody = Somebody::new().await;
    fill(&somebody);
    let (data, file, new) = (somebody.data(), somebody.key_file(), somebody.data().join("vault.key.new"));
    let reader = somebody.store().reader();
    let is_renewed = |n| {
        let given = reader.person(visit(n)).expect("read").expect("somebody").given;
        given.phone.expect("a number").text.key() != Some(store::Fingerprint::of_key(&key_in(&file)))
    };
    // Whoever was too late to see the middle of one looks at the next.
    let caught = (0..TRIES).any(|_| kill_when(data, || is_renewed(1)));
    assert!(caught && new.exists(), "it was killed");
    let (old_key, new_key) = (store::Fingerprint::of_key(&key_in(&file)), store::Fingerprint::of_key(&key_in(&new)));
    let (before, after) = (under(&reader, old_key), under(&reader, new_key));
    assert!(after.0 > 0 && before.1 > 0, "some is under each: {before:?} {after:?}");
    assert_whole(&reader, &new, Some(&file));
    assert!(refused(data, &[]).contains("frontdesk vault rotate"), "meanwhile nothing is served");

    // Again, among the look-ups: people first, then those.
    let looked_up = |most| move |reader: &Reader| under(reader, new_key).1 >= most;
    if kill_when(data, || looked_up(1)(&reader)) {
        assert_whole(&reader, &new, Some(&file));
        assert!(vault(data, &["rotate"]).expect("gone on with").contains(&new_key.to_string()));
    }
    assert!(!new.exists() && store::Fingerprint::of_key(&key_in(&file)) == new_key, "with the key that was begun with");
    assert_eq!(under(&reader, old_key), (0, 0));
    assert_whole(&reader, &file, None);
    drop(reader);
    assert!(Server::start(data, free_port()).stop().success());
}

/// An installation of before the vault had keys of its own: a phone number sealed and hashed with keys that are derived from its
/// secret, 32 sevens, and a look-up of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_sealed_before_the_vault_had_a_key_is_read_and_goes_under_it() {
    let folder = tempfile::tempdir().expect("a folder");
    write_key(&folder.path().join("secret"), 7);
    let somebody = Somebody::in_folder(folder).await;
    let bytes = |hex: &str| -> Vec<u8> {
        (0..hex.len() / 2).map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).expect("hex")).collect()
    };
    let text =
        "019481edf12c0191cf44e85890a76d43a425d3894788ce50e81fdcb2afba6b12f5d1b5e00b17e85297a8f6c2c6090802124d3fba";
    let hash = "32489ef6b3b2999f827e75d06b3c192da783f9ba6b33643b3ec1605d102f055e";
    let sealed =
        Findable { text: SealedText::from_bytes(bytes(text)), hash: bytes(hash).try_into().expect("32 bytes") };
    let mut store = somebody.store();
    let there = somebody.person().expect("somebody").visit;
    let people = vec![PersonChange::Delete { visit: there }, put(1, Given { phone: Some(sealed), ..Given::default() })];
    store.append(&[Append { people, ..Append::default() }]).expect("kept");
    let at = "2026-03-02T09:00:00Z".parse().expect("an instant");
    let look_up = NewLookUp::of(&somebody.person().expect("somebody"), "user:aa", Purpose::Serves, at);
    store.record_look_ups(&[look_up]).expect("recorded");
    drop(store);

    // With the secret it is served as before, and she is found.
    assert!(Server::start(somebody.data(), free_port()).stop().success());
    let with_secret = VaultKeys::new(key_in(&somebody.key_file())).with_secret(Secret::new([7; 32]));
    let found = |keys: &VaultKeys| {
        let reader = somebody.store().reader();
        let vault = Vault::new(keys).with_handed_down(&reader.vault_keys().expect("read")).expect("handed down");
        let hashes = vault.hashes(HashKind::Phone, "+4520304050").into_iter().map(|hash| (HashKind::Phone, hash));
        reader.look_ups_of(&hashes.collect::<Vec<_>>(), 9).expect("read").len()
    };
    assert_eq!(found(&with_secret), 1);
    assert!(vault(somebody.data(), &["rotate"]).expect("done").contains("1 citizen "));
    assert!(somebody.opens_with(&somebody.key_file()), "with the key alone");
    assert_eq!(found(&VaultKeys::new(key_in(&somebody.key_file()))), 1);
    assert!(Server::start(somebody.data(), free_port()).stop().success());
}

/// A backup of before a rotation is put back: the key that was kept apart opens it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_of_before_a_rotation_is_served_with_the_key_that_was_kept() {
    let somebody = Somebody::new().await;
    let (file, backup) = (somebody.data().join("frontdesk.sqlite"), somebody.data().join("backup"));
    std::fs::copy(&file, &backup).expect("copied");
    let before = store::Fingerprint::of_key(&key_in(&somebody.key_file()));
    vault(somebody.data(), &["rotate"]).expect("done");
    std::fs::copy(&backup, &file).expect("put back");
    for ending in ["-wal", "-shm"] {
        let beside = somebody.data().join(format!("frontdesk.sqlite{ending}"));
        assert!(!beside.exists() || std::fs::remove_file(beside).is_ok());
    }
    assert!(refused(somebody.data(), &[]).contains(&before.to_string()));
    let kept = somebody.data().join(format!("vault.key.old-{before}"));
    let old = [("FRONTDESK_VAULT_OLD_KEY_FILES", path(&kept))];
    let mut command = frontdesk(&[]);
    let server = Server::start_with(serve(&mut command, somebody.data(), free_port()).envs(old)).expect("it starts");
    assert!(server.stop().success());
    assert!(somebody.opens_with(&kept));
}
