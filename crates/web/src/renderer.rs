//! Makes the bytes of live views: what the engine hands to everybody who watches.
//!
//! A view is a whole state, written as one server-sent event: HTML that a page puts in the place of what it showed
//! ([`crate::views`]), or JSON for programs.

use std::sync::Arc;

use bytes::Bytes;
use engine::{Render, Scene, Topic};
use store::Secret;

use crate::api::shapes::{HallShape, View};
use crate::kiosk::FirstTimes;
use crate::link::Links;
use crate::texts::Texts;
use crate::views::{Means, VIEWS};

/// The view of programs: JSON.
pub(crate) const HALL_VIEW: &str = "hall";

/// After how many milliseconds a browser that lost the stream asks again.
const RETRY_MILLIS: u32 = 1_000;

/// Renders live views.
#[derive(Debug, Clone)]
pub struct Renderer {
    means: Means,
}

impl Renderer {
    /// With the texts that views show, and the installation's secret for the links of visits.
    pub fn new(texts: Arc<Texts>, secret: &Secret) -> Self {
        Self { means: Means { texts, links: Links::new(secret), first_times: FirstTimes::default() } }
    }
}

impl Renderer {
    /// What it knows of first times.
    pub(crate) fn first_times(&self) -> FirstTimes {
        self.means.first_times.clone()
    }
}

impl Render for Renderer {
    fn render(&self, topic: &Topic, scene: &Scene) -> Bytes {
        let version = scene.hall.version;
        if let Some(view) = VIEWS.iter().find(|view| view.name == topic.view) {
            // Without a name: a page swaps it in as it comes.
            return event(None, version, &(view.draw)(&self.means, topic, scene));
        }
        let state = HallShape::of(&scene.hall, View::Public);
        event(Some(topic.view), version, &serde_json::to_string(&state).unwrap_or_default())
    }
}

/// One server-sent event.
pub(crate) fn event(name: Option<&str>, id: u64, data: &str) -> Bytes {
    let mut frame = String::with_capacity(data.len() + data.len() / 16 + 64);
    frame.push_str("retry: ");
    frame.push_str(&RETRY_MILLIS.to_string());
    frame.push_str("\nid: ");
    frame.push_str(&id.to_string());
    if let Some(name) = name {
        frame.push_str("\nevent: ");
        frame.push_str(name);
    }
    frame.push('\n');
    for line in data.lines().filter(|line| !line.is_empty()) {
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
        let frame = event(Some("hall"), 7, "{\n}");
        assert_eq!(frame, "retry: 1000\nid: 7\nevent: hall\ndata: {\ndata: }\n\n".as_bytes());
        let part = event(None, 7, "<p>\n\n</p>");
        assert_eq!(part, "retry: 1000\nid: 7\ndata: <p>\ndata: </p>\n\n".as_bytes());
    }
}
