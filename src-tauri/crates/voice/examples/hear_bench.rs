//! What hearing costs and how well it does: `cargo run --release -p parley-voice
//! --example hear_bench [FILE]`. FILE is more speech, headerless µ-law at 8 kHz of one
//! talker on a quiet line; its onsets are found by level alone.
#![expect(clippy::print_stdout, reason = "it prints")]

#[path = "../tests/scene/mod.rs"]
mod scene;

use std::hint::black_box;
use std::time::Instant;

use parley_voice::hearing::ear::{Ear, Heard};
use parley_voice::sound::g711::from_ulaw;
use parley_voice::sound::level::dbfs;
use parley_voice::time::At;
use scene::{LEAD, add, agent, coded, echoed, hear, room, utterances};

#[derive(Default)]
struct Result {
    delays: Vec<u64>,
    false_starts: usize,
    missed: usize,
    /// Something false was under way when the talker began.
    masked: usize,
    /// ms between the talker's end and what was told of it.
    ends: Vec<u64>,
    quiet_ms: u64,
}

impl Result {
    /// A scene in which somebody speaks from `onset` to `end`, ms.
    fn take(&mut self, told: &[(u64, Heard)], onset: u64, end: u64) {
        let mut on = false;
        let mut found = None;
        self.quiet_ms += onset;
        for (known, what) in told {
            match what {
                Heard::VoiceBegan { .. } if *known <= onset => {
                    self.false_starts += 1;
                    on = true;
                }
                Heard::VoiceEnded { .. } if *known <= onset => on = false,
                Heard::VoiceBegan { .. } if *known <= end + 200 => {
                    found = found.or(Some(*known - onset));
                }
                Heard::VoiceEnded { at } if *known > end && found.is_some() => {
                    self.ends.push(at.0.abs_diff(end));
                }
                _ => {}
            }
        }
        match found {
            _ if on => self.masked += 1,
            Some(delay) => self.delays.push(delay),
            None => self.missed += 1,
        }
    }

    fn print(mut self, name: &str) {
        self.delays.sort_unstable();
        self.ends.sort_unstable();
        let at = |sorted: &[u64], part: f64| {
            let index = (sorted.len() as f64 * part) as usize;
            sorted
                .get(index.min(sorted.len().saturating_sub(1)))
                .copied()
                .unwrap_or(0)
        };
        println!(
            "{name:<34} {:>4} onsets  p50 {:>3} ms  p95 {:>3} ms  max {:>3} ms  missed {:>3}  masked {:>3}  false {:>4} ({:.1} a minute)  end ±{} ms p50",
            self.delays.len(),
            at(&self.delays, 0.5),
            at(&self.delays, 0.95),
            self.delays.last().copied().unwrap_or(0),
            self.missed,
            self.masked,
            self.false_starts,
            self.false_starts as f64 * 60_000.0 / self.quiet_ms.max(1) as f64,
            at(&self.ends, 0.5),
        );
    }
}

fn onsets(babble: Option<f32>, quieter: f32) -> Result {
    let mut result = Result::default();
    for (n, said) in utterances().iter().enumerate() {
        for phase in 0..6 {
            let lead = LEAD + phase * 27;
            let mut scene = room(
                lead + said.samples.len() + 8_000,
                babble.map(|db| db + quieter),
                n * 6 + phase,
            );
            add(&mut scene, lead, &said.samples, quieter);
            let told = hear(&mut Ear::default(), &scene, None);
            result.take(
                &told,
                (lead + said.onset) as u64 / 8,
                (lead + said.end) as u64 / 8,
            );
        }
    }
    result
}

/// The agent speaks and comes back so much fainter; a caller cuts in or does not.
fn echo(loss: f32, known: bool, cuts_in: bool) -> Result {
    let mut result = Result::default();
    for (n, said) in utterances().iter().enumerate() {
        let lead = 5 * 8_000 + n * 27;
        let length = lead + said.samples.len() + 8_000;
        let mut scene = room(length, None, n);
        let agent = agent(length);
        add(&mut scene, 0, &echoed(&agent, 1_440 + n * 40), loss);
        if cuts_in {
            add(&mut scene, lead, &said.samples, 0.0);
        }
        let told = hear(&mut Ear::default(), &scene, known.then_some(&agent));
        if cuts_in {
            result.take(
                &told,
                (lead + said.onset) as u64 / 8,
                (lead + said.end) as u64 / 8,
            );
        } else {
            result.take(&told, length as u64 / 8, length as u64 / 8);
            result.missed = 0;
        }
    }
    result
}

/// Clicks, claps and hisses of 8 to 300 ms at a talker's level, one a second.
fn clatter() -> Result {
    let mut result = Result::default();
    for (n, length) in [64, 160, 400, 800, 1_600, 2_400].into_iter().enumerate() {
        let mut scene = room(20 * 8_000, None, n);
        let mut seed = n as u32;
        for second in 2..20 {
            let hiss: Vec<i16> = (0..length)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 16) as i16 / 12
                })
                .collect();
            add(&mut scene, second * 8_000, &hiss, 0.0);
        }
        let told = hear(&mut Ear::default(), &scene, None);
        result.take(&told, 20_000, 20_000);
        result.missed = 0;
    }
    result
}

/// Speech of one talker: onsets are what rises over -45 dBFS after 400 ms of less.
fn speech(codes: &[u8], babble: Option<f32>) -> Result {
    let samples: Vec<i16> = codes.iter().map(|code| from_ulaw(*code)).collect();
    let loud: Vec<bool> = samples
        .chunks(80)
        .map(|block| dbfs(block) > -45.0)
        .collect();
    let (mut marks, mut quiet) = (Vec::new(), 0);
    for (n, window) in loud.windows(3).enumerate() {
        if window == [true; 3] && quiet >= 40 {
            marks.push(n as u64 * 10);
        }
        quiet = if window[0] { 0 } else { quiet + 1 };
    }
    let mut scene = room(samples.len(), babble, 1);
    add(&mut scene, 0, &samples, 0.0);
    let told = hear(&mut Ear::default(), &scene, None);
    let mut result = Result {
        quiet_ms: loud.iter().filter(|loud| !**loud).count() as u64 * 10,
        ..Result::default()
    };
    for mark in &marks {
        let before = told
            .iter()
            .rev()
            .find(|(known, what)| *known <= *mark && !matches!(what, Heard::Level { .. }));
        let next = told
            .iter()
            .find(|(known, what)| *known > *mark && matches!(what, Heard::VoiceBegan { .. }));
        match (before, next) {
            (Some((_, Heard::VoiceBegan { .. })), _) => result.masked += 1,
            (_, Some((known, _))) if *known <= *mark + 600 => result.delays.push(*known - *mark),
            _ => result.missed += 1,
        }
    }
    let starts = told.iter().filter(|(known, what)| {
        matches!(what, Heard::VoiceBegan { .. })
            && !loud[(known / 10).saturating_sub(30) as usize..(known / 10) as usize]
                .contains(&true)
    });
    result.false_starts = starts.count();
    result
}

fn cost() {
    let said: Vec<f32> = utterances()
        .iter()
        .flat_map(|said| {
            said.samples
                .iter()
                .map(|s| f32::from(*s))
                .collect::<Vec<_>>()
        })
        .collect();
    let frames: Vec<Vec<u8>> = said
        .chunks_exact(160)
        .map(|frame| coded(frame.iter().copied()))
        .collect();
    let mut ear = Ear::default();
    let mut heard = Vec::new();
    let mut times = Vec::new();
    for n in 0..20_000usize {
        let before = Instant::now();
        ear.frame(At(n as u64 * 20), &frames[n % frames.len()], &mut heard);
        times.push(before.elapsed().as_nanos());
        black_box(&heard);
        heard.clear();
    }
    times.sort_unstable();
    let mut detector = earshot::Detector::default_boxed();
    let window: Vec<i16> = said[8_000..8_256].iter().map(|s| *s as i16).collect();
    let mut alone = Vec::new();
    for _ in 0..20_000 {
        let before = Instant::now();
        black_box(detector.predict_i16(black_box(&window)));
        alone.push(before.elapsed().as_nanos());
    }
    alone.sort_unstable();
    println!(
        "a frame of 20 ms: p50 {} ns, p99 {} ns; earshot alone, for the same 20 ms: p50 {} ns",
        times[times.len() / 2],
        times[times.len() * 99 / 100],
        alone[alone.len() / 2] * 5 / 4,
    );
}

fn main() {
    cost();
    onsets(None, 0.0).print("clean");
    onsets(None, 12.0).print("clean, talker 12 dB quieter");
    onsets(Some(20.0), 0.0).print("babble 20 dB below");
    onsets(Some(15.0), 0.0).print("babble 15 dB below");
    onsets(Some(10.0), 0.0).print("babble 10 dB below");
    clatter().print("clatter");
    for loss in [6.0, 12.0, 20.0, 30.0] {
        echo(loss, false, false).print(&format!("echo {loss} dB below, not known"));
        echo(loss, true, false).print(&format!("echo {loss} dB below, known"));
        echo(loss, true, true).print(&format!("echo {loss} dB below, cut into"));
    }
    if let Some(path) = std::env::args().nth(1) {
        match std::fs::read(&path) {
            Ok(codes) => {
                speech(&codes, None).print("file, as it is");
                speech(&codes, Some(20.0)).print("file, babble 20 dB below");
                speech(&codes, Some(10.0)).print("file, babble 10 dB below");
            }
            Err(error) => println!("{path}: {error}"),
        }
    }
}
