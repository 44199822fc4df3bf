//! Whatever happens in the hall, at the providers and to the machine, in any order: every message that should be had is had,
//! once, or more often only where an answer was lost; nothing is told that is not so; order is kept.

use std::collections::{BTreeMap, BTreeSet};

use domain::command::Action;
use domain::ids::VisitId;
use domain::message::{Channel, MessageKind, reminders};
use domain::time::Instant;
use engine::outbox::{Letter, Standing, Told, UNKNOWN_MAX};
use proptest::prelude::*;
use store::{Consent, OutboxState};

use super::post::*;
use crate::world::*;

/// Something that happens.
#[derive(Debug, Clone)]
enum Step {
    Book { slot: i64, ways: u8 },
    Rebook { which: usize, slot: i64 },
    Cancel { which: usize },
    Undo { which: usize },
    Ticket,
    Call,
    Later { seconds: i64 },
    Turn { answers: Vec<Answer> },
    Report { which: usize, standing: u8 },
    Crash,
    FailWrite,
}

/// What a provider does with one letter.
#[derive(Debug, Clone, Copy)]
enum Answer {
    Takes,
    Refuses,
    /// It has it, and nobody hears.
    TakesSilently,
    /// It has it not, and nobody hears.
    LosesSilently,
    Busy,
    /// The machine stops while it is on its way: it arrived, or not.
    Stops {
        arrived: bool,
    },
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        8 => Just(Answer::Takes),
        1 => Just(Answer::Refuses),
        2 => Just(Answer::TakesSilently),
        2 => Just(Answer::LosesSilently),
        3 => Just(Answer::Busy),
        1 => any::<bool>().prop_map(|arrived| Answer::Stops { arrived }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let slot = 8i64..400;
    prop_oneof![
        4 => (slot.clone(), 1u8..4).prop_map(|(slot, ways)| Step::Book { slot, ways }),
        3 => (0usize..8, slot).prop_map(|(which, slot)| Step::Rebook { which, slot }),
        2 => (0usize..8).prop_map(|which| Step::Cancel { which }),
        2 => (0usize..8).prop_map(|which| Step::Undo { which }),
        2 => Just(Step::Ticket),
        2 => Just(Step::Call),
        8 => prop_oneof![1i64..90, 60i64..4_000, 3_600i64..40_000].prop_map(|seconds| Step::Later { seconds }),
        12 => prop::collection::vec(answer(), 1..6).prop_map(|answers| Step::Turn { answers }),
        2 => (0usize..40, 0u8..4).prop_map(|(which, standing)| Step::Report { which, standing }),
        1 => Just(Step::Crash),
        1 => Just(Step::FailWrite),
    ]
}

/// What the test itself knows of a booked visit.
#[derive(Debug, Clone)]
struct Booking {
    starts_at: Instant,
    cancelled: bool,
    ways: Vec<Channel>,
    remind_at: Vec<Instant>,
    /// Before the last press that can be taken back, and when that was.
    before: Option<(Instant, Box<Booking>)>,
}

/// What arrived at a reader.
#[derive(Debug, Clone)]
struct Arrived {
    letter: Letter,
    at: Instant,
}

struct Model {
    post: Post,
    bookings: BTreeMap<u128, Booking>,
    arrived: Vec<Arrived>,
    /// Letters whose answer was lost, by name: how often.
    lost: BTreeMap<String, u32>,
    refused: BTreeSet<String>,
    taken: Vec<Letter>,
    next: u128,
}

impl Model {
    fn new() -> Self {
        let mut post = Post::new();
        post.give("2026-03-02", sign_on(0), Vec::new()).unwrap();
        Self {
            post,
            bookings: BTreeMap::new(),
            arrived: Vec::new(),
            lost: BTreeMap::new(),
            refused: BTreeSet::new(),
            taken: Vec::new(),
            next: 1,
        }
    }

    /// A time of the plan: so many quarters from the first morning, in its day.
    fn slot(slot: i64) -> Instant {
        morning().plus_minutes(slot * 15)
    }

    fn do_step(&mut self, step: &Step) {
        match step {
            Step::Book { slot, ways } => self.book(*slot, *ways),
            Step::Rebook { which, slot } => self.rebook(*which, *slot),
            Step::Cancel { which } => self.cancel(*which),
            Step::Undo { which } => self.undo(*which),
            Step::Ticket => {
                let number = self.number();
                let _closed = self.post.ticket(number, Some(SMS));
            }
            Step::Call => {
                let date = self.post.date(self.post.now);
                // Whoever sits there already is refused, and so is a call while one is open.
                let _signed_on = self.post.give(&date, sign_on(0), Vec::new());
                let _called = self.post.give(&date, next(0), Vec::new());
            }
            Step::Later { seconds } => self.post.later(*seconds),
            Step::Turn { answers } => self.turn(answers),
            Step::Report { which, standing } => {
                let all = [Standing::OnItsWay, Standing::FailedForNow, Standing::FailedForGood, Standing::Delivered];
                if let Some(letter) = self.taken.get(*which).cloned() {
                    self.post.report(&letter, all[usize::from(*standing)]);
                }
            }
            Step::Crash => self.post.restart(),
            Step::FailWrite => {
                self.post.memory.fail_next(store::StoreError::Busy);
                let _failed = self.post.core.feed_outbox(self.post.now);
                self.post.memory.crash(usize::MAX);
            }
        }
    }

    fn number(&mut self) -> u128 {
        self.next += 1;
        self.next
    }

    fn which(&self, which: usize) -> Option<u128> {
        self.bookings.keys().nth(which % self.bookings.len().max(1)).copied()
    }

    fn reminders(&self, starts_at: Instant) -> Vec<Instant> {
        reminders(self.post.setup(), &[service("pas")], starts_at, self.post.now)
    }

    fn book(&mut self, slot: i64, ways: u8) {
        let (number, starts_at) = (self.number(), Self::slot(slot));
        let consent = Consent { sms: ways & 1 != 0, email: ways & 2 != 0 };
        let all = [(Channel::Sms, consent.sms), (Channel::Email, consent.email)];
        let ways = all.into_iter().filter_map(|(way, wanted)| wanted.then_some(way)).collect();
        if starts_at > self.post.now && self.post.book(number, starts_at, Some(consent)).is_ok() {
            let remind_at = self.reminders(starts_at);
            self.bookings.insert(number, Booking { starts_at, cancelled: false, ways, remind_at, before: None });
        }
    }

    fn rebook(&mut self, which: usize, slot: i64) {
        let Some(number) = self.which(which) else { return };
        let (booking, to) = (self.bookings[&number].clone(), Self::slot(slot));
        if booking.cancelled || to == booking.starts_at {
            return;
        }
        if self.post.rebook(number, booking.starts_at, to).is_ok() {
            let same_day = self.post.date(to) == self.post.date(booking.starts_at);
            let before = same_day.then(|| (self.post.now, Box::new(booking.clone())));
            let remind_at = self.reminders(to);
            self.bookings.insert(number, Booking { starts_at: to, remind_at, before, ..booking });
        }
    }

    fn cancel(&mut self, which: usize) {
        let Some(number) = self.which(which) else { return };
        let booking = self.bookings[&number].clone();
        if self.post.cancel(number, booking.starts_at).is_ok() {
            let before = Some((self.post.now, Box::new(booking.clone())));
            self.bookings.insert(number, Booking { cancelled: true, before, ..booking });
        }
    }

    fn undo(&mut self, which: usize) {
        let Some(number) = self.which(which) else { return };
        let date = self.post.date(self.bookings[&number].starts_at);
        if self.post.give(&date, Action::Undo { visit: visit(number) }, Vec::new()).is_ok() {
            let (_, before) = self.bookings[&number].before.clone().expect("something was pressed");
            // One press is taken back after the other.
            self.bookings.insert(number, *before);
        }
    }

    /// What goes out now, with what its providers do.
    fn turn(&mut self, answers: &[Answer]) {
        let letters = self.post.letters();
        for (n, letter) in letters.iter().enumerate() {
            match answers[n % answers.len()] {
                Answer::Takes => {
                    self.arrives(letter);
                    self.taken.push(letter.clone());
                    self.post.settle(letter, Told::Taken(Some(format!("p-{}", letter.id))));
                }
                Answer::Refuses => {
                    self.refused.insert(letter.id.clone());
                    self.post.settle(letter, Told::Refused);
                }
                Answer::TakesSilently => {
                    self.arrives(letter);
                    self.loses(letter);
                    self.post.settle(letter, Told::Unknown);
                }
                Answer::LosesSilently => {
                    self.loses(letter);
                    self.post.settle(letter, Told::Unknown);
                }
                Answer::Busy => self.post.settle(letter, Told::Later(None)),
                Answer::Stops { arrived } => {
                    for letter in &letters[n..] {
                        if arrived {
                            self.arrives(letter);
                        }
                        self.loses(letter);
                    }
                    self.post.restart();
                    return;
                }
            }
        }
        self.post.note();
    }

    fn loses(&mut self, letter: &Letter) {
        *self.lost.entry(letter.id.clone()).or_default() += 1;
    }

    /// A letter arrives. What it says must be so now.
    fn arrives(&mut self, letter: &Letter) {
        if let Some(booking) = self.booking(letter.visit.id) {
            let told = letter.visit.starts_at.unwrap_or_default();
            match letter.kind {
                MessageKind::Confirmed | MessageKind::Moved | MessageKind::Reminder => {
                    assert!(!booking.cancelled, "{:?} after the cancellation", letter.kind);
                    assert_eq!(told, booking.starts_at, "{:?} of a time that is not so", letter.kind);
                }
                MessageKind::Cancelled => assert!(booking.cancelled, "cancelled what is not"),
                MessageKind::TurnNear | MessageKind::Called | MessageKind::TimeFree => {}
            }
            assert!(self.post.now < told, "told of a time that is over");
        }
        self.arrived.push(Arrived { letter: letter.clone(), at: self.post.now });
    }

    fn booking(&self, id: VisitId) -> Option<&Booking> {
        self.bookings.iter().find(|(number, _)| visit(**number) == id).map(|(_, booking)| booking)
    }

    /// All providers are well and the machine stays: what is due goes out. Nobody who has a time yet is out of it then.
    fn settle(&mut self) {
        for _ in 0..40 {
            self.turn(&[Answer::Takes]);
            self.post.later(120);
        }
    }

    fn check(&self) {
        let log = self.post.core.reader().log(0, usize::MAX).unwrap();
        assert!(!log.is_empty());
        self.nothing_is_told_twice_without_a_loss();
        for (number, booking) in &self.bookings {
            if booking.starts_at <= self.post.now {
                continue;
            }
            for way in &booking.ways {
                self.she_knows(*number, booking, *way);
            }
        }
        self.order_is_kept();
    }

    fn nothing_is_told_twice_without_a_loss(&self) {
        let mut count: BTreeMap<&str, u32> = BTreeMap::new();
        for arrived in &self.arrived {
            *count.entry(&arrived.letter.id).or_default() += 1;
        }
        for (id, times) in count {
            let lost = self.lost.get(id).copied().unwrap_or(0);
            assert!(times <= 1 + lost, "{id} arrived {times} times, {lost} answers were lost");
            let row = self.post.core.reader().message(id).unwrap().expect("its row");
            assert!(row.unknown >= times - 1, "each repetition is counted");
        }
    }

    /// The last that she was told by a way is what is so, unless a provider would have none of it.
    fn she_knows(&self, number: u128, booking: &Booking, way: Channel) {
        let rows = self.post.rows(number);
        let failed = |row: &&store::OutboxRow| row.state == OutboxState::Failed;
        if rows.iter().filter(failed).any(|row| row.channel == way) {
            return;
        }
        let of = |arrived: &&Arrived| arrived.letter.visit.id == visit(number) && arrived.letter.channel == way;
        let tells = |arrived: &&Arrived| arrived.letter.kind != MessageKind::Reminder;
        let last = self.arrived.iter().filter(of).filter(tells).last();
        let last = last.unwrap_or_else(|| panic!("{number} was told nothing by {way:?}: {rows:#?}"));
        if booking.cancelled {
            assert_eq!(last.letter.kind, MessageKind::Cancelled, "{rows:#?}");
            return;
        }
        assert_eq!(last.letter.visit.starts_at, Some(booking.starts_at), "{rows:#?}");
        for remind_at in booking.remind_at.iter().filter(|at| at.plus_seconds(3_600) < self.post.now) {
            let reminded = self.arrived.iter().filter(of).any(|arrived| {
                arrived.letter.kind == MessageKind::Reminder
                    && arrived.letter.visit.starts_at == Some(booking.starts_at)
                    && *remind_at <= arrived.at
            });
            assert!(reminded, "{number} was not reminded at {remind_at}: {rows:#?}");
        }
    }

    /// Of one visit and way, what was told came in the order in which it happened; what came again because an answer was lost
    /// came before anything later went out.
    fn order_is_kept(&self) {
        let mut last: BTreeMap<(VisitId, Channel), u64> = BTreeMap::new();
        for Arrived { letter, .. } in &self.arrived {
            let row = self.post.core.reader().message(&letter.id).unwrap().expect("its row");
            if !row.leads {
                continue;
            }
            let before = last.insert((letter.visit.id, letter.channel), row.place).unwrap_or(0);
            assert!(before <= row.place, "{:?} came after what followed it", letter.kind);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]
    #[test]
    fn every_message_that_should_be_had_is_had_once_in_order_whatever_fails(
        steps in prop::collection::vec(step(), 1..90),
    ) {
        let mut model = Model::new();
        for step in &steps {
            model.do_step(step);
        }
        model.settle();
        model.check();
        prop_assert!(model.lost.values().all(|times| *times <= UNKNOWN_MAX));
    }
}
