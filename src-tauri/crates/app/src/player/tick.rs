//! The pulse: about thirty times a second the shell asks where the player is; the page
//! is told what it does not reckon with, and what is heard is collected.

use parley_domain::time::UtcMillis;

use crate::desk::Desk;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Event, PlayerPosition};

/// Spans are written at least this often while sound comes out.
const WRITE_EVERY_MS: i64 = 60_000;

/// The page carries a position on by itself; it is told again at least this often.
const TELL_EVERY_MS: i64 = 250;
/// And at the next beat where the sound is so far from what the page reckons. Each telling
/// is a script that the page's engine compiles: thirty a second were 8 MiB of garbage in
/// a minute.
const APART_MS: f64 = 20.0;

/// A position as the page knows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    at: UtcMillis,
    position_ms: f64,
    speed: f64,
}

impl Told {
    const fn of(position: &PlayerPosition, at: UtcMillis) -> Self {
        Self {
            at,
            position_ms: position.position_ms,
            speed: position.speed,
        }
    }

    /// Whether the page reckons with `position` still.
    fn stands(&self, position: &PlayerPosition, now: UtcMillis) -> bool {
        let since = now.0 - self.at.0;
        #[expect(clippy::cast_precision_loss, reason = "less than a second")]
        let reckoned = since as f64 * self.speed + self.position_ms;
        // The speed is told at once where it changes.
        (0..TELL_EVERY_MS).contains(&since) && (position.position_ms - reckoned).abs() < APART_MS
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
    let Some(position) = workspace.deps.player.position() else {
        return Ok(());
    };
    let now = workspace.deps.clock.now();
    let heard_ms = whole_ms(&position);
    let (tell, write, stopped) = workspace.with_playing(|playing| {
        let Some(playing) = playing else {
            return (false, false, false);
        };
        let changed = playing.was_playing != position.playing;
        playing.was_playing = position.playing;
        // The end is heard, too: it comes between two beats.
        if position.playing || position.ended && changed {
            playing.listening.heard(heard_ms, position.speed);
        }
        let stopped = changed && !position.playing;
        if stopped {
            playing.listening.pause();
        }
        let news = position.playing && !playing.told.is_some_and(|t| t.stands(&position, now));
        if news || changed {
            playing.told = position.playing.then(|| Told::of(&position, now));
        }
        let due = position.playing && now.0 - playing.written_at_ms >= WRITE_EVERY_MS;
        (news || changed, due || position.ended && changed, stopped)
    });
    if position.playing {
        workspace.touch(now);
    }
    if tell {
        workspace.deps.events.send(Event::Player(position));
    }
    if stopped && position.device_lost {
        workspace.deps.events.send(Event::PlayerDeviceLost);
    }
    if write {
        super::write_spans(&workspace).await?;
    }
    Ok(())
}

/// The position in whole ms.
pub(super) fn whole_ms(position: &PlayerPosition) -> u32 {
    // 0 to a few hours; `as` saturates.
    position.position_ms.max(0.0) as u32
}

/// Tells the page at once, without waiting for the next beat.
pub(super) fn announce(workspace: &Workspace) {
    if let Some(position) = workspace.deps.player.position() {
        workspace.deps.events.send(Event::Player(position));
    }
}
