//! The rules by which calls are drawn for review.

use parley_domain::access::{
    Grant,
    kinds::{CallList, ReviewManage},
};
use parley_domain::audit::Act;
use parley_domain::ids::{CommandId, SamplingRuleId};
use parley_domain::review::Share;
use serde::{Deserialize, Serialize};

use super::SamplingRule;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, Event, MarkChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListSamplingRules {}

/// A rule without its seed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SamplingRuleView {
    pub id: SamplingRuleId,
    pub name: String,
    /// Of a hundred calls of each agent and week.
    pub percent: u8,
    pub active: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SamplingRulesView {
    /// In the order they were made.
    pub rules: Vec<SamplingRuleView>,
}

/// # Errors
/// Those of the store.
pub async fn sampling_rule_list(
    workspace: &Workspace,
    _grant: Grant<CallList>,
    _input: ListSamplingRules,
) -> AppResult<SamplingRulesView> {
    rules(workspace).await
}

async fn rules(workspace: &Workspace) -> AppResult<SamplingRulesView> {
    let rules = workspace.store.sampling_rules().await?;
    Ok(SamplingRulesView {
        rules: rules
            .into_iter()
            .map(|rule| SamplingRuleView {
                id: rule.id,
                name: rule.name,
                percent: rule.share.percent(),
                active: rule.active,
            })
            .collect(),
    })
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SetSamplingRule {
    pub command_id: CommandId,
    /// Absent: a new rule.
    #[ts(optional)]
    pub rule_id: Option<SamplingRuleId>,
    /// At most 60 characters.
    pub name: String,
    /// 1 to 100.
    pub percent: u8,
    pub active: bool,
}

/// A new rule gets a seed from the machine's randomness; nobody sees it, and no change
/// replaces it, so that nobody can draw until the calls suit.
///
/// # Errors
/// `invalid_input`, `not_found`.
pub async fn sampling_rule_set(
    workspace: &Workspace,
    grant: Grant<ReviewManage>,
    input: SetSamplingRule,
) -> AppResult<SamplingRulesView> {
    let name = input.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(AppError::invalid("name"));
    }
    let share = Share::new(input.percent).ok_or(AppError::invalid("percent"))?;
    let rule = match input.rule_id {
        None => {
            let mut seed = [0; 32];
            workspace.deps.rng.fill(&mut seed);
            SamplingRule {
                id: SamplingRuleId(input.command_id.0),
                name,
                share,
                seed,
                active: input.active,
                made_at: grant.at(),
            }
        }
        Some(id) => {
            let kept = workspace.store.sampling_rules().await?;
            let kept = kept.into_iter().find(|rule| rule.id == id);
            let kept = kept.ok_or(AppError::new(
                parley_domain::error_code::ErrorCode::NotFound,
            ))?;
            SamplingRule {
                name,
                share,
                active: input.active,
                ..kept
            }
        }
    };
    let act = ActDraft::by(grant.subject(), grant.at(), Act::SamplingRuleSet)
        .detail("name", &rule.name)
        .detail("percent", rule.share.percent())
        .detail("active", rule.active);
    let change = Change::Mark(MarkChange::PutSamplingRule(rule));
    let batch = Batch::one(input.command_id, change, act);
    workspace.store.commit(batch).await?;
    workspace.deps.events.send(Event::CallsChanged);
    rules(workspace).await
}
