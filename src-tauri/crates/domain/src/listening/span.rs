//! A stretch of a recording in whole milliseconds.

use serde::{Deserialize, Serialize};

/// A stretch, ms from the start of the recording, `from_ms <= to_ms`.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
pub struct Span {
    pub from_ms: u32,
    pub to_ms: u32,
}

/// A shorter loop is a buzz.
pub const SHORTEST_LOOP_MS: u32 = 200;

impl Span {
    /// Whether it can be played round and round.
    #[must_use]
    pub fn is_loop(self) -> bool {
        self.to_ms >= self.from_ms.saturating_add(SHORTEST_LOOP_MS)
    }
}

/// Gaps up to this long are one span: shorter than a syllable, so nobody could
/// have skipped anything in them.
pub const MERGE_GAP_MS: u32 = 150;

/// Sorts and merges what was heard. Empty and backward spans are dropped.
#[must_use]
pub fn merge(spans: Vec<Span>) -> Vec<Span> {
    merge_within(spans, MERGE_GAP_MS)
}

/// Sorts, and makes one of those with gaps up to `gap_ms`. Empty and backward spans
/// are dropped.
#[must_use]
pub fn merge_within(mut spans: Vec<Span>, gap_ms: u32) -> Vec<Span> {
    spans.retain(|s| s.from_ms < s.to_ms);
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.from_ms <= last.to_ms.saturating_add(gap_ms) => {
                last.to_ms = last.to_ms.max(span.to_ms);
            }
            _ => merged.push(span),
        }
    }
    merged
}

/// Where two lists of spans are both; each in order and without overlap.
#[must_use]
pub fn common(a: &[Span], b: &[Span]) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        let span = Span {
            from_ms: x.from_ms.max(y.from_ms),
            to_ms: x.to_ms.min(y.to_ms),
        };
        if span.from_ms < span.to_ms {
            out.push(span);
        }
        if x.to_ms < y.to_ms {
            a.next()
        } else {
            b.next()
        };
    }
    out
}

/// Where none of them is, up to `end_ms`; in order.
#[must_use]
pub fn beside(spans: &[Span], end_ms: u32) -> Vec<Span> {
    let mut at = 0;
    let mut out = Vec::new();
    let end = Span {
        from_ms: end_ms,
        to_ms: end_ms,
    };
    for span in spans.iter().chain(std::iter::once(&end)) {
        let to_ms = span.from_ms.min(end_ms);
        if at < to_ms {
            out.push(Span { from_ms: at, to_ms });
        }
        at = at.max(span.to_ms);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
