//! Numbers about a call, from its turns: who talked how long, who waited for whom.
//! The formulas are said where the fields are; the page says the same in words.
//!
//! A *stretch* is one side's speech without a pause: its words, joined where less
//! than [`PAUSE_MS`] lies between them, or a turn as a whole where words have no times.

use serde::{Deserialize, Serialize};

use super::{Side, Turn};
use crate::listening::{Span, beside, common, merge_within};

/// Less than this between two words is breath, not a pause.
pub const PAUSE_MS: u32 = 500;

/// A call in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CallNumbers {
    pub caller: SideNumbers,
    pub agent: SideNumbers,
    /// What both said at once: the stretches of one side cut with those of the other.
    pub overlap: Option<Stretches>,
    /// What nobody said, from the start of the call to its end.
    pub silence: Option<Stretches>,
}

/// One side of it. What needs times is absent where the source has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SideNumbers {
    /// What stands between spaces in the side's turns.
    pub words: u32,
    /// Question marks, a row of them counted once.
    pub questions: u32,
    /// The sum of the side's stretches.
    pub talk_ms: Option<u32>,
    /// The longest time in which the side spoke and the other did not, pauses included.
    pub longest_turn: Option<Place>,
    /// From the end of the other side's last word to the side's first, each time it
    /// answers without cutting in.
    pub lag: Option<Lag>,
}

/// A stretch and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Place {
    pub at_ms: u32,
    pub ms: u32,
}

/// Stretches of a kind, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Stretches {
    pub total_ms: u32,
    pub count: u32,
    pub longest: Option<Place>,
}

/// How long a side took to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Lag {
    /// The middle one; of an even number, the lower of the two in the middle.
    pub median_ms: u32,
    pub count: u32,
    pub longest: Place,
}

/// The numbers of a call with these turns that lasted `duration_ms`.
#[must_use]
pub fn numbers(turns: &[Turn], duration_ms: u32) -> CallNumbers {
    let caller = stretches(turns, Side::Caller);
    let agent = stretches(turns, Side::Agent);
    let timed = turns.iter().any(|t| t.start_ms.is_some());
    let mut floor = monologues(&caller, &agent);
    floor.sort_unstable_by_key(|(_, span)| *span);
    let side = |side: Side, own: &[Span]| SideNumbers {
        words: count_words(turns, side),
        questions: count_questions(turns, side),
        talk_ms: timed.then(|| total(own)),
        longest_turn: longest(
            floor
                .iter()
                .filter(|(s, _)| *s == side)
                .map(|(_, span)| span),
        ),
        lag: lag(&floor, side),
    };
    let spoken = merge_within(
        [caller.clone(), agent.clone(), stretches(turns, Side::Other)].concat(),
        0,
    );
    CallNumbers {
        caller: side(Side::Caller, &caller),
        agent: side(Side::Agent, &agent),
        overlap: timed.then(|| together(&common(&caller, &agent))),
        silence: timed.then(|| together(&beside(&spoken, duration_ms))),
    }
}

/// A side's stretches, in order of time.
fn stretches(turns: &[Turn], side: Side) -> Vec<Span> {
    let mut spans = Vec::new();
    for turn in turns.iter().filter(|t| t.side == side) {
        if turn.words.is_empty() {
            spans.extend(
                turn.start_ms
                    .zip(turn.end_ms)
                    .map(|(from_ms, to_ms)| Span { from_ms, to_ms }),
            );
        } else {
            spans.extend(turn.words.iter().map(|w| Span {
                from_ms: w.start_ms,
                to_ms: w.end_ms,
            }));
        }
    }
    merge_within(spans, PAUSE_MS)
}

/// Each side's stretches, joined as long as the other says nothing in between.
fn monologues(caller: &[Span], agent: &[Span]) -> Vec<(Side, Span)> {
    let mut all: Vec<(Span, Side)> = caller.iter().map(|s| (*s, Side::Caller)).collect();
    all.extend(agent.iter().map(|s| (*s, Side::Agent)));
    all.sort_unstable_by_key(|(span, _)| *span);
    let mut out: Vec<(Side, Span)> = Vec::new();
    for (span, side) in all {
        match out.last_mut() {
            Some((last, open)) if *last == side => open.to_ms = open.to_ms.max(span.to_ms),
            _ => out.push((side, span)),
        }
    }
    out
}

/// How long `side` took whenever it answered the other.
fn lag(floor: &[(Side, Span)], side: Side) -> Option<Lag> {
    let mut lags: Vec<Place> = floor
        .windows(2)
        .filter_map(|pair| match pair {
            [(_, before), (answering, after)] if *answering == side => Some(Place {
                at_ms: before.to_ms,
                ms: after.from_ms.checked_sub(before.to_ms)?,
            }),
            _ => None,
        })
        .collect();
    lags.sort_unstable_by_key(|lag| (lag.ms, std::cmp::Reverse(lag.at_ms)));
    Some(Lag {
        median_ms: lags.get(lags.len().saturating_sub(1) / 2)?.ms,
        count: small(lags.len()),
        longest: *lags.last()?,
    })
}

fn total(spans: &[Span]) -> u32 {
    spans
        .iter()
        .fold(0, |sum: u32, s| sum.saturating_add(s.to_ms - s.from_ms))
}

/// The first of the longest.
fn longest<'a>(spans: impl Iterator<Item = &'a Span>) -> Option<Place> {
    spans
        .map(|s| Place {
            at_ms: s.from_ms,
            ms: s.to_ms - s.from_ms,
        })
        .max_by_key(|place| (place.ms, std::cmp::Reverse(place.at_ms)))
}

fn together(spans: &[Span]) -> Stretches {
    Stretches {
        total_ms: total(spans),
        count: small(spans.len()),
        longest: longest(spans.iter()),
    }
}

fn count_words(turns: &[Turn], side: Side) -> u32 {
    let own = turns.iter().filter(|t| t.side == side);
    small(own.map(|t| t.text.split_whitespace().count()).sum())
}

fn count_questions(turns: &[Turn], side: Side) -> u32 {
    let is_mark = |c: char| matches!(c, '?' | '？' | '؟');
    let own = turns.iter().filter(|t| t.side == side);
    let marks = own.map(|t| {
        let before = std::iter::once(' ').chain(t.text.chars());
        let pairs = before.zip(t.text.chars());
        pairs
            .filter(|(before, c)| is_mark(*c) && !is_mark(*before))
            .count()
    });
    small(marks.sum())
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::Word;
    use super::*;
    use proptest::prelude::*;

    fn turn(side: Side, from_ms: u32, to_ms: u32, text: &str) -> Turn {
        Turn {
            side,
            speaker: None,
            text: text.to_owned(),
            start_ms: Some(from_ms),
            end_ms: Some(to_ms),
            words: Vec::new(),
        }
    }

    fn place(at_ms: u32, ms: u32) -> Option<Place> {
        Some(Place { at_ms, ms })
    }

    #[test]
    fn a_call_in_numbers() {
        let turns = [
            turn(Side::Agent, 1_000, 4_000, "Hello, how can I help you?"),
            turn(Side::Caller, 4_600, 6_000, "Tuesday?? Is that free?"),
            turn(Side::Caller, 7_000, 9_000, "In the morning."),
            turn(Side::Agent, 8_500, 10_000, "It is."),
            turn(Side::Caller, 12_000, 12_500, "ठीक है"),
        ];
        let found = numbers(&turns, 15_000);
        assert_eq!(found.agent.talk_ms, Some(4_500));
        assert_eq!(found.caller.talk_ms, Some(3_900));
        assert_eq!((found.agent.words, found.caller.words), (8, 9));
        assert_eq!((found.agent.questions, found.caller.questions), (1, 2));
        assert_eq!(found.agent.longest_turn, place(1_000, 3_000));
        // Its pause is part of it: nobody else spoke.
        assert_eq!(found.caller.longest_turn, place(4_600, 4_400));
        assert_eq!(
            found.overlap,
            Some(Stretches {
                total_ms: 500,
                count: 1,
                longest: place(8_500, 500)
            })
        );
        // 0–1, 4–4.6, 6–7, 10–12 and 12.5–15 s.
        assert_eq!(
            found.silence,
            Some(Stretches {
                total_ms: 7_100,
                count: 5,
                longest: place(12_500, 2_500)
            })
        );
        // The agent only cut in: it never answered.
        assert_eq!(found.agent.lag, None);
        let lag = found.caller.lag.unwrap();
        assert_eq!((lag.median_ms, lag.count, lag.longest.ms), (600, 2, 2_000));
    }

    #[test]
    fn words_count_instead_of_the_turn_and_breath_is_no_pause() {
        let word = |start_ms, end_ms| Word {
            at: 0,
            len: 1,
            start_ms,
            end_ms,
            confidence: 90,
        };
        let mut one = turn(Side::Caller, 0, 10_000, "a b c");
        one.words = vec![word(1_000, 1_300), word(1_700, 2_000), word(5_000, 5_500)];
        let found = numbers(&[one], 10_000);
        assert_eq!(found.caller.talk_ms, Some(1_500));
        assert_eq!(found.caller.longest_turn, place(1_000, 4_500));
    }

    #[test]
    fn without_times_only_words_are_counted() {
        let mut one = turn(Side::Agent, 0, 0, "Really?");
        (one.start_ms, one.end_ms) = (None, None);
        let found = numbers(&[one], 60_000);
        assert_eq!((found.agent.words, found.agent.questions), (1, 1));
        assert_eq!(
            (found.agent.talk_ms, found.silence, found.overlap),
            (None, None, None)
        );
        assert_eq!(numbers(&[], 0).silence, None);
    }

    proptest! {
        #[test]
        fn every_moment_is_spoken_or_silent(
            raw in prop::collection::vec((0u32..50_000, 0u32..4_000, any::<bool>()), 1..40)
        ) {
            let turns: Vec<Turn> = raw
                .iter()
                .map(|&(from, long, caller)| {
                    let side = if caller { Side::Caller } else { Side::Agent };
                    turn(side, from, from + long, "x")
                })
                .collect();
            let end = 60_000;
            let found = numbers(&turns, end);
            let talk = found.caller.talk_ms.unwrap() + found.agent.talk_ms.unwrap();
            let both = found.overlap.unwrap().total_ms;
            prop_assert_eq!(talk - both + found.silence.unwrap().total_ms, end);
        }
    }
}
