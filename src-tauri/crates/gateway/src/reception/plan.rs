//! A call's plan from its agent and its parties: what recording takes at both places,
//! what is said at the beginning, which script leads. Must not know: carriers, disks.

use parley_domain::call::Direction;
use parley_domain::recording::{Evidence, EvidenceKind, Party, Role, recording_decision};
use parley_domain::time::UtcMillis;
use parley_voice::core::{CallCore, Outbound, Plan, Sentences, Unsayable};
use parley_voice::dialogue::{Facts, Tongue};
use parley_voice::flow::{Flow, FlowContext};
use parley_voice::hearing::words::barge_in;
use parley_voice::slots;

use super::profile::Agent;

/// Why a call cannot be planned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unplanned {
    #[error(transparent)]
    Sentences(#[from] Unsayable),
    #[error("the clock is beyond any calendar")]
    Clock,
}

/// Which call it is.
#[derive(Debug, Clone, Copy)]
pub struct Which<'a> {
    /// Begins each idempotency key.
    pub call: &'a str,
    pub direction: Direction,
    /// The number of the other party, empty where it is withheld.
    pub other: &'a str,
    /// Known of this call before it begins.
    pub facts: &'a Facts,
}

/// The core of a call that begins `now`. Who answers a call out is
/// listened to first: a mailbox is left the script's message, a machine that asks is told
/// who calls, and a menu's call is ended.
///
/// # Errors
/// [`Unplanned`].
pub fn core(agent: &Agent, which: &Which<'_>, now: UtcMillis) -> Result<CallCore, Unplanned> {
    let profile = &agent.profile;
    let party = |role, kind, value: &str| Party {
        role,
        evidence: vec![Evidence {
            kind,
            value: value.to_owned(),
        }],
    };
    let recording = recording_decision(&[
        party(Role::Business, EvidenceKind::Site, &profile.place),
        party(Role::Caller, EvidenceKind::Number, which.other),
    ]);
    let is_outbound = which.direction == Direction::Outbound;
    let usual = match (profile.tongue, is_outbound) {
        (Tongue::En, false) => "answering its telephone",
        (Tongue::En, true) => "calling for it",
        (Tongue::Hi, false) => "और यहाँ फ़ोन उठाता हूँ",
        (Tongue::Hi, true) => "और उनकी ओर से फ़ोन कर रहा हूँ",
    };
    let purpose = profile.purpose.as_deref().unwrap_or(usual);
    let sentences = Sentences::of_house(profile.tongue, &profile.business, purpose, &recording)?;
    let plan = Plan {
        call: which.call.to_owned(),
        tongue: profile.tongue,
        recording,
        sentences,
        longest_ms: u64::from(profile.longest_s) * 1_000,
        cut_in: barge_in::classify,
        agrees: slots::agrees,
    };
    let utc = chrono::DateTime::from_timestamp_millis(now.0).ok_or(Unplanned::Clock)?;
    let mut facts = profile.facts.clone();
    facts.extend(which.facts.clone());
    facts
        .entry("clinic".to_owned())
        .or_insert_with(|| profile.business.clone());
    facts
        .entry("business".to_owned())
        .or_insert_with(|| profile.business.clone());
    let context = FlowContext {
        now: utc.with_timezone(&profile.zone.tz()).naive_local(),
        tongue: profile.tongue,
        facts,
    };
    let script = if is_outbound {
        &agent.script_out
    } else {
        &agent.script
    };
    let flow = Flow::new(std::sync::Arc::clone(script), context);
    if !is_outbound {
        return Ok(CallCore::new(plan, Box::new(flow)));
    }
    let message = flow.voicemail();
    let outbound = Outbound {
        message: message.map(|message| plan.sentences.for_mailbox(&message)),
        introduction: Some(plan.sentences.introduction.clone()),
        keys: Vec::new(),
    };
    Ok(CallCore::outbound(plan, outbound, Box::new(flow)))
}
