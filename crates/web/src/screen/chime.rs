//! The sound before a call: two soft tones, the second a third lower, made here from sine waves.

use std::f32::consts::TAU;
use std::sync::LazyLock;

use bytes::Bytes;

use crate::speech::wave;

/// Samples in a second.
const RATE: u16 = 22_050;

/// The tones: from when, in seconds, and how high, in hertz.
const TONES: [(f32, f32); 2] = [(0.0, 659.26), (0.42, 523.25)];

/// How long the sound is, in seconds.
const SECONDS: f32 = 1.5;

/// How loud a tone is at most, as a share of what there is.
const LOUDNESS: f32 = 0.32;

static CHIME: LazyLock<Bytes> = LazyLock::new(|| Bytes::from(made()));

/// The sound as a wave file.
pub(super) fn chime() -> Bytes {
    CHIME.clone()
}

fn made() -> Vec<u8> {
    let mut samples = Vec::new();
    let mut at = 0.0;
    while at < SECONDS {
        let level: f32 = TONES.iter().map(|(from, hertz)| tone(at - from, *hertz)).sum();
        samples.extend_from_slice(&sample(level).to_le_bytes());
        at += 1.0 / f32::from(RATE);
    }
    wave(u32::from(RATE), &samples)
}

/// A struck bar: it begins at once but not with a crack, and fades away; its octave fades sooner.
fn tone(since: f32, hertz: f32) -> f32 {
    if since < 0.0 {
        return 0.0;
    }
    let begin = (since / 0.008).min(1.0);
    let end = ((SECONDS - since) / 0.1).clamp(0.0, 1.0);
    let ground = (TAU * hertz * since).sin() * (-3.2 * since).exp();
    let octave = 0.25 * (TAU * 2.0 * hertz * since).sin() * (-7.0 * since).exp();
    begin * end * LOUDNESS * (ground + octave)
}

#[expect(clippy::cast_possible_truncation, reason = "the level is within the range of a sample")]
fn sample(level: f32) -> i16 {
    (level.clamp(-1.0, 1.0) * f32::from(i16::MAX)) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chime_begins_and_ends_softly_and_never_clips() {
        let file = chime();
        let samples: Vec<i16> = file[44..].chunks_exact(2).map(|two| i16::from_le_bytes([two[0], two[1]])).collect();
        let loudest = samples.iter().map(|s| s.unsigned_abs()).max().unwrap();
        assert!((6_000..30_000).contains(&loudest), "{loudest}");
        let quiet = |part: &[i16]| part.iter().all(|s| s.unsigned_abs() < 1_200);
        assert!(quiet(&samples[..20]) && quiet(&samples[samples.len() - 200..]));
        assert_eq!(samples.len() / usize::from(RATE), 1);
    }
}
