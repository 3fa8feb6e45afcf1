//! Corrections of one turn's text: revisions of what was imported.

use crate::ids::{CorrectionId, UserId};
use crate::revision::{Revision, Standing, Withdrawal};
use crate::time::UtcMillis;

/// A corrected text has no more characters (Unicode scalar values).
pub const LONGEST_TEXT: usize = 500_000;

/// A correction of one turn's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    pub id: CorrectionId,
    /// The turn's place in the source's order.
    pub turn: u32,
    pub by: UserId,
    pub at: UtcMillis,
    /// The corrections it was made on; none: the import.
    pub made_on: Vec<CorrectionId>,
    /// The text its author saw.
    pub before: String,
    pub after: String,
    /// For a choice: which correction was chosen.
    pub choice_of: Option<CorrectionId>,
    pub withdrawn: Option<Withdrawal>,
}

impl Revision for Correction {
    type Says = str;

    fn id(&self) -> CorrectionId {
        self.id
    }

    fn at(&self) -> UtcMillis {
        self.at
    }

    fn made_on(&self) -> &[CorrectionId] {
        &self.made_on
    }

    fn is_withdrawn(&self) -> bool {
        self.withdrawn.is_some()
    }

    fn says(&self) -> &str {
        &self.after
    }
}

impl<'a> Standing<'a, Correction> {
    /// The corrected text; `None`: the import's.
    #[must_use]
    pub fn text(&self) -> Option<&'a str> {
        self.says()
    }
}

/// A text as it is kept: no space around it, and of the control characters only line
/// ends. `None` when it is too long.
#[must_use]
pub fn tidy(typed: &str) -> Option<String> {
    let unix = typed.replace("\r\n", "\n");
    let text: String = unix
        .chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect();
    let text = text.trim();
    (text.chars().count() <= LONGEST_TEXT).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::revision::standing;

    fn id(n: u8) -> CorrectionId {
        CorrectionId(Uuid::from_u128(n.into()))
    }

    fn one(n: u8, made_on: &[u8], after: &str) -> Correction {
        Correction {
            id: id(n),
            turn: 0,
            by: UserId(Uuid::nil()),
            at: UtcMillis(n.into()),
            made_on: made_on.iter().map(|n| id(*n)).collect(),
            before: String::new(),
            after: after.to_owned(),
            choice_of: None,
            withdrawn: None,
        }
    }

    fn withdrawn(mut correction: Correction) -> Correction {
        correction.withdrawn = Some(Withdrawal {
            by: UserId(Uuid::nil()),
            at: UtcMillis(99),
        });
        correction
    }

    fn state(all: &[Correction]) -> (Option<&str>, bool) {
        let now = standing(all);
        (now.text(), now.is_disputed())
    }

    #[test]
    fn the_last_of_a_chain_stands_and_undo_goes_back_one_by_one() {
        assert_eq!(state(&[]), (None, false));
        let (first, second) = (one(1, &[], "a"), one(2, &[1], "b"));
        assert_eq!(state(&[second.clone(), first.clone()]), (Some("b"), false));
        let second = withdrawn(second);
        assert_eq!(state(&[first.clone(), second.clone()]), (Some("a"), false));
        assert_eq!(state(&[withdrawn(first), second]), (None, false));
    }

    #[test]
    fn two_from_the_same_revision_are_a_dispute_until_one_is_chosen() {
        let both = [one(1, &[], "x"), one(2, &[1], "asha"), one(3, &[1], "ravi")];
        assert_eq!(state(&both), (Some("asha"), true));
        let mut choice = one(4, &[2, 3], "ravi");
        choice.choice_of = Some(id(3));
        let resolved = [&both[..], &[choice.clone()]].concat();
        assert_eq!(state(&resolved), (Some("ravi"), false));
        assert!(standing(&resolved).versions().is_empty());
        let reopened = [&both[..], &[withdrawn(choice)], &[one(5, &[1], "ravi")]].concat();
        assert_eq!(state(&reopened), (Some("asha"), true));
        let versions = standing(&reopened).versions();
        let said: Vec<&str> = versions.iter().map(|one| one.says()).collect();
        assert_eq!(said, ["asha", "ravi"], "each once, all of them");
    }

    #[test]
    fn who_wrote_the_same_does_not_disagree() {
        let both = [one(1, &[], "same"), one(2, &[], "same")];
        assert_eq!(state(&both), (Some("same"), false));
        assert_eq!(standing(&both).heads().len(), 2);
    }

    #[test]
    fn what_was_made_on_a_withdrawn_one_covers_what_that_was_made_on() {
        let all = [
            one(1, &[], "a"),
            withdrawn(one(2, &[1], "b")),
            one(3, &[2], "c"),
        ];
        assert_eq!(state(&all), (Some("c"), false));
    }

    #[test]
    fn a_text_is_tidied() {
        assert_eq!(tidy(" a\u{1}b\r\nc\t ").unwrap(), "a b\nc");
        assert_eq!(tidy(&"x".repeat(LONGEST_TEXT + 1)), None);
    }

    proptest! {
        /// Whatever names whatever, even itself: it ends, and nothing that stands is lost.
        #[test]
        fn any_graph_has_a_standing(
            raw in prop::collection::vec((prop::collection::vec(0u8..12, 0..3), any::<bool>()), 0..12)
        ) {
            let all: Vec<Correction> = raw
                .iter()
                .zip(0u8..)
                .map(|((made_on, gone), n)| {
                    let made_on: Vec<u8> = made_on.iter().filter(|on| **on < n).copied().collect();
                    let made = one(n, &made_on, &n.to_string());
                    if *gone { withdrawn(made) } else { made }
                })
                .collect();
            let live = all.iter().any(|one| one.withdrawn.is_none());
            prop_assert_eq!(standing(&all).text().is_some(), live);
        }
    }
}
