//! The agent of a business: how it takes calls, and that it does is an act of somebody.
//! Must not know: how calls come, or what is said in them.

mod setup;
mod start;

pub use setup::{AgentLineView, GetAgentLine, SetAgentLine, agent_line_get, agent_line_set};
pub use start::{StartAgent, StopAgent, agent_open, agent_start, agent_stop};
