//! The shape of the sound, for drawing.

use std::io::Read as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use parley_domain::access::{Grant, kinds::RecordingListen};
use parley_domain::call::Side;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use serde::{Deserialize, Serialize};

use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetPeaks {
    pub call_id: CallId,
    pub from_ms: u32,
    /// Exclusive; past the end is cut.
    pub to_ms: u32,
    /// How many pairs to answer with, 1 to 8192.
    pub buckets: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PeakLane {
    pub side: Side,
    /// Base64 of signed bytes: (min, max) for each bucket, full scale ±127.
    pub peaks: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PeaksLanesView {
    /// Caller first; a mono recording has one lane of side `other`.
    pub lanes: Vec<PeakLane>,
    #[ts(as = "f64")]
    pub duration_ms: u64,
}

/// The side of a recording's channel.
pub(crate) const fn side_of(channel: u8, channels: u16, caller_channel: u8) -> Side {
    match channels {
        2 if channel == caller_channel => Side::Caller,
        2 => Side::Agent,
        _ => Side::Other,
    }
}

/// # Errors
/// `not_found`, `no_recording`, `media_missing`, `media_damaged`.
pub async fn peaks_get(
    workspace: &Workspace,
    _grant: Grant<RecordingListen>,
    input: GetPeaks,
) -> AppResult<PeaksLanesView> {
    let call = super::existing(workspace, input.call_id).await?;
    let (Some((_, facts)), Some(peaks_id)) = (call.recording, call.peaks) else {
        return Err(ErrorCode::NoRecording.into());
    };
    let record = workspace
        .store
        .media(peaks_id)
        .await?
        .ok_or(AppError::new(ErrorCode::MediaMissing))?;
    let media = Arc::clone(&workspace.media);
    let recordings = Arc::clone(&workspace.deps.recordings);
    let buckets = input.buckets.clamp(1, 8192);
    let view = blocking(move || {
        let mut stream = media.open(&record)?;
        let mut bytes = Vec::new();
        stream
            .read_to_end(&mut bytes)
            .map_err(|e| AppError::because(ErrorCode::MediaDamaged, e))?;
        recordings
            .peaks(&bytes, input.from_ms.into(), input.to_ms.into(), buckets)
            .map_err(|e| AppError::because(ErrorCode::MediaDamaged, e))
    })
    .await?;
    let mut lanes: Vec<PeakLane> = view
        .channels
        .iter()
        .zip(0u8..)
        .map(|(pairs, channel)| PeakLane {
            side: side_of(channel, facts.channels, call.caller_channel),
            peaks: STANDARD.encode(
                pairs
                    .iter()
                    .flat_map(|&(min, max)| [min.cast_unsigned(), max.cast_unsigned()])
                    .collect::<Vec<u8>>(),
            ),
        })
        .collect();
    lanes.sort_by_key(|lane| lane.side);
    Ok(PeaksLanesView {
        lanes,
        duration_ms: view.duration_ms,
    })
}
