//! The switchboard of a business: which call is taken, what is kept of it, what follows.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use parley_app::agent_call::AgentCall;
use parley_app::desk::Workspace;
use parley_app::ports::CallOut;
use parley_domain::call::{Contact, Direction, Party};
use parley_domain::ids::CallId;
use parley_domain::time::UtcMillis;
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;

use super::kept::ToDisk;
use super::outbound::{Placed, party, unanswered};
use super::plan::{Which, core};
use super::profile::Agent;
use crate::desk::WorkspaceWorld;
use crate::floor::{About as Seen, LiveFloor};
use crate::keep::{About, Begun, LineJournal, Unanswered};
use crate::live::journal::Journal;
use crate::live::speech_in::SpeechIn;
use crate::live::speech_out::SpeechOut;
use crate::live::{LiveCall, Ports, Setup as CallSetup};
use crate::switchboard::{
    CallDriver, CallEnd, Continuation, Declined, EndReason, Stream, Switchboard, Verdict,
};
use crate::twilio::phone::Phone;
use crate::twilio::sid::CallSid;
use crate::twilio::twiml::Verb;
use crate::twilio::webhook::{self, IncomingCall, MessageUpdate, RecordingUpdate, StatusUpdate};

/// A person's telephone rings so long.
const RING: Duration = Duration::from_secs(25);
/// A stream that has not come by now will not: its token is no longer good.
const AWAITED: Duration = Duration::from_secs(120);

/// What a reception works with.
pub struct Setup {
    pub workspace: Arc<Workspace>,
    pub agent: Agent,
    /// The business's own number, where calls out are set up.
    pub number: Option<Phone>,
    /// A recogniser for each call.
    pub speech_in: Box<dyn Fn() -> Arc<dyn SpeechIn> + Send + Sync>,
    pub speech_out: Arc<dyn SpeechOut>,
    /// Where calls are seen while they go on.
    pub floor: Option<Arc<LiveFloor>>,
    /// Told when a call is over and kept.
    pub ended: Arc<Notify>,
    /// How a call is answered that cannot be taken.
    pub when_failing: Vec<Verb>,
}

impl std::fmt::Debug for Setup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Setup").finish_non_exhaustive()
    }
}

/// A call that is open, as it is kept.
#[derive(Debug, Clone)]
struct Open {
    id: CallId,
    caller: Party,
    started_at: UtcMillis,
    direction: Direction,
    /// Of a call that we placed: what it is about.
    about: Option<CallOut>,
}

/// A call that was accepted, and whose stream is to come.
struct Rung {
    at: Instant,
    direction: Direction,
    other: String,
    /// A call that we placed.
    ours: Option<CallId>,
}

struct Live {
    open: Open,
    disk: ToDisk,
}

/// The calls of one agent.
pub struct Reception {
    pub(super) setup: Setup,
    rung: Mutex<HashMap<CallSid, Rung>>,
    live: Mutex<HashMap<CallSid, Live>>,
    /// Placed by us, and not answered yet.
    pub(super) placed: Mutex<HashMap<CallId, Placed>>,
    outlasting: TaskTracker,
}

impl std::fmt::Debug for Reception {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reception")
    }
}

pub(super) fn whole<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Reception {
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self {
            setup,
            rung: Mutex::default(),
            live: Mutex::default(),
            placed: Mutex::default(),
            outlasting: TaskTracker::new(),
        }
    }

    /// Waits for what callers agreed to and is still being done.
    pub async fn settle(&self) {
        self.outlasting.close();
        self.outlasting.wait().await;
    }

    /// Where that runs which outlasts whoever wanted it.
    #[must_use]
    pub const fn outlasting(&self) -> &TaskTracker {
        &self.outlasting
    }

    /// What is known of a call that is open.
    fn about_open(&self, open: &Open, call: &CallSid) -> About {
        About {
            external_id: Some(call.as_str().to_owned()),
            started_at: Some(open.started_at),
            ..self.about(open.caller.clone(), open.direction)
        }
    }

    async fn open(&self, call: &CallSid) -> Result<Live, Declined> {
        let rung = whole(&self.rung).remove(call);
        let Some(rung) = rung else {
            return Err(Declined::Unknown);
        };
        let now = self.setup.workspace.deps.clock.now();
        if let Some(id) = rung.ours {
            return self.answered(id, now).ok_or(Declined::Unknown);
        }
        let phone = parley_domain::call::normal_phone(&rung.other);
        let open = Open {
            id: CallId::new(now, &*self.setup.workspace.deps.rng),
            caller: Party {
                phone,
                ..Party::default()
            },
            started_at: now,
            direction: rung.direction,
            about: None,
        };
        let about = self.about_open(&open, call);
        let disk = self.keep(open.id, now, about).await.map_err(|error| {
            tracing::error!(code = ?error.code, "a call cannot be kept, so it is not taken");
            Declined::Unavailable
        })?;
        Ok(Live { open, disk })
    }

    /// Somebody, or something, picked up a call that we placed.
    fn answered(&self, id: CallId, now: UtcMillis) -> Option<Live> {
        let (call, disk) = self.pick_up(id, now)?;
        let open = Open {
            id,
            caller: party(&call),
            started_at: now,
            direction: Direction::Outbound,
            about: Some(call),
        };
        Some(Live { open, disk })
    }

    fn driver(&self, stream: Stream, live: &Live) -> Result<LiveCall, Declined> {
        let agent = &self.setup.agent;
        let other = live.open.caller.phone.clone().unwrap_or_default();
        let call = live.open.id.to_string();
        let which = Which {
            call: &call,
            direction: live.open.direction,
            other: &other,
            facts: &self.facts(live.open.about.as_ref()),
        };
        let core = core(agent, &which, live.open.started_at).map_err(|error| {
            tracing::error!(%error, "a call cannot be planned");
            Declined::Unavailable
        })?;
        let ports = Ports {
            speech_in: (self.setup.speech_in)(),
            speech_out: Arc::clone(&self.setup.speech_out),
            world: Arc::new(self.world(&live.open)),
            outlasting: self.outlasting.clone(),
        };
        let begun = Begun::Carried {
            agent: agent.text.clone(),
            call: which.call.to_owned(),
            direction: which.direction,
            other: which.other.to_owned(),
            facts: which.facts.clone(),
            at: live.open.started_at,
        };
        let journal = Box::new(LineJournal::new(live.disk.clone()).begins(begun));
        let (journal, inbox): (Box<dyn Journal>, _) = match &self.setup.floor {
            Some(floor) => {
                let about = self.seen(&live.open);
                let (journal, inbox) = floor.enter(about, stream.nudge.clone(), journal);
                (journal, Some(inbox))
            }
            None => (journal, None),
        };
        let setup = CallSetup {
            core,
            tongue: agent.profile.tongue,
            journal,
            transfer: self.transfer(),
        };
        let call = LiveCall::new(stream, ports, setup);
        Ok(match inbox {
            Some(inbox) => call.obeying(inbox),
            None => call,
        })
    }

    fn seen(&self, open: &Open) -> Seen {
        Seen {
            id: open.id,
            since: open.started_at,
            direction: open.direction,
            caller: open.caller.phone.clone(),
            agent: Some(self.setup.agent.profile.agent.clone()),
            can_take_over: self.setup.agent.person.is_some(),
        }
    }

    fn world(&self, open: &Open) -> WorkspaceWorld {
        let call = AgentCall {
            call_id: open.id,
            agent: self.setup.agent.profile.agent.clone(),
            caller: open.caller.phone.as_deref().and_then(Contact::parse),
            booking: open.about.as_ref().and_then(|about| about.booking),
        };
        WorkspaceWorld::new(Arc::clone(&self.setup.workspace), call)
    }

    fn transfer(&self) -> Vec<Verb> {
        match &self.setup.agent.person {
            Some(person) => vec![Verb::Dial {
                number: person.clone(),
                caller_id: None,
                ring_for: RING,
                action: None,
            }],
            // Nobody is there to be put through to.
            None => self.setup.when_failing.clone(),
        }
    }
}

#[async_trait]
impl Switchboard for Reception {
    async fn incoming(&self, call: &IncomingCall) -> Verdict {
        let (direction, other) = match call.direction {
            webhook::Direction::Inbound => (Direction::Inbound, call.from.clone()),
            webhook::Direction::Outbound => (Direction::Outbound, call.to.clone()),
        };
        let ours = match call.ours.as_deref().map(str::parse) {
            None => None,
            Some(Ok(id)) if self.rings(id, &call.call) => Some(id),
            // It was placed by a process that is gone, or was taken back or called off.
            Some(_) => return Verdict::Instead(vec![Verb::HangUp]),
        };
        let at = Instant::now();
        let mut rung = whole(&self.rung);
        // There may have been no room for some of them after all.
        rung.retain(|_, rung| at.duration_since(rung.at) < AWAITED);
        rung.insert(
            call.call.clone(),
            Rung {
                at,
                direction,
                other,
                ours,
            },
        );
        Verdict::Accept {
            parameters: Vec::new(),
        }
    }

    async fn begin(&self, stream: Stream) -> Result<Box<dyn CallDriver>, Declined> {
        let call = stream.call.clone();
        let live = self.open(&call).await?;
        let driver = self.driver(stream, &live)?;
        whole(&self.live).insert(call, live);
        Ok(Box::new(driver))
    }

    async fn continued(&self, call: &Continuation) -> Verdict {
        Verdict::Instead(match call.ended {
            // It broke on our side: a person takes over, if there is one.
            Some(
                EndReason::DriverFailed
                | EndReason::Declined
                | EndReason::ShuttingDown
                | EndReason::Protocol(_),
            ) => self.transfer(),
            _ => vec![Verb::HangUp],
        })
    }

    async fn ended(&self, end: &CallEnd) {
        let Some(live) = whole(&self.live).remove(&end.call) else {
            return;
        };
        let about = self.about_open(&live.open, &end.call);
        self.finish(about, live.disk);
    }

    async fn missed(&self, call: &CallSid) {
        let rung = whole(&self.rung).remove(call);
        if let Some(id) = rung.and_then(|rung| rung.ours) {
            self.unanswered(id, Unanswered::HungUp);
        }
    }

    async fn status(&self, update: &StatusUpdate) {
        let Some(Ok(id)) = update.ours.as_deref().map(str::parse) else {
            return;
        };
        // The answer to its placing may never have come.
        self.rings(id, &update.call);
        if let Some(why) = unanswered(update.status) {
            self.unanswered(id, why);
        }
    }

    async fn message(&self, update: &MessageUpdate) -> Result<(), Declined> {
        self.message_told(update).await
    }

    async fn recorded(&self, _update: &RecordingUpdate) {}
}
