import { expect, test } from 'vitest';
import { draftOf, readCount, readDraft, readHolidays, readHours, writeHours } from './hours';

const split = [
  { from: '09:00', to: '13:30' },
  { from: '16:00', to: '19:30' },
];

test('hours are read as they are written', () => {
  expect(readHours(writeHours(split))).toEqual(split);
  expect(readHours('16-19:30, 9:00-13:30')).toEqual(split);
  expect(readHours('')).toEqual([]);
  expect(readHours('9 से 13')).toEqual([{ from: '09:00', to: '13:00' }]);
});

test('what are no hours is not taken for some', () => {
  for (const typed of ['9', '9-25', '9:70-10', '13-9', '9-13, 12-14', '9-9', 'noon'])
    expect([typed, readHours(typed)]).toEqual([typed, null]);
});

test('holidays are days of a calendar, each once', () => {
  expect(readHolidays('2026-12-25\n\n2026-01-26, 2026-12-25')).toEqual([
    '2026-01-26',
    '2026-12-25',
  ]);
  expect(readHolidays('25.12.2026')).toBeNull();
  expect(readHolidays('2026-02-30')).toBeNull();
});

test('counts are whole and in bounds', () => {
  expect(readCount(' 30 ', 5, 60)).toBe(30);
  for (const typed of ['', '-1', '2.5', '61', '1e1']) expect(readCount(typed, 5, 60)).toBeNull();
});

test('a calendar comes back as it was, and faults are named', () => {
  const calendar = {
    zone: 'Asia/Kolkata',
    hours: [split, split, split, split, split, [], []],
    holidays: ['2026-12-25'],
    minutes: 15,
    capacity: 3,
    notice_minutes: 60,
    is_set: true,
  };
  const draft = draftOf(calendar);
  expect(readDraft(draft)).toEqual({ calendar });
  expect(readDraft({ ...draft, days: ['x', '', '', '', '', '', ''], capacity: '0' })).toEqual({
    faults: ['hours', 'capacity'],
  });
});
