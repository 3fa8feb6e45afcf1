//! The picture shows what the samples are, whichever path made it.

use parley_app::ports::RecordingReader as _;
use parley_audio::{Peaks, PeaksBuilder, Recordings};

use crate::common::{decode, encoded, name, playable, sample, scan};

#[test]
fn peaks_of_a_scan_are_those_of_the_samples() {
    for (path, _) in playable() {
        let scan = scan(&path);
        let mut builder = PeaksBuilder::new(scan.facts.channels, scan.facts.rate_hz);
        builder.push(&decode(&path));
        let peaks = Peaks::from_bytes(&scan.peaks).unwrap();
        assert_eq!(peaks, builder.finish(), "{}", name(&path));
    }
}

#[test]
fn sides_stay_apart() {
    let scan = scan(&sample("auto-repairs-40-stereo-8k.flac"));
    // The agent speaks first (0.4 s), the caller not before 0.98 s.
    let view = Recordings.peaks(&scan.peaks, 400, 900, 1).unwrap();
    assert_eq!(view.duration_ms, 245_380);
    let loudest = |side: usize| view.channels[side].iter().map(|p| p.1).max().unwrap();
    assert!(
        loudest(1) > 3 * loudest(0).max(1),
        "{} {}",
        loudest(0),
        loudest(1)
    );
}

#[test]
fn damaged_peaks_are_refused() {
    let mut bytes = scan(&encoded("stereo-8k.mp3")).peaks;
    bytes[30] ^= 1;
    let refusal = Recordings.peaks(&bytes, 0, 1000, 100).unwrap_err();
    assert_eq!(refusal.code, parley_app::import::ImportNoteCode::Malformed);
}
