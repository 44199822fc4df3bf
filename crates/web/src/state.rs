//! What every handler can reach: built once by whoever starts the program.
//!
//! It is cloned for each request and costs one counter. No global stands behind it.

use std::ops::Deref;
use std::sync::Arc;

use engine::Engine;
use store::{Secret, Vault};

use crate::access::guesses::Guesses;
use crate::api::centres::PublicCentres;
use crate::demo::{DemoDevices, Sent};
use crate::kiosk::FirstTimes;
use crate::limits::{Gates, Limits};
use crate::link::Links;
use crate::renderer::Renderer;
use crate::reports::ReadReports;
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
    /// What the demo's citizens were sent.
    pub sent: Sent,
    /// Reads what providers report of messages; none where nobody is configured who does.
    pub(crate) reports: Option<Arc<dyn ReadReports>>,
    /// Reads texts aloud.
    pub speech: Speech,
    pub(crate) demo_devices: DemoDevices,
    pub(crate) gates: Gates,
    pub(crate) guesses: Guesses,
    pub(crate) first_times: FirstTimes,
    pub(crate) links: Links,
    pub(crate) vault: Vault,
    pub(crate) body_key: [u8; 32],
    /// Makes the addresses of employees' calendars.
    pub(crate) feed_key: [u8; 32],
    /// Makes the names of those who wait for a time, and hides from where they asked.
    pub(crate) watch_key: [u8; 32],
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
            sent: Sent::default(),
            reports: None,
            speech: Speech::default(),
            demo_devices: DemoDevices::default(),
            gates: Gates::new(&limits),
            guesses: Guesses::default(),
            first_times: FirstTimes::default(),
            links: Links::new(secret),
            vault,
            body_key: secret.derive("command-body"),
            feed_key: secret.derive("calendar-feed"),
            watch_key: secret.derive("watch"),
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

    /// The same, with somebody who reads what providers report of messages. Before it is shared.
    #[must_use]
    pub fn with_reports(mut self, reports: Arc<dyn ReadReports>) -> Self {
        if let Some(context) = Arc::get_mut(&mut self.0) {
            context.reports = Some(reports);
        }
        self
    }

    /// The same, telling the engine's live views what they cannot ask for. Before it is shared.
    #[must_use]
    pub fn telling(mut self, renderer: &Renderer) -> Self {
        if let Some(context) = Arc::get_mut(&mut self.0) {
            context.first_times = renderer.first_times();
        }
        self
    }

    /// The short address of a visit's page, as a text message has it: without its scheme.
    pub fn short_link(&self, visit: domain::ids::VisitId) -> String {
        let host = self.public_url.split("://").nth(1).unwrap_or(&self.public_url);
        format!("{host}/t/{}", self.links.key(visit))
    }

    /// The key of the address under which a visit's ticket is.
    pub fn ticket_key(&self, visit: domain::ids::VisitId) -> String {
        self.links.key(visit)
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
