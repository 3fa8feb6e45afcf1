//! What was sent to the carrier, what it must have played, and what it has proven.
//!
//! A carrier plays what it is sent in order, and echoes a mark when the sound before it
//! was played (Twilio, Media Streams, "mark message"). After `clear` it echoes the marks
//! of what it threw away as well: those prove nothing, so they are forgotten before.
//! Must not know: words, or who speaks.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::time::{At, FRAME, Samples};

/// Sound is sent so much ahead of what plays: enough for a network's hiccup; a `clear`
/// takes it back, so it costs nothing.
pub const LEAD: Samples = Samples::of_ms(300);
/// A mark follows so much sound.
pub const MARK_EVERY: Samples = Samples::of_ms(100);

/// The name of a mark, one for each in a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MarkId(pub u32);

/// One direction of a call: from the agent to the caller.
#[derive(Debug, Clone, Default)]
pub struct Line {
    sent: Samples,
    proven: Samples,
    /// Those not echoed yet, in order, with the sound before them.
    marks: VecDeque<(MarkId, Samples)>,
    next_mark: u32,
    unmarked: Samples,
    /// At this moment this place was being played, as far as can be told.
    anchor: Option<(At, Samples)>,
}

/// What a `clear` leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cleared {
    /// Played, by the last mark.
    pub proven: Samples,
    /// Played, by the clock: never before `proven`, never after what was sent.
    pub reckoned: Samples,
}

impl Line {
    /// The end of what was sent.
    #[must_use]
    pub const fn sent(&self) -> Samples {
        self.sent
    }

    /// The end of what is proven to have been played.
    #[must_use]
    pub const fn proven(&self) -> Samples {
        self.proven
    }

    /// Where it plays now, by the clock.
    #[must_use]
    pub fn reckoned(&self, now: At) -> Samples {
        let Some((at, place)) = self.anchor else {
            return self.sent;
        };
        let by_now = place + Samples::of_ms(now.ms_since(at));
        by_now.clamp(self.proven.min(self.sent), self.sent)
    }

    /// Whether the caller hears something.
    #[must_use]
    pub fn is_playing(&self, now: At) -> bool {
        self.reckoned(now) < self.sent
    }

    /// When all that was sent will have been played, or was, by the clock.
    #[must_use]
    pub fn ends_at(&self) -> Option<At> {
        let (at, place) = self.anchor?;
        Some(at.plus_ms((self.sent - place).ms()))
    }

    /// How many frames bring the lead back to what it should be.
    #[must_use]
    pub fn frames_due(&self, now: At) -> u64 {
        let ahead = self.sent - self.reckoned(now);
        (LEAD - ahead).0.div_ceil(FRAME.0)
    }

    /// `length` is sent now. The mark to send behind it, if one is due; `last` asks for
    /// one in any case.
    pub fn send(&mut self, now: At, length: Samples, last: bool) -> Option<MarkId> {
        if !self.is_playing(now) {
            self.anchor = Some((now, self.sent));
        }
        self.sent = self.sent + length;
        self.unmarked = self.unmarked + length;
        if self.unmarked == Samples(0) || (self.unmarked < MARK_EVERY && !last) {
            return None;
        }
        self.unmarked = Samples(0);
        let id = MarkId(self.next_mark);
        self.next_mark += 1;
        self.marks.push_back((id, self.sent));
        Some(id)
    }

    /// A mark came back. What it proves; nothing if it is unknown, doubled, or of sound
    /// that was cleared.
    pub fn echoed(&mut self, now: At, id: MarkId) -> Option<Samples> {
        let place = self.marks.iter().position(|(known, _)| *known == id)?;
        let (_, proven) = *self.marks.get(place)?;
        // A carrier plays in order: a mark stands for those before it.
        self.marks.drain(..=place);
        if self.reckoned(now) < proven {
            self.anchor = Some((now, proven));
        }
        self.proven = proven;
        Some(proven)
    }

    /// The carrier is told to throw away what it has not played.
    pub fn clear(&mut self, now: At) -> Cleared {
        let cleared = Cleared {
            proven: self.proven,
            reckoned: self.reckoned(now),
        };
        self.marks.clear();
        self.unmarked = Samples(0);
        self.anchor = None;
        cleared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(line: &mut Line, now: At, count: u64) -> Vec<MarkId> {
        (0..count)
            .filter_map(|_| line.send(now, FRAME, false))
            .collect()
    }

    #[test]
    fn sound_is_sent_ahead_and_marked() {
        let mut line = Line::default();
        assert_eq!(line.frames_due(At(0)), 15);
        let marks = frames(&mut line, At(0), 15);
        assert_eq!(marks, [MarkId(0), MarkId(1), MarkId(2)]);
        assert_eq!(line.frames_due(At(0)), 0);
        assert_eq!(line.frames_due(At(20)), 1);
        assert_eq!(line.echoed(At(140), MarkId(0)), Some(Samples::of_ms(100)));
        assert_eq!(line.echoed(At(141), MarkId(0)), None);
        assert_eq!(line.reckoned(At(140)), Samples::of_ms(140));
        assert_eq!(line.ends_at(), Some(At(300)));
        assert!(!line.is_playing(At(300)));
    }

    #[test]
    fn marks_of_what_was_cleared_prove_nothing() {
        let mut line = Line::default();
        frames(&mut line, At(0), 15);
        line.echoed(At(110), MarkId(0));
        let cleared = line.clear(At(150));
        assert_eq!(cleared.proven, Samples::of_ms(100));
        assert_eq!(cleared.reckoned, Samples::of_ms(150));
        assert_eq!(line.echoed(At(160), MarkId(1)), None);
        assert_eq!(line.proven(), Samples::of_ms(100));
    }

    #[test]
    fn a_carrier_that_is_faster_than_the_clock_is_believed() {
        let mut line = Line::default();
        frames(&mut line, At(0), 15);
        line.echoed(At(60), MarkId(0));
        assert_eq!(line.reckoned(At(60)), Samples::of_ms(100));
        assert_eq!(line.reckoned(At(10_000)), Samples::of_ms(300));
    }
}
