//! Signed checkpoints: how long the log was, and its root, at one moment. The
//! text is a C2SP tlog-checkpoint inside a C2SP signed note, so that other tools
//! can check it: origin, size, root in base64, a blank line, and
//! `— name base64(key hash || Ed25519 signature)`.

use ring::digest;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use super::{Digest, base64_decode, base64_encode};

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Names the log; here `parley/<workspace id>`.
    pub origin: String,
    pub size: u64,
    pub root: Digest,
}

/// A checkpoint's text with its signature line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    pub checkpoint: Checkpoint,
    pub signature: [u8; 64],
    pub public_key: [u8; 32],
}

/// Why a checkpoint is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    #[error("not a checkpoint text")]
    Malformed,
    #[error("signed by another key")]
    OtherKey,
    #[error("the signature does not verify")]
    BadSignature,
}

impl Checkpoint {
    /// The three signed lines.
    #[must_use]
    pub fn body(&self) -> String {
        format!(
            "{}\n{}\n{}\n",
            self.origin,
            self.size,
            base64_encode(&self.root)
        )
    }

    /// Signs with the workspace's key.
    #[must_use]
    pub fn sign(self, key: &Ed25519KeyPair) -> SignedCheckpoint {
        let mut signature = [0u8; 64];
        signature.copy_from_slice(key.sign(self.body().as_bytes()).as_ref());
        let mut public_key = [0u8; 32];
        public_key.copy_from_slice(key.public_key().as_ref());
        SignedCheckpoint {
            checkpoint: self,
            signature,
            public_key,
        }
    }
}

/// The first four bytes of SHA-256(name || 0x0A || 0x01 || key): how a signed
/// note names an Ed25519 key.
fn key_hash(name: &str, public_key: &[u8; 32]) -> [u8; 4] {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(name.as_bytes());
    context.update(&[0x0A, 0x01]);
    context.update(public_key);
    let hash = context.finish();
    let mut short = [0u8; 4];
    short.copy_from_slice(&hash.as_ref()[..4]);
    short
}

impl SignedCheckpoint {
    /// The whole signed note.
    #[must_use]
    pub fn to_text(&self) -> String {
        let name = &self.checkpoint.origin;
        let mut blob = key_hash(name, &self.public_key).to_vec();
        blob.extend_from_slice(&self.signature);
        format!(
            "{}\n\u{2014} {name} {}\n",
            self.checkpoint.body(),
            base64_encode(&blob)
        )
    }

    /// Reads a note and checks it against `public_key`.
    ///
    /// # Errors
    /// [`CheckpointError`]
    pub fn parse(text: &str, public_key: &[u8; 32]) -> Result<Self, CheckpointError> {
        let malformed = CheckpointError::Malformed;
        let (body, signatures) = text.split_once("\n\n").ok_or(malformed)?;
        let mut lines = body.lines();
        let origin = lines.next().ok_or(malformed)?.to_owned();
        let size = lines.next().and_then(|l| l.parse().ok()).ok_or(malformed)?;
        let root: Digest = lines
            .next()
            .and_then(base64_decode)
            .and_then(|b| b.try_into().ok())
            .ok_or(malformed)?;
        let checkpoint = Checkpoint { origin, size, root };
        let blob = signatures
            .lines()
            .find_map(|l| {
                let rest = l.strip_prefix("\u{2014} ")?;
                let (name, blob) = rest.rsplit_once(' ')?;
                (name == checkpoint.origin).then_some(blob)
            })
            .and_then(base64_decode)
            .ok_or(malformed)?;
        let (hash, signature) = blob.split_at_checked(4).ok_or(malformed)?;
        if hash != key_hash(&checkpoint.origin, public_key) {
            return Err(CheckpointError::OtherKey);
        }
        let signature: [u8; 64] = signature.try_into().map_err(|_| malformed)?;
        UnparsedPublicKey::new(&ED25519, public_key)
            .verify(checkpoint.body().as_bytes(), &signature)
            .map_err(|_| CheckpointError::BadSignature)?;
        Ok(Self {
            checkpoint,
            signature,
            public_key: *public_key,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed() -> SignedCheckpoint {
        let key = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
        Checkpoint {
            origin: "parley/test".to_owned(),
            size: 42,
            root: [9; 32],
        }
        .sign(&key)
    }

    #[test]
    fn round_trip() {
        let note = signed();
        let parsed = SignedCheckpoint::parse(&note.to_text(), &note.public_key).unwrap();
        assert_eq!(parsed, note);
    }

    #[test]
    fn another_size_or_key_is_refused() {
        let note = signed();
        let forged = note.to_text().replace("\n42\n", "\n41\n");
        assert_eq!(
            SignedCheckpoint::parse(&forged, &note.public_key),
            Err(CheckpointError::BadSignature)
        );
        assert_eq!(
            SignedCheckpoint::parse(&note.to_text(), &[1; 32]),
            Err(CheckpointError::OtherKey)
        );
    }
}
