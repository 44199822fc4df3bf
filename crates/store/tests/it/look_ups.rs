//! Who looked at whose data, in the same way in every store.

every_store!(
    a_look_up_is_found_by_whatever_the_person_gave,
    a_look_up_is_there_after_the_person_is_gone,
    the_newest_look_ups_come_first_and_no_more_than_asked_for,
    a_person_is_told_each_look_up_once,
    what_she_is_told_is_on_record,
    look_ups_are_forgotten_in_passes,
    what_a_replaced_key_handed_down_is_kept_as_long_as_look_ups_of_its_time,
);

mod cases {
    use std::slice::from_ref;

    use domain::ids::VisitId;
    use store::{
        Disclosure, Given, HashKind, LookUp, NewLookUp, Person, PersonChange, Purpose, Secret, Vault, VaultKeys,
        renew_vault,
    };

    use crate::samples::{Open, findable, minute, people, sealed, today, visit};

    fn put(n: u128, given: Given) -> PersonChange {
        let (centre, day) = (today().centre, today().date);
        PersonChange::Put { visit: visit(n), centre, date: day, given: Box::new(given), forget_after: day }
    }

    fn anna() -> Given {
        Given { phone: Some(findable(b"p")), cpr: Some(findable(b"c")), name: Some(sealed(b"n")), ..Given::default() }
    }

    impl Open {
        fn somebody(&self, n: u128) -> Person {
            self.reader.person(visit(n)).unwrap().unwrap()
        }

        fn look_up(&mut self, n: u128, by: &str, purpose: Purpose, at: i64) {
            let look_up = NewLookUp::of(&self.somebody(n), by, purpose, minute(at));
            self.store.record_look_ups(&[look_up]).unwrap();
        }

        fn look_ups(&self, kind: HashKind, byte: u8) -> Vec<LookUp> {
            self.reader.look_ups_by_hash(kind, &[byte; 32], 9).unwrap()
        }
    }

    pub(super) fn a_look_up_is_found_by_whatever_the_person_gave(mut open: Open) {
        people(&mut open, vec![put(1, anna()), put(2, Given { email: Some(findable(b"p")), ..Given::default() })]);
        let of = |n, purpose| NewLookUp::of(&open.somebody(n), "mette", purpose, minute(3));
        let list = [of(1, Purpose::DayList), of(2, Purpose::DayList)];
        open.store.record_look_ups(&list).unwrap();
        let first = LookUp { id: 1, at: minute(3), by: "mette".to_owned(), purpose: Purpose::DayList, visit: visit(1) };
        assert_eq!(open.look_ups(HashKind::Phone, b'p'), from_ref(&first));
        assert_eq!(open.look_ups(HashKind::Cpr, b'c'), from_ref(&first), "the same one, by its place");
        assert_eq!(open.look_ups(HashKind::Email, b'p'), [LookUp { id: 2, visit: visit(2), ..first }]);
        assert_eq!(open.look_ups(HashKind::Email, b'c'), []);
        open.store.record_look_ups(&[]).unwrap();
    }

    pub(super) fn a_look_up_is_there_after_the_person_is_gone(mut open: Open) {
        people(&mut open, vec![put(1, anna())]);
        open.look_up(1, "mette", Purpose::Serves, 1);
        people(&mut open, vec![put(1, Given { phone: Some(findable(b"q")), ..Given::default() })]);
        open.look_up(1, "door", Purpose::CheckIn, 2);
        people(&mut open, vec![PersonChange::Delete { visit: visit(1) }]);
        let found = |open: &Open, kind, byte| -> Vec<_> {
            open.look_ups(kind, byte).into_iter().map(|look_up| look_up.purpose).collect()
        };
        assert_eq!(found(&open, HashKind::Phone, b'p'), [Purpose::Serves], "by the number that she had then");
        assert_eq!(found(&open, HashKind::Phone, b'q'), [Purpose::CheckIn]);
        assert_eq!(found(&open, HashKind::Cpr, b'c'), [Purpose::CheckIn, Purpose::Serves]);
    }

    pub(super) fn the_newest_look_ups_come_first_and_no_more_than_asked_for(mut open: Open) {
        people(&mut open, vec![put(1, anna()), put(2, anna())]);
        for (n, at) in [(1, 1), (2, 2), (1, 3)] {
            open.look_up(n, "mette", Purpose::BookingFor, at);
        }
        let visits = |most| -> Vec<VisitId> {
            let found = open.reader.look_ups_by_hash(HashKind::Phone, &[b'p'; 32], most).unwrap();
            found.into_iter().map(|look_up| look_up.visit).collect()
        };
        assert_eq!(visits(9), [visit(1), visit(2), visit(1)]);
        assert_eq!(visits(2), [visit(1), visit(2)]);
        assert_eq!(visits(0), []);
    }

    pub(super) fn a_person_is_told_each_look_up_once(mut open: Open) {
        let nothing = Given { name: Some(sealed(b"n")), ..Given::default() };
        people(&mut open, vec![put(1, anna()), put(2, nothing)]);
        for (n, at) in [(1, 1), (2, 2), (1, 3)] {
            open.look_up(n, "mette", Purpose::Serves, at);
        }
        let ids = |found: Vec<LookUp>| found.into_iter().map(|look_up| look_up.id).collect::<Vec<_>>();
        let both = [(HashKind::Phone, [b'p'; 32]), (HashKind::Cpr, [b'c'; 32]), (HashKind::Cpr, [b'x'; 32])];
        assert_eq!(ids(open.reader.look_ups_of(&both, 9).unwrap()), [3, 1]);
        assert_eq!(ids(open.reader.look_ups_of(&both, 1).unwrap()), [3]);
        assert_eq!(ids(open.reader.look_ups_of(&[], 9).unwrap()), [0_u64; 0]);
        // Who left nothing that she is found by is found by her visit.
        people(&mut open, vec![PersonChange::Delete { visit: visit(2) }]);
        assert_eq!(ids(open.reader.look_ups_of_visit(visit(2), 9).unwrap()), [2]);
        assert_eq!(ids(open.reader.look_ups_of_visit(visit(1), 9).unwrap()), [3, 1]);
        assert_eq!(ids(open.reader.look_ups_of_visit(visit(1), 1).unwrap()), [3]);
        assert_eq!(ids(open.reader.look_ups_of_visit(visit(3), 9).unwrap()), [0_u64; 0]);
    }

    pub(super) fn what_she_is_told_is_on_record(mut open: Open) {
        let vault = Vault::new(&VaultKeys::new(Secret::new([1; 32])));
        let number = "+4520304050";
        let phone = vault.findable(visit(1), HashKind::Phone, number).unwrap();
        people(&mut open, vec![put(1, Given { phone: Some(phone), ..Given::default() })]);
        open.look_up(1, "user:mette", Purpose::Serves, 1);
        let found_by = [(HashKind::Phone, number.to_owned()), (HashKind::Phone, "+4520304051".to_owned())];
        let told = NewLookUp::told(&vault, &found_by, visit(1), "user:lb", minute(2));
        let by = || "user:lb".to_owned();
        let some = Disclosure { at: minute(2), by: by(), found_by: "phone".to_owned(), count: 1, look_up: Some(told) };
        open.store.record_disclosure(&some).unwrap();
        let none = Disclosure { at: minute(3), by: by(), found_by: "cpr".to_owned(), count: 0, look_up: None };
        open.store.record_disclosure(&none).unwrap();
        let hash = vault.hash(HashKind::Phone, number);
        let found = open.reader.look_ups_of(&[(HashKind::Phone, hash)], 9).unwrap();
        let found: Vec<_> = found.iter().map(|l| (l.by.as_str(), l.purpose, l.at, l.visit)).collect();
        let expected =
            [("user:lb", Purpose::Told, minute(2), visit(1)), ("user:mette", Purpose::Serves, minute(1), visit(1))];
        assert_eq!(found, expected);
        let changes = open.reader.changes(0, 9).unwrap();
        let changes: Vec<_> = changes
            .iter()
            .map(|c| (c.by.as_str(), c.what.as_str(), c.subject.as_str(), c.after.as_deref().unwrap()))
            .collect();
        let expected = [
            ("user:lb", "look_ups_told", "phone", "{\"told\":1}"),
            ("user:lb", "look_ups_told", "cpr", "{\"told\":0}"),
        ];
        assert_eq!(changes, expected);
    }

    pub(super) fn look_ups_are_forgotten_in_passes(mut open: Open) {
        people(&mut open, vec![put(1, anna())]);
        for at in 1..=4 {
            open.look_up(1, "mette", Purpose::Serves, at);
        }
        let pass = |open: &mut Open| {
            let pass = open.store.forget_look_ups_before(minute(4), minute(9), 2).unwrap();
            (pass.count, pass.more)
        };
        assert_eq!((pass(&mut open), pass(&mut open), pass(&mut open)), ((2, true), (1, false), (0, false)));
        assert_eq!(open.look_ups(HashKind::Cpr, b'c').len(), 1);
        assert_eq!(open.reader.look_up_hashes_after(None, 9).unwrap().len(), 2, "its hashes go with a look-up");
        let changes = open.reader.changes(0, 9).unwrap();
        let told: Vec<_> = changes.iter().map(|c| (c.what.as_str(), c.after.as_deref().unwrap())).collect();
        assert_eq!(told, [("look_ups_forgotten", "{\"deleted\":2}"), ("look_ups_forgotten", "{\"deleted\":1}")]);
    }

    pub(super) fn what_a_replaced_key_handed_down_is_kept_as_long_as_look_ups_of_its_time(mut open: Open) {
        let key = |byte| Secret::new([byte; 32]);
        let old = Vault::new(&VaultKeys::new(key(1)));
        open.store.enter_vault_key(old.key(), "test", minute(0)).unwrap();
        let phone = old.findable(visit(1), HashKind::Phone, "+4520304050").unwrap();
        people(&mut open, vec![put(1, Given { phone: Some(phone), ..Given::default() })]);
        open.look_up(1, "mette", Purpose::Serves, 1);
        let both = Vault::new(&VaultKeys::new(key(2)).with_old(key(1)));
        assert!(renew_vault(&mut open.store, &both, ("test", minute(2)), 9, |_| true).unwrap().done);
        assert_eq!(open.reader.vault_keys().unwrap().len(), 2);
        open.look_up(1, "mette", Purpose::Serves, 3);
        let mut keys_after = |before: i64| {
            open.store.forget_look_ups_before(minute(before), minute(9), 9).unwrap();
            open.reader.vault_keys().unwrap().iter().map(|key| key.key).collect::<Vec<_>>()
        };
        assert_eq!(keys_after(1), [old.key(), both.key()]);
        assert_eq!(keys_after(2), [old.key(), both.key()], "its own time is not over yet");
        assert_eq!(keys_after(3), [both.key()], "what is left is of the new key's time");
        assert_eq!(keys_after(9), [both.key()], "under which something is sealed");
    }
}
