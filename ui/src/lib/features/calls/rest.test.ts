import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Rest } from './rest';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const rested: string[] = [];
  return { rested, rest: new Rest((place) => rested.push(place)) };
}

it('tells of the place somebody stays at, not of those they pass', () => {
  const { rested, rest } = watched();
  for (const place of ['a', 'b', 'c']) {
    rest.at(place);
    vi.advanceTimersByTime(100);
  }
  expect(rested).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(rested).toEqual(['c']);
});

it('tells of a place once, however often it is named', () => {
  const { rested, rest } = watched();
  expect(rest.at('a')).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(rest.at('a')).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(rested).toEqual(['a']);
});

it('tells nothing after leaving, and knows where it was on coming back', () => {
  const { rested, rest } = watched();
  rest.at('a');
  vi.advanceTimersByTime(1000);
  rest.at('b');
  rest.leave('a');
  vi.advanceTimersByTime(1000);
  expect(rested).toEqual(['a']);
  expect(rest.at('a')).toBe(false);
  expect(rest.at('b')).toBe(true);
});
