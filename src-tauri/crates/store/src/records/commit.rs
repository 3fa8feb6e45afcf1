//! One transaction per batch: the changes, then the acts that explain them.

use parley_app::ports::{Batch, Change, Committed};
use sqlx::SqliteConnection;

use super::error::RecordsResult;
use super::roll::Changed;
use super::values::id_bytes;
use super::{
    Records, Tenant, audit, calls, captured, comments, desk, imports, live, marks, media, overlay,
    scorecards, trackers, users, views,
};

pub(crate) async fn commit(records: &Records, batch: &Batch) -> RecordsResult<Committed> {
    let _settled = Settled(&records.db.changed);
    let mut transaction = records.db.writer.begin_with("BEGIN IMMEDIATE").await?;
    let connection = &mut *transaction;
    if let Some(id) = batch.command_id {
        let new = sqlx::query(
            "INSERT OR IGNORE INTO commands_done (tenant_id, command_id) VALUES (?, ?)",
        )
        .bind(records.tenant.bytes())
        .bind(id_bytes(&id.0))
        .execute(&mut *connection)
        .await?;
        if new.rows_affected() == 0 {
            transaction.rollback().await?;
            return Ok(Committed::AlreadyDone);
        }
    }
    for change in &batch.changes {
        apply(connection, records, &records.tenant, change).await?;
    }
    audit::append(connection, &records.tenant, &records.keys, &batch.acts).await?;
    transaction.commit().await?;
    let counted = |c: &Change| {
        matches!(
            c,
            Change::AddCall(_) | Change::SetTags { .. } | Change::Mark(_)
        )
    };
    if batch.changes.iter().any(counted) {
        records.counts.forget();
    }
    Ok(Committed::Applied)
}

/// Whatever becomes of a transaction, what it wrote is looked at again.
struct Settled<'a>(&'a Changed);

impl Drop for Settled<'_> {
    fn drop(&mut self) {
        self.0.settled();
    }
}

async fn apply(
    connection: &mut SqliteConnection,
    records: &Records,
    tenant: &Tenant,
    change: &Change,
) -> RecordsResult<()> {
    match change {
        Change::PutUser(user) => users::put(connection, tenant, user).await,
        Change::AddCall(new) => calls::add(connection, tenant, &records.keys, new).await,
        Change::SetTags { call_id, tags } => {
            calls::set_tags(connection, tenant, *call_id, tags).await
        }
        Change::SetCallerChannel { call_id, channel } => {
            calls::set_caller_channel(connection, tenant, *call_id, *channel).await
        }
        Change::AddDerivative(derived) => media::add_media(connection, tenant, derived).await,
        Change::PutImport(import) => imports::put(connection, tenant, import).await,
        Change::Mark(change) => marks::apply(connection, tenant, change).await,
        Change::View(change) => views::apply(connection, tenant, change).await,
        Change::Tracker(change) => trackers::apply(connection, tenant, change).await,
        Change::Comment(change) => comments::apply(connection, tenant, change).await,
        Change::Captured(change) => captured::apply(connection, tenant, change).await,
        Change::Desk(change) => desk::apply(connection, tenant, change).await,
        Change::Overlay(change) => overlay::apply(connection, tenant, change).await,
        Change::SetSetting { name, value } => {
            users::set_setting(connection, tenant, name, value).await
        }
        Change::Live(change) => live::apply(connection, tenant, &records.keys, change).await,
        Change::Scorecard(change) => scorecards::apply(connection, tenant, change).await,
    }
}
