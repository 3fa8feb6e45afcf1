//! What all calls saw, together.

use std::collections::BTreeMap;
use std::io::Write;
use std::time::Duration;

use serde_json::{Value, json};

use crate::call::Seen;

#[derive(Default)]
pub struct Report {
    calls: u64,
    late: Vec<Duration>,
    own: Vec<Duration>,
    sent: u64,
    marks: u64,
    emptied: u64,
    left: Vec<Duration>,
    failures: BTreeMap<&'static str, u64>,
}

impl Report {
    pub fn add(&mut self, seen: Seen) {
        self.calls += 1;
        self.late.extend(seen.late);
        self.own.extend(seen.own);
        self.sent += seen.sent;
        self.marks += seen.marks;
        self.emptied += seen.emptied;
        self.left.extend(seen.left);
    }

    pub fn failed(&mut self, why: &'static str) {
        *self.failures.entry(why).or_default() += 1;
    }

    /// How many calls went as they should.
    pub const fn carried(&self) -> u64 {
        self.calls
    }

    pub fn as_json(&mut self, at_once: usize, took: Duration) -> Value {
        json!({
            "calls": self.calls, "at_once": at_once, "failed": self.failures,
            "took_s": took.as_secs_f64(), "frames_sent": self.sent,
            "frames_heard": self.late.len().max(self.left.len()), "marks_played": self.marks,
            "buffer_ran_empty": self.emptied,
            "left_to_play_ms": quantiles(&mut self.left),
            "late_ms": quantiles(&mut self.late), "carrier_own_late_ms": quantiles(&mut self.own),
        })
    }
}

fn quantiles(values: &mut [Duration]) -> Value {
    values.sort_unstable();
    let at = |per_mille: usize| {
        let place = (values.len() * per_mille / 1_000).min(values.len().saturating_sub(1));
        values.get(place).map(|value| value.as_secs_f64() * 1_000.0)
    };
    json!({"least": at(0), "p1": at(10), "p50": at(500), "p90": at(900), "p99": at(990), "p999": at(999), "max": at(1_000)})
}

pub fn say(value: &Value) {
    let mut out = std::io::stdout().lock();
    let said = writeln!(out, "{value}").and_then(|()| out.flush());
    assert!(said.is_ok(), "somebody reads");
}
