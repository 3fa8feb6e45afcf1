//! A call is kept whole, once, and changed where it may be.

use parley_domain::call::{
    AgentDeed, AgentEvent, CapturedVariable, Party, Side, ToolCall, Turn, Word,
};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, ImportId, MediaId};

use super::{StoreBench, add, adding, call, rng};
use crate::calls::{CallFilter, MediaKind, MediaRecord};
use crate::contract::samples::{NOW, turn};
use crate::import::{ImportNote, ImportNoteCode};
use crate::ports::{Batch, Change, Committed, RecordingFacts};

pub async fn a_call_comes_back_whole(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut new = call(0, &[]);
    new.record.external_id = Some("CA1".to_owned());
    new.record.caller = Party {
        name: Some("मीरा".to_owned()),
        phone: Some("+91 98450 00001".to_owned()),
        email: Some("Meera@Example.in".to_owned()),
    };
    new.record.agent.name = Some("Asha".to_owned());
    new.record.ended_reason = Some("customer-ended-call".to_owned());
    new.record.summary = Some("Wants a refund.".to_owned());
    new.record.variables = vec![CapturedVariable {
        name: "amount".to_owned(),
        value: "₹ 400".to_owned(),
        said_at_ms: Some(1_200),
    }];
    new.record.events = vec![AgentEvent {
        at_ms: Some(900),
        after_turns: 1,
        what: AgentDeed::ToolCall(ToolCall {
            name: "refund".to_owned(),
            arguments: Some("{\"amount\":400}".to_owned()),
            succeeded: Some(true),
            took_ms: Some(120),
            ..ToolCall::default()
        }),
    }];
    new.record.notes = vec![ImportNote {
        code: ImportNoteCode::ZeroLengthWords,
        detail: None,
    }];
    new.record.import_id = Some(ImportId::new(NOW, rng()));
    new.record.caller_channel = 1;
    let facts = RecordingFacts {
        codec: "pcm_s16le".to_owned(),
        container: "wav".to_owned(),
        rate_hz: 8_000,
        channels: 2,
        frames: 480_000,
        notes: Vec::new(),
    };
    new.record.recording = Some((new.media[0].id, facts));
    new.record.row.has_recording = true;
    new.record.row.tags = vec!["refund".to_owned(), "भुगतान".to_owned()];
    new.turns = vec![
        Turn {
            words: vec![
                Word {
                    at: 0,
                    len: 5,
                    start_ms: 900,
                    end_ms: 1_200,
                    confidence: 98,
                },
                Word {
                    at: 6,
                    len: 4,
                    start_ms: 800,
                    end_ms: 800,
                    confidence: 255,
                },
            ],
            speaker: Some("spk_0".to_owned()),
            ..turn(Side::Caller, Some(900), "hello जी।")
        },
        turn(Side::Agent, Some(100), "starts before, stands second"),
        turn(Side::Other, None, ""),
    ];
    new.record.row.turn_count = 3;
    let id = add(&*store, new.clone()).await;
    bench.reopen().await;
    let store = bench.store();
    let kept = store.call(id).await.unwrap().unwrap();
    assert_eq!(kept, new.record);
    assert_eq!(store.turns(id).await.unwrap(), new.turns);
    let media = store.media(new.media[0].id).await.unwrap().unwrap();
    assert_eq!(media, new.media[0]);
    assert_eq!(store.media_ids().await.unwrap(), [media.id]);
    let by_hash = store.media_by_hash(&media.sha256).await.unwrap();
    assert_eq!(by_hash, Some(media.id));
    let by_source = store
        .call_by_source(&new.sources[0].item_hash)
        .await
        .unwrap();
    assert_eq!(by_source, Some(id));
    let mut from: Vec<_> = new.sources.iter().map(|source| source.media_id).collect();
    from.dedup();
    assert_eq!(store.call_originals(id).await.unwrap(), from);
    for contact in ["+919845000001", "meera@example.IN", "tel:+91-98450-00001"] {
        let person = store.person_by_contact(contact).await.unwrap();
        assert_eq!(person, Some(new.record.person_id), "{contact}");
    }
    for stranger in ["9845000001", "", "x@example.in", "anonymous"] {
        assert_eq!(store.person_by_contact(stranger).await.unwrap(), None);
    }
    let nobody = CallId::new(NOW, rng());
    assert_eq!(store.call(nobody).await.unwrap(), None);
    assert_eq!(store.call_originals(nobody).await.unwrap(), []);
    assert!(store.turns(nobody).await.unwrap().is_empty());
}

pub async fn a_known_source_is_a_conflict_and_keeps_nothing(bench: &mut impl StoreBench) {
    let store = bench.store();
    let first = call(0, &["one"]);
    add(&*store, first.clone()).await;
    let mut second = call(1, &["two"]);
    second.sources[0].item_hash = first.sources[0].item_hash;
    let refused = store.commit(adding(second.clone())).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Conflict);
    assert_eq!(store.call(second.record.row.id).await.unwrap(), None);
    assert_eq!(store.media_ids().await.unwrap().len(), 1);
    assert_eq!(store.call_count(&CallFilter::default()).await.unwrap(), 1);
    assert_eq!(store.audit_links(0, 10).await.unwrap().len(), 1);
}

pub async fn the_same_command_is_done_once(bench: &mut impl StoreBench) {
    let store = bench.store();
    let batch = adding(call(0, &["one"]));
    assert_eq!(
        store.commit(batch.clone()).await.unwrap(),
        Committed::Applied
    );
    assert_eq!(store.commit(batch).await.unwrap(), Committed::AlreadyDone);
    assert_eq!(store.audit_links(0, 10).await.unwrap().len(), 1);
}

pub async fn thousands_of_turns_of_one_millisecond_find_room_and_keep_their_order(
    bench: &mut impl StoreBench,
) {
    let store = bench.store();
    let said: Vec<String> = (0..1_500).map(|i| format!("line {i}")).collect();
    let mut ids = Vec::new();
    for _ in 0..8 {
        let mut new = call(0, &[]);
        new.turns = said
            .iter()
            .map(|text| turn(Side::Other, None, text))
            .collect();
        // The same low bits for every call: each must give way to those before.
        new.record.row.id = CallId(uuid::Uuid::from_u64_pair(
            new.record.row.id.0.as_u64_pair().0 ^ ids.len() as u64,
            7,
        ));
        ids.push(add(&*store, new).await);
    }
    for id in ids {
        let turns = store.turns(id).await.unwrap();
        let texts: Vec<&str> = turns.iter().map(|t| t.text.as_str()).collect();
        assert_eq!(texts, said);
    }
}

pub async fn tags_and_the_callers_channel_change(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut new = call(0, &["one"]);
    new.record.row.tags = vec!["a".to_owned(), "b".to_owned()];
    let id = add(&*store, new).await;
    let tags = vec!["b".to_owned(), "c".to_owned(), "c".to_owned()];
    let changes = vec![
        Change::SetTags {
            call_id: id,
            tags: tags.clone(),
        },
        Change::SetCallerChannel {
            call_id: id,
            channel: 1,
        },
    ];
    let batch = Batch {
        changes,
        ..Batch::default()
    };
    store.commit(batch).await.unwrap();
    let kept = store.call(id).await.unwrap().unwrap();
    assert_eq!((kept.row.tags, kept.caller_channel), (tags, 1));
    let facets = store.call_facets().await.unwrap();
    let counted: Vec<_> = facets
        .tags
        .iter()
        .map(|f| (f.value.as_str(), f.count))
        .collect();
    assert_eq!(counted, [("b", 1), ("c", 1)]);
    let missing = Change::SetTags {
        call_id: CallId::new(NOW, rng()),
        tags: Vec::new(),
    };
    let batch = Batch {
        changes: vec![missing],
        ..Batch::default()
    };
    assert_eq!(
        store.commit(batch).await.unwrap_err().code,
        ErrorCode::NotFound
    );
}

pub async fn a_closed_store_answers_nothing_and_forgets_nothing(bench: &mut impl StoreBench) {
    let store = bench.store();
    let id = add(&*store, call(0, &["one"])).await;
    store.close().await;
    assert!(store.call(id).await.is_err());
    assert!(store.commit(adding(call(1, &["two"]))).await.is_err());
    bench.reopen().await;
    let store = bench.store();
    assert!(store.call(id).await.unwrap().is_some());
    assert_eq!(store.call_count(&CallFilter::default()).await.unwrap(), 1);
}

/// What is derived later is found by its original and its kind.
pub async fn what_was_derived_is_found_by_its_original(bench: &mut impl StoreBench) {
    let store = bench.store();
    let new = call(0, &["hello"]);
    let original = new.media[0].clone();
    add(&*store, new).await;
    assert!(
        store
            .derivative(original.id, MediaKind::Voice)
            .await
            .unwrap()
            .is_none()
    );
    let derived = MediaRecord {
        id: MediaId::new(NOW, rng()),
        kind: MediaKind::Voice,
        derived_from: Some(original.id),
        file_name: None,
        ..original.clone()
    };
    let batch = Batch {
        changes: vec![Change::AddDerivative(derived.clone())],
        ..Batch::default()
    };
    store.commit(batch).await.unwrap();
    let found = store
        .derivative(original.id, MediaKind::Voice)
        .await
        .unwrap();
    assert_eq!(found.as_ref(), Some(&derived));
    assert_eq!(
        store.media(derived.id).await.unwrap(),
        Some(derived.clone())
    );
    assert!(store.media_ids().await.unwrap().contains(&derived.id));
    assert!(
        store
            .derivative(original.id, MediaKind::Peaks)
            .await
            .unwrap()
            .is_none()
    );
    // The same bytes, but not an original.
    let same = store.media_by_hash(&original.sha256).await.unwrap();
    assert_eq!(same, Some(original.id));
}
