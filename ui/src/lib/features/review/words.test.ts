import { describe, expect, it } from 'vitest';
import type { Turn, Word } from '$lib/api';
import { Caret } from './caret';
import { scriptOf } from './script';
import { lastStarted, pieces, scalarOffsets, spokenAt, timeline } from './words';

const word = (at: number, len: number, start_ms = 0): Word => ({
  at,
  len,
  start_ms,
  end_ms: start_ms + 100,
  confidence: 255,
});
const turn = (text: string, words: Word[], start_ms: number | null = null): Turn => ({
  side: 'caller',
  speaker: null,
  text,
  start_ms,
  end_ms: null,
  words,
});
const joined = (text: string, words: Word[]) =>
  pieces(text, words)
    .map((piece) => piece.text)
    .join('');

describe('scalar offsets', () => {
  it('are needed only beyond 16 bits', () => {
    expect(scalarOffsets('नमस्ते')).toBeNull();
    expect([...(scalarOffsets('a🙂b') ?? [])]).toEqual([0, 1, 3, 4]);
  });
});

describe('the pieces of a turn', () => {
  it('are the words and what lies between', () => {
    expect(pieces('Yes, at three.', [word(0, 4), word(5, 2), word(8, 6)])).toEqual([
      { text: 'Yes,', word: 0 },
      { text: ' ', word: -1 },
      { text: 'at', word: 1 },
      { text: ' ', word: -1 },
      { text: 'three.', word: 2 },
    ]);
  });

  it('count scalar values, not UTF-16 units', () => {
    // 👩‍⚕️ is four scalar values, 🙂 one of two units.
    const text = '🙂🙂 ok 👩‍⚕️ ठीक';
    const found = pieces(text, [word(0, 2), word(3, 2), word(6, 4), word(11, 3)]);
    expect(found.filter((piece) => piece.word >= 0).map((piece) => piece.text)).toEqual([
      '🙂🙂',
      'ok',
      '👩‍⚕️',
      'ठीक',
    ]);
  });

  it('never lose text, however the words lie', () => {
    const text = 'one two three';
    expect(joined(text, [word(0, 3), word(2, 4), word(4, 3), word(99, 2), word(8, 50)])).toBe(text);
    expect(joined(text, [])).toBe(text);
    expect(pieces('', [word(0, 1)])).toEqual([]);
  });
});

describe('the word at a time', () => {
  const turns = [
    turn('a b', [word(0, 1, 100), word(2, 1, 300)], 100),
    turn('no words', [], 500),
    turn('c d', [word(0, 1, 250), word(2, 1, 900)], 250),
  ];
  const line = timeline(turns);

  it('is the one that began last, across turns that overlap', () => {
    expect(spokenAt(line, 99)).toBeNull();
    expect(spokenAt(line, 100)).toEqual({ turn: 0, word: 0 });
    expect(spokenAt(line, 260)).toEqual({ turn: 2, word: 0 });
    expect(spokenAt(line, 300)).toEqual({ turn: 0, word: 1 });
    expect(spokenAt(line, 600)).toEqual({ turn: 1, word: -1 });
    expect(spokenAt(line, 1e9)).toEqual({ turn: 2, word: 1 });
  });

  it('agrees with a plain search, everywhere', () => {
    const starts = Float64Array.from({ length: 500 }, (_, i) => Math.floor(i / 3) * 7);
    for (let ms = -5; ms < 1300; ms += 1)
      expect(lastStarted(starts, ms)).toBe(starts.findLastIndex((start) => start <= ms));
  });
});

describe('the caret', () => {
  const caret = new Caret([
    turn('x', []),
    turn('a b', [word(0, 1), word(2, 1)]),
    turn('', []),
    turn('c', [word(0, 1)]),
  ]);

  it('walks words, over turns without any', () => {
    expect(caret.first()).toEqual({ turn: 1, word: 0 });
    expect(caret.move({ turn: 1, word: 1 }, 'ArrowRight')).toEqual({ turn: 3, word: 0 });
    expect(caret.move({ turn: 3, word: 0 }, 'ArrowLeft')).toEqual({ turn: 1, word: 1 });
    expect(caret.move({ turn: 1, word: 1 }, 'ArrowDown')).toEqual({ turn: 3, word: 0 });
    expect(caret.move({ turn: 1, word: 0 }, 'ArrowUp')).toBeNull();
    expect(caret.move({ turn: 3, word: 0 }, 'ArrowRight')).toBeNull();
    expect(caret.move({ turn: 3, word: 0 }, 'x')).toBeNull();
  });
});

describe('the language of a text', () => {
  it('follows its letters', () => {
    expect(scriptOf('जी हाँ', 'en')).toBe('hi');
    expect(scriptOf('Yes please', 'hi-in')).toBe('en');
    expect(scriptOf('123', 'hi')).toBe('hi');
    expect(scriptOf('Oui', 'fr')).toBe('fr');
    expect(scriptOf('Yes', null)).toBeUndefined();
  });
});
