import { expect, test } from 'vitest';
import type { Weekly } from '$lib/api';
import { sentence, sentences } from './sentences';

const share = (calls: number, of: number) => ({ calls, of });

test('a change says which way it went, and from where', () => {
  expect(sentence({ what: 'calls', now: 117, before: 52 })).toBe(
    'There were 117 calls, 65 more than in the week before.',
  );
  expect(sentence({ what: 'calls', now: 0, before: 30 })).toBe(
    'There were 0 calls, 30 fewer than in the week before.',
  );
  expect(sentence({ what: 'handling', now_ms: 90_000, before_ms: 153_000 })).toBe(
    'Calls took 1:30 on average, 1:03 less than in the week before.',
  );
  const booked = { what: 'ending', ending: 'booked' } as const;
  expect(sentence({ ...booked, now: share(60, 92), before: share(30, 90) })).toBe(
    'A larger share of calls ended with a booking: 65%, up from 33%.',
  );
  const agent = { what: 'agent', agent: 'Front desk' } as const;
  expect(sentence({ ...agent, now: share(1, 10), before: share(9, 10) })).toBe(
    'Front desk took a smaller share of calls: 10%, down from 90%.',
  );
});

test('where there is nothing to tell, it is said why', () => {
  const of = (calls: number | null) =>
    sentences({ changes: [], before: { calls } } as unknown as Weekly);
  expect(of(null)).toEqual(['In the week before too few people were spoken with to compare.']);
  expect(of(0)).toEqual(['There were no calls in the week before to compare with.']);
  expect(of(40)).toEqual(['Nothing changed by more than chance explains.']);
});
