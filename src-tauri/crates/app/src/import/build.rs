//! From a draft to a call: what the source did not say is derived where it can
//! be, left empty where it cannot, and never invented.

use parley_domain::call::{Channel, Direction, Outcome, Party, Side, talk_ms};
use parley_domain::ids::{CallId, ImportId, PersonId};
use parley_domain::time::UtcMillis;

use super::{CallDraft, ImportNote, ImportNoteCode, RecordingRef};
use crate::calls::{CallRecord, CallRow};
use crate::ports::RecordingFacts;
use crate::review::CallMarks;

/// What is known beside the draft.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    pub id: CallId,
    pub person_id: PersonId,
    pub import_id: Option<ImportId>,
    pub now: UtcMillis,
    pub source_format: String,
    pub source_name: String,
    /// Chosen by the person who imports; the source's own word wins.
    pub caller_channel: Option<u8>,
}

fn saturating_u32(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// What a list calls a party.
pub(crate) fn label(party: &Party) -> Option<String> {
    party
        .name
        .clone()
        .or_else(|| party.phone.clone())
        .or_else(|| party.email.clone())
}

/// The record; media ids are filled in by the caller.
pub(crate) fn record(
    draft: &CallDraft,
    facts: Option<&RecordingFacts>,
    context: Context,
) -> CallRecord {
    let mut notes = draft.notes.clone();
    let last_end = draft.turns.iter().filter_map(|t| t.end_ms).max();
    let heard = facts.map(RecordingFacts::duration_ms);
    let duration_ms = heard
        .or(draft.stated_duration_ms)
        .or(last_end.map(u64::from))
        .unwrap_or(0);
    if let (Some(heard), Some(stated)) = (heard, draft.stated_duration_ms)
        && heard.abs_diff(stated) > 1_000
    {
        push(&mut notes, ImportNoteCode::DurationsDisagree, None);
    }
    if draft.started_at.is_none() {
        push(
            &mut notes,
            ImportNoteCode::MissingMembers,
            Some("started_at"),
        );
    }
    if let Some(facts) = facts {
        for note in &facts.notes {
            if !notes.contains(note) {
                notes.push(note.clone());
            }
        }
    }
    let stated_channel = match &draft.recording {
        Some(
            RecordingRef::Inline { caller_channel, .. }
            | RecordingRef::Sidecar { caller_channel, .. },
        ) => *caller_channel,
        _ => None,
    };
    let default_channel = if facts.is_some() || last_end.is_some() || draft.turns.is_empty() {
        Channel::Phone
    } else {
        Channel::Chat
    };
    CallRecord {
        row: CallRow {
            id: context.id,
            started_at: draft.started_at.unwrap_or(context.now),
            channel: draft.channel.unwrap_or(default_channel),
            direction: draft.direction.unwrap_or(Direction::Unknown),
            caller: label(&draft.caller),
            agent: label(&draft.agent),
            outcome: draft.outcome.unwrap_or(Outcome::Unknown),
            duration_ms: saturating_u32(duration_ms),
            language: draft.language.as_ref().map(|l| l.to_lowercase()),
            has_recording: facts.is_some(),
            caller_talk_ms: talk_ms(&draft.turns, Side::Caller),
            agent_talk_ms: talk_ms(&draft.turns, Side::Agent),
            turn_count: u32::try_from(draft.turns.len()).unwrap_or(u32::MAX),
            simulated: draft.simulated,
            tags: crate::calls::tidy_tags(&draft.tags),
            marks: CallMarks::default(),
        },
        person_id: context.person_id,
        external_id: draft.external_id.clone(),
        caller: draft.caller.clone(),
        agent: draft.agent.clone(),
        ended_reason: draft.ended_reason.clone(),
        summary: draft.summary.clone(),
        variables: draft.variables.clone(),
        events: draft.events.clone(),
        source_format: context.source_format,
        source_name: context.source_name,
        notes,
        import_id: context.import_id,
        imported_at: context.now,
        caller_channel: stated_channel
            .or(context.caller_channel)
            .unwrap_or(0)
            .min(1),
        recording: None,
        agent_recording: None,
        peaks: None,
        seek_index: None,
    }
}

fn push(notes: &mut Vec<ImportNote>, code: ImportNoteCode, detail: Option<&str>) {
    notes.push(ImportNote {
        code,
        detail: detail.map(str::to_owned),
    });
}
