//! Signing the log's present state. Kept outside the machine, such a text shows
//! later that nothing before it was rewritten.

use std::path::PathBuf;
use std::sync::Arc;

use parley_domain::access::{Grant, kinds};
use parley_domain::audit::{Act, Purpose, SignedCheckpoint, SubjectKind, root};
use serde::{Deserialize, Serialize};

use super::ActDraft;
use super::verify::read_links;
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

/// Signs the log as it stands and keeps the checkpoint in the header.
pub(crate) async fn checkpoint_now(workspace: &Workspace) -> AppResult<SignedCheckpoint> {
    let links = read_links(workspace).await?;
    let size = links.last().map_or(0, |(link, _)| link.seq + 1);
    let root = root(links.iter().map(|(link, _)| link.leaf.as_slice()));
    workspace
        .keys
        .sign_checkpoint(size, root, workspace.deps.clock.now())
        .await
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
