//! No recogniser: the caller is heard to speak and understood by keys alone. For a gateway
//! that no provider is set up for. Must not know: the call.

use async_trait::async_trait;
use parley_voice::dialogue::Tongue;

use crate::live::speech_in::{Sound, SpeechIn, SpeechInError, Words};

#[derive(Debug, Clone, Copy, Default)]
pub struct KeysOnly;

#[async_trait]
impl SpeechIn for KeysOnly {
    async fn listen(
        &self,
        _tongue: Tongue,
        mut sound: Sound,
        _words: Words,
    ) -> Result<(), SpeechInError> {
        while sound.next().await.is_some() {}
        Ok(())
    }
}
