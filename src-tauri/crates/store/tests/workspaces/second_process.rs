//! A second process, started from this test binary.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use parley_domain::error_code::ErrorCode;
use parley_domain::ids::WorkspaceId;

use crate::machine::{create, machine, refused, unlock};

pub const ROOT: &str = "PARLEY_TEST_ROOT";
pub const ID: &str = "PARLEY_TEST_ID";

/// Runs the test `name` of this binary in a process of its own.
pub fn spawn(name: &str, root: &Path, id: WorkspaceId) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(ROOT, root)
        .env(ID, id.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What the parent of this process asked for, if it is a child.
pub fn asked() -> Option<(std::path::PathBuf, WorkspaceId)> {
    let root = std::env::var_os(ROOT)?;
    let id = std::env::var(ID).ok()?.parse().ok()?;
    Some((root.into(), id))
}

#[tokio::test]
async fn child_that_opens() {
    if let Some((root, id)) = asked() {
        let _open = unlock(&machine(&root), id).await.unwrap();
        eprintln!("open");
        std::thread::sleep(std::time::Duration::from_secs(60));
    }
}

#[tokio::test]
async fn a_workspace_opens_in_one_process_only() {
    let root = tempfile::tempdir().unwrap();
    let workspaces = machine(root.path());
    let (open, _) = create(&workspaces).await;
    open.close().await;
    let mut child = spawn("second_process::child_that_opens", root.path(), open.id);
    let said = BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .any(|line| line.contains("open"));
    assert!(said);
    assert_eq!(
        refused(unlock(&workspaces, open.id).await).code,
        ErrorCode::WorkspaceInUse
    );
    child.kill().unwrap();
    child.wait().unwrap();
    unlock(&workspaces, open.id).await.unwrap().close().await;
}
