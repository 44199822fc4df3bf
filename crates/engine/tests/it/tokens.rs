//! Tokens through the one writer.

use std::time::Duration;

use engine::{EngineError, Limits, identifiers};
use store::{NewToken, Role, SqliteOptions, Store, StoreError};

use crate::world::*;

fn token(name: &str, hash: [u8; 32]) -> NewToken {
    let centres = vec![borger()];
    NewToken { name: name.to_owned(), role: Role::Manager, centres, subject: None, hash, expires_at: None }
}

#[tokio::test]
async fn a_token_works_from_its_making_to_its_end() {
    let running = run_on(Store::memory(), Limits::default());
    let engine = &running.engine;
    let secret = identifiers::new_token().unwrap();
    assert!(engine.authenticate(&secret.text).await.unwrap().is_none());
    engine.create_token(token("desk", secret.hash), "owner").await.unwrap();
    let row = engine.authenticate(&secret.text).await.unwrap().unwrap();
    assert_eq!((row.name.as_str(), row.role), ("desk", Role::Manager));
    assert!(engine.authenticate("fd_wrong").await.unwrap().is_none());
    assert!(engine.authenticate("").await.unwrap().is_none());
    let twice = engine.create_token(token("desk", [1; 32]), "owner").await;
    assert!(matches!(twice, Err(EngineError::Store(e)) if matches!(*e, StoreError::TokenExists(_))));
    assert!(engine.revoke_token("desk", "owner").await.unwrap());
    assert!(engine.authenticate(&secret.text).await.unwrap().is_none());
    assert!(!engine.revoke_token("desk", "owner").await.unwrap());
    assert_eq!(engine.tokens().await.unwrap().len(), 1);
    engine.shutdown().await;
}

#[tokio::test]
async fn a_token_ends_at_its_time() {
    let running = run_on(Store::memory(), Limits::default());
    let secret = identifiers::new_token().unwrap();
    let new = NewToken { expires_at: Some(morning().plus_seconds(60)), ..token("short", secret.hash) };
    running.engine.create_token(new, "owner").await.unwrap();
    assert!(running.engine.authenticate(&secret.text).await.unwrap().is_some());
    running.clock.advance_seconds(60);
    assert!(running.engine.authenticate(&secret.text).await.unwrap().is_none());
    running.engine.shutdown().await;
}

#[tokio::test]
async fn what_another_process_does_to_tokens_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.sqlite");
    let open = || Store::open_sqlite(&path, SqliteOptions::default()).unwrap();
    let limits = Limits { tokens_fresh: Duration::from_millis(50), ..Limits::default() };
    let running = run_on(open(), limits);
    let secret = identifiers::new_token().unwrap();
    assert!(running.engine.authenticate(&secret.text).await.unwrap().is_none());
    let mut other = open();
    other.create_token(&token("cli", secret.hash), "root", morning()).unwrap();
    assert!(running.engine.authenticate(&secret.text).await.unwrap().is_some(), "at once");
    other.revoke_token("cli", "root", morning()).unwrap();
    until("the token's end", async || running.engine.authenticate(&secret.text).await.unwrap().is_none()).await;
    running.engine.shutdown().await;
}
