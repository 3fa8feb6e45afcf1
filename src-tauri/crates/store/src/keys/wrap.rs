//! Short values sealed with AES-256-GCM: wrapped keys and names.
//!
//! Shape: `version (1) | nonce (12) | ciphertext | tag (16)`. The nonce is random;
//! one key seals far fewer than the 2^32 values that NIST SP 800-38D, section 8.3,
//! allows for random nonces. The associated data is
//! `version | label length (1) | label | context`.

use parley_domain::rng::Rng;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use zeroize::Zeroizing;

use super::{KeyError, Secret32};

const VERSION: u8 = 1;
const NONCE: usize = 12;
const TAG: usize = 16;

fn aes(key: &Secret32) -> Result<LessSafeKey, KeyError> {
    UnboundKey::new(&AES_256_GCM, key.expose())
        .map(LessSafeKey::new)
        .map_err(|_| KeyError::Refused)
}

/// `label` tells kinds of values apart, `context` tells owners apart.
fn associated(label: &[u8], context: &[u8]) -> Result<Vec<u8>, KeyError> {
    let label_len = u8::try_from(label.len()).map_err(|_| KeyError::Refused)?;
    let mut aad = Vec::with_capacity(2 + label.len() + context.len());
    aad.push(VERSION);
    aad.push(label_len);
    aad.extend_from_slice(label);
    aad.extend_from_slice(context);
    Ok(aad)
}

/// Seals `plain` under `key`, bound to `label` and `context`.
pub(crate) fn seal_blob(
    key: &Secret32,
    label: &[u8],
    context: &[u8],
    plain: &[u8],
    rng: &dyn Rng,
) -> Result<Vec<u8>, KeyError> {
    let mut nonce = [0u8; NONCE];
    rng.fill(&mut nonce);
    // Allocated in full at once: growing would leave unwiped copies of the plaintext.
    let mut blob = Vec::with_capacity(1 + NONCE + plain.len() + TAG);
    blob.push(VERSION);
    blob.extend_from_slice(&nonce);
    blob.extend_from_slice(plain);
    let Some(body) = blob.get_mut(1 + NONCE..) else {
        return Err(KeyError::Refused);
    };
    let tag = aes(key)?
        .seal_in_place_separate_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(associated(label, context)?),
            body,
        )
        .map_err(|_| KeyError::Refused)?;
    blob.extend_from_slice(tag.as_ref());
    Ok(blob)
}

/// Opens what [`seal_blob`] made with the same key, label and context.
pub(crate) fn open_blob(
    key: &Secret32,
    label: &[u8],
    context: &[u8],
    blob: &[u8],
) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let (version, rest) = blob.split_first().ok_or(KeyError::Malformed)?;
    if *version != VERSION {
        return Err(KeyError::UnknownVersion);
    }
    let (nonce, sealed) = rest
        .split_first_chunk::<NONCE>()
        .ok_or(KeyError::Malformed)?;
    if sealed.len() < TAG {
        return Err(KeyError::Malformed);
    }
    let mut body = Zeroizing::new(sealed.to_vec());
    let plain_len = aes(key)?
        .open_in_place(
            Nonce::assume_unique_for_key(*nonce),
            Aad::from(associated(label, context)?),
            &mut body,
        )
        .map_err(|_| KeyError::DoesNotOpen)?
        .len();
    body.truncate(plain_len);
    Ok(body)
}
