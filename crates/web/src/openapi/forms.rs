//! The forms of single values in the `OpenAPI` document: identifiers, numbers, instants, lists with limits.
//!
//! Each is a name for a schema and nothing else; the values themselves are the domain's types. A pattern here says
//! exactly what the type takes, or a generic client would send what we refuse.

use utoipa::openapi::schema::{AdditionalProperties, AnyOf, Array, KnownFormat, Object, SchemaFormat, Type};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::people;
use crate::api::shapes::HallShape;
use crate::renderer::HALL_VIEW;

/// The pattern of an identifier made by people.
pub(crate) const NAME_PATTERN: &str = "^[a-z0-9][a-z0-9-]{0,39}$";

/// The form of identifiers in a list.
const NAMES_PATTERN: &str = "^[a-z0-9][a-z0-9-]{0,39}(,[a-z0-9][a-z0-9-]{0,39}){0,4}$";

/// The pattern of a visit's identifier.
pub(crate) const VISIT_PATTERN: &str = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

/// The pattern of an `Idempotency-Key`.
pub(crate) const COMMAND_ID_PATTERN: &str = "^[!-~]{1,64}$";

/// The pattern of a phone number in the form that every client can send.
pub(crate) const PHONE_PATTERN: &str = "^([+][1-9][0-9]{7,14}|[2-9][0-9]{7})$";

/// The years that can be asked for: those from `DATE_FIRST` to `DATE_LAST`.
macro_rules! years {
    ($rest:literal) => {
        concat!("^(19[7-9][0-9]|[2-8][0-9]{3}|9[0-8][0-9]{2}|99[0-8][0-9]|999[0-7])-", $rest)
    };
}

/// The pattern of a date that can be asked for.
pub(crate) const DATE_PATTERN: &str = years!("[0-9]{2}-[0-9]{2}$");

/// The pattern of an instant that can be asked for, as far as its date goes.
pub(crate) const MOMENT_PATTERN: &str = years!("[0-9]{2}-[0-9]{2}[Tt ]");

/// The pattern of a time of the day.
pub(crate) const CLOCK_PATTERN: &str = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident = $schema:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                RefOr::T(Schema::from($schema))
            }
        }

        impl ToSchema for $name {}
    )+};
}

forms! {
    /// An identifier that the centre gave: a centre, queue, desk, service …
    Name = text("An identifier that the centre gave.").pattern(Some(NAME_PATTERN));
    /// Identifiers that the centre gave, with commas between them.
    NameList = text("Identifiers that the centre gave, with commas between them.").pattern(Some(NAMES_PATTERN));
    /// A visit's identifier.
    VisitName = text("A visit's identifier, the same for good.").pattern(Some(VISIT_PATTERN));
    /// A visit's public name.
    TicketNumber = text("A visit's public name, `A 47`.").pattern(Some("^[A-Z] [1-9][0-9]{0,3}$"));
    /// A queue's letter.
    QueueLetter = text("A queue's letter.").pattern(Some("^[A-Z]$"));
    /// An instant.
    Moment = text("An instant, RFC 3339.").format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)));
    /// A civil date.
    CivilDate = text("A civil date, `2026-11-26`, from 1970-01-01 to 9997-12-31.")
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
        .pattern(Some(DATE_PATTERN));
    /// A time of the day.
    Clock = text("A civil time of the day, `10:42`.").pattern(Some(CLOCK_PATTERN));
    /// An instant, or a time of the day.
    MomentOrClock = AnyOf::builder()
        .item(
            text("An instant, RFC 3339, of the same dates.")
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
                .pattern(Some(MOMENT_PATTERN)),
        )
        .item(text("A civil time of the day, `10:42`.").pattern(Some(CLOCK_PATTERN)))
        .description(Some("An instant (RFC 3339), or a civil time of the day (`10:42`)."))
        .build();
    /// A language.
    LanguageCode = text("A language by its ISO 639 code.").pattern(Some("^[a-z]{2,3}$"));
    /// A phone number.
    Phone = text(
        "A phone number with its country (`+4512345678`), or eight Danish digits. Spaces, dots and hyphens are ignored. \
         It is kept sealed, apart from the hall, and forgotten when the day is over.",
    ).pattern(Some(PHONE_PATTERN));
    /// A person's name.
    PersonName = text("Her name, in any script, with a letter or a digit in it that can be seen.")
        .max_length(Some(store::vault::NAME_CHARS_MAX))
        .pattern(Some(people::NAMED));
    /// A CPR number.
    Cpr = text(
        "By which she can check in: ten digits that begin with a date, whatever the last of them. It is never shown, sent or logged.",
    ).pattern(Some(people::CPR));
    /// A date of birth.
    Birth = text(
        "When she was born, `1990-03-01`, up to the day on which this document was served: with her initials she can check in by it. \
         What is not given is taken from her CPR number.",
    ).pattern(Some(people::BORN));
    /// A stable code.
    Code = text("A stable code.").pattern(Some("^[a-z][a-z0-9_]*$"));
    /// The type of a problem.
    ProblemType = text("A URI reference: `/problems/` and the code.").pattern(Some("^/problems/[a-z][a-z0-9_]*$"));
    /// Named details.
    Details = Object::builder().additional_properties(Some(AdditionalProperties::FreeForm(true))).build();
    /// Texts by language.
    TextMap = Object::builder()
        .description(Some("A text by language."))
        .additional_properties(Some(Schema::from(Object::with_type(Type::String))))
        .build();
    /// One to five different services.
    ServiceList = list(1, domain::command::SERVICES_PER_VISIT_MAX);
    /// One to forty different queues.
    QueueList = list(1, crate::api::QUEUES_MAX);
    /// A place in a day.
    After = number(0, crate::api::days::VERSION_MAX);
    /// How many on a page.
    PageLimit = number(1, crate::api::days::EVENTS_PER_PAGE_MAX);
    /// What a link to a visit, or a token, reads like.
    LinkToken = text("Opens this one visit: `Authorization: Bearer v_…`.").pattern(Some("^v_[A-Za-z0-9_-]{24}$"));
}

/// One server-sent event of the hall, as a client reads it.
#[derive(Debug)]
pub(crate) enum HallEvent {}

impl PartialSchema for HallEvent {
    fn schema() -> RefOr<Schema> {
        let data = text("A Hall, as JSON.")
            .content_media_type("application/json")
            .content_schema(Some(RefOr::Ref(Ref::from_schema_name(HallShape::name()))));
        let name = Object::builder().schema_type(Type::String).enum_values(Some([HALL_VIEW]));
        let event = Object::builder()
            .property("event", name)
            .property("id", text("How many events of the day are in it.").pattern(Some("^[0-9]+$")))
            .property("retry", Object::builder().schema_type(Type::Integer).minimum(Some(1)))
            .property("data", data);
        RefOr::T(Schema::from(event.required("event").required("data")))
    }
}

impl ToSchema for HallEvent {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((HallShape::name().into_owned(), HallShape::schema()));
        HallShape::schemas(schemas);
    }
}

fn text(description: &str) -> utoipa::openapi::schema::ObjectBuilder {
    Object::builder().schema_type(Type::String).description(Some(description))
}

fn number(min: u32, max: u32) -> utoipa::openapi::schema::ObjectBuilder {
    Object::builder().schema_type(Type::Integer).minimum(Some(f64::from(min))).maximum(Some(f64::from(max)))
}

fn list(min: usize, max: usize) -> Array {
    Array::builder()
        .items(RefOr::Ref(Ref::from_schema_name("Name")))
        .min_items(Some(min))
        .max_items(Some(max))
        .unique_items(true)
        .build()
}
