//! The data files that an import is at, read and hashed once each: a file with ten
//! thousand calls would otherwise be read ten thousand times.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

use parley_domain::digest;

use super::catalogue::MAX_CALL_DATA_BYTES;
use crate::desk::{Workspace, blocking};
use crate::error::AppResult;

/// A data file's bytes and their SHA-256.
#[derive(Debug, Clone)]
pub struct Original {
    pub bytes: Arc<Vec<u8>>,
    pub sha256: [u8; 32],
}

impl Original {
    /// Hashes the bytes.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self {
            sha256: digest::sha256(&[&bytes]),
            bytes: Arc::new(bytes),
        }
    }
}

/// How many are kept: the calls of a file follow one another, and a call has seldom
/// more than two data files.
const KEPT: usize = 2;

/// The originals that were read last, by their place in the catalogue.
#[derive(Debug, Default)]
pub(super) struct Originals(VecDeque<(usize, Original)>);

impl Originals {
    /// The file at `index` of the catalogue.
    ///
    /// # Errors
    /// Those of [`SourceFiles::read`](crate::ports::SourceFiles::read).
    pub(super) async fn get(
        &mut self,
        workspace: &Workspace,
        index: usize,
        path: &Path,
    ) -> AppResult<Original> {
        if let Some((_, known)) = self.0.iter().find(|(i, _)| *i == index) {
            return Ok(known.clone());
        }
        let sources = Arc::clone(&workspace.deps.sources);
        let path = path.to_owned();
        let read = blocking(move || {
            let bytes = sources.read(&path, MAX_CALL_DATA_BYTES)?;
            Ok(Original::new(bytes))
        })
        .await?;
        self.0.truncate(KEPT - 1);
        self.0.push_front((index, read.clone()));
        Ok(read)
    }
}
