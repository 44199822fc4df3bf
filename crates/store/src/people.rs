//! What is personal, kept by visit and apart from the log.
//!
//! Every text here is sealed before it comes here and opened after it has left: the store never sees what it says.
//! Nothing of a person may go into an event, and deleting a person changes no event and no figure.

use std::fmt;

use domain::ids::{CentreId, ServiceId, VisitId};
use jiff::civil::Date;

use crate::vault::{Field, SealedText};

/// Something by which a person can be found: what it says, sealed, and its keyed hash. They come, stay and go together.
#[derive(Clone, PartialEq, Eq)]
pub struct Findable {
    /// What it says.
    pub text: SealedText,
    /// By which it is found.
    pub hash: [u8; 32],
}

impl fmt::Debug for Findable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Findable(..)")
    }
}

/// By what a person can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HashKind {
    /// Her phone number, in its international form ([`crate::vault::normal_phone`]).
    Phone,
    /// Her e-mail address ([`crate::vault::normal_email`]), whatever the case of its letters.
    Email,
    /// Her CPR number, as ten digits ([`crate::vault::normal_cpr`]).
    Cpr,
    /// Her date of birth and her initials ([`crate::vault::birth_key`]). Two people may have the same: it says whose visit it
    /// may be, never that it is one person's, and no limit of a person is counted by it.
    Birth,
}

impl HashKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Phone, Self::Email, Self::Cpr, Self::Birth];

    /// The stable name, in the record of changes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Cpr => "cpr",
            Self::Birth => "birth",
        }
    }

    /// The field that it is found by.
    pub fn field(self) -> Field {
        match self {
            Self::Phone => Field::Phone,
            Self::Email => Field::Email,
            Self::Cpr => Field::Cpr,
            Self::Birth => Field::Birth,
        }
    }
}

/// What a citizen gave, or an employee wrote down; each text is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// Her name.
    pub name: Option<SealedText>,
    /// Her phone number.
    pub phone: Option<Findable>,
    /// Her e-mail address.
    pub email: Option<Findable>,
    /// Her CPR number.
    pub cpr: Option<Findable>,
    /// Her date of birth and her initials.
    pub birth: Option<Findable>,
    /// What she wants to talk about.
    pub topic: Option<SealedText>,
    /// An employee's note.
    pub note: Option<SealedText>,
    /// By which ways she may be told things; none where she was not asked.
    pub consent: Option<Consent>,
}

/// By which ways a citizen agreed to be told things about her visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Consent {
    /// By text message.
    pub sms: bool,
    /// By e-mail.
    pub email: bool,
}

impl Consent {
    /// As a column holds it.
    pub(crate) fn to_bits(self) -> u8 {
        u8::from(self.sms) | (u8::from(self.email) << 1)
    }

    /// What a column held.
    pub(crate) fn from_bits(bits: u8) -> Self {
        Self { sms: bits & 1 != 0, email: bits & 2 != 0 }
    }
}

impl Given {
    /// Every text of it.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &SealedText> {
        let Self { name, phone, email, cpr, birth, topic, note, consent: _ } = self;
        let found = [phone, email, cpr, birth].into_iter().flatten().map(|findable| &findable.text);
        [name, topic, note].into_iter().flatten().chain(found)
    }
}

/// What the vault holds of one visit's citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Which visit.
    pub visit: VisitId,
    /// In which centre.
    pub centre: CentreId,
    /// On which date.
    pub date: Date,
    /// What is known of her.
    pub given: Given,
    /// For which services her visit was booked, in order; none where it was not.
    pub booked_for: Vec<ServiceId>,
    /// Whether that booking is open: it counts towards what one person may have.
    pub is_open: bool,
    /// The last date on which this may be kept.
    pub forget_after: Date,
}

impl Person {
    /// For which services her booking is open; none where it is over, or there is none.
    pub fn open_for(&self) -> &[ServiceId] {
        if self.is_open { &self.booked_for } else { &[] }
    }

    /// By what she can be found, of one kind.
    pub fn findable(&self, kind: HashKind) -> Option<&Findable> {
        match kind {
            HashKind::Phone => self.given.phone.as_ref(),
            HashKind::Email => self.given.email.as_ref(),
            HashKind::Cpr => self.given.cpr.as_ref(),
            HashKind::Birth => self.given.birth.as_ref(),
        }
    }

    /// What is known after `newer` came: what it does not say stays, and the later last date holds.
    #[must_use]
    pub(crate) fn overlaid_with(self, newer: &Self) -> Self {
        let (given, new) = (self.given, newer.given.clone());
        Self {
            centre: newer.centre.clone(),
            date: newer.date,
            given: Given {
                name: new.name.or(given.name),
                phone: new.phone.or(given.phone),
                email: new.email.or(given.email),
                cpr: new.cpr.or(given.cpr),
                birth: new.birth.or(given.birth),
                topic: new.topic.or(given.topic),
                note: new.note.or(given.note),
                consent: new.consent.or(given.consent),
            },
            forget_after: self.forget_after.max(newer.forget_after),
            ..self
        }
    }

    /// The same, with her visit in another centre or on another date: the last date moves as far as the visit does, so that
    /// there and back is where it was.
    #[must_use]
    pub(crate) fn moved(self, centre: &CentreId, date: Date) -> Self {
        let forget_after = moved_with(self.forget_after, self.date, date);
        Self { centre: centre.clone(), date, forget_after, ..self }
    }

    /// Opens her booking, for these services beside those that are known.
    pub(crate) fn open(&mut self, services: &[ServiceId]) {
        for service in services {
            if !self.booked_for.contains(service) {
                self.booked_for.push(service.clone());
            }
        }
        self.is_open = !self.booked_for.is_empty();
    }

    /// Whether her booking counts towards a limit.
    pub(crate) fn counts_for(&self, limit: &PersonLimit) -> bool {
        self.visit != limit.except
            && self.date >= limit.from
            && self.open_for().contains(&limit.service)
            && limit.hashes.iter().any(|(kind, hash)| self.findable(*kind).is_some_and(|f| f.hash == *hash))
    }
}

/// A date that moves as far as another one does; at the end of the calendar it stays there.
fn moved_with(date: Date, from: Date, to: Date) -> Date {
    let last = if to > from { Date::MAX } else { Date::MIN };
    from.until(to).and_then(|span| date.checked_add(span)).unwrap_or(last)
}

/// How many open bookings of a service one person may have.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonLimit {
    /// Of which service.
    pub service: ServiceId,
    /// The most, the one that is asked for included: 0 lets nobody book.
    pub most: u32,
    /// Who it is: whoever has any of these is that person. Without one the limit holds nobody.
    pub hashes: Vec<(HashKind, [u8; 32])>,
    /// Bookings of this date and later count.
    pub from: Date,
    /// The visit that is asked for. It counts once, whether it is new, moved, or opened again.
    pub except: VisitId,
}

impl fmt::Debug for PersonLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { service, most, hashes, from, except } = self;
        let kinds: Vec<HashKind> = hashes.iter().map(|(kind, _)| *kind).collect();
        f.debug_struct("PersonLimit")
            .field("service", service)
            .field("most", most)
            .field("kinds", &kinds)
            .field("from", from)
            .field("except", except)
            .finish()
    }
}

/// What the vault is told in an append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonChange {
    /// What a citizen gave. What is `None` stays as it was, where the vault knows the visit already; the later
    /// `forget_after` holds.
    Put {
        /// Which visit.
        visit: VisitId,
        /// In which centre.
        centre: CentreId,
        /// On which date.
        date: Date,
        /// What she gave.
        given: Box<Given>,
        /// The last date on which this may be kept.
        forget_after: Date,
    },
    /// An employee's note in the place of the one before.
    Note {
        /// Which visit.
        visit: VisitId,
        /// In which centre.
        centre: CentreId,
        /// On which date.
        date: Date,
        /// The note, sealed.
        text: SealedText,
        /// The last date on which it may be kept.
        forget_after: Date,
    },
    /// Everything about a visit's citizen goes.
    Delete {
        /// Which visit.
        visit: VisitId,
    },
    /// The notes of a centre's day go: the day is closed. What else is known of its citizens stays for its own time.
    ForgetNotes {
        /// Of which centre.
        centre: CentreId,
        /// Of which date.
        date: Date,
    },
    /// The visit goes on in another centre or on another date. The last date on which its citizen may be kept moves by as
    /// many days, forward or back. Nothing where nobody is known.
    Moved {
        /// Which visit.
        visit: VisitId,
        /// In which centre now.
        centre: CentreId,
        /// On which date now.
        date: Date,
    },
    /// The visit's booking is open: it counts towards what one person may have. Nothing where nobody is known.
    BookingOpen {
        /// Which visit.
        visit: VisitId,
        /// For which services; those that are known of it already stay.
        services: Vec<ServiceId>,
    },
    /// The visit's booking is over: served, cancelled or missed. Nothing where nobody is known.
    BookingOver {
        /// Which visit.
        visit: VisitId,
    },
}

/// A change as it is written.
pub(crate) enum RowChange {
    /// A row that goes over the one before.
    Over(Box<Person>),
    /// The visit whose row goes away.
    Gone(VisitId),
    /// The centre and the date whose notes go away.
    NotesGone(CentreId, Date),
    /// The visit whose row goes to a centre and a date.
    Moved(VisitId, CentreId, Date),
    /// The visit whose booking opens, and for which services beside those that are known.
    Open(VisitId, Vec<ServiceId>),
    /// The visit whose booking is over.
    Closed(VisitId),
}

impl PersonChange {
    /// The change as it is written.
    pub(crate) fn into_row(self) -> RowChange {
        let over = |visit, centre, date, given, forget_after| {
            let (booked_for, is_open) = (Vec::new(), false);
            RowChange::Over(Box::new(Person { visit, centre, date, given, booked_for, is_open, forget_after }))
        };
        match self {
            Self::Put { visit, centre, date, given, forget_after } => over(visit, centre, date, *given, forget_after),
            Self::Note { visit, centre, date, text, forget_after } => {
                over(visit, centre, date, Given { note: Some(text), ..Given::default() }, forget_after)
            }
            Self::Delete { visit } => RowChange::Gone(visit),
            Self::ForgetNotes { centre, date } => RowChange::NotesGone(centre, date),
            Self::Moved { visit, centre, date } => RowChange::Moved(visit, centre, date),
            Self::BookingOpen { visit, services } => RowChange::Open(visit, services),
            Self::BookingOver { visit } => RowChange::Closed(visit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_last_date_moves_as_far_as_the_visit_and_back() {
        let moved = moved_with(date("2026-03-31"), date("2026-03-01"), date("2026-04-15"));
        assert_eq!(moved, date("2026-05-15"));
        assert_eq!(moved_with(moved, date("2026-04-15"), date("2026-03-01")), date("2026-03-31"));
        assert_eq!(moved_with(date("2026-03-31"), date("2026-03-01"), Date::MAX), Date::MAX);
        assert_eq!(moved_with(Date::MIN, date("2026-03-01"), date("2026-02-01")), Date::MIN);
    }

    #[test]
    fn nothing_of_a_person_is_printed() {
        let hash = [0xab; 32];
        let findable = Findable { text: SealedText::from_bytes(b"phone".to_vec()), hash };
        let given = Given { phone: Some(findable), ..Given::default() };
        let limit = PersonLimit {
            service: "passport".parse().unwrap(),
            most: 2,
            hashes: vec![(HashKind::Cpr, hash)],
            from: date("2026-03-01"),
            except: VisitId(uuid::Uuid::nil()),
        };
        for printed in [format!("{given:?}"), format!("{limit:?}")] {
            assert!(!printed.contains("171") && !printed.contains("112"), "{printed}");
        }
    }
}
