//! What reports are counted from, and what they are written as.

use async_trait::async_trait;
use parley_domain::access::Role;
use parley_domain::audit::Purpose;
use parley_domain::export::CaseLanguage;
use parley_domain::ids::ExportId;
use parley_domain::report::{CallFacts, FlagFact, OpenFlags, Weekly, Zone};
use parley_domain::time::UtcMillis;

use crate::calls::CallFilter;
use crate::error::AppResult;

/// Calls as facts without names or words.
#[async_trait]
pub trait Reports: Send + Sync {
    /// Of all calls that a filter leaves, in any order.
    async fn call_facts(&self, filter: &CallFilter) -> AppResult<CallFacts>;
    /// The flags on those of them that are not reviewed, in any order. What the filter
    /// says of reviews is not asked.
    async fn open_flags(&self, filter: &CallFilter) -> AppResult<Vec<FlagFact>>;
}

/// Writes reports for people outside. Pure: numbers in, a file's whole text out.
pub trait ReportWriter: Send + Sync {
    /// One page that any browser opens, without a network and without a script.
    fn weekly(&self, page: &WeekPage) -> String;
}

/// What a week's page shows.
#[derive(Debug)]
pub struct WeekPage {
    pub weekly: Weekly,
    /// As they are when the page is made.
    pub open_flags: OpenFlags,
    pub language: CaseLanguage,
    /// In whose time it tells what was when.
    pub zone: Zone,
    pub workspace: String,
    pub made_at: UtcMillis,
    pub made_by: String,
    pub role: Role,
    pub purpose: Purpose,
    pub export_id: ExportId,
}
