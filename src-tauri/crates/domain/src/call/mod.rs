//! What a call is: its parties, turns, words and what was captured in it.
//! Knows nothing of files, formats or screens.

mod contact;
mod event;
mod kind;
mod local_copy;
mod numbers;
mod party;
mod turn;
mod variable;

pub use contact::{Contact, normal_email, normal_phone};
pub use event::{AgentDeed, AgentEvent, ToolCall, Usage, with_barge_ins};
pub use kind::{Channel, Direction, Outcome};
pub use local_copy::LocalCopy;
pub use numbers::{CallNumbers, Lag, PAUSE_MS, Place, SideNumbers, Stretches, numbers};
pub use party::{Party, Side};
pub use turn::{Turn, Word, talk_ms};
pub use variable::CapturedVariable;
