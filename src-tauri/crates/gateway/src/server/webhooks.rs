//! The carrier's questions over HTTP: signed, bounded, answered with TwiML. Must not
//! know: streams, once they are opened.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State, WebSocketUpgrade};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::registry::Ended;
use super::shared::{Shared, count};
use super::stream;
use crate::config;
use crate::switchboard::{Continuation, Verdict};
use crate::twilio::form::{Form, MAX_BODY};
use crate::twilio::inbound::MAX_TEXT;
use crate::twilio::sid::CallSid;
use crate::twilio::token::PARAMETER;
use crate::twilio::twiml::{Verb, render};
use crate::twilio::webhook::{
    Continued, IncomingCall, MessageUpdate, RecordingUpdate, StatusUpdate,
};

/// A body must be there within.
const BODY_WITHIN: Duration = Duration::from_secs(5);
/// The longest name and value of a parameter together, in characters (Twilio, "Stream").
const MAX_PARAMETER: usize = 500;
/// A stream's buffers, in bytes: a frame is 300, and most come alone.
const STREAM_BUFFER: usize = 4 * 1024;

pub fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route(config::VOICE, post(voice))
        .route(config::AFTER, post(after))
        .route(config::STATUS, post(status))
        .route(config::RECORDING, post(recording))
        .route(config::MESSAGE, post(message))
        .route(config::STREAM, get(open_stream))
        .route("/ready", get(ready))
        .with_state(shared)
}

/// For whoever spreads calls over instances: 503 while new ones would be refused.
async fn ready(State(shared): State<Arc<Shared>>) -> StatusCode {
    if shared.is_overloaded() {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::NO_CONTENT
    }
}

async fn voice(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ours = config::our_call(request.uri().query());
    let form = match signed(&shared, request).await {
        Ok(form) => form,
        Err(status) => return status.into_response(),
    };
    match IncomingCall::read(&form).map(|call| IncomingCall { ours, ..call }) {
        Ok(call) => twiml(&decide(&shared, &call).await),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// What an incoming call is told.
async fn decide(shared: &Shared, call: &IncomingCall) -> Vec<Verb> {
    let limits = &shared.config.limits;
    // A place is kept while the switchboard thinks, so that it is there for its answer.
    let until = Instant::now() + limits.decide + limits.token_life;
    if shared.is_overloaded() || shared.registry.expect(&call.call, until).is_err() {
        return full(shared, &call.call);
    }
    let asked = shared.asked(limits.decide, shared.calls.incoming(call));
    let verdict = asked.await;
    carry_out(shared, &call.call, verdict)
}

/// The verbs of a verdict, with the place it needs, or without one.
fn carry_out(shared: &Shared, call: &CallSid, verdict: Option<Verdict>) -> Vec<Verb> {
    match verdict {
        Some(Verdict::Accept { parameters }) if parameters.iter().all(fits) => {
            let until = Instant::now() + shared.config.limits.token_life;
            if shared.registry.expect(call, until).is_err() {
                return full(shared, call);
            }
            count(&shared.counters.accepted);
            connect(shared, call, parameters)
        }
        Some(Verdict::Instead(verbs)) => {
            shared.registry.forget(call);
            or_hang_up(verbs)
        }
        verdict => {
            if verdict.is_some() {
                tracing::error!(%call, "a parameter is longer than the carrier takes");
            }
            shared.registry.forget(call);
            shared.config.when_failing.clone()
        }
    }
}

fn full(shared: &Shared, call: &CallSid) -> Vec<Verb> {
    count(&shared.counters.refused_full);
    tracing::warn!(%call, "a call is refused, there is no room");
    shared.config.when_full.clone()
}

fn fits((name, value): &(String, String)) -> bool {
    name.chars().count() + value.chars().count() <= MAX_PARAMETER
}

/// A stream for this call.
fn connect(shared: &Shared, call: &CallSid, mut parameters: Vec<(String, String)>) -> Vec<Verb> {
    let life = shared.config.limits.token_life;
    let mut nonce = [0; 16];
    shared.config.rng.fill(&mut nonce);
    let life_ms = u64::try_from(life.as_millis()).unwrap_or(u64::MAX);
    let expires_at_ms = shared.now_ms().saturating_add(life_ms);
    let token = shared.tokens.mint(call, expires_at_ms, nonce);
    parameters.retain(|(name, _)| name != PARAMETER);
    parameters.push((PARAMETER.to_owned(), token));
    vec![Verb::Connect {
        stream: shared.config.public.stream(),
        parameters,
        action: Some(shared.config.public.after()),
    }]
}

async fn after(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let form = match signed(&shared, request).await {
        Ok(form) => form,
        Err(status) => return status.into_response(),
    };
    let Ok(Continued { call, dialled }) = Continued::read(&form) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let ended = match shared.registry.take_ended(&call) {
        Some(Ended::Then(verbs)) => return twiml(&or_hang_up(verbs)),
        Some(Ended::By(reason)) => Some(reason),
        None => None,
    };
    let question = Continuation {
        call,
        ended,
        dialled,
    };
    let limit = shared.config.limits.decide;
    let verdict = shared.asked(limit, shared.calls.continued(&question)).await;
    twiml(&carry_out(&shared, &question.call, verdict))
}

async fn status(State(shared): State<Arc<Shared>>, request: Request) -> StatusCode {
    let ours = config::our_call(request.uri().query());
    let form = match signed(&shared, request).await {
        Ok(form) => form,
        Err(status) => return status,
    };
    let Ok(update) = StatusUpdate::read(&form) else {
        return StatusCode::BAD_REQUEST;
    };
    let update = StatusUpdate { ours, ..update };
    let limit = shared.config.limits.decide;
    taken(shared.asked(limit, shared.calls.status(&update)).await)
}

async fn recording(State(shared): State<Arc<Shared>>, request: Request) -> StatusCode {
    let form = match signed(&shared, request).await {
        Ok(form) => form,
        Err(status) => return status,
    };
    let Ok(update) = RecordingUpdate::read(&form) else {
        return StatusCode::BAD_REQUEST;
    };
    let limit = shared.config.limits.decide;
    taken(shared.asked(limit, shared.calls.recorded(&update)).await)
}

async fn message(State(shared): State<Arc<Shared>>, request: Request) -> StatusCode {
    let ours = config::our_message(request.uri().query());
    let form = match signed(&shared, request).await {
        Ok(form) => form,
        Err(status) => return status,
    };
    let Ok(update) = MessageUpdate::read(&form) else {
        return StatusCode::BAD_REQUEST;
    };
    let update = MessageUpdate { ours, ..update };
    let limit = shared.config.limits.decide;
    let answer = shared.asked(limit, shared.calls.message(&update)).await;
    taken(answer.and_then(Result::ok))
}

/// A failure is said, so that the carrier tells it again.
const fn taken(answer: Option<()>) -> StatusCode {
    match answer {
        Some(()) => StatusCode::NO_CONTENT,
        None => StatusCode::SERVICE_UNAVAILABLE,
    }
}

async fn open_stream(State(shared): State<Arc<Shared>>, upgrade: WebSocketUpgrade) -> Response {
    // Until its start shows a good token, a socket is a stranger's.
    let Ok(permit) = Arc::clone(&shared.sockets).try_acquire_owned() else {
        count(&shared.counters.dropped_connections);
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    upgrade
        .read_buffer_size(STREAM_BUFFER)
        .write_buffer_size(STREAM_BUFFER)
        .max_message_size(MAX_TEXT)
        .max_frame_size(MAX_TEXT)
        .on_upgrade(move |socket| {
            let tracker = shared.tracker.clone();
            tracker.track_future(stream::carry(socket, shared, permit))
        })
}

/// The form of a request, if the carrier signed it.
async fn signed(shared: &Shared, request: Request) -> Result<Form, StatusCode> {
    let (head, body) = request.into_parts();
    let path = head
        .uri
        .path_and_query()
        .map_or("/", |path_and_query| path_and_query.as_str());
    let url = shared.config.public.at(path);
    let body = tokio::time::timeout(BODY_WITHIN, to_bytes(body, MAX_BODY))
        .await
        .map_err(|_| StatusCode::REQUEST_TIMEOUT)?
        .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let form = Form::parse(&body).map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let signature = head
        .headers
        .get("x-twilio-signature")
        .and_then(|value| value.to_str().ok());
    shared
        .verifier
        .verify(&url, &form, signature)
        .map_err(|error| {
            count(&shared.counters.bad_signatures);
            tracing::warn!(%error, "a webhook is refused");
            StatusCode::FORBIDDEN
        })?;
    Ok(form)
}

fn or_hang_up(verbs: Vec<Verb>) -> Vec<Verb> {
    if verbs.is_empty() {
        vec![Verb::HangUp]
    } else {
        verbs
    }
}

fn twiml(verbs: &[Verb]) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/xml; charset=utf-8")];
    (kind, render(verbs)).into_response()
}
