//! Who asks, and what that allows. An extractor carries its authority in its type: a handler that takes a [`Manager`]
//! cannot be reached by less.
//!
//! Everything is denied unless a type here allows it. A token's centres are part of it: for another centre it opens
//! nothing. No handler looks at a role itself, and no secret is ever logged or compared byte by byte.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use domain::command::Actor;
use domain::ids::{CentreId, EmployeeId, KioskId, VisitId};
use domain::refusal::Refusal;
use domain::setup::Setup;
use store::{Role, TokenRow};

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
}

impl Caller {
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
    /// A good token, for other centres.
    Elsewhere,
    /// A good token for this centre.
    Token(Arc<TokenRow>),
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
        match shown(parts, app, None).await? {
            Shown::Token(row) if row.role == Role::SystemOwner => Ok(Self),
            shown => Err(denied(&shown)),
        }
    }
}

async fn enter<A: Authority>(parts: &Parts, app: &AppState) -> Result<A, Problem> {
    let place = place(parts.uri.path(), app)?;
    let shown = shown(parts, app, Some(&place)).await?;
    A::admit(&shown, &place).ok_or_else(|| denied(&shown))
}

/// The parts of a path after which a centre stands.
const BEFORE_A_CENTRE: [&str; 6] = ["centres", "live", "kiosk", "screen", "counter", "manage"];

/// The centre that a path is about.
pub(crate) fn place(path: &str, app: &AppState) -> Result<Place, Problem> {
    let mut parts = path.split('/').skip_while(|part| !BEFORE_A_CENTRE.contains(part)).skip(1);
    let centre = parts.next().and_then(|name| CentreId::new(name).ok()).ok_or_else(Problem::not_found)?;
    match app.engine.setup(&centre) {
        Some(setup) => Ok(Place { centre, setup }),
        None => Err(Problem::refused(&Refusal::UnknownCentre { centre }, None)),
    }
}

async fn shown(parts: &Parts, app: &AppState, place: Option<&Place>) -> Result<Shown, Problem> {
    let Some(secret) = bearer(&parts.headers) else {
        app.gates.peer(&parts.headers, &parts.extensions)?;
        return Ok(Shown::Nothing);
    };
    if secret.starts_with(crate::link::PREFIX) {
        app.gates.peer(&parts.headers, &parts.extensions)?;
        let visit = visit_in(parts.uri.path()).filter(|visit| app.links.opens(secret, *visit));
        return Ok(visit.map_or(Shown::Invalid, Shown::Link));
    }
    let found = app.engine.authenticate(secret).await;
    let found = found.map_err(|error| Problem::from_engine(&error, None))?;
    let Some(row) = found else {
        app.gates.peer(&parts.headers, &parts.extensions)?;
        return Ok(Shown::Invalid);
    };
    app.gates.token(&row)?;
    let here = match place {
        // No centres is everywhere for a system owner, and nowhere for everybody else.
        Some(_) if row.centres.is_empty() => row.role == Role::SystemOwner,
        Some(place) => row.centres.contains(&place.centre),
        None => true,
    };
    Ok(if here { Shown::Token(row) } else { Shown::Elsewhere })
}

fn caller(shown: &Shown, place: &Place) -> Option<Caller> {
    let (actor, sender, holder) = match shown {
        Shown::Link(visit) => (Actor::Citizen, format!("visit:{visit}"), Holder::VisitLink),
        Shown::Token(row) => (actor(row), row.name.clone(), Holder::from(row.role)),
        Shown::Nothing | Shown::Invalid | Shown::Elsewhere => return None,
    };
    Some(Caller { centre: place.centre.clone(), setup: Arc::clone(&place.setup), actor, sender, holder })
}

/// As whom a token stands in the stream: as what it stands for, or else as the program of its name.
fn actor(row: &TokenRow) -> Actor {
    let subject = row.subject.as_deref();
    let stands_for = if row.role == Role::Device {
        subject.and_then(|s| KioskId::new(s).ok()).map(Actor::Kiosk)
    } else {
        subject.and_then(|s| EmployeeId::new(s).ok()).map(Actor::Employee)
    };
    stands_for.unwrap_or_else(|| Actor::Program(row.name.clone()))
}

fn denied(shown: &Shown) -> Problem {
    match shown {
        Shown::Nothing => Problem::new(StatusCode::UNAUTHORIZED, "token_missing"),
        Shown::Invalid => Problem::new(StatusCode::UNAUTHORIZED, "token_invalid"),
        Shown::Elsewhere => Problem::new(StatusCode::FORBIDDEN, "other_centre"),
        Shown::Token(_) | Shown::Link(_) => Problem::new(StatusCode::FORBIDDEN, "not_allowed"),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

fn visit_in(path: &str) -> Option<VisitId> {
    let mut parts = path.split('/').skip_while(|part| *part != "visits").skip(1);
    parts.next()?.parse().ok()
}
