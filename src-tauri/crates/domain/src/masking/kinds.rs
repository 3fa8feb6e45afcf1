//! What is masked.

use serde::Serialize;

use crate::closed_list::closed_list;
use crate::listening::Span;

closed_list! {
    /// A number that is not kept.
    SecretKind {
        Card = "card",
        /// The three or four digits that prove the card is at hand.
        Cvv = "cvv",
        Aadhaar = "aadhaar",
        /// India's permanent account number.
        Pan = "pan",
        Ssn = "ssn",
        Iban = "iban",
    }
}

closed_list! {
    /// How it was known.
    Certainty {
        /// By its check digits, or by its form where there are none.
        Checked = "checked",
        /// By its length and what was spoken of: recognisers mishear digits.
        Likely = "likely",
    }
}

impl SecretKind {
    /// What stands in the text instead.
    #[must_use]
    pub const fn stand_in(self) -> &'static str {
        match self {
            Self::Card => "[card]",
            Self::Cvv => "[cvv]",
            Self::Aadhaar => "[aadhaar]",
            Self::Pan => "[pan]",
            Self::Ssn => "[ssn]",
            Self::Iban => "[iban]",
        }
    }
}

/// One stretch of one turn that is masked. A number spread over turns has several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Masked {
    pub kind: SecretKind,
    pub certainty: Certainty,
    /// The turn, in the order they began.
    pub turn: u32,
    /// The first character of the turn's text and how many, in Unicode scalar values.
    pub at: u32,
    pub len: u32,
    /// What to silence, where the words had times.
    pub span: Option<Span>,
    /// The digits of an earlier turn that were let out already: few enough to be
    /// worthless alone, and to be taken back where they were kept.
    pub was_released: bool,
}
