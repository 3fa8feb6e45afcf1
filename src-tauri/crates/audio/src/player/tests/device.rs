//! A device that is not there, or goes.

use super::*;

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

fn headset() -> OutputDevice {
    OutputDevice {
        id: "test:headset".to_owned(),
        name: "Headset".to_owned(),
    }
}

/// Plays half a second on the system's device, with a headset beside it.
fn beside_headset() -> (HandDevice, SpeakerPlayer) {
    let device = HandDevice::new(48_000, 2);
    *lock(&device.inner.others) = vec![headset()];
    let player = player(&device);
    player.load(counting()).unwrap();
    player.play().unwrap();
    std::thread::sleep(Duration::from_millis(50));
    device.pull(500);
    (device, player)
}

fn present(device: &HandDevice) -> Option<String> {
    lock(&device.inner.present).clone()
}

#[test]
fn another_device_goes_on_from_the_same_place() {
    let (device, player) = beside_headset();
    assert_eq!(player.outputs(), [headset()]);
    for id in [Some("test:headset"), None] {
        let before = position(&player);
        player.choose_output(id);
        let moved = player.position().unwrap();
        assert!(moved.playing && !moved.stands_in);
        assert!((moved.position_ms - before).abs() < 1.5);
        assert_eq!(present(&device).as_deref(), id);
        std::thread::sleep(Duration::from_millis(50));
        let told = told_ms(device.pull(100)[50 * 48 * 2]);
        assert!((told - before - 50.0).abs() < 2.0, "{told} after {before}");
    }
}

#[test]
fn a_choice_while_paused_is_opened_with_the_next_sound() {
    let (device, player) = beside_headset();
    player.pause();
    let before = position(&player);
    player.choose_output(Some("test:headset"));
    assert!(!player.position().unwrap().playing);
    assert!((position(&player) - before).abs() < 1.5);
    assert_eq!(present(&device), None);
    player.play().unwrap();
    assert_eq!(present(&device).as_deref(), Some("test:headset"));
}

#[test]
fn a_choice_after_the_end_leaves_it_at_the_end() {
    let (device, player) = beside_headset();
    player.seek(1e9).unwrap();
    std::thread::sleep(Duration::from_millis(50));
    device.pull(200);
    let end = player.position().unwrap();
    assert!(end.ended);
    player.choose_output(Some("test:headset"));
    let there = player.position().unwrap();
    assert!(there.ended && !there.playing);
    assert!((there.position_ms - end.duration_ms).abs() < 1.5);
    player.play().unwrap();
    assert!(
        player.position().unwrap().position_ms < 100.0,
        "it begins anew"
    );
}

#[test]
fn for_a_missing_choice_the_systems_device_stands_in_and_says_so() {
    let (device, player) = beside_headset();
    lock(&device.inner.others).clear();
    player.choose_output(Some("test:headset"));
    let there = player.position().unwrap();
    assert!(there.playing && there.stands_in);
    assert_eq!(present(&device), None);
    // It is connected again and chosen once more.
    *lock(&device.inner.others) = vec![headset()];
    player.choose_output(Some("test:headset"));
    assert!(!player.position().unwrap().stands_in);
    assert_eq!(present(&device).as_deref(), Some("test:headset"));
}

#[test]
fn a_chosen_device_that_vanishes_pauses_and_nothing_goes_to_another_unasked() {
    let (device, player) = beside_headset();
    player.choose_output(Some("test:headset"));
    std::thread::sleep(Duration::from_millis(50));
    device.pull(200);
    lock(&device.inner.others).clear();
    set_lost(&device);
    let lost = player.position().unwrap();
    assert!(!lost.playing && lost.device_lost && !lost.stands_in);
    let before = lost.position_ms;
    // Whoever presses play again wants to hear it, and is told where.
    player.play().unwrap();
    let there = player.position().unwrap();
    assert!(there.playing && there.stands_in && !there.device_lost);
    assert!((there.position_ms - before).abs() < 1.5);
}
