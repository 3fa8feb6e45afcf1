//! An entry's columns, and the leaf they give.

use parley_domain::access::Role;
use parley_domain::audit::{Act, Leaf, Purpose, SubjectKind};
use parley_domain::ids::{PersonId, TenantId, UserId};
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;

use super::payload::Stored;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::{Columns, digest};

/// What [`leaf_from`] and [`payload_from`] read, of `audit_entries` as `e`,
/// `audit_payloads` as `p` and `person_keys` as `k`.
pub(crate) const ENTRY_COLUMNS: &str = "e.seq, e.tenant_id, e.entered_at, e.actor, e.role, e.act, \
     e.subject_kind, e.subject_id, e.purpose, e.payload_mac, e.prev, e.hash, \
     p.seq, p.person_id, p.salt, p.sealed, k.wrapped";

pub(crate) const ENTRY_TABLES: &str = " FROM audit_entries AS e \
     LEFT JOIN audit_payloads AS p ON p.seq = e.seq \
     LEFT JOIN person_keys AS k ON k.person_id = p.person_id ";

pub(crate) fn seq_from(row: &SqliteRow) -> RecordsResult<u64> {
    u64::try_from(row.number(0)?).map_err(|_| RecordsError::Damaged("seq"))
}

fn maybe_word<T>(
    row: &SqliteRow,
    column: usize,
    parse: fn(&str) -> Option<T>,
) -> RecordsResult<Option<T>> {
    row.maybe_text(column)?
        .map(|text| parse(&text).ok_or(RecordsError::Damaged("word")))
        .transpose()
}

/// The leaf, as the columns say it.
///
/// # Errors
/// [`RecordsError::Damaged`] when a column holds what no Parley writes.
pub(crate) fn leaf_from(row: &SqliteRow) -> RecordsResult<Leaf> {
    let subject = match (maybe_word(row, 6, SubjectKind::parse)?, row.maybe_id(7)?) {
        (Some(kind), Some(id)) => Some((kind, id)),
        (None, None) => None,
        _ => return Err(RecordsError::Damaged("subject")),
    };
    Ok(Leaf {
        seq: seq_from(row)?,
        at: UtcMillis(row.number(2)?),
        tenant_id: TenantId(row.id(1)?),
        actor: row.maybe_id(3)?.map(UserId),
        role: maybe_word(row, 4, Role::parse)?,
        act: row.word(5, Act::parse)?,
        subject,
        purpose: maybe_word(row, 8, Purpose::parse)?,
        payload_mac: row.maybe_bytes(9)?.map(digest).transpose()?,
    })
}

/// The payload's row, if there is one.
pub(crate) fn payload_from(row: &SqliteRow) -> RecordsResult<Option<Stored<'_>>> {
    if row.maybe_number(12)?.is_none() {
        return Ok(None);
    }
    let wrapped = row.maybe_bytes(16)?;
    Ok(Some(Stored {
        seq: seq_from(row)?,
        person: row.maybe_id(13)?.map(|id| (PersonId(id), wrapped)),
        salt: row.bytes(14)?,
        blob: row.bytes(15)?,
    }))
}
