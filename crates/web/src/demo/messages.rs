//! What the demo's citizens were sent: text messages as a phone shows them, and e-mails with what a calendar takes from them.
//!
//! Only the demo keeps any of it, the last [`KEPT_MAX`] and in memory; everybody in it is invented. A real installation sends
//! what it has to tell and keeps neither text nor address.

use std::collections::VecDeque;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use bytes::Bytes;
use domain::ids::Language;
use domain::message::Channel;
use domain::setup::Setup;
use domain::sms;
use domain::time::Instant;
use parking_lot::Mutex;
use tokio::sync::watch;

use super::Demo;
use crate::api::query::Pairs;
use crate::authority::Anyone;
use crate::format;
use crate::letters::{Meeting, Written};
use crate::limits::StreamPlace;
use crate::pages::{Around, LANGUAGES, html, page_language};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;
use crate::texts::Values;

/// How many messages are kept; the oldest go.
const KEPT_MAX: usize = 60;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/demo/messages", show).does("What the demo's citizens were sent. Only in the demo.").page(),
        Route::get("/demo/messages/events", events)
            .does("The changing part of that page, as server-sent events.")
            .page(),
    ]
}

/// A message that was sent in the demo.
#[derive(Debug, Clone)]
pub struct Shown {
    /// When, by the demo's clock.
    pub at: Instant,
    /// By which way.
    pub channel: Channel,
    /// In which centre.
    pub setup: Arc<Setup>,
    /// In which language it is.
    pub language: Language,
    /// What it says.
    pub written: Written,
}

/// The messages that were sent, the newest first. Clones are the same.
#[derive(Debug, Clone)]
pub struct Sent(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    kept: Mutex<VecDeque<Shown>>,
    changed: watch::Sender<u64>,
}

impl Default for Sent {
    fn default() -> Self {
        Self(Arc::new(Inner { kept: Mutex::default(), changed: watch::Sender::new(0) }))
    }
}

impl Sent {
    /// Keeps one more.
    pub fn keep(&self, shown: Shown) {
        let mut kept = self.0.kept.lock();
        kept.push_front(shown);
        kept.truncate(KEPT_MAX);
        drop(kept);
        self.0.changed.send_modify(|count| *count += 1);
    }

    fn all(&self) -> Vec<Shown> {
        self.0.kept.lock().iter().cloned().collect()
    }
}

/// The page.
#[derive(Template)]
#[template(path = "demo/messages.html")]
struct SentPage<'a> {
    around: Around<'a>,
    messages: Vec<Message>,
    said: String,
}

/// The part of it that changes.
#[derive(Template)]
#[template(path = "demo/messages.html", block = "live")]
struct SentPart<'a> {
    around: Around<'a>,
    messages: Vec<Message>,
    said: String,
}

/// A message as the page shows it.
struct Message {
    id: String,
    at: String,
    /// Of a mail.
    name: Option<String>,
    to: String,
    /// Its language, and from where that is read.
    lang: String,
    dir: &'static str,
    sms: bool,
    from: String,
    subject: String,
    /// The text in lines.
    lines: Vec<String>,
    /// How many text messages it is.
    parts: String,
    calendar: Option<Calendar>,
}

/// What a calendar takes from a mail.
struct Calendar {
    what: String,
    summary: String,
    when: String,
    location: String,
}

async fn show(_: Anyone, _: Demo, State(app): State<AppState>, mut query: Pairs) -> Result<Response, Problem> {
    let language = page_language(query.take("lang")?.as_deref(), LANGUAGES);
    query.done()?;
    html(&page(&app, &language))
}

fn page<'a>(app: &'a AppState, language: &Language) -> SentPage<'a> {
    let title = app.texts.get(language, "sent-title");
    let around = Around::on(app, "sent", LANGUAGES, language.clone(), title, "/demo/messages");
    let all = app.sent.all();
    let count = all.len();
    let message = |(n, shown)| message(app, language, shown, count - n);
    let messages = all.iter().enumerate().map(message).collect();
    let mut values = Values::new();
    values.set("count", count);
    SentPage { around, messages, said: app.texts.with(language, "sent-count", &values) }
}

/// When it was sent; with its day, where that is over.
fn sent_at(app: &AppState, language: &Language, shown: &Shown) -> String {
    let (date, today) = [shown.at, app.engine.now()].map(|at| at.date(&shown.setup.time_zone)).into();
    let clock = format::clock(shown.at, &shown.setup, language);
    if date == today { clock } else { format!("{} {clock}", format::day(date, &app.texts, language)) }
}

fn message(app: &AppState, language: &Language, shown: &Shown, number: usize) -> Message {
    let texts = &app.texts;
    let Shown { at, channel, setup, language: of, written } = shown;
    let is_sms = *channel == Channel::Sms;
    let mut values = Values::new();
    values.set("count", sms::count(&written.text).parts);
    let calendar = written.meeting.as_ref().map(|Meeting { event, cancelled }| Calendar {
        what: texts.get(language, if *cancelled { "sent-calendar-cancel" } else { "sent-calendar-request" }),
        summary: event.summary.clone(),
        when: {
            let day = format::day(event.starts_at.date(&setup.time_zone), texts, language);
            let clock = |at| format::clock(at, setup, language);
            format!("{day} {}–{}", clock(event.starts_at), clock(event.ends_at))
        },
        location: event.location.clone(),
    });
    Message {
        id: format!("message-{}-{number}", at.as_millis()),
        at: sent_at(app, language, shown),
        name: written.name.clone(),
        to: written.to.clone(),
        lang: of.to_string(),
        dir: if crate::pages::is_mirrored(of) { "rtl" } else { "ltr" },
        sms: is_sms,
        from: if is_sms { written.sender.clone() } else { written.from.clone() },
        subject: written.subject.clone(),
        lines: written.text.trim_end().lines().map(str::to_owned).collect(),
        parts: if is_sms { texts.with(language, "sent-parts", &values) } else { String::new() },
        calendar,
    }
}

async fn events(
    _: Anyone,
    _: Demo,
    State(app): State<AppState>,
    mut query: Pairs,
    place: StreamPlace,
) -> Result<Response, Problem> {
    let language = page_language(query.take("lang")?.as_deref(), LANGUAGES);
    query.done()?;
    let mut changed = app.sent.0.changed.subscribe();
    let (states, mut drawn) = watch::channel(frame(&app, &language, 0));
    // What was sent since the page was made comes at once.
    drawn.mark_changed();
    let drawing = app.clone();
    tokio::spawn(async move {
        // It ends when the sender does, or when nobody watches any more.
        for count in 1.. {
            tokio::select! {
                () = states.closed() => return,
                more = changed.changed() => if more.is_err() { return },
            }
            states.send_replace(frame(&drawing, &language, count));
        }
    });
    Ok(crate::live::frames(&app, drawn, place, std::future::pending()))
}

/// The changing part as one server-sent event.
fn frame(app: &AppState, language: &Language, count: u64) -> Bytes {
    let SentPage { around, messages, said } = page(app, language);
    let text = SentPart { around, messages, said }.render().unwrap_or_default();
    crate::renderer::event(None, count, &text)
}
