//! Who waits for a time, in the same way in every store.

every_store!(
    a_watch_comes_back_as_it_went_in_and_is_on_record,
    one_of_the_same_name_is_not_entered_again,
    past_a_limit_nobody_is_entered,
    a_limit_of_a_person_holds_whoever_she_says_she_is_by,
    what_ended_forgets_whom_it_was_about,
    what_ended_long_ago_is_forgotten,
);

mod cases {
    use domain::command::Mode;
    use domain::ids::Language;
    use domain::message::Channel;
    use domain::watch::{Watched, Weekdays};
    use store::{
        Findable, Given, HashKind, PersonChange, SealedText, WatchBounds, WatchChange, WatchEntered, WatchOffer,
        WatchRow, WatchState, WatchWish,
    };

    use crate::samples::{Open, date, minute, today, visit};

    fn row(n: u128, origin: u8) -> WatchRow {
        let when = Watched {
            from: date("2026-03-02"),
            to: date("2026-03-20"),
            weekdays: Weekdays::from_iter(Weekdays::ALL),
            earliest: None,
            before: Some(jiff::civil::time(12, 0, 0, 0)),
        };
        WatchRow {
            visit: visit(n),
            origin: [origin; 32],
            state: WatchState::Open,
            wish: WatchWish {
                centre: today().centre,
                service: "passport".parse().unwrap(),
                mode: Mode::Phone,
                when,
                language: Language::english(),
                chosen: "a=b".to_owned(),
                ways: vec![Channel::Email],
                made_at: minute(1),
            },
            offers: Vec::new(),
            changed_at: minute(1),
        }
    }

    fn person(n: u128, phone: u8) -> PersonChange {
        let findable = Findable { text: SealedText::from_bytes(vec![phone]), hash: [phone; 32] };
        let given = Given { phone: Some(findable), ..Given::default() };
        let date = date("2026-03-20");
        PersonChange::Put { visit: visit(n), centre: today().centre, date, given: Box::new(given), forget_after: date }
    }

    fn bounds(phone: u8) -> WatchBounds {
        let hashes = vec![(HashKind::Email, [99; 32]), (HashKind::Phone, [phone; 32])];
        WatchBounds { hashes, person_max: 2, origin_max: 3, centre_max: 4 }
    }

    fn enter(open: &mut Open, n: u128, origin: u8, phone: u8) -> WatchEntered {
        let by = ("citizen", minute(1));
        open.store.enter_watch(&row(n, origin), &person(n, phone), &bounds(phone), by).unwrap()
    }

    fn change(open: &mut Open, row: WatchRow, forgets: bool) {
        open.store.change_watches(&[WatchChange { row, forgets }], "clock", minute(2)).unwrap();
    }

    pub(super) fn a_watch_comes_back_as_it_went_in_and_is_on_record(mut open: Open) {
        assert!(!open.reader.any_watches().unwrap());
        assert_eq!(enter(&mut open, 1, 7, 1), WatchEntered::Entered);
        assert_eq!(open.reader.watch(visit(1)).unwrap(), Some(row(1, 7)));
        assert_eq!(open.reader.watch(visit(2)).unwrap(), None);
        assert!(open.reader.any_watches().unwrap());
        assert!(open.reader.person(visit(1)).unwrap().is_some());
        for (state, name) in WatchState::ALL {
            let offers = vec![WatchOffer { starts_at: minute(90), until: minute(15) }];
            let changed = WatchRow { state, offers, changed_at: minute(2), ..row(1, 7) };
            change(&mut open, changed.clone(), false);
            assert_eq!(open.reader.watch(visit(1)).unwrap(), Some(changed.clone()));
            assert_eq!(open.reader.any_watches().unwrap(), state.is_active(), "{name}");
            assert_eq!(open.reader.watches_since(minute(3)).unwrap().len(), usize::from(state.is_active()), "{name}");
            assert_eq!(open.reader.watches_since(minute(2)).unwrap(), [changed], "{name}");
        }
        let changes = open.reader.changes(0, 100).unwrap();
        let whats: Vec<(&str, &str)> = changes.iter().map(|c| (c.what.as_str(), c.by.as_str())).collect();
        assert_eq!((whats[0], whats[1], whats.len()), (("watch_entered", "citizen"), ("watch_changed", "clock"), 6));
        assert!(changes.iter().all(|change| change.subject == visit(1).to_string()));
        assert!(changes[1].after.as_ref().is_some_and(|after| after.contains("\"offers\":1")), "{:?}", changes[1]);
    }

    pub(super) fn one_of_the_same_name_is_not_entered_again(mut open: Open) {
        enter(&mut open, 1, 7, 1);
        assert_eq!(enter(&mut open, 1, 8, 2), WatchEntered::Known);
        assert_eq!(open.reader.watch(visit(1)).unwrap(), Some(row(1, 7)));
        change(&mut open, row(2, 7), true);
        assert_eq!(open.reader.watch(visit(2)).unwrap(), None, "what is not there is not made by a change");
    }

    pub(super) fn past_a_limit_nobody_is_entered(mut open: Open) {
        assert_eq!(enter(&mut open, 1, 7, 1), WatchEntered::Entered);
        assert_eq!(enter(&mut open, 2, 7, 2), WatchEntered::Entered);
        assert_eq!(enter(&mut open, 3, 7, 3), WatchEntered::Entered);
        assert_eq!(enter(&mut open, 4, 7, 4), WatchEntered::TooManyOfOrigin);
        assert_eq!(enter(&mut open, 4, 8, 4), WatchEntered::Entered);
        assert_eq!(enter(&mut open, 5, 9, 5), WatchEntered::TooManyOfCentre);
        assert!(open.reader.person(visit(5)).unwrap().is_none(), "who is not entered is not known");
        change(&mut open, WatchRow { state: WatchState::Stopped, ..row(3, 7) }, true);
        assert_eq!(enter(&mut open, 5, 7, 5), WatchEntered::Entered, "what ended does not count");
    }

    pub(super) fn a_limit_of_a_person_holds_whoever_she_says_she_is_by(mut open: Open) {
        enter(&mut open, 1, 1, 5);
        enter(&mut open, 2, 2, 5);
        assert_eq!(enter(&mut open, 3, 3, 5), WatchEntered::TooManyOfPerson);
        assert_eq!(enter(&mut open, 3, 3, 6), WatchEntered::Entered);
        let mut other = row(4, 4);
        other.wish.service = "driving-licence".parse().unwrap();
        let by = ("citizen", minute(1));
        assert_eq!(
            open.store.enter_watch(&other, &person(4, 5), &bounds(5), by).unwrap(),
            WatchEntered::Entered,
            "another service counts for itself"
        );
        change(&mut open, WatchRow { state: WatchState::Booked, ..row(1, 1) }, false);
        change(&mut open, WatchRow { state: WatchState::Over, ..row(3, 3) }, true);
        assert_eq!(enter(&mut open, 5, 5, 5), WatchEntered::Entered);
    }

    pub(super) fn what_ended_forgets_whom_it_was_about(mut open: Open) {
        enter(&mut open, 1, 1, 1);
        enter(&mut open, 2, 2, 2);
        change(&mut open, WatchRow { state: WatchState::Stopped, ..row(1, 1) }, true);
        change(&mut open, WatchRow { state: WatchState::Booked, ..row(2, 2) }, false);
        assert!(open.reader.person(visit(1)).unwrap().is_none());
        assert!(open.reader.person(visit(2)).unwrap().is_some());
    }

    pub(super) fn what_ended_long_ago_is_forgotten(mut open: Open) {
        for n in 1..=4 {
            enter(&mut open, n, u8::try_from(n).unwrap(), u8::try_from(n).unwrap());
        }
        change(&mut open, WatchRow { state: WatchState::Stopped, changed_at: minute(5), ..row(1, 1) }, true);
        change(&mut open, WatchRow { state: WatchState::Over, changed_at: minute(6), ..row(2, 2) }, true);
        change(&mut open, WatchRow { state: WatchState::Booked, changed_at: minute(7), ..row(3, 3) }, false);
        let gone = open.store.forget_watches_before(minute(7), 1).unwrap();
        assert_eq!((gone.count, gone.more), (1, true));
        assert!(open.reader.watch(visit(1)).unwrap().is_none() && open.reader.watch(visit(2)).unwrap().is_some());
        let gone = open.store.forget_watches_before(minute(7), 9).unwrap();
        assert_eq!((gone.count, gone.more), (1, false));
        assert!(open.reader.watch(visit(3)).unwrap().is_some());
        assert!(open.reader.watch(visit(4)).unwrap().is_some(), "who waits is never forgotten");
    }

    #[test]
    fn a_change_that_is_lost_in_a_crash_is_lost_as_a_whole() {
        let memory = store::memory::MemoryStore::new();
        let mut store = store::Store::Memory(memory.clone());
        let by = ("citizen", minute(1));
        store.enter_watch(&row(1, 1), &person(1, 1), &bounds(1), by).unwrap();
        memory.hold_sync(true);
        store.enter_watch(&row(2, 1), &person(2, 2), &bounds(2), by).unwrap();
        let stopped = WatchRow { state: WatchState::Stopped, ..row(1, 1) };
        store.change_watches(&[WatchChange { row: stopped, forgets: true }], "clock", minute(2)).unwrap();
        memory.crash(0);
        let reader = store.reader();
        assert_eq!(reader.watch(visit(1)).unwrap(), Some(row(1, 1)));
        assert!(reader.person(visit(1)).unwrap().is_some());
        assert!(reader.watch(visit(2)).unwrap().is_none() && reader.person(visit(2)).unwrap().is_none());
    }
}
