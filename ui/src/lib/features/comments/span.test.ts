import { describe, expect, it } from 'vitest';
import type { ThreadView, Turn, Word } from '$lib/api';
import { chosenIn, mentionTyped, spanOf, withMentions } from './span';

function turn(text: string): Turn {
  let at = 0;
  const words: Word[] = text.split(' ').map((piece) => {
    const len = [...piece].length;
    const word = { at, len, start_ms: 0, end_ms: 0, confidence: 90 };
    at += len + 1;
    return word;
  });
  return { side: 'caller', speaker: null, text, start_ms: null, end_ms: null, words };
}

const about = (from: number, to: number, quote: string) =>
  ({ place: { on: { kind: 'words', turn: 0, from, to }, quote, time: null } }) as ThreadView;

describe('the words of a comment', () => {
  const said = turn('🙏🏽 क़ीमत क्या है');

  const length = [...'क़ीमत क्या'].length;

  it('are chosen in scalar values and found in UTF-16', () => {
    const { on, quote } = chosenIn([said], 0, [
      { turn: 0, word: 1 },
      { turn: 0, word: 2 },
      { turn: 7, word: 0 },
    ]);
    expect(on).toEqual({ kind: 'words', turn: 0, from: 3, to: 3 + length });
    expect(quote).toBe('क़ीमत क्या');
    const found = spanOf(about(3, 3 + length, quote), [said]);
    expect(found && said.text.slice(found.from, found.to)).toBe(quote);
    expect(chosenIn([said], 0, []).on).toEqual({ kind: 'turn', turn: 0 });
  });

  it('are found again where a correction moved them, or not at all', () => {
    const moved = turn('नमस्ते जी 🙏🏽 क़ीमत क्या है');
    const found = spanOf(about(3, 3 + length, 'क़ीमत क्या'), [moved]);
    expect(found && moved.text.slice(found.from, found.to)).toBe('क़ीमत क्या');
    expect(spanOf(about(3, 14, 'gone'), [moved])).toBeNull();
    expect(spanOf(about(3, 14, 'x'), [])).toBeNull();
  });
});

describe('mentions', () => {
  it('are whole names, the longest that fits', () => {
    const pieces = withMentions('see @Asha Kulkarni, @asha; me@asha.in @Ashank', [
      'Asha',
      'Asha Kulkarni',
    ]);
    expect(pieces.filter((piece) => piece.name).map((piece) => piece.text)).toEqual([
      '@Asha Kulkarni',
      '@asha',
    ]);
    expect(pieces.map((piece) => piece.text).join('')).toContain('me@asha.in @Ashank');
  });

  it('are offered while they are typed', () => {
    expect(mentionTyped('ask @Ra', 7)).toEqual({ at: 4, typed: 'Ra' });
    expect(mentionTyped('me@asha', 7)).toBeNull();
    expect(mentionTyped('nobody', 6)).toBeNull();
  });
});
