import { describe, expect, it } from 'vitest';
import { parseClock } from './one';

describe('a typed time', () => {
  it('is minutes and seconds, hours before them, or seconds', () => {
    expect(parseClock('1:07')).toBe(67_000);
    expect(parseClock(' 1:07.5 ')).toBe(67_500);
    expect(parseClock('1:02:03,250')).toBe(3_723_250);
    expect(parseClock('67')).toBe(67_000);
    expect(parseClock('0:00')).toBe(0);
  });
  it('is nothing else', () => {
    for (const wrong of ['', 'a', '1:', ':30', '1:60', '1:60:00', '-1:00', '1:2:3:4'])
      expect(parseClock(wrong)).toBeNull();
  });
});
