//! A route: where it is, who may use it, what it takes and gives, and what answers it, in one value.
//!
//! The router, the `OpenAPI` document and the table in `docs/api.md` are all made from the same list of these. Who may use
//! a route is read from the type of its handler's first argument: a handler without an authority cannot be entered.

use std::collections::BTreeMap;

use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::authority::{Authority, Holders};
use crate::state::AppState;

/// The schemas that a document names.
pub(crate) type Schemas = Vec<(String, RefOr<Schema>)>;

/// How a route is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Reads; changes nothing.
    Get,
    /// A command.
    Post,
    /// A command that changes what the path names.
    Patch,
    /// A command that ends what the path names.
    Delete,
}

impl Method {
    /// Its name in HTTP.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Whether it is a command.
    pub fn is_command(self) -> bool {
        self != Self::Get
    }
}

/// A route.
pub struct Route {
    /// How it is asked.
    pub method: Method,
    /// Where it is, with its parameters in braces.
    pub path: &'static str,
    /// Who may use it.
    pub may: Holders,
    /// What it does, in one sentence.
    pub summary: &'static str,
    pub(crate) body: Option<BodyForm>,
    pub(crate) answers: Vec<AnswerForm>,
    pub(crate) parameters: Vec<ParameterForm>,
    pub(crate) documented: bool,
    pub(crate) open_to_this_machine: bool,
    service: MethodRouter<AppState>,
}

/// What a route takes.
pub(crate) struct BodyForm {
    pub(crate) schema: RefOr<Schema>,
    pub(crate) schemas: Schemas,
    pub(crate) required: bool,
}

/// What a route gives.
pub(crate) struct AnswerForm {
    pub(crate) status: u16,
    pub(crate) says: &'static str,
    pub(crate) content: Option<(&'static str, RefOr<Schema>)>,
    pub(crate) schemas: Schemas,
    pub(crate) location: bool,
}

/// A parameter of the query.
pub(crate) struct ParameterForm {
    pub(crate) name: &'static str,
    pub(crate) says: &'static str,
    pub(crate) required: bool,
    pub(crate) schema: RefOr<Schema>,
    pub(crate) schemas: Schemas,
}

/// The arguments of a handler whose first one is an authority.
pub trait Guarded {
    /// Who gets past it.
    const MAY: Holders;
}

macro_rules! guarded {
    ($($rest:ident),*) => {
        impl<Via, First: Authority, $($rest),*> Guarded for (Via, First, $($rest),*) {
            const MAY: Holders = First::MAY;
        }
    };
}

guarded!();
guarded!(B);
guarded!(B, C);
guarded!(B, C, D);
guarded!(B, C, D, E);

impl Route {
    /// A route that reads.
    pub fn get<H, T>(path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: Guarded + 'static,
    {
        Self::new(Method::Get, path, T::MAY, on(MethodFilter::GET, handler))
    }

    /// A route of a command.
    pub fn post<H, T>(path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: Guarded + 'static,
    {
        Self::new(Method::Post, path, T::MAY, on(MethodFilter::POST, handler))
    }

    /// A route of a command that changes what the path names.
    pub fn patch<H, T>(path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: Guarded + 'static,
    {
        Self::new(Method::Patch, path, T::MAY, on(MethodFilter::PATCH, handler))
    }

    /// A route of a command that ends what the path names.
    pub fn delete<H, T>(path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: Guarded + 'static,
    {
        Self::new(Method::Delete, path, T::MAY, on(MethodFilter::DELETE, handler))
    }

    fn new(method: Method, path: &'static str, may: Holders, service: MethodRouter<AppState>) -> Self {
        let (body, answers, parameters) = (None, Vec::new(), Vec::new());
        let (documented, open_to_this_machine) = (true, false);
        Self { method, path, may, summary: "", body, answers, parameters, documented, open_to_this_machine, service }
    }

    /// What it does.
    #[must_use]
    pub fn does(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }

    /// A page for people: it is not in the `OpenAPI` document.
    #[must_use]
    pub fn page(mut self) -> Self {
        self.documented = false;
        self
    }

    /// Needs no token where the asker is this very machine.
    #[must_use]
    pub fn open_to_this_machine(mut self) -> Self {
        self.open_to_this_machine = true;
        self
    }

    /// Takes a body that must be there.
    #[must_use]
    pub fn takes<T: ToSchema>(self) -> Self {
        self.with_body::<T>(true)
    }

    /// Takes a body that may be left out.
    #[must_use]
    pub fn may_take<T: ToSchema>(self) -> Self {
        self.with_body::<T>(false)
    }

    /// Takes a parameter in the query.
    #[must_use]
    pub fn asks<T: PartialSchema>(mut self, name: &'static str, says: &'static str) -> Self {
        self.parameters.push(ParameterForm { name, says, required: false, schema: T::schema(), schemas: Vec::new() });
        self
    }

    /// Takes a parameter in the query that must be there.
    #[must_use]
    pub fn needs<T: PartialSchema>(mut self, name: &'static str, says: &'static str) -> Self {
        self.parameters.push(ParameterForm { name, says, required: true, schema: T::schema(), schemas: Vec::new() });
        self
    }

    /// Gives JSON.
    #[must_use]
    pub fn gives<T: ToSchema>(self, status: u16, says: &'static str) -> Self {
        let (schema, schemas) = named::<T>();
        self.answer(status, says, Some(("application/json", schema)), schemas)
    }

    /// Gives a text of another media type.
    #[must_use]
    pub fn gives_text(self, status: u16, media_type: &'static str, says: &'static str) -> Self {
        self.answer(status, says, Some((media_type, String::schema())), Vec::new())
    }

    /// Gives server-sent events; the schema is that of each one.
    #[must_use]
    pub fn gives_events<T: ToSchema>(self, says: &'static str) -> Self {
        let (schema, schemas) = named::<T>();
        self.answer(200, says, Some((crate::live::MEDIA_TYPE, schema)), schemas)
    }

    /// Gives nothing but the status.
    #[must_use]
    pub fn gives_nothing(self, status: u16, says: &'static str) -> Self {
        self.answer(status, says, None, Vec::new())
    }

    /// Says where the new thing is, in the header `Location` of the last answer.
    #[must_use]
    pub fn with_location(mut self) -> Self {
        if let Some(last) = self.answers.last_mut() {
            last.location = true;
        }
        self
    }

    /// The names of the parameters in the path.
    pub fn path_parameters(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    fn with_body<T: ToSchema>(mut self, required: bool) -> Self {
        let (schema, schemas) = named::<T>();
        self.body = Some(BodyForm { schema, schemas, required });
        self
    }

    fn answer(
        mut self,
        status: u16,
        says: &'static str,
        content: Option<(&'static str, RefOr<Schema>)>,
        schemas: Schemas,
    ) -> Self {
        self.answers.push(AnswerForm { status, says, content, schemas, location: false });
        self
    }
}

/// All routes as a router; routes of one path become one entry, so that a wrong method is told what is right.
pub(crate) fn into_router(routes: Vec<Route>) -> Router<AppState> {
    let mut by_path: BTreeMap<&'static str, MethodRouter<AppState>> = BTreeMap::new();
    for route in routes {
        let service = by_path.remove(route.path).unwrap_or_default().merge(route.service);
        by_path.insert(route.path, service);
    }
    by_path.into_iter().fold(Router::new(), |router, (path, service)| router.route(path, service))
}

fn named<T: ToSchema>() -> (RefOr<Schema>, Schemas) {
    let mut schemas = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut schemas);
    (RefOr::Ref(Ref::from_schema_name(T::name())), schemas)
}
