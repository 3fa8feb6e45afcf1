import { describe, expect, it } from 'vitest';
import { emptyQuery, type CallQuery } from './query';
import { fromView, isSame, listAddress, toView, viewIn } from './view-query';

const id = '0190a1b2-0000-7000-8000-0123456789ab';
const full: CallQuery = {
  ...emptyQuery,
  dates: { preset: '7d' },
  hour: { weekday: 2, hour: 14 },
  direction: 'inbound',
  agent: 'Asha',
  outcome: 'complained',
  min: 1.5,
  max: 0.33,
  recording: false,
  tag: 'vip',
  flagged: true,
  flag: 'tone',
  reviewed: false,
  assigned: 'me',
  words: 'refund',
  side: 'caller',
  order: 'best',
};

describe('a view', () => {
  it('keeps days as they were said', () => {
    const view = toView(full);
    expect(view.dates).toEqual({ kind: 'preset', preset: '7d' });
    expect([view.filter.from, view.filter.to]).toEqual([undefined, undefined]);
    expect([view.assigned_to_me, view.filter.assigned_to]).toEqual([true, undefined]);
  });

  it('comes back as it was saved', () => {
    for (const query of [
      full,
      emptyQuery,
      { ...emptyQuery, dates: { from: '2026-11-01', to: null }, assigned: id },
    ]) {
      expect(fromView(toView(query))).toEqual(query);
      expect(isSame({ ...query, words: `${query.words} ` }, toView(query))).toBe(true);
    }
    expect(isSame({ ...full, tag: null }, toView(full))).toBe(false);
  });

  it('has an address', () => {
    expect(listAddress(emptyQuery, id)).toBe(`/calls?view=${id}`);
    expect(listAddress({ ...emptyQuery, tag: 'a b' }, id)).toBe(`/calls?view=${id}&tag=a+b`);
    expect(listAddress(emptyQuery, null)).toBe('/calls');
    expect(viewIn(new URLSearchParams({ view: id }))).toBe(id);
    expect(viewIn(new URLSearchParams({ view: '../x' }))).toBe(null);
  });
});
