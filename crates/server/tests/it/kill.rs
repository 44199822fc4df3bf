//! `kill -9` at any moment: after a restart every acknowledged command is there, none twice, no half transfer.
//!
//! Citizens and employees of two centres press as fast as they are answered while the process is killed again and again.
//! Whoever gets no answer sends the same command with the same key until there is one, as a careful client does. At the
//! end what everybody was told is compared with what the log holds: they must be the same, each once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::event::{Event, Fact};
use domain::ids::StreamId;
use serde_json::{Value, json};

use crate::process::{Answer, Client, Server, events_in, free_port, long, make_token};

/// How often the process is killed: in every run, and in a long one.
const KILLS: (u32, u32) = (60, 600);

/// Citizens in each centre.
const CITIZENS: usize = 4;

/// Desks in each centre.
const DESKS: usize = 4;

/// What somebody was told, in the words of the log: centre, what happened, to which visit, where.
type Told = (String, &'static str, String, String);

/// Everything that everybody was told.
#[derive(Default)]
struct Book {
    told: Mutex<Vec<Told>>,
    numbers: Mutex<BTreeMap<String, (String, String)>>,
    without_answer: AtomicU64,
    repeated: AtomicU64,
}

impl Book {
    fn note(&self, centre: &str, what: &'static str, visit: &str, place: &str) {
        let told = (centre.to_owned(), what, visit.to_owned(), place.to_owned());
        self.told.lock().expect("not poisoned").push(told);
    }
}

/// Somebody who presses until the end is called.
struct Person {
    client: Client,
    book: Arc<Book>,
    over: Arc<AtomicBool>,
    name: String,
    presses: u64,
}

impl Person {
    fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    fn chance(&self, of: u64) -> bool {
        // Spread over persons and presses; which of them it hits does not matter.
        let mixed = self.presses.wrapping_mul(0x9E37_79B9).wrapping_add(self.name.len() as u64 * 77);
        mixed.is_multiple_of(of)
    }

    /// Sends a command until there is an answer, each time with the same key; now and then once more after it.
    async fn press(&mut self, path: &str, body: &Value) -> Answer {
        self.presses += 1;
        let key = format!("{}-{}", self.name, self.presses);
        let answer = self.until_answered(path, &key, body).await;
        // "No one waits" is not remembered; the same key may call somebody the next time.
        if answer.status != 204 && answer.succeeded() && self.chance(5) {
            let again = self.until_answered(path, &key, body).await;
            assert_eq!(again.status, answer.status, "POST {path} twice with one key: {again:?}");
            assert_eq!(again.body.get("id"), answer.body.get("id"), "POST {path} twice with one key");
            self.book.repeated.fetch_add(1, Ordering::Relaxed);
        }
        answer
    }

    async fn until_answered(&self, path: &str, key: &str, body: &Value) -> Answer {
        loop {
            match self.client.post(path, key, body).await {
                Ok(answer) if answer.status == 503 || answer.status == 429 => {}
                Ok(answer) => {
                    assert!(answer.status < 500, "POST {path}: {answer:?}");
                    return answer;
                }
                Err(_) => {
                    self.book.without_answer.fetch_add(1, Ordering::Relaxed);
                }
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// A citizen: one ticket after the other.
async fn be_citizen(mut person: Person, centre: &'static str) {
    while !person.is_over() {
        let service = if person.chance(2) { "pass" } else { "tax" };
        let path = format!("/api/v1/centres/{centre}/visits");
        let answer = person.press(&path, &json!({ "services": [service] })).await;
        if answer.succeeded() {
            let (visit, number) = (answer.text("id").to_owned(), answer.text("number").to_owned());
            person.book.note(centre, "ticket", &visit, &number);
            let earlier =
                person.book.numbers.lock().expect("not poisoned").insert(visit.clone(), (centre.to_owned(), number));
            assert_eq!(earlier, None, "the visit {visit} was given to two citizens");
        }
        tokio::time::sleep(Duration::from_millis(15)).await;
    }
}

/// An employee: next, start, and then finish, or a transfer to another queue or centre.
async fn be_employee(mut person: Person, centre: &'static str, place: usize) {
    let desk = format!("desk-{place}");
    let employee = format!("{centre}-{place}");
    let desk_path = format!("/api/v1/centres/{centre}/desks/{desk}");
    sign_on(&mut person, centre, &desk, &employee).await;
    while !person.is_over() {
        let answer = person.press(&format!("{desk_path}/next"), &Value::Null).await;
        if answer.status == 204 {
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        }
        if !answer.succeeded() {
            // A day that ended at midnight takes everybody from the desks.
            sign_on(&mut person, centre, &desk, &employee).await;
            continue;
        }
        let visit = answer.text("id").to_owned();
        person.book.note(centre, "called", &visit, &desk);
        serve(&mut person, centre, &visit).await;
    }
}

async fn sign_on(person: &mut Person, centre: &'static str, desk: &str, employee: &str) {
    let path = format!("/api/v1/centres/{centre}/desks/{desk}/sign-on");
    let answer = person.press(&path, &json!({ "employee": employee })).await;
    if answer.succeeded() {
        person.book.note(centre, "signed on", employee, desk);
    }
}

async fn serve(person: &mut Person, centre: &'static str, visit: &str) {
    let path = format!("/api/v1/centres/{centre}/visits/{visit}");
    if !person.press(&format!("{path}/start"), &Value::Null).await.succeeded() {
        return;
    }
    person.book.note(centre, "started", visit, "");
    let other = if centre == "nord" { "syd" } else { "nord" };
    let (what, action, body) = match person.presses % 4 {
        0 => ("moved", "transfer", json!({ "to": "centre", "centre": other, "service": "tax" })),
        1 => ("transferred", "transfer", json!({ "to": "queue", "queue": "tax" })),
        _ => ("finished", "finish", Value::Null),
    };
    let answer = person.press(&format!("{path}/{action}"), &body).await;
    if answer.succeeded() {
        person.book.note(centre, what, visit, "");
    } else if action == "transfer" {
        // It waits in that queue already: it is served here after all.
        if person.press(&format!("{path}/finish"), &Value::Null).await.succeeded() {
            person.book.note(centre, "finished", visit, "");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_every_kill_and_nothing_happens_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let names = ["--role", "manager", "--centre", "nord", "--centre", "syd", "--name", "everybody"];
    let token = make_token(data, &names);
    let port = free_port();
    let client = Client::new(&format!("http://127.0.0.1:{port}"), &token);
    let (book, over) = (Arc::new(Book::default()), Arc::new(AtomicBool::new(false)));
    let mut people = tokio::task::JoinSet::new();
    for centre in ["nord", "syd"] {
        let person = |name: String| Person {
            client: client.clone(),
            book: Arc::clone(&book),
            over: Arc::clone(&over),
            name,
            presses: 0,
        };
        for place in 1..=CITIZENS {
            people.spawn(be_citizen(person(format!("{centre}-citizen-{place}")), centre));
        }
        for place in 1..=DESKS {
            people.spawn(be_employee(person(format!("{centre}-employee-{place}")), centre, place));
        }
    }
    let kills = if long() { KILLS.1 } else { KILLS.0 };
    for kill in 0..kills {
        let server = Server::start(data, port);
        // From the middle of the first commands to a second of load; an odd step hits other moments each time.
        tokio::time::sleep(Duration::from_millis(u64::from(kill * 137 % 900) + 20)).await;
        server.kill();
    }
    let server = Server::start(data, port);
    tokio::time::sleep(Duration::from_millis(300)).await;
    over.store(true, Ordering::SeqCst);
    while let Some(ended) = people.join_next().await {
        ended.expect("nobody saw anything wrong");
    }
    assert!(server.stop().success(), "it ends in order");
    compare(data, &book, kills);
}

fn compare(data: &Path, book: &Book, kills: u32) {
    let streams = events_in(&data.join("frontdesk.sqlite"));
    let mut told = book.told.lock().expect("not poisoned").clone();
    let mut logged: Vec<Told> = streams.iter().flat_map(|(stream, events)| in_words(stream, events)).collect();
    told.sort();
    logged.sort();
    println!(
        "{kills} kills, {} acknowledged commands, {} requests without an answer, {} sent again after one",
        told.len(),
        book.without_answer.load(Ordering::Relaxed),
        book.repeated.load(Ordering::Relaxed)
    );
    let (lost, extra) = differences(&told, &logged);
    assert!(lost.is_empty(), "acknowledged and not in the log: {lost:#?}");
    assert!(extra.is_empty(), "in the log twice, or never acknowledged: {extra:#?}");
    let moves = |wanted: fn(&Fact) -> bool| -> BTreeSet<String> {
        let facts = streams.values().flatten().map(|event| &event.fact).filter(|fact| wanted(fact));
        facts.filter_map(|fact| fact.visit().map(|visit| visit.to_string())).collect()
    };
    let away = moves(|fact| matches!(fact, Fact::MovedAway { .. }));
    assert_eq!(away, moves(|fact| matches!(fact, Fact::MovedIn { .. })), "no half transfer");
    assert!(told.len() > kills as usize && !away.is_empty(), "there was load");
    assert!(book.without_answer.load(Ordering::Relaxed) >= u64::from(kills) / 2, "kills hit commands on their way");
    for (stream, events) in &streams {
        numbers_are_unique(stream, events);
        let day = domain::day::fold(stream.clone(), events);
        domain::invariants::check(&day).expect("the rules hold");
    }
}

/// A stream's events as those who pressed were told of them.
fn in_words(stream: &StreamId, events: &[Event]) -> Vec<Told> {
    let centre = stream.centre.to_string();
    let words = events.iter().filter_map(|event| match &event.fact {
        Fact::TicketTaken { visit, number, .. } => Some(("ticket", visit.to_string(), number.to_string())),
        Fact::Called { visit, desk, .. } => Some(("called", visit.to_string(), desk.to_string())),
        Fact::Started { visit } => Some(("started", visit.to_string(), String::new())),
        Fact::Finished { visit, .. } => Some(("finished", visit.to_string(), String::new())),
        Fact::Transferred { visit, .. } => Some(("transferred", visit.to_string(), String::new())),
        Fact::MovedAway { visit, .. } => Some(("moved", visit.to_string(), String::new())),
        Fact::SignedOn { employee, desk, .. } => Some(("signed on", employee.to_string(), desk.to_string())),
        _ => None,
    });
    words.map(|(what, visit, place)| (centre.clone(), what, visit, place)).collect()
}

/// What is more often in the one than in the other; both are sorted.
fn differences(told: &[Told], logged: &[Told]) -> (Vec<Told>, Vec<Told>) {
    let mut counts: BTreeMap<&Told, i64> = BTreeMap::new();
    for one in told {
        *counts.entry(one).or_default() += 1;
    }
    for one in logged {
        *counts.entry(one).or_default() -= 1;
    }
    let of = |wanted: fn(i64) -> bool| {
        counts.iter().filter(|(_, count)| wanted(**count)).map(|(one, _)| (*one).clone()).collect()
    };
    (of(|count| count > 0), of(|count| count < 0))
}

/// Each number belongs to one visit, and they are given in order. A visit that comes back from another centre has its number
/// of before again.
fn numbers_are_unique(stream: &StreamId, events: &[Event]) {
    let mut owners = BTreeMap::new();
    let mut last: BTreeMap<_, u16> = BTreeMap::new();
    for event in events {
        let (Fact::TicketTaken { visit, number, .. } | Fact::MovedIn { visit, number, .. }) = &event.fact else {
            continue;
        };
        let owner = *owners.entry(*number).or_insert(*visit);
        assert_eq!(owner, *visit, "the number {number} of {stream} belongs to one visit");
        let count = last.entry(number.letter).or_insert(0);
        assert!(number.count <= *count + 1, "{number} of {stream} is given before its turn");
        *count = (*count).max(number.count);
    }
}
