//! One chunk in, one chunk out.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, Tag, UnboundKey};

use crate::keys::DataKey;

use super::SealedError;
use super::format::FileHeader;

/// Seals and opens the chunks of one file. `ring` keeps the expanded key inside,
/// so this lives no longer than the file is open.
pub(super) struct ChunkCipher {
    key: LessSafeKey,
    header: FileHeader,
}

impl ChunkCipher {
    pub(super) fn new(key: &DataKey, header: FileHeader) -> Result<Self, SealedError> {
        let key = UnboundKey::new(&AES_256_GCM, key.secret().expose())
            .map_err(|_| SealedError::MediaDamaged)?;
        Ok(Self {
            key: LessSafeKey::new(key),
            header,
        })
    }

    pub(super) fn header(&self) -> &FileHeader {
        &self.header
    }

    /// Encrypts `plain` in place and returns the tag that follows it.
    pub(super) fn seal(
        &self,
        chunk: u32,
        last: bool,
        plain: &mut [u8],
    ) -> Result<Tag, SealedError> {
        let nonce = Nonce::assume_unique_for_key(self.header.nonce(chunk, last));
        self.key
            .seal_in_place_separate_tag(nonce, Aad::from(&self.header.bytes), plain)
            .map_err(|_| SealedError::TooLong)
    }

    /// Decrypts `sealed` (ciphertext and tag) in place; the plaintext is its start.
    pub(super) fn open(
        &self,
        chunk: u32,
        last: bool,
        sealed: &mut [u8],
    ) -> Result<usize, SealedError> {
        let nonce = Nonce::assume_unique_for_key(self.header.nonce(chunk, last));
        self.key
            .open_in_place(nonce, Aad::from(&self.header.bytes), sealed)
            .map(|plain| plain.len())
            .map_err(|_| SealedError::MediaDamaged)
    }
}
