//! The pulse: the page is told that calls changed, and what is heard is written down.

use parley_domain::time::UtcMillis;

use super::listen::write_heard;
use crate::desk::Desk;
use crate::error::AppResult;
use crate::ports::Event;

/// The page is told at most so often.
const TELL_EVERY_MS: i64 = 200;
/// What is heard is written at least so often.
const WRITE_EVERY_MS: i64 = 60_000;

/// What the page knows of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    revision: u64,
    at: UtcMillis,
}

impl Told {
    /// Whether the page is to be told now of `revision`.
    const fn tells(&mut self, revision: u64, now: UtcMillis) -> bool {
        let since = now.0 - self.at.0;
        // A clock that was set back must not silence it.
        let soon = since >= 0 && since < TELL_EVERY_MS;
        if revision == self.revision || soon {
            return false;
        }
        *self = Self { revision, at: now };
        true
    }
}

/// One beat.
///
/// # Errors
/// Those of the store, while writing down what was heard.
pub async fn tick(desk: &Desk) -> AppResult<()> {
    let Ok(workspace) = desk.workspace() else {
        return Ok(());
    };
    let now = workspace.deps.clock.now();
    let (floor, practice) = (&workspace.deps.floor, &workspace.deps.practice);
    let is_heard = floor.listening().is_some();
    let (calls, own, due) = workspace.watching.with(|watched| {
        (
            watched.floor.tells(floor.revision(), now),
            watched.practice.tells(practice.revision(), now),
            now.0 - watched.written_at.0 >= WRITE_EVERY_MS,
        )
    });
    // Whoever listens is here, though no key is touched.
    if is_heard || practice.now().is_some_and(|call| !call.over) {
        workspace.touch(now);
    }
    if calls {
        workspace.deps.events.send(Event::LiveCallsChanged);
    }
    if own {
        workspace.deps.events.send(Event::PracticeChanged);
    }
    // Of a call that is over what was heard is written at once.
    if due && is_heard || calls && !is_heard {
        write_heard(&workspace).await?;
    }
    Ok(())
}
