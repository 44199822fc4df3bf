//! A booked time for the citizen's own calendar (RFC 5545): one event, in UTC, the same again after every move.
//!
//! Calendars are shared with families and offices: nothing in it says who she is or opens her page, and where the service
//! is a matter that messages must not name, it is not named here either.

use std::fmt::Write as _;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use domain::command::Mode;
use domain::day::{Origin, State as Stands, Visit};
use domain::time::Instant;

use super::appointment::{self, agreed};
use super::holder::Ticket;
use super::page;
use crate::booking::say::Say;
use crate::problem::Problem;
use crate::state::AppState;

/// The longest line, in bytes, its end not included.
const LINE_BYTES_MAX: usize = 75;

/// What a calendar is told.
struct Event {
    uid: String,
    made_at: Instant,
    sequence: u32,
    starts_at: Instant,
    ends_at: Instant,
    summary: String,
    location: String,
    description: String,
}

pub(super) async fn show(ticket: Ticket, State(app): State<AppState>) -> Result<Response, Problem> {
    let visit = appointment::booked(&app, &ticket).await?;
    let Some(visit) = visit.filter(|visit| visit.state == Stands::Booked) else { return Ok(page::done(&ticket)) };
    let say = appointment::say(&app, &ticket);
    let text = event(&app, &say, &visit).text();
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"tid.ics\""));
    Ok(page::not_to_be_found(axum::http::StatusCode::OK, response))
}

fn event(app: &AppState, say: &Say<'_>, visit: &Visit) -> Event {
    let (starts_at, mode) = agreed(visit);
    let moves = if let Origin::Appointment { agreed, .. } = &visit.origin { agreed.moves } else { 0 };
    let services: Vec<_> = visit.stops.iter().flat_map(|stop| &stop.services).collect();
    let sensitive = services.iter().any(|id| say.setup.appointments.get(*id).is_none_or(|bookable| bookable.sensitive));
    let municipality = say.setup.municipality.get(say.language);
    let errands: Vec<String> = services.iter().map(|service| say.errand(service).line()).collect();
    let what = if sensitive { say.t("booked-summary") } else { errands.join(", ") };
    let card = appointment::card(say, visit);
    let bring = || appointment::before(say, visit, mode).join("\n");
    Event {
        uid: uid(app, visit),
        made_at: app.engine.now(),
        sequence: moves,
        starts_at,
        ends_at: visit.ends_at().unwrap_or_else(|| starts_at.plus_minutes(30)),
        summary: say.with("booking-and", &[("first", &what), ("second", municipality)]),
        location: if mode == Mode::InPerson { say.setup.address.clone() } else { say.mode(mode) },
        description: if sensitive { card.how } else { format!("{}\n{}", card.how, bring()).trim().to_owned() },
    }
}

/// The same for a visit at all times, and nothing that opens it: a keyed hash.
fn uid(app: &AppState, visit: &Visit) -> String {
    let host = app.public_url.split("://").nth(1).unwrap_or(&app.public_url);
    let host = host.split(['/', ':']).next().unwrap_or(host);
    let hash = blake3::keyed_hash(&app.body_key, format!("calendar {}", visit.id).as_bytes());
    let name: String = hash.to_hex().chars().take(32).collect();
    format!("{name}@{host}")
}

impl Event {
    fn text(&self) -> String {
        let mut text = String::new();
        let lines = [
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//FrontDesk//FrontDesk//DA".to_owned(),
            "CALSCALE:GREGORIAN".to_owned(),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", self.uid),
            format!("DTSTAMP:{}", utc(self.made_at)),
            format!("DTSTART:{}", utc(self.starts_at)),
            format!("DTEND:{}", utc(self.ends_at)),
            format!("SEQUENCE:{}", self.sequence),
            format!("SUMMARY:{}", escaped(&self.summary)),
            format!("LOCATION:{}", escaped(&self.location)),
            format!("DESCRIPTION:{}", escaped(&self.description)),
            "STATUS:CONFIRMED".to_owned(),
            "END:VEVENT".to_owned(),
            "END:VCALENDAR".to_owned(),
        ];
        for line in lines {
            fold(&line, &mut text);
        }
        text
    }
}

/// An instant as calendars write it, `20261201T094000Z`.
fn utc(at: Instant) -> String {
    at.civil(&jiff::tz::TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value: what has a meaning of its own is escaped, control characters go.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                safe.push('\\');
                safe.push(letter);
            }
            '\n' => safe.push_str("\\n"),
            control if control.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// A line, folded where it is too long: never within a character, and each further part after a space.
fn fold(line: &str, text: &mut String) {
    let mut used = 0;
    for letter in line.chars() {
        if used + letter.len_utf8() > LINE_BYTES_MAX {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(letter);
        used += letter.len_utf8();
    }
    let _in_memory = text.write_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(summary: &str) -> Event {
        let starts_at: Instant = "2026-12-01T09:40:00Z".parse().expect("a time");
        Event {
            uid: "a@b".to_owned(),
            made_at: starts_at,
            sequence: 2,
            starts_at,
            ends_at: starts_at.plus_minutes(20),
            summary: summary.to_owned(),
            location: "Rådhuset, Torvet 1; 1. sal".to_owned(),
            description: "En\nto".to_owned(),
        }
    }

    #[test]
    fn an_event_is_in_utc_with_its_sequence_and_what_has_a_meaning_is_escaped() {
        let text = example("Byggesag, carport\\udhus\u{7}").text();
        for line in [
            "DTSTART:20261201T094000Z\r\n",
            "DTEND:20261201T100000Z\r\n",
            "SEQUENCE:2\r\n",
            "SUMMARY:Byggesag\\, carport\\\\udhus\r\n",
            "LOCATION:Rådhuset\\, Torvet 1\\; 1. sal\r\n",
            "DESCRIPTION:En\\nto\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert!(!text.contains("METHOD") && text.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn long_lines_are_folded_by_bytes_and_never_within_a_letter() {
        let long = "حجز موعد بناء ".repeat(20);
        let text = example(&long).text();
        assert!(text.split("\r\n").all(|line| line.len() <= LINE_BYTES_MAX), "{text}");
        assert!(text.replace("\r\n ", "").contains(&long));
    }
}
