import { expect, test } from 'vitest';
import type { BookingView, CalendarView } from '$lib/api';
import {
  daysOf,
  full,
  isDay,
  laid,
  mondayOf,
  openOn,
  room,
  scaleOf,
  span,
  wallClock,
  weekAddress,
} from './week';

const calendar: CalendarView = {
  zone: 'Asia/Kolkata',
  hours: [
    [
      { from: '09:00', to: '13:30' },
      { from: '16:00', to: '18:00' },
    ],
    ...Array.from({ length: 5 }, () => [{ from: '10:00', to: '14:00' }]),
    [],
  ],
  holidays: ['2026-11-25'],
  minutes: 30,
  capacity: 2,
  notice_minutes: 60,
  is_set: true,
};

const booking = (begins: string, ends: string, more: Partial<BookingView> = {}): BookingView => ({
  id: begins + (more.place ?? 0),
  begins,
  ends,
  zone: 'Asia/Kolkata',
  place: 0,
  name: null,
  service: null,
  contact: null,
  call_id: null,
  made_at: 0,
  confirmed_at: null,
  cancelled_at: null,
  cancelled_by: null,
  cancel_reason: null,
  ...more,
});

test('a week begins on Monday', () => {
  expect(mondayOf('2026-11-22')).toBe('2026-11-16');
  expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  expect(daysOf('2026-12-28').at(-1)).toBe('2027-01-03');
  expect(isDay('2026-13-01')).toBe(false);
  expect(isDay('tomorrow')).toBe(false);
});

test('the clocks are those of the business', () => {
  const at = Date.UTC(2026, 10, 22, 20, 15);
  expect(wallClock(at, 'Asia/Kolkata')).toEqual({ day: '2026-11-23', minute: 105 });
  expect(wallClock(at, 'America/New_York')).toEqual({ day: '2026-11-22', minute: 915 });
});

test('a holiday and a day without hours are closed', () => {
  expect(openOn('2026-11-23', calendar)).toHaveLength(2);
  expect(openOn('2026-11-25', calendar)).toEqual([]);
  expect(openOn('2026-11-29', calendar)).toEqual([]);
});

test('what runs at the same time stands side by side, and only that', () => {
  const cards = laid('2026-11-23', [
    booking('2026-11-23T09:00', '2026-11-23T10:00'),
    booking('2026-11-23T09:30', '2026-11-23T10:30', { place: 1 }),
    booking('2026-11-23T10:00', '2026-11-23T10:30'),
    booking('2026-11-23T11:00', '2026-11-23T11:30'),
    booking('2026-11-24T11:00', '2026-11-24T11:30'),
  ]);
  expect(cards.map(({ lane, lanes }) => [lane, lanes])).toEqual([
    [0, 2],
    [1, 2],
    [0, 2],
    [0, 1],
  ]);
});

test('a long one keeps its lane from those that begin while it runs', () => {
  const cards = laid('2026-11-23', [
    booking('2026-11-23T09:00', '2026-11-23T12:00'),
    booking('2026-11-23T09:30', '2026-11-23T10:00', { place: 1 }),
    booking('2026-11-23T11:00', '2026-11-23T11:30', { place: 1 }),
  ]);
  expect(cards.map(({ lane, lanes }) => [lane, lanes])).toEqual([
    [0, 2],
    [1, 2],
    [1, 2],
  ]);
});

test('room is counted in places, and a cancelled one takes none', () => {
  const at = ['2026-11-23T09:00', '2026-11-23T09:30'] as const;
  const one = booking(...at);
  const other = booking(...at, { place: 1 });
  // Nine half hours before noon and four behind, two at a time.
  expect(room('2026-11-23', calendar, [one, other])).toEqual({ taken: 2, places: 26 });
  expect(full('2026-11-23', calendar, [one, other])).toEqual([{ from: 540, to: 570 }]);
  const free = { ...other, cancelled_at: 1 };
  expect(room('2026-11-23', calendar, [one, free])).toEqual({ taken: 1, places: 26 });
  expect(full('2026-11-23', calendar, [one, free])).toEqual([]);
});

test('the hours that are seen hold all that is open and all that is booked', () => {
  const days = daysOf('2026-11-23');
  expect(span(days, calendar, [])).toEqual({ from: 540, to: 1080 });
  const early = booking('2026-11-24T07:30', '2026-11-24T08:00');
  expect(span(days, calendar, [early])).toEqual({ from: 420, to: 1080 });
  expect(span(['2026-11-29'], calendar, [])).toEqual({ from: 540, to: 1080 });
});

test('a week and what is open in it have an address', () => {
  expect(weekAddress(null)).toBe('/appointments');
  expect(weekAddress('2026-11-23', 'b1')).toBe('/appointments?week=2026-11-23&booking=b1');
});

test('a day is shown whole, unless cards would stand beside too many others', () => {
  const days = daysOf('2026-11-23');
  const seen = { from: 540, to: 1140 };
  const few = [booking('2026-11-23T09:00', '2026-11-23T09:15')];
  expect(scaleOf(days, few, seen, [480, 26])).toBe(0.8);
  expect(scaleOf(days, few, seen, [5000, 26])).toBe(1.8);
  expect(scaleOf(days, few, seen, [100, 26])).toBe(0.7);
  // Three quarters of an hour one after the other: at 0.8 px three would share a line's height.
  const row = ['00', '15', '30'].map((from, index) =>
    booking(`2026-11-23T09:${from}`, `2026-11-23T09:${['15', '30', '45'][index]}`),
  );
  expect(laid('2026-11-23', row, 26 / 0.8).at(0)?.lanes).toBe(3);
  expect(scaleOf(days, row, seen, [480, 26])).toBe(0.87);
});
