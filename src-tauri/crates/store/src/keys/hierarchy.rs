//! The keys themselves, one type each, so that a data key cannot be handed to
//! something that wants the media key.

use parley_domain::ids::{MediaId, PersonId};
use parley_domain::rng::Rng;

use super::{AuditKey, CheckpointSigner, KeyError, Secret32, open_blob, seal_blob};

const PERSON_KEY: &[u8] = b"parley person key";
const LEG_KEY: &[u8] = b"parley data key, one person";
const MIXED_KEY: &[u8] = b"parley data key, mixed";
const PERSONAL_PAYLOAD: &[u8] = b"parley personal payload";

/// The root of everything; exists only wrapped (in `workspace.json`) or unlocked
/// in memory.
#[derive(Debug, Clone)]
pub struct WorkspaceKey(Secret32);

/// SQLCipher's raw key.
#[derive(Debug, Clone)]
pub struct DatabaseKey(Secret32);

/// Wraps person keys and the data keys of files that mix people.
#[derive(Debug, Clone)]
pub struct MediaKey(Secret32);

/// One person's key: destroying its wrapped form erases their audio and the
/// personal part of their audit entries.
#[derive(Debug, Clone)]
pub struct PersonKey(Secret32);

/// Seals one media file.
#[derive(Debug, Clone)]
pub struct DataKey(Secret32);

/// What guards `workspace.json`: its MAC, and the names sealed inside.
#[derive(Debug, Clone)]
pub struct HeaderKeys {
    pub(crate) mac: Secret32,
    pub(crate) names: Secret32,
}

impl WorkspaceKey {
    /// A fresh workspace key.
    #[must_use]
    pub fn random(rng: &dyn Rng) -> Self {
        Self(Secret32::random(rng))
    }

    pub(crate) fn from_secret(secret: Secret32) -> Self {
        Self(secret)
    }

    pub(crate) fn secret(&self) -> &Secret32 {
        &self.0
    }

    fn derive(&self, label: &[u8]) -> Result<Secret32, KeyError> {
        self.0.derive(b"parley workspace", label)
    }

    /// The key of `parley.db`.
    ///
    /// # Errors
    /// See [`Secret32::derive`]; the same holds for the others.
    pub fn database(&self) -> Result<DatabaseKey, KeyError> {
        self.derive(b"database key v1").map(DatabaseKey)
    }

    /// The key above all media.
    ///
    /// # Errors
    /// [`KeyError::Refused`]
    pub fn media(&self) -> Result<MediaKey, KeyError> {
        self.derive(b"media key v1").map(MediaKey)
    }

    /// The key of salted HMACs in audit entries.
    ///
    /// # Errors
    /// [`KeyError::Refused`]
    pub fn audit(&self) -> Result<AuditKey, KeyError> {
        self.derive(b"audit key v1").map(AuditKey::new)
    }

    /// Signs audit checkpoints.
    ///
    /// # Errors
    /// [`KeyError::Refused`]
    pub fn checkpoint_signer(&self) -> Result<CheckpointSigner, KeyError> {
        CheckpointSigner::from_seed(&self.derive(b"checkpoint signing seed v1")?)
    }

    /// The keys of `workspace.json`.
    ///
    /// # Errors
    /// [`KeyError::Refused`]
    pub fn header(&self) -> Result<HeaderKeys, KeyError> {
        Ok(HeaderKeys {
            mac: self.derive(b"header MAC key v1")?,
            names: self.derive(b"header names key v1")?,
        })
    }
}

impl DatabaseKey {
    /// The 32 bytes that SQLCipher takes as `x'…'`, skipping its own derivation.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }
}

impl MediaKey {
    /// Wraps a person's key for storing.
    ///
    /// # Errors
    /// [`KeyError::Refused`]
    pub fn wrap_person(
        &self,
        person: PersonId,
        key: &PersonKey,
        rng: &dyn Rng,
    ) -> Result<Vec<u8>, KeyError> {
        seal_blob(
            &self.0,
            PERSON_KEY,
            person.0.as_bytes(),
            key.0.expose(),
            rng,
        )
    }

    /// Opens a person's key.
    ///
    /// # Errors
    /// [`KeyError`]: also when `blob` belongs to another person.
    pub fn unwrap_person(&self, person: PersonId, blob: &[u8]) -> Result<PersonKey, KeyError> {
        unwrap(&self.0, PERSON_KEY, person.0.as_bytes(), blob).map(PersonKey)
    }

    /// Wraps the data key of a file in which several people speak.
    ///
    /// # Errors
    /// [`KeyError::Refused`]
    pub fn wrap_mixed(
        &self,
        media: MediaId,
        key: &DataKey,
        rng: &dyn Rng,
    ) -> Result<Vec<u8>, KeyError> {
        seal_blob(&self.0, MIXED_KEY, media.0.as_bytes(), key.0.expose(), rng)
    }

    /// Opens the data key of a file in which several people speak.
    ///
    /// # Errors
    /// [`KeyError`]: also when `blob` belongs to another file.
    pub fn unwrap_mixed(&self, media: MediaId, blob: &[u8]) -> Result<DataKey, KeyError> {
        unwrap(&self.0, MIXED_KEY, media.0.as_bytes(), blob).map(DataKey)
    }
}

impl PersonKey {
    /// A fresh person key.
    #[must_use]
    pub fn random(rng: &dyn Rng) -> Self {
        Self(Secret32::random(rng))
    }

    /// Wraps the data key of a file in which only this person speaks.
    ///
    /// # Errors
    /// [`KeyError::Refused`]
    pub fn wrap_data(
        &self,
        media: MediaId,
        key: &DataKey,
        rng: &dyn Rng,
    ) -> Result<Vec<u8>, KeyError> {
        seal_blob(&self.0, LEG_KEY, media.0.as_bytes(), key.0.expose(), rng)
    }

    /// Opens the data key of one of this person's files.
    ///
    /// # Errors
    /// [`KeyError`]: also when `blob` belongs to another file or person.
    pub fn unwrap_data(&self, media: MediaId, blob: &[u8]) -> Result<DataKey, KeyError> {
        unwrap(&self.0, LEG_KEY, media.0.as_bytes(), blob).map(DataKey)
    }

    /// Seals the personal part of a record (an audit entry's payload), bound to
    /// `context`, which is the record's id.
    ///
    /// # Errors
    /// [`KeyError::Refused`]
    pub fn seal_payload(
        &self,
        context: &[u8],
        plain: &[u8],
        rng: &dyn Rng,
    ) -> Result<Vec<u8>, KeyError> {
        seal_blob(&self.0, PERSONAL_PAYLOAD, context, plain, rng)
    }

    /// Opens what [`Self::seal_payload`] made.
    ///
    /// # Errors
    /// [`KeyError`]: also when the payload belongs to another record.
    pub fn open_payload(
        &self,
        context: &[u8],
        blob: &[u8],
    ) -> Result<zeroize::Zeroizing<Vec<u8>>, KeyError> {
        open_blob(&self.0, PERSONAL_PAYLOAD, context, blob)
    }
}

impl DataKey {
    /// A fresh data key, for one file and no other.
    #[must_use]
    pub fn random(rng: &dyn Rng) -> Self {
        Self(Secret32::random(rng))
    }

    pub(crate) fn secret(&self) -> &Secret32 {
        &self.0
    }
}

fn unwrap(key: &Secret32, label: &[u8], context: &[u8], blob: &[u8]) -> Result<Secret32, KeyError> {
    let plain = open_blob(key, label, context, blob)?;
    Secret32::from_slice(&plain).ok_or(KeyError::Malformed)
}
