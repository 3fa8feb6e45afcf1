//! A running call becomes a call of the list: its legs and its log are sealed as files,
//! what an import derives from a recording is derived from them, and the call is added by
//! the way that imports go, in one batch with the end of the running call. Only then are
//! the logs removed: whatever stops this, they are there for another try.

use std::io::Cursor;
use std::sync::Arc;

use parley_domain::access::AccessSubject;
use parley_domain::audit::Act;
use parley_domain::call::Channel;
use parley_domain::digest;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;

use super::leg::Leg;
use super::survey::{lines, survey};
use super::{LiveCallRecord, LiveStream};
use crate::audit::ActDraft;
use crate::calls::{MediaKind, MediaRecord, NewCall, SourceRecord, about, open_legs};
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};
use crate::import::{
    CallDraft, Context, ImportNote, ImportNoteCode, add_call, new_media, record, seal, seal_derived,
};
use crate::ports::{Batch, Change, Event, LiveChange, MediaStream, RecordingScan};

/// How such calls are told from imported ones.
const FORMAT: &str = "live";
/// The names of the sealed files.
const LEGS: [&str; 2] = ["caller.wav", "agent.wav"];
/// The name of a call's sealed log.
pub(crate) const LINES: &str = "call.jsonl";

/// # Errors
/// `disk_full`, and those of the store; nothing was kept then.
pub(super) async fn keep(
    workspace: &Arc<Workspace>,
    actor: &AccessSubject,
    call: &LiveCallRecord,
    mut draft: CallDraft,
) -> AppResult<CallId> {
    let id = call.start.call_id;
    let end = Change::Live(LiveChange::End(id));
    if workspace.store.call(id).await?.is_some() {
        // It was kept before by somebody who did not get to the end of this.
        let batch = Batch {
            changes: vec![end],
            ..Batch::default()
        };
        workspace.store.commit(batch).await?;
        remove(workspace, call).await;
        return Ok(id);
    }
    call.start.complete(&mut draft);
    draft.channel.get_or_insert(Channel::Phone);
    let legs = legs(workspace, call, &mut draft).await?;
    let (vault, log) = (
        Arc::clone(&workspace.media),
        call.log(LiveStream::Lines).cloned(),
    );
    let found = blocking(move || lines(&*vault, log.as_ref())).await?;
    if found.damaged {
        note(&mut draft, ImportNoteCode::RecordingCut);
    }
    let now = workspace.deps.clock.now();
    let context = Context {
        id,
        person_id: call.person_id,
        import_id: None,
        now,
        source_format: FORMAT.to_owned(),
        source_name: LINES.to_owned(),
        caller_channel: Some(0),
    };
    let facts = legs.as_ref().map(|legs| &legs.scan.facts);
    let mut new = NewCall {
        record: record(&draft, facts, context),
        turns: draft.turns,
        media: Vec::new(),
        sources: Vec::new(),
    };
    if let Some(Legs {
        caller,
        agent,
        scan,
    }) = legs
    {
        let original = caller.id;
        new.record.agent_recording = Some(agent.id);
        new.media.extend([caller, agent]);
        seal_derived(workspace, &scan, original, &mut new).await?;
    }
    seal_lines(workspace, found.lines, &mut new).await?;
    let act = ActDraft::by(actor, now, Act::CallKept).detail("turns", new.turns.len());
    let act = about(act, &new.record);
    add_call(workspace, actor, new, act, vec![end]).await?;
    remove(workspace, call).await;
    workspace.deps.events.send(Event::CallsChanged);
    Ok(id)
}

/// Both legs, sealed, and what was found in them together.
struct Legs {
    caller: MediaRecord,
    agent: MediaRecord,
    scan: RecordingScan,
}

/// `None` for a call without any sound: one that was not to be recorded.
async fn legs(
    workspace: &Arc<Workspace>,
    call: &LiveCallRecord,
    draft: &mut CallDraft,
) -> AppResult<Option<Legs>> {
    let (vault, looked_at) = (Arc::clone(&workspace.media), call.clone());
    let found = blocking(move || survey(&*vault, &looked_at)).await?;
    if found.damaged {
        note(draft, ImportNoteCode::RecordingCut);
    }
    if found.frames == 0 {
        return Ok(None);
    }
    let mut sealed = Vec::with_capacity(LEGS.len());
    for (stream, name) in [LiveStream::Caller, LiveStream::Agent]
        .into_iter()
        .zip(LEGS)
    {
        sealed.push(leg(workspace, call, stream, name, found.frames).await?);
    }
    let [caller, agent] =
        <[MediaRecord; 2]>::try_from(sealed).map_err(|_| AppError::new(ErrorCode::Internal))?;
    // Read back from the sealed files, the way they will be played.
    let vault = Arc::clone(&workspace.media);
    let recordings = Arc::clone(&workspace.deps.recordings);
    let both = (caller.clone(), agent.clone());
    let scan = blocking(move || {
        let stream = open_legs(&*vault, &both.0, &both.1)?;
        let scanned = recordings.scan("call.wav", Box::new(stream));
        scanned.map_err(|e| AppError::because(ErrorCode::RecordingUndecodable, e))
    })
    .await?;
    Ok(Some(Legs {
        caller,
        agent,
        scan,
    }))
}

/// Seals one leg: the caller's under their own key, as its log was.
async fn leg(
    workspace: &Arc<Workspace>,
    call: &LiveCallRecord,
    stream: LiveStream,
    name: &str,
    frames: u64,
) -> AppResult<MediaRecord> {
    let log = call.log(stream).cloned();
    let mut new = new_media(workspace, MediaKind::Recording, Some(name), None);
    new.person_id = log.as_ref().and_then(|log| log.person_id);
    let vault = Arc::clone(&workspace.media);
    blocking(move || {
        let records = match &log {
            Some(log) => vault.log_records(log)?,
            None => Box::new(std::iter::empty()),
        };
        vault.seal(new, &mut Leg::new(records, frames))
    })
    .await
}

/// The call's log as it came, an entry a line: what its turns were made from.
async fn seal_lines(
    workspace: &Arc<Workspace>,
    lines: Vec<Vec<u8>>,
    new: &mut NewCall,
) -> AppResult<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut bytes = lines.join(&b'\n');
    bytes.push(b'\n');
    let original = new_media(workspace, MediaKind::CallData, Some(LINES), None);
    let sealed = seal(workspace, original, move || {
        Ok(Box::new(Cursor::new(bytes)) as Box<dyn MediaStream>)
    })
    .await?;
    new.sources.push(SourceRecord {
        media_id: sealed.id,
        // Two practice calls may have the same log, and are two calls.
        item_hash: digest::sha256(&[&sealed.sha256, new.record.id().0.as_bytes()]),
    });
    new.media.push(sealed);
    Ok(())
}

fn note(draft: &mut CallDraft, code: ImportNoteCode) {
    if !draft.notes.iter().any(|note| note.code == code) {
        draft.notes.push(ImportNote { code, detail: None });
    }
}

/// What stays is nobody's from now on, and is swept at the next opening.
async fn remove(workspace: &Arc<Workspace>, call: &LiveCallRecord) {
    let vault = Arc::clone(&workspace.media);
    let logs: Vec<_> = call.logs.iter().map(|log| log.id).collect();
    let removed = blocking(move || logs.into_iter().try_for_each(|id| vault.remove_log(id))).await;
    if let Err(error) = removed {
        tracing::warn!(%error, "the logs of a kept call were not removed");
    }
}
