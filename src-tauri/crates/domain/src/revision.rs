//! Revisions of something that was imported and stays as it came, and which of them
//! stands.
//!
//! A revision says on which it was made; so they form a graph that begins at the
//! import. Those that nothing was made on are its *heads*. One head is what stands; two
//! that say different things were made by people who did not know of each other, and it
//! is in dispute until somebody chooses: a choice is a revision made on all heads. To
//! undo is to withdraw a head, which uncovers what it was made on, a dispute included.
//!
//! Must not know: what is revised.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{CorrectionId, UserId};
use crate::time::UtcMillis;

/// Who took something back, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withdrawal {
    pub by: UserId,
    pub at: UtcMillis,
}

/// One revision of one thing.
pub trait Revision {
    /// What it comes to; heads that say the same are no dispute.
    type Says: PartialEq + ?Sized;

    fn id(&self) -> CorrectionId;
    fn at(&self) -> UtcMillis;
    /// The revisions it was made on; none: the import.
    fn made_on(&self) -> &[CorrectionId];
    fn is_withdrawn(&self) -> bool;
    fn says(&self) -> &Self::Says;
}

/// What stands after all revisions of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'a, R> {
    /// Those that nothing that stands was made on, oldest first.
    heads: Vec<&'a R>,
}

impl<'a, R: Revision> Standing<'a, R> {
    /// What it says now; `None`: what the import says. In a dispute it is what came
    /// first, for whoever has room for one alone: [`versions`](Self::versions) are all.
    #[must_use]
    pub fn says(&self) -> Option<&'a R::Says> {
        self.heads.first().map(|head| head.says())
    }

    /// The revision, as the next one will name it; empty for the import.
    #[must_use]
    pub fn heads(&self) -> Vec<CorrectionId> {
        self.heads.iter().map(|head| head.id()).collect()
    }

    /// Whether it is one of the heads.
    #[must_use]
    pub fn is_head(&self, id: CorrectionId) -> bool {
        self.heads.iter().any(|head| head.id() == id)
    }

    /// Whether people who did not know of each other say different things.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        self.heads
            .iter()
            .any(|head| Some(head.says()) != self.says())
    }

    /// In a dispute all that is said, each once, oldest first; otherwise nothing.
    #[must_use]
    pub fn versions(&self) -> Vec<&'a R> {
        let mut versions: Vec<&'a R> = Vec::new();
        if self.is_disputed() {
            for head in &self.heads {
                if !versions.iter().any(|one| one.says() == head.says()) {
                    versions.push(head);
                }
            }
        }
        versions
    }
}

/// What stands of the revisions of one thing, which may come in any order.
#[must_use]
pub fn standing<'a, R: Revision + 'a>(
    revisions: impl IntoIterator<Item = &'a R>,
) -> Standing<'a, R> {
    let by_id: BTreeMap<CorrectionId, &R> =
        revisions.into_iter().map(|one| (one.id(), one)).collect();
    let live = || by_id.values().filter(|one| !one.is_withdrawn());
    let mut covered = BTreeSet::new();
    let mut open: Vec<CorrectionId> = live().flat_map(|one| one.made_on().to_vec()).collect();
    while let Some(id) = open.pop() {
        if covered.insert(id)
            && let Some(one) = by_id.get(&id)
        {
            open.extend(one.made_on());
        }
    }
    let mut heads: Vec<&R> = live()
        .filter(|one| !covered.contains(&one.id()))
        .copied()
        .collect();
    heads.sort_by_key(|one| (one.at(), one.id()));
    Standing { heads }
}
