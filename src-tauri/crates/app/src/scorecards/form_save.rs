//! Writing the draft of a form, and throwing it away.

use parley_domain::access::{Grant, kinds::FormManage};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CommandId, FormId};
use parley_domain::scorecard::FormContent;
use serde::Deserialize;

use super::form_list::{FormView, view};
use super::{ScoreForm, existing_form, form_act};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, ScorecardChange};
use crate::workspaces::Done;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SaveForm {
    /// Becomes the id of a new form.
    pub command_id: CommandId,
    /// Absent: a new form.
    #[serde(default)]
    pub form_id: Option<FormId>,
    /// The revision that was edited; 0 for a new form.
    pub revision: u32,
    pub content: FormContent,
}

/// Published versions stay as they are: this is the draft of the next.
///
/// # Errors
/// `not_found`, `conflict` when somebody changed it since, `invalid_input`.
pub async fn form_save(
    workspace: &Workspace,
    grant: Grant<FormManage>,
    input: SaveForm,
) -> AppResult<FormView> {
    let content = input.content.tidy();
    if !content.is_sound() {
        return Err(AppError::invalid("content"));
    }
    let (at, by) = (grant.at(), grant.subject().user_id);
    let mut form = match input.form_id {
        Some(id) => existing_form(workspace, id).await?,
        None => ScoreForm {
            id: FormId(input.command_id.0),
            title: String::new(),
            latest: 0,
            draft: None,
            retired_at: None,
            revision: 0,
            changed_at: at,
            changed_by: by,
        },
    };
    if form.retired_at.is_some() {
        return Err(ErrorCode::FormRetired.into());
    }
    if form.latest == 0 {
        form.title.clone_from(&content.title);
    }
    form.draft = Some(content);
    form.revise(at, by);
    let act = form_act(ActDraft::by(grant.subject(), at, Act::FormSaved), &form);
    let change = ScorecardChange::PutForm {
        form: Box::new(form.clone()),
        seen: input.revision,
    };
    let batch = Batch::one(input.command_id, Change::Scorecard(change), act);
    workspace.store.commit(batch).await?;
    view(workspace, form, None).await
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct DiscardFormDraft {
    pub command_id: CommandId,
    pub form_id: FormId,
    pub revision: u32,
}

/// A form that was never published goes with its draft.
///
/// # Errors
/// `not_found`, `conflict`.
pub async fn form_draft_discard(
    workspace: &Workspace,
    grant: Grant<FormManage>,
    input: DiscardFormDraft,
) -> AppResult<Done> {
    let mut form = existing_form(workspace, input.form_id).await?;
    let (at, by) = (grant.at(), grant.subject().user_id);
    if form.draft.take().is_none() || form.revision != input.revision {
        return Err(ErrorCode::Conflict.into());
    }
    let act = ActDraft::by(grant.subject(), at, Act::FormDraftDiscarded);
    let act = form_act(act, &form);
    let change = if form.latest == 0 {
        ScorecardChange::RemoveForm(form.id)
    } else {
        let seen = form.revise(at, by);
        ScorecardChange::PutForm {
            form: Box::new(form),
            seen,
        }
    };
    let batch = Batch::one(input.command_id, Change::Scorecard(change), act);
    workspace.store.commit(batch).await?;
    Ok(Done::default())
}
