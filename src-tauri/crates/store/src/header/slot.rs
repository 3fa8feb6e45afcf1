//! The workspace key, wrapped for one user or for the recovery code.

use parley_domain::ids::{UserId, WorkspaceId};
use parley_domain::rng::Rng;
use serde_json::Map;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::device_secret::DeviceSecret;
use crate::keys::{KeyError, Secret32, WorkspaceKey, hkdf_sha256, open_blob, seal_blob};

use super::model::{Blob, RecoverySlot, UserSlot};
use super::{HeaderError, KdfParams, RecoveryCode, names};

const USER: &[u8] = b"parley user slot v1";
const RECOVERY: &[u8] = b"parley recovery slot v1";

/// A user to be given a slot.
pub(super) struct Entrant<'a> {
    pub workspace: WorkspaceId,
    pub user: UserId,
    pub name: &'a str,
    pub passphrase: &'a str,
    pub device: &'a DeviceSecret,
    pub kdf: KdfParams,
}

pub(super) fn for_user(
    entrant: &Entrant<'_>,
    key: &WorkspaceKey,
    rng: &dyn Rng,
) -> Result<UserSlot, HeaderError> {
    let mut salt = vec![0u8; 16];
    rng.fill(&mut salt);
    let id = entrant.user.0;
    let wrap = user_key(entrant, &salt)?;
    Ok(UserSlot {
        id: entrant.user,
        device_id: entrant.device.id()?,
        kdf: entrant.kdf,
        wrapped_key: Blob(seal_blob(
            &wrap,
            USER,
            id.as_bytes(),
            key.secret().expose(),
            rng,
        )?),
        salt: Blob(salt),
        name: names::seal(&key.header()?.names, id, entrant.name, rng)?,
        device_name: names::seal(&entrant.device.names_key()?, id, entrant.name, rng)?,
        unknown: Map::new(),
    })
}

/// HKDF(Argon2id(passphrase, salt) || device secret): one without the other is
/// worth nothing.
fn user_key(entrant: &Entrant<'_>, salt: &[u8]) -> Result<Secret32, HeaderError> {
    let stretched = entrant.kdf.stretch(entrant.passphrase, salt)?;
    let mut both = Zeroizing::new(Vec::with_capacity(64));
    both.extend_from_slice(stretched.as_slice());
    both.extend_from_slice(entrant.device.expose());
    let info = [USER, entrant.user.0.as_bytes()];
    Ok(hkdf_sha256(&both, entrant.workspace.0.as_bytes(), &info)?)
}

/// `Ok(None)`: the passphrase is wrong.
pub(super) fn open_user(
    slot: &UserSlot,
    workspace: WorkspaceId,
    passphrase: &str,
    device: &DeviceSecret,
) -> Result<Option<WorkspaceKey>, HeaderError> {
    let entrant = Entrant {
        workspace,
        user: slot.id,
        name: "",
        passphrase,
        device,
        kdf: slot.kdf,
    };
    let wrap = user_key(&entrant, &slot.salt.0)?;
    opened(open_blob(
        &wrap,
        USER,
        slot.id.0.as_bytes(),
        &slot.wrapped_key.0,
    ))
}

/// 160 random bits need no stretching, and no device secret, or a lost machine
/// would be a lost workspace.
fn recovery_key(workspace: WorkspaceId, code: &RecoveryCode) -> Result<Secret32, KeyError> {
    hkdf_sha256(code.bytes(), workspace.0.as_bytes(), &[RECOVERY])
}

pub(super) fn for_recovery(
    workspace: WorkspaceId,
    code: &RecoveryCode,
    key: &WorkspaceKey,
    rng: &dyn Rng,
) -> Result<RecoverySlot, HeaderError> {
    let mut random = [0u8; 16];
    rng.fill(&mut random);
    let id = uuid::Builder::from_random_bytes(random).into_uuid();
    let wrap = recovery_key(workspace, code)?;
    Ok(RecoverySlot {
        id,
        wrapped_key: Blob(seal_blob(
            &wrap,
            RECOVERY,
            id.as_bytes(),
            key.secret().expose(),
            rng,
        )?),
        unknown: Map::new(),
    })
}

/// `Ok(None)`: another code's slot.
pub(super) fn open_recovery(
    slot: &RecoverySlot,
    workspace: WorkspaceId,
    code: &RecoveryCode,
) -> Result<Option<WorkspaceKey>, HeaderError> {
    let wrap = recovery_key(workspace, code)?;
    let id: Uuid = slot.id;
    opened(open_blob(
        &wrap,
        RECOVERY,
        id.as_bytes(),
        &slot.wrapped_key.0,
    ))
}

fn opened(
    plain: Result<Zeroizing<Vec<u8>>, KeyError>,
) -> Result<Option<WorkspaceKey>, HeaderError> {
    match plain {
        Ok(bytes) => {
            let secret = Secret32::from_slice(&bytes).ok_or(HeaderError::HeaderTampered)?;
            Ok(Some(WorkspaceKey::from_secret(secret)))
        }
        Err(KeyError::DoesNotOpen) => Ok(None),
        Err(other) => Err(other.into()),
    }
}
