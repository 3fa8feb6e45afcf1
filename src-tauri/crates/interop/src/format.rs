//! What a format is, and the content it is shown. Decoding and JSON parsing
//! happen once per file, however many formats look at it.

use std::cell::OnceCell;

use parley_app::import::{CallDraft, ImportNote, ImportNoteCode, Refusal};
use serde_json::Value;

use crate::text::{self, Decoded};
use crate::transcript::note_with;

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

/// What came of parsing a content as JSON.
enum Parsed {
    NotJson,
    Json(Value),
    Broken {
        line: usize,
        column: usize,
    },
    /// Larger than is read, or with more parts than memory should be spent on.
    TooLarge,
}

/// One file's content, decoded and parsed on first use.
pub(crate) struct Input<'a> {
    pub(crate) file_name: &'a str,
    bytes: &'a [u8],
    text: OnceCell<Option<Decoded<'a>>>,
    json: OnceCell<Parsed>,
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
        match self.parsed() {
            Parsed::Json(json) => Some(json),
            _ => None,
        }
    }

    fn parsed(&self) -> &Parsed {
        self.json.get_or_init(|| {
            let Some(text) = self.text().filter(|text| looks_like_json(text)) else {
                return Parsed::NotJson;
            };
            if self.is_oversized() || is_heavy(text) {
                return Parsed::TooLarge;
            }
            match serde_json::from_str(text) {
                Ok(json) => Parsed::Json(json),
                Err(error) => Parsed::Broken {
                    line: error.line(),
                    column: error.column(),
                },
            }
        })
    }

    fn is_oversized(&self) -> bool {
        self.bytes.len() > MAX_JSON_BYTES
    }

    /// Whether it starts like JSON and cannot be parsed, or is too large to try.
    pub(crate) fn is_broken_json(&self) -> bool {
        matches!(self.parsed(), Parsed::Broken { .. } | Parsed::TooLarge)
    }

    /// The refusal of a file that no format claims.
    pub(crate) fn why_not_recognised(&self) -> Refusal {
        match self.parsed() {
            Parsed::TooLarge => {
                let mib = MAX_JSON_BYTES >> 20;
                Refusal::with(ImportNoteCode::TooLarge, format!("{mib} MiB"))
            }
            Parsed::Broken { line, column } => malformed(format!("line {line}, column {column}")),
            Parsed::NotJson | Parsed::Json(_) => Refusal::new(ImportNoteCode::NotRecognised),
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

/// Whether a text would take more than about 1 GiB once parsed. An object of one
/// member takes eight bytes to write and some seven hundred to hold.
fn is_heavy(text: &str) -> bool {
    const BUDGET: usize = 1 << 30;
    const PER_OBJECT: usize = 700;
    const PER_VALUE: usize = 64;
    let weight = text.bytes().fold(0usize, |weight, byte| {
        weight.saturating_add(match byte {
            b'{' => PER_OBJECT,
            b',' | b'[' => PER_VALUE,
            _ => 0,
        })
    });
    weight > BUDGET
}

/// Every item of a list by itself. What could not be read is counted in a note
/// on the first call; when nothing could, the first refusal is the file's.
pub(crate) fn each(
    items: &[Value],
    read: impl Fn(&Value) -> Result<CallDraft, Refusal>,
) -> Result<Vec<CallDraft>, Refusal> {
    let mut drafts = Vec::with_capacity(items.len());
    let mut refused = Vec::new();
    for item in items {
        match read(item) {
            Ok(draft) => drafts.push(draft),
            Err(refusal) => refused.push(refusal),
        }
    }
    let skipped = refused.len();
    match (drafts.first_mut(), refused.into_iter().next()) {
        (None, None) => return Err(not_a_call("empty list")),
        (None, Some(refusal)) => return Err(refusal),
        (Some(first), Some(_)) => {
            note_with(first, ImportNoteCode::EntriesSkipped, skipped.to_string());
        }
        (Some(_), None) => {}
    }
    Ok(drafts)
}

/// The refusal of JSON of a known shape that is no call; `what` is a format word.
pub(crate) fn not_a_call(what: impl Into<String>) -> Refusal {
    Refusal::with(ImportNoteCode::NotACall, what)
}

/// The refusal of a known format that is broken at `place`.
pub(crate) fn malformed(place: impl Into<String>) -> Refusal {
    Refusal::with(ImportNoteCode::Malformed, place)
}
