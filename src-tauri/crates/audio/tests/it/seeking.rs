//! After a seek come the samples a straight decode has there.

use crate::common::{name, open, playable, read_to_end, scan};

/// Positions over the whole length, unlike any block size, both ends among them.
fn positions(frames: u64) -> Vec<u64> {
    let mut positions = vec![0, 1, frames / 2, frames - 1, frames.saturating_sub(1_000)];
    let mut state = 0x2545_f491_4f6c_dd1du64;
    for _ in 0..40 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        positions.push(state % frames);
    }
    positions
}

#[test]
fn a_seek_lands_on_the_very_frame() {
    for (path, tolerance) in playable() {
        let scan = scan(&path);
        let channels = usize::from(scan.facts.channels);
        let straight = read_to_end(&mut open(&path, &scan));
        let mut cursor = open(&path, &scan);
        let mut buffer = vec![0.0; scan.facts.rate_hz as usize / 10 * channels];
        for frame in positions(scan.facts.frames) {
            cursor.seek(frame).unwrap();
            let mut got = 0;
            loop {
                let n = cursor.read(&mut buffer[got..]).unwrap();
                got += n * channels;
                if n == 0 {
                    break;
                }
            }
            let start = frame as usize * channels;
            let expected = &straight[start..straight.len().min(start + buffer.len())];
            assert_eq!(got, expected.len(), "{} at {frame}", name(&path));
            let worst = expected
                .iter()
                .zip(&buffer)
                .map(|(a, b)| (a - b).abs())
                .fold(0.0, f32::max);
            assert!(
                worst <= tolerance,
                "{} at {frame}: off by {worst}",
                name(&path)
            );
        }
    }
}

#[test]
fn reading_goes_on_after_the_end_and_back() {
    for (path, _) in playable() {
        let scan = scan(&path);
        let mut cursor = open(&path, &scan);
        let mut buffer = vec![0.0; 512];
        cursor.seek(u64::MAX).unwrap();
        assert_eq!(cursor.position(), scan.facts.frames);
        assert_eq!(cursor.read(&mut buffer).unwrap(), 0);
        cursor.seek(scan.facts.frames / 3).unwrap();
        assert!(cursor.read(&mut buffer).unwrap() > 0, "{}", name(&path));
    }
}
