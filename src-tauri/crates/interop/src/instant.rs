//! Times in the notations of other systems. A time of day without an offset
//! from UTC is not an instant and yields nothing.

use chrono::DateTime;
use parley_domain::time::UtcMillis;

/// Milliseconds from the start of a recording, from seconds. `None` for
/// negative times and beyond 49 days.
pub(crate) fn ms_of_seconds(seconds: f64) -> Option<u32> {
    whole_ms(seconds * 1000.0)
}

/// Milliseconds as a whole number. `None` for negative times and beyond 49 days.
pub(crate) fn whole_ms(ms: f64) -> Option<u32> {
    let rounded = ms.round();
    // Casting is exact here: the range was checked and the fraction is gone.
    (rounded >= 0.0 && rounded <= f64::from(u32::MAX)).then_some(rounded as u32)
}

/// A length in ms, from seconds. `None` when negative or beyond a year.
pub(crate) fn length_of_seconds(seconds: f64) -> Option<u64> {
    const YEAR_S: f64 = 366.0 * 86_400.0;
    (0.0..=YEAR_S)
        .contains(&seconds)
        .then_some((seconds * 1000.0).round() as u64)
}

/// RFC 3339 with an offset, from 1970 on.
pub(crate) fn rfc3339(text: &str) -> Option<UtcMillis> {
    let instant = DateTime::parse_from_rfc3339(text.trim()).ok()?;
    within_reason(instant.timestamp_millis())
}

/// RFC 2822 with an offset, as in `Fri, 18 Oct 2019 17:02:00 +0000`.
pub(crate) fn rfc2822(text: &str) -> Option<UtcMillis> {
    let instant = DateTime::parse_from_rfc2822(text.trim()).ok()?;
    within_reason(instant.timestamp_millis())
}

/// No call is older than the epoch or later than 9998; beyond these years an
/// instant in UTC has no four-digit year, and could not be written down again.
pub(crate) fn within_reason(ms: i64) -> Option<UtcMillis> {
    const YEAR_9999: i64 = 253_370_764_800_000;
    (0..YEAR_9999).contains(&ms).then_some(UtcMillis(ms))
}

/// Milliseconds since the epoch, between 2000 and 2100.
pub(crate) fn epoch_ms(ms: f64) -> Option<UtcMillis> {
    const FROM: f64 = 946_684_800_000.0;
    const TO: f64 = 4_102_444_800_000.0;
    (FROM..TO)
        .contains(&ms)
        .then_some(UtcMillis(ms.round() as i64))
}

/// From `from` to `to` in ms; `None` when backwards or beyond 49 days.
pub(crate) fn ms_between(from: UtcMillis, to: UtcMillis) -> Option<u32> {
    u32::try_from(to.0.checked_sub(from.0)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_time() {
        assert_eq!(ms_of_seconds(-0.5), None);
        assert_eq!(ms_of_seconds(f64::NAN), None);
        assert_eq!(ms_of_seconds(1e12), None);
        assert_eq!(ms_of_seconds(0.0404), Some(40));
        assert_eq!(length_of_seconds(-30.0), None);
        assert_eq!(rfc3339("2024-12-18T14:08:44.685843"), None);
        assert_eq!(epoch_ms(0.5), None);
    }

    #[test]
    fn honours_offsets() {
        let winter = rfc2822("Mon, 14 Feb 2022 22:23:00 +0100").unwrap();
        assert_eq!(winter.to_rfc3339(), "2022-02-14T21:23:00.000Z");
        let text = rfc3339("2025-02-19T16:15:50-05:00").unwrap();
        assert_eq!(text.to_rfc3339(), "2025-02-19T21:15:50.000Z");
    }
}
