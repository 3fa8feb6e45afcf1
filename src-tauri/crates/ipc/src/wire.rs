//! What crosses the wire when something fails: a closed code and an incident id,
//! under which the log has the cause. Never a path, SQL, a number or a name.

use std::error::Error as _;

use parley_app::desk::Desk;
use parley_app::error::AppError;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::uuid_v7;
use serde::{Deserialize, Serialize};

/// A failure as every shell shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WireError {
    pub code: ErrorCode,
    /// Plain English, for the terminal; the page has its own words.
    pub message: String,
    /// The input member that is wrong.
    pub field: Option<String>,
    pub incident_id: String,
    #[ts(as = "Option<f64>")]
    pub retry_after_ms: Option<u64>,
}

impl WireError {
    /// Logs the failure once, with its causes, and makes the wire's form of it.
    #[must_use]
    pub fn report(desk: &Desk, command: &str, error: &AppError) -> Self {
        let incident_id = uuid_v7(desk.deps.clock.now(), &*desk.deps.rng).to_string();
        let mut causes = String::new();
        let mut next = error.source();
        while let Some(cause) = next {
            causes.push_str(&format!("{cause} : "));
            next = cause.source();
        }
        if error.code == ErrorCode::Internal {
            tracing::error!(
                command,
                incident_id,
                cause = causes,
                "a command failed inside"
            );
        } else {
            let code = error.code;
            tracing::info!(
                command,
                incident_id,
                ?code,
                cause = causes,
                "a command was refused"
            );
        }
        Self {
            code: error.code,
            message: error.code.message().to_owned(),
            field: error.field.map(str::to_owned),
            incident_id,
            retry_after_ms: error.retry_after_ms,
        }
    }
}
