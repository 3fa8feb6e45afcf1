//! From a scenario to what came of it: the call is planned as its places ask, led by its
//! script, run on a virtual clock, held against what was expected, and run again from its
//! log. Must not know: where scenarios and scripts are kept.

use std::sync::Arc;

use chrono::NaiveDateTime;
use parley_domain::recording::{Evidence, EvidenceKind, Party, Role, recording_decision};
use serde::Serialize;
use thiserror::Error;

use crate::core::{CallCore, Log, Outbound, Plan, Replayed, Sentences, Unsayable, replay};
use crate::dialogue::{Dialogue, Facts, Tongue};
use crate::flow::{Fault, Flow, FlowContext, Script};
use crate::hearing::words::barge_in;
use crate::simulate::assert::{Assert, asserts, transcript};
use crate::simulate::caller::{Caller, Does, Step, When};
use crate::simulate::practice::Practice;
use crate::simulate::run::{Outcome, Run};
use crate::simulate::scenario::{Lead, Scenario, Unreadable};
use crate::slots;
use crate::told::Told;

/// When a call is, unless its scenario says so: a Monday.
const MONDAY: &str = "2026-03-02T10:00";

/// Why a scenario cannot be played.
#[derive(Debug, Error)]
pub enum Unplayable {
    #[error(transparent)]
    Scenario(#[from] Unreadable),
    /// No script has this name.
    #[error("no script is called {0}")]
    Script(String),
    /// The faults of its script, with their lines.
    #[error("{0}")]
    Faults(String),
    #[error("`now` is not a local date and time like {MONDAY}: {0}")]
    Now(String),
    #[error(transparent)]
    Sentences(#[from] Unsayable),
}

/// How a scenario went.
#[derive(Debug, Clone, Serialize)]
pub struct Played {
    pub name: String,
    pub passed: bool,
    pub asserts: Vec<Assert>,
    /// How long the call was, ms.
    pub call_ms: u64,
    /// What happened in it, and whether it ran again as it ran.
    pub events: usize,
    pub transcript: Vec<String>,
}

/// The scripts that come with the runtime.
#[must_use]
pub fn script_of_house(name: &str) -> Option<&'static str> {
    match name {
        "appointment" => Some(include_str!("../../scripts/appointment.toml")),
        "reminder" => Some(include_str!("../../scripts/reminder.toml")),
        _ => None,
    }
}

fn party(role: Role, place: &str) -> Party {
    Party {
        role,
        evidence: vec![Evidence {
            kind: EvidenceKind::Site,
            value: place.to_owned(),
        }],
    }
}

fn now(scenario: &Scenario) -> Result<NaiveDateTime, Unplayable> {
    let now = scenario.now.as_deref().unwrap_or(MONDAY);
    NaiveDateTime::parse_from_str(now, "%Y-%m-%dT%H:%M")
        .map_err(|error| Unplayable::Now(error.to_string()))
}

fn core(scenario: &Scenario, script: Option<&Arc<Script>>) -> Result<CallCore, Unplayable> {
    let now = now(scenario)?;
    let recording = recording_decision(&[
        party(Role::Business, &scenario.business),
        party(Role::Caller, &scenario.caller),
    ]);
    let (business, purpose) = match (scenario.tongue, &scenario.outbound) {
        (Tongue::En, None) => ("Hill Dental", "answering its telephone"),
        (Tongue::En, Some(_)) => ("Hill Dental", "calling about an appointment"),
        (Tongue::Hi, None) => ("हिल डेंटल", "और यहाँ फ़ोन उठाती हूँ"),
        (Tongue::Hi, Some(_)) => ("हिल डेंटल", "और अपॉइंटमेंट के बारे में फ़ोन कर रही हूँ"),
    };
    let business = scenario
        .known
        .get("clinic")
        .map_or(business, String::as_str);
    let sentences = Sentences::of_house(scenario.tongue, business, purpose, &recording)?;
    let plan = Plan {
        call: scenario.name.clone(),
        tongue: scenario.tongue,
        recording,
        sentences,
        longest_ms: 900_000,
        cut_in: barge_in::classify,
        agrees: slots::agrees,
    };
    let mut facts = Facts::from([("clinic".to_owned(), business.to_owned())]);
    facts.extend(scenario.known.clone());
    let context = FlowContext {
        now,
        tongue: scenario.tongue,
        facts,
    };
    let (dialogue, message): (Box<dyn Dialogue>, _) = match (&scenario.lead, script) {
        (Lead::Told(telling), _) => {
            let message = scenario.known.get("message").cloned();
            (
                Box::new(Told::new(telling.clone(), scenario.tongue)),
                message,
            )
        }
        (Lead::Script(_), Some(script)) => {
            let flow = Flow::new(Arc::clone(script), context);
            let message = flow.voicemail();
            (Box::new(flow), message)
        }
        (Lead::Script(name), None) => return Err(Unplayable::Script(name.clone())),
    };
    let Some(calls) = &scenario.outbound else {
        return Ok(CallCore::new(plan, dialogue));
    };
    let message = message.filter(|_| calls.message);
    let outbound = Outbound {
        message: message.map(|message| plan.sentences.for_mailbox(&message)),
        introduction: calls
            .introduction
            .then(|| plan.sentences.introduction.clone()),
        keys: calls.keys.clone(),
    };
    Ok(CallCore::outbound(plan, outbound, dialogue))
}

/// A call to be played, with its script.
#[derive(Debug, Clone)]
pub struct Staged {
    pub scenario: Scenario,
    /// Where one leads it.
    script: Option<Arc<Script>>,
}

impl Staged {
    /// The calls of a text. `script` gives the text of the one they name.
    ///
    /// # Errors
    /// [`Unplayable`], for whoever wrote it.
    pub fn read(
        text: &str,
        script: impl Fn(&str) -> Option<String>,
    ) -> Result<Vec<Self>, Unplayable> {
        let scenarios = Scenario::read(text)?.into_iter();
        let staged = scenarios.map(|scenario| {
            let Lead::Script(name) = &scenario.lead else {
                let script = None;
                return Ok(Self { scenario, script });
            };
            let lines = script(name).ok_or_else(|| Unplayable::Script(name.clone()))?;
            let script =
                Script::read(&lines).map_err(|faults| Unplayable::Faults(joined(&faults)))?;
            let script = Some(Arc::new(script));
            Ok(Self { scenario, script })
        });
        staged.collect()
    }

    /// The call, before it begins.
    ///
    /// # Errors
    /// [`Unplayable`], for whoever wrote it.
    pub fn core(&self) -> Result<CallCore, Unplayable> {
        core(&self.scenario, self.script.as_ref())
    }

    /// What the caller does; `core` says what is asked of them.
    #[must_use]
    pub fn steps(&self, core: &CallCore) -> Vec<Step> {
        steps(&self.scenario, core.plan().recording.ask_affirmative)
    }

    /// The business that is called, or calls.
    ///
    /// # Errors
    /// [`Unplayable::Now`].
    pub fn world(&self) -> Result<Practice, Unplayable> {
        Ok(Practice::new(&self.scenario.world, now(&self.scenario)?))
    }

    /// What came of it against what was expected of it; the log is run again.
    ///
    /// # Errors
    /// [`Unplayable`], for whoever wrote it.
    pub fn judged(&self, outcome: &Outcome, log: &Log) -> Result<Played, Unplayable> {
        let mut asserts = asserts(&self.scenario.expect, outcome);
        asserts.push(again(log, self.core()?));
        let name = self.scenario.name.clone();
        Ok(report(name, asserts, outcome, log))
    }
}

/// Plays the scenarios of a text. `script` gives the text of the one they name.
///
/// # Errors
/// [`Unplayable`], for whoever wrote it.
pub fn play(
    text: &str,
    script: impl Fn(&str) -> Option<String>,
) -> Result<Vec<Played>, Unplayable> {
    let each = Staged::read(text, script)?.into_iter().map(|staged| {
        let core = staged.core()?;
        let caller = Caller::new(staged.steps(&core));
        let run = Run::new(core, caller, staged.world()?, staged.scenario.setting);
        let (outcome, ran, _) = run.whole();
        staged.judged(&outcome, ran.log())
    });
    each.collect()
}

/// What the caller does, with the answer where it is asked whether the call may be
/// recorded: first of all, unless the scenario has a place for it.
fn steps(scenario: &Scenario, asked: bool) -> Vec<Step> {
    let says = || Does::Say(scenario.consent.clone());
    let mut steps = scenario.steps.clone();
    if !steps.iter().any(|step| step.does == Does::Consent) && scenario.outbound.is_none() {
        let when = When::AfterAgent(600);
        let does = Does::Consent;
        steps.insert(0, Step { when, does });
    }
    steps.retain(|step| asked || step.does != Does::Consent);
    for step in &mut steps {
        if step.does == Does::Consent {
            step.does = says();
        }
    }
    steps
}

fn joined(faults: &[Fault]) -> String {
    let lines = faults.iter().map(ToString::to_string);
    lines.collect::<Vec<_>>().join("\n")
}

/// A call whose words were kept runs again from its log as it ran.
fn again(log: &Log, anew: CallCore) -> Assert {
    let replayed = replay(log, anew);
    Assert {
        what: "runs again from its log".to_owned(),
        holds: !matches!(replayed, Replayed::Differs { .. }),
        found: matches!(replayed, Replayed::Differs { .. }).then(|| format!("{replayed:?}")),
    }
}

fn report(name: String, asserts: Vec<Assert>, outcome: &Outcome, log: &Log) -> Played {
    Played {
        name,
        passed: asserts.iter().all(|assert| assert.holds),
        asserts,
        call_ms: outcome.ended_at.0,
        events: log.entries.len(),
        transcript: transcript(outcome),
    }
}
