//! What the phrases promise, measured on phrases that were not made from them.

mod phrases;
mod properties;
mod single;
