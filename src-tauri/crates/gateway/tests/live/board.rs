//! A switchboard whose calls are live ones, and what came of them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use parley_app::import::CallDraft;
use parley_app::ports::{Monitor, MonitorLine, PlayerError};
use parley_domain::call::{Direction, Side};
use parley_domain::ids::CallId;
use parley_domain::time::UtcMillis;
use parley_gateway::floor::{About as Seen, LiveFloor};
use parley_gateway::keep::{About, Line, LineJournal, Lines, draft};
use parley_gateway::live::journal::TurnTimes;
use parley_gateway::live::scripted::{Scripted, line};
use parley_gateway::live::tone::Tone;
use parley_gateway::live::world::World;
use parley_gateway::live::{LiveCall, Ports, Setup};
use parley_gateway::switchboard::{
    CallDriver, CallEnd, Continuation, Declined, Stream, Switchboard, Verdict,
};
use parley_gateway::twilio::phone::Phone;
use parley_gateway::twilio::sid::CallSid;
use parley_gateway::twilio::twiml::Verb;
use parley_gateway::twilio::webhook::{IncomingCall, RecordingUpdate, StatusUpdate};
use parley_voice::core::{Entry, IdempotencyKey};
use parley_voice::dialogue::{Effect, Facts, Found, Tongue};
use parley_voice::time::Samples;
use tokio_util::task::TaskTracker;

use crate::caller::Step;
use crate::desk;

#[derive(Default)]
struct Kept {
    lines: Vec<Vec<u8>>,
    sides: [Vec<u8>; 2],
    deeds: Vec<String>,
    end: Option<CallEnd>,
}

pub struct Board {
    kept: Arc<Mutex<Kept>>,
    ports: Ports,
    /// Where its calls are seen.
    pub floor: Arc<LiveFloor>,
    pub loudspeaker: Loudspeaker,
}

/// An output device: what it was given to play.
#[derive(Debug, Clone, Default)]
pub struct Loudspeaker(Arc<Mutex<Vec<i16>>>);

impl Loudspeaker {
    pub fn played(&self) -> Vec<i16> {
        self.0.lock().expect("whole").clone()
    }
}

impl Monitor for Loudspeaker {
    fn open(&self) -> Result<Box<dyn MonitorLine>, PlayerError> {
        Ok(Box::new(self.clone()))
    }
}

impl MonitorLine for Loudspeaker {
    fn play(&mut self, samples: &[i16]) {
        self.0.lock().expect("whole").extend(samples);
    }
}

struct ToKept(Arc<Mutex<Kept>>);

impl Lines for ToKept {
    fn line(&mut self, line: Vec<u8>) {
        self.0.lock().expect("whole").lines.push(line);
    }

    fn sound(&mut self, side: Side, at: Samples, codes: &[u8]) {
        let mut kept = self.0.lock().expect("whole");
        let sound = &mut kept.sides[usize::from(side == Side::Agent)];
        let at = usize::try_from(at.0).expect("a place");
        assert!(sound.len() <= at, "places grow");
        sound.resize(at, 0xff);
        sound.extend(codes);
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
        let loudspeaker = Loudspeaker::default();
        let floor = LiveFloor::new(Arc::new(loudspeaker.clone()));
        Self {
            kept,
            ports,
            floor,
            loudspeaker,
        }
    }

    fn kept(&self) -> Vec<Line> {
        let kept = self.kept.lock().expect("whole");
        let lines = kept.lines.iter().map(|line| serde_json::from_slice(line));
        lines.collect::<Result<_, _>>().expect("lines")
    }

    pub fn entries(&self) -> Vec<Entry> {
        let lines = self.kept().into_iter();
        let entries = lines.filter_map(|line| match line {
            Line::Core(entry) => Some(entry),
            _ => None,
        });
        entries.collect()
    }

    pub fn lines(&self) -> String {
        let lines = self.kept.lock().expect("whole").lines.concat();
        String::from_utf8(lines).expect("text")
    }

    pub fn turns(&self) -> Vec<TurnTimes> {
        let lines = self.kept().into_iter();
        let turns = lines.filter_map(|line| match line {
            Line::Answered(times) => Some(times),
            _ => None,
        });
        turns.collect()
    }

    /// The call as review would show it.
    pub fn draft(&self) -> CallDraft {
        draft(About::default(), &self.kept())
    }

    /// What was kept of the caller's side, and of the agent's.
    pub fn sides(&self) -> [Vec<u8>; 2] {
        self.kept.lock().expect("whole").sides.clone()
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
        let lines = LineJournal::new(ToKept(Arc::clone(&kept)));
        let about = Seen {
            id: CallId(uuid::Uuid::from_u128(1)),
            since: UtcMillis(0),
            direction: Direction::Inbound,
            caller: None,
            agent: None,
            can_take_over: true,
        };
        let nudge = stream.nudge.clone();
        let (journal, inbox) = self.floor.enter(about, nudge, Box::new(lines));
        let setup = Setup {
            core: desk::core(),
            tongue: Tongue::En,
            journal,
            transfer: vec![Verb::Dial {
                number: Phone::new("+14155550123").expect("a number"),
                caller_id: None,
                ring_for: Duration::from_secs(20),
                action: None,
            }],
        };
        let call = LiveCall::new(stream, self.ports.clone(), setup);
        Ok(Box::new(call.obeying(inbox)))
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
