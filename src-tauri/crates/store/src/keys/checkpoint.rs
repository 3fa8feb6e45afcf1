//! Ed25519 signatures (RFC 8032) under audit checkpoints. Knows nothing of what a
//! checkpoint says.

use std::fmt;

use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use super::{KeyError, Secret32};

/// Signs checkpoints; the same workspace key always gives the same signer.
pub struct CheckpointSigner(Ed25519KeyPair);

impl CheckpointSigner {
    pub(super) fn from_seed(seed: &Secret32) -> Result<Self, KeyError> {
        Ed25519KeyPair::from_seed_unchecked(seed.expose())
            .map(Self)
            .map_err(|_| KeyError::Refused)
    }

    /// 32 bytes, not secret.
    #[must_use]
    pub fn public_key(&self) -> Vec<u8> {
        self.0.public_key().as_ref().to_vec()
    }

    /// 64 bytes over `message`.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign(message).as_ref().to_vec()
    }
}

impl fmt::Debug for CheckpointSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CheckpointSigner(…)")
    }
}

/// Whether `signature` over `message` was made by the owner of `public_key`.
#[must_use]
pub fn verify_checkpoint_signature(public_key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, public_key)
        .verify(message, signature)
        .is_ok()
}
