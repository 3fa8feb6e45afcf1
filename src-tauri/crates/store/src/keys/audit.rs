//! Salted HMACs by which an audit leaf refers to personal data without holding it.

use ring::hmac;

use super::Secret32;

/// Makes the salted HMACs in audit leaves.
#[derive(Debug, Clone)]
pub struct AuditKey(Secret32);

impl AuditKey {
    pub(super) fn new(secret: Secret32) -> Self {
        Self(secret)
    }

    /// HMAC-SHA256 (RFC 2104) over `salt length (8, big-endian) | salt | payload`.
    /// The salt is kept beside the payload and destroyed with it, so that the leaf
    /// cannot later be matched against a guess.
    #[must_use]
    pub fn tag(&self, salt: &[u8], payload: &[u8]) -> [u8; 32] {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.0.expose());
        let mut context = hmac::Context::with_key(&key);
        context.update(&(salt.len() as u64).to_be_bytes());
        context.update(salt);
        context.update(payload);
        let mut out = [0u8; 32];
        out.copy_from_slice(context.sign().as_ref());
        out
    }
}
