//! A recording's frames in the order in which they are to be heard.

use super::course::{Course, Leg};
use crate::cursor::RecordingCursor;
use crate::fault::DecodeFault;

/// Frames from the first up to, not including, the second, round and round.
pub(super) type Loop = Option<(u64, u64)>;

/// Reads from a start on, back to a loop's beginning at its end.
#[derive(Debug)]
pub(super) struct Way {
    repeat: Loop,
    /// Frames read since the start.
    passed: u64,
}

impl Way {
    /// From frame `start` on. A loop that lies before it is never come to.
    pub(super) fn new(start: u64, repeat: Loop) -> Self {
        Self {
            repeat: repeat.filter(|(from, to)| from < to && start < *to),
            passed: 0,
        }
    }

    /// Fills whole frames from where the cursor stands, and lays the course; returns
    /// how many, 0 at the end.
    pub(super) fn read(
        &mut self,
        cursor: &mut RecordingCursor,
        out: &mut [f32],
        course: &Course,
    ) -> Result<usize, DecodeFault> {
        let channels = usize::from(cursor.channels());
        let mut wanted = out.len() / channels;
        if let Some((from, to)) = self.repeat {
            if cursor.position() >= to {
                cursor.seek(from)?;
                course.turn(Leg {
                    at: self.passed,
                    from,
                });
            }
            let left = usize::try_from(to - cursor.position()).unwrap_or(usize::MAX);
            wanted = wanted.min(left);
        }
        let got = cursor.read(&mut out[..wanted * channels])?;
        self.passed += got as u64;
        Ok(got)
    }
}
