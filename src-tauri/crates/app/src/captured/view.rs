//! A captured variable as a screen shows it.

use parley_domain::captured::{CapturedCorrection, CapturedNow, CapturedValue, captured};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CorrectionId;
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use crate::calls::CallRecord;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::transcript::name_of;
use crate::users::User;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CapturedView {
    /// Its place in the import, by which it is corrected.
    pub variable: u32,
    /// In the agent's set-up, e.g. `appointment_time`.
    pub name: String,
    /// As it stands corrected.
    pub now: CapturedValue,
    /// As it was imported, where it reads otherwise.
    pub imported: Option<CapturedValue>,
    /// The revision that is shown, to be named by the next correction.
    pub heads: Vec<CorrectionId>,
    /// Whether it was ever corrected.
    pub touched: bool,
    /// What people say who did not know of each other, oldest first; empty where nobody
    /// disagrees.
    pub versions: Vec<CapturedVersionView>,
}

/// One of the values in a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CapturedVersionView {
    pub id: CorrectionId,
    /// The author's name.
    pub by: String,
    pub at: UtcMillis,
    pub value: CapturedValue,
}

/// All of a call's, each at its place.
pub(crate) async fn views(
    workspace: &Workspace,
    call: &CallRecord,
) -> AppResult<Vec<CapturedView>> {
    let corrections = workspace.store.captured_corrections(call.id()).await?;
    let people = if corrections.is_empty() {
        Vec::new()
    } else {
        workspace.store.users().await?
    };
    let now = captured(&call.variables, &corrections);
    let views = now.into_iter().zip(0u32..);
    Ok(views
        .map(|(now, place)| view(now, place, &people))
        .collect())
}

/// One of them, as it is now.
pub(super) async fn one(
    workspace: &Workspace,
    call: &CallRecord,
    variable: u32,
) -> AppResult<CapturedView> {
    let all = views(workspace, call).await?;
    let found = all.into_iter().nth(variable as usize);
    found.ok_or(AppError::new(ErrorCode::NotFound))
}

fn view(now: CapturedNow<'_>, place: u32, people: &[User]) -> CapturedView {
    let version = |one: &&CapturedCorrection| CapturedVersionView {
        id: one.id,
        by: name_of(people, one.by),
        at: one.at,
        value: one.after.clone(),
    };
    CapturedView {
        variable: place,
        name: now.imported.name.clone(),
        imported: now.differs().then(|| CapturedValue::from(now.imported)),
        versions: now.versions.iter().map(version).collect(),
        now: now.value,
        heads: now.heads,
        touched: now.touched,
    }
}
