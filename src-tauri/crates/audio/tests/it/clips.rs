//! Clips hold exactly what a straight decode yields there, at 16 bits.

use std::io::Cursor;
use std::path::Path;

use parley_app::ports::{PlayableRecording, RecordingReader as _, Stretch};
use parley_audio::{RecordingCursor, Recordings};
use parley_domain::error_code::ErrorCode;
use parley_domain::export::ClipFormat;
use parley_domain::listening::{Route, Span};

use crate::common::{bytes, decode, open, playable, read_to_end, sample, scan};

fn clip(path: &Path, from_ms: u64, to_ms: u64, format: ClipFormat) -> Vec<u8> {
    clip_along(path, from_ms, to_ms, None, format)
}

fn clip_along(
    path: &Path,
    from_ms: u64,
    to_ms: u64,
    route: Option<&Route>,
    format: ClipFormat,
) -> Vec<u8> {
    let scan = scan(path);
    let recording = PlayableRecording {
        stream: Box::new(Cursor::new(bytes(path))),
        file_name: String::new(),
        facts: scan.facts,
        seek_index: scan.seek_index,
    };
    let mut out = Vec::new();
    let stretch = Stretch { from_ms, to_ms };
    Recordings
        .clip(recording, stretch, route, format, &mut out)
        .unwrap();
    out
}

fn decoded(format: ClipFormat, clip: Vec<u8>) -> (u32, u16, Vec<f32>) {
    let name = format!("clip.{}", format.as_str());
    let stream = || Box::new(Cursor::new(clip.clone()));
    let scan = Recordings.scan(&name, stream()).unwrap();
    assert!(scan.facts.notes.is_empty(), "{:?}", scan.facts.notes);
    let mut cursor = RecordingCursor::open(stream(), &scan.facts, &scan.seek_index).unwrap();
    let all = read_to_end(&mut cursor);
    (scan.facts.rate_hz, scan.facts.channels, all)
}

fn at_16_bits(samples: &[f32]) -> Vec<f32> {
    let step = |s: &f32| (s * 32_768.0).round().clamp(-32_768.0, 32_767.0) / 32_768.0;
    samples.iter().map(step).collect()
}

#[test]
fn a_whole_recording_is_the_same_in_both_formats() {
    for (path, _) in playable() {
        let facts = scan(&path).facts;
        let expected = at_16_bits(&decode(&path));
        for format in ClipFormat::ALL {
            let (rate, channels, samples) = decoded(*format, clip(&path, 0, u64::MAX, *format));
            assert_eq!((rate, channels), (facts.rate_hz, facts.channels));
            assert_eq!(
                samples.len(),
                expected.len(),
                "{} {format:?}",
                path.display()
            );
            assert!(samples == expected, "{} {format:?} differs", path.display());
        }
    }
}

#[test]
fn a_stretch_begins_and_ends_where_it_says() {
    let path = sample("auto-repairs-40-stereo-8k.flac");
    let whole = at_16_bits(&decode(&path));
    let rate = scan(&path).facts.rate_hz as usize;
    for format in ClipFormat::ALL {
        let (_, _, samples) = decoded(*format, clip(&path, 1_500, 3_250, *format));
        let (from, to) = (1_500 * rate / 1000, 3_250 * rate / 1000);
        assert!(samples == whole[from * 2..to * 2], "{format:?}");
    }
    let coded = clip(&path, 0, 60_000, ClipFormat::Flac).len();
    let plain = clip(&path, 0, 60_000, ClipFormat::Wav).len();
    assert!(coded * 10 < plain * 8, "{coded} of {plain} bytes");
}

#[test]
fn a_recording_that_ends_early_gives_no_shorter_clip() {
    let path = sample("auto-repairs-40-stereo-8k.flac");
    let mut scan = scan(&path);
    assert!(open(&path, &scan).frames() > 0);
    scan.facts.frames *= 2;
    for format in ClipFormat::ALL {
        let recording = PlayableRecording {
            stream: Box::new(Cursor::new(bytes(&path))),
            file_name: String::new(),
            facts: scan.facts.clone(),
            seek_index: scan.seek_index.clone(),
        };
        let stretch = Stretch {
            from_ms: 0,
            to_ms: u64::MAX,
        };
        let refused = Recordings
            .clip(recording, stretch, None, *format, &mut Vec::new())
            .unwrap_err();
        assert_eq!(refused.code, ErrorCode::RecordingUndecodable);
    }
}

#[test]
fn a_clip_along_a_route_leaves_the_rest_out_and_fades_at_the_joints() {
    let path = sample("auto-repairs-40-stereo-8k.flac");
    let whole = at_16_bits(&decode(&path));
    let rate = scan(&path).facts.rate_hz as usize;
    let span = |from_ms, to_ms| Span { from_ms, to_ms };
    let route = Route::of(vec![span(0, 1_000), span(2_500, 4_000), span(9_000, 9_500)]);
    let edge = rate * 5 / 1000;
    // From the middle of the first stretch to the middle of the last.
    let (from_ms, to_ms) = (400, 9_250);
    let pieces = [(400, 1_000), (2_500, 4_000), (9_000, 9_250)];
    for format in ClipFormat::ALL {
        let clip = clip_along(&path, from_ms, to_ms, Some(&route), *format);
        let (_, channels, samples) = decoded(*format, clip);
        assert_eq!(channels, 2);
        let kept: usize = pieces
            .iter()
            .map(|(from, to)| (to - from) * rate / 1000)
            .sum();
        assert_eq!(samples.len() / 2, kept, "{format:?}");
        let mut at = 0;
        for (number, (from, to)) in pieces.into_iter().enumerate() {
            let (from, to) = (from * rate / 1000, to * rate / 1000);
            let long = to - from;
            let (got, came) = (&samples[at * 2..(at + long) * 2], &whole[from * 2..to * 2]);
            // What one asked for begins and ends hard; what was cut comes and goes.
            let (head, tail) = (number > 0, number < 2);
            let first = if head { edge } else { 0 };
            let last = if tail { long - edge } else { long };
            assert!(
                got[first * 2..last * 2] == came[first * 2..last * 2],
                "{format:?} {number}"
            );
            if head {
                assert_eq!(got[..2], [0.0, 0.0], "it comes from silence");
            }
            let quieter = |frames: std::ops::Range<usize>| {
                let both = frames.flat_map(|frame| [frame * 2, frame * 2 + 1]);
                both.into_iter()
                    .all(|n| got[n].abs() <= came[n].abs() + 1.0 / 32_768.0)
            };
            assert!(
                quieter(0..first) && quieter(last..long),
                "{format:?} {number}"
            );
            at += long;
        }
        // No joint jumps further than the sound around it does by itself.
        let jump = |at: usize| (samples[at * 2] - samples[at * 2 - 2]).abs();
        for joint in [600 * rate / 1000, 2_100 * rate / 1000] {
            assert!(jump(joint) < 0.02, "a click of {}", jump(joint));
        }
    }
    let silent = Route::of(vec![span(60_000, 60_500)]);
    let clip = clip_along(&path, 0, 1_000, Some(&silent), ClipFormat::Wav);
    assert_eq!(clip.len(), 44, "nothing is left of it");
}
