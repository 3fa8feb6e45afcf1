//! Reviews in the database: flags, assignments, decisions, acts on many calls.

mod bulk;
mod flags;
mod pick;
mod port;
mod reviews;
mod sampling;

use parley_app::ports::MarkChange;
use sqlx::SqliteConnection;

use super::Tenant;
use super::error::RecordsResult;

pub(crate) use flags::{add_flag, remove_flag};

pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    change: &MarkChange,
) -> RecordsResult<()> {
    match change {
        MarkChange::AddFlag(flag) => add_flag(connection, tenant, flag).await,
        MarkChange::RemoveFlag(id) => remove_flag(connection, tenant, *id).await,
        MarkChange::SetReview { call_id, state } => {
            reviews::set(connection, tenant, *call_id, state).await
        }
        MarkChange::PutBulk(record) => bulk::put(connection, tenant, record).await,
        MarkChange::KeepInverse {
            bulk_id,
            call_id,
            inverse,
        } => bulk::keep_inverse(connection, tenant, *bulk_id, *call_id, inverse).await,
        MarkChange::DropInverse { bulk_id, call_id } => {
            bulk::drop_inverse(connection, tenant, *bulk_id, *call_id).await
        }
        MarkChange::PutSamplingRule(rule) => sampling::put(connection, tenant, rule).await,
    }
}
