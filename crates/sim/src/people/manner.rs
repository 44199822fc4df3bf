//! How people behave, as rates. The rates are per thousand chances, not per day.

use crate::random::Random;

/// How people behave; each rate is out of 1,000 chances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Citizens who lose patience before they are called.
    pub gives_up: u32,
    /// Of these, who says so (the others walk away).
    pub cancels: u32,
    /// Citizens who say that they will be late.
    pub delays: u32,
    /// Citizens who are not there when they are called, and come back.
    pub late: u32,
    /// Citizens who leave for good after taking the ticket.
    pub leaves: u32,
    /// Citizens who come by appointment.
    pub appointments: u32,
    /// Citizens with more than one service.
    pub more_services: u32,
    /// Ends of a service that are a transfer instead.
    pub transfers: u32,
    /// Ends of a service that park the visit.
    pub parks: u32,
    /// Ends of a service that send the visit back to its queue.
    pub returns: u32,
    /// Ends of a service at which the employee forgets to press finish.
    pub forgets: u32,
    /// Presses that are taken back.
    pub undoes: u32,
    /// Calls out of turn.
    pub out_of_turn: u32,
    /// Presses of the wrong button.
    pub slips: u32,
    /// Times an employee changes desk or queues between two citizens.
    pub moves: u32,
    /// Employees who take over a colleague's desk, or move from their own without a word.
    pub takes_over: u32,
    /// Times an employee forgets to sign off.
    pub stays_on: u32,
    /// Minutes between two rounds of a manager, on average.
    pub manager_minutes: i64,
    /// Minutes between two calls for help at a centre, on average.
    pub help_minutes: i64,
    /// Services during which the alarm is raised.
    pub alarms: u32,
    /// Managers who close the day early, per round.
    pub closes_early: u32,
    /// Citizens who book a time of the plan themselves.
    pub books: u32,
    /// Times that are kept and let go.
    pub lets_go: u32,
    /// Citizens who think longer about a time than it is kept.
    pub dawdles: u32,
    /// Citizens with a time who want another, or none.
    pub changes_mind: u32,
    /// Citizens who do not answer the phone, once or twice.
    pub unanswered: u32,
    /// Times an employee keeps an hour free of appointments, or gives it back, between two citizens.
    pub blocks: u32,
    /// Times an employee books, moves or cancels for a citizen between two others.
    pub for_others: u32,
}

impl Manner {
    /// A usual day: what a reception knows from its own hall.
    pub fn usual() -> Self {
        Self {
            gives_up: 60,
            cancels: 400,
            delays: 20,
            late: 25,
            leaves: 25,
            appointments: 0,
            more_services: 80,
            transfers: 40,
            parks: 15,
            returns: 4,
            forgets: 3,
            undoes: 6,
            out_of_turn: 5,
            slips: 4,
            moves: 4,
            takes_over: 3,
            stays_on: 30,
            manager_minutes: 90,
            help_minutes: 75,
            alarms: 1,
            closes_early: 0,
            // Those who play in the demo do not see which times can be had.
            books: 0,
            lets_go: 100,
            dawdles: 60,
            changes_mind: 150,
            unanswered: 150,
            blocks: 0,
            for_others: 0,
        }
    }

    /// A day on which everything goes wrong, another for each seed.
    pub fn wild(random: &mut Random) -> Self {
        let mut rate = |most: i64| u32::try_from(random.between(0, most)).unwrap_or(0);
        Self {
            gives_up: rate(400),
            cancels: rate(1_000),
            delays: rate(300),
            late: rate(300),
            leaves: rate(200),
            appointments: rate(300),
            more_services: rate(500),
            transfers: rate(300),
            parks: rate(200),
            returns: rate(100),
            forgets: rate(40),
            undoes: rate(150),
            out_of_turn: rate(100),
            slips: rate(100),
            moves: rate(60),
            takes_over: rate(400),
            stays_on: rate(500),
            manager_minutes: i64::from(rate(40)) + 5,
            help_minutes: i64::from(rate(40)) + 5,
            alarms: rate(30),
            closes_early: rate(12),
            books: rate(350),
            lets_go: rate(300),
            dawdles: rate(300),
            changes_mind: rate(700),
            unanswered: rate(600),
            blocks: rate(40),
            for_others: rate(40),
        }
    }
}
