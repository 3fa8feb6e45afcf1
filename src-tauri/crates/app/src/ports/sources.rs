//! The port behind which the files a person chose to import live, and the files
//! they asked Parley to write. Must not know: formats.

use std::path::{Path, PathBuf};

use super::MediaStream;
use crate::error::AppResult;

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
}
