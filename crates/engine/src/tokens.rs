//! Who may speak to the engine: tokens, by the hash of their secret.
//!
//! All known tokens are kept in memory and read again when they are older than [`crate::Limits::tokens_fresh`], so that
//! one which another process made or revoked is noticed. No secret is kept, logged or compared as it is. What a token
//! may do is for the surfaces to say.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant as Moment;

use parking_lot::RwLock;
use store::{NewToken, TokenRow};
use tokio::sync::{Mutex, Semaphore};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::identifiers::{TOKEN_PREFIX, hash_of};
use crate::limits::Limits;

/// The longest text that is looked at as a token, in bytes.
pub const TOKEN_LENGTH_MAX: usize = 128;

#[derive(Debug)]
pub(crate) struct Tokens {
    known: RwLock<Known>,
    reading: Mutex<()>,
    lookups: Semaphore,
}

#[derive(Debug, Default)]
struct Known {
    by_hash: BTreeMap<[u8; 32], Arc<TokenRow>>,
    read_at: Option<Moment>,
}

impl Tokens {
    pub(crate) fn new(limits: &Limits) -> Self {
        let lookups = Semaphore::new(limits.token_lookups_max);
        Self { known: RwLock::default(), reading: Mutex::default(), lookups }
    }

    fn is_fresh(&self, limits: &Limits) -> bool {
        self.known.read().read_at.is_some_and(|at| at.elapsed() < limits.tokens_fresh)
    }
}

impl Engine {
    /// The valid token with this secret, if there is one.
    ///
    /// # Errors
    /// [`EngineError::Store`] where the secret is not known and the store cannot be asked. Tokens that are known stay
    /// so while the store does not answer.
    pub async fn authenticate(&self, secret: &str) -> Result<Option<Arc<TokenRow>>, EngineError> {
        if !secret.starts_with(TOKEN_PREFIX) || secret.len() > TOKEN_LENGTH_MAX {
            return Ok(None);
        }
        let tokens = self.tokens_known();
        if !tokens.is_fresh(self.limits()) {
            self.read_tokens().await?;
        }
        let hash = hash_of(secret);
        let known = tokens.known.read().by_hash.get(&hash).map(Arc::clone);
        let row = match known {
            Some(row) => Some(row),
            None => self.look_up_token(hash).await?,
        };
        let now = self.now();
        Ok(row.filter(|row| row.is_valid_at(now)))
    }

    /// All tokens, void ones included, by name.
    ///
    /// # Errors
    /// What the store says.
    pub async fn tokens(&self) -> Result<Vec<TokenRow>, EngineError> {
        Ok(self.read(store::Reader::tokens).await??)
    }

    /// Enters a token.
    ///
    /// # Errors
    /// What the store says: [`store::StoreError::TokenExists`] where the name was used before.
    pub async fn create_token(&self, new: NewToken, by: &str) -> Result<(), EngineError> {
        let (by, now) = (by.to_owned(), self.now());
        self.work(move |core| core.create_token(&new, &by, now)).await??;
        self.forget_known_tokens();
        Ok(())
    }

    /// Ends a token; `false` where there is none of that name, or it has ended. It opens nothing from then on.
    ///
    /// # Errors
    /// What the store says.
    pub async fn revoke_token(&self, name: &str, by: &str) -> Result<bool, EngineError> {
        let (name, by, now) = (name.to_owned(), by.to_owned(), self.now());
        let revoked = self.work(move |core| core.revoke_token(&name, &by, now)).await??;
        self.forget_known_tokens();
        Ok(revoked)
    }

    /// Whatever is known of tokens is read again before it is used.
    pub(crate) fn forget_known_tokens(&self) {
        self.tokens_known().known.write().read_at = None;
    }

    /// Reads all tokens, once for all who wait for it.
    async fn read_tokens(&self) -> Result<(), EngineError> {
        let tokens = self.tokens_known();
        let _one = tokens.reading.lock().await;
        if tokens.is_fresh(self.limits()) {
            return Ok(());
        }
        match self.tokens().await {
            Ok(rows) => {
                let by_hash = rows.into_iter().map(|row| (row.hash, Arc::new(row))).collect();
                *tokens.known.write() = Known { by_hash, read_at: Some(Moment::now()) };
                Ok(())
            }
            Err(error) => {
                let mut known = tokens.known.write();
                if known.by_hash.is_empty() {
                    return Err(error);
                }
                tracing::warn!(%error, "The tokens cannot be read; those that are known stay in force.");
                known.read_at = Some(Moment::now());
                Ok(())
            }
        }
    }

    /// A token that another process may have made a moment ago.
    async fn look_up_token(&self, hash: [u8; 32]) -> Result<Option<Arc<TokenRow>>, EngineError> {
        let tokens = self.tokens_known();
        let _permit = tokens.lookups.acquire().await.map_err(|_| EngineError::ShuttingDown)?;
        let Some(row) = self.read(move |reader| reader.token_by_hash(&hash)).await?? else { return Ok(None) };
        let row = Arc::new(row);
        tokens.known.write().by_hash.insert(hash, Arc::clone(&row));
        Ok(Some(row))
    }
}
