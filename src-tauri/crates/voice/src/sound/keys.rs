//! The tones of keys, to be sent (ITU-T Q.23). Must not know: what a key is for.

use std::f32::consts::TAU;

use crate::sound::g711::to_ulaw;
use crate::time::{RATE, Samples};

/// A key lasts so long, and so long is the silence behind it, ms: twice what Q.24 asks
/// of whoever hears it.
const KEY_MS: u64 = 100;
const BREAK_MS: u64 = 100;
/// Each of the two tones, some 12 dB below the loudest.
const LOUD: f32 = 6_000.0;

/// Hz, by row and by column.
const ROWS: [f32; 4] = [697.0, 770.0, 852.0, 941.0];
const COLUMNS: [f32; 4] = [1_209.0, 1_336.0, 1_477.0, 1_633.0];
const KEYS: &str = "123A456B789C*0#D";

/// µ-law of the keys one after the other; what is no key is left out.
#[must_use]
pub fn pressed(keys: &str) -> Vec<u8> {
    let places = keys.chars().filter_map(|key| KEYS.find(key));
    let mut codes = Vec::new();
    for place in places {
        let (row, column) = (ROWS[place / 4], COLUMNS[place % 4]);
        let tone = |hz: f32, n: u64| (TAU * hz * n as f32 / RATE as f32).sin() * LOUD;
        let key = 0..Samples::of_ms(KEY_MS).0;
        codes.extend(key.map(|n| to_ulaw((tone(row, n) + tone(column, n)) as i16)));
        codes.extend((0..Samples::of_ms(BREAK_MS).0).map(|_| to_ulaw(0)));
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hearing::tones::Tone;
    use crate::hearing::tones::dtmf::Dtmf;
    use crate::sound::g711::from_ulaw;

    #[test]
    fn what_is_pressed_is_heard() {
        let all = "147*2580369#ABCD";
        let codes = pressed(&format!("{all}x"));
        assert_eq!(Samples(codes.len() as u64).ms(), 16 * 200);
        let samples: Vec<i16> = codes.iter().map(|code| from_ulaw(*code)).collect();
        let mut told = Vec::new();
        Dtmf::default().push(Samples(0), &samples, &mut told);
        let heard: String = told
            .iter()
            .filter_map(|tone| match tone {
                Tone::Key { key, .. } => Some(*key),
                _ => None,
            })
            .collect();
        assert_eq!(heard, all);
    }
}
