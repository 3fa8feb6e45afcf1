//! The kinds of values that can be compared.

use serde::{Deserialize, Serialize};

/// A value that was said, or that a tool answered with.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClaimValue {
    /// A time of the day in minutes from midnight. `known_half` says whether morning or
    /// evening was told; if not, the minutes are those before noon.
    Time { minutes: u16, known_half: bool },
    /// A day of the week, 0 being Monday.
    Weekday { day: u8 },
    /// Money, in hundredths. The currency is not compared: a tool rarely says it.
    Amount { hundredths: i64 },
}

impl ClaimValue {
    /// A time of the day; `half` is 0 before noon, 12 after it.
    pub(super) fn time(hour: u32, minute: u32, half: Option<u32>) -> Option<Self> {
        if hour > 23 || minute > 59 {
            return None;
        }
        let known = half.is_some() || hour > 12 || hour == 0;
        let hour = match half {
            Some(half) if hour <= 12 => hour % 12 + half,
            _ if known => hour,
            _ => hour % 12,
        };
        Some(Self::Time {
            minutes: u16::try_from(hour * 60 + minute).ok()?,
            known_half: known,
        })
    }

    /// Whether they could be compared at all.
    pub(super) const fn is_like(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Time { .. }, Self::Time { .. })
                | (Self::Weekday { .. }, Self::Weekday { .. })
                | (Self::Amount { .. }, Self::Amount { .. })
        )
    }

    /// Whether they mean the same: half past five may be in the evening.
    pub(super) const fn agrees(self, other: Self) -> bool {
        match (self, other) {
            (
                Self::Time {
                    minutes: a,
                    known_half: known_a,
                },
                Self::Time {
                    minutes: b,
                    known_half: known_b,
                },
            ) => a == b || (!(known_a && known_b) && a % 720 == b % 720),
            (Self::Weekday { day: a }, Self::Weekday { day: b }) => a == b,
            (Self::Amount { hundredths: a }, Self::Amount { hundredths: b }) => a == b,
            _ => false,
        }
    }
}
