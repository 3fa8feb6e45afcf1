//! A stretch of the picture at a wanted width.

use parley_app::ports::PeaksView;

use super::Peaks;
use super::build::merge;
use super::layout::{FACTOR, Peak};

/// No screen is wider.
const MAX_BUCKETS: u32 = 16_384;

impl Peaks {
    /// `buckets` pairs per channel for `from_ms..to_ms`, from the coarsest level
    /// that is still as fine as the view; beyond the end there is silence. Finer
    /// than the base level, neighbours repeat.
    #[must_use]
    pub fn view(&self, from_ms: u64, to_ms: u64, buckets: u32) -> PeaksView {
        let duration_ms = self.frames.saturating_mul(1000) / u64::from(self.rate_hz.max(1));
        let buckets = u128::from(buckets.min(MAX_BUCKETS));
        let to_frame = |ms: u64| u128::from(ms) * u128::from(self.rate_hz) / 1000;
        // A view that reaches past the end in whole ms still shows the last frames.
        let from = to_frame(from_ms);
        let to = to_frame(to_ms).max(from);
        let span = to - from;
        let level = self.level_for(span.checked_div(buckets).unwrap_or(0));
        let bucket = u128::from(self.base) * u128::from(FACTOR).pow(level as u32);
        let cut = |peaks: &Vec<Peak>| {
            (0..buckets)
                .map(|i| {
                    let start = from + span * i / buckets;
                    if start >= u128::from(self.frames) {
                        return (0, 0);
                    }
                    let end = (from + span * (i + 1) / buckets).max(start + 1);
                    let first = clamp(start / bucket, peaks.len());
                    let last = clamp(end.div_ceil(bucket), peaks.len());
                    merge(&peaks[first..last])
                })
                .collect()
        };
        PeaksView {
            channels: self.levels[level].iter().map(cut).collect(),
            duration_ms,
        }
    }

    /// The coarsest level whose buckets are no longer than `frames`.
    fn level_for(&self, frames: u128) -> usize {
        let mut level = 0;
        let mut bucket = u128::from(self.base) * u128::from(FACTOR);
        while level + 1 < self.levels.len() && bucket <= frames {
            level += 1;
            bucket *= u128::from(FACTOR);
        }
        level
    }
}

fn clamp(index: u128, len: usize) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX).min(len)
}

#[cfg(test)]
mod tests {
    use super::super::{Peaks, PeaksBuilder};

    /// 100 s at 8 kHz: left rises from 0 to 1, right falls from 0 to -1.
    fn ramps() -> Peaks {
        let mut builder = PeaksBuilder::new(2, 8_000);
        for chunk in 0..1000u32 {
            let frames: Vec<f32> = (0..800u32)
                .flat_map(|i| {
                    let v = (chunk * 800 + i) as f32 / 800_000.0;
                    [v, -v]
                })
                .collect();
            builder.push(&frames);
        }
        builder.finish()
    }

    #[test]
    fn every_zoom_shows_the_same_shape() {
        let peaks = ramps();
        assert!(peaks.levels.len() >= 3);
        for buckets in [1, 7, 100, 3_000] {
            let view = peaks.view(0, 100_000, buckets);
            assert_eq!(view.duration_ms, 100_000);
            assert_eq!(view.channels.len(), 2);
            for (i, (left, right)) in view.channels[0].iter().zip(&view.channels[1]).enumerate() {
                let expected = 127.0 * (i + 1) as f64 / f64::from(buckets);
                // A bucket of the level may reach over the view's edge by its own length.
                assert!((f64::from(left.1) - expected).abs() < 130.0 / f64::from(buckets) + 2.0);
                assert_eq!(left.1, -right.0);
            }
        }
    }

    #[test]
    fn stretches_and_ends() {
        let peaks = ramps();
        let view = peaks.view(50_000, 60_000, 10);
        assert!((62..=66).contains(&view.channels[0][0].0));
        let view = peaks.view(99_000, 101_000, 2);
        assert_eq!(view.channels[0][1], (0, 0));
        assert_eq!(view.channels[0][0].1, 127);
        assert!(peaks.view(5, 5, 3).channels[0].len() == 3);
        assert!(peaks.view(10, 5, 0).channels[0].is_empty());
        let far = peaks.view(u64::MAX - 1, u64::MAX, 4);
        assert_eq!(far.channels[0], vec![(0, 0); 4]);
    }

    #[test]
    fn bytes_come_back_and_damage_is_seen() {
        let peaks = ramps();
        let bytes = peaks.to_bytes();
        assert_eq!(Peaks::from_bytes(&bytes).unwrap(), peaks);
        for at in (0..bytes.len()).step_by(7) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x40;
            assert!(Peaks::from_bytes(&damaged).is_err(), "byte {at}");
        }
        for cut in [0, 5, 20, 21, bytes.len() - 1] {
            assert!(Peaks::from_bytes(&bytes[..cut]).is_err());
        }
        let empty = PeaksBuilder::new(1, 8_000).finish();
        assert_eq!(Peaks::from_bytes(&empty.to_bytes()).unwrap(), empty);
    }
}
