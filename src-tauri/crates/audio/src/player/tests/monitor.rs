use parley_app::ports::{Monitor as _, MonitorLine as _};

use super::*;
use crate::player::monitor::LiveLine;

#[test]
fn sound_as_it_happens_comes_out_a_little_behind_and_never_far() {
    let device = HandDevice::new(48_000, 2);
    let mut line = LiveLine::open(&device, None).expect("opens");
    assert!(device.pull(40).iter().all(|sample| *sample == 0.0));
    line.play(&[8_192; 160]);
    // One piece is not enough to begin with.
    assert!(device.pull(20).iter().all(|sample| *sample == 0.0));
    for _ in 0..10 {
        line.play(&[8_192; 160]);
    }
    let out = device.pull(160);
    let steady = &out[out.len() / 2..];
    assert!(steady.iter().all(|sample| (sample - 0.25).abs() < 0.01));
    // It runs dry, and begins again behind.
    let out = device.pull(200);
    assert_eq!(out.last(), Some(&0.0));
    // What comes all at once is not played for seconds.
    for _ in 0..200 {
        line.play(&[8_192; 160]);
    }
    let out = device.pull(600);
    let loud = out.iter().filter(|sample| **sample > 0.1).count();
    assert!(loud <= 2 * 48 * 400, "{loud}");
    assert_eq!(out.last(), Some(&0.0));
}

#[test]
fn a_paused_recording_goes_on_where_it_was_after_something_else_was_heard() {
    let device = HandDevice::new(8_000, 2);
    let player = player(&device);
    player.load(counting()).expect("loads");
    player.play().expect("plays");
    device.pull(400);
    player.pause();
    device.pull(100);
    let paused = position(&player);
    drop(player.open().expect("opens"));
    assert!((position(&player) - paused).abs() < 1.0);
    player.play().expect("plays");
    device.pull(200);
    let on = position(&player) - paused;
    assert!((60.0..=220.0).contains(&on), "{on}");
}
