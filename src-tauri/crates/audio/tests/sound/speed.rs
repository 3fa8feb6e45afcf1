//! At every speed the clock tells what is heard. The recording is a tone that rises
//! all the time and the pitch is kept, so whatever is heard says where it is from.

use std::time::Duration;

use parley_app::ports::Player as _;
use parley_domain::listening::Speed;

use crate::{MS, RATE, TRIES, demand, is_silent_here, loaded, play_and_record};

const SPEEDS: [f64; 5] = [0.5, 1.0, 1.5, 2.0, 3.0];
/// The tone at the start, and how much it rises in a second.
const HZ: f64 = 400.0;
const RISE: f64 = 250.0;
const PLAY_MS: u64 = 1_500;

fn rising() -> Vec<[i16; 2]> {
    (0..RATE * 10)
        .map(|n| {
            let s = n as f64 / RATE as f64;
            let turns = HZ * s + RISE * s * s / 2.0;
            [((std::f64::consts::TAU * turns).sin() * 12_000.0) as i16; 2]
        })
        .collect()
}

/// Plays at each speed for a while; the last time the speed changes twice on the way.
#[test]
#[ignore = "run by at_every_speed_the_clock_is_right, inside its sound environment"]
fn play_at_all_speeds() {
    let player = loaded(&rising());
    let speed = |times| player.set_speed(Speed::new(times).unwrap());
    let mut told = Vec::new();
    for times in SPEEDS.map(Some).into_iter().chain([None]) {
        speed(times.unwrap_or(1.0));
        player.seek(500.0).unwrap();
        player.play().unwrap();
        if times.is_none() {
            for changed in [2.5, 0.75] {
                std::thread::sleep(Duration::from_millis(500));
                speed(changed);
            }
            std::thread::sleep(Duration::from_millis(500));
        } else {
            std::thread::sleep(Duration::from_millis(PLAY_MS));
        }
        player.pause();
        std::thread::sleep(Duration::from_millis(700));
        told.push(player.position().unwrap().position_ms.to_string());
    }
    let file = std::env::var("PARLEY_SOUND_TOLD").unwrap();
    std::fs::write(file, told.join(" ")).unwrap();
}

#[test]
#[expect(clippy::print_stdout, reason = "says what was measured")]
fn at_every_speed_the_clock_is_right() {
    if is_silent_here() {
        return;
    }
    let mut faults = Vec::new();
    for _ in 0..TRIES {
        match play_and_compare() {
            Ok(report) => return println!("{report}"),
            Err(fault) => faults.push(fault),
        }
    }
    panic!("{faults:#?}");
}

fn play_and_compare() -> Result<String, String> {
    let (heard, told) = play_and_record("speed::play_at_all_speeds")?;
    let left: Vec<f32> = heard.iter().map(|frame| frame[0]).collect();
    let pieces = pieces(&left);
    let told: Vec<f64> = told.split(' ').map(|t| t.parse().unwrap()).collect();
    demand(pieces.len() == told.len(), || {
        format!("{} pieces for {} stops", pieces.len(), told.len())
    })?;
    let mut report = String::new();
    for (number, (piece, told)) in pieces.iter().zip(&told).enumerate() {
        let speed = SPEEDS.get(number).copied();
        // The fades are left out.
        let sound = &piece[8 * MS..piece.len() - 8 * MS];
        let window = 60 * MS;
        let last = place_of(&sound[sound.len() - window..]) + 38.0 * speed.unwrap_or(0.75);
        demand((last - told).abs() < 50.0, || {
            format!("{speed:?}: heard up to {last:.0} ms, told {told:.0} ms")
        })?;
        report += &format!("{speed:?}: heard {last:.0} ms, told {told:.0} ms; ");
        let Some(speed) = speed else { continue };
        let first = place_of(&sound[..window]);
        let passed = (sound.len() - window) as f64 / MS as f64;
        let measured = (place_of(&sound[sound.len() - window..]) - first) / passed;
        demand((measured / speed - 1.0).abs() < 0.03, || {
            format!("{speed}x runs at {measured:.3}x")
        })?;
    }
    Ok(report)
}

/// What lies between silences.
fn pieces(sound: &[f32]) -> Vec<&[f32]> {
    let loud: Vec<usize> = (0..sound.len() / MS)
        .filter(|ms| sound[ms * MS..(ms + 1) * MS].iter().any(|s| s.abs() > 0.01))
        .collect();
    loud.chunk_by(|a, b| b - a < 200)
        .map(|run| (run.first(), run.last()))
        .filter_map(|ends| match ends {
            (Some(first), Some(last)) if last - first > 200 => {
                Some(&sound[first * MS..(last + 1) * MS])
            }
            _ => None,
        })
        .collect()
}

/// The ms of the recording that the middle of `sound` is from, by its frequency.
fn place_of(sound: &[f32]) -> f64 {
    let ups: Vec<f64> = sound
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| pair[0] < 0.0 && pair[1] >= 0.0)
        .map(|(n, pair)| n as f64 + f64::from(pair[0] / (pair[0] - pair[1])))
        .collect();
    let frames = ups.last().unwrap_or(&1.0) - ups.first().unwrap_or(&0.0);
    let hz = (ups.len().saturating_sub(1)) as f64 / frames * RATE as f64;
    (hz - HZ) / RISE * 1000.0
}
