//! Which side is heard where.

use super::*;

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
