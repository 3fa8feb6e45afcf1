//! Lossy encodings of one call must lie on its time line, not a codec's delay beside it.

use std::path::Path;

use crate::common::{decode, encoded, sample, scan};

/// One side of a recording at 8 kHz, by plain decimation of rates that are multiples.
fn side(path: &Path, side: usize) -> Vec<f32> {
    let facts = scan(path).facts;
    let channels = usize::from(facts.channels);
    let step = facts.rate_hz as usize / 8_000;
    decode(path)
        .chunks(channels)
        .step_by(step)
        .map(|frame| frame[side])
        .collect()
}

fn correlation(a: &[f32], b: &[f32]) -> f64 {
    let dot = |x: &[f32], y: &[f32]| -> f64 {
        x.iter()
            .zip(y)
            .map(|(x, y)| f64::from(*x) * f64::from(*y))
            .sum()
    };
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt().max(1e-12)
}

/// (lag in frames at which `coded` fits `original` best, how well).
fn best_lag(original: &[f32], coded: &[f32]) -> (i64, f64) {
    let margin = 150;
    let len = (original.len().min(coded.len()) - 2 * margin).min(24_000);
    let middle = &original[margin..margin + len];
    (0..=2 * margin)
        .map(|shift| {
            (
                shift as i64 - margin as i64,
                correlation(middle, &coded[shift..shift + len]),
            )
        })
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap()
}

#[test]
fn encodings_lie_on_the_originals_time_line() {
    let original = sample("auto-repairs-40-stereo-8k.flac");
    for channel in [0, 1] {
        let whole = side(&original, channel);
        let original = &whole[320_000..384_000];
        for (name, least) in [
            ("stereo-8k.opus", 0.9),
            ("stereo-8k.ogg", 0.9),
            ("stereo-8k.m4a", 0.95),
            ("stereo-8k.mp3", 0.95),
            ("stereo-8k-ima.wav", 0.98),
            ("stereo-8k-alaw.wav", 0.99),
            ("stereo-8k-s24.wav", 0.9999),
            ("stereo-8k-f32.wav", 0.9999),
        ] {
            let coded = side(&encoded(name), channel);
            let loud = original[..coded.len().min(24_000)]
                .iter()
                .any(|s| s.abs() > 0.1);
            if !loud {
                continue;
            }
            let (lag, fit) = best_lag(&original[..coded.len().min(original.len())], &coded);
            assert!(
                lag.abs() <= 1,
                "{name} side {channel}: {lag} frames beside, fit {fit:.3}"
            );
            assert!(fit > least, "{name} side {channel}: fit {fit:.3}");
        }
    }
}

#[test]
fn the_same_call_as_mp3_and_as_aac_starts_together() {
    let mp3 = decode(&sample("ab_call.mp3"));
    let aac = decode(&sample("ab_call.m4a"));
    // 44.1 kHz to 8 kHz by nearest neighbour: enough to find a lag.
    let aac: Vec<f32> = (0..mp3.len().min(aac.len() * 80 / 441))
        .map(|i| aac[i * 441 / 80])
        .collect();
    let (lag, fit) = best_lag(&mp3[..80_000], &aac[..80_000]);
    assert!(lag.abs() <= 80, "{lag} frames apart (fit {fit:.3})");
    assert!(fit > 0.5, "fit {fit:.3}");
}
