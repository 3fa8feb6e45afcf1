import type { Event, Permission, Role, UserView } from '../gen';
import { fail, type Handlers } from './index';
import { flag } from './flags';

const roles: Role[] = [
  'owner',
  'privacy_officer',
  'grievance_officer',
  'qa_lead',
  'reviewer',
  'agent_manager',
  'auditor',
  'support_guest',
];
// One column per role, as in the domain's own test of the matrix.
const matrix: [Permission, string, string][] = [
  ['call_list', 'calls', 'xxxxxxxx'],
  ['call_read', 'calls', 'xxxxxxxx'],
  ['transcript_read', 'calls', 'xxxxxxx.'],
  ['recording_listen', 'calls', 'xxxxxxx.'],
  ['call_annotate', 'calls', 'x.xxxx..'],
  ['call_export', 'calls', 'xxxx....'],
  ['review_manage', 'calls', 'x..x....'],
  ['view_share', 'calls', 'x..x....'],
  ['tracker_manage', 'calls', 'x..x....'],
  ['suppression_read', 'desk', 'xxxxxxx.'],
  ['suppression_add', 'desk', 'xxxxxx..'],
  ['suppression_lift', 'desk', 'xxx.....'],
  ['booking_read', 'desk', 'xxxxxxx.'],
  ['booking_manage', 'desk', 'x.x.xx..'],
  ['desk_manage', 'desk', 'x....x..'],
  ['live_call_watch', 'calls', 'x..x.x..'],
  ['live_call_listen', 'calls', 'x..x.x..'],
  ['live_call_control', 'calls', 'x....x..'],
  ['call_place', 'calls', 'x....x..'],
  ['practice_run', 'calls', 'x..x.x..'],
  ['call_import', 'import', 'x..x.x..'],
  ['import_read', 'import', 'xx.x.xx.'],
  ['audit_read', 'audit', 'xx....x.'],
  ['audit_verify', 'audit', 'xx....x.'],
  ['user_read', 'people', 'xxxxxxxx'],
  ['user_manage', 'people', 'x.......'],
  ['support_guest_request', 'people', 'xx.x.x..'],
  ['support_guest_approve', 'people', 'x.......'],
  ['permission_read', 'people', 'xxxxxxxx'],
  ['self_manage', 'workspace', 'xxxxxxxx'],
  ['workspace_manage', 'workspace', 'x.......'],
  ['agent_run', 'workspace', 'x....x..'],
];
const holders = (marks: string) => roles.filter((_, i) => marks[i] === 'x');
const CODE = 'K7QF-2M4T-9XWD-HB3N-6PRC-V8JA-5YGE';

export function fakePeople(tell: (event: Event) => void): Handlers {
  const hour = 3_600_000;
  const base = { created_at: Date.now() - 900 * hour, support: null, active: true };
  const users: UserView[] = [
    { ...base, id: 'u1', name: 'Asha Rao', role: 'owner', last_sign_in_at: Date.now() - 60_000 },
    {
      ...base,
      id: 'u2',
      name: 'Dev Malhotra',
      role: 'reviewer',
      last_sign_in_at: Date.now() - 5 * hour,
    },
    {
      ...base,
      id: 'u3',
      name: 'सीमा जोशी',
      role: 'qa_lead',
      last_sign_in_at: Date.now() - 30 * hour,
    },
    { ...base, id: 'u4', name: 'Grace Thomas', role: 'auditor', last_sign_in_at: null },
    {
      ...base,
      id: 'u5',
      name: 'Imran Q.',
      role: 'reviewer',
      active: false,
      last_sign_in_at: Date.now() - 700 * hour,
    },
  ];
  let failures = 0;
  let openAs: UserView | null = null;
  const keyringless = flag('file');
  const open = () =>
    openAs && {
      id: 'w1',
      name: 'Sunrise Clinic',
      session: {
        user_id: openAs.id,
        name: openAs.name,
        role: openAs.role,
        permissions: matrix
          .filter(([, , marks]) => marks[roles.indexOf(openAs?.role ?? 'owner')] === 'x')
          .map(([name]) => name),
        support_until: openAs.support?.until ?? null,
      },
      device_secret: keyringless ? 'file' : 'keyring',
      idle_lock_minutes: 15,
      carrier: 'none',
    };
  const user = (id: string) => {
    const found = users.find((other) => other.id === id);
    if (!found) throw fail('not_found');
    return found;
  };
  const change = (id: string, part: Partial<UserView>) => Object.assign(user(id), part);
  const enter = (name: string) => {
    openAs = users.find((other) => other.name === name) ?? null;
    if (!openAs) throw fail('unknown_user');
  };
  const known = (id: string, name: string, part: object) => ({
    id,
    name,
    path: `/home/asha/Parley/${id}`,
    last_opened_at: Date.now() - 20 * hour,
    status: 'ok',
    people: users.filter((other) => other.active).map((other) => other.name),
    device_secret: 'keyring',
    ...part,
  });
  return {
    shell_state: () => ({
      workspaces: [
        known('w1', 'Sunrise Clinic', { device_secret: keyringless ? 'file' : 'keyring' }),
        known('w2', 'Meadow Dental', { last_opened_at: null, people: [] }),
        known('w3', 'Old laptop backup', { status: 'missing', last_opened_at: 1_760_000_000_000 }),
      ],
      open: open(),
      version: '0.1.0',
    }),
    workspace_unlock: (input: { user_name: string; passphrase: string }) => {
      if (input.passphrase === 'wrong') {
        failures += 1;
        if (failures > 2) throw fail('too_many_attempts', 30_000);
        throw fail('wrong_passphrase');
      }
      failures = 0;
      enter(input.user_name);
      return open();
    },
    workspace_create: (input: { owner_name: string }) => {
      change('u1', { name: input.owner_name });
      enter(input.owner_name);
      return { open: open(), recovery_code: CODE };
    },
    workspace_add: () => known('w4', 'Added', {}),
    workspace_forget: () => ({}),
    workspace_recover: (input: { user_name: string }) => {
      enter(input.user_name);
      return { open: open(), recovery_code: CODE };
    },
    workspace_lock: () => {
      openAs = null;
      tell({ kind: 'locked', reason: 'demand' });
      return {};
    },
    passphrase_change: (input: { current: string }) => {
      if (input.current === 'wrong') throw fail('wrong_passphrase');
      return {};
    },
    recovery_code_renew: () => ({ recovery_code: CODE }),
    session_touch: () => ({}),
    idle_lock_set: (input: { minutes: number }) => ({ minutes: input.minutes }),
    pick_folder: () => ({ path: '/home/asha/exports' }),
    pick_files: () => ({ paths: ['/home/asha/exports/may.zip'] }),
    pick_save: (input: { suggested: string }) => ({ path: `/home/asha/${input.suggested}` }),
    user_list: () => ({ users }),
    user_add: (input: { name: string; role: Role }) => {
      users.push({ ...base, id: `u${users.length + 1}`, ...input, last_sign_in_at: null });
      return {};
    },
    user_role_set: (input: { user_id: string; role: Role }) =>
      change(input.user_id, { role: input.role }),
    user_deactivate: (input: { user_id: string }) => change(input.user_id, { active: false }),
    user_reactivate: (input: { user_id: string }) => change(input.user_id, { active: true }),
    support_guest_request: (input: { name: string; reason: string; minutes: number }) => {
      users.push({
        ...base,
        id: `u${users.length + 1}`,
        name: input.name,
        role: 'support_guest',
        last_sign_in_at: null,
        support: {
          reason: input.reason,
          requested_at: Date.now(),
          minutes: input.minutes,
          approved_by: null,
          until: null,
          running: false,
        },
      });
      return {};
    },
    support_guest_approve: (input: { user_id: string }) => {
      const guest = user(input.user_id);
      if (!guest.support) throw fail('conflict');
      const until = Date.now() + guest.support.minutes * 60_000;
      guest.support = { ...guest.support, until, running: true, approved_by: 'Asha Rao' };
      return guest;
    },
    support_guest_end: (input: { user_id: string }) => {
      const guest = user(input.user_id);
      if (guest.support) guest.support = { ...guest.support, until: Date.now(), running: false };
      return guest;
    },
    permission_matrix: () => ({
      roles,
      rows: matrix.map(([permission, area, marks]) => ({
        permission,
        area,
        allowed: holders(marks),
      })),
    }),
    permission_explain: (input: { user_id: string; permission: Permission }) => {
      const person = user(input.user_id);
      const held = holders(matrix.find(([name]) => name === input.permission)?.[2] ?? '');
      const holds = held.includes(person.role);
      return {
        permission: input.permission,
        allowed: person.active && holds,
        steps: [
          { code: person.active ? 'account_active' : 'account_deactivated', passed: person.active },
          { code: holds ? 'role_holds' : 'role_lacks', passed: holds },
        ],
        held_by: held,
      };
    },
  };
}
