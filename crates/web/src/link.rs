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

/// How many bytes the identifier of a visit has.
const VISIT_BYTES: usize = 16;

/// How many letters the key of a ticket's address has.
const KEY_LETTERS: usize = 46;

/// Makes and checks the tokens of visits' links.
#[derive(Clone)]
pub(crate) struct Links {
    key: [u8; 32],
    door: [u8; 32],
}

impl std::fmt::Debug for Links {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Links(..)")
    }
}

impl Links {
    /// With the installation's secret.
    pub(crate) fn new(secret: &Secret) -> Self {
        Self { key: secret.derive("visit-link"), door: secret.derive("kiosk-door") }
    }

    /// The token of a visit's link: `v_` and 24 letters.
    pub(crate) fn token(&self, visit: VisitId) -> String {
        let hash = blake3::keyed_hash(&self.key, visit.0.as_bytes());
        let mut token = String::with_capacity(PREFIX.len() + BYTES / 3 * 4);
        token.push_str(PREFIX);
        URL_SAFE_NO_PAD.encode_string(&hash.as_bytes()[..BYTES], &mut token);
        token
    }

    /// What proves that a kiosk told something: of the kiosk's path and what it told. It opens no visit.
    pub(crate) fn door(&self, path: &str, told: &[u8]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_keyed(&self.door);
        hasher.update(path.as_bytes()).update(&[0]).update(told);
        *hasher.finalize().as_bytes()
    }

    /// The key of the address under which a visit's ticket is: 46 letters, which hold the visit and its link's hash.
    pub(crate) fn key(&self, visit: VisitId) -> String {
        URL_SAFE_NO_PAD.encode(self.key_bytes(visit))
    }

    /// The visit that a key opens; none where it is no key of ours. Takes the same time whichever part of its hash is
    /// wrong.
    pub(crate) fn visit_of(&self, key: &str) -> Option<VisitId> {
        if key.len() != KEY_LETTERS {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(key).ok()?;
        let (id, _) = bytes.split_first_chunk::<VISIT_BYTES>()?;
        let visit = VisitId(uuid::Uuid::from_bytes(*id));
        // `blake3::Hash` compares in constant time.
        let (shown, right) = (blake3::keyed_hash(&self.key, &bytes), self.key_bytes(visit));
        (shown == blake3::keyed_hash(&self.key, &right)).then_some(visit)
    }

    fn key_bytes(&self, visit: VisitId) -> [u8; VISIT_BYTES + BYTES] {
        let hash = blake3::keyed_hash(&self.key, visit.0.as_bytes());
        let mut bytes = [0; VISIT_BYTES + BYTES];
        bytes[..VISIT_BYTES].copy_from_slice(visit.0.as_bytes());
        bytes[VISIT_BYTES..].copy_from_slice(&hash.as_bytes()[..BYTES]);
        bytes
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
    fn field_fault_38_the_key_of_one_ticket_opens_no_other_whatever_letter_is_changed() {
        let links = Links::new(&Secret::new([7; 32]));
        let visit = VisitId(uuid::Uuid::from_u128(0x0193_6a5e_7c80_7000_8000_0000_0000_0001));
        let key = links.key(visit);
        assert_eq!((key.len(), links.visit_of(&key)), (KEY_LETTERS, Some(visit)));
        assert!(Links::new(&Secret::new([8; 32])).visit_of(&key).is_none());
        for at in 0..key.len() {
            for letter in ['A', 'b', '7', '_', '-', '!'] {
                let mut changed = key.clone();
                changed.replace_range(at..=at, &letter.to_string());
                assert_eq!(links.visit_of(&changed).is_some(), changed == key, "{changed}");
            }
        }
        for wrong in ["", "A", &key[1..], &format!("{key}A"), &"æ".repeat(KEY_LETTERS / 2)] {
            assert!(links.visit_of(wrong).is_none(), "{wrong}");
        }
    }
}
