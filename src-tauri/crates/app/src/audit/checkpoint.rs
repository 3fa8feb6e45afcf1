//! Signing the log's present state. Kept outside the machine, such a text shows
//! later that nothing before it was rewritten.

use std::path::PathBuf;
use std::sync::Arc;

use parley_domain::access::{Grant, kinds};
use parley_domain::audit::{Act, Purpose, SignedCheckpoint, SubjectKind};
use serde::{Deserialize, Serialize};

use super::ActDraft;
use crate::desk::{Workspace, blocking};
use crate::error::AppResult;
use crate::ports::Batch;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ExportCheckpoint {
    /// Where to write it.
    pub path: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ExportedCheckpoint {
    #[ts(as = "f64")]
    pub size: u64,
    /// The signed note, as written to the file.
    pub note: String,
}

/// Signs the log as it was written, whatever its rows say by now, and keeps the checkpoint in the header.
pub(crate) async fn checkpoint_now(workspace: &Workspace) -> AppResult<SignedCheckpoint> {
    let tree = workspace.store.audit_tree().await?;
    let now = workspace.deps.clock.now();
    let keys = &workspace.keys;
    keys.sign_checkpoint(tree.size(), tree.root(), now).await
}

/// # Errors
/// `file_unwritable`, `disk_full`.
pub async fn audit_checkpoint_export(
    workspace: &Workspace,
    grant: Grant<kinds::AuditVerify>,
    input: ExportCheckpoint,
) -> AppResult<ExportedCheckpoint> {
    let mut act = ActDraft::by(grant.subject(), grant.at(), Act::CheckpointExported)
        .for_purpose(Purpose::Security);
    act.subject = Some((SubjectKind::AuditLog, workspace.id.0));
    workspace.store.commit(Batch::acts(vec![act])).await?;
    let signed = checkpoint_now(workspace).await?;
    let note = signed.to_text();
    let key: String = signed
        .public_key
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let text = format!("{note}\nkey {key}\n");
    let sources = Arc::clone(&workspace.deps.sources);
    let path = PathBuf::from(input.path);
    let bytes = text.clone().into_bytes();
    blocking(move || sources.write(&path, &bytes)).await?;
    Ok(ExportedCheckpoint {
        size: signed.checkpoint.size,
        note: text,
    })
}
