//! Who wants no calls and messages any more.

use parley_app::calls::CallRecord;
use parley_app::error::AppResult;
use parley_app::ports::{Batch, Change, DeskChange};
use parley_app::suppressions::{
    AddSuppression, LiftSuppression, suppression_add, suppression_lift,
};
use parley_domain::audit::Act;
use parley_domain::call::{AgentDeed, Contact, Side};
use parley_domain::ids::SuppressionId;
use parley_domain::suppression::{RefusedBy, Suppression};
use serde::Deserialize;

use super::contact_of;
use crate::demo::broken;
use crate::demo::hands::Hands;

/// The variable in which calls have the words of a refusal; a recogniser may have had none.
const WORDS: &str = "opt_out";
/// What the runtime does by its own rule when a refusal was heard.
const SUPPRESSES: &str = "suppress";

#[derive(Debug, Deserialize)]
pub(super) struct Refusals {
    in_calls: Vec<Refusal>,
    by_hand: Vec<ByHand>,
    lifted: Vec<Taken>,
}

#[derive(Debug, Deserialize)]
struct Refusal {
    /// The file of the call.
    call: String,
    refused_by: RefusedBy,
}

#[derive(Debug, Deserialize)]
struct ByHand {
    by: String,
    contact: String,
    refused_by: RefusedBy,
    words: String,
}

#[derive(Debug, Deserialize)]
struct Taken {
    by: String,
    /// The file of the call in which they had refused.
    call: String,
    reason: String,
}

/// Makes all of `listed`.
pub(super) async fn keep(hands: &Hands<'_>, listed: Refusals) -> AppResult<()> {
    for refusal in &listed.in_calls {
        in_call(hands, refusal).await?;
    }
    for entry in listed.by_hand {
        let input = AddSuppression {
            command_id: hands.command_id(),
            contact: entry.contact,
            refused_by: entry.refused_by,
            words: Some(entry.words),
            call_id: None,
        };
        suppression_add(hands.workspace, hands.as_person(&entry.by)?, input).await?;
    }
    for taken in listed.lifted {
        let contact = caller(hands, &taken.call).await?;
        let entry = hands.workspace.store.suppressed(&contact).await?;
        let entry = entry.ok_or_else(|| broken("somebody is not on the list"))?;
        let input = LiftSuppression {
            command_id: hands.command_id(),
            suppression_id: entry.id,
            reason: taken.reason,
        };
        suppression_lift(hands.workspace, hands.as_person(&taken.by)?, input).await?;
    }
    Ok(())
}

async fn caller(hands: &Hands<'_>, file: &str) -> AppResult<Contact> {
    let call = hands.record(file).await?;
    contact_of(&call.caller).ok_or_else(|| broken("nobody knows who called"))
}

/// What was said: as it was captured, or the caller's turn that the rule ended the call on.
async fn words(hands: &Hands<'_>, call: &CallRecord) -> AppResult<Option<String>> {
    if let Some(said) = call.variables.iter().find(|one| one.name == WORDS) {
        return Ok(Some(said.value.clone()));
    }
    let by_rule = call
        .events
        .iter()
        .find(|event| matches!(&event.what, AgentDeed::ToolCall(tool) if tool.name == SUPPRESSES));
    let Some(by_rule) = by_rule else {
        return Ok(None);
    };
    let turns = hands.workspace.store.turns(call.id()).await?;
    let mut before = turns.iter().take(by_rule.after_turns as usize);
    let said = before.rfind(|turn| turn.side == Side::Caller);
    Ok(said.map(|turn| turn.text.clone()))
}

/// As the agent wrote it down at the end of the call.
async fn in_call(hands: &Hands<'_>, refusal: &Refusal) -> AppResult<()> {
    let call = hands.record(&refusal.call).await?;
    let contact = contact_of(&call.caller).ok_or_else(|| broken("nobody knows who called"))?;
    let words = words(hands, &call).await?;
    let command_id = hands.command_id();
    let act = hands.act_of_agent(&call, Act::ContactSuppressed);
    let act = act
        .detail("refused_by", refusal.refused_by.as_str())
        .detail("words", words.as_deref().unwrap_or_default());
    let since = call.row.started_at.plus(i64::from(call.row.duration_ms));
    let entry = Suppression {
        id: SuppressionId(command_id.0),
        contact: contact.clone(),
        person_id: Some(call.person_id),
        refused_by: refusal.refused_by,
        words,
        call_id: Some(call.id()),
        added_by: None,
        since,
        lifted: None,
    };
    let withdraw = DeskChange::WithdrawMessages {
        to: contact,
        person_id: Some(call.person_id),
        at: since,
    };
    let batch = Batch {
        command_id: Some(command_id),
        changes: vec![
            Change::Desk(DeskChange::Suppress(Box::new(entry))),
            Change::Desk(withdraw),
        ],
        acts: vec![act],
    };
    hands.workspace.store.commit(batch).await?;
    Ok(())
}

#[cfg(test)]
impl Refusals {
    /// The files of calls that are named.
    pub(super) fn calls(&self) -> impl Iterator<Item = &str> {
        let refused = self.in_calls.iter().map(|one| one.call.as_str());
        refused.chain(self.lifted.iter().map(|one| one.call.as_str()))
    }
}
