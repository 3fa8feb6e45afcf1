//! The port behind which sealed files live.

use std::io::Read;

use parley_domain::ids::{MediaId, PersonId};

use super::{LiveVault, MediaStream};
use crate::calls::{MediaKind, MediaRecord};
use crate::error::AppResult;

/// What is to be sealed.
#[derive(Debug, Clone)]
pub struct NewMedia {
    pub id: MediaId,
    pub kind: MediaKind,
    pub person_id: Option<PersonId>,
    pub file_name: Option<String>,
    pub derived_from: Option<MediaId>,
}

/// Sealed files of one workspace. Blocking: call it off the async threads.
pub trait MediaVault: LiveVault {
    /// Seals `clear` under a fresh data key. The file is complete on the disk when
    /// this returns; without its row it is unreadable and swept at the next opening.
    ///
    /// # Errors
    /// `disk_full`, `internal`.
    fn seal(&self, new: NewMedia, clear: &mut dyn Read) -> AppResult<MediaRecord>;

    /// Opens a sealed file for reading; each seek decrypts one chunk.
    ///
    /// # Errors
    /// `media_missing`, `media_damaged`.
    fn open(&self, record: &MediaRecord) -> AppResult<Box<dyn MediaStream>>;

    /// Whether the file is there, by its name and length alone.
    fn is_present(&self, record: &MediaRecord) -> bool;

    /// Removes files and logs that no row names. Returns how many.
    ///
    /// # Errors
    /// `internal`.
    fn sweep(&self, known: &[MediaId]) -> AppResult<u32>;
}
