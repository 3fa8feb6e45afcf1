//! From what went wrong with a header, a lock or a device secret to the code that a
//! person is told.

use std::io;

use parley_app::error::AppError;
use parley_domain::error_code::ErrorCode;

use crate::device_secret::{DeviceSecretError, MissingReason};
use crate::folder_lock::FolderLockError;
use crate::header::HeaderError;

pub(super) fn io_code(kind: io::ErrorKind) -> ErrorCode {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ErrorCode::DiskFull,
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ErrorCode::WorkspaceMissing,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            ErrorCode::FileUnwritable
        }
        _ => ErrorCode::Internal,
    }
}

pub(super) fn io_error(error: io::Error) -> AppError {
    AppError::because(io_code(error.kind()), error)
}

pub(super) fn header_error(error: HeaderError) -> AppError {
    let code = match error {
        HeaderError::HeaderMissing => ErrorCode::WorkspaceMissing,
        HeaderError::HeaderExists => ErrorCode::WorkspaceExists,
        HeaderError::HeaderDamaged | HeaderError::HeaderTampered | HeaderError::UnusableKdf => {
            ErrorCode::HeaderDamaged
        }
        HeaderError::HeaderNewer => ErrorCode::WorkspaceNewer,
        HeaderError::ChangedElsewhere => ErrorCode::WorkspaceInUse,
        HeaderError::WrongPassphrase => ErrorCode::WrongPassphrase,
        HeaderError::UnknownUser => ErrorCode::UnknownUser,
        HeaderError::UserExists => ErrorCode::Conflict,
        HeaderError::LastUser => ErrorCode::LastOwner,
        HeaderError::WrongRecoveryCode | HeaderError::RecoveryCodeMistyped(_) => {
            ErrorCode::WrongRecoveryCode
        }
        HeaderError::DeviceSecretMissing | HeaderError::BoundToOtherDevice => {
            ErrorCode::DeviceKeyMissing
        }
        HeaderError::TooManyAttempts { .. } => ErrorCode::TooManyAttempts,
        HeaderError::UnusableName | HeaderError::TooManyUsers => ErrorCode::InvalidInput,
        HeaderError::CryptoRefused => ErrorCode::Internal,
        HeaderError::Io(kind) => io_code(kind),
    };
    let mut told = AppError::because(code, error);
    match error {
        HeaderError::TooManyAttempts { wait_ms } => told.retry_after_ms = Some(wait_ms),
        HeaderError::UnusableName => told.field = Some("name"),
        _ => {}
    }
    told
}

pub(super) fn device_error(error: DeviceSecretError) -> AppError {
    let code = match error {
        DeviceSecretError::DeviceSecretMissing(
            MissingReason::NotStored | MissingReason::KeyringAbsent,
        )
        | DeviceSecretError::Malformed => ErrorCode::DeviceKeyMissing,
        DeviceSecretError::DeviceSecretMissing(
            MissingReason::KeyringLocked
            | MissingReason::KeyringTimeout
            | MissingReason::KeyringFailed,
        )
        | DeviceSecretError::PermissionsTooWide => ErrorCode::DeviceKeyLocked,
        DeviceSecretError::Io(kind) => match io_code(kind) {
            ErrorCode::DiskFull => ErrorCode::DiskFull,
            _ => ErrorCode::DeviceKeyLocked,
        },
    };
    AppError::because(code, error)
}

pub(super) fn lock_error(error: FolderLockError) -> AppError {
    let code = match error {
        FolderLockError::InUse => ErrorCode::WorkspaceInUse,
        FolderLockError::Io(kind) => io_code(kind),
    };
    AppError::because(code, error)
}
