//! What every handler can reach: built once by whoever starts the program.
//!
//! It is cloned for each request and costs one counter. No global stands behind it.

use std::ops::Deref;
use std::sync::Arc;

use engine::Engine;
use store::{Secret, Vault};

use crate::access::guesses::Guesses;
use crate::api::centres::PublicCentres;
use crate::demo::DemoDevices;
use crate::limits::{Gates, Limits};
use crate::link::Links;
use crate::speech::Speech;
use crate::texts::{Texts, TextsError};

/// Where we are reached where nothing is said.
const DEFAULT_URL: &str = "http://127.0.0.1:8080";

/// What every handler can reach.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Context>);

/// The parts of [`AppState`].
pub struct Context {
    /// The one write path and the one live path.
    pub engine: Engine,
    /// Every text.
    pub texts: Arc<Texts>,
    /// Every limit.
    pub limits: Limits,
    /// Whether citizens and employees are played, and nothing here is real.
    pub demo: bool,
    /// How the phones of citizens reach us, without a slash at its end: the beginning of links and QR codes.
    pub public_url: String,
    /// Reads texts aloud.
    pub speech: Speech,
    pub(crate) demo_devices: DemoDevices,
    pub(crate) gates: Gates,
    pub(crate) guesses: Guesses,
    pub(crate) links: Links,
    pub(crate) vault: Vault,
    pub(crate) body_key: [u8; 32],
    pub(crate) public_centres: PublicCentres,
    pub(crate) run_name: String,
}

impl std::fmt::Debug for Context {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context").field("limits", &self.limits).field("demo", &self.demo).finish_non_exhaustive()
    }
}

impl AppState {
    /// The state of a surface over an engine. `demo` says on every page that nothing here is real.
    ///
    /// # Errors
    /// [`TextsError`] where an embedded file of texts is not well formed.
    pub fn new(engine: Engine, secret: &Secret, vault: Vault, limits: Limits, demo: bool) -> Result<Self, TextsError> {
        let texts = Arc::new(Texts::embedded()?);
        Ok(Self::with_texts(engine, secret, vault, limits, demo, texts))
    }

    /// The same, with texts that are loaded already: the renderer of live views shares them.
    pub fn with_texts(
        engine: Engine,
        secret: &Secret,
        vault: Vault,
        limits: Limits,
        demo: bool,
        texts: Arc<Texts>,
    ) -> Self {
        Self(Arc::new(Context {
            engine,
            texts,
            demo,
            public_url: DEFAULT_URL.to_owned(),
            speech: Speech::default(),
            demo_devices: DemoDevices::default(),
            gates: Gates::new(&limits),
            guesses: Guesses::default(),
            links: Links::new(secret),
            vault,
            body_key: secret.derive("command-body"),
            public_centres: PublicCentres::default(),
            run_name: run_name(),
            limits,
        }))
    }

    /// The same, reached at another address: scheme, host and port, without a slash at the end. Before it is shared.
    #[must_use]
    pub fn at_url(mut self, public_url: &str) -> Self {
        if let Some(context) = Arc::get_mut(&mut self.0) {
            public_url.trim_end_matches('/').clone_into(&mut context.public_url);
        }
        self
    }

    /// The token that opens a visit's link.
    pub fn visit_token(&self, visit: domain::ids::VisitId) -> String {
        self.links.token(visit)
    }
}

impl Deref for AppState {
    type Target = Context;
    fn deref(&self) -> &Context {
        &self.0
    }
}

/// A short name of this run of the program, so that its requests are not taken for another's.
fn run_name() -> String {
    engine::identifiers::new_command_id().map_or_else(|_| "run".to_owned(), |id| id.chars().take(8).collect())
}
