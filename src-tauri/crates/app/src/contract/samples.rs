//! Calls to put into a store, whichever it is.

use parley_domain::audit::Act;
use parley_domain::call::{Channel, Direction, Outcome, Party, Side, Turn};
use parley_domain::ids::{CallId, CommandId, MediaId, PersonId};
use parley_domain::rng::Rng;
use parley_domain::time::UtcMillis;

use crate::audit::ActDraft;
use crate::calls::{CallRecord, CallRow, MediaKind, MediaRecord, NewCall, SourceRecord};
use crate::ports::{Batch, Change};
use crate::review::CallMarks;

/// A plain moment: 20 November 2026, 09:00 UTC.
pub const NOW: UtcMillis = UtcMillis(1_795_165_200_000);

/// A batch with the call and the act that tells of it.
#[must_use]
pub fn adding(rng: &dyn Rng, call: NewCall) -> Batch {
    let act = ActDraft::by_nobody(NOW, Act::CallImported)
        .on_call(call.record.row.id, call.record.person_id)
        .detail("source", &call.record.source_name);
    Batch::one(
        CommandId::new(NOW, rng),
        Change::AddCall(Box::new(call)),
        act,
    )
}

/// One line; with a start it lasts a second.
#[must_use]
pub fn turn(side: Side, start_ms: Option<u32>, text: &str) -> Turn {
    Turn {
        side,
        speaker: None,
        text: text.to_owned(),
        start_ms,
        end_ms: start_ms.map(|s| s + 1_000),
        words: Vec::new(),
    }
}

/// A call that started `minute` minutes after [`NOW`], with the caller's words.
#[must_use]
pub fn call(rng: &dyn Rng, minute: i64, said: &[&str]) -> NewCall {
    let started_at = NOW.plus(minute * 60_000);
    let person_id = PersonId::new(NOW, rng);
    let media_id = MediaId::new(NOW, rng);
    let mut item_hash = [0u8; 32];
    rng.fill(&mut item_hash);
    let turns: Vec<Turn> = said
        .iter()
        .zip(0u32..)
        .map(|(text, i)| turn(Side::Caller, Some(i * 2_000), text))
        .collect();
    let row = CallRow {
        id: CallId::new(started_at, rng),
        started_at,
        channel: Channel::Phone,
        direction: Direction::Inbound,
        caller: Some("Meera Iyer".to_owned()),
        agent: Some("Asha".to_owned()),
        outcome: Outcome::Answered,
        duration_ms: 60_000,
        language: Some("en".to_owned()),
        has_recording: false,
        caller_talk_ms: 20_000,
        agent_talk_ms: 30_000,
        turn_count: u32::try_from(turns.len()).unwrap_or(u32::MAX),
        simulated: false,
        tags: Vec::new(),
        marks: CallMarks::default(),
    };
    NewCall {
        record: CallRecord {
            row,
            person_id,
            external_id: None,
            caller: Party::default(),
            agent: Party::default(),
            ended_reason: None,
            summary: None,
            variables: Vec::new(),
            events: Vec::new(),
            source_format: "parley".to_owned(),
            source_name: "call.json".to_owned(),
            notes: Vec::new(),
            import_id: None,
            imported_at: NOW,
            caller_channel: 0,
            recording: None,
            agent_recording: None,
            peaks: None,
            seek_index: None,
        },
        turns,
        media: vec![MediaRecord {
            id: media_id,
            kind: MediaKind::CallData,
            byte_len: 10,
            sha256: item_hash,
            wrapped_key: vec![1; 61],
            person_id: Some(person_id),
            file_name: Some("call.json".to_owned()),
            derived_from: None,
        }],
        sources: vec![SourceRecord {
            media_id,
            item_hash,
        }],
    }
}
