// One function per row of the command table.
import type { Backend } from './backend';
import type * as T from './types';

type Empty = Record<string, never>;
type Mutation = { command_id: string };

function command<Input, View>(name: string) {
  return (backend: Backend, input: Input) => backend.rpc(name, input) as Promise<View>;
}

export const shellState = command<Empty, T.ShellStateView>('shell_state');
export const workspaceCreate = command<
  Mutation & { path?: string; name: string; owner_name: string; passphrase: string },
  T.CreatedWorkspace
>('workspace_create');
export const workspaceAdd = command<{ path: string }, T.KnownWorkspace>('workspace_add');
export const workspaceForget = command<{ workspace_id: string }, unknown>('workspace_forget');
export const workspaceUnlock = command<
  { workspace_id: string; user_name: string; passphrase: string },
  T.OpenWorkspaceView
>('workspace_unlock');
export const workspaceRecover = command<
  { workspace_id: string; user_name: string; recovery_code: string; new_passphrase: string },
  T.CreatedWorkspace
>('workspace_recover');
export const workspaceLock = command<Empty, unknown>('workspace_lock');
export const passphraseChange = command<{ current: string; next: string }, unknown>(
  'passphrase_change',
);
export const recoveryCodeRenew = command<{ passphrase: string }, T.RecoveryCodeView>(
  'recovery_code_renew',
);
export const sessionTouch = command<Empty, unknown>('session_touch');
export const idleLockSet = command<{ minutes: number }, unknown>('idle_lock_set');

export const userList = command<Empty, T.UserListView>('user_list');
export const userAdd = command<
  Mutation & { name: string; role: T.Role; passphrase: string },
  unknown
>('user_add');
export const userRoleSet = command<Mutation & { user_id: string; role: T.Role }, unknown>(
  'user_role_set',
);
export const userDeactivate = command<Mutation & { user_id: string }, unknown>('user_deactivate');
export const userReactivate = command<Mutation & { user_id: string }, unknown>('user_reactivate');
export const supportGuestRequest = command<
  Mutation & { name: string; reason: string; minutes: number; passphrase: string },
  unknown
>('support_guest_request');
export const supportGuestApprove = command<Mutation & { user_id: string }, unknown>(
  'support_guest_approve',
);
export const supportGuestEnd = command<Mutation & { user_id: string }, unknown>(
  'support_guest_end',
);
export const permissionMatrix = command<Empty, T.PermissionMatrixView>('permission_matrix');
export const permissionExplain = command<
  { user_id: string; permission: T.Permission },
  T.Explanation
>('permission_explain');

export const callList = command<
  { filter: T.CallFilter; cursor?: string; limit: number },
  T.CallListView
>('call_list');
export const callCount = command<{ filter: T.CallFilter }, T.CallCountView>('call_count');
export const callFacets = command<Empty, T.CallFacets>('call_facets');
export const turnSearch = command<
  {
    query: string;
    side?: T.Side;
    order: T.SearchOrder;
    filter: T.CallFilter;
    limit: number;
    cursor?: string;
  },
  T.TurnSearchView
>('turn_search');
export const callGet = command<{ call_id: string }, T.CallView>('call_get');
export const transcriptGet = command<{ call_id: string }, T.TranscriptView>('transcript_get');
export const peaksGet = command<
  { call_id: string; from_ms: number; to_ms: number; buckets: number },
  T.PeaksLanesView
>('peaks_get');
export const callTagsSet = command<Mutation & { call_id: string; tags: string[] }, unknown>(
  'call_tags_set',
);
export const callSidesSwap = command<Mutation & { call_id: string }, unknown>('call_sides_swap');

export const playerOpen = command<{ call_id: string }, T.PlayerOpened>('player_open');
export const playerPlay = command<Empty, unknown>('player_play');
export const playerPause = command<Empty, unknown>('player_pause');
export const playerSeek = command<{ position_ms: number }, unknown>('player_seek');
export const playerClose = command<Empty, unknown>('player_close');

export const importPreview = command<{ paths: string[] }, T.ImportPreview>('import_preview');
export const importRun = command<
  Mutation & { import_id: string; caller_channel?: number },
  T.ImportReport
>('import_run');
export const importCancel = command<{ import_id: string }, unknown>('import_cancel');
export const importReportSave = command<{ import_id: string; path: string }, unknown>(
  'import_report_save',
);
export const importList = command<Empty, T.ImportListView>('import_list');
export const importReportGet = command<{ import_id: string }, T.ImportReport>('import_report_get');

export const auditList = command<
  { filter: T.AuditFilter; cursor?: string; limit: number },
  T.AuditListView
>('audit_list');
export const auditVerify = command<Empty, T.AuditVerdict>('audit_verify');
export const auditCheckpointExport = command<{ path: string }, unknown>('audit_checkpoint_export');
