import { describe, expect, test } from 'vitest';
import type { CallNumbers, SideNumbers } from '$lib/api';
import { lines, longestAt, rows, share } from './numbers';

const side: SideNumbers = {
  words: 1234,
  questions: 2,
  talk_ms: 30_000,
  longest_turn: { at_ms: 61_000, ms: 4_240 },
  lag: { median_ms: 640, count: 3, longest: { at_ms: 9_000, ms: 2_000 } },
};
const mute: SideNumbers = { words: 0, questions: 0, talk_ms: 0, longest_turn: null, lag: null };
const call: CallNumbers = {
  caller: side,
  agent: mute,
  overlap: { total_ms: 0, count: 0, longest: null },
  silence: { total_ms: 95_000, count: 4, longest: { at_ms: 12_000, ms: 4_000 } },
};

describe('a call in numbers', () => {
  test('the share of talk is of what both spoke', () => {
    expect(share(30, 90)).toBe(25);
    expect(share(0, 0)).toBe(0);
  });

  test('short times have tenths, long ones are a clock', () => {
    const texts = rows(call).map(({ caller, agent }) => [caller.text, agent.text]);
    expect(texts).toEqual([
      ['0:30 · 100 %', '0:00 · 0 %'],
      ['4.2 s', '–'],
      ['0.6 s', '–'],
      ['2', '0'],
      ['1,234', '0'],
    ]);
    expect(lines(call).map((line) => line.text)).toEqual(['1:35 in all', '0 s in all']);
  });

  test('what has a moment leads there, and says how it was found', () => {
    const [, longest, lag] = rows(call);
    expect(longest?.caller.atMs).toBe(61_000);
    expect(lag?.caller.atMs).toBe(9_000);
    expect(lag?.caller.why).toContain('2 s');
    expect(lines(call)[0]?.place && longestAt(lines(call)[0]!.place!)).toBe('longest 4 s at 0:12');
  });

  test('a source without times gives counts only', () => {
    const untimed = { ...side, talk_ms: null, longest_turn: null, lag: null };
    const counted: CallNumbers = { caller: untimed, agent: untimed, overlap: null, silence: null };
    expect(rows(counted).map(({ caller }) => caller.text)).toEqual(['–', '–', '–', '2', '1,234']);
    expect(lines(counted)).toEqual([]);
  });
});
