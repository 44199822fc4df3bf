//! Whoever looks at a person's data is on record before she sees them.

use domain::ids::VisitId;
use engine::{Core, EngineError, Limits};
use store::memory::MemoryStore;
use store::{Append, Given, HashKind, LookUp, PersonChange, Purpose, Secret, Store, StoreError, Vault, VaultKeys};

use crate::world::*;

const ANNA: &str = "+4520304050";

fn vault() -> Vault {
    Vault::new(&VaultKeys::new(Secret::new([3; 32])))
}

/// People of today, each with a phone number of her own and the same e-mail address.
fn with_people(store: &mut Store, numbers: &[u128]) {
    let people = numbers.iter().map(|n| {
        let find = |kind, text: &str| Some(vault().findable(visit(*n), kind, text).unwrap());
        let phone = find(HashKind::Phone, &format!("+45203040{:02}", 49 + n));
        let given = Given { phone, email: find(HashKind::Email, "anna@example.org"), ..Given::default() };
        let day = today(&borger()).date;
        PersonChange::Put { visit: visit(*n), centre: borger(), date: day, given: Box::new(given), forget_after: day }
    });
    store.append(&[Append { people: people.collect(), ..Append::default() }]).unwrap();
}

fn recorded(core: &Core) -> Vec<LookUp> {
    core.reader().look_ups_by_hash(HashKind::Email, &vault().hash(HashKind::Email, "anna@example.org"), 99).unwrap()
}

fn core_with(numbers: &[u128]) -> (Core, MemoryStore) {
    let (mut core, memory) = core_in_memory();
    with_people(core.store_mut(), numbers);
    (core, memory)
}

#[test]
fn nothing_is_given_that_is_not_on_record() {
    let (mut core, memory) = core_with(&[1]);
    let look = |core: &mut Core, n| core.look_up(&[visit(n)], ("mette", Purpose::Serves), morning());
    memory.fail_next(StoreError::Full);
    assert_eq!(look(&mut core, 1), Err(StoreError::Full));
    assert_eq!(recorded(&core), []);
    let people = look(&mut core, 1).unwrap();
    assert_eq!(
        vault().open(visit(1), store::vault::Field::Phone, &people[0].given.phone.as_ref().unwrap().text).unwrap(),
        ANNA
    );
    let look_up = LookUp { id: 1, at: morning(), by: "mette".to_owned(), purpose: Purpose::Serves, visit: visit(1) };
    assert_eq!(recorded(&core), [look_up]);
    memory.fail_next(StoreError::Full);
    assert_eq!(look(&mut core, 2).unwrap(), [], "of whom nothing is known there is nothing to record");
}

#[test]
fn a_list_is_one_write_and_everybody_on_it_is_on_record() {
    let (mut core, memory) = core_with(&[1, 2, 3, 4]);
    memory.hold_sync(true);
    let visits: Vec<VisitId> = [4, 9, 2].map(visit).to_vec();
    let people = core.look_up(&visits, ("mette", Purpose::DayList), morning()).unwrap();
    assert_eq!(people.iter().map(|p| p.visit).collect::<Vec<_>>(), [visit(4), visit(2)]);
    assert_eq!(memory.unsynced(), 1);
    let people = core.look_up_day(&borger(), today(&borger()).date, ("mette", Purpose::DayList), morning()).unwrap();
    assert_eq!((people.len(), memory.unsynced()), (4, 2));
    assert_eq!(recorded(&core).iter().map(|l| l.visit).collect::<Vec<_>>(), [4, 3, 2, 1, 2, 4].map(visit));
    assert_eq!(core.look_up_day(&job(), today(&job()).date, ("mette", Purpose::DayList), morning()).unwrap(), []);
    memory.crash(0);
    assert_eq!(recorded(&core), []);
}

#[test]
fn a_list_of_a_day_is_no_longer_than_its_limit() {
    let mut store = Store::memory();
    with_people(&mut store, &[1, 2, 3]);
    let mut core = Core::new(store, Limits { day_list_max: 2, ..Limits::default() }).unwrap();
    let people = core.look_up_day(&borger(), today(&borger()).date, ("mette", Purpose::DayList), morning()).unwrap();
    assert_eq!((people.len(), recorded(&core).len()), (2, 2), "who is not shown is not looked at");
}

#[test]
fn look_ups_are_kept_for_two_years() {
    let (mut core, _) = core_with(&[1]);
    core.look_up(&[visit(1)], ("mette", Purpose::Serves), morning()).unwrap();
    assert_eq!(core.retain(at("2028-03-02T12:00:00Z")).unwrap().look_ups, 0);
    assert_eq!(core.reader().person(visit(1)).unwrap(), None);
    assert_eq!(recorded(&core).len(), 1);
    assert_eq!(core.retain(at("2028-03-03T12:00:00Z")).unwrap().look_ups, 1);
    assert_eq!(recorded(&core), []);
}

#[tokio::test]
async fn a_person_is_told_of_each_look_up_once() {
    let mut store = Store::memory();
    with_people(&mut store, &[1, 2]);
    let running = run_on(store, Limits::default());
    let engine = &running.engine;
    assert!(engine.look_up(visit(1), "mette", Purpose::Serves).await.unwrap().is_some());
    assert!(engine.look_up(visit(9), "mette", Purpose::Serves).await.unwrap().is_none());
    engine.look_up_all(vec![visit(2), visit(1)], "door", Purpose::CheckIn).await.unwrap();
    engine.look_up_day(&borger(), today(&borger()).date, "jens", Purpose::DayList).await.unwrap();
    let hashes = |kind, text| vault().hashes(kind, text).into_iter().map(move |hash| (kind, hash));
    let both: Vec<_> = hashes(HashKind::Phone, ANNA).chain(hashes(HashKind::Email, "ANNA@example.org")).collect();
    let told = engine.look_ups_of(both.clone(), 9).await.unwrap();
    let told: Vec<_> = told.iter().map(|l| (l.by.as_str(), l.visit)).collect();
    let expected = [("jens", 2), ("jens", 1), ("door", 1), ("door", 2), ("mette", 1)];
    assert_eq!(told, expected.map(|(by, n)| (by, visit(n))));
    assert_eq!(engine.look_ups_of(both.clone(), 2).await.unwrap().len(), 2);
    assert_eq!(engine.visits_of(both).await.unwrap(), [visit(1), visit(2)]);
    engine.shutdown().await;
    let ended = engine.look_up(visit(1), "mette", Purpose::Serves).await;
    assert!(matches!(ended, Err(EngineError::ShuttingDown)), "{ended:?}");
}
