import { expect, test } from 'vitest';
import type { Turn } from '$lib/api';
import { wordsAt } from './place';

const turn = (text: string): Turn => {
  let at = 0;
  const words = text.split(' ').map((word) => {
    const len = [...word].length;
    const one = { at, len, start_ms: 0, end_ms: 0, confidence: 255 };
    at += len + 1;
    return one;
  });
  return { side: 'caller', speaker: null, text, start_ms: 0, end_ms: null, words };
};
const turns = [turn('🙏🏽 मुझे मंगलवार चाहिए'), turn('Tuesday at three')];

test('the words of a place are read from the turns', () => {
  const at = (
    from_turn: number,
    from_word: number | null,
    to_turn: number,
    to_word: number | null,
  ) => wordsAt(turns, { from_turn, from_word, to_turn, to_word });
  expect(at(0, 2, 0, 2)).toBe('मंगलवार');
  expect(at(0, 3, 1, 0)).toBe('चाहिए Tuesday');
  expect(at(1, null, 1, null)).toBe('Tuesday at three');
  expect(at(1, 1, 1, null)).toBe('at three');
  expect(at(7, null, 7, null)).toBe('');
});
