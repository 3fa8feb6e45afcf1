//! Saved views.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use parley_domain::ids::{UserId, ViewId};

use super::MemoryStore;
use crate::error::AppResult;
use crate::ports::{ViewChange, Views};
use crate::views::SavedView;

#[derive(Debug, Clone, Default)]
pub(super) struct ViewTables {
    views: BTreeMap<ViewId, SavedView>,
    pins: BTreeSet<(UserId, ViewId)>,
}

pub(super) fn apply(tables: &mut ViewTables, change: ViewChange) {
    match change {
        ViewChange::Put(view) => {
            tables.views.insert(view.id, *view);
        }
        ViewChange::Pin {
            user_id,
            view_id,
            pinned: true,
        } => {
            tables.pins.insert((user_id, view_id));
        }
        ViewChange::Pin {
            user_id, view_id, ..
        } => {
            tables.pins.remove(&(user_id, view_id));
        }
    }
}

#[async_trait]
impl Views for MemoryStore {
    async fn views(&self) -> AppResult<Vec<SavedView>> {
        let mut views = self.read(|t| t.views.views.values().cloned().collect::<Vec<_>>())?;
        views.sort_by_key(|view| (view.made_at, view.id));
        Ok(views)
    }

    async fn view(&self, id: ViewId) -> AppResult<Option<SavedView>> {
        self.read(|t| t.views.views.get(&id).cloned())
    }

    async fn view_pins(&self, user: UserId) -> AppResult<Vec<ViewId>> {
        self.read(|t| {
            let own = t.views.pins.iter().filter(|(of, _)| *of == user);
            own.map(|(_, view)| *view).collect()
        })
    }
}
