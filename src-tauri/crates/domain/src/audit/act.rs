//! The closed list of acts that are written down.

use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($variant),+ }
        impl $name {
            /// Every value, in the order screens show them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The name that is stored and sent.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
            /// The value of a stored name.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named! {
    /// What was done. Reads of personal data are acts like any other.
    Act {
        WorkspaceCreated = "workspace_created",
        SignedIn = "signed_in",
        SignInFailed = "sign_in_failed",
        Locked = "locked",
        PassphraseChanged = "passphrase_changed",
        RecoveryUsed = "recovery_used",
        RecoveryRenewed = "recovery_renewed",
        IdleLockSet = "idle_lock_set",
        UserAdded = "user_added",
        RoleChanged = "role_changed",
        UserDeactivated = "user_deactivated",
        UserReactivated = "user_reactivated",
        SupportRequested = "support_requested",
        SupportApproved = "support_approved",
        SupportEnded = "support_ended",
        PermissionDenied = "permission_denied",
        CallsSearched = "calls_searched",
        CallOpened = "call_opened",
        TranscriptOpened = "transcript_opened",
        RecordingPlayStarted = "recording_play_started",
        RecordingListened = "recording_listened",
        TagsChanged = "tags_changed",
        SidesSwapped = "sides_swapped",
        ImportStarted = "import_started",
        CallImported = "call_imported",
        ImportFinished = "import_finished",
        ReportSaved = "report_saved",
        AuditRead = "audit_read",
        AuditVerified = "audit_verified",
        CheckpointExported = "checkpoint_exported",
    }
}

named! {
    /// Why personal data was read.
    Purpose {
        QualityReview = "quality_review",
        Administration = "administration",
        Security = "security",
    }
}

named! {
    /// What an act was done to.
    SubjectKind {
        Workspace = "workspace",
        User = "user",
        Call = "call",
        Import = "import",
        AuditLog = "audit_log",
    }
}
