//! A recording's frames in the order in which they are to be heard.

use std::sync::Arc;

use super::course::{Course, Leg};
use crate::cursor::RecordingCursor;
use crate::fault::DecodeFault;

/// From the first frame up to, not including, the second.
pub(super) type Frames = (u64, u64);

/// What of a recording is played, and in which order.
#[derive(Debug, Clone, Default)]
pub(super) enum Plan {
    /// All of it.
    #[default]
    Straight,
    /// One stretch, round and round.
    Loop(Frames),
    /// These stretches in order, each later than the one before.
    Route(Arc<[Frames]>),
}

/// At either edge of a stretch of a route the sound comes and goes within so long:
/// what is cut there is not quite silent.
const EDGE_MS: u32 = 5;

/// Reads from a start on as planned.
#[derive(Debug)]
pub(super) struct Way {
    plan: Plan,
    /// Frames read since the start.
    passed: u64,
}

impl Way {
    /// From frame `start` on. A loop that lies before it is never come to.
    pub(super) fn new(start: u64, plan: Plan) -> Self {
        let plan = match plan {
            Plan::Loop((from, to)) if from >= to || start >= to => Plan::Straight,
            plan => plan,
        };
        Self { plan, passed: 0 }
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
        let mut edges = None;
        let end = match &self.plan {
            Plan::Straight => None,
            Plan::Loop((from, to)) => {
                if cursor.position() >= *to {
                    self.turn(cursor, *from, course)?;
                }
                Some(*to)
            }
            Plan::Route(stretches) => {
                let next = stretches.partition_point(|(_, to)| *to <= cursor.position());
                let Some(&(from, to)) = stretches.get(next) else {
                    return Ok(0);
                };
                if cursor.position() < from {
                    self.turn(cursor, from, course)?;
                }
                edges = Some((from, to));
                Some(to)
            }
        };
        if let Some(end) = end {
            let left = usize::try_from(end - cursor.position()).unwrap_or(usize::MAX);
            wanted = wanted.min(left);
        }
        let first = cursor.position();
        let got = cursor.read(&mut out[..wanted * channels])?;
        if let Some(edges) = edges {
            soften(&mut out[..got * channels], first, edges, cursor);
        }
        self.passed += got as u64;
        Ok(got)
    }

    fn turn(
        &self,
        cursor: &mut RecordingCursor,
        from: u64,
        course: &Course,
    ) -> Result<(), DecodeFault> {
        cursor.seek(from)?;
        course.turn(Leg {
            at: self.passed,
            from,
        });
        Ok(())
    }
}

/// Fades what lies near an edge; the recording's own beginning and end are no edges.
fn soften(sound: &mut [f32], first: u64, (from, to): Frames, cursor: &RecordingCursor) {
    let long = u64::from(cursor.rate_hz() * EDGE_MS / 1000).max(1);
    let channels = usize::from(cursor.channels());
    for (frame, at) in sound.chunks_exact_mut(channels).zip(first..) {
        let since = if from == 0 { long } else { at - from };
        let until = if to >= cursor.frames() { long } else { to - at };
        let near = since.min(until);
        if near < long {
            let gain = near as f32 / long as f32;
            frame.iter_mut().for_each(|sample| *sample *= gain);
        }
    }
}
