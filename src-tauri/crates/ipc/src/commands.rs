//! The table. It is also the access matrix's other half: what a role may do is
//! in `parley_domain::access::matrix`, what each command needs is here.

use parley_app::agent::*;
use parley_app::audit::*;
use parley_app::bookings::*;
use parley_app::bulk::*;
use parley_app::calls::*;
use parley_app::captured::*;
use parley_app::comments::*;
use parley_app::desk::Desk;
use parley_app::error::AppError;
use parley_app::export::*;
use parley_app::floor::*;
use parley_app::import::*;
use parley_app::knowledge::*;
use parley_app::messages::*;
use parley_app::outbound::*;
use parley_app::permissions::*;
use parley_app::permits::*;
use parley_app::player::*;
use parley_app::ports::{KnownWorkspace, LiveCallView};
use parley_app::practice::*;
use parley_app::reports::*;
use parley_app::review::*;
use parley_app::scorecards::*;
use parley_app::suppressions::*;
use parley_app::trackers::*;
use parley_app::transcript::*;
use parley_app::users::*;
use parley_app::views::*;
use parley_app::workspaces::*;
use parley_domain::access::{Explanation, Permission, kinds};
use parley_domain::error_code::ErrorCode;
use parley_domain::report::{OpenFlags, Overview};
use serde_json::Value;

use crate::WireError;
use crate::table::{CommandInfo, commands, decode, encode};

commands! {
    signed_out {
        shell_state(ShellState) -> ShellStateView;
        workspace_create(CreateWorkspace) -> CreatedWorkspace;
        demo_make(MakeDemo) -> MadeDemo;
        workspace_add(AddWorkspace) -> KnownWorkspace;
        workspace_forget(ForgetWorkspace) -> Done;
        workspace_unlock(UnlockWorkspace) -> OpenWorkspaceView;
        workspace_recover(RecoverWorkspace) -> CreatedWorkspace;
        workspace_lock(LockWorkspace) -> Done;
    }
    signed_in {
        session_touch(TouchSession) -> Done,                        requires SelfManage;
        passphrase_change(ChangePassphrase) -> Done,                requires SelfManage;
        recovery_code_renew(RenewRecoveryCode) -> RecoveryCodeView, requires WorkspaceManage;
        idle_lock_set(SetIdleLock) -> IdleLockView,                 requires WorkspaceManage;

        agent_line_get(GetAgentLine) -> AgentLineView,              requires AgentRun;
        agent_line_set(SetAgentLine) -> AgentLineView,              requires AgentRun;
        agent_start(StartAgent) -> AgentLineView,                   requires AgentRun;
        agent_stop(StopAgent) -> AgentLineView,                     requires AgentRun;

        user_list(ListUsers) -> UserListView,                       requires UserRead;
        user_add(AddUser) -> UserView,                              requires UserManage;
        user_role_set(SetUserRole) -> UserView,                     requires UserManage;
        user_deactivate(DeactivateUser) -> UserView,                requires UserManage;
        user_reactivate(ReactivateUser) -> UserView,                requires UserManage;
        support_guest_request(RequestSupportGuest) -> UserView,     requires SupportGuestRequest;
        support_guest_approve(ApproveSupportGuest) -> UserView,     requires SupportGuestApprove;
        support_guest_end(EndSupportGuest) -> UserView,             requires SupportGuestApprove;
        permission_matrix(PermissionMatrix) -> PermissionMatrixView, requires PermissionRead;
        permission_explain(ExplainPermission) -> Explanation,       requires PermissionRead;

        call_list(ListCalls) -> CallListView,                       requires CallList;
        call_count(CountCalls) -> CallCountView,                    requires CallList;
        call_facets(ListFacets) -> CallFacets,                      requires CallList;
        turn_search(SearchTurns) -> TurnSearchView,                 requires TranscriptRead;
        call_get(GetCall) -> CallView,                              requires CallRead;
        transcript_get(GetTranscript) -> TranscriptView,            requires TranscriptRead;
        peaks_get(GetPeaks) -> PeaksLanesView,                      requires RecordingListen;
        call_tags_set(SetCallTags) -> TagsView,                     requires CallAnnotate;
        call_sides_swap(SwapSides) -> CallView,                     requires CallAnnotate;

        calls_chosen_count(CountChosen) -> ChosenView,              requires CallList;
        calls_act(ActOnCalls) -> BulkView,                          requires CallAnnotate;
        bulk_cancel(CancelBulk) -> Done,                            requires CallAnnotate;
        bulk_undo(UndoBulk) -> BulkView,                            requires CallAnnotate;

        call_review_get(GetCallReview) -> CallReviewView,           requires CallRead;
        call_flag(FlagCall) -> CallReviewView,                      requires CallAnnotate;
        call_flag_remove(RemoveFlag) -> CallReviewView,             requires CallAnnotate;
        call_assign(AssignCall) -> CallReviewView,                  requires CallAnnotate;
        review_decide(DecideReview) -> CallReviewView,              requires CallAnnotate;
        review_reopen(ReopenReview) -> CallReviewView,              requires CallAnnotate;
        queue_list(ListQueue) -> QueueView,                         requires CallList;
        sampling_rule_list(ListSamplingRules) -> SamplingRulesView, requires CallList;
        sampling_rule_set(SetSamplingRule) -> SamplingRulesView,    requires ReviewManage;

        view_list(ListViews) -> ViewListView,                       requires CallList;
        view_save(SaveView) -> ViewListView,                        requires CallList;
        view_remove(RemoveView) -> ViewListView,                    requires CallList;
        view_restore(RestoreView) -> ViewListView,                  requires CallList;
        view_pin(PinView) -> ViewListView,                          requires CallList;

        tracker_list(ListTrackers) -> TrackerListView,              requires CallList;
        tracker_save(SaveTracker) -> TrackerListView,               requires TrackerManage;
        tracker_try(TryTracker) -> TriedView,                       requires TrackerManage;
        tracker_run(RunTracker) -> TrackerRunView,                  requires TrackerManage;
        turn_correct(CorrectTurn) -> CorrectedTurnView,             requires CallAnnotate;
        correction_withdraw(WithdrawCorrection) -> CorrectedTurnView, requires CallAnnotate;
        correction_choose(ChooseCorrection) -> CorrectedTurnView,   requires CallAnnotate;
        turn_history(GetTurnHistory) -> TurnHistoryView,            requires TranscriptRead;
        voice_count(CountVoice) -> VoiceCountView,                  requires CallAnnotate;
        speakers_change(ChangeSpeakers) -> TranscriptView,          requires CallAnnotate;
        speakers_restore(RestoreSpeakers) -> TranscriptView,        requires CallAnnotate;
        speaker_changes(ListSpeakerChanges) -> SpeakerChangesView,  requires TranscriptRead;

        captured_correct(CorrectCaptured) -> CapturedView,          requires CallAnnotate;
        captured_withdraw(WithdrawCaptured) -> CapturedView,        requires CallAnnotate;
        captured_choose(ChooseCaptured) -> CapturedView,            requires CallAnnotate;
        captured_history(GetCapturedHistory) -> CapturedHistoryView, requires TranscriptRead;

        comment_list(ListComments) -> CommentsView,                 requires TranscriptRead;
        comment_add(AddComment) -> ThreadView,                      requires CallAnnotate;
        comment_reply(ReplyToComment) -> ThreadView,                requires CallAnnotate;
        comment_edit(EditComment) -> ThreadView,                    requires CallAnnotate;
        comment_delete(DeleteComment) -> ThreadView,                requires CallAnnotate;
        comment_history(GetCommentHistory) -> CommentHistoryView,   requires CommentModerate;
        comment_resolve(ResolveComment) -> ThreadView,              requires CallAnnotate;
        comment_reopen(ReopenComment) -> ThreadView,                requires CallAnnotate;
        mention_count(CountMentions) -> MentionCountView,           requires TranscriptRead;
        mention_list(ListMentions) -> MentionsView,                 requires TranscriptRead;
        mentions_see(SeeMentions) -> MentionCountView,              requires TranscriptRead;

        call_export(ExportCall) -> ExportedFile,                    requires CallExport;
        clip_export(ExportClip) -> ExportedFile,                    requires CallExport;
        case_file_export(ExportCaseFile) -> ExportedFile,           requires CallExport;
        paper_export(ExportPaper) -> ExportedFile,                  requires CallExport;
        calls_export(ExportCalls) -> ExportReport,                  requires CallExport;
        export_cancel(CancelExport) -> Done,                        requires CallExport;

        form_list(ListForms) -> FormListView,                       requires ScoreRead;
        form_get(GetForm) -> FormView,                              requires ScoreRead;
        form_save(SaveForm) -> FormView,                            requires FormManage;
        form_draft_discard(DiscardFormDraft) -> Done,               requires FormManage;
        form_publish(PublishForm) -> FormView,                      requires FormManage;
        form_retire(RetireForm) -> FormView,                        requires FormManage;
        score_list(ListScores) -> ScoreListView,                    requires ScoreRead;
        score_get(GetScore) -> ScoreView,                           requires ScoreRead;
        score_begin(BeginScore) -> ScoreView,                       requires ScoreWrite;
        score_save(SaveScore) -> DraftView,                         requires ScoreWrite;
        score_discard(DiscardScore) -> Done,                        requires ScoreWrite;
        score_submit(SubmitScore) -> ScoreView,                     requires ScoreWrite;
        score_answer(AnswerScore) -> ScoreView,                     requires ScoreAnswer;
        score_resolve(ResolveScore) -> ScoreView,                   requires ScoreResolve;
        calibration_list(ListCalibrations) -> CalibrationListView,  requires ScoreRead;
        calibration_get(GetCalibration) -> CalibrationView,         requires ScoreRead;
        calibration_begin(BeginCalibration) -> CalibrationView,     requires CalibrationManage;
        calibration_open(OpenCalibration) -> CalibrationView,       requires CalibrationManage;

        player_open(OpenPlayer) -> PlayerView,                      requires RecordingListen;
        player_play(PlayPlayer) -> Done,                            requires RecordingListen;
        player_pause(PausePlayer) -> Done,                          requires RecordingListen;
        player_seek(SeekPlayer) -> Done,                            requires RecordingListen;
        player_speed_set(SetPlayerSpeed) -> Done,                   requires RecordingListen;
        player_mix_set(SetPlayerMix) -> Done,                       requires RecordingListen;
        player_loop_set(SetPlayerLoop) -> Done,                     requires RecordingListen;
        player_silence_skip(SkipSilence) -> SkippedView,            requires RecordingListen;
        output_list(ListOutputs) -> OutputsView,                    requires RecordingListen;
        output_choose(ChooseOutput) -> OutputsView,                 requires RecordingListen;
        player_close(ClosePlayer) -> Done,                          requires RecordingListen;

        suppression_list(ListSuppressions) -> SuppressionListView,  requires SuppressionRead;
        suppression_add(AddSuppression) -> SuppressionView,         requires SuppressionAdd;
        suppression_preview(PreviewSuppressions) -> SuppressionPreview, requires SuppressionAdd;
        suppression_import(ImportSuppressions) -> SuppressionsImported, requires SuppressionAdd;
        suppression_lift(LiftSuppression) -> SuppressionView,       requires SuppressionLift;
        call_permit(ExplainPermit) -> PermitView,                   requires SuppressionRead;
        booking_list(ListBookings) -> BookingListView,              requires BookingRead;
        booking_cancel(CancelBooking) -> BookingView,               requires BookingManage;
        calendar_get(GetCalendar) -> CalendarView,                  requires CallList;
        calendar_set(SetCalendar) -> CalendarView,                  requires DeskManage;
        message_list(ListMessages) -> MessageListView,              requires BookingRead;
        knowledge_list(ListKnowledge) -> KnowledgeView,             requires CallList;
        knowledge_put(PutKnowledge) -> KnowledgeView,               requires DeskManage;
        knowledge_remove(RemoveKnowledge) -> KnowledgeView,         requires DeskManage;
        knowledge_import(ImportKnowledge) -> KnowledgeView,         requires DeskManage;
        knowledge_export(ExportKnowledge) -> KnowledgeFile,         requires CallList;

        live_calls(ListLiveCalls) -> LiveCallListView,              requires LiveCallWatch;
        live_call_get(GetLiveCall) -> LiveCallView,                 requires LiveCallWatch;
        live_call_listen(ListenToLiveCall) -> Done,                 requires LiveCallListen;
        live_call_listen_stop(StopListening) -> Done,               requires LiveCallListen;
        live_call_take_over(TakeOverLiveCall) -> Done,              requires LiveCallControl;
        live_call_end(EndLiveCall) -> Done,                         requires LiveCallControl;

        call_place(PlaceCall) -> PlacedCallView,                    requires CallPlace;

        practice_start(StartPractice) -> PracticeView,              requires PracticeRun;
        practice_say(SayInPractice) -> Done,                        requires PracticeRun;
        practice_key(PressKey) -> Done,                             requires PracticeRun;
        practice_end(EndPractice) -> Done,                          requires PracticeRun;
        practice_state(GetPractice) -> PracticeView,                requires PracticeRun;

        import_preview(PreviewImport) -> ImportPreviewView,         requires CallImport;
        import_run(RunImport) -> ImportReport,                      requires CallImport;
        import_cancel(CancelImport) -> Done,                        requires CallImport;
        import_list(ListImports) -> ImportListView,                 requires ImportRead;
        import_report_get(GetImportReport) -> ImportReport,         requires ImportRead;
        import_report_save(SaveImportReport) -> SavedReport,        requires ImportRead;

        overview_get(GetOverview) -> Overview,                      requires ReportRead;
        open_flags_get(GetOpenFlags) -> OpenFlags,                  requires ReportRead;
        weekly_get(GetWeekly) -> WeeklyView,                        requires ReportRead;
        weekly_export(ExportWeekly) -> ExportedFile,                requires ReportRead;

        audit_list(ListAudit) -> AuditListView,                     requires AuditRead;
        audit_verify(VerifyAudit) -> AuditVerdictView,              requires AuditVerify;
        media_verify(VerifyMedia) -> MediaVerdictView,              requires AuditVerify;
        call_replay(ReplayCall) -> ReplayView,                     requires AuditVerify;
        audit_checkpoint_export(ExportCheckpoint) -> ExportedCheckpoint, requires AuditVerify;
    }
}

/// Runs the row `name` on `input` for whoever is signed in at `desk`.
///
/// # Errors
/// [`WireError`], already logged.
pub async fn dispatch(desk: &Desk, name: &str, input: Value) -> Result<Value, WireError> {
    run(desk, name, input)
        .await
        .map_err(|error| WireError::report(desk, name, &error))
}
