//! One workspace: who may open it with what.

use std::sync::Arc;

use parley_domain::audit::SignedCheckpoint;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{UserId, WorkspaceId};
use parley_domain::rng::Rng;
use parley_domain::time::UtcMillis;

use super::attempts::Attempts;
use super::strong;
use crate::error::{AppError, AppResult};
use crate::memory::{MemoryStore, MemoryVault};
use crate::ports::{DeviceSecretPlace, FolderStatus, KnownWorkspace, Typed};

pub(super) struct Person {
    pub id: UserId,
    pub name: String,
    pub passphrase: Typed,
}

pub(super) struct Home {
    pub id: WorkspaceId,
    pub name: String,
    pub path: String,
    /// Whether this machine's list has it.
    pub listed: bool,
    pub last_opened_at: UtcMillis,
    pub people: Vec<Person>,
    pub recovery_code: Typed,
    pub attempts: Attempts,
    pub signing_seed: [u8; 32],
    pub checkpoint: Option<(SignedCheckpoint, UtcMillis)>,
    /// The last opening.
    pub store: Arc<MemoryStore>,
    pub vault: Arc<MemoryVault>,
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Eight groups of five letters: as long as a real one.
pub(super) fn random_code(rng: &dyn Rng) -> Typed {
    let mut bytes = [0; 40];
    rng.fill(&mut bytes);
    let letters: Vec<char> = bytes.iter().map(|b| char::from(b'A' + b % 26)).collect();
    let groups: Vec<String> = letters.chunks(5).map(|c| c.iter().collect()).collect();
    Typed::new(groups.join("-"))
}

impl Home {
    pub(super) fn described(&self) -> KnownWorkspace {
        KnownWorkspace {
            id: self.id,
            name: self.name.clone(),
            path: self.path.clone(),
            last_opened_at: Some(self.last_opened_at),
            status: FolderStatus::Ok,
            people: self.people.iter().map(|p| p.name.clone()).collect(),
            device_secret: DeviceSecretPlace::Keyring,
        }
    }

    pub(super) fn named(&self, name: &str) -> AppResult<UserId> {
        let wanted = folded(name);
        let found = self.people.iter().find(|p| folded(&p.name) == wanted);
        let found = found.map(|person| person.id);
        found.ok_or(AppError::new(ErrorCode::UnknownUser))
    }

    /// The person, if `passphrase` is theirs and the wait is over.
    pub(super) fn proven(
        &mut self,
        id: UserId,
        passphrase: &Typed,
        now: UtcMillis,
    ) -> AppResult<&mut Person> {
        let at = self.people.iter().position(|p| p.id == id);
        let at = at.ok_or(AppError::new(ErrorCode::UnknownUser))?;
        self.attempts.admit(Some(id), now)?;
        if self.people[at].passphrase != *passphrase {
            self.attempts.failed(Some(id), now);
            return Err(ErrorCode::WrongPassphrase.into());
        }
        self.attempts.forgive(Some(id));
        Ok(&mut self.people[at])
    }

    pub(super) fn take_in(&mut self, id: UserId, name: &str, passphrase: Typed) -> AppResult<()> {
        strong(&passphrase, "passphrase")?;
        let name = name.trim().to_owned();
        if self.named(&name).is_ok() || self.people.iter().any(|p| p.id == id) {
            return Err(ErrorCode::Conflict.into());
        }
        self.people.push(Person {
            id,
            name,
            passphrase,
        });
        Ok(())
    }

    pub(super) fn send_away(&mut self, id: UserId) -> AppResult<()> {
        let at = self.people.iter().position(|p| p.id == id);
        let at = at.ok_or(AppError::new(ErrorCode::UnknownUser))?;
        if self.people.len() == 1 {
            return Err(ErrorCode::LastOwner.into());
        }
        self.people.remove(at);
        Ok(())
    }
}
