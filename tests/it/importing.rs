//! Importing through the command table: the real samples, the same twice, and
//! everything that may be wrong with a file.

use std::fs::{self, File};
use std::path::Path;

use serde_json::{Value, json};

use crate::tree::root;
use crate::workbench::Workbench;

fn samples() -> std::path::PathBuf {
    root().join("tests/fixtures/samples")
}

fn line<'a>(report: &'a Value, name: &str) -> &'a Value {
    report["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["name"] == name)
        .unwrap_or_else(|| panic!("{name} is not in the report"))
}

#[tokio::test]
async fn the_samples_become_calls_once() {
    let bench = Workbench::new().await;
    let report = bench.import(&samples()).await;
    let calls = bench.ok("call_count", json!({})).await["count"].clone();
    assert_eq!(report["counts"]["calls"], calls);

    // Facts from expected.json, through the whole import.
    let expected: Value =
        serde_json::from_slice(&fs::read(samples().join("expected.json")).unwrap()).unwrap();
    let audio = [
        "auto0-mono-u8-8k.wav",
        "auto-repairs-40-stereo-8k.flac",
        "test_audio_stereo.wav",
    ];
    for name in audio {
        let facts = &expected[format!("audio/{name}")]["expected"];
        let call = &line(&report, &format!("audio/{name}"))["calls"][0];
        let view = bench.ok("call_get", json!({ "call_id": call })).await;
        let wanted_ms = facts["container_duration_s"].as_f64().unwrap() * 1000.0;
        let found_ms = view["recording"]["duration_ms"].as_f64().unwrap();
        assert!((wanted_ms - found_ms).abs() < 10.0, "{name}: {found_ms} ms");
        assert_eq!(view["recording"]["rate_hz"], facts["rate_hz"], "{name}");
        assert_eq!(view["recording"]["channels"], facts["channels"], "{name}");
    }
    let call = &line(&report, "deepgram/dg_speakers_no_utterances.json")["calls"][0];
    let view = bench.ok("transcript_get", json!({ "call_id": call })).await;
    let turns = view["turns"].as_array().unwrap();
    let words: usize = turns
        .iter()
        .map(|t| t["words"].as_array().unwrap().len())
        .sum();
    assert_eq!((turns.len(), words), (10, 226));

    for (name, code) in [
        ("audio/ab_call.wav", "codec_not_supported"),
        ("audio/missing_wav_header.wav", "not_recognised"),
        ("vcon/encrypted-2026-06-29.vcon", "encrypted"),
        ("webvtt/wpt-signature-missing.vtt", "malformed"),
        ("vapi/event-transcript-partial.json", "not_a_call"),
    ] {
        assert_eq!(line(&report, name)["refusal"]["code"], code, "{name}");
    }

    let again = bench.import(&samples()).await;
    assert_eq!(again["counts"]["imported"], 0);
    assert_eq!(bench.ok("call_count", json!({})).await["count"], calls);
    bench.close().await;
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    fs::write(folder.join(name), bytes).unwrap();
}

#[tokio::test]
async fn a_bad_file_never_stops_the_others() {
    let bench = Workbench::new().await;
    let folder = bench.folder.path().join("bad");
    fs::create_dir(&folder).unwrap();
    let wav = fs::read(samples().join("audio/speak-to-customer-support.wav")).unwrap();
    put(&folder, "empty.wav", b"");
    put(&folder, "cut.wav", &wav[..wav.len() / 2]);
    put(&folder, "other.mp3", &wav);
    put(&folder, "noise.json", b"{\"turns\": [");
    put(&folder, "text.txt", b"nothing of ours");
    let backwards =
        "1\n00:00:05,000 --> 00:00:06,000\nlater\n\n2\n00:00:01,000 --> 00:00:02,000\nearlier\n";
    put(&folder, "backwards.srt", backwards.as_bytes());
    // 2 GiB of nothing, without using the disk.
    let huge = File::create(folder.join("huge.json")).unwrap();
    huge.set_len(2 << 30).unwrap();
    put(
        &folder,
        "good.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nनमस्ते\n".as_bytes(),
    );

    let report = bench.import(&folder).await;
    let code = |name: &str| line(&report, name)["refusal"]["code"].clone();
    let notes = |name: &str| line(&report, name)["notes"].to_string();
    assert_eq!(code("empty.wav"), "empty");
    assert_eq!(code("noise.json"), "malformed");
    assert_eq!(code("text.txt"), "not_recognised");
    assert_eq!(code("huge.json"), "too_large");
    assert!(notes("cut.wav").contains("truncated_audio"), "{report}");
    assert!(notes("other.mp3").contains("wrong_extension"), "{report}");
    assert!(
        notes("backwards.srt").contains("times_run_backwards"),
        "{report}"
    );
    assert_eq!(line(&report, "good.vtt")["result"], "imported");
    assert_eq!(report["counts"]["calls"], 4);

    let path = bench.folder.path().join("report.csv");
    let save = json!({ "import_id": report["import_id"], "path": path });
    bench.ok("import_report_save", save).await;
    let saved = fs::read_to_string(path).unwrap();
    assert_eq!(saved.lines().count(), 9, "{saved}");
    bench.close().await;
}
