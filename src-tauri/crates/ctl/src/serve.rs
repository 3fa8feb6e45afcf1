//! `parleyctl serve`: a business's agent takes calls over its workspace. Says where it
//! listens as one JSON line, and at its end what it did.

use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use parley_app::agent::agent_open;
use parley_app::desk::Desk;
use parley_app::error::AppError;
use parley_app::ports::{AgentLine as _, AgentLineSetup};
use parley_domain::access::kinds::AgentRun;
use parley_domain::error_code::ErrorCode;
use parley_gateway::line::GatewayLine;
use parley_gateway::live::scripted::{TimedWord, line};
use parley_gateway::reception::Agent;
use parley_ipc::WireError;
use serde::Deserialize;
use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};

use crate::args::ServeArgs;
use crate::orders::{Orders, carry_out};
use crate::run::Outcome;

/// The account's token at the carrier.
const TOKEN: &str = "PARLEY_CARRIER_TOKEN";

/// What is wrong with the set-up, said to whoever made it: here a file and a line are named.
#[derive(Debug, thiserror::Error)]
pub enum NotSetUp {
    #[error("{TOKEN} is not set")]
    Token,
    #[error("{0} cannot be read: {1}")]
    Unreadable(String, std::io::Error),
    #[error("{0}, line {1}: {2}")]
    Words(String, usize, serde_json::Error),
    #[error("{0}: {1}")]
    Part(String, String),
}

/// One line of a recogniser by script.
#[derive(Deserialize)]
struct Line {
    text: String,
    /// How long it takes to be said.
    ms: u64,
}

/// A set-up that was read and has no fault.
pub struct Serving {
    setup: AgentLineSetup,
}

impl Serving {
    /// Everything that can be wrong is found before anybody is asked to sign in.
    ///
    /// # Errors
    /// [`NotSetUp`].
    pub fn read(args: &ServeArgs) -> Result<(Self, GatewayLine), NotSetUp> {
        let token = std::env::var(TOKEN).unwrap_or_default();
        if token.is_empty() {
            return Err(NotSetUp::Token);
        }
        let words = args.words.as_deref().map(read_words).transpose()?;
        let setup = AgentLineSetup {
            listen: args.listen.to_string(),
            public_url: args.public_url.clone(),
            agent: agent(&args.agent)?,
            token,
            account: args.account.clone().unwrap_or_default(),
            number: args.number.clone().unwrap_or_default(),
            carrier_url: args.carrier_url.clone().unwrap_or_default(),
        };
        let drain = Duration::from_secs(args.drain);
        let line = GatewayLine::new(words, args.calls, drain);
        match line.fault(&setup) {
            Some(fault) => Err(NotSetUp::Part(fault.part, fault.why)),
            None => Ok((Self { setup }, line)),
        }
    }

    /// Takes calls until the process is told to end.
    ///
    /// # Errors
    /// `permission_denied`, `not_signed_in`; `invalid_input` when it cannot listen.
    pub async fn run(&self, desk: &Desk) -> Result<Outcome, WireError> {
        let wire = |e: AppError| WireError::report(desk, "serve", &e);
        let (workspace, grant) = desk.authorize::<AgentRun>().await.map_err(wire)?;
        agent_open(&workspace, grant, &self.setup)
            .await
            .map_err(wire)?;
        // A closed pipe is the reader's choice, not a failure.
        let _ = writeln!(
            std::io::stdout().lock(),
            "{}",
            json!({ "listening": desk.deps.agent_line.state().listening })
        );
        let orders = Orders::from_stdin();
        tokio::select! {
            () = told_to_end() => {}
            () = carry_out(desk, orders) => {}
        }
        desk.deps.agent_line.close().await;
        let state = serde_json::to_value(desk.deps.agent_line.state())
            .map_err(|error| wire(AppError::because(ErrorCode::Internal, error)))?;
        Ok(state.into())
    }
}

/// The agent's file with its script in it, where that is a file too.
fn agent(file: &Path) -> Result<String, NotSetUp> {
    let agent = Agent::read(file);
    let agent = agent.map_err(|error| NotSetUp::Part("agent".to_owned(), error.to_string()))?;
    Ok(agent.text)
}

fn read_words(file: &Path) -> Result<Vec<Vec<TimedWord>>, NotSetUp> {
    let name = file.display().to_string();
    let text =
        std::fs::read_to_string(file).map_err(|error| NotSetUp::Unreadable(name.clone(), error))?;
    let lines = text.lines().zip(1..).filter(|(text, _)| !text.is_empty());
    lines
        .map(|(text, number)| {
            let said: Line = serde_json::from_str(text)
                .map_err(|error| NotSetUp::Words(name.clone(), number, error))?;
            Ok(line(&said.text, said.ms))
        })
        .collect()
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
