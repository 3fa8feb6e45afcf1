//! A stretch of a call's recording, or the whole of it. It is listened to where it
//! goes, so the permission to listen is needed, too.

use std::sync::Arc;

use parley_domain::access::{
    Grant,
    kinds::{CallExport, RecordingListen},
};
use parley_domain::audit::Purpose;
use parley_domain::export::ClipFormat;
use parley_domain::ids::{CallId, ExportId};
use serde::Deserialize;

use super::one_file::{ExportedFile, OneFile};
use crate::calls::{SealedRecording, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::player::route;
use crate::ports::Stretch;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ExportClip {
    pub export_id: ExportId,
    pub call_id: CallId,
    /// Absent: from the start.
    #[ts(optional)]
    pub from_ms: Option<u32>,
    /// Absent, or beyond it: to the end.
    #[ts(optional)]
    pub to_ms: Option<u32>,
    /// Whether pauses in which nobody says anything are left out, as the player does.
    #[serde(default)]
    pub without_pauses: bool,
    /// Whether only flagged stretches are kept, each with a little around it; where
    /// nothing is flagged, all is.
    #[serde(default)]
    pub flagged_only: bool,
    pub format: ClipFormat,
    pub purpose: Purpose,
    pub path: String,
    /// Whether a file of that name may be replaced.
    #[serde(default)]
    pub replace: bool,
}

/// # Errors
/// `permission_denied` for a role that may not listen, `not_found`, `no_recording`,
/// `invalid_input` for an empty stretch, or one of pauses alone, `media_missing`,
/// `media_damaged`,
/// `recording_undecodable`, `file_exists`, `file_unwritable`, `disk_full`.
pub async fn clip_export(
    workspace: &Workspace,
    grant: Grant<CallExport>,
    input: ExportClip,
) -> AppResult<ExportedFile> {
    workspace
        .check::<RecordingListen>(grant.subject(), grant.at())
        .await?;
    let call = existing(workspace, input.call_id).await?;
    let recording = SealedRecording::of(workspace, &call).await?;
    let stretch = stretch(&input, recording.facts().duration_ms())?;
    let route = route(workspace, &call, input.without_pauses, input.flagged_only).await?;
    let small = |ms: u64| u32::try_from(ms).unwrap_or(u32::MAX);
    let kept = route
        .as_ref()
        .map(|route| route.between(small(stretch.from_ms), small(stretch.to_ms)));
    if kept == Some(0) {
        // In all of the stretch nobody says anything.
        return Err(AppError::invalid("without_pauses"));
    }
    let mut details = vec![
        ("from_ms", stretch.from_ms.to_string()),
        ("to_ms", stretch.to_ms.to_string()),
    ];
    details.extend(kept.map(|ms| ("kept_ms", ms.to_string())));
    let file = OneFile {
        export_id: input.export_id,
        call: &call,
        purpose: input.purpose,
        format: input.format.as_str(),
        details,
        path: input.path,
        replace: input.replace,
    };
    let reader = Arc::clone(&workspace.deps.recordings);
    file.write(workspace, &grant, move |file| {
        reader.clip(
            recording.open()?,
            stretch,
            route.as_ref(),
            input.format,
            file,
        )
    })
    .await
}

fn stretch(input: &ExportClip, whole_ms: u64) -> AppResult<Stretch> {
    let from_ms = u64::from(input.from_ms.unwrap_or(0));
    let to_ms = input.to_ms.map_or(whole_ms, |to| whole_ms.min(to.into()));
    if from_ms >= whole_ms {
        return Err(AppError::invalid("from_ms"));
    }
    if to_ms <= from_ms {
        return Err(AppError::invalid("to_ms"));
    }
    Ok(Stretch { from_ms, to_ms })
}
