//! Values in the words they are spoken with, in English and in Hindi: numbers, days,
//! times, digits. Nothing is left to a synthesiser's guess. Must not know: where a value
//! comes from.

mod date;
mod number;

pub use date::{day, moments, time, weekday};
pub use number::{digits, number};
