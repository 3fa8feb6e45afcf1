//! From a text that the index marked to an excerpt of it.

use parley_app::calls::TextPiece;

/// Before and after a hit, as the index marks it.
const BEGIN: char = '\u{1}';
const END: char = '\u{2}';

/// Cuts marked text to an excerpt.
pub(crate) fn excerpt(marked: &str) -> Vec<TextPiece> {
    let (chars, hits) = unmark(marked);
    parley_app::calls::excerpt(&chars, &hits)
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

#[cfg(test)]
mod tests {
    use parley_app::calls::EXCERPT_CHARS as LENGTH;
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
