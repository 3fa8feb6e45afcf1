//! What of the agent's words was made, sent, heard or cut: the only source of what an
//! agent "said". Must not know: where words come from, or what is done with them.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::line::Cleared;
use crate::reply::ReplyId;
use crate::time::Samples;

/// Resuming says again at most so much.
pub const OVERLAP: Samples = Samples::of_ms(40);
/// Of a word that was heard to its end, so much may lack proof: what plays between the
/// last mark that came back and a `clear` is never proven, 100 ms and the way there and
/// back.
const UNPROVEN: Samples = Samples::of_ms(250);

/// A word with its place in the sound of its reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpokenWord {
    pub text: String,
    pub from: Samples,
    pub to: Samples,
}

/// What became of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordState {
    /// Made, and not sent.
    Generated,
    /// Sent; the carrier has not said yet that it played.
    Sent,
    /// Played to its end, by a mark.
    Heard,
    /// Thrown away, or broken off, before its end was proven.
    Cut,
}

/// A stretch of the line and what it carries.
#[derive(Debug, Clone, Copy)]
struct Segment {
    line: Samples,
    reply: ReplyId,
    from: Samples,
    length: Samples,
}

#[derive(Debug)]
struct Entry {
    reply: ReplyId,
    words: Vec<SpokenWord>,
    /// Sound that there is.
    made: Samples,
    /// The farthest that was sent.
    sent: Samples,
    /// Proven stretches, in order, apart from each other.
    proven: Vec<(Samples, Samples)>,
    /// It is over: nothing more of it will be sent.
    closed: bool,
}

/// All replies of a call.
#[derive(Debug, Default)]
pub struct Ledger {
    entries: Vec<Entry>,
    /// Sent, neither proven nor thrown away; in the order of the line.
    pending: VecDeque<Segment>,
}

impl Entry {
    fn new(reply: ReplyId) -> Self {
        Self {
            reply,
            words: Vec::new(),
            made: Samples(0),
            sent: Samples(0),
            proven: Vec::new(),
            closed: false,
        }
    }

    fn prove(&mut self, from: Samples, to: Samples) {
        match self.proven.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ if from < to => self.proven.push((from, to)),
            _ => {}
        }
    }

    /// How much of a stretch is proven.
    fn proven_of(&self, from: Samples, to: Samples) -> Samples {
        let parts = self.proven.iter();
        let common = parts.map(|(start, end)| (*end).min(to) - (*start).max(from));
        common.fold(Samples(0), |sum, part| sum + part)
    }

    fn state(&self, word: &SpokenWord) -> WordState {
        let length = word.to - word.from;
        let lacking = length - self.proven_of(word.from, word.to);
        let ended = self
            .proven
            .iter()
            .any(|(start, end)| *start < word.to && word.to <= *end);
        if ended && lacking < length && lacking <= UNPROVEN {
            WordState::Heard
        } else if word.from < self.sent {
            if self.closed {
                WordState::Cut
            } else {
                WordState::Sent
            }
        } else if self.closed {
            WordState::Cut
        } else {
            WordState::Generated
        }
    }
}

impl Ledger {
    fn entry(&mut self, reply: ReplyId) -> &mut Entry {
        let at = self.entries.iter().position(|entry| entry.reply == reply);
        let at = at.unwrap_or_else(|| {
            self.entries.push(Entry::new(reply));
            self.entries.len() - 1
        });
        &mut self.entries[at]
    }

    fn known(&self, reply: ReplyId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.reply == reply)
    }

    /// Sound was made, with the words that end in it.
    pub fn made(&mut self, reply: ReplyId, length: Samples, words: Vec<SpokenWord>) {
        let entry = self.entry(reply);
        entry.made = entry.made + length;
        entry.words.extend(words);
    }

    /// Sound that is there and was not sent.
    #[must_use]
    pub fn waiting(&self, reply: ReplyId, from: Samples) -> Samples {
        self.known(reply)
            .map_or(Samples(0), |entry| entry.made - from)
    }

    /// A stretch of a reply goes out at `line`.
    pub fn sent(&mut self, line: Samples, reply: ReplyId, from: Samples, length: Samples) {
        let entry = self.entry(reply);
        entry.sent = entry.sent.max(from + length);
        self.pending.push_back(Segment {
            line,
            reply,
            from,
            length,
        });
    }

    /// All of the line before `to` was played.
    pub fn proven(&mut self, to: Samples) {
        while let Some(segment) = self.pending.front().copied() {
            if to <= segment.line {
                break;
            }
            let played = (to - segment.line).min(segment.length);
            self.entry(segment.reply)
                .prove(segment.from, segment.from + played);
            if played < segment.length {
                if let Some(front) = self.pending.front_mut() {
                    front.line = to;
                    front.from = segment.from + played;
                    front.length = segment.length - played;
                }
                break;
            }
            self.pending.pop_front();
        }
    }

    /// The carrier threw away what it had not played. Where `reply` goes on if it is to
    /// go on: what the clock says was played, less the overlap, and never before what
    /// is proven.
    pub fn cleared(&mut self, reply: ReplyId, cleared: Cleared) -> Samples {
        self.proven(cleared.proven);
        let proven = self.proven_to(reply);
        let mut reached = proven;
        for segment in self.pending.drain(..) {
            if segment.reply == reply && segment.line < cleared.reckoned {
                let played = (cleared.reckoned - segment.line).min(segment.length);
                reached = reached.max(segment.from + played);
            }
        }
        let entry = self.entry(reply);
        entry.sent = reached;
        (reached - OVERLAP).max(proven)
    }

    /// Nothing more of it will be sent; what is under way may still be heard.
    pub fn close(&mut self, reply: ReplyId) {
        self.entry(reply).closed = true;
    }

    /// The end of what is proven of a reply.
    #[must_use]
    pub fn proven_to(&self, reply: ReplyId) -> Samples {
        let last = self.known(reply).and_then(|entry| entry.proven.last());
        last.map_or(Samples(0), |(_, end)| *end)
    }

    /// Whether every word that was made of it was heard.
    #[must_use]
    pub fn is_heard(&self, reply: ReplyId) -> bool {
        self.known(reply).is_some_and(|entry| {
            !entry.words.is_empty()
                && entry
                    .words
                    .iter()
                    .all(|word| entry.state(word) == WordState::Heard)
        })
    }

    /// The first word that was not heard: where to say the rest again.
    #[must_use]
    pub fn unheard_from(&self, reply: ReplyId) -> Option<usize> {
        let entry = self.known(reply)?;
        entry
            .words
            .iter()
            .position(|word| entry.state(word) != WordState::Heard)
    }

    /// A reply's words and what became of them.
    pub fn words(&self, reply: ReplyId) -> impl Iterator<Item = (&SpokenWord, WordState)> {
        self.known(reply).into_iter().flat_map(|entry| {
            let words = entry.words.iter();
            words.map(|word| (word, entry.state(word)))
        })
    }
}
