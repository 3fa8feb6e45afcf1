// A week of a calendar: which days, and where on them each appointment stands. All times
// are of the clocks of the business. Pure.
import type { BookingView, CalendarView } from '$lib/api';
import { daysLater } from '$lib/features/reports/week';

const pattern = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MINUTES = 24 * 60;
/** What is shown where nothing is open and nothing booked, minutes of the day. */
const USUAL = { from: 9 * 60, to: 18 * 60 };

/** Px for a minute, between which hours are neither lost nor endless. */
const LEAST_SCALE = 0.7;
const MOST_SCALE = 1.8;
const SCALES = [0.87, 1, 1.2, 1.5];

/** From and to, minutes of the day, the latter not included. */
export type Stretch = { from: number; to: number };

/** Where a card stands: on which lane of so many that run beside each other then. */
export type Placed = Stretch & { booking: BookingView; lane: number; lanes: number };

export const isDay = (text: string | null): text is string =>
  text !== null && pattern.test(text) && !Number.isNaN(Date.parse(text));

/** 0 is Monday. */
export const weekdayOf = (day: string) => (new Date(day).getUTCDay() + 6) % 7;

export const mondayOf = (day: string) => daysLater(day, -weekdayOf(day));

export const daysOf = (monday: string) =>
  Array.from({ length: 7 }, (_, index) => daysLater(monday, index));

/** What the clocks of a zone show. */
export function wallClock(at: number, zone: string): { day: string; minute: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

/** `16:30` in minutes of the day. */
export const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** `09:30` */
export const timeText = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export const dayOf = (moment: string) => moment.slice(0, 10);

/** The part of an appointment that lies on a day. */
function on(day: string, booking: BookingView): Stretch {
  const from = dayOf(booking.begins) < day ? 0 : minuteOf(booking.begins.slice(11));
  const to = dayOf(booking.ends) > day ? DAY_MINUTES : minuteOf(booking.ends.slice(11));
  return { from, to };
}

export const onDay = (day: string, bookings: readonly BookingView[]) =>
  bookings.filter((one) => dayOf(one.begins) <= day && one.ends > `${day}T00:00`);

/** When the business is open on a day; on holidays never. */
export function openOn(day: string, calendar: CalendarView): Stretch[] {
  if (calendar.holidays.includes(day)) return [];
  const hours = calendar.hours[weekdayOf(day)] ?? [];
  return hours.map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) }));
}

/**
 * Lanes for what runs at the same time, so that no card hides another; a card is as tall
 * as `least` minutes, however short its appointment is.
 */
export function laid(day: string, bookings: readonly BookingView[], least = 0): Placed[] {
  const cards = onDay(day, bookings).map((booking) => {
    const { from, to } = on(day, booking);
    return { booking, from, to: Math.max(to, from + least), lane: 0 };
  });
  cards.sort((a, b) => a.from - b.from || a.booking.place - b.booking.place);
  const placed: Placed[] = [];
  let group: typeof cards = [];
  let until = 0;
  const close = () => {
    const lanes = Math.max(0, ...group.map((card) => card.lane)) + 1;
    placed.push(...group.map((card) => ({ ...card, lanes })));
    group = [];
  };
  for (const card of cards) {
    if (group.length > 0 && card.from >= until) close();
    const busy = new Set(group.filter((other) => other.to > card.from).map((other) => other.lane));
    while (busy.has(card.lane)) card.lane += 1;
    group.push(card);
    until = Math.max(group.length > 1 ? until : 0, card.to);
  }
  if (group.length > 0) close();
  return placed;
}

const widest = (days: readonly string[], bookings: readonly BookingView[], least: number) =>
  Math.max(1, ...days.flatMap((day) => laid(day, bookings, least).map((card) => card.lanes)));

/**
 * Px for a minute: as few as show the whole day in `height`, but no fewer than leave cards
 * of a line's height, `line` px, beside no more others than their times ask for.
 */
export function scaleOf(
  days: readonly string[],
  bookings: readonly BookingView[],
  seen: Stretch,
  [height, line]: readonly [height: number, line: number],
): number {
  const fitting = Math.max(LEAST_SCALE, Math.min(MOST_SCALE, height / (seen.to - seen.from)));
  const narrow = Math.max(2, widest(days, bookings, 0));
  const steps = [fitting, ...SCALES].filter((scale) => scale >= fitting && scale < MOST_SCALE);
  return steps.find((scale) => widest(days, bookings, line / scale) <= narrow) ?? MOST_SCALE;
}

export const stands = (booking: BookingView) => booking.cancelled_at === null;

/** How many appointments stand on a day, and how many there is room for. */
export function room(
  day: string,
  calendar: CalendarView,
  bookings: readonly BookingView[],
): { taken: number; places: number } {
  const times = openOn(day, calendar).reduce(
    (sum, { from, to }) => sum + Math.floor((to - from) / calendar.minutes),
    0,
  );
  const taken = bookings.filter((one) => dayOf(one.begins) === day && stands(one)).length;
  return { taken, places: times * calendar.capacity };
}

/** Times of a day at which every place is taken. */
export function full(
  day: string,
  calendar: CalendarView,
  bookings: readonly BookingView[],
): Stretch[] {
  const taken = onDay(day, bookings)
    .filter(stands)
    .map((one) => on(day, one));
  const found: Stretch[] = [];
  for (const open of openOn(day, calendar))
    for (let from = open.from; from + calendar.minutes <= open.to; from += calendar.minutes) {
      const to = from + calendar.minutes;
      const running = taken.filter((one) => one.from < to && one.to > from).length;
      if (running >= calendar.capacity) found.push({ from, to });
    }
  return found;
}

/** The hours that a week needs to be seen, whole ones. */
export function span(
  days: readonly string[],
  calendar: CalendarView,
  bookings: readonly BookingView[],
): Stretch {
  const all = days.flatMap((day) => [
    ...openOn(day, calendar),
    ...onDay(day, bookings).map((one) => on(day, one)),
  ]);
  if (all.length === 0) return USUAL;
  const from = Math.min(...all.map((each) => each.from));
  const to = Math.max(...all.map((each) => each.to));
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 };
}

/** The address of a week, of an appointment in it, if one is open. */
export function weekAddress(day: string | null, booking: string | null = null): string {
  const params = new URLSearchParams();
  if (day) params.set('week', day);
  if (booking) params.set('booking', booking);
  const text = params.toString();
  return text ? `/appointments?${text}` : '/appointments';
}
