//! A switchboard that does what the called "number" says, and remembers what it was told.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use parley_gateway::line_test::{Echo, Tone};
use parley_gateway::outbox::Outbox;
use parley_gateway::switchboard::{
    CallDriver, CallEnd, Continuation, Declined, EndReason, Event, Stream, Switchboard, Verdict,
};
use parley_gateway::twilio::phone::Phone;
use parley_gateway::twilio::sid::CallSid;
use parley_gateway::twilio::twiml::{Rejection, Verb};
use parley_gateway::twilio::webhook::{
    CallStatus, IncomingCall, MessageUpdate, RecordingUpdate, StatusUpdate,
};

#[derive(Debug, Default)]
pub struct Script {
    pub told: Arc<Mutex<Vec<String>>>,
    pub ends: Mutex<Vec<CallEnd>>,
    own_tasks: Arc<AtomicUsize>,
}

impl Script {
    pub fn told(&self) -> Vec<String> {
        self.told.lock().expect("not poisoned").clone()
    }

    /// Waits until this was told.
    pub async fn until_told(&self, what: &str) {
        let waited = tokio::time::timeout(Duration::from_secs(3), async {
            while !self.told().iter().any(|told| told == what) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        });
        assert!(waited.await.is_ok(), "{what} not in {:?}", self.told());
    }

    pub async fn end_of(&self, call: &str) -> CallEnd {
        for _ in 0..600 {
            let ends = self.ends.lock().expect("not poisoned").clone();
            if let Some(end) = ends.into_iter().find(|end| end.call.as_str() == call) {
                return end;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("{call} does not end")
    }

    pub fn own_tasks(&self) -> usize {
        self.own_tasks.load(Ordering::SeqCst)
    }

    fn note(&self, what: String) {
        self.told.lock().expect("not poisoned").push(what);
    }
}

#[async_trait]
impl Switchboard for Script {
    async fn incoming(&self, call: &IncomingCall) -> Verdict {
        match call.to.as_str() {
            "panics" => panic!("on purpose"),
            "hangs" => std::future::pending().await,
            "reject" => Verdict::Instead(vec![Verb::Reject(Rejection::Busy)]),
            "long" => Verdict::Accept {
                parameters: vec![("long".to_owned(), "x".repeat(497))],
            },
            kind => Verdict::Accept {
                parameters: vec![
                    ("kind".to_owned(), kind.to_owned()),
                    ("parley_token".to_owned(), "not theirs".to_owned()),
                ],
            },
        }
    }

    async fn begin(&self, stream: Stream) -> Result<Box<dyn CallDriver>, Declined> {
        self.note(format!("begin {}", stream.call));
        assert!(!stream.parameters.contains_key("parley_token"));
        let kind = stream.parameters.get("kind").cloned().unwrap_or_default();
        Ok(match kind.as_str() {
            "tone" => Box::new(Tone::default()),
            "declined" => return Err(Declined::Unknown),
            "begin_panics" => panic!("on purpose"),
            "begin_hangs" => std::future::pending().await,
            "echo" => Box::new(Echo),
            _ => Box::new(Scripted {
                kind,
                told: Arc::clone(&self.told),
                own_tasks: Arc::clone(&self.own_tasks),
                stream,
            }),
        })
    }

    async fn continued(&self, call: &Continuation) -> Verdict {
        self.note(format!(
            "continued {} {:?} {:?}",
            call.call, call.ended, call.dialled
        ));
        match (call.ended, call.dialled) {
            (Some(EndReason::DriverFailed), _) => Verdict::Instead(vec![forward()]),
            // Nobody is there to take it: back to the agent.
            (None, Some(CallStatus::NoAnswer)) => Verdict::Accept {
                parameters: vec![("kind".to_owned(), "echo".to_owned())],
            },
            _ => Verdict::Instead(Vec::new()),
        }
    }

    async fn ended(&self, end: &CallEnd) {
        self.ends.lock().expect("not poisoned").push(end.clone());
        self.note(format!("ended {} {:?}", end.call, end.reason));
    }

    async fn missed(&self, call: &CallSid) {
        self.note(format!("missed {call}"));
    }

    async fn status(&self, update: &StatusUpdate) {
        self.note(format!("status {} {:?}", update.call, update.status));
    }

    async fn message(&self, update: &MessageUpdate) -> Result<(), Declined> {
        let ours = update.ours.as_deref().unwrap_or("nobody's");
        if ours == "unkept" {
            return Err(Declined::Unavailable);
        }
        self.note(format!(
            "message {ours} {} {:?} {:?}",
            update.message, update.delivery, update.code
        ));
        Ok(())
    }

    async fn recorded(&self, update: &RecordingUpdate) {
        self.note(format!("recorded {} {}", update.call, update.recording));
    }
}

pub fn forward() -> Verb {
    Verb::Dial {
        number: Phone::new("+14155550199").expect("a number"),
        caller_id: None,
        ring_for: Duration::from_secs(20),
        action: None,
    }
}

/// Drivers with one trait each, by name.
struct Scripted {
    kind: String,
    told: Arc<Mutex<Vec<String>>>,
    own_tasks: Arc<AtomicUsize>,
    stream: Stream,
}

struct OwnTask(Arc<AtomicUsize>);

impl Drop for OwnTask {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Scripted {
    fn note(&self, what: String) {
        let call = &self.stream.call;
        self.told
            .lock()
            .expect("not poisoned")
            .push(format!("{call} {what}"));
    }

    fn spawn(&self) {
        self.own_tasks.fetch_add(1, Ordering::SeqCst);
        let own = OwnTask(Arc::clone(&self.own_tasks));
        let nudge = self.stream.nudge.clone();
        self.stream.tasks.spawn(async move {
            let _own = own;
            nudge.nudge();
            std::future::pending().await
        });
    }
}

impl CallDriver for Scripted {
    fn on(&mut self, _now: Duration, event: Event<'_>, out: &mut Outbox) {
        match (self.kind.as_str(), event) {
            ("log", Event::Tick) => {}
            ("log", event) => self.note(match event {
                Event::Media {
                    timestamp, sound, ..
                } => {
                    format!("media {} {}", timestamp.as_millis(), sound.len())
                }
                Event::Key { key, .. } => format!("key {key}"),
                Event::Mark { name, .. } => format!("mark {name}"),
                event => format!("{event:?}"),
            }),
            ("nudges_itself", _) => self.stream.nudge.nudge(),
            ("driver_panics", Event::Media { .. }) => panic!("on purpose"),
            ("panics_at_end", Event::Ended(_)) => panic!("on purpose"),
            ("tasks", Event::Media { .. }) => self.spawn(),
            ("tasks", Event::Nudged) => self.note("nudged".to_owned()),
            ("forwards", Event::Media { .. }) => {
                out.media(&[0xff; 160]).expect("a frame");
                out.close(vec![forward()]);
            }
            // More than sockets hold, less than may wait here.
            ("talks", Event::Tick) => {
                for _ in 0..40 {
                    out.media(&[0xff; 8_000]).expect("a second");
                }
            }
            ("clears", Event::Media { .. }) => {
                out.media(&[0xff; 160]).expect("a frame");
                out.mark("m1").expect("a mark");
                out.clear();
            }
            _ => {}
        }
    }
}
