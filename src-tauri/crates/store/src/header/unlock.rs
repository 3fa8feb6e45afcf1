//! From a passphrase or a recovery code to the workspace key.

use parley_domain::ids::UserId;
use parley_domain::time::UtcMillis;

use crate::device_secret::DeviceSecret;
use crate::keys::WorkspaceKey;

use super::{HeaderError, RecoveryCode, WorkspaceHeader, canonical, slot};

impl WorkspaceHeader {
    /// Opens `user`'s slot. A failure is counted in the file before it is told; a
    /// success ends the row of failures.
    ///
    /// # Errors
    /// `UnknownUser`, `DeviceSecretMissing`, `BoundToOtherDevice`, `TooManyAttempts`,
    /// `WrongPassphrase`, `HeaderTampered`, and those of [`Self::read`].
    pub fn unlock(
        &mut self,
        user: UserId,
        passphrase: &str,
        device: Option<&DeviceSecret>,
        now: UtcMillis,
    ) -> Result<WorkspaceKey, HeaderError> {
        self.refresh()?;
        let found = self.content.users.iter().find(|slot| slot.id == user);
        let slot = found.ok_or(HeaderError::UnknownUser)?.clone();
        let device = device.ok_or(HeaderError::DeviceSecretMissing)?;
        if slot.device_id != device.id()? {
            return Err(HeaderError::BoundToOtherDevice);
        }
        self.admit(user.0, now)?;
        match slot::open_user(&slot, self.workspace_id(), passphrase, device)? {
            Some(key) => {
                canonical::verify(&self.content, &key.header()?)?;
                self.forgive(user.0)?;
                Ok(key)
            }
            None => {
                self.count_failure(user.0, now)?;
                Err(HeaderError::WrongPassphrase)
            }
        }
    }

    /// Opens the workspace with the recovery code, on any machine. What follows:
    /// [`Self::find_user_with_key`], [`Self::set_passphrase`] with this machine's
    /// new device secret, [`Self::renew_recovery`]; if it stops in between, the old
    /// code still opens.
    ///
    /// # Errors
    /// `RecoveryCodeMistyped` (not counted), `TooManyAttempts`, `WrongRecoveryCode`,
    /// `HeaderTampered`, and those of [`Self::read`].
    pub fn unlock_with_recovery(
        &mut self,
        typed: &str,
        now: UtcMillis,
    ) -> Result<WorkspaceKey, HeaderError> {
        let code = RecoveryCode::parse(typed)?;
        self.refresh()?;
        let workspace = self.workspace_id();
        self.admit(workspace.0, now)?;
        for slot in &self.content.recovery {
            if let Some(key) = slot::open_recovery(slot, workspace, &code)? {
                canonical::verify(&self.content, &key.header()?)?;
                self.forgive(workspace.0)?;
                return Ok(key);
            }
        }
        self.count_failure(workspace.0, now)?;
        Err(HeaderError::WrongRecoveryCode)
    }
}
