//! A recogniser whose words are typed: what is in the field while somebody types are its
//! partial words, and what is sent its final ones. Must not know: sound, or the page.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use parley_voice::dialogue::{HeardWord, Tongue};
use parley_voice::time::At;
use tokio::sync::mpsc;

use crate::live::order::{Order, Orders};
use crate::live::scripted::line;
use crate::live::speech_in::{Recognised, Sound, SpeechIn, SpeechInError, Words};

/// A voice ends so long after its last word.
const TAIL: Duration = Duration::from_millis(60);
/// A frame is so long, ms.
const FRAME_MS: u64 = 20;

/// The turn as far as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Typing {
    text: String,
    whole: bool,
}

/// Where typed words are put.
#[derive(Debug)]
pub struct Keyboard {
    to: mpsc::UnboundedSender<Typing>,
    /// Told of a voice, on a line that has none of its own.
    voice: Option<Orders>,
    speaks: Mutex<bool>,
}

/// The recogniser's end of it.
#[derive(Debug)]
pub struct Typed {
    from: Mutex<Option<mpsc::UnboundedReceiver<Typing>>>,
    voice: Option<Orders>,
}

/// Both ends. `voice` is told when somebody begins to type and when they are through.
#[must_use]
pub fn typed(voice: Option<Orders>) -> (Keyboard, Typed) {
    let (to, from) = mpsc::unbounded_channel();
    let keyboard = Keyboard {
        to,
        voice: voice.clone(),
        speaks: Mutex::new(false),
    };
    let from = Mutex::new(Some(from));
    (keyboard, Typed { from, voice })
}

impl Keyboard {
    /// The turn so far, or, `whole`, all of it. Whether there is a call to hear it.
    pub fn typed(&self, text: &str, whole: bool) -> bool {
        let text = text.trim().to_owned();
        let mut speaks = self.speaks.lock().unwrap_or_else(PoisonError::into_inner);
        let says = !text.is_empty();
        if says && !*speaks {
            self.order(true);
        }
        // Typed and taken back: nothing was said, and there is nobody to wait for.
        if !says && *speaks {
            self.order(false);
        }
        *speaks = says && !whole;
        self.to.send(Typing { text, whole }).is_ok()
    }

    fn order(&self, on: bool) {
        if let Some(voice) = &self.voice {
            voice.give(Order::Voice { on });
        }
    }
}

/// Words of a text that was typed between two moments.
fn words(text: &str, from: At, to: At) -> Vec<HeardWord> {
    let timed = line(text, to.ms_since(from));
    let words = timed.into_iter().map(|word| HeardWord {
        text: word.text,
        from: from.plus_ms(word.from_ms),
        to: from.plus_ms(word.to_ms),
        ..HeardWord::default()
    });
    words.collect()
}

#[async_trait]
impl SpeechIn for Typed {
    async fn listen(
        &self,
        _tongue: Tongue,
        mut sound: Sound,
        words_out: Words,
    ) -> Result<(), SpeechInError> {
        let typed = self
            .from
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let mut typed = typed.ok_or(SpeechInError::Unavailable)?;
        let mut now = At(0);
        let mut began: Option<At> = None;
        loop {
            tokio::select! {
                frame = sound.next() => match frame {
                    Some(frame) => now = frame.at.plus_ms(FRAME_MS),
                    None => return Ok(()),
                },
                Some(typing) = typed.recv() => {
                    let from = *began.get_or_insert(now);
                    let said = words(&typing.text, from, now);
                    if typing.text.is_empty() || typing.whole {
                        began = None;
                    }
                    let ends = typing.whole && !said.is_empty();
                    let recognised = if ends {
                        Recognised::Final(said)
                    } else {
                        Recognised::Partial(said)
                    };
                    if words_out.send(recognised).await.is_err() {
                        return Ok(());
                    }
                    if let (true, Some(voice)) = (ends, &self.voice) {
                        tokio::time::sleep(TAIL).await;
                        voice.give(Order::Voice { on: false });
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::speech_in::{Frame, line as ends};
    use crate::tasks::Nudge;

    #[tokio::test]
    async fn typing_is_partial_and_sending_is_final() {
        let (keyboard, typed) = typed(None);
        let (sound, words, mut call) = ends(Nudge::default());
        let listens = tokio::spawn(async move { typed.listen(Tongue::En, sound, words).await });
        let frame = |at| Frame {
            at: At(at),
            codes: vec![0xff; 160],
        };
        call.frames.send(frame(980)).await.expect("listens");
        let mut told = Vec::new();
        for (text, whole) in [("yes", false), ("yes please", true)] {
            tokio::time::sleep(Duration::from_millis(20)).await;
            assert!(keyboard.typed(text, whole));
            told.extend(call.words.recv().await);
            call.frames.send(frame(1_980)).await.expect("listens");
        }
        drop(call);
        listens.await.expect("ends").expect("well");
        let [Recognised::Partial(yes), Recognised::Final(all)] = &told[..] else {
            panic!("{told:?}");
        };
        assert_eq!((yes[0].text.as_str(), yes[0].from), ("yes", At(1_000)));
        assert_eq!(all.len(), 2);
        assert_eq!((all[0].from, all[1].to), (At(1_000), At(2_000)));
        assert!(!keyboard.typed("hello", true));
    }
}
