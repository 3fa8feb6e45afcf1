//! What can be permitted. Each permission is a variant, for data and screens,
//! and a type, for [`Grant`](super::Grant): a handler names the type it needs.

use serde::{Deserialize, Serialize};

use super::grant::PermissionKind;

/// The part of Parley a permission belongs to; screens group by it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    Calls,
    Quality,
    Desk,
    Import,
    Reports,
    Audit,
    People,
    Workspace,
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $text:literal in $area:ident),+ $(,)?) => {
        /// Everything that can be permitted.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
        #[serde(rename_all = "snake_case")]
        pub enum Permission { $($(#[$doc])* $name),+ }

        impl Permission {
            /// Every permission, in the order screens show them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The name that is stored and sent.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// Where screens show it.
            #[must_use]
            pub const fn area(self) -> Area {
                match self { $(Self::$name => Area::$area),+ }
            }
        }

        /// One type per permission, so that a grant for one cannot serve another.
        pub mod kinds {
            use super::{Permission, PermissionKind};
            $(
                $(#[$doc])*
                #[derive(Debug, Clone, Copy)]
                pub struct $name;
                impl PermissionKind for $name {
                    const PERMISSION: Permission = Permission::$name;
                }
            )+
        }
    };
}

permissions! {
    /// See the list of calls and search it.
    CallList = "call_list" in Calls,
    /// Open a call: its parties, summary and captured variables.
    CallRead = "call_read" in Calls,
    /// Read what was said.
    TranscriptRead = "transcript_read" in Calls,
    /// Hear a recording.
    RecordingListen = "recording_listen" in Calls,
    /// Change tags and which side the caller is on.
    CallAnnotate = "call_annotate" in Calls,
    /// Write calls, transcripts and sound to files outside the workspace. Each export
    /// needs the permission to read what it writes, too.
    CallExport = "call_export" in Calls,
    /// See scorecard forms, and the scores that were submitted.
    ScoreRead = "score_read" in Quality,
    /// Score calls.
    ScoreWrite = "score_write" in Quality,
    /// Answer for the AI agents that were scored: acknowledge a score, or dispute it.
    ScoreAnswer = "score_answer" in Quality,
    /// Decide disputes about scores.
    ScoreResolve = "score_resolve" in Quality,
    /// Write, publish and retire scorecard forms.
    FormManage = "form_manage" in Quality,
    /// Have one call scored by several people and compare.
    CalibrationManage = "calibration_manage" in Quality,
    /// Give calls to others to review, and set by which rules calls are drawn.
    ReviewManage = "review_manage" in Calls,
    /// See what comments said before their authors changed or deleted them.
    CommentModerate = "comment_moderate" in Calls,
    /// Share saved views with other roles.
    ViewShare = "view_share" in Calls,
    /// Set which words trackers look for and what a hit does, and run them.
    TrackerManage = "tracker_manage" in Calls,
    /// See who wants no calls and messages, and whether somebody may be called.
    SuppressionRead = "suppression_read" in Desk,
    /// Write down that somebody wants no more calls and messages.
    SuppressionAdd = "suppression_add" in Desk,
    /// Take somebody off that list, with a reason.
    SuppressionLift = "suppression_lift" in Desk,
    /// See the appointments and messages that agents made.
    BookingRead = "booking_read" in Desk,
    /// Cancel appointments.
    BookingManage = "booking_manage" in Desk,
    /// Set when appointments are taken, and what agents know.
    DeskManage = "desk_manage" in Desk,
    /// See the calls that are going on, and what is said in one.
    LiveCallWatch = "live_call_watch" in Calls,
    /// Hear a call that is going on, once it is being recorded.
    LiveCallListen = "live_call_listen" in Calls,
    /// Take a call over from the agent, or end it.
    LiveCallControl = "live_call_control" in Calls,
    /// Let the agent call a number.
    CallPlace = "call_place" in Calls,
    /// Call the agent to practise; the call is kept as a simulated one.
    PracticeRun = "practice_run" in Calls,
    /// Bring in recordings, transcripts and call data.
    CallImport = "call_import" in Import,
    /// Read the reports of past imports.
    ImportRead = "import_read" in Import,
    /// See many calls in numbers, in which nobody can be told.
    ReportRead = "report_read" in Reports,
    /// Read the audit log.
    AuditRead = "audit_read" in Audit,
    /// Check the audit chain and export signed checkpoints.
    AuditVerify = "audit_verify" in Audit,
    /// See who works here and in which role.
    UserRead = "user_read" in People,
    /// Add people, change roles, deactivate.
    UserManage = "user_manage" in People,
    /// Ask that a support guest be let in.
    SupportGuestRequest = "support_guest_request" in People,
    /// Let a support guest in, or end the visit.
    SupportGuestApprove = "support_guest_approve" in People,
    /// See the permission matrix and ask why.
    PermissionRead = "permission_read" in People,
    /// Change one's own passphrase, lock.
    SelfManage = "self_manage" in Workspace,
    /// Idle lock, recovery code.
    WorkspaceManage = "workspace_manage" in Workspace,
    /// Let the agent answer and make calls.
    AgentRun = "agent_run" in Workspace,
}
