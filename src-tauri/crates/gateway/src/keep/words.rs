//! The words of a turn as review marks them: where each stands in the text, and which of
//! the voices on the line said them. Must not know: what happened in the call.

use parley_domain::call::{Side, Turn, Word};
use parley_voice::dialogue::HeardWord;
use parley_voice::time::At;

use super::spoken::Placed;

/// What stands around a word in a sentence and is not said.
const AROUND: [char; 21] = [
    '.', ',', '!', '?', '…', '—', '–', '-', '“', '”', '"', '\'', '‘', '’', '(', ')', '[', ']', ':',
    ';', '।',
];

/// The words with their places in the turn's text, without the marks around them.
pub(super) fn aligned(text: &str, words: &[Placed]) -> Vec<Word> {
    let mut found = Vec::new();
    let mut byte = 0;
    for word in words {
        let bare = word.text.trim_matches(AROUND);
        if bare.is_empty() {
            continue;
        }
        let Some(at) = text.get(byte..).and_then(|rest| rest.find(bare)) else {
            continue;
        };
        let begin = byte + at;
        byte = begin + bare.len();
        let chars = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        found.push(Word {
            at: chars(&text[..begin]),
            len: chars(bare),
            start_ms: word.from_ms,
            end_ms: word.to_ms.max(word.from_ms),
            confidence: word.sure.unwrap_or(Word::NO_CONFIDENCE),
        });
    }
    found
}

pub(super) fn placed(word: &HeardWord) -> Placed {
    Placed {
        text: word.text.clone(),
        from_ms: small(word.from),
        to_ms: small(word.to),
        sure: word.sure,
    }
}

/// Whose turn it is, and as whom the recogniser knows a voice that is not the caller's.
pub(super) type Whose = (Side, Option<String>);

/// The words voice by voice, in order.
pub(super) fn voices(words: &[HeardWord]) -> impl Iterator<Item = &[HeardWord]> {
    let number = |word: &HeardWord| word.voice.unwrap_or(0);
    words.chunk_by(move |one, two| number(one) == number(two))
}

/// The voice of the first of them.
pub(super) fn whose(words: &[HeardWord]) -> Whose {
    match words.first().and_then(|word| word.voice) {
        None | Some(0) => (Side::Caller, None),
        Some(voice) => (Side::Other, Some(voice.to_string())),
    }
}

/// When a turn says a value: at the first of the value's words that it has.
pub(super) fn said_at(turn: &Turn, value: &str) -> Option<u32> {
    let chars: Vec<char> = turn.text.chars().collect();
    let said = |word: &Word| -> String {
        let range = word.at as usize..(word.at + word.len) as usize;
        chars.get(range).unwrap_or_default().iter().collect()
    };
    let wanted = value
        .split_whitespace()
        .map(|word| word.trim_matches(AROUND));
    let mut places = wanted.filter_map(|wanted| {
        let is_it = |word: &&Word| !wanted.is_empty() && said(word) == wanted;
        turn.words.iter().find(is_it)
    });
    places.next().map(|word| word.start_ms)
}

pub(super) fn small(at: At) -> u32 {
    u32::try_from(at.0).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_marked_without_what_stands_around_it() {
        let word = |text: &str, from_ms| Placed {
            text: text.to_owned(),
            from_ms,
            to_ms: from_ms + 100,
            sure: None,
        };
        let text = "Hello, is it “nine-thirty”? – नमस्ते।";
        let words = ["Hello,", "is", "it", "“nine-thirty”?", "–", "नमस्ते।"];
        let words: Vec<Placed> = (0..)
            .map(|n| n * 100)
            .zip(words)
            .map(|(at, text)| word(text, at))
            .collect();
        let found = aligned(text, &words);
        let marked: Vec<String> = found
            .iter()
            .map(|word| {
                text.chars()
                    .skip(word.at as usize)
                    .take(word.len as usize)
                    .collect()
            })
            .collect();
        assert_eq!(marked, ["Hello", "is", "it", "nine-thirty", "नमस्ते"]);
        assert_eq!(found[4].start_ms, 500);
    }
}
