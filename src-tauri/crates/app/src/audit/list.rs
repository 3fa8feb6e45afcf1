//! Reading the log. Reading it is an act, too.

use std::collections::BTreeMap;

use parley_domain::access::{Grant, Role, kinds::AuditRead};
use parley_domain::audit::{Act, Purpose, SubjectKind};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::{ActDraft, AuditFilter};
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::Batch;
use crate::users::User;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListAudit {
    #[serde(default)]
    pub filter: AuditFilter,
    /// `next` of the page before.
    #[ts(optional, as = "Option<f64>")]
    pub cursor: Option<u64>,
    /// 1 to 500.
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AuditListView {
    pub rows: Vec<AuditRow>,
    #[ts(as = "Option<f64>")]
    pub next: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AuditRow {
    #[ts(as = "f64")]
    pub seq: u64,
    pub at: UtcMillis,
    /// The person's name; `null` where nobody was signed in.
    pub actor: Option<String>,
    pub role: Option<Role>,
    pub act: Act,
    pub subject: Option<AuditSubject>,
    pub purpose: Option<Purpose>,
    /// What belongs to the act (`spans`, `from`, `to` …); `null` once erased.
    pub detail: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AuditSubject {
    pub kind: SubjectKind,
    pub id: String,
    pub label: Option<String>,
}

/// # Errors
/// Those of the store.
pub async fn audit_list(
    workspace: &Workspace,
    grant: Grant<AuditRead>,
    input: ListAudit,
) -> AppResult<AuditListView> {
    if input.cursor.is_none() {
        let act = ActDraft::by(grant.subject(), grant.at(), Act::AuditRead)
            .for_purpose(Purpose::Security);
        workspace.store.commit(Batch::acts(vec![act])).await?;
    }
    let people = workspace.store.users().await?;
    let page = workspace
        .store
        .audit_entries(&input.filter, input.cursor, input.limit.clamp(1, 500))
        .await?;
    let rows = page
        .rows
        .into_iter()
        .map(|entry| {
            let label = entry.subject.and_then(|(kind, id)| {
                let detail = entry.detail.as_ref();
                match kind {
                    SubjectKind::Call => detail.and_then(|d| d.get("call").cloned()),
                    SubjectKind::User => name_of(&people, |u| u.id.0 == id),
                    SubjectKind::Workspace => Some(workspace.name.clone()),
                    SubjectKind::Form => detail.and_then(|d| d.get("form").cloned()),
                    SubjectKind::Import | SubjectKind::Export | SubjectKind::AuditLog => None,
                }
            });
            AuditRow {
                seq: entry.seq,
                at: entry.at,
                actor: entry.actor.and_then(|id| name_of(&people, |u| u.id == id)),
                role: entry.role,
                act: entry.act,
                subject: entry.subject.map(|(kind, id)| AuditSubject {
                    kind,
                    id: id.to_string(),
                    label,
                }),
                purpose: entry.purpose,
                detail: entry.detail,
            }
        })
        .collect();
    Ok(AuditListView {
        rows,
        next: page.next,
    })
}

fn name_of(people: &[User], is: impl Fn(&User) -> bool) -> Option<String> {
    people.iter().find(|u| is(u)).map(|u| u.name.clone())
}
