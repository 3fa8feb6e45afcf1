//! Saved views.

use parley_domain::access::Role;
use parley_domain::call::Outcome;
use parley_domain::ids::{UserId, ViewId};

use super::{StoreBench, rng};
use crate::calls::{CallFilter, SearchOrder};
use crate::contract::samples::NOW;
use crate::ports::{Batch, Change, ViewChange};
use crate::views::{DatePreset, SavedView, ViewDates, ViewQuery};

pub async fn saved_views_and_their_places_come_back(bench: &mut impl StoreBench) {
    let store = bench.store();
    let (asha, noah) = (UserId::new(NOW, rng()), UserId::new(NOW, rng()));
    let dates = ViewDates::Preset {
        preset: DatePreset::Last7Days,
    };
    let mut view = SavedView {
        id: ViewId::new(NOW, rng()),
        owner_id: asha,
        name: "Complaints".to_owned(),
        shared_with: vec![Role::QaLead],
        query: ViewQuery {
            dates: Some(dates),
            filter: CallFilter {
                outcome: Some(Outcome::Complained),
                flagged: Some(true),
                ..CallFilter::default()
            },
            assigned_to_me: true,
            words: "शिकायत".to_owned(),
            side: None,
            order: SearchOrder::Best,
        },
        made_at: NOW,
        removed_at: None,
    };
    let other = SavedView {
        id: ViewId::new(NOW, rng()),
        made_at: NOW.plus(-1),
        query: ViewQuery::default(),
        ..view.clone()
    };
    let pin = |user_id, pinned| {
        Change::View(ViewChange::Pin {
            user_id,
            view_id: view.id,
            pinned,
        })
    };
    let mut changes = vec![
        Change::View(ViewChange::Put(Box::new(view.clone()))),
        Change::View(ViewChange::Put(Box::new(other.clone()))),
        pin(asha, true),
        pin(asha, true),
        pin(noah, true),
        pin(noah, false),
    ];
    view.name = "Loud".to_owned();
    view.removed_at = Some(NOW);
    changes.push(Change::View(ViewChange::Put(Box::new(view.clone()))));
    let batch = Batch {
        changes,
        ..Batch::default()
    };
    store.commit(batch).await.unwrap();
    bench.reopen().await;
    let store = bench.store();
    assert_eq!(store.views().await.unwrap(), [other, view.clone()]);
    assert_eq!(store.view(view.id).await.unwrap(), Some(view.clone()));
    assert_eq!(store.view_pins(asha).await.unwrap(), [view.id]);
    assert!(store.view_pins(noah).await.unwrap().is_empty());
}
