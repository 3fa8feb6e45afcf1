//! Comments beside a call.

use parley_app::comments::*;
use parley_app::error::AppResult;
use parley_domain::access::{Role, kinds};
use parley_domain::comment::CommentOn;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommentId};
use parley_domain::listening::Span;

use crate::bench::{Bench, refused};

async fn write(bench: &Bench, call_id: CallId, text: &str, private: bool) -> AppResult<ThreadView> {
    let (workspace, grant) = bench.can().await;
    let input = AddComment {
        command_id: bench.command_id(),
        call_id,
        on: CommentOn::Words {
            turn: 0,
            from: 9,
            to: 15,
        },
        text: text.to_owned(),
        private,
    };
    comment_add(&workspace, grant, input).await
}

async fn reply(bench: &Bench, comment_id: CommentId, text: &str) -> AppResult<ThreadView> {
    let (workspace, grant) = bench.can().await;
    let input = ReplyToComment {
        command_id: bench.command_id(),
        comment_id,
        text: text.to_owned(),
    };
    comment_reply(&workspace, grant, input).await
}

async fn list(bench: &Bench, call_id: CallId) -> CommentsView {
    let (workspace, grant) = bench.can().await;
    let input = ListComments { call_id };
    comment_list(&workspace, grant, input).await.unwrap()
}

async fn unseen(bench: &Bench) -> u32 {
    let (workspace, grant) = bench.can().await;
    let count = mention_count(&workspace, grant, CountMentions {}).await;
    count.unwrap().unseen
}

#[tokio::test]
async fn a_comment_is_answered_resolved_and_opened_again() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    assert!(list(&bench, call_id).await.threads.is_empty());
    assert!(bench.acts().await.is_empty(), "there was nothing to read");

    let thread = write(&bench, call_id, " Which refund? ", false)
        .await
        .unwrap();
    assert_eq!(
        (&*thread.text, &*thread.place.quote),
        ("Which refund?", "refund")
    );
    assert_eq!(
        bench.acts().await,
        [format!("Asha: comment_added Meera {}", thread.id)]
    );
    let answered = reply(&bench, thread.id, "The second.").await.unwrap();
    assert_eq!(answered.replies[0].text, "The second.");
    let nested = reply(&bench, answered.replies[0].id, "x").await;
    assert_eq!(refused(nested), ErrorCode::InvalidInput);
    bench.acts().await;

    for expected in ["comment_resolved", "comment_reopened"] {
        let (workspace, grant) = bench.can().await;
        let (command_id, comment_id) = (bench.command_id(), thread.id);
        let settled = if expected == "comment_resolved" {
            let input = ResolveComment {
                command_id,
                comment_id,
            };
            comment_resolve(&workspace, grant, input).await.unwrap()
        } else {
            let input = ReopenComment {
                command_id,
                comment_id,
            };
            comment_reopen(&workspace, grant, input).await.unwrap()
        };
        assert_eq!(settled.closed.is_some(), expected == "comment_resolved");
        assert_eq!(
            bench.acts().await,
            [format!("Asha: {expected} Meera {}", thread.id)]
        );
    }
    assert_eq!(list(&bench, call_id).await.threads.len(), 1);
    assert_eq!(bench.acts().await, ["Asha: comments_read Meera"]);
}

#[tokio::test]
async fn a_private_comment_is_not_there_for_others() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    bench.add("Ravi", Role::Reviewer).await;
    let mine = write(&bench, call_id, "for me, not for @Ravi", true)
        .await
        .unwrap();
    reply(&bench, mine.id, "nor this @Ravi").await.unwrap();
    assert_eq!(list(&bench, call_id).await.threads[0].replies.len(), 1);
    bench.sign_in("Ravi").await.unwrap();
    assert!(list(&bench, call_id).await.threads.is_empty());
    assert_eq!(unseen(&bench).await, 0);
    assert_eq!(
        refused(reply(&bench, mine.id, "hm").await),
        ErrorCode::NotFound
    );
    let (workspace, grant) = bench.can().await;
    let input = ResolveComment {
        command_id: bench.command_id(),
        comment_id: mine.id,
    };
    let settled = comment_resolve(&workspace, grant, input).await;
    assert_eq!(refused(settled), ErrorCode::NotFound);
}

#[tokio::test]
async fn who_is_mentioned_finds_it_and_sees_it() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    bench.add("Ravi", Role::Reviewer).await;
    let thread = write(&bench, call_id, "@ravi, @Asha: look", false)
        .await
        .unwrap();
    reply(&bench, thread.id, "@Ravi?").await.unwrap();
    assert_eq!(unseen(&bench).await, 0, "nobody mentions themselves");
    let people = list(&bench, call_id).await.people;
    let names: Vec<&str> = people.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Asha", "Ravi"]);

    bench.sign_in("Ravi").await.unwrap();
    bench.acts().await;
    assert_eq!(unseen(&bench).await, 2);
    assert!(bench.acts().await.is_empty());
    let (workspace, grant) = bench.can().await;
    let view = mention_list(&workspace, grant, ListMentions {}).await;
    let mentions = view.unwrap().mentions;
    let told: Vec<_> = mentions
        .iter()
        .map(|m| (&*m.text, &*m.by, m.seen))
        .collect();
    assert_eq!(told.len(), 2);
    assert!(told.contains(&("@Ravi?", "Asha", false)));
    assert!(
        mentions
            .iter()
            .all(|m| m.thread_id == thread.id && m.call_id == call_id)
    );
    assert_eq!(bench.acts().await, ["Ravi: mentions_read 2"]);
    let (workspace, grant) = bench.can().await;
    let input = SeeMentions {
        command_id: bench.command_id(),
        comment_ids: vec![thread.id],
    };
    let left = mentions_see(&workspace, grant, input).await.unwrap();
    assert_eq!((left.unseen, unseen(&bench).await), (1, 1));
}

#[tokio::test]
async fn what_says_nothing_or_is_about_nothing_is_refused() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    assert_eq!(
        refused(write(&bench, call_id, " \n", false).await),
        ErrorCode::InvalidInput
    );
    let nowhere = CommentOn::Time {
        span: Span {
            from_ms: 4_000_000,
            to_ms: 4_000_001,
        },
    };
    for on in [CommentOn::Turn { turn: 9 }, nowhere] {
        let (workspace, grant) = bench.can().await;
        let input = AddComment {
            command_id: bench.command_id(),
            call_id,
            on,
            text: "x".to_owned(),
            private: false,
        };
        let answer = comment_add(&workspace, grant, input).await;
        assert_eq!(refused(answer), ErrorCode::InvalidInput);
    }
    assert!(bench.acts().await.is_empty());
    bench.refuses::<kinds::CallAnnotate>(Role::Auditor).await;
}

async fn edit(bench: &Bench, comment_id: CommentId, text: &str) -> AppResult<ThreadView> {
    let (workspace, grant) = bench.can().await;
    let input = EditComment {
        command_id: bench.command_id(),
        comment_id,
        text: text.to_owned(),
    };
    comment_edit(&workspace, grant, input).await
}

async fn delete(bench: &Bench, comment_id: CommentId) -> AppResult<ThreadView> {
    let (workspace, grant) = bench.can().await;
    let input = DeleteComment {
        command_id: bench.command_id(),
        comment_id,
    };
    comment_delete(&workspace, grant, input).await
}

async fn past(bench: &Bench, comment_id: CommentId) -> AppResult<CommentHistoryView> {
    let (workspace, grant) = bench.can().await;
    comment_history(&workspace, grant, GetCommentHistory { comment_id }).await
}

#[tokio::test]
async fn its_author_alone_changes_and_deletes_a_comment_and_replies_stay() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    bench.add("Ravi", Role::Reviewer).await;
    let thread = write(&bench, call_id, "Which refund?", false)
        .await
        .unwrap();
    assert!(thread.own && thread.edited_at.is_none());
    bench.sign_in("Ravi").await.unwrap();
    let answered = reply(&bench, thread.id, "The second.").await.unwrap();
    assert!(!answered.own && answered.replies[0].own);
    for foreign in [
        edit(&bench, thread.id, "x").await,
        delete(&bench, thread.id).await,
    ] {
        assert_eq!(refused(foreign), ErrorCode::PermissionDenied);
    }
    let ravis = answered.replies[0].id;
    bench.sign_in("Asha").await.unwrap();
    bench.acts().await;

    // The same words are no change.
    let same = edit(&bench, thread.id, " Which refund? ").await.unwrap();
    assert!(same.edited_at.is_none() && bench.acts().await.is_empty());
    let changed = edit(&bench, thread.id, "Which refund, @Ravi?")
        .await
        .unwrap();
    assert!(changed.edited_at.is_some());
    let entry = |act: &str| vec![format!("Asha: {act} Meera {}", thread.id)];
    assert_eq!(bench.acts().await, entry("comment_edited"));
    bench.sign_in("Ravi").await.unwrap();
    assert_eq!(unseen(&bench).await, 1);
    bench.sign_in("Asha").await.unwrap();
    bench.acts().await;

    let gone = delete(&bench, thread.id).await.unwrap();
    assert_eq!((&*gone.text, &*gone.deleted.unwrap().by), ("", "Asha"));
    assert!(!gone.own, "there is nothing left to change");
    assert_eq!(gone.replies[0].text, "The second.");
    assert_eq!(bench.acts().await, entry("comment_deleted"));
    delete(&bench, thread.id).await.unwrap();
    assert!(bench.acts().await.is_empty(), "it was gone");
    assert_eq!(
        refused(edit(&bench, thread.id, "x").await),
        ErrorCode::Conflict
    );

    let told = past(&bench, thread.id).await.unwrap();
    let texts: Vec<_> = told.past.iter().map(|one| &*one.text).collect();
    assert_eq!(texts, ["Which refund, @Ravi?", "Which refund?"]);
    assert_eq!(told.by, "Asha");
    assert_eq!(bench.acts().await, entry("comment_history_read"));
    bench.sign_in("Ravi").await.unwrap();
    assert_eq!(unseen(&bench).await, 0);
    let reworded = edit(&bench, ravis, "The third.").await.unwrap();
    assert_eq!(reworded.id, thread.id, "a reply answers with its thread");
    bench.sign_in("Asha").await.unwrap();
    bench
        .refuses::<kinds::CommentModerate>(Role::Reviewer)
        .await;
}

#[tokio::test]
async fn the_history_of_a_private_comment_is_its_authors_alone() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    bench.add("Lena", Role::QaLead).await;
    let mine = write(&bench, call_id, "for me", true).await.unwrap();
    edit(&bench, mine.id, "still for me, @Lena").await.unwrap();
    assert_eq!(past(&bench, mine.id).await.unwrap().past.len(), 1);
    bench.sign_in("Lena").await.unwrap();
    assert_eq!(unseen(&bench).await, 0);
    assert_eq!(refused(past(&bench, mine.id).await), ErrorCode::NotFound);
    assert_eq!(refused(delete(&bench, mine.id).await), ErrorCode::NotFound);
}
