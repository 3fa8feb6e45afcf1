//! Two texts word by word, for showing what a correction changed.

use serde::{Deserialize, Serialize};

use super::align::common;
use crate::closed_list::closed_list;

closed_list! {
    /// What became of a piece of text.
    DiffKind {
        Kept = "kept",
        Removed = "removed",
        Added = "added",
    }
}

/// A run of whole words with the space after them, so that no letter and none of its
/// signs is ever torn apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DiffPiece {
    pub kind: DiffKind,
    pub text: String,
}

/// The kept and added pieces are `after`, to the letter; the removed ones stand where
/// they stood in `before`. Space alone is no difference.
#[must_use]
pub fn diff(before: &str, after: &str) -> Vec<DiffPiece> {
    let (old, new) = (split(before), split(after));
    let bare = |words: &[&str]| -> Vec<String> {
        words.iter().map(|word| word.trim().to_owned()).collect()
    };
    let mut pieces = Vec::new();
    let (mut i, mut j) = (0, 0);
    let ends = std::iter::once((old.len(), new.len()));
    for (kept_i, kept_j) in common(&bare(&old), &bare(&new)).into_iter().chain(ends) {
        push(&mut pieces, DiffKind::Removed, &old[i..kept_i]);
        push(&mut pieces, DiffKind::Added, &new[j..kept_j]);
        if let Some(word) = new.get(kept_j) {
            push(&mut pieces, DiffKind::Kept, &[*word]);
        }
        (i, j) = (kept_i + 1, kept_j + 1);
    }
    pieces
}

/// Words, each with the space after it; space at the beginning is one, too.
fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut from = 0;
    let mut in_space = false;
    for (at, c) in text.char_indices() {
        if in_space && !c.is_whitespace() {
            words.push(&text[from..at]);
            from = at;
        }
        in_space = c.is_whitespace();
    }
    if from < text.len() {
        words.push(&text[from..]);
    }
    words
}

fn push(pieces: &mut Vec<DiffPiece>, kind: DiffKind, words: &[&str]) {
    if words.is_empty() {
        return;
    }
    let text = words.concat();
    match pieces.last_mut() {
        Some(last) if last.kind == kind => last.text.push_str(&text),
        _ => pieces.push(DiffPiece { kind, text }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(before: &str, after: &str) -> String {
        let piece = |p: &DiffPiece| match p.kind {
            DiffKind::Kept => p.text.clone(),
            DiffKind::Removed => format!("[-{}]", p.text),
            DiffKind::Added => format!("[+{}]", p.text),
        };
        diff(before, after).iter().map(piece).collect()
    }

    #[test]
    fn words_are_told_apart_whole() {
        assert_eq!(
            told("Tuesday at tree works", "Tuesday at three works, yes"),
            "Tuesday at [-tree works][+three works, yes]"
        );
        assert_eq!(
            told("मुझे की बात करनी है", "मुझे कि बात करनी है 🙏🏽"),
            "मुझे [-की ][+कि ]बात करनी है [+🙏🏽]"
        );
        assert_eq!(told("", "שלום"), "[+שלום]");
        assert_eq!(told("gone", ""), "[-gone]");
        assert_eq!(told("a  b", "a b"), "a b");
    }

    proptest! {
        #[test]
        fn kept_and_added_are_the_text_after(before in "[ab क\\n]{0,20}", after in "[ab क\\n]{0,20}") {
            let pieces = diff(&before, &after);
            let left: String = pieces
                .iter()
                .filter(|p| p.kind != DiffKind::Removed)
                .map(|p| p.text.as_str())
                .collect();
            prop_assert_eq!(left, after);
        }
    }
}
