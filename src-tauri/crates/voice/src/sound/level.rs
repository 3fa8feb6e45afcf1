//! How loud samples are. Must not know: what loud means on a line.

/// What silence is called, dBFS: below what 16 bits can hold.
pub const SILENCE_DB: f32 = -96.0;

/// Root mean square of 16-bit samples in dB of full scale: a square wave of full scale is
/// 0 dBFS, a sine -3. [`SILENCE_DB`] for nothing and for silence.
#[must_use]
pub fn dbfs(samples: &[i16]) -> f32 {
    let energy: i64 = samples.iter().map(|s| i64::from(*s) * i64::from(*s)).sum();
    if energy == 0 {
        return SILENCE_DB;
    }
    let mean = energy as f32 / samples.len() as f32;
    (10.0 * (mean / (32_768.0 * 32_768.0)).log10()).max(SILENCE_DB)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_those_of_the_book() {
        assert_eq!(dbfs(&[]), SILENCE_DB);
        assert_eq!(dbfs(&[0; 160]), SILENCE_DB);
        assert!(dbfs(&[i16::MIN; 160]).abs() < 0.001);
        let sine: Vec<i16> = (0..800)
            .map(|n| ((n as f32 * 0.05 * std::f32::consts::TAU).sin() * 3_276.7) as i16)
            .collect();
        assert!((dbfs(&sine) + 23.01).abs() < 0.02, "{}", dbfs(&sine));
    }
}
