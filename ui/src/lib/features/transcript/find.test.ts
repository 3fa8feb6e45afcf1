import { describe, expect, it } from 'vitest';
import type { Turn } from '$lib/api';
import { findIn } from './find';

const turn = (text: string): Turn => ({
  side: 'caller',
  speaker: null,
  text,
  start_ms: null,
  end_ms: null,
  words: [],
});
const found = (typed: string, ...texts: string[]) => {
  const turns = texts.map(turn);
  return findIn(turns, typed).map(
    (hit) => `${hit.turn}:${texts[hit.turn]?.slice(hit.from, hit.to)}`,
  );
};

describe('finding in a call', () => {
  it('looks past case, accents and kinds of space', () => {
    expect(found('zoe', 'Zoë, ZOE and Zoe\u0308')).toEqual(['0:Zoë', '0:ZOE', '0:Zoe\u0308']);
    expect(found('no  heat'.replace('  ', ' '), 'No\u00a0Heat', 'no heat')).toEqual([
      '0:No\u00a0Heat',
      '1:no heat',
    ]);
    expect(found('ÉTÉ', 'un été')).toEqual(['0:été']);
  });

  it('never finds a part of one sign', () => {
    expect(found('क', 'कि क की क्षमा कमल')).toEqual(['0:क', '0:क']);
    expect(found('की', 'कीमत कि की')).toEqual(['0:की', '0:की']);
    expect(found('🙏', '🙏🏽 🙏')).toEqual(['0:🙏']);
    expect(found('👩', '👩‍⚕️')).toEqual([]);
  });

  it('finds a nukta written either way', () => {
    expect(found('क़ीमत', 'क़ीमत', 'क़ीमत', 'कीमत')).toHaveLength(2);
  });

  it('finds in any direction of writing, nothing for nothing, and in turn', () => {
    expect(found('עולם', 'שלום עולם')).toEqual(['0:עולם']);
    expect(found('  ', 'a b')).toEqual([]);
    expect(found('aa', 'aaaa', 'b', 'aaa')).toEqual(['0:aa', '0:aa', '2:aa']);
    expect(found('x')).toEqual([]);
  });

  it('is quick in a turn of forty thousand words', () => {
    const long = 'कमरा refund '.repeat(20_000);
    const began = performance.now();
    expect(found('refund', long)).toHaveLength(20_000);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
