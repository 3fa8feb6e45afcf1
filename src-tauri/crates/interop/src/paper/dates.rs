//! Instants as a paper shows them: in one zone, which is named beside them.

use chrono::{DateTime, Datelike as _, Offset as _, Timelike as _};
use chrono_tz::Tz;
use parley_domain::export::CaseLanguage;
use parley_domain::time::UtcMillis;

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_HI: [&str; 12] = [
    "जनवरी",
    "फ़रवरी",
    "मार्च",
    "अप्रैल",
    "मई",
    "जून",
    "जुलाई",
    "अगस्त",
    "सितंबर",
    "अक्टूबर",
    "नवंबर",
    "दिसंबर",
];

/// An instant where somebody is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dates {
    pub(crate) zone: Tz,
    pub(crate) language: CaseLanguage,
}

impl Dates {
    /// `12 May 2026, 10:42:07 (UTC+05:30)`.
    pub(crate) fn instant(self, at: UtcMillis) -> String {
        let Some(utc) = DateTime::from_timestamp_millis(at.0) else {
            return at.to_rfc3339();
        };
        let local = utc.with_timezone(&self.zone);
        let minutes = local.offset().fix().local_minus_utc() / 60;
        let (sign, far) = (if minutes < 0 { '-' } else { '+' }, minutes.abs());
        let zone = match minutes {
            0 => "UTC".to_owned(),
            _ => format!("UTC{sign}{:02}:{:02}", far / 60, far % 60),
        };
        format!(
            "{}, {:02}:{:02}:{:02} ({zone})",
            self.day(at),
            local.hour(),
            local.minute(),
            local.second()
        )
    }

    /// `12 May 2026`.
    pub(crate) fn day(self, at: UtcMillis) -> String {
        let Some(utc) = DateTime::from_timestamp_millis(at.0) else {
            return at.to_rfc3339();
        };
        let local = utc.with_timezone(&self.zone);
        let months = match self.language {
            CaseLanguage::En => &MONTHS_EN,
            CaseLanguage::Hi => &MONTHS_HI,
        };
        let month = months.get(local.month0() as usize).unwrap_or(&"");
        format!("{} {month} {}", local.day(), local.year())
    }
}

/// `1:02:03`, hours only where there are some.
pub(crate) fn clock(ms: u64) -> String {
    let s = ms / 1000;
    match s / 3600 {
        0 => format!("{}:{:02}", s / 60, s % 60),
        hours => format!("{hours}:{:02}:{:02}", s / 60 % 60, s % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_told_where_somebody_is() {
        let at = UtcMillis(1_778_562_727_000);
        let told = |zone: Tz, language| Dates { zone, language }.instant(at);
        assert_eq!(
            told(Tz::Asia__Kolkata, CaseLanguage::En),
            "12 May 2026, 10:42:07 (UTC+05:30)"
        );
        assert_eq!(
            told(Tz::America__New_York, CaseLanguage::Hi),
            "12 मई 2026, 01:12:07 (UTC-04:00)"
        );
        assert_eq!(
            told(Tz::UTC, CaseLanguage::En),
            "12 May 2026, 05:12:07 (UTC)"
        );
        // The day is that of the zone, too.
        let late = UtcMillis(1_778_562_727_000 + 14 * 3_600_000);
        let kolkata = Dates {
            zone: Tz::Asia__Kolkata,
            language: CaseLanguage::En,
        };
        assert_eq!(kolkata.day(late), "13 May 2026");
        assert_eq!(kolkata.instant(UtcMillis(i64::MAX)), i64::MAX.to_string());
    }
}
