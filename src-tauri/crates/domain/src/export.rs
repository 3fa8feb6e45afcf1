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

closed_list! {
    /// What many calls are written as.
    CallsFormat {
        /// One spreadsheet, a line a call, without what was said.
        Csv = "csv",
        /// One list in Parley's own JSON.
        Json = "json",
        /// A folder with a file for each call.
        TextFiles = "text_files",
        SrtFiles = "srt_files",
        VttFiles = "vtt_files",
        JsonFiles = "json_files",
        VconFiles = "vcon_files",
    }
}

impl CallsFormat {
    /// What each call is written as; `None` where only its facts are.
    #[must_use]
    pub const fn transcript(self) -> Option<TranscriptFormat> {
        match self {
            Self::Csv => None,
            Self::TextFiles => Some(TranscriptFormat::Text),
            Self::SrtFiles => Some(TranscriptFormat::Srt),
            Self::VttFiles => Some(TranscriptFormat::Vtt),
            Self::Json | Self::JsonFiles => Some(TranscriptFormat::Json),
            Self::VconFiles => Some(TranscriptFormat::Vcon),
        }
    }

    /// Whether it is a folder with a file for each call.
    #[must_use]
    pub const fn is_folder(self) -> bool {
        !matches!(self, Self::Csv | Self::Json)
    }
}

closed_list! {
    /// What a stretch of a recording is written as: 16 bits a sample, the channels and
    /// the rate as recorded.
    ClipFormat {
        Wav = "wav",
        Flac = "flac",
    }
}

closed_list! {
    /// The languages a case file is written in.
    CaseLanguage {
        En = "en",
        Hi = "hi",
    }
}
