//! Conversations that follow a script. A [`Script`] is data, checked when it is read; a
//! [`Flow`] follows one through a call. Must not know: sound, the line, how anything is
//! looked up or done.

mod capture;
mod check;
mod engine;
mod fault;
mod keys;
mod listen;
mod script;
mod steps;
mod summary;
mod text;

pub use engine::{Captured, Flow, FlowContext};
pub use fault::{Fault, FaultKind};
pub use script::{Anywhere, Arm, Choice, Kind, Node, Script, Slot, Target, Texts};
