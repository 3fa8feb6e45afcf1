//! What an act does to one call: the changes, the entry that explains them, and what
//! takes them back.

use parley_domain::access::AccessSubject;
use parley_domain::audit::Act;
use parley_domain::ids::{BulkId, FlagId};
use parley_domain::time::UtcMillis;

use super::{BulkAct, BulkInverse};
use crate::audit::ActDraft;
use crate::calls::{CallRecord, MOST_TAGS, about};
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Change, MarkChange};
use crate::review::{Assignment, Flag, FlaggedBy, ReviewState};

/// One call's part.
pub(super) struct Part {
    pub changes: Vec<Change>,
    pub act: ActDraft,
    pub inverse: BulkInverse,
}

pub(super) struct Doer<'a> {
    pub workspace: &'a Workspace,
    pub subject: &'a AccessSubject,
    pub at: UtcMillis,
    pub bulk_id: BulkId,
}

impl Doer<'_> {
    fn act(&self, act: Act, call: &CallRecord) -> ActDraft {
        let act = ActDraft::by(self.subject, self.at, act).detail("bulk", self.bulk_id);
        about(act, call)
    }

    /// `None` where the call is as it should be, or has no room for another tag.
    pub(super) async fn part(&self, act: &BulkAct, call: &CallRecord) -> AppResult<Option<Part>> {
        match act {
            BulkAct::Tag { tag } => Ok(self.tagged(call, tag)),
            BulkAct::Untag { tag } => Ok(self.untagged(call, tag)),
            BulkAct::Assign { user_id } => {
                let before = self.workspace.store.review(call.id()).await?;
                if before.assignment.map(|a| a.to) == *user_id
                    && (before.decision.is_none() || user_id.is_none())
                {
                    return Ok(None);
                }
                let state = ReviewState {
                    assignment: user_id.map(|to| Assignment {
                        to,
                        by: self.subject.user_id,
                        at: self.at,
                    }),
                    // Given to somebody, it is to be reviewed again.
                    decision: before.decision.clone().filter(|_| user_id.is_none()),
                };
                let name = match user_id {
                    Some(id) => self.workspace.store.user(*id).await?.map(|u| u.name),
                    None => None,
                };
                let entry = self.act(Act::CallAssigned, call);
                Ok(Some(Part {
                    changes: vec![Change::Mark(MarkChange::SetReview {
                        call_id: call.id(),
                        state,
                    })],
                    act: match name {
                        Some(name) => entry.detail("to", name),
                        None => entry,
                    },
                    inverse: BulkInverse::Review {
                        set: *user_id,
                        before,
                    },
                }))
            }
            BulkAct::Flag { reason, note } => {
                let deps = &self.workspace.deps;
                let id = FlagId::new(self.at, &*deps.rng);
                let flag = Flag {
                    id,
                    call_id: call.id(),
                    span: None,
                    turn_index: None,
                    reason: *reason,
                    note: note.clone(),
                    by: FlaggedBy::Person(self.subject.user_id),
                    at: self.at,
                };
                Ok(Some(Part {
                    changes: vec![Change::Mark(MarkChange::AddFlag(flag))],
                    act: self
                        .act(Act::CallFlagged, call)
                        .detail("reason", reason.as_str()),
                    inverse: BulkInverse::RemoveFlag { id },
                }))
            }
            BulkAct::Unflag {} => {
                let flags = self.workspace.store.flags(call.id()).await?;
                if flags.is_empty() {
                    return Ok(None);
                }
                let removing = |flag: &Flag| Change::Mark(MarkChange::RemoveFlag(flag.id));
                Ok(Some(Part {
                    changes: flags.iter().map(removing).collect(),
                    act: self
                        .act(Act::FlagsRemoved, call)
                        .detail("flags", flags.len()),
                    inverse: BulkInverse::PutFlags { flags },
                }))
            }
        }
    }

    fn retagged(&self, call: &CallRecord, tags: Vec<String>, inverse: BulkInverse) -> Part {
        Part {
            act: self
                .act(Act::TagsChanged, call)
                .detail("from", call.row.tags.join(", "))
                .detail("to", tags.join(", ")),
            changes: vec![Change::SetTags {
                call_id: call.id(),
                tags,
            }],
            inverse,
        }
    }

    fn tagged(&self, call: &CallRecord, tag: &str) -> Option<Part> {
        let mut tags = call.row.tags.clone();
        if tags.iter().any(|t| t == tag) || tags.len() >= MOST_TAGS {
            return None;
        }
        tags.push(tag.to_owned());
        tags.sort();
        let tag = tag.to_owned();
        Some(self.retagged(call, tags, BulkInverse::RemoveTag { tag }))
    }

    fn untagged(&self, call: &CallRecord, tag: &str) -> Option<Part> {
        let mut tags = call.row.tags.clone();
        tags.retain(|t| t != tag);
        if tags.len() == call.row.tags.len() {
            return None;
        }
        let tag = tag.to_owned();
        Some(self.retagged(call, tags, BulkInverse::AddTag { tag }))
    }

    /// What takes the act back; `None` where somebody changed the call since.
    pub(super) async fn taken_back(
        &self,
        inverse: &BulkInverse,
        call: &CallRecord,
    ) -> AppResult<Option<(Vec<Change>, ActDraft)>> {
        let back = match inverse {
            BulkInverse::RemoveTag { tag } => self.untagged(call, tag),
            BulkInverse::AddTag { tag } => self.tagged(call, tag),
            BulkInverse::Review { set, before } => {
                let now = self.workspace.store.review(call.id()).await?;
                let reopened = set.is_some() && now.decision.is_some();
                if now.assignment.map(|a| a.to) != *set || reopened {
                    return Ok(None);
                }
                let state = before.clone();
                let entry = self.act(Act::CallAssigned, call);
                let change = Change::Mark(MarkChange::SetReview {
                    call_id: call.id(),
                    state,
                });
                return Ok(Some((vec![change], entry)));
            }
            BulkInverse::RemoveFlag { id } => {
                if self.workspace.store.flag(*id).await?.is_none() {
                    return Ok(None);
                }
                let change = Change::Mark(MarkChange::RemoveFlag(*id));
                let entry = self.act(Act::FlagsRemoved, call).detail("flags", 1);
                return Ok(Some((vec![change], entry)));
            }
            BulkInverse::PutFlags { flags } => {
                let entry = self
                    .act(Act::CallFlagged, call)
                    .detail("flags", flags.len());
                let adding = |flag: &Flag| Change::Mark(MarkChange::AddFlag(flag.clone()));
                return Ok(Some((flags.iter().map(adding).collect(), entry)));
            }
        };
        Ok(back.map(|part| (part.changes, part.act)))
    }
}
