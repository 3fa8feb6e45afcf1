//! A live call: one task that reads, keeps time, asks the driver, and writes. Nothing it
//! waits for can keep it from the rest, and nothing grows. Must not know: what the driver
//! makes of it; how the stream began.

mod meter;
mod wire;

use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use axum::extract::ws::{Utf8Bytes, WebSocket};

use self::meter::Meter;
use self::wire::{Wire, Woke};
use super::shared::Shared;
use crate::outbox::Outbox;
use crate::switchboard::{CallDriver, Counts, EndReason, Event, Violation};
use crate::tasks::Nudge;
use crate::twilio::inbound::{self, Body, InboundError, Message, Track};
use crate::twilio::reorder::{Placed, Reorder};
use crate::twilio::sid::{CallSid, StreamSid};
use crate::twilio::twiml::Verb;

/// Length of a frame, and of a tick.
pub const TICK: Duration = Duration::from_millis(20);
/// So many messages in a row that cannot be read end a call: a second of frames.
const MOST_BAD: u32 = 50;
/// So many messages in a second are no telephone line: a line makes 50, and what a hiccup
/// held back comes at once.
const MOST_A_SECOND: u32 = 2_000;

/// A call in its task.
pub struct Call<'a> {
    wire: Wire<'a>,
    out: Outbox,
    driver: Option<Box<dyn CallDriver>>,
    order: Reorder<Arrived>,
    shared: &'a Shared,
    stream: StreamSid,
    call: CallSid,
    began: Instant,
    heard: Instant,
    meter: Meter,
    bad_in_a_row: u32,
    counts: Counts,
}

/// A message that may have to wait for its turn.
struct Arrived {
    at: Duration,
    body: Body,
}

/// What is known of a call as it begins.
pub struct Begun {
    pub call: CallSid,
    pub stream: StreamSid,
    /// Of the `start` message.
    pub number: Option<u64>,
    /// Came while the driver was made.
    pub early: VecDeque<Utf8Bytes>,
}

/// How a call's stream ended.
pub struct Finished {
    pub reason: EndReason,
    /// What the driver wants to follow, if it closed the stream.
    pub then: Option<Vec<Verb>>,
    pub counts: Counts,
}

impl Finished {
    pub fn unbegun(reason: EndReason) -> Self {
        Self {
            reason,
            then: None,
            counts: Counts::default(),
        }
    }
}

impl<'a> Call<'a> {
    pub fn new(
        socket: &'a mut WebSocket,
        shared: &'a Shared,
        driver: Box<dyn CallDriver>,
        nudge: Nudge,
        begun: Begun,
    ) -> Self {
        let began = Instant::now();
        let mut order = Reorder::default();
        if let Some(number) = begun.number {
            // It was looked at already; it only begins the count.
            let (at, body) = (Duration::ZERO, Body::Other);
            order.push(at, number, Arrived { at, body });
        }
        Self {
            wire: Wire::new(socket, nudge, began + TICK, begun.early),
            out: Outbox::new(begun.stream.clone()),
            driver: Some(driver),
            order,
            shared,
            stream: begun.stream,
            call: begun.call,
            began,
            heard: began,
            meter: Meter::new(began),
            bad_in_a_row: 0,
            counts: Counts::default(),
        }
    }

    /// Runs until the stream ends. The driver has been told, and is gone, when it returns.
    pub async fn run(mut self) -> Finished {
        let reason = loop {
            let woke = self.wire.woken(&mut self.out, &self.shared.lateness).await;
            if let Some(reason) = self.on(woke) {
                break reason;
            }
            if self.out.has_overflowed() {
                break EndReason::Stalled;
            }
            // Whoever is always ready, by nudging itself, must let the others in.
            tokio::task::coop::consume_budget().await;
        };
        // Its wish holds even if the socket was closed before all was sent.
        let then = self.out.closed();
        self.tell(Event::Ended(reason));
        self.dismiss();
        self.counts.messages_out = self.wire.written();
        Finished {
            reason,
            then,
            counts: self.counts,
        }
    }

    fn on(&mut self, woke: Woke) -> Option<EndReason> {
        match woke {
            Woke::Tick { due } => self.tick(due),
            Woke::Nudged => self.tell(Event::Nudged),
            Woke::Text(text) => {
                self.heard = Instant::now();
                self.counts.messages += 1;
                if self.meter.message(self.heard) > MOST_A_SECOND {
                    return Some(EndReason::Protocol(Violation::Flood));
                }
                match inbound::parse(&text) {
                    Ok(message) => self.message(message),
                    Err(error) => self.bad(error),
                }
            }
            Woke::Binary => self.bad(InboundError::NotJson),
            Woke::Closed => Some(self.closed()),
            Woke::Drained => Some(EndReason::DriverClosed),
        }
    }

    /// Everything that only time tells.
    fn tick(&mut self, due: Instant) -> Option<EndReason> {
        let now = Instant::now();
        let limits = &self.shared.config.limits;
        self.counts.ticks_missed += self.wire.next_tick(due, now);
        if self.shared.over.is_cancelled() {
            return Some(EndReason::ShuttingDown);
        }
        if now.duration_since(self.began) >= limits.longest {
            return Some(EndReason::TooLong);
        }
        if now.saturating_duration_since(self.heard) >= limits.silent {
            return Some(EndReason::Silent);
        }
        if self.wire.blocked_for(now) >= limits.stalled {
            return Some(EndReason::Stalled);
        }
        if let Some(reason) = self.in_order() {
            return Some(reason);
        }
        let ended = self.tell(Event::Tick);
        if self.out.waiting() == 0 {
            // Nothing leaves by which it could be seen how late we are.
            self.shared
                .lateness
                .count(now.saturating_duration_since(due));
        } else {
            self.wire.measure_from(due);
        }
        ended
    }

    fn message(&mut self, message: Message) -> Option<EndReason> {
        let is_other = message
            .stream
            .as_ref()
            .is_some_and(|stream| *stream != self.stream);
        if is_other && !matches!(message.body, Body::Start(_)) {
            return self.bad(InboundError::BadSid);
        }
        self.bad_in_a_row = 0;
        let at = self.began.elapsed();
        let body = message.body;
        let Some(number) = message.sequence else {
            return self.body(Arrived { at, body });
        };
        match self.order.push(at, number, Arrived { at, body }) {
            Placed::Now(body) => self.body(body).or_else(|| self.in_order()),
            Placed::Waits => self.in_order(),
            Placed::Twice => {
                self.counts.twice += 1;
                None
            }
            Placed::Late(body) => {
                self.counts.late += 1;
                // Sound that others have overtaken has no place any more.
                if matches!(body.body, Body::Media(_)) {
                    return None;
                }
                self.body(body)
            }
        }
    }

    /// Those whose turn it is, or whose wait is over.
    fn in_order(&mut self) -> Option<EndReason> {
        if self.order.waiting() == 0 {
            return None;
        }
        let now = self.began.elapsed();
        while let Some(body) = self.order.pop(now) {
            if let Some(reason) = self.body(body) {
                return Some(reason);
            }
        }
        None
    }

    fn body(&mut self, message: Arrived) -> Option<EndReason> {
        let arrived = message.at;
        match message.body {
            Body::Media(media) if media.track == Track::Inbound => {
                self.counts.sound_in += 1;
                self.tell(Event::Media {
                    arrived,
                    timestamp: Duration::from_millis(media.timestamp_ms),
                    sound: &media.sound,
                })
            }
            Body::Dtmf(key) => self.tell(Event::Key { arrived, key }),
            Body::Mark(name) => {
                let name = &name;
                self.tell(Event::Mark { arrived, name })
            }
            Body::Stop => Some(EndReason::Stopped),
            Body::Start(start) => {
                let is_same = start.stream == self.stream && start.call == self.call;
                self.counts.twice += 1;
                (!is_same).then_some(EndReason::Protocol(Violation::SecondStart))
            }
            Body::Media(_) | Body::Connected | Body::Other => None,
        }
    }

    fn bad(&mut self, error: InboundError) -> Option<EndReason> {
        self.counts.bad += 1;
        self.bad_in_a_row += 1;
        (self.bad_in_a_row >= MOST_BAD).then_some(EndReason::Protocol(Violation::Unreadable(error)))
    }

    /// What came before the socket closed still counts, a `stop` above all.
    fn closed(&mut self) -> EndReason {
        while let Some(body) = self.order.pop(Duration::MAX) {
            if let Some(reason) = self.body(body) {
                return reason;
            }
        }
        EndReason::SocketClosed
    }

    /// Asks the driver; its panic ends the call, and it is not asked again.
    fn tell(&mut self, event: Event<'_>) -> Option<EndReason> {
        let now = self.began.elapsed();
        let driver = self.driver.as_mut()?;
        let out = &mut self.out;
        let told = std::panic::catch_unwind(AssertUnwindSafe(|| driver.on(now, event, out)));
        let took = self.began.elapsed().saturating_sub(now);
        self.counts.longest_answer = self.counts.longest_answer.max(took);
        if told.is_ok() {
            return None;
        }
        tracing::error!(call = %self.call, "the driver of a call panicked");
        self.dismiss();
        Some(EndReason::DriverFailed)
    }

    /// Drops the driver, which may panic as well.
    fn dismiss(&mut self) {
        let driver = self.driver.take();
        if std::panic::catch_unwind(AssertUnwindSafe(|| drop(driver))).is_err() {
            tracing::error!(call = %self.call, "the driver of a call panicked when dropped");
        }
    }
}
