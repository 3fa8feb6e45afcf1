//! Somebody of the business cancels an appointment.

use parley_domain::access::{Grant, kinds::BookingManage};
use parley_domain::audit::{Act, SubjectKind};
use parley_domain::calendar::moment_text;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{BookingId, CommandId};
use parley_domain::suppression::kept_words;
use serde::Deserialize;

use super::list::shown;
use super::{BookingView, Cancelled};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, DeskChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct CancelBooking {
    pub command_id: CommandId,
    pub booking_id: BookingId,
    /// Why; the first 500 characters are kept.
    pub reason: String,
}

/// # Errors
/// `invalid_input` for `reason`; `not_found`; `conflict` when it is cancelled already.
pub async fn booking_cancel(
    workspace: &Workspace,
    grant: Grant<BookingManage>,
    input: CancelBooking,
) -> AppResult<BookingView> {
    let store = &workspace.store;
    let reason = kept_words(&input.reason).ok_or(AppError::invalid("reason"))?;
    let id = input.booking_id;
    let booking = store.booking(id).await?;
    let booking = booking.ok_or(AppError::new(ErrorCode::NotFound))?;
    let mut act = ActDraft::by(grant.subject(), grant.at(), Act::BookingCancelled)
        .detail("begins", moment_text(booking.slot.begins))
        .detail("reason", &reason);
    act.subject = booking.call_id.map(|call| (SubjectKind::Call, call.0));
    act.person_id = booking.person_id;
    if let Some(name) = &booking.name {
        act = act.detail("name", name).detail("call", name);
    }
    let cancelled = Cancelled {
        at: grant.at(),
        by: Some(grant.subject().user_id),
        reason,
    };
    let change = Change::Desk(DeskChange::CancelBooking { id, cancelled });
    store
        .commit(Batch::one(input.command_id, change, act))
        .await?;
    let booking = store.booking(id).await?;
    let booking = booking.ok_or(AppError::new(ErrorCode::NotFound))?;
    Ok(shown(&store.users().await?, booking))
}
