//! Whom a text mentions: `@` and the name of somebody who works here.

use crate::ids::UserId;
use crate::search::is_word_char;

/// The people whose whole name follows an `@`, whatever its case, each once, in the
/// order of the text. Of two names that both fit, the longer one is meant.
#[must_use]
pub fn mentioned<'a>(
    text: &str,
    people: impl IntoIterator<Item = (UserId, &'a str)>,
) -> Vec<UserId> {
    let mut people: Vec<(UserId, String)> = people
        .into_iter()
        .map(|(id, name)| (id, name.trim().to_lowercase()))
        .filter(|(_, name)| !name.is_empty())
        .collect();
    people.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
    let text = text.to_lowercase();
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        // "a@b" is an address.
        if text[..at].chars().next_back().is_some_and(is_word_char) {
            continue;
        }
        let rest = &text[at + 1..];
        let meant = people.iter().find(|(_, name)| {
            let after = rest.strip_prefix(name.as_str());
            after.is_some_and(|after| !after.starts_with(is_word_char))
        });
        if let Some((id, _)) = meant
            && !found.contains(id)
        {
            found.push(*id);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    const NAMES: [&str; 5] = ["Asha Kulkarni", "Asha", "आशा", "Zoë", " "];

    fn found(text: &str) -> Vec<u128> {
        let people = (1u128..)
            .zip(NAMES)
            .map(|(n, name)| (UserId(Uuid::from_u128(n)), name));
        mentioned(text, people)
            .iter()
            .map(|id| id.0.as_u128())
            .collect()
    }

    #[test]
    fn the_longest_whole_name_is_meant() {
        assert_eq!(found("@Asha Kulkarni, please; @asha too, @asha"), [1, 2]);
        assert_eq!(found("(@आशा) देखो @ZOË!"), [3, 4]);
        assert_eq!(found("@आशावादी @Ashank me@asha @ @nobody"), [0u128; 0]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text: String) {
            let _ = found(&text);
        }
    }
}
