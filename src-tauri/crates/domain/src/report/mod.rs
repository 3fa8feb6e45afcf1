//! Many calls in numbers: what a business sees of its agents' work. Knows facts of
//! calls, without names or words; of whom is hidden who could be told from them.
//!
//! No figure is shown of a group of fewer than [`FEWEST_PEOPLE`] people, also not as
//! the difference between a total and the groups beside it (see [`hide`]).

mod fact;
mod flags;
mod hours;
mod overview;
mod people;
mod slot;
mod tally;
mod weekly;
mod zone;

pub use fact::{CallFact, CallFacts};
pub use flags::{FlagFact, FlagsOfReason, OpenFlags, open_flags};
pub use hours::LocalHours;
pub use overview::{AgentRow, DayCount, Group, HourCount, Overview, Period, Totals, overview};
pub use people::{FEWEST_PEOPLE, Few, hide};
pub use slot::{NoSuchHour, WeekHour};
pub use weekly::{
    BusyHour, Ending, EndingRow, Share, WeekChange, WeekFigures, Weekly, Weeks, weekly,
};
pub use zone::{NoZone, Stretch, Zone};
