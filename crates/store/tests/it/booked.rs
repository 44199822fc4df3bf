//! Which day a booked visit is on, in the same way in every store.

every_store!(
    a_booked_visit_is_found_on_its_day,
    a_visit_that_was_moved_away_and_back_is_found_where_it_is,
    an_append_over_two_days_that_fails_leaves_the_visit_where_it_was,
    a_forgotten_day_is_no_visits_day,
);

mod cases {
    use store::{Append, Appended};

    use crate::samples::{Open, append, booked, date, minute, moved_to, part, stream, ticket, today, visit};

    const CENTRE: &str = "citizen-service";

    /// From one day to another, in one append.
    fn moved(n: u128, from: (&str, u64), to: (&str, u64)) -> Append {
        let parts = vec![
            part(&stream(CENTRE, from.0), from.1, vec![moved_to(n, to.0)]),
            part(&stream(CENTRE, to.0), to.1, vec![booked(n)]),
        ];
        Append { parts, ..Append::default() }
    }

    pub(super) fn a_booked_visit_is_found_on_its_day(mut open: Open) {
        let other = stream("job-centre", "2026-04-07");
        open.store.append(&[append(&other, 0, vec![booked(1)]), append(&today(), 0, vec![ticket(2)])]).unwrap();
        assert_eq!(open.reader.day_of(visit(1)).unwrap(), Some(other));
        assert_eq!(open.reader.day_of(visit(2)).unwrap(), None, "a ticket is of the day that it is taken on");
        assert_eq!(open.reader.day_of(visit(3)).unwrap(), None);
    }

    pub(super) fn a_visit_that_was_moved_away_and_back_is_found_where_it_is(mut open: Open) {
        let (first, second) = ("2026-03-10", "2026-03-17");
        let day_of = |open: &Open| open.reader.day_of(visit(1)).unwrap().unwrap().date.to_string();
        open.store.append(&[append(&stream(CENTRE, first), 0, vec![booked(1)])]).unwrap();
        open.store.append(&[moved(1, (first, 1), (second, 0))]).unwrap();
        assert_eq!(day_of(&open), second);
        // The day that it came to may stand before the day that it left.
        let back =
            Append { parts: moved(1, (second, 1), (first, 2)).parts.into_iter().rev().collect(), ..Append::default() };
        assert_eq!(open.store.append(&[back]).unwrap(), [Appended::Committed]);
        assert_eq!(day_of(&open), first);
    }

    pub(super) fn an_append_over_two_days_that_fails_leaves_the_visit_where_it_was(mut open: Open) {
        let (first, second) = ("2026-03-10", "2026-03-17");
        open.store.append(&[append(&stream(CENTRE, first), 0, vec![booked(1)])]).unwrap();
        let batch = [moved(1, (first, 1), (second, 7)), append(&stream(CENTRE, second), 0, vec![booked(2)])];
        assert_eq!(open.store.append(&batch).unwrap(), [Appended::Conflict, Appended::Conflict]);
        assert_eq!(open.reader.day_of(visit(1)).unwrap(), Some(stream(CENTRE, first)));
        assert_eq!(open.reader.day_of(visit(2)).unwrap(), None);
    }

    pub(super) fn a_forgotten_day_is_no_visits_day(mut open: Open) {
        let (first, second) = ("2026-01-10", "2026-03-17");
        open.store.append(&[append(&stream(CENTRE, first), 0, vec![booked(1), booked(2)])]).unwrap();
        let elsewhere = append(&stream("job-centre", first), 0, vec![booked(3)]);
        open.store.append(&[moved(1, (first, 2), (second, 0)), elsewhere]).unwrap();
        assert_eq!(open.store.forget_streams_before(date("2026-02-01"), minute(0), 1).unwrap().count, 1);
        assert_eq!(open.reader.day_of(visit(1)).unwrap(), Some(stream(CENTRE, second)), "it went on before");
        assert_eq!(open.reader.day_of(visit(2)).unwrap(), None);
        assert!(open.reader.day_of(visit(3)).unwrap().is_some(), "another centre's day is there yet");
        assert_eq!(open.store.forget_streams_before(date("2026-02-01"), minute(0), 1).unwrap().count, 1);
        assert_eq!(open.reader.day_of(visit(3)).unwrap(), None);
    }
}
