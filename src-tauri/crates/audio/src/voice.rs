//! Where somebody is heard in a recording, channel by channel. What is done with it
//! (what is skipped, and what is kept around a word) is the domain's.

use earshot::Detector;
use parley_app::error::{AppError, AppResult};
use parley_app::ports::PlayableRecording;
use parley_domain::error_code::ErrorCode;
use parley_domain::listening::Span;

use crate::cursor::RecordingCursor;
use crate::fault::DecodeFault;
use crate::player::conversion::Conversion;

/// What the detector listens to: 16 ms at 16 kHz.
const RATE_HZ: u32 = 16_000;
const FRAME: usize = 256;
const FRAME_MS: u64 = 16;

/// Above it a frame is voice. Measured on the demo calls, clean and under pink noise
/// (18 and 28 dB below full scale): at 0.35 at most 0.025 % of the labelled words' time
/// is outside before anything is kept around them, at 0.5 0.048 %; at 0.2 line noise
/// alone is voice nine tenths of the time.
const THRESHOLD: f32 = 0.35;

/// Decoded at a time, frames of the recording.
const STEP: usize = 8_192;

/// # Errors
/// `recording_undecodable`.
pub(crate) fn voice(recording: PlayableRecording) -> AppResult<Vec<Vec<Span>>> {
    listen(recording).map_err(|e| AppError::because(ErrorCode::RecordingUndecodable, e))
}

fn listen(recording: PlayableRecording) -> Result<Vec<Vec<Span>>, DecodeFault> {
    let PlayableRecording {
        stream,
        facts,
        seek_index,
        ..
    } = recording;
    let mut cursor = RecordingCursor::open(stream, &facts, &seek_index)?;
    let channels = usize::from(cursor.channels());
    let mut conversion = Conversion::new(cursor.channels(), cursor.rate_hz(), RATE_HZ);
    let mut decoded = vec![0.0; STEP * channels];
    let mut frames: Vec<[f32; 2]> = Vec::new();
    conversion.push_silence(conversion.lead(), &mut frames);
    let mut ears: Vec<Ear> = (0..channels).map(|_| Ear::default()).collect();
    loop {
        let got = cursor.read(&mut decoded)?;
        match decoded.get(..got * channels) {
            Some(sound) if got > 0 => conversion.push(sound, &mut frames),
            _ => conversion.finish(&mut frames),
        }
        let whole = frames.len() - frames.len() % FRAME;
        for (channel, ear) in ears.iter_mut().enumerate() {
            for block in frames[..whole].chunks_exact(FRAME) {
                ear.hear(block, channel);
            }
        }
        frames.drain(..whole);
        if got == 0 {
            break;
        }
    }
    Ok(ears.into_iter().map(|ear| ear.voice).collect())
}

/// One channel on its way through the detector.
struct Ear {
    detector: Box<Detector>,
    heard: u64,
    voice: Vec<Span>,
}

impl Default for Ear {
    fn default() -> Self {
        Self {
            detector: Detector::default_boxed(),
            heard: 0,
            voice: Vec::new(),
        }
    }
}

impl Ear {
    fn hear(&mut self, block: &[[f32; 2]], channel: usize) {
        let mut samples = [0.0; FRAME];
        for (sample, frame) in samples.iter_mut().zip(block) {
            // What was drawn up to another rate may pass full scale a little.
            *sample = frame[channel.min(1)].clamp(-1.0, 1.0);
        }
        let at = ms(self.heard * FRAME_MS);
        let end = ms((self.heard + 1) * FRAME_MS);
        self.heard += 1;
        if self.detector.predict_f32(&samples) < THRESHOLD {
            return;
        }
        match self.voice.last_mut() {
            Some(last) if last.to_ms == at => last.to_ms = end,
            // The detector looks one frame back: a soft beginning is in the one before.
            _ => self.voice.push(Span {
                from_ms: at.saturating_sub(ms(FRAME_MS)),
                to_ms: end,
            }),
        }
    }
}

fn ms(ms: u64) -> u32 {
    u32::try_from(ms).unwrap_or(u32::MAX)
}
