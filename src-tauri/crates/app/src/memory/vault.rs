//! Sealed files, in the clear: what is tested with them is who may open them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex};

use parley_domain::digest;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::MediaId;

use super::held;
use super::logs::MemoryLogs;
use crate::calls::MediaRecord;
use crate::error::{AppError, AppResult};
use crate::ports::{MediaStream, MediaVault, NewMedia};

/// The files of one workspace.
#[derive(Debug, Default)]
pub struct MemoryVault {
    files: Mutex<BTreeMap<MediaId, Arc<[u8]>>>,
    pub(super) logs: MemoryLogs,
}

impl MemoryVault {
    /// Takes a file away behind Parley's back.
    pub fn lose(&self, id: MediaId) {
        held(&self.files).remove(&id);
    }

    /// Changes a file's last byte behind Parley's back.
    pub fn damage(&self, id: MediaId) {
        if let Some(bytes) = held(&self.files).get_mut(&id) {
            let mut changed = bytes.to_vec();
            if let Some(last) = changed.last_mut() {
                *last ^= 1;
            }
            *bytes = changed.into();
        }
    }
}

impl MediaVault for MemoryVault {
    fn seal(&self, new: NewMedia, clear: &mut dyn Read) -> AppResult<MediaRecord> {
        let mut bytes = Vec::new();
        clear
            .read_to_end(&mut bytes)
            .map_err(|e| AppError::because(ErrorCode::FileUnreadable, e))?;
        let record = MediaRecord {
            id: new.id,
            kind: new.kind,
            byte_len: bytes.len() as u64,
            sha256: digest::sha256(&[&bytes]),
            wrapped_key: new.id.0.into_bytes().to_vec(),
            person_id: new.person_id,
            file_name: new.file_name,
            derived_from: new.derived_from,
        };
        held(&self.files).insert(record.id, bytes.into());
        Ok(record)
    }

    fn open(&self, record: &MediaRecord) -> AppResult<Box<dyn MediaStream>> {
        let bytes = held(&self.files).get(&record.id).cloned();
        let bytes = bytes.ok_or(AppError::new(ErrorCode::MediaMissing))?;
        if digest::sha256(&[&bytes]) != record.sha256 {
            return Err(ErrorCode::MediaDamaged.into());
        }
        Ok(Box::new(Cursor::new(bytes)))
    }

    fn is_present(&self, record: &MediaRecord) -> bool {
        let files = held(&self.files);
        let there = files.get(&record.id);
        there.is_some_and(|bytes| bytes.len() as u64 == record.byte_len)
    }

    fn sweep(&self, known: &[MediaId]) -> AppResult<u32> {
        let mut files = held(&self.files);
        let before = files.len();
        files.retain(|id, _| known.contains(id));
        let logs = self.logs.sweep(known);
        Ok(u32::try_from(before - files.len() + logs).unwrap_or(u32::MAX))
    }
}
