//! Somebody of the business puts a contact on the list.

use parley_domain::access::{Grant, kinds::SuppressionAdd};
use parley_domain::audit::Act;
use parley_domain::call::Contact;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, SuppressionId};
use parley_domain::suppression::{RefusedBy, Suppression, kept_words};
use serde::Deserialize;

use super::list::shown;
use super::{SuppressionView, putting};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct AddSuppression {
    /// Also the id of a new entry.
    pub command_id: CommandId,
    /// A telephone number with its country's code, or an e-mail address.
    pub contact: String,
    /// How it became known; `spoken` is what agents write.
    pub refused_by: RefusedBy,
    /// What was said or written, or why; the first 500 characters are kept.
    pub words: Option<String>,
    /// The call in which it was said.
    #[ts(optional)]
    pub call_id: Option<CallId>,
}

/// Of a contact that is on the list already, the entry that stands is answered.
///
/// # Errors
/// `invalid_input` for `contact`.
pub async fn suppression_add(
    workspace: &Workspace,
    grant: Grant<SuppressionAdd>,
    input: AddSuppression,
) -> AppResult<SuppressionView> {
    let contact = Contact::parse(&input.contact).ok_or(AppError::invalid("contact"))?;
    let person_id = workspace.store.person_by_contact(contact.as_str()).await?;
    let words = input.words.as_deref().and_then(kept_words);
    let mut act = ActDraft::by(grant.subject(), grant.at(), Act::ContactSuppressed)
        .detail("name", contact.as_str())
        .detail("refused_by", input.refused_by.as_str())
        .detail("words", words.as_deref().unwrap_or_default());
    act.person_id = person_id;
    let entry = Suppression {
        id: SuppressionId(input.command_id.0),
        contact: contact.clone(),
        person_id,
        refused_by: input.refused_by,
        words,
        call_id: input.call_id,
        added_by: Some(grant.subject().user_id),
        since: grant.at(),
        lifted: None,
    };
    let batch = putting(input.command_id, entry, act);
    workspace.store.commit(batch).await?;
    let stands = workspace.store.suppressed(&contact).await?;
    let stands = stands.ok_or(AppError::new(ErrorCode::Conflict))?;
    Ok(shown(&workspace.store.users().await?, stands))
}
