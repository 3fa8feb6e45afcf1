// The time a report is of, and how it compares. Pure.
import type { Period } from '$lib/api';
import { dateBounds, type Dates } from '$lib/features/calls/query';

export const usualDates: Dates = { preset: '30d' };

const DAY = 24 * 3_600_000;

/** Whole local days; where only one end is given, thirty of them. */
export function periodOf(dates: Dates | null, now: Date): Period {
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
  const bounds = dateBounds(dates ?? usualDates, now);
  const to = bounds.to ?? tomorrow;
  return { from: bounds.from ?? to - 30 * DAY, to };
}

/** By how much a count grew, as a part of what it was; `null` where that says nothing. */
export function growth(now: number | null, before: number | null): number | null {
  if (now === null || before === null || before === 0) return null;
  return (now - before) / before;
}

/** A count as a part of the largest, 0 to 1; something is never nothing. */
export function height(count: number | null, largest: number): number {
  if (!count || largest <= 0) return 0;
  return Math.max(0.02, count / largest);
}

/** In five steps, 0 for none: more cannot be told apart. */
export function shade(count: number | null, largest: number): number {
  if (!count || largest <= 0) return 0;
  return Math.min(5, Math.max(1, Math.ceil((count / largest) * 5)));
}

/** The first of a few days, so that their names keep apart. */
export function labelled(days: number, width: number, gap = 56): (at: number) => boolean {
  const most = Math.max(1, Math.floor(width / gap));
  const steps = [1, 2, 7, 14, 28, 56, 112];
  const step = steps.find((each) => days / each <= most) ?? 112;
  return (at) => at % step === 0;
}
