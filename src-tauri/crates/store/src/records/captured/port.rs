//! The port, answered.

use async_trait::async_trait;
use parley_app::error::AppResult;
use parley_app::ports::Captured;
use parley_domain::captured::CapturedCorrection;
use parley_domain::ids::CallId;

use super::read;
use crate::records::Records;

#[async_trait]
impl Captured for Records {
    async fn captured_corrections(&self, call: CallId) -> AppResult<Vec<CapturedCorrection>> {
        Ok(read::of_call(&self.db, &self.tenant, call).await?)
    }
}
