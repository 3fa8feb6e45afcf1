//! A recording's frames in the order in which they are to be heard.

use std::sync::Arc;

use super::course::{Course, Leg};
use crate::cursor::RecordingCursor;
use crate::cut::{Frames, soften};
use crate::fault::DecodeFault;

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
            soften(&mut out[..got * channels], first, edges, cursor.shape());
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
