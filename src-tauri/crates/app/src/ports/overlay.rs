//! What lies over the imported transcripts: corrections and speakers. Part of the
//! port behind which the workspace's records live.

use async_trait::async_trait;
use parley_domain::ids::{CallId, CorrectionId, SpeakerChangeId};
use parley_domain::transcript::{Correction, SpeakerChange, Voice, Withdrawal};

use crate::error::AppResult;

/// One change of what lies over transcripts. Search finds the text that stands after
/// it, under the side that speaks after it; a call's row tells how long each side then
/// spoke.
#[derive(Debug, Clone)]
pub enum OverlayChange {
    /// Adds a correction of one of the call's turns.
    Correct {
        call_id: CallId,
        correction: Correction,
    },
    /// Takes back a correction that nobody took back before; otherwise `conflict`.
    WithdrawCorrection {
        call_id: CallId,
        id: CorrectionId,
        withdrawal: Withdrawal,
    },
    /// Adds a change of who spoke; without a call it is about all of them.
    ChangeSpeakers {
        call_id: Option<CallId>,
        change: SpeakerChange,
    },
    /// Takes back a change that nobody took back before; otherwise `conflict`.
    WithdrawSpeakers {
        id: SpeakerChangeId,
        withdrawal: Withdrawal,
    },
}

/// What lies over transcripts, withdrawn or not.
#[async_trait]
pub trait Overlays: Send + Sync {
    /// Of all turns of a call, oldest first.
    async fn corrections(&self, call: CallId) -> AppResult<Vec<Correction>>;
    /// Those of the call and those of all calls, oldest first.
    async fn speaker_changes(&self, call: CallId) -> AppResult<Vec<SpeakerChange>>;
    /// In how many calls the source has this voice.
    async fn calls_with_voice(&self, voice: &Voice) -> AppResult<u32>;
}
