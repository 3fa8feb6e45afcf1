//! Checks a JWS in general or flattened JSON serialisation (RFC 7515, 7.2)
//! against the first certificate of its `x5c` header. Every signature must be
//! good. Says who signed, not whether to trust them. The algorithm is believed
//! only from the protected header.

use parley_app::import::{ImportNoteCode, Refusal};
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use serde_json::Value;
use x509_parser::prelude::{FromDer as _, X509Certificate};

use crate::json::{at, has_list, list_at, str_at};
use crate::media::base64_either;
use crate::text;

/// More signatures than any vCon has; checking costs time.
const MAX_SIGNATURES: usize = 16;

/// The signed bytes and the first signer's name.
pub(super) struct Verified {
    pub(super) payload: Vec<u8>,
    /// The common name in the leaf certificate, or `unnamed`.
    pub(super) signer: String,
}

/// Checks every signature and yields the payload.
pub(super) fn verify(json: &Value) -> Result<Verified, Refusal> {
    let encoded = str_at(json, &["payload"]).ok_or_else(|| invalid("payload"))?;
    let flattened = std::slice::from_ref(json);
    let signatures = if has_list(json, &["signatures"]) {
        list_at(json, &["signatures"])
    } else {
        flattened
    };
    if signatures.len() > MAX_SIGNATURES {
        return Err(invalid("too many signatures"));
    }
    let mut signer = None;
    for signature in signatures {
        let name = check(encoded, signature)?;
        signer.get_or_insert(name);
    }
    Ok(Verified {
        payload: base64_either(encoded).ok_or_else(|| invalid("payload"))?,
        signer: signer.ok_or_else(|| invalid("no signature"))?,
    })
}

fn check(payload: &str, signature: &Value) -> Result<String, Refusal> {
    let protected = str_at(signature, &["protected"]).ok_or_else(|| invalid("protected"))?;
    let header: Value = base64_either(protected)
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .ok_or_else(|| invalid("protected"))?;
    if at(&header, &["crit"]).is_some() {
        return Err(invalid("crit"));
    }
    let algorithm = algorithm(str_at(&header, &["alg"]).unwrap_or_default())?;
    let certificate = list_at(&header, &["x5c"])
        .first()
        .or_else(|| list_at(signature, &["header", "x5c"]).first())
        .and_then(Value::as_str)
        .and_then(base64_either)
        .ok_or_else(|| invalid("x5c"))?;
    let (_, certificate) = X509Certificate::from_der(&certificate).map_err(|_| invalid("x5c"))?;
    let value = str_at(signature, &["signature"])
        .and_then(base64_either)
        .ok_or_else(|| invalid("signature"))?;
    let key = &certificate.public_key().subject_public_key.data;
    UnparsedPublicKey::new(algorithm, key.as_ref())
        .verify(format!("{protected}.{payload}").as_bytes(), &value)
        .map_err(|_| invalid("signature"))?;
    let subject = certificate.subject();
    let name = subject.iter_common_name().next();
    let name = name.and_then(|name| text::stated(name.as_str().ok()?));
    Ok(name.unwrap_or_else(|| "unnamed".to_owned()))
}

/// The signature algorithms of RFC 7518, 3.1, that rest on a certificate's key.
fn algorithm(name: &str) -> Result<&'static dyn VerificationAlgorithm, Refusal> {
    match name {
        "RS256" => Ok(&signature::RSA_PKCS1_2048_8192_SHA256),
        "RS384" => Ok(&signature::RSA_PKCS1_2048_8192_SHA384),
        "RS512" => Ok(&signature::RSA_PKCS1_2048_8192_SHA512),
        "PS256" => Ok(&signature::RSA_PSS_2048_8192_SHA256),
        "PS384" => Ok(&signature::RSA_PSS_2048_8192_SHA384),
        "PS512" => Ok(&signature::RSA_PSS_2048_8192_SHA512),
        "ES256" => Ok(&signature::ECDSA_P256_SHA256_FIXED),
        "ES384" => Ok(&signature::ECDSA_P384_SHA384_FIXED),
        _ => Err(invalid("alg")),
    }
}

fn invalid(member: &str) -> Refusal {
    Refusal::with(ImportNoteCode::SignatureInvalid, member)
}
