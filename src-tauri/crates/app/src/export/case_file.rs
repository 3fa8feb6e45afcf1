//! The sealed case file: one page with the recording, the transcript, the details,
//! what colleagues made of the call and the hashes, for whoever must hear and read a
//! call without Parley.

use std::io::{Read, Write};
use std::sync::Arc;

use base64::engine::general_purpose::STANDARD;
use base64::write::EncoderWriter;
use parley_domain::access::{
    Grant, Permission, explain,
    kinds::{CallExport, RecordingListen, TranscriptRead},
};
use parley_domain::audit::Purpose;
use parley_domain::error_code::ErrorCode;
use parley_domain::export::{CaseLanguage, ClipFormat};
use parley_domain::ids::{CallId, ExportId, UserId};
use serde::Deserialize;

use super::leaving::leaving;
use super::one_file::{ExportedFile, OneFile};
use crate::calls::{SealedRecording, existing};
use crate::comments::{ThreadView, threads};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{
    CaseCorrection, CaseFile, CaseSound, RecordingFacts, RecordingReader, Stretch, unwritable,
};
use crate::scorecards::handed_in;
use crate::transcript::name_of;

/// Larger pages are opened slowly by some browsers, and refused by others.
const LARGE_BYTES: u64 = 50_000_000;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ExportCaseFile {
    pub export_id: ExportId,
    pub call_id: CallId,
    pub language: CaseLanguage,
    pub purpose: Purpose,
    pub path: String,
    /// Whether a file of that name may be replaced.
    #[serde(default)]
    pub replace: bool,
    /// Whether it may have more than 50 MB.
    #[serde(default)]
    pub large: bool,
}

/// # Errors
/// `permission_denied` for a role that may not read transcripts, or not listen,
/// `not_found`, `large_file`, `media_missing`, `media_damaged`,
/// `recording_undecodable`, `file_exists`, `file_unwritable`, `disk_full`.
pub async fn case_file_export(
    workspace: &Workspace,
    grant: Grant<CallExport>,
    input: ExportCaseFile,
) -> AppResult<ExportedFile> {
    let (subject, at) = (grant.subject(), grant.at());
    workspace.check::<TranscriptRead>(subject, at).await?;
    let call = existing(workspace, input.call_id).await?;
    let recording = if call.recording.is_some() {
        workspace.check::<RecordingListen>(subject, at).await?;
        Some(SealedRecording::of(workspace, &call).await?)
    } else {
        None
    };
    let sound = match &recording {
        Some(recording) => Some(sound(recording).await?),
        None => None,
    };
    let sound_bytes = recording.as_ref().map_or(0, sound_bytes);
    if sound_bytes / 3 * 4 > LARGE_BYTES && !input.large {
        return Err(ErrorCode::LargeFile.into());
    }
    let original = sound.as_ref().is_none_or(|sound| sound.original);
    let comments = comments(workspace, call.id(), subject.user_id).await?;
    let scores = if explain(subject, Permission::ScoreRead, at).allowed {
        Some(handed_in(workspace, subject, at, &call).await?)
    } else {
        None
    };
    let counts = vec![
        ("language", input.language.as_str().to_owned()),
        ("comments", comments.len().to_string()),
        ("scores", scores.as_ref().map_or(0, Vec::len).to_string()),
    ];
    let page = workspace.deps.call_writer.case_file(&CaseFile {
        call: leaving(workspace, &call, at).await?,
        language: input.language,
        export_id: input.export_id,
        workspace: workspace.name.clone(),
        exported_by: workspace.user_name.clone(),
        role: subject.role,
        purpose: input.purpose,
        sound,
        corrections: corrections(workspace, call.id()).await?,
        comments,
        scores,
    });
    let file = OneFile {
        export_id: input.export_id,
        call: &call,
        purpose: input.purpose,
        format: "case_file",
        details: counts,
        path: input.path,
        replace: input.replace,
    };
    let reader = Arc::clone(&workspace.deps.recordings);
    file.write(workspace, &grant, move |file| {
        file.write_all(page.before.as_bytes()).map_err(unwritable)?;
        if let Some(recording) = recording {
            encode(recording, original, &*reader, file)?;
        }
        file.write_all(page.after.as_bytes()).map_err(unwritable)
    })
    .await
}

/// Who corrected what was captured.
async fn corrections(workspace: &Workspace, call: CallId) -> AppResult<Vec<CaseCorrection>> {
    let people = workspace.store.users().await?;
    let all = workspace.store.captured_corrections(call).await?;
    let each = all.into_iter().map(|one| CaseCorrection {
        variable: one.variable,
        by: name_of(&people, one.by),
        at: one.at,
        before: one.before,
        after: one.after,
        reason: one.reason,
        is_choice: one.choice_of.is_some(),
        withdrawn: one
            .withdrawn
            .map(|back| (name_of(&people, back.by), back.at)),
    });
    Ok(each.collect())
}

/// What people wrote for all to see. Private comments never leave, not even those of
/// whoever exports.
async fn comments(
    workspace: &Workspace,
    call: CallId,
    viewer: UserId,
) -> AppResult<Vec<ThreadView>> {
    let mut comments = workspace.store.comments(call).await?;
    comments.retain(|comment| !comment.private);
    let people = workspace.store.users().await?;
    Ok(threads(&comments, &people, viewer))
}

/// What browsers call the original, if all of them play it.
fn played_as(facts: &RecordingFacts) -> Option<&'static str> {
    match (facts.container.as_str(), facts.codec.as_str()) {
        ("wav", "pcm_s16le" | "pcm_u8") => Some("audio/wav"),
        ("mp3", _) => Some("audio/mpeg"),
        ("mp4", "aac") => Some("audio/mp4"),
        ("flac", _) => Some("audio/flac"),
        ("ogg", "opus" | "vorbis") => Some("audio/ogg"),
        _ => None,
    }
}

async fn sound(recording: &SealedRecording) -> AppResult<CaseSound> {
    let played = played_as(recording.facts());
    Ok(CaseSound {
        media_type: played.unwrap_or("audio/wav"),
        original: played.is_some(),
        sha256: recording.sha256().await?,
    })
}

fn sound_bytes(recording: &SealedRecording) -> u64 {
    let facts = recording.facts();
    match played_as(facts) {
        Some(_) => recording.byte_len(),
        None => facts.frames.saturating_mul(u64::from(facts.channels) * 2),
    }
}

/// The sound in Base64: the original bytes, or decoded into WAV.
fn encode(
    recording: SealedRecording,
    original: bool,
    reader: &dyn RecordingReader,
    file: &mut dyn Write,
) -> AppResult<()> {
    let mut encoder = EncoderWriter::new(file, &STANDARD);
    if original {
        let mut bytes = recording.bytes()?;
        let mut buffer = vec![0u8; 64 * 1024];
        loop {
            let read = bytes
                .read(&mut buffer)
                .map_err(|e| AppError::because(ErrorCode::MediaDamaged, e))?;
            if read == 0 {
                break;
            }
            encoder.write_all(&buffer[..read]).map_err(unwritable)?;
        }
    } else {
        let whole = Stretch {
            from_ms: 0,
            to_ms: u64::MAX,
        };
        reader.clip(
            recording.open()?,
            whole,
            None,
            ClipFormat::Wav,
            &mut encoder,
        )?;
    }
    encoder.finish().map(|_| ()).map_err(unwritable)
}
