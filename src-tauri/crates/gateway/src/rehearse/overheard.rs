//! The agent's words at their places in all the sound that was sent, so that a caller can
//! be told of each when they have heard it. Must not know: when that is.

use std::collections::BTreeMap;

use parley_voice::core::{Action, Entry, Event};
use parley_voice::ledger::SpokenWord;
use parley_voice::reply::ReplyId;
use parley_voice::sound::keys::pressed;

#[derive(Debug, Default)]
pub struct Overheard {
    replies: BTreeMap<ReplyId, Vec<SpokenWord>>,
    /// How much was sent, and where in it words end.
    sent: u64,
    ends: Vec<(u64, String)>,
}

impl Overheard {
    /// What happened, in the order of the log.
    pub fn entry(&mut self, entry: &Entry) {
        if let Some(Event::Sound { reply, words, .. }) = &entry.event {
            self.replies
                .entry(*reply)
                .or_default()
                .extend_from_slice(words);
        }
        for action in &entry.actions {
            match action {
                Action::Play {
                    reply,
                    from,
                    length,
                } => {
                    let words = self.replies.get(reply).into_iter().flatten();
                    let ends = |word: &&SpokenWord| word.to > *from && word.to <= *from + *length;
                    for word in words.filter(ends) {
                        let place = self.sent + (word.to - *from).0;
                        self.ends.push((place, word.text.clone()));
                    }
                    self.sent += length.0;
                }
                Action::Press(keys) => self.sent += pressed(keys).len() as u64,
                _ => {}
            }
        }
    }

    /// The words that end between these places of the sound.
    pub fn between(&self, from: u64, to: u64) -> impl Iterator<Item = &str> {
        let ends = self.ends.iter().rev().take_while(move |(at, _)| *at > from);
        let mut words: Vec<&str> = ends
            .filter(|(at, _)| *at <= to)
            .map(|(_, word)| word.as_str())
            .collect();
        words.reverse();
        words.into_iter()
    }
}
