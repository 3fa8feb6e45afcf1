//! A call's socket and its clock as one thing to wait for: what is to be written is
//! written while it waits, and ticks come before messages, so that a flood cannot hold
//! them up. Must not know: what messages say.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use axum::extract::ws::{Message, Utf8Bytes, WebSocket};
use futures_util::{Sink, Stream};
use tokio::time::Sleep;

use super::TICK;
use crate::outbox::Outbox;
use crate::server::lateness::Lateness;
use crate::tasks::Nudge;

/// Why the call wakes.
pub enum Woke {
    Tick {
        due: Instant,
    },
    Nudged,
    Text(Utf8Bytes),
    Binary,
    /// Closed by the other side, or broken.
    Closed,
    /// All is written and the driver wants it closed.
    Drained,
}

/// A socket with a clock.
pub struct Wire<'a> {
    socket: &'a mut WebSocket,
    nudge: Nudge,
    /// Came before the call began; read first.
    early: VecDeque<Utf8Bytes>,
    tick: Pin<Box<Sleep>>,
    due: Instant,
    /// Written into the socket's buffer, not yet out of it.
    is_dirty: bool,
    blocked_since: Option<Instant>,
    /// When what is being written was to leave.
    measured: Option<Instant>,
    written: u64,
}

impl<'a> Wire<'a> {
    pub fn new(
        socket: &'a mut WebSocket,
        nudge: Nudge,
        first_tick: Instant,
        early: VecDeque<Utf8Bytes>,
    ) -> Self {
        Self {
            socket,
            nudge,
            early,
            tick: Box::pin(tokio::time::sleep_until(first_tick.into())),
            due: first_tick,
            is_dirty: false,
            blocked_since: None,
            measured: None,
            written: 0,
        }
    }

    /// Waits for the next thing to happen.
    pub async fn woken(&mut self, out: &mut Outbox, lateness: &Lateness) -> Woke {
        poll_fn(|context| self.poll(context, out, lateness)).await
    }

    /// Sets the tick after `due`, on its grid; how many are left out.
    pub fn next_tick(&mut self, due: Instant, now: Instant) -> u64 {
        let behind = now.saturating_duration_since(due).as_micros() / TICK.as_micros();
        let missed = u32::try_from(behind).unwrap_or(u32::MAX);
        self.due = due + TICK * missed.saturating_add(1);
        self.tick.as_mut().reset(self.due.into());
        u64::from(missed)
    }

    /// How long the socket has not taken what is written.
    pub fn blocked_for(&self, now: Instant) -> Duration {
        self.blocked_since
            .map_or(Duration::ZERO, |since| now.saturating_duration_since(since))
    }

    /// What is in the outbox now was to leave at `due`.
    pub fn measure_from(&mut self, due: Instant) {
        self.measured.get_or_insert(due);
    }

    /// Messages given to the socket.
    pub const fn written(&self) -> u64 {
        self.written
    }

    fn poll(
        &mut self,
        context: &mut Context<'_>,
        out: &mut Outbox,
        lateness: &Lateness,
    ) -> Poll<Woke> {
        match self.poll_write(context, out, lateness) {
            Poll::Ready(Err(_)) => return Poll::Ready(Woke::Closed),
            Poll::Ready(Ok(())) if out.is_closing() => return Poll::Ready(Woke::Drained),
            Poll::Ready(Ok(())) | Poll::Pending => {}
        }
        if self.tick.as_mut().poll(context).is_ready() {
            return Poll::Ready(Woke::Tick { due: self.due });
        }
        if self.nudge.poll(context).is_ready() {
            return Poll::Ready(Woke::Nudged);
        }
        if let Some(text) = self.early.pop_front() {
            return Poll::Ready(Woke::Text(text));
        }
        loop {
            let message = ready!(Pin::new(&mut *self.socket).poll_next(context));
            return Poll::Ready(match message {
                Some(Ok(Message::Text(text))) => Woke::Text(text),
                Some(Ok(Message::Binary(_))) => Woke::Binary,
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                Some(Ok(Message::Close(_)) | Err(_)) | None => Woke::Closed,
            });
        }
    }

    /// Everything in the outbox, then out of the socket's buffer in one go.
    fn poll_write(
        &mut self,
        context: &mut Context<'_>,
        out: &mut Outbox,
        lateness: &Lateness,
    ) -> Poll<Result<(), axum::Error>> {
        let written = self.poll_outbox(context, out);
        if written.is_pending() {
            self.blocked_since.get_or_insert_with(Instant::now);
            return Poll::Pending;
        }
        self.blocked_since = None;
        if let Some(due) = self.measured.take() {
            lateness.count(due.elapsed());
        }
        written
    }

    fn poll_outbox(
        &mut self,
        context: &mut Context<'_>,
        out: &mut Outbox,
    ) -> Poll<Result<(), axum::Error>> {
        while out.waiting() > 0 {
            ready!(Pin::new(&mut *self.socket).poll_ready(context))?;
            if let Some(text) = out.next() {
                Pin::new(&mut *self.socket).start_send(Message::Text(text.into()))?;
                self.is_dirty = true;
                self.written += 1;
                // A slow socket is not a stalled one.
                self.blocked_since = None;
            }
        }
        if self.is_dirty {
            ready!(Pin::new(&mut *self.socket).poll_flush(context))?;
            self.is_dirty = false;
        }
        Poll::Ready(Ok(()))
    }
}
