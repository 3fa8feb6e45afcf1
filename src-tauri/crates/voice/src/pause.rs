//! A caller who speaks while the agent speaks: silence at once, a verdict soon. What was
//! only a sign of listening, or a noise, lets the agent go on where it was. Must not
//! know: the line, or what becomes of the reply.

use serde::{Deserialize, Serialize};

use crate::time::At;

/// The verdict falls at the latest so long after the caller began.
pub const VERDICT_MS: u64 = 500;
/// Louder than the line's own noise by so much, dB: somebody at the telephone, not the
/// room behind.
const NEAR_DB: f32 = 12.0;

/// What the words so far are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Words {
    /// None yet.
    #[default]
    None,
    /// "Mm hm", "haan", "okay": go on.
    Backchannel,
    /// "Stop", "wait", "no", "operator": always a reason to stop.
    Stop,
    /// Anything else.
    Speech,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The agent goes on where it was.
    Resume,
    /// The caller has the floor.
    Yield,
}

/// The agent is silent, and it is not decided yet for how long.
#[derive(Debug, Clone, Copy)]
pub struct Pause {
    since: At,
    voice: bool,
    words: Words,
    /// The loudest so far, dB above the line's noise.
    loudest: f32,
}

impl Pause {
    #[must_use]
    pub const fn begun(since: At) -> Self {
        Self {
            since,
            voice: true,
            words: Words::None,
            loudest: 0.0,
        }
    }

    /// Whether something was understood, be it a sign of listening.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.words != Words::None
    }

    /// When it is decided if nothing more is heard.
    #[must_use]
    pub const fn deadline(&self) -> At {
        self.since.plus_ms(VERDICT_MS)
    }

    /// How loud the caller is, dB above the line's noise.
    pub const fn level(&mut self, db: f32) {
        self.loudest = self.loudest.max(db);
    }

    /// The words so far: a recogniser may take some back.
    pub fn words(&mut self, words: Words) -> Option<Verdict> {
        self.words = words;
        matches!(words, Words::Stop | Words::Speech).then_some(Verdict::Yield)
    }

    /// The caller's voice ended, or began again.
    pub const fn voice(&mut self, on: bool) -> Option<Verdict> {
        self.voice = on;
        match (on, self.words) {
            // Said, and over: it was a sign of listening.
            (false, Words::Backchannel) => Some(Verdict::Resume),
            _ => None,
        }
    }

    /// The verdict, once time is up.
    #[must_use]
    pub fn verdict(&self, now: At) -> Option<Verdict> {
        if now < self.deadline() {
            return None;
        }
        let speaks = self.voice && self.loudest >= NEAR_DB;
        Some(match self.words {
            Words::Stop | Words::Speech => Verdict::Yield,
            Words::Backchannel => Verdict::Resume,
            // A cough is over by now; who still speaks has something to say.
            Words::None if speaks => Verdict::Yield,
            Words::None => Verdict::Resume,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_of_listening_lets_the_agent_go_on() {
        let mut pause = Pause::begun(At(1_000));
        assert_eq!(pause.words(Words::Backchannel), None);
        assert_eq!(pause.voice(false), Some(Verdict::Resume));
        assert_eq!(pause.verdict(At(1_499)), None);
        assert_eq!(pause.verdict(At(1_500)), Some(Verdict::Resume));
    }

    #[test]
    fn stop_stops_at_once_and_so_does_speech() {
        for words in [Words::Stop, Words::Speech] {
            assert_eq!(Pause::begun(At(0)).words(words), Some(Verdict::Yield));
        }
    }

    #[test]
    fn without_words_it_is_loudness_that_lasts() {
        let mut cough = Pause::begun(At(0));
        cough.level(25.0);
        assert_eq!(cough.voice(false), None);
        assert_eq!(cough.verdict(At(500)), Some(Verdict::Resume));
        let mut babble = Pause::begun(At(0));
        babble.level(6.0);
        assert_eq!(babble.verdict(At(500)), Some(Verdict::Resume));
        let mut speech = Pause::begun(At(0));
        speech.level(20.0);
        assert_eq!(speech.verdict(At(500)), Some(Verdict::Yield));
    }
}
