//! When the agent's words were heard: the words of each reply, laid over the stretches of
//! its sound that were proven.

use std::collections::BTreeMap;

use parley_voice::ledger::SpokenWord;
use parley_voice::recording::Heard;
use parley_voice::reply::ReplyId;
use parley_voice::time::Samples;

/// A word of the agent with its moments on the recording, ms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub text: String,
    pub from_ms: u32,
    pub to_ms: u32,
    /// How sure it is that this was said, percent.
    pub sure: Option<u8>,
}

#[derive(Debug, Default)]
struct Reply {
    words: Vec<SpokenWord>,
    heard: Vec<Heard>,
}

/// All replies of a call.
#[derive(Debug, Default)]
pub struct Spoken(BTreeMap<ReplyId, Reply>);

impl Spoken {
    pub fn made(&mut self, reply: ReplyId, words: &[SpokenWord]) {
        self.0
            .entry(reply)
            .or_default()
            .words
            .extend_from_slice(words);
    }

    pub fn heard(&mut self, heard: Heard) {
        self.0.entry(heard.reply).or_default().heard.push(heard);
    }

    /// The first words of a reply, as many as `text` has, with their moments where those
    /// are known.
    pub fn words(&self, reply: ReplyId, text: &str) -> Vec<Placed> {
        let Some(reply) = self.0.get(&reply) else {
            return Vec::new();
        };
        let mut left = text.split_whitespace().count();
        let mut placed = Vec::new();
        for word in &reply.words {
            let count = word.text.split_whitespace().count();
            if count > left {
                break;
            }
            left -= count;
            if let (Some(from), Some(to)) = (reply.place(word.from), reply.place(word.to)) {
                placed.push(Placed {
                    text: word.text.clone(),
                    from_ms: ms(from),
                    to_ms: ms(to.max(from)),
                    // It is what was to be said.
                    sure: None,
                });
            }
        }
        placed
    }
}

impl Reply {
    /// Where a place of its sound was heard; the last time, where it was said again. The
    /// end of the last stretch is a place too.
    fn place(&self, of: Samples) -> Option<Samples> {
        let stretch = self
            .heard
            .iter()
            .rev()
            .find(|heard| heard.from <= of && of <= heard.from + heard.length)?;
        Some(stretch.at + (of - stretch.from))
    }
}

/// Rounded down; a call is shorter than 49 days.
pub fn ms(at: Samples) -> u32 {
    u32::try_from(at.ms()).unwrap_or(u32::MAX)
}
