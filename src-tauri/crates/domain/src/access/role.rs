//! The roles of a workspace.

use crate::closed_list::closed_list;

closed_list! {
    /// One person has exactly one role.
    Role {
        /// Answers for the workspace; the only role that manages people.
        Owner = "owner",
        /// Answers requests under privacy law; reads everything, and the audit log.
        PrivacyOfficer = "privacy_officer",
        /// Works complaints against their clocks.
        GrievanceOfficer = "grievance_officer",
        /// Leads quality review.
        QaLead = "qa_lead",
        /// Listens to calls and reads transcripts.
        Reviewer = "reviewer",
        /// Runs the AI agents.
        AgentManager = "agent_manager",
        /// Reads only.
        Auditor = "auditor",
        /// Someone from outside, for a stated time and reason, approved by an owner.
        SupportGuest = "support_guest",
    }
}
