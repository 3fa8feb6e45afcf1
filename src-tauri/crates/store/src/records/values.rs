//! How values stand in columns: ids as 16 bytes, closed words as their names.

use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::error::{RecordsError, RecordsResult};

/// An id as it is bound.
pub(crate) fn id_bytes(id: &Uuid) -> &[u8] {
    id.as_bytes().as_slice()
}

pub(crate) fn uuid(bytes: &[u8]) -> RecordsResult<Uuid> {
    Uuid::from_slice(bytes).map_err(|_| RecordsError::Damaged("id"))
}

pub(crate) fn digest(bytes: &[u8]) -> RecordsResult<[u8; 32]> {
    bytes.try_into().map_err(|_| RecordsError::Damaged("hash"))
}

/// Typed reads of a row's columns, by position.
pub(crate) trait Columns {
    fn id(&self, column: usize) -> RecordsResult<Uuid>;
    fn maybe_id(&self, column: usize) -> RecordsResult<Option<Uuid>>;
    fn text(&self, column: usize) -> RecordsResult<String>;
    fn maybe_text(&self, column: usize) -> RecordsResult<Option<String>>;
    fn bytes(&self, column: usize) -> RecordsResult<&[u8]>;
    fn maybe_bytes(&self, column: usize) -> RecordsResult<Option<&[u8]>>;
    fn number(&self, column: usize) -> RecordsResult<i64>;
    fn maybe_number(&self, column: usize) -> RecordsResult<Option<i64>>;
    /// A number that was stored from a `u32`.
    fn small(&self, column: usize) -> RecordsResult<u32>;
    fn maybe_small(&self, column: usize) -> RecordsResult<Option<u32>>;
    fn flag(&self, column: usize) -> RecordsResult<bool>;
    /// A closed word, read by its `parse`.
    fn word<T>(&self, column: usize, parse: fn(&str) -> Option<T>) -> RecordsResult<T>;
}

impl Columns for SqliteRow {
    fn id(&self, column: usize) -> RecordsResult<Uuid> {
        uuid(self.bytes(column)?)
    }

    fn maybe_id(&self, column: usize) -> RecordsResult<Option<Uuid>> {
        self.maybe_bytes(column)?.map(uuid).transpose()
    }

    fn text(&self, column: usize) -> RecordsResult<String> {
        Ok(self.try_get(column)?)
    }

    fn maybe_text(&self, column: usize) -> RecordsResult<Option<String>> {
        Ok(self.try_get(column)?)
    }

    fn bytes(&self, column: usize) -> RecordsResult<&[u8]> {
        Ok(self.try_get(column)?)
    }

    fn maybe_bytes(&self, column: usize) -> RecordsResult<Option<&[u8]>> {
        Ok(self.try_get(column)?)
    }

    fn number(&self, column: usize) -> RecordsResult<i64> {
        Ok(self.try_get(column)?)
    }

    fn maybe_number(&self, column: usize) -> RecordsResult<Option<i64>> {
        Ok(self.try_get(column)?)
    }

    fn small(&self, column: usize) -> RecordsResult<u32> {
        u32::try_from(self.number(column)?).map_err(|_| RecordsError::Damaged("number"))
    }

    fn maybe_small(&self, column: usize) -> RecordsResult<Option<u32>> {
        self.maybe_number(column)?
            .map(|n| u32::try_from(n).map_err(|_| RecordsError::Damaged("number")))
            .transpose()
    }

    fn flag(&self, column: usize) -> RecordsResult<bool> {
        Ok(self.number(column)? != 0)
    }

    fn word<T>(&self, column: usize, parse: fn(&str) -> Option<T>) -> RecordsResult<T> {
        let text: &str = self.try_get(column)?;
        parse(text).ok_or(RecordsError::Damaged("word"))
    }
}
