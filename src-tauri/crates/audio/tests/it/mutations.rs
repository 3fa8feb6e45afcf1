//! Damaged files: any answer but a panic, a hang or a flood of memory.

use std::time::{Duration, Instant};

use parley_audio::exercise;
use proptest::prelude::*;

use crate::common::{bytes, encoded, playable, sample};

/// The smaller files, cut so that a case takes milliseconds.
fn seeds() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = playable()
        .into_iter()
        .map(|(path, _)| bytes(&path))
        .filter(|bytes| bytes.len() < 250_000)
        .map(|mut bytes| {
            bytes.truncate(40_000);
            bytes
        })
        .collect();
    let mut flac = bytes(&sample("auto-repairs-40-stereo-8k.flac"));
    flac.truncate(40_000);
    seeds.push(flac);
    seeds.push(bytes(&encoded("stereo-8k.m4a")));
    seeds
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_answered(
        seed in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..40),
        near_start in prop::collection::vec((0usize..600, any::<u8>()), 0..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
        splice in prop::option::of((any::<prop::sample::Index>(), any::<prop::sample::Index>())),
    ) {
        let seeds = seeds();
        let mut bytes = seed.get(&seeds).clone();
        for (at, value) in near_start {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = value;
            }
        }
        for (at, value) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= value;
        }
        if let Some((at, from)) = splice {
            let other = other.get(&seeds);
            let at = at.index(bytes.len());
            let from = from.index(other.len());
            bytes.truncate(at);
            bytes.extend_from_slice(&other[from..]);
        }
        if let Some(cut) = cut {
            let cut = cut.index(bytes.len());
            bytes.truncate(cut);
        }
        let started = Instant::now();
        exercise(&bytes);
        prop_assert!(started.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn rubbish_is_answered(mut bytes in prop::collection::vec(any::<u8>(), 0..4000), magic in 0usize..8) {
        let magics: [&[u8]; 8] = [
            b"", b"RIFF\0\0\0\0WAVEfmt ", b"ID3\x03\0\0\0\0\0\0", b"\0\0\0\x18ftypM4A ",
            b"fLaC\0\0\0\x22", b"OggS\0\x02", b"\xff\xfb\x90\0", b"#!AMR",
        ];
        bytes.splice(0..0, magics[magic].iter().copied());
        exercise(&bytes);
    }
}
