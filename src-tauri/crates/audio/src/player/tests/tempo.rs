//! Other speeds.

use super::*;

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
