use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use parley_domain::time::UtcMillis;
use zeroize::Zeroizing;

use super::*;
use crate::keys::test_rng::TestRng;

const LOCKED: DeviceSecretError =
    DeviceSecretError::DeviceSecretMissing(MissingReason::KeyringLocked);
const NOT_STORED: DeviceSecretError =
    DeviceSecretError::DeviceSecretMissing(MissingReason::NotStored);

/// A keyring with a mood.
struct Moody {
    mood: Option<VaultError>,
    connects: bool,
    sleeps: Duration,
    entries: Mutex<HashMap<String, Vec<u8>>>,
}

impl Moody {
    fn new(mood: Option<VaultError>) -> Self {
        Self {
            mood,
            connects: mood != Some(VaultError::Absent),
            sleeps: Duration::ZERO,
            entries: Mutex::default(),
        }
    }

    fn mood(&self) -> Result<(), VaultError> {
        std::thread::sleep(self.sleeps);
        self.mood.map_or(Ok(()), Err)
    }
}

impl Vault for Moody {
    fn connect(&self) -> Result<(), VaultError> {
        if self.connects {
            Ok(())
        } else {
            Err(VaultError::Absent)
        }
    }
    fn get(&self, user: &str) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.mood()?;
        let entries = self.entries.lock().unwrap();
        entries
            .get(user)
            .cloned()
            .map(Zeroizing::new)
            .ok_or(VaultError::NoEntry)
    }
    fn put(&self, user: &str, bytes: &[u8]) -> Result<(), VaultError> {
        self.mood()?;
        self.entries
            .lock()
            .unwrap()
            .insert(user.to_owned(), bytes.to_vec());
        Ok(())
    }
    fn delete(&self, user: &str) -> Result<(), VaultError> {
        self.mood()?;
        self.entries
            .lock()
            .unwrap()
            .remove(user)
            .map(|_| ())
            .ok_or(VaultError::NoEntry)
    }
}

/// Long limits: a machine short of time must not make a keyring look like a hanging
/// one.
fn keyring(vault: Moody) -> KeyringSecrets {
    KeyringSecrets::with_vault(vault, KeyringTimeouts::default()).unwrap()
}

fn case() -> (tempfile::TempDir, FileSecrets, WorkspaceId, DeviceSecret) {
    let rng = TestRng::new(21);
    let folder = tempfile::tempdir().unwrap();
    let file = FileSecrets::new(folder.path().join("parley").join("device-keys"));
    (
        folder,
        file,
        WorkspaceId::new(UtcMillis(1), &rng),
        DeviceSecret::random(&rng),
    )
}

#[test]
fn a_file_keeps_the_secret_for_its_owner_alone() {
    let (_folder, file, workspace, secret) = case();
    assert_eq!(file.get(workspace).unwrap_err(), NOT_STORED);
    file.put(workspace, &secret).unwrap();
    file.put(workspace, &secret).unwrap();
    assert_eq!(file.get(workspace).unwrap().expose(), secret.expose());
    file.delete(workspace).unwrap();
    file.delete(workspace).unwrap();
    assert_eq!(file.get(workspace).unwrap_err(), NOT_STORED);
}

#[cfg(unix)]
#[test]
fn wider_permissions_are_refused() {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let (folder, file, workspace, secret) = case();
    file.put(workspace, &secret).unwrap();
    let keys = folder.path().join("parley/device-keys");
    let path = keys.join(workspace.to_string());
    assert_eq!(metadata(&keys).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    assert_eq!(
        file.get(workspace).unwrap_err(),
        DeviceSecretError::PermissionsTooWide
    );
    set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    set_permissions(&keys, Permissions::from_mode(0o755)).unwrap();
    assert_eq!(
        file.get(workspace).unwrap_err(),
        DeviceSecretError::PermissionsTooWide
    );
    assert_eq!(
        file.put(workspace, &secret).unwrap_err(),
        DeviceSecretError::PermissionsTooWide
    );
}

#[test]
fn a_file_of_the_wrong_length_is_damaged() {
    let (folder, file, workspace, secret) = case();
    file.put(workspace, &secret).unwrap();
    let path = folder
        .path()
        .join("parley/device-keys")
        .join(workspace.to_string());
    for len in [0, 31, 33, 4000] {
        std::fs::write(&path, vec![1; len]).unwrap();
        assert_eq!(
            file.get(workspace).unwrap_err(),
            DeviceSecretError::Malformed
        );
    }
}

#[test]
fn the_id_names_but_does_not_tell() {
    let (_folder, _file, _workspace, secret) = case();
    let id = secret.id().unwrap();
    assert_eq!(id, secret.id().unwrap());
    assert_eq!(id.to_string().len(), 16);
    assert_ne!(id, DeviceSecret::random(&TestRng::new(22)).id().unwrap());
    assert!(format!("{secret:?}").contains('…'));
}

#[test]
fn where_there_is_no_keyring_the_file_is_used_and_said() {
    let (_folder, file, workspace, secret) = case();
    let store = FallbackSecrets::new(keyring(Moody::new(Some(VaultError::Absent))), file);
    let absent = DeviceSecretError::DeviceSecretMissing(MissingReason::KeyringAbsent);
    assert_eq!(store.get(workspace).unwrap_err(), absent);
    store.put(workspace, &secret).unwrap();
    assert_eq!(store.kind(), DeviceSecretKind::File);
    assert_eq!(store.get(workspace).unwrap().expose(), secret.expose());
    assert_eq!(store.kind(), DeviceSecretKind::File);
    store.delete(workspace).unwrap();
    assert_eq!(store.get(workspace).unwrap_err(), absent);
}

#[test]
fn a_locked_keyring_is_never_passed_over() {
    let (folder, file, workspace, secret) = case();
    let store = FallbackSecrets::new(keyring(Moody::new(Some(VaultError::Locked))), file);
    assert_eq!(store.get(workspace).unwrap_err(), LOCKED);
    assert_eq!(store.put(workspace, &secret).unwrap_err(), LOCKED);
    assert_eq!(store.kind(), DeviceSecretKind::Keyring);
    assert!(!folder.path().join("parley").exists());
}

#[test]
fn a_keyring_that_came_later_takes_over_at_the_next_write() {
    let (_folder, file, workspace, secret) = case();
    file.put(workspace, &DeviceSecret::random(&TestRng::new(23)))
        .unwrap();
    let store = FallbackSecrets::new(keyring(Moody::new(None)), file);
    store.get(workspace).unwrap();
    assert_eq!(store.kind(), DeviceSecretKind::File);
    store.put(workspace, &secret).unwrap();
    assert_eq!(store.kind(), DeviceSecretKind::Keyring);
    assert_eq!(store.get(workspace).unwrap().expose(), secret.expose());
    assert_eq!(store.kind(), DeviceSecretKind::Keyring);
}

#[test]
fn a_hanging_keyring_costs_the_time_limit_and_no_more() {
    let (_folder, _file, workspace, secret) = case();
    let hanging = Moody {
        sleeps: Duration::from_secs(3_600),
        ..Moody::new(None)
    };
    let timeouts = KeyringTimeouts {
        connect: Duration::from_millis(100),
        call: Duration::from_millis(100),
    };
    let store = KeyringSecrets::with_vault(hanging, timeouts).unwrap();
    let timeout = DeviceSecretError::DeviceSecretMissing(MissingReason::KeyringTimeout);
    let began = Instant::now();
    assert_eq!(store.put(workspace, &secret).unwrap_err(), timeout);
    // The one that was waiting in the queue is given up as well.
    assert_eq!(store.get(workspace).unwrap_err(), timeout);
    assert!(began.elapsed() < Duration::from_secs(30));
}

#[tokio::test]
async fn it_may_be_called_while_a_runtime_is_running() {
    let (_folder, _file, workspace, secret) = case();
    let store = keyring(Moody::new(None));
    store.put(workspace, &secret).unwrap();
    assert_eq!(store.get(workspace).unwrap().expose(), secret.expose());
}
