//! Reviewing: flags on calls, who is to review them, the queue, the draw. Must not
//! know: how a flag is drawn on a lane, or what an agent is.

mod record;

pub use record::{
    Assignment, CallMarks, Decision, Flag, FlaggedBy, ReviewOutcome, ReviewState, SamplingRule,
};
