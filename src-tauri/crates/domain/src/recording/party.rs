//! Who takes part, and what is known of where they are.

use serde::{Deserialize, Serialize};

use super::place::Place;
use super::region::region_of_number;
use crate::closed_list::closed_list;

closed_list! {
    /// What a party is to the call.
    Role {
        Business = "business",
        /// The voice agent and whoever runs it.
        Agent = "agent",
        Caller = "caller",
        /// Whoever came later: a colleague, an interpreter, a conference.
        Joiner = "joiner",
    }
}

closed_list! {
    /// How a place is known.
    EvidenceKind {
        /// Where the business is.
        Site = "site",
        /// Where the agent runs.
        Host = "host",
        /// The telephone number's region: people move and take their number along.
        Number = "number",
        /// The address in the customer's record.
        Address = "address",
        /// What the party said.
        Stated = "stated",
    }
}

/// One thing that is known of where a party is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub kind: EvidenceKind,
    /// A telephone number with its country code, or an ISO 3166 code.
    pub value: String,
}

impl Evidence {
    /// The place that it tells.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        match self.kind {
            EvidenceKind::Number => region_of_number(&self.value),
            _ => Place::parse(&self.value).filter(|place| *place != Place::UNKNOWN),
        }
    }
}

/// One who takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub role: Role,
    pub evidence: Vec<Evidence>,
}
