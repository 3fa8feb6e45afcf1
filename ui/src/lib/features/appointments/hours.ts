// Opening hours as they are typed: `09:00–13:30, 16:00–19:30`, nothing where a day is
// closed. Pure.
import type { CalendarView, OpenHours } from '$lib/api';
import { minuteOf, timeText } from './week';

export type Draft = {
  zone: string;
  /** Seven lines from Monday. */
  days: string[];
  /** A day a line. */
  holidays: string;
  minutes: string;
  capacity: string;
  notice: string;
};

const stretch = /^(\d{1,2})(?::(\d{2}))?\s*(?:-|–|—|to|से)\s*(\d{1,2})(?::(\d{2}))?$/;

function time(hour: string | undefined, minute: string | undefined): number | null {
  const at = Number(hour) * 60 + Number(minute ?? 0);
  return Number(minute ?? 0) < 60 && at < 24 * 60 ? at : null;
}

/** `null`: not hours, or some that run into each other. */
export function readHours(typed: string): OpenHours[] | null {
  const parts = typed
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const found: { from: number; to: number }[] = [];
  for (const part of parts) {
    const [, fromHour, fromMinute, toHour, toMinute] = stretch.exec(part) ?? [];
    const from = time(fromHour, fromMinute);
    const to = time(toHour, toMinute);
    if (fromHour === undefined || from === null || to === null || from >= to) return null;
    found.push({ from, to });
  }
  found.sort((a, b) => a.from - b.from);
  if (found.some((each, index) => each.from < (found[index - 1]?.to ?? 0))) return null;
  return found.map(({ from, to }) => ({ from: timeText(from), to: timeText(to) }));
}

export const writeHours = (hours: readonly OpenHours[]) =>
  hours.map(({ from, to }) => `${timeText(minuteOf(from))}–${timeText(minuteOf(to))}`).join(', ');

/** `null`: a line is no day of a calendar. */
export function readHolidays(typed: string): string[] | null {
  const lines = typed.split(/[\n,;]/).map((line) => line.trim());
  const days = [...new Set(lines.filter(Boolean))].sort();
  const isDay = (day: string) => {
    const at = Date.parse(`${day}T00:00Z`);
    return /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(at).toISOString().startsWith(day);
  };
  return days.every((day) => !Number.isNaN(Date.parse(day)) && isDay(day)) ? days : null;
}

/** A whole number in these bounds; `null` for anything else. */
export function readCount(typed: string, least: number, most: number): number | null {
  const count = Number(typed.trim());
  const fits = /^\d+$/.test(typed.trim()) && count >= least && count <= most;
  return fits ? count : null;
}

export const draftOf = (calendar: CalendarView): Draft => ({
  zone: calendar.zone,
  days: calendar.hours.map(writeHours),
  holidays: calendar.holidays.join('\n'),
  minutes: String(calendar.minutes),
  capacity: String(calendar.capacity),
  notice: String(calendar.notice_minutes),
});

export type Fault = 'hours' | 'holidays' | 'minutes' | 'capacity' | 'notice';

/** The calendar that was typed, or what cannot be read of it. */
export function readDraft(draft: Draft): { calendar: CalendarView } | { faults: Fault[] } {
  const hours = draft.days.map(readHours);
  const holidays = readHolidays(draft.holidays);
  const minutes = readCount(draft.minutes, 5, 24 * 60);
  const capacity = readCount(draft.capacity, 1, 100);
  const notice = readCount(draft.notice, 0, 60 * 24 * 60);
  if (
    hours.every((day) => day !== null) &&
    holidays !== null &&
    minutes !== null &&
    capacity !== null &&
    notice !== null
  )
    return {
      calendar: {
        zone: draft.zone,
        hours,
        holidays,
        minutes,
        capacity,
        notice_minutes: notice,
        is_set: true,
      },
    };
  const read = { hours: hours.every(Boolean) || null, holidays, minutes, capacity, notice };
  const faults = (Object.keys(read) as Fault[]).filter((part) => read[part] === null);
  return { faults };
}
