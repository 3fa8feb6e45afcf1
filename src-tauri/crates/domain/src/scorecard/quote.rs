//! A quote from a transcript that shows why an answer was given.

use serde::{Deserialize, Serialize};

use crate::call::{Side, Turn};

/// A longer one is not a quote.
const MOST_TURNS: u32 = 12;

/// Where a quote begins and ends.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
pub struct QuotePlace {
    pub from_turn: u32,
    /// The first word's place in its turn; `None`: from the turn's beginning.
    pub from_word: Option<u32>,
    pub to_turn: u32,
    /// The last word's place, it is part of the quote; `None`: to the turn's end.
    pub to_word: Option<u32>,
}

/// What was said there, kept as it was read when the answer was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Quote {
    pub place: QuotePlace,
    /// Who begins.
    pub side: Side,
    pub text: String,
    /// From the start of the recording; `None` where the source has no times.
    pub from_ms: Option<u32>,
    pub to_ms: Option<u32>,
}

/// The first and last character that belongs to it, in Unicode scalar values.
fn cut(turn: &Turn, from: Option<u32>, to: Option<u32>) -> Option<String> {
    let begin = match from {
        Some(word) => turn.words.get(word as usize)?.at,
        None => 0,
    };
    let end = match to {
        Some(word) => turn.words.get(word as usize).map(|w| w.at + w.len)?,
        None => u32::MAX,
    };
    let length = end.checked_sub(begin)?;
    let text: String = turn
        .text
        .chars()
        .skip(begin as usize)
        .take(length as usize)
        .collect();
    Some(text.trim().to_owned())
}

/// The words at `place`; `None` when there are none.
#[must_use]
pub fn quote(turns: &[Turn], place: QuotePlace) -> Option<Quote> {
    let QuotePlace {
        from_turn,
        from_word,
        to_turn,
        to_word,
    } = place;
    if to_turn < from_turn || to_turn - from_turn >= MOST_TURNS {
        return None;
    }
    let said = turns.get(from_turn as usize..=to_turn as usize)?;
    let (first, last) = (said.first()?, said.last()?);
    let ends = said.len() - 1;
    let pieces: Option<Vec<String>> = said
        .iter()
        .enumerate()
        .map(|(at, turn)| {
            let from = from_word.filter(|_| at == 0);
            cut(turn, from, to_word.filter(|_| at == ends))
        })
        .collect();
    let text = pieces?.join(" ").trim().to_owned();
    let word =
        |turn: &Turn, word: Option<u32>| word.and_then(|w| turn.words.get(w as usize).copied());
    let from_ms = match word(first, from_word) {
        Some(word) => Some(word.start_ms),
        None => first.start_ms.or(first.words.first().map(|w| w.start_ms)),
    };
    let to_ms = match word(last, to_word) {
        Some(word) => Some(word.end_ms),
        None => last.end_ms.or(last.words.last().map(|w| w.end_ms)),
    };
    (!text.is_empty()).then_some(Quote {
        place,
        side: first.side,
        text,
        from_ms,
        to_ms,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::Word;

    fn turn(text: &str, start_ms: u32) -> Turn {
        let mut at = 0;
        let mut words = Vec::new();
        for (word, place) in text.split(' ').zip(0u32..) {
            let len = u32::try_from(word.chars().count()).unwrap();
            words.push(Word {
                at,
                len,
                start_ms: start_ms + place * 100,
                end_ms: start_ms + place * 100 + 90,
                confidence: Word::NO_CONFIDENCE,
            });
            at += len + 1;
        }
        Turn {
            side: Side::Caller,
            speaker: None,
            text: text.to_owned(),
            start_ms: Some(start_ms),
            end_ms: Some(start_ms + 1_000),
            words,
        }
    }

    fn at(from: (u32, Option<u32>), to: (u32, Option<u32>)) -> QuotePlace {
        QuotePlace {
            from_turn: from.0,
            from_word: from.1,
            to_turn: to.0,
            to_word: to.1,
        }
    }

    #[test]
    fn words_are_cut_out_with_their_times() {
        let turns = [turn("मुझे मंगलवार चाहिए", 1_000), turn("Of course", 3_000)];
        let one = quote(&turns, at((0, Some(1)), (0, Some(1)))).unwrap();
        assert_eq!(
            (&*one.text, one.from_ms, one.to_ms),
            ("मंगलवार", Some(1_100), Some(1_190))
        );
        let over = quote(&turns, at((0, Some(2)), (1, Some(0)))).unwrap();
        assert_eq!((&*over.text, over.to_ms), ("चाहिए Of", Some(3_090)));
        let whole = quote(&turns, at((1, None), (1, None))).unwrap();
        assert_eq!((&*whole.text, whole.to_ms), ("Of course", Some(4_000)));
    }

    #[test]
    fn what_is_not_there_cannot_be_quoted() {
        let turns = [turn("Of course", 0)];
        for place in [
            at((0, Some(2)), (0, None)),
            at((0, Some(1)), (0, Some(0))),
            at((1, None), (1, None)),
            at((0, None), (1, None)),
        ] {
            assert_eq!(quote(&turns, place), None, "{place:?}");
        }
    }
}
