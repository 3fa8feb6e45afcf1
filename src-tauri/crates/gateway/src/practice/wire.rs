//! A carrier in memory: it plays what the call sends in order, 20 ms at a time, gives
//! marks back when what was before them has played, and throws away what a `clear` takes.
//! Must not know: clocks, or what the sound is.

use std::collections::VecDeque;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use parley_voice::time::FRAME;
use serde::Deserialize;

use crate::outbox::Outbox;

/// Silence in µ-law.
pub const SILENCE: u8 = 0xff;

/// A message of the call's, as it goes out on a socket.
#[derive(Deserialize)]
#[serde(tag = "event", rename_all = "lowercase")]
enum Sent {
    Media { media: Media },
    Mark { mark: Mark },
    Clear,
}

#[derive(Deserialize)]
struct Media {
    payload: String,
}

#[derive(Deserialize)]
struct Mark {
    name: String,
}

enum Waiting {
    Sound(VecDeque<u8>),
    Mark(String),
}

/// What happens in 20 ms.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Played {
    /// µ-law; silence where nothing was to be played.
    pub codes: Vec<u8>,
    /// Names of marks that came back.
    pub marks: Vec<String>,
}

/// The agent's side of the line.
#[derive(Default)]
pub struct Wire {
    waiting: VecDeque<Waiting>,
    /// Of what was thrown away.
    cleared: Vec<String>,
}

impl Wire {
    /// Takes what the call has sent.
    pub fn take(&mut self, out: &mut Outbox) {
        while let Some(text) = out.next() {
            match serde_json::from_str(&text) {
                Ok(Sent::Media { media }) => {
                    let codes = STANDARD.decode(media.payload).unwrap_or_default();
                    self.waiting.push_back(Waiting::Sound(codes.into()));
                }
                Ok(Sent::Mark { mark }) => self.waiting.push_back(Waiting::Mark(mark.name)),
                Ok(Sent::Clear) => self.clear(),
                Err(error) => tracing::error!(%error, "a message of our own cannot be read"),
            }
        }
    }

    fn clear(&mut self) {
        for waiting in self.waiting.drain(..) {
            if let Waiting::Mark(name) = waiting {
                self.cleared.push(name);
            }
        }
    }

    /// Plays the next 20 ms.
    pub fn play(&mut self) -> Played {
        let frame = usize::try_from(FRAME.0).unwrap_or_default();
        let mut codes = Vec::with_capacity(frame);
        let mut marks = std::mem::take(&mut self.cleared);
        while let Some(next) = self.waiting.pop_front() {
            match next {
                Waiting::Mark(name) => marks.push(name),
                Waiting::Sound(mut sound) => {
                    let length = sound.len().min(frame - codes.len());
                    codes.extend(sound.drain(..length));
                    if !sound.is_empty() {
                        self.waiting.push_front(Waiting::Sound(sound));
                        break;
                    }
                }
            }
        }
        codes.resize(frame, SILENCE);
        Played { codes, marks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twilio::sid::StreamSid;

    fn outbox() -> Outbox {
        Outbox::new(StreamSid::new("MZ1").expect("a name"))
    }

    #[test]
    fn sound_is_played_in_order_and_marks_come_back_behind_it() {
        let (mut wire, mut out) = (Wire::default(), outbox());
        out.media(&[1; 160]).expect("sent");
        out.media(&[2; 80]).expect("sent");
        out.mark("m:0").expect("sent");
        wire.take(&mut out);
        let first = wire.play();
        assert_eq!((first.codes, first.marks), (vec![1; 160], Vec::new()));
        let second = wire.play();
        assert_eq!(second.codes[..80], [2; 80]);
        assert_eq!(second.codes[80..], [SILENCE; 80]);
        assert_eq!(second.marks, ["m:0"]);
        assert_eq!(wire.play().codes, vec![SILENCE; 160]);
    }

    #[test]
    fn a_clear_throws_sound_away_and_gives_marks_back_at_once() {
        let (mut wire, mut out) = (Wire::default(), outbox());
        for _ in 0..5 {
            out.media(&[1; 160]).expect("sent");
        }
        out.mark("m:0").expect("sent");
        wire.take(&mut out);
        wire.play();
        out.clear();
        wire.take(&mut out);
        let next = wire.play();
        assert_eq!(next.codes, vec![SILENCE; 160]);
        assert_eq!(next.marks, ["m:0"]);
    }
}
