//! One machine: its list of workspaces and its device secrets, in a temporary folder.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parley_app::audit::ActDraft;
use parley_app::calls::{CallRecord, CallRow, MediaKind, NewCall, SourceRecord};
use parley_app::error::AppError;
use parley_app::ports::{
    Batch, Change, MediaVault, NewMedia, NewWorkspace, Typed, Unlocked, Workspaces,
};
use parley_domain::audit::Act;
use parley_domain::call::{CapturedVariable, Channel, Direction, Outcome, Party, Side, Turn};
use parley_domain::ids::{CallId, CommandId, MediaId, PersonId, UserId, WorkspaceId};
use parley_domain::time::UtcMillis;
use parley_store::device_secret::FileSecrets;
use parley_store::header::KdfParams;
use parley_store::system::OsRng;
use parley_store::workspaces::DiskWorkspaces;

pub const NOW: UtcMillis = UtcMillis(1_795_165_200_000);
pub const PASSPHRASE: &str = "violet canoe harbor";

pub fn rng() -> OsRng {
    OsRng::new()
}

pub fn typed(text: &str) -> Typed {
    Typed::new(text.to_owned())
}

/// The machine whose things lie in `root`. Argon2id works as little as it may.
pub fn machine(root: &Path) -> DiskWorkspaces {
    DiskWorkspaces::new(
        &root.join("config"),
        root.join("Parley"),
        Arc::new(FileSecrets::new(root.join("device-keys"))),
        Arc::new(rng()),
        KdfParams {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        },
    )
}

pub fn wanted(path: Option<PathBuf>) -> NewWorkspace {
    NewWorkspace {
        id: WorkspaceId::new(NOW, &rng()),
        path,
        name: "Lakeside Clinic".to_owned(),
        owner_id: UserId::new(NOW, &rng()),
        owner_name: "Asha Rao".to_owned(),
        passphrase: typed(PASSPHRASE),
        now: NOW,
    }
}

pub async fn create(workspaces: &DiskWorkspaces) -> (Unlocked, Typed) {
    workspaces.create(wanted(None)).await.unwrap()
}

pub async fn unlock(workspaces: &DiskWorkspaces, id: WorkspaceId) -> Result<Unlocked, AppError> {
    workspaces
        .unlock(id, "Asha Rao", typed(PASSPHRASE), NOW)
        .await
}

/// The error of an opening that must fail.
pub fn refused<T>(opened: Result<T, AppError>) -> AppError {
    match opened {
        Ok(_) => panic!("it must be refused"),
        Err(error) => error,
    }
}

pub async fn seal(
    vault: &Arc<dyn MediaVault>,
    kind: MediaKind,
    person_id: Option<PersonId>,
    clear: Vec<u8>,
) -> parley_app::calls::MediaRecord {
    let vault = Arc::clone(vault);
    tokio::task::spawn_blocking(move || {
        let new = NewMedia {
            id: MediaId::new(NOW, &rng()),
            kind,
            person_id,
            file_name: Some("asha-and-meera.wav".to_owned()),
            derived_from: None,
        };
        vault.seal(new, &mut clear.as_slice()).unwrap()
    })
    .await
    .unwrap()
}

pub fn read_all(
    vault: &dyn MediaVault,
    record: &parley_app::calls::MediaRecord,
) -> Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    vault.open(record)?.read_to_end(&mut bytes).unwrap();
    Ok(bytes)
}

/// A call whose every text field holds something that must not be found in clear.
pub fn telling_call(
    number: i64,
    media: parley_app::calls::MediaRecord,
    person_id: PersonId,
) -> NewCall {
    let started_at = NOW.plus(number * 60_000);
    let party = |name: &str| Party {
        name: Some(name.to_owned()),
        phone: Some("+919845012345".to_owned()),
        email: Some("meera.iyer@example.in".to_owned()),
    };
    let text = |i: u32| format!("xylophone number {i}: please cancel मेरी बुकिंग");
    let turns: Vec<Turn> = (0..6)
        .map(|i| Turn {
            side: Side::Caller,
            speaker: Some("speaker-marmalade".to_owned()),
            text: text(i),
            start_ms: Some(i * 1_500),
            end_ms: Some(i * 1_500 + 900),
            words: Vec::new(),
        })
        .collect();
    let mut item_hash = media.sha256;
    for (to, from) in item_hash.iter_mut().zip(number.to_be_bytes()) {
        *to ^= from;
    }
    NewCall {
        record: CallRecord {
            row: CallRow {
                id: CallId::new(started_at, &rng()),
                started_at,
                channel: Channel::Phone,
                direction: Direction::Inbound,
                caller: Some("Meera Quibblethorpe".to_owned()),
                agent: Some("agent-persimmon".to_owned()),
                outcome: Outcome::Complained,
                duration_ms: 10_000,
                language: Some("hi".to_owned()),
                has_recording: true,
                caller_talk_ms: 5_400,
                agent_talk_ms: 0,
                turn_count: 6,
                simulated: false,
                tags: vec!["tag-wisteria".to_owned()],
            },
            person_id,
            external_id: Some("CAe1c5d8a7-external".to_owned()),
            caller: party("Meera Quibblethorpe"),
            agent: party("agent-persimmon"),
            ended_reason: Some("customer-ended-zeppelin".to_owned()),
            summary: Some("The gazebo was never delivered.".to_owned()),
            variables: vec![CapturedVariable {
                name: "order".to_owned(),
                value: "order-kaleidoscope".to_owned(),
                said_at_ms: None,
            }],
            source_format: "parley".to_owned(),
            source_name: "asha-and-meera.wav".to_owned(),
            notes: Vec::new(),
            import_id: None,
            imported_at: NOW,
            caller_channel: 0,
            recording: None,
            peaks: None,
            seek_index: None,
        },
        turns,
        sources: vec![SourceRecord {
            media_id: media.id,
            item_hash,
        }],
        media: vec![media],
    }
}

pub fn adding(call: NewCall) -> Batch {
    let act = ActDraft::by_nobody(NOW, Act::CallImported)
        .on_call(call.record.row.id, call.record.person_id)
        .detail("source", &call.record.source_name);
    Batch::one(
        CommandId::new(NOW, &rng()),
        Change::AddCall(Box::new(call)),
        act,
    )
}

/// Four seconds of a tone, as 16-bit samples.
pub fn pcm(number: i64) -> Vec<u8> {
    (0..32_000i64)
        .flat_map(|i| {
            let sample = i16::try_from((i * (number + 3) * 37) % 20_000 - 10_000).unwrap();
            sample.to_le_bytes()
        })
        .collect()
}

/// The only workspace folder under the machine's usual place.
pub fn folder_of(root: &Path) -> PathBuf {
    let mut folders = std::fs::read_dir(root.join("Parley")).unwrap();
    folders.next().unwrap().unwrap().path()
}
