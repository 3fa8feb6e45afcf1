//! Instants. Parley counts UTC milliseconds; zones enter only where a rule of
//! law or a screen needs them.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

/// Milliseconds since the Unix epoch, UTC.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(transparent)]
#[ts(as = "f64")]
pub struct UtcMillis(pub i64);

impl UtcMillis {
    /// This instant moved by `millis`, which may be negative.
    #[must_use]
    pub fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// RFC 3339 with milliseconds and `Z`; out-of-range instants print as numbers.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        DateTime::<Utc>::from_timestamp_millis(self.0).map_or_else(
            || self.0.to_string(),
            |t| t.to_rfc3339_opts(SecondsFormat::Millis, true),
        )
    }
}

/// The only source of "now" that rules and use cases have.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> UtcMillis;
}
