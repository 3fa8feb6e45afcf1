// Between the list's query in the address and a view as the core keeps it. Pure.
import type { ViewQuery } from '$lib/api';
import { emptyQuery, toFilter, writeQuery, type CallQuery, type Dates } from './query';

/** A view's query, as the core keeps it: days as they were said, not as instants. */
export function toView(query: CallQuery): ViewQuery {
  const { dates, assigned, words, side, order } = query;
  const mine = assigned === 'me';
  const filter = toFilter({ ...query, dates: null, assigned: mine ? null : assigned }, new Date(0));
  return {
    dates: dates && ('preset' in dates ? { kind: 'preset', ...dates } : { kind: 'days', ...dates }),
    filter,
    assigned_to_me: mine,
    words: words.trim(),
    side,
    order,
  };
}

/** Minutes of a length; no more digits than a person typed. */
const minutes = (ms: number | null | undefined) =>
  ms === null || ms === undefined ? null : Math.round(ms / 600) / 100;

/** The list's query of a view. */
export function fromView(view: ViewQuery): CallQuery {
  const { filter, dates } = view;
  let when: Dates | null = null;
  if (dates?.kind === 'preset') when = { preset: dates.preset };
  else if (dates) when = { from: dates.from, to: dates.to };
  return {
    ...emptyQuery,
    dates: when,
    // Days and hours are those of whoever looks.
    hour: filter.hour ? { weekday: filter.hour.weekday ?? null, hour: filter.hour.hour } : null,
    direction: filter.direction ?? null,
    channel: filter.channel ?? null,
    agent: filter.agent ?? null,
    outcome: filter.outcome ?? null,
    min: minutes(filter.min_duration_ms),
    max: minutes(filter.max_duration_ms),
    language: filter.language ?? null,
    recording: filter.has_recording ?? null,
    tag: filter.tag ?? null,
    flagged: filter.flagged ?? null,
    flag: filter.flag_reason ?? null,
    reviewed: filter.reviewed ?? null,
    assigned: view.assigned_to_me ? 'me' : (filter.assigned_to ?? null),
    words: view.words,
    side: view.side,
    order: view.order,
  };
}

/** Whether the list shows what the view was saved with. */
export const isSame = (query: CallQuery, view: ViewQuery) =>
  writeQuery({ ...query, words: query.words.trim() }) === writeQuery(fromView(view));

/** The address of the list with this query, opened as this view. */
export function listAddress(query: CallQuery, view: string | null): string {
  const text = writeQuery(query);
  if (!view) return `/calls${text}`;
  return `/calls?view=${view}${text.replace('?', '&')}`;
}

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The view an address names. */
export function viewIn(params: URLSearchParams): string | null {
  const view = params.get('view');
  return view !== null && id.test(view) ? view : null;
}
