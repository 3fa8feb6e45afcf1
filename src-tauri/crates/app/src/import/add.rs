//! The end of the way that every call goes into the list, however it came: its files are
//! sealed, trackers look at it, and it is committed with its act in one transaction.
//! Until that commit the sealed files are unreadable, for their keys are nowhere.

use std::io::Cursor;
use std::sync::Arc;

use parley_domain::access::AccessSubject;
use parley_domain::call::Party;
use parley_domain::ids::{MediaId, PersonId};
use parley_domain::time::UtcMillis;

use crate::audit::ActDraft;
use crate::calls::{MediaKind, MediaRecord, NewCall};
use crate::desk::{Workspace, blocking};
use crate::error::AppResult;
use crate::ports::{Batch, Change, MediaStream, NewMedia, RecordingScan};

/// The person a party is: found by phone number or e-mail address, or to be made.
///
/// # Errors
/// Those of the store.
pub(crate) async fn person_of(
    workspace: &Workspace,
    caller: &Party,
    now: UtcMillis,
) -> AppResult<PersonId> {
    let known = match caller.phone.as_deref().or(caller.email.as_deref()) {
        Some(contact) => workspace.store.person_by_contact(contact).await?,
        None => None,
    };
    Ok(known.unwrap_or_else(|| PersonId::new(now, &*workspace.deps.rng)))
}

/// A file to be sealed; what holds the words of both sides is nobody's alone.
pub(crate) fn new_media(
    workspace: &Workspace,
    kind: MediaKind,
    name: Option<&str>,
    derived_from: Option<MediaId>,
) -> NewMedia {
    NewMedia {
        id: MediaId::new(workspace.deps.clock.now(), &*workspace.deps.rng),
        kind,
        person_id: None,
        file_name: name.map(str::to_owned),
        derived_from,
    }
}

/// # Errors
/// `disk_full`, `internal`, and those of `open`.
pub(crate) async fn seal(
    workspace: &Arc<Workspace>,
    new: NewMedia,
    open: impl FnOnce() -> AppResult<Box<dyn MediaStream>> + Send + 'static,
) -> AppResult<MediaRecord> {
    let vault = Arc::clone(&workspace.media);
    blocking(move || vault.seal(new, &mut *open()?)).await
}

/// Gives the call its recording, and seals what was derived from it.
///
/// # Errors
/// `disk_full`, `internal`.
pub(crate) async fn seal_derived(
    workspace: &Arc<Workspace>,
    scan: &RecordingScan,
    original: MediaId,
    call: &mut NewCall,
) -> AppResult<()> {
    call.record.recording = Some((original, scan.facts.clone()));
    for (kind, bytes) in [
        (MediaKind::Peaks, &scan.peaks),
        (MediaKind::SeekIndex, &scan.seek_index),
    ] {
        if bytes.is_empty() {
            continue;
        }
        let derived = new_media(workspace, kind, None, Some(original));
        let id = derived.id;
        let bytes = bytes.clone();
        let sealed = seal(workspace, derived, move || {
            Ok(Box::new(Cursor::new(bytes)) as Box<dyn MediaStream>)
        })
        .await?;
        call.media.push(sealed);
        if kind == MediaKind::Peaks {
            call.record.peaks = Some(id);
        } else {
            call.record.seek_index = Some(id);
        }
    }
    Ok(())
}

/// Adds the call with what trackers find in it; `more` goes into the same batch.
///
/// # Errors
/// Those of the store.
pub(crate) async fn add_call(
    workspace: &Workspace,
    actor: &AccessSubject,
    mut call: NewCall,
    act: ActDraft,
    more: Vec<Change>,
) -> AppResult<()> {
    let (found, found_acts) =
        crate::trackers::track_new(workspace, actor, act.at, &mut call).await?;
    let mut batch = Batch {
        command_id: None,
        changes: vec![Change::AddCall(Box::new(call))],
        acts: vec![act],
    };
    batch.changes.extend(found);
    batch.changes.extend(more);
    batch.acts.extend(found_acts);
    workspace.store.commit(batch).await.map(|_| ())
}
