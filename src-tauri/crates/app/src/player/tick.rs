//! The pulse: about thirty times a second the shell asks where the player is;
//! the page is told, and what is heard is collected.

use crate::desk::Desk;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Event, PlayerPosition};

/// Spans are written at least this often while sound comes out.
const WRITE_EVERY_MS: i64 = 60_000;

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
        let due = position.playing && now.0 - playing.written_at_ms >= WRITE_EVERY_MS;
        (
            position.playing || changed,
            due || position.ended && changed,
            stopped,
        )
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
