//! The list of live views: what a topic's name stands for, and what draws it.
//!
//! A surface has one [`View`] for each part of its pages that changes; the page itself is made by the same function. Public
//! views show numbers, queues and desks; no employee, no alarm and no name ever gets into them.

use std::sync::Arc;

use engine::{Scene, Topic};

use crate::link::Links;
use crate::texts::Texts;
use crate::{counter, kiosk, manage, pages, screen, ticket};

/// What drawing needs beside the state.
#[derive(Debug, Clone)]
pub(crate) struct Means {
    /// Every text.
    pub(crate) texts: Arc<Texts>,
    /// What makes the links of visits.
    pub(crate) links: Links,
    /// The first times that can be had, which a view cannot ask for.
    pub(crate) first_times: kiosk::FirstTimes,
}

/// A live view of pages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    /// Its name in topics.
    pub(crate) name: &'static str,
    /// Makes its HTML; an empty text where there is nothing to show any more.
    pub(crate) draw: fn(&Means, &Topic, &Scene) -> String,
}

/// Every live view of pages.
pub(crate) const VIEWS: &[View] =
    &[pages::live::VIEW, kiosk::HOME, kiosk::HELP, screen::VIEW, ticket::VIEW, counter::VIEW, manage::now::VIEW];
