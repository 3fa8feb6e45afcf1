//! One process per workspace folder. Must not know what the folder holds.
//!
//! An operating-system lock on `media/.lock`: the system lets go of it when the
//! process ends, however it ends, so there is no stale lock to explain to anybody.
//! The empty file stays; removing it would let two processes lock two files of the
//! same name.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// Why a folder could not be locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FolderLockError {
    /// Another process (or another window of this one) has the workspace open.
    #[error("workspace is open elsewhere")]
    InUse,
    /// The lock file could not be made or locked.
    #[error("workspace folder cannot be locked: {0}")]
    Io(io::ErrorKind),
}

/// Holds the folder until dropped.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Locks `media_folder`, without waiting.
    ///
    /// # Errors
    /// [`FolderLockError`]
    pub fn acquire(media_folder: &Path) -> Result<Self, FolderLockError> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options
            .open(media_folder.join(".lock"))
            .map_err(|e| FolderLockError::Io(e.kind()))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(FolderLockError::InUse),
            Err(TryLockError::Error(e)) => Err(FolderLockError::Io(e.kind())),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    use super::*;

    const FOLDER: &str = "PARLEY_TEST_LOCK_FOLDER";

    /// Run in the child process only: locks, says so, and waits to be killed.
    #[test]
    fn child_holds_the_lock() {
        if let Ok(folder) = std::env::var(FOLDER) {
            let _lock = FolderLock::acquire(Path::new(&folder)).unwrap();
            eprintln!("locked");
            std::thread::sleep(std::time::Duration::from_secs(60));
        }
    }

    #[test]
    fn a_second_opener_is_refused_until_the_first_drops() {
        let folder = tempfile::tempdir().unwrap();
        let first = FolderLock::acquire(folder.path()).unwrap();
        let second = FolderLock::acquire(folder.path()).unwrap_err();
        assert_eq!(second, FolderLockError::InUse);
        drop(first);
        FolderLock::acquire(folder.path()).unwrap();
    }

    #[test]
    fn a_killed_process_lets_go() {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "folder_lock::tests::child_holds_the_lock",
                "--nocapture",
            ])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stderr.take().unwrap())
            .lines()
            .map_while(Result::ok)
            .any(|line| line.contains("locked"));
        assert!(said, "the child must have locked the folder");
        let refused = FolderLock::acquire(folder.path()).unwrap_err();
        assert_eq!(refused, FolderLockError::InUse);
        child.kill().unwrap();
        child.wait().unwrap();
        FolderLock::acquire(folder.path()).unwrap();
    }

    #[test]
    fn a_missing_folder_is_an_io_error() {
        let folder = tempfile::tempdir().unwrap();
        let missing = FolderLock::acquire(&folder.path().join("media")).unwrap_err();
        assert_eq!(missing, FolderLockError::Io(io::ErrorKind::NotFound));
    }
}
