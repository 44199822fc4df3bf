//! Who is signed in, for how long, and how a device is let in.

use std::time::Duration;

use domain::ids::EmployeeId;
use engine::{Engine, Limits, identifiers};
use store::{AccountChange, Invitation, NewAccount, Pairing, Role, SessionRow, SqliteOptions, Store};

use crate::world::*;

const PASSWORD: &str = "tre små kinesere";

fn mette() -> EmployeeId {
    "mette".parse().unwrap()
}

async fn invite(engine: &Engine) -> String {
    let secret = identifiers::new_secret(identifiers::INVITATION_PREFIX).unwrap();
    let invitation = Invitation { hash: secret.hash, until: morning().plus_minutes(7 * 24 * 60) };
    let new = NewAccount {
        login: mette(),
        role: Role::Manager,
        centres: vec![borger()],
        subject: mette(),
        invitation: Some(invitation),
    };
    engine.create_account(new, "owner").await.unwrap();
    secret.text
}

/// Mette with her password, signed in.
async fn signed_in(engine: &Engine) -> String {
    let link = invite(engine).await;
    engine.accept_invitation(&link, PASSWORD).await.unwrap().unwrap();
    engine.sign_in("mette", PASSWORD).await.unwrap().unwrap().text
}

async fn is_open(engine: &Engine, secret: &str) -> bool {
    engine.session(secret).await.unwrap().is_some()
}

#[tokio::test]
async fn somebody_who_was_invited_sets_her_password_once_and_signs_in() {
    let running = run_on(Store::memory(), Limits::default());
    let engine = &running.engine;
    let link = invite(engine).await;
    assert!(engine.sign_in("mette", PASSWORD).await.unwrap().is_none(), "no password yet");
    assert_eq!(engine.invitation(&link).await.unwrap().unwrap().login, mette());
    assert!(engine.invitation("fdi_guessed").await.unwrap().is_none());
    assert_eq!(engine.accept_invitation(&link, PASSWORD).await.unwrap(), Some(mette()));
    assert_eq!(engine.accept_invitation(&link, "en anden adgang").await.unwrap(), None, "once");
    assert!(engine.sign_in("mette", "tre små kineserE").await.unwrap().is_none());
    assert!(engine.sign_in("jens", PASSWORD).await.unwrap().is_none());
    assert!(engine.sign_in("Not A Login", PASSWORD).await.unwrap().is_none());
    let secret = engine.sign_in("mette", PASSWORD).await.unwrap().unwrap();
    let session = engine.session(&secret.text).await.unwrap().unwrap();
    assert_eq!((session.account.login.as_str(), session.account.role), ("mette", Role::Manager));
    assert!(!is_open(engine, "fds_guessed").await);
    assert!(engine.authenticate(&secret.text).await.unwrap().is_none(), "a session is no token");
    engine.shutdown().await;
}

#[tokio::test]
async fn an_invitation_ends_at_its_time() {
    let running = run_on(Store::memory(), Limits::default());
    let link = invite(&running.engine).await;
    running.clock.advance_seconds(7 * 24 * 3_600);
    assert!(running.engine.invitation(&link).await.unwrap().is_none());
    assert_eq!(running.engine.accept_invitation(&link, PASSWORD).await.unwrap(), None);
    running.engine.shutdown().await;
}

#[tokio::test]
async fn a_session_that_is_not_used_ends_and_one_that_is_used_ends_with_the_day() {
    let running = run_on(Store::memory(), Limits::default());
    let engine = &running.engine;
    let (used, unused) = (signed_in(engine).await, engine.begin_session(&mette()).await.unwrap().unwrap().text);
    for _ in 0..3 {
        running.clock.advance_seconds(3_600);
        assert!(is_open(engine, &used).await);
    }
    running.clock.advance_seconds(3_599);
    assert_eq!(engine.sessions_of(&mette()).await.unwrap().len(), 2);
    running.clock.advance_seconds(1);
    assert!(!is_open(engine, &unused).await, "four hours without use");
    for _ in 4..13 {
        assert!(is_open(engine, &used).await);
        running.clock.advance_seconds(3_600);
    }
    assert!(is_open(engine, &used).await);
    running.clock.advance_seconds(3_600);
    assert!(!is_open(engine, &used).await, "fourteen hours in all");
    engine.shutdown().await;
}

#[tokio::test]
async fn a_use_is_noted_so_that_a_restart_does_not_end_a_session() {
    let running = run_on(Store::memory(), Limits::default());
    let engine = &running.engine;
    let secret = signed_in(engine).await;
    running.clock.advance_seconds(599);
    assert!(is_open(engine, &secret).await);
    assert_eq!(engine.sessions_of(&mette()).await.unwrap()[0].used_at, morning(), "not that often");
    running.clock.advance_seconds(1);
    assert!(is_open(engine, &secret).await);
    let noted = morning().plus_seconds(600);
    until("the use", async || engine.sessions_of(&mette()).await.unwrap()[0].used_at == noted).await;
    engine.shutdown().await;
}

#[tokio::test]
async fn signing_out_ends_one_session_and_everywhere_all() {
    let running = run_on(Store::memory(), Limits::default());
    let engine = &running.engine;
    let first = signed_in(engine).await;
    let mut more = Vec::new();
    for _ in 0..2 {
        more.push(engine.begin_session(&mette()).await.unwrap().unwrap().text);
    }
    let session = engine.session(&first).await.unwrap().unwrap();
    assert!(engine.is_signed_in(&first).await.unwrap());
    engine.sign_out(&session.row).await.unwrap();
    assert!(!is_open(engine, &first).await && !engine.is_signed_in(&first).await.unwrap());
    assert!(is_open(engine, &more[0]).await && is_open(engine, &more[1]).await);
    engine.sign_out_everywhere(&mette()).await.unwrap();
    assert!(!is_open(engine, &more[0]).await && !is_open(engine, &more[1]).await);
    engine.shutdown().await;
}

#[tokio::test]
async fn a_new_password_and_the_end_of_an_account_end_its_sessions() {
    let running = run_on(Store::memory(), Limits::default());
    let engine = &running.engine;
    let secret = signed_in(engine).await;
    assert!(!engine.change_password(&mette(), "gættet adgang", "en helt anden").await.unwrap());
    assert!(is_open(engine, &secret).await);
    assert!(engine.change_password(&mette(), PASSWORD, "en helt anden").await.unwrap());
    assert!(!is_open(engine, &secret).await);
    assert!(engine.sign_in("mette", PASSWORD).await.unwrap().is_none());
    let secret = engine.sign_in("mette", "en helt anden").await.unwrap().unwrap().text;
    assert!(is_open(engine, &secret).await);
    assert!(engine.change_account(&mette(), AccountChange::Disable, "owner").await.unwrap());
    assert!(!is_open(engine, &secret).await);
    assert!(engine.sign_in("mette", "en helt anden").await.unwrap().is_none());
    engine.shutdown().await;
}

#[tokio::test]
async fn what_another_process_does_to_accounts_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.sqlite");
    let open = || Store::open_sqlite(&path, SqliteOptions::default()).unwrap();
    let running = run_on(open(), Limits { tokens_fresh: Duration::from_millis(50), ..Limits::default() });
    let secret = signed_in(&running.engine).await;
    let mut other = open();
    let role = AccountChange::Role { role: Role::Employee, centres: vec![borger()] };
    assert!(other.change_account(&mette(), &role, "root", morning()).unwrap());
    let is_employee = async || running.engine.session(&secret).await.unwrap().unwrap().account.role == Role::Employee;
    until("the other role", is_employee).await;
    assert!(other.change_account(&mette(), &AccountChange::Disable, "root", morning()).unwrap());
    until("the account's end", async || !is_open(&running.engine, &secret).await).await;
    running.engine.shutdown().await;
}

#[test]
fn sessions_that_are_over_and_devices_that_were_not_let_in_are_forgotten() {
    let mut core = engine::Core::new(Store::memory(), Limits::default()).unwrap();
    let (hash, began_at) = ([1; 32], morning());
    let new = NewAccount { login: mette(), role: Role::Employee, centres: vec![], subject: mette(), invitation: None };
    core.store_mut().create_account(&new, "owner", morning()).unwrap();
    let session = SessionRow { hash, login: mette(), began_at, used_at: began_at };
    assert!(core.store_mut().begin_session(&session).unwrap());
    let pairing = Pairing { code: "ABCDEFGH".to_owned(), hash, asked_at: morning() };
    core.store_mut().ask_pairing(&pairing, morning(), 9).unwrap();
    let at = |seconds| morning().plus_seconds(seconds);
    let mut retain = |seconds| {
        let retained = core.retain(at(seconds)).unwrap();
        (retained.pairings, retained.sessions)
    };
    assert_eq!(retain(600), (0, 0));
    assert_eq!(retain(601), (1, 0));
    assert_eq!(retain(4 * 3_600), (0, 0));
    assert_eq!(retain(4 * 3_600 + 1), (0, 1));
}

#[tokio::test]
async fn a_device_shows_a_code_and_is_let_in_when_it_is_confirmed() {
    let running = run_on(Store::memory(), Limits::default());
    let engine = &running.engine;
    let pairing = engine.ask_pairing().await.unwrap().unwrap();
    assert_eq!(engine.pairing(&pairing.secret.text).await.unwrap().unwrap().code, pairing.code);
    assert!(engine.authenticate(&pairing.secret.text).await.unwrap().is_none(), "not yet");
    let confirm = async |code: &str| engine.confirm_pairing(code, &borger(), "stander-1", "mette").await.unwrap();
    assert_eq!(confirm("ABCD EFGH").await, None);
    assert_eq!(confirm("").await, None);
    let (left, right) = pairing.code.split_at(4);
    let name = confirm(&format!(" {}-{right}", left.to_lowercase())).await.unwrap();
    assert!(name.starts_with("device borger") && name.contains("stander-1"), "{name}");
    let token = engine.authenticate(&pairing.secret.text).await.unwrap().unwrap();
    assert_eq!(
        (token.role, token.subject.as_deref(), &token.centres),
        (Role::Device, Some("stander-1"), &vec![borger()])
    );
    assert_eq!(confirm(&pairing.code).await, None, "once");
    assert!(engine.pairing(&pairing.secret.text).await.unwrap().is_none());
    assert!(engine.revoke_token(&name, "mette").await.unwrap());
    assert!(engine.authenticate(&pairing.secret.text).await.unwrap().is_none());
    engine.shutdown().await;
}

#[tokio::test]
async fn only_so_many_devices_ask_at_once() {
    let running = run_on(Store::memory(), Limits { pairings_max: 2, ..Limits::default() });
    let engine = &running.engine;
    for _ in 0..2 {
        assert!(engine.ask_pairing().await.unwrap().is_some());
    }
    assert!(engine.ask_pairing().await.unwrap().is_none());
    running.clock.advance_seconds(601);
    assert!(engine.ask_pairing().await.unwrap().is_some(), "the first ones are over");
    engine.shutdown().await;
}
