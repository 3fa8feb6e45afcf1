//! Taking a form out of use, and back into it.

use parley_domain::access::{Grant, kinds::FormManage};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CommandId, FormId};
use serde::Deserialize;

use super::form_list::{FormView, view};
use super::{existing_form, form_act};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, Change, ScorecardChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct RetireForm {
    pub command_id: CommandId,
    pub form_id: FormId,
    /// `false` takes it back into use.
    pub retired: bool,
}

/// Scores and drafts by it stay; no new score can begin.
///
/// # Errors
/// `not_found`, `conflict` for a form that was never published.
pub async fn form_retire(
    workspace: &Workspace,
    grant: Grant<FormManage>,
    input: RetireForm,
) -> AppResult<FormView> {
    let mut form = existing_form(workspace, input.form_id).await?;
    if form.latest == 0 {
        return Err(ErrorCode::Conflict.into());
    }
    if form.retired_at.is_some() == input.retired {
        return view(workspace, form, None).await;
    }
    let (at, act) = if input.retired {
        (Some(grant.at()), Act::FormRetired)
    } else {
        (None, Act::FormRestored)
    };
    form.retired_at = at;
    let seen = form.revise(grant.at(), grant.subject().user_id);
    let act = form_act(ActDraft::by(grant.subject(), grant.at(), act), &form);
    let change = ScorecardChange::PutForm {
        form: Box::new(form.clone()),
        seen,
    };
    let batch = Batch::one(input.command_id, Change::Scorecard(change), act);
    workspace.store.commit(batch).await?;
    view(workspace, form, None).await
}
