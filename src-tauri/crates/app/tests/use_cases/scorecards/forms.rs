//! Forms from draft to retirement.

use super::*;

#[tokio::test]
async fn a_form_is_written_published_and_changed_in_its_next_version() {
    let bench = Bench::new().await;
    let mut unnamed = content();
    unnamed.title = "  ".to_owned();
    let draft = save_form(&bench, None, 0, unnamed).await.unwrap();
    let id = draft.row.id;
    assert_eq!((draft.row.latest, draft.faults.len()), (0, 1));
    let early = publish(&bench, id, 1).await;
    assert_eq!(refused(early), ErrorCode::FormIncomplete);
    let stale = save_form(&bench, Some(id), 0, content()).await;
    assert_eq!(refused(stale), ErrorCode::Conflict);
    save_form(&bench, Some(id), 1, content()).await.unwrap();
    let first = publish(&bench, id, 2).await.unwrap();
    assert_eq!((first.row.latest, first.draft), (1, None));
    let mut renamed = content();
    renamed.title = "Bookings".to_owned();
    let edited = save_form(&bench, Some(id), 3, renamed).await.unwrap();
    // What is published stays until the next version is.
    assert_eq!(edited.row.title, "Appointments");
    assert_eq!(edited.shown.unwrap().content, content());
    let second = publish(&bench, id, 4).await.unwrap();
    assert_eq!((second.row.latest, &*second.row.title), (2, "Bookings"));
    let (workspace, grant) = bench.can().await;
    let version = Some(1);
    let input = GetForm {
        form_id: id,
        version,
    };
    let old = form_get(&workspace, grant, input).await.unwrap();
    assert_eq!(old.shown.unwrap().content, content());
    let mut unsound = content();
    unsound.sections[0].questions[0].options.clear();
    let refusal = save_form(&bench, Some(id), 5, unsound).await;
    assert_eq!(refused(refusal), ErrorCode::InvalidInput);
    assert_eq!(
        bench.acts().await,
        [
            "Asha: form_saved ",
            "Asha: form_saved Appointments",
            "Asha: form_published Appointments 1",
            "Asha: form_saved Appointments",
            "Asha: form_published Bookings 2",
        ]
    );
    bench.refuses::<kinds::FormManage>(Role::Reviewer).await;
}

#[tokio::test]
async fn a_draft_of_a_form_is_thrown_away() {
    let bench = Bench::new().await;
    let draft = save_form(&bench, None, 0, content()).await.unwrap();
    let discard = async |revision| {
        let (workspace, grant) = bench.can().await;
        let input = DiscardFormDraft {
            command_id: bench.command_id(),
            form_id: draft.row.id,
            revision,
        };
        form_draft_discard(&workspace, grant, input).await
    };
    assert_eq!(refused(discard(7).await), ErrorCode::Conflict);
    discard(1).await.unwrap();
    let (workspace, grant) = bench.can().await;
    let left = form_list(&workspace, grant, ListForms {}).await.unwrap();
    assert_eq!(left.forms, []);
}
