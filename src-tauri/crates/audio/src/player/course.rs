//! Where in the recording each frame that the device takes comes from.

use std::sync::Mutex;

use super::speaker::lock;

/// From frame `at` of a run on, at the recording's rate, the frames from `from` on
/// are played in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leg {
    pub(super) at: u64,
    pub(super) from: u64,
}

/// The legs of a run, in order; those behind the ear are forgotten.
#[derive(Debug)]
pub(super) struct Course {
    legs: Mutex<Vec<Leg>>,
    /// Frames of the recording in one of the device's.
    per_frame: f64,
}

impl Course {
    pub(super) fn new(start: u64, per_frame: f64) -> Self {
        Self {
            legs: Mutex::new(vec![Leg { at: 0, from: start }]),
            per_frame,
        }
    }

    /// The run goes on somewhere else.
    pub(super) fn turn(&self, leg: Leg) {
        lock(&self.legs).push(leg);
    }

    /// The recording's frame at a device frame ahead of the ear.
    pub(super) fn peek(&self, device_frames: f64) -> f64 {
        let at = device_frames * self.per_frame;
        let legs = lock(&self.legs);
        let leg = legs.iter().rev().find(|leg| leg.at as f64 <= at);
        leg.map_or(at, |leg| leg.from as f64 + at - leg.at as f64)
    }

    /// The recording's frame at the ear's device frame, which never goes back.
    pub(super) fn place(&self, device_frames: f64) -> f64 {
        let at = device_frames * self.per_frame;
        let mut legs = lock(&self.legs);
        let behind = legs.iter().skip(1).take_while(|l| l.at as f64 <= at);
        let behind = behind.count();
        legs.drain(..behind);
        legs.first()
            .map_or(at, |leg| leg.from as f64 + at - leg.at as f64)
    }

    /// Device frames of this run in one of `other`'s, for the same sound.
    pub(super) fn frames_per(&self, other: &Self) -> f64 {
        other.per_frame / self.per_frame
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legs_follow_one_another() {
        // Twice as fast, 8 kHz on a 48 kHz device.
        let course = Course::new(1_000, 2.0 / 6.0);
        course.turn(Leg { at: 100, from: 50 });
        course.turn(Leg {
            at: 200,
            from: 5_000,
        });
        assert_eq!(course.place(0.0), 1_000.0);
        assert!((course.place(299.0) - 1_099.67).abs() < 0.01);
        assert_eq!(course.place(300.0), 50.0);
        assert_eq!(course.place(450.0), 100.0);
        assert_eq!(course.place(630.0), 5_010.0);
        let slower = Course::new(0, 1.0 / 6.0);
        assert_eq!(slower.frames_per(&course), 2.0);
    }
}
