//! Appending acts to the chain, inside the transaction of what they explain.

use parley_app::audit::ActDraft;
use parley_domain::audit::{Digest, GENESIS, Leaf, link_hash};
use sqlx::SqliteConnection;

use super::{payload, tree};
use crate::records::Tenant;
use crate::records::calls::stored_key;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::person_keys::RecordKeys;
use crate::records::values::{Columns, digest, id_bytes};

const ENTRY: &str = "INSERT INTO audit_entries (seq, tenant_id, entered_at, actor, role, act, \
     subject_kind, subject_id, purpose, payload_mac, prev, hash) \
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const PAYLOAD: &str =
    "INSERT INTO audit_payloads (seq, tenant_id, person_id, salt, sealed) VALUES (?, ?, ?, ?, ?)";

/// Writes the acts in their order, at the end of the chain.
pub(crate) async fn append(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    keys: &RecordKeys,
    acts: &[ActDraft],
) -> RecordsResult<()> {
    if acts.is_empty() {
        return Ok(());
    }
    let last = sqlx::query("SELECT seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1")
        .fetch_optional(&mut *connection)
        .await?;
    let (mut seq, mut prev) = match last {
        Some(row) => (row.number(0)? + 1, digest(row.bytes(1)?)?),
        None => (0, GENESIS),
    };
    let mut tree = tree::tree(connection, tenant).await?;
    for act in acts {
        let leaf = append_one(connection, tenant, keys, act, seq, prev).await?;
        prev = link_hash(&prev, &leaf);
        tree.push(&leaf);
        seq += 1;
    }
    tree::keep(connection, tenant, &tree).await
}

/// Writes one entry and gives its leaf.
async fn append_one(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    keys: &RecordKeys,
    act: &ActDraft,
    seq: i64,
    prev: Digest,
) -> RecordsResult<Vec<u8>> {
    let unsigned = u64::try_from(seq).map_err(|_| RecordsError::Damaged("seq"))?;
    let sealed = if act.detail.is_empty() {
        None
    } else {
        // Without a key of their own (destroyed, or a person no call names), what is
        // said of someone must not be readable under any other key.
        let key = match act.person_id {
            Some(person) => Some(
                stored_key(&mut *connection, keys, person)
                    .await?
                    .ok_or(RecordsError::NotFound("person key"))?,
            ),
            None => None,
        };
        Some(payload::seal(keys, key.as_ref(), unsigned, &act.detail)?)
    };
    let leaf = Leaf {
        seq: unsigned,
        at: act.at,
        tenant_id: tenant.id(),
        actor: act.actor,
        role: act.role,
        act: act.act,
        subject: act.subject,
        purpose: act.purpose,
        payload_mac: sealed.as_ref().map(|s| s.mac),
    };
    let bytes = leaf.to_bytes();
    let hash = link_hash(&prev, &bytes);
    sqlx::query(ENTRY)
        .bind(seq)
        .bind(tenant.bytes())
        .bind(leaf.at.0)
        .bind(leaf.actor.map(|id| id.0.into_bytes().to_vec()))
        .bind(leaf.role.map(|r| r.as_str()))
        .bind(leaf.act.as_str())
        .bind(leaf.subject.map(|(kind, _)| kind.as_str()))
        .bind(leaf.subject.map(|(_, id)| id.into_bytes().to_vec()))
        .bind(leaf.purpose.map(|p| p.as_str()))
        .bind(leaf.payload_mac.map(|mac| mac.to_vec()))
        .bind(prev.as_slice())
        .bind(hash.as_slice())
        .execute(&mut *connection)
        .await?;
    if let Some(sealed) = sealed {
        sqlx::query(PAYLOAD)
            .bind(seq)
            .bind(tenant.bytes())
            .bind(act.person_id.map(|id| id_bytes(&id.0).to_vec()))
            .bind(sealed.salt.as_slice())
            .bind(sealed.blob)
            .execute(&mut *connection)
            .await?;
    }
    Ok(bytes)
}
