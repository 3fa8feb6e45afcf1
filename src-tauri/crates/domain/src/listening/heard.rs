//! Collecting what was heard from where the player says it is.

use super::route::Route;
use super::span::{Span, merge};

/// Collects spans from a stream of player positions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listening {
    done: Vec<Span>,
    open: Option<Span>,
    repeat: Option<Span>,
    route: Option<Route>,
}

/// A step larger than this between two positions, at the speed of speech, is a seek,
/// not play. Positions come about every 33 ms; a stalled machine may miss a few.
const SEEK_MS: f64 = 1_000.0;

impl Listening {
    /// From now on `repeat` is played round and round; `None` ends that.
    pub fn set_loop(&mut self, repeat: Option<Span>) {
        self.pause();
        self.repeat = repeat;
    }

    /// From now on only `route` is played; `None` ends that. A loop is played whole.
    pub fn set_route(&mut self, route: Option<Route>) {
        self.route = route;
    }

    /// Takes the position while sound is coming out, `speed` times as fast as it was
    /// spoken.
    pub fn heard(&mut self, position_ms: u32, speed: f64) {
        let farthest = SEEK_MS * speed.max(1.0);
        let near = |from: u32, to: u32| to >= from && f64::from(to - from) <= farthest;
        if let (Some(open), Some(repeat)) = (&mut self.open, self.repeat)
            && position_ms < open.to_ms
            && near(open.to_ms, repeat.to_ms)
            && near(repeat.from_ms, position_ms)
        {
            // Round again: heard up to the end and from the start on.
            open.to_ms = repeat.to_ms;
            self.pause();
            self.open = Some(Span {
                from_ms: repeat.from_ms,
                to_ms: position_ms,
            });
            return;
        }
        if let (Some(open), Some(route), None) = (self.open, &self.route, self.repeat)
            && position_ms > open.to_ms
            && f64::from(route.between(open.to_ms, position_ms)) <= farthest
        {
            let mut pieces: Vec<Span> = route.pieces(open.to_ms, position_ms).collect();
            self.open = pieces.pop().or(Some(Span {
                from_ms: position_ms,
                to_ms: position_ms,
            }));
            self.done.push(open);
            self.done.append(&mut pieces);
            return;
        }
        match &mut self.open {
            Some(span) if near(span.to_ms, position_ms) => span.to_ms = position_ms,
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

    #[test]
    fn a_seek_splits_and_an_overlap_joins() {
        let mut listening = Listening::default();
        for p in (1_000..=2_000).step_by(40) {
            listening.heard(p, 1.0);
        }
        for p in (9_000..=9_500).step_by(50) {
            listening.heard(p, 1.0);
        }
        listening.pause();
        for p in (1_900..=2_500).step_by(50) {
            listening.heard(p, 1.0);
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
            listening.heard(p, 1.0);
            if p % 400 == 0 {
                taken.extend(listening.take());
            }
        }
        taken.extend(listening.take());
        let pairs: Vec<_> = taken.iter().map(|s| (s.from_ms, s.to_ms)).collect();
        assert_eq!(pairs, [(0, 400), (400, 800), (800, 1_000)]);
    }

    #[test]
    fn at_three_times_the_speed_a_step_is_longer() {
        let mut listening = Listening::default();
        for p in [0, 100, 2_500, 2_600] {
            listening.heard(p, 3.0);
        }
        let whole = Span {
            from_ms: 0,
            to_ms: 2_600,
        };
        assert_eq!(listening.take(), [whole]);
    }

    #[test]
    fn what_is_skipped_is_not_heard() {
        let span = |from_ms, to_ms| Span { from_ms, to_ms };
        let mut listening = Listening::default();
        listening.set_route(Some(Route::of(vec![
            span(0, 1_000),
            span(1_400, 2_000),
            span(60_000, 61_000),
        ])));
        // Also over a gap that is no longer than a step, and two of them in one step.
        for p in [0, 900, 1_450, 1_960, 60_010, 60_500] {
            listening.heard(p, 1.0);
        }
        let heard = listening.take();
        assert_eq!(
            heard,
            [span(0, 1_000), span(1_400, 2_000), span(60_000, 60_500)]
        );
        listening.heard(60_600, 1.0);
        assert_eq!(listening.take(), [span(60_500, 60_600)]);
    }

    #[test]
    fn a_loop_is_heard_from_end_to_end_and_no_further() {
        let mut listening = Listening::default();
        let repeat = Span {
            from_ms: 1_000,
            to_ms: 1_500,
        };
        listening.heard(990, 1.0);
        listening.set_loop(Some(repeat));
        for round in 0..20 {
            for step in 0..15 {
                listening.heard(1_000 + step * 33 + round % 7, 1.0);
            }
        }
        assert_eq!(listening.take(), [repeat]);
        // Without the loop, going back is a seek.
        listening.set_loop(None);
        listening.heard(1_400, 1.0);
        listening.heard(1_480, 1.0);
        listening.heard(1_020, 1.0);
        let left = Span {
            from_ms: 1_400,
            to_ms: 1_480,
        };
        assert_eq!(listening.take(), [left]);
    }
}
