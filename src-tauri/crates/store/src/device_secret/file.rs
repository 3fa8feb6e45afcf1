//! Device secrets in files, for machines without a keyring. On Unix the folder is
//! 0700 and each file 0600, and wider ones are refused; on Windows the profile
//! folder's access list protects them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use parley_domain::ids::WorkspaceId;
use zeroize::Zeroizing;

use super::{DeviceSecret, DeviceSecretError, DeviceSecretKind, DeviceSecretStore, MissingReason};
use crate::sealed::sync_folder;

/// One file per workspace, named by its id, holding the 32 bytes.
#[derive(Debug)]
pub struct FileSecrets {
    folder: PathBuf,
}

impl FileSecrets {
    /// `folder` is made when first needed; it lies outside of any workspace
    /// (`~/.config/parley/device-keys`).
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn path(&self, workspace: WorkspaceId) -> PathBuf {
        self.folder.join(workspace.to_string())
    }

    fn ensure_folder(&self) -> Result<(), DeviceSecretError> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder).map_err(io_error)?;
        owner_only(&self.folder)
    }
}

fn io_error(error: io::Error) -> DeviceSecretError {
    DeviceSecretError::Io(error.kind())
}

#[cfg(unix)]
fn owner_only(path: &Path) -> Result<(), DeviceSecretError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_err(io_error)?.permissions().mode();
    if mode & 0o077 == 0 {
        Ok(())
    } else {
        Err(DeviceSecretError::PermissionsTooWide)
    }
}

#[cfg(not(unix))]
fn owner_only(_: &Path) -> Result<(), DeviceSecretError> {
    Ok(())
}

impl DeviceSecretStore for FileSecrets {
    fn get(&self, workspace: WorkspaceId) -> Result<DeviceSecret, DeviceSecretError> {
        let path = self.path(workspace);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                return Err(MissingReason::NotStored.into());
            }
            Err(e) => return Err(io_error(e)),
        };
        owner_only(&self.folder)?;
        owner_only(&path)?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(64));
        // One byte more than a secret, to see that there is no more.
        file.take(33).read_to_end(&mut bytes).map_err(io_error)?;
        DeviceSecret::from_slice(&bytes).ok_or(DeviceSecretError::Malformed)
    }

    fn put(&self, workspace: WorkspaceId, secret: &DeviceSecret) -> Result<(), DeviceSecretError> {
        self.ensure_folder()?;
        let path = self.path(workspace);
        let part = path.with_extension("part");
        // A leftover of a crash may have any permissions: never written into.
        match fs::remove_file(&part) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(io_error(e)),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&part).map_err(io_error)?;
        file.write_all(secret.expose()).map_err(io_error)?;
        file.sync_all().map_err(io_error)?;
        drop(file);
        fs::rename(&part, &path).map_err(io_error)?;
        sync_folder(&self.folder).map_err(io_error)
    }

    fn delete(&self, workspace: WorkspaceId) -> Result<(), DeviceSecretError> {
        match fs::remove_file(self.path(workspace)) {
            Ok(()) => sync_folder(&self.folder).map_err(io_error),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(e) => Err(io_error(e)),
        }
    }

    fn kind(&self) -> DeviceSecretKind {
        DeviceSecretKind::File
    }
}
