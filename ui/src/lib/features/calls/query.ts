// What the list shows, as one value that lives in the address: so "back", a
// bookmark and a second look all find the same calls. Pure.
import type {
  CallFilter,
  Channel,
  Direction,
  FlagReason,
  Outcome,
  SearchOrder,
  SpeakerSide,
} from '$lib/api';

export const datePresets = ['today', 'yesterday', '7d', '30d', 'month'] as const;
export type DatePreset = (typeof datePresets)[number];

/** `from` and `to` are calendar days, `YYYY-MM-DD`, both included. */
export type Dates = { preset: DatePreset } | { from: string | null; to: string | null };

/** An hour of one day of the week, or of every day; 0 is Monday. */
export type Hour = { weekday: number | null; hour: number };

export type CallQuery = {
  dates: Dates | null;
  hour: Hour | null;
  direction: Direction | null;
  channel: Channel | null;
  agent: string | null;
  outcome: Outcome | null;
  /** Minutes. */
  min: number | null;
  max: number | null;
  language: string | null;
  recording: boolean | null;
  tag: string | null;
  flagged: boolean | null;
  flag: FlagReason | null;
  reviewed: boolean | null;
  /** Who is to review: `me`, or a person's id. */
  assigned: string | null;
  words: string;
  side: SpeakerSide | null;
  order: SearchOrder;
};

export const emptyQuery: CallQuery = {
  dates: null,
  hour: null,
  direction: null,
  channel: null,
  agent: null,
  outcome: null,
  min: null,
  max: null,
  language: null,
  recording: null,
  tag: null,
  flagged: null,
  flag: null,
  reviewed: null,
  assigned: null,
  words: '',
  side: null,
  order: 'newest',
};

export const channels = ['phone', 'web', 'sms', 'whatsapp', 'chat', 'email'] as const;
export const directions = ['inbound', 'outbound', 'unknown'] as const;
export const outcomes = [
  'booked',
  'rescheduled',
  'cancelled',
  'answered',
  'transferred',
  'voicemail',
  'opted_out',
  'complained',
  'asked_to_delete',
  'no_answer',
  'failed',
  'unknown',
] as const;
export const flagReasons = [
  'wrong_answer',
  'misunderstood',
  'tone',
  'compliance',
  'privacy',
  'complaint',
  'follow_up',
  'good_example',
  'tracker',
  'other',
] as const;
export const sides = ['caller', 'agent'] as const;

function among<T extends string>(list: readonly T[], text: string | null): T | null {
  return list.find((item) => item === text) ?? null;
}

function minutes(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

const yesNo = (text: string | null) => (text === 'yes' ? true : text === 'no' ? false : null);

/** `me` or an id; anything else counts as not given. */
function person(text: string | null): string | null {
  return text !== null && /^(me|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(text)
    ? text
    : null;
}

/** `0-9`: Mondays at nine; `9`: every day at nine. */
function hourOf(text: string | null): Hour | null {
  const match = /^(?:([0-6])-)?(\d|1\d|2[0-3])$/.exec(text ?? '');
  if (!match) return null;
  return { weekday: match[1] === undefined ? null : Number(match[1]), hour: Number(match[2]) };
}

const hourText = ({ weekday, hour }: Hour) => (weekday === null ? `${hour}` : `${weekday}-${hour}`);

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

function calendarDay(text: string | null): string | null {
  return text !== null && dayPattern.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

function readDates(params: URLSearchParams): Dates | null {
  const preset = among(datePresets, params.get('when'));
  if (preset) return { preset };
  const from = calendarDay(params.get('from'));
  const to = calendarDay(params.get('to'));
  return from || to ? { from, to } : null;
}

/** Reads an address; what it cannot understand counts as not given. */
export function readQuery(params: URLSearchParams): CallQuery {
  return {
    dates: readDates(params),
    hour: hourOf(params.get('hour')),
    direction: among(directions, params.get('direction')),
    channel: among(channels, params.get('channel')),
    agent: params.get('agent') || null,
    outcome: among(outcomes, params.get('outcome')),
    min: minutes(params.get('min')),
    max: minutes(params.get('max')),
    language: params.get('language') || null,
    recording: yesNo(params.get('recording')),
    tag: params.get('tag') || null,
    flagged: yesNo(params.get('flagged')),
    flag: among(flagReasons, params.get('flag')),
    reviewed: yesNo(params.get('reviewed')),
    assigned: person(params.get('reviewer')),
    words: params.get('q') ?? '',
    side: among(sides, params.get('side')),
    order: params.get('order') === 'best' ? 'best' : 'newest',
  };
}

/** The address of a query, without what is not given; starts with `?` unless empty. */
export function writeQuery(query: CallQuery): string {
  const params = new URLSearchParams();
  const put = (name: string, value: string | number | null) => {
    if (value !== null && value !== '') params.set(name, String(value));
  };
  put('q', query.words);
  put('side', query.side);
  if (query.order === 'best') params.set('order', 'best');
  if (query.dates && 'preset' in query.dates) params.set('when', query.dates.preset);
  else if (query.dates) {
    put('from', query.dates.from);
    put('to', query.dates.to);
  }
  put('hour', query.hour && hourText(query.hour));
  put('direction', query.direction);
  put('channel', query.channel);
  put('agent', query.agent);
  put('outcome', query.outcome);
  put('min', query.min);
  put('max', query.max);
  put('language', query.language);
  if (query.recording !== null) params.set('recording', query.recording ? 'yes' : 'no');
  put('tag', query.tag);
  if (query.flagged !== null) params.set('flagged', query.flagged ? 'yes' : 'no');
  put('flag', query.flag);
  if (query.reviewed !== null) params.set('reviewed', query.reviewed ? 'yes' : 'no');
  put('reviewer', query.assigned);
  const text = params.toString();
  return text ? `?${text}` : '';
}

export const isFiltered = (query: CallQuery) =>
  writeQuery({ ...query, words: '', side: null, order: 'newest' }) !== '';

/** Midnight of a day `offset` days from the one of `now`, in the machine's zone. */
function midnight(now: Date, offset: number): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + offset).getTime();
}

function localDay(text: string, offset: number): number {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number);
  return new Date(year, month - 1, day + offset).getTime();
}

/** `from` is included, `to` is not. */
export function dateBounds(dates: Dates, now: Date): { from?: number; to?: number } {
  if (!('preset' in dates)) {
    return {
      ...(dates.from ? { from: localDay(dates.from, 0) } : {}),
      ...(dates.to ? { to: localDay(dates.to, 1) } : {}),
    };
  }
  switch (dates.preset) {
    case 'today':
      return { from: midnight(now, 0) };
    case 'yesterday':
      return { from: midnight(now, -1), to: midnight(now, 0) };
    case '7d':
      return { from: midnight(now, -6) };
    case '30d':
      return { from: midnight(now, -29) };
    case 'month':
      return { from: new Date(now.getFullYear(), now.getMonth(), 1).getTime() };
  }
}

/** This machine's, as days are; where the system does not say, UTC. */
export function localZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone && timeZone !== 'Etc/Unknown' ? timeZone : 'UTC';
}

/** The filter the core understands; `me` is who asks, by id. */
export function toFilter(query: CallQuery, now: Date, me: string | null = null): CallFilter {
  const filter: CallFilter = query.dates ? dateBounds(query.dates, now) : {};
  if (query.hour) {
    const { weekday, hour } = query.hour;
    filter.hour = { ...(weekday === null ? {} : { weekday }), hour, zone: localZone() };
  }
  if (query.direction) filter.direction = query.direction;
  if (query.channel) filter.channel = query.channel;
  if (query.agent) filter.agent = query.agent;
  if (query.outcome) filter.outcome = query.outcome;
  if (query.min !== null) filter.min_duration_ms = Math.round(query.min * 60_000);
  if (query.max !== null) filter.max_duration_ms = Math.round(query.max * 60_000);
  if (query.language) filter.language = query.language;
  if (query.recording !== null) filter.has_recording = query.recording;
  if (query.tag) filter.tag = query.tag;
  if (query.flagged !== null) filter.flagged = query.flagged;
  if (query.flag) filter.flag_reason = query.flag;
  if (query.reviewed !== null) filter.reviewed = query.reviewed;
  const assigned = query.assigned === 'me' ? me : query.assigned;
  if (assigned) filter.assigned_to = assigned;
  return filter;
}
