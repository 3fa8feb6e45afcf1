//! The agent of a business: that it takes calls is an act of somebody. Must not know: how
//! calls come, or what is said in them.

mod start;

pub use start::agent_start;
