//! A caller's frames, of any moment, size and sound, and the agent's: what is heard is in
//! order, begins before it ends, and the place never goes back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parley_voice::hearing::ear::{Ear, Heard};
use parley_voice::hearing::keys::is_key;
use parley_voice::time::At;

fuzz_target!(|data: (Vec<(u16, bool, Vec<u8>)>, u64)| {
    let (frames, start) = data;
    let (mut ear, mut heard) = (Ear::default(), Vec::new());
    let mut now = start;
    for (step, agent, codes) in &frames {
        // Mostly onwards, sometimes back.
        now = now.wrapping_add(u64::from(*step)).wrapping_sub(200);
        if *agent {
            ear.agent(At(now), codes);
        } else {
            ear.frame(At(now), codes, &mut heard);
        }
    }
    ear.silence(At(now), &mut heard);
    let mut on = false;
    let mut last = At(0);
    for what in heard {
        match what {
            Heard::VoiceBegan { at } => {
                assert!(!on, "began twice");
                (on, last) = (true, at);
            }
            Heard::VoiceEnded { at } => {
                assert!(on && at >= last, "ended before it began");
                (on, last) = (false, at);
            }
            Heard::Level { db, .. } => assert!(db.is_finite()),
            Heard::Key { key, .. } => assert!(is_key(key)),
            Heard::BeepBegan { .. } | Heard::BeepEnded { .. } | Heard::Sit { .. } => {}
        }
    }
});
