//! A call's log as lines: what happened in the core, what was heard of the agent and when,
//! how long answers took, and the summary at the end.

use parley_domain::call::Side;
use parley_domain::time::UtcMillis;
use parley_voice::core::Entry;
use parley_voice::recording::Heard;
use parley_voice::time::Samples;
use serde::{Deserialize, Serialize};

use super::again::Begun;
use crate::live::journal::{Journal, TurnTimes};

/// One line, as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// First of all, so that the call can be run again.
    Begun(Box<Begun>),
    Core(Entry),
    Heard(Heard),
    Answered(TurnTimes),
    /// What the call came to, by the flow's rule.
    Summary(String),
    /// Of a call that we placed.
    Out(Ringing),
}

/// How a call out comes to be answered, or does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ringing {
    /// The carrier is being asked to place it.
    Dialled,
    /// The carrier took it, and calls it so.
    Taken(String),
    /// Somebody, or something, picked up.
    Answered { at: UtcMillis },
    /// Nobody did, or nobody could be spoken to.
    Unanswered(Unanswered),
}

/// Why nobody was spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unanswered {
    Busy,
    NoAnswer,
    /// The carrier could not connect it.
    Failed,
    /// It was taken back while it rang.
    Canceled,
    /// It was picked up, and over before a word could be said.
    HungUp,
    /// The carrier was asked, and certainly did not place it.
    NotPlaced,
    /// Nobody said what became of it.
    Untold,
}

impl Unanswered {
    /// Why the call ended, as it is kept.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::NoAnswer => "no_answer",
            Self::Failed => "failed",
            Self::Canceled => "canceled",
            Self::HungUp => "hung_up",
            Self::NotPlaced => "not_placed",
            Self::Untold => "untold",
        }
    }
}

impl Line {
    /// The lines of a log; one that cannot be read is left out.
    #[must_use]
    pub fn read(lines: &[Vec<u8>]) -> Vec<Self> {
        let read = lines.iter().map(|line| serde_json::from_slice(line));
        read.filter_map(Result::ok).collect()
    }
}

/// Where lines and sound go. It is told in the call's own task and must not block.
pub trait Lines: Send {
    /// A line, without its end.
    fn line(&mut self, line: Vec<u8>);

    /// µ-law, 8 kHz; places of one side only grow, what lies between is silence.
    fn sound(&mut self, side: Side, at: Samples, codes: &[u8]);
}

/// A journal that writes lines.
#[derive(Debug)]
pub struct LineJournal<L> {
    to: L,
}

impl<L: Lines> LineJournal<L> {
    pub const fn new(to: L) -> Self {
        Self { to }
    }

    /// Before anything else.
    #[must_use]
    pub fn begins(mut self, begun: Begun) -> Self {
        self.put(&Line::Begun(Box::new(begun)));
        self
    }

    fn put(&mut self, line: &Line) {
        match serde_json::to_vec(line) {
            Ok(line) => self.to.line(line),
            Err(error) => tracing::error!(%error, "a line of a call's log is lost"),
        }
    }
}

impl<L: Lines> Journal for LineJournal<L> {
    fn entry(&mut self, entry: &Entry) {
        self.put(&Line::Core(entry.clone()));
    }

    fn turn(&mut self, times: &TurnTimes) {
        self.put(&Line::Answered(*times));
    }

    fn heard(&mut self, heard: &Heard) {
        self.put(&Line::Heard(*heard));
    }

    fn sound(&mut self, side: Side, at: Samples, codes: &[u8]) {
        self.to.sound(side, at, codes);
    }

    fn over(&mut self, summary: String) {
        self.put(&Line::Summary(summary));
    }
}
