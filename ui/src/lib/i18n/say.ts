// Formats bound to the language in use.
import { m } from '$lib/paraglide/messages';
import * as format from './format';
import { formatTag } from './locale.svelte';

export { clock, clockTenths, stretch } from './format';
export const times = (n: number) => `${format.count(n, formatTag())}×`;
export const number = (n: number) => format.count(n, formatTag());
export const when = (at: number) => format.when(at, Date.now(), formatTag());
export const instant = (at: number) => format.instant(at, formatTag());
export const day = (at: number) => format.day(at, formatTag());
export const part = (of: number, signed = true) => format.part(of, formatTag(), signed);
export const weekday = (day: number, length: 'short' | 'long') =>
  format.weekday(day, formatTag(), length);
export const timeOfDay = (minutes: number, knownHalf: boolean) =>
  format.timeOfDay(minutes, formatTag(), knownHalf);
export const cost = (micros: number, currency: string) =>
  format.cost(micros, currency, formatTag());
export const money = (hundredths: number) => format.money(hundredths, formatTag());
export const bytes = (n: number) => format.bytes(n, formatTag());

export function left(ms: number): string {
  const rest = format.left(ms);
  switch (rest.unit) {
    case 'seconds':
      return m.left_seconds({ s: rest.s });
    case 'minutes':
      return m.left_minutes({ m: rest.m });
    case 'hours':
      return m.left_hours({ h: rest.h, m: rest.m });
  }
}

/** The name of a spoken language, in the page's language. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([formatTag()], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
