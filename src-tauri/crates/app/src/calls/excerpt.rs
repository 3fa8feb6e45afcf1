//! The piece of a turn's text around the first hit.

use super::TextPiece;

/// Length of an excerpt, in characters, without the marks of its cut ends.
pub const EXCERPT_CHARS: usize = 160;
/// How many of them stand before the first hit.
const BEFORE: usize = 50;
/// How far a cut may move to fall between words.
const SLACK: usize = 16;

/// Cuts a text to an excerpt around the first of its `hits`, which are in order.
/// Cut ends are marked with `…`.
#[must_use]
pub fn excerpt(chars: &[char], hits: &[(usize, usize)]) -> Vec<TextPiece> {
    let first = hits.first().map_or(0, |h| h.0);
    let (from, to) = window(chars, first);
    let mut pieces = Vec::new();
    let mut at = from;
    let mut push = |range: std::ops::Range<usize>, hit: bool| {
        let mut text = String::new();
        if range.start == from && from > 0 {
            text.push('…');
        }
        text.extend(chars.get(range.clone()).unwrap_or_default());
        if range.end == to && to < chars.len() {
            text.push('…');
        }
        if !text.is_empty() {
            pieces.push(TextPiece { text, hit });
        }
    };
    for &(begin, end) in hits {
        let (begin, end) = (begin.clamp(at, to), end.clamp(at, to));
        if begin == end {
            continue;
        }
        if begin > at {
            push(at..begin, false);
        }
        push(begin..end, true);
        at = end;
    }
    if at < to {
        push(at..to, false);
    }
    pieces
}

/// Where to cut: about [`EXCERPT_CHARS`] characters, between words where one is near.
fn window(chars: &[char], first: usize) -> (usize, usize) {
    if chars.len() <= EXCERPT_CHARS {
        return (0, chars.len());
    }
    let is_space = |i: &usize| chars.get(*i).is_some_and(|c| c.is_whitespace());
    let mut from = first
        .saturating_sub(BEFORE)
        .min(chars.len() - EXCERPT_CHARS);
    if from > 0 {
        let latest = (from + SLACK).min(first);
        from = (from..latest).find(is_space).map_or(from, |i| i + 1);
    }
    let mut to = (from + EXCERPT_CHARS).min(chars.len());
    if to < chars.len() {
        to = (to - SLACK..=to).rev().find(is_space).unwrap_or(to);
    }
    (from, to)
}
