//! What was done, said to whoever did it, with a way back where one press takes it back.
//!
//! Without a script it travels in the address of the page that one is sent to: names of the set-up, identifiers of visits,
//! and nothing else.

use domain::command::QueueOrder;
use domain::ids::{DeskId, QueueId, VisitId};

use super::queues::{ORDERS, order_name};
use crate::api::query::Pairs;
use crate::form::new_command_id;
use crate::problem::{Document, Problem};
use crate::words::Words;

/// Something that a manager did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Done {
    /// A desk serves a queue, or no more.
    Board { desk: DeskId, queue: QueueId, on: bool },
    /// A queue was set; and what it was before.
    Queue { queue: QueueId, to: QueueOrder, was: QueueOrder },
    /// A desk's employee was signed off.
    SignedOff { desk: DeskId },
    /// A desk's pause was ended.
    PauseEnded { desk: DeskId },
    /// A service that was forgotten was finished.
    Finished,
    /// Who was on the way to a desk was sent back to the queue.
    Returned { desk: DeskId, visit: VisitId },
    /// That was taken back.
    TakenBack { desk: DeskId },
    /// Somebody goes where help is called for.
    Gone,
    /// The day was closed.
    DayClosed,
}

/// What is said.
pub(super) struct Notice {
    pub(super) good: bool,
    pub(super) text: String,
    pub(super) undo: Option<Undo>,
}

/// A form that takes it back.
pub(super) struct Undo {
    pub(super) route: &'static str,
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) key: String,
}

impl Done {
    /// What is said of it.
    pub(super) fn notice(&self, words: &Words<'_>) -> Result<Notice, Problem> {
        let text = match self {
            Self::Board { desk, queue, on } => {
                let letter = words.letter(queue).to_string();
                let values = [("desk", &*words.desk(desk)), ("letter", &letter), ("queue", &words.queue(queue))];
                words.with(if *on { "manage-done-serves" } else { "manage-done-serves-not" }, &values)
            }
            Self::Queue { queue, to, .. } => {
                let message = match to {
                    QueueOrder::ByHours => "manage-done-by-hours",
                    QueueOrder::Open => "manage-done-open",
                    QueueOrder::Closed => "manage-done-closed",
                    QueueOrder::Paused => "manage-done-paused",
                };
                words.with(message, &[("queue", &words.queue(queue))])
            }
            Self::SignedOff { desk } => words.with("manage-done-signed-off", &[("desk", &words.desk(desk))]),
            Self::PauseEnded { desk } => words.with("manage-done-pause-ended", &[("desk", &words.desk(desk))]),
            Self::Finished => words.t("manage-done-finished"),
            Self::Returned { .. } => words.t("manage-done-returned"),
            Self::TakenBack { desk } => words.with("manage-done-taken-back", &[("desk", &words.desk(desk))]),
            Self::Gone => words.t("manage-done-gone"),
            Self::DayClosed => words.t("manage-done-day-closed"),
        };
        Ok(Notice { good: true, text, undo: self.undo()? })
    }

    fn undo(&self) -> Result<Option<Undo>, Problem> {
        let (route, fields) = match self {
            Self::Board { desk, queue, on } => {
                let serve = if *on { "off" } else { "on" };
                let fields =
                    vec![("desk", desk.to_string()), ("queue", queue.to_string()), ("serve", serve.to_owned())];
                ("board", fields)
            }
            Self::Queue { queue, to, was } if to != was => {
                ("queue", vec![("queue", queue.to_string()), ("to", order_name(*was).to_owned())])
            }
            Self::Returned { desk, visit } => {
                let act = ("act", "take_back".to_owned());
                ("desk", vec![("desk", desk.to_string()), act, ("visit", visit.to_string())])
            }
            _ => return Ok(None),
        };
        Ok(Some(Undo { route, fields, key: new_command_id()? }))
    }

    /// As it stands in an address.
    pub(super) fn in_address(&self) -> String {
        match self {
            Self::Board { desk, queue, on } => {
                format!("done=board&desk={desk}&queue={queue}&serve={}", if *on { "on" } else { "off" })
            }
            Self::Queue { queue, to, was } => {
                format!("done=queue&queue={queue}&to={}&was={}", order_name(*to), order_name(*was))
            }
            Self::SignedOff { desk } => format!("done=signed_off&desk={desk}"),
            Self::PauseEnded { desk } => format!("done=pause_ended&desk={desk}"),
            Self::Finished => "done=finished".to_owned(),
            Self::Returned { desk, visit } => format!("done=returned&desk={desk}&visit={visit}"),
            Self::TakenBack { desk } => format!("done=taken_back&desk={desk}"),
            Self::Gone => "done=gone".to_owned(),
            Self::DayClosed => "done=day_closed".to_owned(),
        }
    }

    /// From an address; none where it says nothing that can be.
    pub(super) fn from_address(query: &mut Pairs) -> Result<Option<Self>, Problem> {
        let Some(done) = query.take("done")? else { return Ok(None) };
        let (desk, queue) = (query.take("desk")?, query.take("queue")?);
        let (serve, to, was) = (query.take("serve")?, query.take("to")?, query.take("was")?);
        let visit = query.take("visit")?.and_then(|visit| visit.parse().ok());
        let desk = desk.and_then(|d| DeskId::new(&d).ok());
        let queue = queue.and_then(|q| QueueId::new(&q).ok());
        Ok(match (done.as_str(), desk, queue) {
            ("board", Some(desk), Some(queue)) => Some(Self::Board { desk, queue, on: serve.as_deref() == Some("on") }),
            ("queue", _, Some(queue)) => {
                order(to.as_deref()).zip(order(was.as_deref())).map(|(to, was)| Self::Queue { queue, to, was })
            }
            ("signed_off", Some(desk), _) => Some(Self::SignedOff { desk }),
            ("pause_ended", Some(desk), _) => Some(Self::PauseEnded { desk }),
            ("finished", ..) => Some(Self::Finished),
            ("returned", Some(desk), _) => visit.map(|visit| Self::Returned { desk, visit }),
            ("taken_back", Some(desk), _) => Some(Self::TakenBack { desk }),
            ("gone", ..) => Some(Self::Gone),
            ("day_closed", ..) => Some(Self::DayClosed),
            _ => None,
        })
    }
}

impl Notice {
    /// Why something was not done.
    pub(super) fn of_problem(document: &Document) -> Self {
        Self { good: false, text: document.detail.clone(), undo: None }
    }
}

/// An order by its name in forms and addresses.
pub(super) fn order(name: Option<&str>) -> Option<QueueOrder> {
    ORDERS.iter().find(|(_, known, _)| Some(*known) == name).map(|(order, ..)| *order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_the_same_after_its_way_through_an_address() {
        let (desk, queue) = (DeskId::new("skranke-4").expect("a name"), QueueId::new("pas").expect("a name"));
        for done in [
            Done::Board { desk: desk.clone(), queue: queue.clone(), on: true },
            Done::Board { desk: desk.clone(), queue: queue.clone(), on: false },
            Done::Queue { queue, to: QueueOrder::Paused, was: QueueOrder::ByHours },
            Done::SignedOff { desk: desk.clone() },
            Done::PauseEnded { desk: desk.clone() },
            Done::Returned { desk: desk.clone(), visit: VisitId(uuid::Uuid::from_u128(7)) },
            Done::TakenBack { desk },
            Done::Finished,
            Done::Gone,
            Done::DayClosed,
        ] {
            let address = format!("/manage/borger?{}", done.in_address()).parse().expect("an address");
            let mut query = Pairs::of(&address).expect("a query");
            assert_eq!(Done::from_address(&mut query).expect("it is read"), Some(done));
            query.done().expect("nothing is left");
        }
        let nothing = "/manage/borger?done=board&queue=pas".parse().expect("an address");
        assert_eq!(Done::from_address(&mut Pairs::of(&nothing).expect("a query")).expect("it is read"), None);
    }
}
