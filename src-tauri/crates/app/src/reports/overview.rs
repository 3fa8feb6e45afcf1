//! A period at a glance.

use parley_domain::access::{Grant, kinds::ReportRead};
use parley_domain::report::{LocalHours, Overview, Period, overview};
use serde::Deserialize;

use crate::calls::CallFilter;
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};

/// A longer period is not one to look at.
const LONGEST_DAYS: i64 = 400;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetOverview {
    pub period: Period,
    /// IANA zone whose days and hours are counted, such as `Asia/Kolkata`.
    pub zone: String,
    /// Which calls; `from` and `to` are those of the period.
    #[serde(default)]
    #[ts(optional, as = "Option<CallFilter>")]
    pub filter: CallFilter,
}

/// # Errors
/// `invalid_input` for an empty period, one of over 400 days, or an unknown zone.
pub async fn overview_get(
    workspace: &Workspace,
    _grant: Grant<ReportRead>,
    input: GetOverview,
) -> AppResult<Overview> {
    let period = input.period;
    let length = period.to.0.saturating_sub(period.from.0);
    if length <= 0 || length > LONGEST_DAYS * 24 * 3_600_000 {
        return Err(AppError::invalid("period"));
    }
    let clock = LocalHours::in_zone(&input.zone).ok_or(AppError::invalid("zone"))?;
    let filter = CallFilter {
        from: Some(period.before().from),
        to: Some(period.to),
        ..input.filter
    };
    let facts = workspace.store.call_facts(&filter).await?;
    blocking(move || Ok(overview(&facts, period, clock))).await
}
