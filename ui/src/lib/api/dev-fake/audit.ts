import type { Act, AuditFilter, AuditRow } from '../gen';
import type { FakeCall } from './calls';
import type { Handlers } from './index';
import { flag } from './flags';

export function fakeAudit(calls: FakeCall[]): Handlers {
  const acts: [Act, Record<string, string>][] = [
    ['recording_listened', { spans: '40000-130000', started_at: '1778561400000' }],
    ['transcript_opened', {}],
    ['call_opened', {}],
    ['calls_searched', {}],
    ['tags_changed', {}],
    ['signed_in', {}],
    ['permission_denied', { permission: 'audit_read' }],
    ['role_changed', { from: 'reviewer', to: 'qa_lead' }],
    ['call_imported', {}],
    ['locked', {}],
  ];
  const who: [string, string, AuditRow['role']][] = [
    ['u1', 'Asha Rao', 'owner'],
    ['u2', 'Dev Malhotra', 'reviewer'],
    ['u3', 'सीमा जोशी', 'qa_lead'],
  ];
  const rows = Array.from({ length: 260 }, (_, i): AuditRow & { user: string } => {
    const [act, detail] = acts[(i * 7) % acts.length] as [Act, Record<string, string>];
    const [user, actor, role] = who[(i * 5) % who.length] as [string, string, AuditRow['role']];
    const call = calls[i % Math.max(1, calls.length)];
    const about = /call_|recording|transcript|tags/.test(act) && act !== 'calls_searched';
    return {
      user,
      seq: 259 - i,
      at: Date.now() - i * 1_100_000,
      actor,
      role,
      act,
      detail,
      purpose: about ? 'quality_review' : null,
      subject:
        about && call
          ? { kind: 'call', id: call.row.id, label: call.row.caller }
          : act === 'role_changed'
            ? { kind: 'user', id: 'u3', label: 'सीमा जोशी' }
            : null,
    };
  });
  return {
    audit_list: (input: { filter: AuditFilter; cursor?: number }) => {
      const { filter } = input;
      const kept = rows.filter(
        (row) =>
          (!filter.user_id || row.user === filter.user_id) &&
          (!filter.act || row.act === filter.act) &&
          (!filter.from || row.at >= filter.from) &&
          (!filter.to || row.at < filter.to),
      );
      const from = input.cursor ?? 0;
      return {
        rows: kept.slice(from, from + 100),
        next: from + 100 < kept.length ? from + 100 : null,
      };
    },
    audit_verify: () => ({
      entries: 260,
      faults: flag('tampered') ? [{ seq: 41, kind: 'changed' }] : [],
      root: '9f2c1b7e44d0a6c58e13',
      checkpoint_at: Date.now() - 86_400_000,
      checkpoint_size: 240,
    }),
    media_verify: () => ({ files: 180, bytes: 412_000_000, faults: [] }),
    audit_checkpoint_export: () => ({ size: 260, note: '' }),
  };
}
