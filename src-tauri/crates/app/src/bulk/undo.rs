//! Taking an act on many calls back, once. What somebody changed since stays as it is.

use parley_domain::access::{Grant, kinds::CallAnnotate};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{BulkId, CommandId};
use serde::Deserialize;

use super::one::Doer;
use super::{BulkAct, BulkView};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, Event, MarkChange};

/// Calls whose changes and entries are one transaction.
const AT_ONCE: u32 = 100;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct UndoBulk {
    pub command_id: CommandId,
    pub bulk_id: BulkId,
}

/// # Errors
/// `not_found`; `permission_denied` for what was given to others without the permission
/// for it; `conflict` while it runs or is being undone.
pub async fn bulk_undo(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: UndoBulk,
) -> AppResult<BulkView> {
    // Under the act's own id: it is neither undone while it runs, nor twice at once.
    let _job = workspace.jobs.begin(CommandId(input.bulk_id.0))?;
    let bulk = workspace.store.bulk(input.bulk_id).await?;
    let mut bulk = bulk.ok_or(AppError::new(ErrorCode::NotFound))?;
    if bulk.undone_at.is_some() {
        return Ok(BulkView::of(&bulk, None));
    }
    let own = BulkAct::Assign {
        user_id: Some(grant.subject().user_id),
    };
    if matches!(bulk.act, BulkAct::Assign { .. }) && bulk.act != own {
        workspace
            .check::<parley_domain::access::kinds::ReviewManage>(grant.subject(), grant.at())
            .await?;
    }
    let doer = Doer {
        workspace,
        subject: grant.subject(),
        at: grant.at(),
        bulk_id: bulk.id,
    };
    let (mut undone, mut kept) = (0u32, 0u32);
    loop {
        let some = workspace.store.inverses(bulk.id, AT_ONCE).await?;
        if some.is_empty() {
            break;
        }
        let mut batch = Batch::default();
        for (call_id, inverse) in some {
            let back = match workspace.store.call(call_id).await? {
                Some(call) => doer.taken_back(&inverse, &call).await?,
                None => None,
            };
            match back {
                Some((changes, act)) => {
                    undone += 1;
                    batch.changes.extend(changes);
                    batch.acts.push(act);
                }
                None => kept += 1,
            }
            batch.changes.push(Change::Mark(MarkChange::DropInverse {
                bulk_id: bulk.id,
                call_id,
            }));
        }
        workspace.store.commit(batch).await?;
        workspace.deps.events.send(Event::BulkProgress {
            command_id: CommandId(bulk.id.0),
            done: undone + kept,
            total: bulk.changed,
        });
        workspace.touch(workspace.deps.clock.now());
    }
    bulk.undone_at = Some(workspace.deps.clock.now());
    let act = ActDraft::by(grant.subject(), grant.at(), Act::BulkUndone)
        .detail("bulk", bulk.id)
        .detail("act", bulk.act.as_str())
        .detail("undone", undone)
        .detail("kept", kept);
    let put = Change::Mark(MarkChange::PutBulk(bulk.clone()));
    workspace
        .store
        .commit(Batch::one(input.command_id, put, act))
        .await?;
    workspace.deps.events.send(Event::CallsChanged);
    Ok(BulkView::of(&bulk, Some((undone, kept))))
}
