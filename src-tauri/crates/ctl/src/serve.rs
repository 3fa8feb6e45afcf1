//! `parleyctl serve`: a business's agent takes calls over its workspace. Says where it
//! listens as one JSON line, and at its end what it did.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use parley_app::agent::agent_start;
use parley_app::desk::Desk;
use parley_app::error::AppError;
use parley_domain::access::kinds::AgentRun;
use parley_gateway::config::{Config, Limits, PublicUrl, busy, failing};
use parley_gateway::live::espeak::Espeak;
use parley_gateway::live::keys_only::KeysOnly;
use parley_gateway::live::scripted::{Scripted, TimedWord, line};
use parley_gateway::live::speech_in::SpeechIn;
use parley_gateway::reception::{Agent, Reception, Setup};
use parley_gateway::server;
use parley_gateway::twilio::secret::Secret;
use parley_gateway::twilio::twiml::Language;
use parley_ipc::WireError;
use parley_voice::dialogue::Tongue;
use serde::Deserialize;
use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};

use crate::args::ServeArgs;
use crate::run::Outcome;

/// The account's token at the carrier.
const TOKEN: &str = "PARLEY_CARRIER_TOKEN";

/// A gateway that is ready to begin.
pub struct Serving {
    config: ConfigParts,
    agent: Agent,
    words: Option<Vec<Vec<TimedWord>>>,
    drain: Duration,
}

struct ConfigParts {
    listen: std::net::SocketAddr,
    public: PublicUrl,
    token: Secret,
    calls: usize,
}

/// One line of a recogniser by script.
#[derive(Deserialize)]
struct Line {
    text: String,
    /// How long it takes to be said.
    ms: u64,
}

/// What is wrong, in words for whoever set it up: a path and a line may be named here.
fn wrong(desk: &Desk, field: &'static str, message: &str) -> WireError {
    WireError {
        message: message.to_owned(),
        ..WireError::report(desk, "serve", &AppError::invalid(field))
    }
}

impl Serving {
    /// # Errors
    /// `invalid_input` with what is wrong.
    pub fn read(desk: &Desk, args: &ServeArgs) -> Result<Self, WireError> {
        let public = PublicUrl::new(&args.public_url)
            .map_err(|error| wrong(desk, "public_url", &error.to_string()))?;
        let token = std::env::var(TOKEN).unwrap_or_default();
        if token.is_empty() {
            return Err(wrong(desk, "token", &format!("{TOKEN} is not set")));
        }
        let agent = Agent::read(&args.agent).map_err(|error| wrong(desk, "agent", &error.to_string()))?;
        let words = args.words.as_deref().map(|file| read_words(desk, file)).transpose()?;
        Ok(Self {
            config: ConfigParts {
                listen: args.listen,
                public,
                token: Secret::new(token),
                calls: args.calls,
            },
            agent,
            words,
            drain: Duration::from_secs(args.drain),
        })
    }

    /// Takes calls until the process is told to end.
    ///
    /// # Errors
    /// `permission_denied`, `not_signed_in`; `invalid_input` when it cannot listen.
    pub async fn run(self, desk: &Desk) -> Result<Outcome, WireError> {
        let wire = |e: AppError| WireError::report(desk, "serve", &e);
        let (workspace, grant) = desk.authorize::<AgentRun>().await.map_err(wire)?;
        let recovered = parley_gateway::keep::recover(&workspace).await.map_err(wire)?;
        agent_start(&workspace, grant).await.map_err(wire)?;
        let language = match self.agent.profile.tongue {
            Tongue::En => Language::EnglishUs,
            Tongue::Hi => Language::HindiIndia,
        };
        let words = self.words;
        let world = Arc::clone(&workspace);
        let reception = Arc::new(Reception::new(Setup {
            workspace,
            agent: self.agent,
            speech_in: Box::new(move || match &words {
                Some(lines) => Arc::new(Scripted::new(lines.clone())) as Arc<dyn SpeechIn>,
                None => Arc::new(KeysOnly),
            }),
            speech_out: Arc::new(Espeak::default()),
            world: Box::new(move |_open| { let _ = &world; Arc::new(Tmp(std::sync::Mutex::new(parley_voice::simulate::practice::Practice::new(&Default::default(), chrono::NaiveDate::from_ymd_opt(2026,11,20).unwrap().and_hms_opt(9,0,0).unwrap())))) }),
            when_failing: failing(language),
        }));
        let mut key = [0; 32];
        desk.deps.rng.fill(&mut key);
        let config = Config {
            listen: self.config.listen,
            public: self.config.public,
            auth_token: self.config.token,
            stream_key: Secret::new(key),
            limits: Limits {
                calls: self.config.calls,
                ..Limits::default()
            },
            when_full: busy(language),
            when_failing: failing(language),
            clock: Arc::clone(&desk.deps.clock),
            rng: Arc::clone(&desk.deps.rng),
        };
        let server = server::serve(config, Arc::clone(&reception) as _)
            .await
            .map_err(|error| wrong(desk, "listen", &error.to_string()))?;
        say(&json!({
            "listening": server.address().to_string(),
            "recovered": recovered.len(),
        }));
        told_to_end().await;
        let totals = server.stats().totals;
        let in_order = server.shut_down(self.drain).await;
        reception.settle().await;
        Ok(Outcome {
            good: in_order,
            json: json!({
                "accepted": totals.accepted,
                "refused_full": totals.refused_full,
                "bad_signatures": totals.bad_signatures,
                "streams": totals.streams,
                "in_order": in_order,
            }),
        })
    }
}

fn read_words(desk: &Desk, file: &Path) -> Result<Vec<Vec<TimedWord>>, WireError> {
    let text = std::fs::read_to_string(file).map_err(|error| wrong(desk, "words", &error.to_string()))?;
    let lines = text.lines().enumerate().filter(|(_, text)| !text.is_empty());
    lines
        .map(|(number, text)| {
            let said: Line = serde_json::from_str(text)
                .map_err(|error| wrong(desk, "words", &format!("line {}: {error}", number + 1)))?;
            Ok(line(&said.text, said.ms))
        })
        .collect()
}

fn say(line: &serde_json::Value) {
    // A closed pipe is the reader's choice, not a failure.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Ctrl+C, or the system's request.
async fn told_to_end() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

struct Tmp(std::sync::Mutex<parley_voice::simulate::practice::Practice>);
#[async_trait::async_trait]
impl parley_gateway::live::world::World for Tmp {
    async fn ask(&self, tool: &str, facts: &parley_voice::dialogue::Facts) -> parley_voice::dialogue::Found {
        use parley_voice::simulate::world::World as _;
        self.0.lock().unwrap().ask(tool, facts).unwrap().1
    }
    async fn commit(&self, _key: &parley_voice::core::IdempotencyKey, effect: &parley_voice::dialogue::Effect) -> bool {
        use parley_voice::simulate::world::World as _;
        self.0.lock().unwrap().commit(effect).unwrap().1
    }
    async fn suppress(&self, _key: &parley_voice::core::IdempotencyKey, _words: &str) -> bool { true }
}
