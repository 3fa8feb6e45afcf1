//! The leaf: the part of an entry that the chain covers. It holds ids, closed
//! words and a salted HMAC of the personal payload, never the payload: so the
//! payload can be destroyed and the chain stays whole.

use std::fmt::Write as _;

use ring::hmac;
use uuid::Uuid;

use super::{Act, Digest, Purpose, SubjectKind, hex};
use crate::access::Role;
use crate::ids::{TenantId, UserId};
use crate::time::UtcMillis;

/// One entry's evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// 0 for the first entry, without gaps.
    pub seq: u64,
    pub at: UtcMillis,
    pub tenant_id: TenantId,
    /// `None` where nobody was signed in.
    pub actor: Option<UserId>,
    pub role: Option<Role>,
    pub act: Act,
    pub subject: Option<(SubjectKind, Uuid)>,
    pub purpose: Option<Purpose>,
    /// See [`payload_mac`]; `None` where there is no payload.
    pub payload_mac: Option<Digest>,
}

impl Leaf {
    /// The bytes that are hashed: one `name value` pair a line, `-` for absent.
    /// Text, so that an auditor can read what was hashed without Parley.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let dash = || "-".to_owned();
        let mut text = String::from("parley-audit-v1\n");
        let mut line = |name: &str, value: String| {
            let _ = writeln!(text, "{name} {value}");
        };
        line("seq", self.seq.to_string());
        line("at", self.at.0.to_string());
        line("tenant", self.tenant_id.to_string());
        line("actor", self.actor.map_or_else(dash, |a| a.to_string()));
        line(
            "role",
            self.role.map_or_else(dash, |r| r.as_str().to_owned()),
        );
        line("act", self.act.as_str().to_owned());
        line(
            "subject",
            self.subject
                .map_or_else(dash, |(kind, id)| format!("{} {id}", kind.as_str())),
        );
        line(
            "purpose",
            self.purpose.map_or_else(dash, |p| p.as_str().to_owned()),
        );
        line(
            "payload",
            self.payload_mac.map_or_else(dash, |mac| hex(&mac)),
        );
        text.into_bytes()
    }
}

/// HMAC-SHA256 of `salt || payload` under the workspace's audit key. The salt is
/// random and stored with the payload: once both are gone, guessing a payload
/// cannot be confirmed.
#[must_use]
pub fn payload_mac(audit_key: &[u8; 32], salt: &[u8; 16], payload: &[u8]) -> Digest {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, audit_key));
    context.update(salt);
    context.update(payload);
    let mut mac = [0u8; 32];
    mac.copy_from_slice(context.sign().as_ref());
    mac
}
