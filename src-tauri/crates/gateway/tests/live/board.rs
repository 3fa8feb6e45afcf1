//! A switchboard whose calls are live ones, and what came of them.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use parley_gateway::live::journal::{Journal, JsonLines, TurnTimes};
use parley_gateway::live::scripted::{Scripted, line};
use parley_gateway::live::tone::Tone;
use parley_gateway::live::world::World;
use parley_gateway::live::{LiveCall, Ports, Setup};
use parley_gateway::switchboard::{
    CallDriver, CallEnd, Continuation, Declined, Stream, Switchboard, Verdict,
};
use parley_gateway::twilio::sid::CallSid;
use parley_gateway::twilio::webhook::{IncomingCall, RecordingUpdate, StatusUpdate};
use parley_voice::core::{Entry, IdempotencyKey};
use parley_voice::dialogue::{Effect, Facts, Found, Tongue};
use tokio_util::task::TaskTracker;

use crate::caller::Step;
use crate::desk;

#[derive(Default)]
struct Kept {
    lines: Vec<u8>,
    turns: Vec<TurnTimes>,
    deeds: Vec<String>,
    end: Option<CallEnd>,
}

pub struct Board {
    kept: Arc<Mutex<Kept>>,
    ports: Ports,
}

struct ToKept(Arc<Mutex<Kept>>);

impl io::Write for ToKept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("whole").lines.extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Log {
    lines: JsonLines<ToKept>,
    kept: Arc<Mutex<Kept>>,
}

impl Journal for Log {
    fn entry(&mut self, entry: &Entry) {
        self.lines.entry(entry);
    }

    fn turn(&mut self, times: &TurnTimes) {
        self.kept.lock().expect("whole").turns.push(*times);
    }
}

struct Deeds(Arc<Mutex<Kept>>);

impl Deeds {
    fn did(&self, what: String) -> bool {
        self.0.lock().expect("whole").deeds.push(what);
        true
    }
}

#[async_trait]
impl World for Deeds {
    async fn ask(&self, _tool: &str, _facts: &Facts) -> Found {
        Found::Nothing
    }

    async fn commit(&self, key: &IdempotencyKey, effect: &Effect) -> bool {
        self.did(format!(
            "{} {} {}",
            effect.kind, key.0, effect.facts["name"]
        ))
    }

    async fn suppress(&self, key: &IdempotencyKey, _words: &str) -> bool {
        self.did(format!("suppress {}", key.0))
    }
}

impl Board {
    pub fn new(steps: &[Step]) -> Self {
        let kept = Arc::new(Mutex::new(Kept::default()));
        let lines = steps.iter().map(|step| line(step.says, step.clip.length()));
        let ports = Ports {
            speech_in: Arc::new(Scripted::new(lines)),
            speech_out: Arc::new(Tone),
            world: Arc::new(Deeds(Arc::clone(&kept))),
            outlasting: TaskTracker::new(),
        };
        Self { kept, ports }
    }

    pub fn entries(&self) -> Vec<Entry> {
        let lines = self.lines();
        let entries = lines.lines().map(serde_json::from_str);
        entries.collect::<Result<_, _>>().expect("entries")
    }

    pub fn lines(&self) -> String {
        String::from_utf8(self.kept.lock().expect("whole").lines.clone()).expect("text")
    }

    pub fn turns(&self) -> Vec<TurnTimes> {
        self.kept.lock().expect("whole").turns.clone()
    }

    pub fn deeds(&self) -> Vec<String> {
        self.kept.lock().expect("whole").deeds.clone()
    }

    pub fn outlasting(&self) -> usize {
        self.ports.outlasting.len()
    }

    pub async fn end(&self) -> CallEnd {
        for _ in 0..600 {
            if let Some(end) = self.kept.lock().expect("whole").end.clone() {
                return end;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("the call does not end")
    }
}

#[async_trait]
impl Switchboard for Board {
    async fn incoming(&self, _call: &IncomingCall) -> Verdict {
        let parameters = Vec::new();
        Verdict::Accept { parameters }
    }

    async fn begin(&self, stream: Stream) -> Result<Box<dyn CallDriver>, Declined> {
        let kept = Arc::clone(&self.kept);
        let lines = JsonLines::new(ToKept(Arc::clone(&kept)));
        let setup = Setup {
            core: desk::core(),
            tongue: Tongue::En,
            journal: Box::new(Log { lines, kept }),
            transfer: Vec::new(),
        };
        let call = LiveCall::new(stream, self.ports.clone(), setup);
        Ok(Box::new(call))
    }

    async fn continued(&self, _call: &Continuation) -> Verdict {
        Verdict::Instead(Vec::new())
    }

    async fn ended(&self, end: &CallEnd) {
        self.kept.lock().expect("whole").end = Some(end.clone());
    }

    async fn missed(&self, _call: &CallSid) {}

    async fn status(&self, _update: &StatusUpdate) {}

    async fn recorded(&self, _update: &RecordingUpdate) {}
}
