import { describe, expect, it } from 'vitest';
import { beside, readPlayback } from './playback.svelte';

describe('playback', () => {
  it('is as it was left, or usual', () => {
    expect(readPlayback('{"speed":1.5}').speed).toBe(1.5);
    for (const odd of [null, '', 'null', '[]', '{"speed":9}', '{"speed":"2"}', '{'])
      expect(readPlayback(odd).speed).toBe(1);
  });

  it('steps from speed to speed and stops at the ends', () => {
    expect(beside(1, 1)).toBe(1.25);
    expect(beside(1, -1)).toBe(0.75);
    expect(beside(0.7, 1)).toBe(0.75);
    expect(beside(3, 1)).toBe(3);
    expect(beside(0.5, -1)).toBe(0.5);
  });
});
