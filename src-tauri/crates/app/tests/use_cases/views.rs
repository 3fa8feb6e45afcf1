//! Saved views: one's own, shared by those who may, removed and brought back.

use parley_app::error::AppResult;
use parley_app::views::{
    ListViews, PinView, RemoveView, RestoreView, SaveView, ViewListView, ViewQuery, view_list,
    view_pin, view_remove, view_restore, view_save,
};
use parley_domain::access::Role;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::ViewId;
use parley_domain::time::UtcMillis;

use crate::bench::{Bench, refused};

async fn save(
    bench: &Bench,
    view_id: Option<ViewId>,
    name: &str,
    shared_with: &[Role],
) -> AppResult<ViewListView> {
    let (workspace, grant) = bench.can().await;
    let mut query = ViewQuery {
        words: "refund".to_owned(),
        ..ViewQuery::default()
    };
    query.filter.from = Some(UtcMillis(5));
    query.filter.flagged = Some(true);
    let input = SaveView {
        command_id: bench.command_id(),
        view_id,
        name: name.to_owned(),
        query,
        shared_with: shared_with.to_vec(),
    };
    view_save(&workspace, grant, input).await
}

async fn seen(bench: &Bench) -> ViewListView {
    let (workspace, grant) = bench.can().await;
    view_list(&workspace, grant, ListViews {}).await.unwrap()
}

#[tokio::test]
async fn a_view_is_saved_shared_renamed_removed_and_restored() {
    let bench = Bench::new().await;
    bench.add("Noah", Role::Reviewer).await;
    bench.add("Uma", Role::Auditor).await;
    bench.acts().await;
    let views = save(&bench, None, " Complaints ", &[]).await.unwrap().views;
    let view = &views[0];
    assert_eq!(
        (&*view.name, view.own, view.pinned),
        ("Complaints", true, true)
    );
    assert_eq!(view.query.filter.from, None, "days are told in dates alone");
    assert_eq!(view.query.filter.flagged, Some(true));
    let id = view.id;
    let shared = save(&bench, Some(id), "Loud", &[Role::Reviewer, Role::Reviewer]).await;
    assert_eq!(shared.unwrap().views[0].shared_with, [Role::Reviewer]);
    assert_eq!(
        bench.acts().await,
        [
            "Asha: view_saved Complaints ",
            "Asha: view_saved Loud reviewer"
        ]
    );
    bench.sign_in("Noah").await.unwrap();
    let views = seen(&bench).await.views;
    assert_eq!(
        (&*views[0].name, views[0].own, views[0].pinned),
        ("Loud", false, false)
    );
    assert_eq!(views[0].owner.as_deref(), Some("Asha"));
    let (workspace, grant) = bench.can().await;
    let input = PinView {
        command_id: bench.command_id(),
        view_id: id,
        pinned: true,
    };
    assert!(view_pin(&workspace, grant, input).await.unwrap().views[0].pinned);
    // Only the owner changes it, and only some may share.
    assert_eq!(
        refused(save(&bench, Some(id), "Mine", &[]).await),
        ErrorCode::NotFound
    );
    let share = save(&bench, None, "Mine", &[Role::QaLead]).await;
    assert_eq!(refused(share), ErrorCode::PermissionDenied);
    save(&bench, None, "Mine", &[]).await.unwrap();
    bench.sign_in("Uma").await.unwrap();
    assert!(seen(&bench).await.views.is_empty());
    bench.sign_in("Asha").await.unwrap();
    let (workspace, grant) = bench.can().await;
    let input = RemoveView {
        command_id: bench.command_id(),
        view_id: id,
    };
    let left = view_remove(&workspace, grant, input).await.unwrap();
    assert!(left.views.is_empty());
    let (workspace, grant) = bench.can().await;
    let input = RestoreView {
        command_id: bench.command_id(),
        view_id: id,
    };
    let back = view_restore(&workspace, grant, input).await.unwrap();
    assert!(back.views[0].pinned);
    assert_eq!(
        refused(save(&bench, None, " ", &[]).await),
        ErrorCode::InvalidInput
    );
}
