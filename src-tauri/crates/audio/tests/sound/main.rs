//! Real sound: played through the system's sound stack into a private null sink,
//! recorded from its monitor, compared with what was to be heard.
//!
//! Skipped, with the reason printed, where no PulseAudio is installed. The part
//! that plays runs in a process of its own, because the sound libraries read their
//! environment once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod speed;

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use parley_app::ports::{PlayableRecording, Player as _, RecordingReader as _};
use parley_audio::{Recordings, SpeakerPlayer};

const RATE: usize = 8_000;
const SECONDS: usize = 10;
/// Frames per ms.
const MS: usize = RATE / 1000;

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/sound/null-sink.sh")
}

/// Noise, different on each side, so that a few ms of it are found unmistakably.
fn noise() -> Vec<[i16; 2]> {
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((state >> 16) as i16) / 2
    };
    // Softened: what lies half a frame beside must still fit when compared.
    let mut last = [0i16; 2];
    (0..RATE * SECONDS)
        .map(|_| {
            last = last.map(|old| old / 4 * 3 + next() / 4);
            last
        })
        .collect()
}

fn wav(frames: &[[i16; 2]]) -> Vec<u8> {
    let data = (frames.len() * 4) as u32;
    let mut wav = b"RIFF".to_vec();
    wav.extend((36 + data).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x02\0");
    wav.extend((RATE as u32).to_le_bytes());
    wav.extend((RATE as u32 * 4).to_le_bytes());
    wav.extend(b"\x04\0\x10\0data");
    wav.extend(data.to_le_bytes());
    wav.extend(frames.iter().flatten().flat_map(|s| s.to_le_bytes()));
    wav
}

/// A player with these frames in it.
fn loaded(frames: &[[i16; 2]]) -> SpeakerPlayer {
    let bytes = wav(frames);
    let scan = Recordings
        .scan("a.wav", Box::new(Cursor::new(bytes.clone())))
        .unwrap();
    let player = SpeakerPlayer::default();
    player
        .load(PlayableRecording {
            stream: Box::new(Cursor::new(bytes)),
            file_name: "a.wav".to_owned(),
            facts: scan.facts,
            seek_index: scan.seek_index,
        })
        .unwrap();
    player
}

/// Plays 1.2 s from the start, 1.2 s from 6 s, pauses. Run by the test below.
#[test]
#[ignore = "run by what_is_heard_is_what_was_recorded, inside its sound environment"]
fn play_some() {
    let player = loaded(&noise());
    let position = || player.position().unwrap().position_ms;
    player.play().unwrap();
    let started = Instant::now();
    let mut last = 0.0;
    while started.elapsed() < Duration::from_millis(1_200) {
        std::thread::sleep(Duration::from_millis(5));
        let now = position();
        assert!(now >= last, "the clock went back from {last} to {now}");
        last = now;
    }
    let behind = started.elapsed().as_secs_f64() * 1000.0 - position();
    assert!(
        (0.0..400.0).contains(&behind),
        "the clock is {behind} ms behind the wall"
    );
    player.seek(6_000.0).unwrap();
    std::thread::sleep(Duration::from_millis(1_200));
    player.pause();
    std::thread::sleep(Duration::from_millis(600));
    let told = std::env::var("PARLEY_SOUND_TOLD").unwrap();
    std::fs::write(told, format!("{} {behind}", position())).unwrap();
}

struct Server(PathBuf);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = Command::new(script()).arg("stop").arg(&self.0).status();
    }
}

struct Recorder(Child);

impl Drop for Recorder {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The place in `heard` from `from` on where `wanted` is, and how well it fits (0–1).
fn find(heard: &[f32], from: usize, wanted: &[f32]) -> (usize, f64) {
    let dot =
        |a: &[f32], b: &[f32]| -> f64 { a.iter().zip(b).map(|(a, b)| f64::from(a * b)).sum() };
    let own = dot(wanted, wanted);
    (from..heard.len().saturating_sub(wanted.len()))
        .map(|at| {
            let window = &heard[at..at + wanted.len()];
            let energy = dot(window, window);
            (
                at,
                if energy < own / 100.0 {
                    0.0
                } else {
                    dot(window, wanted) / (own * energy).sqrt()
                },
            )
        })
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap()
}

/// A try is spoilt by an underrun of a busy machine; three in a row are not.
const TRIES: usize = 3;

#[test]
#[expect(clippy::print_stdout, reason = "says what was measured")]
fn what_is_heard_is_what_was_recorded() {
    if is_silent_here() {
        return;
    }
    let mut faults = Vec::new();
    for _ in 0..TRIES {
        match play_and_compare() {
            Ok(report) => {
                println!("{report}");
                return;
            }
            Err(fault) => {
                println!("a try failed: {fault}");
                faults.push(fault);
            }
        }
    }
    panic!("{faults:#?}");
}

/// Whether no private sound server can be had; then says so.
#[expect(clippy::print_stdout, reason = "says why it was skipped")]
fn is_silent_here() -> bool {
    let check = Command::new(script()).arg("check").output();
    let silent = !check.as_ref().is_ok_and(|o| o.status.success());
    if silent {
        println!("skipped: no private sound server here ({check:?})");
    }
    silent
}

/// Runs the test `play` in a process of its own and records the sink; what was heard,
/// and the clock's word.
fn play_and_record(play: &str) -> Result<(Vec<[f32; 2]>, String), String> {
    let dir = tempfile::Builder::new()
        .prefix("snd")
        .tempdir_in("/tmp")
        .unwrap();
    let server = Server(dir.path().to_owned());
    let started = Command::new(script())
        .arg("start")
        .arg(&server.0)
        .output()
        .unwrap();
    assert!(started.status.success(), "{started:?}");
    let variables: Vec<(String, String)> = String::from_utf8(started.stdout)
        .unwrap()
        .lines()
        .filter_map(|line| {
            let (name, value) = line.strip_prefix("export ")?.split_once('=')?;
            Some((name.to_owned(), value.trim_matches('\'').to_owned()))
        })
        .collect();
    let heard_file = dir.path().join("heard.f32");
    let recorder = Recorder(
        Command::new("parec")
            .args([
                "--device=parley.monitor",
                "--format=float32le",
                "--channels=2",
            ])
            .args(["--latency-msec=20", &format!("--rate={RATE}")])
            .envs(variables.clone())
            .stdout(std::fs::File::create(&heard_file).unwrap())
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    std::thread::sleep(Duration::from_millis(500));
    let told_file = dir.path().join("told");
    let played = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", play, "--ignored", "--nocapture"])
        .envs(variables)
        .env("PARLEY_SOUND_TOLD", &told_file)
        .output()
        .unwrap();
    if !played.status.success() {
        return Err(String::from_utf8_lossy(&played.stderr).into_owned());
    }
    std::thread::sleep(Duration::from_millis(500));
    drop(recorder);
    let bytes = std::fs::read(&heard_file).unwrap();
    let (frames, _) = bytes.as_chunks::<8>();
    let heard = frames
        .iter()
        .map(|[a, b, c, d, e, f, g, h]| {
            [
                f32::from_le_bytes([*a, *b, *c, *d]),
                f32::from_le_bytes([*e, *f, *g, *h]),
            ]
        })
        .collect();
    Ok((heard, std::fs::read_to_string(&told_file).unwrap()))
}

fn demand(holds: bool, fault: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(fault()) }
}

fn play_and_compare() -> Result<String, String> {
    let (heard, told) = play_and_record("play_some")?;
    let (told, behind) = told.split_once(' ').unwrap();
    let told: f64 = told.parse().unwrap();
    let original = noise();
    let mut report = format!("clock {told:.1} ms, {behind} ms behind the wall");
    for side in [0, 1] {
        let of = |side: usize| heard.iter().map(|f| f[side]).collect::<Vec<f32>>();
        let (heard, other) = (of(side), of(1 - side));
        let original: Vec<f32> = original
            .iter()
            .map(|f| f32::from(f[side]) / 32_768.0)
            .collect();
        let (first, fit) = find(&heard, 0, &original[100 * MS..200 * MS]);
        demand(fit > 0.85, || format!("side {side}: start fits {fit:.3}"))?;
        // On the other side there is something else.
        let (_, wrong) = find(
            &other[first..first + 200 * MS],
            0,
            &original[100 * MS..200 * MS],
        );
        demand(wrong < 0.4, || {
            format!("side {side} is heard on the other: {wrong:.3}")
        })?;
        let start = first - 100 * MS;
        // The seek: 6 s on, found from its first ms after the fade.
        let (landed, fit) = find(&heard, first, &original[6_010 * MS..6_060 * MS]);
        demand(fit > 0.85, || format!("side {side}: seek fits {fit:.3}"))?;
        let landed = landed - 10 * MS;
        // Up to 30 ms before it, what came before in the recording is heard, in its time.
        let (from, to) = (landed - 70 * MS, landed - 30 * MS);
        let (before, fit_before) = find(&original, 0, &heard[from..to]);
        demand(fit_before > 0.85, || {
            format!("side {side}: before the seek fits {fit_before:.3}")
        })?;
        let lost = before.abs_diff(from - start) / MS;
        demand(lost <= 5, || {
            format!("side {side}: {lost} ms lost on the way")
        })?;
        // What was heard last is where the clock says it stopped.
        let last = heard.iter().rposition(|s| s.abs() > 1e-3).unwrap();
        let stopped = 6_000.0 + (last - landed) as f64 / MS as f64;
        demand((stopped - told).abs() < 10.0, || {
            format!("heard {stopped} ms, told {told} ms")
        })?;
        report += &format!("; side {side}: seek fits {fit:.3}, heard up to {stopped:.1} ms");
    }
    Ok(report)
}
