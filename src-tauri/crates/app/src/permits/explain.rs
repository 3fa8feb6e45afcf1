//! Why somebody may, or may not, be called now.

use parley_domain::access::{Grant, kinds::SuppressionRead};
use parley_domain::audit::Act;
use parley_domain::call::Contact;
use parley_domain::permit::{Checked, Decision, Rule};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::{decide, outcome};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::Batch;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ExplainPermit {
    /// A telephone number with its country's code, or an e-mail address.
    pub number: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PermitView {
    /// As it is kept and compared.
    pub contact: String,
    pub permitted: bool,
    pub refused_by: Option<Rule>,
    /// Where the number is at home, ISO 3166; `null` where it does not tell.
    pub place: Option<String>,
    /// Since when they want no calls and messages.
    pub suppressed_since: Option<UtcMillis>,
    /// All that was looked at, in order.
    pub steps: Vec<Checked>,
    /// When it has to be asked again.
    pub until: Option<UtcMillis>,
    /// When the hours are right again.
    pub next_at: Option<UtcMillis>,
}

impl PermitView {
    /// A decision about `to`, as it is shown.
    pub(crate) fn of(to: &Contact, decision: &Decision) -> Self {
        Self {
            contact: to.as_str().to_owned(),
            permitted: decision.is_permitted(),
            refused_by: decision.refused_by(),
            until: decision.until(),
            place: decision.place.clone(),
            suppressed_since: decision.suppressed_since,
            steps: decision.steps.clone(),
            next_at: decision.next_at,
        }
    }
}

/// # Errors
/// `invalid_input` for `number`.
pub async fn call_permit(
    workspace: &Workspace,
    grant: Grant<SuppressionRead>,
    input: ExplainPermit,
) -> AppResult<PermitView> {
    let to = Contact::parse(&input.number).ok_or(AppError::invalid("number"))?;
    let decision = decide(workspace, &to).await?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::PermitChecked);
    let mut act = outcome(act, &to, &decision);
    act.person_id = workspace.store.person_by_contact(to.as_str()).await?;
    workspace.store.commit(Batch::acts(vec![act])).await?;
    Ok(PermitView::of(&to, &decision))
}
