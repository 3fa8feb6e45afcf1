//! Who may speak. One reply at a time owns the speaker; a reply that lost it is gone: it
//! can neither speak nor act, because only [`Live`] can, and there is no way from a
//! discarded id to one.

use serde::{Deserialize, Serialize};

/// Something the agent says, one for each in a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReplyId(pub u32);

/// Who has the speaker.
#[derive(Debug, Default)]
pub struct Floor {
    holder: Option<ReplyId>,
    next: u32,
}

/// Proof that a reply has the speaker, for as long as it is looked at.
#[derive(Debug)]
pub struct Live<'a> {
    floor: &'a mut Floor,
    reply: ReplyId,
}

impl Floor {
    /// Gives the speaker to a new reply; whoever had it is discarded.
    pub fn take(&mut self) -> (ReplyId, Option<ReplyId>) {
        let reply = ReplyId(self.next);
        self.next += 1;
        (reply, self.holder.replace(reply))
    }

    /// Nobody has the speaker any more. Who had it.
    pub fn vacate(&mut self) -> Option<ReplyId> {
        self.holder.take()
    }

    #[must_use]
    pub const fn holder(&self) -> Option<ReplyId> {
        self.holder
    }

    /// The proof that `reply` may speak and act; `None` once it is discarded.
    pub fn live(&mut self, reply: ReplyId) -> Option<Live<'_>> {
        (self.holder == Some(reply)).then_some(Live { floor: self, reply })
    }
}

impl Live<'_> {
    #[must_use]
    pub const fn reply(&self) -> ReplyId {
        self.reply
    }

    /// It has said what it had to say.
    pub fn finish(self) -> ReplyId {
        self.floor.holder = None;
        self.reply
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_lost_the_speaker_is_gone() {
        let mut floor = Floor::default();
        let (first, nobody) = floor.take();
        assert_eq!(nobody, None);
        assert_eq!(floor.live(first).map(|live| live.reply()), Some(first));
        let (second, discarded) = floor.take();
        assert_eq!(discarded, Some(first));
        assert!(floor.live(first).is_none());
        assert_eq!(floor.live(second).map(Live::finish), Some(second));
        assert!(floor.live(second).is_none());
    }
}
