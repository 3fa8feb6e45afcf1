//! vCon, the IETF's container for conversations: plain JSON, signed (JWS, whose
//! payload is read only after its signature was checked) and encrypted (JWE,
//! refused). Drafts from 0.0.1 on are read; what the schema requires and is
//! missing is noted, not refused, since the draft's own examples lack some.
//! Source: draft-ietf-vcon-vcon-core; RFC 7515; RFC 7516.

mod analysis;
mod dialog;
mod jws;
mod parties;
mod unsigned;
mod write;

use parley_app::import::{CallDraft, ImportNoteCode, Refusal};
use serde_json::Value;

use crate::format::{Format, Input, malformed, not_a_call};
use crate::json::{at, has_list, str_at};
use crate::transcript::{note, note_with};

pub(crate) use write::write;

/// A vCon, in any of its three forms.
pub(crate) struct Vcon;

impl Format for Vcon {
    fn name(&self) -> &'static str {
        "vcon"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        input
            .json()
            .is_some_and(|json| is_encrypted(json) || is_signed(json) || is_unsigned(json))
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let json = input.json().ok_or_else(|| malformed("json"))?;
        if is_encrypted(json) {
            return Err(Refusal::with(ImportNoteCode::Encrypted, "JWE"));
        }
        if !is_signed(json) {
            return unsigned::draft(json).map(|draft| vec![draft]);
        }
        let verified = jws::verify(json)?;
        let inner: Value =
            serde_json::from_slice(&verified.payload).map_err(|_| malformed("payload"))?;
        if is_encrypted(&inner) {
            return Err(Refusal::with(ImportNoteCode::Encrypted, "JWE"));
        }
        if !is_unsigned(&inner) {
            return Err(not_a_call("signed content"));
        }
        let mut draft = unsigned::draft(&inner)?;
        note_with(
            &mut draft,
            ImportNoteCode::SignatureVerified,
            verified.signer,
        );
        // No list of trusted signers exists yet, so none is trusted.
        note(&mut draft, ImportNoteCode::SignerNotTrusted);
        Ok(vec![draft])
    }
}

fn is_encrypted(json: &Value) -> bool {
    str_at(json, &["ciphertext"]).is_some()
        && (has_list(json, &["recipients"])
            || at(json, &["encrypted_key"]).is_some()
            || at(json, &["protected"]).is_some())
}

fn is_signed(json: &Value) -> bool {
    str_at(json, &["payload"]).is_some()
        && (has_list(json, &["signatures"]) || str_at(json, &["signature"]).is_some())
}

fn is_unsigned(json: &Value) -> bool {
    let has = |key: &str| json.get(key).is_some();
    let parts = ["parties", "dialog", "analysis", "attachments"];
    let parts = parts.iter().filter(|key| has(key)).count();
    (has("vcon") && parts >= 1) || (has("parties") && parts >= 2)
}
