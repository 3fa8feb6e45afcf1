//! Loops and routes: the sound goes on somewhere else.

use super::*;

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

fn route(stretches: &[(u32, u32)]) -> Route {
    Route::of(stretches.iter().map(|&(a, b)| span(a, b)).collect())
}

#[test]
fn a_route_is_played_in_order_and_nothing_else() {
    let device = HandDevice::new(8_000, 2);
    let player = player(&device);
    assert_eq!(player.set_route(None), Err(PlayerError::NothingLoaded));
    player.load(counting()).unwrap();
    let way = route(&[(100, 400), (2_000, 2_300), (9_000, 9_200)]);
    player.set_route(Some(&way)).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    let mut out = Vec::new();
    for pulled in 1..=80 {
        out.extend(device.pull(10));
        let heard = (f64::from(pulled) * 10.0 - 40.0).max(0.0);
        let wanted = match heard {
            h if h < 300.0 => 100.0 + h,
            h if h < 600.0 => 1_700.0 + h,
            h => 8_400.0 + h,
        };
        let told = position(&player);
        assert!((told - wanted).abs() < 1.0, "{told} instead of {wanted}");
    }
    for (ms, frame) in out.chunks(2 * 8).enumerate() {
        let (into, left) = match ms {
            0..300 => (ms, 300 - ms),
            300..600 => (ms - 300, 600 - ms),
            _ => (ms - 600, 800 - ms),
        };
        let wanted = ms + [100, 1_700, 8_400][ms / 300];
        // At the edges the sound comes and goes.
        if into > 6 && left > 6 {
            assert_eq!(told_ms(frame[0]), wanted as f64, "after {ms} ms");
        }
    }
    let steps = out.chunks(2).zip(out.chunks(2).skip(1));
    let jump = steps.map(|(a, b)| (a[0] - b[0]).abs()).fold(0.0, f32::max);
    // From 9,200 / 32,768 to nothing in 5 ms.
    assert!(jump < 0.29 / 39.0, "{jump}");
    device.pull(200);
    let end = player.position().unwrap();
    assert!(end.ended && !end.playing);
    assert_eq!(end.position_ms, 10_000.0);
}

#[test]
fn a_place_beside_the_route_goes_on_at_its_next_stretch() {
    let device = HandDevice::new(8_000, 2);
    let player = player(&device);
    player.load(counting()).unwrap();
    let way = route(&[(100, 400), (2_000, 5_000)]);
    player.set_route(Some(&way)).unwrap();
    player.seek(1_000.0).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(told_ms(device.pull(100)[50 * 8 * 2]), 2_050.0);
    // A loop is heard whole, wherever it is.
    player.set_loop(Some(span(6_000, 6_500))).unwrap();
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(told_ms(device.pull(100)[50 * 8 * 2]), 6_050.0);
    player.set_loop(None).unwrap();
    // Without the route it goes on where it is.
    player.seek(2_500.0).unwrap();
    player.set_route(None).unwrap();
    player.seek(5_100.0).unwrap();
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(told_ms(device.pull(100)[50 * 8 * 2]), 5_150.0);
    // The next recording is played whole.
    player.set_route(Some(&way)).unwrap();
    player.load(counting()).unwrap();
    player.seek(6_000.0).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(told_ms(device.pull(100)[50 * 8 * 2]), 6_050.0);
}
