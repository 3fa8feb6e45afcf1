//! What people correct about a captured variable: its value, and where it was said. The
//! imported variables are never changed; corrections lie over them, and form the same
//! graph as those of turns. Must not know: where they are kept, or how they are shown.

use serde::{Deserialize, Serialize};

use crate::call::CapturedVariable;
use crate::ids::{CorrectionId, UserId};
use crate::revision::{Revision, Withdrawal, standing};
use crate::time::UtcMillis;

/// A value has no more characters (Unicode scalar values).
pub const LONGEST_VALUE: usize = 2_000;

/// A reason has no more characters (Unicode scalar values).
pub const LONGEST_REASON: usize = 500;

/// A variable's value and where it was said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CapturedValue {
    /// As text; empty when nothing was said after all.
    pub value: String,
    /// ms from the start of the recording; `None` where that is not known.
    pub said_at_ms: Option<u32>,
    /// The turn it was said in, by its place; only where somebody linked it.
    pub said_in: Option<u32>,
}

impl From<&CapturedVariable> for CapturedValue {
    fn from(imported: &CapturedVariable) -> Self {
        Self {
            value: imported.value.clone(),
            said_at_ms: imported.said_at_ms,
            said_in: None,
        }
    }
}

/// A correction of one variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapturedCorrection {
    pub id: CorrectionId,
    /// The variable's place in the import: names may repeat.
    pub variable: u32,
    pub by: UserId,
    pub at: UtcMillis,
    /// The corrections it was made on; none: the import.
    pub made_on: Vec<CorrectionId>,
    /// What its author saw.
    pub before: CapturedValue,
    pub after: CapturedValue,
    /// Why, where its author says so.
    pub reason: Option<String>,
    /// For a choice: which correction was chosen.
    pub choice_of: Option<CorrectionId>,
    pub withdrawn: Option<Withdrawal>,
}

impl Revision for CapturedCorrection {
    type Says = CapturedValue;

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

    fn says(&self) -> &CapturedValue {
        &self.after
    }
}

/// A variable as it stands with everything laid over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapturedNow<'a> {
    pub imported: &'a CapturedVariable,
    pub value: CapturedValue,
    /// The revision that is shown, to be named by the next correction.
    pub heads: Vec<CorrectionId>,
    /// Whether it was ever corrected.
    pub touched: bool,
    /// In a dispute all that is said, oldest first; the value is the first of them.
    pub versions: Vec<&'a CapturedCorrection>,
}

impl CapturedNow<'_> {
    /// Whether it reads otherwise than it was imported.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.value != CapturedValue::from(self.imported)
    }
}

/// Lays corrections, in any order, over the imported variables; each stays at its place.
#[must_use]
pub fn captured<'a>(
    imported: &'a [CapturedVariable],
    corrections: &'a [CapturedCorrection],
) -> Vec<CapturedNow<'a>> {
    let places = imported.iter().zip(0u32..);
    let now = places.map(|(imported, place)| {
        let own = || corrections.iter().filter(move |one| one.variable == place);
        let now = standing(own());
        CapturedNow {
            imported,
            value: now
                .says()
                .map_or_else(|| CapturedValue::from(imported), CapturedValue::clone),
            heads: now.heads(),
            touched: own().next().is_some(),
            versions: now.versions(),
        }
    });
    now.collect()
}

/// A value as it is kept: no space around it, and of the control characters only line
/// ends. `None` when it is too long.
#[must_use]
pub fn tidy_value(typed: &str) -> Option<String> {
    shorter(typed, LONGEST_VALUE)
}

/// A reason as it is kept, likewise; an empty one is none. `Err` when it is too long.
///
/// # Errors
/// [`TooLong`].
pub fn tidy_reason(typed: Option<&str>) -> Result<Option<String>, TooLong> {
    let reason = typed.map(|typed| shorter(typed, LONGEST_REASON).ok_or(TooLong));
    Ok(reason.transpose()?.filter(|reason| !reason.is_empty()))
}

/// A text has too many characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too long")]
pub struct TooLong;

fn shorter(typed: &str, longest: usize) -> Option<String> {
    crate::transcript::tidy(typed).filter(|text| text.chars().count() <= longest)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn variable(value: &str) -> CapturedVariable {
        CapturedVariable {
            name: "slot".to_owned(),
            value: value.to_owned(),
            said_at_ms: Some(41_000),
        }
    }

    fn correction(n: u8, place: u32, made_on: &[u8], value: &str) -> CapturedCorrection {
        let id = |n: u8| CorrectionId(Uuid::from_u128(n.into()));
        CapturedCorrection {
            id: id(n),
            variable: place,
            by: UserId(Uuid::nil()),
            at: UtcMillis(n.into()),
            made_on: made_on.iter().map(|n| id(*n)).collect(),
            before: CapturedValue::default(),
            after: CapturedValue {
                value: value.to_owned(),
                said_at_ms: Some(67_000),
                said_in: Some(3),
            },
            reason: None,
            choice_of: None,
            withdrawn: None,
        }
    }

    #[test]
    fn a_correction_lies_over_its_own_place_alone() {
        // Two of a name: an agent may ask twice.
        let imported = [variable("Tue 14:00"), variable("Tue 14:00")];
        let corrections = [
            correction(1, 1, &[], "Tue 15:00"),
            correction(2, 9, &[], "x"),
        ];
        let now = captured(&imported, &corrections);
        assert_eq!(now.len(), 2);
        assert!(!now[0].differs() && !now[0].touched);
        assert_eq!(
            (&*now[1].value.value, now[1].differs()),
            ("Tue 15:00", true)
        );
        assert_eq!(now[1].imported.value, "Tue 14:00");
        assert_eq!(now[1].value.said_at_ms, Some(67_000));
    }

    #[test]
    fn two_who_did_not_know_of_each_other_both_count() {
        let imported = [variable("two")];
        let both = [
            correction(1, 0, &[], "three"),
            correction(2, 0, &[], "four"),
        ];
        let now = captured(&imported, &both);
        let said: Vec<&str> = now[0].versions.iter().map(|v| &*v.after.value).collect();
        assert_eq!(said, ["three", "four"]);
        assert_eq!(now[0].heads.len(), 2);
        // Another second for the same words is another opinion.
        let mut second = correction(2, 0, &[], "three");
        second.after.said_at_ms = Some(1);
        assert_eq!(
            captured(&imported, &[both[0].clone(), second])[0]
                .versions
                .len(),
            2
        );
    }

    #[test]
    fn what_is_typed_is_tidied() {
        assert_eq!(tidy_value(" Tue\u{0} 15:00\n").unwrap(), "Tue  15:00");
        assert_eq!(tidy_value(&"x".repeat(2_001)), None);
        assert_eq!(tidy_reason(Some(" \n")), Ok(None));
        assert_eq!(tidy_reason(None), Ok(None));
        assert_eq!(tidy_reason(Some(&"x".repeat(501))), Err(TooLong));
        assert_eq!(
            tidy_reason(Some(" misheard ")),
            Ok(Some("misheard".to_owned()))
        );
    }
}
