//! Words as a recogniser gives them, and tables of words. Must not know: what a caller
//! means by them.

pub mod barge_in;
pub mod table;
pub mod text;
pub mod under_age;
