//! Booked times: what is free on ninety days with twenty employees, bookings by 64 clients on one day and over sixty, and a
//! day of two thousand appointments opened and answered.
//!
//! What is free is asked of a plan that is half taken, beside a plain answer of the same size from the same framework.
//! Bookings run beside tickets of the same server, seconds apart. The days are those that the server itself offers, so that
//! weekends and public holidays are what they are.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::Value;

use super::{Bench, tickets_everywhere};
use crate::failure::Failure;
use crate::http::{self, Connection};
use crate::installation::Server;
use crate::load::{self, Load, Outcome, expect};
use crate::municipality::{self, DESK_SERVICE, EMPLOYEE_SERVICE};
use crate::report::{Aim, Row, count, rate, time};
use crate::statistics::{Latencies, Rounds};

/// Clients of a load.
const CLIENTS: usize = 64;
/// Days that are asked for at once.
const DAYS: i64 = 90;
/// Bookings that each of those days has before it is asked for; twenty employees have some 260 times on it.
const TAKEN_PER_DAY: usize = 100;
/// Days of the wide load.
const WIDE_DAYS: usize = 60;
/// Appointments of the large day.
const LARGE_DAY: usize = 2_000;

/// A day and the times of it that can be had, as the server writes them.
struct Offered {
    date: String,
    times: Vec<String>,
}

/// Measures.
///
/// # Errors
/// Where a booking is refused that must be had, or the disk fails.
pub async fn measure(bench: &mut Bench) -> Result<(), Failure> {
    bench.quiet("before appointments".to_owned()).await?;
    let mut server = bench.server("appointments", municipality::CENTRES, 5).await?;
    free(bench, &server).await?;
    rates(bench, &server).await?;
    large_day(bench, &mut server).await?;
    server.end();
    bench.report.calibrate(&bench.root, "after appointments")?;
    Ok(())
}

/// The address of what is free.
fn slots_path(centre: usize, service: &str, mode: &str, days: i64) -> Result<String, Failure> {
    let from = today()?.checked_add(1.day())?;
    let to = from.checked_add((days - 1).days())?;
    Ok(format!(
        "/api/v1/centres/{}/slots?service={service}&mode={mode}&from={from}&to={to}",
        municipality::centre(centre)
    ))
}

fn today() -> Result<Date, Failure> {
    Ok(jiff::Timestamp::now().in_tz("Europe/Copenhagen")?.date())
}

/// What is free on the coming days.
async fn offered(address: SocketAddr, path: &str) -> Result<Vec<Offered>, Failure> {
    let mut connection = Connection::open(address).await?;
    let answer = connection.exchange(&http::read(path, None)).await?;
    expect(200, answer.status, answer.body)?;
    let value: Value = serde_json::from_slice(answer.body)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let days = list(&value["days"]).into_iter().map(|day| Offered {
        date: text(&day["date"]),
        times: list(&day["slots"]).iter().map(|slot| text(&slot["starts_at"])).collect(),
    });
    Ok(days.filter(|day| !day.times.is_empty()).collect())
}

/// Writes the request that books a time.
fn book(request: &mut Vec<u8>, token: &str, key: &str, (centre, service, mode): (usize, &str, &str), at: &str) {
    let path = format!("/api/v1/centres/{}/appointments", municipality::centre(centre));
    let mut body = String::with_capacity(120);
    let _ = write!(body, "{{\"services\":[\"{service}\"],\"mode\":\"{mode}\",\"starts_at\":\"{at}\"}}");
    http::command(request, &path, token, key, &body);
}

/// Books these times, one after the other as clients come to them.
async fn book_all(
    bench: &Bench,
    server: &Server,
    name: &str,
    what: (usize, &'static str, &'static str),
    times: Vec<String>,
) -> Result<Outcome, Failure> {
    let load = Load {
        address: server.address,
        clients: CLIENTS.min(times.len().max(1)),
        pause: Duration::ZERO,
        time_max: 8 * bench.scale.ticket_time,
        requests_max: u64::try_from(times.len())?,
        status: 201,
    };
    let (token, name) = (bench.installation.token.clone(), name.to_owned());
    let make = move |_: usize, number: u64, request: &mut Vec<u8>| {
        let at = usize::try_from(number).ok().and_then(|number| times.get(number)).map_or("", String::as_str);
        book(request, &token, &format!("{name}-{number}"), what, at);
    };
    load::run(load, make).await
}

/// Times of many days in turn, each time as often as `each` says.
fn spread(days: &[Offered], each: usize, most: usize) -> Vec<String> {
    let longest = days.iter().map(|day| day.times.len()).max().unwrap_or(0);
    let mut times = Vec::new();
    for place in 0..longest * each {
        for day in days {
            times.extend(day.times.get(place % longest.max(1)).cloned());
        }
    }
    times.truncate(most);
    times
}

async fn free(bench: &mut Bench, server: &Server) -> Result<(), Failure> {
    let what = (0, EMPLOYEE_SERVICE, "in_person");
    let path = slots_path(what.0, what.1, what.2, DAYS)?;
    let days = offered(server.address, &path).await?;
    let times = spread(&days, 20, days.len() * TAKEN_PER_DAY);
    book_all(bench, server, "half", what, times).await?;
    let mut connection = Connection::open(server.address).await?;
    let bytes = connection.exchange(&http::read(&path, None)).await?.body.len();
    let mut plain = bench.null_server(&["--bytes", &bytes.to_string()])?;
    let (asked, beside) = (gets(bench, server.address, &path).await?, gets(bench, plain.address, "/plain").await?);
    plain.process.end();
    let share = asked.latencies.p99().as_secs_f64() / beside.latencies.p99().as_secs_f64().max(1e-9);
    let millis = asked.latencies.p99().as_secs_f64() * 1e3;
    bench.report.row(Row {
        measure: format!("what is free on {DAYS} days with 20 employees ({} days open, {TAKEN_PER_DAY} bookings on each): median, 99th percentile", days.len()),
        value: format!("{}, {}", time(asked.latencies.p50()), time(asked.latencies.p99())),
        beside: format!(
            "a plain answer of the same {:.0} kB: {}, {}",
            number_of(bytes) / 1e3,
            time(beside.latencies.p50()),
            time(beside.latencies.p99())
        ),
        ratio: format!("{share:.2}"),
        aim: "99th under 2 ms".to_owned(),
        met: Some(Aim::AtMost(2.0).met(millis)),
    });
    Ok(())
}

fn number_of(count: usize) -> f64 {
    crate::statistics::number(u64::try_from(count).unwrap_or(u64::MAX))
}

/// One client that asks the same again and again.
async fn gets(bench: &Bench, address: SocketAddr, path: &str) -> Result<Outcome, Failure> {
    let load = Load {
        address,
        clients: 1,
        pause: Duration::ZERO,
        time_max: 2 * bench.scale.ticket_time,
        requests_max: 20_000,
        status: 200,
    };
    let request = http::read(path, None);
    load::run(load, move |_, _, into| into.extend_from_slice(&request)).await
}

async fn rates(bench: &mut Bench, server: &Server) -> Result<(), Failure> {
    let what = (1, DESK_SERVICE, "phone");
    let days = offered(server.address, &slots_path(what.0, what.1, what.2, DAYS)?).await?;
    let one = days.get(..1).ok_or_else(|| Failure::new("no day has a time"))?;
    let first = book_all(bench, server, "day", what, spread(one, municipality::PARALLEL, LARGE_DAY)).await?;
    let many = days.get(1..=WIDE_DAYS).ok_or_else(|| Failure::new("too few days have times"))?;
    let wide = book_all(bench, server, "wide", what, spread(many, municipality::PARALLEL, 40 * LARGE_DAY)).await?;
    let tickets = tickets_everywhere(bench.installation.token.clone(), "beside".to_owned(), municipality::CENTRES);
    let load = Load {
        address: server.address,
        clients: CLIENTS,
        pause: Duration::ZERO,
        time_max: 2 * bench.scale.ticket_time,
        requests_max: bench.scale.tickets_max,
        status: 201,
    };
    let tickets = load::run(load, tickets).await?;
    let beside = format!("durable tickets of the same server: {}", rate(&std::iter::once(tickets.rate()).collect()));
    for (name, outcome) in [
        ("bookings over HTTP, 64 clients, all on one day".to_owned(), &first),
        (format!("the same over {WIDE_DAYS} days"), &wide),
    ] {
        let ratio: Rounds = std::iter::once(outcome.rate() / tickets.rate()).collect();
        let all: Rounds = std::iter::once(outcome.rate()).collect();
        let latencies =
            format!("{} ({}, {})", rate(&all), time(outcome.latencies.p50()), time(outcome.latencies.p99()));
        bench.report.row(Row::with_ratio(&name, latencies, beside.clone(), &ratio, None));
    }
    bench.report.note(format!(
        "Booked: {} on {}, {} over {WIDE_DAYS} days; each is refused unless a desk of {} is free, and none was.",
        count(number_of(usize::try_from(first.answered)?)),
        one.first().map_or("", |day| day.date.as_str()),
        count(number_of(usize::try_from(wide.answered)?)),
        municipality::PARALLEL,
    ));
    Ok(())
}

/// A day with two thousand appointments: opened by a server that has just started, then asked and booked in turn.
async fn large_day(bench: &mut Bench, server: &mut Server) -> Result<(), Failure> {
    let what = (2, DESK_SERVICE, "phone");
    let days = offered(server.address, &slots_path(what.0, what.1, what.2, 7)?).await?;
    let day = days.first().ok_or_else(|| Failure::new("no day of the coming week has a time"))?;
    let times = spread(std::slice::from_ref(day), municipality::PARALLEL, LARGE_DAY);
    book_all(bench, server, "large", what, times).await?;
    server.end();
    let data = server.database.parent().map(std::path::Path::to_path_buf).unwrap_or_default();
    *server = bench.installation.start(&data).await?;
    server.ready().await?;
    let centre = municipality::centre(what.0);
    let date = &day.date;
    let path = format!("/api/v1/centres/{centre}/slots?service={}&mode={}&from={date}&to={date}", what.1, what.2);
    let ask = http::read(&path, None);
    let mut connection = Connection::open(server.address).await?;
    let begun = Instant::now();
    let answer = connection.exchange(&ask).await?;
    expect(200, answer.status, answer.body)?;
    let opened = begun.elapsed();
    let (mut asked, mut booked) = (Latencies::new()?, Latencies::new()?);
    for (number, at) in
        spread(std::slice::from_ref(day), municipality::PARALLEL, LARGE_DAY + 300).iter().enumerate().skip(LARGE_DAY)
    {
        let mut request = Vec::new();
        book(&mut request, &bench.installation.token, &format!("more-{number}"), what, at);
        for (request, status, latencies) in [(&request, 201, &mut booked), (&ask, 200, &mut asked)] {
            let sent = Instant::now();
            let answer = connection.exchange(request).await?;
            latencies.record(sent.elapsed());
            expect(status, answer.status, answer.body)?;
        }
    }
    bench.report.row(Row::plain(
        "a day with 2 000 appointments: opened after a start, and what is free on it told",
        time(opened),
        format!(
            "then, in turn, a booking: {}, {} and what is free after it: {}, {}",
            time(booked.p50()),
            time(booked.p99()),
            time(asked.p50()),
            time(asked.p99())
        ),
    ));
    Ok(())
}
