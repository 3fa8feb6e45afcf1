//! A key that a carrier tells of and that is heard in the sound as well is one press.
//! Must not know: what keys are for.

use parley_voice::time::At;

/// One is told so long after the other at most, ms.
const APART: u64 = 600;

/// Who tells of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teller {
    Carrier,
    Sound,
}

#[derive(Debug, Default)]
pub struct Presses {
    /// Those that the other has not told of.
    alone: Vec<(Teller, At, char)>,
}

impl Presses {
    /// Whether it is a press that was not told of before.
    pub fn is_new(&mut self, teller: Teller, now: At, key: char) -> bool {
        self.alone.retain(|(_, at, _)| now.ms_since(*at) <= APART);
        let twin = self
            .alone
            .iter()
            .position(|(other, _, same)| *other != teller && *same == key);
        match twin {
            Some(place) => {
                self.alone.remove(place);
                false
            }
            None => {
                self.alone.push((teller, now, key));
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tell_of_each_press_once() {
        let mut presses = Presses::default();
        let told = [
            (Teller::Sound, 0, '5', true),
            (Teller::Carrier, 120, '5', false),
            (Teller::Sound, 250, '5', true),
            (Teller::Carrier, 370, '5', false),
            (Teller::Carrier, 500, '1', true),
            (Teller::Sound, 2_000, '1', true),
        ];
        for (teller, at, key, new) in told {
            assert_eq!(presses.is_new(teller, At(at), key), new, "{at}");
        }
    }
}
