//! The one spelling of a header over which its checksum and MAC are taken: members
//! sorted by name, no spaces, whole numbers only. A fraction could be spelled in
//! several ways, and no member of any format needs one.

use ring::digest::{SHA256, digest};
use ring::hmac;
use serde_json::Value;

use crate::keys::{HeaderKeys, same_bytes};

use super::HeaderError;
use super::model::Content;

/// `value` spelled canonically, without the top-level members named in `without`.
fn spell(value: &Value, without: &[&str]) -> Result<Vec<u8>, HeaderError> {
    let mut out = Vec::new();
    write(value, without, &mut out)?;
    Ok(out)
}

fn write(value: &Value, without: &[&str], out: &mut Vec<u8>) -> Result<(), HeaderError> {
    match value {
        Value::Object(members) => {
            let mut sorted: Vec<(&String, &Value)> = members
                .iter()
                .filter(|(name, _)| !without.contains(&name.as_str()))
                .collect();
            sorted.sort_by(|a, b| a.0.cmp(b.0));
            out.push(b'{');
            for (i, (name, member)) in sorted.into_iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write_plain(&Value::String(name.clone()), out)?;
                out.push(b':');
                write(member, &[], out)?;
            }
            out.push(b'}');
        }
        Value::Array(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write(item, &[], out)?;
            }
            out.push(b']');
        }
        Value::Number(number) if !number.is_i64() && !number.is_u64() => {
            return Err(HeaderError::HeaderDamaged);
        }
        plain => write_plain(plain, out)?,
    }
    Ok(())
}

fn write_plain(value: &Value, out: &mut Vec<u8>) -> Result<(), HeaderError> {
    serde_json::to_writer(out, value).map_err(|_| HeaderError::HeaderDamaged)
}

/// SHA-256 over everything but itself, in hex.
pub(super) fn checksum(value: &Value) -> Result<String, HeaderError> {
    let spelled = spell(value, &["checksum"])?;
    let hash = digest(&SHA256, &spelled);
    Ok(hash.as_ref().iter().map(|b| format!("{b:02x}")).collect())
}

fn mac(content: &Content, keys: &HeaderKeys) -> Result<Vec<u8>, HeaderError> {
    let value = serde_json::to_value(content).map_err(|_| HeaderError::HeaderDamaged)?;
    let spelled = spell(&value, &["checksum", "mac", "attempts"])?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, keys.mac.expose());
    Ok(hmac::sign(&key, &spelled).as_ref().to_vec())
}

/// Puts the MAC of `content` into it.
pub(super) fn authenticate(content: &mut Content, keys: &HeaderKeys) -> Result<(), HeaderError> {
    content.mac.0 = mac(content, keys)?;
    Ok(())
}

/// Checks the MAC of `content`.
pub(super) fn verify(content: &Content, keys: &HeaderKeys) -> Result<(), HeaderError> {
    if same_bytes(&mac(content, keys)?, &content.mac.0) {
        Ok(())
    } else {
        Err(HeaderError::HeaderTampered)
    }
}
