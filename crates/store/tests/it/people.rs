//! What the vault knows of somebody who has an appointment, and how many of them she may have, in the same way in every store.

every_store!(
    everything_given_comes_back_and_what_is_not_said_stays,
    a_person_is_found_by_whatever_she_gave,
    the_people_of_a_day_are_those_of_its_centre_and_no_more_than_asked_for,
    a_booking_is_open_until_it_is_over_and_again_when_that_is_taken_back,
    a_last_date_moves_with_the_visit_and_a_later_one_holds,
    nobody_is_made_by_what_becomes_of_a_visit,
    field_fault_29_the_limit_of_bookings_per_person_has_its_effect,
    a_limit_counts_what_is_open_for_its_service_from_its_date_on,
    a_limit_counts_a_person_once_however_she_is_found,
    a_limit_counts_what_came_before_it_in_the_batch,
    what_is_over_the_limit_leaves_no_trace_and_takes_what_follows_with_it,
    a_repeated_command_is_found_before_its_limit,
);

mod cases {
    use domain::ids::ServiceId;
    use store::{Append, Appended, Consent, Findable, Given, HashKind, PersonChange, PersonLimit};

    use crate::samples::{
        Open, append, booked, command, date, findable, part, people, sealed, stream, taken, ticket, today, visit,
    };

    fn service(name: &str) -> ServiceId {
        name.parse().unwrap()
    }

    fn put(n: u128, given: Given, day: &str) -> PersonChange {
        let (day, forget_after) = (date(day), date("2026-06-01"));
        PersonChange::Put { visit: visit(n), centre: today().centre, date: day, given: Box::new(given), forget_after }
    }

    fn with_phone(bytes: &[u8]) -> Given {
        Given { phone: Some(findable(bytes)), ..Given::default() }
    }

    fn opens(n: u128, services: &[&str]) -> PersonChange {
        PersonChange::BookingOpen { visit: visit(n), services: services.iter().map(|name| service(name)).collect() }
    }

    fn over(n: u128) -> PersonChange {
        PersonChange::BookingOver { visit: visit(n) }
    }

    /// The limit of whoever has the phone number `a`, for one more passport.
    fn limit(n: u128, most: u32) -> PersonLimit {
        PersonLimit {
            service: service("passport"),
            most,
            hashes: vec![(HashKind::Phone, [b'a'; 32])],
            from: today().date,
            except: visit(n),
        }
    }

    /// One booking of whoever has the phone number `a`, in a stream of its own.
    fn booking(n: u128, day: &str, most: u32) -> Append {
        Append {
            people: vec![put(n, with_phone(b"a"), day), opens(n, &["passport"])],
            limits: vec![limit(n, most)],
            ..append(&stream(&format!("centre-{n}"), day), 0, vec![booked(n)])
        }
    }

    pub(super) fn everything_given_comes_back_and_what_is_not_said_stays(mut open: Open) {
        let all = Given {
            name: Some(sealed(b"name")),
            phone: Some(findable(b"phone")),
            email: Some(findable(b"email")),
            cpr: Some(findable(b"cpr")),
            birth: Some(findable(b"birth")),
            topic: Some(sealed(b"topic")),
            note: Some(sealed(b"note")),
            consent: Some(Consent { sms: true, email: false }),
        };
        people(&mut open, vec![put(1, all.clone(), "2026-03-02")]);
        assert_eq!(open.reader.person(visit(1)).unwrap().unwrap().given, all);
        people(&mut open, vec![put(1, Given::default(), "2026-03-02")]);
        assert_eq!(open.reader.person(visit(1)).unwrap().unwrap().given, all);
        let other = Given { email: Some(findable(b"other")), topic: Some(sealed(b"other")), ..Given::default() };
        people(&mut open, vec![put(1, other.clone(), "2026-03-02")]);
        let expected = Given { email: other.email, topic: other.topic, ..all };
        let person = open.reader.person(visit(1)).unwrap().unwrap();
        assert_eq!(person.given, expected);
        assert_eq!((person.open_for(), person.is_open), (&[][..], false));
    }

    pub(super) fn a_person_is_found_by_whatever_she_gave(mut open: Open) {
        let email = Given { email: Some(findable(b"b")), cpr: Some(findable(b"a")), ..Given::default() };
        people(&mut open, vec![put(2, with_phone(b"a"), "2026-03-02"), put(1, email, "2026-03-09")]);
        let birth = Given { birth: Some(findable(b"d")), ..Given::default() };
        people(&mut open, vec![put(3, birth.clone(), "2026-03-09"), put(2, birth, "2026-03-02")]);
        let found = |kind, byte: u8| open.reader.people_by_hash(kind, &[byte; 32]).unwrap();
        assert_eq!(found(HashKind::Phone, b'a'), [visit(2)]);
        assert_eq!(found(HashKind::Email, b'b'), [visit(1)]);
        assert_eq!(found(HashKind::Cpr, b'a'), [visit(1)]);
        assert_eq!(found(HashKind::Birth, b'd'), [visit(2), visit(3)], "two people may share it");
        assert_eq!(found(HashKind::Phone, b'a'), [visit(2)], "what was known stays");
        assert_eq!(found(HashKind::Email, b'a'), []);
        assert_eq!(found(HashKind::Cpr, b'b'), []);
    }

    pub(super) fn the_people_of_a_day_are_those_of_its_centre_and_no_more_than_asked_for(mut open: Open) {
        let elsewhere = PersonChange::Moved { visit: visit(4), centre: "north".parse().unwrap(), date: today().date };
        let changes = [3, 1, 2, 4].map(|n| put(n, with_phone(b"a"), "2026-03-02"));
        people(&mut open, changes.into_iter().chain([put(5, with_phone(b"a"), "2026-03-03"), elsewhere]).collect());
        let of_day = |most| -> Vec<_> {
            let people = open.reader.people_of_day(&today().centre, today().date, most).unwrap();
            people.into_iter().map(|person| person.visit).collect()
        };
        assert_eq!(of_day(9), [visit(1), visit(2), visit(3)]);
        assert_eq!(of_day(2), [visit(1), visit(2)]);
        assert_eq!(of_day(0), []);
    }

    pub(super) fn a_booking_is_open_until_it_is_over_and_again_when_that_is_taken_back(mut open: Open) {
        let open_for = |open: &Open| open.reader.person(visit(1)).unwrap().unwrap().open_for().to_vec();
        people(&mut open, vec![put(1, with_phone(b"a"), "2026-03-02"), opens(1, &["passport", "licence"])]);
        assert_eq!(open_for(&open), [service("passport"), service("licence")]);
        people(&mut open, vec![opens(1, &["licence", "tax"])]);
        assert_eq!(open_for(&open), [service("passport"), service("licence"), service("tax")]);
        people(&mut open, vec![over(1), over(1)]);
        assert_eq!(open_for(&open), []);
        people(&mut open, vec![put(1, with_phone(b"b"), "2026-03-02")]);
        assert_eq!(open_for(&open), [], "what she gives opens nothing");
        people(&mut open, vec![opens(1, &[])]);
        assert_eq!(open_for(&open), [service("passport"), service("licence"), service("tax")]);
    }

    pub(super) fn a_last_date_moves_with_the_visit_and_a_later_one_holds(mut open: Open) {
        let moved =
            |day: &str| PersonChange::Moved { visit: visit(1), centre: "north".parse().unwrap(), date: date(day) };
        let stands = |open: &Open| {
            let person = open.reader.person(visit(1)).unwrap().unwrap();
            (person.centre.to_string(), person.date.to_string(), person.forget_after.to_string())
        };
        let at = |day: &str, last: &str| ("north".to_owned(), day.to_owned(), last.to_owned());
        people(&mut open, vec![put(1, with_phone(b"a"), "2026-05-02"), moved("2026-05-12")]);
        assert_eq!(stands(&open), at("2026-05-12", "2026-06-11"));
        people(&mut open, vec![moved("2026-05-02")]);
        assert_eq!(stands(&open), at("2026-05-02", "2026-06-01"), "there and back is where it was");
        let note = PersonChange::Note {
            visit: visit(1),
            centre: today().centre,
            date: date("2026-05-02"),
            text: sealed(b"note"),
            forget_after: date("2026-05-02"),
        };
        people(&mut open, vec![note]);
        assert_eq!(open.reader.person(visit(1)).unwrap().unwrap().forget_after, date("2026-06-01"));
        people(&mut open, vec![put(1, Given::default(), "2026-05-20"), moved("2026-05-20")]);
        assert_eq!(stands(&open), at("2026-05-20", "2026-06-01"), "who says both has said how long");
    }

    pub(super) fn nobody_is_made_by_what_becomes_of_a_visit(mut open: Open) {
        let moved = PersonChange::Moved { visit: visit(1), centre: today().centre, date: today().date };
        people(&mut open, vec![moved, opens(1, &["passport"]), over(1)]);
        assert_eq!(open.reader.person(visit(1)).unwrap(), None);
        people(&mut open, vec![put(1, with_phone(b"a"), "2026-03-02"), opens(1, &[])]);
        assert!(!open.reader.person(visit(1)).unwrap().unwrap().is_open, "a visit that was booked for nothing");
    }

    pub(super) fn field_fault_29_the_limit_of_bookings_per_person_has_its_effect(mut open: Open) {
        let tried = |open: &mut Open, n, most| open.store.append(&[booking(n, "2026-03-09", most)]).unwrap().remove(0);
        assert_eq!(tried(&mut open, 1, 2), Appended::Committed);
        assert_eq!(tried(&mut open, 2, 2), Appended::Committed);
        assert!(open.reader.is_over(&limit(3, 2)).unwrap());
        assert_eq!(tried(&mut open, 3, 2), Appended::OverLimit { most: 2 });
        assert_eq!(tried(&mut open, 3, 0), Appended::OverLimit { most: 0 });
        people(&mut open, vec![over(1)]);
        assert!(!open.reader.is_over(&limit(3, 2)).unwrap());
        assert_eq!(tried(&mut open, 3, 2), Appended::Committed);
        // Taken back, it is one too many; who books is held to it, who has booked keeps it.
        people(&mut open, vec![opens(1, &[])]);
        assert_eq!(tried(&mut open, 4, 3), Appended::OverLimit { most: 3 });
        assert_eq!(tried(&mut open, 4, 4), Appended::Committed);
    }

    pub(super) fn a_limit_counts_what_is_open_for_its_service_from_its_date_on(mut open: Open) {
        people(
            &mut open,
            vec![
                put(1, with_phone(b"a"), "2026-03-02"),
                opens(1, &["licence", "passport"]),
                put(2, with_phone(b"a"), "2026-03-01"),
                opens(2, &["passport"]),
                put(3, with_phone(b"a"), "2026-03-09"),
                opens(3, &["licence"]),
                put(4, with_phone(b"b"), "2026-03-09"),
                opens(4, &["passport"]),
            ],
        );
        let is_over = |limit: &PersonLimit| open.reader.is_over(limit).unwrap();
        assert!(is_over(&limit(9, 1)), "a visit for several services counts for each");
        assert!(!is_over(&limit(9, 2)), "no day that is over, no other service and nobody else");
        assert!(!is_over(&limit(1, 1)), "the visit itself is no other");
        assert!(is_over(&PersonLimit { from: date("2026-03-01"), ..limit(9, 2) }));
        assert!(!is_over(&PersonLimit { hashes: vec![], ..limit(9, 0) }), "who gave nothing is nobody");
        assert!(!is_over(&PersonLimit { hashes: vec![(HashKind::Email, [b'a'; 32])], ..limit(9, 1) }));
    }

    pub(super) fn a_limit_counts_a_person_once_however_she_is_found(mut open: Open) {
        let both = Given { email: Some(findable(b"e")), ..with_phone(b"a") };
        let email = Given { email: Some(Findable { text: sealed(b"x"), hash: [b'e'; 32] }), ..Given::default() };
        people(&mut open, vec![put(1, both, "2026-03-09"), opens(1, &["passport"])]);
        let hashes = vec![(HashKind::Phone, [b'a'; 32]), (HashKind::Email, [b'e'; 32])];
        let limit = |most| PersonLimit { hashes: hashes.clone(), ..limit(9, most) };
        assert!(!open.reader.is_over(&limit(2)).unwrap());
        people(&mut open, vec![put(2, email, "2026-03-09"), opens(2, &["passport"])]);
        assert!(open.reader.is_over(&limit(2)).unwrap(), "another number, the same address");
    }

    pub(super) fn a_limit_counts_what_came_before_it_in_the_batch(mut open: Open) {
        let cancels = Append { people: vec![over(1)], ..Append::default() };
        let batch = [1, 2, 3, 4].map(|n| booking(n, "2026-03-09", 2));
        let [first, second, third, fourth] = batch;
        let outcomes = open.store.append(&[first, second, third, cancels, fourth]).unwrap();
        let committed = Appended::Committed;
        let over = Appended::OverLimit { most: 2 };
        assert_eq!(outcomes, [committed.clone(), committed.clone(), over, committed.clone(), committed]);
    }

    pub(super) fn what_is_over_the_limit_leaves_no_trace_and_takes_what_follows_with_it(mut open: Open) {
        let (first, second) = (stream("north", "2026-03-09"), stream("north", "2026-03-10"));
        let mut over = booking(1, "2026-03-09", 0);
        over.parts = vec![part(&first, 0, vec![booked(1)]), part(&second, 0, vec![booked(1)])];
        over.command = Some(command("book", "{}", &first, 1));
        let batch = [over.clone(), append(&second, 0, vec![ticket(2)]), taken(&today(), 0, 3)];
        let outcomes = open.store.append(&batch).unwrap();
        assert_eq!(outcomes, [Appended::OverLimit { most: 0 }, Appended::Conflict, Appended::Committed]);
        assert_eq!((open.reader.head(&first).unwrap(), open.reader.head(&second).unwrap()), (0, 0));
        assert_eq!(open.reader.person(visit(1)).unwrap(), None);
        assert_eq!(open.reader.day_of(visit(1)).unwrap(), None);
        assert_eq!(open.reader.remembered("kiosk-1", "book").unwrap(), None, "it can be asked again");
        let wrong = Append { parts: vec![part(&first, 7, vec![booked(1)])], ..over };
        assert_eq!(open.store.append(&[wrong]).unwrap(), [Appended::Conflict], "first of all it has to fit");
    }

    pub(super) fn a_repeated_command_is_found_before_its_limit(mut open: Open) {
        let day = stream("centre-1", "2026-03-09");
        let command = Some(command("book", "{}", &day, 1));
        let first = Append { command: command.clone(), ..booking(1, "2026-03-09", 1) };
        assert_eq!(open.store.append(&[first]).unwrap(), [Appended::Committed]);
        let again = Append { command, ..booking(2, "2026-03-09", 1) };
        assert!(matches!(open.store.append(&[again]).unwrap()[..], [Appended::AlreadyDone(_)]));
    }
}
