//! The demo tenant: a clinic in Pune and a heating company in Ohio, sixty days
//! of their calls, and seven people who work with them. All of it is made up;
//! the voices are synthetic (see `demo/README.md`). It goes through the same
//! import as everything else, but for the invented calls of [`volume`].

mod dates;
mod desk;
mod hands;
mod queue;
mod scorecards;
pub mod volume;

use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Weekday};
use chrono_tz::Tz;
use include_dir::{Dir, include_dir};
use parley_app::audit::ActDraft;
use parley_app::desk::Desk;
use parley_app::error::{AppError, AppResult};
use parley_app::import::{
    AudioSource, CallDraft, DataSource, IncomingCall, Kept, Original, RecordingRef, keep_call,
};
use parley_app::passphrase::Secret;
use parley_app::ports::{Batch, CallDataReader, Change, Demo, HowFar, LockReason, Typed};
use parley_app::users::{AddUser, user_add};
use parley_app::workspaces::{CreateWorkspace, CreatedWorkspace, lock_because, workspace_create};
use parley_domain::access::{Role, kinds};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, WorkspaceId, uuid_v7};
use parley_domain::time::UtcMillis;
use parley_interop::CallDataFormats;
use serde::{Deserialize, Serialize};

use hands::Hands;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/demo");

#[derive(Debug, Deserialize)]
struct Manifest {
    workspace: String,
    people: Vec<Person>,
    calls: Vec<ListedCall>,
}

#[derive(Debug, Deserialize)]
struct Person {
    name: String,
    role: Role,
}

#[derive(Debug, Deserialize)]
struct ListedCall {
    file: ListedFile,
    days_ago: u64,
    local_time: NaiveTime,
    zone: Tz,
    /// The date its runtime took it for; what it wrote down moves with the call.
    made_on: Option<NaiveDate>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum ListedFile {
    Own(String),
    Shared { file: String, index: usize },
}

impl ListedFile {
    /// As the other files of the demo name the call: `history.json#12` is the thirteenth of
    /// those that share a file.
    fn name(&self) -> String {
        match self {
            Self::Own(file) => file.clone(),
            Self::Shared { file, index } => format!("{file}#{index}"),
        }
    }
}

/// What was made.
#[derive(Debug, Serialize)]
pub struct MadeDemo {
    pub workspace_id: WorkspaceId,
    pub workspace: String,
    pub calls: usize,
    /// Everyone signs in with the same passphrase.
    pub people: Vec<String>,
    pub recovery_code: String,
}

/// The demo data itself is broken: a fault of the build, not of the person.
#[derive(Debug, thiserror::Error)]
#[error("the built-in demo data is broken: {0}")]
struct BrokenDemo(&'static str);

fn broken(what: &'static str) -> AppError {
    AppError::because(ErrorCode::Internal, BrokenDemo(what))
}

fn file(path: &str) -> AppResult<&'static [u8]> {
    FILES
        .get_file(path)
        .map(include_dir::File::contents)
        .ok_or_else(|| broken("a listed file is not there"))
}

/// The newest Friday not after `today`: the history's weekdays are written for
/// one, so that Sundays are quiet whenever the demo is made.
fn anchor(today: NaiveDate) -> NaiveDate {
    let past_friday = today.weekday().days_since(Weekday::Fri);
    today
        .checked_sub_days(Days::new(u64::from(past_friday)))
        .unwrap_or(today)
}

fn started_at(listed: &ListedCall, now: UtcMillis) -> AppResult<UtcMillis> {
    let wrong = || broken("a time does not exist");
    let utc = DateTime::from_timestamp_millis(now.0).ok_or_else(wrong)?;
    let today = utc.with_timezone(&listed.zone).date_naive();
    let day = anchor(today)
        .checked_sub_days(Days::new(listed.days_ago))
        .ok_or_else(wrong)?;
    listed
        .zone
        .from_local_datetime(&day.and_time(listed.local_time))
        .earliest()
        .map(|t| UtcMillis(t.timestamp_millis()))
        .ok_or_else(wrong)
}

fn drafts(path: &str) -> AppResult<Vec<CallDraft>> {
    CallDataFormats
        .read(path, file(path)?)
        .map_err(|e| AppError::because(ErrorCode::Internal, e))
}

fn incoming(listed: &ListedCall, now: UtcMillis) -> AppResult<IncomingCall> {
    let (path, index) = match &listed.file {
        ListedFile::Own(path) => (path, None),
        ListedFile::Shared { file, index } => (file, Some(*index)),
    };
    let mut draft = drafts(path)?
        .into_iter()
        .nth(index.unwrap_or(0))
        .ok_or_else(|| broken("a listed entry is not there"))?;
    let begins = started_at(listed, now)?;
    draft.started_at = Some(begins);
    if let Some(made_on) = listed.made_on {
        let utc = DateTime::from_timestamp_millis(begins.0);
        let today = utc.map(|utc| utc.with_timezone(&listed.zone).date_naive());
        dates::moved(&mut draft, today.unwrap_or(made_on) - made_on);
    }
    let audio = match &draft.recording {
        Some(RecordingRef::Sidecar { file_name, .. }) => {
            let folder = Path::new(path).parent().unwrap_or(Path::new(""));
            let bytes = file(&folder.join(file_name).to_string_lossy())?;
            Some(AudioSource {
                name: file_name.clone(),
                open: Arc::new(move || Ok(Box::new(Cursor::new(bytes)))),
            })
        }
        _ => None,
    };
    Ok(IncomingCall {
        draft,
        format: "parley".to_owned(),
        name: path.clone(),
        audio,
        data: vec![DataSource {
            name: path.clone(),
            original: Original::new(file(path)?.to_vec()),
            entry: index.map(|i| u32::try_from(i).unwrap_or(u32::MAX)),
        }],
        caller_channel: Some(0),
        import_id: None,
    })
}

/// Makes the demo workspace in `folder`; everyone's passphrase is `passphrase`.
/// `invented` calls without sound stand before the demo's own. Nobody is signed in
/// afterwards.
///
/// # Errors
/// Those of making a workspace.
pub async fn make(
    desk: &Desk,
    folder: &Path,
    passphrase: &Secret,
    invented: u32,
) -> AppResult<MadeDemo> {
    let manifest: Manifest = listed("manifest.json")?;
    let place = Some(folder.to_string_lossy().into_owned());
    let created = found(desk, &manifest, fresh(desk), place, passphrase).await?;
    let now = desk.deps.clock.now();
    let first = now.plus(-(70 * 24 * 3_600_000 + i64::from(invented) * volume::SPACING_MS));
    invent(desk, first, invented).await?;
    fill(desk, &manifest, &|_, _| ()).await?;
    lock_because(desk, LockReason::Demand).await?;
    Ok(MadeDemo {
        workspace_id: created.open.id,
        workspace: manifest.workspace,
        calls: manifest.calls.len() + invented as usize,
        people: manifest.people.into_iter().map(|p| p.name).collect(),
        recovery_code: created.recovery_code,
    })
}

/// The demo as a shell offers it to somebody who wants to look.
#[derive(Debug, Clone, Copy)]
pub struct BuiltInDemo;

/// Not a secret: what it opens is made up, and whoever looks has to read it.
const PASSPHRASE: &str = "sunrise over the buckeye";

#[async_trait]
impl Demo for BuiltInDemo {
    async fn make(
        &self,
        desk: &Desk,
        command_id: CommandId,
        how_far: HowFar<'_>,
    ) -> AppResult<Typed> {
        let manifest: Manifest = listed("manifest.json")?;
        let passphrase = Typed::new(PASSPHRASE.to_owned());
        let secret = Secret::from_typed(passphrase.clone());
        found(desk, &manifest, command_id, None, &secret).await?;
        fill(desk, &manifest, how_far).await?;
        Ok(passphrase)
    }
}

fn fresh(desk: &Desk) -> CommandId {
    CommandId(uuid_v7(desk.deps.clock.now(), &*desk.deps.rng))
}

impl Manifest {
    fn owner(&self) -> AppResult<&Person> {
        let owner = self.people.iter().find(|p| p.role == Role::Owner);
        owner.ok_or_else(|| broken("nobody owns it"))
    }
}

/// The workspace and its people; the owner is signed in.
async fn found(
    desk: &Desk,
    manifest: &Manifest,
    command_id: CommandId,
    path: Option<String>,
    passphrase: &Secret,
) -> AppResult<CreatedWorkspace> {
    let created = workspace_create(
        desk,
        CreateWorkspace {
            command_id,
            path,
            name: manifest.workspace.clone(),
            owner_name: manifest.owner()?.name.clone(),
            passphrase: passphrase.clone(),
        },
    )
    .await?;
    for person in manifest.people.iter().filter(|p| p.role != Role::Owner) {
        let (workspace, grant) = desk.authorize::<kinds::UserManage>().await?;
        let add = AddUser {
            command_id: fresh(desk),
            name: person.name.clone(),
            role: person.role,
            passphrase: passphrase.clone(),
        };
        user_add(&workspace, grant, add).await?;
    }
    Ok(created)
}

/// Its calls, and what people have done with them.
async fn fill(desk: &Desk, manifest: &Manifest, how_far: HowFar<'_>) -> AppResult<()> {
    let now = desk.deps.clock.now();
    let total = u32::try_from(manifest.calls.len()).unwrap_or(u32::MAX);
    let mut kept = HashMap::new();
    for (done, call) in (0u32..).zip(&manifest.calls) {
        how_far(done, total);
        let (workspace, grant) = desk.authorize::<kinds::CallImport>().await?;
        let incoming = incoming(call, now)?;
        let name = call.file.name();
        if let Kept::New { call_id, .. } = keep_call(&workspace, grant.subject(), incoming).await? {
            kept.insert(name, call_id);
        }
    }
    work_with(desk, &manifest.owner()?.name, &kept).await?;
    how_far(total, total);
    Ok(())
}

fn listed<T: serde::de::DeserializeOwned>(name: &str) -> AppResult<T> {
    serde_json::from_slice(file(name)?).map_err(|e| AppError::because(ErrorCode::Internal, e))
}

/// What people have done with the calls so far.
async fn work_with(desk: &Desk, owner: &str, calls: &HashMap<String, CallId>) -> AppResult<()> {
    let workspace = desk.workspace()?;
    let hands = Hands {
        desk,
        workspace: &workspace,
        people: workspace.store.users().await?,
        calls,
    };
    scorecards::keep(&hands, owner, listed("scorecards.json")?).await?;
    queue::keep(&hands, listed("queue.json")?).await?;
    desk::keep(&hands, listed("desk.json")?).await
}

/// Keeps the first `count` of the invented calls, a hundred at a time.
async fn invent(desk: &Desk, first: UtcMillis, count: u32) -> AppResult<()> {
    const AT_ONCE: u32 = 100;
    let (workspace, grant) = desk.authorize::<kinds::CallImport>().await?;
    let mut dice = volume::Dice(7);
    for from in (0..count).step_by(AT_ONCE as usize) {
        let mut batch = Batch::default();
        for number in from..count.min(from + AT_ONCE) {
            let call = volume::call(&mut dice, number, first);
            let record = &call.record;
            batch.acts.push(
                ActDraft::by(grant.subject(), desk.deps.clock.now(), Act::CallImported)
                    .on_call(record.row.id, record.person_id)
                    .detail("source", &record.source_name),
            );
            batch.changes.push(Change::AddCall(Box::new(call)));
        }
        workspace.store.commit(batch).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_listed_call_is_whole() {
        let manifest: Manifest = serde_json::from_slice(file("manifest.json").unwrap()).unwrap();
        let now = UtcMillis(1_795_200_000_000);
        let mut with_sound = 0;
        let mut outcomes = HashSet::new();
        for listed in &manifest.calls {
            let call = incoming(listed, now).unwrap();
            let started = call.draft.started_at.unwrap();
            assert!(started < now, "{} lies in the future", call.name);
            assert!(
                started > now.plus(-68 * 24 * 3_600_000),
                "{} is too old",
                call.name
            );
            with_sound += usize::from(call.audio.is_some());
            outcomes.extend(call.draft.outcome);
        }
        assert!(with_sound >= 24, "{with_sound} calls with sound");
        assert!(outcomes.len() >= 8, "{outcomes:?}");
    }

    #[test]
    fn the_anchor_is_the_friday_before() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        assert_eq!(anchor(day(20)), day(20));
        assert_eq!(anchor(day(19)), day(13));
        assert_eq!(anchor(day(23)), day(20));
    }
}
