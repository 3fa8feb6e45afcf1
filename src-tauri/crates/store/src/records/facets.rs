//! How many calls have each value of each filter. The counts are kept by the
//! database in the same transaction as the calls; a copy in memory chooses which
//! index serves a list.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use parley_app::calls::{CallFacets, FacetCount};
use sqlx::SqliteConnection;

use super::Tenant;
use super::database::Database;
use super::error::RecordsResult;
use super::values::Columns;

pub(crate) const ALL: &str = "all";
pub(crate) const AGENT: &str = "agent";
pub(crate) const LANGUAGE: &str = "language";
pub(crate) const CHANNEL: &str = "channel";
pub(crate) const DIRECTION: &str = "direction";
pub(crate) const OUTCOME: &str = "outcome";
pub(crate) const RECORDING: &str = "recording";
pub(crate) const TAG: &str = "tag";
pub(crate) const ASSIGNED: &str = "assigned";
pub(crate) const FLAGGED: &str = "flagged";
pub(crate) const REVIEWED: &str = "reviewed";

/// The counts at one moment.
#[derive(Debug, Default)]
pub(crate) struct Counts(HashMap<&'static str, HashMap<String, u32>>);

impl Counts {
    pub(crate) fn of(&self, facet: &str, value: &str) -> u32 {
        self.0
            .get(facet)
            .and_then(|v| v.get(value))
            .copied()
            .unwrap_or(0)
    }

    pub(crate) fn total(&self) -> u32 {
        self.of(ALL, "")
    }

    fn listed(&self, facet: &str) -> Vec<FacetCount> {
        let mut list: Vec<FacetCount> = self
            .0
            .get(facet)
            .into_iter()
            .flatten()
            .filter(|(value, count)| !value.is_empty() && **count > 0)
            .map(|(value, &count)| FacetCount {
                value: value.clone(),
                count,
            })
            .collect();
        list.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        list
    }

    /// For the filters of the screen: most frequent first.
    pub(crate) fn to_facets(&self) -> CallFacets {
        CallFacets {
            agents: self.listed(AGENT),
            languages: self.listed(LANGUAGE),
            channels: self.listed(CHANNEL),
            directions: self.listed(DIRECTION),
            outcomes: self.listed(OUTCOME),
            tags: self.listed(TAG),
            assigned: self.listed(ASSIGNED),
            flagged: self.of(FLAGGED, "1"),
            reviewed: self.of(REVIEWED, "1"),
            total: self.total(),
        }
    }
}

/// The copy in memory, and whether it is still true.
#[derive(Debug, Default)]
pub(crate) struct KnownCounts(RwLock<(u64, Option<Arc<Counts>>)>);

impl KnownCounts {
    /// To be called after calls or tags were committed.
    pub(crate) fn forget(&self) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *known = (known.0 + 1, None);
    }

    pub(crate) async fn get(&self, db: &Database, tenant: &Tenant) -> RecordsResult<Arc<Counts>> {
        let generation = {
            let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(counts) = &known.1 {
                return Ok(Arc::clone(counts));
            }
            known.0
        };
        let counts = Arc::new(read(db, tenant).await?);
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // What was read before a commit must not be kept after it.
        if known.0 == generation {
            known.1 = Some(Arc::clone(&counts));
        }
        Ok(counts)
    }
}

async fn read(db: &Database, tenant: &Tenant) -> RecordsResult<Counts> {
    let rows = sqlx::query("SELECT facet, value, count FROM call_facets WHERE tenant_id = ?")
        .bind(tenant.bytes())
        .fetch_all(&db.readers)
        .await?;
    let mut counts = Counts::default();
    for row in rows {
        let facet = row.text(0)?;
        let names = [
            ALL, AGENT, LANGUAGE, CHANNEL, DIRECTION, OUTCOME, RECORDING, TAG, ASSIGNED, FLAGGED,
            REVIEWED,
        ];
        if let Some(name) = names.into_iter().find(|n| *n == facet) {
            counts
                .0
                .entry(name)
                .or_default()
                .insert(row.text(1)?, row.small(2)?);
        }
    }
    Ok(counts)
}

const ADD: &str = "INSERT INTO call_facets (tenant_id, facet, value, count) VALUES (?, ?, ?, ?)
    ON CONFLICT (tenant_id, facet, value) DO UPDATE SET count = count + excluded.count";

/// Counts one call more (or less) with `value`.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    facet: &'static str,
    value: &str,
    by: i64,
) -> RecordsResult<()> {
    sqlx::query(ADD)
        .bind(tenant.bytes())
        .bind(facet)
        .bind(value)
        .bind(by)
        .execute(connection)
        .await?;
    Ok(())
}
