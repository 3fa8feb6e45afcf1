//! What the gateway asks and tells: a [`Switchboard`] decides about calls, and gives each
//! accepted one an owner, its [`CallDriver`]. Both are somebody else's; the gateway keeps
//! their time and survives their faults. Must not know: sockets, how messages look.

use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;

use crate::outbox::Outbox;
use crate::tasks::{CallTasks, Nudge};
use crate::twilio::inbound::InboundError;
use crate::twilio::sid::{AccountSid, CallSid, StreamSid};
use crate::twilio::twiml::Verb;
use crate::twilio::webhook::{
    CallStatus, IncomingCall, MessageUpdate, RecordingUpdate, StatusUpdate,
};

/// What to do with a call that rings, or that we placed and was picked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A stream is opened; [`Switchboard::begin`] is asked for its owner.
    Accept {
        /// Come back in [`Stream::parameters`].
        parameters: Vec<(String, String)>,
    },
    /// Anything else: say and hang up, forward, take a message, reject.
    Instead(Vec<Verb>),
}

/// A stream whose token is good and whose call has no other.
#[derive(Debug, Clone)]
pub struct Stream {
    pub call: CallSid,
    pub stream: StreamSid,
    pub account: Option<AccountSid>,
    /// Those of [`Verdict::Accept`]; the gateway's own are taken out.
    pub parameters: BTreeMap<String, String>,
    /// Where the driver's own tasks run; they end with the call.
    pub tasks: CallTasks,
    /// Wakes the driver from outside.
    pub nudge: Nudge,
}

/// Why no owner is given to a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Declined {
    #[error("nobody expects this call")]
    Unknown,
    #[error("what the call needs is not there")]
    Unavailable,
}

/// What happens to a call, in order. Moments are since its stream began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// Sound of the caller: µ-law, 8 kHz, mono, 20 ms as a rule, 1 s at most. `timestamp`
    /// is the carrier's, on the clock of the sound itself; `arrived` is ours, and before
    /// `now` if it had to wait for its turn.
    Media {
        arrived: Duration,
        timestamp: Duration,
        sound: &'a [u8],
    },
    /// `0`-`9`, `*`, `#`, `A`-`D`.
    Key { arrived: Duration, key: char },
    /// A mark came back: played, or cleared.
    Mark { arrived: Duration, name: &'a str },
    /// Every 20 ms, on a grid; those missed are left out.
    Tick,
    /// Somebody called [`Nudge::nudge`] since the last time.
    Nudged,
    /// The last event. What is put into the outbox now is not sent.
    Ended(EndReason),
}

/// Why a call's stream ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndReason {
    /// The carrier said `stop`: the caller hung up, or the call was redirected.
    Stopped,
    /// The socket closed or broke without `stop`.
    SocketClosed,
    /// The driver closed it.
    DriverClosed,
    /// Nothing came for too long, not even silence.
    Silent,
    /// What we sent was not taken for too long, or too much was sent.
    Stalled,
    /// It lasted as long as a call may.
    TooLong,
    /// [`Switchboard::begin`] gave it no owner.
    Declined,
    /// The driver panicked.
    DriverFailed,
    /// The carrier did not keep to the protocol.
    Protocol(Violation),
    /// The gateway is going down.
    ShuttingDown,
}

/// How the protocol was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Violation {
    /// `start` came again, for another stream or call.
    SecondStart,
    /// Message after message that cannot be read; the last one's fault.
    Unreadable(InboundError),
    /// Far more messages than a telephone line makes.
    Flood,
}

/// What a call came to, for whoever keeps count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallEnd {
    pub call: CallSid,
    pub stream: StreamSid,
    pub reason: EndReason,
    pub lasted: Duration,
    pub counts: Counts,
}

/// Of one stream.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub messages: u64,
    pub sound_in: u64,
    pub messages_out: u64,
    /// Came after their turn was given up.
    pub late: u64,
    /// Came twice.
    pub twice: u64,
    /// Could not be read, or were of another stream.
    pub bad: u64,
    pub ticks_missed: u64,
    /// The longest the driver took over an event; all calls of its worker waited.
    pub longest_answer: Duration,
}

/// A call asks what follows: its stream, forward or message has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuation {
    pub call: CallSid,
    /// If it was our stream that ended, and not by the driver's own wish.
    pub ended: Option<EndReason>,
    /// If it was a forward.
    pub dialled: Option<CallStatus>,
}

/// The owner of one call. It is asked in the call's own task and must not block: all
/// calls of a worker wait with it. A panic ends this call only.
pub trait CallDriver: Send {
    /// `now` is since the stream began, by a clock that never goes back.
    fn on(&mut self, now: Duration, event: Event<'_>, out: &mut Outbox);
}

/// Decides about calls. Every question has a time limit; a question that is not answered
/// in it, or whose answer panics, is answered politely in its place.
#[async_trait]
pub trait Switchboard: Send + Sync + 'static {
    /// A call asks what to do with it.
    async fn incoming(&self, call: &IncomingCall) -> Verdict;

    /// The owner of an accepted call.
    ///
    /// # Errors
    /// [`Declined`] closes the stream; [`Self::continued`] is asked next.
    async fn begin(&self, stream: Stream) -> Result<Box<dyn CallDriver>, Declined>;

    /// A call asks what follows: back to a stream, or verbs, of which none hang up.
    async fn continued(&self, call: &Continuation) -> Verdict;

    /// The call's stream has ended and its tasks are gone.
    async fn ended(&self, end: &CallEnd);

    /// An accepted call whose stream never came.
    async fn missed(&self, call: &CallSid);

    /// A call's status changed.
    async fn status(&self, update: &StatusUpdate);

    /// A message that we sent came to something. Whoever sends none passes it over.
    ///
    /// # Errors
    /// [`Declined`] when it cannot be kept now: it may be told again.
    async fn message(&self, _update: &MessageUpdate) -> Result<(), Declined> {
        Ok(())
    }

    /// A message was recorded.
    async fn recorded(&self, update: &RecordingUpdate);
}
