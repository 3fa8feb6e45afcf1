//! Several sources about one call: the first one wins, later ones fill gaps.

use parley_domain::call::Party;

use super::CallDraft;

fn fill<T>(mine: &mut Option<T>, theirs: Option<T>) {
    if mine.is_none() {
        *mine = theirs;
    }
}

fn fill_party(mine: &mut Party, theirs: Party) {
    fill(&mut mine.name, theirs.name);
    fill(&mut mine.phone, theirs.phone);
    fill(&mut mine.email, theirs.email);
}

/// `first` with the gaps filled from `other`. Notes of both are kept.
pub(super) fn merge(mut first: CallDraft, other: CallDraft) -> CallDraft {
    fill(&mut first.external_id, other.external_id);
    fill(&mut first.started_at, other.started_at);
    fill(&mut first.stated_duration_ms, other.stated_duration_ms);
    fill(&mut first.channel, other.channel);
    fill(&mut first.direction, other.direction);
    fill(&mut first.language, other.language);
    fill(&mut first.outcome, other.outcome);
    fill(&mut first.ended_reason, other.ended_reason);
    fill(&mut first.summary, other.summary);
    fill(&mut first.recording, other.recording);
    fill_party(&mut first.caller, other.caller);
    fill_party(&mut first.agent, other.agent);
    if first.turns.is_empty() {
        first.turns = other.turns;
        first.events = other.events;
    }
    if first.variables.is_empty() {
        first.variables = other.variables;
    }
    first.tags.extend(other.tags);
    first.simulated |= other.simulated;
    for note in other.notes {
        if !first.notes.contains(&note) {
            first.notes.push(note);
        }
    }
    first
}
