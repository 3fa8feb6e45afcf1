//! Formats that are written in a line, so that a test shows what it imports.
//!
//! Call data: `call` begins one; then `caller`, `phone`, `agent`, `recording` and a
//! colon, `noted:` a captured variable's name and value, `> ` what the caller said, `< ` what the agent said, a turn each two
//! seconds. A recording: `tone MILLIS CHANNELS`, or µ-law WAV as running calls leave it.

use std::io::{Read as _, Write};

use parley_domain::call::{CapturedVariable, Side, Turn};
use parley_domain::export::ClipFormat;
use parley_domain::listening::{Route, Span};

use crate::calls::{WAV_HEADER, wav_header};
use crate::error::AppResult;
use crate::import::{CallDraft, ImportNoteCode, RecordingRef, Refusal};
use crate::ports::{
    CallDataReader, MediaStream, PeaksView, PlayableRecording, RecordingFacts, RecordingReader,
    RecordingScan, Stretch,
};

/// Reads call data as above.
#[derive(Debug, Clone, Copy)]
pub struct PlainCallData;

impl CallDataReader for PlainCallData {
    fn recognise(&self, _file_name: &str, bytes: &[u8]) -> Option<&'static str> {
        bytes.starts_with(b"call\n").then_some("plain")
    }

    fn read(&self, _file_name: &str, bytes: &[u8]) -> Result<Vec<CallDraft>, Refusal> {
        let malformed = |line: usize| Refusal::with(ImportNoteCode::Malformed, line.to_string());
        let text = std::str::from_utf8(bytes).map_err(|_| malformed(0))?;
        let mut drafts: Vec<CallDraft> = Vec::new();
        for (line, number) in text.lines().zip(1..) {
            if line == "call" {
                drafts.push(CallDraft::default());
                continue;
            }
            let draft = drafts.last_mut().ok_or_else(|| malformed(number))?;
            let (name, value) = line.split_once(' ').ok_or_else(|| malformed(number))?;
            let value = value.to_owned();
            match name {
                ">" => say(draft, Side::Caller, value),
                "<" => say(draft, Side::Agent, value),
                "caller:" => draft.caller.name = Some(value),
                "phone:" => draft.caller.phone = Some(value),
                "agent:" => draft.agent.name = Some(value),
                "noted:" => {
                    let (name, value) = value.split_once(' ').ok_or_else(|| malformed(number))?;
                    draft.variables.push(CapturedVariable {
                        name: name.to_owned(),
                        value: value.to_owned(),
                        said_at_ms: None,
                    });
                }
                "recording:" => {
                    draft.recording = Some(RecordingRef::Sidecar {
                        file_name: value,
                        caller_channel: None,
                        stated_hash: None,
                    });
                }
                _ => return Err(malformed(number)),
            }
        }
        Ok(drafts)
    }
}

fn say(draft: &mut CallDraft, side: Side, text: String) {
    let start_ms = u32::try_from(draft.turns.len() * 2_000).unwrap_or(u32::MAX);
    draft.turns.push(Turn {
        side,
        speaker: None,
        text,
        start_ms: Some(start_ms),
        end_ms: Some(start_ms.saturating_add(1_500)),
        words: Vec::new(),
    });
}

/// Reads recordings as above.
#[derive(Debug, Clone, Copy)]
pub struct PlainRecordings;

fn facts(bytes: &[u8]) -> Option<RecordingFacts> {
    if bytes.starts_with(b"RIFF") {
        return left_by_a_call(bytes);
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let mut words = text.strip_prefix("tone ")?.split_whitespace();
    let frames = words.next()?.parse().ok()?;
    Some(RecordingFacts {
        codec: "tone".to_owned(),
        container: "plain".to_owned(),
        rate_hz: 1_000,
        channels: words.next()?.parse().ok()?,
        frames,
        notes: Vec::new(),
    })
}

/// By the header alone, which must be one that such a file has.
fn left_by_a_call(bytes: &[u8]) -> Option<RecordingFacts> {
    let header = bytes.first_chunk::<WAV_HEADER>()?;
    let channels = u16::from(*header.get(22)?);
    let data = bytes.get(WAV_HEADER..)?;
    let frames = (data.len() as u64).checked_div(channels.into())?;
    (*header == wav_header(channels, frames)).then(|| RecordingFacts {
        codec: "pcm_mulaw".to_owned(),
        container: "wav".to_owned(),
        rate_hz: 8_000,
        channels,
        frames,
        notes: Vec::new(),
    })
}

impl RecordingReader for PlainRecordings {
    fn recognise(&self, _file_name: &str, head: &[u8]) -> Option<&'static str> {
        head.starts_with(b"tone ").then_some("plain")
    }

    fn scan(
        &self,
        _file_name: &str,
        mut stream: Box<dyn MediaStream>,
    ) -> Result<RecordingScan, Refusal> {
        let mut bytes = Vec::new();
        let read = stream.read_to_end(&mut bytes);
        read.map_err(|_| Refusal::new(ImportNoteCode::Unreadable))?;
        let facts = facts(&bytes).ok_or(Refusal::new(ImportNoteCode::NoAudioFrames))?;
        Ok(RecordingScan {
            facts,
            peaks: bytes,
            seek_index: Vec::new(),
        })
    }

    fn peaks(
        &self,
        peaks: &[u8],
        _from_ms: u64,
        _to_ms: u64,
        buckets: u32,
    ) -> Result<PeaksView, Refusal> {
        let malformed = || Refusal::new(ImportNoteCode::Malformed);
        let facts = facts(peaks).ok_or_else(malformed)?;
        let lane = vec![(-64, 64); buckets as usize];
        Ok(PeaksView {
            channels: vec![lane; usize::from(facts.channels)],
            duration_ms: facts.duration_ms(),
        })
    }

    /// Half a second of each four, on the channels in turn.
    fn voice(&self, recording: PlayableRecording) -> AppResult<Vec<Vec<Span>>> {
        let end = u32::try_from(recording.facts.duration_ms()).unwrap_or(u32::MAX);
        let channels = usize::from(recording.facts.channels.max(1));
        let mut voice = vec![Vec::new(); channels];
        for (number, from_ms) in (0..end).step_by(4_000).enumerate() {
            let to_ms = from_ms.saturating_add(500).min(end);
            if let Some(lane) = voice.get_mut(number % channels) {
                lane.push(Span { from_ms, to_ms });
            }
        }
        Ok(voice)
    }

    fn clip(
        &self,
        recording: PlayableRecording,
        stretch: Stretch,
        route: Option<&Route>,
        _format: ClipFormat,
        out: &mut dyn Write,
    ) -> AppResult<()> {
        super::writers::clip(&recording, stretch, route, out)
    }
}
