//! A desk over the real store, importers and decoder, in a folder that is thrown
//! away. Only the sound, the clock and the cost of a passphrase are stand-ins.

use std::sync::Arc;

use parley_app::desk::Desk;
use parley_app::memory::{HandClock, HandPlayer, KeptEvents, KeptOutput};
use parley_app::ports::{Deps, NoAgentLine, NoFloor, NoOutboundLine, NoPractice};
use parley_audio::Recordings;
use parley_ctl::demo::BuiltInDemo;
use parley_domain::ids::uuid_v7;
use parley_domain::time::Clock as _;
use parley_gateway::keep::CallLogs;
use parley_interop::{CallDataFormats, ReportPages};
use parley_ipc::{WireError, dispatch};
use parley_store::device_secret::FileSecrets;
use parley_store::files::DiskFiles;
use parley_store::header::KdfParams;
use parley_store::system::OsRng;
use parley_store::workspaces::DiskWorkspaces;
use serde_json::{Value, json};
use tempfile::TempDir;

pub(crate) const PASSPHRASE: &str = "long enough to try";

/// The desk and what is needed to push it about.
pub(crate) struct Workbench {
    pub(crate) desk: Desk,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) player: Arc<HandPlayer>,
    pub(crate) folder: TempDir,
    pub(crate) workspace_id: String,
}

impl Workbench {
    /// A new workspace; its owner, Asha, is signed in.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let machine = folder.path().join("machine");
        let clock = Arc::new(HandClock::default());
        let player = Arc::new(HandPlayer::default());
        let rng = Arc::new(OsRng::new());
        let quick = KdfParams {
            memory_kib: 64,
            passes: 1,
            lanes: 1,
        };
        let desk = Desk::new(Deps {
            clock: clock.clone(),
            rng: rng.clone(),
            workspaces: Arc::new(DiskWorkspaces::new(
                &machine,
                folder.path().join("workspaces"),
                Arc::new(FileSecrets::new(machine.join("device-keys"))),
                rng,
                quick,
            )),
            demo: Arc::new(BuiltInDemo),
            sources: Arc::new(DiskFiles),
            call_data: Arc::new(CallDataFormats),
            call_writer: Arc::new(CallDataFormats),
            report_writer: Arc::new(ReportPages),
            recordings: Arc::new(Recordings),
            player: player.clone(),
            output_choice: Arc::new(KeptOutput::default()),
            agent_line: Arc::new(NoAgentLine),
            outbound_line: Arc::new(NoOutboundLine),
            call_logs: Arc::new(CallLogs),
            floor: Arc::new(NoFloor),
            practice: Arc::new(NoPractice),
            events: Arc::new(KeptEvents::default()),
        });
        let mut bench = Self {
            desk,
            clock,
            player,
            folder,
            workspace_id: String::new(),
        };
        let made = bench
            .ok(
                "workspace_create",
                json!({
                    "command_id": bench.id(), "name": "Bench", "owner_name": "Asha",
                    "passphrase": PASSPHRASE,
                }),
            )
            .await;
        bench.workspace_id = made["open"]["id"].as_str().unwrap().to_owned();
        bench
    }

    /// A fresh command id.
    pub(crate) fn id(&self) -> String {
        uuid_v7(self.clock.now(), &*self.desk.deps.rng).to_string()
    }

    pub(crate) async fn call(&self, command: &str, input: Value) -> Result<Value, WireError> {
        dispatch(&self.desk, command, input).await
    }

    /// A command that must succeed.
    pub(crate) async fn ok(&self, command: &str, input: Value) -> Value {
        match self.call(command, input).await {
            Ok(view) => view,
            Err(error) => panic!("{command}: {error:?}"),
        }
    }

    /// A command that must fail; answers with its code.
    pub(crate) async fn code(&self, command: &str, input: Value) -> String {
        match self.call(command, input).await {
            Ok(view) => panic!("{command} went through: {view}"),
            Err(error) => serde_json::to_value(error.code)
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned(),
        }
    }

    pub(crate) async fn sign_in(&self, name: &str) -> Result<Value, WireError> {
        let input = json!({
            "workspace_id": self.workspace_id, "user_name": name, "passphrase": PASSPHRASE,
        });
        self.call("workspace_unlock", input).await
    }

    pub(crate) async fn add(&self, name: &str, role: &str) -> Value {
        let input = json!({
            "command_id": self.id(), "name": name, "role": role, "passphrase": PASSPHRASE,
        });
        self.ok("user_add", input).await
    }

    /// Imports `path` and answers with the report.
    pub(crate) async fn import(&self, path: &std::path::Path) -> Value {
        let look = self.ok("import_preview", json!({ "paths": [path] })).await;
        let input = json!({ "command_id": self.id(), "import_id": look["import_id"] });
        self.ok("import_run", input).await
    }

    /// The newest entries of the log, newest first.
    pub(crate) async fn log(&self) -> Vec<Value> {
        let view = self.ok("audit_list", json!({ "limit": 200 })).await;
        view["rows"].as_array().unwrap().clone()
    }

    /// Closes the database before the test ends.
    pub(crate) async fn close(self) {
        self.ok("workspace_lock", json!({})).await;
    }
}

/// SQLCipher frees its memory when the process exits, so a connection that is still
/// open then may crash it.
impl Drop for Workbench {
    fn drop(&mut self) {
        let closed = self.desk.workspace().is_err();
        assert!(closed || std::thread::panicking(), "close the workbench");
    }
}
