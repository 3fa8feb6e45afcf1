//! The workspaces this machine has seen, in a small JSON file outside of all of
//! them: ids, paths and when they were last opened. No names.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use parley_domain::ids::WorkspaceId;
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// The registry's file name.
const FILE: &str = "workspaces.json";

/// A folder that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    pub(super) id: WorkspaceId,
    pub(super) path: PathBuf,
    pub(super) last_opened_at: Option<UtcMillis>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct File {
    workspaces: Vec<Seen>,
}

/// The list.
#[derive(Debug)]
pub(super) struct Registry {
    path: PathBuf,
    // Held while the file is read, changed and written.
    guard: Mutex<()>,
}

impl Registry {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            path: folder.join(FILE),
            guard: Mutex::new(()),
        }
    }

    /// Everything seen, the last opened first. A damaged list is an empty one: the
    /// folders themselves are untouched and can be added again.
    pub(super) fn all(&self) -> io::Result<Vec<Seen>> {
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let file: File = serde_json::from_slice(&bytes).unwrap_or_else(|error| {
            tracing::warn!(%error, "the list of workspaces is damaged");
            File::default()
        });
        let mut all = file.workspaces;
        all.sort_by_key(|seen| std::cmp::Reverse(seen.last_opened_at));
        Ok(all)
    }

    pub(super) fn find(&self, id: WorkspaceId) -> io::Result<Option<Seen>> {
        Ok(self.all()?.into_iter().find(|seen| seen.id == id))
    }

    fn change(&self, edit: impl FnOnce(&mut Vec<Seen>)) -> io::Result<()> {
        let _guard = self.guard.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = self.all()?;
        edit(&mut all);
        let text = serde_json::to_vec_pretty(&File { workspaces: all })?;
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let part = self.path.with_extension("json.part");
        let mut file = fs::File::create(&part)?;
        file.write_all(&text)?;
        file.sync_all()?;
        fs::rename(&part, &self.path)
    }

    /// Adds or moves a workspace.
    pub(super) fn put(&self, id: WorkspaceId, path: &Path) -> io::Result<()> {
        self.change(|all| match all.iter_mut().find(|seen| seen.id == id) {
            Some(seen) => path.clone_into(&mut seen.path),
            None => all.push(Seen {
                id,
                path: path.to_owned(),
                last_opened_at: None,
            }),
        })
    }

    pub(super) fn opened(&self, id: WorkspaceId, now: UtcMillis) -> io::Result<()> {
        self.change(|all| {
            if let Some(seen) = all.iter_mut().find(|seen| seen.id == id) {
                seen.last_opened_at = Some(now);
            }
        })
    }

    pub(super) fn forget(&self, id: WorkspaceId) -> io::Result<()> {
        self.change(|all| all.retain(|seen| seen.id != id))
    }
}
