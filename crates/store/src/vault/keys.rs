//! The vault's keys: which one seals now, which open what was sealed before, and what finds look-ups of their time.
//!
//! A key is 32 random bytes of its own, apart from the installation's secret, so that it can be replaced without the links that
//! citizens hold. Earlier versions sealed under keys derived from the secret; that is still opened. Nothing here may print a key.

use std::fmt;
use std::str::FromStr;

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::KeyInit;
use domain::time::Instant;
use zeroize::Zeroizing;

use super::{FORM_KEY, FORM_SECRET, SealedText, Secret};
use crate::people::HashKind;

/// Bytes of a fingerprint.
pub(super) const FINGERPRINT_LENGTH: usize = 4;

/// Bytes of one derived key.
const LENGTH: usize = 32;

/// Which key something is under: four bytes that are derived from the key for nothing else, and tell nothing of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; FINGERPRINT_LENGTH]);

impl Fingerprint {
    /// That of a key of the vault.
    pub fn of_key(key: &Secret) -> Self {
        Self::of(key, FORM_KEY)
    }

    fn of(secret: &Secret, form: u8) -> Self {
        let derived = Zeroizing::new(secret.derive(&purpose(form, "fingerprint")));
        let mut bytes = [0; FINGERPRINT_LENGTH];
        bytes.copy_from_slice(&derived[..FINGERPRINT_LENGTH]);
        Self(bytes)
    }

    /// Takes what [`Fingerprint::as_bytes`] gave.
    pub fn from_bytes(bytes: [u8; FINGERPRINT_LENGTH]) -> Self {
        Self(bytes)
    }

    /// As it is stored.
    pub fn as_bytes(&self) -> &[u8; FINGERPRINT_LENGTH] {
        &self.0
    }
}

impl FromStr for Fingerprint {
    type Err = NoFingerprint;
    /// Reads eight hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, NoFingerprint> {
        let mut bytes = [0; FINGERPRINT_LENGTH];
        let is_hex = text.len() == 2 * FINGERPRINT_LENGTH && text.bytes().all(|b| b.is_ascii_hexdigit());
        if !is_hex {
            return Err(NoFingerprint);
        }
        for (byte, two) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let two = std::str::from_utf8(two).map_err(|_| NoFingerprint)?;
            *byte = u8::from_str_radix(two, 16).map_err(|_| NoFingerprint)?;
        }
        Ok(Self(bytes))
    }
}

/// A text that is no fingerprint of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoFingerprint;

impl fmt::Display for NoFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fingerprint of a key is eight hexadecimal digits")
    }
}

impl std::error::Error for NoFingerprint {}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

/// The keys that a vault is opened with.
#[derive(Debug, Clone)]
pub struct VaultKeys {
    pub(super) current: Secret,
    pub(super) old: Vec<Secret>,
    pub(super) installation: Option<Secret>,
}

impl VaultKeys {
    /// One key: it seals, opens and finds.
    pub fn new(current: Secret) -> Self {
        Self { current, old: Vec::new(), installation: None }
    }

    /// With a key of before: what is under it is opened and found, and nothing more is sealed with it.
    #[must_use]
    pub fn with_old(mut self, key: Secret) -> Self {
        self.old.push(key);
        self
    }

    /// With the installation's secret: what an earlier version sealed with keys derived from it is opened and found.
    #[must_use]
    pub fn with_secret(mut self, secret: Secret) -> Self {
        self.installation = Some(secret);
        self
    }
}

/// What a store knows of a key, which is not the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultKey {
    /// Which.
    pub key: Fingerprint,
    /// Since when something is sealed under it.
    pub since: Instant,
    /// What was handed down to the key that came after it, once that has begun.
    pub handed_down: Option<HandedDown>,
    /// Since when nothing is sealed under it any more, and its file is needed no more.
    pub replaced_at: Option<Instant>,
}

/// What still finds look-ups of a key's time, for whoever has the newest key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedDown {
    /// The key that came after it.
    pub to: Fingerprint,
    /// What makes its hashes, sealed under the newest key.
    pub find: SealedText,
}

/// What is derived from a key.
#[derive(Clone)]
pub(super) struct Key {
    pub(super) fingerprint: Fingerprint,
    pub(super) form: u8,
    pub(super) cipher: XChaCha20Poly1305,
    pub(super) nonces: Zeroizing<[u8; LENGTH]>,
    pub(super) find: FindKeys,
}

impl Key {
    pub(super) fn new(secret: &Secret, form: u8) -> Self {
        let derive = |what: &str| Zeroizing::new(secret.derive(&purpose(form, what)));
        Self {
            fingerprint: Fingerprint::of(secret, form),
            form,
            cipher: XChaCha20Poly1305::new(&(*derive("seal")).into()),
            nonces: derive("nonce"),
            find: FindKeys([derive("find phone"), derive("find email"), derive("find cpr"), derive("find birth")]),
        }
    }
}

/// The context of a derived key: that of the vault's own key and that of the secret are never the same.
fn purpose(form: u8, what: &str) -> String {
    if form == FORM_SECRET { format!("vault {what}") } else { format!("vault key {what}") }
}

/// What makes the hashes by which people are found: a key for each kind.
#[derive(Clone)]
pub(super) struct FindKeys([Zeroizing<[u8; LENGTH]>; HashKind::ALL.len()]);

impl FindKeys {
    fn of(&self, kind: HashKind) -> &[u8; LENGTH] {
        &self.0[kind as usize]
    }

    /// The hash of a text in its normal form. An address is found whatever the case of its letters.
    pub(super) fn hash(&self, kind: HashKind, text: &str) -> [u8; 32] {
        let folded;
        let text = if kind == HashKind::Email {
            folded = text.to_lowercase();
            &folded
        } else {
            text
        };
        *blake3::keyed_hash(self.of(kind), text.as_bytes()).as_bytes()
    }

    /// A hash that was made with an older key, under this one: whoever has the older key alone can no longer try out whose it
    /// is. No text in its normal form begins as what is hashed here does.
    pub(super) fn wrap(&self, kind: HashKind, hash: &[u8; 32]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_keyed(self.of(kind));
        hasher.update(&[0]).update(hash);
        *hasher.finalize().as_bytes()
    }

    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.iter().flat_map(|key| key.iter().copied()).collect())
    }

    /// What [`FindKeys::to_bytes`] gave; or what a version gave that knew no dates of birth. Nobody was found by one under such a
    /// key, so that whatever stands in its place finds nobody.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut keys = bytes.chunks(LENGTH).map(|key| key.try_into().ok().map(Zeroizing::new));
        let known = [keys.next()??, keys.next()??, keys.next()??];
        let birth = match keys.next() {
            Some(birth) => birth?,
            None => Zeroizing::new(*blake3::keyed_hash(&known[0], b"no dates of birth").as_bytes()),
        };
        let [phone, email, cpr] = known;
        keys.next().is_none().then_some(Self([phone, email, cpr, birth]))
    }
}
