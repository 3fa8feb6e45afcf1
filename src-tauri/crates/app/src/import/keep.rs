//! Keeping one imported call: hash, decode once, seal the originals and what was
//! derived, then add it with its act.

use std::io::Cursor;
use std::sync::Arc;

use parley_domain::access::AccessSubject;
use parley_domain::audit::Act;
use parley_domain::digest::{self, StreamDigest};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, ImportId};

use super::add::{add_call, new_media, person_of, seal, seal_derived};
use super::build::{Context, record};
use super::originals::Original;
use super::{CallDraft, ContentHash, ImportNote, ImportNoteCode, RecordingRef, Refusal};
use crate::audit::ActDraft;
use crate::calls::{MediaKind, NewCall, SourceRecord};
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};
use crate::ports::{MediaStream, RecordingScan};

/// Opens a recording anew for each pass over it.
pub type OpenAudio = Arc<dyn Fn() -> AppResult<Box<dyn MediaStream>> + Send + Sync>;

/// The recording of a call to be.
#[derive(Clone)]
pub struct AudioSource {
    pub name: String,
    pub open: OpenAudio,
}

/// A data file that says something about the call.
#[derive(Debug, Clone)]
pub struct DataSource {
    pub name: String,
    pub original: Original,
    /// Which entry, where the file holds several.
    pub entry: Option<u32>,
}

/// All that is known of a call before it is kept.
#[derive(Clone)]
pub struct IncomingCall {
    pub draft: CallDraft,
    pub format: String,
    pub name: String,
    pub audio: Option<AudioSource>,
    pub data: Vec<DataSource>,
    /// Which channel the caller is on where the source does not say.
    pub caller_channel: Option<u8>,
    pub import_id: Option<ImportId>,
}

impl std::fmt::Debug for AudioSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AudioSource")
    }
}

impl std::fmt::Debug for IncomingCall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IncomingCall")
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    New {
        call_id: CallId,
        notes: Vec<ImportNote>,
        /// The transcript was kept, its recording was not.
        audio_refused: Option<Refusal>,
    },
    AlreadyKnown {
        call_id: CallId,
    },
    Refused(Refusal),
}

/// The audio of a draft that carries it inside.
fn inline_audio(draft: &mut CallDraft, name: &str) -> Option<AudioSource> {
    let Some(RecordingRef::Inline { bytes, .. }) = &mut draft.recording else {
        return None;
    };
    let bytes = Arc::new(std::mem::take(bytes));
    Some(AudioSource {
        name: name.to_owned(),
        open: Arc::new(move || Ok(Box::new(Cursor::new(bytes.to_vec())))),
    })
}

fn unreadable(error: std::io::Error) -> AppError {
    AppError::because(ErrorCode::FileUnreadable, error)
}

fn item_hash(file: &[u8; 32], entry: Option<u32>) -> [u8; 32] {
    match entry {
        None => *file,
        Some(n) => digest::sha256(&[file, &n.to_be_bytes()]),
    }
}

/// Keeps `incoming`, or says why not.
///
/// # Errors
/// Only what stops the whole import: a full disk, a broken store. A bad file is
/// [`Kept::Refused`].
pub async fn keep_call(
    workspace: &Arc<Workspace>,
    actor: &AccessSubject,
    mut incoming: IncomingCall,
) -> AppResult<Kept> {
    if incoming.audio.is_none() {
        incoming.audio = inline_audio(&mut incoming.draft, &incoming.name);
    }
    let audio_digest = match &incoming.audio {
        Some(audio) => Some(hash_audio(audio.clone()).await?),
        None => None,
    };
    let mut hashes: Vec<[u8; 32]> = audio_digest.iter().map(|d| d.sha256).collect();
    for data in &incoming.data {
        hashes.push(item_hash(&data.original.sha256, data.entry));
    }
    for hash in &hashes {
        if let Some(call_id) = workspace.store.call_by_source(hash).await? {
            return Ok(Kept::AlreadyKnown { call_id });
        }
    }
    if let Some(digest) = &audio_digest {
        note_hash_mismatch(&mut incoming.draft, digest);
    } else if matches!(
        incoming.draft.recording,
        Some(RecordingRef::Sidecar { .. } | RecordingRef::Url { .. })
    ) {
        note(&mut incoming.draft, ImportNoteCode::RecordingNotFound);
    }
    let (scan, audio_refused) = match &incoming.audio {
        None => (None, None),
        Some(audio) => match scan_audio(workspace, audio.clone()).await? {
            Ok(scan) => (Some(scan), None),
            Err(refusal) if incoming.draft.turns.is_empty() => {
                return Ok(Kept::Refused(refusal));
            }
            Err(refusal) => {
                incoming.draft.notes.push(ImportNote {
                    code: refusal.code,
                    detail: refusal.detail.clone(),
                });
                (None, Some(refusal))
            }
        },
    };
    commit(
        workspace,
        actor,
        incoming,
        Gathered {
            scan,
            audio_digest,
            audio_refused,
        },
    )
    .await
}

struct Gathered {
    scan: Option<RecordingScan>,
    audio_digest: Option<StreamDigest>,
    audio_refused: Option<Refusal>,
}

async fn commit(
    workspace: &Arc<Workspace>,
    actor: &AccessSubject,
    incoming: IncomingCall,
    gathered: Gathered,
) -> AppResult<Kept> {
    let now = workspace.deps.clock.now();
    let person_id = person_of(workspace, &incoming.draft.caller, now).await?;
    let context = Context {
        id: CallId::new(now, &*workspace.deps.rng),
        person_id,
        import_id: incoming.import_id,
        now,
        source_format: incoming.format.clone(),
        source_name: incoming.name.clone(),
        caller_channel: incoming.caller_channel,
    };
    let facts = gathered.scan.as_ref().map(|s| &s.facts);
    let mut call = NewCall {
        record: record(&incoming.draft, facts, context),
        turns: incoming.draft.turns.clone(),
        media: Vec::new(),
        sources: Vec::new(),
    };
    seal_sources(workspace, &incoming, &gathered, &mut call).await?;
    let call_id = call.record.row.id;
    let notes = call.record.notes.clone();
    let act = ActDraft::by(actor, now, Act::CallImported).detail("format", &incoming.format);
    let act = crate::calls::about(act, &call.record);
    add_call(workspace, actor, call, act, Vec::new()).await?;
    Ok(Kept::New {
        call_id,
        notes,
        audio_refused: gathered.audio_refused,
    })
}

/// Seals originals that are not there yet, and the derivatives of the recording.
async fn seal_sources(
    workspace: &Arc<Workspace>,
    incoming: &IncomingCall,
    gathered: &Gathered,
    call: &mut NewCall,
) -> AppResult<()> {
    if let (Some(audio), Some(digest)) = (&incoming.audio, &gathered.audio_digest) {
        let open = Arc::clone(&audio.open);
        let original = new_media(workspace, MediaKind::Recording, Some(&audio.name), None);
        let original_id = original.id;
        let sealed = seal(workspace, original, move || open()).await?;
        call.media.push(sealed);
        call.sources.push(SourceRecord {
            media_id: original_id,
            item_hash: digest.sha256,
        });
        if let Some(scan) = &gathered.scan {
            seal_derived(workspace, scan, original_id, call).await?;
        }
    }
    for data in &incoming.data {
        let hash = &data.original.sha256;
        let media_id = match workspace.store.media_by_hash(hash).await? {
            Some(id) => id,
            None => {
                let original = new_media(workspace, MediaKind::CallData, Some(&data.name), None);
                let id = original.id;
                let bytes = Arc::clone(&data.original.bytes);
                let sealed = seal(workspace, original, move || {
                    Ok(Box::new(Cursor::new(bytes.to_vec())) as Box<dyn MediaStream>)
                })
                .await?;
                call.media.push(sealed);
                id
            }
        };
        call.sources.push(SourceRecord {
            media_id,
            item_hash: item_hash(hash, data.entry),
        });
    }
    Ok(())
}

async fn hash_audio(audio: AudioSource) -> AppResult<StreamDigest> {
    blocking(move || digest::of_stream(&mut *(audio.open)()?).map_err(unreadable)).await
}

async fn scan_audio(
    workspace: &Workspace,
    audio: AudioSource,
) -> AppResult<Result<RecordingScan, Refusal>> {
    let recordings = Arc::clone(&workspace.deps.recordings);
    blocking(move || Ok(recordings.scan(&audio.name, (audio.open)()?))).await
}

fn note(draft: &mut CallDraft, code: ImportNoteCode) {
    if !draft.notes.iter().any(|n| n.code == code) {
        draft.notes.push(ImportNote { code, detail: None });
    }
}

fn note_hash_mismatch(draft: &mut CallDraft, found: &StreamDigest) {
    let stated = match &draft.recording {
        Some(RecordingRef::Sidecar { stated_hash, .. } | RecordingRef::Url { stated_hash, .. }) => {
            stated_hash.as_ref()
        }
        _ => None,
    };
    let matches = match stated {
        None => true,
        Some(ContentHash::Sha256(hash)) => *hash == found.sha256,
        Some(ContentHash::Sha512(hash)) => *hash == found.sha512,
    };
    if !matches {
        note(draft, ImportNoteCode::ContentHashMismatch);
    }
}
