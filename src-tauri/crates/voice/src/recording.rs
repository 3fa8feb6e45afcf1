//! What of a call's sound may be kept, and where it belongs: both sides on the carrier's
//! clock of samples, the caller's by the carrier's timestamps, the agent's by the marks
//! that prove it was heard. Nothing of before the gate, of a part that was thrown away or
//! of a number that nobody may keep is laid down. Must not know: where it is kept, how it
//! is sealed.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::line::MarkId;
use crate::reply::ReplyId;
use crate::time::{At, Samples};

/// Silence in µ-law (G.711: positive zero).
pub const SILENCE: u8 = 0xff;
/// The caller's sound waits so long before it is laid down: words that tell that it may
/// not be kept come behind it.
const WAITS: Samples = Samples::of_ms(300);
/// A stretch that was proven no further than this from the end of the one before follows
/// it without a gap: a message's way over the network is no pause. ms.
const JOINS: Samples = Samples::of_ms(80);

/// A stretch of a reply that was heard, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    pub reply: ReplyId,
    pub from: Samples,
    pub length: Samples,
    /// Of its first sample, on the carrier's clock.
    pub at: Samples,
}

/// What is to be kept now. Places of one side only grow; what lies between is silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Laid {
    Caller { at: Samples, codes: Vec<u8> },
    Agent { at: Samples, codes: Vec<u8> },
    Heard(Heard),
}

#[derive(Debug)]
struct Sent {
    reply: ReplyId,
    from: Samples,
    codes: Vec<u8>,
    mark: Option<MarkId>,
}

/// The recording of one call; µ-law, 8 kHz.
#[derive(Debug, Default)]
pub struct Recording {
    /// Since when it may be kept; nothing may where there is none.
    open: Option<Samples>,
    caller: VecDeque<(Samples, Vec<u8>)>,
    caller_to: Samples,
    /// The number that is being read out may be one that nobody may keep.
    withheld: bool,
    sent: VecDeque<Sent>,
    /// The end of what the agent was heard to say.
    agent_to: Option<Samples>,
    laid: Vec<Laid>,
}

impl Recording {
    /// The gate of both directions. What was not laid down when it shuts never is, and
    /// opening it brings nothing back.
    pub fn gate(&mut self, now: At, open: bool) {
        if open {
            self.open = self.open.or(Some(Samples::of_ms(now.0)));
        } else {
            self.open = None;
            self.caller.clear();
        }
    }

    /// Sound of the caller; twice the same, or late, is left out.
    pub fn caller(&mut self, at: Samples, codes: &[u8]) {
        let Some(open) = self.open else { return };
        let known = self.caller_to.max(open);
        let skip = usize::try_from((known - at).0).unwrap_or(usize::MAX);
        let Some(fresh) = codes.get(skip..).filter(|fresh| !fresh.is_empty()) else {
            return;
        };
        let at = at.max(known);
        self.caller_to = at + Samples(fresh.len() as u64);
        self.caller.push_back((at, fresh.to_vec()));
        if !self.withheld {
            self.release(self.caller_to - WAITS);
        }
    }

    /// Whether the caller's sound waits until it is known what its words come to.
    pub fn withhold(&mut self, withheld: bool) {
        self.withheld = withheld;
    }

    /// Between these moments the caller said what nobody may keep.
    pub fn silence(&mut self, from: At, to: At) {
        let (from, to) = (Samples::of_ms(from.0).0, Samples::of_ms(to.0).0);
        for (at, codes) in &mut self.caller {
            for (code, place) in codes.iter_mut().zip(at.0..) {
                if (from..to).contains(&place) {
                    *code = SILENCE;
                }
            }
        }
    }

    fn release(&mut self, until: Samples) {
        while let Some((at, codes)) = self.caller.pop_front() {
            if at + Samples(codes.len() as u64) > until {
                self.caller.push_front((at, codes));
                break;
            }
            self.laid.push(Laid::Caller { at, codes });
        }
    }

    /// A stretch of a reply goes out.
    pub fn sent(&mut self, reply: ReplyId, from: Samples, codes: &[u8]) {
        self.sent.push_back(Sent {
            reply,
            from,
            codes: codes.to_vec(),
            mark: None,
        });
    }

    /// This mark follows what was sent.
    pub fn marked(&mut self, mark: MarkId) {
        if let Some(last) = self.sent.back_mut() {
            last.mark = Some(mark);
        }
    }

    /// A mark came back: what was sent before it has been played by then, on the carrier's
    /// clock. One that is unknown proves nothing.
    pub fn proven(&mut self, mark: MarkId, by: At) {
        let Some(last) = self.sent.iter().position(|sent| sent.mark == Some(mark)) else {
            return;
        };
        let heard: Vec<Sent> = self.sent.drain(..=last).collect();
        let length: u64 = heard.iter().map(|sent| sent.codes.len() as u64).sum();
        let by_mark = Samples::of_ms(by.0) - Samples(length);
        let before = self.agent_to.filter(|end| by_mark <= *end + JOINS);
        let mut at = before.unwrap_or(by_mark);
        for Sent {
            reply, from, codes, ..
        } in heard
        {
            let length = Samples(codes.len() as u64);
            self.laid.push(Laid::Heard(Heard {
                reply,
                from,
                length,
                at,
            }));
            self.agent(at, codes);
            at = at + length;
        }
        self.agent_to = Some(at);
    }

    fn agent(&mut self, at: Samples, mut codes: Vec<u8>) {
        let Some(open) = self.open else { return };
        let early = usize::try_from((open - at).0).unwrap_or(usize::MAX);
        if early >= codes.len() {
            return;
        }
        codes.drain(..early);
        let at = at.max(open);
        self.laid.push(Laid::Agent { at, codes });
    }

    /// What was sent and not proven was thrown away.
    pub fn cleared(&mut self) {
        self.sent.clear();
    }

    /// The call is over. A number that was still being read out is not kept.
    pub fn over(&mut self) {
        if !self.withheld {
            self.release(Samples(u64::MAX));
        }
        self.caller.clear();
        self.sent.clear();
        self.open = None;
    }

    /// What is to be kept since the last time, in order.
    pub fn take(&mut self) -> Vec<Laid> {
        std::mem::take(&mut self.laid)
    }
}

#[cfg(test)]
#[path = "recording_tests.rs"]
mod tests;
