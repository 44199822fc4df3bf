//! What only a file can suffer.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use store::{Appended, NewSetup, SqliteOptions, Store, StoreError};

use crate::samples::{Open, append, events, minute, opened, stream, taken, ticket, today};

fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open_sqlite(path, SqliteOptions { busy_timeout: Duration::from_millis(200), ..SqliteOptions::default() })
}

#[test]
fn opening_again_finds_everything() {
    let Open { mut store, directory, .. } = Open::sqlite();
    let path = directory.as_ref().unwrap().path().join("hall.db");
    store.append(&[taken(&today(), 0, 1), taken(&today(), 1, 2)]).unwrap();
    let setup = NewSetup { centre: today().centre, content: "one".to_owned() };
    store.publish_setup(&setup, "owner", minute(0)).unwrap();
    drop(store);
    for _ in 0..3 {
        let mut store = open(&path).unwrap();
        assert_eq!(events(&store.reader(), &today()), [ticket(1), ticket(2)]);
        assert_eq!(store.reader().newest_setups().unwrap().len(), 1);
        assert!(matches!(store.append(&[taken(&today(), 1, 2)]).unwrap()[..], [Appended::AlreadyDone(_)]));
        assert_eq!(store.append(&[append(&today(), 1, vec![ticket(3)])]).unwrap(), [Appended::Conflict]);
    }
}

#[test]
fn a_full_disk_loses_nothing_and_goes_on_when_there_is_room() {
    let mut open = Open::sqlite();
    open.store.append(&[taken(&today(), 0, 1)]).unwrap();
    limit_pages(&mut open.store, Some(60));
    let mut head = 1;
    let full = loop {
        let batch: Vec<_> = (head..head + 20).map(|v| taken(&today(), v, u16::try_from(v).unwrap() + 1)).collect();
        match open.store.append(&batch) {
            Ok(outcomes) => assert_eq!(outcomes, vec![Appended::Committed; 20]),
            Err(error) => break error,
        }
        head += 20;
        assert!(head < 5_000, "the limit is never reached");
    };
    assert_eq!(full, StoreError::Full);
    assert!(full.is_recoverable());
    assert_eq!(open.reader.head(&today()).unwrap(), head, "what was acknowledged, and no part of what was not");
    let again = taken(&today(), head, 9_000);
    while open.store.append(&[taken(&today(), head, u16::try_from(head).unwrap() + 1)]).is_ok() {
        head += 1;
    }
    let setup = NewSetup { centre: today().centre, content: "x".repeat(50_000) };
    assert_eq!(open.store.publish_setup(&setup, "owner", minute(0)), Err(StoreError::Full));
    assert_eq!(open.reader.head(&today()).unwrap(), head);
    assert_eq!(open.reader.remembered("kiosk-1", "take-9000").unwrap(), None);

    limit_pages(&mut open.store, None);
    let mut again = again;
    again.parts[0].expected = head;
    assert_eq!(open.store.append(&[again]).unwrap(), [Appended::Committed]);
    open.store.publish_setup(&setup, "owner", minute(0)).unwrap();
    assert_eq!(open.reader.head(&today()).unwrap(), head + 1);
}

fn limit_pages(store: &mut Store, pages_max: Option<u32>) {
    let Store::Sqlite(store) = store else { panic!("a file") };
    store.limit_pages(pages_max).unwrap();
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_told_and_works_once_it_can_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let Open { mut store, directory, .. } = Open::sqlite();
    let path = directory.as_ref().unwrap().path().join("hall.db");
    store.append(&[taken(&today(), 0, 1)]).unwrap();
    drop(store);
    let rights = |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    rights(0o400);
    let bound_by_rights = std::fs::OpenOptions::new().write(true).open(&path).is_err();
    if bound_by_rights {
        assert_eq!(open(&path).unwrap_err(), StoreError::ReadOnly);
    }
    rights(0o600);
    let mut store = open(&path).unwrap();
    assert_eq!(store.append(&[taken(&today(), 1, 2)]).unwrap(), [Appended::Committed]);
}

#[cfg(unix)]
#[test]
fn a_new_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let open = Open::sqlite();
    for entry in std::fs::read_dir(open.directory.as_ref().unwrap().path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?}", entry.file_name());
    }
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("hall.db");
    let letter = "Dear citizen service, ".repeat(1_000);
    std::fs::write(&path, &letter).unwrap();
    let error = open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Corrupt(_)), "{error:?}");
    assert!(!error.is_recoverable());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), letter);
}

#[test]
fn a_database_of_another_program_is_refused_and_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("hall.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE songs (title TEXT)").unwrap();
    let before = std::fs::read(&path).unwrap();
    let error = open(&path).unwrap_err();
    assert!(error.to_string().contains("another program"), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), before, "not a byte of it is changed");
}

#[test]
fn a_directory_that_is_missing_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let error = open(&directory.path().join("nowhere/hall.db")).unwrap_err();
    assert!(error.to_string().contains("nowhere"), "{error}");
}

#[test]
fn a_damaged_page_is_told_and_nothing_is_made_up() {
    let Open { mut store, directory, .. } = Open::sqlite();
    let path = directory.as_ref().unwrap().path().join("hall.db");
    let batch: Vec<_> = (0..500).map(|n| taken(&today(), n.into(), n + 1)).collect();
    store.append(&batch).unwrap();
    store.checkpoint().unwrap();
    drop(store);
    let mut bytes = std::fs::read(&path).unwrap();
    let from = bytes.len() / 4;
    for byte in &mut bytes[from..] {
        *byte = 0xa5;
    }
    std::fs::write(&path, bytes).unwrap();
    let result = open(&path).and_then(|mut store| {
        store.reader().stream(&today(), 0, usize::MAX)?;
        store.append(&[taken(&today(), 500, 501)])
    });
    let error = result.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt(_)), "{error:?}");
}

#[test]
fn a_log_that_was_cut_off_gives_whole_appends_only() {
    let mut open_store = Open::sqlite();
    let other = stream("job-centre", "2026-03-02");
    for n in 0..30u16 {
        let mut both = taken(&today(), n.into(), n + 1);
        both.parts.push(crate::samples::part(&other, n.into(), vec![ticket(n + 1)]));
        open_store.store.append(&[both]).unwrap();
    }
    let (main, log) = files(&open_store.path());
    let mut seen = Vec::new();
    for eighth in 0..=8 {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("hall.db");
        std::fs::write(&path, &main).unwrap();
        std::fs::write(path.with_file_name("hall.db-wal"), &log[..log.len() * eighth / 8]).unwrap();
        let mut store = open(&path).unwrap();
        let reader = store.reader();
        let head = reader.head(&today()).unwrap();
        assert_eq!(head, reader.head(&other).unwrap(), "half an append");
        assert_eq!(reader.command_keys_since(minute(0)).unwrap().len() as u64, head);
        assert_eq!(reader.newest_position().unwrap(), head * 2);
        let next = taken(&today(), head, u16::try_from(head).unwrap() + 1);
        assert_eq!(store.append(&[next]).unwrap(), [Appended::Committed]);
        seen.push(head);
    }
    assert!(seen.is_sorted() && seen[0] < seen[4] && seen[8] == 30, "{seen:?}");
}

/// The file and its log as they stand while the store is open.
fn files(path: &Path) -> (Vec<u8>, Vec<u8>) {
    (std::fs::read(path).unwrap(), std::fs::read(path.with_file_name("hall.db-wal")).unwrap())
}

#[test]
fn two_writers_of_one_file_never_overwrite_each_other() {
    let mut a = Open::sqlite();
    let mut b = open(&a.path()).unwrap();
    let other = stream("job-centre", "2026-03-02");
    a.store.append(&[taken(&today(), 0, 1)]).unwrap();
    assert_eq!(b.append(&[append(&today(), 0, vec![ticket(9)])]).unwrap(), [Appended::Conflict]);
    b.append(&[taken(&today(), 1, 2), append(&other, 0, vec![opened(&other)])]).unwrap();
    // `a` believes that today has one event, that the other stream has none, and that the log ends at 1.
    let batch = [append(&today(), 1, vec![ticket(9)]), append(&other, 1, vec![ticket(4)]), taken(&today(), 3, 2)];
    let outcomes = a.store.append(&batch).unwrap();
    let [Appended::Conflict, Appended::Committed, Appended::AlreadyDone(_)] = &outcomes[..] else {
        panic!("{outcomes:?}")
    };
    assert_eq!(a.store.append(&[taken(&today(), 2, 3)]).unwrap(), [Appended::Committed]);
    assert_eq!(a.events(&today()), [ticket(1), ticket(2), ticket(3)]);
    assert_eq!(events(&b.reader(), &other), [opened(&other), ticket(4)]);
    let positions: Vec<u64> = a.reader.log(0, 99).unwrap().iter().map(|(position, ..)| *position).collect();
    assert_eq!(positions, [1, 2, 3, 4, 5]);
}

#[test]
fn two_writers_at_the_same_time_lose_nothing() {
    let first = Open::sqlite();
    let path = first.path();
    let writer = |path: std::path::PathBuf, name: u16| {
        std::thread::spawn(move || {
            let mut store = Store::open_sqlite(&path, SqliteOptions::default()).unwrap();
            let reader = store.reader();
            let (mut done, mut conflicts) = (0, 0);
            while done < 60 {
                let head = reader.head(&today()).unwrap();
                match store.append(&[taken(&today(), head, name + done)]).unwrap()[..] {
                    [Appended::Committed] => done += 1,
                    [Appended::Conflict] => conflicts += 1,
                    ref other => panic!("{other:?}"),
                }
            }
            conflicts
        })
    };
    let writers = [writer(path.clone(), 1_000), writer(path, 2_000)];
    for writer in writers {
        writer.join().unwrap();
    }
    let log = first.reader.log(0, usize::MAX).unwrap();
    assert_eq!(log.len(), 120);
    assert!(log.iter().zip(1..).all(|((position, _, recorded), n)| *position == n && recorded.version == n));
}

#[test]
fn a_writer_that_waits_too_long_is_told_and_can_go_on() {
    let first = Open::sqlite();
    let mut store = open(&first.path()).unwrap();
    let other = Connection::open(first.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(store.append(&[taken(&today(), 0, 1)]), Err(StoreError::Busy));
    assert_eq!(first.reader.head(&today()).unwrap(), 0, "reading does not wait");
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(store.append(&[taken(&today(), 0, 1)]).unwrap(), [Appended::Committed]);
}

#[test]
fn readers_share_few_connections_and_see_whole_batches() {
    let mut open = Open::sqlite();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            let reader = open.reader.clone();
            scope.spawn(move || {
                let mut seen = 0;
                while seen < 100 {
                    let head = reader.head(&today()).unwrap();
                    assert!(head >= seen && head.is_multiple_of(5), "{head} after {seen}");
                    seen = head;
                }
            });
        }
        for head in (0..100u64).step_by(5) {
            let events = (0..5).map(|n| ticket(u16::try_from(head).unwrap() + n + 1)).collect();
            open.store.append(&[append(&today(), head, events)]).unwrap();
        }
    });
}

#[test]
fn a_newer_file_is_refused_kindly_and_left_alone() {
    let open_store = Open::sqlite();
    let file = Connection::open(open_store.path()).unwrap();
    file.execute("INSERT INTO migrations (number, name, checksum) VALUES (99, 'later', '')", []).unwrap();
    let before: i64 = file.query_row("PRAGMA data_version", [], |row| row.get(0)).unwrap();
    let error = open(&open_store.path()).unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { found: 99, .. }), "{error:?}");
    assert!(error.to_string().contains("update the program"));
    let after: i64 = file.query_row("PRAGMA data_version", [], |row| row.get(0)).unwrap();
    assert_eq!(before, after);
}

#[test]
fn a_migration_that_was_edited_is_found() {
    let open_store = Open::sqlite();
    let file = Connection::open(open_store.path()).unwrap();
    file.execute("UPDATE migrations SET checksum = 'another' WHERE number = 2", []).unwrap();
    let expected = StoreError::MigrationChanged { number: 2, name: "people".to_owned() };
    assert_eq!(open(&open_store.path()).unwrap_err(), expected);
}

#[test]
fn opening_changes_no_table_of_an_up_to_date_file() {
    let open_store = Open::sqlite();
    let file = Connection::open(open_store.path()).unwrap();
    let schema = || -> (i64, i64) {
        let version = file.query_row("PRAGMA schema_version", [], |row| row.get(0)).unwrap();
        (version, file.query_row("SELECT COUNT(*) FROM migrations", [], |row| row.get(0)).unwrap())
    };
    let before = schema();
    assert!(before.1 >= 4);
    drop(open(&open_store.path()).unwrap());
    assert_eq!(schema(), before);
}

#[test]
fn a_fact_from_the_future_refuses_its_stream_loudly() {
    let mut open = Open::sqlite();
    let other = stream("job-centre", "2026-03-02");
    open.store.append(&[taken(&today(), 0, 1), append(&other, 0, vec![ticket(2)])]).unwrap();
    let file = Connection::open(open.path()).unwrap();
    file.execute("UPDATE events SET kind = 'teleported', form = 4 WHERE position = 1", []).unwrap();
    let error = open.reader.stream(&today(), 0, 10).unwrap_err();
    let StoreError::UnknownFact { stream, version: 1, kind, form: 4, .. } = &error else { panic!("{error:?}") };
    assert_eq!((stream, kind.as_str()), (&today(), "teleported"));
    assert!(error.to_string().contains("update the program"));
    assert!(open.reader.log(0, 10).is_err());
    assert_eq!(open.events(&other), [ticket(2)], "other streams are read");
    assert_eq!(open.reader.log(1, 10).unwrap().len(), 1);
}

#[test]
fn every_statement_of_the_hot_path_uses_an_index() {
    let open_store = Open::sqlite();
    let file = Connection::open(open_store.path()).unwrap();
    let asked = [
        "SELECT MAX(e.version) FROM events e JOIN streams s ON s.id = e.stream_id WHERE s.centre = 'a' AND s.date = 'b'",
        "SELECT 1 FROM commands c JOIN streams s ON s.id = c.stream_id WHERE c.sender = 'a' AND c.id = 'b'",
        "SELECT 1 FROM people WHERE phone_hash = x'00'",
        "SELECT visit FROM people WHERE email_hash = x'00' AND is_open = 1 AND date >= 'a' AND visit <> 'b'",
        "SELECT visit FROM people WHERE cpr_hash = x'00' AND is_open = 1 AND date >= 'a' AND visit <> 'b'",
        "SELECT visit FROM people WHERE centre = 'a' AND date = 'b' ORDER BY visit LIMIT 9",
        "SELECT centre FROM booked WHERE visit = 'a'",
        "SELECT visit FROM people WHERE visit > 'a' ORDER BY visit LIMIT 9",
        "SELECT l.at_ms FROM look_up_hashes h JOIN look_ups l ON l.id = h.look_up
            WHERE h.hash = x'00' AND h.kind = 1 ORDER BY h.look_up DESC LIMIT 9",
        "SELECT id FROM look_ups WHERE visit = 'a' ORDER BY id DESC LIMIT 9",
        "SELECT hash FROM look_up_hashes WHERE (look_up, kind) > (1, 2) ORDER BY look_up, kind LIMIT 9",
        "DELETE FROM people WHERE forget_after < 'a'",
    ];
    for sql in asked {
        let mut plan = file.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps = plan.query_map([], |row| row.get::<_, String>(3)).unwrap();
        let steps: Vec<String> = steps.collect::<Result<_, _>>().unwrap();
        assert!(steps.iter().all(|step| step.starts_with("SEARCH")), "{sql}: {steps:?}");
    }
}
