//! The link that opens one visit: derived from the visit and a key, never stored, and the same at every repetition.
//!
//! Who has it may see this visit, say "I am here" or "I am late", and give it up. It opens nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::VisitId;
use store::Secret;

/// What every link's token begins with.
pub(crate) const PREFIX: &str = "v_";

/// How many bytes of the keyed hash it has: 144 bits, which nobody guesses.
const BYTES: usize = 18;

/// How many bytes a visit's identifier has, which stands before the hash in the key of a page's address.
const VISIT_BYTES: usize = 16;

/// Makes and checks the tokens of visits' links.
#[derive(Clone)]
pub(crate) struct Links {
    key: [u8; 32],
}

impl std::fmt::Debug for Links {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Links(..)")
    }
}

impl Links {
    /// With the installation's secret.
    pub(crate) fn new(secret: &Secret) -> Self {
        Self { key: secret.derive("visit-link") }
    }

    /// The token of a visit's link: `v_` and 24 letters.
    pub(crate) fn token(&self, visit: VisitId) -> String {
        let hash = blake3::keyed_hash(&self.key, visit.0.as_bytes());
        let mut token = String::with_capacity(PREFIX.len() + BYTES / 3 * 4);
        token.push_str(PREFIX);
        URL_SAFE_NO_PAD.encode_string(&hash.as_bytes()[..BYTES], &mut token);
        token
    }

    /// The key of a visit's page, which names the visit too: 46 letters.
    pub(crate) fn key(&self, visit: VisitId) -> String {
        let hash = blake3::keyed_hash(&self.key, visit.0.as_bytes());
        let mut bytes = [0; VISIT_BYTES + BYTES];
        bytes[..VISIT_BYTES].copy_from_slice(visit.0.as_bytes());
        bytes[VISIT_BYTES..].copy_from_slice(&hash.as_bytes()[..BYTES]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The visit that a key opens; none where the key was not made by [`Links::key`]. Takes the same time whatever is
    /// wrong with its hash.
    pub(crate) fn visit_of(&self, key: &str) -> Option<VisitId> {
        let bytes: [u8; VISIT_BYTES + BYTES] = URL_SAFE_NO_PAD.decode(key).ok()?.try_into().ok()?;
        let hex: String = bytes[..VISIT_BYTES].iter().map(|byte| format!("{byte:02x}")).collect();
        let visit: VisitId = hex.parse().ok()?;
        // `blake3::Hash` compares in constant time.
        let fits =
            blake3::keyed_hash(&self.key, key.as_bytes()) == blake3::keyed_hash(&self.key, self.key(visit).as_bytes());
        fits.then_some(visit)
    }

    /// Whether a token is that of a visit's link. Takes the same time whatever is wrong with it.
    pub(crate) fn opens(&self, token: &str, visit: VisitId) -> bool {
        // `blake3::Hash` compares in constant time.
        blake3::keyed_hash(&self.key, token.as_bytes()) == blake3::keyed_hash(&self.key, self.token(visit).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_opens_its_own_visit_alone() {
        let links = Links::new(&Secret::new([7; 32]));
        let (one, other) = (VisitId(uuid::Uuid::from_u128(1)), VisitId(uuid::Uuid::from_u128(2)));
        let token = links.token(one);
        assert_eq!(token.len(), 26);
        assert!(links.opens(&token, one));
        assert!(!links.opens(&token, other));
        assert!(!links.opens("v_", one));
        assert!(!Links::new(&Secret::new([8; 32])).opens(&token, one));
        assert_eq!(format!("{links:?}"), "Links(..)");
    }

    #[test]
    fn a_key_names_the_visit_that_it_opens_and_no_other_key_does() {
        let links = Links::new(&Secret::new([7; 32]));
        let visit = VisitId(uuid::Uuid::from_u128(0x0123_4567_89ab));
        let key = links.key(visit);
        assert_eq!((key.len(), links.visit_of(&key)), (46, Some(visit)));
        assert!(Links::new(&Secret::new([8; 32])).visit_of(&key).is_none());
        let mut other = key.clone().into_bytes();
        other[30] = if other[30] == b'A' { b'B' } else { b'A' };
        assert!(links.visit_of(&String::from_utf8(other).expect("letters")).is_none());
        for wrong in ["", "æ", &key[..45], &format!("{key}A")] {
            assert!(links.visit_of(wrong).is_none(), "{wrong}");
        }
    }
}
