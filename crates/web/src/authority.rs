//! Who asks, and what that allows. An extractor carries its authority in its type: a handler that takes a [`Manager`]
//! cannot be reached by less.
//!
//! Everything is denied unless a type here allows it. A token's centres are part of it: for another centre it opens
//! nothing. No handler looks at a role itself, and no secret is ever logged or compared byte by byte.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use domain::command::Actor;
use domain::ids::{CentreId, EmployeeId, KioskId, VisitId};
use domain::refusal::Refusal;
use domain::setup::Setup;
use engine::Session;
use store::{Role, TokenRow};

use crate::access::cookies;
use crate::problem::Problem;
use crate::state::AppState;

/// What somebody holds who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// Nothing.
    Nobody,
    /// The link of one visit.
    VisitLink,
    /// A device's token.
    Device,
    /// An employee's token.
    Employee,
    /// A manager's token.
    Manager,
    /// A superuser's token.
    Superuser,
    /// A system owner's token.
    SystemOwner,
}

impl Holder {
    /// All, in the order of the table in the docs.
    pub const ALL: [Self; 7] = [
        Self::Nobody,
        Self::VisitLink,
        Self::Device,
        Self::Employee,
        Self::Manager,
        Self::Superuser,
        Self::SystemOwner,
    ];

    /// Its name in the docs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::VisitLink => "visit's link",
            Self::Device => "device",
            Self::Employee => "employee",
            Self::Manager => "manager",
            Self::Superuser => "superuser",
            Self::SystemOwner => "system owner",
        }
    }
}

impl From<Role> for Holder {
    fn from(role: Role) -> Self {
        match role {
            Role::Device => Self::Device,
            Role::Employee => Self::Employee,
            Role::Manager => Self::Manager,
            Role::Superuser => Self::Superuser,
            Role::SystemOwner => Self::SystemOwner,
        }
    }
}

/// A set of holders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holders(u8);

impl Holders {
    /// These and no others.
    pub const fn of(holders: &[Holder]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < holders.len() {
            bits |= 1 << holders[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    /// These and those.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a holder is among them.
    pub const fn include(self, holder: Holder) -> bool {
        self.0 & (1 << holder as u8) != 0
    }
}

/// Who asks, in a centre.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Which centre's hall.
    pub centre: CentreId,
    /// That centre's set-up now.
    pub setup: Arc<Setup>,
    /// As whom it stands in the stream.
    pub actor: Actor,
    /// The sender of command identifiers.
    pub sender: String,
    /// What was shown.
    pub holder: Holder,
    /// The centres that it opens; none is every centre, for a system owner.
    pub centres: Vec<CentreId>,
}

impl Caller {
    /// Whether the caller may do the same in another centre.
    pub fn may_enter(&self, centre: &CentreId) -> bool {
        let everywhere = self.centres.is_empty() && self.holder == Holder::SystemOwner;
        everywhere || *centre == self.centre || self.centres.contains(centre)
    }

    /// Whether the caller may see who works in the hall.
    pub fn is_staff(&self) -> bool {
        self.holder >= Holder::Employee
    }

    /// The employee that an action is about: the one named, or the caller herself. An employee acts for herself alone;
    /// a manager, or a program that stands for nobody, for all.
    ///
    /// # Errors
    /// A [`Problem`] where nobody is named, or somebody else.
    pub fn employee(&self, named: Option<EmployeeId>) -> Result<EmployeeId, Problem> {
        match (&self.actor, named) {
            (Actor::Employee(own), None) => Ok(own.clone()),
            (Actor::Employee(own), Some(named)) if *own != named && self.holder == Holder::Employee => {
                Err(Problem::new(StatusCode::FORBIDDEN, "other_employee"))
            }
            (_, Some(named)) => Ok(named),
            (_, None) => Err(Problem::new(StatusCode::CONFLICT, "employee_missing").detail("field", "employee")),
        }
    }
}

/// What was shown, and whether it is good for this place.
#[derive(Debug)]
pub enum Shown {
    /// Nothing.
    Nothing,
    /// Something that is not good: unknown, run out, revoked, or another visit's.
    Invalid,
    /// A session or a device's cookie that has ended.
    Ended,
    /// Something good, for other centres.
    Elsewhere,
    /// Something good for this centre.
    Held(Grant),
    /// The link of the visit that the path names.
    Link(VisitId),
}

/// What lets somebody in.
pub trait Authority: Sized {
    /// Who gets past it.
    const MAY: Holders;

    /// The authority, where what was shown is enough for it.
    fn admit(shown: &Shown, place: &Place) -> Option<Self>;
}

/// Which hall a path is about.
#[derive(Debug, Clone)]
pub struct Place {
    /// The centre.
    pub centre: CentreId,
    /// Its set-up now.
    pub setup: Arc<Setup>,
}

/// Whoever asks: what is public.
#[derive(Debug)]
pub struct Anyone;

impl FromRequestParts<AppState> for Anyone {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        app.gates.peer(&parts.headers, &parts.extensions)?;
        Ok(Self)
    }
}

impl Authority for Anyone {
    const MAY: Holders = Holders::of(&Holder::ALL);

    fn admit(_: &Shown, _: &Place) -> Option<Self> {
        Some(Self)
    }
}

macro_rules! authorities {
    ($($(#[$doc:meta])* $name:ident: $($holder:ident)|+ ;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name(
            /// Who asks.
            pub Caller,
        );

        impl Authority for $name {
            const MAY: Holders = Holders::of(&[$(Holder::$holder),+]);

            fn admit(shown: &Shown, place: &Place) -> Option<Self> {
                caller(shown, place).filter(|c| Self::MAY.include(c.holder)).map(Self)
            }
        }

        impl FromRequestParts<AppState> for $name {
            type Rejection = Problem;

            async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
                enter(parts, app).await
            }
        }
    )+};
}

authorities! {
    /// The citizen of one visit, by its link.
    VisitLink: VisitLink;
    /// A kiosk, screen or printer.
    Device: Device;
    /// Serves citizens.
    Employee: Employee | Manager | Superuser | SystemOwner;
    /// Steers the hall.
    Manager: Manager | Superuser | SystemOwner;
    /// Edits a centre's set-up.
    Superuser: Superuser | SystemOwner;
    /// Runs the installation.
    SystemOwner: SystemOwner;
}

/// The one authority, or the other.
#[derive(Debug)]
pub enum Either<A, B> {
    /// The first.
    One(A),
    /// The second, where the first is not held.
    Other(B),
}

impl<A: Authority, B: Authority> Authority for Either<A, B> {
    const MAY: Holders = A::MAY.or(B::MAY);

    fn admit(shown: &Shown, place: &Place) -> Option<Self> {
        A::admit(shown, place).map(Self::One).or_else(|| B::admit(shown, place).map(Self::Other))
    }
}

impl<A: Authority + Send, B: Authority + Send> FromRequestParts<AppState> for Either<A, B> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        enter(parts, app).await
    }
}

/// The citizen by her link, or an employee for her.
pub type Holding = Either<VisitLink, Employee>;

/// A kiosk, or an employee at the door.
pub type AtTheDoor = Either<Device, Employee>;

impl Either<VisitLink, Employee> {
    /// Who asks.
    pub fn caller(self) -> Caller {
        match self {
            Self::One(VisitLink(caller)) | Self::Other(Employee(caller)) => caller,
        }
    }
}

impl Either<Device, Employee> {
    /// Who asks.
    pub fn caller(self) -> Caller {
        match self {
            Self::One(Device(caller)) | Self::Other(Employee(caller)) => caller,
        }
    }
}

/// The system owner, or whoever asks from this very machine, without a proxy in between: for measures.
#[derive(Debug)]
pub struct Operator;

impl Authority for Operator {
    const MAY: Holders = Holders::of(&[Holder::SystemOwner]);

    fn admit(_: &Shown, _: &Place) -> Option<Self> {
        None
    }
}

impl FromRequestParts<AppState> for Operator {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        if crate::limits::is_this_machine(&parts.headers, &parts.extensions) {
            return Ok(Self);
        }
        let mut refused = None;
        for carried in carried(&parts.headers, Self::MAY) {
            match look(&carried, parts, app, None).await? {
                Shown::Held(grant) if grant.role() == Role::SystemOwner => return Ok(Self),
                shown => refused = refused.or(Some(shown)),
            }
        }
        Err(denied(refused.as_ref(), parts, app)?)
    }
}

macro_rules! signed_in {
    ($($(#[$doc:meta])* $name:ident: $($holder:ident)|+ ;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name(
            /// Who is signed in, since when.
            pub Session,
        );

        impl Authority for $name {
            const MAY: Holders = Holders::of(&[$(Holder::$holder),+]);

            /// A session belongs to no centre; it is looked at when a request comes.
            fn admit(_: &Shown, _: &Place) -> Option<Self> {
                None
            }
        }

        impl FromRequestParts<AppState> for $name {
            type Rejection = Problem;

            async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
                signed_in(parts, app, Self::MAY).await.map(Self)
            }
        }
    )+};
}

signed_in! {
    /// Whoever is signed in, in no centre in particular.
    SignedIn: Employee | Manager | Superuser | SystemOwner;
    /// Whoever is signed in and may let devices in, in no centre in particular.
    SignedInSuperuser: Superuser | SystemOwner;
}

/// How often it is asked whether somebody who watches is still signed in.
const STILL_SIGNED_IN_EVERY: Duration = Duration::from_secs(5);

/// Ends once the session that a request carries is over: signed out here or elsewhere, too old, or of an account that was
/// disabled. Never where it carries none.
pub(crate) async fn session_over(app: AppState, headers: HeaderMap) {
    let Some(secret) = cookies::SESSION.of(&headers).filter(|_| !has_bearer(&headers)) else {
        return std::future::pending().await;
    };
    loop {
        tokio::time::sleep(STILL_SIGNED_IN_EVERY).await;
        // A store that does not answer signs nobody out.
        if let Ok(false) = app.engine.is_signed_in(secret).await {
            return;
        }
    }
}

/// Ends once the device whose cookie a request carries is shut out; of whoever comes with a session instead, once that is
/// over.
pub(crate) async fn device_over(app: AppState, headers: HeaderMap) {
    let cookie = cookies::DEVICE.of(&headers).filter(|_| !has_bearer(&headers));
    let secret = match cookie {
        Some(secret) if matches!(app.engine.authenticate(secret).await, Ok(Some(_)) | Err(_)) => secret,
        _ => return session_over(app, headers).await,
    };
    loop {
        tokio::time::sleep(STILL_SIGNED_IN_EVERY).await;
        // A store that does not answer shuts nobody out.
        if let Ok(None) = app.engine.authenticate(secret).await {
            return;
        }
    }
}

async fn signed_in(parts: &Parts, app: &AppState, may: Holders) -> Result<Session, Problem> {
    let carried = carried(&parts.headers, may).into_iter().next();
    let shown = match carried {
        Some(carried) => Some(look(&carried, parts, app, None).await?),
        None => None,
    };
    match shown {
        Some(Shown::Held(Grant(Held::Session(session)))) if may.include(session.account.role.into()) => Ok(session),
        shown => Err(denied(shown.as_ref(), parts, app)?),
    }
}

async fn enter<A: Authority>(parts: &Parts, app: &AppState) -> Result<A, Problem> {
    let place = place(parts.uri.path(), app)?;
    let mut refused = None;
    for carried in carried(&parts.headers, A::MAY) {
        let shown = look(&carried, parts, app, Some(&place)).await?;
        match A::admit(&shown, &place) {
            Some(admitted) => return Ok(admitted),
            None => refused = refused.or(Some(shown)),
        }
    }
    if refused.is_none()
        && let Some(admitted) = A::admit(&Shown::Nothing, &place)
    {
        app.gates.peer(&parts.headers, &parts.extensions)?;
        return Ok(admitted);
    }
    Err(denied(refused.as_ref(), parts, app)?)
}

/// The parts of a path after which a centre stands.
const BEFORE_A_CENTRE: [&str; 7] = ["centres", "live", "book", "kiosk", "screen", "counter", "manage"];

/// The centre that a path is about.
pub(crate) fn place(path: &str, app: &AppState) -> Result<Place, Problem> {
    let mut parts = path.split('/').skip_while(|part| !BEFORE_A_CENTRE.contains(part)).skip(1);
    let centre = parts.next().and_then(|name| CentreId::new(name).ok()).ok_or_else(Problem::not_found)?;
    match app.engine.setup(&centre) {
        Some(setup) => Ok(Place { centre, setup }),
        None => Err(Problem::refused(&Refusal::UnknownCentre { centre }, None)),
    }
}

/// A secret that a request carries, and how.
enum Carried<'a> {
    Bearer(&'a str),
    Session(&'a str),
    Device(&'a str),
}

/// What a request carries that can be enough, in the order in which it is looked at: a token in its header before all else;
/// the device's cookie where a device may, and then the session's.
fn carried(headers: &HeaderMap, may: Holders) -> Vec<Carried<'_>> {
    if let Some(secret) = bearer(headers) {
        return vec![Carried::Bearer(secret)];
    }
    let device = cookies::DEVICE.of(headers).filter(|_| may.include(Holder::Device)).map(Carried::Device);
    device.into_iter().chain(cookies::SESSION.of(headers).map(Carried::Session)).collect()
}

async fn look(carried: &Carried<'_>, parts: &Parts, app: &AppState, place: Option<&Place>) -> Result<Shown, Problem> {
    let of_engine = |error| Problem::from_engine(&error, None);
    let held = match *carried {
        Carried::Bearer(secret) if secret.starts_with(crate::link::PREFIX) => {
            app.gates.peer(&parts.headers, &parts.extensions)?;
            let visit = visit_in(parts.uri.path()).filter(|visit| app.links.opens(secret, *visit));
            return Ok(visit.map_or(Shown::Invalid, Shown::Link));
        }
        Carried::Bearer(secret) => app.engine.authenticate(secret).await.map_err(of_engine)?.map(Held::Token),
        Carried::Session(secret) => app.engine.session(secret).await.map_err(of_engine)?.map(Held::Session),
        Carried::Device(secret) => {
            let row = app.engine.authenticate(secret).await.map_err(of_engine)?;
            row.filter(|row| row.role == Role::Device).map(Held::Device)
        }
    };
    let Some(grant) = held.map(Grant) else {
        app.gates.peer(&parts.headers, &parts.extensions)?;
        let is_bearer = matches!(carried, Carried::Bearer(_));
        return Ok(if is_bearer { Shown::Invalid } else { Shown::Ended });
    };
    app.gates.held(grant.hash())?;
    Ok(if place.is_none_or(|place| grant.is_for(&place.centre)) { Shown::Held(grant) } else { Shown::Elsewhere })
}

/// What somebody holds that is good: a token, a session, or a device's cookie. One notion for all three.
#[derive(Debug, Clone)]
pub struct Grant(Held);

#[derive(Debug, Clone)]
enum Held {
    Token(Arc<TokenRow>),
    Session(Session),
    Device(Arc<TokenRow>),
}

impl Grant {
    /// What it allows.
    pub fn role(&self) -> Role {
        match &self.0 {
            Held::Token(row) | Held::Device(row) => row.role,
            Held::Session(session) => session.account.role,
        }
    }

    /// Where; empty is everywhere for a system owner, and nowhere for everybody else.
    pub fn centres(&self) -> &[CentreId] {
        match &self.0 {
            Held::Token(row) | Held::Device(row) => &row.centres,
            Held::Session(session) => &session.account.centres,
        }
    }

    /// Whether it is good in a centre.
    pub fn is_for(&self, centre: &CentreId) -> bool {
        covers(self.role(), self.centres(), centre)
    }

    /// The sender of its command identifiers.
    pub fn sender(&self) -> String {
        match &self.0 {
            Held::Token(row) | Held::Device(row) => row.name.clone(),
            Held::Session(session) => format!("user:{}", session.account.login),
        }
    }

    /// Whom or what it stands for.
    fn subject(&self) -> Option<&str> {
        match &self.0 {
            Held::Token(row) | Held::Device(row) => row.subject.as_deref(),
            Held::Session(session) => Some(session.account.subject.as_str()),
        }
    }

    fn hash(&self) -> &[u8; 32] {
        match &self.0 {
            Held::Token(row) | Held::Device(row) => &row.hash,
            Held::Session(session) => &session.row.hash,
        }
    }

    /// As whom it stands in the stream: as what it stands for, or else as the program of its name.
    fn actor(&self) -> Actor {
        let subject = self.subject();
        let stands_for = if self.role() == Role::Device {
            subject.and_then(|s| KioskId::new(s).ok()).map(Actor::Kiosk)
        } else {
            subject.and_then(|s| EmployeeId::new(s).ok()).map(Actor::Employee)
        };
        stands_for.unwrap_or_else(|| Actor::Program(self.sender()))
    }
}

fn caller(shown: &Shown, place: &Place) -> Option<Caller> {
    let (actor, sender, holder, centres) = match shown {
        Shown::Link(visit) => (Actor::Citizen, format!("visit:{visit}"), Holder::VisitLink, Vec::new()),
        Shown::Held(grant) => (grant.actor(), grant.sender(), Holder::from(grant.role()), grant.centres().to_vec()),
        Shown::Nothing | Shown::Invalid | Shown::Ended | Shown::Elsewhere => return None,
    };
    Some(Caller { centre: place.centre.clone(), setup: Arc::clone(&place.setup), actor, sender, holder, centres })
}

/// Why somebody is not let in. Whoever looks at a page and has shown nothing good is shown where to do so.
///
/// # Errors
/// 429 where a peer asks too often without anything.
fn denied(shown: Option<&Shown>, parts: &Parts, app: &AppState) -> Result<Problem, Problem> {
    let path = parts.uri.path();
    let for_programs = path.starts_with("/api/") || path == "/metrics";
    let problem = match shown {
        Some(Shown::Invalid) => Problem::new(StatusCode::UNAUTHORIZED, "token_invalid"),
        Some(Shown::Elsewhere) => return Ok(Problem::new(StatusCode::FORBIDDEN, "other_centre")),
        Some(Shown::Held(_) | Shown::Link(_)) => return Ok(Problem::new(StatusCode::FORBIDDEN, "not_allowed")),
        Some(Shown::Ended) => Problem::new(StatusCode::UNAUTHORIZED, "session_ended"),
        Some(Shown::Nothing) | None => {
            app.gates.peer(&parts.headers, &parts.extensions)?;
            let code = if for_programs { "token_missing" } else { "session_missing" };
            Problem::new(StatusCode::UNAUTHORIZED, code)
        }
    };
    if for_programs {
        return Ok(problem);
    }
    // A form that was sent cannot be asked for again: whoever sent it begins at her own page.
    let again = matches!(parts.method, Method::GET | Method::HEAD).then(|| parts.uri.path_and_query()).flatten();
    Ok(problem.go_to(match again {
        _ if is_of_a_device(path) => crate::access::device::PATH.to_owned(),
        Some(again) => crate::access::next::sign_in_for(again.as_str()),
        None => crate::access::sign_in::PATH.to_owned(),
    }))
}

/// Whether a role in these centres is good in one: none named is everywhere for a system owner, and nowhere for anybody else.
pub(crate) fn covers(role: Role, centres: &[CentreId], centre: &CentreId) -> bool {
    if centres.is_empty() { role == Role::SystemOwner } else { centres.contains(centre) }
}

/// Whether a page is one that devices show: nobody signs in there.
pub(crate) fn is_of_a_device(path: &str) -> bool {
    path.starts_with("/kiosk/") || path.starts_with("/screen/")
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// Whether a request carries a token in its header: no page of another site can make a browser do that.
pub(crate) fn has_bearer(headers: &HeaderMap) -> bool {
    bearer(headers).is_some()
}

fn visit_in(path: &str) -> Option<VisitId> {
    let mut parts = path.split('/').skip_while(|part| !["visits", "appointments", "watches"].contains(part)).skip(1);
    parts.next()?.parse().ok()
}
