//! Play, pause, seek, the end, and the clock.

use super::*;

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
