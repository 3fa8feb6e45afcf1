//! A rule made ready to look through turns. Linear in the text whatever the rule: words
//! are compared in one pass, and the regular expressions know no backtracking.

mod look;

use super::TrackerRule;
use crate::call::{Side, Turn};
use crate::listening::Span;
use crate::search::SpeakerSide;
use look::Look;

/// Hits of one turn: one who reads them has seen enough.
const MOST_HITS: usize = 20;

/// Why a rule cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    #[error("nothing to look for")]
    Empty,
    #[error("too long")]
    TooLong,
    #[error("not a regular expression, or one that matches nothing at all")]
    Regex,
}

/// Where a turn holds what is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TurnHit {
    /// In the turn's text, in Unicode scalar values.
    pub at: u32,
    pub len: u32,
    /// In the recording, where the turn has times.
    pub span: Option<Span>,
}

/// A rule made ready.
#[derive(Debug, Clone)]
pub struct Finder {
    look: Look,
    side: Option<SpeakerSide>,
}

impl Finder {
    /// # Errors
    /// [`RuleError`] when nothing could be found with it.
    pub fn new(rule: &TrackerRule) -> Result<Self, RuleError> {
        Ok(Self {
            look: Look::of(&rule.pattern)?,
            side: rule.side,
        })
    }

    /// Where the turn holds it; in order, none overlaps another.
    #[must_use]
    pub fn find(&self, turn: &Turn) -> Vec<TurnHit> {
        let meant = match self.side {
            None => true,
            Some(SpeakerSide::Caller) => turn.side == Side::Caller,
            Some(SpeakerSide::Agent) => turn.side == Side::Agent,
        };
        if !meant {
            return Vec::new();
        }
        let mut hits: Vec<TurnHit> = Vec::new();
        let mut end = 0;
        for (from, to) in self.look.places_in(&turn.text) {
            if from < end || hits.len() == MOST_HITS {
                continue;
            }
            end = to;
            hits.push(TurnHit {
                at: small(from),
                len: small(to - from),
                span: span_of(turn, from, to),
            });
        }
        hits
    }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The time of the words that are touched, else that of the turn.
fn span_of(turn: &Turn, from: usize, to: usize) -> Option<Span> {
    let touched = turn
        .words
        .iter()
        .filter(|w| (w.at as usize) < to && from < w.at as usize + w.len as usize);
    let span = touched.fold(None, |span: Option<Span>, word| {
        let end = word.end_ms.max(word.start_ms);
        Some(span.map_or(
            Span {
                from_ms: word.start_ms,
                to_ms: end,
            },
            |s| Span {
                from_ms: s.from_ms.min(word.start_ms),
                to_ms: s.to_ms.max(end),
            },
        ))
    });
    span.or_else(|| {
        let from_ms = turn.start_ms?;
        Some(Span {
            from_ms,
            to_ms: turn.end_ms.unwrap_or(from_ms).max(from_ms),
        })
    })
}

#[cfg(test)]
mod tests;
