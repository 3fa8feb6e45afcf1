//! What somebody on the caller's side says, and what the recogniser makes of it: written
//! as the words it hears, with `{heard|said}` where these differ and `~` before a word that
//! it is not sure of. Must not know: voices, sound.

use serde::{Deserialize, Serialize};

/// A word of the recogniser's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    pub text: String,
    /// It is not sure of it.
    pub unsure: bool,
}

/// A stretch that is said as one, and the words it is heard as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    pub said: String,
    pub heard: Vec<Heard>,
}

/// What is said, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saying {
    /// A voice of the scenario's.
    pub who: String,
    pub pieces: Vec<Piece>,
}

/// What [`crate::dialogue::HeardWord::sure`] is of words it is sure of, at least, and of
/// others, percent: above, and how much more it may be.
pub const SURE: (u8, u8) = (90, 10);
pub const UNSURE: (u8, u8) = (41, 26);

fn heard(text: &str) -> Vec<Heard> {
    let words = text.split_whitespace().map(|word| Heard {
        text: word.strip_prefix('~').unwrap_or(word).to_owned(),
        unsure: word.starts_with('~'),
    });
    words.filter(|word| !word.text.is_empty()).collect()
}

impl Saying {
    /// Nothing where a brace is left open.
    #[must_use]
    pub fn read(who: &str, text: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = text;
        loop {
            let (plain, more) = rest.split_once('{').unwrap_or((rest, ""));
            pieces.extend(heard(plain).into_iter().map(|word| Piece {
                said: word.text.clone(),
                heard: vec![word],
            }));
            if plain.len() == rest.len() {
                break;
            }
            let (differs, after) = more.split_once('}')?;
            let (as_heard, said) = differs.split_once('|')?;
            // A sign behind it belongs to both.
            let end = after.find(char::is_whitespace).unwrap_or(after.len());
            let (sign, after) = after.split_at(end);
            pieces.push(Piece {
                said: format!("{said}{sign}"),
                heard: heard(&format!("{as_heard}{sign}")),
            });
            rest = after;
        }
        let who = who.to_owned();
        Some(Self { who, pieces })
    }

    /// All that is said.
    #[must_use]
    pub fn said(&self) -> String {
        let said = self.pieces.iter().map(|piece| piece.said.as_str());
        said.collect::<Vec<_>>().join(" ")
    }

    /// All that is heard.
    #[must_use]
    pub fn heard(&self) -> String {
        let words = self.pieces.iter().flat_map(|piece| &piece.heard);
        let words: Vec<&str> = words.map(|word| word.text.as_str()).collect();
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_and_what_is_heard() {
        let saying = Saying::read("caller", "I am Kavita {~Colony|Kulkarni}. ~Haan, yes").unwrap();
        assert_eq!(saying.said(), "I am Kavita Kulkarni. Haan, yes");
        assert_eq!(saying.heard(), "I am Kavita Colony. Haan, yes");
        let unsure = saying.pieces.iter().flat_map(|piece| &piece.heard);
        let unsure: Vec<bool> = unsure.map(|word| word.unsure).collect();
        assert_eq!(unsure, [false, false, false, true, true, false]);
        assert_eq!(Saying::read("caller", "an {open one"), None);
        assert_eq!(Saying::read("caller", "an {open} one"), None);
    }
}
