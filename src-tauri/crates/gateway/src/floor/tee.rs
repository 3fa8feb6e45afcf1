//! A call's journal on its way: those who watch and listen see what passes. Must not
//! know: where it goes.

use std::sync::Arc;

use parley_domain::call::Side;
use parley_voice::core::{Entry, PhaseName};
use parley_voice::recording::Heard;
use parley_voice::time::Samples;

use super::seat::Seat;
use super::{LiveFloor, lock};
use crate::live::journal::{Journal, TurnTimes};

pub(super) struct Tee {
    floor: Arc<LiveFloor>,
    seat: Arc<Seat>,
    journal: Box<dyn Journal>,
}

impl Tee {
    pub(super) fn new(floor: Arc<LiveFloor>, seat: Arc<Seat>, journal: Box<dyn Journal>) -> Self {
        Self {
            floor,
            seat,
            journal,
        }
    }
}

impl Drop for Tee {
    fn drop(&mut self) {
        self.floor.leave(&self.seat);
    }
}

impl Journal for Tee {
    fn entry(&mut self, entry: &Entry) {
        if lock(&self.seat.sight).entry(entry) {
            self.floor.changed();
        }
        self.journal.entry(entry);
    }

    fn turn(&mut self, times: &TurnTimes) {
        lock(&self.seat.sight).turn(times);
        self.floor.changed();
        self.journal.turn(times);
    }

    fn phase(&mut self, phase: PhaseName) {
        lock(&self.seat.sight).phase(phase);
        self.floor.changed();
        self.journal.phase(phase);
    }

    fn heard(&mut self, heard: &Heard) {
        self.journal.heard(heard);
    }

    fn sound(&mut self, side: Side, at: Samples, codes: &[u8]) {
        if self.seat.is_heard() {
            self.listen(side, at, codes);
        }
        self.journal.sound(side, at, codes);
    }

    fn over(&mut self, summary: String) {
        self.journal.over(summary);
    }
}

impl Tee {
    fn listen(&self, side: Side, at: Samples, codes: &[u8]) {
        let mut listener = lock(&self.floor.listener);
        let Some(listener) = listener.as_mut() else {
            return;
        };
        if !Arc::ptr_eq(&listener.seat, &self.seat) {
            return;
        }
        let came_out = listener.sound(side, at, codes);
        if let Some((from, to)) = came_out
            && let Some((id, heard)) = lock(&self.floor.heard).as_mut()
            && *id == self.seat.id()
        {
            heard.heard(from, 1.0);
            heard.heard(to, 1.0);
        }
    }
}
