//! Making a draft the form's next version.

use parley_domain::access::{Grant, kinds::FormManage};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CommandId, FormId};
use serde::Deserialize;

use super::form_list::{FormView, view};
use super::{FormVersion, existing_form, form_act};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, Change, ScorecardChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct PublishForm {
    pub command_id: CommandId,
    pub form_id: FormId,
    /// The revision that was looked at.
    pub revision: u32,
}

/// # Errors
/// `not_found`, `conflict` when somebody changed it since or nothing is to be
/// published, `form_retired`, `form_incomplete`.
pub async fn form_publish(
    workspace: &Workspace,
    grant: Grant<FormManage>,
    input: PublishForm,
) -> AppResult<FormView> {
    let mut form = existing_form(workspace, input.form_id).await?;
    if form.retired_at.is_some() {
        return Err(ErrorCode::FormRetired.into());
    }
    let Some(content) = form.draft.take() else {
        return Err(ErrorCode::Conflict.into());
    };
    if !content.faults().is_empty() {
        return Err(ErrorCode::FormIncomplete.into());
    }
    let (at, by) = (grant.at(), grant.subject().user_id);
    form.latest += 1;
    form.title.clone_from(&content.title);
    form.revise(at, by);
    let version = FormVersion {
        form_id: form.id,
        version: form.latest,
        content,
        published_at: at,
        published_by: by,
    };
    let act = form_act(ActDraft::by(grant.subject(), at, Act::FormPublished), &form)
        .detail("version", form.latest);
    let changes = [
        ScorecardChange::PutForm {
            form: Box::new(form.clone()),
            seen: input.revision,
        },
        ScorecardChange::AddFormVersion(Box::new(version)),
    ];
    let batch = Batch {
        command_id: Some(input.command_id),
        changes: changes.into_iter().map(Change::Scorecard).collect(),
        acts: vec![act],
    };
    workspace.store.commit(batch).await?;
    view(workspace, form, None).await
}
