//! Texts that are never shown: tokens, passwords, shared secrets.

use std::fmt;

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// A secret text. Its `Debug` says nothing of it, and its memory is wiped when it is dropped.
#[derive(Clone)]
pub struct Hidden(Zeroizing<String>);

impl Hidden {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text itself, for the one place that sends it or computes with it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether `given` is this secret, in a time that tells nothing of either: the hashes are compared, which have one
    /// length.
    pub fn is(&self, given: &[u8]) -> bool {
        let ours = Sha256::digest(self.0.as_bytes());
        let theirs = Sha256::digest(given);
        ours.as_slice().ct_eq(theirs.as_slice()).into()
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_compared_and_never_shown() {
        let secret = Hidden::new("correct horse".to_owned());
        assert!(secret.is(b"correct horse"));
        assert!(!secret.is(b"correct horse "));
        assert!(!secret.is(b""));
        assert_eq!(format!("{secret:?}"), "Hidden(..)");
    }
}
