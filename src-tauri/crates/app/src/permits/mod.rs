//! Whether somebody may be called or sent a message now, asked of the list of those who
//! want none. Must not know: who calls, or why.

mod explain;

pub use explain::{ExplainPermit, PermitView, call_permit};

use parley_domain::access::AccessSubject;
use parley_domain::audit::Act;
use parley_domain::call::Contact;
use parley_domain::permit::{Decision, Rule, permit};

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::Batch;

/// The check, without an act.
async fn decide(workspace: &Workspace, to: &Contact) -> AppResult<Decision> {
    let entry = workspace.store.suppressed(to).await?;
    let now = workspace.deps.clock.now();
    Ok(permit(to, entry.map(|entry| entry.since), now))
}

/// The check before a call is placed: the decision, with the permit if there is one, is
/// written down as asked by whoever lets the call be placed. The permit is good for a minute and for one call.
///
/// # Errors
/// Those of the store: then nobody is called.
pub async fn permit_to_call(
    workspace: &Workspace,
    by: &AccessSubject,
    to: &Contact,
) -> AppResult<Decision> {
    let decision = decide(workspace, to).await?;
    let now = workspace.deps.clock.now();
    let mut act = outcome(ActDraft::by(by, now, Act::PermitChecked), to, &decision);
    act.person_id = workspace.store.person_by_contact(to.as_str()).await?;
    workspace.store.commit(Batch::acts(vec![act])).await?;
    Ok(decision)
}

/// The same before a message is sent: what became of it is its own act.
pub(crate) async fn permit_to_send(workspace: &Workspace, to: &Contact) -> AppResult<Decision> {
    decide(workspace, to).await
}

fn outcome(act: ActDraft, to: &Contact, decision: &Decision) -> ActDraft {
    let refused = decision.refused_by().map_or("", Rule::as_str);
    act.detail("name", to.as_str())
        .detail("permitted", decision.is_permitted())
        .detail("refused_by", refused)
}
