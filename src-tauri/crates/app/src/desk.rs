//! The running application: what is open, who is signed in. Every check of a
//! permission starts here, on the subject that is signed in now.

use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use parley_domain::access::{AccessSubject, Grant, PermissionKind, authorize};
use parley_domain::audit::{Act, SubjectKind};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::WorkspaceId;
use parley_domain::time::UtcMillis;

use crate::audit::ActDraft;
use crate::bulk::Jobs;
use crate::error::{AppError, AppResult};
use crate::export::Exports;
use crate::floor::Watching;
use crate::import::Imports;
use crate::live::Running;
use crate::player::NowPlaying;
use crate::ports::{Batch, Deps, DeviceSecretPlace, MediaVault, Store, Unlocked, WorkspaceKeys};
use crate::trackers::Ready;

/// Minutes without a command or sound after which the workspace locks itself.
pub const DEFAULT_IDLE_LOCK_MINUTES: u32 = 15;

/// One running Parley.
#[derive(Debug)]
pub struct Desk {
    pub deps: Deps,
    open: RwLock<Option<Arc<Workspace>>>,
}

/// An unlocked workspace with someone signed in.
pub struct Workspace {
    pub id: WorkspaceId,
    pub name: String,
    pub user_name: String,
    pub device_secret: DeviceSecretPlace,
    pub deps: Deps,
    pub store: Arc<dyn Store>,
    pub media: Arc<dyn MediaVault>,
    pub keys: Arc<dyn WorkspaceKeys>,
    pub imports: Imports,
    pub exports: Exports,
    pub jobs: Jobs,
    pub trackers: Ready,
    /// Calls that run in this process.
    pub running: Running,
    pub(crate) playing: Mutex<Option<NowPlaying>>,
    pub(crate) watching: Watching,
    subject: RwLock<AccessSubject>,
    idle_lock_minutes: AtomicU32,
    touched_at: AtomicI64,
}

impl std::fmt::Debug for Workspace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workspace")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Desk {
    /// Nothing open yet.
    #[must_use]
    pub const fn new(deps: Deps) -> Self {
        Self {
            deps,
            open: RwLock::new(None),
        }
    }

    /// What is open.
    ///
    /// # Errors
    /// `not_signed_in`.
    pub fn workspace(&self) -> AppResult<Arc<Workspace>> {
        self.open
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .ok_or(AppError::new(ErrorCode::NotSignedIn))
    }

    /// The check that stands before every use case: who is signed in, and may
    /// they. A refusal is written down.
    ///
    /// # Errors
    /// `not_signed_in`, `permission_denied`.
    pub async fn authorize<P: PermissionKind>(&self) -> AppResult<(Arc<Workspace>, Grant<P>)> {
        let workspace = self.workspace()?;
        let now = self.deps.clock.now();
        let grant = workspace.check::<P>(&workspace.subject(), now).await?;
        workspace.touch(now);
        Ok((workspace, grant))
    }

    /// Signs in: checks that the account may enter, writes down the sign-in and
    /// the failed attempts before it, and makes `unlocked` the open workspace.
    ///
    /// # Errors
    /// `account_inactive`, and those of the store.
    pub(crate) async fn enter(&self, unlocked: Unlocked, act: Act) -> AppResult<Arc<Workspace>> {
        let now = self.deps.clock.now();
        let Some(mut user) = unlocked.store.user(unlocked.user_id).await? else {
            unlocked.store.close().await;
            return Err(ErrorCode::UnknownUser.into());
        };
        let mut acts: Vec<ActDraft> = unlocked
            .failed_attempts
            .iter()
            .map(|failed| {
                let mut act = ActDraft::by_nobody(failed.at, Act::SignInFailed);
                act.subject = Some((SubjectKind::Workspace, unlocked.id.0));
                match failed.user_id {
                    Some(id) => act.on_user(id),
                    None => act.detail("by", "recovery_code"),
                }
            })
            .collect();
        let subject = user.access_subject();
        if !may_enter(&subject, now) {
            acts.push(ActDraft::by(&subject, now, Act::SignInFailed).on_user(user.id));
            unlocked.store.commit(Batch::acts(acts)).await?;
            unlocked.store.close().await;
            return Err(ErrorCode::AccountInactive.into());
        }
        user.last_sign_in_at = Some(now);
        acts.push(ActDraft::by(&subject, now, act).on_user(user.id).detail(
            "device_secret",
            match unlocked.device_secret {
                DeviceSecretPlace::Keyring => "keyring",
                DeviceSecretPlace::File => "file",
                DeviceSecretPlace::Missing => "missing",
            },
        ));
        unlocked
            .store
            .commit(Batch {
                command_id: None,
                changes: vec![crate::ports::Change::PutUser(user.clone())],
                acts,
            })
            .await?;
        let idle = unlocked
            .store
            .setting(crate::workspaces::IDLE_LOCK_SETTING)
            .await?
            .and_then(|text| text.parse().ok())
            .unwrap_or(DEFAULT_IDLE_LOCK_MINUTES);
        let workspace = Arc::new(Workspace {
            id: unlocked.id,
            name: unlocked.name,
            user_name: user.name,
            device_secret: unlocked.device_secret,
            deps: self.deps.clone(),
            store: unlocked.store,
            media: unlocked.media,
            keys: unlocked.keys,
            imports: Imports::default(),
            exports: Exports::default(),
            jobs: Jobs::default(),
            trackers: Ready::default(),
            running: Running::default(),
            playing: Mutex::new(None),
            watching: Watching::default(),
            subject: RwLock::new(subject),
            idle_lock_minutes: AtomicU32::new(idle),
            touched_at: AtomicI64::new(now.0),
        });
        // Before anybody can look: a call that an earlier process left is one of the list.
        let logs = Arc::clone(&self.deps.call_logs);
        crate::live::recover(&workspace, &move |lines| logs.call(lines)).await?;
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&workspace));
        Ok(workspace)
    }

    /// Takes the open workspace away, so that no new command reaches it.
    pub(crate) fn leave(&self) -> Option<Arc<Workspace>> {
        self.open
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}

/// Whether an account may sign in at all: active and, for a guest, in its time.
fn may_enter(subject: &AccessSubject, now: UtcMillis) -> bool {
    authorize::<parley_domain::access::kinds::SelfManage>(subject, now).is_ok()
}

impl Workspace {
    /// Who is signed in, as the checks see them.
    pub fn subject(&self) -> AccessSubject {
        *self.subject.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether `subject` may; a refusal is written down. Use cases ask here for what
    /// they need beside the permission of their row.
    ///
    /// # Errors
    /// `permission_denied`.
    pub(crate) async fn check<P: PermissionKind>(
        &self,
        subject: &AccessSubject,
        now: UtcMillis,
    ) -> AppResult<Grant<P>> {
        match authorize::<P>(subject, now) {
            Ok(grant) => Ok(grant),
            Err(denied) => {
                let act = ActDraft::by(subject, now, Act::PermissionDenied)
                    .detail("permission", P::PERMISSION.as_str());
                self.store.commit(Batch::acts(vec![act])).await?;
                Err(denied.into())
            }
        }
    }

    /// Takes over a changed role or visit of the person who is signed in.
    pub(crate) fn refresh_subject(&self, changed: &AccessSubject) {
        let mut subject = self.subject.write().unwrap_or_else(PoisonError::into_inner);
        if subject.user_id == changed.user_id {
            *subject = *changed;
        }
    }

    /// Somebody is here.
    pub fn touch(&self, now: UtcMillis) {
        self.touched_at.store(now.0, Ordering::Relaxed);
    }

    /// Whether nobody was here for longer than the idle lock allows.
    #[must_use]
    pub fn is_idle(&self, now: UtcMillis) -> bool {
        let minutes = self.idle_lock_minutes.load(Ordering::Relaxed);
        let touched = UtcMillis(self.touched_at.load(Ordering::Relaxed));
        minutes > 0 && now >= touched.plus(i64::from(minutes) * 60_000)
    }

    /// Minutes until the workspace locks itself; 0 is never.
    #[must_use]
    pub fn idle_lock_minutes(&self) -> u32 {
        self.idle_lock_minutes.load(Ordering::Relaxed)
    }

    pub(crate) fn set_idle_lock_minutes(&self, minutes: u32) {
        self.idle_lock_minutes.store(minutes, Ordering::Relaxed);
    }
}

/// Runs blocking work off the async threads.
///
/// # Errors
/// `internal` when the work panicked; otherwise what it answered.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> AppResult<T> + Send + 'static,
) -> AppResult<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|e| AppError::because(ErrorCode::Internal, e))?
}
