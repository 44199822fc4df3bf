//! The lines of a case as commands: `09:05 desk-1 next`, `09:10 by citizen: A 1 delay until 09:40`.
//!
//! Visits go by their numbers, as in the hall. A line that cannot be read fails the test with the line; it must never
//! be skipped.

use std::collections::BTreeSet;

use domain::answer::Answer;
use domain::command::{Action, Actor, BlockKind, Given, Mode, QueueOrder, TransferTo, Why};
use domain::event::Event;
use domain::ids::{BlockId, DeskId, EmployeeId, KioskId, Language, Number, QueueId, ServiceId, VisitId};
use domain::message::{Channel, Fate, MessageKind};
use domain::refusal::Refusal;
use domain::time::Instant;
use jiff::civil::Date;

use crate::centre::zone;
use crate::sentences::{Told, why_word};
use crate::town::{Done, Place, Town};

/// A visit that nobody knows, whatever its number: `Z 9`.
const UNKNOWN: VisitId = VisitId(uuid::Uuid::nil());

/// A town under way, with what is needed to read lines.
pub(crate) struct Script {
    pub(crate) town: Town,
    date: Date,
    /// The names of the actions that were asked for.
    pub(crate) asked: BTreeSet<String>,
    /// The visit for which a time was kept last.
    held: Option<VisitId>,
    /// What was blocked last.
    block: BlockId,
}

/// A time as it is wanted.
struct Time {
    date: Date,
    starts_at: Instant,
    mode: Mode,
    employee: Option<EmployeeId>,
}

/// A line taken apart.
struct Line<'a> {
    at: Instant,
    place: Place,
    by: Option<&'a str>,
    words: Vec<&'a str>,
    expect: Option<&'a str>,
}

impl Script {
    pub(crate) fn new(date: Date) -> Self {
        Self { town: Town::new(date), date, asked: BTreeSet::new(), held: None, block: BlockId(uuid::Uuid::nil()) }
    }

    /// Runs a line; the outcome as lines of a `then`.
    pub(crate) fn run(&mut self, line: &str) -> Vec<String> {
        let Line { at, place, by, words, expect } = self.read(line);
        if words[0] == "set-up" {
            self.change_setup(place, &words[1..]);
            return Vec::new();
        }
        let (times, words) = match words[0].parse::<u32>() {
            Ok(times) => (times, &words[1..]),
            Err(_) => (1, &words[..]),
        };
        let mut said = Vec::new();
        for _ in 0..times {
            let (usual, action) = self.action(place, words);
            let by = by.map_or(usual, actor);
            self.asked.insert(name_of(&action));
            let outcome = self.town.give(place, by, action, at);
            if let Some(expect) = expect {
                assert_eq!(told(&outcome), expect, "`{line}`");
            }
            said = self.say(outcome);
        }
        self.town.check().unwrap_or_else(|e| panic!("`{line}`: {e}"));
        said
    }

    /// A line that must be accepted.
    pub(crate) fn given(&mut self, line: &str) -> &mut Self {
        let said = self.run(line);
        let refused = said.iter().any(|s| s.starts_with("refused: "));
        assert!(!refused, "`{line}`: {said:?}");
        self
    }

    fn say(&self, outcome: Result<Done, Refusal>) -> Vec<String> {
        match outcome {
            Err(refusal) => vec![format!("refused: {}", refusal.code())],
            Ok(done) => {
                let mut lines: Vec<String> = done.events.iter().map(|(place, e)| self.sentence(*place, e)).collect();
                if done.answer == Answer::NoOneWaits {
                    lines.push("no one waits".to_owned());
                } else if lines.is_empty() {
                    lines.push("nothing changes".to_owned());
                }
                lines
            }
        }
    }

    fn sentence(&self, place: Place, event: &Event) -> String {
        let house = self.town.house(place);
        let number = |visit: VisitId| house.day.visit(visit).map_or("?".to_owned(), |v| v.number.to_string());
        let sentence = Told { setup: &house.setup, number: &number }.sentence(event);
        match place {
            Place::Reception => sentence,
            Place::Tomorrow => format!("tomorrow: {sentence}"),
            Place::Jobs => format!("jobs: {sentence}"),
        }
    }

    fn read<'a>(&self, line: &'a str) -> Line<'a> {
        let (line, expect) = line.split_once(" -> ").map_or((line, None), |(l, e)| (l, Some(e.trim())));
        let (at, rest) = line.split_once(' ').unwrap_or_else(|| panic!("`{line}`: a time, then a command"));
        let (at, rest) = match at {
            "tomorrow" => {
                let (at, rest) = rest.split_once(' ').unwrap_or_else(|| panic!("`{line}`: tomorrow, and when?"));
                (Self::at(self.date.tomorrow().unwrap(), at), rest)
            }
            at => (Self::at(self.date, at), rest),
        };
        let (place, rest) = match rest.strip_prefix("jobs: ") {
            Some(rest) => (Place::Jobs, rest),
            None => match rest.strip_prefix("for tomorrow: ") {
                Some(rest) => (Place::Tomorrow, rest),
                None => (Place::Reception, rest),
            },
        };
        let (by, rest) = match rest.strip_prefix("by ").and_then(|r| r.split_once(": ")) {
            Some((by, rest)) => (Some(by), rest),
            None => (None, rest),
        };
        Line { at, place, by, words: rest.split_whitespace().collect(), expect }
    }

    /// `09:05`, `09:05:30.250`; `00:30Z` in UTC, for the hour that comes twice.
    fn at(date: Date, text: &str) -> Instant {
        if let Some(utc) = text.strip_suffix('Z') {
            let time: jiff::civil::Time = utc.parse().unwrap_or_else(|e| panic!("`{text}`: {e}"));
            return Instant::at_civil(date.to_datetime(time), &jiff::tz::TimeZone::UTC).unwrap();
        }
        let time: jiff::civil::Time = text.parse().unwrap_or_else(|e| panic!("`{text}`: {e}"));
        Instant::at_civil(date.to_datetime(time), &zone()).unwrap_or_else(|| panic!("{text} does not exist on {date}"))
    }

    /// A civil time of the case's date.
    pub(crate) fn clock(&self, text: &str) -> Instant {
        Self::at(self.date, text)
    }

    /// The visit of a number: of any state, in one centre.
    pub(crate) fn visit(&self, place: Place, number: &str) -> VisitId {
        let number: Number = number.parse().unwrap_or_else(|e| panic!("{e}"));
        self.town.house(place).day.visits().iter().find(|v| v.number == number).map_or(UNKNOWN, |v| v.id)
    }

    fn change_setup(&mut self, place: Place, words: &[&str]) {
        let house = match place {
            Place::Reception => &mut self.town.reception,
            Place::Tomorrow => &mut self.town.tomorrow,
            Place::Jobs => &mut self.town.jobs,
        };
        house.setup.version.0 += 1;
        match words {
            ["speaks", language] => house.setup.languages.push(language.parse().unwrap()),
            ["arrivals", "pass", "on", "after", seconds] => {
                house.setup.rules.arrival_pass_on_seconds = seconds.parse().unwrap();
            }
            ["parallel", capacity, parallel] => {
                let capacity = house.setup.capacities.get_mut(&capacity.parse().unwrap()).unwrap();
                capacity.with = domain::setup::With::AnyDesk { parallel: parallel.parse().unwrap() };
            }
            ["days", "ahead", service, days] => {
                let bookable = house.setup.appointments.get_mut(&service.parse().unwrap()).unwrap();
                bookable.days_ahead = days.parse().unwrap();
            }
            ["next", "asks"] => house.setup.rules.next_while_serving = domain::setup::NextWhileServing::Ask,
            ["target", queue, minutes] => {
                let queue = house.setup.queues.get_mut(&queue.parse::<QueueId>().unwrap()).unwrap();
                queue.target_minutes = Some(minutes.parse().unwrap());
            }
            ["letter", queue, letter] => {
                let queue = house.setup.queues.get_mut(&queue.parse::<QueueId>().unwrap()).unwrap();
                queue.letter = letter.chars().next().and_then(domain::ids::Letter::new).unwrap();
            }
            _ => panic!("a change of set-up that the cases do not know: {words:?}"),
        }
    }

    /// Who usually gives such a command, and the command.
    fn action(&mut self, place: Place, words: &[&str]) -> (Actor, Action) {
        let kiosk = |name: &str| Actor::Kiosk(KioskId::new(name).unwrap());
        let at_door = || kiosk(if place == Place::Jobs { "kiosk-j" } else { "kiosk-1" });
        let manager = || Actor::Employee("cara".parse().unwrap());
        match words {
            ["open", "the", "day"] => (Actor::Clock, Action::OpenDay),
            ["midnight"] => (Actor::Clock, Action::CloseDay { confirmed: false }),
            ["close", "the", "day"] => (manager(), Action::CloseDay { confirmed: false }),
            ["close", "the", "day", "confirmed"] => (manager(), Action::CloseDay { confirmed: true }),
            ["the", "clock"] => (Actor::Clock, Action::Clock),
            ["ticket", rest @ ..] => (at_door(), self.ticket(place, rest)),
            ["refer", service, rest @ ..] => {
                (at_door(), Action::Refer { service: service.parse().unwrap(), answers: answers(rest) })
            }
            ["book", rest @ ..] => (Actor::Program("booking".to_owned()), self.book(rest)),
            ["hold", rest @ ..] => (Actor::Citizen, self.hold(rest)),
            ["let", "go"] => (Actor::Citizen, Action::EndHold { visit: self.held.unwrap_or(UNKNOWN) }),
            ["queue", queue, rest @ ..] => {
                (manager(), Action::SetQueue { queue: queue.parse().unwrap(), to: order(rest) })
            }
            [name, rest @ ..] if name.starts_with("kiosk-") => (kiosk(name), at_kiosk(name, rest)),
            [name, rest @ ..] if ["desk-", "room-", "phone-"].iter().any(|p| name.starts_with(p)) => {
                self.at_desk(place, name, rest)
            }
            [letter, count, rest @ ..] if count.parse::<u16>().is_ok() => {
                let visit = self.visit(place, &format!("{letter} {count}"));
                self.on_visit(visit, rest)
            }
            [name, "sees", letter, count, rest @ ..] => {
                let (employee, visit) = (name.parse().unwrap(), self.visit(place, &format!("{letter} {count}")));
                (Actor::Employee(name.parse().unwrap()), self.sees(employee, visit, rest))
            }
            [name, "blocks", rest @ ..] => self.blocks(name, rest),
            [name, "unblocks"] => (Actor::Employee(name.parse().unwrap()), Action::Unblock { block: self.block }),
            [name, rest @ ..] => by_employee(name.parse().unwrap_or_else(|e| panic!("{e}")), rest),
            [] => panic!("a line without a command"),
        }
    }

    /// `ticket passport, licence answers age=yes papers=yes`; `ticket passport as A 1` repeats that visit; `in en` names
    /// a language.
    fn ticket(&mut self, place: Place, words: &[&str]) -> Action {
        let (words, language) = in_language(words);
        let (named, answered) = split_at_word(words, "answers");
        let (services, again) = split_at_word(named, "as");
        let visit = if again.is_empty() { self.town.new_visit() } else { self.visit(place, &again.join(" ")) };
        let services = list::<ServiceId>(services);
        Action::TakeTicket { visit, services, language, answers: answers_of(answered) }
    }

    /// `book passport at 10:00 by phone with anna answers age=yes`; `at tomorrow 10:00` is on another day, `as held` is
    /// the time that was kept last, `as A 1` that visit again.
    fn book(&mut self, words: &[&str]) -> Action {
        let (words, language) = in_language(words);
        let (words, answered) = split_at_word(words, "answers");
        let (words, again) = split_at_word(words, "as");
        let visit = match again {
            [] => self.town.new_visit(),
            ["held"] => self.held.expect("a time that was kept"),
            number => self.visit(Place::Reception, &number.join(" ")),
        };
        let (services, rest) = split_at_word(words, "at");
        let Time { starts_at, mode, employee, .. } = self.time(rest);
        Action::Book {
            visit,
            services: list(services),
            starts_at,
            mode,
            employee,
            language,
            answers: answers_of(answered),
            interpreter: false,
            series: None,
        }
    }

    /// `hold renewal at 10:00 by phone with anna for 10 minutes`; `again` moves what was kept last.
    fn hold(&mut self, words: &[&str]) -> Action {
        let (words, minutes) = split_at_word(words, "for");
        let (words, again) = match words {
            ["again", rest @ ..] => (rest, true),
            rest => (rest, false),
        };
        let visit = self.held.filter(|_| again).unwrap_or_else(|| self.town.new_visit());
        self.held = Some(visit);
        let (services, rest) = split_at_word(words, "at");
        let Time { starts_at, mode, employee, .. } = self.time(rest);
        let minutes = minutes.first().map_or(10, |minutes| minutes.parse().unwrap());
        Action::Hold { visit, services: list(services), starts_at, mode, employee, minutes }
    }

    /// `10:00 by phone with anna`, `tomorrow 10:00`.
    fn time(&self, words: &[&str]) -> Time {
        let (date, rest) = match words {
            ["tomorrow", rest @ ..] => (self.date.tomorrow().unwrap(), rest),
            ["on", date, rest @ ..] => (date.parse().unwrap(), rest),
            rest => (self.date, rest),
        };
        let (how, with) = split_at_word(&rest[1..], "with");
        let mode = match how {
            [] => Mode::InPerson,
            ["by", "phone"] => Mode::Phone,
            ["by", "video"] => Mode::Video,
            _ => panic!("how is an appointment held `{how:?}`?"),
        };
        Time { date, starts_at: Self::at(date, rest[0]), mode, employee: with.first().map(|e| e.parse().unwrap()) }
    }

    fn on_visit(&self, visit: VisitId, words: &[&str]) -> (Actor, Action) {
        let action = match words {
            ["check-in"] => Action::CheckIn { visit },
            ["recall"] => Action::Recall { visit },
            ["start"] => Action::Start { visit },
            ["finish"] => Action::Finish { visit },
            ["no-show"] => Action::NoShow { visit },
            ["here"] => Action::Here { visit },
            ["park"] => Action::Park { visit },
            ["resume", "at", desk] => Action::Resume { visit, desk: desk.parse().unwrap() },
            ["return"] => Action::Return { visit },
            ["cancel"] => Action::Cancel { visit },
            ["reminded", "by", "sms"] => {
                let (kind, channel, fate) = (MessageKind::Reminder, Channel::Sms, Fate::Sent);
                return (Actor::Clock, Action::NoteMessage { visit, kind, channel, fate });
            }
            ["rebook", "at", rest @ ..] => {
                let Time { date, starts_at, mode, employee } = self.time(rest);
                Action::Rebook { visit, date, starts_at, mode, employee }
            }
            ["undo"] => Action::Undo { visit },
            ["delay", "until", "tomorrow", at] => {
                Action::Delay { visit, until: Self::at(self.date.tomorrow().unwrap(), at) }
            }
            ["delay", "until", at] => Action::Delay { visit, until: self.clock(at) },
            ["move", "forward:", rest @ ..] => Action::MoveForward { visit, why: why(rest) },
            ["transfer", "to", rest @ ..] => Action::Transfer { visit, to: destination(rest) },
            _ => panic!("no visit can do `{words:?}`"),
        };
        (Actor::Program("counter".to_owned()), action)
    }

    /// `anna blocks 10:00 to 12:00`, `anna blocks 23:00 to tomorrow 01:00`; `for bo` is a colleague's time.
    fn blocks(&mut self, name: &str, words: &[&str]) -> (Actor, Action) {
        let (words, whose) = split_at_word(words, "for");
        let (from, to) = split_at_word(words, "to");
        let (from, to) = (self.time(from).starts_at, self.time(to).starts_at);
        self.block = BlockId(uuid::Uuid::from_u128(self.block.0.as_u128() + 1));
        let employee = whose.first().unwrap_or(&name).parse().unwrap();
        (
            Actor::Employee(name.parse().unwrap()),
            Action::Block { block: self.block, employee, from, to, kind: BlockKind::Other },
        )
    }

    /// `anna sees A 1`, `anna sees A 1 again at 09:10`.
    fn sees(&self, employee: EmployeeId, visit: VisitId, words: &[&str]) -> Action {
        let again_at = match words {
            [] => None,
            ["again", "at", "tomorrow", at] => Some(Self::at(self.date.tomorrow().unwrap(), at)),
            ["again", "at", at] => Some(self.clock(at)),
            _ => panic!("sees it how? `{words:?}`"),
        };
        Action::SeeArrival { visit, employee, again_at }
    }

    fn at_desk(&self, place: Place, name: &str, words: &[&str]) -> (Actor, Action) {
        let desk: DeskId = name.parse().unwrap();
        let sits = self.town.house(place).day.desk(&desk).and_then(|d| d.employee.clone());
        let by = sits.map_or(Actor::Program("counter".to_owned()), Actor::Employee);
        let action = match words {
            ["next"] => Action::Next { desk },
            ["call", letter, count, "out", "of", "turn:", rest @ ..] => {
                let visit = self.visit(place, &format!("{letter} {count}"));
                Action::CallOutOfTurn { desk, visit, why: why(rest) }
            }
            ["sign-off"] => Action::SignOff { desk },
            ["pause"] => Action::Pause { desk, until: None },
            ["pause", "until", at] => Action::Pause { desk, until: Some(self.clock(at)) },
            ["end-pause"] => Action::EndPause { desk },
            ["serves"] => Action::ChooseQueues { desk, queues: Vec::new() },
            ["serves", rest @ ..] => Action::ChooseQueues { desk, queues: list(rest) },
            ["alarm"] => Action::RaiseAlarm { desk },
            ["alarm", "over"] => Action::EndAlarm { desk },
            _ => panic!("no desk can do `{words:?}`"),
        };
        (by, action)
    }
}

/// The name of an action, as programs see it.
fn name_of(action: &Action) -> String {
    serde_json::to_value(action).unwrap()["do"].as_str().unwrap().to_owned()
}

/// `anna sign-on desk-1 for passports, licences moving`; `bo goes to kiosk-1`; `bo goes to desk-1` (its alarm).
fn by_employee(employee: EmployeeId, words: &[&str]) -> (Actor, Action) {
    let by = Actor::Employee(employee.clone());
    let action = match words {
        ["sign-on", desk, rest @ ..] => {
            let (rest, move_here) = match rest {
                [rest @ .., "moving"] => (rest, true),
                rest => (rest, false),
            };
            let queues = match rest {
                [] => None,
                ["for", rest @ ..] => Some(list(rest)),
                _ => panic!("sign on how? `{words:?}`"),
            };
            Action::SignOn { employee, desk: desk.parse().unwrap(), queues, move_here }
        }
        ["goes", "to", kiosk] if kiosk.starts_with("kiosk-") => {
            Action::TakeHelp { kiosk: kiosk.parse().unwrap(), employee }
        }
        ["goes", "to", desk] => Action::TakeAlarm { desk: desk.parse().unwrap(), employee },
        _ => panic!("no employee can do `{words:?}`"),
    };
    (by, action)
}

fn at_kiosk(name: &str, words: &[&str]) -> Action {
    let kiosk: KioskId = name.parse().unwrap();
    match words {
        ["help"] => Action::CallForHelp { kiosk },
        ["help", "over"] => Action::EndHelp { kiosk },
        _ => panic!("no kiosk can do `{words:?}`"),
    }
}

fn actor(by: &str) -> Actor {
    match by {
        "citizen" => Actor::Citizen,
        "clock" => Actor::Clock,
        "program" => Actor::Program("program".to_owned()),
        name if name.starts_with("kiosk-") => Actor::Kiosk(name.parse().unwrap()),
        name => Actor::Employee(name.parse().unwrap()),
    }
}

fn destination(words: &[&str]) -> TransferTo {
    match words {
        ["centre", centre, "for", service] => {
            TransferTo::Centre { centre: centre.parse().unwrap(), service: service.parse().unwrap() }
        }
        ["queue", queue] => TransferTo::Queue { queue: queue.parse().unwrap() },
        ["desk", desk] => TransferTo::Desk { desk: desk.parse().unwrap() },
        ["employee", employee] => TransferTo::Employee { employee: employee.parse().unwrap() },
        _ => panic!("transfer where? `{words:?}`"),
    }
}

/// `… in en`; Danish where nothing is said.
fn in_language<'s, 'w>(words: &'s [&'w str]) -> (&'s [&'w str], Language) {
    match words {
        [rest @ .., "in", language] => (rest, language.parse().unwrap()),
        words => (words, Language::danish()),
    }
}

fn why(words: &[&str]) -> Why {
    let given = words.join(" ");
    Why::ALL.into_iter().find(|w| why_word(*w) == given).unwrap_or_else(|| panic!("no such reason: {given}"))
}

fn order(words: &[&str]) -> QueueOrder {
    match words {
        ["by", "its", "hours"] => QueueOrder::ByHours,
        ["open"] => QueueOrder::Open,
        ["closed"] => QueueOrder::Closed,
        ["paused"] => QueueOrder::Paused,
        _ => panic!("set a queue to what? `{words:?}`"),
    }
}

fn answers(words: &[&str]) -> Vec<Given> {
    answers_of(words.strip_prefix(&["answers"]).unwrap_or(words))
}

fn answers_of(words: &[&str]) -> Vec<Given> {
    words
        .iter()
        .map(|word| {
            let (question, answer) = word.split_once('=').unwrap_or_else(|| panic!("`{word}` is not question=answer"));
            Given { question: question.parse().unwrap(), answer: answer.parse().unwrap() }
        })
        .collect()
}

fn list<T>(words: &[&str]) -> Vec<T>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Debug,
{
    words.iter().filter(|w| **w != "nothing").map(|w| w.trim_end_matches(',').parse().unwrap()).collect()
}

fn split_at_word<'s, 'w>(words: &'s [&'w str], word: &str) -> (&'s [&'w str], &'s [&'w str]) {
    match words.iter().position(|w| *w == word) {
        Some(i) => (&words[..i], &words[i + 1..]),
        None => (words, &[]),
    }
}

/// What was answered, as it stands behind an arrow.
fn told(outcome: &Result<Done, Refusal>) -> String {
    match outcome {
        Err(refusal) => refusal.code(),
        Ok(done) => match &done.answer {
            Answer::Done => "done".to_owned(),
            Answer::NoOneWaits => "no one waits".to_owned(),
            Answer::Visit(card) => card.number.to_string(),
            Answer::Referred { referral } => referral.to_string(),
            Answer::Held { .. } => "held".to_owned(),
        },
    }
}
