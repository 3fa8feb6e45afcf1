//! Messages that follow calls.

use parley_domain::call::Contact;
use parley_domain::ids::{CallId, MessageId, PersonId};
use parley_domain::message::{Delivery, Message, MessageState, Receipt};
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, QueryBuilder, Sqlite, SqliteConnection};

use super::{contact, maybe, one};
use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::RecordsResult;
use crate::records::values::{Columns, id_bytes};

pub(super) async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    message: &Message,
) -> RecordsResult<()> {
    sqlx::query(
        "INSERT INTO messages (id, tenant_id, call_id, contact, person_id, body, state, \
         attempts, queued_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id_bytes(&message.id.0))
    .bind(tenant.bytes())
    .bind(id_bytes(&message.call_id.0))
    .bind(message.to.as_str())
    .bind(maybe(message.person_id.map(|id| id.0)))
    .bind(&message.text)
    .bind(message.state.as_str())
    .bind(i64::from(message.attempts))
    .bind(message.queued_at.0)
    .bind(message.changed_at.0)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn set(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: MessageId,
    (from, to): (MessageState, MessageState),
    at: UtcMillis,
) -> RecordsResult<()> {
    let done = sqlx::query(
        "UPDATE messages SET state = ?, attempts = attempts + ?, changed_at = ? \
         WHERE id = ? AND tenant_id = ? AND state = ?",
    )
    .bind(to.as_str())
    .bind(i64::from(to == MessageState::Sending))
    .bind(at.0)
    .bind(id_bytes(&id.0))
    .bind(tenant.bytes())
    .bind(from.as_str())
    .execute(connection)
    .await?;
    one(&done, "a message in that state")
}

pub(super) async fn keep_receipt(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: MessageId,
    receipt: &Receipt,
) -> RecordsResult<()> {
    let done = sqlx::query(
        "UPDATE messages SET delivery = ?, delivery_code = ?, carrier_id = ?, delivery_at = ? \
         WHERE id = ? AND tenant_id = ? AND delivery IS NULL",
    )
    .bind(receipt.delivery.as_str())
    .bind(receipt.code.map(i64::from))
    .bind(&receipt.carrier_id)
    .bind(receipt.at.0)
    .bind(id_bytes(&id.0))
    .bind(tenant.bytes())
    .execute(connection)
    .await?;
    one(&done, "a message without a receipt")
}

pub(super) async fn withdraw(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    to: &Contact,
    person_id: Option<PersonId>,
    at: UtcMillis,
) -> RecordsResult<()> {
    sqlx::query(
        "UPDATE messages SET state = 'withdrawn', changed_at = ? WHERE tenant_id = ? \
         AND state = 'queued' AND (contact = ? OR person_id = ?)",
    )
    .bind(at.0)
    .bind(tenant.bytes())
    .bind(to.as_str())
    .bind(maybe(person_id.map(|id| id.0)))
    .execute(connection)
    .await?;
    Ok(())
}

const SELECT: &str = "SELECT id, call_id, contact, person_id, body, state, attempts, queued_at, \
     changed_at, delivery, delivery_code, carrier_id, delivery_at FROM messages \
     WHERE tenant_id = ";

fn message_from(row: &SqliteRow) -> RecordsResult<Message> {
    Ok(Message {
        id: MessageId(row.id(0)?),
        call_id: CallId(row.id(1)?),
        to: contact(&row.text(2)?)?,
        person_id: row.maybe_id(3)?.map(PersonId),
        text: row.text(4)?,
        state: row.word(5, MessageState::parse)?,
        attempts: row.small(6)?,
        queued_at: UtcMillis(row.number(7)?),
        changed_at: UtcMillis(row.number(8)?),
        receipt: receipt_from(row)?,
    })
}

/// The columns of a receipt are all there or none is, but for its code.
fn receipt_from(row: &SqliteRow) -> RecordsResult<Option<Receipt>> {
    if row.maybe_text(9)?.is_none() {
        return Ok(None);
    }
    Ok(Some(Receipt {
        delivery: row.word(9, Delivery::parse)?,
        code: row.maybe_small(10)?,
        carrier_id: row.text(11)?,
        at: UtcMillis(row.number(12)?),
    }))
}

pub(super) async fn list(
    db: &Database,
    tenant: &Tenant,
    state: Option<MessageState>,
    limit: u32,
) -> RecordsResult<Vec<Message>> {
    let mut sql = QueryBuilder::<Sqlite>::new(SELECT);
    sql.push_bind(tenant.bytes());
    if let Some(state) = state {
        sql.push(" AND state = ").push_bind(state.as_str());
    }
    sql.push(" ORDER BY seq DESC LIMIT ").push_bind(limit);
    let rows = sql.build().fetch_all(&db.readers).await?;
    rows.iter().map(message_from).collect()
}

pub(super) async fn get(
    db: &Database,
    tenant: &Tenant,
    id: MessageId,
) -> RecordsResult<Option<Message>> {
    let row = sqlx::query(AssertSqlSafe(format!("{SELECT} ? AND id = ?")))
        .bind(tenant.bytes())
        .bind(id_bytes(&id.0))
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(message_from).transpose()
}

pub(super) async fn of_call(
    db: &Database,
    tenant: &Tenant,
    call: CallId,
) -> RecordsResult<Option<Message>> {
    let row = sqlx::query(AssertSqlSafe(format!("{SELECT} ? AND call_id = ?")))
        .bind(tenant.bytes())
        .bind(id_bytes(&call.0))
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(message_from).transpose()
}
