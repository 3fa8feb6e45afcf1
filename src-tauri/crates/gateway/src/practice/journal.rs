//! A practice call's journal: what is seen of it, and what its recorder is given. Must
//! not know: where that is kept.

use std::sync::Arc;

use parley_app::ports::{PracticeCall, Recorder};
use parley_domain::call::Side;
use parley_voice::core::{Entry, PhaseName};
use parley_voice::recording::Heard;
use parley_voice::time::Samples;
use tokio::sync::oneshot;

use super::shown::Shown;
use crate::keep::{Begun, LineJournal, Lines};
use crate::live::journal::{Journal, TurnTimes};

/// A recorder that is given back when the call is gone.
struct Lent {
    recorder: Option<Box<dyn Recorder>>,
    back: Option<oneshot::Sender<Box<dyn Recorder>>>,
}

impl Lines for Lent {
    fn line(&mut self, line: Vec<u8>) {
        if let Some(recorder) = &mut self.recorder {
            recorder.line(line);
        }
    }

    fn sound(&mut self, side: Side, at: Samples, codes: &[u8]) {
        if let Some(recorder) = &mut self.recorder {
            recorder.sound(side, at.0, codes);
        }
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let (Some(recorder), Some(back)) = (self.recorder.take(), self.back.take())
            && back.send(recorder).is_err()
        {
            tracing::warn!("nobody takes a practice call's recorder back");
        }
    }
}

pub struct PracticeJournal {
    shown: Arc<Shown>,
    lines: LineJournal<Lent>,
}

impl PracticeJournal {
    /// The journal, and where its recorder comes out when it is dropped.
    pub fn new(
        call: PracticeCall,
        shown: Arc<Shown>,
        recorder: Box<dyn Recorder>,
    ) -> (Self, oneshot::Receiver<Box<dyn Recorder>>) {
        let (back, from) = oneshot::channel();
        let lines = LineJournal::new(Lent {
            recorder: Some(recorder),
            back: Some(back),
        })
        .begins(Begun::Practised(call));
        (Self { shown, lines }, from)
    }
}

impl Journal for PracticeJournal {
    fn entry(&mut self, entry: &Entry) {
        self.shown.look(|sight| sight.entry(entry));
        self.lines.entry(entry);
    }

    fn turn(&mut self, times: &TurnTimes) {
        self.shown.look(|sight| {
            sight.turn(times);
            true
        });
        self.lines.turn(times);
    }

    fn phase(&mut self, phase: PhaseName) {
        self.shown.look(|sight| {
            sight.phase(phase);
            true
        });
    }

    fn heard(&mut self, heard: &Heard) {
        self.lines.heard(heard);
    }

    fn sound(&mut self, side: Side, at: Samples, codes: &[u8]) {
        self.lines.sound(side, at, codes);
    }

    fn over(&mut self, summary: String) {
        self.lines.over(summary);
    }
}
