//! The one tenant of a workspace database.

use parley_domain::ids::TenantId;
use parley_domain::time::UtcMillis;

use super::database::Database;
use super::error::{RecordsError, RecordsResult};
use super::values::Columns;

/// Whose rows are read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tenant {
    id: TenantId,
    bytes: [u8; 16],
}

impl Tenant {
    #[must_use]
    pub const fn new(id: TenantId) -> Self {
        Self {
            id,
            bytes: id.0.into_bytes(),
        }
    }

    #[must_use]
    pub const fn id(&self) -> TenantId {
        self.id
    }

    /// As it is bound.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.bytes.to_vec()
    }

    pub(crate) async fn put(&self, db: &Database, name: &str, now: UtcMillis) -> RecordsResult<()> {
        sqlx::query("INSERT INTO tenants (id, name, created_at) VALUES (?, ?, ?)")
            .bind(self.bytes())
            .bind(name)
            .bind(now.0)
            .execute(&db.writer)
            .await?;
        Ok(())
    }

    /// The tenant of an opened database.
    pub(crate) async fn only(db: &Database) -> RecordsResult<Self> {
        let rows = sqlx::query("SELECT id FROM tenants LIMIT 2")
            .fetch_all(&db.readers)
            .await?;
        match rows.as_slice() {
            [row] => Ok(Self::new(TenantId(row.id(0)?))),
            _ => Err(RecordsError::Damaged("tenants")),
        }
    }
}
