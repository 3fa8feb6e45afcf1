//! A whole call on a virtual clock: the core, a carrier by its contract, a caller by a
//! script, a voice that takes as long as its words. What came of it can be asked.

use std::collections::{BTreeMap, VecDeque};

use crate::core::{Action, CallCore, Event, Turn};
use crate::dialogue::Facts;
use crate::ledger::SpokenWord;
use crate::reply::ReplyId;
use crate::simulate::caller::Caller;
use crate::simulate::carrier::{Carrier, Sound};
use crate::simulate::world::{Deeds, World};
use crate::time::{At, Samples};

const STEP_MS: u64 = 20;
/// A letter of the agent's takes so long to say, and a word at least.
const LETTER_MS: u64 = 55;
const WORD_MS: u64 = 120;
/// A call that is not over by then hangs.
const LONGEST_MS: u64 = 3_600_000;

/// How the world around a call behaves.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// One way, ms.
    pub network_ms: u64,
    /// Until the first sound of a reply, ms; `None`: no reply ever has any.
    pub speech_ms: Option<u64>,
    /// Until a refusal is written down, ms.
    pub suppress_ms: u64,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            network_ms: 30,
            speech_ms: Some(120),
            suppress_ms: 20,
        }
    }
}

/// What came of a call.
#[derive(Debug, Default)]
pub struct Outcome {
    pub turns: Vec<(At, Turn)>,
    pub captured: Facts,
    /// Carried out, by key once.
    pub deeds: Deeds,
    pub reached: Vec<String>,
    pub suppressed_at: Option<At>,
    /// The stretches that were recorded.
    pub recorded: Vec<(At, Option<At>)>,
    pub hung_up: Option<String>,
    pub transferred: Option<String>,
    /// Keys that the agent pressed.
    pub pressed: Vec<String>,
    pub ended_at: At,
    /// The longest time without a voice, ms, and when it ended.
    pub silence: (u64, At),
    /// How often the caller began to speak, or a noise, while the agent was heard.
    pub cut_in_on: u64,
    /// Stretches of the line that were played, in order.
    pub played: Vec<Sound>,
}

/// A call under way.
#[derive(Debug)]
pub struct Run<W: World> {
    pub core: CallCore,
    pub outcome: Outcome,
    carrier: Carrier,
    caller: Caller,
    world: W,
    setting: Setting,
    coming: VecDeque<(At, Event)>,
    /// The words of each reply that was made.
    said: BTreeMap<ReplyId, Vec<SpokenWord>>,
    now: At,
    audible: At,
}

impl<W: World> Run<W> {
    #[must_use]
    pub fn new(core: CallCore, caller: Caller, world: W, setting: Setting) -> Self {
        Self {
            core,
            outcome: Outcome::default(),
            carrier: Carrier::new(setting.network_ms),
            caller,
            world,
            setting,
            coming: VecDeque::new(),
            said: BTreeMap::new(),
            now: At(0),
            audible: At(0),
        }
    }

    /// Runs it to its end.
    pub fn whole(mut self) -> (Outcome, CallCore, W) {
        self.happens(Event::Answered);
        while !self.core.is_over() && self.now < At(LONGEST_MS) {
            self.step();
        }
        self.outcome.ended_at = self.now;
        self.outcome.played = self.carrier.played().to_vec();
        (self.outcome, self.core, self.world)
    }

    fn step(&mut self) {
        self.now = self.now.plus_ms(STEP_MS);
        let played = self.carrier.played().len();
        let before = self.carrier.played().last().map(|sound| sound.length);
        for mark in self.carrier.run(self.now) {
            self.happens(Event::Marked(mark));
        }
        let now_played = self.carrier.played();
        let agent =
            now_played.len() > played || now_played.last().map(|sound| sound.length) != before;
        self.caller.hears(self.now, agent);
        for word in self.words_of(played) {
            self.caller.hears_word(self.now, &word);
        }
        if agent || self.caller.is_speaking(self.now) {
            self.audible = self.now;
        }
        let silent = self.now.ms_since(self.audible);
        if silent > self.outcome.silence.0 {
            self.outcome.silence = (silent, self.now);
        }
        for event in self.caller.run(self.now) {
            self.outcome.cut_in_on += u64::from(agent && event == Event::Voice { on: true });
            self.happens(event);
        }
        while let Some(place) = self.coming.iter().position(|(at, _)| *at <= self.now) {
            if let Some((_, event)) = self.coming.remove(place) {
                self.happens(event);
            }
        }
        self.happens(Event::Tick);
    }

    /// The words that end in what was played behind the first `from` stretches.
    fn words_of(&self, from: usize) -> Vec<String> {
        let stretches = self.carrier.played().get(from..).unwrap_or_default();
        let words = stretches.iter().flat_map(|sound| {
            let words = self.said.get(&sound.reply).into_iter().flatten();
            let ends =
                |word: &&SpokenWord| word.to > sound.from && word.to <= sound.from + sound.length;
            words.filter(ends).map(|word| word.text.clone())
        });
        words.collect()
    }

    fn happens(&mut self, event: Event) {
        let actions = self.core.on(self.now, event);
        for action in actions {
            self.act(action);
        }
    }

    fn later(&mut self, ms: u64, event: Event) {
        self.coming.push_back((self.now.plus_ms(ms), event));
    }

    fn act(&mut self, action: Action) {
        let now = self.now;
        match action {
            Action::Synthesize { reply, text, .. } => {
                let Some(first) = self.setting.speech_ms else {
                    return;
                };
                let (length, words) = spoken(&text);
                self.said.insert(reply, words.clone());
                let sound = Event::Sound {
                    reply,
                    length,
                    words,
                    last: true,
                };
                self.later(first, sound);
            }
            Action::Discard(reply) => self.coming.retain(|(_, event)| !is_sound_of(event, reply)),
            Action::Play {
                reply,
                from,
                length,
            } => self.carrier.sound(
                now,
                Sound {
                    reply,
                    from,
                    length,
                },
            ),
            Action::Mark(mark) => self.carrier.mark(now, mark),
            Action::Clear => self.carrier.clear(now),
            Action::Press(keys) => {
                self.audible = now;
                self.caller.keyed(now);
                self.outcome.pressed.push(keys);
            }
            Action::Record(true) => self.outcome.recorded.push((now, None)),
            Action::Record(false) => {
                if let Some(last) = self.outcome.recorded.last_mut() {
                    last.1 = Some(now);
                }
            }
            Action::Suppress { key, .. } => {
                self.outcome.suppressed_at = Some(now);
                let ms = self.setting.suppress_ms;
                self.later(ms, Event::Suppressed { key, done: true });
            }
            Action::Ask { ask, tool, facts } => {
                if let Some((ms, found)) = self.world.ask(&tool, &facts) {
                    self.later(ms, Event::Found { ask, found });
                }
            }
            Action::Commit { key, effect } => {
                let deeds = &mut self.outcome.deeds;
                if let Some((ms, done)) = deeds.once(&mut self.world, &key, &effect) {
                    self.later(ms, Event::Committed { key, done });
                }
            }
            Action::Capture { name, value, .. } => {
                self.outcome.captured.insert(name, value);
            }
            Action::Turn(turn) => self.outcome.turns.push((now, turn)),
            Action::Reached { node } => self.outcome.reached.push(node),
            Action::Withhold(_) | Action::Silence { .. } => {}
            Action::Transfer { reason } => self.outcome.transferred = Some(reason),
            Action::HangUp { outcome } => self.outcome.hung_up = Some(outcome),
        }
    }
}

fn is_sound_of(event: &Event, reply: ReplyId) -> bool {
    matches!(event, Event::Sound { reply: of, .. } if *of == reply)
}

/// A text's sound, as long as its words.
pub(super) fn spoken(text: &str) -> (Samples, Vec<SpokenWord>) {
    let mut at = Samples(0);
    let words = text.split_whitespace().map(|word| {
        let letters = u64::try_from(word.chars().count()).unwrap_or(u64::MAX);
        let from = at;
        at = at + Samples::of_ms(WORD_MS.max(letters.saturating_mul(LETTER_MS)));
        SpokenWord {
            text: word.to_owned(),
            from,
            to: at,
        }
    });
    let words = words.collect();
    (at, words)
}
