//! The check, and the steps by which it came about.

use chrono::{DateTime, Datelike, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::tables::{Hours, hours_of, zones_of};
use super::{PERMIT_MS, Permit};
use crate::call::Contact;
use crate::closed_list::closed_list;
use crate::recording::{Confidence, region_of_number};
use crate::time::UtcMillis;

/// When the next permitted moment is looked for: each quarter of an hour, on which all
/// zones and hours lie, of the next eight days.
const QUARTER_MS: i64 = 15 * 60_000;
const QUARTERS: i64 = 8 * 24 * 4;
const MINUTE_MS: i64 = 60_000;

closed_list! {
    /// What is looked at.
    Rule {
        /// They must not be on the list of those who want no calls and messages (47 CFR
        /// 64.1200(a)(10), (d)).
        NotSuppressed = "not_suppressed",
        /// Where the number is at home must be known.
        PlaceKnown = "place_known",
        /// The time must be right, in every zone of that place.
        WithinHours = "within_hours",
    }
}

/// A zone, its clock and the hours it was held against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Inside {
    /// IANA's name.
    pub zone: String,
    /// What its clocks show: `Sun 19:58`.
    pub local: String,
    /// `09:00` and `20:00`, the latter not included.
    pub from: String,
    pub to: String,
    pub source: String,
    pub confidence: Confidence,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Checked {
    pub rule: Rule,
    pub passed: bool,
    /// For `within_hours`.
    pub hours: Option<Inside>,
}

/// Whether it is permitted, and why.
#[derive(Debug)]
pub struct Decision {
    permit: Option<Permit>,
    /// Where the number is at home, ISO 3166, as far as it tells.
    pub place: Option<String>,
    /// Since when they want no calls and messages.
    pub suppressed_since: Option<UtcMillis>,
    /// All that was looked at, in order.
    pub steps: Vec<Checked>,
    /// When the hours are right again; `None` where they are now, or never will be.
    pub next_at: Option<UtcMillis>,
}

impl Decision {
    #[must_use]
    pub const fn is_permitted(&self) -> bool {
        self.permit.is_some()
    }

    /// Until when it is permitted.
    #[must_use]
    pub fn until(&self) -> Option<UtcMillis> {
        self.permit.as_ref().map(Permit::until)
    }

    /// The rule that refused first.
    #[must_use]
    pub fn refused_by(&self) -> Option<Rule> {
        let refused = self.steps.iter().find(|step| !step.passed);
        refused.map(|step| step.rule)
    }

    /// The permit, if there is one.
    #[must_use]
    pub fn into_permit(self) -> Option<Permit> {
        self.permit
    }
}

/// The check. `suppressed_since` is what the list says of them.
#[must_use]
pub fn permit(to: &Contact, suppressed_since: Option<UtcMillis>, now: UtcMillis) -> Decision {
    let place = region_of_number(to.as_str());
    let zones = place.map_or(&[] as &[Tz], zones_of);
    let step = |rule, passed| Checked {
        rule,
        passed,
        hours: None,
    };
    let mut steps = vec![
        step(Rule::NotSuppressed, suppressed_since.is_none()),
        step(Rule::PlaceKnown, !zones.is_empty()),
    ];
    let hours: Vec<Hours> = place.into_iter().flat_map(hours_of).copied().collect();
    let looked = zones.iter().flat_map(|zone| checked(*zone, &hours, now));
    steps.extend(looked);
    let is_right = |at| !zones.is_empty() && zones.iter().all(|zone| is_within(*zone, &hours, at));
    let next_at = if zones.is_empty() || suppressed_since.is_some() || is_right(now) {
        None
    } else {
        let first = now.0.div_euclid(QUARTER_MS) + 1;
        (first..first + QUARTERS)
            .map(|quarter| UtcMillis(quarter * QUARTER_MS))
            .find(|at| is_right(*at))
    };
    let permit = (steps.iter().all(|step| step.passed)).then(|| {
        let last = now.plus(PERMIT_MS);
        let minute = UtcMillis((now.0.div_euclid(MINUTE_MS) + 1) * MINUTE_MS);
        Permit {
            to: to.clone(),
            at: now,
            // Hours end with a whole minute.
            until: if is_right(last) { last } else { minute },
        }
    });
    Decision {
        permit,
        place: place.map(|place| place.to_string()),
        suppressed_since,
        steps,
        next_at,
    }
}

/// The weekday from Monday, the time of day, and both as they are shown.
fn clock(zone: Tz, at: UtcMillis) -> Option<(u32, NaiveTime, String)> {
    let local = DateTime::<Utc>::from_timestamp_millis(at.0)?.with_timezone(&zone);
    let day = local.weekday().num_days_from_monday();
    Some((day, local.time(), local.format("%a %H:%M").to_string()))
}

fn of_day(hours: &[Hours], day: u32) -> impl Iterator<Item = &Hours> {
    let holds = move |hours: &&Hours| (hours.days.0..=hours.days.1).contains(&day);
    hours.iter().filter(holds)
}

fn is_within(zone: Tz, hours: &[Hours], at: UtcMillis) -> bool {
    clock(zone, at).is_some_and(|(day, time, _)| {
        of_day(hours, day).all(|hours| (hours.from..hours.to).contains(&time))
    })
}

fn checked(zone: Tz, hours: &[Hours], at: UtcMillis) -> Vec<Checked> {
    let Some((day, time, local)) = clock(zone, at) else {
        return vec![Checked {
            rule: Rule::WithinHours,
            passed: false,
            hours: None,
        }];
    };
    let text = |time: NaiveTime| time.format("%H:%M").to_string();
    let each = of_day(hours, day).map(|hours| Checked {
        rule: Rule::WithinHours,
        passed: (hours.from..hours.to).contains(&time),
        hours: Some(Inside {
            zone: zone.name().to_owned(),
            local: local.clone(),
            from: text(hours.from),
            to: text(hours.to),
            source: hours.source.to_owned(),
            confidence: hours.confidence,
        }),
    });
    each.collect()
}
