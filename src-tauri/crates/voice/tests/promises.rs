//! What a call promises holds whatever its caller does: some seconds of callers drawn by
//! chance. `examples/interruptions_bench.rs` plays a million.

use parley_voice::simulate::promises::{Broken, Count};

#[test]
fn nothing_a_caller_does_breaks_a_promise() {
    let mut count = Count::default();
    for seed in 0..300 {
        count.play(seed);
    }
    assert_eq!(count.broken, Broken::default(), "seeds {:?}", count.seeds);
    assert_eq!(count.calls, 300);
    assert!(
        count.interruptions > 100 && count.bookings > 10,
        "{count:?}"
    );
}

/// Found by the million: a read-back that was cut before it had any sound, silences of a
/// voice that is slow on a slow network, and keys that took back one reply after another.
#[test]
fn what_was_broken_once_holds() {
    let mut count = Count::default();
    for seed in [
        433_791_741_090,
        433_791_780_040,
        433_791_786_244,
        438_086_678_540,
        438_086_683_036,
        87_020_856_370_311_224,
        87_020_856_370_775_126,
        87_020_856_371_240_838,
    ] {
        count.play(seed);
    }
    assert_eq!(count.broken, Broken::default(), "seeds {:?}", count.seeds);
}
