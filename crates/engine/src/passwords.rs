//! Passwords: hashed with argon2id, compared with what is stored, refused where anybody would guess them.
//!
//! A hash takes tens of milliseconds and 19 MiB on purpose, so it never runs among the tasks and never more than
//! [`crate::Limits::password_hashes_max`] at once. No password is kept, logged or told back.

use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use store::PasswordHash;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::identifiers::random;

/// The shortest password, in characters.
pub const PASSWORD_CHARS_MIN: usize = 12;

/// The longest password, in characters.
pub const PASSWORD_CHARS_MAX: usize = 128;

/// Memory of one hash, in KiB. With [`PASSES`] and [`LANES`] what OWASP's Password Storage Cheat Sheet asks at least.
const MEMORY_KIB: u32 = 19 * 1_024;

/// How many times the memory is gone through.
const PASSES: u32 = 2;

/// How many lanes the memory has.
const LANES: u32 = 1;

/// Random bytes that make the hash of one password differ from account to account.
const SALT_BYTES: usize = 16;

/// What is tried first by whoever guesses, of those that are long enough; in small letters, without spaces.
const COMMON: &str = include_str!("common_passwords.txt");

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It has less than [`PASSWORD_CHARS_MIN`] characters.
    TooShort,
    /// It has more than [`PASSWORD_CHARS_MAX`] characters.
    TooLong,
    /// It is the login, or the login with a little around it.
    IsLogin,
    /// It is among the commonest.
    Common,
}

/// Whether a password can be taken for a login. Any characters may be in it, spaces too; there is no rule of what must be.
///
/// # Errors
/// Why it cannot.
pub fn check_password(login: &str, password: &str) -> Result<(), Unfit> {
    let chars = password.chars().count();
    if chars < PASSWORD_CHARS_MIN {
        return Err(Unfit::TooShort);
    }
    if chars > PASSWORD_CHARS_MAX {
        return Err(Unfit::TooLong);
    }
    let plain: String = password.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let login = login.to_lowercase();
    let without_digits = plain.trim_matches(|c: char| !c.is_alphabetic());
    if plain == login || without_digits == login || is_repeated(&plain, &login) {
        return Err(Unfit::IsLogin);
    }
    let first = plain.chars().next();
    if COMMON.lines().any(|common| common == plain) || plain.chars().all(|c| Some(c) == first) {
        return Err(Unfit::Common);
    }
    Ok(())
}

fn is_repeated(text: &str, part: &str) -> bool {
    !part.is_empty() && !text.is_empty() && text.replace(part, "").is_empty()
}

impl Engine {
    /// Hashes a new password.
    pub(crate) async fn hash_password(&self, password: &str) -> Result<PasswordHash, EngineError> {
        let salt = random::<SALT_BYTES>().map_err(|_| EngineError::Fault)?;
        let password = password.to_owned();
        let hash = self.slowly(move || hasher()?.hash_password_with_salt(password.as_bytes(), &salt).ok()).await?;
        hash.map(|hash| PasswordHash::new(hash.to_string())).ok_or(EngineError::Fault)
    }

    /// Whether a password is the one of a hash. Without a hash it takes as long, and is not.
    pub(crate) async fn is_password(&self, hash: Option<&PasswordHash>, password: &str) -> Result<bool, EngineError> {
        let Some(hash) = hash else {
            self.hash_password(password).await?;
            return Ok(false);
        };
        let (hash, password) = (hash.clone(), password.to_owned());
        self.slowly(move || {
            let hash = Phc::new(hash.as_stored()).ok()?;
            Some(hasher()?.verify_password(password.as_bytes(), &hash).is_ok())
        })
        .await?
        .ok_or(EngineError::Fault)
    }

    async fn slowly<R: Send + 'static>(&self, work: impl FnOnce() -> R + Send + 'static) -> Result<R, EngineError> {
        let _permit = self.accounts_known().hashing.acquire().await.map_err(|_| EngineError::ShuttingDown)?;
        self.spawner().spawn_blocking(work).await.map_err(|_| EngineError::Fault)
    }
}

fn hasher() -> Option<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_not_what_anybody_tries_first() {
        let check = |password: &str| check_password("mette-holm", password);
        assert_eq!(check("kort"), Err(Unfit::TooShort));
        assert_eq!(check("æøåæøåæøåæø"), Err(Unfit::TooShort), "eleven characters, though twenty-two bytes");
        assert_eq!(check(&"lang".repeat(33)), Err(Unfit::TooLong));
        assert_eq!(check(&"lang".repeat(32)), Ok(()));
        for own in ["Mette-Holm2026", "mette-holmmette-holm", "  METTE-HOLM 12"] {
            assert_eq!(check(own), Err(Unfit::IsLogin), "{own}");
        }
        for common in ["Password1234", "aaaaaaaaaaaaa", "123456789012", "adgangskode1", "              "] {
            assert_eq!(check(common), Err(Unfit::Common), "{common}");
        }
        for good in ["tre små kinesere", "mette-holm-spiser-rugbrød"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn the_list_of_the_commonest_is_in_the_form_that_is_compared() {
        for line in COMMON.lines() {
            assert!(line.chars().count() >= PASSWORD_CHARS_MIN, "{line}: too short to be taken anyway");
            assert_eq!(line.to_lowercase(), line);
            assert!(!line.contains(char::is_whitespace), "{line}");
        }
    }

    #[test]
    fn a_hash_says_how_it_was_made() {
        let hash = hasher().unwrap().hash_password_with_salt(b"tre kinesere", &[1; SALT_BYTES]).unwrap().to_string();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    }
}
