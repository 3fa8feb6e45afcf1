import { expect, test } from 'vitest';
import { growth, height, labelled, periodOf, shade } from './period';

const now = new Date(2026, 10, 21, 15, 30);
const at = (month: number, day: number) => new Date(2026, month - 1, day).getTime();

test('thirty days up to today, today included', () => {
  expect(periodOf(null, now)).toEqual({ from: at(10, 23), to: at(11, 22) });
  expect(periodOf({ preset: 'yesterday' }, now)).toEqual({ from: at(11, 20), to: at(11, 21) });
  expect(periodOf({ from: '2026-11-02', to: '2026-11-08' }, now)).toEqual({
    from: at(11, 2),
    to: at(11, 9),
  });
  const open = periodOf({ from: null, to: '2026-11-08' }, now);
  expect(open.to).toBe(at(11, 9));
  expect(open.to - open.from).toBe(30 * 24 * 3_600_000);
});

test('growth from nothing, or of what is hidden, says nothing', () => {
  expect(growth(12, 10)).toBeCloseTo(0.2);
  expect(growth(0, 10)).toBe(-1);
  expect(growth(12, 0)).toBeNull();
  expect(growth(null, 10)).toBeNull();
  expect(growth(12, null)).toBeNull();
});

test('something is never drawn as nothing', () => {
  expect(height(1, 10_000)).toBe(0.02);
  expect(height(0, 10)).toBe(0);
  expect(height(null, 10)).toBe(0);
  expect([0, 1, 20, 21, 100].map((n) => shade(n, 100))).toEqual([0, 1, 1, 2, 5]);
});

test('names of days keep apart', () => {
  const names = (days: number) =>
    Array.from({ length: days }, (_, i) => i).filter(labelled(days, 600));
  expect(names(7)).toHaveLength(7);
  expect(names(30).length).toBeLessThanOrEqual(10);
  expect(names(365).length).toBeLessThanOrEqual(10);
});
