// Numbers, instants and lengths in words. Pure: the language and the present
// moment are passed in.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const pad = (n: number) => String(n).padStart(2, '0');

/** `4:18`, `1:02:09`: a length or a position, whole seconds. */
export function clock(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const h = Math.floor(s / 3600);
  const m = Math.floor((s % 3600) / 60);
  return h > 0 ? `${h}:${pad(m)}:${pad(s % 60)}` : `${m}:${pad(s % 60)}`;
}

/** `1:07.3`: a position to a tenth of a second. */
export function clockTenths(ms: number): string {
  return `${clock(ms)}.${Math.floor((Math.max(0, ms) % 1000) / 100)}`;
}

/**
 * `0:40–2:10`: a stretch of a recording. Where whole seconds would say the same
 * twice, tenths: `0:48.2–0:48.9`; where they do too, the moment alone.
 */
export function stretch(fromMs: number, toMs: number): string {
  for (const said of [clock, clockTenths]) {
    const [from, to] = [said(fromMs), said(toMs)];
    if (from !== to) return `${from}–${to}`;
  }
  return clockTenths(fromMs);
}

/** `+12 %`: a part of something in hundredths; signed where it is a change. */
export function part(of: number, tag: string, signed = true): string {
  return new Intl.NumberFormat(tag, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: signed ? 'exceptZero' : 'auto',
  }).format(of);
}

/** `5:30 pm`; without the half of the day where nobody said it. */
export function timeOfDay(minutes: number, tag: string, knownHalf: boolean): string {
  const at = minutes * MINUTE;
  const options = { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' } as const;
  if (knownHalf) return dates(tag, options).format(at);
  const parts = dates(tag, { ...options, hour12: true }).formatToParts(at);
  return parts
    .filter(({ type }) => type !== 'dayPeriod')
    .map(({ value }) => value)
    .join('')
    .trim();
}

/** What something cost, in millionths of a currency (ISO 4217): as many digits as tell it. */
export const cost = (micros: number, currency: string, tag: string) =>
  new Intl.NumberFormat(tag, {
    style: 'currency',
    currency,
    maximumSignificantDigits: 3,
  }).format(micros / 1_000_000);

/** An amount of money in hundredths, of a currency nobody said. */
export const money = (hundredths: number, tag: string) =>
  new Intl.NumberFormat(tag, {
    minimumFractionDigits: hundredths % 100 === 0 ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(hundredths / 100);

/** The name of a day of the week, 0 being Monday. */
export const weekday = (day: number, tag: string, length: 'short' | 'long') =>
  // 5 January 1970 was a Monday.
  dates(tag, { weekday: length, timeZone: 'UTC' }).format((day + 4) * DAY);

export const count = (n: number, tag: string) => new Intl.NumberFormat(tag).format(n);

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatters are slow to make and a list shows thousands of dates. */
function dates(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(tag, options)));
  return made;
}

/** `10:42 am` today, `Tue 12 May, 10:42 am` this year, with the year before that. */
export function when(at: number, now: number, tag: string): string {
  const time = dates(tag, { hour: 'numeric', minute: '2-digit' }).format(at);
  const then = new Date(at);
  const today = new Date(now);
  if (then.toDateString() === today.toDateString()) return time;
  const sameYear = then.getFullYear() === today.getFullYear();
  const day = dates(tag, {
    weekday: sameYear ? 'short' : undefined,
    day: 'numeric',
    month: 'short',
    year: sameYear ? undefined : 'numeric',
  }).format(at);
  return `${day}, ${time}`;
}

/** The whole instant with its zone, for a tooltip. */
export function instant(at: number, tag: string): string {
  return dates(tag, { dateStyle: 'full', timeStyle: 'long' }).format(at);
}

/** A calendar day, `12 May`. */
export function day(at: number, tag: string): string {
  return dates(tag, { day: 'numeric', month: 'short' }).format(at);
}

export type Left =
  | { unit: 'seconds'; s: number }
  | { unit: 'minutes'; m: number }
  | { unit: 'hours'; h: number; m: number };

/** How long until something, in the unit that matters. Never less than nothing. */
export function left(ms: number): Left {
  const rest = Math.max(0, ms);
  if (rest < MINUTE) return { unit: 'seconds', s: Math.ceil(rest / 1000) };
  if (rest < HOUR) return { unit: 'minutes', m: Math.ceil(rest / MINUTE) };
  return { unit: 'hours', h: Math.floor(rest / HOUR), m: Math.floor((rest % HOUR) / MINUTE) };
}

/** `1.4 MB`: a file's size. */
export function bytes(n: number, tag: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  let value = n;
  let i = 0;
  while (value >= 1000 && i < units.length - 1) {
    value /= 1000;
    i += 1;
  }
  return new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: units[i],
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && i > 0 ? 1 : 0,
  }).format(value);
}

export const dayMs = DAY;
