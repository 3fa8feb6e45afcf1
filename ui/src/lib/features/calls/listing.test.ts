import { describe, expect, it } from 'vitest';
import { callAddress, placeOf } from './address';
import { talkShare } from './talk';

describe('the address of a call', () => {
  it('leads to the line that was found', () => {
    expect(callAddress('abc', null)).toBe('/calls/abc');
    expect(
      placeOf(new URL(callAddress('abc', { turn_index: 7 }), 'http://x').searchParams),
    ).toEqual({
      turn: 7,
    });
  });

  it('may name a time, and nonsense names nothing', () => {
    expect(placeOf(new URLSearchParams('t=67300'))).toEqual({ ms: 67_300 });
    for (const bad of ['t=-1', 't=1e9', 'turn=x', 't=', 'turn=99999999999999'])
      expect(placeOf(new URLSearchParams(bad))).toBeNull();
  });
});

describe('talk share', () => {
  it('is parts of the whole', () => {
    expect(talkShare(1000, 3000)).toEqual({ caller: 0.25, agent: 0.75 });
    expect(talkShare(0, 10)).toEqual({ caller: 0, agent: 1 });
    expect(talkShare(0, 0)).toBeNull();
    expect(talkShare(Number.NaN, 1)).toBeNull();
  });
});
