import { describe, expect, it } from 'vitest';
import type { Turn } from '$lib/api';
import { ofTurn, ofWords, stretch } from './stretch';

const turn = (start: number | null, words: [number, number][]) =>
  ({
    start_ms: start,
    end_ms: null,
    words: words.map(([start_ms, end_ms], at) => ({ at, len: 1, start_ms, end_ms })),
  }) as unknown as Turn;

const turns = [
  turn(1000, [
    [1000, 1400],
    [1400, 2000],
  ]),
  turn(1800, [[1800, 3000]]),
  turn(5000, []),
];

describe('stretches', () => {
  it('go forward and are long enough', () => {
    expect(stretch(900.4, 100.6)).toEqual({ from_ms: 101, to_ms: 900 });
    expect(stretch(100, 299)).toBeNull();
  });

  it('hold the words that were chosen, though turns overlap', () => {
    const all = [
      { turn: 0, word: 1 },
      { turn: 1, word: 0 },
    ];
    expect(ofWords(turns, all)).toEqual({ from_ms: 1400, to_ms: 3000 });
    expect(ofWords(turns, [{ turn: 9, word: 9 }])).toBeNull();
    expect(ofWords(turns, [])).toBeNull();
  });

  it('are the turn that is said', () => {
    expect(ofTurn(turns, 1500)).toEqual({ from_ms: 1000, to_ms: 2000 });
    expect(ofTurn(turns, 2500)).toEqual({ from_ms: 1800, to_ms: 3000 });
    expect(ofTurn(turns, 500)).toBeNull();
    expect(ofTurn(turns, 6000)).toBeNull();
  });
});
