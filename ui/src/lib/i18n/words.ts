// The closed lists of the core in words. Each table is exhaustive: a new value
// does not compile until it has a name in every language.
import type {
  Act,
  Area,
  Channel,
  Direction,
  PreviewKind,
  FileResult,
  Outcome,
  Permission,
  Purpose,
  Role,
  Side,
  StepCode,
} from '$lib/api';
import { m } from '$lib/paraglide/messages';

type Words<K extends string> = Record<K, () => string>;

export const channelWords: Words<Channel> = {
  phone: m.channel_phone,
  web: m.channel_web,
  sms: m.channel_sms,
  whatsapp: m.channel_whatsapp,
  chat: m.channel_chat,
  email: m.channel_email,
};

export const directionWords: Words<Direction> = {
  inbound: m.direction_inbound,
  outbound: m.direction_outbound,
  unknown: m.direction_unknown,
};

export const outcomeWords: Words<Outcome> = {
  booked: m.outcome_booked,
  rescheduled: m.outcome_rescheduled,
  cancelled: m.outcome_cancelled,
  answered: m.outcome_answered,
  transferred: m.outcome_transferred,
  voicemail: m.outcome_voicemail,
  opted_out: m.outcome_opted_out,
  complained: m.outcome_complained,
  asked_to_delete: m.outcome_asked_to_delete,
  no_answer: m.outcome_no_answer,
  failed: m.outcome_failed,
  unknown: m.outcome_unknown,
};

export const sideWords: Words<Side> = {
  caller: m.side_caller,
  agent: m.side_agent,
  other: m.side_other,
};

export const roleWords: Words<Role> = {
  owner: m.role_owner,
  privacy_officer: m.role_privacy_officer,
  grievance_officer: m.role_grievance_officer,
  qa_lead: m.role_qa_lead,
  reviewer: m.role_reviewer,
  agent_manager: m.role_agent_manager,
  auditor: m.role_auditor,
  support_guest: m.role_support_guest,
};

export const permissionWords: Words<Permission> = {
  call_list: m.perm_call_list,
  call_read: m.perm_call_read,
  transcript_read: m.perm_transcript_read,
  recording_listen: m.perm_recording_listen,
  call_annotate: m.perm_call_annotate,
  call_export: m.perm_call_export,
  score_read: m.perm_score_read,
  score_write: m.perm_score_write,
  score_answer: m.perm_score_answer,
  score_resolve: m.perm_score_resolve,
  form_manage: m.perm_form_manage,
  calibration_manage: m.perm_calibration_manage,
  review_manage: m.perm_review_manage,
  view_share: m.perm_view_share,
  tracker_manage: m.perm_tracker_manage,
  call_import: m.perm_call_import,
  import_read: m.perm_import_read,
  report_read: m.perm_report_read,
  audit_read: m.perm_audit_read,
  audit_verify: m.perm_audit_verify,
  user_read: m.perm_user_read,
  user_manage: m.perm_user_manage,
  support_guest_request: m.perm_support_guest_request,
  support_guest_approve: m.perm_support_guest_approve,
  permission_read: m.perm_permission_read,
  self_manage: m.perm_self_manage,
  workspace_manage: m.perm_workspace_manage,
};

export const areaWords: Words<Area> = {
  calls: m.area_calls,
  quality: m.area_quality,
  import: m.area_import,
  reports: m.area_reports,
  audit: m.area_audit,
  people: m.area_people,
  workspace: m.area_workspace,
};

export const stepWords: Words<StepCode> = {
  account_active: m.step_account_active,
  account_deactivated: m.step_account_deactivated,
  role_holds: m.step_role_holds,
  role_lacks: m.step_role_lacks,
  support_not_approved: m.step_support_not_approved,
  support_expired: m.step_support_expired,
  support_active: m.step_support_active,
};

export const purposeWords: Words<Purpose> = {
  quality_review: m.purpose_quality_review,
  data_request: m.purpose_data_request,
  complaint: m.purpose_complaint,
  legal_claim: m.purpose_legal_claim,
  authority_order: m.purpose_authority_order,
  administration: m.purpose_administration,
  security: m.purpose_security,
};

export const actWords: Words<Act> = {
  workspace_created: m.act_workspace_created,
  signed_in: m.act_signed_in,
  sign_in_failed: m.act_sign_in_failed,
  locked: m.act_locked,
  passphrase_changed: m.act_passphrase_changed,
  recovery_used: m.act_recovery_used,
  recovery_renewed: m.act_recovery_renewed,
  idle_lock_set: m.act_idle_lock_set,
  user_added: m.act_user_added,
  role_changed: m.act_role_changed,
  user_deactivated: m.act_user_deactivated,
  user_reactivated: m.act_user_reactivated,
  support_requested: m.act_support_requested,
  support_approved: m.act_support_approved,
  support_ended: m.act_support_ended,
  permission_denied: m.act_permission_denied,
  calls_searched: m.act_calls_searched,
  call_opened: m.act_call_opened,
  transcript_opened: m.act_transcript_opened,
  recording_play_started: m.act_recording_play_started,
  recording_listened: m.act_recording_listened,
  tags_changed: m.act_tags_changed,
  sides_swapped: m.act_sides_swapped,
  form_saved: m.act_form_saved,
  form_published: m.act_form_published,
  form_retired: m.act_form_retired,
  form_restored: m.act_form_restored,
  form_draft_discarded: m.act_form_draft_discarded,
  score_begun: m.act_score_begun,
  score_drafted: m.act_score_drafted,
  score_discarded: m.act_score_discarded,
  score_submitted: m.act_score_submitted,
  score_opened: m.act_score_opened,
  score_acknowledged: m.act_score_acknowledged,
  score_disputed: m.act_score_disputed,
  score_upheld: m.act_score_upheld,
  score_changed: m.act_score_changed,
  calibration_begun: m.act_calibration_begun,
  calibration_opened: m.act_calibration_opened,
  calibration_read: m.act_calibration_read,
  bulk_started: m.act_bulk_started,
  bulk_finished: m.act_bulk_finished,
  bulk_undone: m.act_bulk_undone,
  call_assigned: m.act_call_assigned,
  call_flagged: m.act_call_flagged,
  flags_removed: m.act_flags_removed,
  review_decided: m.act_review_decided,
  review_reopened: m.act_review_reopened,
  sampling_rule_set: m.act_sampling_rule_set,
  view_saved: m.act_view_saved,
  view_removed: m.act_view_removed,
  view_restored: m.act_view_restored,
  tracker_saved: m.act_tracker_saved,
  tracker_tried: m.act_tracker_tried,
  tracker_run_started: m.act_tracker_run_started,
  tracker_run_finished: m.act_tracker_run_finished,
  turn_corrected: m.act_turn_corrected,
  correction_withdrawn: m.act_correction_withdrawn,
  correction_chosen: m.act_correction_chosen,
  turn_history_read: m.act_turn_history_read,
  speakers_changed: m.act_speakers_changed,
  speakers_restored: m.act_speakers_restored,
  comment_added: m.act_comment_added,
  comment_resolved: m.act_comment_resolved,
  comment_reopened: m.act_comment_reopened,
  comments_read: m.act_comments_read,
  mentions_read: m.act_mentions_read,
  import_started: m.act_import_started,
  call_imported: m.act_call_imported,
  import_finished: m.act_import_finished,
  report_saved: m.act_report_saved,
  export_started: m.act_export_started,
  call_exported: m.act_call_exported,
  export_finished: m.act_export_finished,
  audit_read: m.act_audit_read,
  audit_verified: m.act_audit_verified,
  checkpoint_exported: m.act_checkpoint_exported,
};

export const resultWords: Words<FileResult> = {
  imported: m.import_result_imported,
  already_known: m.import_result_already_known,
  refused: m.import_result_refused,
  cancelled: m.import_result_cancelled,
};

export const fileKindWords: Words<PreviewKind> = {
  audio: m.import_kind_audio,
  call_data: m.import_kind_call_data,
  refused: m.import_kind_refused,
};
