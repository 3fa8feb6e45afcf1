//! The port behind which the agent takes a business's calls in this process. Must not
//! know: who may let it.

use std::sync::Arc;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::desk::Workspace;
use crate::error::AppResult;

/// How calls are taken. Kept in the workspace, sealed with everything in it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentLineSetup {
    /// Where it listens, `127.0.0.1:8080`; TLS ends before it.
    pub listen: String,
    /// How the carrier reaches it, `https://voice.example.com`.
    pub public_url: String,
    /// The agent's file.
    pub agent: String,
    /// The account's token at the carrier.
    pub token: String,
    /// What a call out takes beside: the account's SID, and the business's own number as
    /// `+14155550100`, which whoever is called sees. Empty: nobody is called.
    #[serde(default)]
    pub account: String,
    #[serde(default)]
    pub number: String,
    /// Where the carrier's API is, `https://api.example.com`; empty: Twilio's own.
    #[serde(default)]
    pub carrier_url: String,
}

impl std::fmt::Debug for AgentLineSetup {
    /// Without the token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AgentLineSetup")
            .field("listen", &self.listen)
            .finish_non_exhaustive()
    }
}

/// What is wrong with a set-up, for whoever wrote it: which part, and why in the reader's
/// own words, which quote nothing but the part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AgentLineFault {
    /// `listen`, `public_url`, `agent`, `token`, `account`, `number` or `carrier_url`.
    pub part: String,
    pub why: String,
}

/// What the line is doing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AgentLineState {
    /// Where it listens; nothing when it does not.
    pub listening: Option<String>,
    pub live: u32,
    /// Calls that were placed and not answered yet.
    pub ringing: u32,
    /// Since it was opened.
    #[ts(as = "f64")]
    pub accepted: u64,
    #[ts(as = "f64")]
    pub refused_full: u64,
    #[ts(as = "f64")]
    pub bad_signatures: u64,
}

impl AgentLineState {
    /// Whether somebody is on the line, or may be at any moment.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        self.live > 0 || self.ringing > 0
    }
}

/// A line for one agent.
#[async_trait]
pub trait AgentLine: Send + Sync {
    /// What is wrong with a set-up, if anything is.
    fn fault(&self, setup: &AgentLineSetup) -> Option<AgentLineFault>;

    /// Begins to take calls. Open already, it is closed first.
    ///
    /// # Errors
    /// `invalid_input` on the part that is wrong; `listen` also when the address is taken.
    async fn open(&self, workspace: &Arc<Workspace>, setup: &AgentLineSetup) -> AppResult<()>;

    /// Takes no more calls; those that are live have a moment, and then a person gets
    /// them. Closed already, it does nothing.
    async fn close(&self);

    fn state(&self) -> AgentLineState;
}

/// A shell that takes no calls.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoAgentLine;

#[async_trait]
impl AgentLine for NoAgentLine {
    fn fault(&self, _setup: &AgentLineSetup) -> Option<AgentLineFault> {
        None
    }

    async fn open(&self, _workspace: &Arc<Workspace>, _setup: &AgentLineSetup) -> AppResult<()> {
        Err(crate::error::AppError::invalid("listen"))
    }

    async fn close(&self) {}

    fn state(&self) -> AgentLineState {
        AgentLineState::default()
    }
}
