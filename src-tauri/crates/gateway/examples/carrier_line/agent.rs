//! Whole calls for the load: the core, a script of the house, the ear on every frame, a voice
//! of tones, nothing behind it. What a voice or a recogniser costs is not in it.

use std::sync::Arc;

use async_trait::async_trait;
use parley_gateway::live::journal::Unkept;
use parley_gateway::live::keys_only::KeysOnly;
use parley_gateway::live::tone::Tone;
use parley_gateway::live::world::World;
use parley_gateway::live::{LiveCall, Ports, Setup};
use parley_gateway::switchboard::Stream;
use parley_gateway::twilio::twiml::Verb;
use parley_voice::core::IdempotencyKey;
use parley_voice::dialogue::{Effect, Facts, Found, Tongue};
use parley_voice::simulate::stage::{Staged, script_of_house};
use tokio_util::task::TaskTracker;

/// The caller of the load says nothing the agent could understand.
const CALL: &str = "name = \"load\"\nscript = \"appointment\"\n";

struct Nothing;

#[async_trait]
impl World for Nothing {
    async fn ask(&self, _tool: &str, _facts: &Facts) -> Found {
        Found::Nothing
    }

    async fn commit(&self, _key: &IdempotencyKey, _effect: &Effect) -> bool {
        false
    }

    async fn suppress(&self, _key: &IdempotencyKey, _words: &str) -> bool {
        false
    }
}

pub struct Agent(Staged);

impl Agent {
    pub fn new() -> Self {
        let staged = Staged::read(CALL, |name| script_of_house(name).map(str::to_owned));
        Self(staged.expect("a scenario").remove(0))
    }
}

pub fn call(agent: &Agent, stream: Stream) -> LiveCall {
    let core = agent.0.core().expect("a plan");
    let ports = Ports {
        speech_in: Arc::new(KeysOnly),
        speech_out: Arc::new(Tone),
        world: Arc::new(Nothing),
        outlasting: TaskTracker::new(),
    };
    let setup = Setup {
        core,
        tongue: Tongue::En,
        journal: Box::new(Unkept),
        transfer: vec![Verb::HangUp],
    };
    LiveCall::new(stream, ports, setup)
}
