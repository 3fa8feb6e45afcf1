//! The personal part of an entry: sealed beside the chain, so that it can be
//! destroyed while the chain stays whole.

use std::collections::BTreeMap;

use parley_domain::audit::{Digest, payload_mac};
use parley_domain::ids::PersonId;
use zeroize::Zeroizing;

use crate::keys::{KeyError, PersonKey, open_blob, seal_blob};
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::person_keys::RecordKeys;

const LABEL: &[u8] = b"parley audit payload";

/// A payload on its way into its row.
pub(crate) struct Sealed {
    pub(crate) mac: Digest,
    pub(crate) salt: [u8; 16],
    pub(crate) blob: Vec<u8>,
}

/// The bytes that are sealed and hashed: JSON with its names in order.
fn to_bytes(detail: &BTreeMap<String, String>) -> RecordsResult<Zeroizing<Vec<u8>>> {
    Ok(Zeroizing::new(serde_json::to_vec(detail)?))
}

/// Seals for entry `seq`, under the person's key or, without one, the workspace's.
pub(crate) fn seal(
    keys: &RecordKeys,
    person: Option<&PersonKey>,
    seq: u64,
    detail: &BTreeMap<String, String>,
) -> RecordsResult<Sealed> {
    let bytes = to_bytes(detail)?;
    let mut salt = [0u8; 16];
    keys.rng.fill(&mut salt);
    let context = seq.to_be_bytes();
    let blob = match person {
        Some(key) => key.seal_payload(&context, &bytes, &*keys.rng)?,
        None => seal_blob(&keys.payload, LABEL, &context, &bytes, &*keys.rng)?,
    };
    Ok(Sealed {
        mac: payload_mac(keys.payload_mac.expose(), &salt, &bytes),
        salt,
        blob,
    })
}

/// A payload as it is stored.
pub(crate) struct Stored<'a> {
    pub(crate) seq: u64,
    /// Whose key seals it, and that key as it is stored; a missing key was destroyed.
    pub(crate) person: Option<(PersonId, Option<&'a [u8]>)>,
    pub(crate) salt: &'a [u8],
    pub(crate) blob: &'a [u8],
}

/// What opening a payload came to.
pub(crate) enum Opened {
    /// Its person's key was destroyed: nobody reads it any more.
    Destroyed,
    /// Changed bytes, or another entry's payload.
    Damaged,
    Clear(Zeroizing<Vec<u8>>),
}

impl Stored<'_> {
    pub(crate) fn open(&self, keys: &RecordKeys) -> Opened {
        let context = self.seq.to_be_bytes();
        let opened = match self.person {
            Some((_, None)) => return Opened::Destroyed,
            Some((person, Some(wrapped))) => keys
                .open(person, wrapped)
                .and_then(|key| key.open_payload(&context, self.blob)),
            None => open_blob(&keys.payload, LABEL, &context, self.blob),
        };
        match opened {
            Ok(bytes) => Opened::Clear(bytes),
            Err(
                KeyError::DoesNotOpen
                | KeyError::Malformed
                | KeyError::UnknownVersion
                | KeyError::Refused,
            ) => Opened::Damaged,
        }
    }

    /// Whether the payload still gives the hash in the leaf. A destroyed one cannot
    /// be told from a true one, and is not a fault.
    pub(crate) fn holds(&self, keys: &RecordKeys, mac: &[u8]) -> bool {
        match self.open(keys) {
            Opened::Destroyed => true,
            Opened::Damaged => false,
            Opened::Clear(bytes) => <[u8; 16]>::try_from(self.salt).is_ok_and(|salt| {
                payload_mac(keys.payload_mac.expose(), &salt, &bytes).as_slice() == mac
            }),
        }
    }
}

/// The details in opened bytes.
pub(crate) fn detail_of(bytes: &[u8]) -> RecordsResult<BTreeMap<String, String>> {
    serde_json::from_slice(bytes).map_err(RecordsError::from)
}
