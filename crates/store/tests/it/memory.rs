//! The model of a crash, and the faults that can be ordered.

use domain::ids::SetupVersion;
use store::memory::MemoryStore;
use store::{Append, Appended, NewSetup, PersonChange, Store, StoreError};

use crate::samples::{append, booked, closed, date, events, minute, stream, taken, ticket, today, visit};

fn both() -> (MemoryStore, Store) {
    let handle = MemoryStore::new();
    (handle.clone(), Store::Memory(handle))
}

#[test]
fn what_was_synced_survives_and_what_was_not_is_lost_from_the_end() {
    for keep in 0..=4 {
        let (handle, mut store) = both();
        store.append(&[taken(&today(), 0, 1)]).unwrap();
        handle.hold_sync(true);
        for n in 2..=4 {
            store.append(&[taken(&today(), u64::from(n) - 1, n)]).unwrap();
        }
        assert_eq!(events(&store.reader(), &today()).len(), 4, "visible before it is synced");
        assert_eq!(handle.unsynced(), 3);
        handle.crash(keep);
        let kept = 1 + u16::try_from(keep.min(3)).unwrap();
        let reader = store.reader();
        assert_eq!(events(&reader, &today()), (1..=kept).map(ticket).collect::<Vec<_>>());
        assert_eq!(reader.newest_position().unwrap(), u64::from(kept));
        assert_eq!(reader.log(0, 10).unwrap().len(), usize::from(kept));
        assert_eq!(reader.command_keys_since(minute(0)).unwrap().len(), usize::from(kept));
        let next = taken(&today(), kept.into(), kept + 1);
        assert_eq!(store.append(&[next]).unwrap(), [Appended::Committed], "the lost command can be given again");
    }
}

#[test]
fn a_crash_takes_back_all_of_a_batch() {
    let (handle, mut store) = both();
    let put = |text: &[u8]| PersonChange::Note {
        visit: visit(1),
        centre: today().centre,
        date: today().date,
        text: store::SealedText::from_bytes(text.to_vec()),
        forget_after: date("2026-03-03"),
    };
    let people = |people| Append { people, ..Append::default() };
    let setup = |content: &str| NewSetup { centre: today().centre, content: content.to_owned() };
    store.append(&[people(vec![put(b"before")])]).unwrap();
    store.publish_setup(&setup("one"), "owner", minute(0)).unwrap();
    handle.hold_sync(true);
    let other = stream("job-centre", "2026-03-02");
    store.append(&[append(&today(), 0, vec![ticket(1), closed()]), append(&other, 0, vec![ticket(2)])]).unwrap();
    store.append(&[append(&today(), 2, vec![booked(7)])]).unwrap();
    let open = PersonChange::BookingOpen { visit: visit(1), services: vec!["passport".parse().unwrap()] };
    let moved = PersonChange::Moved { visit: visit(1), centre: other.centre.clone(), date: date("2026-04-02") };
    store.append(&[people(vec![open, moved, put(b"after"), PersonChange::Delete { visit: visit(1) }])]).unwrap();
    store.publish_setup(&setup("two"), "owner", minute(1)).unwrap();
    store.forget_streams_before(date("9000-01-01"), minute(2), 10).unwrap();
    handle.crash(0);
    let reader = store.reader();
    assert_eq!(reader.log(0, 10).unwrap(), vec![]);
    assert_eq!(reader.person(visit(1)).unwrap().unwrap().given.note.unwrap().as_bytes(), b"before");
    assert!(!reader.person(visit(1)).unwrap().unwrap().is_open);
    assert_eq!(reader.day_of(visit(7)).unwrap(), None);
    assert_eq!(reader.newest_setups().unwrap()[0].version, SetupVersion(1));
    assert_eq!(reader.changes(0, 10).unwrap().len(), 1);
    assert_eq!(reader.newest_position().unwrap(), 0);
}

#[test]
fn what_is_synced_by_order_survives() {
    let (handle, mut store) = both();
    handle.hold_sync(true);
    store.append(&[taken(&today(), 0, 1)]).unwrap();
    handle.sync();
    store.append(&[taken(&today(), 1, 2)]).unwrap();
    handle.crash(0);
    assert_eq!(events(&store.reader(), &today()), [ticket(1)]);
    store.append(&[taken(&today(), 1, 3)]).unwrap();
    handle.hold_sync(false);
    handle.crash(0);
    assert_eq!(events(&store.reader(), &today()), [ticket(1), ticket(3)]);
}

#[test]
fn a_failed_write_writes_nothing_and_the_next_one_goes_on() {
    let (handle, mut store) = both();
    handle.fail_next(StoreError::Full);
    assert_eq!(store.append(&[taken(&today(), 0, 1)]), Err(StoreError::Full));
    assert_eq!(events(&store.reader(), &today()), []);
    assert_eq!(store.append(&[taken(&today(), 0, 1)]).unwrap(), [Appended::Committed]);
}

#[test]
fn a_lost_reply_hides_a_write_and_the_command_is_found() {
    let (handle, mut store) = both();
    handle.lose_next_reply(StoreError::Io("power".to_owned()));
    assert!(store.append(&[taken(&today(), 0, 1)]).is_err());
    assert_eq!(events(&store.reader(), &today()), [ticket(1)]);
    let again = store.append(&[taken(&today(), 0, 1)]).unwrap();
    assert!(matches!(again[..], [Appended::AlreadyDone(_)]));
}
