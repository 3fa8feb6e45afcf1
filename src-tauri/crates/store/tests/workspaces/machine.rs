//! One machine: its list of workspaces and its device secrets, in a temporary folder.

use std::io::Read;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parley_app::calls::{MediaKind, MediaRecord, NewCall, SourceRecord};
pub use parley_app::contract::samples::NOW;
use parley_app::contract::samples::{self, turn};
use parley_app::error::AppError;
use parley_app::ports::{Batch, MediaVault, NewMedia, NewWorkspace, Typed, Unlocked, Workspaces};
use parley_domain::call::{CapturedVariable, Outcome, Party, Side, Turn};
use parley_domain::ids::{MediaId, PersonId, UserId, WorkspaceId};
use parley_domain::time::UtcMillis;
use parley_store::device_secret::FileSecrets;
use parley_store::header::KdfParams;
use parley_store::system::OsRng;
use parley_store::workspaces::DiskWorkspaces;

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

/// An opened workspace. SQLCipher frees its memory when the process exits, so a
/// connection that is still open then may crash it: a test closes what it opened.
pub struct Open {
    unlocked: Unlocked,
    closed: AtomicBool,
}

impl Open {
    pub async fn close(&self) {
        self.store.close().await;
        self.closed.store(true, Ordering::Relaxed);
    }
}

impl From<Unlocked> for Open {
    fn from(unlocked: Unlocked) -> Self {
        let closed = AtomicBool::new(false);
        Self { unlocked, closed }
    }
}

impl Deref for Open {
    type Target = Unlocked;

    fn deref(&self) -> &Unlocked {
        &self.unlocked
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let closed = self.closed.load(Ordering::Relaxed);
        assert!(closed || std::thread::panicking(), "close the workspace");
    }
}

pub async fn create(workspaces: &DiskWorkspaces) -> (Open, Typed) {
    let (unlocked, code) = workspaces.create(wanted(None)).await.unwrap();
    (unlocked.into(), code)
}

pub async fn unlock(workspaces: &DiskWorkspaces, id: WorkspaceId) -> Result<Open, AppError> {
    unlock_as(workspaces, id, "Asha Rao", PASSPHRASE, NOW).await
}

pub async fn unlock_as(
    workspaces: &DiskWorkspaces,
    id: WorkspaceId,
    name: &str,
    passphrase: &str,
    now: UtcMillis,
) -> Result<Open, AppError> {
    let opened = workspaces.unlock(id, name, typed(passphrase), now).await;
    opened.map(Open::from)
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
) -> MediaRecord {
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

pub fn read_all(vault: &dyn MediaVault, record: &MediaRecord) -> Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    vault.open(record)?.read_to_end(&mut bytes).unwrap();
    Ok(bytes)
}

/// A call whose every text field holds something that must not be found in clear.
pub fn telling_call(number: i64, media: MediaRecord, person_id: PersonId) -> NewCall {
    let mut call = samples::call(&rng(), number, &[]);
    let party = |name: &str| Party {
        name: Some(name.to_owned()),
        phone: Some("+919845012345".to_owned()),
        email: Some("meera.iyer@example.in".to_owned()),
    };
    let record = &mut call.record;
    record.person_id = person_id;
    record.external_id = Some("CAe1c5d8a7-external".to_owned());
    record.caller = party("Meera Quibblethorpe");
    record.agent = party("agent-persimmon");
    record.ended_reason = Some("customer-ended-zeppelin".to_owned());
    record.summary = Some("The gazebo was never delivered.".to_owned());
    record.variables = vec![CapturedVariable {
        name: "order".to_owned(),
        value: "order-kaleidoscope".to_owned(),
        said_at_ms: None,
    }];
    record.source_name = "asha-and-meera.wav".to_owned();
    record.row.caller = record.caller.name.clone();
    record.row.agent = record.agent.name.clone();
    record.row.outcome = Outcome::Complained;
    record.row.has_recording = true;
    record.row.turn_count = 6;
    record.row.tags = vec!["tag-wisteria".to_owned()];
    call.turns = (0..6)
        .map(|i| Turn {
            speaker: Some("speaker-marmalade".to_owned()),
            ..turn(
                Side::Caller,
                Some(i * 1_500),
                &format!("xylophone number {i}: please cancel मेरी बुकिंग"),
            )
        })
        .collect();
    let mut item_hash = media.sha256;
    for (to, from) in item_hash.iter_mut().zip(number.to_be_bytes()) {
        *to ^= from;
    }
    call.sources = vec![SourceRecord {
        media_id: media.id,
        item_hash,
    }];
    call.media = vec![media];
    call
}

pub fn adding(call: NewCall) -> Batch {
    samples::adding(&rng(), call)
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
