//! The ways out of the house, behind one name.

use std::collections::VecDeque;
use std::fmt;

use parking_lot::Mutex;

use crate::gatewayapi::GatewayApi;
use crate::link::Link;
use crate::mail::MailServer;
use crate::outgoing::{Address, Content, Outgoing, Tried, Why};
use crate::smpp::Smpp;

/// How many messages the log keeps; the oldest go.
pub const LOG_MAX: usize = 1_000;

/// A way out. Closed: a new provider is a new case here, and every place that must know it is found by the compiler.
#[derive(Debug)]
pub enum Gateway {
    /// Text messages by GatewayAPI.
    GatewayApi(GatewayApi),
    /// Text messages by LINK Mobility.
    Link(Link),
    /// Text messages by a message centre.
    Smpp(Smpp),
    /// Mails by a mail server.
    Mail(MailServer),
    /// Nothing leaves the house: for tests, and to show the system.
    Log(Log),
}

impl Gateway {
    /// Tries to send one message, once. It may be called any number of times at once, and takes no longer than the limits of
    /// its gateway say; if it is dropped before it is done, what became of the message is unknown.
    pub async fn send(&self, message: &Outgoing) -> Tried {
        match self {
            Self::GatewayApi(gateway) => gateway.send(message).await,
            Self::Link(gateway) => gateway.send(message).await,
            Self::Smpp(gateway) => gateway.send(message).await,
            Self::Mail(gateway) => gateway.send(message).await,
            Self::Log(log) => log.send(message),
        }
    }

    /// A stable name, for figures and the log.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::GatewayApi(_) => "gatewayapi",
            Self::Link(_) => "link",
            Self::Smpp(_) => "smpp",
            Self::Mail(_) => "mail",
            Self::Log(_) => "log",
        }
    }
}

/// Keeps what would have been sent. Its `Debug` shows none of it.
#[derive(Default)]
pub struct Log {
    sent: Mutex<VecDeque<Outgoing>>,
}

impl Log {
    /// What was sent last, the oldest first; at most [`LOG_MAX`].
    pub fn sent(&self) -> Vec<Outgoing> {
        self.sent.lock().iter().cloned().collect()
    }

    fn send(&self, message: &Outgoing) -> Tried {
        let fits = matches!(
            (&message.to, &message.content),
            (Address::Phone(_), Content::Sms { .. }) | (Address::Email(_), Content::Mail(_))
        );
        if !fits {
            return Tried::Refused { why: Why::OtherKind };
        }
        let mut sent = self.sent.lock();
        if sent.len() >= LOG_MAX {
            sent.pop_front();
        }
        sent.push_back(message.clone());
        Tried::Accepted { provider_id: Some(format!("log-{}", message.id.as_str())) }
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Log").field("sent", &self.sent.lock().len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fakes::{mail, sms};

    #[tokio::test]
    async fn the_log_keeps_both_kinds_and_not_too_many() {
        let gateway = Gateway::Log(Log::default());
        assert_eq!(gateway.send(&sms("Hej")).await, Tried::Accepted { provider_id: Some("log-message-1".to_owned()) });
        let mut wrong = mail();
        wrong.to = sms("Hej").to;
        assert_eq!(gateway.send(&wrong).await, Tried::Refused { why: Why::OtherKind });
        for _ in 0..LOG_MAX {
            gateway.send(&mail()).await;
        }
        let Gateway::Log(log) = &gateway else { unreachable!() };
        assert_eq!(log.sent().len(), LOG_MAX);
        assert!(log.sent().iter().all(|message| matches!(message.content, Content::Mail(_))), "the oldest went");
        assert_eq!(gateway.name(), "log");
        assert!(!format!("{gateway:?}").contains("example.org"));
    }
}
