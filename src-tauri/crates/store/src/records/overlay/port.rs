//! The port, answered.

use async_trait::async_trait;
use parley_app::error::AppResult;
use parley_app::ports::Overlays;
use parley_domain::ids::CallId;
use parley_domain::transcript::{Correction, SpeakerChange, Voice};

use super::{corrections, speakers};
use crate::records::Records;

#[async_trait]
impl Overlays for Records {
    async fn corrections(&self, call: CallId) -> AppResult<Vec<Correction>> {
        Ok(corrections::of_call(&self.db, &self.tenant, call).await?)
    }

    async fn speaker_changes(&self, call: CallId) -> AppResult<Vec<SpeakerChange>> {
        Ok(speakers::of_call(&self.db, &self.tenant, call).await?)
    }

    async fn calls_with_voice(&self, voice: &Voice) -> AppResult<u32> {
        Ok(speakers::calls_with_voice(&self.db, &self.tenant, voice).await?)
    }
}
