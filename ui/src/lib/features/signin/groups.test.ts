import { expect, test } from 'vitest';
import { groupsOf, isGroup, twoOf } from './groups';

test('two different groups are asked for, in their order', () => {
  for (let one = 0; one < 6; one += 1)
    for (let other = 0; other < 5; other += 1) {
      const thrown = [one, other];
      const [first, second] = twoOf(6, () => thrown.shift() ?? 0);
      expect(first).toBeLessThan(second);
      expect(second).toBeLessThan(6);
    }
});

test('a hand-written group is read as the core reads it', () => {
  const groups = groupsOf('7Q2M-K0X1-4T9P');
  expect(groups).toEqual(['7Q2M', 'K0X1', '4T9P']);
  expect(isGroup(' koxl', groups[1] ?? '')).toBe(true);
  expect(isGroup('K0X7', groups[1] ?? '')).toBe(false);
  expect(isGroup('', groups[1] ?? '')).toBe(false);
});
