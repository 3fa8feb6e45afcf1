import { describe, expect, it } from 'vitest';
import { between, samePlace, wholeTurn } from './place';

describe('where evidence is', () => {
  it('goes from the first word to the last, however they were found', () => {
    const place = between([
      { turn: 3, word: 1 },
      { turn: 2, word: 7 },
      { turn: 2, word: 5 },
      { turn: 3, word: 0 },
    ]);
    expect(place).toEqual({ from_turn: 2, from_word: 5, to_turn: 3, to_word: 1 });
  });

  it('is whole turns where there are no words', () => {
    expect(between([{ turn: 4, word: null }])).toEqual(wholeTurn(4));
    expect(between([])).toBeNull();
  });

  it('knows itself again', () => {
    expect(samePlace(wholeTurn(4), wholeTurn(4))).toBe(true);
    expect(samePlace(wholeTurn(4), { ...wholeTurn(4), to_word: 2 })).toBe(false);
  });
});
