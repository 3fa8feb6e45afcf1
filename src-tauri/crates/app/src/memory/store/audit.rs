//! The chain: acts become entries, entries are read back and handed to the check.

use std::collections::BTreeMap;
use std::sync::Arc;

use parley_domain::audit::{Digest, Leaf, Link, link_hash, payload_mac};
use parley_domain::error_code::ErrorCode;
use parley_domain::rng::Rng;

use super::tables::Tables;
use crate::audit::{ActDraft, AuditEntry, AuditFilter};
use crate::error::{AppError, AppResult};
use crate::ports::Page;

/// A page never holds more, whatever was asked.
const LONGEST_PAGE: u32 = 1_000;

#[derive(Debug)]
pub(super) struct Entry {
    leaf: Leaf,
    prev: Digest,
    hash: Digest,
    salt: [u8; 16],
    detail: BTreeMap<String, String>,
}

fn mac(tables: &Tables, salt: &[u8; 16], detail: &BTreeMap<String, String>) -> AppResult<Digest> {
    let payload = serde_json::to_vec(detail);
    let payload = payload.map_err(|e| AppError::because(ErrorCode::Internal, e))?;
    Ok(payload_mac(&tables.audit_key, salt, &payload))
}

/// Writes one act at the end of the chain.
pub(super) fn append(tables: &mut Tables, act: ActDraft, rng: &dyn Rng) -> AppResult<()> {
    let mut salt = [0; 16];
    rng.fill(&mut salt);
    let payload_mac = if act.detail.is_empty() {
        None
    } else {
        // What is said of someone is sealed under that person's key, or not kept.
        if let Some(person) = act.person_id
            && !tables.people.contains_key(&person)
        {
            return Err(ErrorCode::NotFound.into());
        }
        Some(mac(tables, &salt, &act.detail)?)
    };
    let leaf = Leaf {
        seq: tables.log.len() as u64,
        at: act.at,
        tenant_id: tables.tenant_id,
        actor: act.actor,
        role: act.role,
        act: act.act,
        subject: act.subject,
        purpose: act.purpose,
        payload_mac,
    };
    let bytes = leaf.to_bytes();
    let prev = tables.head;
    tables.head = link_hash(&prev, &bytes);
    tables.tree.push(&bytes);
    tables.log.push(Arc::new(Entry {
        leaf,
        prev,
        hash: tables.head,
        salt,
        detail: act.detail,
    }));
    Ok(())
}

/// Newest first; `before` is exclusive.
pub(super) fn entries(
    tables: &Tables,
    filter: &AuditFilter,
    before: Option<u64>,
    limit: u32,
) -> Page<AuditEntry, u64> {
    let limit = limit.clamp(1, LONGEST_PAGE) as usize;
    let asked = |leaf: &Leaf| {
        before.is_none_or(|before| leaf.seq < before)
            && filter.user_id.is_none_or(|id| leaf.actor == Some(id))
            && filter.act.is_none_or(|act| leaf.act == act)
            && filter.from.is_none_or(|from| leaf.at >= from)
            && filter.to.is_none_or(|to| leaf.at < to)
    };
    let mut rows: Vec<AuditEntry> = tables
        .log
        .iter()
        .rev()
        .filter(|entry| asked(&entry.leaf))
        .take(limit + 1)
        .map(|entry| AuditEntry {
            seq: entry.leaf.seq,
            at: entry.leaf.at,
            actor: entry.leaf.actor,
            role: entry.leaf.role,
            act: entry.leaf.act,
            subject: entry.leaf.subject,
            purpose: entry.leaf.purpose,
            detail: Some(entry.detail.clone()),
        })
        .collect();
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().map(|row| row.seq).filter(|_| more);
    Page { rows, next }
}

/// Entries `from..from + limit`, each with whether its payload gives the hash in its
/// leaf.
pub(super) fn links(tables: &Tables, from: u64, limit: u32) -> AppResult<Vec<(Link, bool)>> {
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    let entries = tables.log.iter().skip(from).take(limit as usize);
    let link = |entry: &Arc<Entry>| {
        let holds = match entry.leaf.payload_mac {
            Some(stated) => mac(tables, &entry.salt, &entry.detail)? == stated,
            None => entry.detail.is_empty(),
        };
        let link = Link {
            seq: entry.leaf.seq,
            leaf: entry.leaf.to_bytes(),
            prev: entry.prev,
            hash: entry.hash,
        };
        Ok((link, holds))
    };
    entries.map(link).collect()
}
