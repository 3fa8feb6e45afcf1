//! The port behind which the files a person chose to import live, and the files
//! they asked Parley to write. Must not know: formats.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use parley_domain::error_code::ErrorCode;

use super::MediaStream;
use crate::error::{AppError, AppResult};

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceEntry {
    pub path: PathBuf,
    pub byte_len: u64,
}

/// Files outside the workspace. Blocking.
pub trait SourceFiles: Send + Sync {
    /// Files under `paths`, folders walked through, in a stable order. Hidden
    /// files and symbolic links out of the chosen folders are left out.
    ///
    /// # Errors
    /// `file_unreadable` when a chosen path is not there.
    fn list(&self, paths: &[PathBuf]) -> AppResult<Vec<SourceEntry>>;
    /// The first `limit` bytes, or all.
    ///
    /// # Errors
    /// `file_unreadable`.
    fn read(&self, path: &Path, limit: u64) -> AppResult<Vec<u8>>;
    /// # Errors
    /// `file_unreadable`.
    fn open(&self, path: &Path) -> AppResult<Box<dyn MediaStream>>;
    /// Writes a whole file, replacing it only when complete.
    ///
    /// # Errors
    /// `file_unwritable`, `disk_full`.
    fn write(&self, path: &Path, bytes: &[u8]) -> AppResult<()>;
    /// Begins a file. Another one of that name stays as it is until this one is
    /// complete, and altogether unless told to `replace` it.
    ///
    /// # Errors
    /// `file_exists`, `file_unwritable`, `disk_full`.
    fn create(&self, path: &Path, replace: bool) -> AppResult<Box<dyn NewFile>>;
    /// Makes a folder and those above it; one that is there already is fine.
    ///
    /// # Errors
    /// `file_unwritable`, `disk_full`.
    fn create_folder(&self, path: &Path) -> AppResult<()>;
}

/// A file that is being written. Dropped before [`NewFile::finish`], it never was.
pub trait NewFile: Write + Send {
    /// Makes it durable under its name.
    ///
    /// # Errors
    /// `file_exists`, `file_unwritable`, `disk_full`.
    fn finish(self: Box<Self>) -> AppResult<()>;
}

/// What went wrong while writing a file, as people see it.
#[must_use]
pub fn unwritable(error: io::Error) -> AppError {
    let code = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ErrorCode::DiskFull,
        io::ErrorKind::AlreadyExists => ErrorCode::FileExists,
        _ => ErrorCode::FileUnwritable,
    };
    AppError::because(code, error)
}
