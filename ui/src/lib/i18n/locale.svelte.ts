// The language and theme of the page. Kept on this machine, not in the workspace:
// they belong to the eyes in front of the screen.
import {
  getLocale,
  isLocale,
  locales,
  overwriteGetLocale,
  setLocale,
  type Locale,
} from '$lib/paraglide/runtime';

let current = $state<Locale>(getLocale());

// Messages read this on every call, so a template that shows one follows the choice.
overwriteGetLocale(() => current);

export const languages: readonly Locale[] = locales;

export const locale = () => current;

export function chooseLocale(next: string): void {
  if (!isLocale(next)) return;
  current = next;
  void setLocale(next, { reload: false });
  document.documentElement.lang = next;
}

/** The tag for numbers and dates: the person's own English, else India's. */
export function formatTag(): string {
  if (current === 'hi') return 'hi-IN';
  const own = typeof navigator === 'undefined' ? [] : navigator.languages;
  return own.find((tag) => tag.startsWith('en-')) ?? 'en-IN';
}
