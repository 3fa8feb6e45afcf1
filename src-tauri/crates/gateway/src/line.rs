//! The agent's line: a gateway over an open workspace, opened and closed by whoever may.
//! Must not know: who that is, or where the set-up comes from.

mod calls_out;
mod messenger;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use parley_app::desk::Workspace;
use parley_app::error::{AppError, AppResult};
use parley_app::ports::{
    AgentLine, AgentLineFault, AgentLineSetup, AgentLineState, CallOut, Dialled, OutboundLine,
    RingingCallRow,
};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use parley_domain::permit::Permit;
use parley_voice::dialogue::Tongue;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use self::calls_out::{CallsOut, CarrierAccount};
use self::messenger::Messenger;
use crate::config::{Config, Limits, PublicUrl, busy, failing};
use crate::dial::SetUpError;
use crate::floor::LiveFloor;
use crate::live::espeak::Espeak;
use crate::live::keys_only::KeysOnly;
use crate::live::scripted::{Scripted, TimedWord};
use crate::live::speech_in::SpeechIn;
use crate::reception::{Agent, Reception, Setup};
use crate::server::{Server, serve};
use crate::twilio::secret::Secret;
use crate::twilio::twiml::Language;

/// What live calls have when the line is closed, unless told otherwise.
const DRAIN: Duration = Duration::from_secs(3);

/// One agent's line. Without `words` callers are understood by keys alone.
pub struct GatewayLine {
    words: Option<Vec<Vec<TimedWord>>>,
    /// Calls at the same time.
    calls: usize,
    drain: Duration,
    /// Where its calls are seen.
    floor: Option<Arc<LiveFloor>>,
    open: Mutex<Option<Open>>,
    last: Mutex<AgentLineState>,
}

struct Open {
    server: Server,
    reception: Arc<Reception>,
    /// Where calls out are set up.
    calls_out: Option<Arc<CallsOut>>,
    messenger: Option<Messenger>,
}

/// A set-up that was read.
struct Parts {
    listen: SocketAddr,
    public: PublicUrl,
    agent: Agent,
    carrier: Option<CarrierAccount>,
}

impl std::fmt::Debug for GatewayLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GatewayLine")
    }
}

fn whole<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Default for GatewayLine {
    fn default() -> Self {
        Self {
            words: None,
            calls: Limits::default().calls,
            drain: DRAIN,
            floor: None,
            open: Mutex::default(),
            last: Mutex::default(),
        }
    }
}

impl GatewayLine {
    /// With a recogniser by script, for trying out; at most so many calls; live ones have
    /// so long when it is closed.
    #[must_use]
    pub fn new(words: Option<Vec<Vec<TimedWord>>>, calls: usize, drain: Duration) -> Self {
        Self {
            words,
            calls,
            drain,
            ..Self::default()
        }
    }

    /// Its calls are shown to whoever may watch.
    #[must_use]
    pub fn on(mut self, floor: &Arc<LiveFloor>) -> Self {
        self.floor = Some(Arc::clone(floor));
        self
    }
}

impl GatewayLine {
    /// By which a call can be placed now.
    fn calls_out(&self) -> AppResult<Arc<CallsOut>> {
        let open = whole(&self.open);
        let Some(open) = &*open else {
            return Err(ErrorCode::LineClosed.into());
        };
        let Some(calls_out) = &open.calls_out else {
            return Err(ErrorCode::NoCallsOut.into());
        };
        let stats = open.server.stats();
        let taken = stats.live + stats.awaited + open.reception.ringing().len();
        if taken >= self.calls {
            return Err(ErrorCode::LineFull.into());
        }
        Ok(Arc::clone(calls_out))
    }
}

fn parts(setup: &AgentLineSetup) -> Result<Parts, AgentLineFault> {
    let fault = |part: &str, why: String| AgentLineFault {
        part: part.to_owned(),
        why,
    };
    let listen = setup.listen.parse();
    let listen = listen.map_err(|error| fault("listen", format!("{error}")))?;
    let public = PublicUrl::new(&setup.public_url);
    let public = public.map_err(|error| fault("public_url", error.to_string()))?;
    if setup.token.is_empty() {
        return Err(fault("token", "it is not set".to_owned()));
    }
    let agent = Agent::of(&setup.agent, |_| None);
    let agent = agent.map_err(|error| fault("agent", error.to_string()))?;
    Ok(Parts {
        listen,
        public,
        agent,
        carrier: CarrierAccount::of(setup)?,
    })
}

#[async_trait]
impl AgentLine for GatewayLine {
    fn fault(&self, setup: &AgentLineSetup) -> Option<AgentLineFault> {
        parts(setup).err()
    }

    async fn open(&self, workspace: &Arc<Workspace>, setup: &AgentLineSetup) -> AppResult<()> {
        self.close().await;
        let parts = parts(setup).map_err(|_| AppError::invalid("agent"))?;
        let language = match parts.agent.profile.tongue {
            Tongue::En => Language::EnglishUs,
            Tongue::Hi => Language::HindiIndia,
        };
        let words = self.words.clone();
        let longest = Duration::from_secs(parts.agent.profile.longest_s.into());
        let ended = Arc::new(Notify::new());
        let reception = Arc::new(Reception::new(Setup {
            workspace: Arc::clone(workspace),
            agent: parts.agent,
            number: parts.carrier.as_ref().map(|carrier| carrier.number.clone()),
            speech_in: Box::new(move || match &words {
                Some(lines) => Arc::new(Scripted::new(lines.clone())) as Arc<dyn SpeechIn>,
                None => Arc::new(KeysOnly),
            }),
            speech_out: Arc::new(Espeak::default()),
            floor: self.floor.clone(),
            ended: Arc::clone(&ended),
            when_failing: failing(language),
        }));
        let over = CancellationToken::new();
        let out = parts.carrier.map(|carrier| {
            let clock = Arc::clone(&workspace.deps.clock);
            let messages = carrier.messages(parts.public.clone(), clock, over.clone())?;
            let (public, workspace) = (parts.public.clone(), Arc::clone(workspace));
            let calls = CallsOut::new(&carrier, public, workspace, Arc::clone(&reception), longest);
            calls.map(|calls| (Arc::new(calls), messages))
        });
        let out = out.transpose().map_err(|error: SetUpError| {
            tracing::error!(%error, "calls out cannot be set up");
            AppError::invalid("token")
        })?;
        let deps = &workspace.deps;
        let mut key = [0; 32];
        deps.rng.fill(&mut key);
        let config = Config {
            listen: parts.listen,
            public: parts.public,
            auth_token: Secret::new(setup.token.as_bytes()),
            stream_key: Secret::new(key),
            limits: Limits {
                calls: self.calls,
                ..Limits::default()
            },
            when_full: busy(language),
            when_failing: failing(language),
            clock: Arc::clone(&deps.clock),
            rng: Arc::clone(&deps.rng),
        };
        let server = serve(config, Arc::clone(&reception) as _).await;
        let server = server.map_err(|error| {
            tracing::error!(%error, "the agent's line cannot be opened");
            AppError::invalid("listen")
        })?;
        let (calls_out, messages) = out.unzip();
        let messenger =
            messages.map(|messages| Messenger::begin(Arc::clone(workspace), messages, ended, over));
        *whole(&self.open) = Some(Open {
            server,
            reception,
            calls_out,
            messenger,
        });
        Ok(())
    }

    async fn close(&self) {
        let Some(open) = whole(&self.open).take() else {
            return;
        };
        let mut last = state(&open);
        // Before anything else: who picks up now would find nobody.
        if let Some(calls_out) = &open.calls_out {
            calls_out.take_back().await;
        }
        if !open.server.shut_down(self.drain).await {
            tracing::error!("the agent's line did not close in order");
        }
        open.reception.settle().await;
        if let Some(messenger) = open.messenger {
            messenger.end().await;
        }
        last.listening = None;
        last.live = 0;
        last.ringing = 0;
        *whole(&self.last) = last;
    }

    fn state(&self) -> AgentLineState {
        match &*whole(&self.open) {
            Some(open) => state(open),
            None => whole(&self.last).clone(),
        }
    }
}

#[async_trait]
impl OutboundLine for GatewayLine {
    fn ready(&self) -> AppResult<()> {
        self.calls_out().map(drop)
    }

    async fn dial(&self, call: CallOut, permit: Permit) -> AppResult<Dialled> {
        let calls_out = self.calls_out()?;
        calls_out.place(call, permit).await
    }

    fn carrier_id(&self, call: CallId) -> Option<String> {
        let open = whole(&self.open);
        let ringing = open.as_ref()?.reception.ringing();
        let sid = ringing.into_iter().find(|(id, _)| *id == call)?.1;
        sid.map(|sid| sid.as_str().to_owned())
    }

    fn ringing(&self) -> Vec<RingingCallRow> {
        let open = whole(&self.open);
        let rows = open.as_ref().map(|open| open.reception.ringing_rows());
        rows.unwrap_or_default()
    }

    async fn call_off(&self, call: CallId) -> AppResult<()> {
        let calls_out = whole(&self.open)
            .as_ref()
            .and_then(|open| open.calls_out.clone());
        match calls_out {
            Some(calls_out) => calls_out.call_off(call).await,
            None => Err(ErrorCode::NotFound.into()),
        }
    }
}

fn state(open: &Open) -> AgentLineState {
    let stats = open.server.stats();
    let count = |of: usize| u32::try_from(of).unwrap_or(u32::MAX);
    AgentLineState {
        listening: Some(open.server.address().to_string()),
        live: count(stats.live),
        ringing: count(open.reception.ringing().len()),
        accepted: stats.totals.accepted,
        refused_full: stats.totals.refused_full,
        bad_signatures: stats.totals.bad_signatures,
    }
}
