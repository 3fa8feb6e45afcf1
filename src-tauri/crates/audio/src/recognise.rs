//! Tells what a file is by its first bytes. The name is only compared afterwards.
//!
//! A file without a known signature is never guessed to be raw samples: noise
//! played as speech is worse than a refusal.

use crate::mp3::FrameHeader;

/// Containers Parley knows of, decodable or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Container {
    Wav,
    Mp3,
    Mp4,
    Flac,
    Ogg,
    /// WAV with 64-bit sizes.
    Rf64,
    /// Sony Wave64.
    W64,
    Amr,
    AmrWb,
    /// Matroska and WebM.
    WebM,
    /// Bare AAC frames (ADTS).
    Adts,
    Aiff,
    Caf,
    /// Windows Media.
    Asf,
}

impl Container {
    /// The lower-case word used in facts and refusals.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Wav => "wav",
            Self::Mp3 => "mp3",
            Self::Mp4 => "mp4",
            Self::Flac => "flac",
            Self::Ogg => "ogg",
            Self::Rf64 => "rf64",
            Self::W64 => "w64",
            Self::Amr => "amr",
            Self::AmrWb => "amr-wb",
            Self::WebM => "webm",
            Self::Adts => "adts",
            Self::Aiff => "aiff",
            Self::Caf => "caf",
            Self::Asf => "wma",
        }
    }

    /// Whether Parley has a decoder for some codec in it.
    #[must_use]
    pub fn is_readable(self) -> bool {
        matches!(
            self,
            Self::Wav | Self::Mp3 | Self::Mp4 | Self::Flac | Self::Ogg
        )
    }

    /// The endings under which such a file usually goes, without dot, lower case.
    #[must_use]
    pub fn usual_endings(self) -> &'static [&'static str] {
        match self {
            Self::Wav | Self::Rf64 => &["wav", "wave", "bwf"],
            Self::Mp3 => &["mp3", "mpga", "mpeg"],
            Self::Mp4 => &["m4a", "mp4", "m4b", "mov", "3gp", "aac"],
            Self::Flac => &["flac"],
            Self::Ogg => &["ogg", "oga", "opus", "spx"],
            Self::W64 => &["w64"],
            Self::Amr | Self::AmrWb => &["amr", "awb", "3ga"],
            Self::WebM => &["webm", "weba", "mkv", "mka"],
            Self::Adts => &["aac", "adts"],
            Self::Aiff => &["aif", "aiff", "aifc"],
            Self::Caf => &["caf"],
            Self::Asf => &["wma", "asf"],
        }
    }
}

/// The container whose signature `head` (the first bytes of a file; 4 KiB are
/// plenty) carries, or `None`.
#[must_use]
pub fn recognise(head: &[u8]) -> Option<Container> {
    let at = |offset: usize, magic: &[u8]| {
        head.get(offset..)
            .is_some_and(|rest| rest.starts_with(magic))
    };
    let found = if at(0, b"RIFF") && at(8, b"WAVE") {
        Container::Wav
    } else if (at(0, b"RF64") || at(0, b"BW64")) && at(8, b"WAVE") {
        Container::Rf64
    } else if at(0, b"riff\x2e\x91\xcf\x11") {
        Container::W64
    } else if at(0, b"fLaC") {
        Container::Flac
    } else if at(0, b"OggS") {
        Container::Ogg
    } else if at(4, b"ftyp") {
        Container::Mp4
    } else if at(0, b"#!AMR-WB") {
        Container::AmrWb
    } else if at(0, b"#!AMR") {
        Container::Amr
    } else if at(0, &[0x1a, 0x45, 0xdf, 0xa3]) {
        Container::WebM
    } else if at(0, b"FORM") && (at(8, b"AIFF") || at(8, b"AIFC")) {
        Container::Aiff
    } else if at(0, b"caff\0\x01") {
        Container::Caf
    } else if at(0, &[0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]) {
        Container::Asf
    } else {
        return recognise_by_frames(head);
    };
    Some(found)
}

/// MP3 and ADTS have no file signature: an ID3 tag, or frames that follow one another.
fn recognise_by_frames(head: &[u8]) -> Option<Container> {
    if let Some(tag) = head.strip_prefix(b"ID3") {
        // A FLAC or AAC file may carry an ID3 tag too; look behind it if it is short.
        let behind = id3_len(tag).and_then(|len| head.get(len..));
        return match behind {
            Some(rest) if rest.starts_with(b"fLaC") => Some(Container::Flac),
            Some(rest) if is_adts(rest) => Some(Container::Adts),
            _ => Some(Container::Mp3),
        };
    }
    if two_mp3_frames(head) {
        return Some(Container::Mp3);
    }
    is_adts(head).then_some(Container::Adts)
}

/// Whether `bytes` begins with an MPEG layer 3 frame that another one follows
/// (or whose end lies beyond `bytes`, if `bytes` holds but one frame).
fn two_mp3_frames(bytes: &[u8]) -> bool {
    let header = |from: usize| {
        let head: [u8; 4] = bytes.get(from..from + 4)?.try_into().ok()?;
        FrameHeader::parse(head)
    };
    let Some(first) = header(0) else {
        return false;
    };
    header(first.byte_len()).is_some_and(|second| second.continues(&first))
}

fn is_adts(bytes: &[u8]) -> bool {
    let frame_len = |from: usize| -> Option<usize> {
        let h = bytes.get(from..from + 7)?;
        let sync = h[0] == 0xff && h[1] & 0xf6 == 0xf0;
        let rate_known = (h[2] >> 2) & 0x0f < 13;
        let len = usize::from(h[3] & 3) << 11 | usize::from(h[4]) << 3 | usize::from(h[5] >> 5);
        (sync && rate_known && len > 7).then_some(len)
    };
    frame_len(0).is_some_and(|first| frame_len(first).is_some())
}

/// The whole length of an ID3v2 tag in bytes; `tag` begins after the letters `ID3`.
pub(crate) fn id3_len(tag: &[u8]) -> Option<usize> {
    let size = tag.get(3..7)?;
    let footer = if tag.get(2)? & 0x10 != 0 { 10 } else { 0 };
    let body = size
        .iter()
        .fold(0usize, |len, byte| len << 7 | usize::from(byte & 0x7f));
    Some(10 + body + footer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_told_apart() {
        assert_eq!(recognise(b"RIFF\0\0\0\0WAVEfmt "), Some(Container::Wav));
        assert_eq!(
            recognise(b"RF64\xff\xff\xff\xffWAVEds64"),
            Some(Container::Rf64)
        );
        assert_eq!(recognise(b"RIFF\0\0\0\0AVI LIST"), None);
        assert_eq!(recognise(b"#!AMR\n\x3c"), Some(Container::Amr));
        assert_eq!(recognise(b"#!AMR-WB\n"), Some(Container::AmrWb));
        assert_eq!(recognise(b""), None);
    }

    #[test]
    fn one_sync_word_is_not_an_mp3() {
        let mut bytes = vec![0u8; 4096];
        bytes[..4].copy_from_slice(&[0xff, 0xfb, 0x90, 0x00]);
        assert_eq!(recognise(&bytes), None);
        // 128 kbit/s at 44.1 kHz: 417 bytes a frame.
        bytes[417..421].copy_from_slice(&[0xff, 0xfb, 0x90, 0x00]);
        assert_eq!(recognise(&bytes), Some(Container::Mp3));
    }
}
