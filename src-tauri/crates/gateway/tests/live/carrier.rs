//! A carrier by its contract (Twilio, Media Streams): it plays what it is sent in order,
//! gives marks back when they are reached, and after a `clear` at once. A frame of the
//! caller's goes out every 20 ms, whatever comes in.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::caller::{Caller, Does, Step};
use crate::stage::Stage;

const FRAME: Duration = Duration::from_millis(20);
/// A call of the tests that is not over by then hangs.
const LONGEST: Duration = Duration::from_secs(50);

enum Sent {
    Sound(VecDeque<u8>),
    Mark(String),
}

/// What the carrier saw of a call. Moments are since the stream's start.
#[derive(Debug, Default)]
pub struct Ended {
    /// When each utterance of the caller's began.
    pub spoke: Vec<Duration>,
    /// When each ended.
    pub stopped: Vec<Duration>,
    /// From there to the agent's next sound: voice to voice.
    pub waited: Vec<Duration>,
    /// Both sides as the carrier carried them, on its clock.
    pub caller: Vec<u8>,
    pub agent: Vec<u8>,
    pub cleared: Vec<Duration>,
    /// Bytes that were not played when the stream was closed.
    pub unplayed: usize,
    /// From the last sound that was played to the close.
    pub after_last_sound: Duration,
    /// What follows, as the carrier is told.
    pub then: String,
}

pub struct Carrier<'a> {
    stage: &'a Stage,
    socket: WebSocketStream<TcpStream>,
    call: String,
    number: u64,
    began: Instant,
    queue: VecDeque<Sent>,
    ended: Ended,
    /// The caller stopped speaking, and the agent has not answered.
    waits: Option<Instant>,
    last_sound: Duration,
}

impl<'a> Carrier<'a> {
    /// A call rings and its stream begins.
    pub async fn call(stage: &'a Stage, call: &str) -> Self {
        let token = stage.ring(call).await;
        let address = stage.server.address();
        let connection = TcpStream::connect(address).await.expect("connects");
        connection.set_nodelay(true).expect("set");
        let url = format!("ws://{address}/twilio/stream");
        let (socket, _) = client_async(url, connection).await.expect("upgrades");
        let mut carrier = Self {
            stage,
            socket,
            call: call.to_owned(),
            number: 0,
            began: Instant::now(),
            queue: VecDeque::new(),
            ended: Ended::default(),
            waits: None,
            last_sound: Duration::ZERO,
        };
        let start = json!({
            "accountSid": "AC1", "streamSid": format!("MZ{call}"), "callSid": call,
            "tracks": ["inbound"],
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
            "customParameters": {"parley_token": token},
        });
        carrier.send("start", start).await;
        carrier
    }

    async fn send(&mut self, event: &str, detail: Value) {
        self.number += 1;
        let mut message = json!({
            "event": event, "sequenceNumber": self.number.to_string(),
            "streamSid": format!("MZ{}", self.call),
        });
        message[event] = detail;
        // The other side may have closed in between.
        let _ = self.socket.send(Message::text(message.to_string())).await;
    }

    /// Runs the call to its end.
    pub async fn run(mut self, steps: Vec<Step>) -> Ended {
        let mut caller = Caller::new(steps);
        let mut timestamp = 0;
        self.began = Instant::now();
        // A frame goes out when its last sound was made.
        let first = self.began + FRAME;
        let mut ticks = tokio::time::interval_at(first.into(), FRAME);
        loop {
            assert!(self.began.elapsed() < LONGEST, "it hangs: {:?}", self.ended);
            tokio::select! {
                biased;
                _ = ticks.tick() => {
                    let now = self.began.elapsed();
                    let sounds = self.play(now).await;
                    caller.hears(now, sounds);
                    let frame = match caller.frame(now) {
                        Does::Sounds(frame) => frame,
                        Does::Begins(frame) => {
                            self.ended.spoke.push(Duration::from_millis(timestamp));
                            frame
                        }
                        Does::Ends(frame) => {
                            self.waits = Some(Instant::now());
                            self.ended.stopped.push(Duration::from_millis(timestamp + 20));
                            frame
                        }
                        Does::HangsUp => {
                            self.send("stop", json!({"callSid": self.call})).await;
                            return self.ended;
                        }
                    };
                    self.ended.caller.extend(frame);
                    let media = json!({
                        "track": "inbound", "chunk": (timestamp / 20 + 1).to_string(),
                        "timestamp": timestamp.to_string(), "payload": STANDARD.encode(frame),
                    });
                    self.send("media", media).await;
                    timestamp += 20;
                }
                message = self.socket.next() => match message {
                    Some(Ok(Message::Text(text))) => self.take(&text).await,
                    Some(Ok(Message::Close(_))) | None => return self.closed().await,
                    Some(Ok(_)) => {}
                    Some(Err(error)) => panic!("the socket broke: {error}"),
                },
            }
        }
    }

    async fn closed(mut self) -> Ended {
        let left = self.queue.iter().map(|sent| match sent {
            Sent::Sound(codes) => codes.len(),
            Sent::Mark(_) => 0,
        });
        self.ended.unplayed = left.sum();
        self.ended.after_last_sound = self.began.elapsed().saturating_sub(self.last_sound);
        self.ended.then = self.stage.after(&self.call).await;
        self.ended
    }

    async fn take(&mut self, text: &str) {
        let message: Value = serde_json::from_str(text).expect("JSON");
        match message["event"].as_str() {
            Some("media") => {
                let payload = message["media"]["payload"].as_str().expect("a payload");
                let codes = STANDARD.decode(payload).expect("base64");
                // An idle carrier plays what comes at once.
                if let Some(since) = self.waits.take() {
                    self.ended.waited.push(since.elapsed());
                }
                self.queue.push_back(Sent::Sound(codes.into()));
            }
            Some("mark") => {
                let name = message["mark"]["name"].as_str().expect("a name");
                self.queue.push_back(Sent::Mark(name.to_owned()));
            }
            Some("clear") => {
                self.ended.cleared.push(self.began.elapsed());
                for sent in std::mem::take(&mut self.queue) {
                    if let Sent::Mark(name) = sent {
                        self.send("mark", json!({"name": name})).await;
                    }
                }
            }
            other => panic!("error 31924: {other:?}"),
        }
    }

    /// Plays 20 ms; whether there was any sound.
    async fn play(&mut self, now: Duration) -> bool {
        let mut left = 160;
        while let Some(sent) = self.queue.front_mut() {
            match sent {
                Sent::Mark(name) => {
                    let name = std::mem::take(name);
                    self.queue.pop_front();
                    self.send("mark", json!({"name": name})).await;
                }
                Sent::Sound(_) if left == 0 => break,
                Sent::Sound(codes) => {
                    let played = left.min(codes.len());
                    self.ended.agent.extend(codes.drain(..played));
                    left -= played;
                    if codes.is_empty() {
                        self.queue.pop_front();
                    }
                }
            }
        }
        self.ended.agent.extend(std::iter::repeat_n(0xff, left));
        if left < 160 {
            self.last_sound = now;
        }
        left < 160
    }
}
