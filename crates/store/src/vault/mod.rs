//! What is sealed, and the keys that it is sealed with.
//!
//! A text is sealed with XChaCha20-Poly1305 under its visit and its field, so that it opens in that place alone. The
//! nonce is a keyed hash of place and text: no randomness is needed, and two different texts never share one. What is sealed
//! says which key it is under, so that a key can be replaced: [`Vault::renewed`] gives a row under the present one. A person
//! is found by a keyed hash. Nothing here may print a key or a text.

mod digits;
mod keys;
mod normal;
mod renew;

use std::fmt;

use chacha20poly1305::XNonce;
use chacha20poly1305::aead::{Aead, Payload};
use domain::ids::VisitId;
use zeroize::Zeroizing;

use crate::people::{Findable, HashKind};
pub use digits::plain_digits;
use keys::{FINGERPRINT_LENGTH, FindKeys, Key};
pub use keys::{Fingerprint, HandedDown, NoFingerprint, VaultKey, VaultKeys};
pub use normal::{
    CPR_DIGITS, DENMARK, EMAIL_LENGTH_MAX, NAME_CHARS_MAX, TOPIC_CHARS_MAX, birth_key, birth_of_cpr, initials,
    normal_birth, normal_cpr, normal_email, normal_initials, normal_phone, plain_name, visible,
};

/// Bytes of the nonce in front of a sealed text.
const NONCE_LENGTH: usize = 24;

/// The first byte of a text that is sealed with keys derived from the installation's secret, as earlier versions did: nonce and
/// text follow.
const FORM_SECRET: u8 = 1;

/// The first byte of a text that is sealed with a key of the vault's own: the key's fingerprint, nonce and text follow.
const FORM_KEY: u8 = 2;

/// The longest text that is sealed, in bytes: 2,000 characters of any alphabet. Longer ones are for the surface to refuse.
pub const TEXT_LENGTH_MAX: usize = 8_000;

/// The longest note of an employee, in characters.
const NOTE_CHARS_MAX: usize = 2_000;

/// 32 random bytes from which keys are derived: the installation's secret, or a key of the vault. They are wiped when dropped,
/// and never printed.
#[derive(Clone)]
pub struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    /// Takes 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The key for a purpose (BLAKE3's key derivation): knowing one tells nothing of another, nor of the secret.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        let mut context = String::from("FrontDesk 1 ");
        context.push_str(purpose);
        blake3::derive_key(&context, self.0.as_slice())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// A text that only the vault of the installation can open.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedText(Vec<u8>);

impl SealedText {
    /// Takes what [`SealedText::as_bytes`] gave.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// As it is stored.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// How everything begins that is sealed under a key.
    pub(crate) fn beginning_under(key: Fingerprint) -> Vec<u8> {
        [&[FORM_KEY], &key.as_bytes()[..]].concat()
    }

    /// Which of the vault's own keys it is under; none where it was sealed with a key derived from the installation's secret.
    pub fn key(&self) -> Option<Fingerprint> {
        let (&form, rest) = self.0.split_first()?;
        let key = rest.first_chunk::<FINGERPRINT_LENGTH>().filter(|_| form == FORM_KEY)?;
        Some(Fingerprint::from_bytes(*key))
    }
}

impl fmt::Debug for SealedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedText({} bytes)", self.0.len())
    }
}

/// Which text of a visit it is. A text sealed as one does not open as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The phone number.
    Phone,
    /// An employee's note.
    Note,
    /// The name.
    Name,
    /// The e-mail address.
    Email,
    /// The CPR number.
    Cpr,
    /// What the citizen wants to talk about.
    Topic,
    /// The date of birth and the initials.
    Birth,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Phone, Self::Note, Self::Name, Self::Email, Self::Cpr, Self::Topic, Self::Birth];

    /// The most characters that it holds.
    pub fn chars_max(self) -> usize {
        match self {
            Self::Phone => normal::PHONE_CHARS_MAX,
            Self::Note => NOTE_CHARS_MAX,
            Self::Name => NAME_CHARS_MAX,
            // An address is counted in bytes; here it is enough that none has more characters.
            Self::Email => EMAIL_LENGTH_MAX,
            Self::Cpr => CPR_DIGITS,
            Self::Topic => TOPIC_CHARS_MAX,
            Self::Birth => normal::BIRTH_CHARS_MAX,
        }
    }
}

/// Why a text stays sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultError {
    /// It was sealed by a later version of the program.
    UnknownForm,
    /// It was sealed under a key that is not among those that are known; none is a key derived from the installation's secret.
    NoKey(Option<Fingerprint>),
    /// It was sealed for another place, under another secret, or has been changed.
    DoesNotOpen,
    /// It is longer than its field holds ([`Field::chars_max`]), or than [`TEXT_LENGTH_MAX`].
    TooLong,
}

impl fmt::Display for VaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownForm => f.write_str("the text was sealed by a newer FrontDesk: update the program"),
            Self::NoKey(Some(key)) => write!(f, "the text was sealed under the vault's key {key}, which is not known"),
            Self::NoKey(None) => f.write_str("the text was sealed under the installation's secret, which is not known"),
            Self::DoesNotOpen => f.write_str(
                "the text does not open: it was sealed for another place or under another secret, or was changed",
            ),
            Self::TooLong => f.write_str("the text is longer than what its field holds"),
        }
    }
}

impl std::error::Error for VaultError {}

/// Seals, opens, and hashes to find again.
#[derive(Clone)]
pub struct Vault {
    current: Key,
    /// Those of before, with which nothing is sealed any more.
    others: Vec<Key>,
    /// What finds look-ups of the time of keys that are no longer known: what made the hash, and under what it was put since.
    handed_down: Vec<Vec<FindKeys>>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(..)")
    }
}

impl Vault {
    /// A vault with its keys.
    pub fn new(keys: &VaultKeys) -> Self {
        let old = keys.old.iter().map(|key| Key::new(key, FORM_KEY));
        let others = old.chain(keys.installation.iter().map(|secret| Key::new(secret, FORM_SECRET))).collect();
        Self { current: Key::new(&keys.current, FORM_KEY), others, handed_down: Vec::new() }
    }

    /// Which key it seals with.
    pub fn key(&self) -> Fingerprint {
        self.current.fingerprint
    }

    /// Whether it opens what is under a key.
    pub fn knows(&self, key: Fingerprint) -> bool {
        self.all().any(|known| known.fingerprint == key)
    }

    /// Seals a text for its place. The same text in the same place gives the same bytes.
    ///
    /// # Errors
    /// [`VaultError::TooLong`] past what the field holds ([`Field::chars_max`]).
    pub fn seal(&self, visit: VisitId, field: Field, text: &str) -> Result<SealedText, VaultError> {
        if text.len() > TEXT_LENGTH_MAX || text.chars().count() > field.chars_max() {
            return Err(VaultError::TooLong);
        }
        self.current.seal(&place(visit, field), text.as_bytes())
    }

    /// Opens a text in its place.
    ///
    /// # Errors
    /// Where it was sealed for another place, with a key that is not known or by a later program, or was changed since.
    pub fn open(&self, visit: VisitId, field: Field, sealed: &SealedText) -> Result<String, VaultError> {
        let text = self.open_bytes(&place(visit, field), sealed)?;
        String::from_utf8(text).map_err(|_| VaultError::DoesNotOpen)
    }

    /// The hash by which a person is found again. The text is in its normal form: [`normal_phone`], [`normal_email`],
    /// [`normal_cpr`]. An address is found whatever the case of its letters.
    pub fn hash(&self, kind: HashKind, text: &str) -> [u8; 32] {
        self.current.find.hash(kind, text)
    }

    /// Every hash by which a person may stand: that of the present key first, then those of the keys that are known of before,
    /// and those of look-ups of a time before that. One by one it is asked for each; a limit takes all of them.
    pub fn hashes(&self, kind: HashKind, text: &str) -> Vec<[u8; 32]> {
        let known = self.all().map(|key| key.find.hash(kind, text));
        let handed_down = self.handed_down.iter().filter_map(|way| {
            let (first, rest) = way.split_first()?;
            Some(rest.iter().fold(first.hash(kind, text), |hash, key| key.wrap(kind, &hash)))
        });
        known.chain(handed_down).collect()
    }

    /// Something by which a person can be found, in its normal form: sealed for its visit, and hashed.
    ///
    /// # Errors
    /// As [`Vault::seal`].
    pub fn findable(&self, visit: VisitId, kind: HashKind, text: &str) -> Result<Findable, VaultError> {
        Ok(Findable { text: self.seal(visit, kind.field(), text)?, hash: self.hash(kind, text) })
    }

    fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.current).chain(&self.others)
    }

    fn open_bytes(&self, place: &[u8], sealed: &SealedText) -> Result<Vec<u8>, VaultError> {
        let (&form, rest) = sealed.0.split_first().ok_or(VaultError::DoesNotOpen)?;
        let (key, rest) = match form {
            FORM_SECRET => (None, rest),
            FORM_KEY => {
                let (key, rest) = rest.split_first_chunk::<FINGERPRINT_LENGTH>().ok_or(VaultError::DoesNotOpen)?;
                (Some(Fingerprint::from_bytes(*key)), rest)
            }
            _ => return Err(VaultError::UnknownForm),
        };
        self.under(key).ok_or(VaultError::NoKey(key))?.open(place, rest)
    }

    /// The key that something is under; none is the one derived from the secret.
    fn under(&self, key: Option<Fingerprint>) -> Option<&Key> {
        self.all().find(|known| match key {
            Some(key) => known.form == FORM_KEY && known.fingerprint == key,
            None => known.form == FORM_SECRET,
        })
    }
}

impl Key {
    fn seal(&self, place: &[u8], text: &[u8]) -> Result<SealedText, VaultError> {
        let nonce = self.nonce(place, text);
        let payload = Payload { msg: text, aad: place };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| VaultError::TooLong)?;
        let mut bytes = Vec::with_capacity(1 + FINGERPRINT_LENGTH + NONCE_LENGTH + sealed.len());
        bytes.push(self.form);
        if self.form == FORM_KEY {
            bytes.extend_from_slice(self.fingerprint.as_bytes());
        }
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&sealed);
        Ok(SealedText(bytes))
    }

    /// Opens what follows form and fingerprint.
    fn open(&self, place: &[u8], rest: &[u8]) -> Result<Vec<u8>, VaultError> {
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_LENGTH>().ok_or(VaultError::DoesNotOpen)?;
        let payload = Payload { msg: sealed, aad: place };
        self.cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| VaultError::DoesNotOpen)
    }

    fn nonce(&self, place: &[u8], text: &[u8]) -> [u8; NONCE_LENGTH] {
        let mut hasher = blake3::Hasher::new_keyed(&self.nonces);
        hasher.update(place);
        hasher.update(text);
        let mut nonce = [0; NONCE_LENGTH];
        hasher.finalize_xof().fill(&mut nonce);
        nonce
    }
}

/// Where a text belongs: the visit's 16 bytes and one for the field. Its length never varies, so that a place and a
/// text cannot run into one another.
fn place(visit: VisitId, field: Field) -> [u8; 17] {
    let mut place = [0; 17];
    place[..16].copy_from_slice(visit.0.as_bytes());
    place[16] = match field {
        Field::Phone => 1,
        Field::Note => 2,
        Field::Name => 3,
        Field::Email => 4,
        Field::Cpr => 5,
        Field::Topic => 6,
        Field::Birth => 7,
    };
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(n: u128) -> VisitId {
        VisitId(uuid::Uuid::from_u128(n))
    }

    fn vault(byte: u8) -> Vault {
        Vault::new(&VaultKeys::new(Secret::new([byte; 32])))
    }

    #[test]
    fn a_text_opens_in_its_place_alone() {
        let vault = vault(7);
        let sealed = vault.seal(visit(1), Field::Phone, "+4512345678").unwrap();
        assert_eq!(vault.open(visit(1), Field::Phone, &sealed).unwrap(), "+4512345678");
        assert_eq!(vault.open(visit(2), Field::Phone, &sealed), Err(VaultError::DoesNotOpen));
        assert_eq!(vault.open(visit(1), Field::Note, &sealed), Err(VaultError::DoesNotOpen));
        let no_key = Err(VaultError::NoKey(Some(vault.key())));
        assert_eq!(self::vault(8).open(visit(1), Field::Phone, &sealed), no_key);
    }

    /// As version 0.1 sealed and hashed, with keys derived from a secret of 32 sevens.
    #[test]
    fn what_an_earlier_version_sealed_under_the_installations_secret_opens_and_is_found() {
        let bytes = |hex: &str| -> Vec<u8> {
            (0..hex.len() / 2).map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).unwrap()).collect()
        };
        let sealed =
            "019481edf12c0191cf44e85890a76d43a425d3894788ce50e81fdcb2afba6b12f5d1b5e00b17e85297a8f6c2c6090802124d3fba";
        let hash = "32489ef6b3b2999f827e75d06b3c192da783f9ba6b33643b3ec1605d102f055e";
        let (sealed, hash) = (SealedText::from_bytes(bytes(sealed)), bytes(hash));
        assert_eq!(sealed.key(), None);
        let vault = Vault::new(&VaultKeys::new(Secret::new([1; 32])).with_secret(Secret::new([7; 32])));
        assert_eq!(vault.open(visit(1), Field::Phone, &sealed).unwrap(), "+4520304050");
        assert!(vault.hashes(HashKind::Phone, "+4520304050").iter().any(|found| found[..] == hash[..]));
        assert_eq!(self::vault(1).open(visit(1), Field::Phone, &sealed), Err(VaultError::NoKey(None)));
        // The same bytes as a key of the vault's own are another key.
        assert_eq!(self::vault(7).open(visit(1), Field::Phone, &sealed), Err(VaultError::NoKey(None)));
        assert!(!self::vault(7).hashes(HashKind::Phone, "+4520304050").iter().any(|found| found[..] == hash[..]));
    }

    #[test]
    fn what_is_sealed_says_which_key_it_is_under_and_the_present_one_seals() {
        let (old, new) = (vault(1), vault(2));
        let both = Vault::new(&VaultKeys::new(Secret::new([2; 32])).with_old(Secret::new([1; 32])));
        let sealed = old.seal(visit(1), Field::Name, "Anna").unwrap();
        assert_eq!(sealed.key(), Some(old.key()));
        assert_eq!(sealed.as_bytes()[..5], [&[FORM_KEY], &old.key().as_bytes()[..]].concat());
        assert_eq!(both.open(visit(1), Field::Name, &sealed).unwrap(), "Anna");
        assert_eq!(both.seal(visit(1), Field::Name, "Anna").unwrap(), new.seal(visit(1), Field::Name, "Anna").unwrap());
        assert_eq!(both.hash(HashKind::Cpr, "2902004000"), new.hash(HashKind::Cpr, "2902004000"));
        let all = both.hashes(HashKind::Cpr, "2902004000");
        assert_eq!(all, [new.hash(HashKind::Cpr, "2902004000"), old.hash(HashKind::Cpr, "2902004000")]);
        assert!(both.knows(old.key()) && !new.knows(old.key()));
    }

    #[test]
    fn every_changed_byte_is_found() {
        let vault = vault(7);
        let sealed = vault.seal(visit(1), Field::Note, "æøå 日本").unwrap();
        for i in 0..sealed.as_bytes().len() {
            let mut bytes = sealed.as_bytes().to_vec();
            bytes[i] ^= 1;
            assert!(vault.open(visit(1), Field::Note, &SealedText::from_bytes(bytes)).is_err(), "byte {i}");
        }
        for length in 0..sealed.as_bytes().len() {
            let cut = SealedText::from_bytes(sealed.as_bytes()[..length].to_vec());
            assert!(vault.open(visit(1), Field::Note, &cut).is_err(), "cut to {length}");
        }
    }

    #[test]
    fn different_texts_and_places_have_different_nonces() {
        let vault = vault(7);
        let nonce = |n, field, text| vault.seal(visit(n), field, text).unwrap().as_bytes()[5..29].to_vec();
        let mut all = vec![
            nonce(1, Field::Note, "a"),
            nonce(1, Field::Note, "b"),
            nonce(2, Field::Note, "a"),
            nonce(1, Field::Phone, "a"),
            nonce(1, Field::Note, ""),
        ];
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 5);
        assert_eq!(nonce(1, Field::Note, "a"), nonce(1, Field::Note, "a"));
    }

    #[test]
    fn keys_differ_by_purpose_and_are_not_printed() {
        let secret = Secret::new([7; 32]);
        assert_ne!(secret.derive("a"), secret.derive("b"));
        let keys = VaultKeys::new(secret.clone()).with_old(secret.clone()).with_secret(secret.clone());
        let printed = format!("{secret:?} {:?} {keys:?}", Vault::new(&keys));
        assert!(printed.starts_with("Secret(..) Vault(..) VaultKeys") && !printed.contains('7'), "{printed}");
        let sealed = Vault::new(&keys).seal(visit(1), Field::Phone, "+4512345678").unwrap();
        assert!(!format!("{sealed:?}").contains("12345678"));
        let fingerprint = Fingerprint::of_key(&secret);
        assert_eq!(fingerprint.to_string().len(), 8);
        assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
        for wrong in ["", "1a2b3c4", "1a2b3c4d5", "1a2b3cxy", "+1a2b3c4", "æææ1a"] {
            assert_eq!(wrong.parse::<Fingerprint>(), Err(NoFingerprint), "{wrong}");
        }
        assert_ne!(Fingerprint::of_key(&secret), Fingerprint::of_key(&Secret::new([8; 32])));
    }

    #[test]
    fn a_hash_is_its_keys_and_its_kinds_alone() {
        let (a, b) = (vault(7), vault(8));
        let all = HashKind::ALL.map(|kind| (a.hash(kind, "2902004000"), b.hash(kind, "2902004000")));
        for (n, (of_a, of_b)) in all.iter().enumerate() {
            assert_ne!(of_a, of_b);
            assert_eq!(*of_a, a.hash(HashKind::ALL[n], "2902004000"));
            assert!(all[..n].iter().all(|(other, _)| other != of_a));
        }
    }

    #[test]
    fn an_address_is_found_whatever_the_case_of_its_letters() {
        let hash = |address: &str| vault(7).hash(HashKind::Email, &normal_email(address).unwrap());
        assert_eq!(hash("Anna.BØ@Example.org"), hash(" anna.bø@EXAMPLE.ORG"));
        assert_ne!(hash("anna@example.org"), hash("anna@example.net"));
    }

    #[test]
    fn what_can_be_found_is_sealed_in_its_own_field() {
        for kind in HashKind::ALL {
            let field = kind.field();
            let findable = vault(7).findable(visit(1), kind, "2902004000").unwrap();
            assert_eq!(vault(7).open(visit(1), field, &findable.text).unwrap(), "2902004000");
            assert_eq!(findable.hash, vault(7).hash(kind, "2902004000"));
            assert_eq!(format!("{findable:?}"), "Findable(..)");
        }
    }

    #[test]
    fn every_field_has_a_place_and_a_limit_of_its_own() {
        let sealed: Vec<_> = Field::ALL.iter().map(|field| vault(1).seal(visit(1), *field, "x").unwrap()).collect();
        for (n, text) in sealed.iter().enumerate() {
            for (m, field) in Field::ALL.into_iter().enumerate() {
                assert_eq!(vault(1).open(visit(1), field, text).is_ok(), n == m);
            }
        }
        for field in Field::ALL {
            let most = "\u{1f600}".repeat(field.chars_max());
            assert!(vault(1).seal(visit(1), field, &most).is_ok(), "{field:?}");
            let more = format!("{most}x");
            assert_eq!(vault(1).seal(visit(1), field, &more), Err(VaultError::TooLong), "{field:?}");
        }
    }

    #[test]
    fn a_long_text_is_refused() {
        let text = "x".repeat(TEXT_LENGTH_MAX + 1);
        assert_eq!(vault(1).seal(visit(1), Field::Note, &text), Err(VaultError::TooLong));
    }
}
