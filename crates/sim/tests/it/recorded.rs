//! A recorded list of arrivals instead of a rate.

use domain::ids::QueueId;
use sim::{Faults, Plan, run};

#[test]
fn a_recorded_list_is_played_as_it_stands() {
    let mut plan = Plan::whole_day(4);
    let queue = QueueId::new("passport").expect("a name");
    let elsewhere = QueueId::new("no-such-queue").expect("a name");
    plan.faults = Faults::none();
    (plan.manner.appointments, plan.manner.books) = (0, 0);
    plan.recorded = Some((0..200).map(|i| (8 * 60 + 5 + i * 2, queue.clone())).chain([(600, elsewhere)]).collect());
    let ran = run(&plan).expect("the run holds");
    let again = run(&plan).expect("the run holds");
    assert_eq!(ran.accounts, again.accounts);
    let taken: u32 = ran.accounts.iter().flat_map(|a| &a.queues).map(|q| q.taken).sum();
    let referred: u32 = ran.accounts.iter().flat_map(|a| &a.referrals).map(|(_, n)| n).sum();
    // Some are referred and take a ticket all the same, and some lose theirs and take another.
    assert!((120..=220).contains(&(taken + referred)), "{taken} taken, {referred} referred of 200");
    assert!(ran.counts.lost == 0 && ran.counts.errors.is_empty());
}
