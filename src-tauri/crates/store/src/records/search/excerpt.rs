//! The piece of a turn's text around the first hit.

use parley_app::calls::TextPiece;

/// Before and after a hit, as the index marks it.
const BEGIN: char = '\u{1}';
const END: char = '\u{2}';

/// Length of an excerpt and what stands before its first hit, in characters.
const LENGTH: usize = 160;
const BEFORE: usize = 50;
/// How far a cut may move to fall between words.
const SLACK: usize = 16;

/// Cuts marked text to an excerpt. Cut ends are marked with `…`.
pub(crate) fn excerpt(marked: &str) -> Vec<TextPiece> {
    let (chars, hits) = unmark(marked);
    let first = hits.first().map_or(0, |h| h.0);
    let (from, to) = window(&chars, first);
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
    for &(begin, end) in &hits {
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

/// The characters without marks, and where hits begin and end in them.
fn unmark(marked: &str) -> (Vec<char>, Vec<(usize, usize)>) {
    let mut chars = Vec::with_capacity(marked.len());
    let mut hits = Vec::new();
    let mut begin = None;
    for c in marked.chars() {
        match c {
            BEGIN => begin = Some(chars.len()),
            END => hits.extend(begin.take().map(|b| (b, chars.len()))),
            c => chars.push(c),
        }
    }
    (chars, hits)
}

/// Where to cut: about [`LENGTH`] characters, between words where one is near.
fn window(chars: &[char], first: usize) -> (usize, usize) {
    if chars.len() <= LENGTH {
        return (0, chars.len());
    }
    let is_space = |i: &usize| chars.get(*i).is_some_and(|c| c.is_whitespace());
    let mut from = first.saturating_sub(BEFORE).min(chars.len() - LENGTH);
    if from > 0 {
        let latest = (from + SLACK).min(first);
        from = (from..latest).find(is_space).map_or(from, |i| i + 1);
    }
    let mut to = (from + LENGTH).min(chars.len());
    if to < chars.len() {
        to = (to - SLACK..=to).rev().find(is_space).unwrap_or(to);
    }
    (from, to)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(pieces: &[TextPiece]) -> String {
        pieces
            .iter()
            .map(|p| {
                if p.hit {
                    format!("[{}]", p.text)
                } else {
                    p.text.clone()
                }
            })
            .collect()
    }

    #[test]
    fn a_short_turn_is_whole() {
        let pieces = excerpt("my \u{1}refund\u{2} please, \u{1}refund\u{2}!");
        assert_eq!(told(&pieces), "my [refund] please, [refund]!");
    }

    #[test]
    fn a_long_turn_is_cut_between_words_around_the_first_hit() {
        let text = format!(
            "{} \u{1}शिकायत\u{2} {}",
            "before ".repeat(40),
            "after ".repeat(60)
        );
        let pieces = excerpt(&text);
        let told = told(&pieces);
        assert!(
            told.starts_with("…before ") && told.ends_with("after…"),
            "{told}"
        );
        assert!(told.contains(" [शिकायत] "));
        assert!(told.chars().count() <= LENGTH + 4);
    }

    proptest! {
        #[test]
        fn the_excerpt_is_a_piece_of_the_text(
            parts in prop::collection::vec(("[a-zक-ह ]{0,60}", any::<bool>()), 0..12)
        ) {
            let marked: String = parts
                .iter()
                .map(|(t, hit)| if *hit { format!("\u{1}{t}\u{2}") } else { t.clone() })
                .collect();
            let plain: String = parts.iter().map(|(t, _)| t.as_str()).collect();
            let shown: String = excerpt(&marked).iter().map(|p| p.text.as_str()).collect();
            prop_assert!(plain.contains(shown.trim_matches('…')));
            prop_assert!(shown.chars().count() <= LENGTH + 2);
        }
    }
}
