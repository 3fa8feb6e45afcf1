//! The keys behind personal data: each person's, and those for audit payloads about
//! nobody outside. Must not know: tables or files.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use parley_domain::ids::PersonId;
use parley_domain::rng::Rng;

use crate::keys::{KeyError, MediaKey, PersonKey, Secret32, WorkspaceKey};

/// What the records and the media vault of one workspace share.
pub struct RecordKeys {
    pub(crate) media: MediaKey,
    pub(crate) payload: Secret32,
    pub(crate) payload_mac: Secret32,
    pub(crate) rng: Arc<dyn Rng>,
    /// Keys of people whose row is not committed yet: media is sealed before the
    /// call that names the person is. They stay for the session, so that a retry
    /// after a failed commit finds the same key.
    fresh: Mutex<HashMap<PersonId, PersonKey>>,
}

impl fmt::Debug for RecordKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecordKeys(…)")
    }
}

impl RecordKeys {
    /// Derives what records need from the workspace's key.
    ///
    /// # Errors
    /// [`KeyError::Refused`]
    pub fn new(key: &WorkspaceKey, rng: Arc<dyn Rng>) -> Result<Self, KeyError> {
        let salt = b"parley workspace";
        Ok(Self {
            media: key.media()?,
            payload: key.secret().derive(salt, b"audit payload key v1")?,
            payload_mac: key.secret().derive(salt, b"audit payload mac v1")?,
            rng,
            fresh: Mutex::new(HashMap::new()),
        })
    }

    /// The key made for a person in this session, if one was.
    pub(crate) fn fresh_key(&self, person: PersonId) -> Option<PersonKey> {
        let fresh = self.fresh.lock().unwrap_or_else(PoisonError::into_inner);
        fresh.get(&person).cloned()
    }

    /// The key of a person who is not stored yet: made now, unless it was before.
    pub(crate) fn fresh_or_new(&self, person: PersonId) -> PersonKey {
        let mut fresh = self.fresh.lock().unwrap_or_else(PoisonError::into_inner);
        fresh
            .entry(person)
            .or_insert_with(|| PersonKey::random(&*self.rng))
            .clone()
    }

    /// Opens a stored person key.
    pub(crate) fn open(&self, person: PersonId, wrapped: &[u8]) -> Result<PersonKey, KeyError> {
        self.media.unwrap_person(person, wrapped)
    }
}
