//! The account of a day.

use domain::account::{Account, DeskAccount, OutOfTurn, Outcomes, QueueAccount};
use domain::command::Why;
use domain::ids::{CentreId, DeskId, Number, QueueId, ReferralId};
use domain::time::Instant;
use serde::Serialize;
use utoipa::ToSchema;

use super::visit::WhyShape;
use crate::openapi::forms;

/// The account of a day so far, or of a closed day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Account)]
pub struct AccountShape {
    /// Which centre.
    #[schema(value_type = forms::Name)]
    pub centre: CentreId,
    /// Which date.
    #[schema(value_type = forms::CivilDate)]
    pub date: jiff::civil::Date,
    /// How many visits there were.
    pub visits: u32,
    /// The visits by how they ended; their sum is `visits`.
    pub outcomes: OutcomesShape,
    /// Each queue that gave a ticket or called somebody.
    pub queues: Vec<QueueAccountShape>,
    /// Each desk at which somebody was called.
    pub desks: Vec<DeskAccountShape>,
    /// Each referral, and how often it was given.
    pub referrals: Vec<ReferralCount>,
    /// Who was called out of turn or moved forward, and why.
    pub out_of_turn: Vec<OutOfTurnShape>,
    /// Calls that were taken back.
    pub undone: u32,
}

impl From<&Account> for AccountShape {
    fn from(account: &Account) -> Self {
        let referrals = account.referrals.iter();
        Self {
            centre: account.centre.clone(),
            date: account.date,
            visits: account.visits,
            outcomes: OutcomesShape::from(account.outcomes),
            queues: account.queues.iter().map(QueueAccountShape::from).collect(),
            desks: account.desks.iter().map(DeskAccountShape::from).collect(),
            referrals: referrals.map(|(r, count)| ReferralCount { referral: r.clone(), count: *count }).collect(),
            out_of_turn: account.out_of_turn.iter().map(OutOfTurnShape::from).collect(),
            undone: account.undone,
        }
    }
}

/// How visits ended, or that they have not.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Outcomes)]
pub struct OutcomesShape {
    /// Served, with a known end.
    pub served: u32,
    /// Served, end not known.
    pub served_end_unknown: u32,
    /// Did not come.
    pub no_show: u32,
    /// Given up.
    pub cancelled: u32,
    /// Not served before the day closed.
    pub left_unserved: u32,
    /// Gone on in another centre.
    pub moved: u32,
    /// Still open.
    pub open: u32,
}

impl From<Outcomes> for OutcomesShape {
    fn from(outcomes: Outcomes) -> Self {
        let Outcomes { served, served_end_unknown, no_show, cancelled, left_unserved, moved, open } = outcomes;
        Self { served, served_end_unknown, no_show, cancelled, left_unserved, moved, open }
    }
}

/// A queue's day. Waits are until the first call from this queue.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QueueAccount)]
pub struct QueueAccountShape {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub queue: QueueId,
    /// Tickets taken, moves from other centres included.
    pub taken: u32,
    /// Visits called at least once from this queue.
    pub called: u32,
    /// Those called within the target of their ticket.
    pub within_target: u32,
    /// The mean wait.
    pub wait_mean_seconds: u32,
    /// The middle wait.
    pub wait_median_seconds: u32,
    /// Nine out of ten waited at most this.
    pub wait_nine_of_ten_seconds: u32,
    /// The longest wait.
    pub wait_longest_seconds: u32,
    /// Services with a known end.
    pub served: u32,
    /// Their mean, walking not included.
    pub service_mean_seconds: u32,
}

impl From<&QueueAccount> for QueueAccountShape {
    fn from(queue: &QueueAccount) -> Self {
        Self {
            queue: queue.queue.clone(),
            taken: queue.taken,
            called: queue.called,
            within_target: queue.within_target,
            wait_mean_seconds: queue.wait_mean_seconds,
            wait_median_seconds: queue.wait_median_seconds,
            wait_nine_of_ten_seconds: queue.wait_nine_of_ten_seconds,
            wait_longest_seconds: queue.wait_longest_seconds,
            served: queue.served,
            service_mean_seconds: queue.service_mean_seconds,
        }
    }
}

/// A desk's day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DeskAccount)]
pub struct DeskAccountShape {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub desk: DeskId,
    /// Calls that stood.
    pub called: u32,
    /// Services with a known end.
    pub served: u32,
    /// Time in which somebody was served.
    pub serving_seconds: u64,
    /// Time in which somebody was on the way.
    pub walking_seconds: u64,
}

impl From<&DeskAccount> for DeskAccountShape {
    fn from(desk: &DeskAccount) -> Self {
        Self {
            desk: desk.desk.clone(),
            called: desk.called,
            served: desk.served,
            serving_seconds: desk.serving_seconds,
            walking_seconds: desk.walking_seconds,
        }
    }
}

/// How often a referral was given.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReferralCount {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub referral: ReferralId,
    /// How often.
    pub count: u32,
}

/// A call out of turn, or a move forward.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutOfTurn)]
pub struct OutOfTurnShape {
    /// When.
    #[schema(value_type = forms::Moment)]
    pub at: Instant,
    /// Who.
    #[schema(value_type = forms::TicketNumber)]
    pub number: Number,
    /// Why.
    #[schema(value_type = WhyShape)]
    pub why: Why,
    /// Whether it was called at once, or moved forward in its queue.
    pub called: bool,
}

impl From<&OutOfTurn> for OutOfTurnShape {
    fn from(it: &OutOfTurn) -> Self {
        Self { at: it.at, number: it.number, why: it.why, called: it.called }
    }
}
