//! Tones on a caller's line: keys pressed, the beep of a mailbox, the network's three
//! tones before an announcement. Must not know: who answered, what a key is for.

pub mod beep;
pub mod dtmf;

use crate::time::At;

/// A tone, at a moment by the carrier's clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tone {
    /// A key, once for each press, at the moment it was pressed.
    Key {
        at: At,
        key: char,
    },
    /// A single tone has lasted long enough to be a beep; `at` is where it began.
    BeepBegan {
        at: At,
        hz: f32,
    },
    BeepEnded {
        at: At,
    },
    /// Three rising tones: the network has something to say (ITU-T E.180 / Q.35).
    Sit {
        at: At,
    },
}
