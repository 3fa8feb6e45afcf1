//! The carrier's end of a media stream.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::stage::Stage;

pub struct Carrier {
    pub socket: WebSocketStream<TcpStream>,
    pub call: String,
    pub stream: String,
    pub number: u64,
}

impl Carrier {
    /// A call rings and its stream begins.
    pub async fn call(stage: &Stage, call: &str, kind: &str) -> Self {
        let token = stage.token(call, kind).await;
        let mut carrier = Self::open(stage, call).await;
        carrier.start(&token, kind).await;
        carrier
    }

    /// A socket on which nothing was said.
    pub async fn open(stage: &Stage, call: &str) -> Self {
        let address = stage.server.address();
        let connection = TcpStream::connect(address).await.expect("connects");
        connection.set_nodelay(true).expect("set");
        let url = format!("ws://{address}/twilio/stream");
        let (socket, _) = client_async(url, connection).await.expect("upgrades");
        Self {
            socket,
            call: call.to_owned(),
            stream: format!("MZ{call}"),
            number: 1,
        }
    }

    pub async fn start(&mut self, token: &str, kind: &str) {
        self.send(&json!({"event": "connected", "protocol": "Call", "version": "1.0.0"}))
            .await;
        let start = self.start_message(token, kind);
        self.send(&start).await;
    }

    pub fn start_message(&mut self, token: &str, kind: &str) -> Value {
        json!({
            "event": "start", "sequenceNumber": self.next().to_string(), "streamSid": self.stream,
            "start": {
                "accountSid": "AC1", "streamSid": self.stream, "callSid": self.call,
                "tracks": ["inbound"],
                "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
                "customParameters": {"kind": kind, "parley_token": token},
            },
        })
    }

    /// The next sequence number.
    pub fn next(&mut self) -> u64 {
        self.number += 1;
        self.number - 1
    }

    pub async fn send(&mut self, message: &Value) {
        self.text(&message.to_string()).await;
    }

    pub async fn text(&mut self, text: &str) {
        self.socket.send(Message::text(text)).await.expect("sent");
    }

    /// A frame at `timestamp`, numbered `number`.
    pub async fn frame(&mut self, number: u64, timestamp: u64) {
        let message = json!({
            "event": "media", "sequenceNumber": number.to_string(), "streamSid": self.stream,
            "media": {
                "track": "inbound", "chunk": "1", "timestamp": timestamp.to_string(),
                "payload": STANDARD.encode([u8::try_from(number % 256).expect("a byte"); 160]),
            },
        });
        self.send(&message).await;
    }

    /// `dtmf`, `mark` or `stop`, with what belongs to it.
    pub async fn event(&mut self, event: &str, detail: Value) {
        let mut message = json!({
            "event": event, "sequenceNumber": self.next().to_string(), "streamSid": self.stream,
        });
        message[event] = detail;
        self.send(&message).await;
    }

    pub async fn stop(&mut self) {
        let detail = json!({"accountSid": "AC1", "callSid": self.call});
        self.event("stop", detail).await;
    }

    /// The next message, which must come soon.
    pub async fn heard(&mut self) -> Value {
        let next = tokio::time::timeout(Duration::from_secs(2), self.socket.next()).await;
        match next.expect("in time") {
            Some(Ok(Message::Text(text))) => serde_json::from_str(&text).expect("JSON"),
            other => panic!("no text: {other:?}"),
        }
    }

    /// The code with which the gateway closes; what comes before is passed over.
    pub async fn closed(&mut self) -> u16 {
        let closed = async {
            loop {
                match self.socket.next().await {
                    Some(Ok(Message::Close(Some(frame)))) => return u16::from(frame.code),
                    Some(Ok(_)) => {}
                    other => panic!("no close: {other:?}"),
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(3), closed)
            .await
            .expect("in time")
    }
}
