//! Lists of contacts as somebody brings them along: a contact a line, or in a cell of it.

use std::collections::HashSet;

use crate::call::Contact;
use crate::closed_list::closed_list;

/// Lines that are read at once.
pub const MOST_LINES: usize = 5_000;
/// Characters of a line that are shown again.
const LONGEST_SHOWN: usize = 80;

closed_list! {
    /// What a line of a pasted list comes to.
    PastedAs {
        /// It can be put on the list.
        New = "new",
        /// It is on the list already.
        Listed = "listed",
        /// It stands in a line above.
        Twice = "twice",
        /// No number with its country's code, and no address.
        NoContact = "no_contact",
    }
}

/// A line of a pasted list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// From 1, as editors count.
    pub line: u32,
    /// As it was typed, or its beginning.
    pub typed: String,
    pub contact: Option<Contact>,
    /// Whether the contact stands in a line above.
    pub repeats: bool,
}

/// Reads a list. Of a line with several cells the first that is a contact counts; empty
/// lines are none. `None` for more than [`MOST_LINES`].
#[must_use]
pub fn read_list(text: &str) -> Option<Vec<Pasted>> {
    let lines = (1u32..).zip(text.lines());
    let lines: Vec<(u32, &str)> = lines
        .filter(|(_, line)| !line.trim().is_empty())
        .take(MOST_LINES + 1)
        .collect();
    if lines.len() > MOST_LINES {
        return None;
    }
    let mut seen = HashSet::new();
    let read = lines.into_iter().map(|(line, typed)| {
        let contact = typed.split([',', ';', '\t']).find_map(cell);
        let repeats = contact.clone().is_some_and(|contact| !seen.insert(contact));
        Pasted {
            line,
            typed: typed.trim().chars().take(LONGEST_SHOWN).collect(),
            contact,
            repeats,
        }
    });
    Some(read.collect())
}

/// Spreadsheets put cells into quotation marks.
fn cell(typed: &str) -> Option<Contact> {
    Contact::parse(typed.trim().trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u32, Option<String>, bool)> {
        let lines = read_list(text).unwrap();
        let shown = lines.into_iter().map(|one| {
            let contact = one.contact.map(|contact| contact.as_str().to_owned());
            (one.line, contact, one.repeats)
        });
        shown.collect()
    }

    #[test]
    fn a_line_is_a_contact_or_none() {
        let text = "phone,name\n+1 (614) 555-0187, Renee\r\n\n\"+91 98200 00000\";x\nRenee@Example.com\n98200 00000";
        assert_eq!(
            read(text),
            [
                (1, None, false),
                (2, Some("+16145550187".to_owned()), false),
                (4, Some("+919820000000".to_owned()), false),
                (5, Some("renee@example.com".to_owned()), false),
                (6, None, false),
            ]
        );
    }

    #[test]
    fn what_stands_above_is_a_repeat_however_it_is_written() {
        let text = "+91 98200 00000\n0091 98200-00000\nnobody\nnobody";
        let repeats: Vec<bool> = read(text).into_iter().map(|one| one.2).collect();
        assert_eq!(repeats, [false, true, false, false]);
    }

    #[test]
    fn a_list_has_an_end() {
        let line = "+919820000000\n";
        assert_eq!(
            read_list(&line.repeat(MOST_LINES)).unwrap().len(),
            MOST_LINES
        );
        assert!(read_list(&line.repeat(MOST_LINES + 1)).is_none());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC*") {
            let lines = read_list(&text).unwrap_or_default();
            proptest::prop_assert!(lines.len() <= text.lines().count());
        }
    }
}
