//! Identifiers and secrets, made here and nowhere else.
//!
//! The rules and the core take identifiers as arguments, so that the same commands always bring about the same day.
//! Surfaces make them here before they send a command. No secret is ever logged or stored as it is: only its hash.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::{CentreId, StreamId, VisitId};
use domain::time::Instant;
use sha2::{Digest, Sha256};

/// How many random bytes a token has.
pub const TOKEN_BYTES: usize = 32;

/// What every token's text begins with, so that a leaked one is recognised by scanners.
pub const TOKEN_PREFIX: &str = "fd_";

/// How many letters tell the tokens of one device apart.
const DEVICE_NAME_ADDED: usize = 4;

/// What the secret of a session begins with.
pub const SESSION_PREFIX: &str = "fds_";

/// What the secret of an invitation begins with.
pub const INVITATION_PREFIX: &str = "fdi_";

/// How many letters and digits a device's code has.
pub const PAIRING_CODE_CHARS: usize = 8;

/// What a device's code is made of: nothing that is taken for another, read or typed.
const PAIRING_ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// The shortest command identifier, in bytes.
pub const COMMAND_ID_LENGTH_MIN: usize = 1;

/// The longest command identifier, in bytes.
pub const COMMAND_ID_LENGTH_MAX: usize = 64;

/// The operating system gave no random bytes; nothing can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoRandomness(String);

impl std::fmt::Display for NoRandomness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the operating system gave no random bytes: {}", self.0)
    }
}

impl std::error::Error for NoRandomness {}

/// A new secret: its text is shown once, its hash is stored.
#[derive(Clone)]
pub struct NewSecret {
    /// A prefix and 43 letters; shown to its owner once.
    pub text: String,
    /// What is stored and compared.
    pub hash: [u8; 32],
}

impl std::fmt::Debug for NewSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewSecret")
    }
}

/// Makes a visit's identifier: version 7, so that later visits sort later.
///
/// # Errors
/// [`NoRandomness`] where the operating system gives none.
pub fn new_visit_id(now: Instant) -> Result<VisitId, NoRandomness> {
    let millis = u64::try_from(now.as_millis()).unwrap_or(0);
    let id = uuid::Builder::from_unix_timestamp_millis(millis, &random::<10>()?).into_uuid();
    Ok(VisitId(id))
}

/// A visit's identifier that is the same for the same hash: what asks for it twice gets it once.
pub fn visit_id_of(hash: &[u8; 32]) -> VisitId {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    VisitId(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// Makes a command identifier for a caller who brought none: 32 hexadecimal digits.
///
/// # Errors
/// [`NoRandomness`] where the operating system gives none.
pub fn new_command_id() -> Result<String, NoRandomness> {
    Ok(uuid::Builder::from_random_bytes(random::<16>()?).into_uuid().simple().to_string())
}

/// Makes a token.
///
/// # Errors
/// [`NoRandomness`] where the operating system gives none.
pub fn new_token() -> Result<NewSecret, NoRandomness> {
    new_secret(TOKEN_PREFIX)
}

/// Makes a secret of [`TOKEN_BYTES`] random bytes whose text begins with a prefix.
///
/// # Errors
/// [`NoRandomness`] where the operating system gives none.
pub fn new_secret(prefix: &str) -> Result<NewSecret, NoRandomness> {
    let text = format!("{prefix}{}", URL_SAFE_NO_PAD.encode(random::<TOKEN_BYTES>()?));
    let hash = hash_of(&text);
    Ok(NewSecret { text, hash })
}

/// The hash by which a token is stored and found.
pub fn hash_of(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// Whether a text can be a command identifier: 1 to 64 visible ASCII characters.
pub fn is_command_id(text: &str) -> bool {
    (COMMAND_ID_LENGTH_MIN..=COMMAND_ID_LENGTH_MAX).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
}

/// The identifier of a command of the clock: the same for the same stream and deadline, on whatever machine.
pub fn clock_command_id(stream: &StreamId, deadline: Instant) -> String {
    format!("{stream}@{:x}", deadline.as_millis())
}

/// The identifier of the command that closes a day at midnight.
pub fn close_command_id(stream: &StreamId) -> String {
    format!("{stream}:close")
}

/// Makes the code that a device shows.
///
/// # Errors
/// [`NoRandomness`] where the operating system gives none.
pub fn new_pairing_code() -> Result<String, NoRandomness> {
    let letter = |byte: u8| char::from(PAIRING_ALPHABET[usize::from(byte) % PAIRING_ALPHABET.len()]);
    Ok(random::<PAIRING_CODE_CHARS>()?.into_iter().map(letter).collect())
}

/// A code as somebody typed it: small letters, spaces and hyphens do not matter. `None` where it is none.
pub fn read_pairing_code(typed: &str) -> Option<String> {
    let mut code = String::with_capacity(PAIRING_CODE_CHARS);
    for letter in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let letter = letter.to_ascii_uppercase();
        let known = u8::try_from(letter).is_ok_and(|byte| PAIRING_ALPHABET.contains(&byte));
        if !known || code.len() == PAIRING_CODE_CHARS {
            return None;
        }
        code.push(letter);
    }
    (code.len() == PAIRING_CODE_CHARS).then_some(code)
}

/// A name for the token of a device, told apart from those that it had before.
///
/// # Errors
/// [`NoRandomness`] where the operating system gives none.
pub fn new_device_name(centre: &CentreId, device: &str) -> Result<String, NoRandomness> {
    let apart: String = new_pairing_code()?.chars().take(DEVICE_NAME_ADDED).collect();
    Ok(format!("device {centre} {device} {}", apart.to_lowercase()))
}

pub(crate) fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| NoRandomness(e.to_string()))?;
    Ok(bytes)
}
