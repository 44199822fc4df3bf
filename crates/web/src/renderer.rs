//! Makes the bytes of live views: what the engine hands to everybody who watches.
//!
//! A view is a whole state, written as one server-sent event. Public views show numbers, queues and desks; no employee,
//! no alarm and no name ever gets into them.

use std::sync::Arc;

use bytes::Bytes;
use domain::hall::Hall;
use domain::setup::Setup;
use engine::{Render, Topic};

use crate::api::shapes::{HallShape, View};
use crate::pages::live::fragment;
use crate::texts::Texts;

/// The view of programs: JSON.
pub(crate) const HALL_VIEW: &str = "hall";

/// The view of the plain live page: a fragment of it.
pub(crate) const LIVE_VIEW: &str = "live";

/// After how many milliseconds a browser that lost the stream asks again.
const RETRY_MILLIS: u32 = 2_000;

/// Renders live views.
#[derive(Debug, Clone)]
pub struct Renderer {
    texts: Arc<Texts>,
}

impl Renderer {
    /// With the texts that views show.
    pub fn new(texts: Arc<Texts>) -> Self {
        Self { texts }
    }
}

impl Render for Renderer {
    fn render(&self, topic: &Topic, hall: &Hall, setup: &Setup) -> Bytes {
        let data = match topic.view {
            LIVE_VIEW => fragment(&self.texts, &topic.language, hall, setup),
            _ => serde_json::to_string(&HallShape::of(hall, View::Public)).unwrap_or_default(),
        };
        event(topic.view, hall.version, &data)
    }
}

/// One server-sent event.
fn event(name: &str, id: u64, data: &str) -> Bytes {
    let mut frame = String::with_capacity(data.len() + data.len() / 16 + 64);
    frame.push_str("retry: ");
    frame.push_str(&RETRY_MILLIS.to_string());
    frame.push_str("\nid: ");
    frame.push_str(&id.to_string());
    frame.push_str("\nevent: ");
    frame.push_str(name);
    frame.push('\n');
    for line in data.lines() {
        frame.push_str("data: ");
        frame.push_str(line);
        frame.push('\n');
    }
    frame.push('\n');
    Bytes::from(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_state_is_data() {
        let frame = event("live", 7, "<p>\n</p>");
        assert_eq!(frame, "retry: 2000\nid: 7\nevent: live\ndata: <p>\ndata: </p>\n\n".as_bytes());
    }
}
