//! What the agent said it did, beside what the system did: times, days and amounts in
//! an agent's promise, looked for in the answers of the tools it called. Knows words of
//! English and Hindi; must not know any tool by name.
//!
//! It finds reasons to look, not faults: a claim is only reported when a tool answered
//! with a value of the same kind and none of them is the one that was said, or when
//! something was promised and no tool was called at all that could have done it.

mod compare;
mod said;
mod value;
mod words;

pub use compare::{Claim, Verdict, compare};
pub use value::ClaimValue;
