//! How a kiosk, screen or printer is let in: it shows a code, somebody who may confirms it, and the secret that the device
//! has had from the beginning is a token's from then on.
//!
//! The secret never travels from who confirms to the device, and a lost answer loses nothing: the device asks again. A code
//! lives [`crate::Limits::pairing_seconds`]; at most [`crate::Limits::pairings_max`] are open. Codes are never logged.

use domain::ids::CentreId;
use store::{Asked, NewDevice, Pairing};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::identifiers::{self, NewSecret, hash_of};
use crate::tokens::TOKEN_LENGTH_MAX;

/// How often another code is tried where one is shown by another device already.
const CODES_TRIED_MAX: usize = 3;

/// A device that asks to be let in.
#[derive(Debug)]
pub struct NewPairing {
    /// What it shows: [`identifiers::PAIRING_CODE_CHARS`] letters and digits.
    pub code: String,
    /// What it keeps.
    pub secret: NewSecret,
}

impl Engine {
    /// A code for a device that asks to be let in; `None` where too many ask.
    ///
    /// # Errors
    /// What the store says.
    pub async fn ask_pairing(&self) -> Result<Option<NewPairing>, EngineError> {
        let now = self.now();
        let (since, most) = (now.plus_seconds(-self.limits().pairing_seconds), self.limits().pairings_max);
        for _ in 0..CODES_TRIED_MAX {
            let code = identifiers::new_pairing_code().map_err(|_| EngineError::Fault)?;
            let secret = identifiers::new_token().map_err(|_| EngineError::Fault)?;
            let pairing = Pairing { code: code.clone(), hash: secret.hash, asked_at: now };
            match self.work(move |core| core.store_mut().ask_pairing(&pairing, since, most)).await?? {
                Asked::Open => return Ok(Some(NewPairing { code, secret })),
                Asked::Full => return Ok(None),
                Asked::Taken => {}
            }
        }
        Err(EngineError::Busy)
    }

    /// The pairing of a device by its secret, as long as its code may be confirmed.
    ///
    /// # Errors
    /// What the store says.
    pub async fn pairing(&self, secret: &str) -> Result<Option<Pairing>, EngineError> {
        if secret.len() > TOKEN_LENGTH_MAX {
            return Ok(None);
        }
        let (hash, since) = (hash_of(secret), self.now().plus_seconds(-self.limits().pairing_seconds));
        let found = self.read(move |reader| reader.pairing_by_hash(&hash)).await??;
        Ok(found.filter(|pairing| pairing.asked_at >= since))
    }

    /// Confirms the code that a device shows: it is this device of this centre from then on. Gives the name of its token;
    /// `None` where no device shows that code.
    ///
    /// # Errors
    /// What the store says.
    pub async fn confirm_pairing(
        &self,
        code: &str,
        centre: &CentreId,
        device: &str,
        by: &str,
    ) -> Result<Option<String>, EngineError> {
        let Some(code) = identifiers::read_pairing_code(code) else { return Ok(None) };
        let name = identifiers::new_device_name(centre, device).map_err(|_| EngineError::Fault)?;
        let (now, by) = (self.now(), by.to_owned());
        let since = now.plus_seconds(-self.limits().pairing_seconds);
        let new = NewDevice { name: name.clone(), centre: centre.clone(), device: device.to_owned() };
        let confirm = move |core: &mut crate::Core| core.store_mut().confirm_pairing(&code, since, &new, &by, now);
        let confirmed = self.work(confirm).await??;
        self.forget_known_tokens();
        Ok(confirmed.then_some(name))
    }
}
