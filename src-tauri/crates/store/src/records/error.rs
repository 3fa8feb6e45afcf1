//! What can go wrong between the database and a use case, and the code that a
//! person is told.

use parley_app::error::AppError;
use parley_domain::error_code::ErrorCode;

use crate::keys::KeyError;

/// A failure inside the store.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error("key: {0}")]
    Key(#[from] KeyError),
    #[error("stored JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A stored value that no Parley writes.
    #[error("stored {0} is not valid")]
    Damaged(&'static str),
    /// Steps that this build does not know were applied.
    #[error("the database was written by a newer Parley")]
    Newer,
    /// It is already there, or belongs to something else.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    #[error("{0} is not here")]
    NotFound(&'static str),
    /// A value that does not fit, e.g. a time beyond the year 2200.
    #[error("{0} is out of range")]
    OutOfRange(&'static str),
}

pub type RecordsResult<T> = Result<T, RecordsError>;

/// SQLite's primary result codes that a person can act on.
const CORRUPT: u32 = 11;
const FULL: u32 = 13;
const CANNOT_OPEN: u32 = 14;
const NOT_A_DATABASE: u32 = 26;

fn code_of(error: &sqlx::Error) -> ErrorCode {
    let sqlx::Error::Database(error) = error else {
        return match error {
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => ErrorCode::DatabaseDamaged,
            _ => ErrorCode::Internal,
        };
    };
    if error.is_unique_violation() {
        return ErrorCode::Conflict;
    }
    // The low byte of an extended result code is the primary one.
    match error
        .code()
        .and_then(|c| c.parse::<u32>().ok())
        .map(|c| c & 0xff)
    {
        Some(CORRUPT | NOT_A_DATABASE | CANNOT_OPEN) => ErrorCode::DatabaseDamaged,
        Some(FULL) => ErrorCode::DiskFull,
        _ => ErrorCode::Internal,
    }
}

impl RecordsError {
    /// The code that a person is told.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Database(error) => code_of(error),
            Self::Migration(sqlx::migrate::MigrateError::Execute(error)) => code_of(error),
            Self::Migration(_) | Self::Json(_) | Self::Damaged(_) => ErrorCode::DatabaseDamaged,
            Self::Newer => ErrorCode::WorkspaceNewer,
            Self::Conflict(_) => ErrorCode::Conflict,
            Self::NotFound(_) => ErrorCode::NotFound,
            Self::OutOfRange(_) => ErrorCode::InvalidInput,
            Self::Key(_) => ErrorCode::Internal,
        }
    }
}

impl From<RecordsError> for AppError {
    fn from(error: RecordsError) -> Self {
        Self::because(error.code(), error)
    }
}
