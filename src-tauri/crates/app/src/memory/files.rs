//! Files that are nowhere.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use parley_domain::error_code::ErrorCode;

use super::held;
use crate::error::{AppError, AppResult};
use crate::ports::{MediaStream, NewFile, SourceEntry, SourceFiles};

/// Paths and their bytes; a folder is there when a file is in it.
#[derive(Debug, Default)]
pub struct MemoryFiles(Arc<Mutex<BTreeMap<PathBuf, Arc<[u8]>>>>);

impl MemoryFiles {
    /// Puts a file there.
    pub fn put(&self, path: &str, bytes: &[u8]) {
        held(&self.0).insert(PathBuf::from(path), bytes.into());
    }

    fn bytes(&self, path: &Path) -> AppResult<Arc<[u8]>> {
        let found = held(&self.0).get(path).cloned();
        found.ok_or(AppError::new(ErrorCode::FileUnreadable))
    }
}

impl SourceFiles for MemoryFiles {
    fn list(&self, paths: &[PathBuf]) -> AppResult<Vec<SourceEntry>> {
        let files = held(&self.0);
        let mut found: Vec<SourceEntry> = Vec::new();
        for chosen in paths {
            let mut any = false;
            for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with(chosen)) {
                any = true;
                let entry = SourceEntry {
                    path: path.clone(),
                    byte_len: bytes.len() as u64,
                };
                if !found.contains(&entry) {
                    found.push(entry);
                }
            }
            if !any {
                return Err(ErrorCode::FileUnreadable.into());
            }
        }
        Ok(found)
    }

    fn read(&self, path: &Path, limit: u64) -> AppResult<Vec<u8>> {
        let bytes = self.bytes(path)?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(bytes[..bytes.len().min(limit)].to_vec())
    }

    fn open(&self, path: &Path) -> AppResult<Box<dyn MediaStream>> {
        Ok(Box::new(Cursor::new(self.bytes(path)?)))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> AppResult<()> {
        held(&self.0).insert(path.to_owned(), bytes.into());
        Ok(())
    }

    fn create(&self, path: &Path, replace: bool) -> AppResult<Box<dyn NewFile>> {
        if !replace && held(&self.0).contains_key(path) {
            return Err(ErrorCode::FileExists.into());
        }
        Ok(Box::new(MemoryFile {
            files: Arc::clone(&self.0),
            path: path.to_owned(),
            bytes: Vec::new(),
            replace,
        }))
    }

    fn create_folder(&self, _path: &Path) -> AppResult<()> {
        Ok(())
    }
}

/// A file that is there once it is finished.
#[derive(Debug)]
struct MemoryFile {
    files: Arc<Mutex<BTreeMap<PathBuf, Arc<[u8]>>>>,
    path: PathBuf,
    bytes: Vec<u8>,
    replace: bool,
}

impl Write for MemoryFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl NewFile for MemoryFile {
    fn finish(self: Box<Self>) -> AppResult<()> {
        let mut files = held(&self.files);
        if !self.replace && files.contains_key(&self.path) {
            return Err(ErrorCode::FileExists.into());
        }
        files.insert(self.path.clone(), self.bytes.clone().into());
        Ok(())
    }
}
