//! Identifiers and secrets, made here and nowhere else.
//!
//! The rules and the core take identifiers as arguments, so that the same commands always bring about the same day.
//! Surfaces make them here before they send a command. No secret is ever logged or stored as it is: only its hash.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::{StreamId, VisitId};
use domain::time::Instant;
use sha2::{Digest, Sha256};

/// How many random bytes a token has.
pub const TOKEN_BYTES: usize = 32;

/// What every token's text begins with, so that a leaked one is recognised by scanners.
pub const TOKEN_PREFIX: &str = "fd_";

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

/// A new token: its text is shown once, its hash is stored.
#[derive(Clone)]
pub struct NewSecret {
    /// `fd_` and 43 letters; shown to its owner once.
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
    let text = format!("{TOKEN_PREFIX}{}", URL_SAFE_NO_PAD.encode(random::<TOKEN_BYTES>()?));
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

fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| NoRandomness(e.to_string()))?;
    Ok(bytes)
}
