//! Lowest and highest sample of a chunk straight from its stored bytes, so that
//! drawing a three-hour call costs little more than reading it.
//!
//! Works on fixed lanes that the compiler turns into vector code: lane `i` holds
//! channel `i % channels`, so mono and stereo share one loop.

use super::coding::{SampleCoding, a_law_of_rank, a_law_rank, mu_law_of_rank, mu_law_rank};

const LANES: usize = 32;

/// (lowest, highest) value per channel of the whole frames in `bytes`; only the
/// first `channels` entries (one or two) mean anything.
pub(crate) fn chunk_extremes(
    coding: SampleCoding,
    channels: usize,
    bytes: &[u8],
) -> [(f32, f32); 2] {
    let one = |code: u8| {
        let mut out = [0.0];
        coding.to_f32(&[code], &mut out);
        out[0]
    };
    match coding {
        SampleCoding::U8 => lanes(bytes, channels, |[b]: [u8; 1]| b).map(|e| e.map(one)),
        SampleCoding::MuLaw => lanes(bytes, channels, |[b]: [u8; 1]| mu_law_rank(b))
            .map(|e| e.map(|rank| one(mu_law_of_rank(rank)))),
        SampleCoding::ALaw => lanes(bytes, channels, |[b]: [u8; 1]| a_law_rank(b))
            .map(|e| e.map(|rank| one(a_law_of_rank(rank)))),
        SampleCoding::S16 => {
            lanes(bytes, channels, i16::from_le_bytes).map(|e| e.map(|v| f32::from(v) / 32_768.0))
        }
        SampleCoding::S24 => lanes(bytes, channels, |[a, b, c]: [u8; 3]| {
            i32::from_le_bytes([0, a, b, c])
        })
        .map(|e| e.map(|v| v as f32 / 2_147_483_648.0)),
        SampleCoding::S32 => lanes(bytes, channels, i32::from_le_bytes)
            .map(|e| e.map(|v| v as f32 / 2_147_483_648.0)),
        SampleCoding::F32 | SampleCoding::F64 => floats(coding, channels, bytes),
    }
    .map(|[low, high]| (low, high))
}

/// `[lowest, highest]` per channel in the order of `key`.
///
/// A bucket of a telephone call is sixteen blocks long, so what stands around the loop
/// counts as much as the loop: no division by a number known only here, and lanes that
/// are folded in halves.
#[inline]
fn lanes<const N: usize, T: Ord + Copy>(
    bytes: &[u8],
    channels: usize,
    key: impl Fn([u8; N]) -> T,
) -> [[T; 2]; 2] {
    let (samples, _) = bytes.as_chunks::<N>();
    let first = |i: usize| key(samples.get(i).copied().unwrap_or([0; N]));
    let (even, odd) = (first(0), first(channels - 1));
    let mut low: [T; LANES] = std::array::from_fn(|i| if i & 1 == 0 { even } else { odd });
    let mut high = low;
    let (blocks, rest) = samples.as_chunks::<LANES>();
    for block in blocks {
        for i in 0..LANES {
            let value = key(block[i]);
            low[i] = low[i].min(value);
            high[i] = high[i].max(value);
        }
    }
    for (i, sample) in rest.iter().enumerate() {
        let value = key(*sample);
        low[i] = low[i].min(value);
        high[i] = high[i].max(value);
    }
    let mut half = LANES / 2;
    // Down to two lanes: even ones meet even ones, so each keeps its channel.
    while half >= 2 {
        for i in 0..half {
            low[i] = low[i].min(low[i + half]);
            high[i] = high[i].max(high[i + half]);
        }
        half /= 2;
    }
    if channels == 1 {
        let all = [low[0].min(low[1]), high[0].max(high[1])];
        return [all, all];
    }
    [[low[0], high[0]], [low[1], high[1]]]
}

fn floats(coding: SampleCoding, channels: usize, bytes: &[u8]) -> [[f32; 2]; 2] {
    let mut found = [[f32::INFINITY, f32::NEG_INFINITY]; 2];
    let mut value = [0.0];
    for (i, sample) in bytes.chunks_exact(coding.bytes()).enumerate() {
        coding.to_f32(sample, &mut value);
        let [low, high] = &mut found[i % channels];
        *low = low.min(value[0]);
        *high = high.max(value[0]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_find_what_a_plain_walk_finds() {
        let bytes: Vec<u8> = (0..6_000u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        for coding in [
            SampleCoding::U8,
            SampleCoding::S16,
            SampleCoding::S24,
            SampleCoding::S32,
            SampleCoding::MuLaw,
            SampleCoding::ALaw,
        ] {
            for channels in [1, 2] {
                let whole = bytes.len() / (coding.bytes() * channels) * coding.bytes() * channels;
                let bytes = &bytes[..whole - 5 * coding.bytes() * channels];
                let fast = chunk_extremes(coding, channels, bytes);
                let slow = floats(coding, channels, bytes).map(|[l, h]| (l, h));
                assert_eq!(fast[..channels], slow[..channels], "{coding:?} x{channels}");
            }
        }
    }
}
