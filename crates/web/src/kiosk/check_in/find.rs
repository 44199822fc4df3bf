//! Which booked times are hers, and what follows: she is checked in here, or told when and where. Nothing of a person is
//! opened but to see whether two of them share what was typed; that they were looked at is on record before anything is told.

use domain::command::Mode;
use domain::day::{Day, Origin, State, Visit};
use domain::event::Outcome;
use domain::ids::{CentreId, StreamId, VisitId};
use domain::time::Instant;
use store::vault::Field;
use store::{HashKind, Person, Purpose};

use super::told::Told;
use super::typed::Sought;
use crate::authority::Caller;
use crate::problem::Problem;
use crate::state::AppState;

/// The most booked times of one person that are looked at, the newest.
const VISITS_MAX: usize = 200;

/// From how many minutes before it one checks in to a time while an earlier one is still under way.
pub(super) const NEAR_MINUTES: i64 = 60;

/// A booked time, where it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Booked {
    visit: VisitId,
    stream: StreamId,
    at: Instant,
    mode: Mode,
    stands: Stands,
    /// Whether its day is the present one in its centre.
    today: bool,
}

/// Where it stands, as far as checking in goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// It is to come, or its citizen is late.
    Ahead,
    /// Its citizen was called, was not there, and is now; or said that she would be late.
    Back,
    /// Its citizen has checked in.
    Here,
    /// Nobody came, or the day closed.
    Missed,
    /// It was held or cancelled: there is nothing to say of it.
    Done,
}

/// What was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// More than one person may be meant.
    Several,
    /// She checks in to this one now; with her next time here today.
    CheckIn { visit: VisitId, later: Option<Instant> },
    /// She is here after all.
    SayHere { visit: VisitId, later: Option<Instant> },
    /// There is something to tell, and nothing to do.
    Tell(Told),
}

/// Looks for her booked times.
///
/// # Errors
/// A [`Problem`] where something cannot be read, or the look-up cannot be recorded.
pub(super) async fn find(app: &AppState, caller: &Caller, sought: &Sought) -> Result<Found, Problem> {
    let visits = match sought {
        Sought::Keys(keys) => keys.iter().find_map(|key| app.links.visit_of(key)).into_iter().collect(),
        Sought::Person(kind, text) => of_person(app, *kind, text).await?,
    };
    let mut all = Vec::new();
    for visit in visits {
        all.extend(booked(app, visit).await?);
    }
    all.sort_by_key(|booked| (booked.at, booked.visit));
    if let Sought::Person(kind, _) = sought
        && !on_record(app, caller, *kind, &all).await?
    {
        return Ok(Found::Several);
    }
    Ok(choose(&caller.centre, &all, app.engine.now()))
}

async fn of_person(app: &AppState, kind: HashKind, text: &str) -> Result<Vec<VisitId>, Problem> {
    let hashes = app.vault.hashes(kind, text).into_iter().map(|hash| (kind, hash)).collect();
    let mut found = app.engine.visits_of(hashes).await.map_err(|error| Problem::from_engine(&error, None))?;
    found.drain(..found.len().saturating_sub(VISITS_MAX));
    Ok(found)
}

/// A visit where it is a booked time, on the day that it is on.
async fn booked(app: &AppState, visit: VisitId) -> Result<Option<Booked>, Problem> {
    let wrong = |error| Problem::from_engine(&error, None);
    let Some(stream) = app.engine.booked_on(visit).await.map_err(wrong)? else { return Ok(None) };
    let Some(setup) = app.engine.setup(&stream.centre) else { return Ok(None) };
    let today = stream.date == app.engine.now().date(&setup.time_zone);
    let asked = |day: &Day| day.visit(visit).and_then(stands);
    let found = app.engine.with_day(&stream, |day, _| asked(day)).await.map_err(wrong)?;
    Ok(found.map(|(at, mode, stands)| Booked { visit, stream, at, mode, stands, today }))
}

fn stands(visit: &Visit) -> Option<(Instant, Mode, Stands)> {
    let Origin::Appointment { starts_at, mode, .. } = &visit.origin else { return None };
    let stands = match &visit.state {
        State::Booked => Stands::Ahead,
        State::Missed { .. } => Stands::Back,
        State::Waiting if visit.not_before.is_some() => Stands::Back,
        State::Waiting | State::Called { .. } | State::Serving { .. } | State::Parked { .. } => Stands::Here,
        State::Ended { outcome: Outcome::NoShow | Outcome::LeftUnserved, .. } => Stands::Missed,
        State::Ended { .. } => Stands::Done,
    };
    Some((*starts_at, *mode, stands))
}

/// Puts on record that those were looked at of whom something may be told. Whether they are one person.
async fn on_record(app: &AppState, caller: &Caller, kind: HashKind, all: &[Booked]) -> Result<bool, Problem> {
    let people = app.engine.look_up_all(concerned(kind, all), &caller.sender, Purpose::CheckIn).await;
    let people = people.map_err(|error| Problem::from_engine(&error, None))?;
    Ok(are_one(app, kind, &people))
}

/// Of whom something may be told: whoever comes today, or else on another day. Two people who have one birthday and the same
/// initials must not be taken for one another on any day; those who share a phone know of one another.
fn concerned(kind: HashKind, all: &[Booked]) -> Vec<VisitId> {
    let open = || all.iter().filter(|booked| !matches!(booked.stands, Stands::Done));
    let today = || open().filter(|booked| booked.today);
    let every = kind == HashKind::Birth || today().next().is_none();
    open().filter(|booked| every || booked.today).map(|booked| booked.visit).collect()
}

/// Whether all these are one person as far as is known: each shares something else with the first one, or has her name and
/// nothing that says otherwise. A phone is shared by a family, and two people may have one birthday and the same name.
fn are_one(app: &AppState, kind: HashKind, people: &[Person]) -> bool {
    let Some((first, others)) = people.split_first() else { return true };
    let one = |other: &Person| {
        let same_name = names(app, first).zip(names(app, other)).is_none_or(|(one, two)| one == two);
        let phones_differ = kind != HashKind::Phone && differ(app, Field::Phone, HashKind::Phone, first, other);
        !differ(app, Field::Cpr, HashKind::Cpr, first, other)
            && (share(kind, first, other) || (same_name && !phones_differ))
    };
    kind == HashKind::Cpr || others.iter().all(one)
}

/// Her name as it is compared. Without one there is nothing that says otherwise.
fn names(app: &AppState, person: &Person) -> Option<String> {
    let name = app.vault.open(person.visit, Field::Name, person.given.name.as_ref()?).ok()?;
    Some(name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
}

/// Whether two share something else than by what they were looked for.
fn share(kind: HashKind, one: &Person, other: &Person) -> bool {
    let hash = |person: &Person, kind| person.findable(kind).map(|findable| findable.hash);
    let same = |kind| hash(one, kind).is_some_and(|of_one| hash(other, kind) == Some(of_one));
    HashKind::ALL.into_iter().any(|other_kind| other_kind != kind && same(other_kind))
}

/// Whether both gave it, and not the same. The texts are compared: hashes under different keys differ for the same person, too.
fn differ(app: &AppState, field: Field, kind: HashKind, one: &Person, other: &Person) -> bool {
    let text = |person: &Person| app.vault.open(person.visit, field, &person.findable(kind)?.text).ok();
    text(one).zip(text(other)).is_some_and(|(one, other)| one != other)
}

/// What follows from her booked times, in their order: first what she can check in to here, then what is to be told of today,
/// then of another day.
fn choose(centre: &CentreId, all: &[Booked], now: Instant) -> Found {
    let today = || all.iter().filter(|booked| booked.today);
    let here = || today().filter(|booked| booked.stream.centre == *centre);
    let comes = |booked: &&Booked| matches!(booked.stands, Stands::Ahead | Stands::Back | Stands::Here);
    let in_person = || here().filter(comes).filter(|booked| booked.mode == Mode::InPerson);
    if let Some(next) = to_check_in(in_person, now).or_else(|| in_person().next()) {
        let visit = next.visit;
        let later = here().filter(comes).filter(|booked| booked.stands == Stands::Ahead && booked.visit != visit);
        let later = later.map(|booked| booked.at).find(|at| *at >= next.at);
        return match next.stands {
            Stands::Ahead => Found::CheckIn { visit, later },
            Stands::Back => Found::SayHere { visit, later },
            _ => Found::Tell(Told::Here { visit, later }),
        };
    }
    if let Some(remote) = today().filter(comes).find(|booked| booked.mode != Mode::InPerson) {
        return Found::Tell(Told::Remote { at: remote.at, video: remote.mode == Mode::Video });
    }
    if let Some(booked) = today().find(comes) {
        return Found::Tell(Told::Elsewhere { centre: booked.stream.centre.clone(), at: booked.at });
    }
    if let Some(missed) = here().rfind(|booked| booked.stands == Stands::Missed) {
        return Found::Tell(Told::Over { at: missed.at });
    }
    match all.iter().filter(|booked| !booked.today).find(|booked| booked.stands == Stands::Ahead) {
        Some(next) => Found::Tell(Told::OtherDay { centre: next.stream.centre.clone(), at: next.at }),
        None => Found::Nothing,
    }
}

/// The first time to which she checks in. Where she has for one of them already, another's time must be near: who presses
/// twice in the morning is not here for the afternoon, and whose first visit lasts until the second is here for both.
fn to_check_in<'a, I: Iterator<Item = &'a Booked>>(in_person: impl Fn() -> I, now: Instant) -> Option<&'a Booked> {
    let is_here = in_person().any(|booked| booked.stands == Stands::Here);
    let is_near = |booked: &Booked| booked.at <= now.plus_minutes(NEAR_MINUTES);
    in_person().find(|booked| match booked.stands {
        Stands::Ahead => !is_here || is_near(booked),
        stands => stands == Stands::Back,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().expect("an instant")
    }

    fn booked(n: u128, centre: &str, time: &str, mode: Mode, stands: Stands) -> Booked {
        let at = at(&format!("2026-03-02T{time}:00Z"));
        let stream = StreamId { centre: centre.parse().expect("a name"), date: "2026-03-02".parse().expect("a date") };
        Booked { visit: VisitId(uuid::Uuid::from_u128(n)), stream, at, mode, stands, today: true }
    }

    fn chosen(all: &[Booked]) -> Found {
        chosen_at("08:30", all)
    }

    fn chosen_at(time: &str, all: &[Booked]) -> Found {
        choose(&"borger".parse().expect("a name"), all, at(&format!("2026-03-02T{time}:00Z")))
    }

    #[test]
    fn the_next_time_here_is_checked_in_and_the_one_after_it_is_told() {
        let one = booked(1, "borger", "09:40", Mode::InPerson, Stands::Ahead);
        let two = booked(2, "borger", "11:00", Mode::InPerson, Stands::Ahead);
        let job = booked(3, "job", "09:00", Mode::InPerson, Stands::Ahead);
        let all = [job.clone(), one.clone(), two.clone()];
        assert_eq!(chosen(&all), Found::CheckIn { visit: one.visit, later: Some(two.at) });
        // Twice is as good as once, and leads to no other time before that one is near.
        let here = Booked { stands: Stands::Here, ..one.clone() };
        let both = [here.clone(), two.clone()];
        assert_eq!(chosen_at("09:59", &both), Found::Tell(Told::Here { visit: one.visit, later: Some(two.at) }));
        let done = Booked { stands: Stands::Done, ..one.clone() };
        assert_eq!(chosen(&[done, two.clone()]), Found::CheckIn { visit: two.visit, later: None });
        let back = Booked { stands: Stands::Back, ..one };
        assert_eq!(chosen(std::slice::from_ref(&back)), Found::SayHere { visit: back.visit, later: None });
        assert_eq!(
            chosen(std::slice::from_ref(&job)),
            Found::Tell(Told::Elsewhere { centre: job.stream.centre, at: job.at })
        );
    }

    /// The kiosk told her to check in again before the second, and the first one was never over.
    #[test]
    fn whose_first_visit_is_not_over_checks_in_to_the_second_when_its_time_is_near() {
        let one = booked(1, "borger", "09:40", Mode::InPerson, Stands::Here);
        let two = booked(2, "borger", "11:00", Mode::InPerson, Stands::Ahead);
        let three = booked(3, "borger", "13:00", Mode::InPerson, Stands::Ahead);
        let all = [one.clone(), two.clone(), three.clone()];
        for time in ["10:00", "10:59", "11:20"] {
            let found = Found::CheckIn { visit: two.visit, later: Some(three.at) };
            assert_eq!(chosen_at(time, &all), found, "{time}");
        }
        let here = Booked { stands: Stands::Here, ..two.clone() };
        let told = Found::Tell(Told::Here { visit: one.visit, later: Some(three.at) });
        assert_eq!(chosen_at("10:59", &[one.clone(), here, three]), told);
        let called = Booked { stands: Stands::Back, ..two.clone() };
        assert_eq!(chosen_at("09:00", &[one, called]), Found::SayHere { visit: two.visit, later: None });
    }

    #[test]
    fn what_is_rung_over_or_on_another_day_is_told_and_nothing_else() {
        let phone = booked(1, "job", "09:40", Mode::Phone, Stands::Ahead);
        let missed = booked(2, "borger", "08:00", Mode::InPerson, Stands::Missed);
        let cancelled = booked(3, "borger", "08:00", Mode::InPerson, Stands::Done);
        let later = Booked { today: false, ..booked(4, "borger", "13:00", Mode::InPerson, Stands::Ahead) };
        let past = Booked { today: false, ..booked(5, "borger", "07:00", Mode::InPerson, Stands::Missed) };
        assert_eq!(chosen(&[missed.clone(), phone.clone()]), Found::Tell(Told::Remote { at: phone.at, video: false }));
        assert_eq!(chosen(&[missed.clone(), later.clone()]), Found::Tell(Told::Over { at: missed.at }));
        let other_day = Found::Tell(Told::OtherDay { centre: later.stream.centre.clone(), at: later.at });
        assert_eq!(chosen(&[past.clone(), cancelled.clone(), later]), other_day);
        assert_eq!(chosen(&[past, cancelled]), Found::Nothing);
        assert_eq!(chosen(&[]), Found::Nothing);
    }
}
