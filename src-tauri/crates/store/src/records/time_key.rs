//! Row ids that grow with time: `(instant in ms << 20) + low bits`. The low bits keep
//! rows of the same millisecond apart.

use parley_domain::time::UtcMillis;

use super::error::{RecordsError, RecordsResult};

/// How many low bits there are.
pub(crate) const LOW_BITS: u32 = 20;
const LOW_MASK: i64 = (1 << LOW_BITS) - 1;

/// Instants beyond this (the year 2248, and as far before 1970) have no room left of
/// the low bits, of which the last try takes 35. Records may carry them; their order
/// is that of the limit.
const LIMIT_MS: i64 = (1 << 43) - (1 << 16);

/// The least row id of an instant.
pub(crate) fn floor(at: UtcMillis) -> i64 {
    at.0.clamp(1 - LIMIT_MS, LIMIT_MS - 1) << LOW_BITS
}

/// The instant of a row id, but for those that were moved ahead to find room.
pub(crate) const fn instant(id: i64) -> UtcMillis {
    UtcMillis(id >> LOW_BITS)
}

/// Tries before a free id must have been found; each widens the range by half.
pub(crate) const TRIES: u32 = 64;

/// The id to try: at the instant itself at first, then further and further ahead, so
/// that even a million rows of one millisecond find room.
pub(crate) fn candidate(at: UtcMillis, low: u64, attempt: u32) -> RecordsResult<i64> {
    let first = i64::try_from(low & LOW_MASK.unsigned_abs()).unwrap_or(0);
    if attempt == 0 {
        return Ok(floor(at) + first);
    }
    // SplitMix64's finalizer: spreads neighbouring tries over the whole range.
    let mut mixed = low.wrapping_add(u64::from(attempt).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^= mixed >> 31;
    let range = 1u64 << (LOW_BITS + attempt / 4);
    let offset = i64::try_from(mixed % range).unwrap_or(0);
    floor(at)
        .checked_add(offset)
        .ok_or(RecordsError::OutOfRange("started_at"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn later_is_larger(a in -LIMIT_MS + 1..LIMIT_MS, gap in 1i64..1_000_000, low: u64, other: u64) {
            let b = a.saturating_add(gap).min(LIMIT_MS - 1);
            prop_assume!(a < b);
            let first = candidate(UtcMillis(a), low, 0).unwrap();
            prop_assert!(first < candidate(UtcMillis(b), other, 0).unwrap());
            prop_assert!(first >= floor(UtcMillis(a)));
            prop_assert!(first < floor(UtcMillis(b)));
        }

        #[test]
        fn any_instant_and_any_try_has_an_id(at: i64, low: u64, attempt in 0u32..TRIES) {
            let id = candidate(UtcMillis(at), low, attempt);
            prop_assert!(id.is_ok_and(|id| id >= floor(UtcMillis(at))));
        }
    }
}
