//! Leaving out what need not be heard: the pauses in which nobody says anything, and
//! all but the flagged stretches.

use parley_domain::access::{Grant, kinds::RecordingListen};
use parley_domain::call::Turn;
use parley_domain::error_code::ErrorCode;
use parley_domain::listening::{Route, Span, listen_plan};
use serde::{Deserialize, Serialize};

use super::control::begin_span;
use super::tick::announce;
use crate::calls::{CallRecord, voice};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SkipSilence {
    /// Whether pauses are left out from now on.
    pub skip: bool,
    /// Whether only flagged stretches are played, each with a little around it. Where
    /// nothing is flagged, all is played.
    #[serde(default)]
    pub flagged_only: bool,
}

/// What is left out; empty when nothing is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SkippedView {
    /// In order; none overlaps another.
    pub skipped: Vec<Span>,
    /// Their length together, at the speed of speech.
    pub saved_ms: u32,
}

/// Until another call is opened. The first time for a call its recording is listened
/// through, some two thousand times as fast as it was spoken.
///
/// # Errors
/// `no_recording` when nothing is open, `media_missing`, `media_damaged`,
/// `recording_undecodable`, `disk_full`.
pub async fn player_silence_skip(
    workspace: &Workspace,
    _grant: Grant<RecordingListen>,
    input: SkipSilence,
) -> AppResult<SkippedView> {
    let open = workspace.with_playing(|playing| playing.as_ref().map(|p| p.call.clone()));
    let call = open.ok_or(AppError::new(ErrorCode::NoRecording))?;
    let route = route(workspace, &call, input.skip, input.flagged_only).await?;
    let set = workspace.with_playing(|playing| match playing {
        // Another call may have been opened while this one was listened through.
        Some(p) if p.call.row.id == call.row.id => {
            workspace.deps.player.set_route(route.as_ref())?;
            p.listening.set_route(route.clone());
            Ok(())
        }
        _ => Err(AppError::new(ErrorCode::NoRecording)),
    });
    set?;
    begin_span(workspace);
    announce(workspace);
    let skipped = route.map_or_else(Vec::new, |route| route.beside(duration_ms(&call)));
    Ok(SkippedView {
        saved_ms: skipped.iter().map(|s| s.to_ms - s.from_ms).sum(),
        skipped,
    })
}

/// What of a call's recording is heard; `None`: all of it. A clip takes the same.
///
/// # Errors
/// Those of listening through it.
pub(crate) async fn route(
    workspace: &Workspace,
    call: &CallRecord,
    skip: bool,
    flagged_only: bool,
) -> AppResult<Option<Route>> {
    let flagged = if flagged_only {
        flagged(workspace, call).await?
    } else {
        None
    };
    let spoken = if skip {
        found(workspace, call).await?
    } else {
        None
    };
    Ok(match (flagged, spoken) {
        (Some(flagged), Some(spoken)) => {
            let both = flagged.and(&spoken);
            // Flags on nothing but silence are heard all the same.
            Some(if both.spans().is_empty() {
                flagged
            } else {
                both
            })
        }
        (one, other) => one.or(other),
    })
}

/// The flagged stretches with what is around them; `None` where nothing is flagged.
async fn flagged(workspace: &Workspace, call: &CallRecord) -> AppResult<Option<Route>> {
    let flags = workspace.store.flags(call.row.id).await?;
    let spans: Vec<Span> = flags.iter().filter_map(|flag| flag.span).collect();
    let plan = listen_plan(&spans, duration_ms(call));
    Ok((!plan.spans.is_empty()).then(|| Route::of(plan.spans)))
}

/// The call without its pauses; `None` where it has no others.
async fn found(workspace: &Workspace, call: &CallRecord) -> AppResult<Option<Route>> {
    let voice = voice(workspace, call).await?.concat();
    let turns = workspace.store.turns(call.row.id).await?;
    let words: Vec<Span> = turns.iter().flat_map(spoken).collect();
    let route = Route::without_silence(&voice, &words, duration_ms(call));
    Ok((!route.spans().is_empty()).then_some(route))
}

/// Where the transcript has something: its words, or the whole turn where those have no
/// times of their own.
fn spoken(turn: &Turn) -> Vec<Span> {
    if turn.words.is_empty() {
        let whole = turn.start_ms.zip(turn.end_ms);
        let whole = whole.map(|(from_ms, to_ms)| Span { from_ms, to_ms });
        return whole.into_iter().collect();
    }
    let words = turn.words.iter().map(|word| Span {
        from_ms: word.start_ms,
        // A word without a length was said somewhere near.
        to_ms: word.end_ms.max(word.start_ms.saturating_add(1)),
    });
    words.collect()
}

fn duration_ms(call: &CallRecord) -> u32 {
    let recorded = call.recording.as_ref();
    recorded.map_or(0, |(_, facts)| {
        u32::try_from(facts.duration_ms()).unwrap_or(u32::MAX)
    })
}
