//! Appointments. Changes come one after the other, so what is free when it is looked at is
//! free when it is taken; the unique index says so too.

use parley_app::bookings::{Booking, Cancelled, Slot};
use parley_domain::calendar::{Moment, moment_text, parse_moment};
use parley_domain::call::Contact;
use parley_domain::ids::{BookingId, CallId, PersonId, UserId};
use parley_domain::report::Zone;
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::{contact, maybe, one};
use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::{Columns, id_bytes};

/// Refuses a place in which something else runs then.
async fn is_free(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: BookingId,
    slot: &Slot,
) -> RecordsResult<()> {
    // A day before is long enough: no appointment lasts longer.
    let row = sqlx::query(
        "SELECT count(*) FROM bookings WHERE tenant_id = ?1 AND cancelled_at IS NULL \
         AND place = ?2 AND begins < ?3 AND ends > ?4 AND id <> ?5 \
         AND begins >= strftime('%Y-%m-%dT%H:%M', ?4, '-1 day')",
    )
    .bind(tenant.bytes())
    .bind(i64::from(slot.place))
    .bind(moment_text(slot.ends))
    .bind(moment_text(slot.begins))
    .bind(id_bytes(&id.0))
    .fetch_one(connection)
    .await?;
    match row.number(0)? {
        0 => Ok(()),
        _ => Err(RecordsError::Conflict("a place that is taken")),
    }
}

pub(super) async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    booking: &Booking,
) -> RecordsResult<()> {
    let slot = &booking.slot;
    is_free(&mut *connection, tenant, booking.id, slot).await?;
    sqlx::query(
        "INSERT INTO bookings (id, tenant_id, begins, ends, place, zone, name, service, contact, \
         person_id, call_id, made_at, confirmed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id_bytes(&booking.id.0))
    .bind(tenant.bytes())
    .bind(moment_text(slot.begins))
    .bind(moment_text(slot.ends))
    .bind(i64::from(slot.place))
    .bind(slot.zone.name())
    .bind(booking.name.as_deref())
    .bind(booking.service.as_deref())
    .bind(booking.contact.as_ref().map(Contact::as_str))
    .bind(maybe(booking.person_id.map(|id| id.0)))
    .bind(maybe(booking.call_id.map(|id| id.0)))
    .bind(booking.made_at.0)
    .bind(booking.confirmed_at.map(|at| at.0))
    .execute(connection)
    .await?;
    Ok(())
}

const STANDS: &str = "WHERE id = ? AND tenant_id = ? AND cancelled_at IS NULL";
const WHAT: &str = "an appointment that stands";

pub(super) async fn set_slot(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: BookingId,
    slot: &Slot,
) -> RecordsResult<()> {
    is_free(&mut *connection, tenant, id, slot).await?;
    let done = sqlx::query(AssertSqlSafe(format!(
        "UPDATE bookings SET begins = ?, ends = ?, place = ?, zone = ?, confirmed_at = NULL {STANDS}"
    )))
    .bind(moment_text(slot.begins))
    .bind(moment_text(slot.ends))
    .bind(i64::from(slot.place))
    .bind(slot.zone.name())
    .bind(id_bytes(&id.0))
    .bind(tenant.bytes())
    .execute(connection)
    .await?;
    one(&done, WHAT)
}

pub(super) async fn confirm(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: BookingId,
    at: UtcMillis,
) -> RecordsResult<()> {
    let sql = format!("UPDATE bookings SET confirmed_at = ? {STANDS}");
    let done = sqlx::query(AssertSqlSafe(sql))
        .bind(at.0)
        .bind(id_bytes(&id.0))
        .bind(tenant.bytes())
        .execute(connection)
        .await?;
    one(&done, WHAT)
}

pub(super) async fn cancel(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: BookingId,
    cancelled: &Cancelled,
) -> RecordsResult<()> {
    let sql = format!(
        "UPDATE bookings SET cancelled_at = ?, cancelled_by = ?, cancel_reason = ? {STANDS}"
    );
    let done = sqlx::query(AssertSqlSafe(sql))
        .bind(cancelled.at.0)
        .bind(maybe(cancelled.by.map(|id| id.0)))
        .bind(&cancelled.reason)
        .bind(id_bytes(&id.0))
        .bind(tenant.bytes())
        .execute(connection)
        .await?;
    one(&done, WHAT)
}

const SELECT: &str = "SELECT id, begins, ends, place, zone, name, service, contact, person_id, \
     call_id, made_at, confirmed_at, cancelled_at, cancelled_by, cancel_reason \
     FROM bookings WHERE tenant_id = ?";

fn booking_from(row: &SqliteRow) -> RecordsResult<Booking> {
    let moment = |column| -> RecordsResult<Moment> {
        parse_moment(&row.text(column)?).ok_or(RecordsError::Damaged("moment"))
    };
    let zone = Zone::try_from(row.text(4)?).map_err(|_| RecordsError::Damaged("zone"))?;
    let cancelled = match (row.maybe_number(12)?, row.maybe_text(14)?) {
        (Some(at), Some(reason)) => Some(Cancelled {
            at: UtcMillis(at),
            by: row.maybe_id(13)?.map(UserId),
            reason,
        }),
        _ => None,
    };
    Ok(Booking {
        id: BookingId(row.id(0)?),
        slot: Slot {
            begins: moment(1)?,
            ends: moment(2)?,
            place: row.small(3)?,
            zone,
        },
        name: row.maybe_text(5)?,
        service: row.maybe_text(6)?,
        contact: row.maybe_text(7)?.as_deref().map(contact).transpose()?,
        person_id: row.maybe_id(8)?.map(PersonId),
        call_id: row.maybe_id(9)?.map(CallId),
        made_at: UtcMillis(row.number(10)?),
        confirmed_at: row.maybe_number(11)?.map(UtcMillis),
        cancelled,
    })
}

pub(super) async fn between(
    db: &Database,
    tenant: &Tenant,
    (from, to): (Moment, Moment),
) -> RecordsResult<Vec<Booking>> {
    let sql = format!(
        "{SELECT} AND begins < ? AND ends > ? \
         AND begins >= strftime('%Y-%m-%dT%H:%M', ?, '-1 day') ORDER BY begins, place, id"
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(tenant.bytes())
        .bind(moment_text(to))
        .bind(moment_text(from))
        .bind(moment_text(from))
        .fetch_all(&db.readers)
        .await?;
    rows.iter().map(booking_from).collect()
}

pub(super) async fn booking(
    db: &Database,
    tenant: &Tenant,
    id: BookingId,
) -> RecordsResult<Option<Booking>> {
    let row = sqlx::query(AssertSqlSafe(format!("{SELECT} AND id = ?")))
        .bind(tenant.bytes())
        .bind(id_bytes(&id.0))
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(booking_from).transpose()
}

pub(super) async fn of_contact(
    db: &Database,
    tenant: &Tenant,
    contact: &Contact,
    from: Moment,
) -> RecordsResult<Vec<Booking>> {
    let column = if contact.is_email() { "email" } else { "phone" };
    let sql = format!(
        "{SELECT} AND (contact = ? OR person_id IN (SELECT p.id FROM persons AS p \
         WHERE p.tenant_id = ? AND p.{column} = ?)) AND begins >= ? AND cancelled_at IS NULL \
         ORDER BY begins, place, id"
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(tenant.bytes())
        .bind(contact.as_str())
        .bind(tenant.bytes())
        .bind(contact.as_str())
        .bind(moment_text(from))
        .fetch_all(&db.readers)
        .await?;
    rows.iter().map(booking_from).collect()
}
