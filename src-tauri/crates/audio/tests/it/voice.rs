//! What of a call is skipped as silence, against a labelled set: the demo's calls,
//! whose words carry the synthesiser's own times. Clean, and under line noise.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use parley_app::ports::{PlayableRecording, RecordingFacts, RecordingReader as _};
use parley_audio::Recordings;
use parley_domain::listening::{Route, Span};

use super::common::{decode, name, scan, wav};

fn calls() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ctl/demo/calls")
}

struct Labelled {
    name: String,
    facts: RecordingFacts,
    sound: Vec<f32>,
    words: Vec<Span>,
}

fn labelled() -> Vec<Labelled> {
    let mut found = Vec::new();
    for entry in fs::read_dir(calls()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "json") {
            continue;
        }
        let (facts, sound) = (scan(&path).facts, decode(&path));
        let said = fs::read_to_string(path.with_extension("parley.json")).unwrap();
        let said: serde_json::Value = serde_json::from_str(&said).unwrap();
        let turns = said["turns"].as_array().unwrap();
        // What the runtime said before it could record is in the words only.
        let events = said["events"].as_array().into_iter().flatten();
        let opens = events
            .filter(|event| event["kind"] == "step")
            .find_map(|event| event["at_ms"].as_u64())
            .unwrap_or(0);
        let words = turns
            .iter()
            .flat_map(|turn| turn["words"].as_array().into_iter().flatten())
            .map(|word| {
                let ms = |at: usize| u32::try_from(word[at].as_u64().unwrap()).unwrap();
                Span {
                    from_ms: ms(2),
                    to_ms: ms(3),
                }
            })
            .filter(|word| u64::from(word.from_ms) >= opens)
            .collect();
        found.push(Labelled {
            name: name(&path),
            facts,
            sound,
            words,
        });
    }
    found
}

/// 16-bit WAV of the sound with noise of a loudness added, the same at every run.
fn noisy(call: &Labelled, loudness: f32) -> PlayableRecording {
    let mut state = 0x9e37_79b9_u32;
    let mut low = 0.0f32;
    let noisy = |sample: &f32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let white = (state >> 8) as f32 / 8_388_608.0 - 1.0;
        // Darker than white, as a line is.
        low += (white - low) * 0.3;
        let sum = (sample + low * loudness).clamp(-1.0, 1.0);
        (sum * 32_767.0) as i16
    };
    let samples: Vec<i16> = call.sound.iter().map(noisy).collect();
    let bytes = wav(call.facts.rate_hz, call.facts.channels, &samples);
    let stream = Box::new(Cursor::new(bytes));
    let scan = Recordings.scan("a.wav", stream.clone()).unwrap();
    PlayableRecording {
        stream,
        file_name: "a.wav".to_owned(),
        facts: scan.facts,
        seek_index: scan.seek_index,
    }
}

#[test]
fn no_word_is_skipped_and_silence_is() {
    let calls = labelled();
    assert!(calls.len() > 25);
    for loudness in [0.0, 0.02] {
        let (mut words, mut kept, mut whole) = (0, 0u64, 0u64);
        for call in &calls {
            let recording = noisy(call, loudness);
            let duration = u32::try_from(recording.facts.duration_ms()).unwrap();
            let voice = Recordings.voice(recording).unwrap().concat();
            let route = Route::without_silence(&voice, &[], duration);
            for word in &call.words {
                let to_ms = word.to_ms.min(duration);
                let heard = route.between(word.from_ms, to_ms);
                let missed = to_ms - word.from_ms - heard;
                assert_eq!(missed, 0, "{} under {loudness}: {word:?}", call.name);
                words += 1;
            }
            kept += u64::from(route.between(0, duration));
            whole += u64::from(duration);
        }
        assert!(words > 5_000);
        assert!(
            kept * 100 < whole * 96,
            "{kept} of {whole} under {loudness}"
        );
    }
}

#[test]
fn digital_silence_is_nobody() {
    let call = Labelled {
        name: "nobody".to_owned(),
        facts: labelled().remove(0).facts,
        sound: vec![0.0; 16_000 * 2 * 20],
        words: Vec::new(),
    };
    let voice = Recordings.voice(noisy(&call, 0.0)).unwrap();
    assert!(voice.iter().all(Vec::is_empty), "{voice:?}");
}
