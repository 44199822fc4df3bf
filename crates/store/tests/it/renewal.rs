//! The vault's key is replaced: everything opens and everybody is found under the new one alone. In the same way in every store.

every_store!(
    after_a_rotation_the_key_of_before_is_needed_no_more,
    a_rotation_that_is_stopped_anywhere_goes_on_where_it_was,
    what_was_sealed_under_the_installations_secret_goes_under_the_key,
    a_key_that_is_not_known_stops_it_before_anything_is_changed,
    a_text_that_does_not_open_stops_it_and_is_named_by_its_visit,
    a_rotation_stands_in_the_record,
    field_fault_42_a_name_of_one_word_or_in_any_script_outlives_the_key,
    a_key_that_is_lost_is_given_up_with_what_only_it_opens,
);

mod cases {
    use domain::ids::VisitId;
    use store::vault::{Field, VaultError};
    use store::{
        Given, HashKind, NewLookUp, PersonChange, Purpose, RenewalError, Renewed, SealedText, Secret, Vault, VaultKeys,
        give_up_key, renew_vault,
    };

    use crate::samples::{Open, date, minute, people, sealed, today, visit};

    /// How many people there are in these tests.
    const PEOPLE: u128 = 7;

    fn key(byte: u8) -> Secret {
        Secret::new([byte; 32])
    }

    fn vault(byte: u8) -> Vault {
        Vault::new(&VaultKeys::new(key(byte)))
    }

    fn from_to(from: u8, to: u8) -> Vault {
        Vault::new(&VaultKeys::new(key(to)).with_old(key(from)))
    }

    fn phone(n: u128) -> String {
        format!("+45203040{n:02}")
    }

    fn put(vault: &Vault, n: u128) -> PersonChange {
        let find = |kind, text: &str| Some(vault.findable(visit(n), kind, text).unwrap());
        let seal = |field, text: &str| Some(vault.seal(visit(n), field, text).unwrap());
        let given = Given {
            name: seal(Field::Name, &format!("Nr. {n}")),
            phone: find(HashKind::Phone, &phone(n)),
            email: find(HashKind::Email, &format!("n{n}@example.org")),
            cpr: find(HashKind::Cpr, &format!("29020040{n:02}")),
            birth: find(HashKind::Birth, &format!("2000-02-29 N{n}")),
            topic: seal(Field::Topic, "A carport"),
            note: seal(Field::Note, "Brings the lease"),
            consent: None,
        };
        let (centre, day) = (today().centre, today().date);
        PersonChange::Put {
            visit: visit(n),
            centre,
            date: day,
            given: Box::new(given),
            forget_after: date("2026-04-01"),
        }
    }

    impl Open {
        /// Everybody, sealed with a vault, and each looked up once.
        fn with_people(mut self, vault: &Vault) -> Self {
            people(&mut self, (1..=PEOPLE).map(|n| put(vault, n)).collect());
            self.look_up_all();
            self
        }

        fn look_up_all(&mut self) {
            let all = self.reader.people_after(None, 99).unwrap();
            let of = |person| NewLookUp::of(person, "mette", Purpose::Serves, minute(1));
            self.store.record_look_ups(&all.iter().map(of).collect::<Vec<_>>()).unwrap();
        }

        fn rotate(&mut self, vault: &Vault) -> Renewed {
            renew_vault(&mut self.store, vault, ("test", minute(2)), 3, |_| true).unwrap()
        }

        /// The visits of a person, by each of what she is found by.
        fn found(&self, vault: &Vault, n: u128) -> [Vec<VisitId>; 3] {
            let texts = [phone(n), format!("N{n}@EXAMPLE.org"), format!("29020040{n:02}")];
            let all = HashKind::ALL.into_iter().zip(texts);
            let mut found = all.map(|(kind, text)| self.reader.people_by_hash(kind, &vault.hash(kind, &text)).unwrap());
            std::array::from_fn(|_| found.next().unwrap())
        }

        fn looked_up(&self, vault: &Vault, n: u128) -> usize {
            let hashes = vault.hashes(HashKind::Phone, &phone(n));
            hashes.iter().map(|hash| self.reader.look_ups_by_hash(HashKind::Phone, hash, 9).unwrap().len()).sum()
        }

        /// Everything opens with a vault, and everybody is found by it.
        fn assert_whole(&self, vault: &Vault) {
            for n in 1..=PEOPLE {
                let person = self.reader.person(visit(n)).unwrap().unwrap();
                let open = |field, text: Option<&SealedText>| vault.open(visit(n), field, text.unwrap()).unwrap();
                assert_eq!(open(Field::Name, person.given.name.as_ref()), format!("Nr. {n}"));
                assert_eq!(open(Field::Topic, person.given.topic.as_ref()), "A carport");
                assert_eq!(open(Field::Note, person.given.note.as_ref()), "Brings the lease");
                assert_eq!(open(Field::Phone, person.given.phone.as_ref().map(|f| &f.text)), phone(n));
                assert_eq!(self.found(vault, n), [vec![visit(n)], vec![visit(n)], vec![visit(n)]]);
            }
        }
    }

    pub(super) fn after_a_rotation_the_key_of_before_is_needed_no_more(open: Open) {
        let mut open = open.with_people(&vault(1));
        open.store.enter_vault_key(vault(1).key(), "test", minute(0)).unwrap();
        open.assert_whole(&vault(1));
        let before = open.reader.person(visit(1)).unwrap().unwrap();
        let renewed = open.rotate(&from_to(1, 2));
        assert_eq!(renewed, Renewed { people: 7, hashes: 28, done: true });
        let alone = vault(2).with_handed_down(&open.reader.vault_keys().unwrap()).unwrap();
        open.assert_whole(&alone);
        for n in 1..=PEOPLE {
            assert_eq!((open.looked_up(&alone, n), open.looked_up(&vault(1), n)), (1, 0));
            assert_eq!(open.found(&vault(1), n), [vec![], vec![], vec![]], "the key of before finds nobody");
        }
        let after = open.reader.person(visit(1)).unwrap().unwrap();
        assert_eq!(store::Person { given: before.given.clone(), ..after.clone() }, before, "nothing else is changed");
        assert_ne!(after.given, before.given);

        // And once more, with look-ups of both times.
        open.look_up_all();
        open.rotate(&from_to(2, 3));
        let alone = vault(3).with_handed_down(&open.reader.vault_keys().unwrap()).unwrap();
        open.assert_whole(&alone);
        assert!((1..=PEOPLE).all(|n| open.looked_up(&alone, n) == 2));
        assert_eq!(open.rotate(&vault(3)), Renewed { done: true, ..Renewed::default() }, "nothing is left to do");
    }

    pub(super) fn a_rotation_that_is_stopped_anywhere_goes_on_where_it_was(open: Open) {
        let mut open = open.with_people(&vault(1));
        open.store.enter_vault_key(vault(1).key(), "test", minute(0)).unwrap();
        let both = from_to(1, 2);
        let (mut stops, mut all) = (0, Renewed::default());
        loop {
            // Each time one transaction goes through that changes something; what is done already is passed over.
            let renewed =
                renew_vault(&mut open.store, &both, ("test", minute(2)), 3, |so_far| so_far == Renewed::default());
            let renewed = renewed.unwrap();
            assert!(renewed.people + renewed.hashes <= 3);
            (all.people, all.hashes) = (all.people + renewed.people, all.hashes + renewed.hashes);
            if renewed.done {
                break;
            }
            assert!(open.reader.vault_keys().unwrap().iter().all(|key| key.replaced_at.is_none()), "both are needed");
            // In between, whoever has both keys finds everybody.
            let both = both.clone().with_handed_down(&open.reader.vault_keys().unwrap()).unwrap();
            assert!((1..=PEOPLE).all(|n| open.looked_up(&both, n) == 1));
            stops += 1;
        }
        assert_eq!((stops, all.people, all.hashes), (3 + 10, 7, 28));
        let alone = vault(2).with_handed_down(&open.reader.vault_keys().unwrap()).unwrap();
        open.assert_whole(&alone);
        assert!((1..=PEOPLE).all(|n| open.looked_up(&alone, n) == 1));
    }

    pub(super) fn what_was_sealed_under_the_installations_secret_goes_under_the_key(mut open: Open) {
        // As an earlier version left it: a phone number, sealed and hashed with keys that are derived from 32 sevens.
        let bytes = |hex: &str| -> Vec<u8> {
            (0..hex.len() / 2).map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).unwrap()).collect()
        };
        let text =
            "019481edf12c0191cf44e85890a76d43a425d3894788ce50e81fdcb2afba6b12f5d1b5e00b17e85297a8f6c2c6090802124d3fba";
        let hash = "32489ef6b3b2999f827e75d06b3c192da783f9ba6b33643b3ec1605d102f055e";
        let phone = store::Findable { text: sealed(&bytes(text)), hash: bytes(hash).try_into().unwrap() };
        let given = Box::new(Given { phone: Some(phone), ..Given::default() });
        let (centre, day) = (today().centre, today().date);
        let put = PersonChange::Put { visit: visit(1), centre, date: day, given, forget_after: day };
        people(&mut open, vec![put]);
        open.look_up_all();
        let number = "+4520304050";
        let vault = Vault::new(&VaultKeys::new(key(1)).with_secret(key(7)));
        assert!(vault.hashes(HashKind::Phone, number).iter().any(|h| h[..] == bytes(hash)[..]));
        assert_eq!(open.rotate(&vault), Renewed { people: 1, hashes: 1, done: true });
        let alone = self::vault(1).with_handed_down(&open.reader.vault_keys().unwrap()).unwrap();
        let person = open.reader.person(visit(1)).unwrap().unwrap();
        assert_eq!(alone.open(visit(1), Field::Phone, &person.given.phone.unwrap().text).unwrap(), number);
        let found = open.reader.people_by_hash(HashKind::Phone, &alone.hash(HashKind::Phone, number)).unwrap();
        assert_eq!(found, [visit(1)]);
        let hashes = alone.hashes(HashKind::Phone, number);
        let looked_up = hashes.iter().map(|h| open.reader.look_ups_by_hash(HashKind::Phone, h, 9).unwrap().len());
        assert_eq!(looked_up.sum::<usize>(), 1);
    }

    pub(super) fn a_key_that_is_not_known_stops_it_before_anything_is_changed(open: Open) {
        let mut open = open.with_people(&vault(1));
        open.store.enter_vault_key(vault(1).key(), "test", minute(0)).unwrap();
        let stopped = renew_vault(&mut open.store, &from_to(8, 2), ("test", minute(2)), 3, |_| true);
        assert_eq!(stopped, Err(RenewalError::Keys(VaultError::NoKey(Some(vault(1).key())))));
        assert_eq!(open.reader.vault_keys().unwrap().len(), 1);
        open.assert_whole(&vault(1));
    }

    pub(super) fn a_text_that_does_not_open_stops_it_and_is_named_by_its_visit(open: Open) {
        let mut open = open.with_people(&vault(1));
        let broken = Given { name: Some(sealed(b"\x02")), ..Given::default() };
        let (centre, day) = (today().centre, today().date);
        let put = PersonChange::Put { visit: visit(5), centre, date: day, given: Box::new(broken), forget_after: day };
        people(&mut open, vec![put]);
        let stopped = renew_vault(&mut open.store, &from_to(1, 2), ("test", minute(2)), 3, |_| true).unwrap_err();
        assert_eq!(stopped, RenewalError::Person(visit(5), VaultError::DoesNotOpen));
        assert!(stopped.to_string().contains(&visit(5).to_string()));
        people(&mut open, vec![PersonChange::Delete { visit: visit(5) }]);
        assert!(open.rotate(&from_to(1, 2)).done);
    }

    pub(super) fn a_key_that_is_lost_is_given_up_with_what_only_it_opens(open: Open) {
        let mut open = open.with_people(&vault(1));
        open.store.enter_vault_key(vault(1).key(), "test", minute(0)).unwrap();
        open.rotate(&from_to(1, 2));
        people(&mut open, vec![put(&vault(3), 1), put(&vault(3), 2)]);
        open.store.enter_vault_key(vault(3).key(), "test", minute(3)).unwrap();
        let gone = give_up_key(&mut open.store, vault(2).key(), ("test", minute(4)), 3).unwrap();
        assert_eq!(u128::from(gone), PEOPLE - 2);
        let left = open.reader.people_after(None, 99).unwrap();
        assert_eq!(left.iter().map(|person| person.visit).collect::<Vec<_>>(), [visit(1), visit(2)]);
        let keys = open.reader.vault_keys().unwrap();
        assert_eq!(
            keys.iter().map(|key| key.key).collect::<Vec<_>>(),
            [vault(3).key()],
            "and what was handed down to it"
        );
        assert_eq!(open.rotate(&from_to(3, 4)), Renewed { people: 2, hashes: 0, done: true });
        let change = open.reader.changes(0, 99).unwrap().into_iter().find(|c| c.what == "vault_key_given_up").unwrap();
        assert_eq!((change.by.as_str(), change.after.as_deref()), ("test", Some("{\"deleted\":5}")));
    }

    pub(super) fn field_fault_42_a_name_of_one_word_or_in_any_script_outlives_the_key(mut open: Open) {
        let names = ["Tenzin", "O", "陳大文", "عبد الله", "Łukasz Żółć", "Þórður", "𠮷田", "Zoe\u{308} S\u{f8}rensen"];
        let all = (1_u128..).zip(names).map(|(n, name)| {
            let given = Given { name: Some(vault(1).seal(visit(n), Field::Name, name).unwrap()), ..Given::default() };
            let (centre, day) = (today().centre, today().date);
            PersonChange::Put { visit: visit(n), centre, date: day, given: Box::new(given), forget_after: day }
        });
        people(&mut open, all.collect());
        open.store.enter_vault_key(vault(1).key(), "test", minute(0)).unwrap();
        assert_eq!(open.rotate(&from_to(1, 2)).people, names.len() as u64);
        for (n, name) in (1_u128..).zip(names) {
            let kept = open.reader.person(visit(n)).unwrap().unwrap().given.name.unwrap();
            assert_eq!(vault(2).open(visit(n), Field::Name, &kept).as_deref(), Ok(name));
        }
    }

    pub(super) fn a_rotation_stands_in_the_record(open: Open) {
        let mut open = open.with_people(&vault(1));
        assert!(open.store.enter_vault_key(vault(1).key(), "set-up", minute(0)).unwrap());
        assert!(!open.store.enter_vault_key(vault(1).key(), "set-up", minute(1)).unwrap());
        open.rotate(&from_to(1, 2));
        let changes = open.reader.changes(0, 9).unwrap();
        let told: Vec<_> = changes.iter().map(|c| (c.by.as_str(), c.what.as_str(), c.subject.clone())).collect();
        let (first, second) = (vault(1).key().to_string(), vault(2).key().to_string());
        let expected = [
            ("set-up", "vault_key_entered", first),
            ("test", "vault_key_entered", second.clone()),
            ("test", "vault_keys_replaced", second),
        ];
        assert_eq!(told, expected);
        let keys = open.reader.vault_keys().unwrap();
        assert_eq!((keys[0].replaced_at, keys[1].replaced_at), (Some(minute(2)), None));
    }
}
