use std::collections::BTreeMap;

use parley_app::calls::{CallFilter, CallRow};
use parley_app::import::{ImportNote, ImportNoteCode, ImportRecord, ImportReport, ReportFile};
use parley_app::ports::{Batch, CallCursor, Change, Committed, RecordingFacts, Store};
use parley_app::users::{SupportVisit, User};
use parley_domain::access::Role;
use parley_domain::call::{CapturedVariable, Channel, Direction, Outcome, Party, Side, Turn, Word};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, ImportId, MediaId, UserId};

use crate::fixture::{Fixture, NOW, adding, call, rng, turn};

#[tokio::test]
async fn a_call_comes_back_whole() {
    let store = Fixture::new().await;
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
    new.record.notes = vec![ImportNote {
        code: ImportNoteCode::ZeroLengthWords,
        detail: None,
    }];
    new.record.import_id = Some(ImportId::new(NOW, &rng()));
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
    let id = store.add(new.clone()).await;
    let store = store.reopen().await;
    let kept = store.records.call(id).await.unwrap().unwrap();
    assert_eq!(kept, new.record);
    assert_eq!(store.records.turns(id).await.unwrap(), new.turns);
    let media = store.records.media(new.media[0].id).await.unwrap().unwrap();
    assert_eq!(media, new.media[0]);
    assert_eq!(store.records.media_ids().await.unwrap(), [media.id]);
    let by_hash = store.records.media_by_hash(&media.sha256).await.unwrap();
    assert_eq!(by_hash, Some(media.id));
    let by_source = store
        .records
        .call_by_source(&new.sources[0].item_hash)
        .await
        .unwrap();
    assert_eq!(by_source, Some(id));
    for contact in ["+919845000001", "meera@example.IN", "tel:+91-98450-00001"] {
        let person = store.records.person_by_contact(contact).await.unwrap();
        assert_eq!(person, Some(new.record.person_id), "{contact}");
    }
    for stranger in ["9845000001", "", "x@example.in", "anonymous"] {
        assert_eq!(
            store.records.person_by_contact(stranger).await.unwrap(),
            None
        );
    }
    let nobody = CallId::new(NOW, &rng());
    assert_eq!(store.records.call(nobody).await.unwrap(), None);
    assert!(store.records.turns(nobody).await.unwrap().is_empty());
    store.close().await;
}

#[tokio::test]
async fn a_known_source_is_a_conflict_and_keeps_nothing() {
    let store = Fixture::new().await;
    let first = call(0, &["one"]);
    store.add(first.clone()).await;
    let mut second = call(1, &["two"]);
    second.sources[0].item_hash = first.sources[0].item_hash;
    let refused = store
        .records
        .commit(adding(second.clone()))
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::Conflict);
    assert_eq!(
        store.records.call(second.record.row.id).await.unwrap(),
        None
    );
    assert_eq!(store.records.media_ids().await.unwrap().len(), 1);
    assert_eq!(
        store
            .records
            .call_count(&CallFilter::default())
            .await
            .unwrap(),
        1
    );
    assert_eq!(store.records.audit_links(0, 10).await.unwrap().len(), 1);
    store.close().await;
}

#[tokio::test]
async fn the_same_command_is_done_once() {
    let store = Fixture::new().await;
    let batch = adding(call(0, &["one"]));
    assert_eq!(
        store.records.commit(batch.clone()).await.unwrap(),
        Committed::Applied
    );
    assert_eq!(
        store.records.commit(batch).await.unwrap(),
        Committed::AlreadyDone
    );
    assert_eq!(store.records.audit_links(0, 10).await.unwrap().len(), 1);
    store.close().await;
}

#[tokio::test]
async fn thousands_of_turns_of_one_millisecond_find_room_and_keep_their_order() {
    let store = Fixture::new().await;
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
        ids.push(store.add(new).await);
    }
    for id in ids {
        let turns = store.records.turns(id).await.unwrap();
        let texts: Vec<&str> = turns.iter().map(|t| t.text.as_str()).collect();
        assert_eq!(texts, said);
    }
    store.close().await;
}

#[tokio::test]
async fn tags_and_the_callers_channel_change() {
    let store = Fixture::new().await;
    let mut new = call(0, &["one"]);
    new.record.row.tags = vec!["a".to_owned(), "b".to_owned()];
    let id = store.add(new).await;
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
    store.records.commit(batch).await.unwrap();
    let kept = store.records.call(id).await.unwrap().unwrap();
    assert_eq!((kept.row.tags, kept.caller_channel), (tags, 1));
    let facets = store.records.call_facets().await.unwrap();
    let counted: Vec<_> = facets
        .tags
        .iter()
        .map(|f| (f.value.as_str(), f.count))
        .collect();
    assert_eq!(counted, [("b", 1), ("c", 1)]);
    let missing = Change::SetTags {
        call_id: CallId::new(NOW, &rng()),
        tags: Vec::new(),
    };
    let batch = Batch {
        changes: vec![missing],
        ..Batch::default()
    };
    assert_eq!(
        store.records.commit(batch).await.unwrap_err().code,
        ErrorCode::NotFound
    );
    store.close().await;
}

fn matches(row: &CallRow, f: &CallFilter) -> bool {
    f.from.is_none_or(|t| row.started_at >= t)
        && f.to.is_none_or(|t| row.started_at < t)
        && f.direction.is_none_or(|d| row.direction == d)
        && f.channel.is_none_or(|c| row.channel == c)
        && f.agent
            .as_ref()
            .is_none_or(|a| row.agent.as_ref() == Some(a))
        && f.outcome.is_none_or(|o| row.outcome == o)
        && f.min_duration_ms.is_none_or(|d| row.duration_ms >= d)
        && f.max_duration_ms.is_none_or(|d| row.duration_ms <= d)
        && f.language
            .as_ref()
            .is_none_or(|l| row.language.as_ref() == Some(l))
        && f.has_recording.is_none_or(|r| row.has_recording == r)
        && f.tag.as_ref().is_none_or(|t| row.tags.contains(t))
}

/// Every combination of filters, page by page, against the plain definition.
#[tokio::test]
async fn filters_combine_freely_in_order_of_time() {
    let store = Fixture::new().await;
    let mut rows = Vec::new();
    for i in 0..160i64 {
        // Several calls a minute, and some at the same instant.
        let mut new = call(i / 3, &[]);
        let row = &mut new.record.row;
        let pick = |n: i64, of: usize| usize::try_from((i * 7 + i / 5) % n).unwrap() % of;
        row.channel = [Channel::Phone, Channel::Whatsapp, Channel::Web][pick(3, 3)];
        row.direction = [Direction::Inbound, Direction::Outbound][pick(11, 2)];
        row.outcome = [Outcome::Booked, Outcome::Complained, Outcome::Unknown][pick(5, 3)];
        row.agent = [Some("Asha".to_owned()), Some("Noah".to_owned()), None][pick(13, 3)].clone();
        row.language = [Some("en".to_owned()), Some("hi".to_owned()), None][pick(4, 3)].clone();
        row.has_recording = i % 2 == 0;
        row.duration_ms = u32::try_from(i % 17).unwrap() * 10_000;
        row.tags = if i % 9 == 0 {
            vec!["vip".to_owned()]
        } else {
            Vec::new()
        };
        rows.push(row.clone());
        store.add(new).await;
    }
    let mut tried = BTreeMap::new();
    for bits in 0u32..1 << 9 {
        let on = |bit: u32| bits & (1 << bit) != 0;
        let filter = CallFilter {
            from: on(0).then(|| NOW.plus(10 * 60_000)),
            to: on(1).then(|| NOW.plus(40 * 60_000)),
            direction: on(2).then_some(Direction::Inbound),
            channel: on(3).then_some(Channel::Whatsapp),
            agent: on(4).then(|| "Asha".to_owned()),
            outcome: on(5).then_some(Outcome::Booked),
            min_duration_ms: on(6).then_some(50_000),
            max_duration_ms: on(6).then_some(120_000),
            language: on(7).then(|| "hi".to_owned()),
            has_recording: on(7).then_some(true),
            tag: on(8).then(|| "vip".to_owned()),
        };
        let mut expected: Vec<&CallRow> = rows.iter().filter(|r| matches(r, &filter)).collect();
        expected.sort_by_key(|r| std::cmp::Reverse(r.started_at));
        let mut got: Vec<CallRow> = Vec::new();
        let mut after: Option<CallCursor> = None;
        loop {
            let page = store.records.calls(&filter, after, 7).await.unwrap();
            got.extend(page.rows);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let times = |rows: &[&CallRow]| rows.iter().map(|r| r.started_at).collect::<Vec<_>>();
        assert_eq!(
            times(&got.iter().collect::<Vec<_>>()),
            times(&expected),
            "{filter:?}"
        );
        let mut ids: Vec<_> = got.iter().map(|r| r.id).collect();
        let mut expected_ids: Vec<_> = expected.iter().map(|r| r.id).collect();
        ids.sort_unstable();
        expected_ids.sort_unstable();
        assert_eq!(ids, expected_ids, "{filter:?}");
        let count = store.records.call_count(&filter).await.unwrap();
        assert_eq!(count as usize, expected.len(), "{filter:?}");
        *tried.entry(count > 0).or_insert(0) += 1;
    }
    assert!(
        tried[&true] > 50,
        "most combinations must have calls to be a test: {tried:?}"
    );
    let facets = store.records.call_facets().await.unwrap();
    assert_eq!(facets.total, 160);
    let asha = rows
        .iter()
        .filter(|r| r.agent.as_deref() == Some("Asha"))
        .count();
    assert!(
        facets
            .agents
            .iter()
            .any(|f| f.value == "Asha" && f.count as usize == asha)
    );
    assert!(facets.languages.iter().all(|f| !f.value.is_empty()));
    store.close().await;
}

#[tokio::test]
async fn people_settings_and_imports_come_back() {
    let store = Fixture::new().await;
    let tenant_id = store.records.tenant().id();
    let mut user = User {
        id: UserId::new(NOW, &rng()),
        tenant_id,
        name: "Ravi".to_owned(),
        role: Role::SupportGuest,
        active: true,
        created_at: NOW,
        last_sign_in_at: None,
        support: Some(SupportVisit {
            reason: "Import fails".to_owned(),
            requested_by: UserId::new(NOW, &rng()),
            requested_at: NOW,
            minutes: 30,
            approved_by: None,
            approved_at: None,
            ended_at: None,
        }),
    };
    let files = vec![ReportFile::refused(
        "a.wav".to_owned(),
        ImportNoteCode::Empty,
        None,
    )];
    let id = ImportId::new(NOW, &rng());
    let import = ImportRecord {
        id,
        at: NOW,
        by: user.id,
        report: ImportReport::new(id, files),
    };
    let changes = vec![
        Change::PutUser(user.clone()),
        Change::PutImport(import.clone()),
        Change::SetSetting {
            name: "idle_lock_minutes",
            value: "5".to_owned(),
        },
        Change::SetSetting {
            name: "idle_lock_minutes",
            value: "10".to_owned(),
        },
    ];
    store
        .records
        .commit(Batch {
            changes,
            ..Batch::default()
        })
        .await
        .unwrap();
    user.last_sign_in_at = Some(NOW.plus(1));
    user.support.as_mut().unwrap().approved_by = Some(user.id);
    let changes = vec![Change::PutUser(user.clone())];
    let command_id = Some(CommandId::new(NOW, &rng()));
    store
        .records
        .commit(Batch {
            command_id,
            changes,
            acts: Vec::new(),
        })
        .await
        .unwrap();
    assert_eq!(
        store.records.user(user.id).await.unwrap().as_ref(),
        Some(&user)
    );
    assert_eq!(store.records.users().await.unwrap(), [user]);
    assert_eq!(
        store.records.import(id).await.unwrap().as_ref(),
        Some(&import)
    );
    assert_eq!(store.records.imports().await.unwrap(), [import]);
    let setting = store.records.setting("idle_lock_minutes").await.unwrap();
    assert_eq!(setting.as_deref(), Some("10"));
    assert_eq!(store.records.setting("nothing").await.unwrap(), None);
    assert_eq!(
        store
            .records
            .media(MediaId::new(NOW, &rng()))
            .await
            .unwrap(),
        None
    );
    store.close().await;
}
