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
