//! When the business takes appointments: a setting of the workspace.

use parley_domain::access::{
    Grant,
    kinds::{CallList, DeskManage},
};
use parley_domain::audit::Act;
use parley_domain::calendar::{Calendar, Fault, Hours, parse_day, parse_time};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CommandId;
use parley_domain::report::Zone;
use serde::{Deserialize, Serialize};

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change};

const SETTING: &str = "calendar";
/// Holidays of some years.
const MOST_HOLIDAYS: usize = 400;

/// The rule, and on whose clocks it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessCalendar {
    pub zone: Zone,
    pub calendar: Calendar,
}

/// From when to when, `HH:MM`, the latter not included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct OpenHours {
    pub from: String,
    pub to: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct CalendarView {
    /// The clocks of the business.
    pub zone: Zone,
    /// Seven days from Monday, each with its hours; several where there is a break.
    pub hours: Vec<Vec<OpenHours>>,
    /// `YYYY-MM-DD`.
    pub holidays: Vec<String>,
    /// An appointment takes so long.
    pub minutes: u32,
    /// So many run at the same time.
    pub capacity: u32,
    /// Nothing is booked sooner than in so many minutes.
    pub notice_minutes: u32,
    /// Whether somebody set it. It is not read.
    #[serde(default)]
    pub is_set: bool,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetCalendar {}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SetCalendar {
    pub command_id: CommandId,
    pub calendar: CalendarView,
}

/// What is set, or the usual hours in UTC.
///
/// # Errors
/// Those of the store.
pub async fn business_calendar(workspace: &Workspace) -> AppResult<BusinessCalendar> {
    Ok(kept(workspace).await?.0)
}

async fn kept(workspace: &Workspace) -> AppResult<(BusinessCalendar, bool)> {
    if let Some(text) = workspace.store.setting(SETTING).await? {
        let kept = serde_json::from_str(&text);
        let kept = kept.map_err(|e| AppError::because(ErrorCode::DatabaseDamaged, e))?;
        return Ok((kept, true));
    }
    let zone = Zone::try_from("UTC".to_owned());
    let zone = zone.map_err(|e| AppError::because(ErrorCode::Internal, e))?;
    let calendar = Calendar::default();
    Ok((BusinessCalendar { zone, calendar }, false))
}

/// # Errors
/// Those of the store.
pub async fn calendar_get(
    workspace: &Workspace,
    _grant: Grant<CallList>,
    _input: GetCalendar,
) -> AppResult<CalendarView> {
    let (kept, is_set) = kept(workspace).await?;
    Ok(shown(&kept, is_set))
}

/// # Errors
/// `invalid_input` with the member: `hours`, `holidays`, `minutes`, `capacity`,
/// `notice_minutes`.
pub async fn calendar_set(
    workspace: &Workspace,
    grant: Grant<DeskManage>,
    input: SetCalendar,
) -> AppResult<CalendarView> {
    let set = read(&input.calendar)?;
    let value = serde_json::to_string(&set);
    let value = value.map_err(|e| AppError::because(ErrorCode::Internal, e))?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::CalendarSet)
        .detail("zone", set.zone.name())
        .detail("minutes", set.calendar.minutes)
        .detail("capacity", set.calendar.capacity);
    let change = Change::SetSetting {
        name: SETTING,
        value,
    };
    let batch = Batch::one(input.command_id, change, act);
    workspace.store.commit(batch).await?;
    Ok(shown(&set, true))
}

fn shown(kept: &BusinessCalendar, is_set: bool) -> CalendarView {
    let calendar = &kept.calendar;
    let open = |hours: &Hours| {
        let each = hours.iter().map(|(from, to)| OpenHours {
            from: from.format("%H:%M").to_string(),
            to: to.format("%H:%M").to_string(),
        });
        each.collect()
    };
    CalendarView {
        zone: kept.zone,
        hours: calendar.hours.iter().map(open).collect(),
        holidays: calendar.holidays.iter().map(ToString::to_string).collect(),
        minutes: calendar.minutes,
        capacity: calendar.capacity,
        notice_minutes: calendar.notice,
        is_set,
    }
}

fn read(view: &CalendarView) -> AppResult<BusinessCalendar> {
    let hours = |day: &Vec<OpenHours>| -> Option<Hours> {
        let mut hours = day
            .iter()
            .map(|open| Some((parse_time(&open.from)?, parse_time(&open.to)?)))
            .collect::<Option<Hours>>()?;
        hours.sort_unstable();
        Some(hours)
    };
    let week: Option<Vec<Hours>> = view.hours.iter().map(hours).collect();
    let week: Option<[Hours; 7]> = week.and_then(|week| week.try_into().ok());
    let holidays = view.holidays.iter().map(|day| parse_day(day));
    let calendar = Calendar {
        hours: week.ok_or(AppError::invalid("hours"))?,
        holidays: holidays
            .collect::<Option<_>>()
            .filter(|_| view.holidays.len() <= MOST_HOLIDAYS)
            .ok_or(AppError::invalid("holidays"))?,
        minutes: view.minutes,
        capacity: view.capacity,
        notice: view.notice_minutes,
    };
    calendar.check().map_err(|fault| {
        AppError::invalid(match fault {
            Fault::Hours => "hours",
            Fault::Minutes => "minutes",
            Fault::Capacity => "capacity",
            Fault::Notice => "notice_minutes",
        })
    })?;
    Ok(BusinessCalendar {
        zone: view.zone,
        calendar,
    })
}
