//! Any bytes as a recording: scanned, drawn, opened, sought, read.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    parley_audio::exercise(bytes);
});
