//! The adapters by which messages leave the house: text messages by the gateways and message centres that a municipality
//! has, mails by its mail server, and the invitations that mails carry.
//!
//! What is sent is plain data ([`outgoing`]), a try has one of four results ([`outgoing::Tried`]) that say exactly whether
//! it may be repeated, and what the providers report later is folded into one status ([`receipts`]). Nothing here keeps a
//! queue, repeats by itself or reads a clock: that is the engine's outbox, which hands its letters to [`post::Post`].
//!
//! Numbers, addresses, texts, tokens and passwords are in no `Debug`, error, or log of this module.

pub mod gateway;
pub mod gatewayapi;
pub mod hidden;
pub mod http;
pub mod link;
pub mod mail;
pub mod outgoing;
pub mod phone;
pub mod post;
pub mod receipts;
pub mod smpp;
pub mod trust;
pub(crate) mod ways;

#[cfg(test)]
mod fakes;
