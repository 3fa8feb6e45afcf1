//! Listening to less: only the flagged stretches, each with a little before and after.

use serde::{Deserialize, Serialize};

use super::{Span, merge_within};

/// What is heard before and after a flagged stretch, ms: enough to know what it is
/// about.
pub const AROUND_MS: u32 = 5_000;

/// What is played of a recording, and what is not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ListenPlan {
    /// In order; none touches another.
    pub spans: Vec<Span>,
    pub heard_ms: u32,
    pub saved_ms: u32,
}

/// The plan for these stretches of a recording of `duration_ms`. Stretches that lie
/// outside are cut; those whose surroundings meet are one.
#[must_use]
pub fn listen_plan(flagged: &[Span], duration_ms: u32) -> ListenPlan {
    let wide = flagged
        .iter()
        .filter(|s| s.from_ms <= s.to_ms && s.from_ms < duration_ms)
        .map(|s| Span {
            from_ms: s.from_ms.saturating_sub(AROUND_MS),
            to_ms: s.to_ms.saturating_add(AROUND_MS).min(duration_ms),
        });
    let spans = merge_within(wide.collect(), 0);
    let heard_ms = spans.iter().map(|s| s.to_ms - s.from_ms).sum();
    ListenPlan {
        spans,
        heard_ms,
        saved_ms: duration_ms.saturating_sub(heard_ms),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const fn span(from_ms: u32, to_ms: u32) -> Span {
        Span { from_ms, to_ms }
    }

    #[test]
    fn surroundings_that_meet_are_one_stretch() {
        let plan = listen_plan(
            &[
                span(60_000, 62_000),
                span(20_000, 21_000),
                span(30_000, 31_000),
            ],
            100_000,
        );
        assert_eq!(plan.spans, [span(15_000, 36_000), span(55_000, 67_000)]);
        assert_eq!((plan.heard_ms, plan.saved_ms), (33_000, 67_000));
    }

    #[test]
    fn nothing_is_played_beyond_the_ends() {
        let plan = listen_plan(
            &[
                span(1_000, 2_000),
                span(99_000, 200_000),
                span(300_000, 301_000),
            ],
            100_000,
        );
        assert_eq!(plan.spans, [span(0, 7_000), span(94_000, 100_000)]);
        // A moment is a stretch of its surroundings.
        assert_eq!(
            listen_plan(&[span(50_000, 50_000)], 100_000).spans,
            [span(45_000, 55_000)]
        );
        assert_eq!(
            listen_plan(&[], 100_000),
            ListenPlan {
                saved_ms: 100_000,
                ..ListenPlan::default()
            }
        );
    }

    proptest! {
        #[test]
        fn every_flagged_moment_is_heard_and_the_times_add_up(
            raw in prop::collection::vec((0u32..500_000, 0u32..20_000), 0..30),
            duration in 1u32..400_000,
        ) {
            let flagged: Vec<Span> = raw.iter().map(|&(a, l)| span(a, a + l)).collect();
            let plan = listen_plan(&flagged, duration);
            prop_assert_eq!(plan.heard_ms + plan.saved_ms, duration);
            for s in flagged.iter().filter(|s| s.from_ms < duration) {
                prop_assert!(plan.spans.iter().any(|p| p.from_ms <= s.from_ms && s.to_ms.min(duration) <= p.to_ms));
            }
            for pair in plan.spans.windows(2) {
                prop_assert!(pair[0].to_ms < pair[1].from_ms);
            }
        }
    }
}
