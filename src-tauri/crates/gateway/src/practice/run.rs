//! A practice call in its task: the clock of the line, what is pressed, and the end. Must
//! not know: what a call says, or where its sound is heard.

use std::future::poll_fn;
use std::time::{Duration, Instant};

use parley_app::ports::MonitorLine;
use parley_voice::sound::g711::from_ulaw;
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval_at};

use super::caller::Caller;
use super::wire::Wire;
use crate::outbox::Outbox;
use crate::switchboard::{CallDriver, EndReason, Event, Stream};

const TICK: Duration = Duration::from_millis(20);
/// The call's own tasks are through with it by then, or block.
const TASKS_WITHIN: Duration = Duration::from_secs(2);

/// What somebody does at the telephone, beside talking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    Pressed(char),
    HungUp,
}

/// Both ends of a line.
pub struct Line {
    pub caller: Caller,
    /// Where the agent is heard; nothing where there is no output device.
    pub heard: Option<Box<dyn MonitorLine>>,
    pub did: mpsc::UnboundedReceiver<Did>,
}

/// Runs a call until it ends; its driver is gone by then, and so is its sound.
pub async fn run(mut driver: Box<dyn CallDriver>, stream: Stream, mut line: Line) {
    let began = Instant::now();
    let mut out = Outbox::new(stream.stream.clone());
    let mut wire = Wire::default();
    let mut tick = interval_at((began + TICK).into(), TICK);
    // A machine that was busy makes up for it: the caller's clock goes on as the wall's.
    tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut frames = 0u32;
    let reason = loop {
        tokio::select! {
            biased;
            _ = tick.tick() => {
                let played = wire.play();
                if let Some(heard) = &mut line.heard {
                    let samples: Vec<i16> = played.codes.iter().map(|c| from_ulaw(*c)).collect();
                    heard.play(&samples);
                }
                let arrived = began.elapsed();
                for name in &played.marks {
                    driver.on(arrived, Event::Mark { arrived, name }, &mut out);
                }
                let sound = &line.caller.frame();
                let timestamp = TICK * frames;
                frames = frames.saturating_add(1);
                let media = Event::Media { arrived, timestamp, sound };
                driver.on(began.elapsed(), media, &mut out);
                driver.on(began.elapsed(), Event::Tick, &mut out);
            }
            did = line.did.recv() => match did {
                Some(Did::Pressed(key)) => {
                    let arrived = began.elapsed();
                    driver.on(arrived, Event::Key { arrived, key }, &mut out);
                }
                Some(Did::HungUp) | None => break EndReason::Stopped,
            },
            () = poll_fn(|context| stream.nudge.poll(context)) => {
                driver.on(began.elapsed(), Event::Nudged, &mut out);
            }
        }
        wire.take(&mut out);
        if out.has_overflowed() {
            break EndReason::Stalled;
        }
        if out.is_closing() {
            break EndReason::DriverClosed;
        }
    };
    driver.on(began.elapsed(), Event::Ended(reason), &mut out);
    drop(driver);
    drop(line);
    if !stream.tasks.end(TASKS_WITHIN).await {
        tracing::error!("tasks of a practice call do not end");
    }
}
