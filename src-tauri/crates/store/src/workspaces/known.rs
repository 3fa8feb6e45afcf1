//! What can be told of workspaces without opening them.

use std::path::Path;

use parley_app::error::AppResult;
use parley_app::ports::{DeviceSecretPlace, FolderStatus, KnownWorkspace};
use parley_domain::ids::WorkspaceId;
use parley_domain::time::UtcMillis;

use super::codes::{header_error, io_error};
use super::{Inner, folder};
use crate::header::{HeaderError, WorkspaceHeader};

impl Inner {
    pub(super) fn known(&self) -> AppResult<Vec<KnownWorkspace>> {
        let seen = self.registry.all().map_err(io_error)?;
        Ok(seen
            .into_iter()
            .map(|seen| self.describe(seen.id, &seen.path, seen.last_opened_at))
            .collect())
    }

    /// Takes an existing folder into the list, by its absolute path.
    pub(super) fn add(&self, path: &Path) -> AppResult<KnownWorkspace> {
        let path = path.canonicalize().map_err(io_error)?;
        let header = WorkspaceHeader::read(&path).map_err(header_error)?;
        let id = header.workspace_id();
        self.registry.put(id, &path).map_err(io_error)?;
        let last_opened_at = self
            .registry
            .find(id)
            .map_err(io_error)?
            .and_then(|seen| seen.last_opened_at);
        Ok(self.describe(id, &path, last_opened_at))
    }

    fn describe(
        &self,
        id: WorkspaceId,
        path: &Path,
        last_opened_at: Option<UtcMillis>,
    ) -> KnownWorkspace {
        let mut known = KnownWorkspace {
            id,
            name: folder::shown_name(path),
            path: path.display().to_string(),
            last_opened_at,
            status: FolderStatus::Ok,
            people: Vec::new(),
            device_secret: DeviceSecretPlace::Missing,
        };
        let header = match WorkspaceHeader::read(path) {
            Ok(header) => header,
            Err(error) => {
                known.status = match error {
                    HeaderError::HeaderMissing | HeaderError::Io(_) => FolderStatus::Missing,
                    HeaderError::HeaderNewer => FolderStatus::Newer,
                    _ => FolderStatus::Damaged,
                };
                return known;
            }
        };
        // Another workspace may have been put where this one was.
        if header.workspace_id() != id {
            known.status = FolderStatus::Missing;
            return known;
        }
        if !folder::database(path).is_file() {
            known.status = FolderStatus::Damaged;
        }
        let Ok(device) = self.device.get(id) else {
            return known;
        };
        known.device_secret = self.device_place();
        if let Ok(view) = header.sign_in_view(Some(&device)) {
            known.people = view.people.into_iter().map(|person| person.name).collect();
            if let Some(name) = view.workspace_name {
                known.name = name;
            }
        }
        known
    }
}
