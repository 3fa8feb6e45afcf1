//! The port, answered.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use parley_domain::access::Role;
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{TenantId, UserId, WorkspaceId};
use parley_domain::time::UtcMillis;

use super::attempts::Attempts;
use super::home::{Home, random_code};
use super::keys::MemoryKeys;
use super::{MemoryWorkspaces, strong};
use crate::audit::AuditFilter;
use crate::error::{AppError, AppResult};
use crate::memory::{MemoryStore, MemoryVault, held};
use crate::ports::{
    Batch, Change, DeviceSecretPlace, KnownWorkspace, NewWorkspace, Store, Typed, Unlocked,
    Workspaces,
};
use crate::users::User;

impl MemoryWorkspaces {
    /// A folder that is neither there nor taken.
    fn place(&self, new: &NewWorkspace) -> AppResult<String> {
        let homes = held(&self.homes);
        let taken = |path: &String| homes.iter().any(|home| held(home).path == *path);
        if let Some(path) = &new.path {
            let path = path.display().to_string();
            return if taken(&path) {
                Err(ErrorCode::WorkspaceExists.into())
            } else {
                Ok(path)
            };
        }
        let usual = format!("/Parley/{}", new.name.trim());
        let mut path = usual.clone();
        for n in 2.. {
            if !taken(&path) {
                break;
            }
            path = format!("{usual} {n}");
        }
        Ok(path)
    }

    /// What is handed out once somebody is let in.
    async fn open(&self, home: Arc<Mutex<Home>>, user_id: UserId) -> AppResult<Unlocked> {
        let store = Arc::new(held(&home).store.reopened());
        let failures = AuditFilter {
            act: Some(Act::SignInFailed),
            ..AuditFilter::default()
        };
        let written = store.audit_entries(&failures, None, 1_000).await?;
        let written: Vec<UtcMillis> = written.rows.iter().map(|entry| entry.at).collect();
        let mut inside = held(&home);
        inside.store = Arc::clone(&store);
        Ok(Unlocked {
            id: inside.id,
            name: inside.name.clone(),
            user_id,
            device_secret: DeviceSecretPlace::Keyring,
            store,
            media: inside.vault.clone(),
            keys: Arc::new(MemoryKeys {
                home: Arc::clone(&home),
                rng: Arc::clone(&self.rng),
            }),
            failed_attempts: inside.attempts.untold(&written),
        })
    }
}

fn unused(home: &Home) -> AppResult<()> {
    if home.store.is_open() {
        return Err(ErrorCode::WorkspaceInUse.into());
    }
    Ok(())
}

#[async_trait]
impl Workspaces for MemoryWorkspaces {
    async fn known(&self) -> AppResult<Vec<KnownWorkspace>> {
        let homes = held(&self.homes);
        let homes = homes.iter().map(|home| held(home));
        Ok(homes.filter(|h| h.listed).map(|h| h.described()).collect())
    }

    async fn add(&self, path: PathBuf) -> AppResult<KnownWorkspace> {
        let path = path.display().to_string();
        let homes = held(&self.homes);
        let found = homes.iter().find(|home| held(home).path == path);
        let mut home = held(found.ok_or(AppError::new(ErrorCode::WorkspaceMissing))?);
        home.listed = true;
        Ok(home.described())
    }

    async fn forget(&self, id: WorkspaceId) -> AppResult<()> {
        for home in held(&self.homes).iter() {
            let mut home = held(home);
            home.listed &= home.id != id;
        }
        Ok(())
    }

    async fn create(&self, new: NewWorkspace) -> AppResult<(Unlocked, Typed)> {
        strong(&new.passphrase, "passphrase")?;
        if new.owner_name.trim().is_empty() {
            return Err(AppError::invalid("name"));
        }
        let path = self.place(&new)?;
        let tenant_id = TenantId::new(new.now, &*self.rng);
        let store = Arc::new(MemoryStore::new(tenant_id, Arc::clone(&self.rng)));
        let owner = User {
            id: new.owner_id,
            tenant_id,
            name: new.owner_name.trim().to_owned(),
            role: Role::Owner,
            active: true,
            created_at: new.now,
            last_sign_in_at: None,
            support: None,
        };
        let changes = vec![Change::PutUser(owner)];
        store
            .commit(Batch {
                changes,
                ..Batch::default()
            })
            .await?;
        let code = random_code(&*self.rng);
        let mut signing_seed = [0; 32];
        self.rng.fill(&mut signing_seed);
        let mut home = Home {
            id: new.id,
            name: new.name.trim().to_owned(),
            path,
            listed: true,
            last_opened_at: new.now,
            people: Vec::new(),
            recovery_code: code.clone(),
            attempts: Attempts::default(),
            signing_seed,
            checkpoint: None,
            store,
            vault: Arc::new(MemoryVault::default()),
        };
        home.take_in(new.owner_id, &new.owner_name, new.passphrase)?;
        let home = Arc::new(Mutex::new(home));
        held(&self.homes).push(Arc::clone(&home));
        Ok((self.open(home, new.owner_id).await?, code))
    }

    async fn unlock(
        &self,
        id: WorkspaceId,
        user_name: &str,
        passphrase: Typed,
        now: UtcMillis,
    ) -> AppResult<Unlocked> {
        let home = self.home(id)?;
        let user_id = {
            let mut inside = held(&home);
            unused(&inside)?;
            let user_id = inside.named(user_name)?;
            inside.proven(user_id, &passphrase, now)?;
            inside.last_opened_at = now;
            user_id
        };
        self.open(home, user_id).await
    }

    async fn recover(
        &self,
        id: WorkspaceId,
        user_name: &str,
        recovery_code: Typed,
        new_passphrase: Typed,
        now: UtcMillis,
    ) -> AppResult<(Unlocked, Typed)> {
        strong(&new_passphrase, "new_passphrase")?;
        let home = self.home(id)?;
        let user_id = {
            let mut inside = held(&home);
            unused(&inside)?;
            inside.attempts.admit(None, now)?;
            if inside.recovery_code != recovery_code {
                // What cannot be a code was mistyped, not guessed.
                if recovery_code.len() == inside.recovery_code.len() {
                    inside.attempts.failed(None, now);
                }
                return Err(ErrorCode::WrongRecoveryCode.into());
            }
            inside.attempts.forgive(None);
            let user_id = inside.named(user_name)?;
            if let Some(person) = inside.people.iter_mut().find(|p| p.id == user_id) {
                person.passphrase = new_passphrase;
            }
            inside.last_opened_at = now;
            user_id
        };
        let unlocked = self.open(home, user_id).await?;
        let code = unlocked.keys.renew_recovery_code().await?;
        Ok((unlocked, code))
    }
}
