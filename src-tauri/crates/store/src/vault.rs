//! The sealed files of one workspace, with their keys: whose key wraps a file's data
//! key is decided here. Must not know: formats, or how a file is sealed.

mod live;

use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

use parley_app::calls::MediaRecord;
use parley_app::error::{AppError, AppResult};
use parley_app::ports::{MediaStream, MediaVault, NewMedia};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{MediaId, PersonId};
use tokio::runtime::Handle;

use crate::keys::{DataKey, KeyError, PersonKey};
use crate::records::{Records, RecordsError};
use crate::sealed::{
    CHUNK_BYTES, LOG, SealedError, SealedWriter, media_path, open_media, remove_leftover_parts,
    remove_log, remove_media,
};

/// `media/` of one workspace.
pub struct SealedVault {
    folder: PathBuf,
    records: Arc<Records>,
    runtime: Handle,
}

impl std::fmt::Debug for SealedVault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealedVault")
    }
}

fn sealed_code(error: SealedError) -> AppError {
    let code = match error {
        SealedError::MediaMissing => ErrorCode::MediaMissing,
        SealedError::MediaDamaged => ErrorCode::MediaDamaged,
        SealedError::MediaNewer => ErrorCode::WorkspaceNewer,
        SealedError::Io(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => {
            ErrorCode::DiskFull
        }
        SealedError::MediaExists | SealedError::TooLong | SealedError::Io(_) => ErrorCode::Internal,
    };
    AppError::because(code, error)
}

fn key_code(error: KeyError) -> AppError {
    AppError::from(RecordsError::from(error))
}

/// How long the sealed file of `byte_len` clear bytes is: header, and a tag for each
/// chunk (see [`crate::sealed`]).
fn sealed_len(byte_len: u64) -> u64 {
    let chunks = byte_len.div_ceil(CHUNK_BYTES as u64).max(1);
    byte_len
        .saturating_add(36)
        .saturating_add(chunks.saturating_mul(16))
}

impl SealedVault {
    /// The vault in `folder`, whose keys stand in `records`. To be made inside a
    /// tokio runtime.
    #[must_use]
    pub fn new(folder: PathBuf, records: Arc<Records>) -> Self {
        Self {
            folder,
            records,
            runtime: Handle::current(),
        }
    }

    /// A person's key from the records. Runs on a thread of its own, because this
    /// port blocks and a thread of the runtime must not.
    fn person_key(&self, person: PersonId) -> AppResult<Option<PersonKey>> {
        let looked = std::thread::scope(|scope| {
            let work = || self.runtime.block_on(self.records.person_key(person));
            scope.spawn(work).join()
        });
        match looked {
            Ok(key) => Ok(key?),
            Err(_) => Err(AppError::new(ErrorCode::Internal)),
        }
    }

    /// A fresh data key, and how it is kept.
    fn new_key(&self, id: MediaId, person: Option<PersonId>) -> AppResult<(DataKey, Vec<u8>)> {
        let keys = self.records.keys();
        let rng = &*keys.rng;
        let key = DataKey::random(rng);
        let wrapped = match person {
            None => keys.media.wrap_mixed(id, &key, rng),
            Some(person) => self
                .person_key(person)?
                .unwrap_or_else(|| keys.fresh_or_new(person))
                .wrap_data(id, &key, rng),
        };
        Ok((key, wrapped.map_err(key_code)?))
    }

    fn data_key(
        &self,
        id: MediaId,
        person: Option<PersonId>,
        wrapped: &[u8],
    ) -> AppResult<DataKey> {
        let opened = match person {
            None => self.records.keys().media.unwrap_mixed(id, wrapped),
            Some(person) => self
                .person_key(person)?
                // The key was destroyed: what it sealed is gone for good.
                .ok_or_else(|| AppError::new(ErrorCode::MediaMissing))?
                .unwrap_data(id, wrapped),
        };
        opened.map_err(|e| AppError::because(ErrorCode::MediaDamaged, e))
    }
}

impl MediaVault for SealedVault {
    fn seal(&self, new: NewMedia, clear: &mut dyn Read) -> AppResult<MediaRecord> {
        let (data_key, wrapped_key) = self.new_key(new.id, new.person_id)?;
        let rng = &*self.records.keys().rng;
        let mut writer =
            SealedWriter::create(&self.folder, new.id, &data_key, rng).map_err(sealed_code)?;
        io::copy(clear, &mut writer).map_err(|error| {
            crate::sealed::sealed_error_of(&error).map_or_else(
                || AppError::because(ErrorCode::FileUnreadable, error),
                sealed_code,
            )
        })?;
        let facts = writer.finish().map_err(sealed_code)?;
        Ok(MediaRecord {
            id: new.id,
            kind: new.kind,
            byte_len: facts.byte_len,
            sha256: facts.sha256,
            wrapped_key,
            person_id: new.person_id,
            file_name: new.file_name,
            derived_from: new.derived_from,
        })
    }

    fn open(&self, record: &MediaRecord) -> AppResult<Box<dyn MediaStream>> {
        let path = media_path(&self.folder, record.id);
        if !path.is_file() {
            return Err(AppError::new(ErrorCode::MediaMissing));
        }
        let key = self.data_key(record.id, record.person_id, &record.wrapped_key)?;
        let reader = open_media(&self.folder, record.id, &key).map_err(sealed_code)?;
        Ok(Box::new(reader))
    }

    fn is_present(&self, record: &MediaRecord) -> bool {
        fs::metadata(media_path(&self.folder, record.id))
            .is_ok_and(|facts| facts.is_file() && facts.len() == sealed_len(record.byte_len))
    }

    fn sweep(&self, known: &[MediaId]) -> AppResult<u32> {
        let internal = |e: io::Error| AppError::because(ErrorCode::Internal, e);
        let mut removed = remove_leftover_parts(&self.folder).map_err(sealed_code)?;
        let known: std::collections::HashSet<MediaId> = known.iter().copied().collect();
        for entry in fs::read_dir(&self.folder).map_err(internal)? {
            let path = entry.map_err(internal)?.path();
            let ending = path.extension().and_then(|e| e.to_str());
            let remove = match ending {
                Some("sealed") => remove_media,
                Some(LOG) => remove_log,
                _ => continue,
            };
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            if let Some(id) = stem.and_then(|stem| stem.parse::<MediaId>().ok())
                && !known.contains(&id)
            {
                remove(&self.folder, id).map_err(sealed_code)?;
                removed += 1;
            }
        }
        Ok(u32::try_from(removed).unwrap_or(u32::MAX))
    }
}
