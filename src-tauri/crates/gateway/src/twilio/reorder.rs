//! The order of a stream's messages, restored within a bound. Twilio numbers them from 1;
//! they may come bunched, and a proxy between may turn them round.
//!
//! A message that is early waits for those before it, at most [`HOLD`] and with at most
//! [`WINDOW`] others; then the gap is given up. What fills a gap after that is *late*: the
//! one who asked decides whether it still counts (a mark does, sound does not). Numbers
//! far from all others are not trusted with the order: they are passed on as they come.
//! Must not know: what the messages say; the clock (moments are passed in).

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

/// So many messages wait at most.
pub const WINDOW: usize = 32;
/// So long a gap is waited for: three frames.
pub const HOLD: Duration = Duration::from_millis(60);
/// A number this far from the expected one says nothing about the order (20 s of frames).
pub const FAR: u64 = 1_000;
/// So many gaps are remembered, to tell a late message from one that comes twice.
const GAPS: usize = 16;

/// One stream's order.
#[derive(Debug)]
pub struct Reorder<T> {
    next: Option<u64>,
    early: BTreeMap<u64, (Duration, T)>,
    /// Given up: from, and the one behind the last.
    gaps: VecDeque<(u64, u64)>,
}

/// What becomes of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placed<T> {
    /// Its turn, or it has no number that says otherwise.
    Now(T),
    /// It waits; [`Reorder::pop`] gives it out.
    Waits,
    /// Its turn has been given up.
    Late(T),
    /// It was given out before, or waits already.
    Twice,
}

impl<T> Default for Reorder<T> {
    fn default() -> Self {
        Self {
            next: None,
            early: BTreeMap::new(),
            gaps: VecDeque::new(),
        }
    }
}

impl<T> Reorder<T> {
    /// A message with its number arrived. After it, [`Self::pop`] until nothing is left.
    pub fn push(&mut self, now: Duration, number: u64, message: T) -> Placed<T> {
        let next = *self.next.get_or_insert(number);
        if number.abs_diff(next) > FAR {
            return Placed::Now(message);
        }
        if number == next {
            self.next = Some(next.saturating_add(1));
            return Placed::Now(message);
        }
        if number > next {
            if self.early.contains_key(&number) {
                return Placed::Twice;
            }
            self.early.insert(number, (now, message));
            return Placed::Waits;
        }
        if self.fill(number) {
            Placed::Late(message)
        } else {
            Placed::Twice
        }
    }

    /// The next message whose turn it is, or whose wait is over.
    pub fn pop(&mut self, now: Duration) -> Option<T> {
        let next = self.next?;
        let (&number, &(since, _)) = self.early.first_key_value()?;
        let over = now.saturating_sub(since) >= HOLD || self.early.len() > WINDOW;
        if number != next && !over {
            return None;
        }
        if number != next {
            if self.gaps.len() == GAPS {
                self.gaps.pop_front();
            }
            self.gaps.push_back((next, number));
        }
        self.next = Some(number.saturating_add(1));
        self.early.pop_first().map(|(_, (_, message))| message)
    }

    /// How many wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.early.len()
    }

    /// Takes a number out of the gaps; false if it is in none.
    fn fill(&mut self, number: u64) -> bool {
        let Some(place) = self
            .gaps
            .iter()
            .position(|(from, to)| (*from..*to).contains(&number))
        else {
            return false;
        };
        if let Some((from, to)) = self.gaps.remove(place) {
            for rest in [(from, number), (number.saturating_add(1), to)] {
                if rest.0 < rest.1 && self.gaps.len() < GAPS {
                    self.gaps.push_back(rest);
                }
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    fn feed(order: &mut Reorder<u64>, now: Duration, number: u64) -> Vec<u64> {
        let mut out = Vec::new();
        match order.push(now, number, number) {
            Placed::Now(n) | Placed::Late(n) => out.push(n),
            Placed::Waits | Placed::Twice => {}
        }
        out.extend(std::iter::from_fn(|| order.pop(now)));
        out
    }

    #[test]
    fn two_that_changed_places_are_put_right() {
        let mut order = Reorder::default();
        assert_eq!(feed(&mut order, ms(0), 1), [1]);
        assert_eq!(feed(&mut order, ms(20), 3), [0; 0]);
        assert_eq!(order.push(ms(21), 3, 3), Placed::Twice);
        assert_eq!(feed(&mut order, ms(30), 2), [2, 3]);
        assert_eq!(order.push(ms(31), 2, 2), Placed::Twice);
        assert_eq!(order.waiting(), 0);
    }

    #[test]
    fn a_gap_is_given_up_and_what_fills_it_is_late_once() {
        let mut order = Reorder::default();
        feed(&mut order, ms(0), 1);
        assert_eq!(feed(&mut order, ms(20), 4), [0; 0]);
        assert_eq!(order.pop(ms(79)), None);
        assert_eq!(order.pop(ms(80)), Some(4));
        assert_eq!(order.push(ms(81), 3, 3), Placed::Late(3));
        assert_eq!(order.push(ms(82), 3, 3), Placed::Twice);
        assert_eq!(order.push(ms(83), 2, 2), Placed::Late(2));
        assert_eq!(order.push(ms(84), 1, 1), Placed::Twice);
        assert_eq!(feed(&mut order, ms(85), 5), [5]);
    }

    #[test]
    fn a_number_from_nowhere_does_not_make_a_call_deaf() {
        let mut order = Reorder::default();
        feed(&mut order, ms(0), 1);
        assert_eq!(feed(&mut order, ms(1), u64::MAX), [u64::MAX]);
        assert_eq!(feed(&mut order, ms(2), 2), [2]);
    }

    proptest! {
        /// Nothing is lost or doubled, no more than the window waits, and where nothing
        /// was given up all is in order.
        #[test]
        fn each_comes_out_once(
            shuffled in Just((1..200_u64).collect::<Vec<_>>()).prop_shuffle(),
            doubled in proptest::collection::vec(0..199_usize, 0..20),
        ) {
            let mut order = Reorder::default();
            let mut out = feed(&mut order, ms(0), 0);
            let mut numbers = shuffled.clone();
            for place in doubled {
                numbers.insert(place, shuffled[place]);
            }
            for number in numbers {
                out.extend(feed(&mut order, ms(0), number));
                prop_assert!(order.waiting() <= WINDOW);
            }
            out.extend(std::iter::from_fn(|| order.pop(HOLD)));
            let given = out.len();
            out.sort_unstable();
            out.dedup();
            prop_assert_eq!(given, out.len(), "doubled");
            // Only a gap that was forgotten may cost a late one.
            prop_assert!(given >= 200 - 120);
        }

        #[test]
        fn small_disorder_is_put_right(swaps in proptest::collection::vec(0..198_usize, 0..60)) {
            let mut numbers: Vec<u64> = (0..200).collect();
            for place in swaps {
                numbers.swap(place, place + 1);
            }
            numbers.retain(|number| *number != 0);
            numbers.insert(0, 0);
            let furthest = numbers.iter().enumerate().map(|(at, n)| (at as u64).abs_diff(*n)).max();
            prop_assume!(furthest < Some(WINDOW as u64));
            let mut order = Reorder::default();
            let out: Vec<u64> = numbers.iter().flat_map(|n| feed(&mut order, ms(0), *n)).collect();
            prop_assert_eq!(out, (0..200).collect::<Vec<u64>>());
        }
    }
}
