//! Where the calls of one export go: into one file, or a file each. Blocking.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::PathBuf;

use parley_domain::digest::Hashing;
use parley_domain::error_code::ErrorCode;
use parley_domain::export::CallsFormat;

use super::one_file::{ExportedFile, finish};
use super::{names, sheet};
use crate::error::AppResult;
use crate::ports::{NewFile, SourceFiles, unwritable};

/// A call as it will be written.
pub(super) struct Piece {
    /// Its file's name without number and ending.
    pub stem: String,
    pub content: Vec<u8>,
}

pub(super) enum Sink {
    File {
        file: Hashing<Box<dyn NewFile>>,
        format: CallsFormat,
        written: u32,
    },
    Folder {
        path: PathBuf,
        ending: &'static str,
        /// How many files of each name were written.
        taken: HashMap<String, u32>,
    },
}

impl Sink {
    pub(super) fn open(
        sources: &dyn SourceFiles,
        path: PathBuf,
        format: CallsFormat,
        replace: bool,
    ) -> AppResult<Self> {
        if format.is_folder() {
            sources.create_folder(&path)?;
            return Ok(Self::Folder {
                path,
                ending: format.each().ending(),
                taken: HashMap::new(),
            });
        }
        let mut file = Hashing::new(sources.create(&path, replace)?);
        let head = if format == CallsFormat::Csv {
            sheet::head()
        } else {
            "[\n".to_owned()
        };
        file.write_all(head.as_bytes()).map_err(unwritable)?;
        Ok(Self::File {
            file,
            format,
            written: 0,
        })
    }

    pub(super) fn put(&mut self, sources: &dyn SourceFiles, pieces: &[Piece]) -> AppResult<()> {
        pieces
            .iter()
            .try_for_each(|piece| self.put_one(sources, piece))
    }

    fn put_one(&mut self, sources: &dyn SourceFiles, piece: &Piece) -> AppResult<()> {
        match self {
            Self::File {
                file,
                format,
                written,
            } => {
                let between = *format == CallsFormat::Json && *written > 0;
                if between {
                    file.write_all(b",\n").map_err(unwritable)?;
                }
                *written += 1;
                file.write_all(&piece.content).map_err(unwritable)
            }
            Self::Folder {
                path,
                ending,
                taken,
            } => {
                let number = taken.entry(piece.stem.clone()).or_default();
                // What lies there already is somebody's: the next number is ours.
                loop {
                    *number += 1;
                    let name = names::numbered(&piece.stem, *number, ending);
                    match sources.create(&path.join(name), false) {
                        Err(error) if error.code == ErrorCode::FileExists => {}
                        Err(error) => return Err(error),
                        Ok(mut file) => {
                            file.write_all(&piece.content).map_err(unwritable)?;
                            return file.finish();
                        }
                    }
                }
            }
        }
    }

    /// Makes it complete; what the one file is, if it is one.
    pub(super) fn finish(self) -> AppResult<Option<ExportedFile>> {
        match self {
            Self::Folder { .. } => Ok(None),
            Self::File {
                mut file, format, ..
            } => {
                if format == CallsFormat::Json {
                    file.write_all(b"\n]\n").map_err(unwritable)?;
                }
                finish(file).map(Some)
            }
        }
    }
}
