//! One frequency in a stretch of sound (G. Goertzel, 1958), and which one a pure tone has.
//! Must not know: which tones mean something.

use std::f32::consts::TAU;

/// Samples a second.
const RATE: f32 = 8_000.0;

/// The part of a stretch's energy that one frequency has: 1 for a pure tone of it, 0 for
/// silence. As narrow as the stretch is long: half of it is left at 0.44 · 8000 / length.
#[must_use]
pub fn share(samples: &[i16], hz: f32) -> f32 {
    let energy: f32 = samples.iter().map(|s| f32::from(*s) * f32::from(*s)).sum();
    if energy == 0.0 {
        return 0.0;
    }
    let (re, im) = part(samples, hz);
    (2.0 * (re * re + im * im) / (energy * samples.len() as f32)).clamp(0.0, 1.0)
}

/// One frequency's part as a complex number: its phase is that of the tone at the end of
/// the stretch, so it turns with the tone from one stretch to the next.
#[must_use]
pub fn part(samples: &[i16], hz: f32) -> (f32, f32) {
    let (sin, cos) = (TAU * hz / RATE).sin_cos();
    let (mut one, mut two) = (0.0f32, 0.0f32);
    for sample in samples {
        (one, two) = (f32::from(*sample) + 2.0 * cos * one - two, one);
    }
    (one - two * cos, two * sin)
}

/// By how much a tone near `hz` is off it: by how far its phase turns from the first half
/// of a stretch to the second. What is off by more than 4000 / length comes out wrong.
#[must_use]
pub fn offset(samples: &[i16], hz: f32) -> f32 {
    let (first, second) = samples.split_at(samples.len() / 2);
    let ((re1, im1), (re2, im2)) = (part(first, hz), part(second, hz));
    let turned = (im2 * re1 - re2 * im1).atan2(re2 * re1 + im2 * im1) / TAU;
    let turns = turned - hz * first.len() as f32 / RATE;
    (turns - turns.round()) * RATE / first.len() as f32
}

/// The frequency a stretch has if it is a single tone, in Hz: the one of the resonator
/// that predicts it best, x(n) = 2 cos ω · x(n-1) - x(n-2). Nothing for silence.
#[must_use]
pub fn frequency(samples: &[i16]) -> Option<f32> {
    let (mut top, mut bottom) = (0.0f32, 0.0f32);
    for three in samples.windows(3) {
        if let [before, middle, after] = three {
            let (before, middle, after) =
                (f32::from(*before), f32::from(*middle), f32::from(*after));
            top += middle * (before + after);
            bottom += middle * middle;
        }
    }
    let cosine = top / (2.0 * bottom);
    (bottom > 0.0 && cosine.abs() <= 1.0).then(|| cosine.acos() / TAU * RATE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(hz: f32, length: usize) -> Vec<i16> {
        (0..length)
            .map(|n| ((TAU * hz * n as f32 / RATE).sin() * 8_000.0) as i16)
            .collect()
    }

    #[test]
    fn a_tone_has_all_its_energy_at_its_frequency() {
        for hz in [350.0, 440.0, 697.0, 1_000.0, 1_633.0, 2_000.0] {
            let sound = tone(hz, 160);
            assert!(share(&sound, hz) > 0.97, "{hz}");
            assert!(share(&sound, hz + 150.0) < 0.1, "{hz}");
            let found = frequency(&sound).unwrap_or_default();
            assert!((found - hz).abs() < 2.0, "{hz} {found}");
            for off in [-40.0, -10.0, 0.0, 25.0] {
                let found = offset(&sound, hz - off);
                assert!((found - off).abs() < 3.0, "{hz} {off} {found}");
            }
        }
        assert_eq!(share(&[0; 160], 1_000.0), 0.0);
        assert_eq!(frequency(&[0; 160]), None);
        assert_eq!(frequency(&[]), None);
    }
}
