//! The words of a caller's turn with their moments, and when it is over. Must not know:
//! sound, or what is answered.

use parley_voice::dialogue::{Expecting, HeardWord, Utterance};
use parley_voice::hearing::turn_end::{Sign, TurnEnd};
use parley_voice::time::At;

use crate::live::speech_in::Recognised;

/// A turn that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub said: Utterance,
    pub voice_ended: At,
    /// When it was over by the rules.
    pub due: At,
    /// When its last words came.
    pub recognised: At,
}

/// One caller's turns; moments are by the carrier's clock.
#[derive(Debug, Default)]
pub struct Turns {
    end: TurnEnd,
    said: Vec<HeardWord>,
    partial: Vec<HeardWord>,
    /// Words of the recogniser's open text that were taken with an earlier turn.
    owed: usize,
    voice_ended: At,
    recognised: At,
    told: String,
}

impl Turns {
    pub const fn expects(&mut self, what: Option<Expecting>) {
        self.end.expects(what);
    }

    pub fn voice(&mut self, at: At, on: bool) {
        if on {
            self.end.on(at, Sign::VoiceBegan);
        } else {
            self.voice_ended = at;
            self.end.on(at, Sign::VoiceEnded);
        }
    }

    /// The turn so far, if that is news.
    pub fn words(&mut self, at: At, recognised: &Recognised) -> Option<String> {
        // A word is what stands between two spaces: moments are counted by it.
        let words: Vec<HeardWord> = recognised.words().iter().flat_map(single).collect();
        let text = text(&words);
        self.recognised = at;
        let fresh = words.into_iter().skip(self.owed).collect();
        match recognised {
            Recognised::Partial(_) => {
                self.end.on(at, Sign::Partial(&text));
                self.partial = fresh;
            }
            Recognised::Final(_) => {
                self.end.on(at, Sign::Final(&text));
                self.partial.clear();
                self.said.extend(fresh);
                self.owed = 0;
            }
        }
        let so_far = self.so_far();
        let news = !so_far.is_empty() && so_far != self.told;
        self.told.clone_from(&so_far);
        news.then_some(so_far)
    }

    /// The turn, if it is over at `heard`.
    pub fn take(&mut self, heard: At) -> Option<Taken> {
        let due = self.end.deadline().filter(|due| heard >= *due)?;
        // The same words, without their moments.
        self.end.take();
        self.owed += self.partial.len();
        let mut words = std::mem::take(&mut self.said);
        words.append(&mut self.partial);
        self.told.clear();
        (!words.is_empty()).then(|| Taken {
            said: Utterance {
                text: text(&words),
                words,
            },
            voice_ended: self.voice_ended,
            due,
            recognised: self.recognised,
        })
    }

    fn so_far(&self) -> String {
        let words = self.said.iter().chain(&self.partial);
        let words: Vec<&str> = words.map(|word| word.text.as_str()).collect();
        words.join(" ")
    }
}

fn single(word: &HeardWord) -> impl Iterator<Item = HeardWord> {
    word.text.split_whitespace().map(|text| HeardWord {
        text: text.to_owned(),
        ..word.clone()
    })
}

fn text(words: &[HeardWord]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<HeardWord> {
        let words = text.split(' ').zip(0..);
        words
            .map(|(word, n)| HeardWord {
                text: word.to_owned(),
                from: At(n * 300),
                to: At(n * 300 + 300),
                ..HeardWord::default()
            })
            .collect()
    }

    #[test]
    fn what_was_taken_is_not_said_again() {
        let mut turns = Turns::default();
        turns.voice(At(0), true);
        let partial = Recognised::Partial(words("two people please"));
        let news = turns.words(At(900), &partial);
        assert_eq!(news.as_deref(), Some("two people please"));
        assert_eq!(turns.words(At(920), &partial), None);
        turns.voice(At(900), false);
        let taken = turns.take(At(3_000)).expect("over");
        assert_eq!(taken.said.text, "two people please");
        assert_eq!(taken.said.words.len(), 3);
        assert!(taken.due > At(900) && taken.voice_ended == At(900));
        assert_eq!(turns.take(At(3_100)), None);
        // The recogniser makes them final only now, and has heard more.
        turns.voice(At(3_200), true);
        let last = Recognised::Final(words("two people please on Friday."));
        assert_eq!(turns.words(At(4_000), &last).as_deref(), Some("on Friday."));
        turns.voice(At(4_000), false);
        let taken = turns.take(At(7_000)).expect("over");
        assert_eq!(taken.said.text, "on Friday.");
        assert_eq!(taken.said.words[0].from, At(900));
    }

    /// What a recogniser may do to a call, sane or not.
    #[derive(Debug, Clone)]
    enum Does {
        Voice(bool),
        Partial(Vec<HeardWord>),
        Final(Vec<HeardWord>),
        /// The time at which a turn may be over.
        Take,
    }

    fn anything() -> impl Strategy<Value = Vec<(u64, Does)>> {
        let word =
            ("[ -~अ-ह]{0,12}", 0..u64::MAX, 0..u64::MAX).prop_map(|(text, from, to)| HeardWord {
                text,
                from: At(from),
                to: At(to),
                ..HeardWord::default()
            });
        let words = prop::collection::vec(word, 0..6);
        let does = prop_oneof![
            any::<bool>().prop_map(Does::Voice),
            words.clone().prop_map(Does::Partial),
            words.prop_map(Does::Final),
            Just(Does::Take),
        ];
        prop::collection::vec((0..9_000u64, does), 0..60)
    }

    proptest! {
        #[test]
        fn a_recogniser_that_raves_gives_each_word_once(what in anything()) {
            let mut turns = Turns::default();
            let mut now = At(0);
            let (mut finals, mut open, mut taken) = (0, 0, 0);
            for (ms, does) in what {
                now = now.plus_ms(ms);
                let count = |words: &[HeardWord]| words.iter().flat_map(single).count();
                match does {
                    Does::Voice(on) => turns.voice(now, on),
                    Does::Partial(words) => {
                        open = open.max(count(&words));
                        let _ = turns.words(now, &Recognised::Partial(words));
                    }
                    Does::Final(words) => {
                        finals += count(&words).max(open);
                        open = 0;
                        let _ = turns.words(now, &Recognised::Final(words));
                    }
                    Does::Take => {
                        let turn = turns.take(now);
                        taken += turn.map_or(0, |turn| turn.said.words.len());
                    }
                }
                prop_assert!(taken <= finals + open, "{taken} of {finals} and {open}");
            }
        }
    }
}
