// Generated from the command table by `make gen`. Do not edit.
import type { Backend } from '../backend';

export type Act = "workspace_created" | "signed_in" | "sign_in_failed" | "locked" | "passphrase_changed" | "recovery_used" | "recovery_renewed" | "idle_lock_set" | "user_added" | "role_changed" | "user_deactivated" | "user_reactivated" | "support_requested" | "support_approved" | "support_ended" | "permission_denied" | "calls_searched" | "call_opened" | "transcript_opened" | "recording_play_started" | "recording_listened" | "live_call_watched" | "live_listen_started" | "live_listened" | "live_call_taken_over" | "live_call_ended" | "live_call_not_ended" | "practice_started" | "practice_ended" | "tags_changed" | "sides_swapped" | "form_saved" | "form_published" | "form_retired" | "form_restored" | "form_draft_discarded" | "score_begun" | "score_drafted" | "score_discarded" | "score_submitted" | "score_opened" | "score_acknowledged" | "score_disputed" | "score_upheld" | "score_changed" | "calibration_begun" | "calibration_opened" | "calibration_read" | "bulk_started" | "bulk_finished" | "bulk_undone" | "call_assigned" | "call_flagged" | "flags_removed" | "review_decided" | "review_reopened" | "sampling_rule_set" | "view_saved" | "view_removed" | "view_restored" | "tracker_saved" | "tracker_tried" | "tracker_run_started" | "tracker_run_finished" | "turn_corrected" | "correction_withdrawn" | "correction_chosen" | "turn_history_read" | "captured_corrected" | "captured_withdrawn" | "captured_chosen" | "captured_history_read" | "speakers_changed" | "speakers_restored" | "comment_added" | "comment_edited" | "comment_deleted" | "comment_history_read" | "comment_resolved" | "comment_reopened" | "comments_read" | "mentions_read" | "import_started" | "call_imported" | "import_finished" | "report_saved" | "export_started" | "call_exported" | "weekly_exported" | "export_finished" | "call_placed" | "call_begun" | "call_kept" | "call_replayed" | "contact_suppressed" | "refusal_without_contact" | "suppression_lifted" | "suppressions_read" | "permit_checked" | "booking_made" | "booking_moved" | "booking_confirmed" | "booking_cancelled" | "bookings_read" | "calendar_set" | "message_queued" | "message_settled" | "message_receipt" | "messages_read" | "knowledge_changed" | "knowledge_removed" | "audit_read" | "audit_verified" | "checkpoint_exported" | "agent_set" | "agent_started" | "agent_stopped";
export type ActOnCalls = { 
/**
 * Also the act's id: by it it is followed, stopped and undone.
 */
command_id: CommandId, selection: CallSelection, act: BulkAct, };
export type AddComment = { command_id: CommandId, call_id: CallId, on: CommentOn, 
/**
 * 1 to 4000 characters; `@` and a whole name mentions that person.
 */
text: string, 
/**
 * Only for its author. It mentions nobody.
 */
private: boolean, };
export type AddSuppression = { 
/**
 * Also the id of a new entry.
 */
command_id: CommandId, 
/**
 * A telephone number with its country's code, or an e-mail address.
 */
contact: string, 
/**
 * How it became known; `spoken` is what agents write.
 */
refused_by: RefusedBy, 
/**
 * What was said or written, or why; the first 500 characters are kept.
 */
words: string | null, 
/**
 * The call in which it was said.
 */
call_id?: CallId, };
export type AddUser = { 
/**
 * Becomes the new person's id, so that a retry adds nobody twice.
 */
command_id: CommandId, name: string, role: Role, passphrase: Secret, };
export type AddWorkspace = { path: string, };
export type AgentEvent = { 
/**
 * When, ms from the start of the recording; `None` where the source tells only
 * between which turns.
 */
at_ms: number | null, 
/**
 * How many turns of the transcript come before it.
 */
after_turns: number, } & ({ "kind": "tool_call" } & ToolCall | { "kind": "barge_in" } | { "kind": "refusal", why: string | null, } | { "kind": "hand_off", to: string | null, } | { "kind": "step", name: string, } | { "kind": "keys", digits: string, } | { "kind": "answered", after_ms: number, } | { "kind": "recording", on: boolean, } | { "kind": "used" } & Usage);
export type AgentLineFault = { 
/**
 * `listen`, `public_url`, `agent`, `token`, `account`, `number` or `carrier_url`.
 */
part: string, why: string, };
export type AgentLineState = { 
/**
 * Where it listens; nothing when it does not.
 */
listening: string | null, live: number, 
/**
 * Calls that were placed and not answered yet.
 */
ringing: number, 
/**
 * Since it was opened.
 */
accepted: number, refused_full: number, bad_signatures: number, };
export type AgentLineView = { listen: string, public_url: string, agent: string, has_token: boolean, account: string, number: string, 
/**
 * Nothing was saved, because of this.
 */
fault: AgentLineFault | null, state: AgentLineState, };
export type AgentRow = { agent: string, totals: Totals, };
export type Agreement = { 
/**
 * Pairs of scorers with the same answer, over all questions.
 */
equal_pairs: number, 
/**
 * All pairs of scorers, over all questions; 0 with fewer than two scorers.
 */
pairs: number, 
/**
 * The mean difference of totals, in hundredths of a percent; `None` without two
 * totals.
 */
mean_difference: number | null, 
/**
 * The keys of the questions on which not all agree, in the form's order.
 */
differing: Array<number>, };
export type Answer = { 
/**
 * The question's key.
 */
question: number, 
/**
 * `None` until it is answered.
 */
given: Given | null, note: string, 
/**
 * What was said that shows it.
 */
evidence: Array<Quote>, };
export type AnswerInput = { 
/**
 * The question's key.
 */
question: number, given: Given | null, note: string, evidence: Array<QuotePlace>, };
export type AnswerOption = { 
/**
 * Empty for yes and no, and where a step of a scale needs no word.
 */
label: string, points: number, 
/**
 * Whether this answer makes the whole score 0.
 */
fails: boolean, };
export type AnswerScore = { command_id: CommandId, score_id: ScoreId, reply: ScoreReply, 
/**
 * Needed to dispute.
 */
note: string, };
export type ApproveSupportGuest = { command_id: CommandId, user_id: UserId, };
export type Area = "calls" | "quality" | "desk" | "import" | "reports" | "audit" | "people" | "workspace";
export type AssignCall = { command_id: CommandId, call_id: CallId, 
/**
 * `null`: to nobody any more.
 */
user_id: UserId | null, };
export type AssignmentView = { user_id: UserId, to: string | null, by: string | null, at: UtcMillis, };
export type AuditFilter = { user_id?: UserId, act?: Act, from?: UtcMillis, to?: UtcMillis, };
export type AuditListView = { rows: Array<AuditRow>, next: number | null, };
export type AuditRow = { seq: number, at: UtcMillis, 
/**
 * The person's name; `null` where nobody was signed in.
 */
actor: string | null, role: Role | null, act: Act, subject: AuditSubject | null, purpose: Purpose | null, 
/**
 * What belongs to the act (`spans`, `from`, `to` …); `null` once erased.
 */
detail: { [key in string]: string } | null, };
export type AuditSubject = { kind: SubjectKind, id: string, label: string | null, };
export type AuditVerdictView = { entries: number, 
/**
 * Empty: the log is whole.
 */
faults: Array<Fault>, 
/**
 * The Merkle root over all entries, in hexadecimal.
 */
root: string, 
/**
 * When the newest checkpoint was signed, if there is one.
 */
checkpoint_at: UtcMillis | null, 
/**
 * How many entries it covers.
 */
checkpoint_size: number | null, };
export type BeginCalibration = { 
/**
 * Becomes the calibration's id.
 */
command_id: CommandId, call_id: CallId, form_id: FormId, 
/**
 * Two to eight people who may score.
 */
scorers: Array<UserId>, };
export type BeginScore = { 
/**
 * Becomes the score's id.
 */
command_id: CommandId, call_id: CallId, form_id: FormId, 
/**
 * The calibration it is made for.
 */
calibration_id: CalibrationId | null, };
export type BookingId = string;
export type BookingListView = { 
/**
 * In order of time and place, cancelled ones too.
 */
bookings: Array<BookingView>, };
export type BookingView = { id: BookingId, 
/**
 * `2026-11-24T16:00` on the clocks of the business.
 */
begins: string, 
/**
 * Not included.
 */
ends: string, zone: Zone, 
/**
 * From 0.
 */
place: number, name: string | null, service: string | null, contact: string | null, 
/**
 * The call in which it was made.
 */
call_id: CallId | null, made_at: UtcMillis, confirmed_at: UtcMillis | null, cancelled_at: UtcMillis | null, 
/**
 * `null`: by the caller, or not cancelled.
 */
cancelled_by: string | null, cancel_reason: string | null, };
export type BulkAct = { "kind": "tag", tag: string, } | { "kind": "untag", tag: string, } | { "kind": "assign", user_id: UserId | null, } | { "kind": "flag", reason: FlagReason, note: string | null, } | { "kind": "unflag", };
export type BulkId = string;
export type BulkView = { bulk_id: BulkId, 
/**
 * Calls that were chosen.
 */
total: number, changed: number, 
/**
 * Calls that were already as they should be.
 */
same: number, cancelled: boolean, undone: boolean, 
/**
 * Of an undo: how many calls were put back.
 */
put_back: number, 
/**
 * Of an undo: how many were changed since and stay as they are.
 */
kept: number, };
export type BusyHour = { 
/**
 * 0 is Monday; `None`: all days of the week together.
 */
weekday: number | null, 
/**
 * 0 to 23.
 */
hour: number, calls: number, };
export type CalendarView = { 
/**
 * The clocks of the business.
 */
zone: Zone, 
/**
 * Seven days from Monday, each with its hours; several where there is a break.
 */
hours: Array<Array<OpenHours>>, 
/**
 * `YYYY-MM-DD`.
 */
holidays: Array<string>, 
/**
 * An appointment takes so long.
 */
minutes: number, 
/**
 * So many run at the same time.
 */
capacity: number, 
/**
 * Nothing is booked sooner than in so many minutes.
 */
notice_minutes: number, 
/**
 * Whether somebody set it. It is not read.
 */
is_set: boolean, };
export type CalibratedScore = { score_id: ScoreId, scorer: UserId, name: string | null, answers: Array<Answer>, tally: Tally, };
export type CalibrationId = string;
export type CalibrationListView = { 
/**
 * Newest first.
 */
rows: Array<CalibrationRow>, };
export type CalibrationRow = { id: CalibrationId, call_id: CallId, caller: string | null, started_at: UtcMillis, form_id: FormId, form_title: string, version: number, begun_by: string | null, begun_at: UtcMillis, scorers: Array<CalibrationScorer>, 
/**
 * Since when everybody sees the answers; `null` while it is blind.
 */
opened_at: UtcMillis | null, };
export type CalibrationScorer = { user_id: UserId, name: string | null, submitted: boolean, };
export type CalibrationView = { row: CalibrationRow, form: FormContent, 
/**
 * In the order the scorers were named; empty while it is blind.
 */
scores: Array<CalibratedScore>, 
/**
 * Absent while it is blind.
 */
agreement: Agreement | null, 
/**
 * Whether the viewer is a scorer who has not submitted, and still can.
 */
mine_to_score: boolean, };
export type CallCountView = { count: number, };
export type CallFacets = { agents: Array<FacetCount>, languages: Array<FacetCount>, channels: Array<FacetCount>, directions: Array<FacetCount>, outcomes: Array<FacetCount>, tags: Array<FacetCount>, 
/**
 * By the id of the person who is to review.
 */
assigned: Array<FacetCount>, flagged: number, reviewed: number, total: number, };
export type CallFilter = { 
/**
 * Started at or after.
 */
from?: UtcMillis, 
/**
 * Started before.
 */
to?: UtcMillis, 
/**
 * Started in that hour of the local week.
 */
hour?: WeekHour, direction?: Direction, channel?: Channel, 
/**
 * The agent's name, whole.
 */
agent?: string, outcome?: Outcome, min_duration_ms?: number, max_duration_ms?: number, 
/**
 * Whole BCP 47 tag, lower case.
 */
language?: string, has_recording?: boolean, tag?: string, 
/**
 * Who is to review it.
 */
assigned_to?: UserId, flagged?: boolean, 
/**
 * Has a flag for that reason.
 */
flag_reason?: FlagReason, 
/**
 * Done or passed over.
 */
reviewed?: boolean, };
export type CallId = string;
export type CallListView = { rows: Array<CallRow>, 
/**
 * `null` at the end.
 */
next: string | null, };
export type CallMarks = { 
/**
 * How many flags it has.
 */
flags: number, assigned_to: UserId | null, 
/**
 * Done or passed over.
 */
reviewed: boolean, };
export type CallNumbers = { caller: SideNumbers, agent: SideNumbers, 
/**
 * What both said at once: the stretches of one side cut with those of the other.
 */
overlap: Stretches | null, 
/**
 * What nobody said, from the start of the call to its end.
 */
silence: Stretches | null, };
export type CallPhase = "gate" | "disclose" | "dialogue" | "commit" | "wrap" | "over";
export type CallReviewView = { assignment: AssignmentView | null, decision: DecisionView | null, 
/**
 * Those on the whole call first, then in order of time.
 */
flags: Array<FlagView>, 
/**
 * `null` without a recording, and where no flag is on a stretch.
 */
plan: ListenPlan | null, };
export type CallRow = { id: CallId, started_at: UtcMillis, channel: Channel, direction: Direction, 
/**
 * The caller's name, else number, else e-mail.
 */
caller: string | null, agent: string | null, outcome: Outcome, duration_ms: number, language: string | null, has_recording: boolean, caller_talk_ms: number, agent_talk_ms: number, turn_count: number, simulated: boolean, tags: Array<string>, marks: CallMarks, };
export type CallSelection = { "kind": "calls", ids: Array<CallId>, } | { "kind": "matching", filter: CallFilter, 
/**
 * As in the search; absent: no search.
 */
query?: string, side?: SpeakerSide, 
/**
 * Those that were taken out again.
 */
except: Array<CallId>, };
export type CallView = { row: CallRow, caller: Party, agent: Party, 
/**
 * The source's own words for how it ended.
 */
ended_reason: string | null, summary: string | null, 
/**
 * What the agent noted down, as it stands corrected, each at its place.
 */
variables: Array<CapturedView>, recording: RecordingView | null, 
/**
 * What of it can be worked with offline.
 */
local_copy: LocalCopy, external_id: string | null, source_format: string, source_name: string, notes: Array<ImportNote>, imported_at: UtcMillis, };
export type CallsFormat = "csv" | "json" | "text_files" | "srt_files" | "vtt_files" | "json_files" | "vcon_files" | "pdf_files";
export type CancelBooking = { command_id: CommandId, booking_id: BookingId, 
/**
 * Why; the first 500 characters are kept.
 */
reason: string, };
export type CancelBulk = { 
/**
 * Of the command that runs.
 */
command_id: CommandId, };
export type CancelExport = { export_id: ExportId, };
export type CancelImport = { import_id: ImportId, };
export type CapturedChangeView = { id: CorrectionId, 
/**
 * The author's name.
 */
by: string, at: UtcMillis, 
/**
 * What it changed of the value, word by word.
 */
diff: Array<DiffPiece>, 
/**
 * Whether it says where it was said otherwise than before.
 */
moved: boolean, after: CapturedValue, reason: string | null, 
/**
 * Whether it is a choice among values in dispute.
 */
is_choice: boolean, 
/**
 * Whether nothing that stands was made on it: it can be undone and, in a dispute,
 * chosen.
 */
is_head: boolean, withdrawn: WithdrawalView | null, };
export type CapturedHistoryView = { imported: CapturedValue, disputed: boolean, 
/**
 * Newest first.
 */
corrections: Array<CapturedChangeView>, };
export type CapturedValue = { 
/**
 * As text; empty when nothing was said after all.
 */
value: string, 
/**
 * ms from the start of the recording; `None` where that is not known.
 */
said_at_ms: number | null, 
/**
 * The turn it was said in, by its place; only where somebody linked it.
 */
said_in: number | null, };
export type CapturedVersionView = { id: CorrectionId, 
/**
 * The author's name.
 */
by: string, at: UtcMillis, value: CapturedValue, };
export type CapturedView = { 
/**
 * Its place in the import, by which it is corrected.
 */
variable: number, 
/**
 * In the agent's set-up, e.g. `appointment_time`.
 */
name: string, 
/**
 * As it stands corrected.
 */
now: CapturedValue, 
/**
 * As it was imported, where it reads otherwise.
 */
imported: CapturedValue | null, 
/**
 * The revision that is shown, to be named by the next correction.
 */
heads: Array<CorrectionId>, 
/**
 * Whether it was ever corrected.
 */
touched: boolean, 
/**
 * What people say who did not know of each other, oldest first; empty where nobody
 * disagrees.
 */
versions: Array<CapturedVersionView>, };
export type CarrierUse = "none" | "open" | "before";
export type CaseLanguage = "en" | "hi";
export type ChangePassphrase = { current: Secret, next: Secret, };
export type ChangeSpeakers = { command_id: CommandId, call_id: CallId, edit: SpeakerEdit, 
/**
 * Also in every other call in which the source has the voice; only to give another
 * name to one that has a name, on the same side.
 */
everywhere: boolean, };
export type Channel = "phone" | "web" | "sms" | "whatsapp" | "chat" | "email";
export type Checked = { rule: Rule, passed: boolean, 
/**
 * For `within_hours`.
 */
hours: Inside | null, };
export type ChooseCaptured = { command_id: CommandId, call_id: CallId, 
/**
 * The one that shall stand.
 */
correction_id: CorrectionId, };
export type ChooseCorrection = { command_id: CommandId, call_id: CallId, 
/**
 * The one that shall stand.
 */
correction_id: CorrectionId, };
export type ChooseOutput = { 
/**
 * Absent: the system's choice.
 */
id?: string, };
export type ChosenView = { calls: number, 
/**
 * Of these, calls that have flags.
 */
flagged: number, 
/**
 * Of these, calls that are given to somebody.
 */
assigned: number, with_recording: number, };
export type Claim = { 
/**
 * The turn's index.
 */
turn: number, 
/**
 * The first character that says it, and how many, in Unicode scalar values.
 */
at: number, len: number, said: Array<ClaimValue>, 
/**
 * What the last tool before it that had anything of the kind had, each once.
 */
system: Array<ClaimValue>, verdict: Verdict, };
export type ClaimValue = { "kind": "time", minutes: number, known_half: boolean, } | { "kind": "weekday", day: number, } | { "kind": "amount", hundredths: number, };
export type ClipFormat = "wav" | "flac";
export type ClosePlayer = Record<symbol, never>;
export type CommandId = string;
export type CommentHistoryView = { 
/**
 * The author's name: nobody else changes it.
 */
by: string, written_at: UtcMillis, 
/**
 * Newest first; what it says now is not among them.
 */
past: Array<PastTextView>, };
export type CommentId = string;
export type CommentOn = { "kind": "turn", turn: number, } | { "kind": "words", turn: number, from: number, to: number, } | { "kind": "time", span: Span, };
export type CommentPlace = { on: CommentOn, 
/**
 * The beginning of what was said there; empty for a stretch of time.
 */
quote: string, 
/**
 * `null` where the source has no times.
 */
time: Span | null, };
export type CommentsView = { 
/**
 * Those that whoever asks may know of, oldest first.
 */
threads: Array<ThreadView>, 
/**
 * Who can be mentioned.
 */
people: Array<PersonName>, };
export type Confidence = "high" | "medium" | "low";
export type CorrectCaptured = { command_id: CommandId, call_id: CallId, 
/**
 * The variable's place in the import.
 */
variable: number, 
/**
 * The revision that was seen: its `heads`, or none.
 */
made_on: Array<CorrectionId>, 
/**
 * What it is from now on; at most 2 000 characters.
 */
value: string, 
/**
 * The words in which it was said; absent: where it was said stays as it was seen.
 */
said?: QuotePlace, 
/**
 * Why; at most 500 characters.
 */
reason?: string, };
export type CorrectTurn = { command_id: CommandId, call_id: CallId, 
/**
 * The turn's place in the transcript.
 */
turn: number, 
/**
 * The revision that was seen: the `heads` of the turn's mark, or none.
 */
made_on: Array<CorrectionId>, 
/**
 * The whole text from now on; empty when nothing was said. At most 500 000
 * characters.
 */
text: string, };
export type CorrectedTurnView = { turn: Turn, 
/**
 * `null` for a turn that was never corrected.
 */
mark: TurnMark | null, numbers: CallNumbers, 
/**
 * As they read now: what the agent promised, beside what its tools did.
 */
claims: Array<Claim>, 
/**
 * The call's: trackers may set others when the transcript reads otherwise.
 */
tags: Array<string>, };
export type CorrectionId = string;
export type CorrectionView = { id: CorrectionId, 
/**
 * The author's name.
 */
by: string, at: UtcMillis, 
/**
 * What it changed, word by word.
 */
diff: Array<DiffPiece>, 
/**
 * Whether it is a choice among texts in dispute.
 */
is_choice: boolean, 
/**
 * Whether nothing that stands was made on it: it can be undone and, in a dispute,
 * chosen.
 */
is_head: boolean, withdrawn: WithdrawalView | null, };
export type CountCalls = { filter: CallFilter, };
export type CountChosen = { selection: CallSelection, };
export type CountMentions = Record<symbol, never>;
export type CountVoice = { voice: Voice, };
export type CreateWorkspace = { command_id: CommandId, 
/**
 * The folder, not there yet or empty; absent: the usual place.
 */
path?: string, name: string, owner_name: string, passphrase: Secret, };
export type CreatedWorkspace = { open: OpenWorkspaceView, 
/**
 * Shown once, never kept.
 */
recovery_code: string, };
export type DatePreset = "today" | "yesterday" | "7d" | "30d" | "month";
export type DayCount = { 
/**
 * `YYYY-MM-DD`.
 */
date: string, calls: number | null, };
export type DeactivateUser = { command_id: CommandId, user_id: UserId, };
export type DecideReview = { command_id: CommandId, call_id: CallId, outcome: ReviewOutcome, 
/**
 * Has to be given for a call that is passed over.
 */
reason?: SkipReason, 
/**
 * At most 500 characters.
 */
note?: string, };
export type DecisionView = { outcome: ReviewOutcome, reason: SkipReason | null, note: string | null, by: string | null, at: UtcMillis, };
export type DeleteComment = { command_id: CommandId, 
/**
 * A comment or a reply.
 */
comment_id: CommentId, };
export type Delivery = "delivered" | "undelivered" | "failed";
export type DeviceSecretPlace = "keyring" | "file" | "missing";
export type DiffKind = "kept" | "removed" | "added";
export type DiffPiece = { kind: DiffKind, text: string, };
export type Direction = "inbound" | "outbound" | "unknown";
export type DiscardFormDraft = { command_id: CommandId, form_id: FormId, revision: number, };
export type DiscardScore = { command_id: CommandId, score_id: ScoreId, };
export type Done = { done: boolean, };
export type DraftView = { answers: Array<Answer>, tally: Tally, missing: Array<Missing>, };
export type EditComment = { command_id: CommandId, 
/**
 * A comment or a reply.
 */
comment_id: CommentId, 
/**
 * 1 to 4000 characters; `@` and a whole name mentions that person.
 */
text: string, };
export type EffectState = "asked" | "doing" | "done" | "failed";
export type EndLiveCall = { command_id: CommandId, call_id: CallId, };
export type EndPractice = Record<symbol, never>;
export type EndSupportGuest = { command_id: CommandId, user_id: UserId, };
export type Ending = "booked" | "rescheduled" | "cancelled" | "answered" | "transferred" | "missed" | "opted_out" | "complained" | "asked_to_delete" | "unknown";
export type EndingRow = { ending: Ending, now: number | null, before: number | null, };
export type Entry = { 
/**
 * Small letters, digits and `_`; at most 60.
 */
name: string, 
/**
 * In any language and script: 1 to 60, of at most 200 characters.
 */
about: Array<string>, 
/**
 * What is said in English; at most 600 characters.
 */
en: string, 
/**
 * What is said in Hindi; at most 600 characters.
 */
hi: string, };
export type ErrorCode = "permission_denied" | "not_signed_in" | "invalid_input" | "unknown_command" | "not_found" | "conflict" | "wrong_passphrase" | "too_many_attempts" | "weak_passphrase" | "unknown_user" | "wrong_recovery_code" | "account_inactive" | "header_damaged" | "workspace_missing" | "workspace_exists" | "workspace_newer" | "workspace_in_use" | "database_damaged" | "media_missing" | "media_damaged" | "device_key_missing" | "device_key_locked" | "last_owner" | "disk_full" | "file_unreadable" | "file_unwritable" | "file_exists" | "no_times" | "large_file" | "no_audio_device" | "no_microphone" | "no_voice" | "no_transfer" | "line_closed" | "no_calls_out" | "line_full" | "no_appointment" | "carrier_refused" | "carrier_unreached" | "call_not_ended" | "recording_undecodable" | "no_recording" | "form_retired" | "form_incomplete" | "score_incomplete" | "score_state" | "own_score" | "cancelled" | "internal";
export type Event = { "kind": "player" } & PlayerPosition | { "kind": "player_device_lost" } | { "kind": "import_progress", import_id: ImportId, done: number, total: number, name: string, } | { "kind": "export_progress", export_id: ExportId, done: number, total: number, } | { "kind": "bulk_progress", command_id: CommandId, done: number, total: number, } | { "kind": "locked", reason: LockReason, } | { "kind": "lock_asked" } | { "kind": "calls_changed" } | { "kind": "live_call_unwritten", call_id: CallId, } | { "kind": "live_calls_changed" } | { "kind": "practice_changed" } | { "kind": "link_opened" } & Link;
export type ExplainPermission = { user_id: UserId, permission: Permission, };
export type ExplainPermit = { 
/**
 * A telephone number with its country's code, or an e-mail address.
 */
number: string, };
export type Explanation = { permission: Permission, allowed: boolean, 
/**
 * In the order they were looked at; the last one that did not pass decided.
 */
steps: Array<Step>, 
/**
 * Who could do it instead.
 */
held_by: Array<Role>, };
export type ExportCall = { export_id: ExportId, call_id: CallId, format: TranscriptFormat, purpose: Purpose, path: string, 
/**
 * Whether a file of that name may be replaced.
 */
replace: boolean, };
export type ExportCalls = { export_id: ExportId, filter: CallFilter, 
/**
 * Which calls, instead of all that the filter leaves.
 */
selection?: CallSelection, format: CallsFormat, purpose: Purpose, 
/**
 * A file or, for a file each, a folder, which is made if need be.
 */
path: string, 
/**
 * Whether one file of that name may be replaced. In a folder none ever is.
 */
replace: boolean, 
/**
 * What PDFs are written in; English unless said.
 */
language?: CaseLanguage, 
/**
 * In whose time PDFs tell it, such as `Asia/Kolkata`; UTC unless said.
 */
zone?: string, };
export type ExportCaseFile = { export_id: ExportId, call_id: CallId, language: CaseLanguage, purpose: Purpose, path: string, 
/**
 * Whether a file of that name may be replaced.
 */
replace: boolean, 
/**
 * Whether it may have more than 50 MB.
 */
large: boolean, };
export type ExportCheckpoint = { 
/**
 * Where to write it.
 */
path: string, };
export type ExportClip = { export_id: ExportId, call_id: CallId, 
/**
 * Absent: from the start.
 */
from_ms?: number, 
/**
 * Absent, or beyond it: to the end.
 */
to_ms?: number, 
/**
 * Whether pauses in which nobody says anything are left out, as the player does.
 */
without_pauses: boolean, 
/**
 * Whether only flagged stretches are kept, each with a little around it; where
 * nothing is flagged, all is.
 */
flagged_only: boolean, format: ClipFormat, purpose: Purpose, path: string, 
/**
 * Whether a file of that name may be replaced.
 */
replace: boolean, };
export type ExportId = string;
export type ExportKnowledge = Record<symbol, never>;
export type ExportPaper = { export_id: ExportId, call_id: CallId, language: CaseLanguage, 
/**
 * In whose time it tells what was when, such as `Asia/Kolkata`; UTC unless said.
 */
zone?: string, purpose: Purpose, path: string, 
/**
 * Whether a file of that name may be replaced.
 */
replace: boolean, };
export type ExportReport = { written: number, 
/**
 * Calls without the times that subtitles need.
 */
skipped: number, cancelled: boolean, 
/**
 * The one file; `null` for a folder, and when cancelled: then there is none.
 */
file: ExportedFile | null, };
export type ExportWeekly = { export_id: ExportId, 
/**
 * A day of the week, `YYYY-MM-DD`; absent: the last week that is over.
 */
day?: string, 
/**
 * In whose time, such as `Asia/Kolkata`.
 */
zone: Zone, language: CaseLanguage, purpose: Purpose, path: string, 
/**
 * Whether a file of that name may be replaced.
 */
replace: boolean, };
export type ExportedCheckpoint = { size: number, 
/**
 * The signed note, as written to the file.
 */
note: string, };
export type ExportedFile = { bytes: number, 
/**
 * Hexadecimal; also in the audit log, so that the file can be told to be this one.
 */
sha256: string, };
export type FacetCount = { value: string, count: number, };
export type Fault = { seq: number, kind: FaultKind, };
export type FaultKind = "changed" | "removed" | "inserted_or_moved" | "cut_off" | "rewritten" | "payload_changed";
export type FileResult = "imported" | "already_known" | "refused" | "cancelled";
export type FlagCall = { command_id: CommandId, call_id: CallId, 
/**
 * Absent: the whole call.
 */
span?: Span, 
/**
 * The turn it is about.
 */
turn_index?: number, reason: FlagReason, 
/**
 * At most 500 characters.
 */
note?: string, };
export type FlagId = string;
export type FlagReason = "wrong_answer" | "misunderstood" | "tone" | "compliance" | "privacy" | "complaint" | "follow_up" | "good_example" | "tracker" | "other";
export type FlagView = { id: FlagId, 
/**
 * `null`: it is on the whole call.
 */
span: Span | null, turn_index: number | null, reason: FlagReason, note: string | null, 
/**
 * Who set it: a person's name, or a tracker's.
 */
by: string | null, by_tracker: boolean, at: UtcMillis, };
export type FlagsOfReason = { reason: FlagReason, calls: number | null, oldest_at: UtcMillis | null, };
export type FolderStatus = "ok" | "missing" | "damaged" | "newer";
export type ForgetWorkspace = { workspace_id: WorkspaceId, };
export type FormContent = { title: string, sections: Array<Section>, };
export type FormFault = { kind: FormFaultKind, section: number | null, question: number | null, };
export type FormFaultKind = "title_missing" | "nothing_asked" | "section_title_missing" | "section_empty" | "text_missing" | "too_few_options" | "label_missing" | "no_points" | "always_fails" | "note_never_asked";
export type FormId = string;
export type FormListView = { 
/**
 * By title.
 */
forms: Array<FormRow>, };
export type FormRow = { id: FormId, title: string, 
/**
 * The newest version's number; 0 while nothing was published.
 */
latest: number, 
/**
 * Whether changes wait to be published.
 */
has_draft: boolean, retired_at: UtcMillis | null, 
/**
 * Counts the changes; whoever changes the form names the one they saw.
 */
revision: number, changed_at: UtcMillis, changed_by: string | null, };
export type FormVersionRow = { version: number, published_at: UtcMillis, published_by: string | null, };
export type FormView = { row: FormRow, 
/**
 * What the next version will be, if anything was changed.
 */
draft: FormContent | null, 
/**
 * What the draft lacks to be published.
 */
faults: Array<FormFault>, 
/**
 * Newest first.
 */
versions: Array<FormVersionRow>, 
/**
 * The version that was asked for; `None` while nothing was published.
 */
shown: ShownVersion | null, };
export type GetAgentLine = Record<symbol, never>;
export type GetCalendar = Record<symbol, never>;
export type GetCalibration = { calibration_id: CalibrationId, };
export type GetCall = { call_id: CallId, };
export type GetCallReview = { call_id: CallId, };
export type GetCapturedHistory = { call_id: CallId, 
/**
 * The variable's place in the import.
 */
variable: number, };
export type GetCommentHistory = { 
/**
 * A comment or a reply.
 */
comment_id: CommentId, };
export type GetForm = { form_id: FormId, 
/**
 * Which version to show; the newest when absent.
 */
version: number | null, };
export type GetImportReport = { import_id: ImportId, };
export type GetLiveCall = { call_id: CallId, };
export type GetOpenFlags = { 
/**
 * On which calls; what it says of reviews is not asked.
 */
filter?: CallFilter, };
export type GetOverview = { period: Period, 
/**
 * IANA zone whose days and hours are counted, such as `Asia/Kolkata`.
 */
zone: string, 
/**
 * Which calls; `from` and `to` are those of the period.
 */
filter?: CallFilter, };
export type GetPeaks = { call_id: CallId, from_ms: number, 
/**
 * Exclusive; past the end is cut.
 */
to_ms: number, 
/**
 * How many pairs to answer with, 1 to 8192.
 */
buckets: number, };
export type GetPractice = Record<symbol, never>;
export type GetScore = { score_id: ScoreId, };
export type GetTranscript = { call_id: CallId, };
export type GetTurnHistory = { call_id: CallId, 
/**
 * The turn's place in the transcript.
 */
turn: number, };
export type GetWeekly = { 
/**
 * A day of the week, `YYYY-MM-DD`; absent: the last week that is over.
 */
day?: string, 
/**
 * IANA zone whose weeks, days and hours are counted, such as `Asia/Kolkata`.
 */
zone: Zone, };
export type Given = { "is": "option", option: number, } | { "is": "not_applicable" };
export type Group<T> = { value: T, calls: number | null, };
export type HourCount = { 
/**
 * 0 is Monday.
 */
weekday: number, 
/**
 * 0 to 23.
 */
hour: number, calls: number | null, };
export type IdleLockView = { minutes: number, };
export type ImportId = string;
export type ImportKnowledge = { command_id: CommandId, 
/**
 * Entries of the same names are replaced, others stay.
 */
toml: string, };
export type ImportListView = { imports: Array<ImportSummary>, };
export type ImportNote = { code: ImportNoteCode, detail: string | null, };
export type ImportNoteCode = "times_run_backwards" | "zero_length_words" | "speakers_unknown" | "single_speaker_many_parties" | "no_times" | "reencoded_from" | "undecodable_text" | "entries_skipped" | "durations_disagree" | "wrong_extension" | "truncated_audio" | "signature_verified" | "signer_not_trusted" | "content_hash_mismatch" | "recording_not_found" | "recording_deleted" | "recording_encrypted" | "simulated" | "redacted_source" | "missing_members" | "recording_cut" | "call_cut_short" | "empty" | "too_large" | "not_recognised" | "malformed" | "codec_not_supported" | "no_audio_frames" | "encrypted" | "signature_invalid" | "not_a_call" | "unreadable" | "cancelled";
export type ImportPreviewView = { 
/**
 * Names this look; the import itself takes it.
 */
import_id: ImportId, files: Array<PreviewFile>, 
/**
 * How many calls this would make.
 */
calls: number, };
export type ImportReport = { import_id: ImportId, counts: ReportCounts, files: Array<ReportFile>, };
export type ImportSummary = { import_id: ImportId, at: UtcMillis, 
/**
 * The person's name.
 */
by: string | null, counts: ReportCounts, };
export type ImportSuppressions = { command_id: CommandId, 
/**
 * As it was looked at.
 */
text: string, 
/**
 * Where the list is from; the first 500 characters are kept with each entry.
 */
words: string, };
export type Inside = { 
/**
 * IANA's name.
 */
zone: string, 
/**
 * What its clocks show: `Sun 19:58`.
 */
local: string, 
/**
 * `09:00` and `20:00`, the latter not included.
 */
from: string, to: string, source: string, confidence: Confidence, };
export type Kept = "keeping" | "in_review" | "nothing";
export type KnowledgeFile = { toml: string, };
export type KnowledgeView = { 
/**
 * By name.
 */
entries: Array<Entry>, };
export type KnownWorkspace = { id: WorkspaceId, 
/**
 * Readable only with this machine's part of the key; else the folder's name.
 */
name: string, path: string, last_opened_at: UtcMillis | null, status: FolderStatus, 
/**
 * Who can sign in, as far as this machine may know.
 */
people: Array<string>, device_secret: DeviceSecretPlace, };
export type Lag = { 
/**
 * The middle one; of an even number, the lower of the two in the middle.
 */
median_ms: number, count: number, longest: Place, };
export type LiftSuppression = { command_id: CommandId, suppression_id: SuppressionId, 
/**
 * Why they may be called again; the first 500 characters are kept.
 */
reason: string, };
export type LiftedView = { at: UtcMillis, by: string | null, reason: string, };
export type Link = { "to": "call", id: CallId, at_ms: number | null, } | { "to": "view", id: string, };
export type ListAudit = { filter: AuditFilter, 
/**
 * `next` of the page before.
 */
cursor?: number, 
/**
 * 1 to 500.
 */
limit: number, };
export type ListBookings = { 
/**
 * `YYYY-MM-DD` on the clocks of the business.
 */
from_day: string, 
/**
 * Included; at most 61 days later.
 */
to_day: string, };
export type ListCalibrations = Record<symbol, never>;
export type ListCalls = { filter: CallFilter, 
/**
 * `next` of the page before.
 */
cursor?: string, 
/**
 * 1 to 500.
 */
limit: number, };
export type ListComments = { call_id: CallId, };
export type ListFacets = Record<symbol, never>;
export type ListForms = Record<symbol, never>;
export type ListImports = Record<symbol, never>;
export type ListKnowledge = Record<symbol, never>;
export type ListLiveCalls = Record<symbol, never>;
export type ListMentions = Record<symbol, never>;
export type ListMessages = { 
/**
 * Only those in this state.
 */
state: MessageState | null, 
/**
 * 1 to 500.
 */
limit: number, };
export type ListOutputs = Record<symbol, never>;
export type ListQueue = { queue: Queue, 
/**
 * `next` of the page before.
 */
cursor?: string, 
/**
 * 1 to 500.
 */
limit: number, };
export type ListSamplingRules = Record<symbol, never>;
export type ListScores = { state?: ScoreState, scorer?: UserId, call_id?: CallId, 
/**
 * `next` of the page before.
 */
cursor?: string, limit: number, };
export type ListSpeakerChanges = { call_id: CallId, };
export type ListSuppressions = { filter: SuppressionFilter, 
/**
 * `next` of the page before.
 */
cursor?: string, 
/**
 * 1 to 500.
 */
limit: number, };
export type ListTrackers = Record<symbol, never>;
export type ListUsers = Record<symbol, never>;
export type ListViews = Record<symbol, never>;
export type ListenPlan = { 
/**
 * In order; none touches another.
 */
spans: Array<Span>, heard_ms: number, saved_ms: number, };
export type ListenToLiveCall = { call_id: CallId, };
export type LiveCallListView = { 
/**
 * The longest first.
 */
calls: Array<LiveCallRow>, 
/**
 * Those that were placed and that nobody has answered yet, the longest first.
 */
ringing: Array<RingingCallRow>, 
/**
 * The one that is listened to at this machine.
 */
listening: CallId | null, };
export type LiveCallRow = { id: CallId, 
/**
 * When it was answered.
 */
since: UtcMillis, direction: Direction, 
/**
 * As the list of calls names them.
 */
caller: string | null, agent: string | null, phase: CallPhase, 
/**
 * Where the script is.
 */
node: string | null, tape: TapeGate, 
/**
 * From the caller's last sound to the agent's first, of the last answer, ms.
 */
latency_ms: number | null, effect: LiveEffect | null, 
/**
 * Whether a number is set to which the call can be given.
 */
can_take_over: boolean, };
export type LiveCallView = { call: LiveCallRow, 
/**
 * The last of them, in order; a hundred at most.
 */
turns: Array<LiveTurn>, 
/**
 * In the order in which they were first given.
 */
captured: Array<LiveValue>, 
/**
 * What it ended with, once it is over.
 */
outcome: string | null, };
export type LiveEffect = { 
/**
 * `book`, `opt_out`, …; not known before the caller agrees.
 */
what: string | null, state: EffectState, };
export type LiveTurn = { 
/**
 * When it was over, ms since the call was answered.
 */
at_ms: number, side: Side, 
/**
 * Of the agent: what the caller heard. Masked.
 */
heard: string, 
/**
 * Of the agent: what was cut off behind it.
 */
cut: string, 
/**
 * Of the agent, if it answered the caller: how long that took, ms.
 */
latency_ms: number | null, };
export type LiveValue = { name: string, value: string, };
export type LocalCopy = "whole" | "without_recording";
export type LockReason = "idle" | "demand";
export type LockWorkspace = Record<symbol, never>;
export type MadeDemo = { open: OpenWorkspaceView, 
/**
 * Everyone in the demo signs in with it.
 */
passphrase: string, };
export type MakeDemo = { command_id: CommandId, };
export type MatrixRow = { permission: Permission, area: Area, allowed: Array<Role>, };
export type MediaFault = { media_id: MediaId, 
/**
 * `media_missing` or `media_damaged`.
 */
code: ErrorCode, };
export type MediaId = string;
export type MediaVerdictView = { files: number, bytes: number, 
/**
 * Empty: all are whole.
 */
faults: Array<MediaFault>, };
export type MentionCountView = { unseen: number, };
export type MentionView = { comment_id: CommentId, 
/**
 * The comment at the beginning of its thread.
 */
thread_id: CommentId, call_id: CallId, 
/**
 * Whose call it is, as in the list.
 */
caller: string | null, started_at: UtcMillis, 
/**
 * The author's name.
 */
by: string, at: UtcMillis, text: string, seen: boolean, };
export type MentionsView = { 
/**
 * Newest first, the newest hundred.
 */
mentions: Array<MentionView>, };
export type MessageId = string;
export type MessageListView = { 
/**
 * The latest first.
 */
messages: Array<MessageView>, };
export type MessageState = "queued" | "sending" | "sent" | "withdrawn" | "failed";
export type MessageView = { id: MessageId, call_id: CallId, to: string, text: string, 
/**
 * `sending`: handed over, and nobody said what became of it.
 */
state: MessageState, attempts: number, queued_at: UtcMillis, 
/**
 * When it came into its state.
 */
changed_at: UtcMillis, 
/**
 * What the carrier said became of it, once it has.
 */
receipt: Receipt | null, };
export type Missing = { 
/**
 * The question's key.
 */
question: number, kind: MissingKind, };
export type MissingKind = "answer" | "note";
export type NoteRule = { "when": "never" } | { "when": "always" } | { "when": "below", points: number, };
export type OpenCalibration = { command_id: CommandId, calibration_id: CalibrationId, };
export type OpenFlags = { flags: number | null, 
/**
 * The calls that have them.
 */
calls: number | null, 
/**
 * When the oldest was set; `None` also when there is none.
 */
oldest_at: UtcMillis | null, 
/**
 * Most calls first; reasons that no flag has are left out.
 */
reasons: Array<FlagsOfReason>, };
export type OpenHours = { from: string, to: string, };
export type OpenPlayer = { call_id: CallId, };
export type OpenStep = { step: ScoreStep, 
/**
 * Why not by the viewer; `null` when they may.
 */
refused: ErrorCode | null, };
export type OpenWorkspaceView = { id: WorkspaceId, name: string, session: SessionView, device_secret: DeviceSecretPlace, 
/**
 * 0: never.
 */
idle_lock_minutes: number, carrier: CarrierUse, };
export type Outcome = "booked" | "rescheduled" | "cancelled" | "answered" | "transferred" | "voicemail" | "opted_out" | "complained" | "asked_to_delete" | "no_answer" | "failed" | "unknown";
export type OutputDevice = { 
/**
 * Names it on this machine, also after a restart.
 */
id: string, 
/**
 * As the system calls it.
 */
name: string, };
export type OutputsView = { 
/**
 * What is connected now.
 */
devices: Array<OutputDevice>, 
/**
 * `null`: the system's choice. It may be missing among the devices.
 */
chosen: OutputDevice | null, };
export type Overview = { now: Totals, 
/**
 * The period as long before it.
 */
before: Totals, 
/**
 * Each local day of the period, in order.
 */
days: Array<DayCount>, 
/**
 * The hours of the week in which there were calls.
 */
hours: Array<HourCount>, 
/**
 * The hours of the day, 0 to 23, all days of the week together.
 */
clock: Array<number | null>, 
/**
 * Most frequent first.
 */
outcomes: Array<Group<Outcome>>, channels: Array<Group<Channel>>, 
/**
 * Most calls first; those of too few people are left out.
 */
agents: Array<AgentRow>, 
/**
 * How many were left out.
 */
agents_hidden: number, };
export type Party = { 
/**
 * The name the source gives, as written.
 */
name: string | null, 
/**
 * E.164 where the source has it, otherwise as written.
 */
phone: string | null, 
/**
 * As written.
 */
email: string | null, };
export type PastTextView = { text: string, replaced_at: UtcMillis, };
export type PastedAs = "new" | "listed" | "twice" | "no_contact";
export type PastedLine = { 
/**
 * From 1.
 */
line: number, 
/**
 * As it was typed, or its first 80 characters.
 */
typed: string, pasted_as: PastedAs, };
export type Pattern = { "kind": "phrase", any_of: Array<string>, } | { "kind": "near", first: string, second: string, within: number, } | { "kind": "regex", pattern: string, };
export type PausePlayer = Record<symbol, never>;
export type PeakLane = { side: Side, 
/**
 * Base64 of signed bytes: (min, max) for each bucket, full scale ±127.
 */
peaks: string, };
export type PeaksLanesView = { 
/**
 * Caller first; a mono recording has one lane of side `other`.
 */
lanes: Array<PeakLane>, duration_ms: number, };
export type Period = { from: UtcMillis, to: UtcMillis, };
export type Permission = "call_list" | "call_read" | "transcript_read" | "recording_listen" | "call_annotate" | "call_export" | "score_read" | "score_write" | "score_answer" | "score_resolve" | "form_manage" | "calibration_manage" | "review_manage" | "comment_moderate" | "view_share" | "tracker_manage" | "suppression_read" | "suppression_add" | "suppression_lift" | "booking_read" | "booking_manage" | "desk_manage" | "live_call_watch" | "live_call_listen" | "live_call_control" | "call_place" | "practice_run" | "call_import" | "import_read" | "report_read" | "audit_read" | "audit_verify" | "user_read" | "user_manage" | "support_guest_request" | "support_guest_approve" | "permission_read" | "self_manage" | "workspace_manage" | "agent_run";
export type PermissionMatrix = Record<symbol, never>;
export type PermissionMatrixView = { roles: Array<Role>, rows: Array<MatrixRow>, };
export type PermitView = { 
/**
 * As it is kept and compared.
 */
contact: string, permitted: boolean, refused_by: Rule | null, 
/**
 * Where the number is at home, ISO 3166; `null` where it does not tell.
 */
place: string | null, 
/**
 * Since when they want no calls and messages.
 */
suppressed_since: UtcMillis | null, 
/**
 * All that was looked at, in order.
 */
steps: Array<Checked>, 
/**
 * When it has to be asked again.
 */
until: UtcMillis | null, 
/**
 * When the hours are right again.
 */
next_at: UtcMillis | null, };
export type PersonName = { id: UserId, name: string, };
export type PinView = { command_id: CommandId, view_id: ViewId, pinned: boolean, };
export type Place = { at_ms: number, ms: number, };
export type PlaceCall = { 
/**
 * Becomes the call's id: the same again calls nobody a second time.
 */
command_id: CommandId, 
/**
 * A telephone number with its country's code.
 */
number: string, 
/**
 * The appointment it is about; left out, the only one of theirs that is to come.
 */
booking_id?: BookingId, };
export type PlacedCallView = { 
/**
 * As the call is in the list, once it is over.
 */
call_id: CallId, placing: Placing, 
/**
 * By which the carrier knows it, as far as it said so.
 */
carrier_id: string | null, 
/**
 * What was checked: which rule refuses, and when the hours are right again. `null`
 * where nothing was, because the same command came before.
 */
permit: PermitView | null, };
export type Placing = "placed" | "uncertain" | "not_permitted" | "before";
export type PlayPlayer = Record<symbol, never>;
export type PlayerPosition = { position_ms: number, duration_ms: number, playing: boolean, 
/**
 * True once the end was reached.
 */
ended: boolean, 
/**
 * Times as fast as it was spoken.
 */
speed: number, 
/**
 * True once the device vanished while it played, until it plays again.
 */
device_lost: boolean, 
/**
 * True while the system's device plays in place of the chosen one, which is missing.
 */
stands_in: boolean, };
export type PlayerView = { duration_ms: number, };
export type PracticeBy = "typing" | "microphone";
export type PracticeCallView = { view: LiveCallView, by: PracticeBy, 
/**
 * Whether the agent comes out of an output device.
 */
audible: boolean, over: boolean, kept: Kept, };
export type PracticeLanguage = "en" | "hi";
export type PracticeScript = "appointment" | "reminder";
export type PracticeView = { 
/**
 * The one that goes on, or the last since the sign-in.
 */
now: PracticeCallView | null, };
export type PressKey = { 
/**
 * `0`-`9`, `*`, `#`.
 */
key: string, };
export type PreviewFile = { name: string, bytes: number, kind: PreviewKind, 
/**
 * `wav`, `deepgram`, `vcon` …
 */
format: string | null, 
/**
 * How many calls the file describes.
 */
calls: number, 
/**
 * The other files of the same call.
 */
pairs_with: Array<string>, refusal: ImportNote | null, notes: Array<ImportNote>, };
export type PreviewImport = { 
/**
 * Files and folders.
 */
paths: Array<string>, };
export type PreviewKind = "audio" | "call_data" | "refused";
export type PreviewSuppressions = { 
/**
 * A contact a line, or in a cell of it; at most 5,000 lines.
 */
text: string, };
export type PublishForm = { command_id: CommandId, form_id: FormId, 
/**
 * The revision that was looked at.
 */
revision: number, };
export type Purpose = "quality_review" | "data_request" | "complaint" | "legal_claim" | "authority_order" | "administration" | "security";
export type PutKnowledge = { command_id: CommandId, 
/**
 * One of this name is replaced.
 */
entry: Entry, };
export type Question = { 
/**
 * Names the question within its form, in every version of it.
 */
key: number, text: string, 
/**
 * How to judge; may be empty.
 */
guidance: string, kind: QuestionKind, options: Array<AnswerOption>, 
/**
 * Against the other questions of its section, 1–100.
 */
weight: number, 
/**
 * Whether "not applicable" is an answer.
 */
na: boolean, note: NoteRule, };
export type QuestionKind = "yes_no" | "scale" | "choice";
export type Queue = "mine" | "flagged" | "drawn";
export type QueueCounts = { mine: number, flagged: number, drawn: number, };
export type QueueView = { 
/**
 * Newest first.
 */
rows: Array<CallRow>, 
/**
 * `null` at the end.
 */
next: string | null, counts: QueueCounts, };
export type Quote = { place: QuotePlace, 
/**
 * Who begins.
 */
side: Side, text: string, 
/**
 * From the start of the recording; `None` where the source has no times.
 */
from_ms: number | null, to_ms: number | null, };
export type QuotePlace = { from_turn: number, 
/**
 * The first word's place in its turn; `None`: from the turn's beginning.
 */
from_word: number | null, to_turn: number, 
/**
 * The last word's place, it is part of the quote; `None`: to the turn's end.
 */
to_word: number | null, };
export type ReactivateUser = { command_id: CommandId, user_id: UserId, };
export type Receipt = { delivery: Delivery, 
/**
 * The carrier's own number for why not, e.g. 30003.
 */
code: number | null, 
/**
 * By which the carrier knows the message.
 */
carrier_id: string, 
/**
 * When it came.
 */
at: UtcMillis, };
export type RecordingState = "playable" | "one_sided" | "missing";
export type RecordingView = { codec: string, container: string, rate_hz: number, channels: number, duration_ms: number, 
/**
 * Which channel is the caller.
 */
caller_channel: number, state: RecordingState, };
export type RecoverWorkspace = { workspace_id: WorkspaceId, user_name: string, recovery_code: Secret, new_passphrase: Secret, };
export type RecoveryCodeView = { 
/**
 * Shown once, never kept.
 */
recovery_code: string, };
export type RefusedBy = "spoken" | "text" | "by_hand" | "import";
export type RemoveFlag = { command_id: CommandId, call_id: CallId, flag_id: FlagId, };
export type RemoveKnowledge = { command_id: CommandId, name: string, };
export type RemoveView = { command_id: CommandId, view_id: ViewId, };
export type RenewRecoveryCode = Record<symbol, never>;
export type ReopenComment = { command_id: CommandId, 
/**
 * The comment at the beginning of the thread.
 */
comment_id: CommentId, };
export type ReopenReview = { command_id: CommandId, call_id: CallId, };
export type ReplayCall = { call_id: CallId, };
export type ReplayVerdict = "same" | "withheld" | "differs" | "not_replayable";
export type ReplayView = { verdict: ReplayVerdict, 
/**
 * How many events led to what they led to before.
 */
events: number, 
/**
 * Where it stopped being so, ms after the call was answered.
 */
at_ms?: number, };
export type ReplyToComment = { command_id: CommandId, 
/**
 * The comment at the beginning of the thread.
 */
comment_id: CommentId, 
/**
 * 1 to 4000 characters; `@` and a whole name mentions that person.
 */
text: string, };
export type ReplyView = { id: CommentId, 
/**
 * The author's name.
 */
by: string, at: UtcMillis, 
/**
 * Empty once it is deleted.
 */
text: string, 
/**
 * Whether the viewer wrote it and can change it.
 */
own: boolean, 
/**
 * When its author changed the text last.
 */
edited_at: UtcMillis | null, 
/**
 * Who took it away.
 */
deleted: WithdrawalView | null, };
export type ReportCounts = { files: number, imported: number, already_known: number, refused: number, cancelled: number, calls: number, };
export type ReportFile = { 
/**
 * The file's name, with the folders below the chosen one.
 */
name: string, result: FileResult, calls: Array<CallId>, refusal: ImportNote | null, notes: Array<ImportNote>, };
export type RequestSupportGuest = { 
/**
 * Becomes the guest's id.
 */
command_id: CommandId, name: string, reason: string, 
/**
 * 5 to 480.
 */
minutes: number, passphrase: Secret, };
export type ResolveComment = { command_id: CommandId, 
/**
 * The comment at the beginning of the thread.
 */
comment_id: CommentId, };
export type ResolveScore = { command_id: CommandId, score_id: ScoreId, note: string, 
/**
 * The answers as they shall be; absent: the score stands.
 */
answers: Array<AnswerInput> | null, };
export type RestoreSpeakers = { command_id: CommandId, call_id: CallId, change_id: SpeakerChangeId, };
export type RestoreView = { command_id: CommandId, view_id: ViewId, };
export type RetireForm = { command_id: CommandId, form_id: FormId, 
/**
 * `false` takes it back into use.
 */
retired: boolean, };
export type ReviewOutcome = "done" | "skipped";
export type RingingCallRow = { id: CallId, 
/**
 * When the carrier was asked for it.
 */
since: UtcMillis, 
/**
 * The number that is called.
 */
to: string, 
/**
 * It was called off, and the carrier is being told.
 */
ending: boolean, };
export type Role = "owner" | "privacy_officer" | "grievance_officer" | "qa_lead" | "reviewer" | "agent_manager" | "auditor" | "support_guest";
export type Rule = "not_suppressed" | "place_known" | "within_hours";
export type RunImport = { command_id: CommandId, 
/**
 * From the preview.
 */
import_id: ImportId, 
/**
 * Which channel of stereo recordings the caller is on (0 left, 1 right) where
 * the source does not say.
 */
caller_channel?: number, };
export type RunTracker = { 
/**
 * By it the run is followed and stopped.
 */
command_id: CommandId, tracker_id: TrackerId, };
export type SamplingRuleId = string;
export type SamplingRuleView = { id: SamplingRuleId, name: string, 
/**
 * Of a hundred calls of each agent and week.
 */
percent: number, active: boolean, };
export type SamplingRulesView = { 
/**
 * In the order they were made.
 */
rules: Array<SamplingRuleView>, };
export type SaveForm = { 
/**
 * Becomes the id of a new form.
 */
command_id: CommandId, 
/**
 * Absent: a new form.
 */
form_id: FormId | null, 
/**
 * The revision that was edited; 0 for a new form.
 */
revision: number, content: FormContent, };
export type SaveImportReport = { import_id: ImportId, path: string, };
export type SaveScore = { command_id: CommandId, score_id: ScoreId, 
/**
 * All that was answered so far.
 */
answers: Array<AnswerInput>, };
export type SaveTracker = { 
/**
 * Also the id of a new tracker.
 */
command_id: CommandId, 
/**
 * Absent: a new one.
 */
tracker_id?: TrackerId, 
/**
 * At most 60 characters.
 */
name: string, rule: TrackerRule, 
/**
 * The tag that a call with a hit gets; at most 40 characters.
 */
tag: string | null, 
/**
 * Whether each hit is flagged.
 */
flag: boolean, 
/**
 * Whether it looks at new calls.
 */
active: boolean, };
export type SaveView = { 
/**
 * Also the id of a new view.
 */
command_id: CommandId, 
/**
 * Absent: a new one.
 */
view_id?: ViewId, 
/**
 * At most 60 characters.
 */
name: string, query: ViewQuery, 
/**
 * Empty: only for whoever saves it. Sharing needs its own permission.
 */
shared_with: Array<Role>, };
export type SavedReport = { files: number, };
export type SayInPractice = { 
/**
 * The turn as far as it is typed, at most 500 characters.
 */
text: string, 
/**
 * That was all of it.
 */
whole: boolean, };
export type ScoreId = string;
export type ScoreListView = { 
/**
 * Newest first; of drafts only the viewer's own.
 */
rows: Array<ScoreRow>, next: string | null, };
export type ScoreReply = "acknowledge" | "dispute";
export type ScoreRow = { id: ScoreId, call_id: CallId, caller: string | null, agent: string | null, started_at: UtcMillis, form_id: FormId, form_title: string, version: number, form_retired: boolean, scorer: UserId, scorer_name: string | null, calibration_id: CalibrationId | null, state: ScoreState, 
/**
 * Once resolved: whether answers were changed.
 */
changed: boolean, 
/**
 * In hundredths of a percent; `null` where nothing counts.
 */
total: number | null, failed: boolean, changed_at: UtcMillis, };
export type ScoreState = "draft" | "submitted" | "acknowledged" | "disputed" | "resolved";
export type ScoreStep = "submit" | "acknowledge" | "dispute" | "uphold" | "change";
export type ScoreView = { row: ScoreRow, form: FormContent, answers: Array<Answer>, tally: Tally, missing: Array<Missing>, 
/**
 * Oldest first.
 */
steps: Array<StepView>, 
/**
 * The steps that its state has, and for each whether the viewer may take it.
 */
open: Array<OpenStep>, };
export type SearchHit = { call: CallRow, turn_index: number, start_ms: number | null, side: Side, excerpt: Array<TextPiece>, };
export type SearchOrder = "newest" | "best";
export type SearchTurns = { 
/**
 * Words (all must occur in a turn), "a phrase", a prefix with `*`.
 */
query: string, 
/**
 * Whose words; absent: anyone's.
 */
side?: SpeakerSide, order: SearchOrder, filter: CallFilter, 
/**
 * 1 to 500.
 */
limit: number, 
/**
 * `next` of the page before; only in the order `newest`.
 */
cursor?: string, };
export type Secret = string;
export type Section = { 
/**
 * Names the section within its form.
 */
key: number, title: string, 
/**
 * Against the other sections, 1–100.
 */
weight: number, questions: Array<Question>, };
export type SectionTally = { 
/**
 * The section's key.
 */
section: number, weight: number, 
/**
 * In hundredths of a percent; `None` when nothing in it counts.
 */
share: number | null, 
/**
 * Questions that count.
 */
counted: number, 
/**
 * The sum of the weights of those.
 */
counted_weight: number, };
export type SeeMentions = { command_id: CommandId, comment_ids: Array<CommentId>, };
export type SeekPlayer = { 
/**
 * From the start; outside the recording is cut.
 */
position_ms: number, };
export type SessionView = { user_id: UserId, name: string, role: Role, 
/**
 * What this person may do now: the page shows and explains, the core decides.
 */
permissions: Array<Permission>, 
/**
 * When a support guest's visit ends.
 */
support_until: UtcMillis | null, };
export type SetAgentLine = { command_id: CommandId, listen: string, public_url: string, agent: string, 
/**
 * Left out, the one there is stays.
 */
token: string | null, 
/**
 * The account's SID, for calls out; empty, nobody is called.
 */
account: string, 
/**
 * The business's own number, which whoever is called sees.
 */
number: string, 
/**
 * Where the carrier's API is; left out, the one there is stays.
 */
carrier_url?: string, };
export type SetCalendar = { command_id: CommandId, calendar: CalendarView, };
export type SetCallTags = { command_id: CommandId, call_id: CallId, 
/**
 * All tags the call has from now on; at most 20 of at most 40 characters.
 */
tags: Array<string>, };
export type SetIdleLock = { command_id: CommandId, 
/**
 * 1 to 240; 0 is never.
 */
minutes: number, };
export type SetPlayerLoop = { 
/**
 * Absent: no loop.
 */
span: Span | null, };
export type SetPlayerMix = { 
/**
 * A side that is left out is heard as recorded.
 */
sides: Array<SideMix>, };
export type SetPlayerSpeed = { 
/**
 * Times as fast as it was spoken, 0.5 to 3.
 */
speed: number, };
export type SetSamplingRule = { command_id: CommandId, 
/**
 * Absent: a new rule.
 */
rule_id?: SamplingRuleId, 
/**
 * At most 60 characters.
 */
name: string, 
/**
 * 1 to 100.
 */
percent: number, active: boolean, };
export type SetUserRole = { command_id: CommandId, user_id: UserId, role: Role, };
export type Share = { calls: number, of: number, };
export type ShellState = Record<symbol, never>;
export type ShellStateView = { workspaces: Array<KnownWorkspace>, open: OpenWorkspaceView | null, version: string, };
export type ShownVersion = { version: number, content: FormContent, };
export type Side = "caller" | "agent" | "other";
export type SideMix = { side: Side, 
/**
 * 0 to 2; 1 is as recorded.
 */
volume: number, muted: boolean, 
/**
 * Only sides that are soloed are heard, if any is.
 */
soloed: boolean, };
export type SideNumbers = { 
/**
 * What stands between spaces in the side's turns.
 */
words: number, 
/**
 * Question marks, a row of them counted once.
 */
questions: number, 
/**
 * The sum of the side's stretches.
 */
talk_ms: number | null, 
/**
 * The longest time in which the side spoke and the other did not, pauses included.
 */
longest_turn: Place | null, 
/**
 * From the end of the other side's last word to the side's first, each time it
 * answers without cutting in.
 */
lag: Lag | null, };
export type SkipReason = "too_short" | "cannot_hear" | "other_language" | "seen_before" | "not_mine" | "other";
export type SkipSilence = { 
/**
 * Whether pauses are left out from now on.
 */
skip: boolean, 
/**
 * Whether only flagged stretches are played, each with a little around it. Where
 * nothing is flagged, all is played.
 */
flagged_only: boolean, };
export type SkippedView = { 
/**
 * In order; none overlaps another.
 */
skipped: Array<Span>, 
/**
 * Their length together, at the speed of speech.
 */
saved_ms: number, };
export type Span = { from_ms: number, to_ms: number, };
export type SpeakerChangeId = string;
export type SpeakerChangeView = { id: SpeakerChangeId, 
/**
 * The author's name.
 */
by: string, at: UtcMillis, everywhere: boolean, edit: SpeakerEdit, withdrawn: WithdrawalView | null, };
export type SpeakerChangesView = { 
/**
 * Those of the call and those of all calls, newest first.
 */
changes: Array<SpeakerChangeView>, };
export type SpeakerEdit = { "kind": "rename", voice: Voice, to: Voice, } | { "kind": "move", turns: Array<number>, to: Voice, } | { "kind": "swap", a: Voice, b: Voice, };
export type SpeakerSide = "caller" | "agent";
export type StartAgent = Record<symbol, never>;
export type StartPractice = { 
/**
 * Becomes the call's id.
 */
command_id: CommandId, script: PracticeScript, language: PracticeLanguage, by: PracticeBy, 
/**
 * Whose clock is on the wall, for "tomorrow at four".
 */
zone: Zone, };
export type Step = { code: StepCode, passed: boolean, };
export type StepCode = "account_active" | "account_deactivated" | "role_holds" | "role_lacks" | "support_not_approved" | "support_expired" | "support_active";
export type StepView = { step: ScoreStep, by: string | null, at: UtcMillis, note: string, 
/**
 * The answers that a decision changed, as they were.
 */
before: Array<Answer> | null, };
export type StopAgent = Record<symbol, never>;
export type StopListening = Record<symbol, never>;
export type Stretches = { total_ms: number, count: number, longest: Place | null, };
export type SubjectKind = "workspace" | "user" | "call" | "import" | "export" | "form" | "audit_log";
export type SubmitScore = { command_id: CommandId, score_id: ScoreId, };
export type SupportView = { reason: string, requested_at: UtcMillis, minutes: number, 
/**
 * The approving owner's name; `None` while nobody approved.
 */
approved_by: string | null, 
/**
 * When the visit ends or ended.
 */
until: UtcMillis | null, running: boolean, };
export type SuppressionFilter = { 
/**
 * Contacts that hold these characters; spaces and signs of numbers do not count.
 */
contact?: string, 
/**
 * Those that stand, or those that were lifted.
 */
stands?: boolean, };
export type SuppressionId = string;
export type SuppressionListView = { 
/**
 * The latest first.
 */
rows: Array<SuppressionView>, next: string | null, };
export type SuppressionPreview = { 
/**
 * Contacts that would be put on the list.
 */
fresh: number, 
/**
 * The other lines, in order.
 */
left_out: Array<PastedLine>, };
export type SuppressionView = { id: SuppressionId, contact: string, refused_by: RefusedBy, words: string | null, call_id: CallId | null, 
/**
 * `null` where an agent wrote it down.
 */
added_by: string | null, since: UtcMillis, lifted: LiftedView | null, };
export type SuppressionsImported = { 
/**
 * Contacts that were put on the list.
 */
added: number, };
export type SwapSides = { command_id: CommandId, call_id: CallId, };
export type TagsView = { tags: Array<string>, };
export type TakeOverLiveCall = { command_id: CommandId, call_id: CallId, };
export type Tally = { 
/**
 * In hundredths of a percent, 0–10,000; `None` when nothing counts.
 */
total: number | null, 
/**
 * The total as it would be without answers that fail the call.
 */
without_failing: number | null, 
/**
 * The questions whose answer fails the call.
 */
failed_by: Array<number>, sections: Array<SectionTally>, 
/**
 * Questions with an answer, "not applicable" among them.
 */
answered: number, 
/**
 * All questions.
 */
asked: number, };
export type TapeGate = "shut" | "open" | "refused";
export type TextPiece = { text: string, hit: boolean, };
export type ThreadView = { id: CommentId, 
/**
 * The author's name.
 */
by: string, at: UtcMillis, 
/**
 * Empty once it is deleted.
 */
text: string, private: boolean, 
/**
 * Whether the viewer wrote it and can change it.
 */
own: boolean, 
/**
 * When its author changed the text last.
 */
edited_at: UtcMillis | null, 
/**
 * Who took it away: only its place is left.
 */
deleted: WithdrawalView | null, place: CommentPlace, 
/**
 * Who said that it is done with; `null` while it is open.
 */
closed: WithdrawalView | null, 
/**
 * Oldest first.
 */
replies: Array<ReplyView>, };
export type ToolCall = { 
/**
 * As the agent's set-up names it, e.g. `book_slot`.
 */
name: string, 
/**
 * What it was called with, as the source has it: mostly JSON.
 */
arguments: string | null, 
/**
 * What it answered; `None` while nothing came back.
 */
result: string | null, 
/**
 * Whether it did what it was called for, where the source says so.
 */
succeeded: boolean | null, 
/**
 * From the call to the answer.
 */
took_ms: number | null, };
export type Totals = { calls: number | null, 
/**
 * Different people who were spoken with or written to.
 */
people: number | null, 
/**
 * Mean length of the calls by phone and web that came about.
 */
handling_ms: number | null, booked: number | null, transferred: number | null, opted_out: number | null, complained: number | null, asked_to_delete: number | null, };
export type TouchSession = Record<symbol, never>;
export type TrackerCounts = { calls: number, hits: number, };
export type TrackerId = string;
export type TrackerListView = { 
/**
 * By name.
 */
trackers: Array<TrackerView>, };
export type TrackerRule = { pattern: Pattern, 
/**
 * `null`: in anyone's.
 */
side: SpeakerSide | null, };
export type TrackerRunView = { 
/**
 * Calls that were looked at.
 */
looked_at: number, 
/**
 * Calls that changed by it.
 */
changed: number, cancelled: boolean, 
/**
 * What stands now.
 */
found: TrackerCounts, };
export type TrackerView = { id: TrackerId, version: number, name: string, rule: TrackerRule, tag: string | null, flag: boolean, active: boolean, changed_by: string | null, changed_at: UtcMillis, 
/**
 * What stands now, by whichever version looked last.
 */
found: TrackerCounts, 
/**
 * Calls that an earlier version looked at last.
 */
outdated: number, };
export type TranscriptFormat = "text" | "srt" | "vtt" | "json" | "vcon";
export type TranscriptView = { 
/**
 * In the source's order, as they stand corrected; a turn's place here is its index.
 */
turns: Array<Turn>, numbers: CallNumbers, 
/**
 * What the agent did besides speaking, as imported; where the source tells of no
 * barge-ins, those that the times show.
 */
events: Array<AgentEvent>, 
/**
 * What the agent promised, beside what its tools did.
 */
claims: Array<Claim>, 
/**
 * The turns that were ever corrected.
 */
marks: Array<TurnMark>, 
/**
 * The voices that people named, not the source.
 */
named: Array<Voice>, 
/**
 * The call's: trackers may set others when the transcript reads otherwise.
 */
tags: Array<string>, };
export type TriedHit = { call_id: CallId, caller: string | null, started_at: UtcMillis, turn_index: number, start_ms: number | null, side: Side, excerpt: Array<TextPiece>, };
export type TriedView = { 
/**
 * Calls that were looked at.
 */
looked_at: number, 
/**
 * Calls with a hit.
 */
calls: number, hits: number, 
/**
 * The first twenty, newest call first.
 */
first: Array<TriedHit>, 
/**
 * It was stopped before the last call.
 */
cancelled: boolean, };
export type TryTracker = { 
/**
 * By it the look is followed and stopped.
 */
command_id: CommandId, rule: TrackerRule, };
export type Turn = { 
/**
 * The side, as far as the source tells.
 */
side: Side, 
/**
 * The speaker's name or label in the source, e.g. `spk_0`, `A`, `Asha`.
 */
speaker: string | null, 
/**
 * The text as shown; words are found in it by their `at` offset.
 */
text: string, 
/**
 * Start, ms; `None` when the source has no times.
 */
start_ms: number | null, 
/**
 * End, ms; never before the start.
 */
end_ms: number | null, 
/**
 * Word times; empty when the source has none.
 */
words: Array<Word>, };
export type TurnHistoryView = { 
/**
 * The text as it was imported.
 */
imported: string, disputed: boolean, 
/**
 * Newest first.
 */
corrections: Array<CorrectionView>, };
export type TurnMark = { 
/**
 * The turn's place in the source's order.
 */
turn: number, 
/**
 * The revision that is shown, to be named by the next correction; empty when all
 * corrections were withdrawn.
 */
heads: Array<CorrectionId>, 
/**
 * Whether people who did not know of each other wrote different texts.
 */
disputed: boolean, 
/**
 * In a dispute all the texts, oldest first; the turn has the first of them.
 */
versions: Array<TurnVersion>, };
export type TurnSearchView = { hits: Array<SearchHit>, next: string | null, 
/**
 * In the order `best`: how many of the newest hits were ranked, if not all.
 */
ranked_of: number | null, };
export type TurnVersion = { id: CorrectionId, 
/**
 * The author's name.
 */
by: string, at: UtcMillis, text: string, };
export type UndoBulk = { command_id: CommandId, bulk_id: BulkId, };
export type UnlockWorkspace = { workspace_id: WorkspaceId, user_name: string, passphrase: Secret, };
export type Usage = { 
/**
 * On the line.
 */
line_ms: number, 
/**
 * Characters made into speech, those that nobody heard included.
 */
spoken_chars: number, 
/**
 * Sound given to a recogniser.
 */
listened_ms: number, 
/**
 * In millionths of `currency`, where prices are known.
 */
cost_micros: number | null, 
/**
 * ISO 4217.
 */
currency: string | null, };
export type UserId = string;
export type UserListView = { users: Array<UserView>, };
export type UserView = { id: UserId, name: string, role: Role, active: boolean, created_at: UtcMillis, last_sign_in_at: UtcMillis | null, support: SupportView | null, };
export type UtcMillis = number;
export type Verdict = "agrees" | "differs" | "unrecorded";
export type VerifyAudit = Record<symbol, never>;
export type VerifyMedia = Record<symbol, never>;
export type ViewDates = { "kind": "preset", preset: DatePreset, } | { "kind": "days", from: string | null, to: string | null, };
export type ViewId = string;
export type ViewListView = { 
/**
 * In the order they were made.
 */
views: Array<ViewView>, };
export type ViewQuery = { dates: ViewDates | null, 
/**
 * Without `from` and `to`: those are in `dates`.
 */
filter: CallFilter, 
/**
 * Given to whoever looks, whoever that is.
 */
assigned_to_me: boolean, 
/**
 * What is searched; empty: nothing.
 */
words: string, side: SpeakerSide | null, order: SearchOrder, };
export type ViewView = { id: ViewId, name: string, 
/**
 * Made by whoever asks: only they change it.
 */
own: boolean, owner: string | null, shared_with: Array<Role>, query: ViewQuery, 
/**
 * Stands above this person's list.
 */
pinned: boolean, };
export type Voice = { side: Side, speaker: string | null, };
export type VoiceCountView = { 
/**
 * In how many calls the source has it.
 */
calls: number, };
export type WeekChange = { "what": "calls", now: number, before: number, } | { "what": "handling", now_ms: number, before_ms: number, } | { "what": "ending", ending: Ending, now: Share, before: Share, } | { "what": "channel", channel: Channel, now: Share, before: Share, } | { "what": "agent", agent: string, now: Share, before: Share, };
export type WeekFigures = { calls: number | null, 
/**
 * Different people.
 */
people: number | null, 
/**
 * Whole minutes of the calls by phone and web that came about.
 */
minutes: number | null, 
/**
 * Their mean length.
 */
handling_ms: number | null, };
export type WeekHour = { 
/**
 * 0 is Monday; absent: every day.
 */
weekday?: number, 
/**
 * 0 to 23.
 */
hour: number, zone: Zone, };
export type Weekly = { 
/**
 * `YYYY-MM-DD`.
 */
monday: string, week: Period, now: WeekFigures, before: WeekFigures, 
/**
 * In the order of [`Ending::ALL`].
 */
endings: Array<EndingRow>, 
/**
 * Seven, Monday first.
 */
days: Array<DayCount>, 
/**
 * At most three, the busiest first; of the whole week together where no hour of a
 * single day had enough people.
 */
busiest: Array<BusyHour>, 
/**
 * At most three, the greatest first.
 */
changes: Array<WeekChange>, };
export type WeeklyView = { weekly: Weekly, 
/**
 * Those of now, whichever week it is: what was open then is not kept.
 */
open_flags: OpenFlags, 
/**
 * Monday of the last week that is over, `YYYY-MM-DD`.
 */
last_monday: string, made_at: UtcMillis, };
export type WireError = { code: ErrorCode, 
/**
 * Plain English, for the terminal; the page has its own words.
 */
message: string, 
/**
 * The input member that is wrong.
 */
field: string | null, incident_id: string, retry_after_ms: number | null, };
export type WithdrawCaptured = { command_id: CommandId, call_id: CallId, correction_id: CorrectionId, };
export type WithdrawCorrection = { command_id: CommandId, call_id: CallId, correction_id: CorrectionId, };
export type WithdrawalView = { 
/**
 * The person's name.
 */
by: string, at: UtcMillis, };
export type Word = { 
/**
 * Offset of the first character in the turn's text, in Unicode scalar values.
 */
at: number, 
/**
 * Length in Unicode scalar values, punctuation that belongs to it included.
 */
len: number, 
/**
 * Start, ms from the start of the recording.
 */
start_ms: number, 
/**
 * End, ms; equal to the start when the source has zero-length words.
 */
end_ms: number, 
/**
 * The recogniser's confidence in 1/100, 0–100; 255 when it gives none.
 */
confidence: number, };
export type WorkspaceId = string;
export type Zone = string;

export const shellState = (backend: Backend, input: ShellState): Promise<ShellStateView> =>
  backend.rpc('shell_state', input) as Promise<ShellStateView>;
export const workspaceCreate = (backend: Backend, input: CreateWorkspace): Promise<CreatedWorkspace> =>
  backend.rpc('workspace_create', input) as Promise<CreatedWorkspace>;
export const demoMake = (backend: Backend, input: MakeDemo): Promise<MadeDemo> =>
  backend.rpc('demo_make', input) as Promise<MadeDemo>;
export const workspaceAdd = (backend: Backend, input: AddWorkspace): Promise<KnownWorkspace> =>
  backend.rpc('workspace_add', input) as Promise<KnownWorkspace>;
export const workspaceForget = (backend: Backend, input: ForgetWorkspace): Promise<Done> =>
  backend.rpc('workspace_forget', input) as Promise<Done>;
export const workspaceUnlock = (backend: Backend, input: UnlockWorkspace): Promise<OpenWorkspaceView> =>
  backend.rpc('workspace_unlock', input) as Promise<OpenWorkspaceView>;
export const workspaceRecover = (backend: Backend, input: RecoverWorkspace): Promise<CreatedWorkspace> =>
  backend.rpc('workspace_recover', input) as Promise<CreatedWorkspace>;
export const workspaceLock = (backend: Backend, input: LockWorkspace): Promise<Done> =>
  backend.rpc('workspace_lock', input) as Promise<Done>;
export const sessionTouch = (backend: Backend, input: TouchSession): Promise<Done> =>
  backend.rpc('session_touch', input) as Promise<Done>;
export const passphraseChange = (backend: Backend, input: ChangePassphrase): Promise<Done> =>
  backend.rpc('passphrase_change', input) as Promise<Done>;
export const recoveryCodeRenew = (backend: Backend, input: RenewRecoveryCode): Promise<RecoveryCodeView> =>
  backend.rpc('recovery_code_renew', input) as Promise<RecoveryCodeView>;
export const idleLockSet = (backend: Backend, input: SetIdleLock): Promise<IdleLockView> =>
  backend.rpc('idle_lock_set', input) as Promise<IdleLockView>;
export const agentLineGet = (backend: Backend, input: GetAgentLine): Promise<AgentLineView> =>
  backend.rpc('agent_line_get', input) as Promise<AgentLineView>;
export const agentLineSet = (backend: Backend, input: SetAgentLine): Promise<AgentLineView> =>
  backend.rpc('agent_line_set', input) as Promise<AgentLineView>;
export const agentStart = (backend: Backend, input: StartAgent): Promise<AgentLineView> =>
  backend.rpc('agent_start', input) as Promise<AgentLineView>;
export const agentStop = (backend: Backend, input: StopAgent): Promise<AgentLineView> =>
  backend.rpc('agent_stop', input) as Promise<AgentLineView>;
export const userList = (backend: Backend, input: ListUsers): Promise<UserListView> =>
  backend.rpc('user_list', input) as Promise<UserListView>;
export const userAdd = (backend: Backend, input: AddUser): Promise<UserView> =>
  backend.rpc('user_add', input) as Promise<UserView>;
export const userRoleSet = (backend: Backend, input: SetUserRole): Promise<UserView> =>
  backend.rpc('user_role_set', input) as Promise<UserView>;
export const userDeactivate = (backend: Backend, input: DeactivateUser): Promise<UserView> =>
  backend.rpc('user_deactivate', input) as Promise<UserView>;
export const userReactivate = (backend: Backend, input: ReactivateUser): Promise<UserView> =>
  backend.rpc('user_reactivate', input) as Promise<UserView>;
export const supportGuestRequest = (backend: Backend, input: RequestSupportGuest): Promise<UserView> =>
  backend.rpc('support_guest_request', input) as Promise<UserView>;
export const supportGuestApprove = (backend: Backend, input: ApproveSupportGuest): Promise<UserView> =>
  backend.rpc('support_guest_approve', input) as Promise<UserView>;
export const supportGuestEnd = (backend: Backend, input: EndSupportGuest): Promise<UserView> =>
  backend.rpc('support_guest_end', input) as Promise<UserView>;
export const permissionMatrix = (backend: Backend, input: PermissionMatrix): Promise<PermissionMatrixView> =>
  backend.rpc('permission_matrix', input) as Promise<PermissionMatrixView>;
export const permissionExplain = (backend: Backend, input: ExplainPermission): Promise<Explanation> =>
  backend.rpc('permission_explain', input) as Promise<Explanation>;
export const callList = (backend: Backend, input: ListCalls): Promise<CallListView> =>
  backend.rpc('call_list', input) as Promise<CallListView>;
export const callCount = (backend: Backend, input: CountCalls): Promise<CallCountView> =>
  backend.rpc('call_count', input) as Promise<CallCountView>;
export const callFacets = (backend: Backend, input: ListFacets): Promise<CallFacets> =>
  backend.rpc('call_facets', input) as Promise<CallFacets>;
export const turnSearch = (backend: Backend, input: SearchTurns): Promise<TurnSearchView> =>
  backend.rpc('turn_search', input) as Promise<TurnSearchView>;
export const callGet = (backend: Backend, input: GetCall): Promise<CallView> =>
  backend.rpc('call_get', input) as Promise<CallView>;
export const transcriptGet = (backend: Backend, input: GetTranscript): Promise<TranscriptView> =>
  backend.rpc('transcript_get', input) as Promise<TranscriptView>;
export const peaksGet = (backend: Backend, input: GetPeaks): Promise<PeaksLanesView> =>
  backend.rpc('peaks_get', input) as Promise<PeaksLanesView>;
export const callTagsSet = (backend: Backend, input: SetCallTags): Promise<TagsView> =>
  backend.rpc('call_tags_set', input) as Promise<TagsView>;
export const callSidesSwap = (backend: Backend, input: SwapSides): Promise<CallView> =>
  backend.rpc('call_sides_swap', input) as Promise<CallView>;
export const callsChosenCount = (backend: Backend, input: CountChosen): Promise<ChosenView> =>
  backend.rpc('calls_chosen_count', input) as Promise<ChosenView>;
export const callsAct = (backend: Backend, input: ActOnCalls): Promise<BulkView> =>
  backend.rpc('calls_act', input) as Promise<BulkView>;
export const bulkCancel = (backend: Backend, input: CancelBulk): Promise<Done> =>
  backend.rpc('bulk_cancel', input) as Promise<Done>;
export const bulkUndo = (backend: Backend, input: UndoBulk): Promise<BulkView> =>
  backend.rpc('bulk_undo', input) as Promise<BulkView>;
export const callReviewGet = (backend: Backend, input: GetCallReview): Promise<CallReviewView> =>
  backend.rpc('call_review_get', input) as Promise<CallReviewView>;
export const callFlag = (backend: Backend, input: FlagCall): Promise<CallReviewView> =>
  backend.rpc('call_flag', input) as Promise<CallReviewView>;
export const callFlagRemove = (backend: Backend, input: RemoveFlag): Promise<CallReviewView> =>
  backend.rpc('call_flag_remove', input) as Promise<CallReviewView>;
export const callAssign = (backend: Backend, input: AssignCall): Promise<CallReviewView> =>
  backend.rpc('call_assign', input) as Promise<CallReviewView>;
export const reviewDecide = (backend: Backend, input: DecideReview): Promise<CallReviewView> =>
  backend.rpc('review_decide', input) as Promise<CallReviewView>;
export const reviewReopen = (backend: Backend, input: ReopenReview): Promise<CallReviewView> =>
  backend.rpc('review_reopen', input) as Promise<CallReviewView>;
export const queueList = (backend: Backend, input: ListQueue): Promise<QueueView> =>
  backend.rpc('queue_list', input) as Promise<QueueView>;
export const samplingRuleList = (backend: Backend, input: ListSamplingRules): Promise<SamplingRulesView> =>
  backend.rpc('sampling_rule_list', input) as Promise<SamplingRulesView>;
export const samplingRuleSet = (backend: Backend, input: SetSamplingRule): Promise<SamplingRulesView> =>
  backend.rpc('sampling_rule_set', input) as Promise<SamplingRulesView>;
export const viewList = (backend: Backend, input: ListViews): Promise<ViewListView> =>
  backend.rpc('view_list', input) as Promise<ViewListView>;
export const viewSave = (backend: Backend, input: SaveView): Promise<ViewListView> =>
  backend.rpc('view_save', input) as Promise<ViewListView>;
export const viewRemove = (backend: Backend, input: RemoveView): Promise<ViewListView> =>
  backend.rpc('view_remove', input) as Promise<ViewListView>;
export const viewRestore = (backend: Backend, input: RestoreView): Promise<ViewListView> =>
  backend.rpc('view_restore', input) as Promise<ViewListView>;
export const viewPin = (backend: Backend, input: PinView): Promise<ViewListView> =>
  backend.rpc('view_pin', input) as Promise<ViewListView>;
export const trackerList = (backend: Backend, input: ListTrackers): Promise<TrackerListView> =>
  backend.rpc('tracker_list', input) as Promise<TrackerListView>;
export const trackerSave = (backend: Backend, input: SaveTracker): Promise<TrackerListView> =>
  backend.rpc('tracker_save', input) as Promise<TrackerListView>;
export const trackerTry = (backend: Backend, input: TryTracker): Promise<TriedView> =>
  backend.rpc('tracker_try', input) as Promise<TriedView>;
export const trackerRun = (backend: Backend, input: RunTracker): Promise<TrackerRunView> =>
  backend.rpc('tracker_run', input) as Promise<TrackerRunView>;
export const turnCorrect = (backend: Backend, input: CorrectTurn): Promise<CorrectedTurnView> =>
  backend.rpc('turn_correct', input) as Promise<CorrectedTurnView>;
export const correctionWithdraw = (backend: Backend, input: WithdrawCorrection): Promise<CorrectedTurnView> =>
  backend.rpc('correction_withdraw', input) as Promise<CorrectedTurnView>;
export const correctionChoose = (backend: Backend, input: ChooseCorrection): Promise<CorrectedTurnView> =>
  backend.rpc('correction_choose', input) as Promise<CorrectedTurnView>;
export const turnHistory = (backend: Backend, input: GetTurnHistory): Promise<TurnHistoryView> =>
  backend.rpc('turn_history', input) as Promise<TurnHistoryView>;
export const voiceCount = (backend: Backend, input: CountVoice): Promise<VoiceCountView> =>
  backend.rpc('voice_count', input) as Promise<VoiceCountView>;
export const speakersChange = (backend: Backend, input: ChangeSpeakers): Promise<TranscriptView> =>
  backend.rpc('speakers_change', input) as Promise<TranscriptView>;
export const speakersRestore = (backend: Backend, input: RestoreSpeakers): Promise<TranscriptView> =>
  backend.rpc('speakers_restore', input) as Promise<TranscriptView>;
export const speakerChanges = (backend: Backend, input: ListSpeakerChanges): Promise<SpeakerChangesView> =>
  backend.rpc('speaker_changes', input) as Promise<SpeakerChangesView>;
export const capturedCorrect = (backend: Backend, input: CorrectCaptured): Promise<CapturedView> =>
  backend.rpc('captured_correct', input) as Promise<CapturedView>;
export const capturedWithdraw = (backend: Backend, input: WithdrawCaptured): Promise<CapturedView> =>
  backend.rpc('captured_withdraw', input) as Promise<CapturedView>;
export const capturedChoose = (backend: Backend, input: ChooseCaptured): Promise<CapturedView> =>
  backend.rpc('captured_choose', input) as Promise<CapturedView>;
export const capturedHistory = (backend: Backend, input: GetCapturedHistory): Promise<CapturedHistoryView> =>
  backend.rpc('captured_history', input) as Promise<CapturedHistoryView>;
export const commentList = (backend: Backend, input: ListComments): Promise<CommentsView> =>
  backend.rpc('comment_list', input) as Promise<CommentsView>;
export const commentAdd = (backend: Backend, input: AddComment): Promise<ThreadView> =>
  backend.rpc('comment_add', input) as Promise<ThreadView>;
export const commentReply = (backend: Backend, input: ReplyToComment): Promise<ThreadView> =>
  backend.rpc('comment_reply', input) as Promise<ThreadView>;
export const commentEdit = (backend: Backend, input: EditComment): Promise<ThreadView> =>
  backend.rpc('comment_edit', input) as Promise<ThreadView>;
export const commentDelete = (backend: Backend, input: DeleteComment): Promise<ThreadView> =>
  backend.rpc('comment_delete', input) as Promise<ThreadView>;
export const commentHistory = (backend: Backend, input: GetCommentHistory): Promise<CommentHistoryView> =>
  backend.rpc('comment_history', input) as Promise<CommentHistoryView>;
export const commentResolve = (backend: Backend, input: ResolveComment): Promise<ThreadView> =>
  backend.rpc('comment_resolve', input) as Promise<ThreadView>;
export const commentReopen = (backend: Backend, input: ReopenComment): Promise<ThreadView> =>
  backend.rpc('comment_reopen', input) as Promise<ThreadView>;
export const mentionCount = (backend: Backend, input: CountMentions): Promise<MentionCountView> =>
  backend.rpc('mention_count', input) as Promise<MentionCountView>;
export const mentionList = (backend: Backend, input: ListMentions): Promise<MentionsView> =>
  backend.rpc('mention_list', input) as Promise<MentionsView>;
export const mentionsSee = (backend: Backend, input: SeeMentions): Promise<MentionCountView> =>
  backend.rpc('mentions_see', input) as Promise<MentionCountView>;
export const callExport = (backend: Backend, input: ExportCall): Promise<ExportedFile> =>
  backend.rpc('call_export', input) as Promise<ExportedFile>;
export const clipExport = (backend: Backend, input: ExportClip): Promise<ExportedFile> =>
  backend.rpc('clip_export', input) as Promise<ExportedFile>;
export const caseFileExport = (backend: Backend, input: ExportCaseFile): Promise<ExportedFile> =>
  backend.rpc('case_file_export', input) as Promise<ExportedFile>;
export const paperExport = (backend: Backend, input: ExportPaper): Promise<ExportedFile> =>
  backend.rpc('paper_export', input) as Promise<ExportedFile>;
export const callsExport = (backend: Backend, input: ExportCalls): Promise<ExportReport> =>
  backend.rpc('calls_export', input) as Promise<ExportReport>;
export const exportCancel = (backend: Backend, input: CancelExport): Promise<Done> =>
  backend.rpc('export_cancel', input) as Promise<Done>;
export const formList = (backend: Backend, input: ListForms): Promise<FormListView> =>
  backend.rpc('form_list', input) as Promise<FormListView>;
export const formGet = (backend: Backend, input: GetForm): Promise<FormView> =>
  backend.rpc('form_get', input) as Promise<FormView>;
export const formSave = (backend: Backend, input: SaveForm): Promise<FormView> =>
  backend.rpc('form_save', input) as Promise<FormView>;
export const formDraftDiscard = (backend: Backend, input: DiscardFormDraft): Promise<Done> =>
  backend.rpc('form_draft_discard', input) as Promise<Done>;
export const formPublish = (backend: Backend, input: PublishForm): Promise<FormView> =>
  backend.rpc('form_publish', input) as Promise<FormView>;
export const formRetire = (backend: Backend, input: RetireForm): Promise<FormView> =>
  backend.rpc('form_retire', input) as Promise<FormView>;
export const scoreList = (backend: Backend, input: ListScores): Promise<ScoreListView> =>
  backend.rpc('score_list', input) as Promise<ScoreListView>;
export const scoreGet = (backend: Backend, input: GetScore): Promise<ScoreView> =>
  backend.rpc('score_get', input) as Promise<ScoreView>;
export const scoreBegin = (backend: Backend, input: BeginScore): Promise<ScoreView> =>
  backend.rpc('score_begin', input) as Promise<ScoreView>;
export const scoreSave = (backend: Backend, input: SaveScore): Promise<DraftView> =>
  backend.rpc('score_save', input) as Promise<DraftView>;
export const scoreDiscard = (backend: Backend, input: DiscardScore): Promise<Done> =>
  backend.rpc('score_discard', input) as Promise<Done>;
export const scoreSubmit = (backend: Backend, input: SubmitScore): Promise<ScoreView> =>
  backend.rpc('score_submit', input) as Promise<ScoreView>;
export const scoreAnswer = (backend: Backend, input: AnswerScore): Promise<ScoreView> =>
  backend.rpc('score_answer', input) as Promise<ScoreView>;
export const scoreResolve = (backend: Backend, input: ResolveScore): Promise<ScoreView> =>
  backend.rpc('score_resolve', input) as Promise<ScoreView>;
export const calibrationList = (backend: Backend, input: ListCalibrations): Promise<CalibrationListView> =>
  backend.rpc('calibration_list', input) as Promise<CalibrationListView>;
export const calibrationGet = (backend: Backend, input: GetCalibration): Promise<CalibrationView> =>
  backend.rpc('calibration_get', input) as Promise<CalibrationView>;
export const calibrationBegin = (backend: Backend, input: BeginCalibration): Promise<CalibrationView> =>
  backend.rpc('calibration_begin', input) as Promise<CalibrationView>;
export const calibrationOpen = (backend: Backend, input: OpenCalibration): Promise<CalibrationView> =>
  backend.rpc('calibration_open', input) as Promise<CalibrationView>;
export const playerOpen = (backend: Backend, input: OpenPlayer): Promise<PlayerView> =>
  backend.rpc('player_open', input) as Promise<PlayerView>;
export const playerPlay = (backend: Backend, input: PlayPlayer): Promise<Done> =>
  backend.rpc('player_play', input) as Promise<Done>;
export const playerPause = (backend: Backend, input: PausePlayer): Promise<Done> =>
  backend.rpc('player_pause', input) as Promise<Done>;
export const playerSeek = (backend: Backend, input: SeekPlayer): Promise<Done> =>
  backend.rpc('player_seek', input) as Promise<Done>;
export const playerSpeedSet = (backend: Backend, input: SetPlayerSpeed): Promise<Done> =>
  backend.rpc('player_speed_set', input) as Promise<Done>;
export const playerMixSet = (backend: Backend, input: SetPlayerMix): Promise<Done> =>
  backend.rpc('player_mix_set', input) as Promise<Done>;
export const playerLoopSet = (backend: Backend, input: SetPlayerLoop): Promise<Done> =>
  backend.rpc('player_loop_set', input) as Promise<Done>;
export const playerSilenceSkip = (backend: Backend, input: SkipSilence): Promise<SkippedView> =>
  backend.rpc('player_silence_skip', input) as Promise<SkippedView>;
export const outputList = (backend: Backend, input: ListOutputs): Promise<OutputsView> =>
  backend.rpc('output_list', input) as Promise<OutputsView>;
export const outputChoose = (backend: Backend, input: ChooseOutput): Promise<OutputsView> =>
  backend.rpc('output_choose', input) as Promise<OutputsView>;
export const playerClose = (backend: Backend, input: ClosePlayer): Promise<Done> =>
  backend.rpc('player_close', input) as Promise<Done>;
export const suppressionList = (backend: Backend, input: ListSuppressions): Promise<SuppressionListView> =>
  backend.rpc('suppression_list', input) as Promise<SuppressionListView>;
export const suppressionAdd = (backend: Backend, input: AddSuppression): Promise<SuppressionView> =>
  backend.rpc('suppression_add', input) as Promise<SuppressionView>;
export const suppressionPreview = (backend: Backend, input: PreviewSuppressions): Promise<SuppressionPreview> =>
  backend.rpc('suppression_preview', input) as Promise<SuppressionPreview>;
export const suppressionImport = (backend: Backend, input: ImportSuppressions): Promise<SuppressionsImported> =>
  backend.rpc('suppression_import', input) as Promise<SuppressionsImported>;
export const suppressionLift = (backend: Backend, input: LiftSuppression): Promise<SuppressionView> =>
  backend.rpc('suppression_lift', input) as Promise<SuppressionView>;
export const callPermit = (backend: Backend, input: ExplainPermit): Promise<PermitView> =>
  backend.rpc('call_permit', input) as Promise<PermitView>;
export const bookingList = (backend: Backend, input: ListBookings): Promise<BookingListView> =>
  backend.rpc('booking_list', input) as Promise<BookingListView>;
export const bookingCancel = (backend: Backend, input: CancelBooking): Promise<BookingView> =>
  backend.rpc('booking_cancel', input) as Promise<BookingView>;
export const calendarGet = (backend: Backend, input: GetCalendar): Promise<CalendarView> =>
  backend.rpc('calendar_get', input) as Promise<CalendarView>;
export const calendarSet = (backend: Backend, input: SetCalendar): Promise<CalendarView> =>
  backend.rpc('calendar_set', input) as Promise<CalendarView>;
export const messageList = (backend: Backend, input: ListMessages): Promise<MessageListView> =>
  backend.rpc('message_list', input) as Promise<MessageListView>;
export const knowledgeList = (backend: Backend, input: ListKnowledge): Promise<KnowledgeView> =>
  backend.rpc('knowledge_list', input) as Promise<KnowledgeView>;
export const knowledgePut = (backend: Backend, input: PutKnowledge): Promise<KnowledgeView> =>
  backend.rpc('knowledge_put', input) as Promise<KnowledgeView>;
export const knowledgeRemove = (backend: Backend, input: RemoveKnowledge): Promise<KnowledgeView> =>
  backend.rpc('knowledge_remove', input) as Promise<KnowledgeView>;
export const knowledgeImport = (backend: Backend, input: ImportKnowledge): Promise<KnowledgeView> =>
  backend.rpc('knowledge_import', input) as Promise<KnowledgeView>;
export const knowledgeExport = (backend: Backend, input: ExportKnowledge): Promise<KnowledgeFile> =>
  backend.rpc('knowledge_export', input) as Promise<KnowledgeFile>;
export const liveCalls = (backend: Backend, input: ListLiveCalls): Promise<LiveCallListView> =>
  backend.rpc('live_calls', input) as Promise<LiveCallListView>;
export const liveCallGet = (backend: Backend, input: GetLiveCall): Promise<LiveCallView> =>
  backend.rpc('live_call_get', input) as Promise<LiveCallView>;
export const liveCallListen = (backend: Backend, input: ListenToLiveCall): Promise<Done> =>
  backend.rpc('live_call_listen', input) as Promise<Done>;
export const liveCallListenStop = (backend: Backend, input: StopListening): Promise<Done> =>
  backend.rpc('live_call_listen_stop', input) as Promise<Done>;
export const liveCallTakeOver = (backend: Backend, input: TakeOverLiveCall): Promise<Done> =>
  backend.rpc('live_call_take_over', input) as Promise<Done>;
export const liveCallEnd = (backend: Backend, input: EndLiveCall): Promise<Done> =>
  backend.rpc('live_call_end', input) as Promise<Done>;
export const callPlace = (backend: Backend, input: PlaceCall): Promise<PlacedCallView> =>
  backend.rpc('call_place', input) as Promise<PlacedCallView>;
export const practiceStart = (backend: Backend, input: StartPractice): Promise<PracticeView> =>
  backend.rpc('practice_start', input) as Promise<PracticeView>;
export const practiceSay = (backend: Backend, input: SayInPractice): Promise<Done> =>
  backend.rpc('practice_say', input) as Promise<Done>;
export const practiceKey = (backend: Backend, input: PressKey): Promise<Done> =>
  backend.rpc('practice_key', input) as Promise<Done>;
export const practiceEnd = (backend: Backend, input: EndPractice): Promise<Done> =>
  backend.rpc('practice_end', input) as Promise<Done>;
export const practiceState = (backend: Backend, input: GetPractice): Promise<PracticeView> =>
  backend.rpc('practice_state', input) as Promise<PracticeView>;
export const importPreview = (backend: Backend, input: PreviewImport): Promise<ImportPreviewView> =>
  backend.rpc('import_preview', input) as Promise<ImportPreviewView>;
export const importRun = (backend: Backend, input: RunImport): Promise<ImportReport> =>
  backend.rpc('import_run', input) as Promise<ImportReport>;
export const importCancel = (backend: Backend, input: CancelImport): Promise<Done> =>
  backend.rpc('import_cancel', input) as Promise<Done>;
export const importList = (backend: Backend, input: ListImports): Promise<ImportListView> =>
  backend.rpc('import_list', input) as Promise<ImportListView>;
export const importReportGet = (backend: Backend, input: GetImportReport): Promise<ImportReport> =>
  backend.rpc('import_report_get', input) as Promise<ImportReport>;
export const importReportSave = (backend: Backend, input: SaveImportReport): Promise<SavedReport> =>
  backend.rpc('import_report_save', input) as Promise<SavedReport>;
export const overviewGet = (backend: Backend, input: GetOverview): Promise<Overview> =>
  backend.rpc('overview_get', input) as Promise<Overview>;
export const openFlagsGet = (backend: Backend, input: GetOpenFlags): Promise<OpenFlags> =>
  backend.rpc('open_flags_get', input) as Promise<OpenFlags>;
export const weeklyGet = (backend: Backend, input: GetWeekly): Promise<WeeklyView> =>
  backend.rpc('weekly_get', input) as Promise<WeeklyView>;
export const weeklyExport = (backend: Backend, input: ExportWeekly): Promise<ExportedFile> =>
  backend.rpc('weekly_export', input) as Promise<ExportedFile>;
export const auditList = (backend: Backend, input: ListAudit): Promise<AuditListView> =>
  backend.rpc('audit_list', input) as Promise<AuditListView>;
export const auditVerify = (backend: Backend, input: VerifyAudit): Promise<AuditVerdictView> =>
  backend.rpc('audit_verify', input) as Promise<AuditVerdictView>;
export const mediaVerify = (backend: Backend, input: VerifyMedia): Promise<MediaVerdictView> =>
  backend.rpc('media_verify', input) as Promise<MediaVerdictView>;
export const callReplay = (backend: Backend, input: ReplayCall): Promise<ReplayView> =>
  backend.rpc('call_replay', input) as Promise<ReplayView>;
export const auditCheckpointExport = (backend: Backend, input: ExportCheckpoint): Promise<ExportedCheckpoint> =>
  backend.rpc('audit_checkpoint_export', input) as Promise<ExportedCheckpoint>;
