//! A transcript for reading, in plain text, that can be read back. The head has one
//! fact a line; then each turn starts a line of its own, and the further lines of its
//! text stand in by four spaces:
//!
//! ```text
//! Parley transcript
//! Started: 2026-05-12T05:12:00.000Z
//! …
//!
//! [0:01:02.340 - 0:01:05.000] Agent (Asha): Tuesday at three?
//!     Or Wednesday.
//! ```
//!
//! Head and labels are English whatever the screen's language, for the sake of
//! whoever reads the file by program.

mod read;
mod times;
mod write;

use parley_app::import::{CallDraft, Refusal};

use crate::format::{Format, Input, MAX_SUBTITLE_BYTES};

pub(crate) use write::write;

/// The first line.
const SIGNATURE: &str = "Parley transcript";
/// What further lines of a turn start with.
const INDENT: &str = "    ";

/// A transcript that Parley wrote for reading.
pub(crate) struct Plain;

impl Format for Plain {
    fn name(&self) -> &'static str {
        "text"
    }

    fn max_bytes(&self) -> usize {
        MAX_SUBTITLE_BYTES
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        input
            .text()
            .is_some_and(|text| text.lines().next() == Some(SIGNATURE))
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        Ok(vec![read::draft(input.text().unwrap_or_default())])
    }
}
