import { describe, expect, it } from 'vitest';
import { beside, readPlayback, resumeAt } from './playback.svelte';

describe('playback', () => {
  it('is as it was left, or usual', () => {
    expect(readPlayback('{"speed":1.5}').speed).toBe(1.5);
    for (const odd of [null, '', 'null', '[]', '{"speed":9}', '{"speed":"2"}', '{'])
      expect(readPlayback(odd).speed).toBe(1);
  });

  it('goes on a little earlier, but not before a loop or the beginning', () => {
    expect(readPlayback('{"rewindS":3,"skipSilence":1}')).toEqual({
      skipSilence: false,
      speed: 1,
      rewindS: 3,
    });
    expect(readPlayback('{"rewindS":9}').rewindS).toBe(0);
    const loop = { from_ms: 9000, to_ms: 12000 };
    expect(resumeAt(10000, 0, null)).toBe(10000);
    expect(resumeAt(10000, 3, null)).toBe(7000);
    expect(resumeAt(2000, 3, null)).toBe(0);
    expect(resumeAt(10000, 3, loop)).toBe(9000);
    expect(resumeAt(20000, 3, loop)).toBe(17000);
  });

  it('steps from speed to speed and stops at the ends', () => {
    expect(beside(1, 1)).toBe(1.25);
    expect(beside(1, -1)).toBe(0.75);
    expect(beside(0.7, 1)).toBe(0.75);
    expect(beside(3, 1)).toBe(3);
    expect(beside(0.5, -1)).toBe(0.5);
  });
});
