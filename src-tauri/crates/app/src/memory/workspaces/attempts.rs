//! Failed attempts: counted for each person, and told at the next sign-in until the
//! log has them.

use parley_domain::access::{Throttle, throttle};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::UserId;
use parley_domain::time::UtcMillis;

use crate::error::{AppError, AppResult};
use crate::ports::FailedAttempt;

/// Failures in a row, by whose passphrase was tried; `None` is the recovery code.
#[derive(Debug, Default)]
pub(super) struct Attempts {
    counts: Vec<(Option<UserId>, u32, UtcMillis)>,
    untold: Vec<FailedAttempt>,
}

impl Attempts {
    /// Refuses while the wait lasts.
    pub(super) fn admit(&mut self, who: Option<UserId>, now: UtcMillis) -> AppResult<()> {
        let found = self.counts.iter_mut().find(|(id, ..)| *id == who);
        let Some((_, count, last)) = found else {
            return Ok(());
        };
        let wait_ms = match throttle(*count, *last, now) {
            Throttle::Ready => return Ok(()),
            Throttle::Wait { ms } => ms,
            Throttle::ClockSetBack { ms } => {
                *last = now;
                ms
            }
        };
        Err(AppError {
            retry_after_ms: Some(wait_ms),
            ..AppError::new(ErrorCode::TooManyAttempts)
        })
    }

    pub(super) fn failed(&mut self, who: Option<UserId>, now: UtcMillis) {
        self.untold.push(FailedAttempt {
            at: now,
            user_id: who,
        });
        match self.counts.iter_mut().find(|(id, ..)| *id == who) {
            Some((_, count, last)) => (*count, *last) = (*count + 1, now),
            None => self.counts.push((who, 1, now)),
        }
    }

    pub(super) fn forgive(&mut self, who: Option<UserId>) {
        self.counts.retain(|(id, ..)| *id != who);
    }

    /// Those that are not among the instants the log has; the others are forgotten.
    pub(super) fn untold(&mut self, written: &[UtcMillis]) -> Vec<FailedAttempt> {
        self.untold.retain(|failed| !written.contains(&failed.at));
        self.untold.clone()
    }
}
