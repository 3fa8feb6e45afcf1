// What the audit screen shows, as it stands in the address. Pure.
import type { Act, AuditFilter } from '$lib/api';
import { dateBounds, readQuery, type Dates } from '$lib/features/calls/query';

export type AuditQuery = { person: string | null; act: Act | null; dates: Dates | null };

export function readAuditQuery(params: URLSearchParams, acts: readonly Act[]): AuditQuery {
  return {
    person: params.get('person') || null,
    act: acts.find((act) => act === params.get('act')) ?? null,
    dates: readQuery(params).dates,
  };
}

export function writeAuditQuery(query: AuditQuery): string {
  const params = new URLSearchParams();
  if (query.person) params.set('person', query.person);
  if (query.act) params.set('act', query.act);
  if (query.dates && 'preset' in query.dates) params.set('when', query.dates.preset);
  else if (query.dates) {
    if (query.dates.from) params.set('from', query.dates.from);
    if (query.dates.to) params.set('to', query.dates.to);
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

export function toAuditFilter(query: AuditQuery, now: Date): AuditFilter {
  return {
    ...(query.person ? { user_id: query.person } : {}),
    ...(query.act ? { act: query.act } : {}),
    ...(query.dates ? dateBounds(query.dates, now) : {}),
  };
}
