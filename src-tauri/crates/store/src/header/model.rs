//! What stands in `workspace.json`. Members that this version does not know are kept
//! and written back, in the header as in its slots; `kdf` and `checkpoint` are closed.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use parley_domain::ids::{UserId, WorkspaceId};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::device_secret::DeviceSecretId;

use super::KdfParams;

/// The format this version writes.
pub(super) const FORMAT: u64 = 1;

/// Bytes, base64 in JSON (RFC 4648, section 4).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Blob(pub Vec<u8>);

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD
            .decode(text)
            .map(Self)
            .map_err(serde::de::Error::custom)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Content {
    pub format: u64,
    pub workspace_id: WorkspaceId,
    pub generation: u64,
    /// For slots made from now on.
    pub kdf: KdfParams,
    /// The workspace's name under the workspace key …
    pub name: Blob,
    /// … and under the secret of each machine.
    pub device_names: BTreeMap<DeviceSecretId, Blob>,
    pub users: Vec<UserSlot>,
    pub recovery: Vec<RecoverySlot>,
    pub checkpoint: Option<CheckpointRecord>,
    /// By slot; the recovery slots share one, under the workspace's id.
    #[serde(default)]
    pub attempts: BTreeMap<Uuid, Attempts>,
    #[serde(default)]
    pub mac: Blob,
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// One user's way in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct UserSlot {
    pub id: UserId,
    pub device_id: DeviceSecretId,
    pub kdf: KdfParams,
    pub salt: Blob,
    pub wrapped_key: Blob,
    pub name: Blob,
    pub device_name: Blob,
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// The recovery code's way in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct RecoverySlot {
    pub id: Uuid,
    pub wrapped_key: Blob,
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// The newest audit checkpoint that was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckpointRecord {
    /// Entries in the log.
    pub size: u64,
    /// Root hash, 32 bytes.
    #[serde(with = "bytes")]
    pub root: Vec<u8>,
    /// Ed25519 signature, 64 bytes.
    #[serde(with = "bytes")]
    pub signature: Vec<u8>,
    /// When it was signed.
    pub at: UtcMillis,
}

mod bytes {
    use super::{Blob, Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], s: S) -> Result<S::Ok, S::Error> {
        Blob(bytes.to_vec()).serialize(s)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
        Blob::deserialize(d).map(|blob| blob.0)
    }
}

/// Failed attempts on one slot.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Attempts {
    /// In a row.
    pub count: u32,
    pub last_failed_at: UtcMillis,
    /// Not yet in the audit log.
    pub pending: Vec<UtcMillis>,
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}
