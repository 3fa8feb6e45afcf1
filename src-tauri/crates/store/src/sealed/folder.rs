//! Names of media files, and what a crash leaves behind.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use parley_domain::ids::MediaId;

use super::SealedError;

const SEALED: &str = "sealed";
const PART: &str = "part";

/// Where `media` lies in `folder` (the workspace's `media/`).
#[must_use]
pub fn media_path(folder: &Path, media: MediaId) -> PathBuf {
    folder.join(format!("{media}.{SEALED}"))
}

pub(super) fn part_path(folder: &Path, media: MediaId) -> PathBuf {
    folder.join(format!("{media}.{PART}"))
}

/// Creates a file that was not there, readable by its owner only.
pub(super) fn create_part(part: &Path) -> Result<File, SealedError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(part).map_err(|e| match e.kind() {
        io::ErrorKind::AlreadyExists => SealedError::MediaExists,
        _ => SealedError::from_io(&e),
    })
}

/// Makes renames and removals in `folder` durable, where the system can.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// The unfinished files that a crash left in `folder`. Ask only while holding the
/// folder's lock: another process's unfinished files look the same.
///
/// # Errors
/// [`SealedError::Io`]
pub fn leftover_parts(folder: &Path) -> Result<Vec<PathBuf>, SealedError> {
    let io = |e: io::Error| SealedError::from_io(&e);
    let mut parts = Vec::new();
    for entry in fs::read_dir(folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        let path = entry.path();
        let ours = path.extension().is_some_and(|e| e == PART)
            && path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .is_some_and(|stem| stem.parse::<MediaId>().is_ok());
        if ours && entry.file_type().map_err(io)?.is_file() {
            parts.push(path);
        }
    }
    parts.sort();
    Ok(parts)
}

/// Removes what [`leftover_parts`] lists and says how many there were.
///
/// # Errors
/// [`SealedError::Io`]
pub fn remove_leftover_parts(folder: &Path) -> Result<usize, SealedError> {
    let parts = leftover_parts(folder)?;
    for part in &parts {
        fs::remove_file(part).map_err(|e| SealedError::from_io(&e))?;
    }
    sync_folder(folder).map_err(|e| SealedError::from_io(&e))?;
    Ok(parts.len())
}

/// Deletes the file of `media`, durably. Its bytes were worthless already if its
/// data key was destroyed first.
///
/// # Errors
/// [`SealedError::MediaMissing`] if it was not there, or [`SealedError::Io`].
pub fn remove_media(folder: &Path, media: MediaId) -> Result<(), SealedError> {
    fs::remove_file(media_path(folder, media)).map_err(|e| SealedError::from_io(&e))?;
    sync_folder(folder).map_err(|e| SealedError::from_io(&e))
}
