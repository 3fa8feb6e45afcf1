//! Many calls in numbers. What is counted and what is hidden are rules of the domain.

mod open_flags;
mod overview;
mod weekly;

pub use open_flags::{GetOpenFlags, open_flags_get};
pub use overview::{GetOverview, overview_get};
pub(crate) use weekly::count as count_week;
pub use weekly::{GetWeekly, WeeklyView, weekly_get};
