//! Failed attempts: counted in the header, so that a restart forgives nothing, and
//! kept there until the audit log, which is closed at that time, has them.

use parley_domain::access::{Throttle, throttle};
use parley_domain::ids::UserId;
use parley_domain::time::UtcMillis;
use serde_json::Map;
use uuid::Uuid;

use super::model::Attempts;
use super::{HeaderError, WorkspaceHeader};

/// More than anybody makes before somebody signs in; the newest are kept.
const MOST_PENDING: usize = 500;

/// One failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailedAttempt {
    /// Whose passphrase was tried; `None` for the recovery code.
    pub user: Option<UserId>,
    /// When.
    pub at: UtcMillis,
}

impl WorkspaceHeader {
    /// Refuses while the wait for `slot` lasts.
    pub(super) fn admit(&mut self, slot: Uuid, now: UtcMillis) -> Result<(), HeaderError> {
        let Some(attempts) = self.content.attempts.get(&slot) else {
            return Ok(());
        };
        match throttle(attempts.count, attempts.last_failed_at, now) {
            Throttle::Ready => Ok(()),
            Throttle::Wait { ms } => Err(HeaderError::TooManyAttempts { wait_ms: ms }),
            Throttle::ClockSetBack { ms } => {
                let mut next = self.content.clone();
                if let Some(attempts) = next.attempts.get_mut(&slot) {
                    attempts.last_failed_at = now;
                }
                self.replace(next)?;
                Err(HeaderError::TooManyAttempts { wait_ms: ms })
            }
        }
    }

    /// Counts a failure. If that cannot be written the caller gets the disk's error
    /// instead of a verdict, so nobody guesses for free on a full disk.
    pub(super) fn count_failure(&mut self, slot: Uuid, now: UtcMillis) -> Result<(), HeaderError> {
        let mut next = self.content.clone();
        let attempts = next.attempts.entry(slot).or_insert_with(|| Attempts {
            count: 0,
            last_failed_at: now,
            pending: Vec::new(),
            unknown: Map::new(),
        });
        attempts.count = attempts.count.saturating_add(1);
        attempts.last_failed_at = now;
        attempts.pending.push(now);
        let surplus = attempts.pending.len().saturating_sub(MOST_PENDING);
        attempts.pending.drain(..surplus);
        self.replace(next)
    }

    /// A success ends the row of failures; what is pending stays pending.
    pub(super) fn forgive(&mut self, slot: Uuid) -> Result<(), HeaderError> {
        if self
            .content
            .attempts
            .get(&slot)
            .is_none_or(|a| a.count == 0)
        {
            return Ok(());
        }
        let mut next = self.content.clone();
        if let Some(attempts) = next.attempts.get_mut(&slot) {
            attempts.count = 0;
        }
        self.replace(next)
    }

    /// Failures that the audit log does not have yet, the oldest first.
    #[must_use]
    pub fn pending_attempts(&self) -> Vec<FailedAttempt> {
        let recovery = self.content.workspace_id.0;
        let mut all: Vec<FailedAttempt> = self
            .content
            .attempts
            .iter()
            .flat_map(|(slot, attempts)| {
                let user = (*slot != recovery).then_some(UserId(*slot));
                attempts
                    .pending
                    .iter()
                    .map(move |at| FailedAttempt { user, at: *at })
            })
            .collect();
        all.sort_by_key(|attempt| attempt.at);
        all
    }

    /// Forgets the pending failures that are now in the audit log, and only those.
    ///
    /// # Errors
    /// As reading and writing the header.
    pub fn clear_pending(&mut self, written: &[FailedAttempt]) -> Result<(), HeaderError> {
        if written.is_empty() {
            return Ok(());
        }
        self.refresh()?;
        let recovery = self.content.workspace_id.0;
        let mut next = self.content.clone();
        for done in written {
            let slot = done.user.map_or(recovery, |user| user.0);
            if let Some(attempts) = next.attempts.get_mut(&slot)
                && let Some(at) = attempts.pending.iter().position(|at| *at == done.at)
            {
                attempts.pending.remove(at);
            }
        }
        next.attempts
            .retain(|_, a| a.count > 0 || !a.pending.is_empty() || !a.unknown.is_empty());
        self.replace(next)
    }
}
