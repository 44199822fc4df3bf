//! What is personal, kept by visit and apart from the log.
//!
//! Every text here is sealed before it comes here and opened after it has left: the store never sees what it says.
//! Nothing of a person may go into an event, and deleting a person changes no event and no figure.

use domain::ids::{CentreId, VisitId};
use jiff::civil::Date;

use crate::vault::SealedText;

/// What the vault holds of one visit's citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Which visit.
    pub visit: VisitId,
    /// In which centre.
    pub centre: CentreId,
    /// On which date.
    pub date: Date,
    /// Her phone number, sealed.
    pub phone: Option<SealedText>,
    /// The keyed hash by which her phone number is found.
    pub phone_hash: Option<[u8; 32]>,
    /// An employee's note, sealed.
    pub note: Option<SealedText>,
    /// The last date on which this may be kept.
    pub forget_after: Date,
}

impl Person {
    /// What is known after `newer` came: what it does not say stays, and the later last date holds.
    #[must_use]
    pub(crate) fn overlaid_with(self, newer: &Self) -> Self {
        Self {
            visit: self.visit,
            centre: newer.centre.clone(),
            date: newer.date,
            phone_hash: if newer.phone.is_some() { newer.phone_hash } else { self.phone_hash },
            phone: newer.phone.clone().or(self.phone),
            note: newer.note.clone().or(self.note),
            forget_after: self.forget_after.max(newer.forget_after),
        }
    }
}

/// By what a person can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HashKind {
    /// Her phone number, in its international form.
    Phone,
}

/// What the vault is told in an append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonChange {
    /// What a citizen gave. What is `None` stays as it was, where the vault knows the visit already (a phone number
    /// and its hash come and stay together); the later `forget_after` holds.
    Put {
        /// Which visit.
        visit: VisitId,
        /// In which centre.
        centre: CentreId,
        /// On which date.
        date: Date,
        /// Her phone number, sealed.
        phone: Option<SealedText>,
        /// The keyed hash by which it is found.
        phone_hash: Option<[u8; 32]>,
        /// An employee's note, sealed.
        note: Option<SealedText>,
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
}

/// A change as it is written.
pub(crate) enum RowChange {
    /// A row that goes over the one before.
    Over(Box<Person>),
    /// The visit whose row goes away.
    Gone(VisitId),
    /// The centre and the date whose notes go away.
    NotesGone(CentreId, Date),
}

impl PersonChange {
    /// The change as it is written.
    pub(crate) fn into_row(self) -> RowChange {
        let over = |person| RowChange::Over(Box::new(person));
        match self {
            Self::Put { visit, centre, date, phone, phone_hash, note, forget_after } => {
                over(Person { visit, centre, date, phone, phone_hash, note, forget_after })
            }
            Self::Note { visit, centre, date, text, forget_after } => {
                over(Person { visit, centre, date, phone: None, phone_hash: None, note: Some(text), forget_after })
            }
            Self::Delete { visit } => RowChange::Gone(visit),
            Self::ForgetNotes { centre, date } => RowChange::NotesGone(centre, date),
        }
    }
}
