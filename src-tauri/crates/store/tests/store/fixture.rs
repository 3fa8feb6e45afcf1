//! A database in a temporary folder, and calls to put into it.

use std::sync::Arc;

use parley_app::calls::NewCall;
use parley_app::contract::samples;
pub use parley_app::contract::samples::NOW;
use parley_app::ports::{Batch, Store};
use parley_domain::ids::{CallId, TenantId};
use parley_store::keys::WorkspaceKey;
use parley_store::records::{RecordKeys, Records, Tenant};
use parley_store::system::OsRng;

/// SQLCipher frees its memory when the process exits, so a connection that is still
/// open then may crash it: a test closes its fixture before it ends.
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

    pub async fn reopen(&mut self) {
        self.records.close().await;
        let records = Records::open(
            &self.folder.path().join("parley.db"),
            Some(&self.key.database().unwrap()),
            record_keys(&self.key),
        )
        .await
        .unwrap();
        self.records = Arc::new(records);
    }

    pub async fn close(self) {
        self.records.close().await;
    }

    pub async fn add(&self, call: NewCall) -> CallId {
        let id = call.record.row.id;
        self.records.commit(adding(call)).await.unwrap();
        id
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        let closed = self.records.database().writer_for_tests().is_closed();
        assert!(closed || std::thread::panicking(), "close the fixture");
    }
}

/// A batch with the call and the act that tells of it.
pub fn adding(call: NewCall) -> Batch {
    samples::adding(&rng(), call)
}

/// A call that started `minute` minutes after [`NOW`], with the caller's words.
pub fn call(minute: i64, said: &[&str]) -> NewCall {
    samples::call(&rng(), minute, said)
}
