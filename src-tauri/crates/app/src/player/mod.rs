//! Listening: one recording at a time, and the record of what was heard. The
//! start is written down before the first sound, the spans when it ends.

mod control;
mod mix;
mod open;
mod output;
mod repeat;
mod skip_silence;
mod speed;
mod tick;

pub use control::{
    ClosePlayer, PausePlayer, PlayPlayer, SeekPlayer, player_close, player_pause, player_play,
    player_seek,
};
pub use mix::{SetPlayerMix, player_mix_set};
pub use open::{OpenPlayer, PlayerView, player_open};
pub use output::{
    ChooseOutput, ListOutputs, OutputsView, output_choose, output_list, restore_output,
};
pub use repeat::{SetPlayerLoop, player_loop_set};
pub(crate) use skip_silence::route;
pub use skip_silence::{SkipSilence, SkippedView, player_silence_skip};
pub use speed::{SetPlayerSpeed, player_speed_set};
pub use tick::tick;

use std::sync::PoisonError;

use parley_domain::audit::{Act, Purpose};
use parley_domain::error_code::ErrorCode;
use parley_domain::listening::{Listening, Span};

use crate::audit::ActDraft;
use crate::calls::CallRecord;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, PlayerError};

/// The call in the player.
#[derive(Debug)]
pub(crate) struct NowPlaying {
    call: CallRecord,
    listening: Listening,
    start_written: bool,
    was_playing: bool,
    /// What the page was told last while sound came out.
    told: Option<tick::Told>,
    /// When spans were last written, so that a crash loses at most a minute.
    written_at_ms: i64,
}

impl From<PlayerError> for AppError {
    fn from(error: PlayerError) -> Self {
        let code = match error {
            PlayerError::NoDevice => ErrorCode::NoAudioDevice,
            PlayerError::Undecodable => ErrorCode::RecordingUndecodable,
            PlayerError::NothingLoaded => ErrorCode::NoRecording,
        };
        Self::because(code, error)
    }
}

impl Workspace {
    /// Does something with what is in the player.
    fn with_playing<T>(&self, work: impl FnOnce(&mut Option<NowPlaying>) -> T) -> T {
        work(&mut self.playing.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Writes down what was heard since the last time, if anything.
pub(crate) async fn write_spans(workspace: &Workspace) -> AppResult<()> {
    let now = workspace.deps.clock.now();
    let heard = workspace.with_playing(|playing| {
        let playing = playing.as_mut()?;
        playing.written_at_ms = now.0;
        let spans = playing.listening.take();
        (!spans.is_empty()).then(|| (playing.call.clone(), spans))
    });
    let Some((call, spans)) = heard else {
        return Ok(());
    };
    let act = ActDraft::by(&workspace.subject(), now, Act::RecordingListened)
        .for_purpose(Purpose::QualityReview)
        .detail("spans", spans_text(&spans));
    workspace
        .store
        .commit(Batch::acts(vec![crate::calls::about(act, &call)]))
        .await
        .map(|_| ())
}

/// `from-to` in milliseconds, separated by commas.
pub(crate) fn spans_text(spans: &[Span]) -> String {
    let texts: Vec<String> = spans
        .iter()
        .map(|s| format!("{}-{}", s.from_ms, s.to_ms))
        .collect();
    texts.join(",")
}

/// Stops the sound, writes down what was heard, and empties the player.
pub(crate) async fn stop(workspace: &Workspace) -> AppResult<()> {
    workspace.deps.player.pause();
    let written = write_spans(workspace).await;
    workspace.deps.player.unload();
    workspace.with_playing(|playing| *playing = None);
    written
}
