//! Numbers that nobody may keep, taken out of what is said before anybody keeps it:
//! payment cards and what stands on their back, Aadhaar, PAN, social security numbers,
//! IBANs; typed or spoken, in one turn or in several.
//!
//! [`Mask`] is a stream: words in, words out, a number that is still growing held back
//! and nothing else. At most [`MOST_SYMBOLS`] digits with their fill words wait; outside
//! of numbers one word does. Must not know: recordings, transcripts, who asked.

mod checks;
mod cues;
mod judge;
mod kinds;
mod mask;
mod numerals;
mod run;
mod token;

pub use checks::{is_iban, is_luhn, is_verhoeff};
pub use kinds::{Certainty, Masked, SecretKind};
pub use mask::{Mask, Piece, Released, mask_turns};
pub use run::MOST_SYMBOLS;

#[cfg(test)]
mod tests;
