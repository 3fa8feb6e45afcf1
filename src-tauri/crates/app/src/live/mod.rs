//! Calls that run here, kept while they run: the sound of both sides and the call's log
//! go into sealed logs several times a second, and when the call ends it becomes a call
//! of the list like an imported one. A process that ends at any moment loses less than a
//! second of it; [`recover`] makes a call of what is there. Must not know: carriers, what
//! the lines of a log mean, how a log is sealed.

mod begin;
mod finish;
mod keep;
mod keeping;
mod leg;
mod pending;
mod record;
mod recover;
mod running;
mod survey;
mod writer;

pub(crate) use keep::LINES;
pub use keeping::Keeping;
pub use record::{LiveCallRecord, LiveCallStart, LiveLog, LiveStream};
pub use recover::recover;
pub use running::Running;
