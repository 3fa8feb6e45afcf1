//! Finding a person again by phone number or e-mail address.

use parley_domain::call::{Party, normal_email, normal_phone};
use parley_domain::ids::PersonId;
use sqlx::SqliteConnection;

use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::person_keys::RecordKeys;
use crate::records::values::{Columns, id_bytes};

const BY_EMAIL: &str = "SELECT id FROM persons WHERE tenant_id = ? AND email = ? LIMIT 1";
const BY_PHONE: &str = "SELECT id FROM persons WHERE tenant_id = ? AND phone = ? LIMIT 1";

/// The person with this phone number or e-mail address.
pub(crate) async fn person_by_contact(
    db: &Database,
    tenant: &Tenant,
    contact: &str,
) -> RecordsResult<Option<PersonId>> {
    let (sql, wanted) = match normal_email(contact) {
        Some(email) => (BY_EMAIL, Some(email)),
        None => (BY_PHONE, normal_phone(contact)),
    };
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    sqlx::query(sql)
        .bind(tenant.bytes())
        .bind(wanted)
        .fetch_optional(&db.readers)
        .await?
        .map(|row| row.id(0).map(PersonId))
        .transpose()
}

const FILL: &str = "UPDATE persons SET name = coalesce(name, ?), phone = coalesce(phone, ?), \
     email = coalesce(email, ?) WHERE id = ? AND tenant_id = ? RETURNING id";

/// Makes the person with a key of their own, or adds what was not known of them.
pub(crate) async fn put_person(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    keys: &RecordKeys,
    person: PersonId,
    party: &Party,
) -> RecordsResult<()> {
    let phone = party.phone.as_deref().and_then(normal_phone);
    let email = party.email.as_deref().and_then(normal_email);
    let known = sqlx::query(FILL)
        .bind(party.name.as_deref())
        .bind(phone.as_deref())
        .bind(email.as_deref())
        .bind(id_bytes(&person.0))
        .bind(tenant.bytes())
        .fetch_optional(&mut *connection)
        .await?;
    if known.is_some() {
        return Ok(());
    }
    sqlx::query("INSERT INTO persons (id, tenant_id, name, phone, email) VALUES (?, ?, ?, ?, ?)")
        .bind(id_bytes(&person.0))
        .bind(tenant.bytes())
        .bind(party.name.as_deref())
        .bind(phone)
        .bind(email)
        .execute(&mut *connection)
        .await?;
    let key = keys.fresh_or_new(person);
    let wrapped = keys.media.wrap_person(person, &key, &*keys.rng)?;
    sqlx::query("INSERT INTO person_keys (person_id, tenant_id, wrapped) VALUES (?, ?, ?)")
        .bind(id_bytes(&person.0))
        .bind(tenant.bytes())
        .bind(wrapped)
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// The stored key of a person, opened; `None` when it was destroyed or never was.
pub(crate) async fn stored_key(
    executor: impl sqlx::SqliteExecutor<'_>,
    keys: &RecordKeys,
    person: PersonId,
) -> RecordsResult<Option<crate::keys::PersonKey>> {
    let row = sqlx::query("SELECT wrapped FROM person_keys WHERE person_id = ?")
        .bind(id_bytes(&person.0))
        .fetch_optional(executor)
        .await?;
    let Some(row) = row else { return Ok(None) };
    keys.open(person, row.bytes(0)?)
        .map(Some)
        .map_err(RecordsError::from)
}
