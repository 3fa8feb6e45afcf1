//! Device secrets in a keyring that may never answer.
//!
//! A keyring call blocks while a person looks at its prompt, and for ever if the
//! service hangs. All calls of one store therefore run on one thread of its own,
//! and the caller waits for a limited time. That thread also keeps the blocking
//! D-Bus calls off the threads of an async runtime, on which they would panic if
//! any crate of the program turned on `zbus/tokio`.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use parley_domain::ids::WorkspaceId;
use zeroize::Zeroizing;

use super::{
    DeviceSecret, DeviceSecretError, DeviceSecretKind, DeviceSecretStore, MissingReason, OsVault,
};

/// A keyring as this module needs it; may block for ever.
pub trait Vault: Send + Sync + 'static {
    /// Finds the service. Called before every other call.
    ///
    /// # Errors
    /// [`VaultError::Absent`] where there is none.
    fn connect(&self) -> Result<(), VaultError>;
    /// The bytes stored for `user`.
    ///
    /// # Errors
    /// [`VaultError`]
    fn get(&self, user: &str) -> Result<Zeroizing<Vec<u8>>, VaultError>;
    /// Stores bytes for `user`.
    ///
    /// # Errors
    /// [`VaultError`]
    fn put(&self, user: &str, bytes: &[u8]) -> Result<(), VaultError>;
    /// Forgets the bytes of `user`.
    ///
    /// # Errors
    /// [`VaultError`]
    fn delete(&self, user: &str) -> Result<(), VaultError>;
}

/// What a keyring answers instead of doing its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// No keyring service on this machine.
    #[error("no keyring service")]
    Absent,
    /// Nothing stored under that name.
    #[error("no such entry")]
    NoEntry,
    /// Locked, or a person said no.
    #[error("keyring locked or access denied")]
    Locked,
    /// Anything else.
    #[error("keyring failed")]
    Failed,
}

impl From<VaultError> for DeviceSecretError {
    fn from(error: VaultError) -> Self {
        Self::DeviceSecretMissing(match error {
            VaultError::Absent => MissingReason::KeyringAbsent,
            VaultError::NoEntry => MissingReason::NotStored,
            VaultError::Locked => MissingReason::KeyringLocked,
            VaultError::Failed => MissingReason::KeyringFailed,
        })
    }
}

/// How long to wait for the keyring.
#[derive(Debug, Clone, Copy)]
pub struct KeyringTimeouts {
    /// For finding the service: nobody is asked anything yet.
    pub connect: Duration,
    /// For one call: a person may have to type the keyring's password.
    pub call: Duration,
}

impl Default for KeyringTimeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            call: Duration::from_secs(60),
        }
    }
}

type Job = Box<dyn FnOnce(&dyn Vault) + Send>;

/// Device secrets in the OS keyring.
pub struct KeyringSecrets {
    jobs: Mutex<mpsc::Sender<Job>>,
    timeouts: KeyringTimeouts,
}

impl KeyringSecrets {
    /// The operating system's keyring.
    ///
    /// # Errors
    /// [`DeviceSecretError::Io`] if no thread can be started.
    pub fn new(timeouts: KeyringTimeouts) -> Result<Self, DeviceSecretError> {
        Self::with_vault(OsVault::default(), timeouts)
    }

    /// Any keyring.
    ///
    /// # Errors
    /// [`DeviceSecretError::Io`] if no thread can be started.
    pub fn with_vault(
        vault: impl Vault,
        timeouts: KeyringTimeouts,
    ) -> Result<Self, DeviceSecretError> {
        let (jobs, queue) = mpsc::channel::<Job>();
        // Not joined: a hanging service must not keep the program from ending.
        std::thread::Builder::new()
            .name("keyring".to_owned())
            .spawn(move || {
                for job in queue {
                    job(&vault);
                }
            })
            .map_err(|e| DeviceSecretError::Io(e.kind()))?;
        Ok(Self {
            jobs: Mutex::new(jobs),
            timeouts,
        })
    }

    fn run<T: Send + 'static>(
        &self,
        limit: Duration,
        work: impl FnOnce(&dyn Vault) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, DeviceSecretError> {
        let (reply, answer) = mpsc::sync_channel(1);
        // A call given up while still in the queue must not happen later.
        let given_up = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&given_up);
        let job: Job = Box::new(move |vault| {
            if !seen.load(Ordering::Acquire) {
                let _ = reply.send(work(vault));
            }
        });
        let failed = DeviceSecretError::from(MissingReason::KeyringFailed);
        self.jobs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .send(job)
            .map_err(|_| failed)?;
        match answer.recv_timeout(limit) {
            Ok(result) => result.map_err(DeviceSecretError::from),
            Err(RecvTimeoutError::Timeout) => {
                given_up.store(true, Ordering::Release);
                Err(MissingReason::KeyringTimeout.into())
            }
            Err(RecvTimeoutError::Disconnected) => Err(failed),
        }
    }

    fn call<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Vault) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, DeviceSecretError> {
        self.run(self.timeouts.connect, |vault| vault.connect())?;
        self.run(self.timeouts.call, work)
    }
}

impl DeviceSecretStore for KeyringSecrets {
    fn get(&self, workspace: WorkspaceId) -> Result<DeviceSecret, DeviceSecretError> {
        let user = workspace.to_string();
        let bytes = self.call(move |vault| vault.get(&user))?;
        DeviceSecret::from_slice(&bytes).ok_or(DeviceSecretError::Malformed)
    }

    fn put(&self, workspace: WorkspaceId, secret: &DeviceSecret) -> Result<(), DeviceSecretError> {
        let (user, secret) = (workspace.to_string(), secret.clone());
        self.call(move |vault| vault.put(&user, secret.expose()))
    }

    fn delete(&self, workspace: WorkspaceId) -> Result<(), DeviceSecretError> {
        let user = workspace.to_string();
        self.call(move |vault| match vault.delete(&user) {
            Err(VaultError::NoEntry) => Ok(()),
            other => other,
        })
    }

    fn kind(&self) -> DeviceSecretKind {
        DeviceSecretKind::Keyring
    }
}

impl fmt::Debug for KeyringSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyringSecrets")
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}
