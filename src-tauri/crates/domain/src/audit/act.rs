//! The closed list of acts that are written down.

use crate::closed_list::closed_list;

closed_list! {
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
        /// What is said in a call that goes on was looked at.
        LiveCallWatched = "live_call_watched",
        LiveListenStarted = "live_listen_started",
        LiveListened = "live_listened",
        LiveCallTakenOver = "live_call_taken_over",
        LiveCallEnded = "live_call_ended",
        /// It was to be ended while it rang, and the carrier did not.
        LiveCallNotEnded = "live_call_not_ended",
        PracticeStarted = "practice_started",
        PracticeEnded = "practice_ended",
        TagsChanged = "tags_changed",
        SidesSwapped = "sides_swapped",
        FormSaved = "form_saved",
        FormPublished = "form_published",
        FormRetired = "form_retired",
        FormRestored = "form_restored",
        FormDraftDiscarded = "form_draft_discarded",
        ScoreBegun = "score_begun",
        ScoreDrafted = "score_drafted",
        ScoreDiscarded = "score_discarded",
        ScoreSubmitted = "score_submitted",
        ScoreOpened = "score_opened",
        ScoreAcknowledged = "score_acknowledged",
        ScoreDisputed = "score_disputed",
        ScoreUpheld = "score_upheld",
        ScoreChanged = "score_changed",
        CalibrationBegun = "calibration_begun",
        CalibrationOpened = "calibration_opened",
        CalibrationRead = "calibration_read",
        BulkStarted = "bulk_started",
        BulkFinished = "bulk_finished",
        BulkUndone = "bulk_undone",
        CallAssigned = "call_assigned",
        CallFlagged = "call_flagged",
        FlagsRemoved = "flags_removed",
        ReviewDecided = "review_decided",
        ReviewReopened = "review_reopened",
        SamplingRuleSet = "sampling_rule_set",
        ViewSaved = "view_saved",
        ViewRemoved = "view_removed",
        ViewRestored = "view_restored",
        TrackerSaved = "tracker_saved",
        TrackerTried = "tracker_tried",
        TrackerRunStarted = "tracker_run_started",
        TrackerRunFinished = "tracker_run_finished",
        TurnCorrected = "turn_corrected",
        CorrectionWithdrawn = "correction_withdrawn",
        CorrectionChosen = "correction_chosen",
        TurnHistoryRead = "turn_history_read",
        CapturedCorrected = "captured_corrected",
        CapturedWithdrawn = "captured_withdrawn",
        CapturedChosen = "captured_chosen",
        CapturedHistoryRead = "captured_history_read",
        SpeakersChanged = "speakers_changed",
        SpeakersRestored = "speakers_restored",
        CommentAdded = "comment_added",
        CommentEdited = "comment_edited",
        CommentDeleted = "comment_deleted",
        CommentHistoryRead = "comment_history_read",
        CommentResolved = "comment_resolved",
        CommentReopened = "comment_reopened",
        CommentsRead = "comments_read",
        MentionsRead = "mentions_read",
        ImportStarted = "import_started",
        CallImported = "call_imported",
        ImportFinished = "import_finished",
        ReportSaved = "report_saved",
        ExportStarted = "export_started",
        CallExported = "call_exported",
        /// A week's report left the workspace.
        WeeklyExported = "weekly_exported",
        ExportFinished = "export_finished",
        /// Somebody let the agent call a number; written before it is dialled.
        CallPlaced = "call_placed",
        /// The runtime answered or made a call; from here on it is kept.
        CallBegun = "call_begun",
        /// A call that the runtime had became one of the list.
        CallKept = "call_kept",
        /// A call was run again from its log, to prove it.
        CallReplayed = "call_replayed",
        ContactSuppressed = "contact_suppressed",
        /// Somebody refused more calls, and where they can be called is not known.
        RefusalWithoutContact = "refusal_without_contact",
        SuppressionLifted = "suppression_lifted",
        SuppressionsRead = "suppressions_read",
        PermitChecked = "permit_checked",
        BookingMade = "booking_made",
        BookingMoved = "booking_moved",
        BookingConfirmed = "booking_confirmed",
        BookingCancelled = "booking_cancelled",
        BookingsRead = "bookings_read",
        CalendarSet = "calendar_set",
        MessageQueued = "message_queued",
        MessageSettled = "message_settled",
        /// The carrier told what became of a message that it took.
        MessageReceipt = "message_receipt",
        MessagesRead = "messages_read",
        KnowledgeChanged = "knowledge_changed",
        KnowledgeRemoved = "knowledge_removed",
        AuditRead = "audit_read",
        AuditVerified = "audit_verified",
        CheckpointExported = "checkpoint_exported",
        /// How the agent takes calls was set.
        AgentSet = "agent_set",
        /// The agent began to take calls.
        AgentStarted = "agent_started",
        AgentStopped = "agent_stopped",
    }
}

closed_list! {
    /// Why personal data was read or handed out.
    Purpose {
        QualityReview = "quality_review",
        /// The person on the line asked for what is kept about them.
        DataRequest = "data_request",
        Complaint = "complaint",
        /// To bring, or to answer, a claim at law.
        LegalClaim = "legal_claim",
        /// A court or an authority ordered it.
        AuthorityOrder = "authority_order",
        Administration = "administration",
        Security = "security",
    }
}

closed_list! {
    /// What an act was done to.
    SubjectKind {
        Workspace = "workspace",
        User = "user",
        Call = "call",
        Import = "import",
        Export = "export",
        Form = "form",
        AuditLog = "audit_log",
    }
}
