//! What the agent noted down during the call.

use serde::{Deserialize, Serialize};

/// A captured variable: a name, its value and, where known, the moment it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CapturedVariable {
    /// The variable's name in the agent's set-up, e.g. `appointment_time`.
    pub name: String,
    /// Its value, as text.
    pub value: String,
    /// When it was said, ms from the start of the recording.
    pub said_at_ms: Option<u32>,
}
