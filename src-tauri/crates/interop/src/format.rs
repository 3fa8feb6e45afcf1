//! What a format is, and the content it is shown. Decoding and JSON parsing
//! happen once per file, however many formats look at it.

use std::cell::OnceCell;

use parley_app::import::{CallDraft, ImportNote, ImportNoteCode, Refusal};
use serde_json::Value;

use crate::text::{self, Decoded};

/// The most that is read of any JSON format; a vCon with an inline recording of
/// an hour at telephone quality is about half of it.
pub(crate) const MAX_JSON_BYTES: usize = 64 << 20;
/// The most that is read of a subtitle file: a day of speech is about 2 MiB.
pub(crate) const MAX_SUBTITLE_BYTES: usize = 16 << 20;

/// One format of call data.
pub(crate) trait Format: Sync {
    /// The format's name, as reports show it.
    fn name(&self) -> &'static str;

    /// The largest file this format reads.
    fn max_bytes(&self) -> usize {
        MAX_JSON_BYTES
    }

    /// Whether the content is of this format. Judges the content; a file's
    /// ending may only support what the content already suggests.
    fn recognise(&self, input: &Input<'_>) -> bool;

    /// The calls in it. Only called after [`Format::recognise`] said yes.
    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal>;
}

/// One file's content, decoded and parsed on first use.
pub(crate) struct Input<'a> {
    pub(crate) file_name: &'a str,
    bytes: &'a [u8],
    text: OnceCell<Option<Decoded<'a>>>,
    json: OnceCell<Option<serde_json::Result<Value>>>,
}

impl<'a> Input<'a> {
    pub(crate) fn new(file_name: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            file_name,
            bytes,
            text: OnceCell::new(),
            json: OnceCell::new(),
        }
    }

    /// The content as text; `None` when it is binary. Of a file too large for
    /// any format only the head, enough to name its format.
    pub(crate) fn text(&self) -> Option<&str> {
        self.decoded().map(|decoded| &*decoded.text)
    }

    fn decoded(&self) -> Option<&Decoded<'a>> {
        self.text
            .get_or_init(|| {
                const HEAD: usize = 4096;
                let part = if self.is_oversized() {
                    self.bytes.get(..HEAD).unwrap_or(self.bytes)
                } else {
                    self.bytes
                };
                text::decode(part)
            })
            .as_ref()
    }

    /// The content as JSON, if it is.
    pub(crate) fn json(&self) -> Option<&Value> {
        self.parsed().and_then(|result| result.as_ref().ok())
    }

    fn parsed(&self) -> Option<&serde_json::Result<Value>> {
        self.json
            .get_or_init(|| {
                if self.is_oversized() {
                    return None;
                }
                let text = self.text()?;
                looks_like_json(text).then(|| serde_json::from_str(text))
            })
            .as_ref()
    }

    fn is_oversized(&self) -> bool {
        self.bytes.len() > MAX_JSON_BYTES
    }

    /// Whether it starts like JSON and cannot be parsed, or is too large to try.
    pub(crate) fn is_broken_json(&self) -> bool {
        if self.is_oversized() {
            return self.text().is_some_and(looks_like_json);
        }
        matches!(self.parsed(), Some(Err(_)))
    }

    /// The refusal of a file that no format claims.
    pub(crate) fn why_not_recognised(&self) -> Refusal {
        if self.is_oversized() && self.is_broken_json() {
            let mib = MAX_JSON_BYTES >> 20;
            return Refusal::with(ImportNoteCode::TooLarge, format!("{mib} MiB"));
        }
        match self.parsed() {
            Some(Err(error)) => Refusal::with(
                ImportNoteCode::Malformed,
                format!("line {}, column {}", error.line(), error.column()),
            ),
            _ => Refusal::new(ImportNoteCode::NotRecognised),
        }
    }

    /// The notes on how the text was read.
    pub(crate) fn encoding_notes(&self) -> Vec<ImportNote> {
        self.decoded().map(Decoded::notes).unwrap_or_default()
    }
}

/// `{`, or `[` followed by what an array of objects starts with: a chat export
/// opens with `[12/03/24, 10:15:00]` and is not JSON.
fn looks_like_json(text: &str) -> bool {
    let text = text.trim_start();
    if text.starts_with('{') {
        return true;
    }
    text.strip_prefix('[')
        .is_some_and(|rest| rest.trim_start().starts_with(['{', '[', ']', '"']))
}

/// The refusal of JSON of a known shape that is no call; `what` is a format word.
pub(crate) fn not_a_call(what: impl Into<String>) -> Refusal {
    Refusal::with(ImportNoteCode::NotACall, what)
}

/// The refusal of a known format that is broken at `place`.
pub(crate) fn malformed(place: impl Into<String>) -> Refusal {
    Refusal::with(ImportNoteCode::Malformed, place)
}
