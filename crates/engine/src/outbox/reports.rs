//! What providers report of messages after they took them, folded into one standing.
//!
//! Reports come twice, late, in any order, and for each part of a long text. So a report is never "the next state": the
//! standing of a message is folded from all reports there are, and is the same whatever their order and number.
//!
//! # The rule
//!
//! For one part, the strongest report counts:
//! **`Delivered` over `FailedForGood` over `FailedForNow` over `OnItsWay`.**
//!
//! - `Delivered` is a phone's word that it has the message. A failure is a provider's word that it has heard of none, or gives
//!   up: an expiry may be told by one machine while another delivers. What was delivered does not come back.
//! - A failure is final for its provider, so what was on its way before, or is told late, does not undo it.
//!
//! For several parts, **a failure over `OnItsWay` over `Delivered`**: a text is read when all of it is there. Where a provider
//! says how many parts there are, those that nothing is known of are on their way.

use std::collections::BTreeMap;

/// What one report says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryReport {
    /// Our name of the message, where the provider gives it back.
    pub our_id: Option<String>,
    /// The provider's.
    pub provider_id: Option<String>,
    /// Which part of a long text it is about; the first is 0.
    pub part: u16,
    /// How many parts the message has, where the report says so; otherwise 1.
    pub parts: u16,
    /// What it says.
    pub standing: Standing,
}

/// How far a message came, the weaker before the stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nothing final is known; of some messages nothing ever will be.
    OnItsWay,
    /// It was not delivered; the phone was off, or full.
    FailedForNow,
    /// It cannot be delivered: no such number, barred.
    FailedForGood,
    /// A phone has it.
    Delivered,
}

impl Standing {
    const LETTERS: [(Self, char); 4] =
        [(Self::OnItsWay, 'w'), (Self::FailedForNow, 'n'), (Self::FailedForGood, 'f'), (Self::Delivered, 'd')];

    /// Whether it is a failure.
    pub fn failed(self) -> bool {
        matches!(self, Self::FailedForNow | Self::FailedForGood)
    }

    fn letter(self) -> char {
        Self::LETTERS.iter().find(|(standing, _)| *standing == self).map_or('w', |(_, letter)| *letter)
    }
}

/// The strongest report of each part, and how many parts were spoken of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    known: BTreeMap<u16, Standing>,
    said: u16,
}

impl Parts {
    /// What [`Parts::text`] gave; what cannot be read is left out.
    pub fn read(text: &str) -> Self {
        let (parts, said) = text.split_once('/').unwrap_or_default();
        let part = |text: &str| {
            let letter = text.chars().next_back()?;
            let (standing, _) = Standing::LETTERS.iter().find(|(_, known)| *known == letter)?;
            Some((text[..text.len() - letter.len_utf8()].parse().ok()?, *standing))
        };
        Self { known: parts.split(' ').filter_map(part).collect(), said: said.parse().unwrap_or(0) }
    }

    /// As it is stored: `0d 1w/2`; empty of nothing.
    pub fn text(&self) -> String {
        if self.known.is_empty() {
            return String::new();
        }
        let parts: Vec<String> = self.known.iter().map(|(part, is)| format!("{part}{}", is.letter())).collect();
        format!("{}/{}", parts.join(" "), self.said)
    }

    /// Takes a report in. The same again changes nothing.
    pub fn add(&mut self, part: u16, parts: u16, standing: Standing) {
        self.said = self.said.max(parts);
        let known = self.known.entry(part).or_insert(standing);
        *known = standing.max(*known);
    }

    /// How far the message came by all of it; none of nothing.
    pub fn standing(&self) -> Option<Standing> {
        let failure = self.known.values().copied().filter(|standing| standing.failed()).max();
        if failure.is_some() || self.known.is_empty() {
            return failure;
        }
        let all = self.known.len() >= usize::from(self.said);
        let whole = all && self.known.values().all(|standing| *standing == Standing::Delivered);
        Some(if whole { Standing::Delivered } else { Standing::OnItsWay })
    }
}

/// The standing of one message, from all reports about it in any order and number; none of none.
pub fn fold<'r>(reports: impl IntoIterator<Item = &'r DeliveryReport>) -> Option<Standing> {
    let mut parts = Parts::default();
    for report in reports {
        parts.add(report.part, report.parts, report.standing);
    }
    parts.standing()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn report(part: u16, parts: u16, standing: Standing) -> DeliveryReport {
        DeliveryReport { our_id: None, provider_id: None, part, parts, standing }
    }

    fn standing() -> impl Strategy<Value = Standing> {
        prop::sample::select(Standing::LETTERS.map(|(standing, _)| standing).to_vec())
    }

    #[test]
    fn what_was_delivered_stays_so_and_a_failure_is_final() {
        use Standing::{Delivered, FailedForGood, FailedForNow, OnItsWay};
        let folded = |all: &[Standing]| fold(&all.iter().map(|is| report(0, 1, *is)).collect::<Vec<_>>());
        assert_eq!(folded(&[]), None);
        assert_eq!(folded(&[OnItsWay, Delivered, OnItsWay]), Some(Delivered));
        assert_eq!(folded(&[FailedForNow, OnItsWay]), Some(FailedForNow));
        assert_eq!(folded(&[FailedForGood, FailedForNow]), Some(FailedForGood));
        assert_eq!(folded(&[Delivered, FailedForGood]), Some(Delivered));
    }

    #[test]
    fn a_text_is_there_when_all_of_it_is() {
        use Standing::{Delivered, FailedForNow, OnItsWay};
        let folded = |all: &[(u16, Standing)]| fold(&all.iter().map(|(n, is)| report(*n, 3, *is)).collect::<Vec<_>>());
        assert_eq!(folded(&[(0, Delivered), (2, Delivered)]), Some(OnItsWay));
        assert_eq!(folded(&[(0, Delivered), (1, Delivered), (2, Delivered)]), Some(Delivered));
        assert_eq!(folded(&[(0, Delivered), (1, FailedForNow), (2, Delivered)]), Some(FailedForNow));
    }

    proptest! {
        #[test]
        fn order_and_number_do_not_matter(
            reports in prop::collection::vec((0u16..4, 1u16..5, standing()), 0..12),
            again in prop::collection::vec(0usize..12, 0..6),
            seed in any::<u64>(),
        ) {
            let all: Vec<_> = reports.iter().map(|(part, parts, is)| report(*part, *parts, *is)).collect();
            let mut other = all.clone();
            other.extend(again.into_iter().filter_map(|at| all.get(at).cloned()));
            // Any other order: sorted by a hash of place and seed.
            let mut order: Vec<usize> = (0..other.len()).collect();
            order.sort_by_key(|at| (*at as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ seed);
            let other: Vec<_> = order.into_iter().map(|at| other[at].clone()).collect();
            prop_assert_eq!(fold(&all), fold(&other));
            // Stored between any two of them, it is the same.
            let mut text = String::new();
            for report in &other {
                let mut parts = Parts::read(&text);
                parts.add(report.part, report.parts, report.standing);
                text = parts.text();
            }
            prop_assert_eq!(Parts::read(&text).standing(), fold(&all));
        }
    }
}
