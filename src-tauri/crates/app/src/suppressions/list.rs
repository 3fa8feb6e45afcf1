//! The list, as it is read. Reading it is an act.

use parley_domain::access::{Grant, kinds::SuppressionRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::ids::{CallId, SuppressionId};
use parley_domain::suppression::{RefusedBy, Suppression};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, SuppressionCursor};
use crate::users::User;

/// What narrows the list.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(default)]
#[ts(optional_fields)]
pub struct SuppressionFilter {
    /// Contacts that hold these characters; spaces and signs of numbers do not count.
    pub contact: Option<String>,
    /// Those that stand, or those that were lifted.
    pub stands: Option<bool>,
}

impl SuppressionFilter {
    /// The characters that are looked for, as contacts are kept; `None`: any.
    #[must_use]
    pub fn wanted(&self) -> Option<String> {
        let typed = self.contact.as_deref()?.trim().to_lowercase();
        let number = typed
            .chars()
            .all(|c| c.is_ascii_digit() || " +-().".contains(c));
        let wanted: String = typed
            .chars()
            .filter(|c| !number || c.is_ascii_digit())
            .collect();
        (!wanted.is_empty()).then_some(wanted)
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListSuppressions {
    #[serde(default)]
    pub filter: SuppressionFilter,
    /// `next` of the page before.
    #[ts(optional)]
    pub cursor: Option<String>,
    /// 1 to 500.
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LiftedView {
    pub at: UtcMillis,
    pub by: Option<String>,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SuppressionView {
    pub id: SuppressionId,
    pub contact: String,
    pub refused_by: RefusedBy,
    pub words: Option<String>,
    pub call_id: Option<CallId>,
    /// `null` where an agent wrote it down.
    pub added_by: Option<String>,
    pub since: UtcMillis,
    pub lifted: Option<LiftedView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SuppressionListView {
    /// The latest first.
    pub rows: Vec<SuppressionView>,
    pub next: Option<String>,
}

/// # Errors
/// `invalid_input` for `cursor`.
pub async fn suppression_list(
    workspace: &Workspace,
    grant: Grant<SuppressionRead>,
    input: ListSuppressions,
) -> AppResult<SuppressionListView> {
    let store = &workspace.store;
    let after = input.cursor.as_deref().map(|text| {
        let at = i64::from_str_radix(text, 16);
        at.map(SuppressionCursor)
            .map_err(|_| AppError::invalid("cursor"))
    });
    let after = after.transpose()?;
    if after.is_none() {
        let act = ActDraft::by(grant.subject(), grant.at(), Act::SuppressionsRead)
            .for_purpose(Purpose::Administration);
        store.commit(Batch::acts(vec![act])).await?;
    }
    let limit = input.limit.clamp(1, 500);
    let page = store.suppressions(&input.filter, after, limit).await?;
    let people = store.users().await?;
    let rows = page.rows.into_iter().map(|entry| shown(&people, entry));
    Ok(SuppressionListView {
        rows: rows.collect(),
        next: page.next.map(|cursor| format!("{:x}", cursor.0)),
    })
}

pub(super) fn shown(people: &[User], entry: Suppression) -> SuppressionView {
    let name = |id| {
        let found = people.iter().find(|user| user.id == id);
        found.map(|user| user.name.clone())
    };
    SuppressionView {
        id: entry.id,
        contact: entry.contact.as_str().to_owned(),
        refused_by: entry.refused_by,
        words: entry.words,
        call_id: entry.call_id,
        added_by: entry.added_by.and_then(name),
        since: entry.since,
        lifted: entry.lifted.map(|lifted| LiftedView {
            at: lifted.at,
            by: name(lifted.by),
            reason: lifted.reason,
        }),
    }
}
