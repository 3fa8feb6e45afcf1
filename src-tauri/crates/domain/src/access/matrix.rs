//! The access matrix: which role holds which permission. A snapshot test shows
//! the whole of it, so that a change is seen in review.

use super::{Permission, Role};

/// The roles that hold `permission`. Listed by permission, because that is the
/// question a reader brings: "who can hear recordings?"
#[must_use]
pub const fn roles_with(permission: Permission) -> &'static [Role] {
    use Role::{
        AgentManager, Auditor, GrievanceOfficer, Owner, PrivacyOfficer, QaLead, Reviewer,
        SupportGuest,
    };
    match permission {
        Permission::CallList | Permission::CallRead | Permission::SelfManage => Role::ALL,
        Permission::TranscriptRead | Permission::RecordingListen => &[
            Owner,
            PrivacyOfficer,
            GrievanceOfficer,
            QaLead,
            Reviewer,
            AgentManager,
            Auditor,
        ],
        Permission::CallAnnotate => &[Owner, GrievanceOfficer, QaLead, Reviewer, AgentManager],
        // What leaves the workspace is no longer guarded by it. So those may who answer
        // for it: to the person on the line, to an authority, or for quality. Who only
        // listens, runs agents, audits or visits reads here.
        Permission::CallExport => &[Owner, PrivacyOfficer, GrievanceOfficer, QaLead],
        // Scores quote what callers said, so who may not read transcripts reads no scores.
        Permission::ScoreRead => &[
            Owner,
            PrivacyOfficer,
            GrievanceOfficer,
            QaLead,
            Reviewer,
            AgentManager,
            Auditor,
        ],
        Permission::ScoreWrite => &[Owner, GrievanceOfficer, QaLead, Reviewer],
        Permission::ScoreAnswer | Permission::AgentRun => &[Owner, AgentManager],
        Permission::ScoreResolve
        | Permission::FormManage
        | Permission::CalibrationManage
        | Permission::ReviewManage
        | Permission::CommentModerate
        | Permission::ViewShare
        | Permission::TrackerManage => &[Owner, QaLead],
        Permission::SuppressionRead | Permission::BookingRead => &[
            Owner,
            PrivacyOfficer,
            GrievanceOfficer,
            QaLead,
            Reviewer,
            AgentManager,
            Auditor,
        ],
        // Whoever hears a refusal writes it down; who takes it back answers for it.
        Permission::SuppressionAdd => &[
            Owner,
            PrivacyOfficer,
            GrievanceOfficer,
            QaLead,
            Reviewer,
            AgentManager,
        ],
        Permission::SuppressionLift => &[Owner, PrivacyOfficer, GrievanceOfficer],
        Permission::BookingManage => &[Owner, GrievanceOfficer, Reviewer, AgentManager],
        Permission::DeskManage => &[Owner, AgentManager],
        // Quality is judged by who listens; the call is in the hands of who runs the agent.
        Permission::LiveCallWatch
        | Permission::LiveCallListen
        | Permission::PracticeRun
        | Permission::CallImport => &[Owner, QaLead, AgentManager],
        Permission::LiveCallControl | Permission::CallPlace => &[Owner, AgentManager],
        Permission::ImportRead => &[Owner, PrivacyOfficer, QaLead, AgentManager, Auditor],
        // A reviewer listens to single calls; a guest comes to mend something.
        Permission::ReportRead => &[
            Owner,
            PrivacyOfficer,
            GrievanceOfficer,
            QaLead,
            AgentManager,
            Auditor,
        ],
        Permission::AuditRead | Permission::AuditVerify => &[Owner, PrivacyOfficer, Auditor],
        Permission::UserRead | Permission::PermissionRead => &[
            Owner,
            PrivacyOfficer,
            GrievanceOfficer,
            QaLead,
            Reviewer,
            AgentManager,
            Auditor,
            SupportGuest,
        ],
        Permission::SupportGuestRequest => &[Owner, PrivacyOfficer, QaLead, AgentManager],
        Permission::UserManage | Permission::SupportGuestApprove | Permission::WorkspaceManage => {
            &[Owner]
        }
    }
}

/// Whether `role` holds `permission` by the matrix alone.
#[must_use]
pub fn allows(role: Role, permission: Permission) -> bool {
    roles_with(permission).contains(&role)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn() -> String {
        let mut text = String::new();
        for &permission in Permission::ALL {
            text.push_str(&format!("{:<22}", permission.as_str()));
            for &role in Role::ALL {
                text.push_str(if allows(role, permission) { " x" } else { " ." });
            }
            text.push('\n');
        }
        text
    }

    #[test]
    fn the_whole_matrix() {
        // owner, privacy, grievance, qa lead, reviewer, agent manager, auditor, guest
        let expected = "\
call_list              x x x x x x x x
call_read              x x x x x x x x
transcript_read        x x x x x x x .
recording_listen       x x x x x x x .
call_annotate          x . x x x x . .
call_export            x x x x . . . .
score_read             x x x x x x x .
score_write            x . x x x . . .
score_answer           x . . . . x . .
score_resolve          x . . x . . . .
form_manage            x . . x . . . .
calibration_manage     x . . x . . . .
review_manage          x . . x . . . .
comment_moderate       x . . x . . . .
view_share             x . . x . . . .
tracker_manage         x . . x . . . .
suppression_read       x x x x x x x .
suppression_add        x x x x x x . .
suppression_lift       x x x . . . . .
booking_read           x x x x x x x .
booking_manage         x . x . x x . .
desk_manage            x . . . . x . .
live_call_watch        x . . x . x . .
live_call_listen       x . . x . x . .
live_call_control      x . . . . x . .
call_place             x . . . . x . .
practice_run           x . . x . x . .
call_import            x . . x . x . .
import_read            x x . x . x x .
report_read            x x x x . x x .
audit_read             x x . . . . x .
audit_verify           x x . . . . x .
user_read              x x x x x x x x
user_manage            x . . . . . . .
support_guest_request  x x . x . x . .
support_guest_approve  x . . . . . . .
permission_read        x x x x x x x x
self_manage            x x x x x x x x
workspace_manage       x . . . . . . .
agent_run              x . . . . x . .
";
        assert_eq!(drawn(), expected);
    }

    #[test]
    fn who_exports_may_see_what_is_exported() {
        let seen = [
            Permission::CallRead,
            Permission::TranscriptRead,
            Permission::RecordingListen,
        ];
        for role in roles_with(Permission::CallExport) {
            assert!(seen.iter().all(|&p| allows(*role, p)), "{role:?}");
        }
    }

    #[test]
    fn who_reads_scores_may_read_what_they_quote() {
        for role in roles_with(Permission::ScoreRead) {
            assert!(allows(*role, Permission::TranscriptRead), "{role:?}");
        }
        for permission in [
            Permission::ScoreWrite,
            Permission::ScoreAnswer,
            Permission::ScoreResolve,
            Permission::FormManage,
            Permission::CalibrationManage,
        ] {
            let roles = roles_with(permission).iter();
            assert!(
                roles
                    .copied()
                    .all(|role| allows(role, Permission::ScoreRead))
            );
        }
    }

    #[test]
    fn an_auditor_changes_nothing() {
        let changes = [
            Permission::CallAnnotate,
            Permission::CallExport,
            Permission::ScoreWrite,
            Permission::ScoreAnswer,
            Permission::ScoreResolve,
            Permission::FormManage,
            Permission::CalibrationManage,
            Permission::ReviewManage,
            Permission::ViewShare,
            Permission::TrackerManage,
            Permission::SuppressionAdd,
            Permission::SuppressionLift,
            Permission::BookingManage,
            Permission::DeskManage,
            Permission::LiveCallControl,
            Permission::CallPlace,
            Permission::PracticeRun,
            Permission::CallImport,
            Permission::UserManage,
            Permission::SupportGuestRequest,
            Permission::SupportGuestApprove,
            Permission::WorkspaceManage,
            Permission::AgentRun,
        ];
        assert!(changes.iter().all(|&p| !allows(Role::Auditor, p)));
    }
}
