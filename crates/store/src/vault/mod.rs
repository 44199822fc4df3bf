//! The installation's secret, and what is sealed with keys derived from it.
//!
//! A text is sealed with XChaCha20-Poly1305 under its visit and its field, so that it opens in that place alone. The
//! nonce is a keyed hash of place and text: no randomness is needed, and two different texts never share one. A person
//! is found by a keyed hash. Nothing here may print a key or a text.

mod normal;

use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::ids::VisitId;
use zeroize::Zeroizing;

use crate::people::{Findable, HashKind};
pub use normal::{
    CPR_DIGITS, EMAIL_LENGTH_MAX, NAME_CHARS_MAX, TOPIC_CHARS_MAX, normal_cpr, normal_email, normal_phone, plain_name,
};

/// Bytes of the nonce in front of a sealed text.
const NONCE_LENGTH: usize = 24;

/// The first byte of a sealed text: the way in which it is sealed, so that another can follow.
const FORM: u8 = 1;

/// The longest text that is sealed, in bytes: 2,000 characters of any alphabet. Longer ones are for the surface to refuse.
pub const TEXT_LENGTH_MAX: usize = 8_000;

/// The longest note of an employee, in characters.
const NOTE_CHARS_MAX: usize = 2_000;

/// The secret of the installation, from which all keys are derived. It is wiped when dropped, and never printed.
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
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Phone, Self::Note, Self::Name, Self::Email, Self::Cpr, Self::Topic];

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
        }
    }
}

/// Why a text stays sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultError {
    /// It was sealed by a later version of the program.
    UnknownForm,
    /// It was sealed under another secret, for another place, or has been changed.
    DoesNotOpen,
    /// It is longer than its field holds ([`Field::chars_max`]), or than [`TEXT_LENGTH_MAX`].
    TooLong,
}

impl fmt::Display for VaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownForm => f.write_str("the text was sealed by a newer FrontDesk: update the program"),
            Self::DoesNotOpen => f.write_str(
                "the text does not open: the installation's secret is not the one it was sealed with, or the text was changed",
            ),
            Self::TooLong => f.write_str("the text is longer than what its field holds"),
        }
    }
}

impl std::error::Error for VaultError {}

/// Seals, opens, and hashes to find again.
#[derive(Clone)]
pub struct Vault {
    cipher: XChaCha20Poly1305,
    nonce_key: Zeroizing<[u8; 32]>,
    phone_key: Zeroizing<[u8; 32]>,
    email_key: Zeroizing<[u8; 32]>,
    cpr_key: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(..)")
    }
}

impl Vault {
    /// The vault of an installation.
    pub fn new(secret: &Secret) -> Self {
        let key = Zeroizing::new(secret.derive("vault seal"));
        Self {
            cipher: XChaCha20Poly1305::new(&(*key).into()),
            nonce_key: Zeroizing::new(secret.derive("vault nonce")),
            phone_key: Zeroizing::new(secret.derive("vault find phone")),
            email_key: Zeroizing::new(secret.derive("vault find email")),
            cpr_key: Zeroizing::new(secret.derive("vault find cpr")),
        }
    }

    /// Seals a text for its place. The same text in the same place gives the same bytes.
    ///
    /// # Errors
    /// [`VaultError::TooLong`] past what the field holds ([`Field::chars_max`]).
    pub fn seal(&self, visit: VisitId, field: Field, text: &str) -> Result<SealedText, VaultError> {
        if text.len() > TEXT_LENGTH_MAX || text.chars().count() > field.chars_max() {
            return Err(VaultError::TooLong);
        }
        let place = place(visit, field);
        let nonce = self.nonce(&place, text);
        let payload = Payload { msg: text.as_bytes(), aad: &place };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| VaultError::TooLong)?;
        let mut bytes = Vec::with_capacity(1 + NONCE_LENGTH + sealed.len());
        bytes.push(FORM);
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&sealed);
        Ok(SealedText(bytes))
    }

    /// Opens a text in its place.
    ///
    /// # Errors
    /// Where it was sealed for another place, with another secret or by a later program, or was changed since.
    pub fn open(&self, visit: VisitId, field: Field, sealed: &SealedText) -> Result<String, VaultError> {
        let (&form, rest) = sealed.0.split_first().ok_or(VaultError::DoesNotOpen)?;
        if form != FORM {
            return Err(VaultError::UnknownForm);
        }
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_LENGTH>().ok_or(VaultError::DoesNotOpen)?;
        let payload = Payload { msg: sealed, aad: &place(visit, field) };
        let text = self.cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| VaultError::DoesNotOpen)?;
        String::from_utf8(text).map_err(|_| VaultError::DoesNotOpen)
    }

    /// The hash by which a person is found again. The text is in its normal form: [`normal_phone`], [`normal_email`],
    /// [`normal_cpr`]. An address is found whatever the case of its letters.
    pub fn hash(&self, kind: HashKind, text: &str) -> [u8; 32] {
        let hash = |key: &[u8; 32], text: &str| *blake3::keyed_hash(key, text.as_bytes()).as_bytes();
        match kind {
            HashKind::Phone => hash(&self.phone_key, text),
            HashKind::Email => hash(&self.email_key, &text.to_lowercase()),
            HashKind::Cpr => hash(&self.cpr_key, text),
        }
    }

    /// Something by which a person can be found, in its normal form: sealed for its visit, and hashed.
    ///
    /// # Errors
    /// As [`Vault::seal`].
    pub fn findable(&self, visit: VisitId, kind: HashKind, text: &str) -> Result<Findable, VaultError> {
        Ok(Findable { text: self.seal(visit, kind.field(), text)?, hash: self.hash(kind, text) })
    }

    fn nonce(&self, place: &[u8], text: &str) -> [u8; NONCE_LENGTH] {
        let mut hasher = blake3::Hasher::new_keyed(&self.nonce_key);
        hasher.update(place);
        hasher.update(text.as_bytes());
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
        Vault::new(&Secret::new([byte; 32]))
    }

    #[test]
    fn a_text_opens_in_its_place_alone() {
        let vault = vault(7);
        let sealed = vault.seal(visit(1), Field::Phone, "+4512345678").unwrap();
        assert_eq!(vault.open(visit(1), Field::Phone, &sealed).unwrap(), "+4512345678");
        assert_eq!(vault.open(visit(2), Field::Phone, &sealed), Err(VaultError::DoesNotOpen));
        assert_eq!(vault.open(visit(1), Field::Note, &sealed), Err(VaultError::DoesNotOpen));
        assert_eq!(self::vault(8).open(visit(1), Field::Phone, &sealed), Err(VaultError::DoesNotOpen));
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
        let nonce = |n, field, text| vault.seal(visit(n), field, text).unwrap().as_bytes()[1..25].to_vec();
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
        assert_eq!(format!("{secret:?} {:?}", Vault::new(&secret)), "Secret(..) Vault(..)");
        let sealed = Vault::new(&secret).seal(visit(1), Field::Phone, "+4512345678").unwrap();
        assert!(!format!("{sealed:?}").contains("12345678"));
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
        for (kind, field) in
            [(HashKind::Phone, Field::Phone), (HashKind::Email, Field::Email), (HashKind::Cpr, Field::Cpr)]
        {
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
