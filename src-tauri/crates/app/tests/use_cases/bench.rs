//! A desk in memory with its owner, Asha, signed in.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parley_app::audit::{AuditEntry, AuditFilter};
use parley_app::calls::CallRow;
use parley_app::desk::{Desk, Workspace};
use parley_app::error::AppResult;
use parley_app::import::{ImportReport, PreviewImport, RunImport, import_preview, import_run};
use parley_app::memory::{Hands, deps};
use parley_app::passphrase::Secret;
use parley_app::ports::Typed;
use parley_app::users::{AddUser, UserView, user_add};
use parley_app::workspaces::{
    CreateWorkspace, OpenWorkspaceView, UnlockWorkspace, workspace_create, workspace_unlock,
};
use parley_domain::access::{Grant, PermissionKind, Role, kinds};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CommandId, WorkspaceId};
use parley_domain::time::Clock as _;

pub const PASSPHRASE: &str = "long enough to try";

pub struct Bench {
    pub desk: Desk,
    pub hands: Hands,
    pub id: WorkspaceId,
    pub recovery_code: String,
    /// Entries of the log that were looked at.
    seen: AtomicU64,
}

pub fn secret(text: &str) -> Secret {
    Secret::from_typed(Typed::new(text.to_owned()))
}

/// The code of what must be refused.
pub fn refused<T: std::fmt::Debug>(answer: AppResult<T>) -> ErrorCode {
    answer.unwrap_err().code
}

impl Bench {
    pub async fn new() -> Self {
        let (deps, hands) = deps();
        let desk = Desk::new(deps);
        let command_id = CommandId::new(hands.clock.now(), &*hands.rng);
        let input = CreateWorkspace {
            command_id,
            path: None,
            name: "Lakeside Clinic".to_owned(),
            owner_name: "Asha".to_owned(),
            passphrase: secret(PASSPHRASE),
        };
        let made = workspace_create(&desk, input).await.unwrap();
        let bench = Self {
            desk,
            hands,
            id: made.open.id,
            recovery_code: made.recovery_code,
            seen: AtomicU64::new(0),
        };
        assert_eq!(bench.acts().await, ["Asha: workspace_created keyring"]);
        bench
    }

    pub fn command_id(&self) -> CommandId {
        CommandId::new(self.hands.clock.now(), &*self.hands.rng)
    }

    /// What the person who is signed in may do.
    pub async fn can<P: PermissionKind>(&self) -> (Arc<Workspace>, Grant<P>) {
        self.desk.authorize::<P>().await.unwrap()
    }

    /// Someone of this role signs in, is refused, and the refusal is written down.
    /// Asha is signed in afterwards.
    pub async fn refuses<P: PermissionKind>(&self, role: Role) {
        let name = format!("a {}", role.as_str());
        self.add(&name, role).await;
        self.sign_in(&name).await.unwrap();
        self.acts().await;
        let answer = self.desk.authorize::<P>().await.map(|_| ());
        assert_eq!(refused(answer), ErrorCode::PermissionDenied);
        let permission = P::PERMISSION.as_str();
        let written = format!("{name}: permission_denied {permission}");
        assert_eq!(self.acts().await, [written]);
        self.sign_in("Asha").await.unwrap();
        self.acts().await;
    }

    pub async fn add(&self, name: &str, role: Role) -> UserView {
        let (workspace, grant) = self.can::<kinds::UserManage>().await;
        let input = AddUser {
            command_id: self.command_id(),
            name: name.to_owned(),
            role,
            passphrase: secret(PASSPHRASE),
        };
        user_add(&workspace, grant, input).await.unwrap()
    }

    pub async fn sign_in(&self, name: &str) -> AppResult<OpenWorkspaceView> {
        self.sign_in_with(name, PASSPHRASE).await
    }

    pub async fn sign_in_with(&self, name: &str, passphrase: &str) -> AppResult<OpenWorkspaceView> {
        let input = UnlockWorkspace {
            workspace_id: self.id,
            user_name: name.to_owned(),
            passphrase: secret(passphrase),
        };
        workspace_unlock(&self.desk, input).await
    }

    /// Puts files into a folder and imports it.
    pub async fn import(&self, files: &[(&str, &str)]) -> ImportReport {
        for (name, text) in files {
            self.hands
                .files
                .put(&format!("/in/{name}"), text.as_bytes());
        }
        let (workspace, grant) = self.can::<kinds::CallImport>().await;
        let paths = vec!["/in".to_owned()];
        let look = import_preview(&workspace, grant, PreviewImport { paths });
        let import_id = look.await.unwrap().import_id;
        let (workspace, grant) = self.can::<kinds::CallImport>().await;
        let input = RunImport {
            command_id: self.command_id(),
            import_id,
            caller_channel: None,
        };
        import_run(&workspace, grant, input).await.unwrap()
    }

    /// A call of two turns with four seconds in stereo.
    pub async fn one_call(&self) -> CallRow {
        let said = "call\ncaller: Meera\nagent: Ivy\n> I want a refund\n< Gladly\n";
        self.import(&[("a.call", said), ("a.tone", "tone 4000 2")])
            .await;
        self.acts().await;
        self.hands.events.take();
        let store = Arc::clone(&self.desk.workspace().unwrap().store);
        let page = store.calls(&Default::default(), None, 1).await.unwrap();
        page.rows[0].clone()
    }

    /// What was written since the last look, oldest first: who, the act, its details.
    pub async fn acts(&self) -> Vec<String> {
        let store = Arc::clone(&self.desk.workspace().unwrap().store);
        let people = store.users().await.unwrap();
        let filter = AuditFilter::default();
        let log = store
            .audit_entries(&filter, None, 1_000)
            .await
            .unwrap()
            .rows;
        let size = log.first().map_or(0, |newest| newest.seq + 1);
        let seen = self.seen.swap(size, Ordering::Relaxed);
        let line = |entry: &AuditEntry| {
            let actor = people.iter().find(|u| Some(u.id) == entry.actor);
            let who = actor.map_or("nobody", |user| &user.name);
            let mut text = format!("{who}: {}", entry.act.as_str());
            // The instant of the call is told by the call itself.
            let details = entry
                .detail
                .iter()
                .flatten()
                .filter(|d| d.0 != "started_at");
            for (_, value) in details {
                text.push(' ');
                text.push_str(value);
            }
            text
        };
        let new = log.iter().rev().filter(|entry| entry.seq >= seen);
        new.map(line).collect()
    }
}
