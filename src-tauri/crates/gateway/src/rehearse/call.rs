//! One call, 20 ms after 20 ms. Must not know: what is expected of it.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use parley_voice::core::{Action, Entry, Log, Turn};
use parley_voice::reply::ReplyId;
use parley_voice::simulate::carrier::{Carrier, Sound};
use parley_voice::simulate::run::Outcome;
use parley_voice::sound::g711::from_ulaw;
use parley_voice::time::{At, FRAME, Samples};
use serde_json::Value;

use crate::live::speech_out::SpeechOutError;
use crate::live::{LiveCall, mark_name, mark_of};
use crate::outbox::Outbox;
use crate::rehearse::caller::Speaker;
use crate::rehearse::clockwork::Clockwork;
use crate::rehearse::kept::Kept;
use crate::rehearse::line::Line;
use crate::rehearse::overheard::Overheard;
use crate::rehearse::ports::{Desk, Diary};
use crate::switchboard::{CallDriver, EndReason, Event};

/// µ-law's silence.
pub const SILENCE: u8 = 0xff;
/// A call that is not over by then hangs.
const LONGEST: At = At(1_800_000);
/// A clear that comes later has nothing to do with who cut in.
const CLEARED_MS: u64 = 2_000;

/// Both sides of a call on one clock, that of the caller's line: µ-law, 8 kHz, mono, of
/// the same length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Legs {
    /// What the telephone sent, whether or not it arrived.
    pub caller: Vec<u8>,
    /// What the caller heard.
    pub agent: Vec<u8>,
}

impl Legs {
    /// The shorter one goes on in silence.
    pub fn level(&mut self) {
        let length = self.caller.len().max(self.agent.len());
        self.caller.resize(length, SILENCE);
        self.agent.resize(length, SILENCE);
    }
}

/// The caller began to speak while the agent did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct BargeIn {
    /// The first sound.
    pub at: At,
    /// From there until the carrier was told to be silent, ms; `None`: the agent was not
    /// silenced.
    pub clear_ms: Option<u64>,
}

pub struct Call {
    pub driver: LiveCall,
    pub out: Outbox,
    pub speaker: Speaker,
    pub line: Line,
    pub clock: Arc<Clockwork>,
    pub diary: Diary,
    pub carrier: Carrier,
    pub now: At,
    /// All sound that was sent, in order: what the carrier plays are places in it.
    pub sent: Vec<u8>,
    pub played: usize,
    pub legs: Legs,
    pub audible: At,
    pub silence: (u64, At),
    pub barge_ins: Vec<BargeIn>,
    pub told: usize,
    pub overheard: Overheard,
}

/// What came of it.
pub struct Ended {
    pub outcome: Outcome,
    pub log: Log,
    pub legs: Legs,
    pub kept: Kept,
    pub barge_ins: Vec<BargeIn>,
    pub frames_lost: usize,
}

impl Call {
    pub async fn whole(mut self, desk: &Desk) -> Result<Ended, SpeechOutError> {
        while !self.is_over() && self.now < LONGEST {
            self.step().await?;
        }
        if !self.speaker.hung_up {
            self.drive(self.now, Event::Ended(EndReason::DriverClosed));
        }
        let entries = self.diary.entries();
        let mut outcome = outcome(&entries);
        outcome.ended_at = self.now;
        outcome.silence = self.silence;
        outcome.deeds = desk.deeds();
        outcome.played = self.carrier.played().to_vec();
        self.legs.level();
        Ok(Ended {
            outcome,
            log: Log { entries },
            legs: self.legs,
            kept: self.diary.kept(),
            barge_ins: self.barge_ins,
            frames_lost: self.line.lost,
        })
    }

    fn is_over(&self) -> bool {
        self.out.is_closing() || self.speaker.hung_up
    }

    async fn step(&mut self) -> Result<(), SpeechOutError> {
        let begin = self.now;
        self.now = begin.plus_ms(FRAME.ms());
        let marks = self.carrier.run(self.now);
        let heard = self.hear();
        let playing = !heard.is_empty();
        self.speaker.cue.hears(begin, playing);
        self.speaker.act(begin).await?;
        if self.speaker.hung_up {
            self.drive(self.now, Event::Ended(EndReason::Stopped));
            return Ok(());
        }
        if let (Some(at), true) = (self.speaker.onset, playing) {
            self.barge_ins.push(BargeIn { at, clear_ms: None });
        }
        if playing || self.speaker.is_audible() {
            self.audible = self.now;
        }
        let silent = self.now.ms_since(self.audible);
        if silent > self.silence.0 {
            self.silence = (silent, self.now);
        }
        let mouth = self.speaker.frame();
        let codes = self.line.frame(begin, &mouth, &heard);
        self.legs.caller.extend(codes);
        while let Some(frame) = self.line.arrived(self.now) {
            let arrived = Duration::from_millis(frame.arrives.0);
            let media = Event::Media {
                arrived,
                timestamp: Duration::from_millis(frame.at.0),
                sound: &frame.codes,
            };
            self.drive(frame.arrives, media);
        }
        for mark in marks {
            let arrived = Duration::from_millis(self.now.0);
            let name = mark_name(mark);
            self.drive(
                self.now,
                Event::Mark {
                    arrived,
                    name: &name,
                },
            );
        }
        self.drive(self.now, Event::Tick);
        self.clock.turn(self.now).await;
        self.drive(self.now, Event::Nudged);
        self.clock.settle().await;
        for entry in self.diary.since(self.told) {
            self.told += 1;
            self.overheard.entry(&entry);
            if entry.actions.iter().any(|a| matches!(a, Action::Press(_))) {
                self.speaker.cue.keyed(self.now);
            }
        }
        Ok(())
    }

    /// What the caller hears in the 20 ms that end now; it is kept.
    fn hear(&mut self) -> Vec<i16> {
        let stretches = self.carrier.played().iter().zip(self.carrier.began());
        let mut heard = Vec::new();
        let frame_from = Samples::of_ms(self.now.0) - FRAME;
        for (sound, at) in stretches.skip(self.played) {
            let place = |samples: Samples| usize::try_from(samples.0).unwrap_or(usize::MAX);
            let from = place(sound.from).min(self.sent.len());
            let to = place(sound.from + sound.length).min(self.sent.len());
            let codes = &self.sent[from..to];
            for word in self.overheard.between(from as u64, to as u64) {
                self.speaker.cue.hears_word(self.now, word);
            }
            let begin = place(Samples::of_ms(at.0));
            let leg = &mut self.legs.agent;
            leg.resize(leg.len().max(begin + codes.len()), SILENCE);
            leg[begin..begin + codes.len()].copy_from_slice(codes);
            let offset = begin.saturating_sub(place(frame_from));
            heard.resize(heard.len().max(offset + codes.len()), 0);
            for (to, code) in heard.iter_mut().skip(offset).zip(codes) {
                *to = from_ulaw(*code);
            }
        }
        self.played = self.carrier.played().len();
        heard
    }

    fn drive(&mut self, at: At, event: Event<'_>) {
        self.driver
            .on(Duration::from_millis(at.0), event, &mut self.out);
        while let Some(message) = self.out.next() {
            self.send(at, &message);
        }
    }

    fn send(&mut self, at: At, message: &str) {
        let Ok(message) = serde_json::from_str::<Value>(message) else {
            return;
        };
        match message["event"].as_str() {
            Some("media") => {
                let payload = message["media"]["payload"].as_str().unwrap_or_default();
                let codes = STANDARD.decode(payload).unwrap_or_default();
                let sound = Sound {
                    reply: ReplyId(0),
                    from: Samples(self.sent.len() as u64),
                    length: Samples(codes.len() as u64),
                };
                self.sent.extend(codes);
                self.carrier.sound(at, sound);
            }
            Some("mark") => {
                let name = message["mark"]["name"].as_str().unwrap_or_default();
                if let Some(mark) = mark_of(name) {
                    self.carrier.mark(at, mark);
                }
            }
            Some("clear") => {
                self.carrier.clear(at);
                if let Some(last) = self.barge_ins.last_mut()
                    && last.clear_ms.is_none()
                    && at >= last.at
                    && at.ms_since(last.at) <= CLEARED_MS
                {
                    last.clear_ms = Some(at.ms_since(last.at));
                }
            }
            _ => {}
        }
    }
}

/// What a log says of its call.
fn outcome(entries: &[Entry]) -> Outcome {
    let mut outcome = Outcome::default();
    for entry in entries {
        for action in &entry.actions {
            match action {
                Action::Record(true) => outcome.recorded.push((entry.at, None)),
                Action::Record(false) => {
                    if let Some(last) = outcome.recorded.last_mut() {
                        last.1 = Some(entry.at);
                    }
                }
                Action::Suppress { .. } => outcome.suppressed_at = Some(entry.at),
                Action::Capture { name, value, .. } => {
                    outcome.captured.insert(name.clone(), value.clone());
                }
                Action::Turn(turn) => outcome.turns.push((entry.at, Turn::clone(turn))),
                Action::Reached { node } => outcome.reached.push(node.clone()),
                Action::Press(keys) => outcome.pressed.push(keys.clone()),
                Action::Transfer { reason } => outcome.transferred = Some(reason.clone()),
                Action::HangUp { outcome: end } => outcome.hung_up = Some(end.clone()),
                _ => {}
            }
        }
    }
    outcome
}
