//! Changing one's own passphrase.

use parley_domain::access::{Grant, kinds::SelfManage};
use parley_domain::audit::Act;
use serde::Deserialize;

use super::Done;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::passphrase::Secret;
use crate::ports::Batch;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ChangePassphrase {
    pub current: Secret,
    pub next: Secret,
}

/// # Errors
/// `wrong_passphrase`, `weak_passphrase`.
pub async fn passphrase_change(
    workspace: &Workspace,
    grant: Grant<SelfManage>,
    input: ChangePassphrase,
) -> AppResult<Done> {
    let next = input.next.strong("next")?;
    let user = grant.subject().user_id;
    workspace
        .keys
        .change_passphrase(user, input.current.typed(), next, grant.at())
        .await?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::PassphraseChanged).on_user(user);
    workspace.store.commit(Batch::acts(vec![act])).await?;
    Ok(Done::YES)
}
