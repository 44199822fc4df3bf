//! What every store does in the same way.

/// Runs each case against every store.
macro_rules! every_store {
    ($($case:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[test] fn $case() { super::cases::$case(crate::samples::Open::sqlite()); })+
        }
        mod in_memory {
            $(#[test] fn $case() { super::cases::$case(crate::samples::Open::memory()); })+
        }
    };
}

every_store!(
    an_empty_store_has_nothing,
    events_come_back_as_they_went_in,
    a_stream_is_read_from_any_version_and_in_pieces,
    the_log_has_every_event_in_order,
    a_wrong_version_is_a_conflict_and_the_rest_is_done,
    what_follows_on_a_lost_append_is_left_out,
    an_append_fits_after_one_before_it_in_the_batch,
    two_streams_are_all_or_nothing,
    two_parts_of_one_stream_follow_each_other,
    a_part_without_events_holds_the_version,
    a_command_is_done_once,
    a_command_is_done_once_within_a_batch,
    a_repeated_command_is_found_before_a_conflict,
    ids_are_counted_per_sender,
    a_conflict_leaves_no_trace,
    a_command_without_events_is_remembered,
    the_vault_keeps_what_it_knows,
    the_notes_of_a_day_are_forgotten_and_nothing_else,
    a_person_is_found_and_deleted_and_no_event_changes,
    people_are_forgotten_on_schedule,
    commands_are_forgotten,
    forgetting_goes_in_passes,
    command_keys_come_by_instant,
    streams_are_forgotten_and_positions_not_used_again,
    days_left_open_are_found,
    streams_of_a_centre_are_found,
    tokens_are_made_and_revoked,
    a_token_name_is_used_once,
    set_ups_have_versions,
    the_record_of_changes_is_read_in_pieces,
    an_empty_batch_is_nothing,
);

mod cases {
    use domain::ids::SetupVersion;
    use store::{
        Append, Appended, Forgotten, Given, HashKind, NewSetup, NewToken, PersonChange, RememberCommand, Role,
        StoreError, TokenRow,
    };

    use crate::samples::{
        Open, append, closed, command, date, findable, minute, opened, part, people, sealed, started, stream, taken,
        ticket, today, visit,
    };

    pub(super) fn an_empty_store_has_nothing(open: Open) {
        let Open { reader, .. } = open;
        reader.check().unwrap();
        assert_eq!(reader.stream(&today(), 0, 10).unwrap(), vec![]);
        assert_eq!(reader.head(&today()).unwrap(), 0);
        assert_eq!(reader.log(0, 10).unwrap(), vec![]);
        assert_eq!(reader.newest_position().unwrap(), 0);
        assert_eq!(reader.remembered("kiosk-1", "a").unwrap(), None);
        assert_eq!(reader.tokens().unwrap(), vec![]);
        assert_eq!(reader.token_by_hash(&[0; 32]).unwrap(), None);
        assert_eq!(reader.newest_setups().unwrap(), vec![]);
        assert_eq!(reader.person(visit(1)).unwrap(), None);
        assert_eq!(reader.open_streams_before(date("9000-01-01")).unwrap(), vec![]);
    }

    pub(super) fn events_come_back_as_they_went_in(mut open: Open) {
        let events = vec![opened(&today()), ticket(1), started(1), closed()];
        assert_eq!(open.store.append(&[append(&today(), 0, events.clone())]).unwrap(), [Appended::Committed]);
        let read = open.reader.stream(&today(), 0, 10).unwrap();
        assert_eq!(read.iter().map(|r| r.version).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(read.into_iter().map(|r| r.event).collect::<Vec<_>>(), events);
        assert_eq!(open.reader.head(&today()).unwrap(), 4);
    }

    pub(super) fn a_stream_is_read_from_any_version_and_in_pieces(mut open: Open) {
        open.store.append(&[append(&today(), 0, (1..=5).map(ticket).collect())]).unwrap();
        let versions = |after, limit| -> Vec<u64> {
            open.reader.stream(&today(), after, limit).unwrap().iter().map(|r| r.version).collect()
        };
        assert_eq!(versions(0, 2), [1, 2]);
        assert_eq!(versions(2, 2), [3, 4]);
        assert_eq!(versions(4, usize::MAX), [5]);
        assert_eq!(versions(5, 2), [0u64; 0]);
        assert_eq!(versions(u64::MAX - 1, 2), [0u64; 0]);
        assert_eq!(versions(0, 0), [0u64; 0]);
    }

    pub(super) fn the_log_has_every_event_in_order(mut open: Open) {
        let other = stream("job-centre", "2026-03-02");
        open.store
            .append(&[append(&today(), 0, vec![ticket(1), ticket(2)]), append(&other, 0, vec![ticket(3)])])
            .unwrap();
        open.store.append(&[append(&today(), 2, vec![ticket(4)])]).unwrap();
        let log = open.reader.log(0, 10).unwrap();
        let places: Vec<_> = log.iter().map(|(p, s, r)| (*p, s.clone(), r.version, r.event.clone())).collect();
        let expected = vec![
            (1, today(), 1, ticket(1)),
            (2, today(), 2, ticket(2)),
            (3, other, 1, ticket(3)),
            (4, today(), 3, ticket(4)),
        ];
        assert_eq!(places, expected);
        assert_eq!(open.reader.log(1, 2).unwrap(), log[1..3]);
        assert_eq!(open.reader.newest_position().unwrap(), 4);
    }

    pub(super) fn a_wrong_version_is_a_conflict_and_the_rest_is_done(mut open: Open) {
        open.store.append(&[append(&today(), 0, vec![ticket(1)])]).unwrap();
        let other = stream("job-centre", "2026-03-02");
        let batch = [
            append(&today(), 1, vec![ticket(2)]),
            append(&other, 7, vec![ticket(3)]),
            append(&today(), 2, vec![ticket(4)]),
            append(&today(), 2, vec![ticket(5)]),
        ];
        let outcomes = open.store.append(&batch).unwrap();
        assert_eq!(outcomes, [Appended::Committed, Appended::Conflict, Appended::Committed, Appended::Conflict]);
        assert_eq!(open.events(&today()), [ticket(1), ticket(2), ticket(4)]);
    }

    /// Another writer's two events give the second append the version that it expects: by chance.
    pub(super) fn what_follows_on_a_lost_append_is_left_out(mut open: Open) {
        let other = stream("job-centre", "2026-03-02");
        open.store.append(&[append(&today(), 0, vec![ticket(1)]), taken(&today(), 1, 2)]).unwrap();
        let mut both = append(&today(), 2, vec![ticket(6)]);
        both.parts.push(part(&other, 0, vec![ticket(6)]));
        let batch = [
            append(&today(), 0, vec![ticket(3), ticket(4)]),
            append(&today(), 2, vec![ticket(5)]),
            both,
            taken(&today(), 2, 2),
            append(&other, 0, vec![ticket(7)]),
        ];
        let outcomes = open.store.append(&batch).unwrap();
        let [Appended::Conflict, Appended::Conflict, Appended::Conflict, Appended::AlreadyDone(_), Appended::Conflict] =
            &outcomes[..]
        else {
            panic!("{outcomes:?}")
        };
        assert_eq!(open.events(&today()), [ticket(1), ticket(2)]);

        let mut done = taken(&today(), 1, 2);
        done.parts[0].events = vec![ticket(8)];
        let outcomes = open.store.append(&[done, append(&today(), 2, vec![ticket(9)])]).unwrap();
        assert!(matches!(outcomes[..], [Appended::AlreadyDone(_), Appended::Conflict]), "{outcomes:?}");
        assert_eq!(open.store.append(&[append(&today(), 2, vec![ticket(9)])]).unwrap(), [Appended::Committed]);
    }

    pub(super) fn an_append_fits_after_one_before_it_in_the_batch(mut open: Open) {
        let batch: Vec<_> = (1..=20).map(|n| taken(&today(), u64::from(n) - 1, n)).collect();
        assert!(open.store.append(&batch).unwrap().iter().all(|outcome| *outcome == Appended::Committed));
        assert_eq!(open.events(&today()), (1..=20).map(ticket).collect::<Vec<_>>());
    }

    pub(super) fn two_streams_are_all_or_nothing(mut open: Open) {
        let (here, there) = (today(), stream("job-centre", "2026-03-02"));
        open.store.append(&[append(&here, 0, vec![ticket(1)]), append(&there, 0, vec![ticket(2)])]).unwrap();
        let transfer = |expected| Append {
            parts: vec![part(&here, 1, vec![ticket(3)]), part(&there, expected, vec![ticket(4)])],
            command: Some(command("transfer", "{}", &here, 2)),
            people: vec![PersonChange::Delete { visit: visit(1) }],
            ..Append::default()
        };
        assert_eq!(open.store.append(&[transfer(0)]).unwrap(), [Appended::Conflict]);
        assert_eq!((open.events(&here).len(), open.events(&there).len()), (1, 1));
        assert_eq!(open.store.append(&[transfer(1)]).unwrap(), [Appended::Committed]);
        assert_eq!((open.events(&here).len(), open.events(&there).len()), (2, 2));
    }

    pub(super) fn two_parts_of_one_stream_follow_each_other(mut open: Open) {
        let both = |second| Append {
            parts: vec![part(&today(), 0, vec![ticket(1)]), part(&today(), second, vec![ticket(2)])],
            ..Append::default()
        };
        assert_eq!(open.store.append(&[both(0)]).unwrap(), [Appended::Conflict]);
        assert_eq!(open.store.append(&[both(1)]).unwrap(), [Appended::Committed]);
        assert_eq!(open.events(&today()), [ticket(1), ticket(2)]);
    }

    pub(super) fn a_part_without_events_holds_the_version(mut open: Open) {
        let held = |expected| append(&today(), expected, vec![]);
        assert_eq!(open.store.append(&[held(0), held(1)]).unwrap(), [Appended::Committed, Appended::Conflict]);
        assert_eq!(open.reader.streams_of(&today().centre, today().date, today().date).unwrap(), vec![]);
    }

    pub(super) fn a_command_is_done_once(mut open: Open) {
        open.store.append(&[taken(&today(), 0, 1)]).unwrap();
        let again = Append {
            parts: vec![part(&today(), 1, vec![ticket(9)])],
            command: Some(command("take-1", "another answer", &today(), 2)),
            ..Append::default()
        };
        let [Appended::AlreadyDone(remembered)] = &open.store.append(&[again]).unwrap()[..] else { panic!() };
        assert_eq!(remembered.answer, "{\"n\":1}");
        assert_eq!((remembered.body_hash, remembered.at, remembered.version), ([7; 32], minute(1), 1));
        assert_eq!(remembered.stream, today());
        assert_eq!(open.reader.remembered("kiosk-1", "take-1").unwrap().as_ref(), Some(remembered));
        assert_eq!(open.events(&today()), [ticket(1)]);
    }

    pub(super) fn a_command_is_done_once_within_a_batch(mut open: Open) {
        let mut again = taken(&today(), 1, 1);
        again.parts[0].events = vec![ticket(9)];
        let other = stream("job-centre", "2026-03-02");
        let outcomes = open.store.append(&[taken(&today(), 0, 1), again, taken(&other, 0, 2)]).unwrap();
        assert!(matches!(outcomes[..], [Appended::Committed, Appended::AlreadyDone(_), Appended::Committed]));
        assert_eq!((open.events(&today()), open.events(&other)), (vec![ticket(1)], vec![ticket(2)]));
    }

    pub(super) fn a_repeated_command_is_found_before_a_conflict(mut open: Open) {
        open.store.append(&[taken(&today(), 0, 1)]).unwrap();
        let outcomes = open.store.append(&[taken(&today(), 0, 1)]).unwrap();
        assert!(matches!(outcomes[..], [Appended::AlreadyDone(_)]));
    }

    pub(super) fn ids_are_counted_per_sender(mut open: Open) {
        let mut other = taken(&today(), 1, 1);
        other.command = other.command.map(|command| RememberCommand { sender: "kiosk-2".to_owned(), ..command });
        let outcomes = open.store.append(&[taken(&today(), 0, 1), other]).unwrap();
        assert_eq!(outcomes, [Appended::Committed, Appended::Committed]);
    }

    pub(super) fn a_conflict_leaves_no_trace(mut open: Open) {
        let mut append = taken(&today(), 5, 1);
        append.people = vec![put(1, Some(b"sealed"), None, "2026-03-03")];
        assert_eq!(open.store.append(std::slice::from_ref(&append)).unwrap(), [Appended::Conflict]);
        assert_eq!(open.reader.remembered("kiosk-1", "take-1").unwrap(), None);
        assert_eq!(open.reader.person(visit(1)).unwrap(), None);
        append.parts[0].expected = 0;
        assert_eq!(open.store.append(&[append]).unwrap(), [Appended::Committed]);
        assert!(open.reader.person(visit(1)).unwrap().is_some());
    }

    pub(super) fn a_command_without_events_is_remembered(mut open: Open) {
        let only = Append { command: Some(command("note", "{}", &today(), 0)), ..Append::default() };
        assert_eq!(open.store.append(std::slice::from_ref(&only)).unwrap(), [Appended::Committed]);
        assert!(matches!(open.store.append(&[only]).unwrap()[..], [Appended::AlreadyDone(_)]));
        assert_eq!(open.reader.open_streams_before(date("9000-01-01")).unwrap(), vec![]);
        assert_eq!(open.store.append(&[append(&today(), 0, vec![ticket(1)])]).unwrap(), [Appended::Committed]);
    }

    fn put(n: u128, phone: Option<&[u8]>, note: Option<&[u8]>, forget_after: &str) -> PersonChange {
        let given = Given { phone: phone.map(findable), note: note.map(sealed), ..Given::default() };
        PersonChange::Put {
            visit: visit(n),
            centre: today().centre,
            date: today().date,
            given: Box::new(given),
            forget_after: date(forget_after),
        }
    }

    pub(super) fn the_vault_keeps_what_it_knows(mut open: Open) {
        let note = |text: &[u8]| PersonChange::Note {
            visit: visit(1),
            centre: today().centre,
            date: today().date,
            text: sealed(text),
            forget_after: date("2026-03-02"),
        };
        people(&mut open, vec![note(b"first"), put(1, Some(b"a phone"), None, "2026-03-05"), note(b"second")]);
        let person = open.reader.person(visit(1)).unwrap().unwrap();
        assert_eq!(person.given.note, Some(sealed(b"second")));
        assert_eq!(person.given.phone, Some(findable(b"a phone")));
        assert_eq!(person.forget_after, date("2026-03-05"));
        people(&mut open, vec![put(1, Some(b"b phone"), None, "2026-03-04")]);
        let person = open.reader.person(visit(1)).unwrap().unwrap();
        assert_eq!(person.given.phone, Some(findable(b"b phone")));
        assert_eq!(person.given.note, Some(sealed(b"second")));
        assert_eq!(person.forget_after, date("2026-03-05"));
    }

    pub(super) fn the_notes_of_a_day_are_forgotten_and_nothing_else(mut open: Open) {
        let mut tomorrow = put(2, None, Some(b"tomorrow's"), "2026-03-03");
        if let PersonChange::Put { date, .. } = &mut tomorrow {
            *date = stream("borger", "2026-03-03").date;
        }
        people(&mut open, vec![put(1, Some(b"a phone"), Some(b"today's"), "2026-03-05"), tomorrow]);
        let forget = PersonChange::ForgetNotes { centre: today().centre, date: today().date };
        let lost = Append { people: vec![forget.clone()], ..append(&today(), 7, vec![ticket(1)]) };
        assert_eq!(open.store.append(&[lost]).unwrap(), [Appended::Conflict]);
        assert!(open.reader.person(visit(1)).unwrap().unwrap().given.note.is_some(), "with its append or not at all");
        people(&mut open, vec![forget]);
        let person = open.reader.person(visit(1)).unwrap().unwrap();
        assert_eq!((person.given.note, person.given.phone), (None, Some(findable(b"a phone"))));
        assert_eq!(open.reader.person(visit(2)).unwrap().unwrap().given.note, Some(sealed(b"tomorrow's")));
    }

    pub(super) fn a_person_is_found_and_deleted_and_no_event_changes(mut open: Open) {
        open.store.append(&[append(&today(), 0, vec![ticket(1), ticket(2)])]).unwrap();
        let events = open.events(&today());
        people(&mut open, vec![put(2, Some(b"a"), None, "2026-03-03"), put(1, Some(b"a"), None, "2026-03-03")]);
        people(&mut open, vec![put(3, Some(b"b"), None, "2026-03-03")]);
        let found = |open: &Open| open.reader.people_by_hash(HashKind::Phone, &[b'a'; 32]).unwrap();
        assert_eq!(found(&open), [visit(1), visit(2)]);
        people(&mut open, vec![PersonChange::Delete { visit: visit(1) }, PersonChange::Delete { visit: visit(9) }]);
        assert_eq!(found(&open), [visit(2)]);
        assert_eq!(open.reader.person(visit(1)).unwrap(), None);
        assert_eq!(open.events(&today()), events);
    }

    pub(super) fn people_are_forgotten_on_schedule(mut open: Open) {
        people(&mut open, vec![put(1, None, None, "2026-03-02"), put(2, None, None, "2026-03-03")]);
        assert_eq!(open.store.forget_people_due("2026-03-02T23:59:59Z".parse().unwrap(), 10).unwrap().count, 0);
        assert_eq!(open.store.forget_people_due("2026-03-03T00:00:00Z".parse().unwrap(), 10).unwrap().count, 1);
        assert_eq!(open.reader.person(visit(1)).unwrap(), None);
        assert!(open.reader.person(visit(2)).unwrap().is_some());
        let changes = open.reader.changes(0, 10).unwrap();
        assert_eq!(changes.len(), 1, "nothing deleted is nothing recorded");
        assert_eq!((changes[0].by.as_str(), changes[0].what.as_str()), ("clock", "people_forgotten"));
        assert_eq!(changes[0].after.as_deref(), Some("{\"deleted\":1}"));
    }

    pub(super) fn commands_are_forgotten(mut open: Open) {
        let mut late = taken(&today(), 1, 2);
        late.command.as_mut().unwrap().at = minute(60);
        open.store.append(&[taken(&today(), 0, 1), late]).unwrap();
        assert_eq!(open.store.forget_commands_before(minute(60), 10).unwrap().count, 1);
        assert_eq!(open.store.forget_commands_before(minute(60), 10).unwrap().count, 0);
        assert_eq!(open.reader.remembered("kiosk-1", "take-1").unwrap(), None);
        assert!(open.reader.remembered("kiosk-1", "take-2").unwrap().is_some());
        assert_eq!(open.events(&today()).len(), 2);
    }

    pub(super) fn forgetting_goes_in_passes(mut open: Open) {
        let days = ["2026-02-01", "2026-02-02", "2026-02-03"].map(|day| stream("citizen-service", day));
        let at = |n: u16| {
            let mut append = taken(&days[usize::from(n) - 1], 0, n);
            append.command.as_mut().unwrap().at = minute(n.into());
            append
        };
        open.store.append(&[at(1), at(2), at(3)]).unwrap();
        people(&mut open, (1..=3).map(|n| put(n, None, None, "2026-03-01")).collect());
        let (first, last) = (Forgotten { count: 2, more: true }, Forgotten { count: 1, more: false });
        let pass = |open: &mut Open| open.store.forget_commands_before(minute(60), 2).unwrap();
        assert_eq!(pass(&mut open), first);
        assert!(open.reader.remembered("kiosk-1", "take-2").unwrap().is_none());
        assert!(open.reader.remembered("kiosk-1", "take-3").unwrap().is_some());
        assert_eq!((pass(&mut open), pass(&mut open)), (last, Forgotten::default()));
        let pass = |open: &mut Open| open.store.forget_people_due("2026-04-01T00:00:00Z".parse().unwrap(), 2).unwrap();
        assert_eq!((pass(&mut open), pass(&mut open), pass(&mut open)), (first, last, Forgotten::default()));
        let pass = |open: &mut Open| open.store.forget_streams_before(today().date, minute(60), 2).unwrap();
        assert_eq!(pass(&mut open), first);
        assert_eq!(days.each_ref().map(|day| open.reader.head(day).unwrap()), [0, 0, 1]);
        assert_eq!((pass(&mut open), pass(&mut open)), (last, Forgotten::default()));
        assert_eq!(open.reader.newest_position().unwrap(), 3);
    }

    pub(super) fn command_keys_come_by_instant(mut open: Open) {
        let at = |n: u16, minutes: i64| {
            let mut append = taken(&today(), u64::from(n) - 1, n);
            append.command.as_mut().unwrap().at = minute(minutes);
            append
        };
        open.store.append(&[at(1, 30), at(2, 10), at(3, 20), at(4, 20)]).unwrap();
        let keys = open.reader.command_keys_since(minute(20)).unwrap();
        assert_eq!(keys.iter().map(|(_, id)| id.as_str()).collect::<Vec<_>>(), ["take-3", "take-4", "take-1"]);
        assert!(keys.iter().all(|(sender, _)| sender == "kiosk-1"));
    }

    pub(super) fn streams_are_forgotten_and_positions_not_used_again(mut open: Open) {
        let (old, new) = (stream("citizen-service", "2026-03-01"), today());
        open.store.append(&[taken(&new, 0, 1), taken(&old, 0, 2)]).unwrap();
        let gone = PersonChange::Put {
            visit: visit(2),
            centre: old.centre.clone(),
            date: old.date,
            given: Box::default(),
            forget_after: date("2030-01-01"),
        };
        people(&mut open, vec![gone, put(1, None, None, "2030-01-01")]);
        assert_eq!(open.store.forget_streams_before(new.date, minute(5), 10).unwrap().count, 1);
        assert_eq!(open.store.forget_streams_before(new.date, minute(6), 10).unwrap().count, 0);
        assert_eq!(open.reader.head(&old).unwrap(), 0);
        assert_eq!(open.reader.remembered("kiosk-1", "take-2").unwrap(), None);
        assert_eq!(open.reader.person(visit(2)).unwrap(), None);
        assert!(open.reader.person(visit(1)).unwrap().is_some());
        assert_eq!(open.events(&new), [ticket(1)]);
        assert_eq!(open.reader.newest_position().unwrap(), 2);
        open.store.append(&[append(&new, 1, vec![ticket(3)]), append(&old, 0, vec![ticket(4)])]).unwrap();
        let positions: Vec<u64> = open.reader.log(0, 10).unwrap().iter().map(|(position, ..)| *position).collect();
        assert_eq!(positions, [1, 3, 4]);
        let changes = open.reader.changes(0, 10).unwrap();
        assert_eq!(changes.len(), 1);
        assert_eq!((changes[0].what.as_str(), changes[0].subject.as_str()), ("streams_forgotten", "2026-03-02"));
    }

    pub(super) fn days_left_open_are_found(mut open: Open) {
        let left = [stream("job-centre", "2026-02-27"), stream("health-centre", "2026-03-01"), today()];
        let ended = stream("citizen-service", "2026-03-01");
        for stream in left.iter().chain([&ended]) {
            open.store.append(&[append(stream, 0, vec![opened(stream)])]).unwrap();
        }
        open.store.append(&[append(&ended, 1, vec![ticket(1), closed()])]).unwrap();
        assert_eq!(open.reader.open_streams_before(today().date).unwrap(), left[..2]);
        assert_eq!(open.reader.open_streams_before(date("2026-03-03")).unwrap(), left);
    }

    pub(super) fn streams_of_a_centre_are_found(mut open: Open) {
        for (centre, day) in [("a", "2026-03-03"), ("a", "2026-03-01"), ("a", "2026-03-02"), ("b", "2026-03-02")] {
            open.store.append(&[append(&stream(centre, day), 0, vec![ticket(1)])]).unwrap();
        }
        let found = open.reader.streams_of(&"a".parse().unwrap(), date("2026-03-01"), date("2026-03-02")).unwrap();
        assert_eq!(found, [stream("a", "2026-03-01"), stream("a", "2026-03-02")]);
    }

    fn token(name: &str, secret: u8) -> NewToken {
        NewToken {
            name: name.to_owned(),
            role: Role::Manager,
            centres: vec!["citizen-service".parse().unwrap(), "job-centre".parse().unwrap()],
            subject: Some("mette".to_owned()),
            hash: [secret; 32],
            expires_at: Some(minute(60)),
        }
    }

    pub(super) fn tokens_are_made_and_revoked(mut open: Open) {
        let everywhere = NewToken {
            role: Role::SystemOwner,
            centres: vec![],
            subject: None,
            expires_at: None,
            ..token("zz-owner", 2)
        };
        open.store.create_token(&everywhere, "setup", minute(0)).unwrap();
        open.store.create_token(&token("mette", 1), "owner", minute(1)).unwrap();
        let row = open.reader.token_by_hash(&[1; 32]).unwrap().unwrap();
        let expected = TokenRow {
            name: "mette".to_owned(),
            role: Role::Manager,
            centres: token("", 0).centres,
            subject: Some("mette".to_owned()),
            hash: [1; 32],
            created_at: minute(1),
            expires_at: Some(minute(60)),
            revoked_at: None,
        };
        assert_eq!(row, expected);
        assert!(row.is_valid_at(minute(59)) && !row.is_valid_at(minute(60)));
        let names: Vec<_> = open.reader.tokens().unwrap().into_iter().map(|row| row.name).collect();
        assert_eq!(names, ["mette", "zz-owner"]);

        assert!(open.store.revoke_token("mette", "owner", minute(2)).unwrap());
        assert!(!open.store.revoke_token("mette", "owner", minute(3)).unwrap());
        assert!(!open.store.revoke_token("nobody", "owner", minute(3)).unwrap());
        let row = open.reader.token_by_hash(&[1; 32]).unwrap().unwrap();
        assert_eq!(row.revoked_at, Some(minute(2)));
        assert!(!row.is_valid_at(minute(3)));

        let changes = open.reader.changes(0, 10).unwrap();
        let lines: Vec<_> = changes.iter().map(|c| (c.by.as_str(), c.what.as_str(), c.subject.as_str())).collect();
        let expected = [
            ("setup", "token_created", "zz-owner"),
            ("owner", "token_created", "mette"),
            ("owner", "token_revoked", "mette"),
        ];
        assert_eq!(lines, expected);
        assert!(changes[1].after.as_ref().unwrap().contains("manager"));
        assert!(changes.iter().all(|c| !format!("{c:?}").contains("hash")), "no secret, not even its hash");
    }

    pub(super) fn a_token_name_is_used_once(mut open: Open) {
        open.store.create_token(&token("mette", 1), "owner", minute(1)).unwrap();
        open.store.revoke_token("mette", "owner", minute(2)).unwrap();
        for again in [token("mette", 2), token("jens", 1)] {
            let refused = open.store.create_token(&again, "owner", minute(3));
            assert_eq!(refused, Err(StoreError::TokenExists(again.name.clone())));
        }
        assert_eq!(open.reader.tokens().unwrap().len(), 1);
        assert_eq!(open.reader.changes(0, 10).unwrap().len(), 2);
    }

    pub(super) fn set_ups_have_versions(mut open: Open) {
        let centre = today().centre;
        let mut publish = |centre: &str, content: &str, at| {
            let setup = NewSetup { centre: centre.parse().unwrap(), content: content.to_owned() };
            open.store.publish_setup(&setup, "owner", minute(at)).unwrap().0
        };
        assert_eq!(publish("citizen-service", "one", 1), 1);
        assert_eq!(publish("citizen-service", "one", 2), 1);
        assert_eq!(publish("citizen-service", "two", 3), 2);
        assert_eq!(publish("citizen-service", "one", 4), 3);
        assert_eq!(publish("job-centre", "one", 5), 1);
        let newest = open.reader.newest_setups().unwrap();
        let rows: Vec<_> = newest.iter().map(|s| (s.centre.as_str(), s.version.0, s.content.as_str())).collect();
        assert_eq!(rows, [("citizen-service", 3, "one"), ("job-centre", 1, "one")]);
        let second = open.reader.setup(&centre, SetupVersion(2)).unwrap().unwrap();
        assert_eq!((second.content.as_str(), second.published_by.as_str()), ("two", "owner"));
        assert_eq!(second.published_at, minute(3));
        assert_eq!(open.reader.setup(&centre, SetupVersion(4)).unwrap(), None);
        let changes = open.reader.changes(0, 10).unwrap();
        assert_eq!(changes.len(), 4);
        assert_eq!(changes[0].before, None);
        assert_eq!(changes[1].before.as_deref(), Some("{\"version\":1}"));
        assert_eq!(changes[1].after.as_deref(), Some("{\"version\":2}"));
    }

    pub(super) fn the_record_of_changes_is_read_in_pieces(mut open: Open) {
        for n in 1..=5 {
            open.store.create_token(&token(&format!("t{n}"), n), "owner", minute(n.into())).unwrap();
        }
        let ids = |after, limit| -> Vec<u64> {
            open.reader.changes(after, limit).unwrap().iter().map(|change| change.id).collect()
        };
        assert_eq!(ids(0, 2), [1, 2]);
        assert_eq!(ids(2, 9), [3, 4, 5]);
    }

    pub(super) fn an_empty_batch_is_nothing(mut open: Open) {
        assert_eq!(open.store.append(&[]).unwrap(), []);
        assert_eq!(open.store.append(&[Append::default()]).unwrap(), [Appended::Committed]);
        open.store.checkpoint().unwrap();
        assert_eq!(open.reader.newest_position().unwrap(), 0);
    }
}
