//! The part of the store that holds saved views.

use async_trait::async_trait;
use parley_domain::ids::{UserId, ViewId};

use crate::error::AppResult;
use crate::views::SavedView;

/// One change of a view.
#[derive(Debug, Clone)]
pub enum ViewChange {
    /// Adds or replaces a view.
    Put(Box<SavedView>),
    /// Puts a view above a person's list, or takes it away from there.
    Pin {
        user_id: UserId,
        view_id: ViewId,
        pinned: bool,
    },
}

/// Saved views, as they are read.
#[async_trait]
pub trait Views: Send + Sync {
    /// All, removed ones too, in the order they were made.
    async fn views(&self) -> AppResult<Vec<SavedView>>;
    async fn view(&self, id: ViewId) -> AppResult<Option<SavedView>>;
    /// What this person has above the list.
    async fn view_pins(&self, user: UserId) -> AppResult<Vec<ViewId>>;
}
