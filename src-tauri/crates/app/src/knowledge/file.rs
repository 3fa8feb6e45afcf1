//! Knowledge as a file: TOML, an `[[entry]]` for each.

use std::collections::BTreeSet;

use parley_domain::access::{
    Grant,
    kinds::{CallList, DeskManage},
};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CommandId;
use parley_domain::knowledge::{Entries, Entry, MOST_ENTRIES};
use serde::{Deserialize, Serialize};

use super::KnowledgeView;
use super::list::listed;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, DeskChange};

/// Bytes of the longest file.
const LONGEST_FILE: usize = 4 * 1024 * 1024;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ExportKnowledge {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct KnowledgeFile {
    pub toml: String,
}

/// # Errors
/// Those of the store.
pub async fn knowledge_export(
    workspace: &Workspace,
    _grant: Grant<CallList>,
    _input: ExportKnowledge,
) -> AppResult<KnowledgeFile> {
    let entries = workspace.store.knowledge().await?;
    let toml = toml::to_string(&Entries { entries });
    let toml = toml.map_err(|e| AppError::because(ErrorCode::Internal, e))?;
    Ok(KnowledgeFile { toml })
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ImportKnowledge {
    pub command_id: CommandId,
    /// Entries of the same names are replaced, others stay.
    pub toml: String,
}

/// # Errors
/// `invalid_input` with the member: `toml`, or what is wrong in an entry; then nothing is
/// taken over.
pub async fn knowledge_import(
    workspace: &Workspace,
    grant: Grant<DeskManage>,
    input: ImportKnowledge,
) -> AppResult<KnowledgeView> {
    let entries = read_entries(&input.toml)?;
    let kept = workspace.store.knowledge().await?;
    let kept = kept.iter().map(|entry| entry.name.as_str());
    let names: BTreeSet<&str> = entries
        .iter()
        .map(|e| e.name.as_str())
        .chain(kept)
        .collect();
    if names.len() > MOST_ENTRIES {
        return Err(AppError::invalid("toml"));
    }
    let act = ActDraft::by(grant.subject(), grant.at(), Act::KnowledgeChanged);
    let act = act.detail("entries", entries.len());
    let put = |entry| Change::Desk(DeskChange::PutEntry(Box::new(entry)));
    let batch = Batch {
        command_id: Some(input.command_id),
        changes: entries.into_iter().map(put).collect(),
        acts: vec![act],
    };
    workspace.store.commit(batch).await?;
    listed(workspace).await
}

/// Reads a file; no two entries have one name.
///
/// # Errors
/// `invalid_input` with the member: `toml`, or what is wrong in an entry.
pub fn read_entries(toml: &str) -> AppResult<Vec<Entry>> {
    let wrong = || AppError::invalid("toml");
    if toml.len() > LONGEST_FILE {
        return Err(wrong());
    }
    let read: Entries = toml::from_str(toml).map_err(|_| wrong())?;
    let entries = read.entries.into_iter().map(super::tidy);
    let entries = entries.collect::<AppResult<Vec<Entry>>>()?;
    let names: BTreeSet<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    if names.len() < entries.len() || entries.len() > MOST_ENTRIES {
        return Err(wrong());
    }
    Ok(entries)
}
