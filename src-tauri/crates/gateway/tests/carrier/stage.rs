//! A gateway on a port of its own, with short limits.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parley_domain::rng::Rng;
use parley_domain::time::{Clock, UtcMillis};
use parley_gateway::config::{Config, Limits, PublicUrl, busy, failing};
use parley_gateway::server::{Server, serve};
use parley_gateway::twilio::form::Form;
use parley_gateway::twilio::secret::Secret;
use parley_gateway::twilio::signature::Verifier;
use parley_gateway::twilio::twiml::Language;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::switchboard::Script;

pub const PUBLIC: &str = "https://voice.example.com";
const AUTH_TOKEN: &str = "the account's token";

/// A clock set by hand.
#[derive(Debug, Default)]
pub struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now(&self) -> UtcMillis {
        UtcMillis(self.0.load(Ordering::Relaxed))
    }
}

/// Never the same twice; that it can be foretold does no harm here.
#[derive(Debug, Default)]
struct Counting(AtomicU64);

impl Rng for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        let next = self.0.fetch_add(1, Ordering::Relaxed).to_le_bytes();
        for (byte, value) in bytes.iter_mut().zip(next.iter().cycle()) {
            *byte = *value;
        }
    }
}

pub struct Stage {
    pub server: Server,
    pub script: Arc<Script>,
    pub clock: Arc<HandClock>,
    idle_tasks: usize,
}

pub const fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

pub fn short_limits() -> Limits {
    Limits {
        calls: 20,
        sockets: 50,
        frame_late: Duration::from_secs(1),
        token_life: Duration::from_secs(30),
        start_within: ms(400),
        silent: Duration::from_secs(10),
        stalled: ms(400),
        longest: Duration::from_secs(60),
        decide: ms(400),
        wind_up: ms(400),
    }
}

impl Stage {
    pub async fn new() -> Self {
        Self::with(short_limits()).await
    }

    pub async fn with(limits: Limits) -> Self {
        let clock = Arc::new(HandClock::default());
        let script = Arc::new(Script::default());
        let config = Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            public: PublicUrl::new(PUBLIC).expect("an address"),
            auth_token: Secret::new(AUTH_TOKEN),
            stream_key: Secret::new("our key"),
            limits,
            when_full: busy(Language::EnglishUs),
            when_failing: failing(Language::HindiIndia),
            clock: clock.clone(),
            rng: Arc::new(Counting::default()),
        };
        let server = serve(config, script.clone()).await.expect("serves");
        let idle_tasks = server.stats().tasks;
        Self {
            server,
            script,
            clock,
            idle_tasks,
        }
    }

    pub fn pass_ms(&self, ms: i64) {
        self.clock.0.fetch_add(ms, Ordering::Relaxed);
    }

    /// A webhook as the carrier sends it: status and body.
    pub async fn post(&self, path: &str, form: &str) -> (u16, String) {
        let parsed = Form::parse(form.as_bytes()).expect("a form");
        let verifier = Verifier::new(&Secret::new(AUTH_TOKEN));
        let signature = verifier.sign(&format!("{PUBLIC}{path}"), &parsed);
        self.post_signed(path, form, Some(&signature)).await
    }

    pub async fn post_signed(
        &self,
        path: &str,
        form: &str,
        signature: Option<&str>,
    ) -> (u16, String) {
        let signature = signature
            .map(|signature| format!("X-Twilio-Signature: {signature}\r\n"))
            .unwrap_or_default();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{signature}\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        let mut socket = TcpStream::connect(self.server.address())
            .await
            .expect("connects");
        // A refusal may come before all is sent.
        let _ = socket.write_all(request.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = socket.read_to_end(&mut answer).await;
        let answer = String::from_utf8(answer).expect("text");
        let status = answer
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        let body = answer
            .split_once("\r\n\r\n")
            .map(|(_, body)| body.to_owned());
        (status.unwrap_or(0), body.unwrap_or_default())
    }

    /// A call rings; what it is told. `kind` names its driver ([`crate::switchboard`]).
    pub async fn ring(&self, call: &str, kind: &str) -> String {
        let form = format!("CallSid={call}&From=%2B14155550123&To={kind}&Direction=inbound");
        let (status, twiml) = self.post("/twilio/voice", &form).await;
        assert_eq!(status, 200, "{twiml}");
        twiml
    }

    /// The token a call that rings is given.
    pub async fn token(&self, call: &str, kind: &str) -> String {
        Self::token_in(&self.ring(call, kind).await)
    }

    pub fn token_in(twiml: &str) -> String {
        let token = twiml
            .split("name=\"parley_token\" value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let token = token.unwrap_or_else(|| panic!("no token in {twiml}"));
        token.to_owned()
    }

    /// Until nothing of any call is left; it must be within two seconds.
    pub async fn all_gone(&self) {
        let began = Instant::now();
        loop {
            let stats = self.server.stats();
            if (stats.live, stats.tasks) == (0, self.idle_tasks) && self.script.own_tasks() == 0 {
                return;
            }
            assert!(
                began.elapsed() < Duration::from_secs(2),
                "left behind: {stats:?}"
            );
            tokio::time::sleep(ms(5)).await;
        }
    }
}
