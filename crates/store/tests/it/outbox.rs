//! Messages on their way out, in the same way in every store.

every_store!(
    a_message_comes_back_as_it_went_in,
    the_same_message_again_is_not_entered,
    what_leads_goes_first_and_by_its_own_way_alone,
    nothing_goes_out_before_its_time,
    a_message_is_found_by_its_provider,
    what_is_to_be_noted_is_found_until_it_is_noted,
    what_came_to_its_end_is_forgotten_and_nothing_else,
    what_waits_is_counted,
    a_citizens_consent_comes_back_and_stays,
);

mod cases {
    use domain::message::{Channel, Fate, MessageKind};
    use domain::time::Instant;
    use store::{Consent, Given, OutboxRow, OutboxState, OutboxWrite, PersonChange};

    use crate::samples::{Open, date, minute, people, today, visit};

    /// A message of visit `n` at a place, due at minute 10.
    fn row(id: &str, n: u128, place: u64) -> OutboxRow {
        OutboxRow {
            id: id.to_owned(),
            stream: today(),
            visit: visit(n),
            kind: MessageKind::Confirmed,
            channel: Channel::Sms,
            place,
            leads: false,
            starts_at: None,
            made_at: minute(0),
            due_at: minute(10),
            next_try_at: minute(10),
            tries: 0,
            unknown: 0,
            state: OutboxState::Waiting,
            provider_id: None,
            reports: String::new(),
            to_note: None,
            changed_at: minute(0),
        }
    }

    fn enter(open: &mut Open, new: &[OutboxRow]) -> u64 {
        open.store.write_outbox(&OutboxWrite { new: new.to_vec(), ..OutboxWrite::default() }).unwrap()
    }

    fn change(open: &mut Open, changed: &[OutboxRow]) {
        open.store.write_outbox(&OutboxWrite { changed: changed.to_vec(), ..OutboxWrite::default() }).unwrap();
    }

    fn due(open: &Open, channel: Channel, at: i64) -> Vec<String> {
        let rows = open.reader.messages_due(channel, minute(at), 10).unwrap();
        rows.into_iter().map(|row| row.id).collect()
    }

    pub(super) fn a_message_comes_back_as_it_went_in(mut open: Open) {
        assert_eq!(open.reader.outbox_cursor().unwrap(), None);
        let full = OutboxRow {
            kind: MessageKind::TurnNear,
            channel: Channel::Email,
            leads: true,
            starts_at: Some(minute(90)),
            tries: 4,
            unknown: 2,
            state: OutboxState::Sent,
            provider_id: Some("0a-7".to_owned()),
            reports: "0d/1".to_owned(),
            to_note: Some(Fate::Sent),
            ..row("a", 1, 7)
        };
        let write = OutboxWrite { cursor: Some(9), new: vec![full.clone(), row("b", 1, 3)], changed: Vec::new() };
        assert_eq!(open.store.write_outbox(&write).unwrap(), 2);
        assert_eq!(open.reader.outbox_cursor().unwrap(), Some(9));
        assert_eq!(open.reader.message("a").unwrap(), Some(full.clone()));
        assert_eq!(open.reader.message("c").unwrap(), None);
        assert_eq!(open.reader.messages_of(visit(1)).unwrap(), [row("b", 1, 3), full.clone()]);
        assert_eq!(open.reader.messages_of(visit(2)).unwrap(), []);
        let mut every = Vec::new();
        for (state, _) in OutboxState::ALL {
            for (_, kind) in MessageKind::ALL {
                for fate in [Fate::Sent, Fate::Delivered, Fate::Failed, Fate::Dropped] {
                    let id = format!("{}-{}-{fate:?}", state.as_str(), kind.as_str());
                    every.push(OutboxRow { id, state, kind, to_note: Some(fate), ..row("", 2, 1) });
                }
            }
        }
        enter(&mut open, &every);
        for row in every {
            assert_eq!(open.reader.message(&row.id).unwrap(), Some(row));
        }
    }

    pub(super) fn the_same_message_again_is_not_entered(mut open: Open) {
        assert_eq!(enter(&mut open, &[row("a", 1, 1)]), 1);
        let other = OutboxRow { state: OutboxState::Dropped, ..row("a", 1, 1) };
        assert_eq!(enter(&mut open, &[other.clone(), row("b", 1, 2), row("b", 1, 3)]), 1);
        assert_eq!(open.reader.message("a").unwrap(), Some(row("a", 1, 1)));
        assert_eq!(open.reader.message("b").unwrap(), Some(row("b", 1, 2)));
        change(&mut open, &[other.clone(), row("c", 1, 1)]);
        assert_eq!(open.reader.message("a").unwrap(), Some(other));
        assert_eq!(open.reader.message("c").unwrap(), None, "what is not there is not made by a change");
    }

    pub(super) fn what_leads_goes_first_and_by_its_own_way_alone(mut open: Open) {
        let first = OutboxRow { leads: true, due_at: minute(20), next_try_at: minute(20), ..row("first", 1, 1) };
        let mail = OutboxRow { channel: Channel::Email, ..row("mail", 1, 2) };
        enter(&mut open, &[row("then", 1, 2), first.clone(), mail, row("other", 2, 9), row("before", 1, 0)]);
        assert_eq!(due(&open, Channel::Sms, 15), ["before", "other"]);
        assert_eq!(due(&open, Channel::Email, 15), ["mail"]);
        assert_eq!(due(&open, Channel::Sms, 20), ["before", "other", "first"]);
        change(&mut open, &[OutboxRow { state: OutboxState::Sending, ..first.clone() }]);
        assert_eq!(due(&open, Channel::Sms, 20), ["before", "other"]);
        for state in [OutboxState::Sent, OutboxState::Delivered, OutboxState::Failed, OutboxState::Dropped] {
            change(&mut open, &[OutboxRow { state, ..first.clone() }]);
            assert_eq!(due(&open, Channel::Sms, 20), ["before", "then", "other"], "{state:?}");
        }
    }

    pub(super) fn nothing_goes_out_before_its_time(mut open: Open) {
        let again = OutboxRow { next_try_at: minute(30), ..row("again", 1, 1) };
        enter(&mut open, &[again, row("soon", 2, 1), OutboxRow { state: OutboxState::Sent, ..row("out", 3, 1) }]);
        assert_eq!(due(&open, Channel::Sms, 9), [""; 0]);
        assert_eq!(open.reader.messages_next(minute(0)).unwrap(), Some(minute(10)));
        assert_eq!(due(&open, Channel::Sms, 10), ["soon"]);
        assert_eq!(open.reader.messages_next(minute(10)).unwrap(), Some(minute(30)));
        assert_eq!(due(&open, Channel::Sms, 30), ["again", "soon"]);
        assert_eq!(open.reader.messages_next(minute(30)).unwrap(), None);
        let waiting = |from: Instant| open.reader.messages_in(OutboxState::Waiting, from, 10).unwrap().len();
        assert_eq!((waiting(minute(0)), waiting(minute(11)), waiting(minute(31))), (2, 1, 0));
        assert_eq!(open.reader.messages_due(Channel::Sms, minute(30), 1).unwrap().len(), 1);
    }

    pub(super) fn a_message_is_found_by_its_provider(mut open: Open) {
        let known = OutboxRow { provider_id: Some("77".to_owned()), ..row("a", 1, 1) };
        let mail = OutboxRow { channel: Channel::Email, ..known.clone() };
        enter(&mut open, &[known.clone(), OutboxRow { id: "b".to_owned(), ..mail }, row("c", 1, 1)]);
        assert_eq!(open.reader.message_of_provider(Channel::Sms, "77").unwrap(), [known]);
        assert_eq!(open.reader.message_of_provider(Channel::Sms, "7").unwrap(), []);
    }

    pub(super) fn what_is_to_be_noted_is_found_until_it_is_noted(mut open: Open) {
        let sent = OutboxRow { to_note: Some(Fate::Sent), changed_at: minute(5), ..row("a", 1, 1) };
        let failed = OutboxRow { to_note: Some(Fate::Failed), changed_at: minute(4), ..row("b", 1, 2) };
        enter(&mut open, &[sent.clone(), failed.clone(), row("c", 1, 3)]);
        assert_eq!(open.reader.messages_to_note(10).unwrap(), [failed.clone(), sent.clone()]);
        assert_eq!(open.reader.messages_to_note(1).unwrap(), [failed.clone()]);
        change(&mut open, &[OutboxRow { to_note: None, ..failed }]);
        assert_eq!(open.reader.messages_to_note(10).unwrap(), [sent]);
    }

    pub(super) fn what_came_to_its_end_is_forgotten_and_nothing_else(mut open: Open) {
        let ended = |id: &str, state, at| OutboxRow { state, changed_at: minute(at), ..row(id, 1, 1) };
        let noted = OutboxRow { to_note: Some(Fate::Sent), ..ended("to-note", OutboxState::Sent, 1) };
        let rows = [
            ended("sent", OutboxState::Sent, 1),
            ended("dropped", OutboxState::Dropped, 2),
            ended("later", OutboxState::Delivered, 8),
            ended("waiting", OutboxState::Waiting, 1),
            ended("sending", OutboxState::Sending, 1),
            noted,
        ];
        enter(&mut open, &rows);
        let forgotten = open.store.forget_messages_before(minute(8), 1).unwrap();
        assert_eq!((forgotten.count, forgotten.more), (1, true));
        assert_eq!(open.reader.message("sent").unwrap(), None, "the oldest goes first");
        assert_eq!(open.store.forget_messages_before(minute(8), 10).unwrap().count, 1);
        let left: Vec<String> = open.reader.messages_of(visit(1)).unwrap().into_iter().map(|row| row.id).collect();
        assert_eq!(left, ["later", "sending", "to-note", "waiting"]);
    }

    pub(super) fn what_waits_is_counted(mut open: Open) {
        let none = open.reader.messages_waiting(Channel::Sms, minute(60)).unwrap();
        assert_eq!((none.count, none.since), (0, None));
        let earlier = OutboxRow { due_at: minute(2), state: OutboxState::Sending, ..row("a", 1, 1) };
        let later = OutboxRow { due_at: minute(61), ..row("c", 1, 1) };
        let sent = OutboxRow { due_at: minute(1), state: OutboxState::Sent, ..row("d", 1, 1) };
        enter(&mut open, &[earlier, row("b", 1, 1), later, sent]);
        let some = open.reader.messages_waiting(Channel::Sms, minute(60)).unwrap();
        assert_eq!((some.count, some.since), (2, Some(minute(2))));
        assert_eq!(open.reader.messages_waiting(Channel::Email, minute(60)).unwrap().count, 0);
    }

    pub(super) fn a_citizens_consent_comes_back_and_stays(mut open: Open) {
        let put = |consent| {
            let (centre, day) = (today().centre, date("2026-03-02"));
            let given = Box::new(Given { consent, ..Given::default() });
            PersonChange::Put { visit: visit(1), centre, date: day, given, forget_after: day }
        };
        let consent = |open: &Open| open.reader.person(visit(1)).unwrap().unwrap().given.consent;
        people(&mut open, vec![put(None)]);
        assert_eq!(consent(&open), None);
        for (sms, email) in [(true, false), (false, true), (true, true), (false, false)] {
            people(&mut open, vec![put(Some(Consent { sms, email }))]);
            assert_eq!(consent(&open), Some(Consent { sms, email }));
        }
        people(&mut open, vec![put(Some(Consent { sms: true, email: false })), put(None)]);
        assert_eq!(consent(&open), Some(Consent { sms: true, email: false }), "what is not said stays");
    }
}
