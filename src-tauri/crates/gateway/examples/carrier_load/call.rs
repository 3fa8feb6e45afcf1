//! One call: it speaks a frame each 20 ms, numbered in the sound itself, and listens.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::buffer::Buffer;
use crate::webhook;

const FRAME: Duration = Duration::from_millis(20);

/// What the server does with a call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Sends back what it hears.
    Echo,
    /// Sends a sound that has no pause.
    Tone,
    /// Talks.
    Agent,
}

/// What a call saw.
#[derive(Default)]
pub struct Seen {
    /// Of each frame that came: in an echo, since it was sent; of a tone, behind the
    /// steadiest one's rhythm. An agent pauses, so of its sound this says nothing.
    pub late: Vec<Duration>,
    /// Of each frame that was played on after others: how much was still to be played when
    /// it came. Nothing left is a gap in the sound.
    pub left: Vec<Duration>,
    /// By which the carrier itself was late to send: its own fault.
    pub own: Vec<Duration>,
    pub sent: u64,
    pub marks: u64,
    pub emptied: u64,
}

type Socket = WebSocketStream<TcpStream>;

pub async fn place(
    address: SocketAddr,
    call: &str,
    kind: Kind,
    speaks: Duration,
) -> Result<Seen, &'static str> {
    let token = webhook::ring(address, call).await?;
    let connection = TcpStream::connect(address)
        .await
        .map_err(|_| "cannot connect")?;
    connection.set_nodelay(true).map_err(|_| "cannot connect")?;
    let config = WebSocketConfig::default()
        .read_buffer_size(4_096)
        .write_buffer_size(0);
    let url = format!("ws://{address}/twilio/stream");
    let upgraded = client_async_with_config(url, connection, Some(config)).await;
    let (mut socket, _) = upgraded.map_err(|_| "no upgrade")?;
    let stream = format!("MZ{call}");
    say(
        &mut socket,
        &json!({"event": "connected", "protocol": "Call", "version": "1.0.0"}),
    )
    .await?;
    say(
        &mut socket,
        &json!({
            "event": "start", "sequenceNumber": "1", "streamSid": stream,
            "start": {
                "accountSid": "AC1", "streamSid": stream, "callSid": call, "tracks": ["inbound"],
                "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
                "customParameters": {"parley_token": token},
            },
        }),
    )
    .await?;
    let mut line = Line {
        socket,
        stream,
        call: call.to_owned(),
        number: 2,
        seen: Seen::default(),
    };
    let arrivals = line.speak(speaks, kind == Kind::Echo).await?;
    line.hang_up().await?;
    if kind == Kind::Tone {
        line.seen.late = behind_rhythm(&arrivals);
    }
    Ok(line.seen)
}

/// Frame n of a steady stream comes 20 ms after the one before; how much later than the
/// earliest one each came. Those of the first lead come at once and are left out.
fn behind_rhythm(arrivals: &[Duration]) -> Vec<Duration> {
    let steady = arrivals.iter().enumerate().skip(15);
    let offsets: Vec<i128> = steady
        .map(|(n, at)| at.as_nanos() as i128 - n as i128 * FRAME.as_nanos() as i128)
        .collect();
    let earliest = offsets.iter().copied().min().unwrap_or(0);
    let late = offsets.iter().map(|offset| offset - earliest);
    late.map(|late| Duration::from_nanos(late as u64)).collect()
}

struct Line {
    socket: Socket,
    stream: String,
    call: String,
    number: u64,
    seen: Seen,
}

impl Line {
    /// Speaks and listens; when each frame came, since the call began.
    async fn speak(
        &mut self,
        speaks: Duration,
        is_echo: bool,
    ) -> Result<Vec<Duration>, &'static str> {
        let began = Instant::now();
        let mut buffer = Buffer::new(began);
        let mut arrivals = Vec::new();
        let mut due = began;
        let timer = tokio::time::sleep_until(due.into());
        tokio::pin!(timer);
        while due < began + speaks {
            tokio::select! {
                () = &mut timer => {
                    let now = Instant::now();
                    self.seen.own.push(now - due);
                    self.frame(now - began, is_echo).await?;
                    while let Some(name) = buffer.played(now) {
                        self.echo(name).await?;
                    }
                    due += FRAME;
                    timer.as_mut().reset(due.into());
                }
                message = self.socket.next() => {
                    let Some(Ok(Message::Text(text))) = message else { return Err("closed early") };
                    let now = Instant::now();
                    let message: Value = serde_json::from_str(&text).map_err(|_| "no JSON")?;
                    if message["streamSid"] != self.stream.as_str() {
                        return Err("another stream's");
                    }
                    match message["event"].as_str() {
                        Some("media") => {
                            let payload = message["media"]["payload"].as_str().ok_or("no payload")?;
                            let sound = STANDARD.decode(payload).map_err(|_| "no base64")?;
                            self.seen.left.extend(buffer.media(now, sound.len()));
                            arrivals.push(now - began);
                            if is_echo {
                                let sent = sound.first_chunk::<8>().ok_or("a short frame")?;
                                let sent = Duration::from_nanos(u64::from_le_bytes(*sent));
                                self.seen.late.push((now - began).saturating_sub(sent));
                            }
                        }
                        Some("mark") => {
                            let name = message["mark"]["name"].as_str().ok_or("no name")?;
                            buffer.mark(now, name.to_owned());
                        }
                        Some("clear") => {
                            for name in buffer.clear(now) {
                                self.echo(name).await?;
                            }
                        }
                        _ => return Err("an event that is none"),
                    }
                }
            }
        }
        self.seen.emptied = buffer.emptied;
        Ok(arrivals)
    }

    /// A frame; one that comes back says when it was sent.
    async fn frame(&mut self, at: Duration, comes_back: bool) -> Result<(), &'static str> {
        let mut sound = [0xff_u8; 160];
        if comes_back {
            let stamp = (at.as_nanos() as u64).to_le_bytes();
            sound[..8].copy_from_slice(&stamp);
        }
        self.seen.sent += 1;
        let media = json!({
            "event": "media", "sequenceNumber": self.number.to_string(), "streamSid": self.stream,
            "media": {
                "track": "inbound", "chunk": self.seen.sent.to_string(),
                "timestamp": (self.seen.sent * 20).to_string(), "payload": STANDARD.encode(sound),
            },
        });
        self.number += 1;
        say(&mut self.socket, &media).await
    }

    async fn echo(&mut self, name: String) -> Result<(), &'static str> {
        self.seen.marks += 1;
        let mark = json!({
            "event": "mark", "sequenceNumber": self.number.to_string(), "streamSid": self.stream,
            "mark": {"name": name},
        });
        self.number += 1;
        say(&mut self.socket, &mark).await
    }

    async fn hang_up(&mut self) -> Result<(), &'static str> {
        let stop = json!({
            "event": "stop", "sequenceNumber": self.number.to_string(), "streamSid": self.stream,
            "stop": {"accountSid": "AC1", "callSid": self.call},
        });
        say(&mut self.socket, &stop).await?;
        let closed = async { while let Some(Ok(_)) = self.socket.next().await {} };
        let closed = tokio::time::timeout(Duration::from_secs(2), closed).await;
        closed.map_err(|_| "not closed within two seconds")
    }
}

async fn say(socket: &mut Socket, message: &Value) -> Result<(), &'static str> {
    let sent = socket.send(Message::text(message.to_string())).await;
    sent.map_err(|_| "cannot send")
}
