//! A database in a temporary folder, and calls to put into it.

use std::sync::Arc;

use parley_app::audit::ActDraft;
use parley_app::calls::{
    CallFilter, CallRecord, CallRow, MediaKind, MediaRecord, NewCall, SearchOrder, SourceRecord,
};
use parley_app::ports::{Batch, Change, SearchRequest, Store};
use parley_domain::audit::Act;
use parley_domain::call::{Channel, Direction, Outcome, Party, Side, Turn};
use parley_domain::ids::{CallId, CommandId, MediaId, PersonId, TenantId};
use parley_domain::rng::Rng;
use parley_domain::search::SearchQuery;
use parley_domain::time::UtcMillis;
use parley_store::keys::WorkspaceKey;
use parley_store::records::{RecordKeys, Records, Tenant};
use parley_store::system::OsRng;

/// A plain moment: 20 November 2026, 09:00 UTC.
pub const NOW: UtcMillis = UtcMillis(1_795_165_200_000);

pub struct Fixture {
    pub folder: tempfile::TempDir,
    pub key: WorkspaceKey,
    pub records: Arc<Records>,
}

pub fn rng() -> OsRng {
    OsRng::new()
}

pub fn record_keys(key: &WorkspaceKey) -> Arc<RecordKeys> {
    Arc::new(RecordKeys::new(key, Arc::new(rng())).unwrap())
}

impl Fixture {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = WorkspaceKey::random(&rng());
        let records = Records::create(
            &folder.path().join("parley.db"),
            Some(&key.database().unwrap()),
            record_keys(&key),
            Tenant::new(TenantId::new(NOW, &rng())),
            "Lakeside Clinic",
            NOW,
        )
        .await
        .unwrap();
        Self {
            folder,
            key,
            records: Arc::new(records),
        }
    }

    pub async fn reopen(self) -> Self {
        self.records.close().await;
        let records = Records::open(
            &self.folder.path().join("parley.db"),
            Some(&self.key.database().unwrap()),
            record_keys(&self.key),
        )
        .await
        .unwrap();
        Self {
            records: Arc::new(records),
            ..self
        }
    }

    pub async fn add(&self, call: NewCall) -> CallId {
        let id = call.record.row.id;
        self.records.commit(adding(call)).await.unwrap();
        id
    }
}

/// A batch with the call and the act that tells of it.
pub fn adding(call: NewCall) -> Batch {
    let act = ActDraft::by_nobody(NOW, Act::CallImported)
        .on_call(call.record.row.id, call.record.person_id)
        .detail("source", &call.record.source_name);
    Batch::one(
        CommandId::new(NOW, &rng()),
        Change::AddCall(Box::new(call)),
        act,
    )
}

pub fn turn(side: Side, start_ms: Option<u32>, text: &str) -> Turn {
    Turn {
        side,
        speaker: None,
        text: text.to_owned(),
        start_ms,
        end_ms: start_ms.map(|s| s + 1_000),
        words: Vec::new(),
    }
}

/// A call that started `minute` minutes after [`NOW`], with the caller's words.
pub fn call(minute: i64, said: &[&str]) -> NewCall {
    let rng = rng();
    let started_at = NOW.plus(minute * 60_000);
    let person_id = PersonId::new(NOW, &rng);
    let media_id = MediaId::new(NOW, &rng);
    let mut item_hash = [0u8; 32];
    rng.fill(&mut item_hash);
    let turns: Vec<Turn> = said
        .iter()
        .zip(0u32..)
        .map(|(text, i)| turn(Side::Caller, Some(i * 2_000), text))
        .collect();
    let row = CallRow {
        id: CallId::new(started_at, &rng),
        started_at,
        channel: Channel::Phone,
        direction: Direction::Inbound,
        caller: Some("Meera Iyer".to_owned()),
        agent: Some("Asha".to_owned()),
        outcome: Outcome::Answered,
        duration_ms: 60_000,
        language: Some("en".to_owned()),
        has_recording: false,
        caller_talk_ms: 20_000,
        agent_talk_ms: 30_000,
        turn_count: u32::try_from(turns.len()).unwrap(),
        simulated: false,
        tags: Vec::new(),
    };
    NewCall {
        record: CallRecord {
            row,
            person_id,
            external_id: None,
            caller: Party::default(),
            agent: Party::default(),
            ended_reason: None,
            summary: None,
            variables: Vec::new(),
            source_format: "parley".to_owned(),
            source_name: "call.json".to_owned(),
            notes: Vec::new(),
            import_id: None,
            imported_at: NOW,
            caller_channel: 0,
            recording: None,
            peaks: None,
            seek_index: None,
        },
        turns,
        media: vec![MediaRecord {
            id: media_id,
            kind: MediaKind::CallData,
            byte_len: 10,
            sha256: item_hash,
            wrapped_key: vec![1; 61],
            person_id: Some(person_id),
            file_name: Some("call.json".to_owned()),
            derived_from: None,
        }],
        sources: vec![SourceRecord {
            media_id,
            item_hash,
        }],
    }
}

pub fn searching(typed: &str) -> SearchRequest {
    SearchRequest {
        query: SearchQuery::parse(typed, None).unwrap(),
        order: SearchOrder::Newest,
        filter: CallFilter::default(),
        limit: 50,
        after: None,
    }
}

/// The texts of all hits, hits in brackets.
pub async fn found(store: &dyn Store, request: &SearchRequest) -> Vec<String> {
    let page = store.search(request).await.unwrap();
    page.hits
        .iter()
        .map(|hit| {
            hit.excerpt
                .iter()
                .map(|p| {
                    if p.hit {
                        format!("[{}]", p.text)
                    } else {
                        p.text.clone()
                    }
                })
                .collect()
        })
        .collect()
}
