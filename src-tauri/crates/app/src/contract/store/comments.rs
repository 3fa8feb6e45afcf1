//! Comments come back whole, and so does who was mentioned and has seen it.

use parley_domain::access::Role;
use parley_domain::comment::{Closing, Comment, CommentOn, CommentPlace};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommentId, UserId};
use parley_domain::listening::Span;

use super::{StoreBench, add, call, rng};
use crate::contract::samples::NOW;
use crate::error::AppResult;
use crate::ports::{Batch, Change, CommentChange, Committed, Store};
use crate::users::User;

async fn put(store: &dyn Store, changes: Vec<Change>) -> AppResult<Committed> {
    let batch = Batch {
        changes,
        ..Batch::default()
    };
    store.commit(batch).await
}

fn comment(minute: i64, by: UserId, mentions: &[UserId]) -> Comment {
    let at = NOW.plus(minute * 60_000);
    let span = Span {
        from_ms: 100,
        to_ms: 900,
    };
    Comment {
        id: CommentId::new(at, rng()),
        reply_to: None,
        by,
        at,
        text: "क्या यह ठीक है? 🙏🏽".to_owned(),
        private: false,
        place: Some(CommentPlace {
            on: CommentOn::Words {
                turn: 0,
                from: 2,
                to: 4,
            },
            quote: "ok".to_owned(),
            time: Some(span),
        }),
        mentions: mentions.to_vec(),
        closed: None,
        edited_at: None,
        deleted: None,
    }
}

pub async fn comments_come_back_and_mentions_are_seen_by_each(bench: &mut impl StoreBench) {
    let store = bench.store();
    let call_id = add(&*store, call(0, &["one"])).await;
    let other = add(&*store, call(1, &["two"])).await;
    let mut ids: Vec<UserId> = (0..3).map(|_| UserId::new(NOW, rng())).collect();
    ids.sort();
    let user = |id: &UserId| {
        Change::PutUser(User {
            id: *id,
            tenant_id: bench.tenant_id(),
            name: "Ravi".to_owned(),
            role: Role::Reviewer,
            active: true,
            created_at: NOW,
            last_sign_in_at: None,
            support: None,
        })
    };
    put(&*store, ids.iter().map(user).collect()).await.unwrap();
    let [asha, ravi, meera] = [ids[0], ids[1], ids[2]];

    let first = comment(1, asha, &[ravi, meera]);
    let mut reply = comment(2, meera, &[ravi]);
    (reply.reply_to, reply.place) = (Some(first.id), None);
    let mut elsewhere = comment(3, asha, &[ravi]);
    elsewhere.private = true;
    let adding = |call_id: CallId, comment: &Comment| {
        let comment = comment.clone();
        vec![Change::Comment(CommentChange::Add { call_id, comment })]
    };
    put(&*store, adding(call_id, &first)).await.unwrap();
    put(&*store, adding(call_id, &reply)).await.unwrap();
    put(&*store, adding(other, &elsewhere)).await.unwrap();
    bench.reopen().await;
    let store = bench.store();
    assert_eq!(
        store.comments(call_id).await.unwrap(),
        [first.clone(), reply.clone()]
    );
    let one = store.comment(elsewhere.id).await.unwrap();
    assert_eq!(one, Some((other, elsewhere.clone())));
    let unknown = CommentId::new(NOW, rng());
    assert_eq!(store.comment(unknown).await.unwrap(), None);

    let mentions = store.mentions(ravi, 2).await.unwrap();
    let told: Vec<_> = mentions
        .iter()
        .map(|m| (m.call_id, &m.comment, m.seen_at))
        .collect();
    assert_eq!(told, [(other, &elsewhere, None), (call_id, &reply, None)]);
    let see = CommentChange::SeeMentions {
        user: ravi,
        comments: vec![first.id, reply.id, unknown],
        at: NOW.plus(5),
    };
    put(&*store, vec![Change::Comment(see)]).await.unwrap();
    assert_eq!(store.unseen_mentions(ravi).await.unwrap(), 1);
    assert_eq!(store.unseen_mentions(meera).await.unwrap(), 1);
    assert_eq!(store.unseen_mentions(asha).await.unwrap(), 0);
    let seen = store.mentions(ravi, 9).await.unwrap();
    assert_eq!(seen[2].seen_at, Some(NOW.plus(5)));

    let closing = Closing {
        by: ravi,
        at: NOW.plus(9),
    };
    for closed in [Some(closing), None] {
        let id = first.id;
        let close = CommentChange::Close { id, closed };
        put(&*store, vec![Change::Comment(close)]).await.unwrap();
        assert_eq!(store.comments(call_id).await.unwrap()[0].closed, closed);
    }
    let nothing = CommentChange::Close {
        id: unknown,
        closed: None,
    };
    for refused in [
        vec![Change::Comment(nothing)],
        adding(CallId::new(NOW, rng()), &comment(4, asha, &[])),
    ] {
        let error = put(&*store, refused).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::NotFound);
    }
}

pub async fn what_a_comment_said_before_stays_known(bench: &mut impl StoreBench) {
    let store = bench.store();
    let call_id = add(&*store, call(0, &["one"])).await;
    let ids: Vec<UserId> = (0..3).map(|_| UserId::new(NOW, rng())).collect();
    let user = |id: &UserId| {
        Change::PutUser(User {
            id: *id,
            tenant_id: bench.tenant_id(),
            name: "Ravi".to_owned(),
            role: Role::Reviewer,
            active: true,
            created_at: NOW,
            last_sign_in_at: None,
            support: None,
        })
    };
    put(&*store, ids.iter().map(user).collect()).await.unwrap();
    let [asha, ravi, meera] = [ids[0], ids[1], ids[2]];
    let mut written = comment(1, asha, &[ravi]);
    let one = |change: CommentChange| vec![Change::Comment(change)];
    let adding = CommentChange::Add {
        call_id,
        comment: written.clone(),
    };
    put(&*store, one(adding)).await.unwrap();
    let see = CommentChange::SeeMentions {
        user: ravi,
        comments: vec![written.id],
        at: NOW.plus(5),
    };
    put(&*store, one(see)).await.unwrap();
    // Once with Meera, once more with her alone; each time at the same instant.
    for (text, mentions) in [("वह 🙏🏽", vec![ravi, meera]), ("that", vec![meera])] {
        let edit = CommentChange::Edit {
            id: written.id,
            text: text.to_owned(),
            mentions,
            at: NOW.plus(7),
        };
        put(&*store, one(edit)).await.unwrap();
    }
    let first = std::mem::replace(&mut written.text, "that".to_owned());
    (written.mentions, written.edited_at) = (vec![meera], Some(NOW.plus(7)));
    bench.reopen().await;
    let store = bench.store();
    assert_eq!(store.comments(call_id).await.unwrap(), [written.clone()]);
    assert_eq!(store.mentions(ravi, 9).await.unwrap(), []);
    assert_eq!(store.unseen_mentions(meera).await.unwrap(), 1);

    let deleted = Closing {
        by: asha,
        at: NOW.plus(8),
    };
    let id = written.id;
    let delete = CommentChange::Delete { id, deleted };
    put(&*store, one(delete)).await.unwrap();
    let kept = store.comments(call_id).await.unwrap();
    assert_eq!((&*kept[0].text, kept[0].deleted), ("", Some(deleted)));
    assert_eq!(kept[0].mentions, []);
    assert_eq!(store.unseen_mentions(meera).await.unwrap(), 0);
    let past = store.past_texts(id).await.unwrap();
    let told: Vec<_> = past.iter().map(|p| (&*p.text, p.replaced_at)).collect();
    let expected = [
        (&*first, NOW.plus(7)),
        ("वह 🙏🏽", NOW.plus(7)),
        ("that", NOW.plus(8)),
    ];
    assert_eq!(told, expected);

    let unknown = CommentId::new(NOW, rng());
    assert_eq!(store.past_texts(unknown).await.unwrap(), []);
    let nothing = CommentChange::Delete {
        id: unknown,
        deleted,
    };
    let error = put(&*store, one(nothing)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
}
