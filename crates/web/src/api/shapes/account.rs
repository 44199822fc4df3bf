//! The account of a day.

use domain::account::{Account, CallPlace, DeskAccount, OutOfTurn, Outcomes, QueueAccount, Untaken};
use domain::ids::{CentreId, DeskId, EmployeeId, KioskId, Number, QueueId, ReferralId};
use domain::time::Instant;
use serde::Serialize;
use utoipa::ToSchema;

use super::visit::WhyShape;
use crate::openapi::forms;

/// The account of a day so far, or of a closed day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Account)]
pub(crate) struct AccountShape {
    /// Which centre.
    #[schema(value_type = forms::Name)]
    pub(crate) centre: CentreId,
    /// Which date.
    #[schema(value_type = forms::CivilDate)]
    pub(crate) date: jiff::civil::Date,
    /// How many visits there were.
    pub(crate) visits: u32,
    /// The visits by how they ended; their sum is `visits`.
    pub(crate) outcomes: OutcomesShape,
    /// Each queue that gave a ticket or called somebody.
    pub(crate) queues: Vec<QueueAccountShape>,
    /// Each desk at which somebody was called.
    pub(crate) desks: Vec<DeskAccountShape>,
    /// Each referral, and how often it was given.
    pub(crate) referrals: Vec<ReferralCount>,
    /// Who was called out of turn or moved forward, and why.
    pub(crate) out_of_turn: Vec<OutOfTurnShape>,
    /// Presses that were taken back.
    pub(crate) undone: u32,
    /// Calls for help and alarms that nobody had taken when the day closed; none while it is open.
    pub(crate) untaken: Vec<UntakenShape>,
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
            untaken: account.untaken.iter().map(UntakenShape::from).collect(),
        }
    }
}

/// How visits ended, or that they have not.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Outcomes)]
pub(crate) struct OutcomesShape {
    /// Served, with a known end.
    pub(crate) served: u32,
    /// Served, end not known.
    pub(crate) served_end_unknown: u32,
    /// Did not come.
    pub(crate) no_show: u32,
    /// Given up by the citizen herself, by her own link or at a kiosk.
    pub(crate) cancelled_by_citizen: u32,
    /// Cancelled by an employee, or by a program such as the booking.
    pub(crate) cancelled_by_employee: u32,
    /// Not served before the day closed.
    pub(crate) left_unserved: u32,
    /// Gone on in another centre.
    pub(crate) moved: u32,
    /// Still open.
    pub(crate) open: u32,
}

impl From<Outcomes> for OutcomesShape {
    fn from(outcomes: Outcomes) -> Self {
        Self {
            served: outcomes.served,
            served_end_unknown: outcomes.served_end_unknown,
            no_show: outcomes.no_show,
            cancelled_by_citizen: outcomes.cancelled_by_citizen,
            cancelled_by_employee: outcomes.cancelled_by_employee,
            left_unserved: outcomes.left_unserved,
            moved: outcomes.moved,
            open: outcomes.open,
        }
    }
}

/// A queue's day. Waits are until the first call from this queue.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QueueAccount)]
pub(crate) struct QueueAccountShape {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) queue: QueueId,
    /// Tickets taken, moves from other centres included.
    pub(crate) taken: u32,
    /// Visits called at least once from this queue.
    pub(crate) called: u32,
    /// Those called within the target of their ticket.
    pub(crate) within_target: u32,
    /// The mean wait.
    pub(crate) wait_mean_seconds: u32,
    /// The middle wait.
    pub(crate) wait_median_seconds: u32,
    /// Nine out of ten waited at most this.
    pub(crate) wait_nine_of_ten_seconds: u32,
    /// The longest wait.
    pub(crate) wait_longest_seconds: u32,
    /// Services that were finished here, each once, however often it was parked and resumed.
    pub(crate) served: u32,
    /// Their mean: the time at desks for this queue alone, nothing of walking, waiting or being parked.
    pub(crate) service_mean_seconds: u32,
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
pub(crate) struct DeskAccountShape {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) desk: DeskId,
    /// Calls that stood.
    pub(crate) called: u32,
    /// Services that were finished here, each once, however often it was parked and resumed.
    pub(crate) served: u32,
    /// The time that those took at this desk.
    pub(crate) serving_seconds: u64,
    /// Time in which somebody was on the way.
    pub(crate) walking_seconds: u64,
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
pub(crate) struct ReferralCount {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) referral: ReferralId,
    /// How often.
    pub(crate) count: u32,
}

/// A call out of turn, or a move forward.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutOfTurn)]
pub(crate) struct OutOfTurnShape {
    /// When.
    #[schema(value_type = forms::Moment)]
    pub(crate) at: Instant,
    /// Who.
    #[schema(value_type = forms::TicketNumber)]
    pub(crate) number: Number,
    /// Why.
    pub(crate) why: WhyShape,
    /// Whether it was called at once, or moved forward in its queue.
    pub(crate) called: bool,
    /// The employee who did it, wherever she sits herself; none where a program did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) employee: Option<EmployeeId>,
    /// Whether it was taken back.
    pub(crate) undone: bool,
}

impl From<&OutOfTurn> for OutOfTurnShape {
    fn from(it: &OutOfTurn) -> Self {
        let (why, employee) = (it.why.into(), it.employee.clone());
        Self { at: it.at, number: it.number, why, called: it.called, employee, undone: it.undone }
    }
}

/// A call for help, or an alarm, that nobody had taken when the day closed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Untaken)]
pub(crate) struct UntakenShape {
    /// Since when somebody was called.
    #[schema(value_type = forms::Moment)]
    pub(crate) since: Instant,
    /// The kiosk, where it was a call for help.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) kiosk: Option<KioskId>,
    /// The desk, where it was an alarm.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) desk: Option<DeskId>,
}

impl From<&Untaken> for UntakenShape {
    fn from(call: &Untaken) -> Self {
        let (kiosk, desk) = match &call.place {
            CallPlace::Kiosk(kiosk) => (Some(kiosk.clone()), None),
            CallPlace::Desk(desk) => (None, Some(desk.clone())),
        };
        Self { since: call.since, kiosk, desk }
    }
}
