//! The port, answered.

use async_trait::async_trait;
use parley_app::calls::CallFilter;
use parley_app::error::AppResult;
use parley_app::ports::Reports;
use parley_domain::report::{CallFacts, FlagFact};

use super::{facts, flags};
use crate::records::Records;

#[async_trait]
impl Reports for Records {
    async fn call_facts(&self, filter: &CallFilter) -> AppResult<CallFacts> {
        Ok(facts::of(&self.db, &self.tenant, filter).await?)
    }

    async fn open_flags(&self, filter: &CallFilter) -> AppResult<Vec<FlagFact>> {
        Ok(flags::open(&self.db, &self.tenant, filter).await?)
    }
}
