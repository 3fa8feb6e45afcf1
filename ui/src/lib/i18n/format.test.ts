import { describe, expect, it } from 'vitest';
import { bytes, clock, clockTenths, count, left, when, stretch } from './format';

describe('times', () => {
  it('of a recording', () => {
    expect(clock(0)).toBe('0:00');
    expect(clock(67_399)).toBe('1:07');
    expect(clock(3_729_000)).toBe('1:02:09');
    expect(clock(-5)).toBe('0:00');
    expect(clockTenths(67_399)).toBe('1:07.3');
  });

  it('of a day are short, earlier ones carry the day, old ones the year', () => {
    const now = new Date(2026, 4, 12, 15, 0).getTime();
    expect(when(new Date(2026, 4, 12, 10, 42).getTime(), now, 'en-IN')).toMatch(/^10:42\sam$/i);
    expect(when(new Date(2026, 4, 11, 10, 42).getTime(), now, 'en-IN')).toMatch(
      /^Mon,? 11 May, 10:42\sam$/i,
    );
    expect(when(new Date(2024, 4, 11, 10, 42).getTime(), now, 'en-IN')).toContain('2024');
  });

  it('still to come are in the unit that matters', () => {
    expect(left(29_200)).toEqual({ unit: 'seconds', s: 30 });
    expect(left(60_000)).toEqual({ unit: 'minutes', m: 1 });
    expect(left(11_400_000)).toEqual({ unit: 'hours', h: 3, m: 10 });
    expect(left(-1)).toEqual({ unit: 'seconds', s: 0 });
  });
});

describe('numbers', () => {
  it('are grouped as the reader groups them', () => {
    expect(count(1_234_567, 'en-IN')).toBe('12,34,567');
    expect(count(1_234_567, 'en-GB')).toBe('1,234,567');
    expect(count(1_234_567, 'hi-IN')).toBe('12,34,567');
  });

  it('of bytes have a unit', () => {
    expect(bytes(900, 'en-GB')).toBe('900 byte');
    expect(bytes(4_120_044, 'en-GB')).toBe('4.1 MB');
  });
});

it('says a stretch so that its ends differ', () => {
  expect(stretch(40_000, 130_000)).toBe('0:40–2:10');
  expect(stretch(47_950, 48_100)).toBe('0:47–0:48');
  expect(stretch(48_200, 48_960)).toBe('0:48.2–0:48.9');
  expect(stretch(48_210, 48_260)).toBe('0:48.2');
});
