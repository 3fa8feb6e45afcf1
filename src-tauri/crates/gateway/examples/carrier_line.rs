//! A gateway whose calls hear an echo, a tone or an agent, for `carrier_load` and for trying out a
//! number. Says its address, then its numbers every second, as JSON lines; ends when its
//! input does.
//!
//! `carrier_line [echo|tone|agent] [calls]`

#[path = "carrier_line/agent.rs"]
mod agent;

use std::io::{Read, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use parley_domain::rng::Rng;
use parley_domain::time::{Clock, UtcMillis};
use parley_gateway::config::{Config, Limits, PublicUrl, busy, failing};
use parley_gateway::line_test::{Echo, Tone};
use parley_gateway::server::serve;
use parley_gateway::switchboard::{
    CallDriver, CallEnd, Continuation, Declined, Stream, Switchboard, Verdict,
};
use parley_gateway::twilio::secret::Secret;
use parley_gateway::twilio::sid::CallSid;
use parley_gateway::twilio::twiml::Language;
use parley_gateway::twilio::webhook::{IncomingCall, RecordingUpdate, StatusUpdate};
use ring::rand::{SecureRandom, SystemRandom};

#[derive(Debug)]
struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the clock that is passed in"
    )]
    fn now(&self) -> UtcMillis {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let ms = since.map_or(0, |since| since.as_millis());
        UtcMillis(i64::try_from(ms).unwrap_or(i64::MAX))
    }
}

struct OsRng;

impl Rng for OsRng {
    fn fill(&self, bytes: &mut [u8]) {
        SystemRandom::new().fill(bytes).expect("randomness");
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Echo,
    Tone,
    Agent,
}

struct LineTest {
    kind: Kind,
    agent: agent::Agent,
}

#[async_trait]
impl Switchboard for LineTest {
    async fn incoming(&self, _call: &IncomingCall) -> Verdict {
        let parameters = Vec::new();
        Verdict::Accept { parameters }
    }

    async fn begin(&self, stream: Stream) -> Result<Box<dyn CallDriver>, Declined> {
        Ok(match self.kind {
            Kind::Echo => Box::new(Echo),
            Kind::Tone => Box::new(Tone::default()),
            Kind::Agent => Box::new(agent::call(&self.agent, stream)),
        })
    }

    async fn continued(&self, _call: &Continuation) -> Verdict {
        Verdict::Instead(Vec::new())
    }

    async fn ended(&self, _end: &CallEnd) {}
    async fn missed(&self, _call: &CallSid) {}
    async fn status(&self, _update: &StatusUpdate) {}
    async fn recorded(&self, _update: &RecordingUpdate) {}
}

fn say(value: &serde_json::Value) {
    let mut out = std::io::stdout().lock();
    let said = writeln!(out, "{value}").and_then(|()| out.flush());
    assert!(said.is_ok(), "somebody listens");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut args = std::env::args().skip(1);
    let kind = match args.next().as_deref() {
        Some("tone") => Kind::Tone,
        Some("agent") => Kind::Agent,
        _ => Kind::Echo,
    };
    let calls = args
        .next()
        .and_then(|calls| calls.parse().ok())
        .unwrap_or(400);
    let agent = agent::Agent::new();
    let line = LineTest { kind, agent };
    let config = Config {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        public: PublicUrl::new("http://gateway.test").expect("an address"),
        auth_token: Secret::new("load"),
        stream_key: Secret::new("a key for tokens of the load test"),
        limits: Limits {
            calls,
            sockets: calls + 1_000,
            ..Limits::default()
        },
        when_full: busy(Language::EnglishUs),
        when_failing: failing(Language::EnglishUs),
        clock: Arc::new(SystemClock),
        rng: Arc::new(OsRng),
    };
    let server = serve(config, Arc::new(line)).await.expect("serves");
    say(&serde_json::json!({ "address": server.address().to_string() }));
    let (ends, mut ended) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let mut rest = Vec::new();
        let read = std::io::stdin().read_to_end(&mut rest);
        let _ = ends.send(read.is_ok());
    });
    let mut seconds = tokio::time::interval(Duration::from_secs(1));
    loop {
        tokio::select! {
            _ = seconds.tick() => {
                let stats = server.stats();
                say(&serde_json::json!({
                    "live": stats.live, "awaited": stats.awaited, "tasks": stats.tasks,
                    "streams": stats.totals.streams, "refused_full": stats.totals.refused_full,
                    "refused_streams": stats.totals.refused_streams,
                    "late_p50_us": stats.late.p50.as_micros() as u64,
                    "late_p99_us": stats.late.p99.as_micros() as u64,
                    "late_max_us": stats.late.max.as_micros() as u64,
                    "frames": stats.late.frames,
                }));
            }
            _ = &mut ended => break,
        }
    }
    let clean = server.shut_down(Duration::ZERO).await;
    say(&serde_json::json!({ "clean": clean }));
}
