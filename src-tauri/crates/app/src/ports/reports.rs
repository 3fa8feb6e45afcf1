//! What reports are counted from.

use async_trait::async_trait;
use parley_domain::report::CallFacts;

use crate::calls::CallFilter;
use crate::error::AppResult;

/// Calls as facts without names or words.
#[async_trait]
pub trait Reports: Send + Sync {
    /// Of all calls that a filter leaves, in any order.
    async fn call_facts(&self, filter: &CallFilter) -> AppResult<CallFacts>;
}
