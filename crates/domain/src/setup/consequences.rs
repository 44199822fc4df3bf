//! What only follows from another mistake, and so is not told beside it: one mistake is told once.
//!
//! Whoever misspells one name should not read ten sentences, of which nine tell to change what is right. A finding about
//! how things hang together (nothing leads to it, it leads nowhere, it is missing) is told only where nothing else is
//! wrong that could have caused it; what is told instead is always a mistake, so that no wrong set-up passes. The same
//! wrong name in many places is told at the first, with the others behind it.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{MUNICIPALITY_FILE, SourceFile, split};
use super::mistake::{Code, Found, Notes, Place, Weight};

/// Mistakes that hide a part of the files, or what it is called: nothing that hangs on it can be judged.
const HIDING: [Code; 13] = [
    Code::FileTooLarge,
    Code::FileTwice,
    Code::FileUnknown,
    Code::FileMissing,
    Code::FilesTooMany,
    Code::Syntax,
    Code::QuoteMissing,
    Code::KeyTwice,
    Code::KeyElsewhere,
    Code::SectionMissing,
    Code::TooMany,
    Code::IdMalformed,
    Code::IdTwice,
];

/// How many other places of a mistake are named.
const ALSO_MAX: usize = 12;

/// What could have caused a finding: mistakes of these kinds, and mistakes about these keys.
struct Causes {
    codes: &'static [Code],
    keys: &'static [&'static str],
}

fn causes(code: Code) -> Option<Causes> {
    let (codes, keys): (&[Code], &[&str]) = match code {
        Code::HoursMissing => (
            &[Code::HoursMalformed, Code::HoursReversed],
            &["hours", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        ),
        Code::QuestionCircle => (&[Code::QuestionUnknown], &[]),
        Code::QuestionUnreachable => (
            &[Code::QuestionUnknown, Code::AnswersTooFew, Code::AnswerLeadsNowhere, Code::AnswerLeadsTwice],
            &["question", "ask", "answer", "service", "choice"],
        ),
        Code::ReferralUnused => (
            &[Code::ReferralUnknown, Code::AnswersTooFew, Code::AnswerLeadsNowhere, Code::AnswerLeadsTwice],
            &["refer", "answer", "question"],
        ),
        Code::QueueWithoutDesk => (&[Code::QueueUnknown, Code::ListedTwice], &["queues", "desk"]),
        Code::CapacityUnused => {
            (&[Code::CapacityUnknown, Code::ListedTwice], &["capacity", "appointment", "in_person", "phone", "video"])
        }
        Code::AppointmentOfParent => (&[Code::IdTwice], &["choice"]),
        // A choice whose section is misspelt is there all the same.
        Code::ServiceUnknown => (&[], &["choice"]),
        Code::AppointmentMissing => (&[Code::ServiceUnknown], &["service", "appointment", "choice"]),
        Code::SuperuserMissing => (&[], &["role", "employee"]),
        _ => return None,
    };
    Some(Causes { codes, keys })
}

/// A mistake as a cause: its kind, and the key that it is about or that was surely meant; empty where none is.
type Sign = (Code, String);

fn sign(found: &Found) -> Sign {
    let name = match found.code {
        Code::KeyUnknown => "nearest",
        Code::KeyMissing | Code::WrongKind | Code::WordUnknown => "key",
        _ => "",
    };
    (found.code, found.arg(name).unwrap_or_default().to_owned())
}

impl Causes {
    fn among(&self, signs: &BTreeSet<Sign>) -> bool {
        let has = |code: Code, key: &str| signs.contains(&(code, key.to_owned()));
        let about =
            |key: &str| [Code::KeyUnknown, Code::WrongKind, Code::WordUnknown].iter().any(|code| has(*code, key));
        HIDING.iter().chain(self.codes).any(|code| has(*code, ""))
            || has(Code::KeyMissing, "id")
            // A key that resembles none could have been any.
            || has(Code::KeyUnknown, "")
            || ["id"].iter().chain(self.keys).any(|key| about(key))
    }
}

/// Takes out what follows from other mistakes.
pub(super) fn without_consequences(found: &mut Vec<Found>, files: &[SourceFile], misspelt: &BTreeSet<(Place, String)>) {
    let mut signs: BTreeMap<&str, BTreeSet<Sign>> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    for one in found.iter().filter(|one| one.code.weight() == Weight::Mistake) {
        let (folder, name) = parts(files, one.place);
        let own = signs.entry(folder).or_default();
        if name == MUNICIPALITY_FILE { &mut shared } else { own }.insert(sign(one));
    }
    found.retain(|one| {
        let own = signs.get(parts(files, one.place).0);
        let follows = |causes: Causes| causes.among(&shared) || own.is_some_and(|own| causes.among(own));
        !is_misspelt(one, misspelt) && !causes(one.code).is_some_and(follows)
    });
}

/// Whether what is missing is there under a name that nothing knows.
fn is_misspelt(found: &Found, misspelt: &BTreeSet<(Place, String)>) -> bool {
    found.lacks.iter().any(|(section, key)| {
        misspelt.contains(&(*section, key.clone())) || misspelt.contains(&(*section, String::new()))
    })
}

/// Makes one of what is the same mistake in several places; the first place is where it is told.
pub(super) fn together(found: Vec<Found>, notes: &Notes, files: &[SourceFile]) -> Vec<Found> {
    let mut first: BTreeMap<(Code, String), usize> = BTreeMap::new();
    let mut also: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        match same(&one, notes, files).map(|same| *first.entry((kind(one.code), same)).or_insert(kept.len())) {
            Some(index) if index < kept.len() => {
                // Where one of them stops the set-up, all do.
                if one.code.weight() == Weight::Mistake {
                    kept[index].code = one.code;
                }
                also.entry(index).or_default().push(notes.named(one.place));
            }
            _ => kept.push(one),
        }
    }
    for (index, mut places) in also {
        if places.len() > ALSO_MAX {
            places.truncate(ALSO_MAX);
            places.push("…".to_owned());
        }
        moved(&mut kept[index]);
        kept[index].args.push(("also", places.join(", ")));
    }
    kept
}

/// Several keys of a file that are known elsewhere: what is wrong is the line above them, and none of them is misspelt.
fn moved(found: &mut Found) {
    if found.code == Code::KeyUnknown {
        for (_, value) in found.args.iter_mut().filter(|(name, _)| *name == "hint") {
            "moved".clone_into(value);
        }
    }
}

/// The kind that a finding is of: a queue that is not there is the same mistake on a screen as at a desk.
fn kind(code: Code) -> Code {
    if code == Code::ScreenQueueUnknown { Code::QueueUnknown } else { code }
}

/// What makes two findings of a kind the same mistake, where they can be.
fn same(found: &Found, notes: &Notes, files: &[SourceFile]) -> Option<String> {
    let arg = |name| found.arg(name).unwrap_or_default();
    let here = parts(files, found.place).0;
    match found.code {
        Code::QueueUnknown
        | Code::ScreenQueueUnknown
        | Code::ServiceUnknown
        | Code::QuestionUnknown
        | Code::ReferralUnknown
        | Code::AreaUnknown
        | Code::EmployeeUnknown
        | Code::CapacityUnknown => Some(format!("{here} {}", arg("given"))),
        Code::HoursMissing => Some(here.to_owned()),
        // A line such as [[desk]] that is missing makes many of these.
        Code::KeyTwice => Some(found.place.file.to_string()),
        Code::KeyUnknown if notes.is_known(arg("given")) => Some(found.place.file.to_string()),
        Code::LanguageNotOffered => Some(format!("{} {}", arg("language"), arg("offered"))),
        _ => None,
    }
}

/// The folder and the name of a place's file.
pub(super) fn parts(files: &[SourceFile], place: Place) -> (&str, &str) {
    files.get(place.file).map_or(("", ""), |file| split(&file.path))
}
