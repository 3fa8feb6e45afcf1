//! From bytes to text: encodings, byte order marks and stray control
//! characters. Must not know any format.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use parley_app::import::{ImportNote, ImportNoteCode};

/// Text and how it was come by.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// The encoding's name when it was not UTF-8.
    encoding: Option<&'static str>,
    /// Whether some bytes had no meaning in that encoding.
    damaged: bool,
}

impl Decoded<'_> {
    pub(crate) fn notes(&self) -> Vec<ImportNote> {
        let mut notes = Vec::new();
        if let Some(encoding) = self.encoding {
            notes.push(ImportNote {
                code: ImportNoteCode::ReencodedFrom,
                detail: Some(encoding.to_owned()),
            });
        }
        if self.damaged {
            notes.push(ImportNote {
                code: ImportNoteCode::UndecodableText,
                detail: None,
            });
        }
        notes
    }
}

/// Decodes UTF-8 (with or without mark), UTF-16 with mark, else windows-1252.
/// `None` for binary content: a NUL within the first 1,024 bytes of what is
/// not UTF-16.
pub(crate) fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return Some(decode_utf16(rest, UTF_16LE, "utf-16le"));
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return Some(decode_utf16(rest, UTF_16BE, "utf-16be"));
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    if bytes.iter().take(1024).any(|byte| *byte == 0) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Decoded {
            text: Cow::Borrowed(text),
            encoding: None,
            damaged: false,
        });
    }
    Some(if is_mostly_utf8(bytes) {
        Decoded {
            text: String::from_utf8_lossy(bytes),
            encoding: None,
            damaged: true,
        }
    } else {
        decode_windows_1252(bytes)
    })
}

fn decode_utf16<'a>(
    bytes: &'a [u8],
    encoding: &'static encoding_rs::Encoding,
    name: &'static str,
) -> Decoded<'a> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text,
        encoding: Some(name),
        damaged,
    }
}

/// A UTF-8 text with a few broken bytes is not a windows-1252 text: reading it
/// as one would spoil every non-Latin letter in it.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad.saturating_mul(10)
}

fn decode_windows_1252(bytes: &[u8]) -> Decoded<'_> {
    // The five bytes without a character there become C1 controls.
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let damaged = text.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}'));
    let text = if damaged {
        Cow::Owned(
            text.chars()
                .map(|c| match c {
                    '\u{80}'..='\u{9f}' => char::REPLACEMENT_CHARACTER,
                    other => other,
                })
                .collect(),
        )
    } else {
        text
    };
    Decoded {
        text,
        encoding: Some("windows-1252"),
        damaged,
    }
}

/// `text` with line ends as `\n` and without C0 controls (but tab) and DEL.
pub(crate) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    cleaned.push('\n');
                }
            }
            '\n' | '\t' => cleaned.push(c),
            '\0'..='\u{1f}' | '\u{7f}' => {}
            _ => cleaned.push(c),
        }
    }
    cleaned
}

/// [`clean`]ed, trimmed and not empty.
pub(crate) fn stated(text: &str) -> Option<String> {
    let cleaned = clean(text);
    let trimmed = cleaned.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{clean, decode};

    fn codes(bytes: &[u8]) -> Vec<String> {
        let notes = decode(bytes).unwrap().notes();
        notes
            .into_iter()
            .map(|note| format!("{:?} {}", note.code, note.detail.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn reads_each_encoding() {
        assert_eq!(decode(b"\xef\xbb\xbfab").unwrap().text, "ab");
        assert_eq!(decode(b"\xff\xfea\0b\0").unwrap().text, "ab");
        assert_eq!(decode(b"\xfe\xff\0a\0b").unwrap().text, "ab");
        assert_eq!(decode(b"caf\xe9 \x80").unwrap().text, "café €");
        assert_eq!(codes(b"caf\xe9"), ["ReencodedFrom windows-1252"]);
        assert_eq!(codes(b"ab"), Vec::<String>::new());
    }

    #[test]
    fn says_when_bytes_had_no_meaning() {
        assert_eq!(decode(b"a\x81\xe9").unwrap().text, "a\u{fffd}é");
        assert_eq!(
            codes(b"a\x81\xe9"),
            ["ReencodedFrom windows-1252", "UndecodableText "]
        );
        assert_eq!(
            codes(b"\xff\xfe\x00\xd8a\0"),
            ["ReencodedFrom utf-16le", "UndecodableText "]
        );
        let mut hindi = "नमस्ते दुनिया".as_bytes().to_vec();
        hindi.push(0xff);
        assert!(decode(&hindi).unwrap().text.starts_with("नमस्ते"));
        assert_eq!(codes(&hindi), ["UndecodableText "]);
    }

    #[test]
    fn leaves_binary_alone() {
        assert!(decode(b"RIFF\0\0\0\0WAVE").is_none());
    }

    #[test]
    fn cleans_controls_and_line_ends() {
        assert_eq!(clean("a\0b\u{1b}[c\r\nd\re\tf\u{7f}"), "ab[c\nd\ne\tf");
    }
}
