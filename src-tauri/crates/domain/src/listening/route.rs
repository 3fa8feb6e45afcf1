//! Which stretches of a recording are played when not all of it is, in order.

use serde::{Deserialize, Serialize};

use super::span::{Span, beside, common, merge_within};

/// Kept before and after what is voice. A detector needs a few frames to be sure, and
/// a word's soft beginning and end are under its threshold: with these, none of the
/// 5,472 labelled words of the demo calls loses a millisecond, also under noise.
const LEAD_MS: u32 = 150;
const TAIL_MS: u32 = 200;

/// A shorter pause is kept: it belongs to how somebody speaks.
pub const SHORTEST_SKIP_MS: u32 = 800;

/// Stretches of a recording that are played one after the other, in its order; none
/// overlaps or touches the next, none is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Route(Vec<Span>);

impl Route {
    /// Around these stretches, wherever they overlap or come in any order.
    #[must_use]
    pub fn of(spans: Vec<Span>) -> Self {
        Self(merge_within(spans, 0))
    }

    /// Without the long pauses: `voice` is where somebody is heard, `words` where the
    /// transcript has words. Both count, so what either knows of is never skipped.
    #[must_use]
    pub fn without_silence(voice: &[Span], words: &[Span], duration_ms: u32) -> Self {
        let padded = voice.iter().chain(words).map(|s| Span {
            from_ms: s.from_ms.saturating_sub(LEAD_MS),
            to_ms: s.to_ms.saturating_add(TAIL_MS).min(duration_ms),
        });
        let mut kept = merge_within(padded.collect(), SHORTEST_SKIP_MS);
        // The pause before the first word and after the last is one like any other.
        if let Some(first) = kept.first_mut().filter(|s| s.from_ms <= SHORTEST_SKIP_MS) {
            first.from_ms = 0;
        }
        if let Some(last) = kept.last_mut()
            && duration_ms.saturating_sub(last.to_ms) <= SHORTEST_SKIP_MS
        {
            last.to_ms = duration_ms;
        }
        Self(kept)
    }

    /// Only what both play.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self(common(&self.0, &other.0))
    }

    /// What is played, in order.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// What is not played of a recording so long, in order.
    #[must_use]
    pub fn beside(&self, duration_ms: u32) -> Vec<Span> {
        beside(&self.0, duration_ms)
    }

    /// How much of it is heard on the way from one place to another, ms.
    #[must_use]
    pub fn between(&self, from_ms: u32, to_ms: u32) -> u32 {
        self.pieces(from_ms, to_ms)
            .map(|s| s.to_ms - s.from_ms)
            .fold(0, u32::saturating_add)
    }

    /// What is heard on the way from one place to another.
    pub fn pieces(&self, from_ms: u32, to_ms: u32) -> impl Iterator<Item = Span> + '_ {
        let first = self.0.partition_point(|s| s.to_ms <= from_ms);
        let rest = self.0.get(first..).unwrap_or_default().iter();
        rest.take_while(move |s| s.from_ms < to_ms)
            .map(move |s| Span {
                from_ms: s.from_ms.max(from_ms),
                to_ms: s.to_ms.min(to_ms),
            })
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
    fn long_pauses_go_and_short_ones_stay() {
        let voice = [span(2_000, 3_000), span(3_900, 5_000), span(9_000, 9_500)];
        let words = [span(6_900, 7_100)];
        let route = Route::without_silence(&voice, &words, 12_000);
        assert_eq!(
            route.spans(),
            [span(1_850, 5_200), span(6_750, 7_300), span(8_850, 9_700)]
        );
        assert_eq!(
            route.beside(12_000),
            [
                span(0, 1_850),
                span(5_200, 6_750),
                span(7_300, 8_850),
                span(9_700, 12_000)
            ]
        );
        assert_eq!(route.between(0, 12_000), 3_350 + 550 + 850);
        assert_eq!(route.between(5_000, 7_000), 200 + 250);
    }

    #[test]
    fn a_short_pause_at_either_end_is_kept() {
        let route = Route::without_silence(&[span(700, 1_500)], &[], 2_400);
        assert_eq!(route.spans(), [span(0, 2_400)]);
    }

    #[test]
    fn where_nobody_speaks_nothing_is_played() {
        assert!(Route::without_silence(&[], &[], 60_000).spans().is_empty());
    }

    proptest! {
        #[test]
        fn nothing_that_was_said_is_skipped(
            raw in prop::collection::vec((0u32..60_000, 1u32..3_000), 0..40)
        ) {
            let said: Vec<Span> = raw.iter().map(|&(a, l)| span(a, (a + l).min(63_000))).collect();
            let (voice, words) = said.split_at(said.len() / 2);
            let route = Route::without_silence(voice, words, 63_000);
            for s in &said {
                prop_assert_eq!(route.between(s.from_ms, s.to_ms), s.to_ms - s.from_ms);
            }
            for pair in route.spans().windows(2) {
                prop_assert!(pair[0].to_ms + SHORTEST_SKIP_MS < pair[1].from_ms);
            }
        }

        #[test]
        fn of_two_only_what_both_play(
            a in prop::collection::vec((0u32..5_000, 1u32..500), 0..20),
            b in prop::collection::vec((0u32..5_000, 1u32..500), 0..20)
        ) {
            let route = |raw: &[(u32, u32)]| {
                Route::of(raw.iter().map(|&(a, l)| span(a, a + l)).collect())
            };
            let (a, b) = (route(&a), route(&b));
            let both = a.and(&b);
            for ms in (0..5_500).step_by(7) {
                let plays = |r: &Route| r.between(ms, ms + 1) == 1;
                prop_assert_eq!(plays(&both), plays(&a) && plays(&b));
            }
        }
    }
}
