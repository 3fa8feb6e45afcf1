//! The decision.

use serde::Serialize;

use super::party::{EvidenceKind, Party, Role};
use super::place::Place;
use super::rule::{Class, Confidence, Need, Rule, rule_of};
use super::trace::{Step, Why};
use crate::closed_list::closed_list;

closed_list! {
    /// What the announcement says.
    Say {
        /// That the call is recorded.
        Recorded = "recorded",
        /// What for.
        Purpose = "purpose",
        /// Who else listens: the services, AI among them, by name.
        Vendor = "vendor",
        /// How to refuse and go on without.
        HowToRefuse = "how_to_refuse",
        /// And asks for a yes.
        Question = "question",
    }
}

/// What recording a call takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    pub class: Class,
    /// Nobody may be recorded before this was said.
    pub must_announce: bool,
    /// A yes is needed from everybody; else staying on the line is enough.
    pub ask_affirmative: bool,
    /// Recording begins with the announcement, which is on it.
    pub announcement_on_tape: bool,
    /// A way without recording is offered.
    pub offer_unrecorded: bool,
    pub say: Vec<Say>,
    /// A rule that decided rests on less than its text: to be checked with counsel.
    pub check_with_counsel: bool,
    /// Of some party nothing is known but a number, which may have moved.
    pub rests_on_number: bool,
    /// Somebody has come who has not heard the announcement.
    pub announce_again: bool,
    /// Every place and its rule, the parties in the order given.
    pub trace: Vec<Step>,
}

impl Decision {
    /// Whether it asks for no less than `other` in any respect.
    #[must_use]
    pub fn is_at_least(&self, other: &Self) -> bool {
        self.class >= other.class
            && self.must_announce >= other.must_announce
            && self.ask_affirmative >= other.ask_affirmative
            && self.announcement_on_tape >= other.announcement_on_tape
            && self.offer_unrecorded >= other.offer_unrecorded
            && other.say.iter().all(|say| self.say.contains(say))
    }
}

/// What recording a call of these parties takes: the strictest of the rules of every
/// place that any of them may be in, and whatever the others want besides. Of a party
/// whose place nobody knows, a yes is asked.
#[must_use]
pub fn recording_decision(parties: &[Party]) -> Decision {
    let mut trace: Vec<Step> = parties.iter().enumerate().flat_map(steps).collect();
    if trace.is_empty() {
        trace.push(step(None, None, None, Place::UNKNOWN));
    }
    weigh(&mut trace);
    let any = |need| trace.iter().any(|step| step.rule.needs(need));
    let class = trace.iter().map(|step| step.rule.class).max();
    let class = class.unwrap_or(Class::All);
    let must_announce = class > Class::One;
    let ask_affirmative = any(Need::Ask);
    let offer_unrecorded = any(Need::Unrecorded);
    let say = Say::ALL.iter().copied().filter(|say| match say {
        Say::Recorded => must_announce,
        Say::Purpose => any(Need::Purpose),
        Say::Vendor => any(Need::Vendor),
        Say::HowToRefuse => offer_unrecorded || class >= Class::TreatAll,
        Say::Question => ask_affirmative,
    });
    Decision {
        class,
        must_announce,
        ask_affirmative,
        announcement_on_tape: any(Need::OnTape),
        offer_unrecorded,
        say: say.collect(),
        check_with_counsel: trace
            .iter()
            .any(|step| step.why != Why::Laxer && step.rule.confidence != Confidence::High),
        rests_on_number: parties.iter().any(is_known_by_number),
        announce_again: false,
        trace,
    }
}

/// Somebody joins a call: it is decided anew for all, and told anew.
#[must_use]
pub fn joined(parties: &[Party], joiner: Party) -> Decision {
    let mut all = parties.to_vec();
    all.push(Party {
        role: Role::Joiner,
        ..joiner
    });
    let mut decision = recording_decision(&all);
    decision.announce_again = decision.must_announce;
    decision
}

/// The places of a party, each once for each way it is known.
fn steps((at, party): (usize, &Party)) -> Vec<Step> {
    let known: Vec<Step> = party
        .evidence
        .iter()
        .filter_map(|evidence| {
            let place = evidence.place()?;
            Some(step(Some(at), Some(party.role), Some(evidence.kind), place))
        })
        .collect();
    // Evidence that tells nothing beside some that does is no reason to ask; a place
    // without a rule of its own is.
    if known.is_empty() {
        return vec![step(Some(at), Some(party.role), None, Place::UNKNOWN)];
    }
    known
}

fn step(
    party: Option<usize>,
    role: Option<Role>,
    evidence: Option<EvidenceKind>,
    place: Place,
) -> Step {
    Step {
        party,
        role,
        evidence,
        place,
        rule: *rule_of(place),
        why: Why::Laxer,
    }
}

/// Says of each rule what it did. Which of several equals stands first does not depend
/// on the order of the parties, but on the place.
fn weigh(trace: &mut [Step]) {
    let strictest = trace
        .iter()
        .map(|step| step.rule)
        .max_by_key(|rule| (rule.strictness(), std::cmp::Reverse(rule.place)));
    let Some(strictest) = strictest else { return };
    let adds = |rule: &Rule| {
        rule.class > strictest.class
            || Need::ALL
                .iter()
                .any(|need| rule.needs(*need) && !strictest.needs(*need))
    };
    for step in trace {
        step.why = if step.rule.place == strictest.place {
            Why::Strictest
        } else if adds(&step.rule) {
            Why::Adds
        } else if step.rule.strictness() == strictest.strictness() {
            Why::AsStrict
        } else {
            Why::Laxer
        };
    }
}

fn is_known_by_number(party: &Party) -> bool {
    let mut known = party.evidence.iter().filter(|e| e.place().is_some());
    let mut some = false;
    known.all(|evidence| {
        some = true;
        evidence.kind == EvidenceKind::Number
    }) && some
}
