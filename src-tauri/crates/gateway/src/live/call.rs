//! The owner of a live call: what the carrier, the recogniser, the voice and the world
//! tell becomes the core's events. Must not know: what the core makes of them
//! ([`super::act`]).

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use parley_domain::call::Side;
use parley_voice::core::{Action, CallCore, Event, PhaseName};
use parley_voice::dialogue::{Expecting, Tongue};
use parley_voice::hearing::ear::{Ear, Heard};
use parley_voice::hearing::keys::{Keys, Rule};
use parley_voice::line::MarkId;
use parley_voice::recording::Laid;
use parley_voice::time::{At, Samples};
use tokio_util::task::TaskTracker;

use crate::live::act::Out;
use crate::live::clock::{CarrierClock, at};
use crate::live::journal::{Journal, TurnTimes};
use crate::live::order::{Inbox, Order};
use crate::live::presses::{Presses, Teller};
use crate::live::recogniser::{Recogniser, Told};
use crate::live::speech_in::SpeechIn;
use crate::live::speech_out::SpeechOut;
use crate::live::turns::{Taken, Turns};
use crate::live::world::World;
use crate::outbox::Outbox;
use crate::switchboard::{CallDriver, Event as Carried, Stream};
use crate::twilio::twiml::Verb;

/// An answer in keys ends by `#`, or when none came for so long, ms.
const KEYS: Rule = Rule {
    count: None,
    hash_ends: true,
    idle_ms: 2_000,
};
/// Where a choice is asked for one key is the answer.
const CHOICE: Rule = Rule {
    count: Some(1),
    ..KEYS
};

/// What hears, speaks and does.
#[derive(Clone)]
pub struct Ports {
    pub speech_in: Arc<dyn SpeechIn>,
    pub speech_out: Arc<dyn SpeechOut>,
    pub world: Arc<dyn World>,
    /// Where side effects run that a caller agreed to or demanded: they outlast the call.
    /// Whoever goes down waits for them.
    pub outlasting: TaskTracker,
}

impl fmt::Debug for Ports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ports")
            .field("outlasting", &self.outlasting.len())
            .finish_non_exhaustive()
    }
}

/// One call.
pub struct Setup {
    pub core: CallCore,
    pub tongue: Tongue,
    pub journal: Box<dyn Journal>,
    /// How a person gets the call.
    pub transfer: Vec<Verb>,
}

impl fmt::Debug for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setup")
            .field("core", &self.core)
            .field("tongue", &self.tongue)
            .finish_non_exhaustive()
    }
}

/// A call under way.
pub struct LiveCall {
    core: CallCore,
    out: Out,
    journal: Box<dyn Journal>,
    /// Of the people beside the call.
    inbox: Option<Inbox>,
    /// The phase that the journal knows of.
    phase: Option<PhaseName>,
    /// Entries of the log that were given to the journal.
    kept: usize,
    ear: Ear,
    clock: CarrierClock,
    recogniser: Recogniser,
    turns: Turns,
    expecting: Option<Expecting>,
    presses: Presses,
    keys: Keys,
    /// The loudest since the voice began, dB above the noise.
    loudest: f32,
    answered: bool,
    tongue: Tongue,
    is_over: bool,
    /// When the core wants to be told of the time.
    wake: Option<At>,
    /// A turn that was taken and has no answer yet, and when it was taken.
    unanswered: Option<(Taken, Duration)>,
    /// How the core ended the call.
    ended: Option<String>,
}

impl fmt::Debug for LiveCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LiveCall")
            .field("core", &self.core)
            .finish_non_exhaustive()
    }
}

/// What happened, and the moment it is told at.
struct Now<'a> {
    since: Duration,
    at: At,
    out: &'a mut Outbox,
}

impl LiveCall {
    #[must_use]
    pub fn new(stream: Stream, ports: Ports, setup: Setup) -> Self {
        let recogniser = Recogniser::new(
            Arc::clone(&ports.speech_in),
            setup.tongue,
            stream.tasks.clone(),
            stream.nudge.clone(),
        );
        Self {
            core: setup.core,
            out: Out::new(stream, ports, setup.transfer),
            journal: setup.journal,
            inbox: None,
            phase: None,
            kept: 0,
            ear: Ear::default(),
            clock: CarrierClock::default(),
            recogniser,
            turns: Turns::default(),
            expecting: None,
            presses: Presses::default(),
            keys: Keys::new(KEYS),
            loudest: 0.0,
            answered: false,
            tongue: setup.tongue,
            is_over: false,
            wake: None,
            unanswered: None,
            ended: None,
        }
    }

    /// The same call, which does what it is ordered to.
    #[must_use]
    pub fn obeying(mut self, inbox: Inbox) -> Self {
        self.inbox = Some(inbox);
        self
    }

    /// Tells the core, and does what it wants. Whether an answer is on its way by that.
    fn tell(&mut self, now: &mut Now<'_>, event: Event) -> bool {
        let mut answers = false;
        let carrier = self.clock.at(now.at);
        if let Event::Marked(mark) = event {
            self.out.recording.proven(mark, carrier);
        }
        for action in self.core.on(now.at, event) {
            answers |= matches!(
                action,
                Action::Synthesize { .. } | Action::Ask { .. } | Action::Commit { .. }
            );
            match &action {
                Action::HangUp { outcome } => self.ended = Some(outcome.clone()),
                Action::Transfer { .. } => self.ended = Some("transferred".to_owned()),
                _ => {}
            }
            let begins = self.out.act(now.at, carrier, action, now.out);
            if begins && let Some((taken, decided)) = self.unanswered.take() {
                self.journal.turn(&TurnTimes {
                    voice_ended: taken.voice_ended,
                    due: taken.due,
                    recognised: taken.recognised,
                    decided,
                    answered: now.since,
                });
            }
        }
        for entry in self.core.log().entries.iter().skip(self.kept) {
            self.journal.entry(entry);
            self.kept += 1;
        }
        self.keep();
        let phase = self.core.phase();
        if self.phase.replace(phase) != Some(phase) {
            self.journal.phase(phase);
        }
        self.wake = self.core.deadline(now.at);
        let expecting = self.core.expecting();
        if expecting != self.expecting {
            self.expecting = expecting;
            self.turns.expects(expecting);
            let is_choice = expecting == Some(Expecting::Choice);
            self.keys = Keys::new(if is_choice { CHOICE } else { KEYS });
        }
        answers
    }

    fn keep(&mut self) {
        for laid in self.out.recording.take() {
            match laid {
                Laid::Caller { at, codes } => self.journal.sound(Side::Caller, at, &codes),
                Laid::Agent { at, codes } => self.journal.sound(Side::Agent, at, &codes),
                Laid::Heard(heard) => self.journal.heard(&heard),
            }
        }
    }

    /// The last that happens to a call.
    fn over(&mut self, now: &mut Now<'_>) {
        self.tell(now, Event::Stopped);
        self.out.recording.over();
        self.keep();
        let ended = self.ended.as_deref();
        let summary = self.core.dialogue().summary(self.tongue, ended);
        self.journal.over(summary);
    }

    fn media(&mut self, now: &mut Now<'_>, arrived: Duration, timestamp: Duration, codes: &[u8]) {
        let from = at(timestamp);
        let end = from.plus_ms(Samples(codes.len() as u64).ms());
        self.clock.frame(at(arrived), end);
        let (ear, clock) = (&mut self.ear, &self.clock);
        self.out
            .playing
            .until(now.at, |at, codes| ear.agent(clock.at(at), codes));
        let mut heard = Vec::new();
        self.ear.frame(from, codes, &mut heard);
        self.out.recording.caller(Samples::of_ms(from.0), codes);
        self.recogniser.frame(from, codes);
        self.hear(now, heard);
    }

    fn hear(&mut self, now: &mut Now<'_>, heard: Vec<Heard>) {
        for heard in heard {
            match heard {
                Heard::VoiceBegan { at } => {
                    self.loudest = 0.0;
                    self.turns.voice(at, true);
                    self.tell(now, Event::Voice { on: true });
                }
                Heard::VoiceEnded { at } => {
                    self.turns.voice(at, false);
                    self.tell(now, Event::Voice { on: false });
                }
                // Only a louder one is news: a call's log need not grow by each frame.
                Heard::Level { db, .. } if db > self.loudest => {
                    self.loudest = db;
                    self.tell(now, Event::Level { db });
                }
                Heard::Key { key, .. } => self.key(now, Teller::Sound, key),
                Heard::BeepBegan { .. } => {
                    self.tell(now, Event::Beep { on: true });
                }
                Heard::BeepEnded { .. } => {
                    self.tell(now, Event::Beep { on: false });
                }
                Heard::Sit { .. } => {
                    self.tell(now, Event::Sit);
                }
                Heard::Level { .. } => {}
            }
        }
    }

    fn key(&mut self, now: &mut Now<'_>, teller: Teller, key: char) {
        if self.presses.is_new(teller, now.at, key)
            && let Some(pressed) = self.keys.press(now.at, key)
        {
            self.tell(now, Event::Keys(pressed.keys));
        }
    }

    /// What the call's tasks have to tell, and what only time does.
    fn gather(&mut self, now: &mut Now<'_>) {
        while let Some(order) = self.inbox.as_mut().and_then(Inbox::next_order) {
            self.obey(now, order);
        }
        while let Some(event) = self.out.next() {
            self.tell(now, event);
        }
        while let Some(told) = self.recogniser.next() {
            match told {
                Told::Words(words) => {
                    let heard = self.clock.heard();
                    if let Some(text) = self.turns.words(heard, &words) {
                        self.tell(now, Event::Partial { text });
                    }
                }
                // A person understands.
                Told::Deaf => {
                    self.tell(now, Event::TakenOver);
                }
            }
        }
        if let Some(taken) = self.turns.take(self.clock.heard()) {
            let said = taken.said.clone();
            let answers = self.tell(now, Event::Said(said));
            // A sign of listening is not answered.
            self.unanswered = answers.then_some((taken, now.since));
        }
        if let Some(pressed) = self.keys.due(now.at) {
            self.tell(now, Event::Keys(pressed.keys));
        }
        if self.wake.is_some_and(|wake| now.at >= wake) {
            self.tell(now, Event::Tick);
        }
    }

    fn obey(&mut self, now: &mut Now<'_>, order: Order) {
        let at = self.clock.heard();
        match order {
            Order::End => {
                self.tell(now, Event::EndAsked);
            }
            Order::TakeOver => {
                self.tell(now, Event::TakenOver);
            }
            Order::Voice { on: true } => self.hear(now, vec![Heard::VoiceBegan { at }]),
            Order::Voice { on: false } => self.hear(now, vec![Heard::VoiceEnded { at }]),
        }
    }

    fn tick(&mut self, now: &mut Now<'_>) {
        if let Some(until) = self.clock.lost(now.at) {
            let mut heard = Vec::new();
            self.ear.silence(until, &mut heard);
            self.hear(now, heard);
        }
    }
}

impl CallDriver for LiveCall {
    fn on(&mut self, since: Duration, event: Carried<'_>, out: &mut Outbox) {
        let ends = matches!(event, Carried::Ended(_));
        if self.is_over || (self.core.is_over() && !ends) {
            return;
        }
        self.is_over = ends;
        let mut now = Now {
            since,
            at: at(since),
            out,
        };
        if !self.answered {
            self.answered = true;
            self.tell(&mut now, Event::Answered);
        }
        match event {
            Carried::Media {
                arrived,
                timestamp,
                sound,
            } => self.media(&mut now, arrived, timestamp, sound),
            Carried::Key { key, .. } => self.key(&mut now, Teller::Carrier, key),
            Carried::Mark { name, .. } => {
                if let Some(mark) = mark_of(name) {
                    self.tell(&mut now, Event::Marked(mark));
                }
            }
            Carried::Tick => self.tick(&mut now),
            Carried::Nudged => {}
            Carried::Ended(reason) => {
                tracing::debug!(?reason, "a live call ends");
                self.over(&mut now);
                return;
            }
        }
        self.gather(&mut now);
    }
}

/// A mark's name on the line.
pub fn mark_name(mark: MarkId) -> String {
    format!("m:{}", mark.0)
}

/// Nothing for names that are not ours.
pub fn mark_of(name: &str) -> Option<MarkId> {
    let digits = name.strip_prefix("m:")?;
    digits.parse().ok().map(MarkId)
}
