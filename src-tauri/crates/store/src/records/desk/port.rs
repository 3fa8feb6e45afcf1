//! The port, answered.

use async_trait::async_trait;
use parley_app::bookings::Booking;
use parley_app::error::AppResult;
use parley_app::ports::{DeskRecords, Page, SuppressionCursor};
use parley_app::suppressions::SuppressionFilter;
use parley_domain::calendar::Moment;
use parley_domain::call::Contact;
use parley_domain::ids::{BookingId, CallId, CommandId, MessageId, SuppressionId};
use parley_domain::knowledge::Entry;
use parley_domain::message::{Message, MessageState};
use parley_domain::suppression::Suppression;

use super::{bookings, knowledge, messages, suppressions};
use crate::records::Records;
use crate::records::error::RecordsError;
use crate::records::values::id_bytes;

#[async_trait]
impl DeskRecords for Records {
    async fn is_done(&self, id: CommandId) -> AppResult<bool> {
        let row = sqlx::query("SELECT 1 FROM commands_done WHERE tenant_id = ? AND command_id = ?")
            .bind(self.tenant.bytes())
            .bind(id_bytes(&id.0))
            .fetch_optional(&self.db.readers)
            .await
            .map_err(RecordsError::from)?;
        Ok(row.is_some())
    }

    async fn suppressions(
        &self,
        filter: &SuppressionFilter,
        after: Option<SuppressionCursor>,
        limit: u32,
    ) -> AppResult<Page<Suppression, SuppressionCursor>> {
        let ahead = limit.saturating_add(1);
        let mut rows = suppressions::list(self, filter, after, ahead).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let last = rows.last().filter(|_| more);
        Ok(Page {
            next: last.map(|(seq, _)| SuppressionCursor(*seq)),
            rows: rows.into_iter().map(|(_, entry)| entry).collect(),
        })
    }

    async fn suppression(&self, id: SuppressionId) -> AppResult<Option<Suppression>> {
        Ok(suppressions::entry(&self.db, &self.tenant, id).await?)
    }

    async fn suppressed(&self, contact: &Contact) -> AppResult<Option<Suppression>> {
        Ok(suppressions::standing(&self.db, &self.tenant, contact).await?)
    }

    async fn bookings(&self, from: Moment, to: Moment) -> AppResult<Vec<Booking>> {
        Ok(bookings::between(&self.db, &self.tenant, (from, to)).await?)
    }

    async fn booking(&self, id: BookingId) -> AppResult<Option<Booking>> {
        Ok(bookings::booking(&self.db, &self.tenant, id).await?)
    }

    async fn bookings_of(&self, contact: &Contact, from: Moment) -> AppResult<Vec<Booking>> {
        Ok(bookings::of_contact(&self.db, &self.tenant, contact, from).await?)
    }

    async fn messages(&self, state: Option<MessageState>, limit: u32) -> AppResult<Vec<Message>> {
        Ok(messages::list(&self.db, &self.tenant, state, limit).await?)
    }

    async fn message(&self, id: MessageId) -> AppResult<Option<Message>> {
        Ok(messages::get(&self.db, &self.tenant, id).await?)
    }

    async fn message_of(&self, call: CallId) -> AppResult<Option<Message>> {
        Ok(messages::of_call(&self.db, &self.tenant, call).await?)
    }

    async fn knowledge(&self) -> AppResult<Vec<Entry>> {
        Ok(knowledge::all(&self.db, &self.tenant).await?)
    }

    async fn knowledge_count(&self) -> AppResult<u32> {
        Ok(knowledge::count(&self.db, &self.tenant).await?)
    }

    async fn knowledge_with(&self, words: &[String], limit: u32) -> AppResult<Vec<Entry>> {
        Ok(knowledge::with(&self.db, &self.tenant, words, limit).await?)
    }
}
