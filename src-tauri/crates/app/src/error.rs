//! The one error of the use cases: a closed code, and the cause for the log.

use std::fmt;

use parley_domain::error_code::ErrorCode;

/// What a use case or a port answers when it cannot do its work. The cause stays
/// inside: only the code, the field and the wait cross the wire.
#[derive(Debug, thiserror::Error)]
pub struct AppError {
    pub code: ErrorCode,
    /// The input member that is wrong.
    pub field: Option<&'static str>,
    /// How long to wait before trying again.
    pub retry_after_ms: Option<u64>,
    #[source]
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code.fmt(f)
    }
}

impl AppError {
    /// Only the code.
    #[must_use]
    pub const fn new(code: ErrorCode) -> Self {
        Self {
            code,
            field: None,
            retry_after_ms: None,
            source: None,
        }
    }

    /// Invalid input, naming the member.
    #[must_use]
    pub const fn invalid(field: &'static str) -> Self {
        Self {
            code: ErrorCode::InvalidInput,
            field: Some(field),
            retry_after_ms: None,
            source: None,
        }
    }

    /// A code with its cause.
    #[must_use]
    pub fn because(
        code: ErrorCode,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            source: Some(source.into()),
            ..Self::new(code)
        }
    }
}

impl From<ErrorCode> for AppError {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}

impl From<parley_domain::access::Denied> for AppError {
    fn from(denied: parley_domain::access::Denied) -> Self {
        Self::because(ErrorCode::PermissionDenied, denied)
    }
}

/// The result of every use case.
pub type AppResult<T> = Result<T, AppError>;
