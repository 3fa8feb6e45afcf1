import { expect, test } from 'vitest';
import { dayIn, daysLater, weekAddress } from './week';

test('a day in an address, or none', () => {
  const read = (day: string) => dayIn(new URLSearchParams({ day }));
  expect(read('2026-11-09')).toBe('2026-11-09');
  for (const bad of ['', 'soon', '2026-13-01', '9.11.2026']) expect(read(bad)).toBeNull();
  expect(dayIn(new URLSearchParams(weekAddress('2026-11-09').split('?')[1]))).toBe('2026-11-09');
});

test('weeks on, over the end of a month and of summer', () => {
  expect(daysLater('2026-10-26', 7)).toBe('2026-11-02');
  expect(daysLater('2026-03-02', -7)).toBe('2026-02-23');
  expect(daysLater('2026-12-28', 6)).toBe('2027-01-03');
});
