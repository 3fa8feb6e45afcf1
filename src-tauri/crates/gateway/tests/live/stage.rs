//! A gateway on a port of its own, with one live call.

use std::net::SocketAddr;
use std::sync::Arc;
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

use crate::board::Board;
use crate::caller::Step;

const PUBLIC: &str = "https://voice.example.com";
const AUTH_TOKEN: &str = "the account's token";

#[derive(Debug)]
struct Noon;

impl Clock for Noon {
    fn now(&self) -> UtcMillis {
        UtcMillis(43_200_000)
    }
}

#[derive(Debug)]
struct Same;

impl Rng for Same {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

pub struct Stage {
    pub server: Server,
    pub board: Arc<Board>,
    idle_tasks: usize,
}

impl Stage {
    pub async fn new(steps: &[Step]) -> Self {
        let board = Arc::new(Board::new(steps));
        let config = Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            public: PublicUrl::new(PUBLIC).expect("an address"),
            auth_token: Secret::new(AUTH_TOKEN),
            stream_key: Secret::new("our key"),
            limits: Limits::default(),
            when_full: busy(Language::EnglishUs),
            when_failing: failing(Language::EnglishUs),
            clock: Arc::new(Noon),
            rng: Arc::new(Same),
        };
        let server = serve(config, board.clone()).await.expect("serves");
        let idle_tasks = server.stats().tasks;
        Self {
            server,
            board,
            idle_tasks,
        }
    }

    async fn post(&self, path: &str, form: &str) -> String {
        let parsed = Form::parse(form.as_bytes()).expect("a form");
        let verifier = Verifier::new(&Secret::new(AUTH_TOKEN));
        let signature = verifier.sign(&format!("{PUBLIC}{path}"), &parsed);
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             X-Twilio-Signature: {signature}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        let mut socket = TcpStream::connect(self.server.address())
            .await
            .expect("connects");
        socket.write_all(request.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        socket.read_to_string(&mut answer).await.expect("text");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        answer
    }

    /// A call rings: the token of its stream.
    pub async fn ring(&self, call: &str) -> String {
        let form =
            format!("CallSid={call}&From=%2B14155550123&To=%2B14155550100&Direction=inbound");
        let twiml = self.post("/twilio/voice", &form).await;
        let token = twiml
            .split("name=\"parley_token\" value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        token.expect("a token").to_owned()
    }

    /// The stream has ended: what follows.
    pub async fn after(&self, call: &str) -> String {
        self.post("/twilio/after", &format!("CallSid={call}")).await
    }

    /// Until nothing of the call is left; it must be within two seconds.
    pub async fn all_gone(&self) {
        let began = Instant::now();
        loop {
            let stats = self.server.stats();
            let left = (stats.live, stats.tasks, self.board.outlasting());
            if left == (0, self.idle_tasks, 0) {
                assert_eq!(stats.totals.left_behind, 0);
                return;
            }
            assert!(began.elapsed() < Duration::from_secs(2), "left: {left:?}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}
