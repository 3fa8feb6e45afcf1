//! Word times after the text of a turn was corrected. They come from the import and
//! from nowhere else: a word that stayed keeps its time, however often the text was
//! corrected since; new words share the time of those they stand for.

use std::ops::Range;

use super::align::common;
use crate::call::{Turn, Word};
use crate::search::is_word_char;

/// The imported turn with another text.
#[must_use]
pub fn corrected(turn: &Turn, text: &str) -> Turn {
    Turn {
        side: turn.side,
        speaker: turn.speaker.clone(),
        text: text.to_owned(),
        start_ms: turn.start_ms,
        end_ms: turn.end_ms,
        words: retimed(turn, text),
    }
}

fn retimed(turn: &Turn, text: &str) -> Vec<Word> {
    if turn.words.is_empty() {
        return Vec::new();
    }
    let (was, is): (Vec<char>, Vec<char>) = (turn.text.chars().collect(), text.chars().collect());
    let mut old = Vec::with_capacity(turn.words.len());
    let mut old_keys = Vec::with_capacity(turn.words.len());
    for word in &turn.words {
        let (at, len) = (word.at as usize, word.len as usize);
        let chars = at.checked_add(len).and_then(|end| was.get(at..end));
        if let Some(chars) = chars.filter(|chars| !chars.is_empty()) {
            old.push(*word);
            old_keys.push(key(chars));
        }
    }
    let new = tokens(&is);
    let new_keys: Vec<String> = new.iter().map(|token| key(&is[token.clone()])).collect();

    let mut words = Vec::with_capacity(new.len());
    let (mut i, mut j) = (0usize, 0usize);
    let ends = std::iter::once((old.len(), new.len()));
    for (kept_i, kept_j) in common(&old_keys, &new_keys).into_iter().chain(ends) {
        if j < kept_j {
            let before = i.checked_sub(1).and_then(|at| old.get(at));
            let span = if i < kept_i {
                around(&old[i..kept_i])
            } else {
                between(turn, before, old.get(kept_i))
            };
            share(&mut words, &new[j..kept_j], span);
        }
        if let (Some(word), Some(token)) = (old.get(kept_i), new.get(kept_j)) {
            words.push(Word {
                at: small(token.start),
                len: small(token.len()),
                ..*word
            });
        }
        (i, j) = (kept_i + 1, kept_j + 1);
    }
    words
}

/// What stands between spaces.
fn tokens(chars: &[char]) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        match tokens.last_mut() {
            _ if c.is_whitespace() => {}
            Some(last) if last.end == at => last.end = at + 1,
            _ => tokens.push(at..at + 1),
        }
    }
    tokens
}

/// What makes it the same word: its letters, whatever their case and whatever stands
/// before and after them; the signs themselves where there are no letters.
fn key(chars: &[char]) -> String {
    let letters = chars.iter().filter(|c| is_word_char(**c));
    let key: String = letters.flat_map(|c| c.to_lowercase()).collect();
    if key.chars().any(char::is_alphanumeric) {
        key
    } else {
        chars.iter().collect()
    }
}

/// From the first moment to the last; sources exist whose words run backwards.
fn around(words: &[Word]) -> (u32, u32) {
    let from = words.iter().map(|word| word.start_ms).min().unwrap_or(0);
    let to = words.iter().map(|word| word.end_ms).max().unwrap_or(from);
    (from, to.max(from))
}

/// The pause between two words, or before the first and after the last. Nothing may be
/// left of it: then what was added there takes no time.
fn between(turn: &Turn, before: Option<&Word>, after: Option<&Word>) -> (u32, u32) {
    let from = match (before, after) {
        (Some(before), _) => before.end_ms,
        (None, Some(after)) => turn.start_ms.unwrap_or(after.start_ms).min(after.start_ms),
        (None, None) => turn.start_ms.unwrap_or(0),
    };
    let to = after.map_or(turn.end_ms, |word| Some(word.start_ms));
    (from, to.unwrap_or(from).max(from))
}

/// Gives each of the new words a part of the span, by its length.
fn share(words: &mut Vec<Word>, tokens: &[Range<usize>], (from, to): (u32, u32)) {
    let whole: usize = tokens.iter().map(ExactSizeIterator::len).sum();
    let mut passed = 0;
    let moment = |passed: usize| {
        let part = u64::from(to - from) * passed as u64 / whole.max(1) as u64;
        from + u32::try_from(part).unwrap_or(0)
    };
    for token in tokens {
        words.push(Word {
            at: small(token.start),
            len: small(token.len()),
            start_ms: moment(passed),
            end_ms: moment(passed + token.len()),
            confidence: Word::NO_CONFIDENCE,
        });
        passed += token.len();
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::call::Side;

    /// A word a second, half of it said.
    fn spoken(text: &str) -> Turn {
        let chars: Vec<char> = text.chars().collect();
        let words = tokens(&chars).into_iter().zip(1u32..);
        let words: Vec<Word> = words
            .map(|(token, second)| Word {
                at: small(token.start),
                len: small(token.len()),
                start_ms: second * 1_000,
                end_ms: second * 1_000 + 500,
                confidence: 90,
            })
            .collect();
        Turn {
            side: Side::Caller,
            speaker: None,
            text: text.to_owned(),
            start_ms: Some(1_000),
            end_ms: words.last().map(|w| w.end_ms),
            words,
        }
    }

    fn told(turn: &Turn) -> Vec<String> {
        let chars: Vec<char> = turn.text.chars().collect();
        let word = |w: &Word| {
            let text: String = chars[w.at as usize..(w.at + w.len) as usize]
                .iter()
                .collect();
            format!("{text} {}-{}", w.start_ms, w.end_ms)
        };
        turn.words.iter().map(word).collect()
    }

    #[test]
    fn words_that_stayed_keep_their_time_and_new_ones_share_the_gap() {
        let turn = spoken("tuesday at tree works");
        assert_eq!(
            told(&corrected(&turn, "Tuesday, at half three works!")),
            [
                "Tuesday, 1000-1500",
                "at 2000-2500",
                "half 3000-3222",
                "three 3222-3500",
                "works! 4000-4500"
            ]
        );
    }

    #[test]
    fn what_is_added_fills_the_pause_and_what_is_removed_leaves_one() {
        let turn = spoken("one two three");
        assert_eq!(
            told(&corrected(&turn, "zero one one-half three four")),
            [
                "zero 1000-1000",
                "one 1000-1500",
                "one-half 2000-2500",
                "three 3000-3500",
                "four 3500-3500"
            ]
        );
        assert_eq!(
            told(&corrected(&turn, "one three")),
            ["one 1000-1500", "three 3000-3500"]
        );
        let gone = corrected(&turn, "");
        assert_eq!((gone.words.len(), gone.end_ms), (0, turn.end_ms));
    }

    #[test]
    fn offsets_count_scalar_values_in_any_script() {
        let turn = spoken("नमस्ते 👩🏽‍⚕️ कीमत बताइए");
        assert_eq!(
            told(&corrected(&turn, "🙏🏽 नमस्ते 👩🏽‍⚕️ क़ीमत बताइए")),
            [
                "🙏🏽 1000-1000",
                "नमस्ते 1000-1500",
                "👩🏽‍⚕️ 2000-2500",
                "क़ीमत 3000-3500",
                "बताइए 4000-4500"
            ]
        );
        assert_eq!(
            told(&corrected(&spoken("שלום עולם"), "שלום, לך עולם")),
            ["שלום, 1000-1500", "לך 1500-2000", "עולם 2000-2500"]
        );
    }

    #[test]
    fn words_without_length_out_of_order_and_out_of_the_text_do_no_harm() {
        let mut turn = spoken("b a c");
        (turn.words[0].start_ms, turn.words[0].end_ms) = (9_000, 9_000);
        turn.words.push(Word {
            at: 90,
            len: 5,
            ..turn.words[0]
        });
        turn.words.push(Word {
            at: u32::MAX,
            len: 2,
            ..turn.words[0]
        });
        assert_eq!(
            told(&corrected(&turn, "b x y c")),
            ["b 9000-9000", "x 2000-2250", "y 2250-2500", "c 3000-3500"]
        );
        assert_eq!(told(&corrected(&turn, "b a new c"))[2], "new 2500-3000");
    }

    #[test]
    fn a_turn_without_word_times_gets_none() {
        let turn = Turn {
            words: Vec::new(),
            ..spoken("typed here")
        };
        assert_eq!(corrected(&turn, "typed there").words, []);
    }

    #[test]
    fn forty_thousand_words_are_aligned() {
        let text = (0..40_000).map(|i| format!("w{i} ")).collect::<String>();
        let turn = spoken(text.trim_end());
        let changed = turn
            .text
            .replace("w77 ", "seventy seven ")
            .replace("w39998 ", "");
        let now = corrected(&turn, &changed);
        assert_eq!(now.words.len(), 40_000);
        assert_eq!(now.words.last().unwrap().start_ms, 40_000_000);
    }

    proptest! {
        #[test]
        fn words_stand_in_the_text_and_do_not_overlap(
            before in "[abक ]{0,30}", after in "[abक🙏 ]{0,30}"
        ) {
            let turn = spoken(&before);
            let now = corrected(&turn, &after);
            let chars: Vec<char> = after.chars().collect();
            let mut free = 0;
            for word in &now.words {
                let (at, end) = (word.at as usize, (word.at + word.len) as usize);
                prop_assert!(at >= free && end <= chars.len() && word.len > 0);
                prop_assert!(!chars[at..end].iter().any(|c| c.is_whitespace()));
                prop_assert!(word.start_ms <= word.end_ms);
                free = end;
            }
            if !turn.words.is_empty() {
                prop_assert_eq!(now.words.len(), tokens(&chars).len());
            }
        }

        #[test]
        fn a_text_that_is_the_same_changes_nothing(text in "[abक ,.]{0,40}") {
            let turn = spoken(&text);
            prop_assert_eq!(corrected(&turn, &text), turn);
        }
    }
}
