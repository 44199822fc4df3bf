//! The `OpenAPI` document, made from the very routes that answer.
//!
//! Every status that can come is in it, problems with their media type too, so that a generic client is never surprised.
//! What is said here of a body or a parameter is exactly what is taken.

pub(crate) mod forms;
mod people;

use std::sync::LazyLock;

use jiff::civil::Date;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn, PathsBuilder};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{Object, SchemaFormat, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, Header, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Ref, RefOr,
    Required, ResponseBuilder, Schema,
};
use utoipa::{PartialSchema, ToSchema};

use crate::authority::Holder;
use crate::order::COMMAND_ID_HEADER;
use crate::problem::{Document, MEDIA_TYPE};
use crate::route::{AnswerForm, Method, Route, Schemas};
use crate::routes;

/// The name of the one security scheme.
const TOKEN: &str = "token";

const DESCRIPTION: &str = "The hall of a municipality's centres: tickets, calls, desks, live state.\n\n\
    Errors are problem documents (RFC 9457) with a stable `code` and a text in the language of `Accept-Language` (da, en). \
    A command may be sent again with the same `Idempotency-Key`: it has the effect of once and the same answer, for 48 hours; \
    the key is counted per token. Instants are RFC 3339.";

/// Made once: but for the last day on which anybody is born it depends on nothing but the program.
static DOCUMENT: LazyLock<String> = LazyLock::new(|| document().to_json().unwrap_or_default());

/// The document as it is on a date. A pattern cannot say "not later than today", so it is told which day that is.
pub fn json(today: Date) -> String {
    DOCUMENT.replace(people::BORN, &people::born_by(today))
}

fn document() -> OpenApi {
    let mut schemas: Schemas = vec![(Document::name().into_owned(), Document::schema())];
    Document::schemas(&mut schemas);
    let mut paths = PathsBuilder::new().build();
    for route in routes().into_iter().filter(|route| route.documented) {
        let method = match route.method {
            Method::Get => HttpMethod::Get,
            Method::Post => HttpMethod::Post,
            Method::Patch => HttpMethod::Patch,
            Method::Delete => HttpMethod::Delete,
        };
        paths.add_path_operation(route.path, vec![method], operation(&route));
        schemas.extend(route.body.into_iter().flat_map(|body| body.schemas));
        schemas.extend(route.answers.into_iter().flat_map(|answer| answer.schemas));
        schemas.extend(route.parameters.into_iter().flat_map(|parameter| parameter.schemas));
    }
    // Lists name it without being asked for their schemas.
    schemas.push((forms::Name::name().into_owned(), forms::Name::schema()));
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    let components = ComponentsBuilder::new()
        .schemas_from_iter(schemas)
        .security_scheme(TOKEN, SecurityScheme::Http(bearer))
        .build();
    let licence = LicenseBuilder::new().name("MPL-2.0").identifier(Some("MPL-2.0")).build();
    let info = InfoBuilder::new()
        .title("FrontDesk")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .license(Some(licence));
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components)).build()
}

fn operation(route: &Route) -> OperationBuilder {
    let mut operation = OperationBuilder::new()
        .operation_id(Some(operation_id(route)))
        .summary(Some(route.summary))
        .tag(tag(route.path));
    for name in route.path_parameters() {
        operation = operation.parameter(path_parameter(name));
    }
    for form in &route.parameters {
        operation = operation.parameter(
            ParameterBuilder::new()
                .name(form.name)
                .parameter_in(ParameterIn::Query)
                .required(if form.required { Required::True } else { Required::False })
                .description(Some(form.says))
                .schema(Some(form.schema.clone())),
        );
    }
    if route.method.is_command() {
        operation = operation.parameter(command_id_parameter());
    }
    if let Some(body) = &route.body {
        let required = if body.required { Required::True } else { Required::False };
        let content = ContentBuilder::new().schema(Some(body.schema.clone())).build();
        let body = RequestBodyBuilder::new().content("application/json", content).required(Some(required)).build();
        operation = operation.request_body(Some(body));
    }
    for answer in &route.answers {
        operation = operation.response(answer.status.to_string(), response(route, answer));
    }
    for (status, says) in problems(route) {
        operation = operation.response(status.to_string(), problem_response(status, says));
    }
    if route.open_to_this_machine {
        operation = operation.security(SecurityRequirement::default());
    }
    if !route.may.include(Holder::Nobody) {
        let nothing: [&str; 0] = [];
        operation = operation.security(SecurityRequirement::new(TOKEN, nothing));
    }
    operation
}

fn operation_id(route: &Route) -> String {
    let path = route.path.strip_prefix("/api/v1").unwrap_or(route.path);
    let words = path.split('/').filter(|part| !part.is_empty()).map(|part| part.trim_matches(['{', '}']));
    let mut id = route.method.as_str().to_ascii_lowercase();
    for word in words {
        id.push('_');
        id.push_str(&word.replace(['-', '.'], "_"));
    }
    id
}

fn tag(path: &str) -> &'static str {
    let known = ["visits", "desks", "queues", "kiosks", "referrals", "days", "hall"];
    let part = |name: &&str| path.split('/').any(|part| part == *name);
    match known.into_iter().find(part) {
        Some(name) => name,
        None if path.ends_with("/day/close") => "days",
        None if path.contains("/centres") => "centres",
        None => "operations",
    }
}

fn path_parameter(name: &str) -> ParameterBuilder {
    let (schema, says) = match name {
        "visit" => (forms::VisitName::schema(), "Which visit."),
        "date" => (forms::CivilDate::schema(), "Which date."),
        "centre" => (forms::Name::schema(), "Which centre."),
        "desk" => (forms::Name::schema(), "Which desk."),
        "queue" => (forms::Name::schema(), "Which queue."),
        _ => (forms::Name::schema(), "Which kiosk."),
    };
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(says))
        .schema(Some(schema))
}

fn command_id_parameter() -> ParameterBuilder {
    let form = Object::builder().schema_type(Type::String).pattern(Some(forms::COMMAND_ID_PATTERN));
    ParameterBuilder::new()
        .name(COMMAND_ID_HEADER)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("The command's identifier. With the same one, the same command has the effect of once."))
        .schema(Some(form))
}

fn response(route: &Route, answer: &AnswerForm) -> ResponseBuilder {
    let mut response = ResponseBuilder::new().description(answer.says);
    if let Some((media_type, schema)) = &answer.content {
        response = response.content(*media_type, ContentBuilder::new().schema(Some(schema.clone())).build());
    }
    if answer.location {
        response = response.header(
            "Location",
            text_header("Where the new thing is.", SchemaFormat::Custom("uri-reference".to_owned())),
        );
    }
    if route.method.is_command() {
        let schema = Object::builder().schema_type(Type::String).enum_values(Some(["true"]));
        let mut header = Header::new(Schema::from(schema));
        header.description = Some("There where this answer was given before.".to_owned());
        response = response.header("Idempotent-Replayed", header);
    }
    response
}

fn problem_response(status: u16, says: &str) -> ResponseBuilder {
    let schema = RefOr::Ref(Ref::from_schema_name(Document::name()));
    let content = ContentBuilder::new().schema(Some(schema)).build();
    let mut response = ResponseBuilder::new().description(says).content(MEDIA_TYPE, content);
    if matches!(status, 429 | 503) {
        let seconds = Object::builder().schema_type(Type::Integer).minimum(Some(1));
        let mut header = Header::new(Schema::from(seconds));
        header.description = Some("After how many seconds to try again.".to_owned());
        response = response.header("Retry-After", header);
    }
    response
}

fn text_header(says: &str, format: SchemaFormat) -> Header {
    let mut header = Header::new(Schema::from(Object::builder().schema_type(Type::String).format(Some(format))));
    header.description = Some(says.to_owned());
    header
}

/// Every problem that a route can answer with.
fn problems(route: &Route) -> Vec<(u16, &'static str)> {
    let mut problems = Vec::new();
    let (body, command) = (route.body.is_some(), route.method.is_command());
    if body {
        problems.push((400, "The body is not JSON, is missing, or did not arrive whole."));
    }
    if !route.may.include(Holder::Nobody) {
        problems.push((401, "No token, or one that is not valid."));
        problems.push((403, "The token does not allow it, or not in this centre."));
    }
    if route.path_parameters().next().is_some() {
        problems.push((404, "There is no such thing."));
    }
    if command {
        problems.push((409, "The hall's rules say no, or the key was used for another command; `code` says why."));
    }
    // A first and a last day, each of which is one, may be none together.
    if route.parameters.iter().any(|parameter| parameter.name == "to") {
        problems.push((409, "The last day lies before the first, or too far from it."));
    }
    if body {
        problems.push((413, "The body is too large."));
        problems.push((415, "The body is not `application/json`."));
    }
    problems.push((
        422,
        "A field, a parameter or the key is not known, or does not have the right form; `details` names it.",
    ));
    problems.push((429, "Too many requests, or too many streams."));
    problems.push((431, "The headers are too large."));
    problems.push((500, "A fault on our side, and it was noted."));
    problems.push((503, "Busy, not able to write, or restarting. Nothing was changed unless `code` is `too_slow`."));
    problems
}
