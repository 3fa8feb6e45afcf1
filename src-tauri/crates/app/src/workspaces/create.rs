//! Making a workspace. Its owner is signed in at once.

use std::path::PathBuf;

use parley_domain::audit::Act;
use parley_domain::ids::{CommandId, UserId, WorkspaceId};
use serde::{Deserialize, Serialize};

use super::OpenWorkspaceView;
use crate::desk::Desk;
use crate::error::{AppError, AppResult};
use crate::passphrase::Secret;
use crate::ports::NewWorkspace;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct CreateWorkspace {
    pub command_id: CommandId,
    /// The folder, not there yet or empty; absent: the usual place.
    #[ts(optional)]
    pub path: Option<String>,
    pub name: String,
    pub owner_name: String,
    pub passphrase: Secret,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct CreatedWorkspace {
    pub open: OpenWorkspaceView,
    /// Shown once, never kept.
    pub recovery_code: String,
}

/// A name fit to be shown: trimmed, not empty, at most 120 characters, one line.
pub(crate) fn shown_name(text: &str, field: &'static str) -> AppResult<String> {
    let trimmed = text.trim();
    let fits = !trimmed.is_empty()
        && trimmed.chars().count() <= 120
        && !trimmed.chars().any(char::is_control);
    if fits {
        Ok(trimmed.to_owned())
    } else {
        Err(AppError::invalid(field))
    }
}

/// # Errors
/// `invalid_input`, `weak_passphrase`, and those of [`crate::ports::Workspaces::create`].
pub async fn workspace_create(desk: &Desk, input: CreateWorkspace) -> AppResult<CreatedWorkspace> {
    let name = shown_name(&input.name, "name")?;
    let owner_name = shown_name(&input.owner_name, "owner_name")?;
    let passphrase = input.passphrase.strong("passphrase")?;
    super::lock_because(desk, crate::ports::LockReason::Demand).await?;
    let now = desk.deps.clock.now();
    let rng = &*desk.deps.rng;
    let (unlocked, code) = desk
        .deps
        .workspaces
        .create(NewWorkspace {
            id: WorkspaceId(input.command_id.0),
            path: input.path.map(PathBuf::from),
            name,
            owner_id: UserId::new(now, rng),
            owner_name,
            passphrase,
            now,
        })
        .await?;
    let workspace = desk.enter(unlocked, Act::WorkspaceCreated).await?;
    Ok(CreatedWorkspace {
        open: OpenWorkspaceView::of(&workspace),
        recovery_code: code.to_string(),
    })
}
