//! The port of a call's log, and the log as JSON lines. What may not be kept is not in an
//! entry ([`parley_voice::core::Log`]). Must not know: where the lines are kept; whoever
//! writes them to a disk seals them.

use std::io;
use std::time::Duration;

use parley_domain::call::Side;
use parley_voice::core::{Entry, PhaseName};
use parley_voice::recording::Heard;
use parley_voice::time::{At, Samples};
use serde::{Deserialize, Serialize};

/// Where a call's log goes. It is told in the call's own task and must not block.
pub trait Journal: Send {
    /// Something happened, and what was done about it.
    fn entry(&mut self, entry: &Entry);

    /// The agent answered a turn.
    fn turn(&mut self, _times: &TurnTimes) {}

    /// The call is in another phase.
    fn phase(&mut self, _phase: PhaseName) {}

    /// A stretch of a reply was heard.
    fn heard(&mut self, _heard: &Heard) {}

    /// Sound that may be kept: µ-law, 8 kHz. Places of one side only grow; what lies
    /// between is silence.
    fn sound(&mut self, _side: Side, _at: Samples, _codes: &[u8]) {}

    /// The call is over; what it came to, by the rule of its flow. Nothing comes after.
    fn over(&mut self, _summary: String) {}
}

/// How long an answer took, from the caller's last sound to the agent's first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnTimes {
    /// The caller's voice ended, by the carrier's clock.
    pub voice_ended: At,
    /// By the rules the turn was over, by the carrier's clock.
    pub due: At,
    /// The recogniser's last words came, by the carrier's clock.
    pub recognised: At,
    /// It was taken, since the stream began.
    pub decided: Duration,
    /// The first frame of the answer went out, since the stream began.
    pub answered: Duration,
}

impl TurnTimes {
    /// When the turn could be taken: it was over, and the recogniser was through with it.
    #[must_use]
    pub fn over(&self) -> At {
        self.due.max(self.recognised)
    }

    /// From the decision to the first frame: the runtime, the dialogue and the voice.
    #[must_use]
    pub const fn answer(&self) -> Duration {
        self.answered.saturating_sub(self.decided)
    }
}

/// A log as JSON, an entry a line. When the writer fails, what follows is not written
/// either: a log with a hole in it would not run again.
#[derive(Debug)]
pub struct JsonLines<W> {
    to: W,
    failed: bool,
}

impl<W: io::Write + Send> JsonLines<W> {
    pub const fn new(to: W) -> Self {
        Self { to, failed: false }
    }

    fn line(&mut self, entry: &Entry) -> io::Result<()> {
        serde_json::to_writer(&mut self.to, entry)?;
        self.to.write_all(b"\n")
    }
}

impl<W: io::Write + Send> Journal for JsonLines<W> {
    fn entry(&mut self, entry: &Entry) {
        if self.failed {
            return;
        }
        if let Err(error) = self.line(entry) {
            self.failed = true;
            tracing::error!(kind = ?error.kind(), "a call's log is not kept any more");
        }
    }
}

/// Keeps nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unkept;

impl Journal for Unkept {
    fn entry(&mut self, _entry: &Entry) {}
}

#[cfg(test)]
mod tests {
    use parley_voice::core::Event;

    use super::*;

    #[test]
    fn an_entry_is_a_line() {
        let mut lines = JsonLines::new(Vec::new());
        for at in 0..3 {
            let event = Some(Event::Tick);
            lines.entry(&Entry {
                at: At(at),
                event,
                actions: Vec::new(),
            });
        }
        let text = String::from_utf8(lines.to).expect("text");
        assert_eq!(text.lines().count(), 3);
        let last: Option<Entry> = text
            .lines()
            .last()
            .and_then(|line| serde_json::from_str(line).ok());
        assert_eq!(last.map(|entry| entry.at), Some(At(2)));
    }
}
