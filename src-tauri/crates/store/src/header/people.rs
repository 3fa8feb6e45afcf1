//! Who has a slot, and changing that.

use parley_domain::ids::UserId;
use parley_domain::rng::Rng;
use parley_domain::time::UtcMillis;

use crate::device_secret::DeviceSecret;
use crate::keys::WorkspaceKey;

use super::model::CheckpointRecord;
use super::slot::{self, Entrant};
use super::{HeaderError, RecoveryCode, WorkspaceHeader, canonical, names, normalised_name};

const MOST_USERS: usize = 1000;

/// A person who can sign in on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInPerson {
    pub user: UserId,
    pub name: String,
}

/// What the sign-in screen may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInView {
    /// `None` on a machine that the workspace is new to.
    pub workspace_name: Option<String>,
    /// Those whose slots are bound to this machine.
    pub people: Vec<SignInPerson>,
    /// How many more there are, bound to other machines.
    pub bound_elsewhere: usize,
}

impl WorkspaceHeader {
    /// What can be told before unlocking, with this machine's secret or without.
    ///
    /// # Errors
    /// `CryptoRefused`, never for what stands in the file: a name that does not open
    /// counts as bound elsewhere.
    pub fn sign_in_view(&self, device: Option<&DeviceSecret>) -> Result<SignInView, HeaderError> {
        let all = self.content.users.len();
        let Some(device) = device else {
            return Ok(SignInView {
                workspace_name: None,
                people: Vec::new(),
                bound_elsewhere: all,
            });
        };
        let (id, key) = (device.id()?, device.names_key()?);
        let people: Vec<SignInPerson> = self
            .content
            .users
            .iter()
            .filter(|slot| slot.device_id == id)
            .filter_map(|slot| {
                let name = names::open(&key, slot.id.0, &slot.device_name).ok()?;
                Some(SignInPerson {
                    user: slot.id,
                    name,
                })
            })
            .collect();
        let sealed_name = self.content.device_names.get(&id);
        Ok(SignInView {
            workspace_name: sealed_name
                .and_then(|sealed| names::open(&key, self.workspace_id().0, sealed).ok()),
            bound_elsewhere: all - people.len(),
            people,
        })
    }

    /// The user of a typed name, among those of this machine.
    ///
    /// # Errors
    /// `DeviceSecretMissing`; `BoundToOtherDevice` if nobody at all is bound to this
    /// machine; otherwise `UnknownUser`.
    pub fn find_user(
        &self,
        name: &str,
        device: Option<&DeviceSecret>,
    ) -> Result<UserId, HeaderError> {
        let view = self.sign_in_view(Some(device.ok_or(HeaderError::DeviceSecretMissing)?))?;
        if view.people.is_empty() {
            return Err(HeaderError::BoundToOtherDevice);
        }
        let wanted = normalised_name(name);
        view.people
            .into_iter()
            .find(|person| normalised_name(&person.name) == wanted)
            .map(|person| person.user)
            .ok_or(HeaderError::UnknownUser)
    }

    /// The name of the workspace.
    ///
    /// # Errors
    /// `HeaderTampered`
    pub fn workspace_name(&self, key: &WorkspaceKey) -> Result<String, HeaderError> {
        let id = self.workspace_id().0;
        Ok(names::open(&key.header()?.names, id, &self.content.name)?)
    }

    /// Everybody who has a slot, on any machine.
    ///
    /// # Errors
    /// `HeaderTampered`
    pub fn people(&self, key: &WorkspaceKey) -> Result<Vec<SignInPerson>, HeaderError> {
        let keys = key.header()?;
        let users = self.content.users.iter();
        users
            .map(|slot| {
                let name = names::open(&keys.names, slot.id.0, &slot.name)?;
                Ok(SignInPerson {
                    user: slot.id,
                    name,
                })
            })
            .collect()
    }

    /// The user of a typed name, on any machine.
    ///
    /// # Errors
    /// `UnknownUser`, `HeaderTampered`
    pub fn find_user_with_key(
        &self,
        key: &WorkspaceKey,
        name: &str,
    ) -> Result<UserId, HeaderError> {
        let wanted = normalised_name(name);
        let mut people = self.people(key)?.into_iter();
        people
            .find(|person| normalised_name(&person.name) == wanted)
            .map(|person| person.user)
            .ok_or(HeaderError::UnknownUser)
    }

    /// Gives a new user a slot on this machine.
    ///
    /// # Errors
    /// `UserExists`, `UnusableName`, `TooManyUsers`, `HeaderTampered` (also for a
    /// key that is not this workspace's), and those of reading and writing.
    pub fn add_user(
        &mut self,
        key: &WorkspaceKey,
        person: &SignInPerson,
        passphrase: &str,
        device: &DeviceSecret,
        rng: &dyn Rng,
    ) -> Result<(), HeaderError> {
        self.refresh()?;
        let name = names::usable(&person.name)?;
        let wanted = normalised_name(name);
        let taken = |p: &SignInPerson| p.user == person.user || normalised_name(&p.name) == wanted;
        if self.people(key)?.iter().any(taken) {
            return Err(HeaderError::UserExists);
        }
        if self.content.users.len() >= MOST_USERS {
            return Err(HeaderError::TooManyUsers);
        }
        self.bind(key, person.user, name, passphrase, device, rng)
    }

    /// Gives `user` a new passphrase on this machine; their slot leaves the machine
    /// it was bound to.
    ///
    /// # Errors
    /// `UnknownUser`, `HeaderTampered`, and those of reading and writing.
    pub fn set_passphrase(
        &mut self,
        key: &WorkspaceKey,
        user: UserId,
        passphrase: &str,
        device: &DeviceSecret,
        rng: &dyn Rng,
    ) -> Result<(), HeaderError> {
        self.refresh()?;
        let people = self.people(key)?;
        let person = people.iter().find(|p| p.user == user);
        let name = &person.ok_or(HeaderError::UnknownUser)?.name;
        self.bind(key, user, name, passphrase, device, rng)
    }

    /// [`Self::unlock`] with the current passphrase, then [`Self::set_passphrase`].
    ///
    /// # Errors
    /// Theirs.
    pub fn change_passphrase(
        &mut self,
        user: UserId,
        current: &str,
        next: &str,
        device: &DeviceSecret,
        now: UtcMillis,
        rng: &dyn Rng,
    ) -> Result<(), HeaderError> {
        let key = self.unlock(user, current, Some(device), now)?;
        self.set_passphrase(&key, user, next, device, rng)
    }

    fn bind(
        &mut self,
        key: &WorkspaceKey,
        user: UserId,
        name: &str,
        passphrase: &str,
        device: &DeviceSecret,
        rng: &dyn Rng,
    ) -> Result<(), HeaderError> {
        let workspace = self.workspace_id();
        let workspace_name = self.workspace_name(key)?;
        let kdf = self.content.kdf;
        let entrant = Entrant {
            workspace,
            user,
            name,
            passphrase,
            device,
            kdf,
        };
        let mut slot = slot::for_user(&entrant, key, rng)?;
        let device_name = names::seal(&device.names_key()?, workspace.0, &workspace_name, rng)?;
        self.change(key, |content| {
            content
                .device_names
                .insert(slot.device_id.clone(), device_name);
            match content.users.iter_mut().find(|old| old.id == user) {
                Some(old) => {
                    slot.unknown = std::mem::take(&mut old.unknown);
                    *old = slot;
                }
                None => content.users.push(slot),
            }
            forget_unused_devices(content);
            Ok(())
        })
    }

    /// Removes `user`'s slot.
    ///
    /// # Errors
    /// `UnknownUser`, `LastUser`, `HeaderTampered`, and those of reading and writing.
    pub fn remove_user(&mut self, key: &WorkspaceKey, user: UserId) -> Result<(), HeaderError> {
        self.change(key, |content| {
            let at = content.users.iter().position(|slot| slot.id == user);
            let at = at.ok_or(HeaderError::UnknownUser)?;
            if content.users.len() == 1 {
                return Err(HeaderError::LastUser);
            }
            content.users.remove(at);
            forget_unused_devices(content);
            Ok(())
        })
    }

    /// A new recovery code; every older one stops working.
    ///
    /// # Errors
    /// `HeaderTampered`, and those of reading and writing.
    pub fn renew_recovery(
        &mut self,
        key: &WorkspaceKey,
        rng: &dyn Rng,
    ) -> Result<RecoveryCode, HeaderError> {
        let code = RecoveryCode::random(rng);
        let slot = slot::for_recovery(self.workspace_id(), &code, key, rng)?;
        self.change(key, |content| {
            content.recovery = vec![slot];
            Ok(code)
        })
    }

    /// Keeps the newest audit checkpoint.
    ///
    /// # Errors
    /// `HeaderTampered`, and those of reading and writing.
    pub fn set_checkpoint(
        &mut self,
        key: &WorkspaceKey,
        checkpoint: CheckpointRecord,
    ) -> Result<(), HeaderError> {
        self.change(key, |content| {
            content.checkpoint = Some(checkpoint);
            Ok(())
        })
    }

    /// The newest audit checkpoint, once the MAC is checked.
    ///
    /// # Errors
    /// `HeaderTampered`
    pub fn checkpoint(&self, key: &WorkspaceKey) -> Result<Option<CheckpointRecord>, HeaderError> {
        canonical::verify(&self.content, &key.header()?)?;
        Ok(self.content.checkpoint.clone())
    }
}

/// The workspace's name stays sealed only for machines that somebody signs in on.
fn forget_unused_devices(content: &mut super::model::Content) {
    let users = &content.users;
    content
        .device_names
        .retain(|device, _| users.iter().any(|slot| slot.device_id == *device));
}
