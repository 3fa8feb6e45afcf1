//! One media stream from its socket to its end: who may begin, and what is left in order
//! behind it. Must not know: what happens in between ([`super::call`]).

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, close_code};
use futures_util::StreamExt;
use tokio::sync::OwnedSemaphorePermit;

use super::call::{Begun, Call, Finished};
use super::registry::{Ended, NotBegun, Place};
use super::shared::{Shared, count};
use crate::switchboard::{CallDriver, CallEnd, EndReason, Stream, Violation};
use crate::tasks::{CallTasks, Nudge};
use crate::twilio::inbound::{self, Body, Start};
use crate::twilio::sid::CallSid;
use crate::twilio::token::{PARAMETER, TokenError};

/// More than this before `start` is no media stream.
const MOST_BEFORE_START: usize = 8;

/// So much may come while the call's owner is made: five seconds of frames, and more.
const MOST_EARLY: usize = 500;

/// Why a socket's stream does not begin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum NotCarried {
    #[error("no start in time")]
    NoStart,
    #[error("the socket closed before its start")]
    Gone,
    #[error("not a media stream")]
    NoStream,
    #[error(transparent)]
    Token(#[from] TokenError),
    #[error("the token was used before")]
    Spent,
    #[error("the call has a stream already")]
    Twice,
    #[error("as many calls as there may be")]
    Full(CallSid),
}

/// Ends the driver's tasks even if the call's own task is dropped half-way.
struct Orphans(CallTasks);

impl Drop for Orphans {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Carries a stream to its end.
pub async fn carry(mut socket: WebSocket, shared: Arc<Shared>, stranger: OwnedSemaphorePermit) {
    match begin(&mut socket, &shared).await {
        Ok((start, number, place)) => {
            drop(stranger);
            count(&shared.counters.streams);
            live(socket, &shared, start, number, place).await;
        }
        Err(why) => {
            count(&shared.counters.refused_streams);
            tracing::warn!(%why, "a stream is not carried");
            if let NotCarried::Full(call) = &why {
                let busy = Ended::Then(shared.config.when_full.clone());
                shared.registry.ended(call, Instant::now(), busy);
            }
            let code = match why {
                NotCarried::Gone => return,
                NotCarried::NoStream => close_code::PROTOCOL,
                NotCarried::Full(_) => close_code::AGAIN,
                NotCarried::NoStart
                | NotCarried::Token(_)
                | NotCarried::Spent
                | NotCarried::Twice => close_code::POLICY,
            };
            close(&mut socket, code, shared.config.limits.wind_up).await;
        }
    }
}

/// Waits for the start and checks it.
async fn begin(
    socket: &mut WebSocket,
    shared: &Shared,
) -> Result<(Start, Option<u64>, Place), NotCarried> {
    let within = shared.config.limits.start_within;
    let first = async {
        tokio::select! {
            first = first(socket) => first,
            () = shared.over.cancelled() => Err(NotCarried::Gone),
        }
    };
    let (mut start, number) = tokio::time::timeout(within, first)
        .await
        .map_err(|_| NotCarried::NoStart)??;
    let token = start.parameters.remove(PARAMETER);
    let pass = shared
        .tokens
        .check(token.as_deref(), &start.call, shared.now_ms())?;
    let place = shared
        .registry
        .begin(&start.call, pass)
        .map_err(|why| match why {
            NotBegun::Spent => NotCarried::Spent,
            NotBegun::Twice => NotCarried::Twice,
            NotBegun::Full => NotCarried::Full(start.call.clone()),
        })?;
    Ok((start, number, place))
}

async fn first(socket: &mut WebSocket) -> Result<(Start, Option<u64>), NotCarried> {
    for _ in 0..MOST_BEFORE_START {
        let text = match socket.next().await {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
            Some(Ok(Message::Binary(_))) => return Err(NotCarried::NoStream),
            Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(NotCarried::Gone),
        };
        let message = inbound::parse(&text).map_err(|_| NotCarried::NoStream)?;
        match message.body {
            Body::Start(start) => return Ok((start, message.sequence)),
            Body::Connected | Body::Other => {}
            Body::Media(_) | Body::Dtmf(_) | Body::Mark(_) | Body::Stop => break,
        }
    }
    Err(NotCarried::NoStream)
}

/// A call that has begun, until nothing of it is left.
async fn live(
    mut socket: WebSocket,
    shared: &Arc<Shared>,
    start: Start,
    number: Option<u64>,
    place: Place,
) {
    let limits = &shared.config.limits;
    let began = Instant::now();
    let tasks = CallTasks::default();
    let nudge = Nudge::default();
    let orphans = Orphans(tasks.clone());
    let (call, stream) = (start.call.clone(), start.stream.clone());
    let mut early = VecDeque::new();
    let driver = tokio::select! {
        driver = owner(shared, start, &tasks, &nudge) => driver.ok_or(EndReason::Declined),
        // The caller may be gone before there is anybody to speak to.
        reason = read_early(&mut socket, &mut early) => Err(reason),
        () = shared.over.cancelled() => Err(EndReason::ShuttingDown),
    };
    let finished = match driver {
        Ok(driver) => {
            let begun = Begun {
                call: call.clone(),
                stream: stream.clone(),
                number,
                early,
            };
            let call = Call::new(&mut socket, shared, driver, nudge, begun);
            call.run().await
        }
        Err(reason) => Finished::unbegun(reason),
    };
    let reason = finished.reason;
    tracing::info!(%call, ?reason, "a stream ended");
    // Known before the socket closes: the carrier asks what follows as soon as it does.
    let ended = match finished.then {
        Some(verbs) => Ended::Then(verbs),
        None => Ended::By(reason),
    };
    shared.registry.ended(&call, Instant::now(), ended);
    let (all_ended, ()) = tokio::join!(
        tasks.end(limits.wind_up),
        close(&mut socket, code_of(reason), limits.wind_up)
    );
    if !all_ended {
        count(&shared.counters.left_behind);
        tracing::error!(%call, "tasks of a call do not end");
    }
    drop((socket, orphans, place));
    let end = CallEnd {
        call,
        stream,
        reason,
        lasted: began.elapsed(),
        counts: finished.counts,
    };
    shared.asked(limits.wind_up, shared.calls.ended(&end)).await;
}

/// Keeps what comes while a call has no driver yet; returns when its stream ends.
async fn read_early(socket: &mut WebSocket, early: &mut VecDeque<Utf8Bytes>) -> EndReason {
    loop {
        let text = match socket.next().await {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Close(_)) | Err(_)) | None => return EndReason::SocketClosed,
            Some(Ok(_)) => continue,
        };
        if matches!(inbound::parse(&text), Ok(message) if message.body == Body::Stop) {
            return EndReason::Stopped;
        }
        early.push_back(text);
        if early.len() > MOST_EARLY {
            return EndReason::Protocol(Violation::Flood);
        }
    }
}

async fn owner(
    shared: &Shared,
    start: Start,
    tasks: &CallTasks,
    nudge: &Nudge,
) -> Option<Box<dyn CallDriver>> {
    let call: CallSid = start.call.clone();
    let stream = Stream {
        call: start.call,
        stream: start.stream,
        account: start.account,
        parameters: start.parameters,
        tasks: tasks.clone(),
        nudge: nudge.clone(),
    };
    let limit = shared.config.limits.start_within;
    match shared.asked(limit, shared.calls.begin(stream)).await? {
        Ok(driver) => Some(driver),
        Err(why) => {
            tracing::warn!(%call, %why, "a stream has no owner");
            None
        }
    }
}

const fn code_of(reason: EndReason) -> u16 {
    match reason {
        EndReason::Stopped | EndReason::SocketClosed | EndReason::DriverClosed => {
            close_code::NORMAL
        }
        EndReason::Silent | EndReason::Stalled | EndReason::TooLong => close_code::POLICY,
        EndReason::Declined | EndReason::DriverFailed => close_code::ERROR,
        EndReason::Protocol(_) => close_code::PROTOCOL,
        EndReason::ShuttingDown => close_code::AWAY,
    }
}

/// Says goodbye and waits for the other's, so that what was sent before is not lost; but
/// not long.
async fn close(socket: &mut WebSocket, code: u16, limit: Duration) {
    let reason = Utf8Bytes::from_static("");
    let goodbye = async {
        let frame = CloseFrame { code, reason };
        let sent = socket.send(Message::Close(Some(frame))).await;
        tracing::trace!(sent = sent.is_ok(), "goodbye");
        // If the other side was first, this gives its goodbye back.
        while let Some(Ok(_)) = socket.next().await {}
    };
    let said = tokio::time::timeout(limit, goodbye).await;
    tracing::trace!(in_time = said.is_ok(), "socket closed");
}
