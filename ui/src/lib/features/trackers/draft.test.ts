import { describe, expect, it } from 'vitest';
import type { TrackerView } from '$lib/api';
import { draftOf, ruleOf } from './draft';

const tracker = (rule: TrackerView['rule']): TrackerView => ({
  id: 'x',
  version: 2,
  name: 'Refunds',
  rule,
  tag: null,
  flag: true,
  active: false,
  changed_by: null,
  changed_at: 0,
  found: { calls: 0, hits: 0 },
  outdated: 0,
});

describe('a tracker while it is written', () => {
  it('comes back as it was', () => {
    const rules: TrackerView['rule'][] = [
      { pattern: { kind: 'phrase', any_of: ['पैसे वापस', 'refund*'] }, side: 'caller' },
      { pattern: { kind: 'near', first: 'charged', second: 'twice', within: 3 }, side: null },
      { pattern: { kind: 'regex', pattern: '\\d+ rupees' }, side: 'agent' },
    ];
    for (const rule of rules) expect(ruleOf(draftOf(tracker(rule)))).toEqual(rule);
  });

  it('is not a rule before there is something to look for', () => {
    const draft = draftOf(null);
    expect(ruleOf({ ...draft, phrases: ' \n ' })).toBe(null);
    expect(ruleOf({ ...draft, kind: 'near', first: 'a' })).toBe(null);
    expect(ruleOf({ ...draft, kind: 'near', first: 'a', second: 'b', within: 31 })).toBe(null);
    expect(ruleOf({ ...draft, kind: 'regex', pattern: '  ' })).toBe(null);
  });
});
