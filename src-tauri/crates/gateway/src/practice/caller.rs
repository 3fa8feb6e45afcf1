//! The caller's side of a practice call: what a microphone hears, or silence. Must not
//! know: the call.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use parley_app::ports::{Microphone, MicrophoneLine, PlayerError};
use parley_voice::sound::g711::to_ulaw;
use parley_voice::time::FRAME;

use super::wire::SILENCE;

/// More than this is thrown away, in samples: the caller is not heard later than they
/// speak. 120 ms.
const MOST: usize = 960;

#[derive(Default)]
pub struct Caller {
    heard: Arc<Mutex<VecDeque<i16>>>,
    /// The device is left with the call.
    _line: Option<Box<dyn MicrophoneLine>>,
}

impl Caller {
    /// A caller who is heard.
    pub fn speaking(microphone: &dyn Microphone) -> Result<Self, PlayerError> {
        let heard = Arc::<Mutex<VecDeque<i16>>>::default();
        let to = Arc::clone(&heard);
        let line = microphone.open(Box::new(move |samples| {
            let mut heard = to.lock().unwrap_or_else(PoisonError::into_inner);
            heard.extend(samples);
            let late = heard.len().saturating_sub(MOST);
            heard.drain(..late);
        }))?;
        Ok(Self {
            heard,
            _line: Some(line),
        })
    }

    /// The next 20 ms, µ-law.
    pub fn frame(&self) -> Vec<u8> {
        let frame = usize::try_from(FRAME.0).unwrap_or_default();
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let length = heard.len().min(frame);
        let mut codes: Vec<u8> = heard.drain(..length).map(to_ulaw).collect();
        codes.resize(frame, SILENCE);
        codes
    }
}
