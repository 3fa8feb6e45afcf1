//! The thread that decodes ahead of the ear.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::time::Duration;

use super::convert::Conversion;
use super::stretch::Stretch;
use crate::cursor::RecordingCursor;
use crate::fault::DecodeFault;

/// Decoded at a time.
const STEP_MS: u32 = 20;
/// How often a full ring is looked at.
const REST: Duration = Duration::from_millis(8);

/// Asks the thread to fill a stretch instead of the one before.
struct Order {
    stretch: Arc<Stretch>,
    device_rate_hz: u32,
}

/// The thread's other end. Dropping it ends the thread.
#[derive(Debug)]
pub(super) struct Feeder {
    orders: Sender<Order>,
}

impl Feeder {
    pub(super) fn start(cursor: RecordingCursor) -> Result<Self, std::io::Error> {
        let (orders, inbox) = channel();
        std::thread::Builder::new()
            .name("recording-feeder".to_owned())
            .spawn(move || run(cursor, &inbox))?;
        Ok(Self { orders })
    }

    pub(super) fn fill(&self, stretch: Arc<Stretch>, device_rate_hz: u32) {
        // The thread ends only when this sender is gone, so the order arrives.
        let _ = self.orders.send(Order {
            stretch,
            device_rate_hz,
        });
    }
}

fn run(mut cursor: RecordingCursor, inbox: &Receiver<Order>) {
    let mut job: Option<Filling> = None;
    loop {
        let order = match &job {
            None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(filling) if filling.is_blocked => inbox.recv_timeout(REST),
            Some(_) => inbox.try_recv().map_err(|e| match e {
                TryRecvError::Empty => RecvTimeoutError::Timeout,
                TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
            }),
        };
        match order {
            Ok(order) => job = start(&mut cursor, order),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if let Some(filling) = &mut job {
            match filling.step(&mut cursor) {
                Ok(true) => {}
                Ok(false) => job = None,
                Err(fault) => {
                    tracing::warn!(%fault, "a recording stops playing");
                    filling.stretch.set_failed();
                    job = None;
                }
            }
        }
    }
}

fn start(cursor: &mut RecordingCursor, order: Order) -> Option<Filling> {
    let stretch = Arc::clone(&order.stretch);
    Filling::start(cursor, order)
        .inspect_err(|fault| {
            tracing::warn!(%fault, "a place in a recording cannot be reached");
            stretch.set_failed();
        })
        .ok()
}

/// A stretch on its way into the ring.
struct Filling {
    stretch: Arc<Stretch>,
    conversion: Conversion,
    chunk: Vec<f32>,
    ready: Vec<[f32; 2]>,
    sent: usize,
    at_end: bool,
    is_blocked: bool,
}

impl Filling {
    fn start(cursor: &mut RecordingCursor, order: Order) -> Result<Self, DecodeFault> {
        let mut conversion =
            Conversion::new(cursor.channels(), cursor.rate_hz(), order.device_rate_hz);
        let mut ready = Vec::new();
        // What lies before the start shapes the first samples, as in a straight run.
        let lead = conversion.lead() as u64;
        let before = lead.min(order.stretch.start);
        let missing = usize::try_from(lead - before).unwrap_or(0);
        conversion.push_silence(missing, &mut ready);
        cursor.seek(order.stretch.start - before)?;
        let frames = cursor.rate_hz() * STEP_MS / 1000;
        Ok(Self {
            stretch: order.stretch,
            conversion,
            chunk: vec![0.0; (frames as usize).max(1) * usize::from(cursor.channels())],
            ready,
            sent: 0,
            at_end: false,
            is_blocked: false,
        })
    }

    /// Decodes some and hands it over; false once all is in the ring.
    fn step(&mut self, cursor: &mut RecordingCursor) -> Result<bool, DecodeFault> {
        if self.sent == self.ready.len() {
            if self.at_end {
                self.stretch.set_complete();
                return Ok(false);
            }
            self.ready.clear();
            self.sent = 0;
            let got = cursor.read(&mut self.chunk)?;
            if got == 0 {
                self.conversion.finish(&mut self.ready);
                self.at_end = true;
            } else {
                let samples = got * usize::from(cursor.channels());
                self.conversion
                    .push(&self.chunk[..samples], &mut self.ready);
            }
        }
        self.sent += self.stretch.ring.push(&self.ready[self.sent..]);
        self.is_blocked = self.sent < self.ready.len();
        Ok(true)
    }
}
