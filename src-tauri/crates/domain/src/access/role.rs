//! The roles of a workspace.

use serde::{Deserialize, Serialize};

/// One person has exactly one role.
#[derive(
    Debug,
    Clone,
    Copy,
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
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers for the workspace; the only role that manages people.
    Owner,
    /// Answers requests under privacy law; reads everything, and the audit log.
    PrivacyOfficer,
    /// Works complaints against their clocks.
    GrievanceOfficer,
    /// Leads quality review.
    QaLead,
    /// Listens to calls and reads transcripts.
    Reviewer,
    /// Runs the AI agents.
    AgentManager,
    /// Reads only.
    Auditor,
    /// Someone from outside, for a stated time and reason, approved by an owner.
    SupportGuest,
}

impl Role {
    /// Every role, in the order screens show them.
    pub const ALL: &'static [Self] = &[
        Self::Owner,
        Self::PrivacyOfficer,
        Self::GrievanceOfficer,
        Self::QaLead,
        Self::Reviewer,
        Self::AgentManager,
        Self::Auditor,
        Self::SupportGuest,
    ];

    /// The name that is stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::PrivacyOfficer => "privacy_officer",
            Self::GrievanceOfficer => "grievance_officer",
            Self::QaLead => "qa_lead",
            Self::Reviewer => "reviewer",
            Self::AgentManager => "agent_manager",
            Self::Auditor => "auditor",
            Self::SupportGuest => "support_guest",
        }
    }

    /// The role of a stored name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|r| r.as_str() == text)
    }
}
