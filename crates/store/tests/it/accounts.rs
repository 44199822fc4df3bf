//! What every store does with accounts, sessions and pairings, in the same way.

every_store!(
    an_account_is_invited_and_sets_its_password_once,
    a_login_is_used_once,
    every_change_of_an_account_stands_in_the_record_and_no_secret,
    a_password_is_changed_by_whoever_showed_the_one_before,
    sessions_begin_and_end,
    an_accounts_oldest_session_gives_way,
    what_ends_an_account_ends_its_sessions,
    old_sessions_are_forgotten,
    a_pairing_becomes_a_token_once,
    pairings_have_a_limit_and_an_end,
);

mod cases {
    use domain::ids::EmployeeId;
    use store::{
        AccountChange, Asked, Invitation, NewAccount, NewDevice, Pairing, PasswordHash, Role, SESSIONS_PER_ACCOUNT_MAX,
        SessionRow, StoreError,
    };

    use crate::samples::{Open, minute};

    fn login(name: &str) -> EmployeeId {
        name.parse().unwrap()
    }

    fn invited(name: &str, n: u8) -> NewAccount {
        NewAccount {
            login: login(name),
            role: Role::Manager,
            centres: vec!["citizen-service".parse().unwrap()],
            subject: login(name),
            invitation: Some(Invitation { hash: [n; 32], until: minute(100) }),
        }
    }

    fn password(text: &str) -> PasswordHash {
        PasswordHash::new(format!("$argon2id${text}"))
    }

    fn accept(n: u8, text: &str) -> AccountChange {
        AccountChange::Accept { invitation: [n; 32], password: password(text) }
    }

    fn session(name: &str, n: u8, began: i64) -> SessionRow {
        SessionRow { hash: [n; 32], login: login(name), began_at: minute(began), used_at: minute(began) }
    }

    impl Open {
        fn change(&mut self, name: &str, change: &AccountChange, at: i64) -> bool {
            self.store.change_account(&login(name), change, "owner", minute(at)).unwrap()
        }

        fn session_hashes(&self) -> Vec<u8> {
            self.reader.sessions().unwrap().iter().map(|session| session.hash[0]).collect()
        }
    }

    pub(super) fn an_account_is_invited_and_sets_its_password_once(mut open: Open) {
        assert_eq!(open.reader.accounts().unwrap(), vec![]);
        open.store.create_account(&invited("mette", 1), "owner", minute(0)).unwrap();
        let account = open.reader.account(&login("mette")).unwrap().unwrap();
        assert_eq!((account.role, account.subject.as_str(), account.created_at), (Role::Manager, "mette", minute(0)));
        assert!(account.is_invited_at(minute(99)) && !account.is_invited_at(minute(100)));
        assert_eq!(account.password, None);
        assert_eq!(open.reader.account_by_invitation(&[1; 32]).unwrap(), Some(account));
        assert_eq!(open.reader.account_by_invitation(&[2; 32]).unwrap(), None);

        assert!(!open.change("mette", &accept(2, "guessed"), 1), "another link");
        assert!(!open.change("mette", &accept(1, "late"), 100), "too late");
        assert!(open.change("mette", &accept(1, "first"), 2));
        assert!(!open.change("mette", &accept(1, "again"), 3), "once");
        let account = open.reader.account(&login("mette")).unwrap().unwrap();
        assert_eq!((account.password, account.invitation), (Some(password("first")), None));
        assert!(!open.change("nobody", &accept(1, "x"), 3));
        assert_eq!(open.reader.account(&login("nobody")).unwrap(), None);
    }

    pub(super) fn a_login_is_used_once(mut open: Open) {
        open.store.create_account(&invited("mette", 1), "owner", minute(0)).unwrap();
        let again = open.store.create_account(&invited("mette", 2), "owner", minute(1));
        assert_eq!(again, Err(StoreError::AccountExists("mette".to_owned())));
        open.store.create_account(&invited("jens", 3), "owner", minute(1)).unwrap();
        let logins: Vec<_> = open.reader.accounts().unwrap().into_iter().map(|a| a.login.to_string()).collect();
        assert_eq!(logins, ["jens", "mette"]);
    }

    pub(super) fn every_change_of_an_account_stands_in_the_record_and_no_secret(mut open: Open) {
        open.store.create_account(&invited("mette", 0xab), "owner", minute(0)).unwrap();
        let role = AccountChange::Role { role: Role::Employee, centres: vec!["job-centre".parse().unwrap()] };
        assert!(open.change("mette", &accept(0xab, "sesame"), 1));
        assert!(open.change("mette", &role, 2));
        assert!(!open.change("mette", &role, 3), "it is so already");
        assert!(open.change("mette", &AccountChange::Invite(Invitation { hash: [0xcd; 32], until: minute(9) }), 4));
        assert!(open.change("mette", &AccountChange::Disable, 5));
        assert!(!open.change("mette", &AccountChange::Disable, 6));
        assert!(open.change("mette", &AccountChange::Enable, 7));

        let changes = open.reader.changes(0, 20).unwrap();
        let whats: Vec<_> = changes.iter().map(|change| change.what.as_str()).collect();
        let expected = [
            "account_created",
            "account_accepted",
            "account_role_changed",
            "account_invited",
            "account_disabled",
            "account_enabled",
        ];
        assert_eq!(whats, expected);
        assert!(changes.iter().all(|change| change.by == "owner" && change.subject == "mette"));
        assert!(changes[2].before.as_ref().unwrap().contains("manager"), "{:?}", changes[2]);
        assert!(changes[2].after.as_ref().unwrap().contains("employee"), "{:?}", changes[2]);
        let told = format!("{changes:?}");
        for secret in ["argon2id", "sesame", "171", "205", "hash\""] {
            assert!(!told.contains(secret), "{secret}: {told}");
        }
        let account = open.reader.account(&login("mette")).unwrap().unwrap();
        assert!(account.is_enabled() && account.invitation.is_none(), "a link does not outlive the end of its account");
    }

    pub(super) fn a_password_is_changed_by_whoever_showed_the_one_before(mut open: Open) {
        open.store.create_account(&invited("mette", 1), "owner", minute(0)).unwrap();
        open.change("mette", &accept(1, "first"), 1);
        let change = |before, after| AccountChange::Password { before: password(before), after: password(after) };
        assert!(!open.change("mette", &change("guessed", "mine"), 2));
        assert!(open.change("mette", &change("first", "second"), 3));
        assert!(!open.change("mette", &change("first", "third"), 4), "somebody else was faster");
        assert_eq!(open.reader.account(&login("mette")).unwrap().unwrap().password, Some(password("second")));
    }

    pub(super) fn sessions_begin_and_end(mut open: Open) {
        assert!(!open.store.begin_session(&session("mette", 1, 0)).unwrap(), "nobody's");
        for (name, n) in [("mette", 11), ("jens", 12)] {
            open.store.create_account(&invited(name, n), "owner", minute(0)).unwrap();
        }
        for (name, n) in [("mette", 1), ("mette", 2), ("jens", 3)] {
            assert!(open.store.begin_session(&session(name, n, n.into())).unwrap());
        }
        assert_eq!(open.session_hashes(), [3, 1, 2]);
        assert!(open.store.use_session(&[2; 32], minute(30)).unwrap());
        assert!(open.store.use_session(&[2; 32], minute(20)).unwrap(), "a clock that went back takes nothing away");
        assert_eq!(open.reader.sessions().unwrap()[2].used_at, minute(30));
        assert!(open.store.end_session(&[1; 32]).unwrap());
        assert!(!open.store.end_session(&[1; 32]).unwrap());
        assert!(!open.store.use_session(&[1; 32], minute(40)).unwrap());
        assert_eq!(open.store.end_sessions_of(&login("mette")).unwrap(), 1);
        assert_eq!(open.session_hashes(), [3]);
    }

    pub(super) fn an_accounts_oldest_session_gives_way(mut open: Open) {
        open.store.create_account(&invited("mette", 1), "owner", minute(0)).unwrap();
        let most = u8::try_from(SESSIONS_PER_ACCOUNT_MAX).unwrap();
        for n in 1..=most + 2 {
            open.store.begin_session(&session("mette", n, n.into())).unwrap();
        }
        assert_eq!(open.session_hashes(), (3..=most + 2).collect::<Vec<_>>());
    }

    pub(super) fn what_ends_an_account_ends_its_sessions(mut open: Open) {
        open.store.create_account(&invited("mette", 1), "owner", minute(0)).unwrap();
        let enders = [
            accept(1, "first"),
            AccountChange::Password { before: password("first"), after: password("second") },
            AccountChange::Disable,
        ];
        for (n, ender) in (1u8..).zip(enders) {
            assert!(open.store.begin_session(&session("mette", n, n.into())).unwrap());
            assert!(open.change("mette", &ender, 10), "{ender:?}");
            assert_eq!(open.session_hashes(), [0u8; 0], "{ender:?}");
        }
        assert!(!open.store.begin_session(&session("mette", 9, 11)).unwrap(), "a disabled account opens nothing");
    }

    pub(super) fn old_sessions_are_forgotten(mut open: Open) {
        open.store.create_account(&invited("mette", 1), "owner", minute(0)).unwrap();
        for n in 1..=4 {
            open.store.begin_session(&session("mette", n, n.into())).unwrap();
        }
        open.store.use_session(&[1; 32], minute(60)).unwrap();
        open.store.use_session(&[3; 32], minute(60)).unwrap();
        let first = open.store.forget_sessions(minute(2), minute(50), 2).unwrap();
        assert_eq!((first.count, first.more), (2, true));
        let rest = open.store.forget_sessions(minute(2), minute(50), 2).unwrap();
        assert_eq!((rest.count, rest.more), (1, false));
        assert_eq!(open.session_hashes(), [3]);
    }

    fn pairing(code: &str, n: u8, at: i64) -> Pairing {
        Pairing { code: code.to_owned(), hash: [n; 32], asked_at: minute(at) }
    }

    fn device(name: &str) -> NewDevice {
        NewDevice { name: name.to_owned(), centre: "citizen-service".parse().unwrap(), device: "door".to_owned() }
    }

    pub(super) fn a_pairing_becomes_a_token_once(mut open: Open) {
        assert_eq!(open.store.ask_pairing(&pairing("ABCD", 1, 5), minute(0), 9).unwrap(), Asked::Open);
        assert_eq!(open.store.ask_pairing(&pairing("ABCD", 2, 5), minute(0), 9).unwrap(), Asked::Taken);
        assert_eq!(open.reader.pairing_by_hash(&[1; 32]).unwrap(), Some(pairing("ABCD", 1, 5)));
        let mut confirm = |code: &str, since, name: &str| {
            open.store.confirm_pairing(code, minute(since), &device(name), "mette", minute(7))
        };
        assert_eq!(confirm("WXYZ", 0, "device door 1"), Ok(false));
        assert_eq!(confirm("ABCD", 6, "device door 1"), Ok(false), "too old");
        assert_eq!(confirm("ABCD", 0, "device door 1"), Ok(true));
        assert_eq!(confirm("ABCD", 0, "device door 2"), Ok(false), "once");
        let token = open.reader.token_by_hash(&[1; 32]).unwrap().unwrap();
        assert_eq!((token.role, token.subject.as_deref(), token.centres.len()), (Role::Device, Some("door"), 1));
        assert_eq!(open.reader.pairing_by_hash(&[1; 32]).unwrap(), None);
        let changes = open.reader.changes(0, 9).unwrap();
        assert_eq!((changes.len(), changes[0].by.as_str(), changes[0].what.as_str()), (1, "mette", "token_created"));

        open.store.ask_pairing(&pairing("EFGH", 3, 8), minute(0), 9).unwrap();
        let again = open.store.confirm_pairing("EFGH", minute(0), &device("device door 1"), "mette", minute(9));
        assert_eq!(again, Err(StoreError::TokenExists("device door 1".to_owned())));
        assert!(open.reader.pairing_by_hash(&[3; 32]).unwrap().is_some(), "it can be confirmed under another name");
    }

    pub(super) fn pairings_have_a_limit_and_an_end(mut open: Open) {
        for (n, code) in (1u8..).zip(["A", "B", "C"]) {
            assert_eq!(open.store.ask_pairing(&pairing(code, n, n.into()), minute(0), 3).unwrap(), Asked::Open);
        }
        assert_eq!(open.store.ask_pairing(&pairing("D", 4, 4), minute(0), 3).unwrap(), Asked::Full);
        assert_eq!(
            open.store.ask_pairing(&pairing("D", 4, 4), minute(2), 3).unwrap(),
            Asked::Open,
            "the first is over"
        );
        assert_eq!(open.store.forget_pairings_before(minute(4), 2).unwrap().count, 2);
        let rest = open.store.forget_pairings_before(minute(4), 2).unwrap();
        assert_eq!((rest.count, rest.more), (1, false));
        assert!(open.reader.pairing_by_hash(&[4; 32]).unwrap().is_some());
    }
}
