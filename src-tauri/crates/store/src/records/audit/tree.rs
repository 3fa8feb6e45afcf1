//! The Merkle tree over the chain, kept beside it: a checkpoint is signed without
//! reading the log, and over what was written, not over what stands there now.

use parley_domain::audit::Frontier;
use sqlx::SqliteConnection;

use crate::records::Tenant;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::Columns;

/// The tree as it was last kept. That its size is not the log's, because someone
/// took entries away, is for the check to say: appending goes on.
pub(crate) async fn tree(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
) -> RecordsResult<Frontier> {
    let kept = sqlx::query("SELECT size, subtrees FROM audit_tree WHERE tenant_id = ?")
        .bind(tenant.bytes())
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = kept else {
        return Ok(Frontier::default());
    };
    let size = u64::try_from(row.number(0)?).map_err(|_| RecordsError::Damaged("tree"))?;
    Frontier::from_bytes(size, row.bytes(1)?).ok_or(RecordsError::Damaged("tree"))
}

/// Keeps the tree, in the transaction of the entries that made it grow.
pub(crate) async fn keep(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    tree: &Frontier,
) -> RecordsResult<()> {
    let size = i64::try_from(tree.size()).map_err(|_| RecordsError::Damaged("tree"))?;
    sqlx::query(
        "INSERT INTO audit_tree (tenant_id, size, subtrees) VALUES (?, ?, ?) \
         ON CONFLICT (tenant_id) DO UPDATE SET size = excluded.size, subtrees = excluded.subtrees",
    )
    .bind(tenant.bytes())
    .bind(size)
    .bind(tree.to_bytes())
    .execute(&mut *connection)
    .await?;
    Ok(())
}
