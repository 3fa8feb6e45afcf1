//! The header in its file: read whole, written whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use parley_domain::ids::WorkspaceId;
use serde_json::Value;

use crate::keys::{WorkspaceKey, same_bytes};
use crate::sealed::sync_folder;

use super::model::{Content, FORMAT};
use super::{HeaderError, canonical};

/// The header's file name.
pub const HEADER_FILE: &str = "workspace.json";
const PART_FILE: &str = "workspace.json.part";
const LONGEST: u64 = 4 * 1024 * 1024;

/// A workspace's header as it was last read or written.
#[derive(Debug)]
pub struct WorkspaceHeader {
    pub(super) folder: PathBuf,
    pub(super) content: Content,
    checksum: String,
}

impl WorkspaceHeader {
    /// Reads the header in `folder`.
    ///
    /// # Errors
    /// `HeaderMissing`, `HeaderDamaged`, `HeaderNewer` or `Io`.
    pub fn read(folder: &Path) -> Result<Self, HeaderError> {
        let (content, checksum) = load(folder)?;
        Ok(Self {
            folder: folder.to_path_buf(),
            content,
            checksum,
        })
    }

    /// Writes a header where there is none.
    pub(super) fn write_new(folder: &Path, content: Content) -> Result<Self, HeaderError> {
        match load(folder) {
            Err(HeaderError::HeaderMissing) => {}
            Err(HeaderError::Io(kind)) => return Err(HeaderError::Io(kind)),
            _ => return Err(HeaderError::HeaderExists),
        }
        let checksum = store(folder, &content)?;
        Ok(Self {
            folder: folder.to_path_buf(),
            content,
            checksum,
        })
    }

    /// Takes in what another process may have written.
    pub(super) fn refresh(&mut self) -> Result<(), HeaderError> {
        let fresh = Self::read(&self.folder)?;
        if fresh.content.workspace_id != self.content.workspace_id {
            return Err(HeaderError::ChangedElsewhere);
        }
        *self = fresh;
        Ok(())
    }

    /// Replaces the file, provided it still is what was read: a damaged, newer or
    /// changed one stays as it is.
    pub(super) fn replace(&mut self, content: Content) -> Result<(), HeaderError> {
        let (_, on_disk) = load(&self.folder)?;
        if on_disk != self.checksum {
            return Err(HeaderError::ChangedElsewhere);
        }
        self.checksum = store(&self.folder, &content)?;
        self.content = content;
        Ok(())
    }

    /// [`Self::replace`] with a change that only the holder of `key` may make.
    pub(super) fn change<T>(
        &mut self,
        key: &WorkspaceKey,
        edit: impl FnOnce(&mut Content) -> Result<T, HeaderError>,
    ) -> Result<T, HeaderError> {
        self.refresh()?;
        let keys = key.header()?;
        canonical::verify(&self.content, &keys)?;
        let mut next = self.content.clone();
        let made = edit(&mut next)?;
        next.generation = next.generation.saturating_add(1);
        canonical::authenticate(&mut next, &keys)?;
        self.replace(next)?;
        Ok(made)
    }

    /// Which workspace this is.
    #[must_use]
    pub fn workspace_id(&self) -> WorkspaceId {
        self.content.workspace_id
    }

    /// Grows with every change made with the workspace key. A header whose
    /// generation is lower than the database remembers was put back.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.content.generation
    }
}

/// Whether `bytes` are a whole header of this format, and if not, why.
///
/// # Errors
/// `HeaderDamaged` or `HeaderNewer`.
pub fn check_header(bytes: &[u8]) -> Result<WorkspaceId, HeaderError> {
    parse(bytes).map(|(content, _)| content.workspace_id)
}

fn parse(bytes: &[u8]) -> Result<(Content, String), HeaderError> {
    let damaged = |_| HeaderError::HeaderDamaged;
    let mut value: Value = serde_json::from_slice(bytes).map_err(damaged)?;
    let format = value.get("format").and_then(Value::as_u64);
    let stated = value
        .as_object_mut()
        .and_then(|members| members.remove("checksum"));
    let stated = stated
        .as_ref()
        .and_then(Value::as_str)
        .ok_or(HeaderError::HeaderDamaged)?;
    // All formats keep this checksum, so that "newer" and "damaged" stay apart.
    let actual = canonical::checksum(&value)?;
    if !same_bytes(stated.as_bytes(), actual.as_bytes()) {
        return Err(HeaderError::HeaderDamaged);
    }
    match format {
        Some(FORMAT) => {}
        Some(later) if later > FORMAT => return Err(HeaderError::HeaderNewer),
        _ => return Err(HeaderError::HeaderDamaged),
    }
    let content = serde_json::from_value(value).map_err(damaged)?;
    Ok((content, actual))
}

fn load(folder: &Path) -> Result<(Content, String), HeaderError> {
    let file = File::open(folder.join(HEADER_FILE)).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => HeaderError::HeaderMissing,
        kind => HeaderError::Io(kind),
    })?;
    let mut bytes = Vec::new();
    file.take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| HeaderError::Io(e.kind()))?;
    if bytes.len() as u64 > LONGEST {
        return Err(HeaderError::HeaderDamaged);
    }
    parse(&bytes)
}

/// Temporary file, fsync, rename, fsync of the folder: after a crash the old or the
/// new header is there, never half of one.
fn store(folder: &Path, content: &Content) -> Result<String, HeaderError> {
    let io = |e: io::Error| HeaderError::Io(e.kind());
    let mut value = serde_json::to_value(content).map_err(|_| HeaderError::HeaderDamaged)?;
    let checksum = canonical::checksum(&value)?;
    if let Some(members) = value.as_object_mut() {
        members.insert("checksum".to_owned(), Value::String(checksum.clone()));
    }
    let mut text = serde_json::to_vec_pretty(&value).map_err(|_| HeaderError::HeaderDamaged)?;
    text.push(b'\n');
    let part = folder.join(PART_FILE);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&part).map_err(io)?;
    let written = file.write_all(&text).and_then(|()| file.sync_all());
    drop(file);
    if let Err(error) = written {
        let _ = fs::remove_file(&part);
        return Err(io(error));
    }
    fs::rename(&part, folder.join(HEADER_FILE)).map_err(io)?;
    sync_folder(folder).map_err(io)?;
    Ok(checksum)
}
