//! Who of those that wait for a time is offered it.
//!
//! All who asked from one address are one lot: whoever sends a thousand wishes from there has no more of a chance than one person
//! elsewhere, and each of the thousand shares it. Among the lots, and then within the one that is drawn, chance decides: a keyed
//! hash of the time and of the lot, with a secret, so that it can be told afterwards by whoever knows the secret that nobody was
//! preferred, and by nobody before. A lot is offered a time once: whoever lets it pass keeps it neither from the others who wait nor
//! from everybody else. While it has another time kept it comes after those that have none, and it never has more than
//! [`LIVE_PER_LOT_MAX`].

use std::collections::{BTreeMap, BTreeSet};

use domain::time::Instant;
use sha2::{Digest as _, Sha256};
use store::{WatchRow, WatchState};

/// How many times one lot has kept for it at once.
pub const LIVE_PER_LOT_MAX: usize = 2;

/// Draws one of the candidates, given as places in `all`, for a time that is free; none where there is none.
pub fn draw(secret: &[u8; 32], starts_at: Instant, all: &[WatchRow], candidates: &[usize]) -> Option<usize> {
    let wish = &all.get(*candidates.first()?)?.wish;
    let same = |row: &&WatchRow| {
        row.wish.centre == wish.centre && row.wish.service == wish.service && row.wish.mode == wish.mode
    };
    let was_offered = |row: &&WatchRow| row.offers.iter().any(|offer| offer.starts_at == starts_at);
    let round = all.iter().filter(same).filter(was_offered).count();
    let had: BTreeSet<[u8; 32]> =
        all.iter().filter(|row| same(row) && was_offered(row)).map(|row| row.origin).collect();
    let mut live: BTreeMap<[u8; 32], usize> = BTreeMap::new();
    for row in all.iter().filter(|row| row.state == WatchState::Offered) {
        *live.entry(row.origin).or_default() += 1;
    }
    let live_of = |row: &WatchRow| live.get(&row.origin).copied().unwrap_or(0);
    let may = |row: &WatchRow| !had.contains(&row.origin) && live_of(row) < LIVE_PER_LOT_MAX;
    let what = format!("{} {} {:?} {} {round}", wish.centre, wish.service, wish.mode, starts_at.as_millis());
    let of = |row: &WatchRow| {
        let lot = hash(secret, &what, &row.origin);
        (live_of(row), lot, hash(secret, &what, row.visit.0.as_bytes()))
    };
    let drawable = candidates.iter().copied().filter(|place| all.get(*place).is_some_and(may));
    drawable.min_by_key(|place| of(&all[*place]))
}

fn hash(secret: &[u8; 32], what: &str, who: &[u8]) -> [u8; 32] {
    // What it is about ends before who begins: a centre's and a service's name have no line break.
    Sha256::new().chain_update(secret).chain_update(what).chain_update(b"\n").chain_update(who).finalize().into()
}
