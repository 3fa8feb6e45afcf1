// What crosses the wire. Instants are ms since the epoch, durations are ms.

export type ErrorCode =
  | 'permission_denied'
  | 'not_signed_in'
  | 'invalid_input'
  | 'not_found'
  | 'conflict'
  | 'wrong_passphrase'
  | 'too_many_attempts'
  | 'weak_passphrase'
  | 'unknown_user'
  | 'wrong_recovery_code'
  | 'header_damaged'
  | 'workspace_missing'
  | 'workspace_newer'
  | 'workspace_in_use'
  | 'database_damaged'
  | 'media_missing'
  | 'media_damaged'
  | 'device_key_missing'
  | 'disk_full'
  | 'no_audio_device'
  | 'recording_undecodable'
  | 'import_not_found'
  | 'cancelled'
  | 'internal';
export type WireError = {
  code: ErrorCode;
  message: string;
  field: string | null;
  incident_id: string;
  retry_after_ms: number | null;
};

export type Role =
  | 'owner'
  | 'privacy_officer'
  | 'grievance_officer'
  | 'qa_lead'
  | 'reviewer'
  | 'agent_manager'
  | 'auditor'
  | 'support_guest';
export type Permission =
  | 'call_list'
  | 'call_read'
  | 'transcript_read'
  | 'recording_listen'
  | 'call_annotate'
  | 'call_import'
  | 'import_read'
  | 'audit_read'
  | 'audit_verify'
  | 'user_read'
  | 'user_manage'
  | 'support_guest_request'
  | 'support_guest_approve'
  | 'permission_read'
  | 'self_manage'
  | 'workspace_manage';
export type Area = 'calls' | 'import' | 'audit' | 'people' | 'workspace';
export type Channel = 'phone' | 'web' | 'sms' | 'whatsapp' | 'chat' | 'email';
export type Direction = 'inbound' | 'outbound' | 'unknown';
export type Outcome =
  | 'booked'
  | 'rescheduled'
  | 'cancelled'
  | 'answered'
  | 'transferred'
  | 'voicemail'
  | 'opted_out'
  | 'complained'
  | 'asked_to_delete'
  | 'no_answer'
  | 'failed'
  | 'unknown';
export type Side = 'caller' | 'agent' | 'other';

export type DeviceSecretPlace = 'keyring' | 'file' | 'missing';
export type FolderStatus = 'ok' | 'missing' | 'damaged' | 'newer';
export type KnownWorkspace = {
  id: string;
  name: string;
  path: string;
  last_opened_at: number | null;
  status: FolderStatus;
  people: string[];
  device_secret: DeviceSecretPlace;
};
export type SessionView = {
  user_id: string;
  name: string;
  role: Role;
  permissions: Permission[];
  support_until: number | null;
};
export type OpenWorkspaceView = {
  id: string;
  name: string;
  session: SessionView;
  device_secret: DeviceSecretPlace;
  idle_lock_minutes: number;
};
export type ShellStateView = {
  workspaces: KnownWorkspace[];
  open: OpenWorkspaceView | null;
  version: string;
};
export type CreatedWorkspace = { open: OpenWorkspaceView; recovery_code: string };
export type RecoveryCodeView = { recovery_code: string };

export type SupportView = {
  reason: string;
  requested_at: number;
  minutes: number;
  approved_by: string | null;
  until: number | null;
  running: boolean;
};
export type UserView = {
  id: string;
  name: string;
  role: Role;
  active: boolean;
  created_at: number;
  last_sign_in_at: number | null;
  support: SupportView | null;
};
export type UserListView = { users: UserView[] };
export type PermissionRow = { permission: Permission; group: Area; allowed: Role[] };
export type PermissionMatrixView = { roles: Role[]; rows: PermissionRow[] };
export type StepCode =
  | 'account_active'
  | 'account_deactivated'
  | 'role_holds'
  | 'role_lacks'
  | 'support_not_approved'
  | 'support_expired'
  | 'support_active';
export type Step = { code: StepCode; passed: boolean };
export type Explanation = {
  permission: Permission;
  allowed: boolean;
  steps: Step[];
  held_by: Role[];
};

export type CallFilter = {
  from?: number;
  to?: number;
  direction?: Direction;
  channel?: Channel;
  agent?: string;
  outcome?: Outcome;
  min_duration_ms?: number;
  max_duration_ms?: number;
  language?: string;
  has_recording?: boolean;
  tag?: string;
};
export type CallRow = {
  id: string;
  started_at: number;
  channel: Channel;
  direction: Direction;
  caller: string | null;
  agent: string | null;
  outcome: Outcome;
  duration_ms: number;
  language: string | null;
  has_recording: boolean;
  caller_talk_ms: number;
  agent_talk_ms: number;
  tags: string[];
  turn_count: number;
  simulated: boolean;
};
export type CallListView = { rows: CallRow[]; next: string | null };
export type CallCountView = { count: number };
export type FacetCount = { value: string; count: number };
export type CallFacets = {
  agents: FacetCount[];
  languages: FacetCount[];
  channels: FacetCount[];
  directions: FacetCount[];
  outcomes: FacetCount[];
  tags: FacetCount[];
  total: number;
};
export type SearchOrder = 'newest' | 'best';
export type TextPiece = { text: string; hit: boolean };
export type SearchHit = {
  call: CallRow;
  turn_index: number;
  start_ms: number | null;
  side: Side;
  excerpt: TextPiece[];
};
export type TurnSearchView = { hits: SearchHit[]; next: string | null; ranked_of: number | null };

export type Party = { name: string | null; phone: string | null; email: string | null };
export type CapturedVariable = { name: string; value: string; said_at_ms: number | null };
export type RecordingState = 'playable' | 'missing' | 'damaged';
export type RecordingView = {
  codec: string;
  container: string;
  rate_hz: number;
  channels: number;
  duration_ms: number;
  caller_channel: number;
  state: RecordingState;
};
export type CallView = {
  row: CallRow;
  caller: Party;
  agent: Party;
  ended_reason: string | null;
  summary: string | null;
  variables: CapturedVariable[];
  recording: RecordingView | null;
  source_format: string;
  source_name: string;
  notes: ImportNote[];
  imported_at: number;
};
/** Offsets are Unicode scalar values of the turn's text, not UTF-16 units. */
export type Word = {
  at: number;
  len: number;
  start_ms: number;
  end_ms: number;
  confidence: number;
};
export type TurnView = {
  index: number;
  side: Side;
  speaker: string | null;
  text: string;
  start_ms: number | null;
  end_ms: number | null;
  words: Word[];
};
export type TranscriptView = { turns: TurnView[] };
/** `peaks` is base64 of int8 pairs (min, max), one pair per bucket. */
export type PeakLane = { side: Side; peaks: string };
export type PeaksLanesView = { lanes: PeakLane[]; duration_ms: number };
export type PlayerOpened = { duration_ms: number; has_device: boolean };

export type ImportNoteCode =
  | 'times_run_backwards'
  | 'zero_length_words'
  | 'speakers_unknown'
  | 'single_speaker_many_parties'
  | 'no_times'
  | 'reencoded_from'
  | 'undecodable_text'
  | 'entries_skipped'
  | 'durations_disagree'
  | 'wrong_extension'
  | 'truncated_audio'
  | 'signature_verified'
  | 'signer_not_trusted'
  | 'content_hash_mismatch'
  | 'recording_not_found'
  | 'recording_deleted'
  | 'recording_encrypted'
  | 'simulated'
  | 'redacted_source'
  | 'missing_members'
  | 'empty'
  | 'too_large'
  | 'not_recognised'
  | 'malformed'
  | 'codec_not_supported'
  | 'no_audio_frames'
  | 'encrypted'
  | 'signature_invalid'
  | 'not_a_call'
  | 'unreadable'
  | 'cancelled';
export type ImportNote = { code: ImportNoteCode; detail: string | null };
export type ImportFileKind = 'audio' | 'call_data' | 'skipped';
export type ImportPreviewFile = {
  name: string;
  bytes: number;
  kind: ImportFileKind;
  format: string | null;
  calls: number;
  pairs_with: string | null;
  refusal: ImportNote | null;
  notes: ImportNote[];
};
export type ImportPreview = {
  import_id: string;
  files: ImportPreviewFile[];
  calls: number;
  already_known: number;
};
export type FileResult = 'imported' | 'already_known' | 'refused' | 'attached' | 'cancelled';
export type ReportFile = {
  name: string;
  result: FileResult;
  calls: string[];
  notes: ImportNote[];
  refusal: ImportNote | null;
};
export type ReportCounts = {
  files: number;
  imported: number;
  already_known: number;
  refused: number;
  cancelled: number;
  calls: number;
};
export type ImportReport = { import_id: string; files: ReportFile[]; counts: ReportCounts };
export type ImportListRow = { import_id: string; at: number; by: string; counts: ReportCounts };
export type ImportListView = { imports: ImportListRow[] };

export type Act =
  | 'workspace_created'
  | 'signed_in'
  | 'sign_in_failed'
  | 'locked'
  | 'passphrase_changed'
  | 'recovery_used'
  | 'recovery_renewed'
  | 'idle_lock_set'
  | 'user_added'
  | 'role_changed'
  | 'user_deactivated'
  | 'user_reactivated'
  | 'support_requested'
  | 'support_approved'
  | 'support_ended'
  | 'permission_denied'
  | 'calls_searched'
  | 'call_opened'
  | 'transcript_opened'
  | 'recording_play_started'
  | 'recording_listened'
  | 'tags_changed'
  | 'sides_swapped'
  | 'import_started'
  | 'call_imported'
  | 'import_finished'
  | 'report_saved'
  | 'audit_read'
  | 'audit_verified'
  | 'checkpoint_exported';
export type Purpose = 'quality_review' | 'administration' | 'security';
export type SubjectKind = 'workspace' | 'user' | 'call' | 'import' | 'audit_log';
export type AuditSubject = { kind: SubjectKind; id: string; label: string | null };
export type AuditRow = {
  seq: number;
  at: number;
  actor: string | null;
  role: Role | null;
  act: Act;
  subject: AuditSubject | null;
  detail: Record<string, string>;
  purpose: Purpose | null;
};
export type AuditFilter = {
  user_id: string | null;
  act: Act | null;
  from: number | null;
  to: number | null;
};
export type AuditListView = { rows: AuditRow[]; next: string | null };
export type FaultKind =
  'changed' | 'removed' | 'inserted_or_moved' | 'cut_off' | 'rewritten' | 'payload_changed';
export type Fault = { seq: number; kind: FaultKind };
export type AuditVerdict = {
  entries: number;
  faults: Fault[];
  root: string;
  checkpoint_at: number | null;
};

export type Event =
  | { kind: 'player'; position_ms: number; duration_ms: number; playing: boolean; ended: boolean }
  | { kind: 'player_device_lost' }
  | { kind: 'import_progress'; import_id: string; done: number; total: number; name: string }
  | { kind: 'locked'; reason: 'idle' | 'demand' }
  | { kind: 'calls_changed' };
