//! Who of those that wait for a time is offered it.
//!
//! All who asked from one address are one lot: whoever sends a thousand wishes from there has no more of a chance than one person
//! elsewhere, and each of the thousand shares it. Among the lots, and then within the one that is drawn, chance decides: a keyed
//! hash of the time and of the lot, with a secret, so that it can be told afterwards by whoever knows the secret that nobody was
//! preferred, and by nobody before. A lot that was offered this time already, or that has another time kept for it now, comes
//! after those that have not: an address that lets times pass keeps nobody from them.

use std::collections::BTreeSet;

use domain::time::Instant;
use sha2::{Digest as _, Sha256};
use store::{WatchRow, WatchState};

/// Draws one of the candidates, given as places in `all`, for a time that is free; none where there is none.
pub fn draw(secret: &[u8; 32], starts_at: Instant, all: &[WatchRow], candidates: &[usize]) -> Option<usize> {
    let wish = &all.get(*candidates.first()?)?.wish;
    let same = |row: &&WatchRow| {
        row.wish.centre == wish.centre && row.wish.service == wish.service && row.wish.mode == wish.mode
    };
    let was_offered = |row: &&WatchRow| row.offers.iter().any(|offer| offer.starts_at == starts_at);
    let round = all.iter().filter(same).filter(was_offered).count();
    let had: BTreeSet<[u8; 32]> = all
        .iter()
        .filter(|row| row.state == WatchState::Offered || (same(row) && was_offered(row)))
        .map(|row| row.origin)
        .collect();
    let what = format!("{} {} {:?} {} {round}", wish.centre, wish.service, wish.mode, starts_at.as_millis());
    let of = |row: &WatchRow| {
        let lot = hash(secret, &what, &row.origin);
        (had.contains(&row.origin), lot, hash(secret, &what, row.visit.0.as_bytes()))
    };
    candidates.iter().copied().filter(|place| *place < all.len()).min_by_key(|place| of(&all[*place]))
}

fn hash(secret: &[u8; 32], what: &str, who: &[u8]) -> [u8; 32] {
    // What it is about ends before who begins: a centre's and a service's name have no line break.
    Sha256::new().chain_update(secret).chain_update(what).chain_update(b"\n").chain_update(who).finalize().into()
}
