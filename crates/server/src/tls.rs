//! TLS that we speak ourselves: with a certificate in files, or with one that is fetched and renewed by itself (ACME, by
//! TLS-ALPN-01 on the very port that is served).
//!
//! Certificates in files are read again when the set-up is; the one before stays in force where the new one is not right.
//! No key is ever logged or shown.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use rustls_acme::caches::DirCache;
use rustls_acme::{AcmeConfig, is_tls_alpn_challenge};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::Acceptor;
use tokio_rustls::rustls::{self, ServerConfig};
use tokio_rustls::server::TlsStream;
use tokio_rustls::{LazyConfigAcceptor, TlsAcceptor};
use tokio_stream::StreamExt as _;

use crate::config::Config;
use crate::failure::Failure;
use crate::words::{Sentence, Words};

/// The authority where none is named.
const DIRECTORY: &str = "https://acme-v02.api.letsencrypt.org/directory";

/// The one protocol that is spoken inside.
const INSIDE: &[u8] = b"http/1.1";

/// TLS on every connection.
pub(crate) enum Tls {
    /// With a certificate in files.
    Files {
        /// The certificate and those that vouch for it.
        certificate: PathBuf,
        /// Its key.
        key: PathBuf,
        /// What was read of them last and was right.
        config: RwLock<Arc<ServerConfig>>,
    },
    /// With certificates that renew themselves.
    Acme {
        /// For the authority that looks whether the name is ours.
        challenge: Arc<ServerConfig>,
        /// For everybody.
        usual: Arc<ServerConfig>,
    },
}

impl Tls {
    /// What the configuration says; `None` where it says nothing of TLS. Called within the runtime.
    pub(crate) fn of(config: &Config, words: &Words) -> Result<Option<Self>, Failure> {
        let tls = &config.tls;
        let failure = |name| Err(Failure::new(words.say(name)));
        match (&tls.certificate, &tls.key, tls.domains.is_empty()) {
            (None, None, true) => Ok(None),
            (Some(certificate), Some(key), true) => Self::of_files(certificate, key, words).map(Some),
            (None, None, false) => Ok(Some(Self::of_authority(config))),
            (Some(_), None, _) | (None, Some(_), _) => failure("cli-tls-half"),
            (Some(_), Some(_), false) => failure("cli-tls-two-ways"),
        }
    }

    fn of_files(certificate: &Path, key: &Path, words: &Words) -> Result<Self, Failure> {
        let config = RwLock::new(read(certificate, key, words)?);
        Ok(Self::Files { certificate: certificate.to_owned(), key: key.to_owned(), config })
    }

    fn of_authority(config: &Config) -> Self {
        let tls = &config.tls;
        let contact = tls.contact.iter().map(|address| format!("mailto:{address}"));
        let mut state = AcmeConfig::new(&tls.domains)
            .contact(contact)
            .cache(DirCache::new(config.certificates_folder()))
            .directory(tls.directory.as_deref().unwrap_or(DIRECTORY))
            .state();
        let mut usual = ServerConfig::clone(&state.default_rustls_config());
        usual.alpn_protocols = vec![INSIDE.to_vec()];
        let challenge = state.challenge_rustls_config();
        tokio::spawn(async move {
            while let Some(happened) = state.next().await {
                match happened {
                    Ok(event) => tracing::info!(?event, "A certificate is kept up to date."),
                    Err(error) => tracing::error!(%error, "A certificate could not be fetched; it is tried again."),
                }
            }
        });
        Self::Acme { challenge, usual: Arc::new(usual) }
    }

    /// Reads the files again; what was in force stays so where they are not right.
    pub(crate) fn reload(&self, words: &Words) -> Result<(), Failure> {
        if let Self::Files { certificate, key, config } = self {
            let new = read(certificate, key, words)?;
            *config.write().unwrap_or_else(PoisonError::into_inner) = new;
        }
        Ok(())
    }

    /// The greeting of a new connection; `None` where it is no visitor's.
    pub(crate) async fn greet(&self, stream: TcpStream) -> Option<TlsStream<TcpStream>> {
        let greeted = match self {
            Self::Files { config, .. } => {
                let config = Arc::clone(&config.read().unwrap_or_else(PoisonError::into_inner));
                TlsAcceptor::from(config).accept(stream).await.map(Some)
            }
            Self::Acme { challenge, usual } => greet_or_prove(stream, challenge, usual).await,
        };
        greeted.unwrap_or_else(|error| {
            tracing::debug!(%error, "A connection ended before it was secure.");
            None
        })
    }
}

async fn greet_or_prove(
    stream: TcpStream,
    challenge: &Arc<ServerConfig>,
    usual: &Arc<ServerConfig>,
) -> std::io::Result<Option<TlsStream<TcpStream>>> {
    let beginning = LazyConfigAcceptor::new(Acceptor::default(), stream).await?;
    if is_tls_alpn_challenge(&beginning.client_hello()) {
        let mut proof = beginning.into_stream(Arc::clone(challenge)).await?;
        proof.shutdown().await?;
        return Ok(None);
    }
    beginning.into_stream(Arc::clone(usual)).await.map(Some)
}

fn read(certificate: &Path, key: &Path, words: &Words) -> Result<Arc<ServerConfig>, Failure> {
    let unreadable = |file: &Path, error: &dyn std::fmt::Display| {
        let told = Sentence::new("cli-tls-unreadable").with("file", file.display()).with("error", error);
        Failure::new(words.put(&told))
    };
    let chain = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let chain = chain.map_err(|error| unreadable(certificate, &error))?;
    if chain.is_empty() {
        return Err(Failure::new(words.tell("cli-tls-no-certificate", &[("file", &certificate.display())])));
    }
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| unreadable(key, &error))?;
    server_config(chain, secret).map(Arc::new).map_err(|error| {
        let told = Sentence::new("cli-tls-unusable").with("certificate", certificate.display());
        Failure::new(words.put(&told.with("key", key.display()).with("error", error)))
    })
}

fn server_config(
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<ServerConfig, rustls::Error> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![INSIDE.to_vec()];
    Ok(config)
}
