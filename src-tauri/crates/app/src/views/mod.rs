//! Saved views: a name for a filter, a search and an order; one's own, or shared with
//! roles. Must not know: how a view is shown, or how many calls it leaves.

mod list;
mod pin;
mod record;
mod remove;
mod save;

pub use list::{ListViews, ViewListView, ViewView, view_list};
pub use pin::{PinView, view_pin};
pub use record::{DatePreset, SavedView, ViewDates, ViewQuery};
pub use remove::{RemoveView, RestoreView, view_remove, view_restore};
pub use save::{SaveView, view_save};

use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{UserId, ViewId};

use crate::desk::Workspace;
use crate::error::{AppError, AppResult};

/// A view that this person made; others see it at most.
async fn own(workspace: &Workspace, id: ViewId, user: UserId) -> AppResult<SavedView> {
    let view = workspace.store.view(id).await?;
    view.filter(|view| view.owner_id == user)
        .ok_or(AppError::new(ErrorCode::NotFound))
}
