//! The interface for programs, as the player of a recorded day uses it: over HTTP, like anybody else.
//!
//! Every command carries an `Idempotency-Key`. A part of the requests is sent twice with the same key, half of them at the
//! same time and half after the answer; both answers must be one. A request without an answer is sent again with its
//! key, as any careful client does. It asks for answers in the caller's language. Nothing here knows the hall.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use domain::account::Account;
use domain::ids::{CentreId, Language, Number, ServiceId, VisitId};
use domain::time::Instant;
use jiff::civil::Date;
use reqwest::header::{ACCEPT_LANGUAGE, HeaderMap, HeaderValue};
use serde::Deserialize;
use serde_json::{Value, json};

use super::chance::{Chance, Purpose};
use super::count::Seen;
use super::office::Counter;
use crate::messages::trust::Trust;
use crate::words::Sentence;

/// How often a request without an answer, or one that is told to come back, is sent.
const TRIES_MAX: u32 = 30;

/// The pause before it is sent again, where the answer names none.
const AGAIN: Duration = Duration::from_millis(500);

/// How many events are fetched at a time.
const PAGE_EVENTS: usize = 1_000;

/// Why the day cannot be played on: a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trouble(pub(crate) Sentence);

impl Trouble {
    /// A trouble of which only its cause is said.
    pub(crate) fn caused(name: &'static str, error: impl std::fmt::Display) -> Self {
        Self(Sentence::new(name).with("error", error))
    }
}

/// A visit, as far as the player needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) struct Card {
    /// Which visit.
    pub(crate) id: VisitId,
    /// Its number.
    pub(crate) number: Number,
}

/// What was sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sent {
    /// Commands.
    pub(crate) commands: u64,
    /// Of these, sent twice.
    pub(crate) twice: u64,
    /// Of these, both answers came from one effect, as they must.
    pub(crate) same: u64,
}

/// A client of one centre.
#[derive(Debug)]
pub(crate) struct Client {
    http: reqwest::Client,
    base: String,
    token: String,
    run: String,
    chance: Chance,
    repeat_percent: u8,
    commands: AtomicU64,
    twice: AtomicU64,
    same: AtomicU64,
}

/// An answer: its status and its body, `null` where there is none.
#[derive(Debug, Clone, PartialEq)]
struct Answer {
    status: u16,
    body: Value,
    /// When to come back, where it says so.
    again: Option<Duration>,
}

/// How a client sends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way<'a> {
    /// The language that answers are asked for in.
    pub(crate) language: &'a Language,
    /// What decides which requests are sent twice.
    pub(crate) chance: Chance,
    /// How many of a hundred are.
    pub(crate) repeat_percent: u8,
}

impl Client {
    /// A client of a centre on a server. `run` makes its keys differ from those of any other run.
    pub(crate) fn new(
        url: &str,
        centre: &CentreId,
        token: String,
        run: String,
        way: &Way<'_>,
    ) -> Result<Self, Trouble> {
        if !url.starts_with("http://") {
            return Err(Trouble(Sentence::new("cli-day-not-http").with("url", url)));
        }
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            .tls_backend_preconfigured(Trust::usual().config().as_ref().clone())
            .default_headers(HeaderMap::from_iter(
                HeaderValue::from_str(way.language.as_str()).map(|language| (ACCEPT_LANGUAGE, language)),
            ))
            .build()
            .map_err(|error| Trouble::caused("cli-fault", error))?;
        Ok(Self {
            http,
            base: format!("{}/api/v1/centres/{centre}", url.trim_end_matches('/')),
            token,
            run,
            chance: way.chance,
            repeat_percent: way.repeat_percent,
            commands: AtomicU64::new(0),
            twice: AtomicU64::new(0),
            same: AtomicU64::new(0),
        })
    }

    /// What was sent so far.
    pub(crate) fn sent(&self) -> Sent {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Sent { commands: read(&self.commands), twice: read(&self.twice), same: read(&self.same) }
    }

    /// A citizen takes a ticket.
    pub(crate) async fn take_ticket(&self, service: &ServiceId) -> Result<Card, Trouble> {
        let answer = self.command("visits", json!({ "services": [service] })).await?;
        read_card(&answer)
    }

    /// An employee takes her desk.
    pub(crate) async fn sign_on(&self, counter: &Counter) -> Result<(), Trouble> {
        let path = format!("desks/{}/sign-on", counter.desk);
        self.command(&path, json!({ "employee": counter.employee })).await.map(|_| ())
    }

    /// An employee leaves her desk.
    pub(crate) async fn sign_off(&self, counter: &Counter) -> Result<(), Trouble> {
        self.command(&format!("desks/{}/sign-off", counter.desk), Value::Null).await.map(|_| ())
    }

    /// A desk calls whoever is next, if somebody waits.
    pub(crate) async fn next(&self, counter: &Counter) -> Result<Option<Card>, Trouble> {
        let answer = self.command(&format!("desks/{}/next", counter.desk), Value::Null).await?;
        if answer.status == 204 { Ok(None) } else { read_card(&answer).map(Some) }
    }

    /// An employee starts or finishes a service.
    pub(crate) async fn act(&self, visit: VisitId, action: &str) -> Result<(), Trouble> {
        self.command(&format!("visits/{visit}/{action}"), Value::Null).await.map(|_| ())
    }

    /// A manager closes the day.
    pub(crate) async fn close_day(&self) -> Result<(), Trouble> {
        self.command("day/close", json!({ "confirmed": true })).await.map(|_| ())
    }

    /// The date that the hall's clock shows.
    pub(crate) async fn date(&self) -> Result<Date, Trouble> {
        let hall = self.get("hall").await?;
        let date = hall.get("date").cloned().unwrap_or_default();
        serde_json::from_value(date).map_err(|error| Trouble::caused("cli-day-account-unreadable", error))
    }

    /// Every event of a day.
    pub(crate) async fn events(&self, date: Date) -> Result<Vec<Seen>, Trouble> {
        let mut events = Vec::new();
        let mut after = 0;
        loop {
            let body = self.get(&format!("days/{date}/events?after={after}&limit={PAGE_EVENTS}")).await?;
            let page = body.get("events").and_then(Value::as_array).cloned().unwrap_or_default();
            if page.is_empty() {
                return Ok(events);
            }
            for event in &page {
                let (version, seen) = read_event(event)?;
                if version != after + 1 {
                    return Err(Trouble(Sentence::new("cli-day-event-missing").with("version", after + 1)));
                }
                after = version;
                events.push(seen);
            }
        }
    }

    /// The day's account.
    pub(crate) async fn account(&self, date: Date) -> Result<Account, Trouble> {
        read_account(self.get(&format!("days/{date}/account")).await?)
    }

    async fn get(&self, path: &str) -> Result<Value, Trouble> {
        let url = format!("{}/{path}", self.base);
        let answer = self.until_answered(|| self.http.get(&url).bearer_auth(&self.token)).await?;
        if answer.status == 200 { Ok(answer.body) } else { Err(refused("GET", path, &answer)) }
    }

    /// Sends a command, a part of them twice.
    async fn command(&self, path: &str, body: Value) -> Result<Answer, Trouble> {
        let count = self.commands.fetch_add(1, Ordering::Relaxed);
        let key = format!("{}-{count}", self.run);
        let draw = self.chance.part(Purpose::Repeat, count) * 100.0;
        let percent = f64::from(self.repeat_percent);
        if draw >= percent {
            return succeeded(path, self.post(path, &key, &body).await?);
        }
        self.twice.fetch_add(1, Ordering::Relaxed);
        let (first, second) = if draw < percent / 2.0 {
            tokio::try_join!(self.post(path, &key, &body), self.post(path, &key, &body))?
        } else {
            (self.post(path, &key, &body).await?, self.post(path, &key, &body).await?)
        };
        self.one_of(path, first, second)
    }

    /// The one answer of a command that was sent twice. "No one waits" is not remembered, so that the same request may call
    /// somebody a moment later: that call is the answer then. Anything else must be the same twice.
    fn one_of(&self, path: &str, first: Answer, second: Answer) -> Result<Answer, Trouble> {
        let (first, second) = (succeeded(path, first)?, succeeded(path, second)?);
        let same = match (first.status, second.status) {
            (204, _) | (_, 204) => true,
            _ => first.body.get("id") == second.body.get("id") && first.body.get("number") == second.body.get("number"),
        };
        if !same {
            let two = Sentence::new("cli-day-two-effects").with("path", path);
            return Err(Trouble(two.with("first", first.body).with("second", second.body)));
        }
        self.same.fetch_add(1, Ordering::Relaxed);
        Ok(if first.status == 204 { second } else { first })
    }

    async fn post(&self, path: &str, key: &str, body: &Value) -> Result<Answer, Trouble> {
        let url = format!("{}/{path}", self.base);
        self.until_answered(|| {
            let request = self.http.post(&url).bearer_auth(&self.token).header("Idempotency-Key", key);
            if body.is_null() { request } else { request.json(body) }
        })
        .await
    }

    /// Sends a request until there is an answer that is not "come back in a moment".
    async fn until_answered(&self, request: impl Fn() -> reqwest::RequestBuilder) -> Result<Answer, Trouble> {
        let mut tries = 1;
        loop {
            let outcome = answer_of(request()).await;
            let come_back = match &outcome {
                Ok(answer) => matches!(answer.status, 429 | 503),
                Err(_) => true,
            };
            if !come_back || tries == TRIES_MAX {
                return outcome;
            }
            tries += 1;
            tokio::time::sleep(outcome.ok().and_then(|answer| answer.again).unwrap_or(AGAIN)).await;
        }
    }
}

async fn answer_of(request: reqwest::RequestBuilder) -> Result<Answer, Trouble> {
    let trouble = |error: reqwest::Error| Trouble::caused("cli-day-no-answer", with_causes(&error));
    let response = request.send().await.map_err(trouble)?;
    let status = response.status().as_u16();
    let again = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
    let bytes = response.bytes().await.map_err(trouble)?;
    let body = if bytes.is_empty() { Ok(Value::Null) } else { serde_json::from_slice(&bytes) };
    let body =
        body.map_err(|error| Trouble(Sentence::new("cli-day-not-json").with("status", status).with("error", error)))?;
    Ok(Answer { status, body, again: again.map(Duration::from_secs) })
}

/// An error with what brought it about: "error sending request" alone does not say that nobody listens there.
fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn succeeded(path: &str, answer: Answer) -> Result<Answer, Trouble> {
    if (200..300).contains(&answer.status) { Ok(answer) } else { Err(refused("POST", path, &answer)) }
}

fn refused(method: &str, path: &str, answer: &Answer) -> Trouble {
    let text = |name: &str| answer.body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let said = Sentence::new("cli-day-refused").with("method", method).with("path", path).with("status", answer.status);
    Trouble(said.with("detail", text("detail")).with("code", text("code")))
}

fn read_card(answer: &Answer) -> Result<Card, Trouble> {
    Card::deserialize(&answer.body).map_err(|error| {
        Trouble(Sentence::new("cli-day-visit-unreadable").with("error", error).with("body", &answer.body))
    })
}

/// The interface gives the fact's name beside its fields; the fact itself has it among them.
fn read_event(event: &Value) -> Result<(u64, Seen), Trouble> {
    let lacks = |field: &str| Trouble(Sentence::new("cli-day-event-lacks").with("field", field));
    let version = event.get("version").and_then(Value::as_u64).ok_or_else(|| lacks("version"))?;
    let at: Option<Instant> = event.get("at").and_then(Value::as_str).and_then(|at| at.parse().ok());
    let at = at.ok_or_else(|| lacks("at"))?;
    let mut fields = event.get("details").cloned().unwrap_or_else(|| json!({}));
    if let (Some(fields), Some(fact)) = (fields.as_object_mut(), event.get("fact")) {
        fields.insert("fact".to_owned(), fact.clone());
    }
    let fact = serde_json::from_value(fields).map_err(|error| Trouble::caused("cli-day-event-unreadable", error))?;
    Ok((version, Seen { at, fact }))
}

/// The interface names the parts of a referral's count; the account itself has them as a pair.
fn read_account(mut body: Value) -> Result<Account, Trouble> {
    if let Some(referrals) = body.get_mut("referrals").and_then(Value::as_array_mut) {
        for referral in referrals {
            *referral = json!([referral.get("referral"), referral.get("count")]);
        }
    }
    serde_json::from_value(body).map_err(|error| Trouble::caused("cli-day-account-unreadable", error))
}
