//! A new workspace: folder, header, database with its tenant and owner.

use std::io;
use std::path::Path;
use std::sync::Arc;

use parley_app::error::{AppError, AppResult};
use parley_app::ports::{Batch, Change, NewWorkspace, Store, Typed, Unlocked};
use parley_app::users::User;
use parley_domain::access::Role;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::TenantId;

use super::codes::{device_error, header_error, io_error};
use super::open::{self, Opened};
use super::{Inner, folder, weak};
use crate::device_secret::DeviceSecret;
use crate::folder_lock::FolderLock;
use crate::header::{NewHeader, WorkspaceHeader};
use crate::keys::WorkspaceKey;
use crate::records::{Records, RecordsError, Tenant};

/// Makes a workspace and opens it. Whatever fails, nothing is left behind.
pub(super) async fn create(inner: Arc<Inner>, new: NewWorkspace) -> AppResult<(Unlocked, Typed)> {
    weak(&new.passphrase, "passphrase")?;
    let place = new.path.clone();
    let root = inner.usual_root.clone();
    let name = new.name.clone();
    let path = open::blocking(move || {
        let path = place.unwrap_or_else(|| folder::usual_place(&root, &name));
        let path = std::path::absolute(&path).map_err(io_error)?;
        folder::make(&path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                AppError::because(ErrorCode::WorkspaceExists, error)
            }
            _ => io_error(error),
        })?;
        Ok(path)
    })
    .await?;
    let made = fill(Arc::clone(&inner), &path, new).await;
    if made.is_err() {
        let _ = open::blocking(move || {
            folder::unmake(&path);
            Ok(())
        })
        .await;
    }
    made
}

async fn fill(inner: Arc<Inner>, path: &Path, new: NewWorkspace) -> AppResult<(Unlocked, Typed)> {
    let (tenant, owner) = {
        let id = TenantId::new(new.now, &*inner.rng);
        let owner = User {
            id: new.owner_id,
            tenant_id: id,
            name: new.owner_name.trim().to_owned(),
            role: Role::Owner,
            active: true,
            created_at: new.now,
            last_sign_in_at: None,
            support: None,
        };
        (Tenant::new(id), owner)
    };
    let (id, now, name) = (new.id, new.now, new.name.clone());
    let sealing = Arc::clone(&inner);
    let folder = path.to_owned();
    let (lock, header, key, code) = open::blocking(move || head(&sealing, &folder, &new)).await?;
    let database_key = key.database().map_err(RecordsError::from)?;
    let keys = open::record_keys(&key, &inner.rng)?;
    let database = folder::database(path);
    let records = Records::create(
        &database,
        Some(&database_key),
        keys,
        tenant,
        name.trim(),
        now,
    )
    .await;
    let Opened { records, vault } = match records {
        Ok(records) => open::join(path, records, lock),
        Err(error) => {
            let _ = inner.device.delete(id);
            return Err(error.into());
        }
    };
    let owner_id = owner.id;
    let batch = Batch {
        changes: vec![Change::PutUser(owner)],
        ..Batch::default()
    };
    if let Err(error) = records.commit(batch).await {
        records.close().await;
        let _ = inner.device.delete(id);
        return Err(error);
    }
    inner.registry.put(id, path).map_err(io_error)?;
    inner.registry.opened(id, now).map_err(io_error)?;
    let opened = Opened { records, vault };
    Ok((
        inner.unlocked(header, key, owner_id, opened, Vec::new())?,
        code,
    ))
}

type Head = (FolderLock, WorkspaceHeader, WorkspaceKey, Typed);

/// The lock, this machine's secret and the header.
fn head(inner: &Inner, path: &Path, new: &NewWorkspace) -> AppResult<Head> {
    let lock = open::lock(path)?;
    let device = DeviceSecret::random(&*inner.rng);
    // Stored first: a header whose device secret is nowhere opens for nobody.
    inner.device.put(new.id, &device).map_err(device_error)?;
    let wanted = NewHeader {
        workspace: new.id,
        workspace_name: &new.name,
        owner: new.owner_id,
        owner_name: &new.owner_name,
        passphrase: &new.passphrase,
        kdf: inner.kdf,
    };
    match WorkspaceHeader::create(path, &wanted, &device, &*inner.rng) {
        Ok((header, key, code)) => Ok((lock, header, key, code.to_text())),
        Err(error) => {
            let _ = inner.device.delete(new.id);
            Err(header_error(error))
        }
    }
}
