//! A scenario as it is written, in TOML: where a call is, what the caller does, and what
//! must come of it. Must not know: how calls are run.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;
use thiserror::Error;

use crate::dialogue::{Facts, Tongue};
use crate::simulate::caller::{Does, Step, When};
use crate::simulate::run::Setting;
use crate::simulate::saying::Saying;
use crate::told::{Reply, Telling};

/// Why a scenario cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// What and where, for whoever wrote it.
    #[error("{0}")]
    Form(String),
    #[error(
        "step {0}: say one of `say`, `consent`, `noise_ms`, `keys`, `beep_ms`, `sit` and `hang_up`"
    )]
    Deed(usize),
    #[error(
        "step {0}: say one of `after_ms`, `into_ms`, `upon`, `wait_ms` and `pressed_ms`, or none"
    )]
    Moment(usize),
    /// What is said cannot be read, or the voice is not one of the scenario's.
    #[error("step {0}: `say` is words, {{heard|said}} and ~unsure; `who` one of `voices`")]
    Saying(usize),
    #[error("say one of `script` and `reply`")]
    Lead,
}

/// What a caller does, and when: after the agent if nothing is said of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Deed {
    after_ms: Option<u64>,
    into_ms: Option<u64>,
    wait_ms: Option<u64>,
    pressed_ms: Option<u64>,
    upon: Option<String>,
    /// So long after it.
    delay_ms: u64,
    say: Option<String>,
    /// One of the scenario's voices says it.
    who: Option<String>,
    /// What the scenario says to being recorded, where that is asked.
    consent: bool,
    noise_ms: Option<u64>,
    db: Option<u8>,
    keys: Option<String>,
    beep_ms: Option<u64>,
    sit: bool,
    hang_up: bool,
}

/// A call that the agent makes, and what it may do where no person answers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Calls {
    /// The script's message is left on a mailbox.
    pub message: bool,
    /// A screener is told who calls and why.
    pub introduction: bool,
    /// For the menus on the way, one after the other.
    pub keys: Vec<String>,
}

/// What a scenario says of the world around its call.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Given {
    /// Local times that are booked already, `2026-03-03T16:00:00`.
    pub taken: Vec<NaiveDateTime>,
    pub holidays: Vec<NaiveDate>,
    /// Until a look-up answers, ms; -1: it never does.
    pub look_up_ms: Option<i64>,
    pub look_up_fails: bool,
    /// Until something is done, ms; -1: never.
    pub commit_ms: Option<i64>,
    pub commit_fails: bool,
    /// What look-ups find and how effects go, by name: the first of a name for the first
    /// time. What is not here is answered by the calendar.
    pub answers: Vec<Answer>,
}

/// What comes of one look-up, or one effect.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub name: String,
    /// Until it comes.
    pub after_ms: u64,
    /// Found; of an effect nothing is told but that it was done.
    #[serde(default)]
    pub facts: Facts,
    #[serde(default)]
    pub fails: bool,
}

/// Somebody's voice: one of espeak-ng's, where calls have sound.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct VoiceOf {
    /// As espeak-ng calls it, `en-us+f2`: a language and a variant.
    pub speaks: String,
    /// Words a minute.
    pub rate: Option<u16>,
    /// 0 to 99.
    pub pitch: Option<u8>,
    /// Louder than a talker, dB.
    pub gain_db: f32,
    /// As the recogniser tells voices apart: 0 is the caller.
    pub speaker: u8,
}

/// How bad a caller's line is, and what is heard behind them.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Line {
    /// Of the caller's frames so many never come: 0 none, 1 all.
    pub loss: f32,
    /// A frame comes up to so much later than it might, ms.
    pub jitter_ms: u64,
    /// Voices in the room: dB above the caller's own, so less than 0.
    pub babble_db: Option<f32>,
    /// The agent as the caller's telephone gives it back, dB above itself.
    pub echo_db: Option<f32>,
}

impl Default for Line {
    /// A bad one.
    fn default() -> Self {
        Self {
            loss: 0.02,
            jitter_ms: 40,
            babble_db: Some(-20.0),
            echo_db: Some(-25.0),
        }
    }
}

impl Line {
    /// Nothing is lost or added.
    pub const CLEAN: Self = Self {
        loss: 0.0,
        jitter_ms: 0,
        babble_db: None,
        echo_db: None,
    };
}

/// What must come of a call. What is left out may be anything.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    /// Each was heard from the agent, in this order; letters large or small.
    pub heard: Vec<String>,
    /// None of it was heard from the agent, or kept of the caller.
    pub never: Vec<String>,
    /// The kinds of what was done, in order.
    pub done: Option<Vec<String>>,
    pub outcome: Option<String>,
    pub transferred: Option<String>,
    /// The keys that the agent pressed.
    pub pressed: Option<Vec<String>>,
    pub recorded: Option<bool>,
    pub suppressed: Option<bool>,
    pub captured: BTreeMap<String, String>,
    pub reached: Vec<String>,
    /// The longest time without a voice; 4,000 ms unless told.
    pub silence_ms: Option<u64>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    script: Option<String>,
    /// Replies that were written before, instead of a script.
    reply: Option<Vec<Reply>>,
    #[serde(default)]
    summary: String,
    /// Who speaks: `agent`, and those that steps name.
    #[serde(default)]
    voices: BTreeMap<String, VoiceOf>,
    /// How words are said that a voice would read wrong.
    #[serde(default)]
    pronounce: BTreeMap<String, String>,
    #[serde(default)]
    language: Tongue,
    #[serde(default = "here")]
    business: String,
    /// A call from each.
    #[serde(default)]
    callers: Vec<String>,
    #[serde(default = "yes")]
    consent: String,
    /// The local date and time at the business, `2026-03-02T10:00`.
    now: Option<String>,
    network_ms: Option<u64>,
    /// Until the first sound of a reply; -1: no reply ever has any.
    speech_ms: Option<i64>,
    /// The agent calls.
    outbound: Option<Calls>,
    /// What the script knows before.
    #[serde(default)]
    known: Facts,
    #[serde(default)]
    line: Line,
    #[serde(default)]
    world: Given,
    #[serde(default)]
    step: Vec<Deed>,
    #[serde(default)]
    expect: Expect,
}

fn here() -> String {
    "US-NY".to_owned()
}

fn yes() -> String {
    "yes".to_owned()
}

/// What leads the conversation.
#[derive(Debug, Clone)]
pub enum Lead {
    /// A script, by its name.
    Script(String),
    Told(Telling),
}

/// A call to be run, and what is expected of it.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// With the caller's place, where there are several.
    pub name: String,
    pub lead: Lead,
    pub tongue: Tongue,
    /// ISO 3166 places of the two.
    pub business: String,
    pub caller: String,
    /// What the caller answers where the place asks whether it may be recorded.
    pub consent: String,
    pub now: Option<String>,
    pub setting: Setting,
    /// The agent calls.
    pub outbound: Option<Calls>,
    /// What the script knows before, by name.
    pub known: Facts,
    /// Where calls are played on a bad line.
    pub line: Line,
    pub world: Given,
    pub steps: Vec<Step>,
    /// Who speaks, where it has voices of its own, and what they would read wrong.
    pub voices: BTreeMap<String, VoiceOf>,
    pub pronounce: BTreeMap<String, String>,
    pub expect: Expect,
}

impl Scenario {
    /// The calls of a text: one, or one from each place that it names.
    ///
    /// # Errors
    /// [`Unreadable`], with the place.
    pub fn read(text: &str) -> Result<Vec<Self>, Unreadable> {
        let written: Written =
            toml::from_str(text).map_err(|error| Unreadable::Form(error.to_string()))?;
        let usual = Setting::default();
        let steps = written.step.iter().enumerate();
        let steps: Result<Vec<Step>, Unreadable> = steps
            .map(|(place, line)| step(place + 1, line, &written.voices))
            .collect();
        let lead = match (written.script, written.reply) {
            (Some(script), None) => Lead::Script(script),
            (None, Some(replies)) => Lead::Told(Telling {
                replies,
                summary: written.summary,
            }),
            _ => return Err(Unreadable::Lead),
        };
        let one = Self {
            name: written.name,
            lead,
            tongue: written.language,
            business: written.business,
            caller: here(),
            consent: written.consent,
            now: written.now,
            setting: Setting {
                network_ms: written.network_ms.unwrap_or(usual.network_ms),
                speech_ms: written
                    .speech_ms
                    .map_or(usual.speech_ms, |ms| u64::try_from(ms).ok()),
                ..usual
            },
            outbound: written.outbound,
            known: written.known,
            line: written.line,
            world: written.world,
            steps: steps?,
            voices: written.voices,
            pronounce: written.pronounce,
            expect: written.expect,
        };
        if written.callers.is_empty() {
            return Ok(vec![one]);
        }
        let places = written.callers.into_iter().map(|caller| Self {
            name: format!("{} ({caller})", one.name),
            caller,
            ..one.clone()
        });
        Ok(places.collect())
    }
}

fn step(place: usize, line: &Deed, voices: &BTreeMap<String, VoiceOf>) -> Result<Step, Unreadable> {
    let whens = [
        line.after_ms.map(When::AfterAgent),
        line.into_ms.map(When::Into),
        line.wait_ms.map(When::Wait),
        line.pressed_ms.map(When::Pressed),
        line.upon.clone().map(|words| When::Upon {
            words,
            ms: line.delay_ms,
        }),
    ];
    let text = line.say.clone().unwrap_or_default();
    let said = match &line.who {
        None => Does::Say(text),
        Some(who) => {
            let saying = Saying::read(who, &text).filter(|_| voices.contains_key(who));
            Does::Speak(saying.ok_or(Unreadable::Saying(place))?)
        }
    };
    let noise = |ms| Does::Noise {
        ms,
        db: line.db.unwrap_or(20),
    };
    let deeds = [
        line.say.as_ref().map(|_| said),
        line.consent.then_some(Does::Consent),
        line.noise_ms.map(noise),
        line.keys.clone().map(Does::Keys),
        line.beep_ms.map(Does::Beep),
        line.sit.then_some(Does::Sit),
        line.hang_up.then_some(Does::HangUp),
    ];
    let mut whens = whens.into_iter().flatten();
    let when = match (whens.next(), whens.next()) {
        (None, _) => When::AfterAgent(600),
        (Some(when), None) => when,
        _ => return Err(Unreadable::Moment(place)),
    };
    let mut deeds = deeds.into_iter().flatten();
    match (deeds.next(), deeds.next()) {
        (Some(does), None) => Ok(Step { when, does }),
        _ => Err(Unreadable::Deed(place)),
    }
}
