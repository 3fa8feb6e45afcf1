//! Keys a caller presses, collected into an answer: until `#`, until there are enough, or
//! until none comes for a while. Must not know: how a key was heard, what it means.

use serde::{Deserialize, Serialize};

use crate::time::At;

/// When an answer in keys is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// So many keys are all; nothing if only `#` or time ends it.
    pub count: Option<u8>,
    /// `#` ends it and is not part of it.
    pub hash_ends: bool,
    /// ms without a key that end it.
    pub idle_ms: u64,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    Hash,
    Count,
    Idle,
}

/// An answer in keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pressed {
    pub keys: String,
    pub ended: Ended,
}

/// A carrier may tell of a key that was heard in the sound as well: the same key within
/// this time is one, ms.
pub const SAME_MS: u64 = 40;
/// An answer has no more keys, whoever leans on the telephone.
const MOST: usize = 64;

/// Collects one answer after the other.
#[derive(Debug, Clone)]
pub struct Keys {
    rule: Rule,
    keys: String,
    last: Option<(At, char)>,
}

/// Whether a character is a key of a telephone: 0 to 9, `*`, `#`, A to D.
#[must_use]
pub const fn is_key(key: char) -> bool {
    matches!(key, '0'..='9' | '*' | '#' | 'A'..='D')
}

impl Keys {
    #[must_use]
    pub const fn new(rule: Rule) -> Self {
        Self {
            rule,
            keys: String::new(),
            last: None,
        }
    }

    /// A key was pressed. The answer, if that is the end of it; what is no key is ignored.
    pub fn press(&mut self, at: At, key: char) -> Option<Pressed> {
        let again = self
            .last
            .is_some_and(|(last, same)| same == key && at.ms_since(last) < SAME_MS);
        if again || !is_key(key) {
            return None;
        }
        // Too late for what was begun, if nobody asked in between.
        let before = self.due(at);
        self.last = Some((at, key));
        if key == '#' && self.rule.hash_ends {
            return before.or_else(|| self.end(Ended::Hash));
        }
        self.keys.push(key);
        let count = self.rule.count.map_or(MOST, usize::from);
        if before.is_none() && self.keys.len() >= count.min(MOST) {
            return self.end(Ended::Count);
        }
        before
    }

    /// When it is over if no key comes; nothing before the first.
    #[must_use]
    pub fn deadline(&self) -> Option<At> {
        let (last, _) = self.last.filter(|_| !self.keys.is_empty())?;
        Some(last.plus_ms(self.rule.idle_ms))
    }

    /// The answer, once time is up.
    pub fn due(&mut self, now: At) -> Option<Pressed> {
        self.deadline().filter(|deadline| now >= *deadline)?;
        self.end(Ended::Idle)
    }

    fn end(&mut self, ended: Ended) -> Option<Pressed> {
        Some(Pressed {
            keys: std::mem::take(&mut self.keys),
            ended,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEN: Rule = Rule {
        count: Some(10),
        hash_ends: true,
        idle_ms: 3_000,
    };

    fn press(keys: &mut Keys, text: &str, from: u64) -> Vec<Pressed> {
        let presses = text.chars().enumerate();
        presses
            .filter_map(|(n, key)| keys.press(At(from + n as u64 * 200), key))
            .collect()
    }

    #[test]
    fn an_answer_ends_by_hash_count_or_time() {
        let mut keys = Keys::new(TEN);
        let ended = |keys: &str, ended| Pressed {
            keys: keys.to_owned(),
            ended,
        };
        assert_eq!(press(&mut keys, "614#", 0), [ended("614", Ended::Hash)]);
        assert_eq!(
            press(&mut keys, "6145550123", 5_000),
            [ended("6145550123", Ended::Count)]
        );
        assert_eq!(press(&mut keys, "9x", 10_000), []);
        assert_eq!(keys.deadline(), Some(At(13_000)));
        assert_eq!(keys.due(At(12_999)), None);
        assert_eq!(keys.due(At(13_000)), Some(ended("9", Ended::Idle)));
        assert_eq!(keys.due(At(20_000)), None);
        assert_eq!(press(&mut keys, "#", 30_000), [ended("", Ended::Hash)]);
    }

    #[test]
    fn a_key_told_twice_is_one() {
        let mut keys = Keys::new(TEN);
        assert_eq!(keys.press(At(0), '5'), None);
        assert_eq!(keys.press(At(SAME_MS - 1), '5'), None);
        assert_eq!(keys.press(At(200), '5'), None);
        assert_eq!(
            keys.press(At(400), '#').map(|pressed| pressed.keys),
            Some("55".to_owned())
        );
    }

    proptest! {
        #[test]
        fn no_key_is_lost_or_made_up(presses in proptest::collection::vec((0u64..5_000, "[0-9*#]"), 0..60)) {
            let (mut keys, mut now) = (Keys::new(TEN), 0);
            let (mut pressed, mut told) = (String::new(), String::new());
            for (step, key) in &presses {
                now += SAME_MS + step;
                pressed.push_str(key.trim_matches('#'));
                let key = key.chars().next().unwrap_or(' ');
                told.extend(keys.press(At(now), key).map(|pressed| pressed.keys));
            }
            told.extend(keys.due(At(now + 3_000)).map(|pressed| pressed.keys));
            prop_assert_eq!(told, pressed);
        }
    }
}
