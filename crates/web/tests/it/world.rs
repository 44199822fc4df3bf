//! A small municipality of two centres, served in memory on a Monday morning; and a client for it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use domain::command::Command;
use domain::ids::{CentreId, EmployeeId, SetupVersion};
use domain::setup::{Setup, SourceFile, files_of, parse_setup};
use domain::time::Instant;
use engine::{Engine, ManualClock, identifiers};
use serde_json::Value;
use store::{Invitation, NewAccount, NewToken, Role, Secret, Store, Vault, VaultKeys};
use tokio_stream::StreamExt as _;
use tower::ServiceExt as _;
use web::reports::ReadReports;
use web::{AppState, Limits, Renderer, Texts};

const MUNICIPALITY: &str = r#"
name.da = "Lille Kommune"
name.en = "Small Municipality"
languages = ["da", "en"]
time_zone = "Europe/Copenhagen"
"#;

const BORGER: [(&str, &str); 8] = [
    (
        "borger/centre.toml",
        r#"
name.da = "Borgerservice"
name.en = "Citizen Service"
address = "Torvet 1"
phone = "+45 01 23 45 67"
hours.monday = "08:00-18:00"
"#,
    ),
    (
        "borger/queues.toml",
        r#"
[[queue]]
id = "pas"
letter = "A"
name.da = "Pas"
name.en = "Passports"
instead.da = "Bestil tid"
instead.en = "Book a time"

[[queue]]
id = "skat"
letter = "B"
name.da = "Skat"
name.en = "Tax"
instead.da = "Bestil tid"
instead.en = "Book a time"
"#,
    ),
    (
        "borger/services.toml",
        r#"
[[service]]
id = "forny-pas"
queue = "pas"
minutes = 9
name.da = "Forny pas"
name.en = "Renew passport"

[[service]]
id = "skattekort"
queue = "skat"
minutes = 5
question = "digital"
name.da = "Skattekort"
name.en = "Tax card"
"#,
    ),
    (
        "borger/questions.toml",
        r#"
[[question]]
id = "digital"
text.da = "Kan du klare det på nettet?"
text.en = "Can you do it online?"

  [[question.answer]]
  id = "ja"
  text.da = "Ja"
  text.en = "Yes"
  refer = "skat-dk"

  [[question.answer]]
  id = "nej"
  text.da = "Nej"
  text.en = "No"
  ticket = true

[[referral]]
id = "skat-dk"
name.da = "Skats selvbetjening"
name.en = "Tax online"
text.da = "Log på hjemme"
text.en = "Sign in at home"
"#,
    ),
    (
        "borger/places.toml",
        r#"
[[desk]]
id = "skranke-1"
floor = 0
queues = ["pas", "skat"]
name.da = "Skranke 1"
name.en = "Desk 1"

[[desk]]
id = "skranke-2"
floor = 0
queues = ["pas"]
name.da = "Skranke 2"
name.en = "Desk 2"
"#,
    ),
    (
        "borger/devices.toml",
        r#"
[[kiosk]]
id = "stander-1"
floor = 0
buttons = ["forny-pas", "skattekort"]
check_in = ["qr", "phone", "birth", "cpr", "card"]
name.da = "Stander 1"
name.en = "Kiosk 1"

[[screen]]
id = "infoskaerm-1"
queues = ["pas", "skat"]
name.da = "Infoskærm i stuen"
name.en = "Screen on the ground floor"
"#,
    ),
    (
        "borger/appointments.toml",
        r#"
[[capacity]]
id = "raadgivere"
employees = ["bo", "anna"]
every_minutes = 30
name.da = "Rådgivere"
name.en = "Advisers"

[[appointment]]
service = "skattekort"
question = "digital"
words.da = "forskud, årsopgørelse"
words.en = "advance, annual"

[[appointment.bring]]
text.da = "Tag dit sundhedskort med"
text.en = "Bring your health card"

[appointment.phone]
minutes = 30
capacity = ["raadgivere"]

[appointment.in_person]
minutes = 20
buffer_minutes = 10
capacity = ["raadgivere"]
"#,
    ),
    (
        "borger/employees.toml",
        r#"
[[employee]]
id = "anna"
name = "Anna Hemmelig"
initials = "AH"
role = "superuser"

[[employee]]
id = "bo"
name = "Bo Hemmelig"
initials = "BH"
role = "employee"
"#,
    ),
];

/// The employees' names; they must never be seen in public.
pub(crate) const SECRET_NAME: &str = "Hemmelig";

/// Monday, ten in the morning in Denmark.
pub(crate) fn morning() -> Instant {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

fn sources() -> Vec<SourceFile> {
    let mut files = vec![SourceFile::new("municipality.toml", MUNICIPALITY)];
    for (path, text) in BORGER {
        files.push(SourceFile::new(path, text));
        let next_door = text
            .replace("Borgerservice", "Jobcenter")
            .replace("Citizen Service", "Job Centre")
            .replace("phone = \"+45 01 23 45 67\"\n", "");
        files.push(SourceFile::new(path.replace("borger/", "job/"), next_door));
    }
    files
}

/// The set-ups of both centres.
pub(crate) fn setups() -> BTreeMap<CentreId, Arc<Setup>> {
    let files = sources();
    ["borger", "job"]
        .into_iter()
        .map(|name| {
            let centre = CentreId::new(name).unwrap();
            let setup = parse_setup(&files_of(&files, &centre), SetupVersion(1)).unwrap();
            (centre, Arc::new(setup))
        })
        .collect()
}

/// A municipality that is served, with a token for every role.
pub(crate) struct World {
    pub(crate) engine: Engine,
    pub(crate) clock: ManualClock,
    pub(crate) app: AppState,
    router: Router,
    tokens: BTreeMap<&'static str, String>,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with_limits(Limits::default()).await
    }

    pub(crate) async fn with_limits(limits: Limits) -> Self {
        Self::with(limits, None).await
    }

    /// With somebody who reads what providers report.
    pub(crate) async fn reporting(reports: Arc<dyn ReadReports>) -> Self {
        Self::with(Limits::default(), Some(reports)).await
    }

    async fn with(limits: Limits, reports: Option<Arc<dyn ReadReports>>) -> Self {
        let clock = ManualClock::new(morning());
        let texts = Arc::new(Texts::embedded().unwrap());
        let engine_limits = engine::Limits { render_pause: Duration::from_millis(1), ..engine::Limits::default() };
        let renderer = Arc::new(Renderer::new(Arc::clone(&texts), &Secret::new([7; 32])));
        let engine = Engine::start(
            Store::memory(),
            setups(),
            Arc::new(|_| Err("no set-up is published here".to_owned())),
            Arc::new(clock.clone()),
            tokio::runtime::Handle::current(),
            Arc::clone(&renderer) as Arc<dyn engine::Render>,
            engine_limits,
        )
        .unwrap();
        let vault = Vault::new(&VaultKeys::new(Secret::new([8; 32])));
        let app = AppState::with_texts(engine.clone(), &Secret::new([7; 32]), vault, limits, false, texts);
        let app = app.telling(&renderer);
        let app = match reports {
            Some(reports) => app.with_reports(reports),
            None => app,
        };
        let mut world = Self { router: web::router(app.clone()), app, engine, clock, tokens: BTreeMap::new() };
        for (name, role, centre, subject) in [
            ("device", Role::Device, Some("borger"), Some("stander-1")),
            ("employee", Role::Employee, Some("borger"), Some("bo")),
            ("manager", Role::Manager, Some("borger"), Some("anna")),
            ("superuser", Role::Superuser, Some("borger"), Some("anna")),
            ("system_owner", Role::SystemOwner, None, None),
            ("elsewhere", Role::Superuser, Some("job"), Some("anna")),
            ("nowhere", Role::Superuser, None, None),
        ] {
            world.add_token(name, role, centre, subject).await;
        }
        world
    }

    async fn add_token(&mut self, name: &'static str, role: Role, centre: Option<&str>, subject: Option<&str>) {
        let secret = identifiers::new_token().unwrap();
        let centres = centre.into_iter().map(|c| CentreId::new(c).unwrap()).collect();
        let subject = subject.map(str::to_owned);
        let token = NewToken { name: name.to_owned(), role, centres, subject, hash: secret.hash, expires_at: None };
        self.engine.create_token(token, "test").await.unwrap();
        self.tokens.insert(name, secret.text);
    }

    pub(crate) fn token(&self, name: &str) -> &str {
        &self.tokens[name]
    }

    /// A request as somebody: a role's name, a token's text, or nobody where empty.
    pub(crate) fn request(&self, method: &str, path: &str, who: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(path).header(header::ACCEPT_LANGUAGE, "en");
        let token = self.tokens.get(who).map_or(who, String::as_str);
        if token.is_empty() { request } else { request.header(header::AUTHORIZATION, format!("Bearer {token}")) }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answered {
        let response = self.respond(request).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answered { status, headers, body: String::from_utf8(body.to_vec()).unwrap() }
    }

    pub(crate) async fn get(&self, path: &str, who: &str) -> Answered {
        self.send(self.request("GET", path, who).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, who: &str, body: Value) -> Answered {
        self.send_json("POST", path, who, body).await
    }

    pub(crate) async fn send_json(&self, method: &str, path: &str, who: &str, body: Value) -> Answered {
        let request = self.request(method, path, who);
        let request = if body.is_null() {
            request.body(Body::empty())
        } else {
            request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string()))
        };
        self.send(request.unwrap()).await
    }

    /// A command to a date that is no caller's: what the clock of the installation sends.
    pub(crate) async fn command(&self, date: jiff::civil::Date, command: Command) {
        let request = engine::Request {
            sender: "clock".to_owned(),
            command_id: "midnight".to_owned(),
            body_hash: [0; 32],
            centre: CentreId::new("borger").unwrap(),
            date: Some(date),
            command,
            people: Vec::new(),
            limits: Vec::new(),
        };
        self.engine.submit(request).await.unwrap();
    }

    /// The same with an `Idempotency-Key`.
    pub(crate) async fn post_keyed(&self, path: &str, who: &str, key: &str, body: Value) -> Answered {
        let request = self.request("POST", path, who).header("idempotency-key", key);
        let request = request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string()));
        self.send(request.unwrap()).await
    }

    /// The status and headers of a stream, and its first `count` chunks.
    pub(crate) async fn chunks(&self, path: &str, count: usize) -> (StatusCode, HeaderMap, Vec<String>) {
        let request = self.request("GET", path, "").header("last-event-id", "999").body(Body::empty()).unwrap();
        let response = self.respond(request).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let stream = response.into_body().into_data_stream().take(count).map(|c| c.unwrap());
        let chunks = tokio::time::timeout(Duration::from_secs(10), stream.collect::<Vec<_>>()).await.unwrap();
        (status, headers, chunks.iter().map(|c| String::from_utf8(c.to_vec()).unwrap()).collect())
    }

    /// An account of a role in a centre (everywhere where none is named), with a password where one is given.
    pub(crate) async fn add_account(&self, login: &str, role: Role, centre: Option<&str>, password: Option<&str>) {
        let secret = identifiers::new_secret(identifiers::INVITATION_PREFIX).unwrap();
        let invitation = Invitation { hash: secret.hash, until: self.engine.now().plus_minutes(60) };
        let login: EmployeeId = login.parse().unwrap();
        let centres = centre.into_iter().map(|c| CentreId::new(c).unwrap()).collect();
        let subject = login.clone();
        let new = NewAccount { login, role, centres, subject, invitation: Some(invitation) };
        self.engine.create_account(new, "test").await.unwrap();
        if let Some(password) = password {
            self.engine.accept_invitation(&secret.text, password).await.unwrap().unwrap();
        }
    }

    /// The cookie of somebody who is signed in.
    pub(crate) async fn session(&self, login: &str) -> String {
        let secret = self.engine.begin_session(&login.parse().unwrap()).await.unwrap().unwrap();
        format!("__Host-frontdesk={}", secret.text)
    }

    /// An account of a role in the first centre (everywhere for a system owner), signed in: its cookie.
    pub(crate) async fn signed_in(&self, role: Role) -> String {
        let login = role.as_str().replace('_', "-");
        let centre = (role != Role::SystemOwner).then_some("borger");
        self.add_account(&login, role, centre, None).await;
        self.session(&login).await
    }

    /// The cookie of a device that was let in: its token's secret.
    pub(crate) fn device_cookie(&self) -> String {
        format!("__Host-frontdesk-device={}", self.token("device"))
    }

    /// A request of a browser with its cookies, from a page of ours.
    #[expect(clippy::unused_self, reason = "a request is asked of a world, as all others are")]
    pub(crate) fn browser(&self, method: &str, path: &str, cookies: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
        let request = request.header(header::ACCEPT, "text/html").header(header::ACCEPT_LANGUAGE, "en");
        let request = request.header("sec-fetch-site", "same-origin").header(header::ORIGIN, format!("http://{HOST}"));
        if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies) }
    }

    /// What a browser gets.
    pub(crate) async fn look(&self, path: &str, cookies: &str) -> Answered {
        self.send(self.browser("GET", path, cookies).body(Body::empty()).unwrap()).await
    }

    /// What a browser gets for a form.
    pub(crate) async fn form(&self, path: &str, cookies: &str, fields: &[(&str, &str)]) -> Answered {
        let body = serde_html_form::to_string(fields).unwrap();
        let request = self.browser("POST", path, cookies).header(header::CONTENT_TYPE, FORM);
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// An answer whose body is not read yet: a live stream stays open.
    pub(crate) async fn open(&self, path: &str) -> Response {
        self.respond(self.request("GET", path, "").body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn respond(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// A ticket for a passport.
    pub(crate) async fn ticket(&self) -> Value {
        let answered =
            self.post("/api/v1/centres/borger/visits", "device", serde_json::json!({"services": ["forny-pas"]})).await;
        assert_eq!(answered.status, 201, "{}", answered.body);
        answered.json()
    }

    /// Bo signs on at desk 1.
    pub(crate) async fn sign_on(&self) {
        let answered = self.post("/api/v1/centres/borger/desks/skranke-1/sign-on", "employee", Value::Null).await;
        assert_eq!(answered.status, 204, "{}", answered.body);
    }
}

/// How a browser names the world.
pub(crate) const HOST: &str = "hall.example";

/// The media type of a form.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// What came back.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answered {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    /// The cookies that it sets, each with its attributes.
    pub(crate) fn cookies(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }

    /// The cookie that it sets, as a browser sends it back.
    #[track_caller]
    pub(crate) fn cookie(&self, name: &str) -> String {
        let cookies = self.cookies();
        let found = cookies.iter().find_map(|cookie| cookie.split(';').next().filter(|c| c.starts_with(name)));
        found.unwrap_or_else(|| panic!("no cookie {name}: {cookies:?}, {}", self.body)).to_owned()
    }

    /// Where it leads.
    #[track_caller]
    pub(crate) fn leads_to(&self) -> &str {
        assert_eq!(self.status.as_u16(), 303, "{}", self.body);
        self.header("location")
    }

    /// That it is a problem document with this status and code, and says something.
    #[track_caller]
    pub(crate) fn assert_problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], format!("/problems/{code}"));
        for text in ["title", "detail"] {
            let text = problem[text].as_str().unwrap();
            assert!(text.len() > 5 && !text.contains('{') && !text.starts_with("problem-"), "{problem}");
        }
        problem
    }
}
