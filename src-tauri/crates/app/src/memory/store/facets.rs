//! How many calls have each value.

use std::collections::{BTreeMap, BTreeSet};

use super::tables::Tables;
use crate::calls::{CallFacets, CallRow, FacetCount};

pub(super) fn facets(tables: &Tables) -> CallFacets {
    let rows: Vec<&CallRow> = tables.calls.values().map(|c| &c.record.row).collect();
    CallFacets {
        agents: count(rows.iter().filter_map(|r| r.agent.as_deref())),
        languages: count(rows.iter().filter_map(|r| r.language.as_deref())),
        channels: count(rows.iter().map(|r| r.channel.as_str())),
        directions: count(rows.iter().map(|r| r.direction.as_str())),
        outcomes: count(rows.iter().map(|r| r.outcome.as_str())),
        // A tag named twice counts once.
        tags: count(rows.iter().flat_map(|r| {
            let tags: BTreeSet<&str> = r.tags.iter().map(String::as_str).collect();
            tags
        })),
        assigned: {
            let ids = rows.iter().filter_map(|r| r.marks.assigned_to);
            let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
            count(ids.iter().map(String::as_str))
        },
        flagged: number(rows.iter().filter(|r| r.marks.flags > 0).count()),
        reviewed: number(rows.iter().filter(|r| r.marks.reviewed).count()),
        total: number(rows.len()),
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Most frequent first.
fn count<'a>(values: impl Iterator<Item = &'a str>) -> Vec<FacetCount> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for value in values.filter(|v| !v.is_empty()) {
        *counts.entry(value).or_default() += 1;
    }
    let mut list: Vec<FacetCount> = counts
        .into_iter()
        .map(|(value, count)| FacetCount {
            value: value.to_owned(),
            count,
        })
        .collect();
    list.sort_by_key(|facet| std::cmp::Reverse(facet.count));
    list
}
