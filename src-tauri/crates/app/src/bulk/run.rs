//! Doing it: chunk by chunk, each one transaction with an entry for every call.

use parley_domain::access::{
    Grant,
    kinds::{CallAnnotate, ReviewManage},
};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{BulkId, CallId, CommandId};
use serde::Deserialize;

use super::choose::chosen;
use super::jobs::Job;
use super::one::Doer;
use super::{BulkAct, BulkRecord, BulkView, CallSelection};
use crate::audit::ActDraft;
use crate::calls::tidy_tags;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, Event, MarkChange};

/// Calls whose changes and entries are one transaction.
const AT_ONCE: usize = 100;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ActOnCalls {
    /// Also the act's id: by it it is followed, stopped and undone.
    pub command_id: CommandId,
    pub selection: CallSelection,
    pub act: BulkAct,
}

/// # Errors
/// `invalid_input`; `permission_denied` for giving calls to others without the
/// permission for it; `not_found` for a person who is not here; `conflict` while the
/// same command is running.
pub async fn calls_act(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: ActOnCalls,
) -> AppResult<BulkView> {
    let id = BulkId(input.command_id.0);
    let job = workspace.jobs.begin(input.command_id)?;
    if let Some(done) = workspace.store.bulk(id).await? {
        return Ok(BulkView::of(&done, None));
    }
    let act = tidy(workspace, &grant, input.act).await?;
    let ids = chosen(workspace, grant.subject(), grant.at(), &input.selection).await?;
    let mut bulk = BulkRecord {
        id,
        at: grant.at(),
        by: grant.subject().user_id,
        act,
        total: u32::try_from(ids.len()).unwrap_or(u32::MAX),
        changed: 0,
        same: 0,
        cancelled: false,
        finished_at: None,
        undone_at: None,
    };
    let begun = ActDraft::by(grant.subject(), grant.at(), Act::BulkStarted)
        .detail("bulk", id)
        .detail("act", bulk.act.as_str())
        .detail("calls", bulk.total);
    let put = Change::Mark(MarkChange::PutBulk(bulk.clone()));
    workspace
        .store
        .commit(Batch::one(input.command_id, put, begun))
        .await?;
    let ran = all(workspace, &grant, &job, &mut bulk, &ids).await;
    bulk.finished_at = ran.is_ok().then(|| workspace.deps.clock.now());
    let outcome = match (&ran, bulk.cancelled) {
        (Err(_), _) => "failed",
        (Ok(()), true) => "cancelled",
        (Ok(()), false) => "done",
    };
    let ended = ActDraft::by(grant.subject(), grant.at(), Act::BulkFinished)
        .detail("bulk", id)
        .detail("act", bulk.act.as_str())
        .detail("changed", bulk.changed)
        .detail("outcome", outcome);
    workspace
        .store
        .commit(Batch {
            changes: vec![Change::Mark(MarkChange::PutBulk(bulk.clone()))],
            acts: vec![ended],
            ..Batch::default()
        })
        .await?;
    workspace.deps.events.send(Event::CallsChanged);
    ran.map(|()| BulkView::of(&bulk, None))
}

async fn all(
    workspace: &Workspace,
    grant: &Grant<CallAnnotate>,
    job: &Job<'_>,
    bulk: &mut BulkRecord,
    ids: &[CallId],
) -> AppResult<()> {
    let doer = Doer {
        workspace,
        subject: grant.subject(),
        at: grant.at(),
        bulk_id: bulk.id,
    };
    for some in ids.chunks(AT_ONCE) {
        if job.is_cancelled() {
            bulk.cancelled = true;
            return Ok(());
        }
        let mut next = bulk.clone();
        let mut batch = Batch::default();
        for id in some {
            let part = match workspace.store.call(*id).await? {
                Some(call) => doer.part(&bulk.act, &call).await?,
                None => None,
            };
            let Some(part) = part else {
                next.same += 1;
                continue;
            };
            next.changed += 1;
            batch.changes.extend(part.changes);
            batch.changes.push(Change::Mark(MarkChange::KeepInverse {
                bulk_id: bulk.id,
                call_id: *id,
                inverse: part.inverse,
            }));
            batch.acts.push(part.act);
        }
        let put = Change::Mark(MarkChange::PutBulk(next.clone()));
        batch.changes.push(put);
        workspace.store.commit(batch).await?;
        *bulk = next;
        workspace.deps.events.send(Event::BulkProgress {
            command_id: CommandId(bulk.id.0),
            done: bulk.changed + bulk.same,
            total: bulk.total,
        });
        // Somebody waits for it: the workspace is not idle.
        workspace.touch(workspace.deps.clock.now());
    }
    Ok(())
}

async fn tidy(
    workspace: &Workspace,
    grant: &Grant<CallAnnotate>,
    act: BulkAct,
) -> AppResult<BulkAct> {
    let one_tag = |tag: String| {
        let tag = tidy_tags(&[tag]).pop();
        tag.filter(|tag| tag.chars().count() <= 40)
            .ok_or(AppError::invalid("tag"))
    };
    Ok(match act {
        BulkAct::Tag { tag } => BulkAct::Tag { tag: one_tag(tag)? },
        BulkAct::Untag { tag } => BulkAct::Untag { tag: one_tag(tag)? },
        BulkAct::Assign { user_id } => {
            if user_id != Some(grant.subject().user_id) {
                workspace
                    .check::<ReviewManage>(grant.subject(), grant.at())
                    .await?;
            }
            if let Some(id) = user_id {
                let user = workspace.store.user(id).await?;
                let user = user.ok_or(AppError::new(ErrorCode::NotFound))?;
                if !crate::review::may_review(&user, grant.at()) {
                    return Err(AppError::invalid("user_id"));
                }
            }
            BulkAct::Assign { user_id }
        }
        BulkAct::Flag { reason, note } => BulkAct::Flag {
            reason,
            note: crate::review::tidy_note(note)?,
        },
        BulkAct::Unflag {} => BulkAct::Unflag {},
    })
}
