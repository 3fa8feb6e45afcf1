//! What people lay over a call's captured variables: other values, and where they were
//! said. The imported ones are never changed. Values are personal data: never in the
//! audit log's details. Must not know: how corrections are kept.

mod choose;
mod correct;
mod history;
mod view;
mod withdraw;

pub use choose::{ChooseCaptured, captured_choose};
pub use correct::{CorrectCaptured, captured_correct};
pub use history::{CapturedChangeView, CapturedHistoryView, GetCapturedHistory, captured_history};
pub(crate) use view::views;
pub use view::{CapturedVersionView, CapturedView};
pub use withdraw::{WithdrawCaptured, captured_withdraw};

use parley_domain::access::{Grant, kinds::CallAnnotate};
use parley_domain::audit::Act;
use parley_domain::captured::CapturedCorrection;
use parley_domain::digest::{hex, sha256};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, CorrectionId};

use crate::audit::ActDraft;
use crate::calls::{CallRecord, about};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, CapturedChange, Change};

/// A correction with all others of its variable.
async fn among_its_own(
    workspace: &Workspace,
    call: CallId,
    id: CorrectionId,
) -> AppResult<(CapturedCorrection, Vec<CapturedCorrection>)> {
    let mut all = workspace.store.captured_corrections(call).await?;
    let one = all.iter().find(|one| one.id == id).cloned();
    let one = one.ok_or(AppError::new(ErrorCode::NotFound))?;
    all.retain(|other| other.variable == one.variable);
    Ok((one, all))
}

/// An act on one variable: its name is the agent's set-up, not what somebody said.
fn on_variable(act: ActDraft, call: &CallRecord, variable: u32) -> ActDraft {
    let named = call.variables.get(variable as usize);
    let name = named.map(|one| one.name.as_str()).unwrap_or_default();
    about(act, call).detail("variable", name)
}

/// Keeps a correction, or a choice, and writes it down. The log proves the value by its
/// hash and does not repeat it.
async fn keep(
    workspace: &Workspace,
    grant: &Grant<CallAnnotate>,
    command_id: CommandId,
    call: &CallRecord,
    correction: CapturedCorrection,
) -> AppResult<()> {
    let act = match correction.choice_of {
        None => Act::CapturedCorrected,
        Some(_) => Act::CapturedChosen,
    };
    let act = ActDraft::by(grant.subject(), grant.at(), act)
        .detail("sha256", hex(&sha256(&[correction.after.value.as_bytes()])));
    let act = on_variable(act, call, correction.variable);
    let change = Change::Captured(CapturedChange::Correct {
        call_id: call.id(),
        correction: Box::new(correction),
    });
    let batch = Batch::one(command_id, change, act);
    workspace.store.commit(batch).await?;
    Ok(())
}
