//! What was listened to: spans of a recording, merged, so that the audit log
//! says "0:40–2:10" and not forty small steps.

use serde::{Deserialize, Serialize};

/// A heard stretch, ms from the start of the recording, `from_ms <= to_ms`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS,
)]
pub struct Span {
    pub from_ms: u32,
    pub to_ms: u32,
}

/// Gaps up to this long are one span: shorter than a syllable, so nobody could
/// have skipped anything in them.
pub const MERGE_GAP_MS: u32 = 150;

/// Sorts and merges. Empty and backward spans are dropped.
#[must_use]
pub fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|s| s.from_ms < s.to_ms);
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.from_ms <= last.to_ms.saturating_add(MERGE_GAP_MS) => {
                last.to_ms = last.to_ms.max(span.to_ms);
            }
            _ => merged.push(span),
        }
    }
    merged
}

/// Collects spans from a stream of player positions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listening {
    done: Vec<Span>,
    open: Option<Span>,
}

/// A step larger than this between two positions is a seek, not play. Positions
/// come about every 33 ms; a stalled machine may miss a few.
const SEEK_MS: u32 = 1_000;

impl Listening {
    /// Takes the position while sound is coming out.
    pub fn heard(&mut self, position_ms: u32) {
        match &mut self.open {
            Some(span) if position_ms >= span.to_ms && position_ms - span.to_ms <= SEEK_MS => {
                span.to_ms = position_ms;
            }
            _ => {
                self.pause();
                self.open = Some(Span {
                    from_ms: position_ms,
                    to_ms: position_ms,
                });
            }
        }
    }

    /// Sound stopped, or moved elsewhere.
    pub fn pause(&mut self) {
        if let Some(span) = self.open.take() {
            self.done.push(span);
        }
    }

    /// What was heard so far, merged; the collection starts anew, where sound is
    /// coming out from there on.
    pub fn take(&mut self) -> Vec<Span> {
        if let Some(span) = &mut self.open {
            self.done.push(*span);
            span.from_ms = span.to_ms;
        }
        merge(std::mem::take(&mut self.done))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_seek_splits_and_an_overlap_joins() {
        let mut listening = Listening::default();
        for p in (1_000..=2_000).step_by(40) {
            listening.heard(p);
        }
        for p in (9_000..=9_500).step_by(50) {
            listening.heard(p);
        }
        listening.pause();
        for p in (1_900..=2_500).step_by(50) {
            listening.heard(p);
        }
        let spans = listening.take();
        let pairs: Vec<_> = spans.iter().map(|s| (s.from_ms, s.to_ms)).collect();
        assert_eq!(pairs, [(1_000, 2_500), (9_000, 9_500)]);
        assert!(listening.take().is_empty());
    }

    #[test]
    fn taking_in_between_leaves_no_gap() {
        let mut listening = Listening::default();
        let mut taken = Vec::new();
        for p in (0..=1_000).step_by(40) {
            listening.heard(p);
            if p % 400 == 0 {
                taken.extend(listening.take());
            }
        }
        taken.extend(listening.take());
        let pairs: Vec<_> = taken.iter().map(|s| (s.from_ms, s.to_ms)).collect();
        assert_eq!(pairs, [(0, 400), (400, 800), (800, 1_000)]);
    }

    proptest! {
        #[test]
        fn merged_spans_cover_the_same_and_do_not_touch(
            raw in prop::collection::vec((0u32..10_000, 0u32..2_000), 0..40)
        ) {
            let spans: Vec<Span> = raw.iter()
                .map(|&(a, l)| Span { from_ms: a, to_ms: a + l }).collect();
            let merged = merge(spans.clone());
            for s in spans.iter().filter(|s| s.from_ms < s.to_ms) {
                prop_assert!(merged.iter().any(|m| m.from_ms <= s.from_ms && s.to_ms <= m.to_ms));
            }
            for pair in merged.windows(2) {
                prop_assert!(pair[0].to_ms + MERGE_GAP_MS < pair[1].from_ms);
            }
        }
    }
}
