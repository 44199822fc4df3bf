//! What a citizen is told who has checked in, and the key under which she is told it: she is shown it once, at this kiosk, for
//! two minutes.
//!
//! The key is no link of her visit: it opens this one page and nothing else, so that whoever knows a phone number, or looks
//! over a shoulder, has no more than a time and a place.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::{CentreId, VisitId};
use domain::time::Instant;

use crate::state::AppState;

/// Seconds of real time for which it is shown.
pub(super) const SHOWN_SECONDS: u64 = 120;

/// Bytes of the keyed hash: 144 bits, which nobody guesses.
const HASH_BYTES: usize = 18;

/// Bytes of everything but the hash and the centre's name.
const FIXED_BYTES: usize = 1 + 8 + 8 + 16;

/// What she is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// She has checked in, or had already. With her next time here today, where she has one more.
    Here { visit: VisitId, later: Option<Instant> },
    /// We ring her then, or meet her on a screen.
    Remote { at: Instant, video: bool },
    /// Her time today is in this centre.
    Elsewhere { centre: CentreId, at: Instant },
    /// Her next time is on another day, in this centre.
    OtherDay { centre: CentreId, at: Instant },
    /// Her time today is over.
    Over { at: Instant },
}

impl Told {
    /// Kind, instant in milliseconds, visit, centre.
    fn parts(&self) -> (u8, i64, u128, &str) {
        match self {
            Self::Here { visit, later } => (1, later.map_or(0, Instant::as_millis), visit.0.as_u128(), ""),
            Self::Remote { at, video } => (if *video { 6 } else { 2 }, at.as_millis(), 0, ""),
            Self::Elsewhere { centre, at } => (3, at.as_millis(), 0, centre.as_str()),
            Self::OtherDay { centre, at } => (4, at.as_millis(), 0, centre.as_str()),
            Self::Over { at } => (5, at.as_millis(), 0, ""),
        }
    }

    fn of(kind: u8, millis: i64, visit: u128, centre: &str) -> Option<Self> {
        let at = Instant::from_millis(millis);
        Some(match kind {
            1 => Self::Here { visit: VisitId(uuid::Uuid::from_u128(visit)), later: (millis != 0).then_some(at) },
            2 | 6 => Self::Remote { at, video: kind == 6 },
            3 => Self::Elsewhere { centre: CentreId::new(centre).ok()?, at },
            4 => Self::OtherDay { centre: CentreId::new(centre).ok()?, at },
            5 => Self::Over { at },
            _ => return None,
        })
    }
}

/// The key of what is told at a kiosk from now on.
pub(super) fn key(app: &AppState, base: &str, told: &Told) -> String {
    let mut bytes = body(told, app.engine.now());
    let hash = app.links.door(base, &bytes);
    bytes.extend_from_slice(&hash[..HASH_BYTES]);
    URL_SAFE_NO_PAD.encode(bytes)
}

fn body(told: &Told, made: Instant) -> Vec<u8> {
    let (kind, millis, visit, centre) = told.parts();
    let mut bytes = Vec::with_capacity(FIXED_BYTES + centre.len() + HASH_BYTES);
    bytes.push(kind);
    bytes.extend_from_slice(&made.as_millis().to_be_bytes());
    bytes.extend_from_slice(&millis.to_be_bytes());
    bytes.extend_from_slice(&visit.to_be_bytes());
    bytes.extend_from_slice(centre.as_bytes());
    bytes
}

/// What a key tells at a kiosk now; none where it is no key of this kiosk, or its time is over.
pub(super) fn read(app: &AppState, base: &str, key: &str) -> Option<Told> {
    let bytes = URL_SAFE_NO_PAD.decode(key).ok()?;
    let (body, shown) = bytes.split_at_checked(bytes.len().checked_sub(HASH_BYTES)?)?;
    let right = app.links.door(base, body);
    // `blake3::Hash` compares in constant time.
    let (shown, right) = (blake3::hash(shown), blake3::hash(&right[..HASH_BYTES]));
    if shown != right {
        return None;
    }
    let (made, told) = decoded(body)?;
    is_fresh(made, app.engine.now(), app.engine.clock().speed()).then_some(told)
}

fn decoded(body: &[u8]) -> Option<(Instant, Told)> {
    let (&kind, rest) = body.split_first()?;
    let (made, rest) = rest.split_first_chunk::<8>()?;
    let (millis, rest) = rest.split_first_chunk::<8>()?;
    let (visit, centre) = rest.split_first_chunk::<16>()?;
    let told = Told::of(kind, i64::from_be_bytes(*millis), u128::from_be_bytes(*visit), str::from_utf8(centre).ok()?)?;
    Some((Instant::from_millis(i64::from_be_bytes(*made)), told))
}

/// In real time: a demo's clock runs faster than people do.
fn is_fresh(made: Instant, now: Instant, speed: f64) -> bool {
    let passed = u32::try_from(now.seconds_since(made)).map_or(f64::INFINITY, f64::from);
    let limit = u32::try_from(SHOWN_SECONDS).map_or(0.0, f64::from);
    made <= now && passed <= limit * speed.max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().expect("an instant")
    }

    #[test]
    fn what_is_told_comes_out_of_its_key_as_it_went_in() {
        let (made, later) = (at("2026-11-26T09:24:00Z"), at("2026-11-26T12:00:00Z"));
        let centre = || CentreId::new("jobcenter").expect("a name");
        let visit = VisitId(uuid::Uuid::from_u128(7));
        for told in [
            Told::Here { visit, later: None },
            Told::Here { visit, later: Some(later) },
            Told::Remote { at: later, video: false },
            Told::Remote { at: later, video: true },
            Told::Elsewhere { centre: centre(), at: later },
            Told::OtherDay { centre: centre(), at: later },
            Told::Over { at: later },
        ] {
            assert_eq!(decoded(&body(&told, made)), Some((made, told.clone())), "{told:?}");
        }
        assert_eq!(decoded(&[9; FIXED_BYTES]), None);
        assert_eq!(decoded(&[]), None);
    }

    #[test]
    fn field_fault_17_what_is_told_is_there_for_two_minutes_of_real_time() {
        let made = at("2026-11-26T09:24:00Z");
        assert!(is_fresh(made, made.plus_seconds(120), 1.0));
        assert!(!is_fresh(made, made.plus_seconds(121), 1.0));
        assert!(is_fresh(made, made.plus_seconds(121), 60.0));
        assert!(!is_fresh(made, made.plus_seconds(-1), 1.0), "a clock that went back shows nothing of tomorrow");
    }
}
