//! How much waits for whoever is signed in: what a tray may show. A number, no names.

use parley_domain::access::{authorize, kinds::CallAnnotate};

use crate::calls::CallFilter;
use crate::desk::Desk;
use crate::error::AppResult;

/// How many calls were given to the person who is signed in and are not reviewed yet;
/// `None` when nobody is, or nothing can be given to them. It asks by itself, so it
/// neither counts as somebody being there nor leaves a refusal in the log.
///
/// # Errors
/// Those of the store.
pub async fn waiting(desk: &Desk) -> AppResult<Option<u32>> {
    let Ok(workspace) = desk.workspace() else {
        return Ok(None);
    };
    let subject = workspace.subject();
    if authorize::<CallAnnotate>(&subject, desk.deps.clock.now()).is_err() {
        return Ok(None);
    }
    let mine = CallFilter {
        assigned_to: Some(subject.user_id),
        reviewed: Some(false),
        ..CallFilter::default()
    };
    workspace.store.call_count(&mine).await.map(Some)
}
