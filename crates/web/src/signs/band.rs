//! The band: from when to when, and the one time to name, drawn on a line that begins now. Never one promise.
//!
//! The same times stand in words beside it, so that it is hidden from those who listen.

use std::fmt::Write as _;

use domain::event::Forecast;
use domain::time::Instant;

use super::{Markup, escaped};

/// How a band is drawn, in the pixels of its surface.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Band {
    /// Its width.
    pub(crate) width: f32,
    /// The height of the bar.
    pub(crate) bar: f32,
    /// The size of the times under it.
    pub(crate) text: f32,
    /// Whether one reads from the right.
    pub(crate) mirrored: bool,
}

/// The words under a band.
#[derive(Debug, Clone)]
pub(crate) struct BandLabels {
    /// Now: a word or a time.
    pub(crate) now: String,
    /// The early end.
    pub(crate) earliest: String,
    /// The time to name.
    pub(crate) expected: String,
    /// The late end.
    pub(crate) latest: String,
}

/// How much of the line lies beyond the late end.
const BEYOND: f32 = 1.3;

/// How wide a digit is, as a share of its size; enough to keep two times apart.
const DIGIT: f32 = 0.56;

impl Band {
    /// The band of a forecast, seen at an instant.
    pub(crate) fn draw(&self, forecast: &Forecast, now: Instant, labels: &BandLabels) -> Markup {
        let Self { width, bar, text, .. } = *self;
        let (middle, knob) = (bar * 0.9, bar * 0.86);
        let height = bar * 1.8 + text * 1.5;
        let place = |at: Instant| self.place(at, forecast, now);
        let (from, at, to) = (place(forecast.earliest), place(forecast.expected), place(forecast.latest));
        let (left, right) = (from.min(to) - bar / 2.0, from.max(to) + bar / 2.0);
        let mut svg = format!(
            r#"<svg class="band" viewBox="0 0 {width} {height:.1}" aria-hidden="true" focusable="false"><rect class="band-track" x="0" y="{:.1}" width="{width}" height="{bar}" rx="{:.1}"/>"#,
            middle - bar / 2.0,
            bar / 2.0
        );
        let dot = if self.mirrored { width - bar / 2.0 } else { bar / 2.0 };
        let _in_memory = write!(
            svg,
            r#"<circle class="band-now" cx="{dot:.1}" cy="{middle:.1}" r="{:.1}"/><rect class="band-range" x="{left:.1}" y="{:.1}" width="{:.1}" height="{bar}" rx="{:.1}"/><circle class="band-time" cx="{at:.1}" cy="{middle:.1}" r="{knob:.1}"/>"#,
            bar * 0.28,
            middle - bar / 2.0,
            right - left,
            bar / 2.0,
        );
        for (x, label, class) in self.texts(from, at, to, labels) {
            let anchor = match x {
                x if x <= text => "start",
                x if x >= width - text => "end",
                _ => "middle",
            };
            let _in_memory = write!(
                svg,
                r#"<text class="{class}" x="{x:.1}" y="{:.1}" font-size="{text}" text-anchor="{anchor}">{}</text>"#,
                height - text * 0.25,
                escaped(label)
            );
        }
        svg.push_str("</svg>");
        Markup(svg)
    }

    fn place(&self, at: Instant, forecast: &Forecast, now: Instant) -> f32 {
        let span = (seconds(forecast.latest, now) * BEYOND).max(60.0);
        // The knob and the range keep within the line.
        let inner = self.width - self.bar * 2.0;
        let x = self.bar + (seconds(at, now) / span).clamp(0.0, 1.0) * inner;
        if self.mirrored { self.width - x } else { x }
    }

    /// The times that find room: the one to name always, now and the late end next, the early end last.
    fn texts<'a>(&self, from: f32, at: f32, to: f32, labels: &'a BandLabels) -> Vec<(f32, &'a str, &'static str)> {
        let zero = if self.mirrored { self.width } else { 0.0 };
        let mut shown = vec![(at, labels.expected.as_str(), "band-label expected")];
        for (x, label) in [(zero, &labels.now), (to, &labels.latest), (from, &labels.earliest)] {
            let fits = shown.iter().all(|(other, text, _)| {
                let wide =
                    |text: &str| f32::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX)) * self.text * DIGIT;
                // A label at the end of the line is not centred on its place.
                let half = if (x - zero).abs() < 1.0 { wide(label) } else { wide(label) / 2.0 };
                (x - other).abs() > half + wide(text) / 2.0 + self.text * 0.4
            });
            if fits {
                shown.push((x, label, "band-label"));
            }
        }
        shown
    }
}

fn seconds(at: Instant, now: Instant) -> f32 {
    f32::from(u16::try_from(at.seconds_since(now)).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(mirrored: bool, minutes: [i64; 3]) -> String {
        let now: Instant = "2026-11-26T09:24:00Z".parse().unwrap();
        let [earliest, expected, latest] = minutes.map(|m| now.plus_minutes(m));
        let labels = BandLabels {
            now: "nu".to_owned(),
            earliest: "10.36".to_owned(),
            expected: "10.42".to_owned(),
            latest: "10.51".to_owned(),
        };
        let band = Band { width: 864.0, bar: 26.0, text: 28.0, mirrored };
        band.draw(&Forecast { earliest, expected, latest }, now, &labels).0
    }

    #[test]
    fn all_four_times_stand_under_a_wide_band() {
        let svg = band(false, [12, 18, 27]);
        for text in ["nu", "10.36", "10.42", "10.51"] {
            assert!(svg.contains(text), "{text}: {svg}");
        }
        assert!(svg.contains("viewBox=\"0 0 864") && !svg.contains("NaN") && !svg.contains("style="));
    }

    #[test]
    fn times_that_would_lie_on_one_another_are_left_out_and_the_one_to_name_stays() {
        let svg = band(false, [0, 1, 2]);
        assert!(svg.contains("10.42") && !svg.contains("10.36"), "{svg}");
        let late = band(false, [0, 0, 0]);
        assert!(late.contains("10.42") && !late.contains("NaN"), "{late}");
    }

    #[test]
    fn it_is_mirrored_where_one_reads_from_the_right() {
        let x = |svg: &str| -> f32 {
            let after = svg.split("band-time\" cx=\"").nth(1).unwrap();
            after.split('"').next().unwrap().parse().unwrap()
        };
        let (left, right) = (x(&band(false, [12, 18, 27])), x(&band(true, [12, 18, 27])));
        assert!((left + right - 864.0).abs() < 0.2, "{left} {right}");
    }
}
