//! Many calls in numbers. What is counted and what is hidden are rules of the domain.

mod overview;

pub use overview::{GetOverview, overview_get};
