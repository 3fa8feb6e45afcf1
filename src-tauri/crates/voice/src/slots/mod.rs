//! What a caller said, as typed values with the place they stand at: yes and no, names,
//! telephone numbers, numbers, days and times, choices, wishes; in English and in Hindi,
//! in both scripts. Where words allow two readings both are given. Must not know: the
//! call, the script, what is asked next.

pub mod answer;
pub mod choice;
mod clock;
mod day;
pub mod email;
mod lexicon;
pub mod moment;
pub mod name;
pub mod number;
pub mod phone;
mod phrases;
pub mod wish;
mod words;

pub use lexicon::hindi_number;
pub use words::{Word, Words};

/// Where in a text something was said, in bytes; it begins and ends at characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    pub from: usize,
    pub to: usize,
}

/// Whether somebody agrees; `None` is neither yes nor no.
#[must_use]
pub fn agrees(text: &str) -> Option<bool> {
    answer::answer(&Words::of(text)).map(|heard| heard.value)
}

/// A value and the words that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard<T> {
    pub value: T,
    pub span: Span,
}
