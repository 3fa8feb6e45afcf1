//! What a caller or a writer refuses: calls, messages, the recording; and the two
//! questions that must never be answered by a language model, whether one speaks with a
//! machine and for a person. Decided by rules over words, in English, Spanish, French,
//! German and Hindi (both scripts), while the words are still coming.
//!
//! The rules are data: `phrases/*.txt`, whose language [`Rules::read`] explains. Must not
//! know: who speaks, what becomes of a refusal, any recogniser.

mod ear;
mod follow;
mod heard;
mod hearing;
mod kinds;
mod rules;
mod sheet;
mod splitter;
mod verdict;
mod vocabulary;

pub use hearing::{Hearing, News, classify};
pub use kinds::{Answer, Asked, Intent, Language, Listening, Scope};
pub use rules::Rules;
pub use sheet::{Fault, FaultKind};
pub use verdict::{Hit, Verdict};

#[cfg(test)]
mod tests;
