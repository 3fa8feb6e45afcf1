//! The player against a device that is pulled by hand: what comes out, and what
//! the clock says of it.

use std::io::Cursor;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use parley_app::ports::{PlayableRecording, Player, PlayerError, RecordingReader as _};
use parley_domain::listening::{ChannelMix, Span, Speed};

use super::output::{MakeRender, OpenOutput, Output, OutputShape, Render};
use super::speaker::{SpeakerPlayer, lock};
use crate::Recordings;

/// Latency the pretended device has.
const LATENCY: Duration = Duration::from_millis(40);

#[derive(Clone)]
struct HandDevice {
    shape: OutputShape,
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    render: Mutex<Option<Render>>,
    lost: Mutex<Option<Arc<AtomicBool>>>,
    now: Mutex<Duration>,
    absent: AtomicBool,
    opened: AtomicU32,
}

struct Nothing;
impl OpenOutput for Nothing {}

impl Output for HandDevice {
    fn open(
        &self,
        make_render: MakeRender<'_>,
        lost: Arc<AtomicBool>,
    ) -> Result<Box<dyn OpenOutput>, PlayerError> {
        if self.inner.absent.load(Ordering::Relaxed) {
            return Err(PlayerError::NoDevice);
        }
        self.inner.opened.fetch_add(1, Ordering::Relaxed);
        *lock(&self.inner.render) = Some(make_render(self.shape));
        *lock(&self.inner.lost) = Some(lost);
        Ok(Box::new(Nothing))
    }

    fn now(&self) -> Duration {
        *lock(&self.inner.now)
    }
}

impl HandDevice {
    fn new(rate_hz: u32, channels: u16) -> Self {
        Self {
            shape: OutputShape { rate_hz, channels },
            inner: Arc::default(),
        }
    }

    /// Asks for `ms` in buffers of 10 ms; time passes as it would.
    fn pull(&self, ms: u32) -> Vec<f32> {
        let frames = self.shape.rate_hz as usize / 100;
        let mut all = Vec::new();
        for _ in 0..ms / 10 {
            let mut buffer = vec![9.0; frames * usize::from(self.shape.channels)];
            let now = *lock(&self.inner.now);
            if let Some(render) = lock(&self.inner.render).as_mut() {
                render(&mut buffer, now + LATENCY);
            }
            all.extend(buffer);
            *lock(&self.inner.now) += Duration::from_millis(10);
            // Leave the feeder its turn, as a real device does.
            std::thread::sleep(Duration::from_millis(2));
        }
        all
    }

    fn wait(&self, ms: u64) {
        *lock(&self.inner.now) += Duration::from_millis(ms);
    }
}

/// A WAV of 16-bit frames made by `sample(frame, channel)`.
fn wav(rate: u32, channels: u16, frames: u32, sample: impl Fn(u32, u16) -> i16) -> Vec<u8> {
    let data = frames * u32::from(channels) * 2;
    let mut wav = b"RIFF".to_vec();
    wav.extend((36 + data).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0");
    wav.extend(channels.to_le_bytes());
    wav.extend(rate.to_le_bytes());
    wav.extend((rate * u32::from(channels) * 2).to_le_bytes());
    wav.extend((channels * 2).to_le_bytes());
    wav.extend(b"\x10\0data");
    wav.extend(data.to_le_bytes());
    for frame in 0..frames {
        for channel in 0..channels {
            wav.extend(sample(frame, channel).to_le_bytes());
        }
    }
    wav
}

fn playable(bytes: Vec<u8>) -> PlayableRecording {
    let scan = Recordings
        .scan("a.wav", Box::new(Cursor::new(bytes.clone())))
        .unwrap();
    PlayableRecording {
        stream: Box::new(Cursor::new(bytes)),
        file_name: "a.wav".to_owned(),
        facts: scan.facts,
        seek_index: scan.seek_index,
    }
}

/// 10 s at 8 kHz: left counts frames / 8, right is its negative.
fn counting() -> PlayableRecording {
    playable(wav(8_000, 2, 80_000, |frame, channel| {
        let value = (frame / 8) as i16;
        if channel == 0 { value } else { -value }
    }))
}

fn player(device: &HandDevice) -> SpeakerPlayer {
    SpeakerPlayer::new(Box::new(device.clone()))
}

fn position(player: &SpeakerPlayer) -> f64 {
    player.position().unwrap().position_ms
}

/// The recording's ms a left sample of [`counting`] tells.
fn told_ms(sample: f32) -> f64 {
    f64::from(sample) * 32_768.0
}

#[test]
fn samples_sides_and_clock_agree() {
    for rate in [8_000, 48_000, 44_100] {
        let device = HandDevice::new(rate, 2);
        let player = player(&device);
        player.load(counting()).unwrap();
        player.play().unwrap();
        std::thread::sleep(Duration::from_millis(50));
        let out = device.pull(1_000);
        let per_ms = rate as usize / 1000 * 2;
        for ms in [100, 500, 900] {
            let frame = &out[ms * rate as usize / 1000 * 2..][..2];
            assert!(
                (told_ms(frame[0]) - ms as f64).abs() < 2.0,
                "{rate}: {frame:?} at {ms}"
            );
            assert!((frame[0] + frame[1]).abs() < 1e-4);
        }
        assert!(per_ms > 0);
        // Handed over: 1000 ms; heard: 40 ms less.
        assert!(
            (position(&player) - 960.0).abs() < 1.5,
            "{}",
            position(&player)
        );
        // No more is asked for: the ear runs out at what was handed over.
        device.wait(500);
        assert!((position(&player) - 1_000.0).abs() < 1.5);
    }
}

#[test]
fn a_seek_is_in_the_next_buffer_and_does_not_click() {
    let device = HandDevice::new(48_000, 2);
    let player = player(&device);
    player.load(counting()).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    let before = device.pull(300);
    player.seek(7_000.0).unwrap();
    assert!((position(&player) - 7_000.0).abs() < 0.2);
    std::thread::sleep(Duration::from_millis(50));
    let after = device.pull(200);
    let at_20 = told_ms(after[20 * 48 * 2]);
    assert!((at_20 - 7_020.0).abs() < 1.0, "{at_20}");
    let all: Vec<f32> = before.into_iter().chain(after).collect();
    let jump = all
        .chunks(2)
        .zip(all.chunks(2).skip(1))
        .map(|(a, b)| (a[0] - b[0]).abs())
        .fold(0.0, f32::max);
    // 7000 / 32768 faded in over 4 ms (192 frames).
    assert!(jump < 0.21 / 150.0, "{jump}");
    assert!(
        (position(&player) - 7_160.0).abs() < 1.5,
        "{}",
        position(&player)
    );
}

#[test]
fn the_clock_never_goes_back() {
    let device = HandDevice::new(48_000, 2);
    let player = player(&device);
    player.load(counting()).unwrap();
    player.play().unwrap();
    let mut last = 0.0;
    for step in 0..60 {
        device.pull(10);
        if step % 7 == 0 {
            player.pause();
            player.play().unwrap();
        }
        let now = position(&player);
        assert!(now >= last, "{now} after {last}");
        last = now;
    }
    assert!(last > 400.0);
}

#[test]
fn pause_is_silent_at_once_and_goes_on_where_it_was() {
    let device = HandDevice::new(8_000, 2);
    let player = player(&device);
    player.load(counting()).unwrap();
    player.seek(2_000.0).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    device.pull(200);
    player.pause();
    let out = device.pull(100);
    // 4 ms of fade, 8 frames a ms.
    assert!(out[6 * 8 * 2..].iter().all(|s| *s == 0.0));
    device.wait(1_000);
    let held = position(&player);
    assert!((held - 2_204.0).abs() < 2.0, "{held}");
    assert!(!player.position().unwrap().playing);
    player.play().unwrap();
    let out = device.pull(100);
    let told = told_ms(out[50 * 8 * 2]);
    assert!((told - held - 50.0).abs() < 2.0, "{told}");
}

#[test]
fn the_end_is_reached_told_and_begun_anew() {
    let device = HandDevice::new(48_000, 2);
    let player = player(&device);
    player.load(counting()).unwrap();
    player.seek(9_900.0).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    device.pull(90);
    assert!(!player.position().unwrap().ended);
    device.pull(100);
    let end = player.position().unwrap();
    assert!(end.ended && !end.playing);
    assert_eq!((end.position_ms, end.duration_ms), (10_000.0, 10_000.0));
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    device.pull(150);
    assert!((position(&player) - 110.0).abs() < 1.5);
    // Beyond the end is the end; before the start is the start.
    player.seek(1e12).unwrap();
    assert_eq!(position(&player), 10_000.0);
    player.seek(-5.0).unwrap();
    assert_eq!(position(&player), 0.0);
    player.seek(f64::NAN).unwrap();
    assert_eq!(position(&player), 0.0);
}

#[test]
fn mono_is_on_both_sides_and_one_speaker_gets_both() {
    let mono = || playable(wav(8_000, 1, 8_000, |_, _| 8_192));
    let stereo = || playable(wav(8_000, 2, 8_000, |_, c| if c == 0 { 8_192 } else { 0 }));
    for (recording, channels, expected) in [
        (mono(), 2, vec![0.25, 0.25]),
        (mono(), 1, vec![0.25]),
        (stereo(), 1, vec![0.125]),
        (stereo(), 6, vec![0.25, 0.0, 0.0, 0.0, 0.0, 0.0]),
    ] {
        let device = HandDevice::new(48_000, channels);
        let player = player(&device);
        player.load(recording).unwrap();
        player.play().unwrap();
        std::thread::sleep(Duration::from_millis(50));
        let out = device.pull(100);
        let frame = &out[2_400 * usize::from(channels)..][..usize::from(channels)];
        for (got, expected) in frame.iter().zip(&expected) {
            assert!((got - expected).abs() < 1e-3, "{frame:?}");
        }
    }
}

#[test]
fn without_a_device_all_but_sound_works() {
    let device = HandDevice::new(48_000, 2);
    device.inner.absent.store(true, Ordering::Relaxed);
    let player = player(&device);
    assert_eq!(player.play(), Err(PlayerError::NothingLoaded));
    assert_eq!(player.seek(1.0), Err(PlayerError::NothingLoaded));
    assert!(player.position().is_none());
    player.load(counting()).unwrap();
    assert_eq!(player.play(), Err(PlayerError::NoDevice));
    player.seek(3_000.0).unwrap();
    assert_eq!(position(&player), 3_000.0);
    device.inner.absent.store(false, Ordering::Relaxed);
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    device.pull(140);
    assert!((position(&player) - 3_100.0).abs() < 1.5);
}

/// Plays half a second, then loses the device.
fn lose(device: &HandDevice) -> SpeakerPlayer {
    let player = player(device);
    player.load(counting()).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    device.pull(500);
    set_lost(device);
    player
}

fn set_lost(device: &HandDevice) {
    let lost = lock(&device.inner.lost);
    lost.as_ref().unwrap().store(true, Ordering::Relaxed);
}

#[test]
fn a_lost_device_is_opened_again_some_times() {
    let device = HandDevice::new(48_000, 2);
    let player = lose(&device);
    let lost = player.position().unwrap();
    assert!(lost.playing);
    assert!((lost.position_ms - 460.0).abs() < 1.5);
    assert_eq!(device.inner.opened.load(Ordering::Relaxed), 2);
    std::thread::sleep(Duration::from_millis(50));
    let out = device.pull(100);
    let told = told_ms(out[50 * 48 * 2]);
    assert!((told - 510.0).abs() < 2.0, "{told}");
    // Lost again and again: that device is no good.
    for _ in 0..2 {
        set_lost(&device);
        assert!(player.position().unwrap().playing);
    }
    set_lost(&device);
    let lost = player.position().unwrap();
    assert!(!lost.playing && lost.device_lost);
    assert_eq!(device.inner.opened.load(Ordering::Relaxed), 4);
    player.play().unwrap();
    assert!(!player.position().unwrap().device_lost);
    assert_eq!(device.inner.opened.load(Ordering::Relaxed), 5);
}

#[test]
fn a_device_that_is_gone_pauses() {
    let device = HandDevice::new(48_000, 2);
    let player = lose(&device);
    device.inner.absent.store(true, Ordering::Relaxed);
    let lost = player.position().unwrap();
    assert!(lost.device_lost);
    assert!(!lost.playing && (lost.position_ms - 460.0).abs() < 1.5);
    assert_eq!(player.play(), Err(PlayerError::NoDevice));
    device.inner.absent.store(false, Ordering::Relaxed);
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    let told = told_ms(device.pull(100)[50 * 48 * 2]);
    assert!((told - 510.0).abs() < 2.0, "{told}");
}

#[test]
fn nothing_waits_for_decoding() {
    let device = HandDevice::new(48_000, 2);
    let player = player(&device);
    player.load(counting()).unwrap();
    let started = Instant::now();
    player.play().unwrap();
    for i in 0..100 {
        player.seek(f64::from(i) * 90.0).unwrap();
    }
    player.pause();
    player.unload();
    assert!(started.elapsed() < Duration::from_millis(200));
    assert!(player.position().is_none());
    assert!(device.pull(50)[48 * 2 * 10..].iter().all(|s| *s == 0.0));
}

/// 10 s at 8 kHz: bursts of 60 ms, each at a multiple of half a second.
fn bursts() -> PlayableRecording {
    playable(wav(8_000, 2, 80_000, |frame, _| {
        let on = frame % 4_000 < 480;
        let tone = (f64::from(frame) * std::f64::consts::TAU * 700.0 / 8_000.0).sin();
        if on { (tone * 12_000.0) as i16 } else { 0 }
    }))
}

/// Where in `out` (ms) the middles of the bursts are.
fn middles(out: &[f32], per_ms: usize) -> Vec<f64> {
    let power: Vec<f32> = out
        .chunks(per_ms * 2)
        .map(|ms| ms.iter().map(|s| s * s).sum::<f32>() / ms.len() as f32)
        .collect();
    let mut found = Vec::new();
    let (mut weight, mut moment, mut quiet) = (0.0, 0.0, 0);
    for (ms, power) in power.into_iter().enumerate() {
        // A stretched burst has faint shadows before and after it.
        if power > 6e-3 {
            quiet = 0;
            weight += f64::from(power);
            moment += f64::from(power) * (ms as f64 + 0.5);
        } else {
            quiet += 1;
            if quiet == 40 && weight > 0.0 {
                found.push(moment / weight);
                (weight, moment) = (0.0, 0.0);
            }
        }
    }
    found
}

fn speed(times: f64) -> Speed {
    Speed::new(times).unwrap()
}

#[test]
fn at_every_speed_the_clock_tells_what_is_heard() {
    for times in [0.5, 0.75, 1.5, 2.0, 3.0] {
        let device = HandDevice::new(48_000, 2);
        let player = player(&device);
        player.load(bursts()).unwrap();
        player.set_speed(speed(times));
        player.play().unwrap();
        std::thread::sleep(Duration::from_millis(50));
        let out = device.pull(1_500);
        let heard = middles(&out, 48);
        assert!(heard.len() >= 2, "{times}x: {heard:?}");
        // Bursts that are whole: the first begins the recording.
        for (number, at) in heard.iter().enumerate().skip(1) {
            let wanted = (number as f64 * 500.0 + 30.0) / times;
            assert!((at - wanted).abs() < 25.0 / times, "{times}x: {heard:?}");
        }
        let told = position(&player);
        assert!((told - 1_460.0 * times).abs() < 2.0, "{times}x: {told}");
        assert_eq!(player.position().unwrap().speed, times);
    }
}

#[test]
fn at_its_own_speed_not_a_sample_is_touched() {
    let device = HandDevice::new(8_000, 2);
    let player = player(&device);
    player.load(counting()).unwrap();
    player.set_speed(speed(2.0));
    player.set_speed(Speed::NORMAL);
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    let out = device.pull(500);
    for (frame, got) in out.chunks(2).enumerate().skip(100) {
        assert_eq!(told_ms(got[0]), (frame / 8) as f64);
    }
}

#[test]
fn another_speed_while_it_plays_goes_on_in_place() {
    let device = HandDevice::new(48_000, 2);
    let player = player(&device);
    player.load(bursts()).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    // What the clock says over time, beside when the bursts are heard.
    let mut all = Vec::new();
    let mut clock: Vec<(f64, f64)> = Vec::new();
    for times in [1.0, 2.0, 0.5, 3.0, 1.0] {
        player.set_speed(speed(times));
        std::thread::sleep(Duration::from_millis(40));
        for _ in 0..60 {
            all.extend(device.pull(10));
            clock.push(((all.len() / 96) as f64 - 40.0, position(&player)));
        }
    }
    for pair in clock.windows(2) {
        let step = pair[1].1 - pair[0].1;
        assert!((0.0..40.0).contains(&step), "{pair:?}");
    }
    let heard = middles(&all, 48);
    assert!(heard.len() >= 5, "{heard:?}");
    for at in &heard[1..] {
        let told = clock.iter().min_by(|a, b| {
            let away = |c: &(f64, f64)| (c.0 - at).abs();
            away(a).total_cmp(&away(b))
        });
        let told = told.unwrap().1;
        // The middle of a burst is 30 ms after a half second.
        let off = (told - 30.0 + 250.0).rem_euclid(500.0) - 250.0;
        assert!(
            off.abs() < 35.0,
            "a burst at {at} ms, told {told} ms: {off}"
        );
    }
    // Each burst once, none missing, up to where the clock stands.
    let last = clock.last().unwrap().1;
    let bursts = ((last - 100.0) / 500.0) as usize + 1;
    assert!(heard.len().abs_diff(bursts) <= 1, "{heard:?} up to {last}");
}

#[test]
fn a_mix_is_heard_at_once_and_does_not_click() {
    let stereo = || {
        playable(wav(
            8_000,
            2,
            80_000,
            |_, c| if c == 0 { 8_192 } else { -4_096 },
        ))
    };
    let device = HandDevice::new(48_000, 2);
    let player = player(&device);
    player.load(stereo()).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    let mut all = device.pull(100);
    for (mix, left, right) in [
        ([[1.0, 1.0], [0.0, 0.0]], 0.25, 0.25),
        ([[0.0, 0.0], [0.5, 0.5]], -0.0625, -0.0625),
        ([[2.0, 0.0], [0.0, 2.0]], 0.5, -0.25),
        ([[0.0; 2]; 2], 0.0, 0.0),
    ] {
        player.set_mix(ChannelMix(mix));
        let out = device.pull(100);
        // Settled after 10 ms, whatever it was before.
        for frame in out[10 * 48 * 2..].chunks(2) {
            assert!((frame[0] - left).abs() < 1e-4 && (frame[1] - right).abs() < 1e-4);
        }
        all.extend(out);
    }
    for side in [0, 1] {
        let sound = all.chunks(2).map(|frame| frame[side]);
        let jump = sound.clone().zip(sound.skip(1)).map(|(a, b)| (a - b).abs());
        assert!(jump.fold(0.0, f32::max) < 0.01);
    }
    // The next recording is heard as it is.
    player.load(stereo()).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    let frame = &device.pull(50)[20 * 48 * 2..][..2];
    assert!((frame[0] - 0.25).abs() < 1e-4 && (frame[1] + 0.125).abs() < 1e-4);
}

/// 10 s of a tone of 200 Hz.
fn tone() -> PlayableRecording {
    playable(wav(8_000, 2, 80_000, |frame, _| {
        ((f64::from(frame) * std::f64::consts::TAU / 40.0).sin() * 16_384.0) as i16
    }))
}

fn span(from_ms: u32, to_ms: u32) -> Span {
    Span { from_ms, to_ms }
}

#[test]
fn twenty_rounds_of_a_loop_have_no_gap_and_do_not_drift() {
    let device = HandDevice::new(48_000, 2);
    let player = player(&device);
    player.load(tone()).unwrap();
    // 60 turns of the tone, so its end fits its beginning.
    player.set_loop(Some(span(2_000, 2_300))).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    let mut out = Vec::new();
    for pulled in 1..=620 {
        out.extend(device.pull(10));
        let told = position(&player);
        let wanted = 2_000.0 + (f64::from(pulled) * 10.0 - 40.0).max(0.0) % 300.0;
        let off = (told - wanted + 150.0).rem_euclid(300.0) - 150.0;
        assert!(off.abs() < 1.5, "{told} instead of {wanted}");
        assert!((2_000.0..2_300.0).contains(&told), "{told}");
    }
    // A tone that goes on as if nothing were cut: sample by sample, after 20 rounds too.
    for (n, frame) in out.chunks(2).enumerate().skip(48 * 10) {
        let wanted = (n as f64 * std::f64::consts::TAU / 240.0).sin() * 0.5;
        assert!(
            (f64::from(frame[0]) - wanted).abs() < 5e-3,
            "frame {n}: {frame:?} {wanted}"
        );
    }
}

#[test]
fn a_loop_turns_sample_exactly_and_is_left_at_once() {
    let device = HandDevice::new(8_000, 2);
    let player = player(&device);
    player.load(counting()).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    device.pull(500);
    // The place is in the loop: it goes on from there to the end, then round.
    player.set_loop(Some(span(300, 700))).unwrap();
    std::thread::sleep(Duration::from_millis(50));
    let out = device.pull(1_000);
    for (ms, frame) in out.chunks(2 * 8).enumerate().skip(10) {
        let wanted = 300.0 + ((500 + ms - 300) % 400) as f64;
        assert_eq!(told_ms(frame[0]), wanted, "after {ms} ms");
    }
    player.set_loop(None).unwrap();
    std::thread::sleep(Duration::from_millis(50));
    let out = device.pull(1_000);
    let first = told_ms(out[20 * 8 * 2]);
    assert!((300.0..700.0).contains(&first));
    assert_eq!(told_ms(out[990 * 8 * 2]), first + 970.0);
}

#[test]
fn a_loop_elsewhere_begins_at_its_start_at_any_speed() {
    let device = HandDevice::new(48_000, 2);
    let player = player(&device);
    player.load(bursts()).unwrap();
    player.set_speed(speed(2.0));
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    device.pull(100);
    player.set_loop(Some(span(4_900, 5_300))).unwrap();
    assert_eq!(position(&player), 4_900.0);
    std::thread::sleep(Duration::from_millis(50));
    let heard = middles(&device.pull(2_100), 48);
    // One burst a round, a round every 200 ms, the first 50 ms + 15 ms in.
    assert!(heard.len() >= 9, "{heard:?}");
    for (round, at) in heard.iter().enumerate() {
        let wanted = round as f64 * 200.0 + 65.0;
        assert!((at - wanted).abs() < 15.0, "{heard:?}");
    }
    assert!((4_900.0..5_300.0).contains(&position(&player)));
    // The next recording has none.
    player.load(bursts()).unwrap();
    player.seek(5_250.0).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    device.pull(300);
    assert!(position(&player) > 5_300.0);
}
