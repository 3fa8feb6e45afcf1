import { describe, expect, it } from 'vitest';
import type { Turn } from '$lib/api';
import { flagTarget } from './flag-target';

const turn = (start: number, end: number): Turn => ({
  side: 'caller',
  speaker: null,
  text: 'no heat',
  start_ms: start,
  end_ms: end,
  words: [
    { at: 0, len: 2, start_ms: start, end_ms: start + 300, confidence: 255 },
    { at: 3, len: 4, start_ms: start + 400, end_ms: end, confidence: 255 },
  ],
});
const turns = [turn(1000, 2000), turn(5000, 6000)];

describe('what a flag is set on', () => {
  it('is the chosen words first', () => {
    const loop = { from_ms: 0, to_ms: 500 };
    expect(flagTarget(turns, [{ turn: 1, word: 1 }], loop, 1500)).toEqual({
      span: { from_ms: 5400, to_ms: 6000 },
      turn: 1,
    });
  });

  it('is the loop, then what is being said, then the whole call', () => {
    const loop = { from_ms: 5100, to_ms: 5500 };
    expect(flagTarget(turns, [], loop, 1500)).toEqual({ span: loop, turn: 1 });
    expect(flagTarget(turns, [], null, 1500)).toEqual({
      span: { from_ms: 1000, to_ms: 2000 },
      turn: 0,
    });
    expect(flagTarget(turns, [], null, 0)).toEqual({ span: null, turn: null });
    expect(flagTarget([], [], null, 5000.4)).toEqual({
      span: { from_ms: 3000, to_ms: 5000 },
      turn: null,
    });
    expect(flagTarget(turns, [], null, null)).toEqual({ span: null, turn: null });
  });
});
