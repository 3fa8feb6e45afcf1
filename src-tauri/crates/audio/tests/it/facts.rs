//! What each file is, to the frame, and to the bit where the codec is lossless.

use std::path::Path;

use symphonia::core::checksum::Md5;
use symphonia::core::io::Monitor as _;

use crate::common::{decode, encoded, sample, scan};

fn check(path: &Path, codec: &str, container: &str, rate_hz: u32, channels: u16, frames: u64) {
    let facts = scan(path).facts;
    let shape = (
        facts.codec.as_str(),
        facts.container.as_str(),
        facts.rate_hz,
        facts.channels,
    );
    assert_eq!(
        shape,
        (codec, container, rate_hz, channels),
        "{}",
        path.display()
    );
    assert_eq!(facts.frames, frames, "{}", path.display());
    assert_eq!(facts.notes, [], "{}", path.display());
    let decoded = decode(path).len() as u64 / u64::from(channels);
    assert_eq!(decoded, frames, "{}: decoded again", path.display());
}

#[test]
fn shared_samples() {
    check(
        &sample("auto0-mono-u8-8k.wav"),
        "pcm_u8",
        "wav",
        8_000,
        1,
        2_221_280,
    );
    check(
        &sample("auto-repairs-40-stereo-8k.flac"),
        "flac",
        "flac",
        8_000,
        2,
        1_963_040,
    );
    check(&sample("ab_call.mp3"), "mp3", "mp3", 8_000, 1, 263_407);
    check(
        &sample("speak-to-customer-support.wav"),
        "pcm_mulaw",
        "wav",
        8_000,
        1,
        57_088,
    );
    check(
        &sample("test_audio_stereo.wav"),
        "pcm_s16le",
        "wav",
        16_000,
        2,
        27_513,
    );
    // The edit list says 32.926 s, the length the MP3 has after trimming too.
    let facts = scan(&sample("ab_call.m4a")).facts;
    assert_eq!(
        (facts.codec.as_str(), facts.rate_hz, facts.channels),
        ("aac", 44_100, 1)
    );
    assert!(facts.frames.abs_diff(1_452_032) <= 441, "{}", facts.frames);
    for (name, frames) in [
        ("multi_speaker.m4a", 352_256),
        ("billing_department.m4a", 148_480),
    ] {
        let facts = scan(&sample(name)).facts;
        assert_eq!(
            (facts.codec.as_str(), facts.rate_hz, facts.channels),
            ("aac", 44_100, 1)
        );
        assert!(
            facts.frames.abs_diff(frames) <= 4_096,
            "{name}: {}",
            facts.frames
        );
    }
    let facts = scan(&sample("synthetic-b217b61e.mp3")).facts;
    assert_eq!(
        (facts.codec.as_str(), facts.rate_hz, facts.channels),
        ("mp3", 24_000, 1)
    );
    assert!(facts.frames.abs_diff(1_218_816) <= 600, "{}", facts.frames);
}

#[test]
fn own_encodings() {
    check(
        &encoded("stereo-8k.opus"),
        "opus",
        "ogg",
        16_000,
        2,
        128_000,
    );
    check(&encoded("mono-48k.opus"), "opus", "ogg", 48_000, 1, 288_000);
    check(&encoded("stereo-8k.ogg"), "vorbis", "ogg", 8_000, 2, 64_000);
    check(&encoded("stereo-8k.m4a"), "aac", "mp4", 8_000, 2, 64_000);
    check(&encoded("stereo-8k.mp3"), "mp3", "mp3", 8_000, 2, 64_000);
    check(
        &encoded("stereo-8k-alaw.wav"),
        "pcm_alaw",
        "wav",
        8_000,
        2,
        16_000,
    );
    check(
        &encoded("stereo-8k-s24.wav"),
        "pcm_s24le",
        "wav",
        8_000,
        2,
        8_000,
    );
    check(
        &encoded("stereo-8k-f32.wav"),
        "pcm_f32le",
        "wav",
        8_000,
        2,
        8_000,
    );
    let facts = scan(&encoded("stereo-8k-ima.wav")).facts;
    assert_eq!((facts.codec.as_str(), facts.channels), ("adpcm_ima_wav", 2));
    assert!(facts.frames.abs_diff(40_680) <= 1_000, "{}", facts.frames);
}

/// MD5 of the samples as 16-bit little-endian PCM.
fn pcm_md5(path: &Path) -> String {
    let pcm: Vec<u8> = decode(path)
        .iter()
        .flat_map(|s| ((s * 32_768.0) as i16).to_le_bytes())
        .collect();
    let mut md5 = Md5::default();
    md5.process_buf_bytes(&pcm);
    md5.md5().iter().map(|b| format!("{b:02x}")).collect()
}

#[test]
fn lossless_files_are_exact() {
    for (name, md5) in [
        ("auto0-mono-u8-8k.wav", "6e2ccb517b3e868fb11586cf821c961f"),
        (
            "auto-repairs-40-stereo-8k.flac",
            "32cfecf5c49b082ed329139d61411774",
        ),
        (
            "speak-to-customer-support.wav",
            "11e64c240700edb1776704d62513d52d",
        ),
        ("test_audio_stereo.wav", "e7baa327c515c0f377d1a5916f4b8d3d"),
    ] {
        assert_eq!(pcm_md5(&sample(name)), md5, "{name}");
    }
}
