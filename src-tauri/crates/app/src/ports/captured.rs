//! What lies over captured variables. Part of the port behind which the workspace's
//! records live.

use async_trait::async_trait;
use parley_domain::captured::CapturedCorrection;
use parley_domain::ids::{CallId, CorrectionId};
use parley_domain::revision::Withdrawal;

use crate::error::AppResult;

/// One change of what lies over captured variables.
#[derive(Debug, Clone)]
pub enum CapturedChange {
    /// Adds a correction of one of the call's variables.
    Correct {
        call_id: CallId,
        correction: Box<CapturedCorrection>,
    },
    /// Takes back a correction that nobody took back before; otherwise `conflict`.
    Withdraw {
        call_id: CallId,
        id: CorrectionId,
        withdrawal: Withdrawal,
    },
}

/// What lies over captured variables, withdrawn or not.
#[async_trait]
pub trait Captured: Send + Sync {
    /// Of all variables of a call, oldest first.
    async fn captured_corrections(&self, call: CallId) -> AppResult<Vec<CapturedCorrection>>;
}
