//! From what somebody wants to practise to a call's core: the script of the house, for
//! their own business, today. Must not know: the line.

use std::sync::Arc;

use parley_app::error::{AppError, AppResult};
use parley_app::ports::PracticeCall;
use parley_domain::error_code::ErrorCode;
use parley_domain::live::{PracticeLanguage, PracticeScript};
use parley_domain::recording::{Decision, recording_decision};
use parley_voice::core::{CallCore, Plan, Sentences};
use parley_voice::dialogue::{Facts, Tongue};
use parley_voice::flow::{Flow, FlowContext, Script};
use parley_voice::hearing::words::barge_in;
use parley_voice::simulate::practice::Practice;
use parley_voice::simulate::scenario::Given;
use parley_voice::simulate::stage::script_of_house;
use parley_voice::slots;

/// A practice call ends by then, ms.
const LONGEST_MS: u64 = 900_000;

/// A call that can begin.
pub struct Planned {
    pub core: CallCore,
    pub tongue: Tongue,
    pub world: Practice,
}

/// Nothing is known of where the parties are: what takes the most is told and asked.
fn recording() -> Decision {
    recording_decision(&[])
}

const fn purpose(call: &PracticeCall) -> &'static str {
    match (call.language, call.script) {
        (PracticeLanguage::En, PracticeScript::Appointment) => "answering its telephone",
        (PracticeLanguage::En, PracticeScript::Reminder) => "calling about your appointment",
        (PracticeLanguage::Hi, PracticeScript::Appointment) => "और यहाँ फ़ोन उठाती हूँ",
        (PracticeLanguage::Hi, PracticeScript::Reminder) => "और आपके अपॉइंटमेंट के बारे में फ़ोन कर रही हूँ",
    }
}

/// Plans it.
///
/// # Errors
/// `internal`: a script or the sentences of the house are damaged.
pub fn planned(call: &PracticeCall) -> AppResult<Planned> {
    let tongue = match call.language {
        PracticeLanguage::En => Tongue::En,
        PracticeLanguage::Hi => Tongue::Hi,
    };
    let now = call.zone.wall(call.since).ok_or(ErrorCode::Internal)?;
    let lines = script_of_house(call.script.as_str()).ok_or(ErrorCode::Internal)?;
    let script = Script::read(lines).map_err(|faults| {
        tracing::error!(faults = faults.len(), "a script of the house is damaged");
        AppError::new(ErrorCode::Internal)
    })?;
    let mut world = Practice::new(&Given::default(), now);
    let mut facts = Facts::from([("clinic".to_owned(), call.business.clone())]);
    if call.script == PracticeScript::Reminder {
        let appointment = world.some_appointment().ok_or(ErrorCode::Internal)?;
        world = Practice::new(
            &Given {
                taken: vec![appointment],
                ..Given::default()
            },
            now,
        );
        facts.insert("name".to_owned(), call.person.clone());
        facts.insert("day".to_owned(), appointment.date().to_string());
        facts.insert("time".to_owned(), appointment.format("%H:%M").to_string());
    }
    let recording = recording();
    let sentences = Sentences::of_house(tongue, &call.business, purpose(call), &recording);
    let plan = Plan {
        call: call.id.to_string(),
        tongue,
        recording,
        sentences: sentences.map_err(|e| AppError::because(ErrorCode::Internal, e))?,
        longest_ms: LONGEST_MS,
        cut_in: barge_in::classify,
        agrees: slots::agrees,
    };
    let flow = Flow::new(Arc::new(script), FlowContext { now, tongue, facts });
    Ok(Planned {
        core: CallCore::new(plan, Box::new(flow)),
        tongue,
        world,
    })
}
