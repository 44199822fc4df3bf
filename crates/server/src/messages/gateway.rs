//! The ways out of the house, behind one name.

use crate::messages::gatewayapi::GatewayApi;
use crate::messages::link::Link;
use crate::messages::mail::MailServer;
use crate::messages::outgoing::{Outgoing, Tried};
use crate::messages::smpp::Smpp;

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
        }
    }

    /// A stable name, for figures and the log.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::GatewayApi(_) => "gatewayapi",
            Self::Link(_) => "link",
            Self::Smpp(_) => "smpp",
            Self::Mail(_) => "mail",
        }
    }
}
