//! What calls are written as when they leave the workspace.

use crate::closed_list::closed_list;

closed_list! {
    /// The formats of one call's transcript and data.
    TranscriptFormat {
        /// For reading.
        Text = "text",
        /// SubRip subtitles.
        Srt = "srt",
        /// WebVTT subtitles.
        Vtt = "vtt",
        /// Parley's own JSON: everything that is known of the call.
        Json = "json",
        /// The IETF's container for conversations.
        Vcon = "vcon",
    }
}

impl TranscriptFormat {
    /// What such a file's name ends in, without the point.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Srt => "srt",
            Self::Vtt => "vtt",
            Self::Json => "json",
            Self::Vcon => "vcon",
        }
    }
}
