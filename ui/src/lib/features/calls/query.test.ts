import { describe, expect, it } from 'vitest';
import {
  dateBounds,
  emptyQuery,
  isFiltered,
  localZone,
  readQuery,
  toFilter,
  writeQuery,
  type CallQuery,
} from './query';

const full: CallQuery = {
  dates: { from: '2026-05-01', to: '2026-05-12' },
  hour: { weekday: 6, hour: 23 },
  direction: 'inbound',
  channel: 'whatsapp',
  agent: 'Front desk & billing',
  outcome: 'asked_to_delete',
  min: 0.5,
  max: 12,
  language: 'hi',
  recording: false,
  tag: 'समय बदला',
  flagged: true,
  flag: 'follow_up',
  reviewed: false,
  assigned: 'me',
  words: '"tuesday at three" remind*',
  side: 'caller',
  order: 'best',
};

describe('a query in the address', () => {
  it('comes back as it was', () => {
    expect(readQuery(new URLSearchParams(writeQuery(full)))).toEqual(full);
    const preset = { ...emptyQuery, dates: { preset: '7d' as const }, recording: true };
    expect(readQuery(new URLSearchParams(writeQuery(preset)))).toEqual(preset);
  });

  it('tells an hour of one day from one of every day', () => {
    for (const hour of [null, 0, 6].map((weekday) => ({ weekday, hour: 0 }))) {
      const query = { ...emptyQuery, hour };
      expect(readQuery(new URLSearchParams(writeQuery(query)))).toEqual(query);
    }
    for (const bad of ['24', '0-24', '-1', '0-', '1-2-3', '09'])
      expect(readQuery(new URLSearchParams({ hour: bad })).hour).toBeNull();
  });

  it('is empty when nothing is asked', () => {
    expect(writeQuery(emptyQuery)).toBe('');
    expect(readQuery(new URLSearchParams())).toEqual(emptyQuery);
  });

  it('does not take what it cannot understand', () => {
    const bad =
      'when=soon&from=12.5.2026&to=2026-99-99&channel=fax&min=-3&max=much&side=other&order=worst&recording=maybe&outcome=<b>&hour=7-3&flag=red';
    expect(readQuery(new URLSearchParams(bad))).toEqual(emptyQuery);
  });

  it('counts filters, not words', () => {
    expect(isFiltered({ ...emptyQuery, words: 'x', side: 'agent', order: 'best' })).toBe(false);
    expect(isFiltered({ ...emptyQuery, min: 0 })).toBe(true);
  });
});

describe('dates', () => {
  const now = new Date(2026, 4, 12, 15, 30);

  it('are whole days of this machine', () => {
    expect(dateBounds({ preset: 'today' }, now)).toEqual({ from: new Date(2026, 4, 12).getTime() });
    expect(dateBounds({ preset: 'yesterday' }, now)).toEqual({
      from: new Date(2026, 4, 11).getTime(),
      to: new Date(2026, 4, 12).getTime(),
    });
    expect(dateBounds({ preset: '7d' }, now)).toEqual({ from: new Date(2026, 4, 6).getTime() });
    expect(dateBounds({ preset: 'month' }, now)).toEqual({ from: new Date(2026, 4, 1).getTime() });
  });

  it('include the last day of a range', () => {
    expect(dateBounds({ from: '2026-02-27', to: '2026-02-28' }, now)).toEqual({
      from: new Date(2026, 1, 27).getTime(),
      to: new Date(2026, 2, 1).getTime(),
    });
    expect(dateBounds({ from: null, to: '2026-12-31' }, now)).toEqual({
      to: new Date(2027, 0, 1).getTime(),
    });
  });
});

describe('the filter for the core', () => {
  it('names the zone whose hours are meant', () => {
    const hour = (weekday: number | null) =>
      toFilter({ ...emptyQuery, hour: { weekday, hour: 9 } }, new Date()).hour;
    expect(hour(null)).toEqual({ hour: 9, zone: localZone() });
    expect(hour(0)).toEqual({ weekday: 0, hour: 9, zone: localZone() });
  });

  it('holds only what is asked', () => {
    expect(toFilter(emptyQuery, new Date())).toEqual({});
    expect(toFilter({ ...emptyQuery, min: 0, max: 1.5, recording: false }, new Date())).toEqual({
      min_duration_ms: 0,
      max_duration_ms: 90_000,
      has_recording: false,
    });
  });
});
