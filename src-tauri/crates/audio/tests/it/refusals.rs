//! What is not read, and what is read with a note.

use std::io::Cursor;

use parley_app::import::{ImportNoteCode as Code, Refusal};
use parley_app::ports::{RecordingReader as _, RecordingScan};
use parley_audio::Recordings;

use crate::common::{bytes, encoded, sample, scan};

fn scan_bytes(name: &str, bytes: Vec<u8>) -> Result<RecordingScan, Refusal> {
    Recordings.scan(name, Box::new(Cursor::new(bytes)))
}

fn refusal(name: &str, bytes: Vec<u8>) -> (Code, Option<String>) {
    let refusal = scan_bytes(name, bytes).unwrap_err();
    (refusal.code, refusal.detail)
}

fn codes(scan: &RecordingScan) -> Vec<Code> {
    scan.facts.notes.iter().map(|note| note.code).collect()
}

#[test]
fn raw_samples_are_never_guessed() {
    let bytes = bytes(&sample("missing_wav_header.wav"));
    assert_eq!(Recordings.recognise("missing_wav_header.wav", &bytes), None);
    assert_eq!(
        refusal("missing_wav_header.wav", bytes),
        (Code::NotRecognised, None)
    );
}

#[test]
fn unknown_codecs_are_named() {
    let named = |name: &str| (Code::CodecNotSupported, Some(name.to_owned()));
    assert_eq!(
        refusal("ab_call.wav", bytes(&sample("ab_call.wav"))),
        named("gsm")
    );
    assert_eq!(refusal("a.amr", b"#!AMR\n\x3c\0\0".to_vec()), named("amr"));
    assert_eq!(
        refusal("a.wav", b"RF64\xff\xff\xff\xffWAVEds64".to_vec()),
        named("rf64")
    );
    assert_eq!(
        refusal("a.webm", vec![0x1a, 0x45, 0xdf, 0xa3, 0, 0]),
        named("webm")
    );
    assert_eq!(
        refusal("a.spx", bytes(&encoded("mono-8k.spx"))),
        named("speex")
    );
}

#[test]
fn nothing_is_empty_and_no_samples_are_no_recording() {
    assert_eq!(refusal("a.wav", Vec::new()), (Code::Empty, None));
    let mut wav = bytes(&sample("test_audio_stereo.wav"));
    wav.truncate(44);
    wav[40..44].fill(0);
    assert_eq!(refusal("a.wav", wav.clone()).0, Code::NoAudioFrames);
    wav.truncate(30);
    assert_eq!(
        refusal("a.wav", wav),
        (Code::Malformed, Some("fmt".to_owned()))
    );
}

#[test]
fn a_wrong_ending_is_only_noted() {
    let wav = bytes(&sample("test_audio_stereo.wav"));
    let scan = scan_bytes("call.MP3", wav.clone()).unwrap();
    assert_eq!(codes(&scan), [Code::WrongExtension]);
    assert_eq!(scan.facts.notes[0].detail.as_deref(), Some("wav"));
    assert_eq!(codes(&scan_bytes("call", wav.clone()).unwrap()), []);
    assert_eq!(codes(&scan_bytes("call.WAV", wav).unwrap()), []);
}

#[test]
fn cut_recordings_give_what_is_there() {
    for path in [
        sample("test_audio_stereo.wav"),
        sample("auto0-mono-u8-8k.wav"),
        sample("auto-repairs-40-stereo-8k.flac"),
        sample("ab_call.mp3"),
        sample("ab_call.m4a"),
        encoded("stereo-8k.opus"),
        encoded("stereo-8k.ogg"),
        encoded("stereo-8k-ima.wav"),
    ] {
        let whole = scan(&path).facts;
        let mut cut = bytes(&path);
        // The middle of the sound; in an MP4 whose table comes last there is none left.
        cut.truncate(cut.len() * 6 / 10);
        let ending = path.extension().unwrap().to_str().unwrap();
        match scan_bytes(&format!("cut.{ending}"), cut) {
            Ok(scan) => {
                assert!(
                    codes(&scan).contains(&Code::TruncatedAudio),
                    "{}",
                    path.display()
                );
                let share = scan.facts.frames as f64 / whole.frames as f64;
                assert!((0.4..0.75).contains(&share), "{}: {share}", path.display());
            }
            Err(refusal) => {
                assert_eq!(ending, "m4a", "{}: {refusal:?}", path.display());
                assert_eq!(refusal.code, Code::Malformed);
            }
        }
    }
}

/// A WAV header with chosen fields and `data` behind it.
fn wav(channels: u16, rate: u32, bits: u16, stated: u32, data: &[u8]) -> Vec<u8> {
    let mut wav = b"RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\x01\0".to_vec();
    let align = channels.wrapping_mul(bits / 8);
    wav.extend(channels.to_le_bytes());
    wav.extend(rate.to_le_bytes());
    wav.extend(rate.wrapping_mul(u32::from(align)).to_le_bytes());
    wav.extend(align.to_le_bytes());
    wav.extend(bits.to_le_bytes());
    wav.extend(b"data");
    wav.extend(stated.to_le_bytes());
    wav.extend(data);
    wav
}

#[test]
fn headers_that_lie() {
    // A stream never closed states no length: that is no truncation.
    let open = scan_bytes("a.wav", wav(1, 8_000, 16, u32::MAX, &[0; 3_201])).unwrap();
    assert_eq!((open.facts.frames, codes(&open)), (1_600, vec![]));
    let open = scan_bytes("a.wav", wav(1, 8_000, 16, 0, &[0; 3_200])).unwrap();
    assert_eq!((open.facts.frames, codes(&open)), (1_600, vec![]));
    // A length far beyond the bytes.
    let cut = scan_bytes("a.wav", wav(2, 8_000, 16, 0xffff_fff0, &[0; 64])).unwrap();
    assert_eq!(
        (cut.facts.frames, codes(&cut)),
        (16, vec![Code::TruncatedAudio])
    );
    for (bytes, code) in [
        (wav(0, 8_000, 16, 64, &[0; 64]), Code::Malformed),
        (wav(1, 0, 16, 64, &[0; 64]), Code::Malformed),
        (wav(1, u32::MAX, 16, 64, &[0; 64]), Code::Malformed),
        (wav(6, 8_000, 16, 64, &[0; 64]), Code::CodecNotSupported),
        (wav(1, 8_000, 12, 64, &[0; 64]), Code::CodecNotSupported),
    ] {
        assert_eq!(refusal("a.wav", bytes).0, code);
    }
}
