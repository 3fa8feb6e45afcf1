//! What a comment is about.

use serde::{Deserialize, Serialize};

use crate::call::Turn;
use crate::listening::Span;

/// How much of the text is repeated beside a comment, in characters.
const LONGEST_QUOTE: usize = 240;

/// The span that was chosen.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CommentOn {
    /// A whole turn, by its place in the transcript.
    Turn { turn: u32 },
    /// Some of a turn's words: from and to, exclusive, in Unicode scalar values of the
    /// text as it was shown.
    Words { turn: u32, from: u32, to: u32 },
    /// A stretch of the recording.
    Time { span: Span },
}

/// A span with what is needed to find it again when the text was corrected since: its
/// words and its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CommentPlace {
    pub on: CommentOn,
    /// The beginning of what was said there; empty for a stretch of time.
    pub quote: String,
    /// `null` where the source has no times.
    pub time: Option<Span>,
}

/// Describes a span; `None` when there is no such turn, word or stretch.
#[must_use]
pub fn place(on: CommentOn, turns: &[Turn], duration_ms: u32) -> Option<CommentPlace> {
    let (quote, time) = match on {
        CommentOn::Turn { turn } => {
            let turn = turns.get(turn as usize)?;
            (quoted(&turn.text, 0, usize::MAX), whole(turn))
        }
        CommentOn::Words { turn, from, to } => {
            let turn = turns.get(turn as usize)?;
            let length = turn.text.chars().count();
            if from >= to || to as usize > length {
                return None;
            }
            let within = turn
                .words
                .iter()
                .filter(|word| word.at < to && word.at.saturating_add(word.len) > from);
            let time = within.fold(None, |span: Option<Span>, word| {
                let span = span.unwrap_or(Span {
                    from_ms: word.start_ms,
                    to_ms: word.end_ms,
                });
                Some(Span {
                    from_ms: span.from_ms.min(word.start_ms),
                    to_ms: span.to_ms.max(word.end_ms),
                })
            });
            (
                quoted(&turn.text, from as usize, to as usize),
                time.or(whole(turn)),
            )
        }
        CommentOn::Time { span } => {
            if span.from_ms > span.to_ms || span.from_ms > duration_ms {
                return None;
            }
            (String::new(), Some(span))
        }
    };
    Some(CommentPlace { on, quote, time })
}

fn whole(turn: &Turn) -> Option<Span> {
    let from_ms = turn
        .start_ms
        .or(turn.words.first().map(|word| word.start_ms))?;
    let to_ms = turn.end_ms.unwrap_or(from_ms).max(from_ms);
    Some(Span { from_ms, to_ms })
}

fn quoted(text: &str, from: usize, to: usize) -> String {
    let chars = text.chars().skip(from).take((to - from).min(LONGEST_QUOTE));
    chars.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::{Side, Word};

    fn spoken() -> Turn {
        let word = |at, len, start_ms, end_ms| Word {
            at,
            len,
            start_ms,
            end_ms,
            confidence: 90,
        };
        Turn {
            side: Side::Caller,
            speaker: None,
            text: "🙏 क़ीमत क्या है".to_owned(),
            start_ms: Some(900),
            end_ms: Some(3_000),
            words: vec![
                word(0, 1, 1_000, 1_000),
                word(2, 6, 2_000, 2_500),
                word(9, 4, 1_500, 1_800),
            ],
        }
    }

    fn described(on: CommentOn) -> Option<(String, Option<(u32, u32)>)> {
        let found = place(on, &[spoken()], 10_000)?;
        Some((found.quote, found.time.map(|s| (s.from_ms, s.to_ms))))
    }

    #[test]
    fn words_turns_and_times_are_found_again() {
        let words = |from, to| described(CommentOn::Words { turn: 0, from, to });
        // A zero-length word first, and one that runs backwards after it.
        assert_eq!(
            words(0, 8),
            Some(("🙏 क़ीमत".to_owned(), Some((1_000, 2_500))))
        );
        assert_eq!(words(2, 13).unwrap().1, Some((1_500, 2_500)));
        let turn = described(CommentOn::Turn { turn: 0 }).unwrap();
        assert_eq!(turn, (spoken().text, Some((900, 3_000))));
        let span = Span {
            from_ms: 5,
            to_ms: 9,
        };
        assert_eq!(
            described(CommentOn::Time { span }),
            Some((String::new(), Some((5, 9))))
        );
    }

    #[test]
    fn what_is_not_there_cannot_be_commented_on() {
        for on in [
            CommentOn::Turn { turn: 1 },
            CommentOn::Words {
                turn: 1,
                from: 0,
                to: 1,
            },
            CommentOn::Words {
                turn: 0,
                from: 3,
                to: 3,
            },
            CommentOn::Words {
                turn: 0,
                from: 0,
                to: 99,
            },
            CommentOn::Time {
                span: Span {
                    from_ms: 9,
                    to_ms: 5,
                },
            },
            CommentOn::Time {
                span: Span {
                    from_ms: 10_001,
                    to_ms: 10_002,
                },
            },
        ] {
            assert_eq!(described(on), None, "{on:?}");
        }
    }
}
