//! Whom we believe when we speak TLS: the authorities that browsers believe, and those that a municipality names itself
//! (a mail server or message centre inside its own network).

use std::fmt;
use std::sync::Arc;

use tokio_rustls::rustls;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// The most authorities of one's own; more is surely another file.
pub const OWN_AUTHORITIES_MAX: usize = 50;

/// The authorities that are believed.
#[derive(Clone)]
pub struct Trust {
    own: Vec<CertificateDer<'static>>,
    config: Arc<ClientConfig>,
}

/// Why a file of authorities is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTrust {
    /// Not certificates in PEM, or not one.
    NoCertificates,
    /// More than [`OWN_AUTHORITIES_MAX`].
    TooMany,
    /// One that cannot be read as an authority; the first is 1.
    Unreadable {
        /// Which one.
        certificate: usize,
    },
}

impl fmt::Display for NoTrust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCertificates => f.write_str("there is no certificate in PEM"),
            Self::TooMany => write!(f, "there are more than {OWN_AUTHORITIES_MAX} certificates"),
            Self::Unreadable { certificate } => write!(f, "certificate {certificate} cannot be read as an authority"),
        }
    }
}

impl std::error::Error for NoTrust {}

impl Trust {
    /// The authorities that browsers believe.
    ///
    /// # Panics
    /// Never: the versions of TLS are those that the provider speaks.
    pub fn usual() -> Self {
        Self::of(Vec::new()).expect("no authority of one's own that could be wrong")
    }

    /// Those and the ones in `pem`, one certificate after the other.
    ///
    /// # Errors
    /// What is wrong with `pem`.
    pub fn with_own(pem: &[u8]) -> Result<Self, NoTrust> {
        let own: Vec<_> = CertificateDer::pem_slice_iter(pem)
            .take(OWN_AUTHORITIES_MAX + 1)
            .collect::<Result<_, _>>()
            .map_err(|_| NoTrust::NoCertificates)?;
        match own.len() {
            0 => Err(NoTrust::NoCertificates),
            1..=OWN_AUTHORITIES_MAX => Self::of(own),
            _ => Err(NoTrust::TooMany),
        }
    }

    fn of(own: Vec<CertificateDer<'static>>) -> Result<Self, NoTrust> {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        for (place, certificate) in own.iter().enumerate() {
            roots.add(certificate.clone()).map_err(|_| NoTrust::Unreadable { certificate: place + 1 })?;
        }
        // The provider is named: two in one process would otherwise make it fail when it runs.
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring speaks the usual versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { own, config: Arc::new(config) })
    }

    /// For whoever speaks TLS by rustls.
    pub fn config(&self) -> Arc<ClientConfig> {
        Arc::clone(&self.config)
    }

    /// For whoever has the usual ones already.
    pub(crate) fn own(&self) -> &[CertificateDer<'static>] {
        &self.own
    }
}

/// Whether TLS is at the bottom of an error, whatever it is wrapped in.
pub(crate) fn is_tls(error: &(dyn std::error::Error + 'static)) -> bool {
    if error.is::<rustls::Error>() {
        return true;
    }
    // What an `io::Error` is made of is not its source, and it may be made of another one.
    let within = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    within.is_some_and(|inner| is_tls(inner)) || error.source().is_some_and(is_tls)
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trust").field("own", &self.own.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_certificates_make_an_authority() {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        assert_eq!(Trust::with_own(made.cert.pem().as_bytes()).unwrap().own().len(), 1);
        assert_eq!(Trust::with_own(b"").unwrap_err(), NoTrust::NoCertificates);
        let nonsense = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        let second = format!("{}{nonsense}", made.cert.pem());
        assert_eq!(Trust::with_own(second.as_bytes()).unwrap_err(), NoTrust::Unreadable { certificate: 2 });
        let many = made.cert.pem().repeat(OWN_AUTHORITIES_MAX + 1);
        assert_eq!(Trust::with_own(many.as_bytes()).unwrap_err(), NoTrust::TooMany);
        assert_eq!(Trust::usual().own().len(), 0);
    }
}
