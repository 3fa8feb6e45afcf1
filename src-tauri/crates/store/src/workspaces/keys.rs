//! What the keys of an unlocked workspace can do.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use parley_app::error::{AppError, AppResult};
use parley_app::ports::{Typed, WorkspaceKeys};
use parley_domain::audit::{Checkpoint, SignedCheckpoint};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{UserId, WorkspaceId};
use parley_domain::rng::Rng;
use parley_domain::time::UtcMillis;

use super::codes::{device_error, header_error};
use super::open::blocking;
use super::weak;
use crate::device_secret::{DeviceSecret, DeviceSecretStore};
use crate::header::{CheckpointRecord, SignInPerson, WorkspaceHeader};
use crate::keys::{WorkspaceKey, verify_checkpoint_signature};
use crate::records::{Records, RecordsError};

/// The header and the key of one unlocked workspace.
pub(super) struct UnlockedKeys {
    pub(super) header: Mutex<WorkspaceHeader>,
    pub(super) key: WorkspaceKey,
    pub(super) id: WorkspaceId,
    pub(super) device: Arc<dyn DeviceSecretStore>,
    pub(super) rng: Arc<dyn Rng>,
}

/// [`UnlockedKeys`], shared with the threads that do the work.
pub(super) struct HeaderKeeper {
    pub(super) keys: Arc<UnlockedKeys>,
    pub(super) records: Arc<Records>,
}

impl UnlockedKeys {
    fn device_secret(&self) -> AppResult<DeviceSecret> {
        self.device.get(self.id).map_err(device_error)
    }

    fn with_header<T>(
        &self,
        work: impl FnOnce(&mut WorkspaceHeader) -> Result<T, crate::header::HeaderError>,
    ) -> AppResult<T> {
        let mut header = self.header.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut header).map_err(header_error)
    }

    /// Names the log in its checkpoints.
    fn origin(&self) -> String {
        format!("parley/{}", self.id)
    }
}

impl HeaderKeeper {
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&UnlockedKeys) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        let keys = Arc::clone(&self.keys);
        blocking(move || work(&keys)).await
    }
}

#[async_trait]
impl WorkspaceKeys for HeaderKeeper {
    async fn change_passphrase(
        &self,
        user: UserId,
        current: Typed,
        next: Typed,
        now: UtcMillis,
    ) -> AppResult<()> {
        weak(&next, "next")?;
        self.run(move |keys| {
            let device = keys.device_secret()?;
            keys.with_header(|header| {
                header.change_passphrase(user, &current, &next, &device, now, &*keys.rng)
            })
        })
        .await
    }

    async fn add_user(&self, user: UserId, name: &str, passphrase: Typed) -> AppResult<()> {
        weak(&passphrase, "passphrase")?;
        let person = SignInPerson {
            user,
            name: name.to_owned(),
        };
        self.run(move |keys| {
            let device = keys.device_secret()?;
            keys.with_header(|header| {
                header.add_user(&keys.key, &person, &passphrase, &device, &*keys.rng)
            })
        })
        .await
    }

    async fn remove_user(&self, user: UserId) -> AppResult<()> {
        self.run(move |keys| keys.with_header(|header| header.remove_user(&keys.key, user)))
            .await
    }

    async fn renew_recovery_code(&self) -> AppResult<Typed> {
        self.run(|keys| {
            keys.with_header(|header| header.renew_recovery(&keys.key, &*keys.rng))
                .map(|code| code.to_text())
        })
        .await
    }

    async fn sign_checkpoint(
        &self,
        size: u64,
        root: [u8; 32],
        at: UtcMillis,
    ) -> AppResult<SignedCheckpoint> {
        // A checkpoint must never know of entries that a power cut can take back, or
        // the log would look cut off.
        self.records.database().make_durable().await?;
        self.run(move |keys| {
            let signer = keys.key.checkpoint_signer().map_err(RecordsError::from)?;
            let checkpoint = Checkpoint {
                origin: keys.origin(),
                size,
                root,
            };
            let refused = || AppError::new(ErrorCode::Internal);
            let signature = signer.sign(checkpoint.body().as_bytes());
            let signed = SignedCheckpoint {
                signature: signature.as_slice().try_into().map_err(|_| refused())?,
                public_key: signer.public_key().try_into().map_err(|_| refused())?,
                checkpoint,
            };
            let record = CheckpointRecord {
                size,
                root: root.to_vec(),
                signature,
                at,
            };
            keys.with_header(|header| header.set_checkpoint(&keys.key, record))?;
            Ok(signed)
        })
        .await
    }

    async fn last_checkpoint(&self) -> AppResult<Option<(SignedCheckpoint, UtcMillis)>> {
        self.run(|keys| {
            let Some(record) = keys.with_header(|header| header.checkpoint(&keys.key))? else {
                return Ok(None);
            };
            let damaged = || AppError::new(ErrorCode::HeaderDamaged);
            let signer = keys.key.checkpoint_signer().map_err(RecordsError::from)?;
            let checkpoint = Checkpoint {
                origin: keys.origin(),
                size: record.size,
                root: record.root.as_slice().try_into().map_err(|_| damaged())?,
            };
            let public_key = signer.public_key();
            let body = checkpoint.body();
            if !verify_checkpoint_signature(&public_key, body.as_bytes(), &record.signature) {
                return Err(damaged());
            }
            let signed = SignedCheckpoint {
                checkpoint,
                signature: record
                    .signature
                    .as_slice()
                    .try_into()
                    .map_err(|_| damaged())?,
                public_key: public_key.try_into().map_err(|_| damaged())?,
            };
            Ok(Some((signed, record.at)))
        })
        .await
    }
}
