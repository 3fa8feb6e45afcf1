//! Any bytes as the sound of a voice's process: what is read has a telephone's length.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parley_gateway::live::espeak::rate::Resampler;
use parley_gateway::live::espeak::wav;

fuzz_target!(|bytes: &[u8]| {
    let Some(sound) = wav::read(bytes) else { return };
    assert!(sound.samples.len() * 2 <= bytes.len());
    let Some(mut resampler) = Resampler::new(sound.rate) else {
        panic!("a rate that is read can be had");
    };
    let mut out = Vec::new();
    resampler.push(&sound.samples, &mut out);
    resampler.end(&mut out);
    let length = sound.samples.len() as u64 * 8_000 / u64::from(sound.rate);
    assert_eq!(out.len() as u64, length);
});
