//! Somebody lets the agent call a number.

use std::sync::Arc;

use parley_domain::access::{Grant, kinds::CallPlace};
use parley_domain::audit::Act;
use parley_domain::call::Contact;
use parley_domain::ids::{BookingId, CallId, CommandId};
use parley_domain::live::Placing;
use serde::{Deserialize, Serialize};

use super::about::{appointment, facts};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::permits::{PermitView, permit_to_call};
use crate::ports::{Batch, CallOut, Committed, Dialled};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct PlaceCall {
    /// Becomes the call's id: the same again calls nobody a second time.
    pub command_id: CommandId,
    /// A telephone number with its country's code.
    pub number: String,
    /// The appointment it is about; left out, the only one of theirs that is to come.
    #[ts(optional)]
    pub booking_id: Option<BookingId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PlacedCallView {
    /// As the call is in the list, once it is over.
    pub call_id: CallId,
    pub placing: Placing,
    /// By which the carrier knows it, as far as it said so.
    pub carrier_id: Option<String>,
    /// What was checked: which rule refuses, and when the hours are right again. `null`
    /// where nothing was, because the same command came before.
    pub permit: Option<PermitView>,
}

/// Asks for a permit and uses it up at once. That somebody is called is written down before
/// it is done, and under the command's id: a second one with that id dials nobody.
///
/// # Errors
/// `invalid_input` for `number` or `booking_id`; `line_closed`, `no_calls_out`,
/// `line_full`, `no_appointment`, `carrier_refused`, `carrier_unreached`, and those of the
/// store. Nobody was called then.
pub async fn call_place(
    workspace: &Arc<Workspace>,
    grant: Grant<CallPlace>,
    input: PlaceCall,
) -> AppResult<PlacedCallView> {
    let to = Contact::parse(&input.number).filter(|to| !to.is_email());
    let to = to.ok_or(AppError::invalid("number"))?;
    let id = CallId(input.command_id.0);
    if workspace.store.is_done(input.command_id).await? {
        return before(workspace, id).await;
    }
    let line = &workspace.deps.outbound_line;
    line.ready()?;
    let booking = appointment(workspace, &to, input.booking_id).await?;
    let decision = permit_to_call(workspace, grant.subject(), &to).await?;
    let permit = Some(PermitView::of(&to, &decision));
    let answer = |placing, carrier_id| PlacedCallView {
        call_id: id,
        placing,
        carrier_id,
        permit,
    };
    let Some(pass) = decision.into_permit() else {
        return Ok(answer(Placing::NotPermitted, None));
    };
    let mut act = ActDraft::by(grant.subject(), grant.at(), Act::CallPlaced)
        .on_live_call(id)
        .detail("call", to.as_str());
    act.person_id = workspace.store.person_by_contact(to.as_str()).await?;
    let batch = Batch {
        command_id: Some(input.command_id),
        ..Batch::acts(vec![act])
    };
    if workspace.store.commit(batch).await? == Committed::AlreadyDone {
        return before(workspace, id).await;
    }
    let call = CallOut {
        id,
        to,
        booking: booking.as_ref().map(|booking| booking.id),
        facts: facts(booking.as_ref()),
    };
    Ok(match line.dial(call, pass).await? {
        Dialled::Taken(carrier_id) => answer(Placing::Placed, Some(carrier_id)),
        Dialled::Uncertain => answer(Placing::Uncertain, None),
    })
}

/// What is known of a call that was placed by the same command.
async fn before(workspace: &Workspace, id: CallId) -> AppResult<PlacedCallView> {
    let carrier_id = match workspace.deps.outbound_line.carrier_id(id) {
        Some(carrier_id) => Some(carrier_id),
        None => (workspace.store.call(id).await?).and_then(|call| call.external_id),
    };
    Ok(PlacedCallView {
        call_id: id,
        placing: Placing::Before,
        carrier_id,
        permit: None,
    })
}
