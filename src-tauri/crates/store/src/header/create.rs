//! The first header of a workspace.

use std::collections::BTreeMap;
use std::path::Path;

use parley_domain::ids::{UserId, WorkspaceId};
use parley_domain::rng::Rng;
use serde_json::Map;

use crate::device_secret::DeviceSecret;
use crate::keys::WorkspaceKey;

use super::model::{Blob, Content, FORMAT};
use super::slot::{self, Entrant};
use super::{HeaderError, KdfParams, RecoveryCode, WorkspaceHeader, canonical, names};

/// What a new workspace needs.
pub struct NewHeader<'a> {
    pub workspace: WorkspaceId,
    pub workspace_name: &'a str,
    pub owner: UserId,
    pub owner_name: &'a str,
    pub passphrase: &'a str,
    pub kdf: KdfParams,
}

impl std::fmt::Debug for NewHeader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewHeader")
            .field("workspace", &self.workspace)
            .field("kdf", &self.kdf)
            .finish_non_exhaustive()
    }
}

impl WorkspaceHeader {
    /// Makes the workspace key and the header, with a slot for the owner and one for
    /// the recovery code. `device` must be stored first, or the owner is locked out
    /// of what was just made.
    ///
    /// # Errors
    /// `HeaderExists`, also if what is there is damaged; `UnusableName`,
    /// `UnusableKdf`, `Io`.
    pub fn create(
        folder: &Path,
        new: &NewHeader<'_>,
        device: &DeviceSecret,
        rng: &dyn Rng,
    ) -> Result<(Self, WorkspaceKey, RecoveryCode), HeaderError> {
        let workspace_name = names::usable(new.workspace_name)?;
        let entrant = Entrant {
            workspace: new.workspace,
            user: new.owner,
            name: names::usable(new.owner_name)?,
            passphrase: new.passphrase,
            device,
            kdf: new.kdf,
        };
        let key = WorkspaceKey::random(rng);
        let keys = key.header()?;
        let code = RecoveryCode::random(rng);
        let id = new.workspace.0;
        let device_name = names::seal(&device.names_key()?, id, workspace_name, rng)?;
        let mut content = Content {
            format: FORMAT,
            workspace_id: new.workspace,
            generation: 1,
            kdf: new.kdf,
            name: names::seal(&keys.names, id, workspace_name, rng)?,
            device_names: BTreeMap::from([(device.id()?, device_name)]),
            users: vec![slot::for_user(&entrant, &key, rng)?],
            recovery: vec![slot::for_recovery(new.workspace, &code, &key, rng)?],
            checkpoint: None,
            attempts: BTreeMap::new(),
            mac: Blob::default(),
            unknown: Map::new(),
        };
        canonical::authenticate(&mut content, &keys)?;
        let header = Self::write_new(folder, content)?;
        Ok((header, key, code))
    }
}
