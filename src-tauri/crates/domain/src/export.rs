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
        PdfFiles = "pdf_files",
    }
}

/// What one of many calls is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EachCall {
    /// A line of facts, without what was said.
    Line,
    Transcript(TranscriptFormat),
    /// Pages for reading and printing.
    Paper,
}

impl EachCall {
    /// What such a file's name ends in, without the point.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Line => "csv",
            Self::Transcript(format) => format.ending(),
            Self::Paper => "pdf",
        }
    }
}

impl CallsFormat {
    /// What each call is written as.
    #[must_use]
    pub const fn each(self) -> EachCall {
        match self {
            Self::Csv => EachCall::Line,
            Self::TextFiles => EachCall::Transcript(TranscriptFormat::Text),
            Self::SrtFiles => EachCall::Transcript(TranscriptFormat::Srt),
            Self::VttFiles => EachCall::Transcript(TranscriptFormat::Vtt),
            Self::Json | Self::JsonFiles => EachCall::Transcript(TranscriptFormat::Json),
            Self::VconFiles => EachCall::Transcript(TranscriptFormat::Vcon),
            Self::PdfFiles => EachCall::Paper,
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
    /// The languages a case file and a PDF are written in.
    CaseLanguage {
        En = "en",
        Hi = "hi",
    }
}
