//! A call begins.

use std::sync::Arc;

use parley_domain::access::AccessSubject;
use parley_domain::audit::Act;
use parley_domain::ids::{MediaId, PersonId};

use super::writer::{Writer, run};
use super::{Keeping, LiveCallRecord, LiveCallStart, LiveLog, LiveStream};
use crate::audit::ActDraft;
use crate::desk::{Workspace, blocking};
use crate::error::AppResult;
use crate::import::{label, person_of};
use crate::ports::{Batch, Change, LiveChange};

pub(super) async fn begin(
    workspace: &Arc<Workspace>,
    actor: &AccessSubject,
    start: LiveCallStart,
) -> AppResult<Keeping> {
    let _one_at_a_time = workspace.running.beginning.lock().await;
    let now = workspace.deps.clock.now();
    let person_id = person_of(workspace, &start.caller, now).await?;
    let call = LiveCallRecord {
        logs: logs(workspace, person_id).await?,
        start,
        person_id,
    };
    let act = ActDraft::by(actor, now, Act::CallBegun)
        .on_call(call.start.call_id, person_id)
        .detail("started_at", call.start.started_at.0)
        .detail("direction", call.start.direction.as_str());
    let act = match label(&call.start.caller) {
        Some(caller) => act.detail("call", caller),
        None => act,
    };
    let batch = Batch {
        changes: vec![Change::Live(LiveChange::Begin(Box::new(call.clone())))],
        acts: vec![act],
        command_id: None,
    };
    workspace.store.commit(batch).await?;
    let writer = Arc::new(Writer::new(Arc::clone(workspace), *actor, call));
    workspace.running.add(&writer);
    tokio::spawn(run(Arc::downgrade(&writer)));
    Ok(Keeping(writer))
}

/// A log for each stream: the caller's under their own key.
async fn logs(workspace: &Arc<Workspace>, person: PersonId) -> AppResult<Vec<LiveLog>> {
    let (clock, rng) = (&workspace.deps.clock, &*workspace.deps.rng);
    let each = LiveStream::ALL.map(|stream| {
        let whose = (stream == LiveStream::Caller).then_some(person);
        (MediaId::new(clock.now(), rng), stream, whose)
    });
    let vault = Arc::clone(&workspace.media);
    blocking(move || {
        let prepared = each
            .into_iter()
            .map(|(id, stream, whose)| vault.prepare_log(id, stream, whose));
        prepared.collect()
    })
    .await
}
