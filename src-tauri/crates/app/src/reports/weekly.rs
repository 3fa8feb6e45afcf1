//! A week on one page.

use parley_domain::access::{Grant, kinds::ReportRead};
use parley_domain::report::{LocalHours, OpenFlags, Weekly, Weeks, Zone, open_flags, weekly};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use crate::calls::CallFilter;
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetWeekly {
    /// A day of the week, `YYYY-MM-DD`; absent: the last week that is over.
    #[ts(optional)]
    pub day: Option<String>,
    /// IANA zone whose weeks, days and hours are counted, such as `Asia/Kolkata`.
    pub zone: Zone,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WeeklyView {
    pub weekly: Weekly,
    /// Those of now, whichever week it is: what was open then is not kept.
    pub open_flags: OpenFlags,
    /// Monday of the last week that is over, `YYYY-MM-DD`.
    pub last_monday: String,
    pub made_at: UtcMillis,
}

/// # Errors
/// `invalid_input` for a day that is none, or one of a week that is not over.
pub async fn weekly_get(
    workspace: &Workspace,
    grant: Grant<ReportRead>,
    input: GetWeekly,
) -> AppResult<WeeklyView> {
    count(workspace, grant.at(), input.day.as_deref(), input.zone).await
}

/// The same for whoever was allowed it already.
pub(crate) async fn count(
    workspace: &Workspace,
    now: UtcMillis,
    day: Option<&str>,
    zone: Zone,
) -> AppResult<WeeklyView> {
    let mut clock = LocalHours::of_zone(zone);
    let last = Weeks::last_whole(now, &mut clock).ok_or(AppError::invalid("zone"))?;
    let weeks = match day {
        None => last,
        Some(text) => {
            let day = text.parse().map_err(|_| AppError::invalid("day"))?;
            Weeks::of_day(day, &clock)
                .filter(|weeks| weeks.now.to <= last.now.to)
                .ok_or(AppError::invalid("day"))?
        }
    };
    let both = weeks.both();
    let filter = CallFilter {
        from: Some(both.from),
        to: Some(both.to),
        ..CallFilter::default()
    };
    let facts = workspace.store.call_facts(&filter).await?;
    let flags = workspace.store.open_flags(&CallFilter::default()).await?;
    blocking(move || {
        Ok(WeeklyView {
            weekly: weekly(&facts, &weeks, clock),
            open_flags: open_flags(&flags),
            last_monday: last.monday.to_string(),
            made_at: now,
        })
    })
    .await
}
