//! How a decision came about, step by step.

use serde::Serialize;

use super::party::{EvidenceKind, Role};
use super::place::Place;
use super::rule::Rule;
use crate::closed_list::closed_list;

closed_list! {
    /// What a rule did to the decision.
    Why {
        /// It is the strictest.
        Strictest = "strictest",
        /// It is as strict as the strictest.
        AsStrict = "as_strict",
        /// It is laxer, but wants something the strictest does not.
        Adds = "adds",
        /// It is laxer and wants nothing more.
        Laxer = "laxer",
    }
}

/// One place of one party, and the rule there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The party, in the order given; `None` where there was none at all.
    pub party: Option<usize>,
    pub role: Option<Role>,
    /// How the place is known; `None` where it is not.
    pub evidence: Option<EvidenceKind>,
    pub place: Place,
    pub rule: Rule,
    pub why: Why,
}
