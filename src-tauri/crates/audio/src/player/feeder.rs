//! The thread that decodes ahead of the ear.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::time::Duration;

use super::conversion::Conversion;
use super::run::Run;
use super::tempo::Tempo;
use super::way::Way;
use crate::cursor::RecordingCursor;
use crate::fault::DecodeFault;

/// Decoded at a time.
const STEP_MS: u32 = 20;
/// How often a full ring is looked at.
const REST: Duration = Duration::from_millis(8);

/// The thread's other end. Dropping it ends the thread.
#[derive(Debug)]
pub(super) struct Feeder {
    orders: Sender<Arc<Run>>,
}

impl Feeder {
    pub(super) fn start(cursor: RecordingCursor) -> Result<Self, std::io::Error> {
        let (orders, inbox) = channel();
        std::thread::Builder::new()
            .name("recording-feeder".to_owned())
            .spawn(move || run(cursor, &inbox))?;
        Ok(Self { orders })
    }

    /// Asks the thread to fill `run` instead of the one before.
    pub(super) fn fill(&self, run: Arc<Run>) {
        // The thread ends only when this sender is gone, so the order arrives.
        let _ = self.orders.send(run);
    }
}

fn run(mut cursor: RecordingCursor, inbox: &Receiver<Arc<Run>>) {
    let mut job: Option<Filling> = None;
    loop {
        let next = match &job {
            None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(filling) if filling.is_blocked => inbox.recv_timeout(REST),
            Some(_) => inbox.try_recv().map_err(|e| match e {
                TryRecvError::Empty => RecvTimeoutError::Timeout,
                TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
            }),
        };
        match next {
            Ok(run) => job = start(&mut cursor, run),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if let Some(filling) = &mut job {
            match filling.step(&mut cursor) {
                Ok(true) => {}
                Ok(false) => job = None,
                Err(fault) => {
                    tracing::warn!(%fault, "a recording stops playing");
                    filling.run.set_failed();
                    job = None;
                }
            }
        }
    }
}

fn start(cursor: &mut RecordingCursor, run: Arc<Run>) -> Option<Filling> {
    Filling::start(cursor, Arc::clone(&run))
        .inspect_err(|fault| {
            tracing::warn!(%fault, "a place in a recording cannot be reached");
            run.set_failed();
        })
        .ok()
}

/// A run on its way into the ring.
struct Filling {
    run: Arc<Run>,
    way: Way,
    /// Absent at the recording's own speed: then every sample passes as it is.
    tempo: Option<Tempo>,
    conversion: Conversion,
    chunk: Vec<f32>,
    ready: Vec<[f32; 2]>,
    sent: usize,
    /// Silence that brings the last sound out of the tempo, in samples.
    owed: usize,
    at_end: bool,
    is_blocked: bool,
}

impl Filling {
    fn start(cursor: &mut RecordingCursor, run: Arc<Run>) -> Result<Self, DecodeFault> {
        let shape = run.shape.clone();
        let (channels, rate_hz) = (cursor.channels(), cursor.rate_hz());
        let conversion = Conversion::new(channels, rate_hz, shape.device_rate_hz);
        let step = (rate_hz * STEP_MS / 1000) as usize;
        let mut filling = Self {
            way: Way::new(shape.start, shape.plan),
            run,
            tempo: (shape.speed != 1.0).then(|| Tempo::new(channels, rate_hz, shape.speed)),
            conversion,
            chunk: vec![0.0; step.max(1) * usize::from(channels)],
            ready: Vec::new(),
            sent: 0,
            owed: 0,
            at_end: false,
            is_blocked: false,
        };
        let lead = filling.conversion.lead();
        match filling.tempo.take() {
            Some(tempo) => {
                filling.conversion.push_silence(lead, &mut filling.ready);
                filling.prime(cursor, tempo)?;
            }
            // What lies before the start shapes the first samples, as in a straight run.
            None => {
                let before = read_before(cursor, shape.start, lead)?;
                filling.conversion.push(&before, &mut filling.ready);
            }
        }
        Ok(filling)
    }

    /// Lets the tempo hear what is around the start.
    fn prime(&mut self, cursor: &mut RecordingCursor, mut tempo: Tempo) -> Result<(), DecodeFault> {
        let channels = usize::from(cursor.channels());
        let mut around = read_before(cursor, self.run.shape.start, tempo.history())?;
        let history = around.len();
        around.resize(history + tempo.ahead() * channels, 0.0);
        let mut filled = history;
        while filled < around.len() {
            let room = &mut around[filled..];
            match self.way.read(cursor, room, &self.run.course)? {
                0 => break,
                got => filled += got * channels,
            }
        }
        self.owed = filled - history;
        tempo.prime(&around);
        self.tempo = Some(tempo);
        Ok(())
    }

    /// Decodes some and hands it over; false once all is in the ring.
    fn step(&mut self, cursor: &mut RecordingCursor) -> Result<bool, DecodeFault> {
        if self.sent == self.ready.len() {
            if self.at_end {
                self.run.set_complete();
                return Ok(false);
            }
            self.ready.clear();
            self.sent = 0;
            let got = self.way.read(cursor, &mut self.chunk, &self.run.course)?;
            let got = got * usize::from(cursor.channels());
            if got == 0 {
                self.finish();
            } else {
                self.convert(got);
            }
        }
        self.sent += self.run.ring.push(&self.ready[self.sent..]);
        self.is_blocked = self.sent < self.ready.len();
        Ok(true)
    }

    /// The first `samples` of the chunk on their way to the device.
    fn convert(&mut self, samples: usize) {
        let sound = &self.chunk[..samples];
        let sound = match &mut self.tempo {
            Some(tempo) => tempo.push(sound),
            None => sound,
        };
        self.conversion.push(sound, &mut self.ready);
    }

    fn finish(&mut self) {
        if self.tempo.is_some() {
            self.chunk.clear();
            self.chunk.resize(self.owed, 0.0);
            self.convert(self.owed);
        }
        self.conversion.finish(&mut self.ready);
        self.at_end = true;
    }
}

/// The `frames` before `start`, silence where there are none; the next read begins
/// with `start`.
fn read_before(
    cursor: &mut RecordingCursor,
    start: u64,
    frames: usize,
) -> Result<Vec<f32>, DecodeFault> {
    let channels = usize::from(cursor.channels());
    let before = usize::try_from(start).map_or(frames, |start| frames.min(start));
    let mut sound = vec![0.0; frames * channels];
    let mut filled = (frames - before) * channels;
    cursor.seek(start - before as u64)?;
    while filled < sound.len() {
        match cursor.read(&mut sound[filled..])? {
            0 => break,
            got => filled += got * channels,
        }
    }
    Ok(sound)
}
