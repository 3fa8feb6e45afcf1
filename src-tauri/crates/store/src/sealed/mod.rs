//! Media files, sealed so that a seek decrypts one chunk. Must not know: whose
//! audio it is, how the data key is kept (see [`crate::keys`]), or what the bytes
//! mean.
//!
//! The construction is STREAM: V. T. Hoang, R. Reyhanitabar, P. Rogaway, D. Vizár,
//! "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO
//! 2015 (IACR ePrint 2015/189), section 7, over AES-256-GCM. The nonce of a chunk
//! is `random prefix (7) | chunk number (4, big-endian) | 1 if last, else 0`; its
//! associated data is the whole file header, which holds the media id. So chunks
//! can neither be changed, reordered, dropped, added nor moved to another file.
//!
//! ```text
//! header, 36 bytes   magic "PARLEYMF" (8) | version (1) | log2 of chunk size (1)
//!                    | reserved, 0 (2) | media id (16) | nonce prefix (7) | 0 (1)
//! chunk              ciphertext (chunk size, the last 1..=chunk size) | tag (16)
//! ```
//! An empty file has one chunk of length 0. The plaintext length follows from the
//! file's length; opening decrypts the last chunk, which proves it.
//!
//! What grows while a call runs is a file of another format, see `log`.
//!
//! Everything here blocks: call it from a thread that may.

mod chunk;
mod error;
mod folder;
mod format;
mod log;
mod log_reader;
mod read_at;
mod reader;
mod writer;

#[cfg(test)]
mod log_tests;
#[cfg(test)]
mod tests;

pub use error::{SealedError, sealed_error_of};
pub(crate) use folder::sync_folder;
pub use folder::{leftover_parts, media_path, remove_leftover_parts, remove_media};
pub use format::CHUNK_BYTES;
pub(crate) use log::LOG;
pub use log::{Growing, LogSealer, MOST_RECORD_BYTES, create_log, log_path, remove_log};
pub use log_reader::{LogReader, open_log};
pub use read_at::{PositionedFile, ReadAt};
pub use reader::{SealedReader, open_media};
pub use writer::{ChunkSealer, SealedFacts, SealedWriter};
