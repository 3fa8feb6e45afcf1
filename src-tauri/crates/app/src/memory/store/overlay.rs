//! What lies over transcripts.

use std::collections::BTreeSet;

use async_trait::async_trait;
use parley_domain::call::{Side, Turn, talk_ms};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use parley_domain::transcript::{Correction, SpeakerChange, Voice, Withdrawal, overlaid};

use super::MemoryStore;
use super::commit::existing;
use super::tables::{KeptCall, Tables};
use crate::error::{AppError, AppResult};
use crate::ports::{OverlayChange, Overlays};

pub(super) fn apply(tables: &mut Tables, change: OverlayChange) -> AppResult<()> {
    match change {
        OverlayChange::Correct {
            call_id,
            correction,
        } => {
            let turns = existing(tables, call_id)?.turns.len();
            if correction.turn as usize >= turns {
                return Err(ErrorCode::NotFound.into());
            }
            let all = tables.corrections.entry(call_id).or_default();
            all.push(correction);
            all.sort_by_key(|one| (one.at, one.id));
            Ok(())
        }
        OverlayChange::WithdrawCorrection {
            call_id,
            id,
            withdrawal,
        } => {
            let all = tables.corrections.get_mut(&call_id);
            let one = all.and_then(|all| all.iter_mut().find(|one| one.id == id));
            withdraw(one.map(|one| &mut one.withdrawn), withdrawal)
        }
        OverlayChange::ChangeSpeakers { call_id, change } => {
            if let Some(call_id) = call_id {
                existing(tables, call_id)?;
            }
            tables.speaker_changes.push((call_id, change));
            tables
                .speaker_changes
                .sort_by_key(|(_, one)| (one.at, one.id));
            restate_talk(tables, call_id);
            Ok(())
        }
        OverlayChange::WithdrawSpeakers { id, withdrawal } => {
            let mut all = tables.speaker_changes.iter_mut();
            let one = all.find(|(_, one)| one.id == id);
            let about = one.as_ref().and_then(|(call_id, _)| *call_id);
            withdraw(one.map(|(_, one)| &mut one.withdrawn), withdrawal)?;
            restate_talk(tables, about);
            Ok(())
        }
    }
}

/// How long each side spoke in the call or, without one, in every call with changes of
/// its own: those may read otherwise now.
fn restate_talk(tables: &mut Tables, call: Option<CallId>) {
    let own = tables.speaker_changes.iter().filter_map(|(id, _)| *id);
    let ids: BTreeSet<CallId> = match call {
        Some(id) => BTreeSet::from([id]),
        None => own.collect(),
    };
    for id in ids {
        let Some(turns) = tables.calls.get(&id).map(|call| standing(tables, call)) else {
            continue;
        };
        if let Some(call) = tables.calls.get_mut(&id) {
            let row = &mut call.record.row;
            row.caller_talk_ms = talk_ms(&turns, Side::Caller);
            row.agent_talk_ms = talk_ms(&turns, Side::Agent);
        }
    }
}

fn withdraw(place: Option<&mut Option<Withdrawal>>, withdrawal: Withdrawal) -> AppResult<()> {
    let place = place.ok_or(AppError::new(ErrorCode::NotFound))?;
    if place.replace(withdrawal).is_some() {
        return Err(ErrorCode::Conflict.into());
    }
    Ok(())
}

fn changes(tables: &Tables, call: CallId) -> Vec<SpeakerChange> {
    let all = tables.speaker_changes.iter();
    all.filter(|(about, _)| about.is_none_or(|about| about == call))
        .map(|(_, change)| change.clone())
        .collect()
}

/// The turns as they stand.
pub(super) fn standing(tables: &Tables, call: &KeptCall) -> Vec<Turn> {
    let id = call.record.row.id;
    let imported = call.turns.iter().map(|(_, turn)| turn.clone()).collect();
    let corrections = tables.corrections.get(&id).map_or(&[][..], Vec::as_slice);
    overlaid(imported, corrections, &changes(tables, id)).turns
}

#[async_trait]
impl Overlays for MemoryStore {
    async fn corrections(&self, call: CallId) -> AppResult<Vec<Correction>> {
        self.read(|t| t.corrections.get(&call).cloned().unwrap_or_default())
    }

    async fn speaker_changes(&self, call: CallId) -> AppResult<Vec<SpeakerChange>> {
        self.read(|t| changes(t, call))
    }

    async fn calls_with_voice(&self, voice: &Voice) -> AppResult<u32> {
        let has = |call: &&KeptCall| call.turns.iter().any(|(_, turn)| Voice::of(turn) == *voice);
        let count = self.read(|t| t.calls.values().filter(has).count())?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}
