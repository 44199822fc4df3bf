//! Messages to citizens: what goes out, when, how often, and what is left when providers and machines fail.

mod any_order;
mod carried;
mod faults;
pub(crate) mod post;
