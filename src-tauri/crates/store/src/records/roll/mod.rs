//! The roll of all calls: what each can be filtered by, in memory, in order of time. Any
//! filters together are decided here, 100,000 calls in a millisecond, and only the rows of a
//! page are read from the disk. (Indexes that carried every filter's column cost a
//! decryption for each page of them: some 120 of those for one page of the list.) Must not
//! know: what a row shows, or how calls are changed.

mod known;
mod line;
mod read;
mod wanted;

use std::collections::BTreeMap;

use parley_app::calls::CallFilter;

use self::line::{Line, Names};
use self::wanted::Wanted;

pub(crate) use known::{Changed, KnownRoll};

/// Every call's line, by its row id.
#[derive(Debug, Default)]
pub(crate) struct Roll {
    names: Names,
    lines: BTreeMap<i64, Line>,
}

impl Roll {
    /// The row ids of calls that a filter leaves, newest first, older than `after`; no more
    /// than `at_most`.
    pub(crate) fn newest(
        &self,
        filter: &CallFilter,
        after: Option<i64>,
        at_most: usize,
    ) -> Vec<i64> {
        let Some(mut wanted) = Wanted::of(filter, &self.names) else {
            return Vec::new();
        };
        let lines = self.lines.range(wanted.before(after)).rev();
        let lines = lines.filter(|(seq, line)| wanted.holds(**seq, line));
        lines.map(|(seq, _)| *seq).take(at_most).collect()
    }

    /// How many calls a filter leaves.
    pub(crate) fn count(&self, filter: &CallFilter) -> u32 {
        let Some(mut wanted) = Wanted::of(filter, &self.names) else {
            return 0;
        };
        let lines = self.lines.range(wanted.before(None));
        let left = lines.filter(|(seq, line)| wanted.holds(**seq, line));
        u32::try_from(left.count()).unwrap_or(u32::MAX)
    }
}
