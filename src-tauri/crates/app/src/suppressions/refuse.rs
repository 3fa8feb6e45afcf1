//! A caller says that they want no more calls.

use parley_domain::audit::Act;
use parley_domain::ids::SuppressionId;
use parley_domain::suppression::{RefusedBy, Suppression, kept_words};

use super::putting;
use crate::agent_call::AgentCall;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::Batch;

/// Writes it down with the words it was said with; whether they are on the list now. A
/// caller whose number is not known cannot be: then only the log has it, for a person to
/// see to.
///
/// # Errors
/// Those of the store: nothing is kept then.
pub async fn refuse(
    workspace: &Workspace,
    call: &AgentCall,
    key: &str,
    words: &str,
) -> AppResult<bool> {
    let now = workspace.deps.clock.now();
    let command_id = call.command_id(key);
    let words = kept_words(words);
    let person_id = call.person(workspace).await?;
    let Some(contact) = call.caller.clone() else {
        let act = call.act(now, Act::RefusalWithoutContact, None);
        let act = act.detail("words", words.unwrap_or_default());
        let batch = Batch {
            command_id: Some(command_id),
            ..Batch::acts(vec![act])
        };
        workspace.store.commit(batch).await?;
        return Ok(false);
    };
    let act = call
        .act(now, Act::ContactSuppressed, person_id)
        .detail("refused_by", RefusedBy::Spoken.as_str())
        .detail("words", words.as_deref().unwrap_or_default());
    let entry = Suppression {
        id: SuppressionId(command_id.0),
        contact,
        person_id,
        refused_by: RefusedBy::Spoken,
        words,
        call_id: Some(call.call_id),
        added_by: None,
        since: now,
        lifted: None,
    };
    workspace
        .store
        .commit(putting(command_id, entry, act))
        .await?;
    Ok(true)
}
