//! Files and whole decodes for the tests.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use parley_app::ports::{RecordingReader as _, RecordingScan};
use parley_audio::{RecordingCursor, Recordings};

/// The samples shared by all crates.
pub fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../tests/fixtures/samples/audio")
        .join(name)
}

/// The encodings made for this crate.
pub fn encoded(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

pub fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

pub fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

pub fn scan(path: &Path) -> RecordingScan {
    Recordings
        .scan(&name(path), Box::new(Cursor::new(bytes(path))))
        .unwrap_or_else(|e| panic!("{}: {e:?}", path.display()))
}

pub fn open(path: &Path, scan: &RecordingScan) -> RecordingCursor {
    let stream = Box::new(Cursor::new(bytes(path)));
    RecordingCursor::open(stream, &scan.facts, &scan.seek_index).unwrap()
}

/// All samples, interleaved.
pub fn decode(path: &Path) -> Vec<f32> {
    read_to_end(&mut open(path, &scan(path)))
}

pub fn read_to_end(cursor: &mut RecordingCursor) -> Vec<f32> {
    let mut all = Vec::new();
    let channels = usize::from(cursor.channels());
    let mut chunk = vec![0.0; 1777 * channels];
    loop {
        let got = cursor.read(&mut chunk).unwrap();
        if got == 0 {
            return all;
        }
        all.extend_from_slice(&chunk[..got * channels]);
    }
}

/// Every file that decodes, with how far a seek may be off a straight decode.
pub fn playable() -> Vec<(PathBuf, f32)> {
    let shared = [
        ("auto0-mono-u8-8k.wav", 0.0),
        ("auto-repairs-40-stereo-8k.flac", 0.0),
        ("ab_call.mp3", 0.0),
        ("ab_call.m4a", 1e-6),
        ("speak-to-customer-support.wav", 0.0),
        ("multi_speaker.m4a", 1e-6),
        ("billing_department.m4a", 1e-6),
        ("synthetic-b217b61e.mp3", 0.0),
        ("test_audio_stereo.wav", 0.0),
    ];
    let own = [
        ("stereo-8k.opus", 0.02),
        ("mono-48k.opus", 0.02),
        ("stereo-8k.ogg", 1e-6),
        ("stereo-8k-ima.wav", 0.0),
        ("stereo-8k-alaw.wav", 0.0),
        ("stereo-8k-s24.wav", 0.0),
        ("stereo-8k-f32.wav", 0.0),
        ("stereo-8k.m4a", 1e-6),
        ("stereo-8k.mp3", 0.0),
    ];
    shared
        .map(|(name, tolerance)| (sample(name), tolerance))
        .into_iter()
        .chain(own.map(|(name, tolerance)| (encoded(name), tolerance)))
        .collect()
}

/// A WAV of 16-bit samples, interleaved.
pub fn wav(rate_hz: u32, channels: u16, samples: &[i16]) -> Vec<u8> {
    let data = u32::try_from(samples.len() * 2).unwrap();
    let mut wav = b"RIFF".to_vec();
    wav.extend((36 + data).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0");
    wav.extend(channels.to_le_bytes());
    wav.extend(rate_hz.to_le_bytes());
    wav.extend((rate_hz * u32::from(channels) * 2).to_le_bytes());
    wav.extend((channels * 2).to_le_bytes());
    wav.extend(b"\x10\0data");
    wav.extend(data.to_le_bytes());
    wav.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    wav
}
