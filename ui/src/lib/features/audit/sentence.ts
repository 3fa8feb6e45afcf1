// An audit entry as a sentence, in parts, so that what it is about can be a link.
import type { Act, AuditRow, FlagReason, Permission, Role, SkipReason } from '$lib/api';
import type { BulkKind } from '$lib/features/bulk/acts';
import { formatName } from '$lib/features/export/formats';
import { flagWords, skipWords } from '$lib/features/review/review-words';
import { day, number, stretch } from '$lib/i18n/say';
import { permissionWords, roleWords } from '$lib/i18n/words';
import { m } from '$lib/paraglide/messages';
import { readSpans } from './spans';

export type Part = { text: string; kind: 'words' | 'actor' | 'subject' };

/** Signs that no name can hold, to find the places of names in a finished sentence. */
const WHO = '\u0001';
const SUBJECT = '\u0002';
const boundary = new RegExp(`([${WHO}${SUBJECT}])`);

type Names = { who: string; subject: string; detail: string };

const sentences: Record<Act, (names: Names) => string> = {
  workspace_created: m.say_workspace_created,
  signed_in: m.say_signed_in,
  sign_in_failed: m.say_sign_in_failed,
  locked: m.say_locked,
  passphrase_changed: m.say_passphrase_changed,
  recovery_used: m.say_recovery_used,
  recovery_renewed: m.say_recovery_renewed,
  idle_lock_set: m.say_idle_lock_set,
  user_added: m.say_user_added,
  role_changed: m.say_role_changed,
  user_deactivated: m.say_user_deactivated,
  user_reactivated: m.say_user_reactivated,
  support_requested: m.say_support_requested,
  support_approved: m.say_support_approved,
  support_ended: m.say_support_ended,
  permission_denied: m.say_permission_denied,
  calls_searched: m.say_calls_searched,
  call_opened: m.say_call_opened,
  transcript_opened: m.say_transcript_opened,
  recording_play_started: m.say_recording_play_started,
  recording_listened: m.say_recording_listened,
  live_call_watched: m.say_live_call_watched,
  live_listen_started: m.say_live_listen_started,
  live_listened: m.say_live_listened,
  live_call_taken_over: m.say_live_call_taken_over,
  live_call_ended: m.say_live_call_ended,
  live_call_not_ended: m.say_live_call_not_ended,
  practice_started: m.say_practice_started,
  practice_ended: m.say_practice_ended,
  tags_changed: m.say_tags_changed,
  sides_swapped: m.say_sides_swapped,
  form_saved: m.say_form_saved,
  form_published: m.say_form_published,
  form_retired: m.say_form_retired,
  form_restored: m.say_form_restored,
  form_draft_discarded: m.say_form_draft_discarded,
  score_begun: m.say_score_begun,
  score_drafted: m.say_score_drafted,
  score_discarded: m.say_score_discarded,
  score_submitted: m.say_score_submitted,
  score_opened: m.say_score_opened,
  score_acknowledged: m.say_score_acknowledged,
  score_disputed: m.say_score_disputed,
  score_upheld: m.say_score_upheld,
  score_changed: m.say_score_changed,
  calibration_begun: m.say_calibration_begun,
  calibration_opened: m.say_calibration_opened,
  calibration_read: m.say_calibration_read,
  bulk_started: m.say_bulk_started,
  bulk_finished: m.say_bulk_finished,
  bulk_undone: m.say_bulk_undone,
  call_assigned: m.say_call_assigned,
  call_flagged: m.say_call_flagged,
  flags_removed: m.say_flags_removed,
  review_decided: m.say_review_decided,
  review_reopened: m.say_review_reopened,
  sampling_rule_set: m.say_sampling_rule_set,
  view_saved: m.say_view_saved,
  view_removed: m.say_view_removed,
  view_restored: m.say_view_restored,
  tracker_saved: m.say_tracker_saved,
  tracker_tried: m.say_tracker_tried,
  tracker_run_started: m.say_tracker_run_started,
  tracker_run_finished: m.say_tracker_run_finished,
  turn_corrected: m.say_turn_corrected,
  correction_withdrawn: m.say_correction_withdrawn,
  correction_chosen: m.say_correction_chosen,
  turn_history_read: m.say_turn_history_read,
  captured_corrected: m.say_captured_corrected,
  captured_withdrawn: m.say_captured_withdrawn,
  captured_chosen: m.say_captured_chosen,
  captured_history_read: m.say_captured_history_read,
  speakers_changed: m.say_speakers_changed,
  speakers_restored: m.say_speakers_restored,
  comment_added: m.say_comment_added,
  comment_edited: m.say_comment_edited,
  comment_deleted: m.say_comment_deleted,
  comment_history_read: m.say_comment_history_read,
  comment_resolved: m.say_comment_resolved,
  comment_reopened: m.say_comment_reopened,
  comments_read: m.say_comments_read,
  mentions_read: m.say_mentions_read,
  import_started: m.say_import_started,
  call_imported: m.say_call_imported,
  import_finished: m.say_import_finished,
  report_saved: m.say_report_saved,
  export_started: m.say_export_started,
  call_exported: m.say_call_exported,
  weekly_exported: m.say_weekly_exported,
  export_finished: m.say_export_finished,
  call_placed: m.say_call_placed,
  call_begun: m.say_call_begun,
  call_kept: m.say_call_kept,
  call_replayed: m.say_call_replayed,
  contact_suppressed: m.say_contact_suppressed,
  refusal_without_contact: m.say_refusal_without_contact,
  suppression_lifted: m.say_suppression_lifted,
  suppressions_read: m.say_suppressions_read,
  permit_checked: m.say_permit_checked,
  booking_made: m.say_booking_made,
  booking_moved: m.say_booking_moved,
  booking_confirmed: m.say_booking_confirmed,
  booking_cancelled: m.say_booking_cancelled,
  bookings_read: m.say_bookings_read,
  calendar_set: m.say_calendar_set,
  message_queued: m.say_message_queued,
  message_settled: m.say_message_settled,
  message_receipt: m.say_message_receipt,
  messages_read: m.say_messages_read,
  knowledge_changed: m.say_knowledge_changed,
  knowledge_removed: m.say_knowledge_removed,
  audit_read: m.say_audit_read,
  audit_verified: m.say_audit_verified,
  checkpoint_exported: m.say_checkpoint_exported,
  agent_set: m.say_agent_set,
  agent_started: m.say_agent_started,
  agent_stopped: m.say_agent_stopped,
};

const bulkWords: Record<BulkKind, () => string> = {
  tag: m.bulk_act_tag,
  untag: m.bulk_act_untag,
  assign: m.bulk_act_assign,
  flag: m.bulk_act_flag,
  unflag: m.bulk_act_unflag,
};

function roleName(text: string | undefined): string {
  return text !== undefined && text in roleWords ? roleWords[text as Role]() : (text ?? '–');
}

function permissionName(text: string | undefined): string {
  return text !== undefined && text in permissionWords
    ? permissionWords[text as Permission]()
    : (text ?? '–');
}

/** Which part of a recording, where it was a part. */
function part(detail: Record<string, string | undefined>): string {
  const [from, to] = [Number(detail['from_ms']), Number(detail['to_ms'])];
  return Number.isFinite(from) && Number.isFinite(to) ? stretch(from, to) : '';
}

function exportEnd(detail: Record<string, string | undefined>): string {
  return detail['outcome'] === 'written' ? m.say_export_written() : m.say_export_failed();
}

function bulkName(act: string | undefined): string {
  return act !== undefined && act in bulkWords ? bulkWords[act as BulkKind]() : '–';
}

function calls(count: string | undefined): string {
  const n = Number(count);
  return Number.isFinite(n) ? m.lists_say_calls({ count: n, shown: number(n) }) : '–';
}

function reasonName(reason: string | undefined): string {
  return reason !== undefined && reason in flagWords ? flagWords[reason as FlagReason]() : '';
}

function decisionName(detail: Record<string, string | undefined>): string {
  if (detail['outcome'] === 'done') return m.lists_done();
  const reason = detail['reason'] ?? '';
  return reason in skipWords ? skipWords[reason as SkipReason]() : m.lists_skip_do();
}

function moment(text: string | undefined): string {
  const at = Date.parse(text ?? '');
  return Number.isFinite(at) ? `${day(at)}, ${text?.slice(11)}` : '–';
}

const deliveries: Record<string, () => string> = {
  delivered: m.appt_delivered,
  undelivered: m.appt_undelivered,
  failed: m.appt_delivery_failed,
};

function receipt(detail: Record<string, string | undefined>): string {
  const word = deliveries[detail['delivery'] ?? '']?.() ?? '–';
  const code = detail['code'];
  return code === undefined ? word : m.appt_delivery_code({ word, code });
}

const messageWords: Record<string, () => string> = {
  sent: m.desk_message_sent,
  withdrawn: m.desk_message_withdrawn,
  failed: m.desk_message_failed,
};

function detailOf(row: AuditRow): string {
  const detail = row.detail ?? {};
  switch (row.act) {
    case 'recording_listened':
    case 'live_listened':
      return (
        readSpans(detail['spans'] ?? '')
          .map((span) => stretch(span.from, span.to))
          .join(', ') || '–'
      );
    case 'role_changed':
      return roleName(detail['to']);
    case 'permission_denied':
      return permissionName(detail['permission']);
    case 'form_published':
      return m.score_version({ version: detail['version'] ?? '–' });
    case 'turn_corrected':
    case 'correction_withdrawn':
    case 'correction_chosen':
    case 'turn_history_read':
      return detail['turn'] ?? '–';
    case 'captured_corrected':
    case 'captured_withdrawn':
    case 'captured_chosen':
    case 'captured_history_read':
      return (detail['variable'] ?? '–').replaceAll('_', ' ');
    case 'speakers_changed':
      return detail['calls'] ? m.say_in_calls({ count: Number(detail['calls']) }) : '';
    case 'idle_lock_set':
      return detail['minutes'] ?? '–';
    case 'export_started':
    case 'call_exported':
      return [formatName(detail['format']), part(detail)].filter(Boolean).join(', ');
    case 'weekly_exported':
      return detail['week'] ? day(Date.parse(`${detail['week']}T00:00`)) : '–';
    case 'export_finished':
      return exportEnd(detail);
    case 'bulk_started':
      return `${bulkName(detail['act'])}, ${calls(detail['calls'])}`;
    case 'bulk_finished':
      return `${bulkName(detail['act'])}, ${calls(detail['changed'])}`;
    case 'bulk_undone':
      return `${bulkName(detail['act'])}, ${calls(detail['undone'])}`;
    case 'tracker_run_finished':
      return calls(detail['calls']);
    case 'call_assigned':
      return detail['to'] ?? m.lists_say_nobody();
    case 'call_flagged':
      return detail['tracker']
        ? m.lists_say_by_tracker({ name: detail['tracker'] })
        : [reasonName(detail['reason']), part(detail)].filter(Boolean).join(', ');
    case 'review_decided':
      return decisionName(detail);
    case 'tracker_saved':
      return detail['version'] ?? '–';
    case 'permit_checked':
      return detail['permitted'] === 'true' ? m.desk_permitted() : m.desk_not_permitted();
    case 'booking_made':
    case 'booking_moved':
    case 'booking_confirmed':
    case 'booking_cancelled':
      return moment(detail['begins']);
    case 'message_receipt':
      return receipt(detail);
    case 'message_settled':
      return messageWords[detail['state'] ?? '']?.() ?? '–';
    case 'knowledge_changed':
      return detail['name'] ?? detail['entries'] ?? '–';
    case 'sampling_rule_set':
      return detail['active'] === 'false'
        ? m.lists_say_off()
        : m.lists_say_percent({ percent: detail['percent'] ?? '–' });
    default:
      return '';
  }
}

/** Whom or what the entry is about: `Priya S., 12 May`. */
export function subjectName(row: AuditRow): string {
  const subject = row.subject;
  if (subject?.kind !== 'call') return subject?.label ?? row.detail?.['name'] ?? m.audit_nobody();
  const startedAt = Number(row.detail?.['started_at']);
  const date = Number.isFinite(startedAt) && startedAt > 0 ? day(startedAt) : null;
  return [subject.label ?? m.audit_subject_call(), date].filter(Boolean).join(', ');
}

function actorName(row: AuditRow): string {
  const agent = row.detail?.['agent'];
  return row.actor ?? (agent ? m.desk_by_agent({ name: agent }) : m.audit_nobody());
}

export function sentence(row: AuditRow): Part[] {
  const text = sentences[row.act]({ who: WHO, subject: SUBJECT, detail: detailOf(row) });
  return text
    .split(boundary)
    .filter((piece) => piece !== '')
    .map((piece): Part => {
      if (piece === WHO) return { text: actorName(row), kind: 'actor' };
      if (piece === SUBJECT) return { text: subjectName(row), kind: 'subject' };
      return { text: piece, kind: 'words' };
    });
}

export const plain = (row: AuditRow) =>
  sentence(row)
    .map((part) => part.text)
    .join('');
