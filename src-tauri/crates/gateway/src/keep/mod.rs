//! What is kept of a live call: its log as lines, and from the lines the call as review
//! shows it. The same lines give the same call, whether it ended or was cut short. Must not
//! know: where lines and sound are kept, or the carrier.

mod again;
mod draft;
mod line;
mod outcome;
mod prices;
mod read;
mod spoken;
mod words;

pub use self::again::{Begun, run_again};
pub use self::draft::{About, draft};
pub use self::line::{Line, LineJournal, Lines, Ringing, Unanswered};
pub use self::prices::Prices;
pub use self::read::CallLogs;
