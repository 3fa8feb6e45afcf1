//! The roll as it is known, and what became untrue of it. The writing connection names each
//! row of `calls` that it changes; once that is committed, whoever asks next has those calls
//! read again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::RwLock;

use super::Roll;
use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::RecordsResult;

/// More changes than these, and all is read anew when it is next asked for.
const MANY: usize = 4_000;

/// Row ids of calls that changed: `None` when they are too many to say.
#[derive(Debug)]
struct Seqs(Option<Vec<i64>>);

impl Default for Seqs {
    fn default() -> Self {
        Self(Some(Vec::new()))
    }
}

impl Seqs {
    fn add(&mut self, more: impl IntoIterator<Item = i64>) {
        if let Some(seqs) = &mut self.0 {
            seqs.extend(more);
            if seqs.len() > MANY {
                self.0 = None;
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.0.as_ref().is_some_and(Vec::is_empty)
    }
}

/// What was written, and what of it is to be read.
#[derive(Debug, Default)]
struct Pending {
    /// In a transaction that is not committed, as far as is known.
    written: Seqs,
    /// Committed, and not on the roll yet.
    unread: Seqs,
}

/// Where changes of calls are told. Clones share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Changed(Arc<Mutex<Pending>>);

impl Changed {
    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A row of `calls` was written, in a transaction that is still open.
    pub(crate) fn written(&self, seq: i64) {
        self.pending().written.add([seq]);
    }

    /// The transaction was committed, or taken back.
    pub(crate) fn settled(&self) {
        let mut pending = self.pending();
        let Seqs(written) = std::mem::take(&mut pending.written);
        match written {
            Some(seqs) => pending.unread.add(seqs),
            None => pending.unread = Seqs(None),
        }
    }

    fn nothing_unread(&self) -> bool {
        self.pending().unread.is_empty()
    }
}

/// The roll in memory: nothing until it is asked for.
#[derive(Debug, Default)]
pub(crate) struct KnownRoll {
    changed: Changed,
    roll: RwLock<Option<Roll>>,
}

impl KnownRoll {
    pub(crate) fn new(changed: Changed) -> Self {
        Self {
            changed,
            roll: RwLock::default(),
        }
    }

    /// Asks the roll as it is after all that was committed before.
    ///
    /// # Errors
    /// `RecordsError`, when it cannot be read.
    pub(crate) async fn with<T>(
        &self,
        db: &Database,
        tenant: &Tenant,
        ask: impl FnOnce(&Roll) -> T,
    ) -> RecordsResult<T> {
        let roll = self.roll.read().await;
        if self.changed.nothing_unread()
            && let Some(roll) = roll.as_ref()
        {
            return Ok(ask(roll));
        }
        drop(roll);
        let mut roll = self.roll.write().await;
        // Somebody else may have read them meanwhile: then there are none.
        let mut unread = Unread::taken_from(&self.changed);
        match (&unread.seqs, &mut *roll) {
            (Seqs(Some(seqs)), Some(roll)) => roll.read_again(db, tenant, seqs).await?,
            (_, roll) => *roll = Some(Roll::read(db, tenant).await?),
        }
        unread.is_read = true;
        Ok(ask(roll.get_or_insert_default()))
    }

    /// Whether it is there, or being read.
    pub(crate) fn is_known(&self) -> bool {
        self.roll.try_read().map_or(true, |roll| roll.is_some())
    }

    /// Reads it if nobody has asked for it yet.
    pub(crate) async fn prepare(&self, db: &Database, tenant: &Tenant) -> RecordsResult<()> {
        if self.roll.read().await.is_some() {
            return Ok(());
        }
        self.with(db, tenant, |_| ()).await
    }
}

/// Changes that are being read. Where that comes to nothing, all is read anew.
struct Unread<'a> {
    changed: &'a Changed,
    seqs: Seqs,
    is_read: bool,
}

impl<'a> Unread<'a> {
    fn taken_from(changed: &'a Changed) -> Self {
        Self {
            changed,
            seqs: std::mem::take(&mut changed.pending().unread),
            is_read: false,
        }
    }
}

impl Drop for Unread<'_> {
    fn drop(&mut self) {
        if !self.is_read {
            self.changed.pending().unread = Seqs(None);
        }
    }
}
