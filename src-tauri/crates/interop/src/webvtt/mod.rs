//! WebVTT. Cues are read exactly as the standard's parser does: a cue with a
//! broken timing line is left out and counted. `<v Name>` names the speaker.
//! Source: W3C WebVTT, sections 6.1 to 6.4.

mod blocks;
mod cue_text;
mod write;

use parley_app::import::{CallDraft, Refusal};
use parley_domain::call::Side;

use crate::format::{Format, Input, MAX_SUBTITLE_BYTES, malformed};
use crate::roles::side_of;
use crate::transcript::{Spoken, Transcript};

pub(crate) use cue_text::{is_reference, unescaped};
pub(crate) use write::write;

/// A WebVTT file.
pub(crate) struct WebVtt;

impl Format for WebVtt {
    fn name(&self) -> &'static str {
        "webvtt"
    }

    fn max_bytes(&self) -> usize {
        MAX_SUBTITLE_BYTES
    }

    /// Besides the signature: its predecessor's, and cues in a `.vtt` file that
    /// lacks one, so that the refusal can say what is missing.
    fn recognise(&self, input: &Input<'_>) -> bool {
        let Some(text) = input.text() else {
            return false;
        };
        let named_vtt = input
            .file_name
            .rsplit_once('.')
            .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("vtt"));
        has_signature(text)
            || text.starts_with("WEBSRT")
            || (named_vtt && text.lines().take(50).any(|line| line.contains("-->")))
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let text = input.text().unwrap_or_default();
        if !has_signature(text) {
            return Err(malformed("WEBVTT signature"));
        }
        let parsed = blocks::parse(text);
        let mut transcript = Transcript::default();
        transcript.skip(parsed.broken);
        for cue in parsed.cues {
            for voiced in cue_text::voices(&cue.text) {
                let side = voiced
                    .side
                    .or_else(|| voiced.speaker.as_deref().and_then(side_of));
                transcript.push(Spoken {
                    side,
                    // The class alone, where the speaker has no name of its own.
                    speaker: voiced
                        .speaker
                        .filter(|name| voiced.side.is_none_or(|side| name != side_class(side))),
                    text: Some(voiced.text),
                    start: Some(cue.start),
                    end: Some(cue.end),
                    ..Spoken::default()
                });
            }
        }
        let mut draft = CallDraft::default();
        transcript.give_to(&mut draft);
        Ok(vec![draft])
    }
}

/// The voice's class by which Parley's own files tell the sides.
const fn side_class(side: Side) -> &'static str {
    match side {
        Side::Caller => "caller",
        Side::Agent => "agent",
        Side::Other => "other",
    }
}

fn side_of_class(class: &str) -> Option<Side> {
    [Side::Caller, Side::Agent, Side::Other]
        .into_iter()
        .find(|side| side_class(*side) == class)
}

fn has_signature(text: &str) -> bool {
    text.strip_prefix("WEBVTT")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}
